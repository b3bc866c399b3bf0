from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ggw.organisatie.rollen import Rol
from ggw.toegang.deur import Verzoek, lijst, toon
from rapportage.afgesloten import afgesloten_van
from rapportage.forms import GezinnenFilter
from rapportage.gezinnen import Lijst, Vraag, regels


@require_safe
@lijst("gezinnen.lijst")
def mijn_gezinnen(request: Verzoek) -> HttpResponse:
    eigen = request.user.rol == Rol.GEZINSMANAGER
    form = GezinnenFilter({"wie": "mij" if eigen else "team", **request.GET.dict()})
    keuzes = form.cleaned_data if form.is_valid() else {}
    van_mij = keuzes.get("wie") == "mij"
    gezinnen = Lijst(request.user.pk if van_mij else None, Vraag.uit(keuzes), keuzes.get("zoek", ""))
    rijen, volgende = gezinnen.bladzijde(request.GET.get("na", ""))
    met_cijfers = request.user.has_perm("veiligheid.bekijken")
    toon(request, [gezin.pk for gezin in rijen])
    vast = {naam: waarde for naam, waarde in request.GET.items() if naam != "na"}
    context = {
        "form": form,
        "regels": regels(rijen, request.user),
        "aantal": gezinnen.aantal if volgende or request.GET.get("na") else len(rijen),
        "met_cijfers": met_cijfers,
        "van_mij": van_mij,
        "volgende": f"?{urlencode({**vast, 'na': volgende})}" if volgende else "",
        "vorige": f"?{urlencode(vast)}" if request.GET.get("na") else "",
    }
    return render(request, "rapportage/gezinnen.html", context)


@require_safe
@lijst("gezinnen.lijst")
def afgesloten(request: Verzoek) -> HttpResponse:
    gezinnen = afgesloten_van(request.user)
    toon(request, [gezin.gezin_id for gezin in gezinnen])
    return render(request, "rapportage/afgesloten.html", {"gezinnen": gezinnen})
