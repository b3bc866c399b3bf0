"""One figure of all teams, gemeenten or other places beside each other, in its newest period."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar
from urllib.parse import urlencode

from django.http import Http404, QueryDict

from ggw.organisatie.navigatie import Item
from rapportage.kengetallen.cijfers import Cel, Cijfers, Verschil, kolommen
from rapportage.kengetallen.keuze import Keuze
from rapportage.kengetallen.plekken import MEERVOUD, Plek, Plekken
from rapportage.kengetallen.soorten import Kengetal
from rapportage.kengetallen.tevreden import lees_kengetallen
from rapportage.kengetallen.tijdvak import Tijdvak
from rapportage.models import Niveau

SORTERINGEN = ("naam", "waarde")
T = TypeVar("T")


@dataclass(frozen=True)
class Plekregel:
    plek: Plek
    cel: Cel
    verschil: Verschil


@dataclass(frozen=True)
class Plekkenblad:
    kengetal: Kengetal
    tijdvak: Tijdvak
    regels: list[Plekregel]
    alle_niveaus: list[Niveau]
    alle_delen: list[tuple[str, str]]
    niveau: Niveau
    deel: str
    sorteer: str
    basis: str
    """Query of the rest of the page."""

    @property
    def titel(self) -> str:
        deel = dict(self.alle_delen).get(self.deel, "") if self.deel else ""
        return f"{MEERVOUD[self.niveau]}{f': {deel}' if deel else ''}"

    @property
    def als_tabel(self) -> tuple[list[str], list[list[Decimal | str]]]:
        """Headings and rows of a file, in the order of the table on the page."""
        nu, eerder = self.tijdvak.naam, self.tijdvak.jaar_eerder.naam
        koppen = ["Naam", *kolommen(self.kengetal, nu), *kolommen(self.kengetal, eerder)]
        rijen: list[list[Decimal | str]] = [
            [regel.plek.naam, *regel.cel.uitgeschreven, *regel.verschil.van.uitgeschreven] for regel in self.regels
        ]
        return koppen, rijen

    def link(self, **anders: str) -> str:
        """This table with one choice that differs."""
        keuze = {"per": self.niveau.value, "deel": self.deel, "sorteer": self.sorteer, **anders}
        return f"?{self.basis}&{urlencode({naam: waarde for naam, waarde in keuze.items() if waarde})}#plekken"

    @property
    def niveaus(self) -> list[Item]:
        return [
            Item(MEERVOUD[niveau], self.link(per=niveau.value), niveau == self.niveau) for niveau in self.alle_niveaus
        ]

    @property
    def delen(self) -> list[Item]:
        return [Item(naam, self.link(deel=code), code == self.deel) for code, naam in self.alle_delen]

    @property
    def op_naam(self) -> str:
        return self.link(sorteer="naam")

    @property
    def op_waarde(self) -> str:
        return self.link(sorteer="waarde")


def niveaus_van(kengetal: Kengetal) -> list[Niveau]:
    """Levels that can stand in a table. Providers have a page of their own; of people there are no figures at all."""
    return [niveau for niveau in MEERVOUD if niveau in kengetal.niveaus]


def plekkenblad(
    gebruiker_id: int, kengetal: Kengetal, keuze: Keuze, plekken: Plekken, gevraagd: QueryDict
) -> Plekkenblad | None:
    """`gevraagd`: per (level), deel (part) and sorteer (naam, or waarde: highest first, without a number last). None when there is no level."""
    niveaus = niveaus_van(kengetal)
    if not niveaus:
        return None
    eerste = Niveau.TEAM if Niveau.TEAM in niveaus else niveaus[0]
    niveau = kies(gevraagd.get("per") or eerste.value, {niveau.value: niveau for niveau in niveaus})
    nu = keuze.laatste(kengetal.na_maanden)
    punten = lees_kengetallen(gebruiker_id, [kengetal], keuze.periode, nu.jaar_eerder.begin, nu.einde, niveau)
    cijfers = Cijfers(punten, keuze.geteld)
    delen = cijfers.delen(kengetal)
    codes = {code: code for code, _ in delen} | {code: code for code in kengetal.uitsplitsing}
    deel = kies(gevraagd.get("deel") or (delen[0][0] if delen else ""), codes | {"": ""})
    sorteer = kies(gevraagd.get("sorteer") or "naam", {naam: naam for naam in SORTERINGEN})
    regels = [plekregel(cijfers, kengetal, nu, plek, deel) for plek in plekken.alle(niveau)]
    if sorteer == "waarde":
        regels.sort(key=lambda regel: (regel.cel.waarde is None, -(regel.cel.waarde or 0)))
    return Plekkenblad(kengetal, nu, regels, niveaus, delen, niveau, deel, sorteer, keuze.query)


def plekregel(cijfers: Cijfers, kengetal: Kengetal, nu: Tijdvak, plek: Plek, deel: str) -> Plekregel:
    verschil = cijfers.verschil(kengetal, nu.jaar_eerder, nu, plek.sleutel, deel)
    return Plekregel(plek, verschil.naar, verschil)


def kies(gevraagd: str, mogelijk: dict[str, T]) -> T:
    try:
        return mogelijk[gevraagd]
    except KeyError:
        raise Http404 from None
