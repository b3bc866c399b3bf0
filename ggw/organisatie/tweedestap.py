"""The second step of signing in: secrets encrypted at rest, and no way back to a password alone."""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction

from ggw.organisatie.models import Beheergebeurtenis, Gebruiker

BIJBEHOREND = b"tweede stap"


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no type hints
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "Dit is uw laatste tweede stap. Stel eerst een andere in.",
        "cannot_generate_recovery_codes": "Stel eerst een tweede stap in. Daarna kunt u herstelcodes maken.",
        "incorrect_code": "Deze code klopt niet.",
    }

    def encrypt(self, text: str) -> str:
        """`version:base64(nonce + cipher)`, so that an old key still reads what it wrote."""
        versie, sleutel = list(settings.TWEEDE_STAP_SLEUTELS.items())[-1]
        nonce = os.urandom(12)
        klaar = nonce + AESGCM(sleutel).encrypt(nonce, text.encode(), BIJBEHOREND)
        return f"{versie}:{b64encode(klaar).decode()}"

    def decrypt(self, encrypted_text: str) -> str:
        versie, _, tekst = encrypted_text.partition(":")
        klaar = b64decode(tekst)
        sleutel = settings.TWEEDE_STAP_SLEUTELS[int(versie)]
        return AESGCM(sleutel).decrypt(klaar[:12], klaar[12:], BIJBEHOREND).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Where the second step is a duty, the last one stays until there is another."""
        if not settings.TWEEDE_STAP:
            return True
        anderen = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return bool(anderen.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


@transaction.atomic
def verwijder_tweede_stap(gebruiker: Gebruiker, *, door: Gebruiker) -> None:
    """For who lost telephone and key: all second steps go and all sessions end; at the next sign-in it is set up again."""
    gebruiker.controleer_niet_zelf(door)
    Authenticator.objects.filter(user_id=gebruiker.pk).delete()
    gebruiker.sessies.all().delete()
    Beheergebeurtenis.leg_vast("mens.tweede_stap_weg", door=door, over=gebruiker)
