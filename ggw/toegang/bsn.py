"""BSN: the elfproef, encryption with the row as associated data, and the fingerprint to search on."""

from __future__ import annotations

import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def elfproef(bsn: str) -> bool:
    """True for nine digits of which the weighted sum is divisible by eleven (Besluit burgerservicenummer)."""
    if len(bsn) != 9 or not (bsn.isascii() and bsn.isdigit()) or bsn == "000000000":
        return False
    return sum(int(cijfer) * gewicht for cijfer, gewicht in zip(bsn, GEWICHTEN, strict=True)) % 11 == 0


def vingerafdruk(bsn: str) -> bytes:
    return hmac.new(settings.BSN_HMAC_SLEUTEL, bsn.encode(), hashlib.sha256).digest()


def versleutel(bsn: str, gezinslid_id: int) -> bytes:
    """Key version (2 bytes), nonce (12 bytes), AES-GCM cipher bound to this member."""
    versie, sleutel = list(settings.BSN_SLEUTELS.items())[-1]
    nonce = os.urandom(12)
    return versie.to_bytes(2, "big") + nonce + AESGCM(sleutel).encrypt(nonce, bsn.encode(), rij(gezinslid_id))


def ontsleutel(cijfertekst: bytes, gezinslid_id: int) -> str:
    """Raises InvalidTag when the cipher belongs to another row, KeyError when its key version is gone."""
    sleutel = settings.BSN_SLEUTELS[int.from_bytes(cijfertekst[:2], "big")]
    return AESGCM(sleutel).decrypt(cijfertekst[2:14], cijfertekst[14:], rij(gezinslid_id)).decode()


def rij(gezinslid_id: int) -> bytes:
    return f"gezinslid:{gezinslid_id}".encode()
