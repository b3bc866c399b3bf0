"""Python side of emergency access and afscherming (`sql/nood.sql`). Inside the door only, unless they say otherwise."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from ggw.toegang.deur import vraag
from ggw.toegang.poort import rijen

OPEN, AL, TE_VAAK, NEE = "open", "al", "te_vaak", "nee"


class Afgeschermd(NamedTuple):
    id: int
    reden: str
    gevraagd_op: datetime
    ingegaan_op: datetime | None
    opheffen_gevraagd_op: datetime | None


class Benoemde(NamedTuple):
    id: int
    gebruiker_id: int
    naam: str
    vanaf: datetime | None


class Gekregen(NamedTuple):
    """Emergency access to the family in view; `terecht` is None until it is judged."""

    vanaf: datetime
    tot: datetime
    rol: str
    functie: str
    team: str
    reden: str
    terecht: bool | None


def _ja(query: str, waarden: list[Any]) -> bool:
    gevonden = vraag(query, waarden)
    return bool(gevonden and gevonden[0])


def vraag_noodtoegang(gebruiker_id: int, nummer: str, reden: str) -> str:
    """On a page without families. OPEN, AL (there was access already), TE_VAAK, or NEE: unknown and not allowed answer alike."""
    gevonden = vraag("select vraag_noodtoegang(%s, %s, %s)", [gebruiker_id, nummer, reden])
    return str(gevonden[0]) if gevonden else NEE


def mijn_noodtoegang() -> datetime | None:
    gevonden = vraag("select mijn_noodtoegang()")
    return gevonden[0] if gevonden else None


def mag_openen(gebruiker_id: int, nummer: str) -> bool:
    """On a page without families. False for a family that is not in view and for a number that does not exist."""
    return _ja("select mag_openen(%s, %s)", [gebruiker_id, nummer])


def noodtoegang_van_dit_gezin() -> list[Gekregen]:
    """Newest first; inside the family."""
    return [Gekregen(*rij) for rij in rijen("select * from noodtoegang_van_dit_gezin()", [])]


def noodtoegang_zonder_oordeel() -> list[tuple[int, datetime, str]]:
    """Of the families in view: family, since when, role; newest first. Not judged yet, and not of who asks."""
    return [(gezin_id, vanaf, rol) for gezin_id, vanaf, rol in rijen("select * from noodtoegang_zonder_oordeel()", [])]


def stop_noodtoegang() -> None:
    vraag("select stop_noodtoegang()")


def sta_noodtoegang_toe(gebruiker_id: int) -> bool:
    """False when this person cannot have it (stopped, another role, oneself)."""
    return _ja("select sta_noodtoegang_toe(%s)", [gebruiker_id])


def beoordeel_noodtoegang(welke: int, *, terecht: bool, oordeel: str) -> bool:
    """As toezicht. False when it was judged meanwhile, or is about the judge."""
    return _ja("select beoordeel_noodtoegang(%s, %s, %s)", [welke, terecht, oordeel])


def vraag_afscherming(reden: str, mensen: list[int]) -> bool:
    """False when one runs or waits already."""
    return _ja("select vraag_afscherming(%s, %s::bigint[])", [reden, mensen])


def vraag_opheffing() -> bool:
    return _ja("select vraag_opheffing()", [])


def noem_erbij(gebruiker_id: int) -> bool:
    return _ja("select noem_erbij(%s)", [gebruiker_id])


def haal_benoemd_weg(welke: int) -> bool:
    return _ja("select haal_benoemd_weg(%s)", [welke])


def afscherming() -> Afgeschermd | None:
    """Of the family in view: the one that runs or is asked."""
    gevonden = vraag("select * from afscherming_van_dit_gezin()")
    return Afgeschermd(*gevonden) if gevonden else None


def benoemden() -> list[Benoemde]:
    return [Benoemde(*rij) for rij in rijen("select * from benoemd_van_dit_gezin()", [])]


def beslis_afscherming(wat: str, welke: int, *, akkoord: bool) -> bool:
    """As toezicht; `wat` is afschermen, opheffen or benoemen. False when it was decided meanwhile or asked by the decider."""
    return _ja("select beslis_afscherming(%s, %s, %s)", [wat, welke, akkoord])
