"""The numbers that were read, as cells of a page: one place says what is nothing, what is not counted and what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from rapportage.kengetallen import getallen
from rapportage.kengetallen.hulpgetallen import SEGMENT
from rapportage.kengetallen.lezen import Geteld, Punt
from rapportage.kengetallen.soorten import Kengetal
from rapportage.kengetallen.tijdvak import Tijdvak
from rapportage.models import Niveau, Soort

WEINIG = 10
"""With fewer things behind a share or average it says little, and no change in it is called better or worse."""
NUL = Decimal(0)


class Cel(NamedTuple):
    """One number. `geteld`: this period was counted, so that no row means nothing happened."""

    kengetal: Kengetal
    tijdvak: Tijdvak
    punt: Punt | None
    geteld: bool

    @property
    def verborgen(self) -> bool:
        return self.punt is not None and self.punt.verborgen

    @property
    def waarde(self) -> Decimal | None:
        if self.punt is not None:
            return self.punt.waarde
        return NUL if self.geteld and self.kengetal.soort == Soort.AANTAL else None

    @property
    def tekst(self) -> str:
        if self.verborgen:
            return "verborgen"
        if self.waarde is None:
            return "–" if self.geteld else "niet geteld"
        return getallen.waarde(self.kengetal, self.waarde)

    @property
    def erachter(self) -> str:
        if self.punt is None or self.punt.teller is None or self.waarde is None:
            return ""
        return getallen.erachter(self.kengetal, self.punt.teller, self.punt.noemer)

    @property
    def uitgeschreven(self) -> list[Decimal | str]:
        """For a file: the number as on the page, and what is behind it; see `kolommen()`. Words where there is no number to show."""
        if self.waarde is None:
            return [
                self.tekst if self.verborgen or not self.geteld else "",
                *[""] * (len(kolommen(self.kengetal, "")) - 1),
            ]
        getal = getallen.afgerond(self.kengetal, self.waarde)
        if self.kengetal.soort == Soort.AANTAL or self.punt is None:
            return [getal]
        erachter = [self.punt.teller, self.punt.noemer] if self.kengetal.soort == Soort.AANDEEL else [self.punt.noemer]
        return [getal, *(getallen.kaal(aantal or NUL) for aantal in erachter)]

    @property
    def noemer(self) -> Decimal | None:
        """What is behind a share or average; None for a count and when hidden."""
        return self.punt.noemer if self.punt is not None and self.kengetal.soort != Soort.AANTAL else None

    @property
    def weinig(self) -> bool:
        return bool(self.noemer) and (self.noemer or NUL) < WEINIG


def kolommen(kengetal: Kengetal, naam: str) -> list[str]:
    """Headings of `Cel.uitgeschreven`."""
    if kengetal.soort == Soort.AANTAL:
        return [naam]
    if kengetal.soort == Soort.AANDEEL:
        return [f"{naam} (%)", f"{naam}: aantal", f"{naam}: van"]
    return [f"{naam} ({getallen.maat(kengetal) or kengetal.eenheid})", f"{naam}: {kengetal.noemer_is or 'n'}"]


@dataclass(frozen=True)
class Verschil:
    """From one cell to another. From what is hidden or not counted nothing is worked out."""

    van: Cel
    naar: Cel

    @cached_property
    def paar(self) -> tuple[Decimal, Decimal] | None:
        if self.van.waarde is None or self.naar.waarde is None:
            return None
        return self.van.waarde, self.naar.waarde

    @cached_property
    def getal(self) -> Decimal | None:
        """Difference of the numbers as they stand there; of a share in percentage points."""
        if self.paar is None:
            return None
        van, naar = (getallen.afgerond(self.naar.kengetal, waarde) for waarde in self.paar)
        return naar - van

    @property
    def tekst(self) -> str:
        if self.getal is None:
            return "–"
        return "gelijk" if self.getal == 0 else getallen.verschil(self.naar.kengetal, self.getal)

    @property
    def deel(self) -> Decimal | None:
        """Relative to the first; 0.5 is half as much again."""
        if self.paar is None or self.paar[0] <= 0 or self.naar.kengetal.eenheid == getallen.PUNTEN:
            return None
        return self.paar[1] / self.paar[0] - 1

    @property
    def procent(self) -> str:
        if self.deel is None:
            return "–"
        return f"{getallen.schrijf(self.deel * 100, teken=True)}{getallen.VAST}%"

    @property
    def oordeel(self) -> str:
        """ "beter" or "slechter" where the catalogue says which is good and there is enough behind both; else nothing."""
        goed = self.naar.kengetal.goed_is
        if not goed or not self.getal or self.van.weinig or self.naar.weinig:
            return ""
        return "beter" if (self.getal > 0) == (goed == "hoog") else "slechter"


class Cijfers:
    """What was read, to look up. Made of what `lees()` gives."""

    def __init__(self, punten: Iterable[Punt], geteld: Geteld) -> None:
        self.geteld = geteld
        self.punten = {(p.code, p.sleutel, p.begin, p.uitsplitsing): p for p in punten}
        self.gezien = {(p.code, p.uitsplitsing) for p in self.punten.values()}

    def cel(self, kengetal: Kengetal, tijdvak: Tijdvak, sleutel: str = "", deel: str = "") -> Cel:
        punt = self.punten.get((kengetal.code, sleutel, tijdvak.begin, deel))
        return Cel(kengetal, tijdvak, punt, punt is not None or self.geteld.heeft(tijdvak, kengetal.na_maanden))

    def verschil(self, kengetal: Kengetal, van: Tijdvak, naar: Tijdvak, sleutel: str = "", deel: str = "") -> Verschil:
        return Verschil(self.cel(kengetal, van, sleutel, deel), self.cel(kengetal, naar, sleutel, deel))

    def delen(self, kengetal: Kengetal) -> list[tuple[str, str]]:
        """Code and words of the total and the parts. A figure may have no total; a part that never occurred is left out, unless it counts
        and 0 says something."""
        delen = [("", "Totaal" if kengetal.uitsplitsing else kengetal.titel)] if self.heeft_totaal(kengetal) else []
        return delen + [
            (code, naam)
            for code, naam in kengetal.uitsplitsing.items()
            if (kengetal.code, code) in self.gezien or (kengetal.soort == Soort.AANTAL and naam != SEGMENT["anders"])
        ]

    def heeft_totaal(self, kengetal: Kengetal) -> bool:
        return (
            kengetal.opgeteld
            or not kengetal.uitsplitsing
            or (kengetal.code, "") in self.gezien
            or (kengetal.soort == Soort.AANTAL and not any(code == kengetal.code for code, _ in self.gezien))
        )

    def sleutels(self, kengetal: Kengetal | None = None) -> set[str]:
        """Of what there are numbers, of one figure or of any."""
        return {sleutel for code, sleutel, _, _ in self.punten if kengetal is None or code == kengetal.code}


@dataclass(frozen=True)
class Verloop:
    """One figure of one place over time: what the chart draws, the table says and the file holds."""

    kengetal: Kengetal
    tijdvakken: Sequence[Tijdvak]
    delen: Sequence[tuple[str, str]]
    rijen: Sequence[Sequence[Cel]]
    """A row per period, oldest first; a cell per part."""

    @classmethod
    def uit(cls, cijfers: Cijfers, kengetal: Kengetal, tijdvakken: Sequence[Tijdvak], sleutel: str = "") -> Verloop:
        delen = cijfers.delen(kengetal)
        rijen = [[cijfers.cel(kengetal, tijdvak, sleutel, code) for code, _ in delen] for tijdvak in tijdvakken]
        return cls(kengetal, tijdvakken, delen, rijen)

    @property
    def nieuwste_eerst(self) -> list[tuple[Tijdvak, Sequence[Cel]]]:
        return list(zip(self.tijdvakken, self.rijen, strict=True))[::-1]

    def reeks(self, nummer: int) -> list[Cel]:
        return [rij[nummer] for rij in self.rijen]

    @property
    def als_tabel(self) -> tuple[list[str], list[list[Decimal | str]]]:
        """Headings and rows of a file, in the order of the table on the page."""
        koppen = ["Periode", *(kop for _, naam in self.delen for kop in kolommen(self.kengetal, naam))]
        rijen: list[list[Decimal | str]] = [
            [tijdvak.naam, *(getal for cel in rij for getal in cel.uitgeschreven)]
            for tijdvak, rij in self.nieuwste_eerst
        ]
        return koppen, rijen

    @property
    def leeg(self) -> bool:
        return all(cel.punt is None for rij in self.rijen for cel in rij)


def op_niveau(kengetallen: Iterable[Kengetal], niveau: Niveau) -> list[Kengetal]:
    return [kengetal for kengetal in kengetallen if niveau in kengetal.niveaus]
