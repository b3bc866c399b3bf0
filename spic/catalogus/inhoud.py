"""What a catalogue says from one day on, apart from the database: a file and a screen both make one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

Velden = dict[str, Any]


@dataclass(frozen=True)
class Combinatie:
    segment: str
    profiel: str
    intensiteit: str
    """Empty for crisis."""

    @property
    def code(self) -> str:
        return "-".join(deel for deel in (self.segment, self.profiel, self.intensiteit) if deel)


@dataclass(frozen=True)
class Prijs:
    """A tariff. `aanbieder` is the name of a provider; empty for all."""

    combinatie: Combinatie
    aanbieder: str
    bedrag: Decimal
    eenheid: str


@dataclass
class Inhoud:
    """The whole stelsel from `geldig_vanaf` on. What is not in it any more, ends the day before; only tariffs stay.

    `opvolgers`: the code of a combination that ends → the code of what running help may become.
    """

    stelsel: str
    naam: str
    voorbeeld: bool
    geldig_vanaf: date
    segmenten: dict[str, Velden] = field(default_factory=dict)
    profielen: dict[str, Velden] = field(default_factory=dict)
    intensiteiten: dict[str, Velden] = field(default_factory=dict)
    combinaties: dict[Combinatie, str] = field(default_factory=dict)
    """With the productcode."""
    opvolgers: dict[str, str] = field(default_factory=dict)
    tarieven: list[Prijs] = field(default_factory=list)
    budget: tuple[Decimal, str] | None = None
    """What a family may cost in a year, and the source of that figure."""

    def met_deel(self, soort: str, code: str, velden: Velden) -> Inhoud:
        """The same with one part new or other; `soort` is the name of its field here."""
        uit = replace(self)
        setattr(uit, soort, getattr(self, soort) | {code: velden})
        return uit

    def tegenspraken(self) -> Iterator[tuple[Combinatie, str]]:
        """What a combination may not be, given its parts."""
        for combinatie in self.combinaties:
            segment, profiel = self.segmenten.get(combinatie.segment), self.profielen.get(combinatie.profiel)
            if segment is None:
                yield combinatie, f"er is geen segment ‘{combinatie.segment}’."
            elif not segment["verwijzing_mogelijk"]:
                yield combinatie, f"in segment {combinatie.segment} kan niet verwezen worden."
            if profiel is None:
                yield combinatie, f"er is geen profiel ‘{combinatie.profiel}’."
            elif profiel["crisis"] != (not combinatie.intensiteit):
                yield combinatie, "alleen een crisisprofiel heeft geen intensiteit."
            if combinatie.intensiteit and combinatie.intensiteit not in self.intensiteiten:
                yield combinatie, f"er is geen intensiteit ‘{combinatie.intensiteit}’."
