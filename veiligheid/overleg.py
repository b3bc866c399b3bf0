"""Holding an uitvoerdersoverleg: it touches the meeting, the plan, compensatie, agreements and marks, so it is no method."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gezinnen.models import (
    Compensatie,
    Compensatiebeoordeling,
    Gezinslid,
    Oordeel,
    Overlegafspraak,
    Overlegresultaat,
    Resultaat,
    Uitvoerdersoverleg,
)
from gezinnen.models.uitvoerdersoverleg import Genodigde
from veiligheid.models import Aanleiding, Gever, MetingSoort, Veiligheidsmeting


@dataclass(frozen=True)
class Besproken:
    """What was said of one running resultaat of the plan in force. Without `cijfer` it was not discussed."""

    resultaat: Resultaat
    status: str
    cijfer: int | None = None
    woorden_gezin: str = ""
    woorden_hulpverlener: str = ""
    compensatie: Compensatie | None = None
    oordeel: str = ""
    woorden_waarneming: str = ""
    laatste_dag: date | None = None
    """The last day on which the gezinsmanager stood in, when another took over."""


@dataclass(frozen=True)
class Kindcijfer:
    kind: Gezinslid
    gever: str
    soort: str
    cijfer: int
    reden: str = ""


@dataclass(frozen=True)
class NieuweAfspraak:
    wat: str
    wie: str
    uiterlijk: date | None = None


@dataclass(frozen=True)
class Gehouden:
    """All that was filled in at the table. `afgehandeld`: {agreement: done (True) or not needed any more}."""

    op: datetime
    aanwezig: Iterable[Genodigde]
    verslag: str = ""
    besproken: Iterable[Besproken] = ()
    cijfers: Iterable[Kindcijfer] = ()
    afspraken: Iterable[NieuweAfspraak] = ()
    afgehandeld: Mapping[Overlegafspraak, bool] | None = None
    volgende: datetime | None = None


@transaction.atomic
def houd_overleg(overleg: Uitvoerdersoverleg, wat: Gehouden, *, door_id: int) -> None:
    """Record a planned meeting as held, whole or not at all.

    OverlegGeweigerd as `sluit_af()`, and when there is a meeting already at the next moment; PlanGeweigerd when another plan came
    in force meanwhile; ValidationError when a mark is not right. The marks carry the moment of the meeting.
    """
    volgende_op = timezone.localdate(wat.volgende) if wat.volgende else None
    aanwezig = list(wat.aanwezig)
    overleg.sluit_af(op=wat.op, verslag=wat.verslag, volgende_op=volgende_op, aanwezig=aanwezig, door_id=door_id)
    for besproken in wat.besproken:
        bespreek(overleg, besproken, door_id=door_id)
    for cijfer in wat.cijfers:
        Veiligheidsmeting.geef(
            overleg.gezin,
            kind=cijfer.kind,
            soort=cijfer.soort,
            cijfer=cijfer.cijfer,
            reden=cijfer.reden,
            gever=cijfer.gever,
            aanleiding=Aanleiding.OVERLEG,
            op=overleg.op,
            auteur_id=door_id,
        )
    op = timezone.localdate(overleg.op)
    for afspraak, gedaan in (wat.afgehandeld or {}).items():
        afspraak.meld(gedaan=gedaan, op=op, door_id=door_id)
    Overlegafspraak.objects.bulk_create(
        Overlegafspraak(gezin=overleg.gezin, overleg=overleg, **nieuw.__dict__) for nieuw in wat.afspraken
    )
    if wat.volgende:
        wie = [deelnemer.als_genodigde for deelnemer in overleg.deelnemers.all()]
        Uitvoerdersoverleg.objects.plan(overleg.gezin, op=wat.volgende, waar=overleg.waar, wie=wie, door_id=door_id)


def bespreek(overleg: Uitvoerdersoverleg, wat: Besproken, *, door_id: int) -> None:
    """Mark and words beside those of last time; the resultaat follows, and the compensatie when another takes over."""
    resultaat = wat.resultaat
    vorig, gm_sinds = resultaat.cijfer_nu, resultaat.gm_sinds
    laatste_dag = wat.laatste_dag or timezone.localdate(overleg.op)
    if wat.cijfer is not None:
        Overlegresultaat.objects.create(
            gezin=overleg.gezin,
            overleg=overleg,
            stam_id=resultaat.stam_of_zelf_id,
            resultaat=resultaat,
            cijfer_vorig=vorig,
            cijfer=wat.cijfer,
            woorden_gezin=wat.woorden_gezin,
            woorden_hulpverlener=wat.woorden_hulpverlener,
            status=wat.status,
        )
    if wat.compensatie and wat.oordeel:
        Compensatiebeoordeling.objects.create(
            gezin=overleg.gezin,
            overleg=overleg,
            compensatie=wat.compensatie,
            oordeel=wat.oordeel,
            woorden=wat.woorden_waarneming,
        )
        if wat.oordeel == Oordeel.OVERGENOMEN:
            gm_sinds = None
    cijfer = vorig if wat.cijfer is None else wat.cijfer
    if (cijfer, wat.status, gm_sinds) != (vorig, resultaat.status, resultaat.gm_sinds):
        resultaat.meld_voortgang(
            status=wat.status, cijfer_nu=cijfer, gm_sinds=gm_sinds, door_id=door_id, tot=laatste_dag
        )


WIE_GEEFT = (
    (Gever.GEZINSMANAGER, MetingSoort.ACTUEEL),
    (Gever.GEZINSMANAGER, MetingSoort.BLIJVEND),
    (Gever.JEUGDIGE, MetingSoort.ACTUEEL),
    (Gever.OUDER, MetingSoort.ACTUEEL),
    (Gever.HULPVERLENER, MetingSoort.ACTUEEL),
)
"""The marks that are asked at the table, for each child."""
