"""Questions whether a provider has room, inside `@partner` only. What it may read and do stands in `partner_verkenning.sql`."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from ggw.toegang.deur import vraag
from ggw.toegang.poort import rijen
from spic.models import Plekantwoord


class Plekvraag(NamedTuple):
    """A question to the own organisation; of which family it is, nobody here can know."""

    pk: int
    vraag: str
    regio: str
    waarnaar: str
    gevraagd_op: datetime
    gesloten: bool
    antwoord: str
    weken: int | None
    toelichting: str
    beantwoord_op: datetime | None
    door: str
    sleutel: UUID | None

    @property
    def antwoordnaam(self) -> str:
        return Plekantwoord(self.antwoord).label if self.antwoord else ""


QUERY = (
    "select id, vraag, regio, waarnaar, gevraagd_op, gesloten, antwoord, wachttijd_weken, toelichting, beantwoord_op, door, sleutel "
    "from partner.plekvraag"
)


def plekvragen() -> list[Plekvraag]:
    """Open ones that wait for an answer first, then the newest."""
    gevonden = rijen(f"{QUERY} order by gesloten or antwoord <> '', gevraagd_op desc, id desc limit 100", [])
    return [Plekvraag(*rij) for rij in gevonden]


def plekvraag(pk: int) -> Plekvraag | None:
    gevonden = rijen(f"{QUERY} where id = %s", [pk])
    return Plekvraag(*gevonden[0]) if gevonden else None


def beantwoord(
    pk: int, antwoord: str, *, weken: int | None, toelichting: str, vorig: UUID | None, sleutel: UUID
) -> bool:
    """False when it was closed, or when a colleague answered since; a second click on the same form is True."""
    waarden = [pk, antwoord, weken, toelichting, vorig, sleutel]
    gelukt = vraag("select partner.beantwoord_plek(%s, %s, %s::smallint, %s, %s::uuid, %s)", waarden)
    return gelukt == (True,)
