"""What is known of a figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse

from rapportage.models import Niveau, Soort

Feiten = tuple[str, dict[str, Any]]
"""A SELECT and its parameters by name: one row per countable fact, with the columns
gezin_id, dag (date: in which period it counts, and who guided the family then), uitsplitsing (text, '' when there is only a total),
teller (numeric), noemer (numeric; null for a count), eenheid (bigint: the family again, for the number of families behind it; null in
a row that only brings a denominator), and for a figure at niveau AANBIEDER also aanbieder_id."""

OVERAL = (Niveau.ORGANISATIE, Niveau.REGIO, Niveau.GEMEENTE, Niveau.WIJK, Niveau.TEAM, Niveau.PROGRAMMA)
HEEL = (Niveau.ORGANISATIE, Niveau.REGIO, Niveau.GEMEENTE)
BIJ_AANBIEDERS = (*OVERAL, Niveau.AANBIEDER)


@dataclass(frozen=True)
class Kengetal:
    """One figure. `definitie` stands on the page, in the words of who answers for it."""

    code: str
    titel: str
    groep: str
    soort: Soort
    eenheid: str
    """What the number counts or is measured in: "gezinnen", "dagen", "euro"."""
    definitie: str
    bron: str
    feiten: Callable[[date, date], Feiten]
    """The facts from the first day up to, not including, the second; both are the first of a month."""
    uitsplitsing: Mapping[str, str] = field(default_factory=dict)
    """Code in the rows → words, in order of showing; empty when there is only a total."""
    niveaus: tuple[Niveau, ...] = OVERAL
    stand: bool = False
    """A state on the last day of a month: a quarter or year shows its last month. Else what happened in the period."""
    goed_is: str = ""
    """"hoog" or "laag" when one of them is better; else no colour and no arrow that judges."""
    opgeteld: bool = True
    """The total (uitsplitsing '') is that of all parts together. When parts overlap, or a total says nothing, it is not: then the
    facts bring their own rows for the total, or there is none."""
    na_maanden: int = 0
    """A period is counted when it has been over for so many months: only then its facts can be judged."""
    noemer_is: str = ""
    """What is behind an average, when that is not the number of things: "jaar begeleiding", "gezinsmanagers"."""

    @cached_property
    def url(self) -> str:
        """The page of this figure; a page of all figures asks it for each."""
        return reverse("rapportage:kengetal", kwargs={"code": self.code})
