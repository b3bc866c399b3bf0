"""Drafts in the database: the Python side of the gate functions of `concepten.sql`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import QueryDict
from django.utils import timezone

from ggw.concepten.formulieren import Formulier, formulier_op, nummer_in
from ggw.concepten.inhoud import Inhoud, als_bytes, neem_op, ontsleutel, versleutel
from ggw.concepten.models import BEWAARDAGEN, MEESTE_BYTES, MEESTE_PER_MENS
from ggw.toegang.deur import vraag
from ggw.toegang.poort import rijen

TE_GROOT = "Deze tekst is te lang om als concept te bewaren. Bewaar het formulier zelf, of maak de tekst korter."
TE_VEEL = f"U hebt al {MEESTE_PER_MENS} concepten. Maak er eerst een paar af of gooi ze weg. Ze staan op Vandaag."


class NietBewaard(Exception):
    """The draft was not kept; the text says why, in Dutch."""


@dataclass(frozen=True)
class Concept:
    """A draft that was found at the address of the form that is opened now."""

    pad: str
    inhoud: Inhoud
    versie: str
    op: datetime


@dataclass(frozen=True)
class Onaf:
    """A draft on a list: where and when, not what."""

    pad: str
    nummer: str
    gezin_id: int | None
    op: datetime
    formulier: Formulier

    @property
    def tot(self) -> datetime:
        return self.op + timedelta(days=BEWAARDAGEN)


def bewaar_concept(gebruiker_id: int, pad: str, formulier: Formulier, gestuurd: QueryDict) -> datetime:
    """Keep what was sent for this form; called on a page without families. NietBewaard when it does not fit."""
    klaar = als_bytes(neem_op(gestuurd, formulier.zonder))
    if len(klaar) > MEESTE_BYTES:
        raise NietBewaard(TE_GROOT)
    gezien = gestuurd.get(formulier.versieveld, "").replace("\x00", "")[:64]
    waarden = [gebruiker_id, pad, nummer_in(pad), gezien, versleutel(klaar, gebruiker_id, pad), MEESTE_PER_MENS]
    gevonden = vraag("select bewaar_concept_van(%s, %s, %s, %s, %s, %s)", waarden)
    if gevonden is None or gevonden[0] is None:
        raise NietBewaard(TE_VEEL)
    op: datetime = gevonden[0]
    return timezone.localtime(op)


def gooi_concept_weg(gebruiker_id: int, pad: str) -> None:
    """On a page without families."""
    vraag("select wis_concept_van(%s, %s)", [gebruiker_id, pad])


def lees_concept(gebruiker_id: int, pad: str) -> Concept | None:
    """Inside the door: the draft of whoever the door says; `gebruiker_id` only helps to read the cipher."""
    gevonden = vraag("select inhoud, versie, gewijzigd_op from lees_concept(%s)", [pad])
    if gevonden is None:
        return None
    inhoud = ontsleutel(bytes(gevonden[0]), gebruiker_id, pad)
    return Concept(pad, inhoud, gevonden[1], gevonden[2]) if inhoud else None


def wis_concept(pad: str) -> None:
    """Inside the door, in the transaction that saved the form."""
    vraag("select wis_concept(%s)", [pad])


def mijn_concepten() -> list[Onaf]:
    """Inside the door: unfinished work of families in view and of no family, newest first."""
    return list(_onaf())


def _onaf() -> Iterator[Onaf]:
    for pad, nummer, gezin_id, op in rijen("select pad, nummer, gezin, gewijzigd_op from mijn_concepten()", []):
        formulier = formulier_op(pad)
        if formulier is not None:
            yield Onaf(pad, nummer, gezin_id, op, formulier)


def ruim_op() -> int:
    """As the worker: remove what nobody touched for 30 days; gives how many."""
    gevonden = vraag("select ruim_concepten_op(%s)", [BEWAARDAGEN])
    return int(gevonden[0]) if gevonden else 0
