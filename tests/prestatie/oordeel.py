"""What the budgets say of what was measured."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from tests.prestatie.bladen import BLADEN, GEHEUGEN, GROEI, KEER_LEEG, PDF, PLANNEN, VRAGEN


@dataclass(frozen=True)
class Regel:
    """One budget of one page or job: measured, allowed, and whether it was kept."""

    wat: str
    budget: str
    gemeten: float
    grens: float

    @property
    def gehaald(self) -> bool:
        return self.gemeten <= self.grens


def oordeel(uitslag: dict[str, Any]) -> list[Regel]:
    """All budgets that can be judged. Growth only when the smallest and the largest database are a hundred times apart or so."""
    klein, groot = (f(uitslag["gezinnen"]) for f in (min, max))
    regels = []
    for blad in (b for b in BLADEN if b.budget and b.naam in uitslag["bladen"]):
        per_maat = uitslag["bladen"][blad.naam]
        meting = per_maat[str(groot)]
        if "p95" not in meting:
            continue
        regels.append(Regel(blad.naam, "queries", meting["queries_eigen"], VRAGEN))
        regels.append(Regel(blad.naam, "keer_leeg", meting["keer_leeg_p95"], KEER_LEEG))
        if groot > klein and "p95" in per_maat[str(klein)]:
            regels.append(Regel(blad.naam, "groei", groei(per_maat, klein, groot), GROEI))
    binnen = uitslag.get("binnen") or {}
    if "herinneringen" in binnen:
        regels.append(
            Regel("Herinneringen plannen", "keer_kale_insert", binnen["herinneringen"]["verhouding"], PLANNEN)
        )
    if "plan_pdf" in binnen:
        regels.append(Regel("PDF van een plan", "keer_weasyprint", binnen["plan_pdf"]["verhouding"], PDF))
    werkers = [mb for lijst in uitslag.get("geheugen_mb", {}).values() for mb in lijst]
    if werkers:
        regels.append(Regel("Webproces", "geheugen_mb", max(werkers), GEHEUGEN))
    return regels


def groei(per_maat: dict[str, Any], klein: int, groot: int) -> float:
    """p95 of the largest database in times that of the smallest."""
    return round(per_maat[str(groot)]["p95"] / per_maat[str(klein)]["p95"], 2)


def als_json(regels: list[Regel]) -> list[dict[str, Any]]:
    return [{**asdict(regel), "gehaald": regel.gehaald} for regel in regels]
