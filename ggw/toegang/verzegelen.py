"""Seals on the access log: HMAC over blocks of lines, each holding the one before, with a key that only the worker has.

See `docs/adr/0008`. The head of the chain goes elsewhere too (`INZAGE_ZEGEL_UIT`, and the log of the worker): without that,
whoever removes the last lines with their seals leaves no trace inside the database.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.utils import timezone

from ggw.toegang.deur import als_systeem, vraag
from ggw.toegang.models import Inzage, Opruiming, Zegel

logger = logging.getLogger(__name__)

PER_ZEGEL = 5000
SLOT = 7513
"""The advisory lock that writers share (`sql/logboek.sql`)."""
REGEL = 24
"""Bytes that a seal keeps of one line: id and fingerprint."""


@dataclass(frozen=True)
class Breuk:
    """The first thing that is wrong. `inzage`: the id of the line, when it is about one."""

    tekst: str
    inzage: int | None = None


def sleutel() -> bytes:
    if settings.INZAGE_ZEGEL_SLEUTEL is None:
        raise ImproperlyConfigured("INZAGE_ZEGEL_SLEUTEL ontbreekt: alleen de werker en het beheer hebben die.")
    return bytes(settings.INZAGE_ZEGEL_SLEUTEL)


def kop_van(zegel: Zegel, vorige: bytes) -> bytes:
    velden = (zegel.nummer, zegel.van_id, zegel.tot_id, zegel.aantal, zegel.tot_tijd.timestamp())
    tekst = "|".join(str(veld) for veld in velden).encode()
    return hmac.digest(sleutel(), vorige + tekst + bytes(zegel.rijen_sha256), "sha256")


def laatste_vaste() -> int | None:
    """The highest id of which every lower one is there or never will be; None when somebody is writing all the time."""
    with als_systeem():
        gelukt = vraag("select pg_try_advisory_xact_lock(%s)", [SLOT])
        if not gelukt or not gelukt[0]:
            return None
        gevonden = vraag("select coalesce(max(id), 0) from toegang_inzage")
        return int(gevonden[0]) if gevonden else 0


def verzegel() -> int:
    """Seal all lines that are certain by now; gives how many seals were made. Of two workers at once, one makes each seal."""
    tot = next((vast for vast in (laatste_vaste() for _ in range(50)) if vast is not None), None)
    if tot is None:
        logger.warning("inzage_niet_verzegeld")
        return 0
    gemaakt = 0
    while (zegel := maak_zegel(tot)) is not None:
        gemaakt += 1
        stuur_kop(zegel)
    return gemaakt


def maak_zegel(tot: int) -> Zegel | None:
    """The next block, or None when there is nothing left up to `tot`."""
    with als_systeem():
        vraag("select pg_advisory_xact_lock(%s)", [SLOT + 1])
        vorige = Zegel.objects.order_by("-nummer").first()
        van = vorige.tot_id + 1 if vorige else 1
        ids = list(
            Inzage.objects.filter(pk__gte=van, pk__lte=tot).order_by("pk").values_list("pk", flat=True)[:PER_ZEGEL]
        )
        if not ids:
            return None
        rijen, laatste = afdrukken(van, ids[-1])
        zegel = Zegel(
            nummer=vorige.nummer + 1 if vorige else 1,
            van_id=van,
            tot_id=ids[-1],
            aantal=len(rijen) // REGEL,
            tot_tijd=laatste,
            rijen=rijen,
            rijen_sha256=sha256(rijen).digest(),
        )
        zegel.kop = kop_van(zegel, bytes(vorige.kop) if vorige else b"")
        zegel.save(force_insert=True)
        return zegel


def afdrukken(van: int, tot: int) -> tuple[bytes, datetime]:
    """The lines of a range as they are kept in a seal, and the moment of the newest."""
    with connection.cursor() as cursor:
        cursor.execute("select id, afdruk, tijd from inzage_afdrukken(%s, %s)", [van, tot])
        regels = cursor.fetchall()
    rijen = b"".join(pk.to_bytes(8, "big") + bytes(afdruk) for pk, afdruk, _ in regels)
    return rijen, max((tijd for _, _, tijd in regels), default=timezone.now())


def stuur_kop(zegel: Zegel) -> None:
    regel = f"{zegel.nummer} {bytes(zegel.kop).hex()}"
    logger.info("inzage_verzegeld", extra={"zegel": zegel.nummer, "tot": zegel.tot_id, "kop": bytes(zegel.kop).hex()})
    if settings.INZAGE_ZEGEL_UIT:
        with Path(settings.INZAGE_ZEGEL_UIT).open("a") as bestand:
            bestand.write(f"{regel}\n")


def verstuurde_kop(bestand: str) -> tuple[int, str] | None:
    """Number and head of the last line of the file; None when there is no file or no line."""
    pad = Path(bestand)
    regels = pad.read_text().split("\n") if bestand and pad.exists() else []
    gevuld = [regel for regel in regels if regel.strip()]
    if not gevuld:
        return None
    nummer, kop = gevuld[-1].split()
    return int(nummer), kop


@transaction.atomic
def controleer(kop: tuple[int, str] | None = None) -> Breuk | None:
    """Walk the whole chain. None when everything is as it was written; otherwise the first thing that is not.

    Runs as who may read the log: the worker (inside `als_systeem()`) or the owner.
    """
    opgeruimd = Opruiming.objects.order_by("-tot_zegel").first()
    vorige, nummer, zegel = b"", 0, None
    for zegel in Zegel.objects.order_by("nummer").iterator(chunk_size=20):
        nummer += 1
        breuk = controleer_zegel(zegel, nummer, vorige, opgeruimd)
        if breuk:
            return breuk
        vorige = bytes(zegel.kop)
        if kop and kop[0] == nummer and kop[1] != vorige.hex():
            return Breuk(f"Zegel {nummer} is anders dan de kop die eerder is verstuurd.")
    if kop and kop[0] > nummer:
        return Breuk(f"De staart ontbreekt: zegel {nummer + 1} tot en met {kop[0]} zijn weg.")
    if opgeruimd and opgeruimd.tot_zegel > nummer:
        return Breuk(f"De staart ontbreekt: er is opgeruimd tot zegel {opgeruimd.tot_zegel}, dat er niet is.")
    return None


def controleer_zegel(zegel: Zegel, nummer: int, vorige: bytes, opgeruimd: Opruiming | None) -> Breuk | None:
    if zegel.nummer != nummer:
        return Breuk(f"Zegel {nummer} ontbreekt.")
    if not hmac.compare_digest(bytes(zegel.kop), kop_van(zegel, vorige)):
        return Breuk(f"Zegel {nummer} is veranderd (of de sleutel is een andere).")
    if opgeruimd and nummer <= opgeruimd.tot_zegel:
        grens = opgeruimd.op - timedelta(days=365 * settings.INZAGE_BEWAARJAREN)
        return Breuk(f"Zegel {nummer} is te vroeg opgeruimd.") if zegel.tot_tijd > grens else None
    rijen = bytes(zegel.rijen)
    if sha256(rijen).digest() != bytes(zegel.rijen_sha256):
        return Breuk(f"Zegel {nummer} is veranderd.")
    nu, _ = afdrukken(zegel.van_id, zegel.tot_id)
    return None if nu == rijen else eerste_verschil(rijen, nu)


def eerste_verschil(toen: bytes, nu: bytes) -> Breuk:
    oud, nieuw = dict(regels(toen)), dict(regels(nu))
    for pk in sorted(oud.keys() | nieuw.keys()):
        if pk not in nieuw:
            return Breuk(f"Regel {pk} is weg.", pk)
        if pk not in oud:
            return Breuk(f"Regel {pk} is er later bij gezet.", pk)
        if oud[pk] != nieuw[pk]:
            return Breuk(f"Regel {pk} is veranderd.", pk)
    return Breuk("De volgorde van de regels is veranderd.")


def regels(rijen: bytes) -> Iterator[tuple[int, bytes]]:
    for begin in range(0, len(rijen), REGEL):
        yield int.from_bytes(rijen[begin : begin + 8], "big"), rijen[begin + 8 : begin + REGEL]


@transaction.atomic
def ruim_op() -> Opruiming | None:
    """Remove sealed lines past retention. As the owner of the database; gives what was removed, None when there is nothing."""
    grens = timezone.now() - timedelta(days=365 * settings.INZAGE_BEWAARJAREN)
    laatste = Opruiming.objects.order_by("-tot_zegel").first()
    klaar = laatste.tot_zegel if laatste else 0
    oud = None
    for zegel in Zegel.objects.filter(nummer__gt=klaar).order_by("nummer").defer("rijen").iterator():
        if zegel.tot_tijd > grens:
            break
        oud = zegel
    if oud is None:
        return None
    te_gaan = Inzage.objects.filter(pk__lte=oud.tot_id)
    opruiming = Opruiming.objects.create(
        tot_zegel=oud.nummer, tot_id=oud.tot_id, aantal=te_gaan.count(), kop=bytes(oud.kop)
    )
    te_gaan.delete()
    Zegel.objects.filter(nummer__lte=oud.nummer).update(rijen=b"")
    logger.info("inzage_opgeruimd", extra={"zegel": oud.nummer, "aantal": opruiming.aantal})
    return opruiming
