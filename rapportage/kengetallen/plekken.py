"""Where figures can be of: the organisation, a regio, gemeente, wijk, team or programma; with the words of the lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.db.models import QuerySet

from gezinnen.sorteren import sorteersleutel
from ggw.database.geschreven import eenmaal_geschreven
from ggw.database.samen import samen
from ggw.organisatie.models import Aanbieder, Basisteam, Gemeente
from rapportage.kengetallen.catalogus import KENGETALLEN
from rapportage.kengetallen.lezen import Geteld, sleutels
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
IN_LIJST = (Niveau.REGIO, Niveau.GEMEENTE, Niveau.TEAM, Niveau.WIJK, Niveau.PROGRAMMA)
TEAMS_IN_LIJST = 40
CIJFERS_VAN_PK = 19
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
    """By level and in alphabetical order; each level is read when it is asked for."""

    def __init__(self, gebruiker_id: int, geteld: Geteld) -> None:
        self.gebruiker_id, self.geteld = gebruiker_id, geteld
        self.per_niveau: dict[Niveau, list[Plek]] = {}

    @cached_property
    def gemeenten(self) -> list[tuple[str, str, str]]:
        return alle_gemeenten()

    @cached_property
    def enkele_teams(self) -> list[tuple[int, str]]:
        return eerste_teams()

    @cached_property
    def bewoond(self) -> dict[Niveau, set[str]]:
        return voorkomend(self.gebruiker_id, self.geteld)

    @property
    def veel_teams(self) -> bool:
        """So many that a list of them helps nobody: a team is found by its name."""
        return len(self.enkele_teams) > TEAMS_IN_LIJST

    def alle(self, niveau: Niveau) -> list[Plek]:
        if niveau not in self.per_niveau:
            self.per_niveau[niveau] = op_naam(niveau, self.namen(niveau))
        return self.per_niveau[niveau]

    def namen(self, niveau: Niveau) -> dict[str, str]:
        gemeenten = {code: naam for code, naam, _ in self.gemeenten}
        if niveau == Niveau.REGIO:
            return {regio: regio for _, _, regio in self.gemeenten if regio}
        if niveau == Niveau.GEMEENTE:
            return gemeenten
        if niveau == Niveau.TEAM:
            rijen = Basisteam.objects.values_list("pk", "naam") if self.veel_teams else self.enkele_teams
            return {str(pk): naam for pk, naam in rijen}
        return {s: wijknaam(s, gemeenten) if niveau == Niveau.WIJK else s for s in self.bewoond[niveau]}

    def in_lijst(self, gekozen: str) -> list[Plek]:
        """What can be chosen: all, but with many teams only the one that is chosen (`gekozen`, a code)."""
        with samen(alle_gemeenten.met(), eerste_teams.met()):
            return [
                plek
                for niveau in IN_LIJST
                for plek in (het_team(gekozen) if niveau == Niveau.TEAM and self.veel_teams else self.alle(niveau))
            ]


@eenmaal_geschreven
def alle_gemeenten() -> QuerySet[Gemeente, tuple[str, str, str]]:
    """Code, name and regio."""
    return Gemeente.objects.values_list("code", "naam", "regio")


@eenmaal_geschreven
def eerste_teams() -> QuerySet[Basisteam, tuple[int, str]]:
    """One more than fit in a list."""
    return Basisteam.objects.values_list("pk", "naam")[: TEAMS_IN_LIJST + 1]


def keuzelijst(plekken: Iterable[Plek]) -> list[tuple[str, str | list[tuple[str, str]]]]:
    groepen: list[tuple[str, str | list[tuple[str, str]]]] = [
        (MEERVOUD[niveau], [(plek.code, plek.naam) for plek in rij])
        for niveau, rij in groupby(plekken, key=lambda plek: plek.niveau)
    ]
    return [(ORGANISATIE.code, ORGANISATIE.naam), *groepen]


def het_team(code: str) -> list[Plek]:
    """The team with this code, if there is one."""
    niveau, _, sleutel = code.partition(":")
    if niveau != Niveau.TEAM or not sleutel.isdecimal() or len(sleutel) >= CIJFERS_VAN_PK:
        return []
    return teams(Basisteam.objects.filter(pk=int(sleutel)))


def teams_met(naam: str) -> list[Plek]:
    """Teams with this in their name; no more than fit in a list."""
    return teams(Basisteam.objects.filter(naam__icontains=naam)[:TEAMS_IN_LIJST])


def teams(rijen: QuerySet[Basisteam]) -> list[Plek]:
    return op_naam(Niveau.TEAM, {str(pk): naam for pk, naam in rijen.values_list("pk", "naam")})


def op_naam(niveau: Niveau, namen: dict[str, str]) -> list[Plek]:
    plekken = (Plek(niveau, sleutel, naam) for sleutel, naam in namen.items())
    return sorted(plekken, key=lambda plek: (sorteersleutel(plek.naam), plek.sleutel))


def wijknaam(sleutel: str, gemeenten: dict[str, str]) -> str:
    gemeente, _, wijk = sleutel.partition(":")
    return f"{wijk} ({gemeenten.get(gemeente, gemeente)})"


def voorkomend(gebruiker_id: int, geteld: Geteld) -> dict[Niveau, set[str]]:
    """Of which wijken and programma's there was somebody in begeleiding lately: the first figure that is a state of families says it."""
    waar = (Niveau.WIJK, Niveau.PROGRAMMA)
    stand = next(k for k in KENGETALLEN if k.stand and set(waar).issubset(k.niveaus))
    tot = laatste(Periode.KWARTAAL, geteld.tot)
    van = tot.terug(KWARTALEN_TERUG - 1)
    return sleutels(gebruiker_id, stand.code, Periode.KWARTAAL, van.begin, tot.einde, waar)


def aanbiedernamen(sleutels: Iterable[str]) -> list[Plek]:
    """The providers with these ids."""
    namen = Aanbieder.objects.filter(pk__in=[int(sleutel) for sleutel in sleutels]).values_list("pk", "naam")
    return op_naam(Niveau.AANBIEDER, {str(pk): naam for pk, naam in namen})
