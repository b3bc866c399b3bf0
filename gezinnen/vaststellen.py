"""Fixing a gezinsplan or borgingsplan by a second person: the plan, its snapshot and the job of its PDF, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from gezinnen.borgingsopname import maak_borgingsopname
from gezinnen.models import Besluit, Borgingsplan, Gebeurtenis, Gezinsplan, Planafdruk, PlanStatus, PuntSoort
from gezinnen.models.planversie import PlanGeweigerd, Planversie
from gezinnen.momentopname import maak_momentopname
from ggw.organisatie.models import Medewerker

NA_VASTSTELLEN: list[Callable[[int], None]] = []
"""Called with the id of the Planafdruk, in the transaction; who makes the PDF hangs itself in here."""


@transaction.atomic
def stel_vast(plan: Planversie, *, door_id: int, versie: int) -> Planafdruk:
    """Give the concept its number and freeze it; what asked the team for it lapses. `versie` is what this person read: nothing else is fixed.

    PlanGeweigerd for who wrote in it, when it was not offered, changed since, or is not complete.
    """
    soort: Any = type(plan)._default_manager
    vers: Planversie = soort.select_for_update().get(pk=plan.pk)
    weiger(vers, door_id=door_id, versie=versie)
    hoogste = soort.filter(gezin=vers.gezin).aggregate(hoogste=Max("nummer"))["hoogste"]
    vers.nummer = (hoogste or 0) + 1
    vers.status, vers.vastgesteld_op, vers.vastgesteld_door_id = PlanStatus.VASTGESTELD, timezone.now(), door_id
    vers.momentopname = opname_van(vers, Medewerker.objects.get(pk=door_id))
    vers.save(update_fields=["nummer", "status", "vastgesteld_op", "vastgesteld_door", "momentopname"])
    welk = {"borgingsplan" if isinstance(vers, Borgingsplan) else "plan": vers}
    afdruk = Planafdruk.objects.create(gezin=vers.gezin, **welk)
    gebeurd = f"{vers.onderwerp}.vastgesteld"
    Gebeurtenis.leg_vast(vers.gezin, gebeurd, door_id=door_id, onderwerp_id=vers.pk, nummer=vers.nummer)
    if isinstance(vers, Gezinsplan):
        vers.gezin.compensaties.volg_plan(vers, door_id=door_id)
        vers.gezin.agendapunten.open().filter(soort=PuntSoort.PLAN).update(
            besluit=Besluit.VERVALLEN, besloten_door_id=door_id, besloten_op=timezone.localdate()
        )
    for bied_aan in NA_VASTSTELLEN:
        bied_aan(afdruk.pk)
    return afdruk


def opname_van(plan: Planversie, vastgesteld_door: Medewerker | None = None) -> dict[str, Any]:
    """The snapshot of this plan as it stands now."""
    if isinstance(plan, Gezinsplan):
        return maak_momentopname(plan, vastgesteld_door=vastgesteld_door)
    if isinstance(plan, Borgingsplan):
        return maak_borgingsopname(plan, vastgesteld_door=vastgesteld_door)
    raise TypeError(type(plan))


def weiger(plan: Planversie, *, door_id: int, versie: int) -> None:
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
