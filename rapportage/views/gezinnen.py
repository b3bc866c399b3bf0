from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gezinnen.models import Gezin
from ggw.organisatie.rollen import Rol
from ggw.toegang.deur import Verzoek, lijst, toon
from rapportage.forms import GezinnenFilter
from rapportage.gezinnen import bladzijde, filter_gezinnen, gezinnen_van, met_sortering, regels


@require_safe
@lijst("gezinnen.lijst")
def mijn_gezinnen(request: Verzoek) -> HttpResponse:
    eigen = request.user.rol == Rol.GEZINSMANAGER
    form = GezinnenFilter({"wie": "mij" if eigen else "team", **request.GET.dict()})
    keuzes = form.cleaned_data if form.is_valid() else {}
    van_mij = keuzes.get("wie") == "mij"
    basis = met_sortering(gezinnen_van(request.user.pk) if van_mij else Gezin.objects.all())
    gevonden = filter_gezinnen(basis, keuzes)
    sorteer = str(keuzes.get("sorteer") or "naam")
    rijen, volgende = bladzijde(gevonden, sorteer, request.GET.get("na", ""))
    met_cijfers = request.user.has_perm("veiligheid.bekijken")
    toon(request, [gezin.pk for gezin in rijen])
    vast = {naam: waarde for naam, waarde in request.GET.items() if naam != "na"}
    context = {
        "form": form,
        "regels": regels(rijen, request.user),
        "aantal": gevonden.count() if volgende or request.GET.get("na") else len(rijen),
        "met_cijfers": met_cijfers,
        "van_mij": van_mij,
        "volgende": f"?{urlencode({**vast, 'na': volgende})}" if volgende else "",
        "vorige": f"?{urlencode(vast)}" if request.GET.get("na") else "",
    }
    return render(request, "rapportage/gezinnen.html", context)
