"""One counting of all figures: asked for, done figure by figure, and taken up again where it was broken off."""

from __future__ import annotations

import logging

from django.utils import timezone

from ggw.toegang.deur import als_systeem
from rapportage.kengetallen.catalogus import KENGETALLEN
from rapportage.kengetallen.soorten import Kengetal
from rapportage.kengetallen.tellen import Bereik, bereik, tel
from rapportage.models import Kengetalronde, Kengetalwaarde

logger = logging.getLogger(__name__)


def vraag_telling(*, alles: bool = False) -> int:
    """The row of the counting that is to be done; the one that is open already, if there is one for this month.

    The last 25 months are counted again, in whole years. The first time, and with `alles`, five years.
    """
    with als_systeem():
        heel = bereik(timezone.localdate(), eerste_keer=alles or not Kengetalwaarde.objects.exists())
        ronde, _ = Kengetalronde.objects.get_or_create(tot=heel.tot, klaar_op=None, defaults={"van": heel.van})
        return ronde.pk


def open_rondes() -> list[int]:
    with als_systeem():
        return list(Kengetalronde.objects.filter(klaar_op=None).order_by("pk").values_list("pk", flat=True))


def tel_ronde(pk: int) -> None:
    """Count what this row still asks for. Each figure is a transaction, so that a reader sees it whole; twice changes nothing."""
    for kengetal in KENGETALLEN:
        if not tel_een(pk, kengetal):
            return
    with als_systeem():
        Kengetalronde.objects.filter(pk=pk, klaar_op=None).update(klaar_op=timezone.now())


def tel_een(pk: int, kengetal: Kengetal) -> bool:
    """False when somebody else is at this row, or it is done."""
    with als_systeem():
        ronde = Kengetalronde.objects.select_for_update(skip_locked=True).filter(pk=pk, klaar_op=None).first()
        if ronde is None:
            return False
        if kengetal.code in ronde.geteld:
            return True
        begin = timezone.now()
        rijen = tel(kengetal, Bereik(ronde.van, ronde.tot))
        ronde.begonnen_op = ronde.begonnen_op or begin
        ronde.geteld = [*ronde.geteld, kengetal.code]
        ronde.save(update_fields=["begonnen_op", "geteld"])
    seconden = round((timezone.now() - begin).total_seconds(), 2)
    logger.info("kengetal_geteld", extra={"kengetal": kengetal.code, "rijen": rijen, "seconden": seconden})
    return True
