"""Python side of the gate functions. Called inside the door only, unless they say otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.http import Http404

from ggw.toegang.bsn import ontsleutel, versleutel, vingerafdruk
from ggw.toegang.deur import Verzoek, bijzonderheden, vraag


class Bekende(NamedTuple):
    gezin: int
    nummer: str
    gemeente: str
    contact: str
    telefoon: str
    waarop: str


class OokBekend(NamedTuple):
    gezinslid_id: int
    nummer: str
    contact: str
    telefoon: str


class Koppelvoorstel(NamedTuple):
    id: int
    gezinslid_id: int
    nummer: str
    voorsteller: str
    op: Any


class Inzager(NamedTuple):
    gebruiker_id: int
    naam: str
    rol: str
    grond: str
    vanaf: date | None
    tot: date | None


class Gezien(NamedTuple):
    """One person on one day on one ground; `gebeurtenissen` are the rights of the pages that were opened."""

    dag: date
    rol: str
    functie: str
    team: str
    grond: str
    keer: int
    gebeurtenissen: list[str]


class Heropenbaar(NamedTuple):
    """A closed family that may be opened again: its last team and gezinsmanager (None when it only waited)."""

    gezin_id: int
    team_id: int
    team: str
    gezinsmanager_id: int | None
    afgesloten_op: date


@dataclass(frozen=True)
class Aangenomen:
    gezin_id: int
    nummer: str


def rijen(query: str, waarden: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, waarden or None)
        return list(cursor.fetchall())


def tel_conversie() -> dict[int, int]:
    """By spic id: children with running help under a combination that ends. For the beheerder, outside the door."""
    return dict(rijen("select spic, aantal from tel_conversie()", []))


def neem_aan(
    aanmelding_id: int, *, basisteam_id: int, gezinsmanager_id: int | None, wachter_id: int | None, reden: str
) -> Aangenomen:
    """Make the family of an open aanmelding, with its first Toewijzing or Wachtplek; from here on it is in view.

    Exactly one of `gezinsmanager_id` and `wachter_id`. Raises Http404 when the aanmelding was decided meanwhile.
    """
    gevonden = vraag(
        "select gezin, nr from neem_aan(%s, %s, %s, %s, %s)",
        [aanmelding_id, basisteam_id, gezinsmanager_id, wachter_id, reden],
    )
    if gevonden is None:
        raise Http404
    return Aangenomen(*gevonden)


def bekend(*, achternaam: str, geboortedatum: date | None, bsn: str, postcode: str, huisnummer: str) -> list[Bekende]:
    """Families in which this person or address is known: on BSN, on surname with birth date, or on address."""
    afdruk = vingerafdruk(bsn) if bsn else None
    gevonden = rijen(
        "select * from bekend(%s, %s, %s, %s, %s)", [achternaam, geboortedatum, afdruk, postcode, huisnummer]
    )
    return [Bekende(*rij) for rij in gevonden]


def bewaar_bsn(gezinslid_id: int, bsn: str) -> None:
    """Encrypt and keep. IntegrityError when another member of this family has the same BSN; Http404 when not in view."""
    gelukt = vraag("select bewaar_bsn(%s, %s, %s)", [gezinslid_id, versleutel(bsn, gezinslid_id), vingerafdruk(bsn)])
    if gelukt is None or not gelukt[0]:
        raise Http404


def toon_bsn(request: Verzoek, gezinslid_id: int) -> str:
    """The BSN in full; writes the line of the access log itself, so the door writes no second. Http404 when there is none."""
    gevonden = vraag("select toon_bsn(%s, %s, %s, %s::inet, %s)", [gezinslid_id, *bijzonderheden(request)])
    if gevonden is None or gevonden[0] is None:
        raise Http404
    request.inzage_geschreven = True
    return ontsleutel(bytes(gevonden[0]), gezinslid_id)


def ook_bekend() -> list[OokBekend]:
    """For the family in view: members who are also known in another family."""
    return [OokBekend(*rij) for rij in rijen("select * from ook_bekend()", [])]


def stel_koppeling_voor(gezinslid_id: int, nummer: str) -> bool:
    """First of two people. False when that family holds nobody with the same name and birth date or BSN."""
    gevonden = vraag("select stel_koppeling_voor(%s, %s)", [gezinslid_id, nummer])
    return bool(gevonden and gevonden[0])


def open_koppelvoorstellen() -> list[Koppelvoorstel]:
    return [Koppelvoorstel(*rij) for rij in rijen("select * from open_koppelvoorstellen()", [])]


def beslis_koppeling(voorstel_id: int, *, akkoord: bool) -> bool:
    """Second of two people. False when there is nothing (more) to decide, or when proposer and decider are one."""
    gevonden = vraag("select beslis_koppeling(%s, %s)", [voorstel_id, akkoord])
    return bool(gevonden and gevonden[0])


def wie_kan_inzien() -> list[Inzager]:
    return sorted((Inzager(*rij) for rij in rijen("select * from wie_kan_inzien()", [])), key=lambda i: i.naam)


def gezien_door(*, voor: date | None, hoeveel: int) -> list[Gezien]:
    """Who saw the family in view, newest day first; `voor`: only days before this one. No names."""
    return [Gezien(*rij) for rij in rijen("select * from gezien_door(%s::date, %s)", [voor, hoeveel])]


def open_toewijzingen(gebruiker_id: int) -> int:
    """Of how many families this person is gezinsmanager or wachter now. Called on pages without families."""
    gevonden = vraag("select open_toewijzingen(%s)", [gebruiker_id])
    return int(gevonden[0]) if gevonden else 0


def open_hulp(gebruiker_id: int) -> int:
    """At how many running referrals this person of a provider is the hulpverlener. Called on pages without families."""
    gevonden = vraag("select open_hulp(%s)", [gebruiker_id])
    return int(gevonden[0]) if gevonden else 0


def heropenbaar(gebruiker_id: int, nummer: str) -> Heropenbaar | None:
    """On a page without families. None for each number that is not of a closed family of this person's team."""
    gevonden = vraag("select * from heropenbaar(%s, %s)", [gebruiker_id, nummer])
    return Heropenbaar(*gevonden) if gevonden else None


def heropen(
    gebruiker_id: int, nummer: str, *, gezinsmanager_id: int | None, wachter_id: int | None, reden: str
) -> int | None:
    """Begin again with a closed family; exactly one of gezinsmanager and wachter. The id of the family, None when it cannot be."""
    waarden = [gebruiker_id, nummer, gezinsmanager_id, wachter_id, reden]
    gevonden = vraag("select heropen(%s, %s, %s, %s, %s)", waarden)
    return int(gevonden[0]) if gevonden and gevonden[0] is not None else None


def vertel_besluit(punt_id: int, *, op: date, wijze: str, reactie: str) -> bool:
    """Inside the family, also when it is closed. False when there is nothing (more) to tell, or not by this person."""
    gevonden = vraag("select vertel_besluit(%s, %s, %s, %s)", [punt_id, op, wijze, reactie])
    return bool(gevonden and gevonden[0])
