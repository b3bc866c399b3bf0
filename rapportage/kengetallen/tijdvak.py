"""A month, quarter or year as a thing with a name, that can be written in a URL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rapportage.models import Periode

MAANDEN = {Periode.MAAND: 1, Periode.KWARTAAL: 3, Periode.JAAR: 12}
NAMEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
KORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
GESCHREVEN = re.compile(r"(20\d\d)(?:-(?:k([1-4])|(0[1-9]|1[0-2])))?", re.ASCII)
"""2025, 2025-k3 or 2025-11; from 2000 up to 2099."""


@dataclass(frozen=True, order=True)
class Tijdvak:
    """`begin` is the first day of the month, quarter or year."""

    begin: date
    periode: Periode

    @classmethod
    def met(cls, periode: Periode, dag: date) -> Tijdvak:
        """The one that this day is in."""
        lengte = MAANDEN[periode]
        return cls(date(dag.year, (dag.month - 1) // lengte * lengte + 1, 1), periode)

    @classmethod
    def lees(cls, tekst: str) -> Tijdvak | None:
        """From how it stands in a URL; None when that is no period."""
        gevonden = GESCHREVEN.fullmatch(tekst)
        if gevonden is None:
            return None
        jaar, kwartaal, maand = gevonden.groups()
        if kwartaal:
            return cls(date(int(jaar), int(kwartaal) * 3 - 2, 1), Periode.KWARTAAL)
        return cls(date(int(jaar), int(maand or 1), 1), Periode.MAAND if maand else Periode.JAAR)

    @cached_property
    def einde(self) -> date:
        """The first day after it."""
        return verschuif(self.begin, MAANDEN[self.periode])

    def terug(self, hoeveel: int = 1) -> Tijdvak:
        return Tijdvak(verschuif(self.begin, -hoeveel * MAANDEN[self.periode]), self.periode)

    @property
    def jaar_eerder(self) -> Tijdvak:
        return Tijdvak(verschuif(self.begin, -12), self.periode)

    def reeks(self, hoeveel: int) -> list[Tijdvak]:
        """So many in a row, oldest first; this is the last one."""
        return [self.terug(stap) for stap in range(hoeveel - 1, -1, -1)]

    @property
    def kwartaal(self) -> int:
        return (self.begin.month + 2) // 3

    @property
    def code(self) -> str:
        jaar = f"{self.begin.year}"
        if self.periode == Periode.JAAR:
            return jaar
        return f"{jaar}-k{self.kwartaal}" if self.periode == Periode.KWARTAAL else f"{jaar}-{self.begin.month:02}"

    @cached_property
    def naam(self) -> str:
        jaar = f"{self.begin.year}"
        if self.periode == Periode.JAAR:
            return jaar
        if self.periode == Periode.KWARTAAL:
            return f"{self.kwartaal}e kwartaal {jaar}"
        return f"{NAMEN[self.begin.month - 1]} {jaar}"

    @property
    def kort(self) -> str:
        """For under a chart."""
        if self.periode == Periode.MAAND:
            return f"{KORT[self.begin.month - 1]} {self.begin.year}"
        return f"{self.kwartaal}e kw {self.begin.year}" if self.periode == Periode.KWARTAAL else f"{self.begin.year}"


def verschuif(eerste: date, maanden: int) -> date:
    """The first of a month, so many months later."""
    jaar, maand = divmod(eerste.year * 12 + eerste.month - 1 + maanden, 12)
    return date(jaar, maand + 1, 1)


def laatste(periode: Periode, tot: date, na_maanden: int = 0) -> Tijdvak:
    """The last one that was over `na_maanden` before the day `tot`."""
    return Tijdvak.met(periode, verschuif(tot.replace(day=1), -na_maanden)).terug()
