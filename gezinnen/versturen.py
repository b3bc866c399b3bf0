"""The sweep: the only sender of reminders. Runs each minute, may be killed at any point, and may run twice at once.

A message is taken (bezig, committed), looked up again, sent with the Message-ID it was planned with, and marked. Killed between
sending and marking, that one message goes out again after a quarter of an hour, with the same Message-ID.
"""

from __future__ import annotations

import json
import logging
import smtplib
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import timezone

from gezinnen.herinneren import afzenderdomein, moet_plannen, plan, plan_nieuws
from gezinnen.models import BerichtSoort, BerichtStatus
from gezinnen.nieuws import mailregel, partnerpagina
from ggw.toegang.deur import als_systeem, vraag
from ggw.toegang.poort import rijen

logger = logging.getLogger(__name__)
PER_GREEP = 20
DUUR = 50.0
"""Seconds that one sweep goes on: then the worker does something else, and the next sweep takes the rest."""
SJABLONEN: dict[str, str] = {
    BerichtSoort.WEEKBERICHT: "weekbericht",
    BerichtSoort.SIGNAAL: "signaal",
    BerichtSoort.NIEUWS: "nieuws",
}
"""What has a template of its own; everything else lists termijnen."""
LANGSTE_PAUZE = 15
"""Minutes between two attempts, at most."""


class Verbindingsfout(Exception):
    """The mail server cannot be reached or takes nothing from us: no use to try the next one."""


@dataclass(frozen=True)
class Inhoud:
    """What a message says at the moment of sending."""

    email: str
    soort: str
    message_id: str
    poging: int
    regels: list[dict[str, Any]]


def veeg(*, duur: float = DUUR) -> Counter[str]:
    """Plan when that is due, and send what waits; gives how many messages ended in which way."""
    nu = timezone.now()
    with als_systeem():
        gevonden = vraag("select veeg_begint(%s)", [nu])
        vraag("select plan_duwtjes(%s::date, %s, %s)", [timezone.localdate(nu), nu, afzenderdomein()])
        vraag("select plan_signalen(%s::date, %s, %s)", [timezone.localdate(nu), nu, afzenderdomein()])
    with als_systeem():  # apart: it waits for the lock of the planning, and may not hold the heartbeat meanwhile
        plan_nieuws(nu)
    if moet_plannen(gevonden[0] if gevonden else None, nu):
        with als_systeem():
            plan(nu)
    uitslag = verstuur_alles(time.monotonic() + duur)
    if uitslag:
        logger.info("berichten_verstuurd", extra={"uitslag": dict(uitslag)})
    return uitslag


def verstuur_alles(tot: float) -> Counter[str]:
    uitslag: Counter[str] = Counter()
    with postbode() as post:
        while time.monotonic() < tot and (greep := pak()):
            for plek, pk in enumerate(greep):
                if time.monotonic() >= tot:
                    leg_terug(greep[plek:])
                    return uitslag
                try:
                    uitslag[verstuur(pk, post)] += 1
                except Verbindingsfout:
                    leg_terug(greep[plek + 1 :])
                    logger.warning("mailserver_onbereikbaar", exc_info=True)
                    uitslag["uitgesteld"] += 1
                    return uitslag
            hang_op(post)
    return uitslag


@contextmanager
def postbode() -> Iterator[BaseEmailBackend]:
    """One connection for each handful of messages, opened at the first: servers hang up on who stays long."""
    post = get_connection()
    try:
        yield post
    finally:
        hang_op(post)


def hang_op(post: BaseEmailBackend) -> None:
    try:
        post.close()
    except (OSError, smtplib.SMTPException):  # it hung up first
        logger.debug("mailserver_hing_op", exc_info=True)


def pak() -> list[int]:
    with als_systeem():
        return [rij[0] for rij in rijen("select * from pak_berichten(%s, %s)", [PER_GREEP, timezone.now()])]


def leg_terug(berichten: list[int]) -> None:
    """They were taken and not tried."""
    with als_systeem():
        for pk in berichten:
            klaar(pk, BerichtStatus.GEPLAND)


def klaar(pk: int, hoe: str, *, waarom: str = "", later: datetime | None = None) -> None:
    vraag("select bericht_klaar(%s, %s, %s, %s, %s::timestamptz)", [pk, str(hoe), timezone.now(), waarom[:60], later])


def verstuur(pk: int, post: BaseEmailBackend) -> str:
    """Send one message that was taken; gives how it ended. Verbindingsfout when the next one need not be tried."""
    with als_systeem():
        inhoud = lees_inhoud(pk)
        if inhoud is None:
            klaar(pk, BerichtStatus.VERVALLEN)
            return BerichtStatus.VERVALLEN
    try:
        bezorg(inhoud, post)
    except (OSError, smtplib.SMTPException) as fout:
        return mislukt(pk, inhoud, fout)
    with als_systeem():
        klaar(pk, BerichtStatus.VERZONDEN)
    return BerichtStatus.VERZONDEN


def lees_inhoud(pk: int) -> Inhoud | None:
    """None when there is nothing to tell any more: all is done, or out of this person's sight."""
    gevonden = rijen("select * from bericht_inhoud(%s, %s::date)", [pk, timezone.localdate()])
    if not gevonden:
        return None
    email, soort, message_id, poging, _ = gevonden[0]
    return Inhoud(email, soort, message_id, poging, [json.loads(rij[-1]) for rij in gevonden])


def mislukt(pk: int, inhoud: Inhoud, fout: Exception) -> str:
    waarom, voorgoed, verbinding = lees_fout(fout)
    minuten = min(2 ** min(inhoud.poging, 10), LANGSTE_PAUZE)
    with als_systeem():
        if voorgoed:
            klaar(pk, BerichtStatus.MISLUKT, waarom=waarom)
        else:
            klaar(pk, BerichtStatus.GEPLAND, waarom=waarom, later=timezone.now() + timedelta(minutes=minuten))
    if verbinding:
        raise Verbindingsfout from fout
    if voorgoed:
        logger.warning("bericht_mislukt", extra={"bericht": pk, "fout": waarom})
    return BerichtStatus.MISLUKT if voorgoed else "uitgesteld"


def lees_fout(fout: Exception) -> tuple[str, bool, bool]:
    """A code without any address; whether it is for good; whether the server itself is the trouble.

    A 5xx about this message is for good (RFC 5321); about us as a sender it is not: that is mended in the settings.
    """
    if isinstance(fout, smtplib.SMTPRecipientsRefused):
        code = max((code for code, _ in fout.recipients.values()), default=0)
        return str(code), code >= 500, False
    if isinstance(fout, smtplib.SMTPDataError):
        return str(fout.smtp_code), fout.smtp_code >= 500, False
    if isinstance(fout, smtplib.SMTPResponseException):
        return str(fout.smtp_code), False, True
    if isinstance(fout, smtplib.SMTPServerDisconnected | OSError) and not isinstance(
        fout, smtplib.SMTPNotSupportedError
    ):
        return type(fout).__name__, False, True
    return type(fout).__name__, True, False


def bezorg(inhoud: Inhoud, post: BaseEmailBackend) -> None:
    onderwerp, context = opmaak(inhoud)
    sjabloon = SJABLONEN.get(inhoud.soort, "termijnen")
    mail = EmailMultiAlternatives(
        onderwerp,
        render_to_string(f"gezinnen/berichten/mail_{sjabloon}.txt", context),
        None,
        [inhoud.email],
        connection=post,
        headers={"Message-ID": inhoud.message_id, "Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string(f"gezinnen/berichten/mail_{sjabloon}.html", context), "text/html")
    post.open()
    if not mail.send():
        raise smtplib.SMTPServerDisconnected("niets verstuurd")


def opmaak(inhoud: Inhoud) -> tuple[str, dict[str, Any]]:
    """Subject and context: numbers, days and links, and nobody's name."""
    context: dict[str, Any] = {"site": settings.SITE_URL, "soort": inhoud.soort, "regels": inhoud.regels}
    if inhoud.soort == BerichtSoort.WEEKBERICHT:
        return "Weekbericht: termijnen van uw team", context
    if inhoud.soort == BerichtSoort.SIGNAAL:
        signaal = context["signaal"] = inhoud.regels[0]
        begin = "Dit kan niet wachten: signaal" if signaal["spoed"] else "Nieuw signaal"
        return f"{begin} over gezin {signaal['nummer']}", context
    if inhoud.soort == BerichtSoort.NIEUWS:
        context["regels"] = [mailregel(r) for r in inhoud.regels]
        aantal = len(inhoud.regels)
        return (context["regels"][0]["zin"] if aantal == 1 else f"Er is nieuws over {aantal} vragen om hulp"), context
    vandaag = timezone.localdate()
    context["regels"] = [
        {
            "nummer": r["nummer"],
            "wanneer": wanneer((date.fromisoformat(r["dag"]) - vandaag).days),
            "url": waar(r),
        }
        for r in inhoud.regels
    ]
    context["voor_partner"] = any("verwijzing" in r for r in inhoud.regels)
    nummer = inhoud.regels[0]["nummer"]
    if inhoud.soort == BerichtSoort.DUWTJE:
        return f"Een collega herinnert u aan gezin {nummer}", context
    if inhoud.soort == BerichtSoort.DIRECT:
        return f"Dit kan niet wachten: gezin {nummer}", context
    aantal = len(inhoud.regels)
    return ("1 termijn vraagt uw aandacht" if aantal == 1 else f"{aantal} termijnen vragen uw aandacht"), context


def waar(r: dict[str, Any]) -> str:
    """The page of the family; for a provider that of the referral, or its list when the termijn is of no referral."""
    if "verwijzing" not in r:
        return f"/gezinnen/{r['nummer']}/"
    return "/partner/" if r["verwijzing"] is None else partnerpagina("verwijzing", r["verwijzing"])


def wanneer(dagen: int) -> str:
    if dagen == 0:
        return "vandaag"
    aantal = "1 dag" if abs(dagen) == 1 else f"{abs(dagen)} dagen"
    return f"{aantal} te laat" if dagen < 0 else f"over {aantal}"
