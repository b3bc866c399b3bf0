"""Meetings in somebody's agenda: uitvoerdersoverleg of the own families and where one is invited, basisteamoverleg of the own team."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import AgendaItem
from gezinnen.models import (
    Basisteamoverleg,
    Overlegdeelnemer,
    OverlegStatus,
    Toewijzing,
    Uitvoerdersoverleg,
)
from ggw.database.geschreven import eenmaal_geschreven
from ggw.organisatie.models import Lidmaatschap, Medewerker
from ggw.organisatie.rollen import Rol, rechten_van

DUUR = timedelta(hours=1, minutes=30)
"""A meeting has a beginning; in an agenda it takes this long."""
DUUR_BTO = timedelta(hours=2)


def uitvoerdersoverleggen_van(wie: int, van: datetime, tot: datetime) -> Iterator[AgendaItem]:
    """Planned or held, of families that this person guides and of meetings that this person is invited to."""
    yield from als_items(overleggen_van(wie, van, tot))


@eenmaal_geschreven
def overleggen_van(wie: int, van: datetime, tot: datetime) -> QuerySet[Uitvoerdersoverleg]:
    begeleidt = Toewijzing.objects.filter(gezin=OuterRef("gezin"), gezinsmanager_id=wie, tot__isnull=True)
    genodigd = Overlegdeelnemer.objects.filter(overleg=OuterRef("pk"), medewerker_id=wie)
    rijen = Uitvoerdersoverleg.objects.filter(
        Q(Exists(begeleidt)) | Q(Exists(genodigd)),
        op__gte=van,
        op__lt=tot,
        status__in=[OverlegStatus.GEPLAND, OverlegStatus.GEHOUDEN],
    )
    return rijen.select_related("gezin").order_by("op", "id")


def als_items(overleggen: Iterable[Uitvoerdersoverleg]) -> list[AgendaItem]:
    """A meeting that was moved keeps the key of the first day, so that a calendar moves it too."""
    rijen = list(overleggen)
    verzet = Uitvoerdersoverleg.objects.filter(gezin__in={rij.gezin_id for rij in rijen}, verzet_naar__isnull=False)
    vorige = dict(verzet.values_list("verzet_naar_id", "pk")) if rijen else {}
    return [als_item(rij, vorige) for rij in rijen]


def als_item(rij: Uitvoerdersoverleg, vorige: dict[int, int]) -> AgendaItem:
    """`vorige`: {meeting: the one that was moved to it}."""
    eerste, keer = rij.pk, 0
    while eerste in vorige:
        eerste, keer = vorige[eerste], keer + 1
    return AgendaItem(
        sleutel=f"overleg-{eerste}",
        soort="Overleg",
        gezin_id=rij.gezin_id,
        nummer=rij.gezin.nummer,
        begin=rij.op,
        einde=rij.op + DUUR,
        url=rij.get_absolute_url(),
        waar=rij.waar,
        keer=keer,
    )


def basisteamoverleggen_van(wie: int, van: datetime, tot: datetime) -> Iterator[AgendaItem]:
    """Of the teams this person works in, for who may open the page. Without a time it stands there for the whole day."""
    for rij in teamoverleggen_van(wie, timezone.localdate(van), timezone.localdate(tot)):
        begin = timezone.make_aware(datetime.combine(rij.datum, rij.tijd or time.min))
        if van <= begin < tot:
            yield AgendaItem(
                sleutel=f"basisteamoverleg-{rij.pk}",
                soort="Basisteamoverleg",
                gezin_id=None,
                nummer="",
                begin=begin,
                einde=begin + DUUR_BTO,
                url=reverse("gezinnen:bto", kwargs={"pk": rij.pk}),
                hele_dag=rij.tijd is None,
            )


@eenmaal_geschreven
def teamoverleggen_van(wie: int, van: date, tot: date) -> QuerySet[Basisteamoverleg]:
    mag = Exists(Medewerker.objects.filter(pk=wie, rol__in=[rol for rol in Rol if "bto.bekijken" in rechten_van(rol)]))
    teams = Lidmaatschap.objects.lopend().filter(gebruiker_id=wie).values("basisteam")
    return Basisteamoverleg.objects.filter(mag, team__in=teams, datum__range=(van, tot)).order_by("datum", "id")
