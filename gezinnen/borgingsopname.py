"""What a borgingsplan says at one moment, as data: frozen at vaststelling, and shown and printed from there.

The phone numbers in it are of whom the family calls; never a BSN, an address or a number of the family itself.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from gezinnen.models import Borgingsplan, Borgingssoort
from gezinnen.momentopname import dag, gezinsmanager_van, leesbaar, mens
from ggw.organisatie.models import Medewerker

VORM = 1


def maak_borgingsopname(plan: Borgingsplan, *, vastgesteld_door: Medewerker | None = None) -> dict[str, Any]:
    """JSON of the plan as it stands now. With `vastgesteld_door` the plan carries its number already."""
    gezin = plan.gezin
    regels: dict[str, list[str]] = {soort: [] for soort in Borgingssoort.values}
    for soort, tekst in plan.punten.values_list("soort", "tekst"):
        regels[soort].append(tekst)
    return {
        "vorm": VORM,
        "gezin": {"nummer": gezin.nummer, "naam": gezin.naam},
        "nummer": plan.nummer,
        "op": dag(timezone.localdate(plan.vastgesteld_op)),
        "vastgesteld_door": vastgesteld_door.naam if vastgesteld_door else "",
        "auteur": plan.auteur.naam,
        "gezinsmanager": gezinsmanager_van(gezin),
        "leden": [mens(lid) for lid in gezin.leden.huidig().filter(overleden_op__isnull=True)],
        "regels": regels,
        "acties": list(plan.acties.values("wie", "wat")),
        "contacten": list(plan.contacten.values("naam", "relatie", "telefoon")),
        "vragen": antwoorden(plan),
    }


def antwoorden(plan: Borgingsplan) -> list[dict[str, Any]]:
    """Each question that somebody answered, with the answers in their own words."""
    per_vraag: dict[str, dict[str, Any]] = {}
    for rij in plan.antwoorden.select_related("vraag", "gezinslid"):
        vraag = per_vraag.setdefault(rij.vraag_id, {"vraag": rij.vraag.vraag, "antwoorden": []})
        vraag["antwoorden"].append({"wie": rij.gezinslid.naam, "antwoord": rij.antwoord})
    return list(per_vraag.values())


def voor_borgingssjabloon(opname: dict[str, Any]) -> dict[str, Any]:
    """The context of `gezinnen/borging/_inhoud.html`, for the page and for the PDF."""
    regels = opname["regels"]
    koppen = [(soort.label, regels.get(soort.value, [])) for soort in Borgingssoort]
    return {"opname": leesbaar(opname), "koppen": koppen}
