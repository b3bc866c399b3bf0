"""Nightly and five-minute work on the access log."""

import logging
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

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
def verstuur_meldingen() -> None:
    """Tell who must know, at once; the sweep of each minute finds what a broken broker or mail server left."""
    meld("select id, nummer, email from te_melden_noodtoegang()", "select noodtoegang_gemeld(%s)", NOODTOEGANG)
    meld("select id, nummer, email from te_melden_bekend()", "select bekend_gemeld(%s)", BEKEND)
    meld("select id, nummer, email from te_melden_afscherming()", "select afscherming_gemeld(%s)", AFSCHERMING)


def bied_meldingen_aan() -> None:
    """Tell the worker after the commit; without a broker the sweep of each minute finds it."""

    def bied_aan() -> None:
        try:
            verstuur_meldingen.delay()
        except OperationalError:
            logger.warning("meldingen_niet_aangeboden", exc_info=True)

    transaction.on_commit(bied_aan)


def meld(te_melden: str, gemeld: str, bericht: tuple[str, str]) -> None:
    """One transaction for each notice: when the mail server fails, it stays to be sent. Mails hold a number and no name."""
    with als_systeem():
        open_ = rijen(te_melden, [])
    onderwerp, tekst = bericht
    for pk in sorted({rij[0] for rij in open_}):
        with als_systeem():
            if vraag(gemeld, [pk]) == (True,):
                for nummer, email in [rij[1:] for rij in open_ if rij[0] == pk]:
                    send_mail(onderwerp, tekst.format(nummer=nummer, site=settings.SITE_URL), None, [email])


NOODTOEGANG = (
    "Noodtoegang gevraagd",
    """Een collega heeft noodtoegang gevraagd tot gezin {nummer}.

Dit is vastgelegd en wordt beoordeeld. Waarom, staat bij het gezin onder
Dossier, Wie heeft dit dossier gezien; voor de privacyfunctionaris onder
Inzage:
{site}/

U krijgt deze mail omdat u senior of privacyfunctionaris bent.
""",
)
BEKEND = (
    "Gevraagd of een gezin bekend is",
    """De instroom heeft gevraagd of iemand bekend is die in gezin {nummer} voorkomt.
Het dossier is afgeschermd. Daarom kreeg de instroom geen antwoord.

Misschien is er een nieuwe aanmelding. Bel de instroom als u denkt dat
die met dit gezin te maken heeft:
{site}/

U krijgt deze mail omdat u voor dit gezin bent aangewezen.
""",
)
AFSCHERMING = (
    "Afscherming gevraagd",
    """Een teammanager vraagt om het dossier van gezin {nummer} af te schermen.
Zolang u niet beslist, kan het hele team het dossier openen.

De vraag staat onder Inzage, Afscherming:
{site}/toezicht/afscherming/

U krijgt deze mail omdat u privacyfunctionaris bent.
""",
)
