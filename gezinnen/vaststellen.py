"""Fixing a gezinsplan by a second person: the plan, its snapshot and the job of its PDF, in one transaction."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from gezinnen.models import Gebeurtenis, Gezinsplan, Planafdruk, PlanStatus
from gezinnen.models.plan import PlanGeweigerd
from gezinnen.momentopname import maak_momentopname
from ggw.organisatie.models import Medewerker

NA_VASTSTELLEN: list[Callable[[int], None]] = []
"""Called with the id of the Planafdruk, in the transaction; who makes the PDF hangs itself in here."""


@transaction.atomic
def stel_vast(plan: Gezinsplan, *, door_id: int, versie: int) -> Planafdruk:
    """Give the concept its number and freeze it. `versie` is what this person read: nothing else is fixed.

    PlanGeweigerd for who wrote in it, when it was not offered, changed since, or is not complete.
    """
    vers = Gezinsplan.objects.select_for_update().get(pk=plan.pk)
    weiger(vers, door_id=door_id, versie=versie)
    hoogste = vers.gezin.gezinsplannen.aggregate(hoogste=Max("nummer"))["hoogste"]
    vers.nummer = (hoogste or 0) + 1
    vers.status, vers.vastgesteld_op, vers.vastgesteld_door_id = PlanStatus.VASTGESTELD, timezone.now(), door_id
    vers.momentopname = maak_momentopname(vers, vastgesteld_door=Medewerker.objects.get(pk=door_id))
    vers.save(update_fields=["nummer", "status", "vastgesteld_op", "vastgesteld_door", "momentopname"])
    afdruk = Planafdruk.objects.create(gezin=vers.gezin, plan=vers)
    Gebeurtenis.leg_vast(vers.gezin, "plan.vastgesteld", door_id=door_id, onderwerp_id=vers.pk, nummer=vers.nummer)
    vers.gezin.compensaties.volg_plan(vers, door_id=door_id)
    for bied_aan in NA_VASTSTELLEN:
        bied_aan(afdruk.pk)
    return afdruk


def weiger(plan: Gezinsplan, *, door_id: int, versie: int) -> None:
    if not plan.is_concept:
        raise PlanGeweigerd("Dit plan is al vastgesteld.")
    if door_id in plan.schrijvers():
        raise PlanGeweigerd("U schreef mee aan dit plan. Een collega stelt het vast.")
    if plan.versie != versie:
        raise PlanGeweigerd("Het concept is gewijzigd nadat u het las. Lees het opnieuw.")
    if plan.ter_vaststelling_op is None:
        raise PlanGeweigerd("Het concept ligt niet (meer) ter vaststelling.")
    if plan.ontbreekt():
        raise PlanGeweigerd("Het concept is niet compleet. Geef het terug aan de schrijver.")
