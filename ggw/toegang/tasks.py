"""Nightly and five-minute work on the access log."""

import logging
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone

from ggw.toegang.deur import als_systeem, vraag
from ggw.toegang.poort import rijen
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


@shared_task(acks_late=True)
def meld_noodtoegang() -> None:
    """Tell who must know, at once; the sweep of each minute finds what a broken broker or mail server left."""
    with als_systeem():
        open_ = rijen("select id, nummer, email from te_melden_noodtoegang()", [])
    for pk in sorted({rij[0] for rij in open_}):
        with als_systeem():
            ontvangers = [(nummer, email) for id_, nummer, email in open_ if id_ == pk]
            if vraag("select noodtoegang_gemeld(%s)", [pk]) == (True,):
                for nummer, email in ontvangers:
                    send_mail(ONDERWERP, TEKST.format(nummer=nummer, site=settings.SITE_URL), None, [email])


ONDERWERP = "Noodtoegang gevraagd"
TEKST = """Een collega heeft noodtoegang gevraagd tot gezin {nummer}.

Dit is vastgelegd en wordt beoordeeld. De reden staat in GGW:
{site}/

U krijgt deze mail omdat u senior of privacyfunctionaris bent.
"""
