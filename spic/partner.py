"""The provider's side of the database: schema `partner`, inside `@partner` only. What it may do stands in `partner.sql`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from ggw.toegang.deur import vraag
from ggw.toegang.poort import rijen
from spic.models.overgangen import IN_HULP, LOPEND, Partij, VerwijzingStatus


@dataclass(frozen=True)
class Ontvangen:
    """A referral as its provider sees it."""

    pk: int
    gezin_id: int
    nummer: str
    sleutel: UUID
    status: str
    hulpvraag: str
    verzonden_op: date
    beantwoord_op: datetime | None
    startgesprek_op: datetime | None
    startgesprek_gehouden_op: date | None
    gestart_op: date | None
    einddatum: date | None
    verwacht_einde: date | None
    beeindigd_op: date | None
    hulpverlener_id: int | None
    trajectbegeleider_id: int | None
    aanbieder_id: int
    aanbieder: str
    hulpverlener: str
    trajectbegeleider: str
    gezinsmanager: str
    telefoon: str
    reden: str

    @property
    def stand(self) -> str:
        return VerwijzingStatus(self.status).label

    @property
    def loopt(self) -> bool:
        return self.status in LOPEND

    @property
    def in_hulp(self) -> bool:
        return self.status in IN_HULP

    @property
    def dubbele_rol(self) -> bool:
        return self.hulpverlener_id is not None and self.hulpverlener_id == self.trajectbegeleider_id


class OntvangenPakket(NamedTuple):
    versie: int
    inhoud: dict[str, Any]
    gemaakt_op: datetime
    sha256: str


class Spickeuze(NamedTuple):
    pk: int
    code: str
    naam: str
    voorbeeld: bool
    crisis: bool
    productcode: str


class Stap(NamedTuple):
    van: str
    naar: str
    partij: str
    op: datetime
    dag: date | None
    reden: str
    code: str

    @property
    def wat(self) -> str:
        return VerwijzingStatus(self.naar).label

    @property
    def wie(self) -> str:
        return "U" if self.partij == Partij.AANBIEDER else "De gecertificeerde instelling"


class Bijdrage(NamedTuple):
    soort: str
    partij: str
    spic_id: int | None
    tekst: str
    op: datetime
    door: str


class Bericht(NamedTuple):
    tekst: str
    partij: str
    op: datetime
    gelezen_op: datetime | None
    door: str


class Gemeld(NamedTuple):
    """Progress that was reported."""

    resultaat_id: int | None
    cijfer: int | None
    woorden: str
    bezoeken: int | None
    verwacht_einde: date | None
    op: datetime
    door: str
    sleutel: UUID | None


class Einde(NamedTuple):
    reden_id: str
    toelichting: str
    einddatum: date
    overdracht: str
    partij: str
    op: datetime
    besluit: str
    besluit_reden: str


class Onder(NamedTuple):
    pk: int
    aanbieder_id: int
    aanbieder: str
    wat: str
    vanaf: date
    tot: date | None
    hulpverlener_id: int | None
    hulpverlener: str


class Eigentermijn(NamedTuple):
    verwijzing: int
    code: str
    wat: str
    dag: date


KOLOMMEN = (
    "id, gezin_id, nummer, sleutel, status, hulpvraag, verzonden_op, beantwoord_op, startgesprek_op, startgesprek_gehouden_op, gestart_op, "
    "einddatum, verwacht_einde, beeindigd_op, hulpverlener_id, trajectbegeleider_id, aanbieder_id, aanbieder, hulpverlener, "
    "trajectbegeleider, gezinsmanager, telefoon, eigen_reden"
)
SPIC = (
    "select id, concat_ws('-', segment, profiel, nullif(intensiteit, '')), "
    "concat_ws(', ', segment, profielnaam, nullif(intensiteitnaam, '')), voorbeeld, crisis, productcode from partner.spic"
)


def ontvangen() -> list[Ontvangen]:
    """The referrals that the door named, newest first."""
    query = f"select {KOLOMMEN} from partner.verwijzing order by verzonden_op desc, id desc"  # noqa: S608  (a constant)
    return [Ontvangen(*rij) for rij in rijen(query, [])]


def pakket(verwijzing: int) -> OntvangenPakket | None:
    """The newest version for the own organisation."""
    query = "select versie, inhoud, gemaakt_op, sha256 from partner.pakket where verwijzing_id = %s order by versie desc limit 1"
    gevonden = rijen(query, [verwijzing])
    if not gevonden:
        return None
    versie, inhoud, gemaakt_op, sha256 = gevonden[0]
    return OntvangenPakket(versie, json.loads(inhoud), gemaakt_op, sha256)


def hulpverleners() -> list[tuple[int, str]]:
    """Of the own organisation, by name."""
    return [(pk, naam) for pk, naam in rijen("select id, naam from partner.hulpverlener order by naam, id", [])]


def onderaannemers() -> list[tuple[int, str]]:
    return [(pk, naam) for pk, naam in rijen("select id, naam from partner.onderaannemer order by naam, id", [])]


def weigerredenen(*, ook_oud: bool = False) -> list[tuple[str, str]]:
    """Code and name; with `ook_oud` also those that cannot be chosen any more."""
    query = "select code, naam from partner.weigerreden where actief or %s order by volgorde"
    return [(code, naam) for code, naam in rijen(query, [ook_oud])]


def eindredenen(*, ook_oud: bool = False) -> list[tuple[str, str]]:
    query = "select code, naam from partner.eindreden where actief or %s order by volgorde"
    return [(code, naam) for code, naam in rijen(query, [ook_oud])]


def spics(dag: date) -> list[Spickeuze]:
    """What can be proposed on this day."""
    waar = "where geldig_vanaf <= %s and (geldig_tot is null or geldig_tot >= %s) order by 2"
    return [Spickeuze(*rij) for rij in rijen(f"{SPIC} {waar}", [dag, dag])]


def alle_spics() -> list[Spickeuze]:
    """Also what does not count any more: older proposals name it."""
    return [Spickeuze(*rij) for rij in rijen(SPIC, [])]


def spics_van(verwijzing: int) -> dict[int, Spickeuze]:
    """Per child of this referral its SPIC."""
    query = f"select k.kind_id, s.* from partner.kind k join ({SPIC}) s on s.id = k.spic_id where k.verwijzing_id = %s"  # noqa: S608
    return {kind: Spickeuze(*rij) for kind, *rij in rijen(query, [verwijzing])}


def resultaten(verwijzing: int) -> list[tuple[int, str]]:
    query = "select resultaat_id, wat from partner.resultaat where verwijzing_id = %s order by resultaat_id"
    return [(pk, wat) for pk, wat in rijen(query, [verwijzing])]


def stappen(verwijzing: int) -> list[Stap]:
    query = "select van, naar, partij, op, dag, reden, code from partner.stap where verwijzing_id = %s order by op"
    return [Stap(*rij) for rij in rijen(query, [verwijzing])]


def bijdragen(verwijzing: int) -> list[Bijdrage]:
    query = (
        "select soort, partij, spic_id, tekst, op, door from partner.bijdrage where verwijzing_id = %s order by op, id"
    )
    return [Bijdrage(*rij) for rij in rijen(query, [verwijzing])]


def berichten(verwijzing: int) -> list[Bericht]:
    query = "select tekst, partij, op, gelezen_op, door from partner.bericht where verwijzing_id = %s order by op, id"
    return [Bericht(*rij) for rij in rijen(query, [verwijzing])]


def voortgang(verwijzing: int) -> list[Gemeld]:
    """Newest first."""
    query = (
        "select resultaat_id, cijfer, woorden, bezoeken, verwacht_einde, op, door, sleutel from partner.voortgang "
        "where verwijzing_id = %s order by op desc, id desc"
    )
    return [Gemeld(*rij) for rij in rijen(query, [verwijzing])]


def einde(verwijzing: int) -> Einde | None:
    """The newest proposal to end the help."""
    query = (
        "select reden_id, toelichting, einddatum, overdracht, partij, op, besluit, besluit_reden from partner.eindvoorstel "
        "where verwijzing_id = %s order by op desc limit 1"
    )
    gevonden = rijen(query, [verwijzing])
    return Einde(*gevonden[0]) if gevonden else None


def onderaannemingen(verwijzing: int) -> list[Onder]:
    query = (
        "select id, aanbieder_id, aanbieder, wat, vanaf, tot, hulpverlener_id, hulpverlener from partner.onderaanneming "
        "where verwijzing_id = %s order by id"
    )
    return [Onder(*rij) for rij in rijen(query, [verwijzing])]


def overleg(verwijzing: int) -> list[tuple[datetime, str]]:
    """Uitvoerdersoverleggen to which this person is invited."""
    query = "select op, waar from partner.overleg where verwijzing_id = %s order by op"
    return [(op, waar) for op, waar in rijen(query, [verwijzing])]


def termijnen() -> list[Eigentermijn]:
    """What waits for the own organisation, most urgent first."""
    return [
        Eigentermijn(*rij)
        for rij in rijen("select verwijzing_id, code, wat, dag from partner.termijn order by dag", [])
    ]


def ongelezen() -> dict[int, int]:
    """Per referral how many messages of the other side nobody here opened."""
    query = "select verwijzing_id, count(*) from partner.bericht where partij <> 'aanbieder' and gelezen_op is null group by 1"
    return dict(rijen(query, []))


def _gelukt(query: str, waarden: list[Any]) -> bool:
    return vraag(query, waarden) == (True,)


def zet_stap(
    verwijzing: int,
    naar: str,
    *,
    sleutel: UUID,
    code: str = "",
    reden: str = "",
    dag: date | None = None,
    tijd: datetime | None = None,
) -> bool:
    """False when somebody was first, or when it may not go there any more; a second click on the same form is True."""
    waarden = [verwijzing, naar, code, reden, dag, tijd, sleutel]
    return _gelukt("select partner.zet_stap(%s, %s, %s, %s, %s::date, %s::timestamptz, %s)", waarden)


def hield_startgesprek(verwijzing: int, dag: date) -> bool:
    return _gelukt("select partner.hield_startgesprek(%s, %s::date)", [verwijzing, dag])


def draag_bij(verwijzing: int, tekst: str, *, spic: int | None, sleutel: UUID) -> bool:
    """Another SPIC with why, or without one an argument. False when the discussion is over."""
    return _gelukt("select partner.draag_bij(%s, %s::bigint, %s, %s)", [verwijzing, spic, tekst, sleutel])


def noem_mensen(verwijzing: int, *, hulpverlener: int | None, trajectbegeleider: int | None) -> bool:
    """False when nothing changes, when it is not running any more, or when one of them is nobody of the own organisation."""
    waarden = [verwijzing, hulpverlener, trajectbegeleider]
    return _gelukt("select partner.noem_mensen(%s, %s::bigint, %s::bigint)", waarden)


def meld_voortgang(
    verwijzing: int,
    *,
    resultaat: int | None,
    cijfer: int | None,
    woorden: str,
    bezoeken: int | None,
    einde: date | None,
    sleutel: UUID,
) -> bool:
    waarden = [verwijzing, resultaat, cijfer, woorden, bezoeken, einde, sleutel]
    query = "select partner.meld_voortgang(%s, %s::bigint, %s::smallint, %s, %s::smallint, %s::date, %s)"
    return _gelukt(query, waarden)


def schrijf_bericht(verwijzing: int, tekst: str, *, sleutel: UUID) -> bool:
    return _gelukt("select partner.schrijf_bericht(%s, %s, %s)", [verwijzing, tekst, sleutel])


def las_berichten(verwijzing: int) -> None:
    vraag("select partner.las_berichten(%s)", [verwijzing])


def stel_einde_voor(
    verwijzing: int,
    *,
    reden: str,
    toelichting: str,
    einddatum: date,
    overdracht: str,
    oordelen: dict[int, tuple[str, str]],
    sleutel: UUID,
) -> bool:
    """`oordelen`: per resultaat of this referral its Uitkomst and words."""
    lijst = [
        {"resultaat": pk, "uitkomst": uitkomst, "woorden": woorden} for pk, (uitkomst, woorden) in oordelen.items()
    ]
    waarden = [verwijzing, reden, toelichting, einddatum, overdracht, json.dumps(lijst), sleutel]
    return _gelukt("select partner.stel_einde_voor(%s, %s, %s, %s::date, %s, %s::jsonb, %s)", waarden)


def breng_in(verwijzing: int, onder: int, *, wat: str, leden: list[int], delen: list[str], sleutel: UUID) -> bool:
    """`leden`: places (from 1) in the list of people of the own package. False when it cannot be, or when it is there already."""
    waarden = [verwijzing, onder, wat, leden, delen, sleutel]
    return _gelukt("select partner.breng_in(%s, %s::bigint, %s, %s::integer[], %s::text[], %s)", waarden)


def noem_onder(verwijzing: int, hulpverlener: int) -> bool:
    return _gelukt("select partner.noem_onder(%s, %s::bigint)", [verwijzing, hulpverlener])


def stop_onder(verwijzing: int, onder: int) -> bool:
    return _gelukt("select partner.stop_onder(%s, %s::bigint)", [verwijzing, onder])
