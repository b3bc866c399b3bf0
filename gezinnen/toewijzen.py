"""Who guides a family: the first gezinsmanager of a family that waits, and the handover to another one.

Both touch Toewijzing, Wachtplek, Begeleiding and Faseovergang, so they are functions and not methods. They lock the running
begeleiding first: two people who assign at the same moment come one after the other, and the second one hears it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from gezinnen.aanhaken import Stap, Stapbron, Stapfeit
from gezinnen.models import Begeleiding, Fase, Faseovergang, Gebeurtenis, Gezin, Termijn, Toewijzing, Wachtplek
from gezinnen.werkdagen import werkdagen_later
from ggw.organisatie.models import Basisteam, Lidmaatschap, Medewerker
from ggw.organisatie.rollen import Rol

BEGELEIDERS = (Rol.GEZINSMANAGER, Rol.SENIOR)
WACHT_WERKDAGEN = 5
"""After so many working days without a gezinsmanager the supervisors see it in "Wat nu"."""
VOORAF_DAGEN = 2


class NietToegewezen(Exception):
    """It cannot be done (any more). The text is for the person at the screen."""


def wie_kan_begeleiden(team: Basisteam) -> QuerySet[Medewerker]:
    """Who may be gezinsmanager or wachter for this team: works in it today, in a role that guides families."""
    leden = Lidmaatschap.objects.lopend().filter(basisteam=team).values("gebruiker_id")
    return Medewerker.objects.filter(pk__in=leden, is_active=True, rol__in=BEGELEIDERS).order_by("naam", "pk")


@transaction.atomic
def wijs_gezinsmanager_toe(
    gezin: Gezin, *, aan: Medewerker, basisteam: Basisteam, door_id: int, reden: str = ""
) -> Toewijzing:
    """A waiting family gets a gezinsmanager: the wait ends, and Verbinden & motiveren begins today."""
    begeleiding = lopende_begeleiding(gezin)
    wachtplek = gezin.wachtplekken.filter(tot__isnull=True).first()
    if wachtplek is None or gezin.toewijzingen.filter(tot__isnull=True).exists():
        raise NietToegewezen("Een collega heeft dit gezin al toegewezen. Kijk hieronder aan wie.")
    vandaag = timezone.localdate()
    wachtplek.beeindig(vandaag)
    begin_verbinden(begeleiding, op=vandaag, door_id=door_id)
    toewijzing = Toewijzing.objects.create(
        gezin=gezin,
        begeleiding=begeleiding,
        gezinsmanager=aan,
        basisteam=basisteam,
        vanaf=vandaag,
        reden=reden,
        door_id=door_id,
    )
    Gebeurtenis.leg_vast(gezin, "toewijzing.begonnen", door_id=door_id, onderwerp_id=toewijzing.pk)
    return toewijzing


@transaction.atomic
def draag_gezin_over(
    gezin: Gezin, *, van_id: int, naar: Medewerker, basisteam: Basisteam, door_id: int, reden: str
) -> Toewijzing:
    """The family goes to another gezinsmanager (or team), today. `van_id` is the Toewijzing that was on the screen."""
    begeleiding = lopende_begeleiding(gezin)
    vorige = gezin.toewijzingen.filter(tot__isnull=True).first()
    if vorige is None or vorige.pk != van_id:
        raise NietToegewezen("Een collega heeft dit gezin net aan iemand anders toegewezen. Kijk hieronder aan wie.")
    if (vorige.gezinsmanager_id, vorige.basisteam_id) == (naar.pk, basisteam.pk):
        raise NietToegewezen("Deze persoon is al de gezinsmanager van dit gezin in dit team.")
    vandaag = timezone.localdate()
    vorige.beeindig(max(vandaag, vorige.vanaf))
    toewijzing = Toewijzing.objects.create(
        gezin=gezin,
        begeleiding=begeleiding,
        gezinsmanager=naar,
        basisteam=basisteam,
        vanaf=vandaag,
        reden=reden,
        door_id=door_id,
    )
    Gebeurtenis.leg_vast(gezin, "toewijzing.overgedragen", door_id=door_id, onderwerp_id=toewijzing.pk, van=vorige.pk)
    return toewijzing


def lopende_begeleiding(gezin: Gezin) -> Begeleiding:
    """Locked until the end of the transaction."""
    begeleiding = gezin.begeleidingen.select_for_update().filter(afgesloten_op__isnull=True).first()
    if begeleiding is None:
        raise NietToegewezen("Dit gezin heeft geen lopende begeleiding.")
    return begeleiding


def begin_verbinden(begeleiding: Begeleiding, *, op: date, door_id: int) -> None:
    if begeleiding.fase != Fase.WACHT:
        return
    begeleiding.fase, begeleiding.fase_sinds = Fase.VERBINDEN, op
    begeleiding.save(update_fields=["fase", "fase_sinds"])
    overgang = Faseovergang.objects.create(
        gezin_id=begeleiding.gezin_id,
        begeleiding=begeleiding,
        van=Fase.WACHT,
        naar=Fase.VERBINDEN,
        op=op,
        door_id=door_id,
    )
    Gebeurtenis.leg_vast(
        begeleiding.gezin,
        "fase.gewijzigd",
        door_id=door_id,
        onderwerp_id=overgang.pk,
        van=Fase.WACHT,
        naar=Fase.VERBINDEN,
    )


def wachtende_gezinnen(gezinnen: list[int]) -> QuerySet[Any, Any]:
    """Without those that have a measure: a term asks the same of them already."""
    met_termijn = Termijn.objects.open().filter(gezin=OuterRef("gezin_id"), code="toewijzing")
    wachtend = Wachtplek.objects.filter(gezin__in=gezinnen, tot__isnull=True).exclude(Exists(met_termijn))
    return wachtend.annotate(s_wat=JSONObject(vanaf="vanaf"))


def toewijzen(feit: Stapfeit) -> Iterator[Stap]:
    """For who assigns: this family waits (nearly) too long for a gezinsmanager."""
    vanaf = date.fromisoformat(feit.wat["vanaf"])
    dagen = (werkdagen_later(vanaf, WACHT_WERKDAGEN) - timezone.localdate()).days
    if dagen <= VOORAF_DAGEN:
        yield feit.stap(
            "Wijs een gezinsmanager toe",
            feit.url("gezinnen:toewijzen"),
            f"Dit gezin wacht sinds {vanaf:%d-%m-%Y}. Een gezin wacht hooguit {WACHT_WERKDAGEN} werkdagen.",
            dagen=dagen,
            voor="gezin.toewijzen",
        )


WACHTENDE_GEZINNEN = Stapbron(wachtende_gezinnen, toewijzen, voor_collega=True)
