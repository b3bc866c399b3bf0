"""Files that come in: what they may be, judged by their content, and how they are encrypted.

Nothing here trusts a name or a header of the browser. A file that is two kinds at once (polyglot) is refused, because programs
would disagree about what it is; so is what unpacks to far more than it seems, and what carries macros.
"""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo, is_zipfile

import filetype
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

UITGEPAKT_MAX = 100 * 1024 * 1024
VERHOUDING_MAX = 200
VERHOUDING_VANAF = 1024 * 1024
ONDERDELEN_MAX = 3000
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
EXTENSIES = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    DOCX: (".docx",),
    ODT: (".odt",),
}
ACCEPT = ",".join(extensie for extensies in EXTENSIES.values() for extensie in extensies)

TE_GROOT = "Dit bestand is groter dan 20 MB. Maak het kleiner of deel het op."
LEEG = "Dit bestand is leeg. Kies een ander bestand."
VERKEERDE_SOORT = (
    "Dit bestand kan niet. Kies een PDF, een foto (JPEG of PNG), of een document van Word (DOCX) of LibreOffice (ODT)."
)
STUK = "Dit bestand is beschadigd of niet helemaal aangekomen. Open het, sla het opnieuw op en probeer het nog eens."
TWEE_SOORTEN = "In dit bestand zit nog een ander soort bestand. Sla het opnieuw op, bijvoorbeeld als PDF."
TE_VEEL = "Dit bestand wordt bij het openen veel te groot. Sla het op als PDF en probeer het opnieuw."
MACRO = "In dit document zitten macro's. Sla het op zonder macro's, of als PDF."
WACHTWOORD = "Op dit bestand zit een wachtwoord. Haal het wachtwoord eraf, hier is het ook beveiligd."


class Bestand(NamedTuple):
    """A file that passed: what it really is, and its bytes."""

    soort: str
    inhoud: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.inhoud).hexdigest()


def keur(upload: UploadedFile) -> Bestand:
    """The content of an upload and its real kind. ValidationError, in Dutch, when it is none of the kinds we take."""
    if (upload.size or 0) > settings.UPLOAD_MAX_BYTES:
        raise ValidationError(TE_GROOT)
    inhoud = upload.read()
    if not inhoud:
        raise ValidationError(LEEG)
    soort = soort_van(inhoud)
    extensie = PurePath(upload.name or "").suffix.lower()
    if extensie not in EXTENSIES[soort]:
        raise ValidationError(
            f"De naam van dit bestand past niet bij wat erin zit. Laat de naam eindigen op {EXTENSIES[soort][0]}."
        )
    return Bestand(soort, inhoud)


def soort_van(inhoud: bytes) -> str:
    """The media type, after looking inside. ValidationError when it is not wholly and only that."""
    if inhoud.startswith(b"PK\x03\x04"):
        return soort_van_zip(inhoud)
    gok = filetype.guess(inhoud)
    soort = gok.mime if gok else ""
    if soort not in NAKIJKEN or any(teken in inhoud[:1024].lower() for teken in (b"<html", b"<script", b"<!doctype")):
        raise ValidationError(VERKEERDE_SOORT)
    if is_zipfile(BytesIO(inhoud)) or (soort != "application/pdf" and b"%PDF-" in inhoud[:1024]):
        raise ValidationError(TWEE_SOORTEN)
    NAKIJKEN[soort](inhoud)
    return soort


def kijk_pdf_na(inhoud: bytes) -> None:
    if not inhoud.startswith(b"%PDF-"):
        raise ValidationError(VERKEERDE_SOORT)
    _, einde, rest = inhoud.rpartition(b"%%EOF")
    if not einde:
        raise ValidationError(STUK)
    if rest.strip(b"\r\n\t \x00"):
        raise ValidationError(TWEE_SOORTEN)


def kijk_png_na(inhoud: bytes) -> None:
    """Walk the chunks: the header first, each checksum right, and nothing behind the end."""
    plaats, eerste = 8, True
    while plaats + 12 <= len(inhoud):
        lengte, naam = struct.unpack_from(">I4s", inhoud, plaats)
        stuk = inhoud[plaats + 4 : plaats + 8 + lengte]
        som = inhoud[plaats + 8 + lengte : plaats + 12 + lengte]
        if len(som) < 4 or zlib.crc32(stuk) != int.from_bytes(som, "big") or (eerste and naam != b"IHDR"):
            raise ValidationError(STUK)
        plaats, eerste = plaats + 12 + lengte, False
        if naam == b"IEND":
            if plaats != len(inhoud):
                raise ValidationError(TWEE_SOORTEN)
            return
    raise ValidationError(STUK)


def kijk_jpeg_na(inhoud: bytes) -> None:
    """Walk the segments up to the picture itself: its size must be known by then. Phones put extra data behind the picture."""
    plaats, maten = 2, False
    while plaats + 4 <= len(inhoud) and inhoud[plaats] == 0xFF:
        merk = inhoud[plaats + 1]
        if merk == 0xFF:  # fill byte
            plaats += 1
            continue
        lengte = int.from_bytes(inhoud[plaats + 2 : plaats + 4], "big")
        if 0xC0 <= merk <= 0xCF and merk not in (0xC4, 0xC8, 0xCC):
            hoogte, breedte = struct.unpack(">HH", inhoud[plaats + 5 : plaats + 9].ljust(4, b"\0"))
            maten = hoogte > 0 and breedte > 0
        if merk == 0xDA:
            if maten and b"\xff\xd9" in inhoud[plaats:]:
                return
            break
        if lengte < 2:
            break
        plaats += 2 + lengte
    raise ValidationError(STUK)


NAKIJKEN = {"application/pdf": kijk_pdf_na, "image/png": kijk_png_na, "image/jpeg": kijk_jpeg_na}


def soort_van_zip(inhoud: bytes) -> str:
    try:
        with ZipFile(BytesIO(inhoud)) as archief:
            onderdelen = archief.infolist()
            kijk_onderdelen_na(inhoud, archief, onderdelen)
            soort = DOCX if is_docx(archief) else ODT if is_odt(archief, onderdelen) else ""
            if soort:
                pak_proef_uit(archief, onderdelen)
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as fout:
        raise ValidationError(STUK) from fout
    if not soort:
        raise ValidationError(VERKEERDE_SOORT)
    return soort


def kijk_onderdelen_na(inhoud: bytes, archief: ZipFile, onderdelen: list[ZipInfo]) -> None:
    """What the table of contents says: one archive and nothing else, honest names, no bomb, no macros, no password."""
    if archief.comment or inhoud[-22:-18] != b"PK\x05\x06" or min((o.header_offset for o in onderdelen), default=1):
        raise ValidationError(TWEE_SOORTEN)
    namen = [onderdeel.filename for onderdeel in onderdelen]
    if len(set(namen)) != len(namen) or any(n.startswith("/") or "\\" in n or ".." in n.split("/") for n in namen):
        raise ValidationError(STUK)
    if any(onderdeel.flag_bits & 1 for onderdeel in onderdelen):
        raise ValidationError(WACHTWOORD)
    if any(onderdeel.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for onderdeel in onderdelen):
        raise ValidationError(STUK)
    if len(onderdelen) > ONDERDELEN_MAX or sum(o.file_size for o in onderdelen) > UITGEPAKT_MAX:
        raise ValidationError(TE_VEEL)
    if any(o.file_size > VERHOUDING_VANAF and o.file_size > VERHOUDING_MAX * o.compress_size for o in onderdelen):
        raise ValidationError(TE_VEEL)
    if any(is_macro(naam.lower()) for naam in namen):
        raise ValidationError(MACRO)


def is_macro(naam: str) -> bool:
    return "vbaproject" in naam or "vbadata" in naam or "/activex/" in naam or naam.startswith(("basic/", "scripts/"))


def is_docx(archief: ZipFile) -> bool:
    if not {"[Content_Types].xml", "word/document.xml", "_rels/.rels"} <= set(archief.namelist()):
        return False
    soorten = archief.read("[Content_Types].xml").lower()
    if b"macroenabled" in soorten or b"vbaproject" in soorten:
        raise ValidationError(MACRO)
    return f"{DOCX}.main+xml".encode() in soorten


def is_odt(archief: ZipFile, onderdelen: list[ZipInfo]) -> bool:
    """The kind stands first and uncompressed, as the ODF standard asks."""
    eerste = onderdelen[0]
    if eerste.filename != "mimetype" or eerste.compress_type != ZIP_STORED or archief.read(eerste) != ODT.encode():
        return False
    if not {"content.xml", "META-INF/manifest.xml"} <= set(archief.namelist()):
        return False
    if b"encryption-data" in archief.read("META-INF/manifest.xml"):
        raise ValidationError(WACHTWOORD)
    return True


def pak_proef_uit(archief: ZipFile, onderdelen: list[ZipInfo]) -> None:
    """Unpack all of it once, to nowhere: the sizes and checksums in the table of contents are only claims."""
    for onderdeel in onderdelen:
        with archief.open(onderdeel) as stroom:
            while stroom.read(1024 * 1024):
                pass


@dataclass(frozen=True)
class Versleuteld:
    """`sleutel`: key version (2 bytes), nonce (12), wrapped key of this file. `inhoud`: nonce (12), cipher."""

    sleutel: bytes
    inhoud: bytes


def versleutel(inhoud: bytes, document_id: int) -> Versleuteld:
    """Encrypt with a new key for this file alone, bound to this document; the key is wrapped with the current one."""
    versie, hoofdsleutel = list(settings.DOCUMENT_SLEUTELS.items())[-1]
    sleutel, nonce, omslag = os.urandom(32), os.urandom(12), os.urandom(12)
    bij = gebonden_aan(document_id)
    return Versleuteld(
        versie.to_bytes(2, "big") + omslag + AESGCM(hoofdsleutel).encrypt(omslag, sleutel, bij),
        nonce + AESGCM(sleutel).encrypt(nonce, inhoud, bij),
    )


def ontsleutel(versleuteld: Versleuteld, document_id: int) -> bytes:
    """Raises InvalidTag when the bytes were changed or belong to another document, KeyError when the key version is gone."""
    bij = gebonden_aan(document_id)
    hoofdsleutel = settings.DOCUMENT_SLEUTELS[int.from_bytes(versleuteld.sleutel[:2], "big")]
    sleutel = AESGCM(hoofdsleutel).decrypt(versleuteld.sleutel[2:14], versleuteld.sleutel[14:], bij)
    return AESGCM(sleutel).decrypt(versleuteld.inhoud[:12], versleuteld.inhoud[12:], bij)


def gebonden_aan(document_id: int) -> bytes:
    return f"document:{document_id}".encode()


class Geheugenupload(FileUploadHandler):
    """Uploads stay in memory up to the limit of a request and never touch the disk in the clear.

    What is too large is counted and thrown away as it comes in: the form sees the size and says so.
    """

    ontvangen = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.ontvangen += len(raw_data)
        if self.ontvangen <= settings.UPLOAD_MAX_BYTES:
            self.file.write(raw_data)
        else:
            self.file = BytesIO()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.file.seek(0)
        return InMemoryUploadedFile(
            self.file,
            self.field_name,
            self.file_name or "",
            self.content_type,
            self.ontvangen if self.ontvangen > settings.UPLOAD_MAX_BYTES else file_size,
            self.charset,
            self.content_type_extra,
        )
