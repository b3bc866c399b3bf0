"""What a gezinsplan says at one moment, as data: frozen at vaststelling, and shown and printed from there.

Names and what people said stand in it; never a BSN, an address or a phone number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from gezinnen.models import Gezin, Gezinslid, Gezinsplan, Leefgebied, Maatregel, Resultaat
from gezinnen.models.planeisen import stemmen
from ggw.organisatie.models import Medewerker

VORM = 1
DATUMS = frozenset(
    {"op", "uiterlijk", "wanneer", "gedaan_op", "gm_sinds", "aangeboden_op", "beantwoord_op", "begin", "einde"}
)


@dataclass(frozen=True)
class Bijdrage:
    """What a higher app adds: its key, the function that gives JSON, and how that is shown later.

    `toon` makes the context of `sjabloon` (there it is called `deel`) from that same JSON, without asking the database.
    """

    sleutel: str
    maak: Callable[[Gezin], Any]
    toon: Callable[[Any], dict[str, Any]]
    sjabloon: str


BIJDRAGEN: list[Bijdrage] = []


def maak_momentopname(plan: Gezinsplan, *, vastgesteld_door: Medewerker | None = None) -> dict[str, Any]:
    """JSON of the plan as it stands now. With `vastgesteld_door` the plan carries its number already."""
    gezin = plan.gezin
    stem = stemmen(gezin)
    opname: dict[str, Any] = {
        "vorm": VORM,
        "gezin": {"nummer": gezin.nummer, "naam": gezin.naam},
        "nummer": plan.nummer,
        "op": dag(timezone.localdate(plan.vastgesteld_op)),
        "vastgesteld_door": vastgesteld_door.naam if vastgesteld_door else "",
        "auteur": plan.auteur.naam,
        "gezinsmanager": gezinsmanager_van(gezin),
        "taal": plan.taal,
        "aanleiding": plan.aanleiding,
        "stip": plan.stip,
        "leden": [mens(lid) for lid in gezin.leden.huidig().filter(overleden_op__isnull=True)],
        "maatregelen": maatregelen(gezin),
        "familiegroepsplan": familiegroepsplan(gezin),
        "bijdragen": {bijdrage.sleutel: bijdrage.maak(gezin) for bijdrage in BIJDRAGEN},
    }
    return (
        opname
        | leefgebieden(plan)
        | {
            "patronen": [{"beschrijving": p.beschrijving, "gevolg": p.gevolg} for p in plan.patronen.all()],
            "behoeften": behoeften(plan),
            "resultaten": [
                resultaat(r) for r in plan.resultaten.select_related("leefgebied").prefetch_related("acties")
            ],
            "visies": visies(plan, [lid for lid, _ in stem]),
            "ondertekenaars": [{"naam": lid.naam, "rol": lid.get_rol_display()} for lid, moet in stem if moet],
        }
    )


def voor_sjabloon(opname: dict[str, Any]) -> dict[str, Any]:
    """The context of `gezinnen/plan/_inhoud.html`, for the page and for the PDF."""
    bijdragen = opname["bijdragen"]
    eigen = {sleutel: waarde for sleutel, waarde in opname.items() if sleutel != "bijdragen"}
    delen = [(b.sjabloon, b.toon(bijdragen[b.sleutel])) for b in BIJDRAGEN if b.sleutel in bijdragen]
    return {"opname": leesbaar(eigen), "delen": delen}


def leesbaar(waarde: Any, sleutel: str = "") -> Any:
    """The same data with dates as dates, for a template."""
    if isinstance(waarde, dict):
        return {naam: leesbaar(deel, naam) for naam, deel in waarde.items()}
    if isinstance(waarde, list):
        return [leesbaar(deel) for deel in waarde]
    return date.fromisoformat(waarde) if sleutel in DATUMS and waarde else waarde


def dag(waarde: date | None) -> str | None:
    return waarde.isoformat() if waarde else None


def mens(lid: Gezinslid) -> dict[str, Any]:
    return {"naam": lid.naam, "rol": lid.get_rol_display(), "leeftijd": lid.leeftijd_tekst if lid.is_jeugdige else ""}


def gezinsmanager_van(gezin: Gezin) -> str:
    toewijzing = gezin.toewijzingen.filter(tot__isnull=True).select_related("gezinsmanager").first()
    return toewijzing.gezinsmanager.naam if toewijzing else ""


def maatregelen(gezin: Gezin) -> list[dict[str, Any]]:
    lopend = Maatregel.objects.lopend().filter(gezin=gezin).select_related("soort", "kind").order_by("kind_id", "begin")
    return [{"naam": m.soort.naam, "kind": m.kind.roepnaam, "einde": dag(m.einde)} for m in lopend]


def familiegroepsplan(gezin: Gezin) -> dict[str, Any] | None:
    laatste = gezin.familiegroepsplannen.first()
    if laatste is None:
        return None
    return {
        "aangeboden_op": dag(laatste.aangeboden_op),
        "antwoord": laatste.get_antwoord_display(),
        "beantwoord_op": dag(laatste.beantwoord_op),
    }


def leefgebieden(plan: Gezinsplan) -> dict[str, Any]:
    rijen = [o for o in plan.onderwerpen.select_related("leefgebied") if o.zorgen.strip() or o.krachten.strip()]
    bekeken = {o.leefgebied_id for o in rijen}
    return {
        "leefgebieden": [{"naam": o.leefgebied.naam, "zorgen": o.zorgen, "krachten": o.krachten} for o in rijen],
        "niet_bekeken": [gebied.naam for gebied in Leefgebied.objects.filter(actief=True) if gebied.pk not in bekeken],
    }


def behoeften(plan: Gezinsplan) -> list[dict[str, Any]]:
    per_kind: dict[int, dict[str, Any]] = {}
    for rij in plan.behoeften.select_related("kind"):
        kind = per_kind.setdefault(rij.kind_id, {"kind": rij.kind.roepnaam, "rijen": []})
        kind["rijen"].append({"behoefte": rij.behoefte, "uiterlijk": dag(rij.uiterlijk)})
    return list(per_kind.values())


def resultaat(r: Resultaat) -> dict[str, Any]:
    return {
        "leefgebied": r.leefgebied.naam,
        "wat": r.wat,
        "zichtbaar": r.zichtbaar,
        "uiterlijk": dag(r.uiterlijk),
        "cijfer_nu": r.cijfer_nu,
        "cijfer_gewenst": r.cijfer_gewenst,
        "wie_hoort": r.wie_hoort,
        "wie_doet": r.wie_doet,
        "gm_sinds": dag(r.gm_sinds),
        "stand": r.get_status_display(),
        "acties": [
            {"wat": a.wat, "wie": a.wie, "wanneer": dag(a.wanneer), "gedaan_op": dag(a.gedaan_op)}
            for a in r.acties.all()
        ],
    }


def visies(plan: Gezinsplan, gehoorden: list[Gezinslid]) -> list[dict[str, Any]]:
    """Of everybody who is heard, also who was not asked yet."""
    per_lid = {v.gezinslid_id: v for v in plan.visies.all()}
    gevonden = []
    for lid in gehoorden:
        visie = per_lid.get(lid.pk)
        gevonden.append(
            {
                "wie": lid.naam,
                "rol": lid.get_rol_display(),
                "visie": visie.visie if visie else "",
                "instemming": visie.get_instemming_display() if visie else "Nog niet gevraagd",
                "op": dag(visie.op) if visie else None,
            }
        )
    return gevonden
