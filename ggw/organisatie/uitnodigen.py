"""The mail with the invitation."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from ggw.organisatie.models import Gebruiker

logger = logging.getLogger(__name__)


def mail_uitnodiging(gebruiker: Gebruiker, token: str) -> bool:
    """False when the mail server refuses or does not answer: the beheerder then sends a new invitation."""
    link = settings.SITE_URL + reverse("uitnodiging", kwargs={"token": token})
    tekst = render_to_string("organisatie/mail_uitnodiging.txt", {"link": link})
    try:
        send_mail("Uw account voor GGW", tekst, settings.DEFAULT_FROM_EMAIL, [gebruiker.email])
    except OSError:
        logger.exception("uitnodiging_niet_verstuurd", extra={"gebruiker": gebruiker.pk})
        return False
    return True
