"""Every night: sessions that nobody can come back to go, with the address and browser they hold."""

import logging

from celery import shared_task
from django.utils import timezone

from ggw.organisatie.models import Sessie
from ggw.toegang.deur import als_systeem

logger = logging.getLogger(__name__)


@shared_task(acks_late=True)
def ruim_sessies_op() -> None:
    with als_systeem():
        aantal, _ = Sessie.objects.filter(expire_date__lt=timezone.now()).delete()
    logger.info("sessies_opgeruimd", extra={"aantal": aantal})
