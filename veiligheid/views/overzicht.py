"""The tab Veiligheid, and what veiligheid shows on the Overzicht and in the header."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from gezinnen.models import Gezin
from gezinnen.pagina import toon_gezin
from ggw.toegang.deur import Verzoek, dossier
from veiligheid.beeld import Veiligheidsbeeld, mag
from veiligheid.lijnen import Tekening, teken
from veiligheid.models import Instrument
from veiligheid.signalen import kaart

TAB = "veiligheid:overzicht"
AFNAMES = 20


@require_safe
@dossier("veiligheid.bekijken")
def overzicht(request: Verzoek, gezin: Gezin) -> HttpResponse:
    beeld = Veiligheidsbeeld.van(gezin)
    context: dict[str, Any] = {
        "beeld": beeld,
        "kinderen": [(kind, teken_kind(beeld, kind.kind.pk, kind.kind.roepnaam)) for kind in beeld.per_kind],
        "plan": gezin.veiligheidsplannen.geheel().geldend(),
        "afnames": beeld.afnames[:AFNAMES],
        "meer_afnames": len(beeld.afnames) > AFNAMES and "alles" not in request.GET,
        "instrumenten": Instrument.objects.in_gebruik(),
        "mag": mag(request),
        "deel": kaart(request, gezin),
    }
    if "alles" in request.GET:
        context["afnames"] = beeld.afnames
    return toon_gezin(request, gezin, "veiligheid/overzicht.html", tab=TAB, **context)


def teken_kind(beeld: Veiligheidsbeeld, kind: int, naam: str) -> Tekening:
    return teken((m for m in beeld.lijn if m.kind_id == kind), id=f"lijnen-{kind}", over=naam)


def deel_lijnen(request: Verzoek, gezin: Gezin) -> dict[str, Any]:
    """The card with the lines: of the family, or with `?kind=` of one child."""
    beeld = Veiligheidsbeeld.van(gezin)
    gekozen = next((kind for kind in beeld.kinderen if str(kind.pk) == request.GET.get("kind")), None)
    if gekozen:
        tekening = teken_kind(beeld, gekozen.pk, gekozen.roepnaam)
    else:
        tekening = teken(beeld.lijn, over="dit gezin, het laagste cijfer van de kinderen")
    return {"tekening": tekening, "kinderen": beeld.kinderen, "gekozen": gekozen, "mag": mag(request)}


def deel_kinderen(request: Verzoek, gezin: Gezin) -> dict[str, Any]:
    beeld = Veiligheidsbeeld.van(gezin)
    woont_bij = beeld.woonplekken
    return {"kinderen": [(kind, woont_bij[kind.kind.pk]) for kind in beeld.per_kind]}
