"""Work for the worker. Each job is a row; a task takes its number, may run twice, and leaves what it could not finish to the sweep."""

from __future__ import annotations

import hashlib
import logging

from celery import shared_task
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from gezinnen.models import Planafdruk
from gezinnen.models.plan import STOKT_NA
from ggw.toegang.deur import als_systeem
from rapportage.basisteam.standen import leg_standen_vast
from rapportage.kengetallen.ronde import open_rondes, tel_ronde, vraag_telling
from rapportage.pdf import maak_borgings_pdf, maak_pdf

logger = logging.getLogger(__name__)
PER_BEURT = 20


@shared_task(acks_late=True)
def maak_planafdruk(pk: int) -> None:
    """Print a vastgesteld gezinsplan or borgingsplan once. What is made, or is being made by another, is left alone."""
    with als_systeem():
        afdruk = Planafdruk.objects.te_maken().select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
        if afdruk is None:
            return
        afdruk.begonnen_op, afdruk.pogingen = timezone.now(), afdruk.pogingen + 1
        afdruk.save(update_fields=["begonnen_op", "pogingen"])
        opname, maak = (
            (afdruk.borgingsplan.momentopname, maak_borgings_pdf)
            if afdruk.borgingsplan
            else (afdruk.plan.momentopname if afdruk.plan else None, maak_pdf)
        )
    try:
        inhoud = maak(opname or {})
    except Exception:
        # One plan that does not print may not stop the others: the row stays open and is offered again.
        extra = {"afdruk": pk, "plan": afdruk.plan_id or afdruk.borgingsplan_id, "pogingen": afdruk.pogingen}
        if afdruk.pogingen >= STOKT_NA:
            logger.exception("planafdruk_stokt", extra=extra)
        else:
            logger.warning("planafdruk_mislukt", exc_info=True, extra=extra)
    else:
        bewaar(pk, inhoud)


def bewaar(pk: int, inhoud: bytes) -> None:
    """The first one that is finished counts."""
    with als_systeem():
        Planafdruk.objects.filter(pk=pk, klaar_op__isnull=True).update(
            inhoud=inhoud, sha256=hashlib.sha256(inhoud).hexdigest(), klaar_op=timezone.now()
        )


@shared_task(acks_late=True)
def veeg_taken() -> None:
    """Every minute: do what was never begun, or was begun and not finished."""
    with als_systeem():
        open_ = list(Planafdruk.objects.te_maken().order_by("gevraagd_op").values_list("pk", flat=True)[:PER_BEURT])
    for pk in open_:
        maak_planafdruk(pk)
    for pk in open_rondes():
        tel_ronde(pk)


@shared_task(acks_late=True)
def tel_kengetallen() -> None:
    """Every night: count the figures anew. What is broken off stays open, and the sweep goes on with it."""
    tel_ronde(vraag_telling())


def bied_planafdruk_aan(pk: int) -> None:
    """Tell the worker after the commit. Without a broker the sweep finds the row by itself: nobody waits for it."""

    def bied_aan() -> None:
        try:
            maak_planafdruk.delay(pk)
        except OperationalError:
            logger.warning("planafdruk_niet_aangeboden", exc_info=True, extra={"afdruk": pk})

    transaction.on_commit(bied_aan)


@shared_task(acks_late=True)
def leg_teamstanden_vast() -> None:
    """Each night, after the terms were checked. A second time on the same day writes the same numbers over the first."""
    with als_systeem():
        aantal = leg_standen_vast(timezone.localdate())
    logger.info("teamstanden_vastgelegd", extra={"aantal": aantal})
