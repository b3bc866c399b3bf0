"""Where figures can be of: the organisation, a regio, gemeente, wijk, team or programma; with the words of the lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gezinnen.sorteren import sorteersleutel
from ggw.organisatie.models import Aanbieder, Basisteam, Gemeente
from rapportage.kengetallen.catalogus import KENGETALLEN
from rapportage.kengetallen.lezen import Geteld, lees
from rapportage.kengetallen.tijdvak import laatste
from rapportage.models import Niveau, Periode

HELE_ORGANISATIE = "Hele organisatie"
MEERVOUD = {
    Niveau.REGIO: "Regio's",
    Niveau.GEMEENTE: "Gemeenten",
    Niveau.WIJK: "Wijken",
    Niveau.TEAM: "Basisteams",
    Niveau.PROGRAMMA: "Programma's",
}
KWARTALEN_TERUG = 9
"""A wijk or programma where nobody was guided in two years is in no list."""


@dataclass(frozen=True)
class Plek:
    """`sleutel` as in Kengetalwaarde."""

    niveau: Niveau
    sleutel: str
    naam: str

    @property
    def code(self) -> str:
        return self.niveau.value if self.niveau == Niveau.ORGANISATIE else f"{self.niveau.value}:{self.sleutel}"

    @property
    def volledig(self) -> str:
        """For a heading: "Gemeente Voorbeeldstad"; what says itself what it is stays as it is."""
        if self.niveau == Niveau.ORGANISATIE or self.naam.casefold().startswith(self.niveau.label.casefold()):
            return self.naam
        return f"{self.niveau.label} {self.naam}"


ORGANISATIE = Plek(Niveau.ORGANISATIE, "", HELE_ORGANISATIE)


class Plekken:
    """All of them, by level and in alphabetical order."""

    def __init__(self, gebruiker_id: int, geteld: Geteld) -> None:
        gemeenten = list(Gemeente.objects.all())
        namen = {gemeente.code: gemeente.naam for gemeente in gemeenten}
        self.per_niveau = {
            Niveau.REGIO: op_naam(Niveau.REGIO, {g.regio: g.regio for g in gemeenten if g.regio}),
            Niveau.GEMEENTE: op_naam(Niveau.GEMEENTE, namen),
            Niveau.TEAM: op_naam(Niveau.TEAM, {str(team.pk): team.naam for team in Basisteam.objects.all()}),
            Niveau.WIJK: op_naam(
                Niveau.WIJK, {s: wijknaam(s, namen) for s in voorkomend(gebruiker_id, geteld, Niveau.WIJK)}
            ),
            Niveau.PROGRAMMA: op_naam(
                Niveau.PROGRAMMA, {s: s for s in voorkomend(gebruiker_id, geteld, Niveau.PROGRAMMA)}
            ),
        }
        self.per_code = {plek.code: plek for rij in self.per_niveau.values() for plek in rij}
        self.per_code[ORGANISATIE.code] = ORGANISATIE

    @property
    def keuzes(self) -> list[tuple[str, str | list[tuple[str, str]]]]:
        groepen: list[tuple[str, str | list[tuple[str, str]]]] = [
            (MEERVOUD[niveau], [(plek.code, plek.naam) for plek in rij])
            for niveau, rij in self.per_niveau.items()
            if rij
        ]
        return [(ORGANISATIE.code, ORGANISATIE.naam), *groepen]


def op_naam(niveau: Niveau, namen: dict[str, str]) -> list[Plek]:
    plekken = (Plek(niveau, sleutel, naam) for sleutel, naam in namen.items())
    return sorted(plekken, key=lambda plek: (sorteersleutel(plek.naam), plek.sleutel))


def wijknaam(sleutel: str, gemeenten: dict[str, str]) -> str:
    gemeente, _, wijk = sleutel.partition(":")
    return f"{wijk} ({gemeenten.get(gemeente, gemeente)})"


def voorkomend(gebruiker_id: int, geteld: Geteld, niveau: Niveau) -> set[str]:
    """Of which wijken or programma's there was somebody in begeleiding lately: the first figure that is a state of families says it."""
    stand = next(k for k in KENGETALLEN if k.stand and niveau in k.niveaus)
    tot = laatste(Periode.KWARTAAL, geteld.tot)
    van = tot.terug(KWARTALEN_TERUG - 1)
    return {punt.sleutel for punt in lees(gebruiker_id, [stand.code], Periode.KWARTAAL, van.begin, tot.einde, niveau)}


def aanbiedernamen(sleutels: Iterable[str]) -> list[Plek]:
    """The providers with these ids."""
    namen = Aanbieder.objects.filter(pk__in=[int(sleutel) for sleutel in sleutels]).values_list("pk", "naam")
    return op_naam(Niveau.AANBIEDER, {str(pk): naam for pk, naam in namen})
