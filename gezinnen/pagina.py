"""Every page of a family: header, tabs, and what is on it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from gezinnen.aanhaken import TABBLADEN
from gezinnen.gezinsadres import gezinsadres
from gezinnen.kop import begeleiding_van, kop, kopvragen
from gezinnen.models import Begeleiding, Fase, Gezin
from ggw.concepten.tonen import met_ingevuld
from ggw.database.samen import samen
from ggw.toegang.deur import Verzoek
from ggw.toegang.nood import mijn_noodtoegang

STAPPEN = (Fase.VERBINDEN, Fase.ONDERSTEUNEN, Fase.BORGEN, Fase.NAZORG)


def toon_gezin(
    request: Verzoek, gezin: Gezin, sjabloon: str, *, tab: str, status: int = 200, **context: Any
) -> HttpResponse:
    """Render a page of this family. `tab` is the url name of its tab, such as "gezinnen:leden"."""
    with samen(*kopvragen(request, gezin)):
        begeleiding, boven = begeleiding_van(gezin), kop(request, gezin)
    nood_tot = mijn_noodtoegang() if request.grond == "noodtoegang" else None
    volledig = met_ingevuld(request, context)
    return render(
        request,
        sjabloon,
        {
            "gezin": gezin,
            "begeleiding": begeleiding,
            "fasen": met_url(fasen(begeleiding), request, gezin),
            "noodtoegang_tot": nood_tot,
            **boven,
            "tabs": tabs(request, gezin, tab),
            "mag_contact": request.user.has_perm("contact.vastleggen"),
            **volledig,
        },
        status=status,
    )


def fasen(begeleiding: Begeleiding | None) -> list[dict[str, str]]:
    """The phases as steps: done, now (with the week) or to come."""
    if begeleiding is None:
        return []
    huidig = STAPPEN.index(Fase(begeleiding.fase)) if begeleiding.fase in STAPPEN else -1
    stappen = []
    if begeleiding.fase == Fase.WACHT:
        stappen.append({"naam": Fase.WACHT.label, "status": "nu", "extra": f"week {begeleiding.week_in_fase}"})
    for plaats, fase in enumerate(STAPPEN):
        status = "klaar" if plaats < huidig or begeleiding.fase == Fase.AFGESLOTEN else "nu" if plaats == huidig else ""
        extra = f"week {begeleiding.week_in_fase}" if status == "nu" else ""
        stappen.append({"naam": fase.label, "status": status, "extra": extra})
    return stappen


def met_url(stappen: list[dict[str, str]], request: Verzoek, gezin: Gezin) -> list[dict[str, str]]:
    """The phase of now leads to the page about phases; of a closed family the last one."""
    if stappen and request.user.has_perm("fase.bekijken"):
        nu = next((stap for stap in stappen if stap["status"] == "nu"), stappen[-1])
        nu["url"] = gezinsadres("gezinnen:fase", gezin.nummer)
    return stappen


def tabs(request: Verzoek, gezin: Gezin, actief: str) -> list[dict[str, Any]]:
    return [
        {
            "naam": blad.naam,
            "url": gezinsadres(blad.url_naam, gezin.nummer),
            "actief": blad.url_naam == actief,
        }
        for blad in sorted(TABBLADEN, key=lambda b: b.volgorde)
        if request.user.has_perm(blad.recht)
    ]
