"""What is kept of a form, and how: without BSN, encrypted, bound to its owner and address."""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Collection
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from ggw.toegang.bsn import elfproef

logger = logging.getLogger(__name__)

NOOIT = re.compile(r"bsn|wachtwoord|password|csrf|totp", re.IGNORECASE)
EIGEN_VELDEN = frozenset({"concept", "concept_pad", "concept_script", "definitief"})
# Nine digits as people write a BSN: 123456789, 1234.56.789 or 123 456 789.
NEGEN_CIJFERS = re.compile(r"(?<!\d)(?:\d{9}|\d{4}[ .]\d{2}[ .]\d{3}|\d{3}[ .-]\d{3}[ .-]\d{3})(?!\d)")
WEGGELATEN = "[nummer weggelaten: het lijkt op een BSN]"


@dataclass(frozen=True)
class Inhoud:
    """`velden` as they were sent; `weg` are the names of fields that are never kept or held nothing but a number like a BSN."""

    velden: dict[str, list[str]]
    weg: list[str]


def neem_op(gestuurd: QueryDict, zonder: Collection[str]) -> Inhoud:
    """What may be kept of a form that was sent; `zonder` are the fields that this form leaves out."""
    velden: dict[str, list[str]] = {}
    weg = []
    for naam, waarden in gestuurd.lists():
        if naam in EIGEN_VELDEN or "csrf" in naam:
            continue
        teksten = [str(waarde).replace("\x00", "") for waarde in waarden]
        if naam in zonder or NOOIT.search(naam) or any(is_bsn(tekst) for tekst in teksten):
            weg.append(naam)
        else:
            velden[naam] = [NEGEN_CIJFERS.sub(zonder_bsn, tekst) for tekst in teksten]
    return Inhoud(velden, weg)


def is_bsn(tekst: str) -> bool:
    return elfproef("".join(teken for teken in tekst if teken not in " .-\t\r\n"))


def zonder_bsn(gevonden: re.Match[str]) -> str:
    return WEGGELATEN if is_bsn(gevonden[0]) else gevonden[0]


def als_bytes(inhoud: Inhoud) -> bytes:
    return json.dumps({"velden": inhoud.velden, "weg": inhoud.weg}, ensure_ascii=False).encode("utf-8", "replace")


def versleutel(klaar: bytes, gebruiker_id: int, pad: str) -> bytes:
    """Key version (2 bytes), nonce (12 bytes), AES-GCM cipher bound to this person and this form."""
    versie, sleutel = list(settings.CONCEPT_SLEUTELS.items())[-1]
    nonce = os.urandom(12)
    return versie.to_bytes(2, "big") + nonce + AESGCM(sleutel).encrypt(nonce, klaar, gebonden_aan(gebruiker_id, pad))


def ontsleutel(cijfertekst: bytes, gebruiker_id: int, pad: str) -> Inhoud | None:
    """None when nobody can read it any more: another row, changed bytes, or a key that is gone. It may not stop the work."""
    try:
        sleutel = settings.CONCEPT_SLEUTELS[int.from_bytes(cijfertekst[:2], "big")]
        klaar = AESGCM(sleutel).decrypt(cijfertekst[2:14], cijfertekst[14:], gebonden_aan(gebruiker_id, pad))
    except (KeyError, InvalidTag):
        logger.warning("concept_onleesbaar", extra={"gebruiker": gebruiker_id})
        return None
    gelezen = json.loads(klaar)
    return Inhoud(gelezen["velden"], gelezen["weg"])


def gebonden_aan(gebruiker_id: int, pad: str) -> bytes:
    return f"concept:{gebruiker_id}:{pad}".encode()


def als_gestuurd(inhoud: Inhoud) -> MultiValueDict[str, str]:
    """The fields in the shape that forms read."""
    return MultiValueDict(inhoud.velden)
