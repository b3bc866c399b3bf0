"""Views that try to break the door."""

from datetime import date

from django.db import IntegrityError, connection
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import path

from gezinnen.models import Contactmoment, Gezin, Huishouden, Toewijzing
from ggw.organisatie.models import Sessie
from ggw.toegang.deur import dossier, lijst, toon
from ggw.urls import urlpatterns as echte


@dossier("gezin.bekijken")
def ziet(request, gezin):
    return HttpResponse(",".join(Gezin.objects.order_by("nummer").values_list("nummer", flat=True)))


@dossier("gezin.bekijken")
def wie(request, gezin):
    with connection.cursor() as cursor:
        cursor.execute("select session_user || ' als ' || current_user")
        return HttpResponse(cursor.fetchone()[0])


@dossier("gezin.bekijken")
def slikt(request, gezin):
    try:
        Huishouden.objects.create(gezin=gezin, naam="dubbel")
        Huishouden.objects.create(gezin=gezin, naam="dubbel")
    except IntegrityError:
        return HttpResponse("Bewaard.")
    return HttpResponse("Bewaard.")


@dossier("gezin.bekijken")
def stroomt(request, gezin):
    return StreamingHttpResponse(iter([b"x"]))


@dossier("gezin.bekijken")
def leest_sessies(request, gezin):
    return HttpResponse(str(Sessie.objects.count()))


@dossier("gezin.bekijken")
def zet_zelf(request, gezin):
    with connection.cursor() as cursor:
        cursor.execute("select set_config('ggw.gezinnen', '{1,2,3}', true)")
    return HttpResponse("gelukt")


@dossier("gezin.bekijken")
def verwijst_vreemd(request, gezin, pk):
    moment = Contactmoment.objects.create(gezin=gezin, soort="telefoon", auteur_id=request.user.pk)
    moment.aanwezigheid.create(gezin=gezin, gezinslid_id=pk, aanwezig="aanwezig")
    return HttpResponse("gelukt")


@dossier("gezin.bekijken")
def draagt_over(request, gezin, pk):
    oud = gezin.toewijzingen.get(tot=None)
    oud.tot = date(2026, 11, 1)
    oud.vanaf = date(2026, 1, 1)
    oud.save(update_fields=["tot", "vanaf"])
    Toewijzing.objects.create(
        gezin=gezin, begeleiding=oud.begeleiding, gezinsmanager_id=pk, basisteam=oud.basisteam, vanaf=date(2026, 11, 1)
    )
    return HttpResponse(str(Gezin.objects.count()))


@dossier("gezin.bekijken")
def mislukt(request, gezin):
    Huishouden.objects.create(gezin=gezin, naam="half werk")
    raise Http404


@lijst("vandaag.bekijken")
def lijst_zonder_toon(request):
    return HttpResponse(str(Gezin.objects.count()))


@lijst("vandaag.bekijken")
def lijst_met_toon(request):
    ids = list(Gezin.objects.order_by("pk").values_list("pk", flat=True))
    toon(request, ids)
    return HttpResponse(str(len(ids)))


urlpatterns = [
    path("p/<nummer:nummer>/ziet/", ziet),
    path("p/<nummer:nummer>/slikt/", slikt),
    path("p/<nummer:nummer>/wie/", wie),
    path("p/<nummer:nummer>/stroomt/", stroomt),
    path("p/<nummer:nummer>/sessies/", leest_sessies),
    path("p/<nummer:nummer>/zet/", zet_zelf),
    path("p/<nummer:nummer>/verwijst/<int:pk>/", verwijst_vreemd),
    path("p/<nummer:nummer>/draagt/<int:pk>/", draagt_over),
    path("p/<nummer:nummer>/mislukt/", mislukt),
    path("p/lijst/", lijst_zonder_toon),
    path("p/lijst-met/", lijst_met_toon),
    *echte,
]
