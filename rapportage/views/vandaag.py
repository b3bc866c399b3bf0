from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gezinnen.agenda import vandaag_en_morgen, vervangt
from gezinnen.herinneren import open_signalen_in_bericht, verzending_leeft
from ggw.concepten.opslag import Onaf, mijn_concepten
from ggw.database.samen import samen
from ggw.organisatie.navigatie import begint_bij_cijfers
from ggw.toegang.deur import Verzoek, lijst, toon
from rapportage.leiding import leiding_van
from rapportage.vandaag import diensten_op, gezinnen_in_beeld, vragen_van, werk_van


@require_safe
@lijst("vandaag.bekijken")
def vandaag(request: Verzoek) -> HttpResponse:
    concepten = mijn_concepten()
    if not request.user.has_perm("contact.bekijken"):
        toon(request, {onaf.gezin_id for onaf in concepten if onaf.gezin_id})
        stil = request.user.has_perm("beheer.verzending") and not verzending_leeft()
        return render(request, "rapportage/vandaag_zonder_gezinnen.html", {"concepten": concepten, "stilstand": stil})
    nu = timezone.now()
    with samen(*vragen_van(request.user, nu)):
        return render(request, "rapportage/vandaag.html", inhoud(request, concepten, nu))


def inhoud(request: Verzoek, concepten: list[Onaf], nu: datetime) -> dict[str, Any]:
    afwezigen = vervangt(request.user.pk)
    in_beeld = gezinnen_in_beeld()
    werk = werk_van(request.user, in_beeld, afwezigen)
    afspraken = [
        (item, in_beeld[item.gezin_id] if item.gezin_id is not None else None)
        for item in vandaag_en_morgen(request.user.pk, afwezigen)
    ]
    onaf = {concept.gezin_id for concept in concepten if concept.gezin_id}
    dienst = next(iter(diensten_op(request.user.pk, nu)), None)
    gehoord = open_signalen_in_bericht(request.user.has_perm) if dienst else []
    erbij = {gezin.pk for _, gezin in afspraken if gezin} | {regel.gezin_id for regel in gehoord}
    eigen = {signaal.gezin_id for signaal, *_ in werk.signalen}
    leiding = leiding_van(request.user, zonder=eigen)
    toon(request, werk.gezinnen | onaf | erbij | (leiding.gezinnen if leiding else set()))
    return {
        "concepten": concepten,
        "werk": werk,
        "afspraken": afspraken,
        "vandaag": timezone.localdate(),
        "dienst": dienst,
        "leiding": leiding,
        "gehoord": [regel for regel in gehoord if regel.gezin_id not in eigen],
    }


@wraps(vandaag)
def begin(request: HttpRequest) -> HttpResponseBase:
    """The front page. People of a provider have one of their own, behind their own door; a bestuurder begins with the figures."""
    if getattr(request.user, "is_partner", False) and request.method in ("GET", "HEAD"):
        return redirect("spic:partner" if request.user.has_perm("partner.bekijken") else "aanbieder:mensen")
    if request.user.is_authenticated and begint_bij_cijfers(request.user) and request.method in ("GET", "HEAD"):
        return redirect("rapportage:kengetallen")
    return vandaag(request)
