"""The partner side of the database: schema `partner`, inside `@partner` only."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, NamedTuple

from ggw.toegang.deur import vraag
from ggw.toegang.poort import rijen

VERWIJZINGEN = (
    "select id, gezin_id, status, hulpvraag, verzonden_op, beeindigd_op, reden_einde, hulpverlener_id, hulpverlener, aanbieder, "
    "gezinsmanager, telefoon from partner.verwijzing order by verzonden_op desc, id desc"
)


class Ontvangen(NamedTuple):
    """A referral as its provider sees it."""

    pk: int
    gezin_id: int
    status: str
    hulpvraag: str
    verzonden_op: date
    beeindigd_op: date | None
    reden_einde: str
    hulpverlener_id: int | None
    hulpverlener: str
    aanbieder: str
    gezinsmanager: str
    telefoon: str


class OntvangenPakket(NamedTuple):
    versie: int
    inhoud: dict[str, Any]
    gemaakt_op: datetime


def ontvangen() -> list[Ontvangen]:
    """The referrals that the door named, newest first."""
    return [Ontvangen(*rij) for rij in rijen(VERWIJZINGEN, [])]


def pakket(verwijzing: int) -> OntvangenPakket | None:
    """The newest version."""
    query = (
        "select versie, inhoud, gemaakt_op from partner.pakket where verwijzing_id = %s order by versie desc limit 1"
    )
    gevonden = rijen(query, [verwijzing])
    if not gevonden:
        return None
    versie, inhoud, gemaakt_op = gevonden[0]
    return OntvangenPakket(versie, json.loads(inhoud), gemaakt_op)


def hulpverleners() -> list[tuple[int, str]]:
    """Of the own organisation, by name."""
    return [(pk, naam) for pk, naam in rijen("select id, naam from partner.hulpverlener order by naam, id", [])]


def beantwoord(verwijzing: int, *, aanvaard: bool, reden: str) -> bool:
    """False when it was answered or withdrawn meanwhile."""
    return vraag("select partner.beantwoord(%s, %s, %s)", [verwijzing, aanvaard, reden]) == (True,)


def noem_hulpverlener(verwijzing: int, hulpverlener: int) -> bool:
    """False when it is not running any more, or when this is nobody of the own organisation."""
    return vraag("select partner.noem_hulpverlener(%s, %s)", [verwijzing, hulpverlener]) == (True,)
