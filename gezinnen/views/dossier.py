"""Dossier: the timeline of a family, and who may see it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from gezinnen.dossierbladen import dossierbladen
from gezinnen.models import Gebeurtenis, Gezin
from gezinnen.pagina import toon_gezin
from gezinnen.tijdlijn import gebeurtenissen_voor, onderwerpen_voor, ouder_dan, regels
from ggw.toegang.deur import Verzoek, dossier
from ggw.toegang.nood import Gekregen, afscherming, noodtoegang_van_dit_gezin
from ggw.toegang.poort import Gezien, gezien_door
from ggw.toegang.poort import wie_kan_inzien as vraag_wie
from ggw.toezicht.woorden import GRONDEN, in_woorden, rolnaam

TAB = "gezinnen:dossier"
PER_PAGINA = 50
PER_BLAD = 200


@require_safe
@dossier("gezin.bekijken")
def tijdlijn(request: Verzoek, gezin: Gezin) -> HttpResponse:
    onderwerpen = onderwerpen_voor(request.user)
    code = next((o.code for o in onderwerpen if o.code == request.GET.get("onderwerp")), "")
    rijen = gebeurtenissen_voor(request.user, Gebeurtenis.objects.filter(gezin=gezin).nieuwste_eerst(), code)
    grens = gelezen_grens(request.GET.get("na", ""))
    pagina = list((ouder_dan(rijen, *grens) if grens else rijen)[: PER_PAGINA + 1])
    return toon_gezin(
        request,
        gezin,
        "gezinnen/dossier/tijdlijn.html",
        tab=TAB,
        bladen=dossierbladen(request, gezin, TAB),
        regels=regels(pagina[:PER_PAGINA], gezin.nummer),
        onderwerpen=onderwerpen,
        gekozen=code,
        eerste=f"?{urlencode({'onderwerp': code})}" if grens else "",
        volgende=f"?{urlencode({'onderwerp': code, 'na': grens_van(pagina[-2])})}" if len(pagina) > PER_PAGINA else "",
    )


def grens_van(gebeurtenis: Gebeurtenis) -> str:
    """Moment in microseconds and id of the last line of a page."""
    return f"{round(gebeurtenis.op.timestamp() * 1_000_000)}_{gebeurtenis.pk}"


def gelezen_grens(tekst: str) -> tuple[datetime, int] | None:
    """What `grens_van()` made; None, the first page, for anything else."""
    delen = tekst.split("_")
    if len(delen) != 2 or not all(deel.isascii() and deel.isdigit() and len(deel) < 18 for deel in delen):
        return None
    seconden, micro = divmod(int(delen[0]), 1_000_000)
    try:
        return datetime.fromtimestamp(seconden, UTC).replace(microsecond=micro), int(delen[1])
    except (OverflowError, ValueError, OSError):
        return None


@require_safe
@dossier("gezin.bekijken")
def wie_kan_inzien(request: Verzoek, gezin: Gezin) -> HttpResponse:
    mensen = [
        {
            "naam": inzager.naam,
            "rol": rolnaam(inzager.rol),
            "grond": GRONDEN.get(inzager.grond, inzager.grond),
            "vanaf": inzager.vanaf,
            "tot": inzager.tot,
        }
        for inzager in vraag_wie()
    ]
    bladen = dossierbladen(request, gezin, "gezinnen:wie")
    huidig = afscherming() if request.user.has_perm("noodtoegang.toestaan") else None
    return toon_gezin(
        request,
        gezin,
        "gezinnen/dossier/wie.html",
        tab=TAB,
        bladen=bladen,
        mensen=mensen,
        mag_toestaan=huidig is not None and huidig.ingegaan_op is not None,
        mag_afschermen=request.user.has_perm("gezin.afschermen"),
    )


@require_safe
@dossier("gezin.inzage")
def gezien(request: Verzoek, gezin: Gezin) -> HttpResponse:
    """For the family: who saw this file, by function and team. Staff are threatened too, so a name is given on request only."""
    rijen = gezien_door(voor=gelezen_dag(request.GET.get("voor", "")), hoeveel=PER_BLAD + 1)
    blad = hele_dagen(rijen, PER_BLAD)
    volgende = f"?voor={blad[-1].dag.isoformat()}" if len(blad) < len(rijen) else ""
    bladen = dossierbladen(request, gezin, "gezinnen:gezien")
    return toon_gezin(
        request,
        gezin,
        "gezinnen/dossier/gezien.html",
        tab=TAB,
        bladen=bladen,
        regels=[gezien_regel(rij) for rij in blad],
        nood=[nood_regel(keer) for keer in noodtoegang_van_dit_gezin()] if not request.GET.get("voor") else [],
        volgende=volgende,
    )


def nood_regel(keer: Gekregen) -> dict[str, Any]:
    return {**keer._asdict(), "wie": keer.functie or rolnaam(keer.rol)}


def hele_dagen(rijen: list[Gezien], hoeveel: int) -> list[Gezien]:
    """A page ends where a day ends: the last, half day of a full page moves to the next one."""
    if len(rijen) <= hoeveel:
        return rijen
    laatste = rijen[hoeveel - 1].dag
    return [rij for rij in rijen[:hoeveel] if rij.dag > laatste] or rijen[:hoeveel]


def gezien_regel(rij: Gezien) -> dict[str, Any]:
    return {
        "dag": rij.dag,
        "wie": rij.functie or rolnaam(rij.rol),
        "team": rij.team,
        "waarom": GRONDEN.get(rij.grond, rij.grond),
        "nood": rij.grond == "noodtoegang",
        "wat": in_woorden(rij.gebeurtenissen),
    }


def gelezen_dag(tekst: str) -> date | None:
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        return None
