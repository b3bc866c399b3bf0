"""Nightly and five-minute work on the access log."""

import logging
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from ggw.toegang.deur import als_systeem, vraag
from ggw.toegang.verzegelen import controleer, verstuurde_kop, verzegel

logger = logging.getLogger(__name__)


@shared_task(ignore_result=True)
def verzegel_logboek() -> int:
    return verzegel()


@shared_task(ignore_result=True)
def controleer_logboek() -> None:
    """A broken log is an error in the log of the worker, every night until somebody has looked."""
    with als_systeem():
        breuk = controleer(verstuurde_kop(settings.INZAGE_ZEGEL_UIT))
    if breuk:
        logger.error("inzagelogboek_gebroken", extra={"wat": breuk.tekst, "inzage": breuk.inzage})


@shared_task(ignore_result=True)
def zoek_opvallend() -> None:
    """What stood out yesterday, and the days before that the worker may have missed."""
    vandaag = timezone.localdate()
    for dagen in range(1, 8):
        with als_systeem():
            vraag("select zoek_opvallend(%s)", [vandaag - timedelta(days=dagen)])
