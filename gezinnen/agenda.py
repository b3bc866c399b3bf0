"""Somebody's agenda: what stands in it, by week or as a feed, and the secret address of that feed."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.utils import timezone

from gezinnen.aanhaken import AGENDA_ITEMS, AgendaItem
from gezinnen.gezinsadres import gezinsadres
from gezinnen.herinneren import Mag, adres_van
from gezinnen.models import Afspraak, Gezin, Termijn
from gezinnen.overlegagenda import (
    basisteamoverleggen_van,
    overleggen_van,
    teamoverleggen_van,
    uitvoerdersoverleggen_van,
)
from ggw.database.geschreven import Vraag, eenmaal_geschreven
from ggw.organisatie.models import Medewerker, Vervanging
from ggw.toegang.deur import vraag
from ggw.toegang.poort import rijen

DUUR = timedelta(hours=1)
"""An Afspraak has a beginning; in an agenda it takes an hour."""
TERUG, VOORUIT = timedelta(days=30), timedelta(days=365)
"""The feed holds this much."""
JAREN = range(2015, 2101)
MEESTE_LEZINGEN = 60
VENSTER = 600


def haak_aan() -> None:
    AGENDA_ITEMS.extend([afspraken_van, uitvoerdersoverleggen_van, basisteamoverleggen_van])


def afspraken_van(wie: int, van: datetime, tot: datetime) -> Iterator[AgendaItem]:
    for afspraak in afspraken(wie, van, tot):
        yield AgendaItem(
            sleutel=f"afspraak-{afspraak.pk}",
            soort="Afspraak",
            gezin_id=afspraak.gezin_id,
            nummer=afspraak.gezin.nummer,
            begin=afspraak.op,
            einde=afspraak.op + DUUR,
            url=gezinsadres("gezinnen:afspraken", afspraak.gezin.nummer),
            waar=afspraak.waar,
            wat=": ".join(filter(None, [afspraak.get_soort_display(), afspraak.waarover])),
        )


@eenmaal_geschreven
def afspraken(wie: int, van: datetime, tot: datetime) -> QuerySet[Afspraak]:
    rijen_ = Afspraak.objects.filter(met_id=wie, op__gte=van, op__lt=tot, afgezegd_op__isnull=True)
    return rijen_.select_related("gezin").order_by("op", "id")


def agendavragen(wie: int) -> list[Vraag]:
    """What `vandaag_en_morgen` asks first, to be read together with other questions."""
    van, tot = twee_dagen()
    dagen = timezone.localdate(van), timezone.localdate(tot)
    rest = (overleggen_van.met(wie, van, tot), teamoverleggen_van.met(wie, *dagen), vervangingen.met(wie))
    return [afspraken.met(wie, van, tot), *rest]


def agenda(wie: int, van: datetime, tot: datetime, afwezigen: list[Afwezige] | None = None) -> list[AgendaItem]:
    """Inside the door: all that stands in this person's agenda from `van` until `tot`, of families in view.

    Somebody who replaces a colleague today also sees what that colleague has with families in those days. `afwezigen`: what
    `vervangt()` said, for who asked it already.
    """
    items = {item.sleutel: item for bron in AGENDA_ITEMS for item in bron(wie, van, tot)}
    for weg in vervangt(wie) if afwezigen is None else afwezigen:
        eerste, laatste = max(van, begin_van(weg.vanaf)), min(tot, begin_van(weg.tot + timedelta(days=1)))
        for item in (item for bron in AGENDA_ITEMS for item in bron(weg.wie, eerste, laatste)):
            if item.gezin_id is not None:
                items.setdefault(item.sleutel, replace(item, voor=weg.naam))
    return sorted(items.values(), key=lambda item: (item.begin, item.sleutel))


def twee_dagen() -> tuple[datetime, datetime]:
    vandaag = timezone.localdate()
    return begin_van(vandaag), begin_van(vandaag + timedelta(days=2))


def vandaag_en_morgen(wie: int, afwezigen: list[Afwezige]) -> list[AgendaItem]:
    """What still comes today, and all of tomorrow, also of those who are replaced."""
    nu = timezone.now()
    return [item for item in agenda(wie, *twee_dagen(), afwezigen) if item.hele_dag or item.einde > nu]


class Afwezige(NamedTuple):
    """A colleague who is replaced, and the days of that."""

    wie: int
    naam: str
    vanaf: date
    tot: date


def vervangt(wie: int) -> list[Afwezige]:
    rijen_ = vervangingen(wie)
    namen = Medewerker.objects.in_bulk([pk for pk, _, _ in rijen_])
    return [Afwezige(pk, namen[pk].naam, vanaf, tot) for pk, vanaf, tot in rijen_ if pk in namen]


@eenmaal_geschreven
def vervangingen(wie: int) -> QuerySet[Vervanging, tuple[int, date, date]]:
    """Colleague, first and last day."""
    lopend = Vervanging.objects.lopend().filter(vervanger_id=wie).order_by("pk")
    return lopend.values_list("gebruiker_id", "vanaf", "tot")


@dataclass
class Dag:
    dag: date
    items: list[tuple[AgendaItem, Gezin | None]] = field(default_factory=list)
    termijnen: list[tuple[Termijn, str, str]] = field(default_factory=list)
    """With the page where it is met, and the colleague who is replaced."""

    @property
    def is_vandaag(self) -> bool:
        return self.dag == timezone.localdate()

    @property
    def leeg(self) -> bool:
        return not self.items and not self.termijnen


class Week(NamedTuple):
    dagen: list[Dag]
    nummer: int
    vorige: str
    volgende: str

    @property
    def gezinnen(self) -> set[int]:
        met_item = {gezin.pk for dag in self.dagen for _, gezin in dag.items if gezin}
        return met_item | {termijn.gezin_id for dag in self.dagen for termijn, _, _ in dag.termijnen}


def lees_week(waarde: str) -> date:
    """The Monday of "2026-48"; of this week when it is something else."""
    jaar, _, week = waarde.partition("-")
    try:
        if int(jaar) in JAREN:
            return date.fromisocalendar(int(jaar), int(week), 1)
    except ValueError:
        pass
    vandaag = timezone.localdate()
    return vandaag - timedelta(days=vandaag.weekday())


def week_van(wie: int, maandag: date, *, mag: Mag) -> Week:
    """Inside the door: seven days with appointments and the termijnen on which this person is to act."""
    dagen = {maandag + timedelta(days=plek): Dag(maandag + timedelta(days=plek)) for plek in range(7)}
    items = agenda(wie, begin_van(maandag), begin_van(maandag + timedelta(days=7)))
    gezinnen = Gezin.objects.in_bulk({item.gezin_id for item in items if item.gezin_id is not None})
    for item in items:
        gezin = gezinnen[item.gezin_id] if item.gezin_id is not None else None
        dagen[timezone.localdate(item.begin)].items.append((item, gezin))
    weg = {afwezige.wie: afwezige for afwezige in vervangt(wie)}
    van_wie = Q(eigenaar_id=wie)
    for afwezige in weg.values():
        van_wie |= Q(eigenaar_id=afwezige.wie, dag__range=(afwezige.vanaf, afwezige.tot))
    open_ = Termijn.objects.open().filter(van_wie, dag__gte=maandag, dag__lt=maandag + timedelta(days=7))
    for termijn in open_.select_related("gezin", "norm").order_by("dag", "id"):
        url = adres_van(
            termijn.code, termijn.onderwerp_soort, termijn.onderwerp_id, nummer=termijn.gezin.nummer, mag=mag
        )
        voor = weg[termijn.eigenaar_id].naam if termijn.eigenaar_id in weg else ""
        dagen[termijn.dag].termijnen.append((termijn, url, voor))
    vorige, volgende = (weekcode(maandag + timedelta(days=7 * stap)) for stap in (-1, 1))
    return Week(list(dagen.values()), maandag.isocalendar().week, vorige, volgende)


def begin_van(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time.min))


def weekcode(dag: date) -> str:
    """Empty outside the years that the page knows."""
    jaar, week, _ = dag.isocalendar()
    return f"{jaar}-{week:02d}" if jaar in JAREN else ""


class Sleutelstand(NamedTuple):
    gemaakt_op: datetime
    gelezen_op: datetime | None


def afdruk(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def maak_sleutel(wie: int) -> str:
    """A new secret, which is kept as a hash only; the one before stops working."""
    token = secrets.token_urlsafe(32)
    vraag("select zet_agendasleutel(%s, %s)", [wie, afdruk(token)])
    return token


def trek_sleutel_in(wie: int) -> bool:
    """False when there was none."""
    return vraag("select wis_agendasleutel(%s)", [wie]) == (True,)


def sleutelstand(wie: int) -> Sleutelstand | None:
    gevonden = rijen("select * from mijn_agendasleutel(%s)", [wie])
    return Sleutelstand(*gevonden[0]) if gevonden else None


def eigenaar_van(token: str) -> int | None:
    gevonden = vraag("select agenda_van(%s)", [afdruk(token)])
    return gevonden[0] if gevonden else None


def te_vaak(wie: int) -> bool:
    """More than sixty times in ten minutes is no calendar."""
    sleutel = f"agenda:{wie}:{int(timezone.now().timestamp()) // VENSTER}"
    cache.add(sleutel, 0, VENSTER)
    return cache.incr(sleutel) > MEESTE_LEZINGEN
