"""Expected costs of referrals: which days and which tariffs go into `spic.kosten`, and what that adds up to.

The first day is the day help started; otherwise the planned startgesprek, and as long as none is planned: today. The last day is
the day it ended; otherwise what the provider expects, what was agreed, or the guideline of the catalogue. Help that runs longer
than any of these said is counted until today. Tariffs follow the code: a new version of a SPIC with the same code goes on with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from gezinnen.models import Gezin
from gezinnen.werkdagen import maanden_later
from ggw.database.geschreven import eenmaal_geschreven
from spic.conversie import SPIC_EN_OPVOLGER, laatste
from spic.kosten import NUL, Kosten, kosten, kosten_in
from spic.models import Gezinsbudget, Spic, Tarief, Verwijzing, VerwijzingKind, VerwijzingStatus

DAG = timedelta(days=1)
Codes = tuple[int, str]


@dataclass(frozen=True)
class Duur:
    """First and last day, and how we know the last one. `tot` is None when nobody said and there is no guideline."""

    van: date
    tot: date | None
    waarom: str


@dataclass(frozen=True)
class Kindkosten:
    """One child in one referral."""

    kind: VerwijzingKind
    duur: Duur
    kosten: Kosten

    @property
    def bekend(self) -> bool:
        return self.duur.tot is not None and bool(self.kosten.stukken) and self.kosten.dagen_zonder_tarief < self.dagen

    @property
    def dagen(self) -> int:
        return sum(stuk.dagen for stuk in self.kosten.stukken)

    @property
    def opvolger(self) -> Spic | None:
        return laatste(self.kind.spic)

    def raakt(self, jaar: int) -> bool:
        """Help in this year, also when nobody knows what it costs."""
        eind = self.duur.tot
        return self.duur.van.year <= jaar and (eind is None or eind.year >= jaar)

    def in_jaar(self, jaar: int) -> Decimal:
        return kosten_in(self.kosten, date(jaar, 1, 1), date(jaar, 12, 31))


def duur_van(verwijzing: Verwijzing, spic: Spic, vandaag: date) -> Duur | None:
    """None for help that ended before it began."""
    gesprek = timezone.localdate(verwijzing.startgesprek_op) if verwijzing.startgesprek_op else None
    if verwijzing.gestart_op is None and verwijzing.beeindigd_op is not None:
        return None
    van = verwijzing.gestart_op or max(gesprek or vandaag, vandaag)
    if verwijzing.beeindigd_op is not None:
        return Duur(van, verwijzing.beeindigd_op, "beëindigd")
    tot, waarom = verwacht_einde(verwijzing, spic, van)
    if tot is not None and tot < vandaag and verwijzing.gestart_op is not None:
        return Duur(van, vandaag, "loopt langer dan verwacht, gerekend tot en met vandaag")
    return Duur(van, tot, waarom)


def verwacht_einde(verwijzing: Verwijzing, spic: Spic, van: date) -> tuple[date | None, str]:
    if verwijzing.verwacht_einde is not None:
        return verwijzing.verwacht_einde, "volgens de aanbieder"
    if verwijzing.einddatum is not None:
        return verwijzing.einddatum, "zoals afgesproken"
    if spic.profiel.duur_weken is not None:
        return van + timedelta(weeks=spic.profiel.duur_weken) - DAG, f"{spic.profiel.duur_weken} weken"
    maanden = richtlijn(spic)
    return (
        (maanden_later(van, maanden) - DAG, f"richtlijn: {maanden} maanden") if maanden else (None, "einde niet bekend")
    )


def richtlijn(spic: Spic) -> int | None:
    """The longest that the guideline says; of what is meant to last, the shortest, for there is no longest."""
    if spic.intensiteit is None:
        return None
    return spic.intensiteit.richtlijn_max_maanden or spic.intensiteit.richtlijn_min_maanden


def kindkosten(kinderen: Iterable[VerwijzingKind], vandaag: date) -> list[Kindkosten]:
    """`kinderen` with verwijzing and spic and its parts; those that cost nothing are left out. One query: the tariffs."""
    rijen = list(kinderen)
    tarieven = tarieven_per_code({kind.spic for kind in rijen})
    uit = []
    for kind in rijen:
        duur = duur_van(kind.verwijzing, kind.spic, vandaag)
        if duur is not None:
            eigen = tarieven[kind.spic.stelsel_id, kind.spic.code]
            wie = kind.verwijzing.aanbieder_id
            bedrag = kosten(eigen, aanbieder_id=wie, van=duur.van, tot=duur.tot) if duur.tot else Kosten()
            uit.append(Kindkosten(kind, duur, bedrag))
    return uit


def tarieven_per_code(spics: set[Spic]) -> dict[Codes, list[Tarief]]:
    uit: dict[Codes, list[Tarief]] = defaultdict(list)
    if not spics:
        return uit
    rijen = Tarief.objects.filter(
        spic__stelsel_id__in={spic.stelsel_id for spic in spics},
        spic__segment__code__in={spic.segment.code for spic in spics},
        spic__profiel__code__in={spic.profiel.code for spic in spics},
    )
    for tarief in rijen.met_spic():
        uit[tarief.spic.stelsel_id, tarief.spic.code].append(tarief)
    return uit


def verzonden() -> QuerySet[VerwijzingKind]:
    """The children of every referral that was sent, in the families that the door shows."""
    kinderen = VerwijzingKind.objects.exclude(verwijzing__status=VerwijzingStatus.CONCEPT)
    return kinderen.select_related("gezin", "kind", "verwijzing__aanbieder", *SPIC_EN_OPVOLGER).order_by(
        "verwijzing_id", "id"
    )


@eenmaal_geschreven
def verzonden_in(gezin_id: int) -> QuerySet[VerwijzingKind]:
    return verzonden().filter(gezin_id=gezin_id)


@dataclass(frozen=True)
class Gezinskosten:
    """The costs of one family in a year, against what a family may cost."""

    jaar: int
    regels: list[Kindkosten]
    budget: Gezinsbudget | None

    @property
    def gezin(self) -> Gezin:
        return self.regels[0].kind.gezin

    @property
    def bedrag(self) -> Decimal:
        return sum((regel.in_jaar(self.jaar) for regel in self.regels), NUL)

    @property
    def per_regel(self) -> list[tuple[Kindkosten, Decimal]]:
        return [(regel, regel.in_jaar(self.jaar)) for regel in self.regels]

    @property
    def boven(self) -> Decimal:
        """How much more than the budget; 0 when it is not, or when there is none."""
        return max(self.bedrag - self.budget.bedrag, NUL) if self.budget else NUL

    @property
    def volledig(self) -> bool:
        return all(regel.bekend and regel.kosten.volledig for regel in self.regels)

    @property
    def voorbeeld(self) -> bool:
        return any(regel.kind.spic.voorbeeld for regel in self.regels)


def budgetten(vandaag: date) -> dict[int, Gezinsbudget]:
    return {budget.stelsel_id: budget for budget in Gezinsbudget.objects.geldig_op(vandaag)}


def per_gezin(regels: Iterable[Kindkosten], vandaag: date) -> dict[int, Gezinskosten]:
    """By gezin_id. Of two stelsels the newest referral says which budget counts."""
    bedragen = budgetten(vandaag)
    groepen: dict[int, list[Kindkosten]] = defaultdict(list)
    for regel in regels:
        groepen[regel.kind.gezin_id].append(regel)
    return {
        gezin_id: Gezinskosten(vandaag.year, eigen, bedragen.get(eigen[-1].kind.spic.stelsel_id))
        for gezin_id, eigen in groepen.items()
    }


def kosten_van_gezin(gezin_id: int) -> Gezinskosten | None:
    """For the tab Hulp; None when nothing was sent that costs anything."""
    vandaag = timezone.localdate()
    regels = kindkosten(verzonden_in(gezin_id), vandaag)
    return per_gezin(regels, vandaag)[gezin_id] if regels else None


@dataclass
class Telling:
    """A provider in a segment: how many children, and what this year is expected to cost."""

    aanbieder: str
    segment: str
    kinderen: int = 0
    bedrag: Decimal = NUL
    onbekend: int = 0


def per_aanbieder(regels: Iterable[Kindkosten], jaar: int) -> list[Telling]:
    """Sorted by name. `onbekend` counts children of whom some days have no tariff or no end."""
    uit: dict[tuple[str, str], Telling] = {}
    for regel in regels:
        sleutel = (regel.kind.verwijzing.aanbieder.naam, str(regel.kind.spic.segment))
        telling = uit.setdefault(sleutel, Telling(*sleutel))
        telling.kinderen += 1
        telling.bedrag += regel.in_jaar(jaar)
        telling.onbekend += not (regel.bekend and regel.kosten.volledig)
    return [uit[sleutel] for sleutel in sorted(uit)]
