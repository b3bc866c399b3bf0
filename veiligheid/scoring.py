"""Scoring of an instrument, only where its loaded definition carries one: a table of points with cut-offs, or a decision tree.

Without it nothing is computed: the outcome is the professional's (domein.md, section 2).

    [scoring]                                      [scoring]
    soort = "punten"                               soort = "boom"
    punten.A1 = { ja = 2, nee = 0 }                [[scoring.stappen]]
    grenzen = [                                    code = "begin"
      { vanaf = 0, uitkomst = "laag" },            item = "A1"
      { vanaf = 5, uitkomst = "hoog" },            naar = { ja = "uitkomst:hoog", nee = "stap:twee" }
    ]
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Meld = Callable[[str, str], None]
PLAATS = "scoring"


def controleer_scoring(meld: Meld, ruw: Any, items: list[dict[str, Any]], uitkomsten: list[str]) -> dict[str, Any]:
    """Check the table `scoring` against the items and outcomes of the same file; errors go to `meld(place, what)`."""
    keuzes = {item["code"]: {antwoord["code"] for antwoord in item["antwoorden"]} for item in items}
    soort = ruw.get("soort") if isinstance(ruw, dict) else None
    if soort == "punten":
        controleer_punten(meld, ruw, keuzes, uitkomsten)
    elif soort == "boom":
        controleer_boom(meld, ruw, keuzes, uitkomsten)
    else:
        meld(PLAATS, '‘soort’ moet "punten" of "boom" zijn.')
        return {}
    return dict(ruw)


def controleer_punten(meld: Meld, ruw: dict[str, Any], keuzes: dict[str, set[str]], uitkomsten: list[str]) -> None:
    onbekend(meld, ruw, {"soort", "punten", "grenzen"}, PLAATS)
    punten = ruw.get("punten")
    if not isinstance(punten, dict) or not punten:
        meld(PLAATS, "‘punten’ ontbreekt of is geen tabel.")
        punten = {}
    for code, waarden in punten.items():
        hier = f"{PLAATS}, punten van {code}"
        if code not in keuzes:
            meld(hier, "dit item bestaat niet.")
        elif not isinstance(waarden, dict) or set(waarden) != keuzes[code]:
            meld(hier, "geef punten voor elk antwoord van dit item, en voor geen ander.")
        elif not all(geheel(waarde) for waarde in waarden.values()):
            meld(hier, "punten zijn hele getallen.")
    controleer_grenzen(meld, ruw.get("grenzen"), uitkomsten)


def controleer_grenzen(meld: Meld, grenzen: Any, uitkomsten: list[str]) -> None:
    if not isinstance(grenzen, list) or not grenzen or not all(isinstance(rij, dict) for rij in grenzen):
        meld(PLAATS, "‘grenzen’ ontbreekt of is geen lijst.")
        return
    vorige: int | None = None
    for nr, rij in enumerate(grenzen, 1):
        hier = f"{PLAATS}, grens {nr}"
        onbekend(meld, rij, {"vanaf", "uitkomst"}, hier)
        if rij.get("uitkomst") not in uitkomsten:
            meld(hier, "‘uitkomst’ is geen uitkomst van dit instrument.")
        vanaf = rij.get("vanaf")
        if not geheel(vanaf):
            meld(hier, "‘vanaf’ moet een heel getal zijn.")
        elif vorige is not None and vanaf <= vorige:
            meld(hier, "‘vanaf’ moet hoger zijn dan bij de grens ervoor.")
        else:
            vorige = vanaf


def controleer_boom(meld: Meld, ruw: dict[str, Any], keuzes: dict[str, set[str]], uitkomsten: list[str]) -> None:
    onbekend(meld, ruw, {"soort", "stappen"}, PLAATS)
    stappen = ruw.get("stappen")
    if not isinstance(stappen, list) or not stappen or not all(isinstance(stap, dict) for stap in stappen):
        meld(PLAATS, "‘stappen’ ontbreekt of is geen lijst.")
        return
    codes = [stap.get("code") for stap in stappen]
    if len({str(code) for code in codes}) < len(codes) or not all(isinstance(code, str) for code in codes):
        meld(PLAATS, "elke stap heeft een eigen code.")
    for nr, stap in enumerate(stappen, 1):
        hier = f"{PLAATS}, stap {nr}"
        onbekend(meld, stap, {"code", "item", "naar"}, hier)
        naar = stap.get("naar")
        if stap.get("item") not in keuzes:
            meld(hier, "‘item’ is geen item van dit instrument.")
        elif not isinstance(naar, dict) or set(naar) != keuzes[stap["item"]]:
            meld(hier, "‘naar’ moet voor elk antwoord van dit item zeggen hoe het verder gaat.")
        else:
            # Only forward: a tree that could go round would never end.
            verder = {f"stap:{code}" for code in codes[nr:]} | {f"uitkomst:{code}" for code in uitkomsten}
            for doel in sorted({str(doel) for doel in naar.values()} - verder):
                meld(hier, f"‘{doel}’ is geen uitkomst en geen latere stap.")


def onbekend(meld: Meld, tabel: dict[str, Any], bekend: set[str], plaats: str) -> None:
    for sleutel in sorted(set(tabel) - bekend):
        meld(plaats, f"‘{sleutel}’ kennen wij niet.")


def geheel(waarde: Any) -> bool:
    return isinstance(waarde, int) and not isinstance(waarde, bool)


def bereken(scoring: dict[str, Any] | None, antwoorden: dict[str, str]) -> str | None:
    """The outcome that the table or tree of the instrument gives; None without scoring or with an answer missing."""
    if not scoring:
        return None
    if scoring["soort"] == "boom":
        return loop_boom(scoring["stappen"], antwoorden)
    try:
        totaal = sum(waarden[antwoorden[code]] for code, waarden in scoring["punten"].items())
    except KeyError:
        return None
    bereikt = [grens["uitkomst"] for grens in scoring["grenzen"] if totaal >= grens["vanaf"]]
    return str(bereikt[-1]) if bereikt else None


def loop_boom(stappen: list[dict[str, Any]], antwoorden: dict[str, str]) -> str | None:
    per_code = {stap["code"]: stap for stap in stappen}
    stap = stappen[0]
    while True:
        doel = stap["naar"].get(antwoorden.get(stap["item"], ""))
        if doel is None:
            return None
        soort, _, code = doel.partition(":")
        if soort == "uitkomst":
            return str(code)
        stap = per_code[code]
