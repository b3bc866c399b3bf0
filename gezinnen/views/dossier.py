"""Dossier: the timeline of a family, and who may see it."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from gezinnen.dossierbladen import dossierbladen
from gezinnen.models import Gebeurtenis, Gezin
from gezinnen.pagina import toon_gezin
from gezinnen.tijdlijn import gebeurtenissen_voor, onderwerpen_voor, ouder_dan, regels
from ggw.organisatie.rollen import Rol
from ggw.toegang.deur import Verzoek, dossier
from ggw.toegang.poort import wie_kan_inzien as vraag_wie

TAB = "gezinnen:dossier"
PER_PAGINA = 50
GRONDEN = {
    "gezinsmanager": "is gezinsmanager van dit gezin",
    "wachter": "is wachter van dit gezin",
    "basisteam": "werkt in het basisteam van dit gezin",
    "supervisie": "begeleidt of leidt het basisteam van dit gezin",
    "vervanging": "vervangt de gezinsmanager",
    "zorgbemiddeling": "bemiddelt hulp voor dit gezin",
    "dienst": "heeft dienst",
    "noodtoegang": "heeft noodtoegang gevraagd",
    "benoemd": "is voor dit gezin aangewezen",
    "afgesloten": "werkte in het laatste team van dit gezin",
}
"""The grounds of the view `toegang`, in words."""


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
            "rol": Rol(inzager.rol).label if inzager.rol in Rol.values else inzager.rol,
            "grond": GRONDEN.get(inzager.grond, inzager.grond),
            "vanaf": inzager.vanaf,
            "tot": inzager.tot,
        }
        for inzager in vraag_wie()
    ]
    bladen = dossierbladen(request, gezin, "gezinnen:wie")
    return toon_gezin(request, gezin, "gezinnen/dossier/wie.html", tab=TAB, bladen=bladen, mensen=mensen)
