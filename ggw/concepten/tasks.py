"""Every night: drafts that nobody touched for 30 days go."""

import logging

from celery import shared_task

from ggw.concepten.opslag import ruim_op
from ggw.toegang.deur import als_systeem

logger = logging.getLogger(__name__)


@shared_task(acks_late=True)
def ruim_concepten_op() -> None:
    with als_systeem():
        aantal = ruim_op()
    logger.info("concepten_opgeruimd", extra={"aantal": aantal})
