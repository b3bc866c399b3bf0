"""What is known of a figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from rapportage.models import Niveau, Soort

Feiten = tuple[str, list[object]]
"""A SELECT and its parameters: one row per countable fact, with the columns
gezin_id, dag (date: in which period it counts), uitsplitsing (text, '' for the total), teller (numeric), noemer (numeric or null),
eenheid (bigint: the family or child that is counted, for the number behind it)."""


@dataclass(frozen=True)
class Kengetal:
    """One figure. `definitie` and `noemer_is` stand on the page, in the words of who answers for it."""

    code: str
    titel: str
    groep: str
    soort: Soort
    eenheid: str
    """What the number counts or is measured in: "gezinnen", "dagen", "euro"."""
    definitie: str
    bron: str
    feiten: Callable[[date, date], Feiten]
    """The facts from the first day up to, not including, the second."""
    uitsplitsing: Mapping[str, str] = field(default_factory=dict)
    """Code in the rows → words, in order of showing; empty when there is only a total."""
    niveaus: tuple[Niveau, ...] = (
        Niveau.ORGANISATIE,
        Niveau.REGIO,
        Niveau.GEMEENTE,
        Niveau.WIJK,
        Niveau.TEAM,
        Niveau.PROGRAMMA,
    )
    stand: bool = False
    """A state on the last day of a month: a quarter or year shows its last month. Else what happened in the period."""
    goed_is: str = ""
    """"hoog" or "laag" when one of them is better; else no colour and no arrow that judges."""
