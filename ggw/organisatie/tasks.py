"""Every night: sessions that nobody can come back to go, with the address and browser they hold."""

import logging

from celery import shared_task

from ggw.toegang.deur import als_systeem, vraag

logger = logging.getLogger(__name__)


@shared_task(acks_late=True)
def ruim_sessies_op() -> None:
    with als_systeem():
        gevonden = vraag("select ruim_sessies_op()", [])
    logger.info("sessies_opgeruimd", extra={"aantal": gevonden[0] if gevonden else 0})
