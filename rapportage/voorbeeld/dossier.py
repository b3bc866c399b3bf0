"""One family while it is written: who it is about, who guides it, and the one place through which its rows go."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models

from gezinnen.models import Gebeurtenis
from rapportage.voorbeeld.situaties import Situatie
from rapportage.voorbeeld.tabellen import Tabellen
from rapportage.voorbeeld.teams import Organisatie, Team
from rapportage.voorbeeld.verhalen import Thema

HIER = ZoneInfo("Europe/Amsterdam")
ALTIJD_OP_DE_TIJDLIJN = frozenset(
    {"aanmelding.aanvaard", "toewijzing.begonnen", "contact.vastgelegd", "plan.vastgesteld"}
)
"""What stands on the timeline of families that are only made for numbers."""


@dataclass
class Lid:
    """What the other parts need to know of somebody in the family."""

    id: int
    voornaam: str
    tussenvoegsel: str
    achternaam: str
    geslacht: str
    rol: str
    geboren: date | None
    jeugdige: bool = False
    huishouden: int | None = None
    woord: str = ""
    leeft: bool = True
    bsn: str = ""

    @property
    def naam(self) -> str:
        return " ".join(deel for deel in (self.voornaam, self.tussenvoegsel, self.achternaam) if deel)

    @property
    def roepnaam(self) -> str:
        return self.voornaam or "de baby"


@dataclass(frozen=True)
class Contact:
    id: int
    dag: date
    soort: str


@dataclass(frozen=True)
class Vraag:
    """An item of an instrument: its code, the codes of its answers, and whether an argument must be given."""

    code: str
    antwoorden: tuple[str, ...]
    argument_verplicht: bool


@dataclass(frozen=True)
class Formulier:
    """An instrument that is in use."""

    id: int
    items: tuple[Vraag, ...]
    uitkomsten: tuple[str, ...]


@dataclass(frozen=True)
class OokElders:
    """Somebody who belongs to two families: what the second file says of this person, and the tie."""

    lid: Lid
    persoon: int
    bsn: str


@dataclass
class Gedeeld:
    """What all families of one run share."""

    tabellen: Tabellen
    organisatie: Organisatie
    vandaag: date
    instrumenten: dict[str, Formulier]
    redenen: dict[tuple[str, str], int]
    bsn_volgnummer: int = 0
    tellers: Counter[str] = field(default_factory=Counter)
    plannen: list[tuple[int, date]] = field(default_factory=list)
    ook_elders: list[OokElders] = field(default_factory=list)
    iemand: Lid | None = None


@dataclass
class Dossier:
    gedeeld: Gedeeld
    kans: Random
    situatie: Situatie
    thema: Thema
    team: Team
    gm: int
    nummer: str
    gezin_id: int = 0
    begeleiding_id: int = 0
    leden: list[Lid] = field(default_factory=list)
    contacten: list[Contact] = field(default_factory=list)
    netwerk: list[tuple[int, str]] = field(default_factory=list)
    stapels: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    maatregelen: list[tuple[int, int, date]] = field(default_factory=list)
    machtigingen: dict[int, tuple[int, date]] = field(default_factory=dict)
    gebeurd: list[tuple[datetime, dict[str, Any]]] = field(default_factory=list)

    @property
    def vandaag(self) -> date:
        return self.gedeeld.vandaag

    @property
    def ruim(self) -> bool:
        """Written out in full; the families for measurements are leaner."""
        return self.situatie.ruim

    @property
    def start(self) -> date:
        return self.vandaag - timedelta(days=self.situatie.dagen)

    @property
    def einde(self) -> date:
        """The last day on which something was done: yesterday, or the day on which it was closed."""
        return self.vandaag - timedelta(days=max(self.situatie.afgesloten_dagen, 1))

    @property
    def kinderen(self) -> list[Lid]:
        """Children under guidance who are born and live."""
        return [lid for lid in self.leden if lid.jeugdige and lid.geboren and lid.leeft]

    @property
    def ouders(self) -> list[Lid]:
        return [lid for lid in self.leden if lid.woord in ("moeder", "vader") and lid.leeft]

    def rij(self, model: type[models.Model], **velden: Any) -> int:
        return self.gedeeld.tabellen.van[model].voeg_toe(gezin_id=self.gezin_id, **velden)

    def gebeurt(
        self, soort: str, op: datetime, onderwerp: int | None, door: int | None = None, /, **gegevens: Any
    ) -> None:
        """Keep a line of the timeline; they are written in the order of the days."""
        if not self.ruim and soort not in ALTIJD_OP_DE_TIJDLIJN:
            return
        velden = {"soort": soort, "op": op, "onderwerp_id": onderwerp, "door_id": door or self.gm, "gegevens": gegevens}
        self.gebeurd.append((op, velden))

    def schrijf_tijdlijn(self) -> None:
        for _, velden in sorted(self.gebeurd, key=lambda paar: paar[0]):
            self.rij(Gebeurtenis, **velden)
        self.gebeurd.clear()

    def dag(self, geleden: int) -> date:
        return self.vandaag - timedelta(days=geleden)

    def om(self, dag: date, uur: int | None = None) -> datetime:
        """A moment of that day during office hours."""
        minuut = self.kans.choice((0, 0, 15, 30, 30, 45))
        return datetime.combine(dag, time(uur or self.kans.randint(9, 16), minuut), tzinfo=HIER)

    def wie_op(self, dag: date) -> int:
        """Who was gezinsmanager (or wachter) that day: before a handover somebody else."""
        overdracht = self.situatie.overgedragen_dagen
        if overdracht and dag < self.dag(overdracht):
            return self.vorige_gm
        return self.gm

    @property
    def vorige_gm(self) -> int:
        return next(mens for mens in (*self.team.gezinsmanagers, self.team.senior) if mens != self.gm)


def werkdag(dag: date) -> date:
    """This day, or the Friday before when it falls in a weekend."""
    return dag - timedelta(days=max(0, dag.weekday() - 4))


def maanden_later(dag: date, maanden: int) -> date:
    """The day before, so many months later: how a term in an order runs."""
    jaar, maand = divmod(dag.month - 1 + maanden, 12)
    return date(dag.year + jaar, maand + 1, min(dag.day, 28)) - timedelta(days=1)
