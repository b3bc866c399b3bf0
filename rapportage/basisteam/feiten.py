"""What is so in the families of a team. Each fact is read in one query that starts from the ids of these families."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple, Protocol, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Value
from django.utils import timezone

from gezinnen.gezinsadres import gezinsadres
from gezinnen.models import (
    Agendapunt,
    Fase,
    Gezinslid,
    Kwestie,
    Ladder,
    OverlegStatus,
    Termijn,
    Toewijzing,
    Uitvoerdersoverleg,
    Wachtplek,
)
from gezinnen.models.termijnen import is_aan_ons
from gezinnen.termijnen import norm_met, norm_op
from ggw.database.geschreven import eenmaal_geschreven
from ggw.database.samen import samen
from rapportage.basisteam.soorten import OVERLEG, soort_van
from spic.models import Verwijzing
from veiligheid.models import NORM, MetingSoort, Signaal, Veiligheidsmeting

VENSTER = timedelta(weeks=12)
"""So far back the meetings count."""
VOORUIT = timedelta(days=7)
"""Terms that are due so soon are read with those that are late."""


@dataclass(frozen=True)
class Plek:
    """A family of a team, and who guides it or, with `wacht`, watches it. One per family."""

    gezin_id: int
    nummer: str
    naam: str
    sorteernaam: str
    fase: str
    fase_sinds: date
    team_id: int
    wie_id: int
    wie: str
    werkt_hier: bool
    wacht: bool

    @cached_property
    def url(self) -> str:
        """Once for all rows about this family."""
        return gezinsadres("gezinnen:overzicht", self.nummer)

    @property
    def agendapunt_url(self) -> str:
        return gezinsadres("gezinnen:agendapunt-nieuw", self.nummer)


class Kindcijfer(NamedTuple):
    """A child with its newest actuele mark by the gezinsmanager and the one before; None when there is none."""

    gezin_id: int
    kind_id: int
    roepnaam: str
    cijfer: int | None
    vorig: int | None

    @property
    def onder_de_zes(self) -> bool:
        return self.cijfer is not None and self.cijfer < NORM

    @property
    def beweging(self) -> str:
        """ "daalt", "stijgt" or nothing."""
        if self.cijfer is None or self.vorig is None or self.cijfer == self.vorig:
            return ""
        return "daalt" if self.cijfer < self.vorig else "stijgt"


class Term(NamedTuple):
    """An open termijn with what the pages say of it. A row and no model: a team has hundreds, and making models of them costs the most."""

    pk: int
    gezin_id: int
    code: str
    onderwerp_soort: str
    onderwerp_id: int | None
    dag: date
    wacht_op: str
    eigenaar_rol: str
    eigenaar_id: int | None
    eigenaar: str | None
    wat: str
    ladder: str

    @property
    def aan_ons(self) -> bool:
        return is_aan_ons(self.wacht_op, self.eigenaar_rol)

    @property
    def is_zwaar(self) -> bool:
        return self.ladder == Ladder.VOLLEDIG


class Beurt(NamedTuple):
    """A six-week meeting that was held: on `dag`, not later than `uiterlijk` or too late."""

    gezin_id: int
    dag: date
    uiterlijk: date

    @property
    def op_tijd(self) -> bool:
        return self.dag <= self.uiterlijk


class VanGezin(Protocol):
    @property
    def gezin_id(self) -> int: ...


T = TypeVar("T", bound=VanGezin)


@dataclass(frozen=True)
class Feiten:
    """The facts of these families on `dag`. What was not asked for is empty."""

    dag: date
    plekken: Sequence[Plek]
    kinderen: Sequence[Kindcijfer] = field(default=())
    termijnen: Sequence[Term] = field(default=())
    """Open and late, or due within a week; the earliest first."""
    beurten: Sequence[Beurt] = field(default=())
    hulp: Sequence[Verwijzing] = field(default=())
    """Referrals that were sent and whose help has not started; the longest wait first."""
    kwesties: Sequence[Kwestie] = field(default=())
    signalen: Sequence[Signaal] = field(default=())
    punten: Sequence[Agendapunt] = field(default=())
    """Waits for the next basisteamoverleg."""

    @cached_property
    def te_laat(self) -> list[Term]:
        """Late, and ours to do."""
        return [termijn for termijn in self.termijnen if termijn.aan_ons and termijn.dag < self.dag]

    @cached_property
    def laat_per_soort(self) -> dict[str, list[Term]]:
        """What is in `te_laat`, by the kind of work; each term once."""
        per_soort: dict[str, list[Term]] = defaultdict(list)
        for termijn in self.te_laat:
            per_soort[soort_van(termijn.code)].append(termijn)
        return per_soort

    @cached_property
    def binnen_een_week(self) -> list[Term]:
        """Not late yet, and ours to do within a week."""
        return [termijn for termijn in self.termijnen if termijn.aan_ons and termijn.dag >= self.dag]

    @cached_property
    def laat_bij_ander(self) -> list[Term]:
        return [termijn for termijn in self.termijnen if termijn.wacht_op and termijn.dag < self.dag]

    def van(self, gezinnen: Collection[int]) -> Feiten:
        """The same facts of some of the families."""
        delen: dict[str, Any] = {
            deel.name: van(getattr(self, deel.name), gezinnen) for deel in fields(self) if deel.name != "dag"
        }
        return Feiten(self.dag, **delen)


def van(rijen: Iterable[T], gezinnen: Collection[int]) -> list[T]:
    return [rij for rij in rijen if rij.gezin_id in gezinnen]


def plekken(teams: Collection[int], op: date | None = None) -> list[Plek]:
    """The families in view that these teams guide or watch now, by name: one query. With `op` those of that day, in the phase of now."""
    rijen = sorted(plekrijen(teams, op), key=lambda rij: not rij[-1])
    per_gezin = {rij[0]: Plek(*rij) for rij in rijen}
    return sorted(per_gezin.values(), key=lambda plek: (plek.sorteernaam, plek.gezin_id))


@eenmaal_geschreven
def plekrijen(teams: Collection[int], op: date | None) -> Any:
    loopt = Q(tot__isnull=True)
    if op is not None:
        loopt = Q(loopt | Q(tot__gt=op), vanaf__lte=op)
    gezin = ("gezin_id", "gezin__nummer", "gezin__naam", "gezin__sorteernaam", "begeleiding__fase")
    vast = (*gezin, "begeleiding__fase_sinds", "basisteam_id")
    bronnen: tuple[tuple[QuerySet[Any], str], ...] = (
        (Toewijzing.objects.all(), "gezinsmanager"),
        (Wachtplek.objects.all(), "wachter"),
    )
    begeleid, bewaakt = (
        bron.filter(loopt, basisteam__in=teams)
        .order_by()
        .values_list(*vast, f"{wie}_id", f"{wie}__naam", f"{wie}__is_active", Value(wie == "wachter"))
        for bron, wie in bronnen
    )
    return begeleid.union(bewaakt, all=True)


def kinderen(gezinnen: Collection[int], dag: date) -> list[Kindcijfer]:
    """Children under guidance who belong to the family on this day, each with the last two marks up to and including it."""
    return [
        Kindcijfer(
            gezin_id,
            pk,
            voor or Gezinslid(tussenvoegsel=tussen, achternaam=achter).roepnaam,
            *laatste,
            *[None] * (2 - len(laatste)),
        )
        for gezin_id, pk, voor, tussen, achter, laatste in kindrijen(gezinnen, dag, einde_van(dag))
    ]


@eenmaal_geschreven
def kindrijen(gezinnen: Collection[int], dag: date, tot: datetime) -> Any:
    metingen = Veiligheidsmeting.objects.van_gezinsmanager().filter(
        kind=OuterRef("pk"), soort=MetingSoort.ACTUEEL, op__lt=tot
    )
    cijfers = metingen.order_by("-op", "-id").values("cijfer")
    return (
        Gezinslid.objects.filter(Q(tot__isnull=True) | Q(tot__gte=dag), gezin__in=gezinnen, is_jeugdige=True)
        .filter(Q(overleden_op__isnull=True) | Q(overleden_op__gt=dag))
        .order_by("sorteernaam", "id")
        .values_list("gezin_id", "pk", "voornaam", "tussenvoegsel", "achternaam", ArraySubquery(cijfers[:2]))
    )


def einde_van(dag: date) -> datetime:
    """The first moment after this day, here."""
    return timezone.make_aware(datetime.combine(dag + timedelta(days=1), time.min))


def termijnen(gezinnen: Collection[int], dag: date) -> list[Term]:
    """As they are now; what a term was on a day that has passed is kept nowhere."""
    rijen = termijnrijen(gezinnen, dag + VOORUIT)
    normen = {pk: norm_met(pk) for pk in {rij[-1] for rij in rijen}}
    return [Term._make((*rij, normen[norm_id].wat, normen[norm_id].ladder)) for *rij, norm_id in rijen]


@eenmaal_geschreven
def termijnrijen(gezinnen: Collection[int], tot_en_met: date) -> Any:
    rijen = Termijn.objects.open().filter(gezin__in=gezinnen, dag__lte=tot_en_met)
    vast = (
        "pk",
        "gezin_id",
        "code",
        "onderwerp_soort",
        "onderwerp_id",
        "dag",
        "wacht_op",
        "eigenaar_rol",
        "eigenaar_id",
    )
    return rijen.order_by("dag", "id").values_list(*vast, "eigenaar__naam", "norm_id")


def beurten(families: Iterable[Plek], dag: date) -> list[Beurt]:
    """The meetings that families in O&V held in the last twelve weeks; each counts from the one before, or from the begin of O&V."""
    sinds = {plek.gezin_id: plek.fase_sinds for plek in families if plek.fase == Fase.ONDERSTEUNEN}
    dagen = {gezin_id: [begin] for gezin_id, begin in sinds.items()}
    for gezin_id, op in gehouden_overleggen(sinds, einde_van(dag)):
        gehouden = timezone.localdate(op)
        if gehouden >= sinds[gezin_id]:
            dagen[gezin_id].append(gehouden)
    gevonden = []
    for gezin_id, reeks in dagen.items():
        for vorige, gehouden in pairwise(reeks):
            norm = norm_op(OVERLEG, vorige)
            if norm is not None and gehouden > dag - VENSTER:
                gevonden.append(Beurt(gezin_id, gehouden, norm.uiterlijk(vorige)))
    return gevonden


@eenmaal_geschreven
def gehouden_overleggen(gezinnen: Collection[int], tot: datetime) -> QuerySet[Uitvoerdersoverleg, tuple[int, datetime]]:
    rijen = Uitvoerdersoverleg.objects.filter(gezin__in=gezinnen, status=OverlegStatus.GEHOUDEN, op__lt=tot)
    return rijen.order_by("op", "id").values_list("gezin_id", "op")


@eenmaal_geschreven
def wachtende_hulp(gezinnen: Collection[int], dag: date) -> QuerySet[Verwijzing]:
    """Sent, not started and not ended on this day; with today this is the state of the referral."""
    rijen = Verwijzing.objects.filter(gezin__in=gezinnen, verzonden_op__lte=dag)
    rijen = rijen.filter(Q(gestart_op__isnull=True) | Q(gestart_op__gt=dag))
    rijen = rijen.filter(Q(beeindigd_op__isnull=True) | Q(beeindigd_op__gt=dag))
    return rijen.select_related("aanbieder").order_by("verzonden_op", "id")


@eenmaal_geschreven
def open_kwesties(gezinnen: Collection[int], dag: date) -> QuerySet[Kwestie]:
    """They began to block by this day and were not solved then; the level is that of now."""
    rijen = Kwestie.objects.filter(gezin__in=gezinnen, begonnen_op__lte=dag)
    return rijen.filter(Q(opgelost_op__isnull=True) | Q(opgelost_op__gt=dag)).langst_eerst()


@eenmaal_geschreven
def open_signalen(gezinnen: Collection[int]) -> QuerySet[Signaal]:
    return Signaal.objects.open().filter(gezin__in=gezinnen).dringendst_eerst()


@eenmaal_geschreven
def open_punten(gezinnen: Collection[int]) -> QuerySet[Agendapunt]:
    punten = Agendapunt.objects.open().filter(gezin__in=gezinnen)
    return punten.select_related("maatregel__soort", "machtiging__soort").order_by("soort", "created_at", "pk")


STANDFEITEN = ("kinderen", "termijnen", "beurten", "hulp", "kwesties")
"""What the figures are counted of."""
ALLES = (*STANDFEITEN, "signalen", "punten")


def lees(families: Sequence[Plek], dag: date, welke: Collection[str] = STANDFEITEN) -> Feiten:
    """The facts of these families: a query for each name in `welke`, those with few rows together."""
    ids = [plek.gezin_id for plek in families]
    bronnen: dict[str, Any] = {
        "kinderen": lambda: kinderen(ids, dag),
        "termijnen": lambda: termijnen(ids, dag),
        "beurten": lambda: beurten(families, dag),
        "hulp": lambda: wachtende_hulp(ids, dag),
        "kwesties": lambda: open_kwesties(ids, dag),
        "signalen": lambda: open_signalen(ids),
        "punten": lambda: open_punten(ids),
    }
    klein = {
        "kwesties": open_kwesties.met(ids, dag),
        "signalen": open_signalen.met(ids),
        "punten": open_punten.met(ids),
    }
    with samen(*[vraag for naam, vraag in klein.items() if naam in welke]):
        return Feiten(dag, families, **{naam: bronnen[naam]() for naam in welke})
