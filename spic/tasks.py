"""Work for the worker, each night: help whose agreed last day has come ends."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from gezinnen.termijnen import herbereken
from ggw.toegang.deur import als_systeem
from spic.models import Eindvoorstel, VerwijzingGeweigerd

logger = logging.getLogger(__name__)


@shared_task(acks_late=True, ignore_result=True)
def beeindig_afgesproken_hulp() -> None:
    """Each in a transaction of its own; what was done stays out the next time."""
    with als_systeem():
        open_ = list(Eindvoorstel.objects.te_beeindigen(timezone.localdate()).values_list("pk", flat=True))
    for pk in open_:
        with als_systeem():
            voorstel = (
                Eindvoorstel.objects.te_beeindigen(timezone.localdate())
                .select_related("verwijzing__gezin")
                .filter(pk=pk)
                .first()
            )
            if voorstel is None:
                continue
            try:
                voorstel.beeindig()
            except VerwijzingGeweigerd:
                logger.warning("einde_niet_gezet", extra={"verwijzing": voorstel.verwijzing_id})
            else:
                herbereken([voorstel.gezin_id])
