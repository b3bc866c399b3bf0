"""Messages of the past days about the termijnen of the example, and a nudge of a senior."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import F, Max
from django.utils import timezone

from gezinnen.herinneren import plan, plan_nieuws
from gezinnen.models import (
    Bericht,
    BerichtStatus,
    Duwtje,
    Gebeurtenis,
    Kanaal,
    Termijn,
)
from ggw.organisatie.models import Gebruiker
from ggw.organisatie.rollen import Rol

DAGEN_TERUG = 8
REDEN = "Neem je dit mee naar het overleg van donderdag?"


def maak_herinneringen() -> None:
    """The same each time on the same day. What is due today waits for the sweep; the days before count as sent."""
    vandaag = timezone.localdate()
    for dagen in range(DAGEN_TERUG, 0, -1):
        moment = om(vandaag - timedelta(days=dagen), 7)
        voor = laatste_bericht()
        plan(moment)
        nieuw = Bericht.objects.filter(pk__gt=voor)
        nieuw.filter(kanaal=Kanaal.MAIL).update(
            status=BerichtStatus.VERZONDEN, verzonden_op=moment + timedelta(minutes=1), pogingen=1
        )
        nieuw.update(created_at=moment)
    geef_duwtje(vandaag - timedelta(days=1))
    vertel_nieuws(om(vandaag - timedelta(days=1), 17))


def vertel_nieuws(moment: datetime) -> None:
    """What happened in referrals of the past week counts as told at this moment."""
    voor = laatste_bericht()
    plan_nieuws(moment)
    Bericht.objects.filter(pk__gt=voor).update(
        status=BerichtStatus.VERZONDEN, verzonden_op=moment, pogingen=1, created_at=moment
    )


def laatste_bericht() -> int:
    """Ids rise: what comes later has a higher one."""
    return Bericht.objects.aggregate(laatste=Max("pk"))["laatste"] or 0


def om(dag: date, uur: int) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time(uur)))


def geef_duwtje(dag: date) -> None:
    """By the first senior, on the termijn of a colleague in one of the own teams that is late longest."""
    senior = Gebruiker.objects.filter(rol=Rol.SENIOR, is_active=True).order_by("pk").first()
    if senior is None:
        return
    teams = senior.lidmaatschappen.values("basisteam")
    laat = Termijn.objects.open().filter(
        dag__lt=dag,
        wacht_op="",
        eigenaar__is_active=True,
        gezin__toewijzingen__tot__isnull=True,
        gezin__toewijzingen__basisteam__in=teams,
        gezin__toewijzingen__gezinsmanager=F("eigenaar"),
    )
    termijn = laat.exclude(eigenaar_id=senior.pk).order_by("dag", "pk").first()
    if termijn is None:
        return
    wie = {"gezin_id": termijn.gezin_id, "door_id": senior.pk}
    duwtje = Duwtje.objects.create(termijn=termijn, op=dag, reden=REDEN, **wie)
    Duwtje.objects.filter(pk=duwtje.pk).update(created_at=om(dag, 9))
    Gebeurtenis.objects.create(
        soort="termijn.duwtje", onderwerp_id=termijn.pk, gegevens={"norm": termijn.code}, op=om(dag, 9), **wie
    )
