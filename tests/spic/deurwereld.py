"""A family full of markers with one referral, of which a clean part was shared; and everybody of the providers around it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from gezinnen.models import Gezin
from ggw.organisatie.models import Aanbieder, Gebruiker
from ggw.organisatie.rollen import Rol
from spic.models import (
    Onderaanneming,
    Pakket,
    SpicBijdrage,
    Verwijzing,
    VerwijzingBericht,
    VerwijzingKind,
    VerwijzingResultaat,
    Verwijzingstap,
    VerwijzingStatus,
    Voortgang,
)
from tests.fabrieken import GebruikerFactory
from tests.spic.spics import een_spic
from tests.toegang.conftest import MERK

HOOFD = "Alleenhoofd"
"""Stands in all that the hoofdaannemer reads and its onderaannemer does not."""
ONDERWOORD = "Eigenonderwoord"
GETEKEND = {"verzonden_op": None, "gestart_op": None, "beeindigd_op": None}
IN_HULP = ("gestart", "stagnatie", "einde_voorgesteld")


@dataclass
class Deurwereld:
    verwijzing: Verwijzing
    gezin: Gezin
    mensen: dict[str, Gebruiker]
    rijen: dict[str, int]
    nieuwe_onder: int = 0
    """An onderaannemer that has no part in it yet."""

    def zet(self, status: str, voorbij: int = 0) -> None:
        """The referral in this state; over since `voorbij` days where that belongs to it."""
        vandaag = timezone.localdate()
        velden: dict[str, Any] = GETEKEND | {"status": status}
        if status != "concept":
            velden["verzonden_op"] = vandaag - timedelta(days=60)
        if status in (*IN_HULP, "beeindigd"):
            velden["gestart_op"] = vandaag - timedelta(days=50)
        if status in ("geweigerd", "beeindigd", "ingetrokken"):
            velden["beeindigd_op"] = vandaag - timedelta(days=voorbij)
        Verwijzing.objects.filter(pk=self.verwijzing.pk).update(**velden)


@contextmanager
def als_partner(wie: Gebruiker, verwijzing: int | None) -> Iterator[Any]:
    """A cursor under the role of providers, after their gate; what is done inside is undone."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select begin_partner(%s, %s)", [wie.pk, verwijzing])
        cursor.execute("set local role ggw_partner")
        yield cursor
        transaction.set_rollback(True)


def vraag_sql(wie: Gebruiker, verwijzing: int | None, opdracht: str, waarden: list[Any] | None = None) -> Any:
    """The rows, or None when the database refused the statement."""
    try:
        with als_partner(wie, verwijzing) as cursor:
            cursor.execute(opdracht, waarden or [])
            return cursor.fetchall()
    except DatabaseError:
        return None


def breng_in(anna: Gebruiker, verwijzing: int, onder: int, wat: str, leden: list[int], delen: list[str]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select begin_partner(%s, %s)", [anna.pk, verwijzing])
        cursor.execute("set local role ggw_partner")
        waarden = [verwijzing, onder, wat, leden, delen, uuid4()]
        cursor.execute("select partner.breng_in(%s, %s::bigint, %s, %s::integer[], %s::text[], %s)", waarden)
        assert cursor.fetchone() == (True,)
        cursor.execute("reset role")


def maak_deurwereld(
    gezin: Gezin, rijen: dict[str, int], mensen: dict[str, Gebruiker], gezinsmanager: Gebruiker
) -> Deurwereld:
    """`mensen` holds anna and hugo of the hoofdaannemer; the others are made here."""
    wilg = mensen["anna"].aanbieder
    klein = Aanbieder.objects.create(naam="Eerste Verzonnen Onder", soort="onderaannemer")
    tweede = Aanbieder.objects.create(naam="Tweede Verzonnen Onder", soort="onderaannemer")
    zon = Aanbieder.objects.create(naam="De Verzonnen Zon", soort="hoofdaannemer")
    for naam, rol, aanbieder in (
        ("collega", Rol.HULPVERLENER, wilg),
        ("otto", Rol.AANMELDTEAM, klein),
        ("olga", Rol.HULPVERLENER, klein),
        ("oscar", Rol.HULPVERLENER, klein),
        ("tweede", Rol.AANMELDTEAM, tweede),
        ("zon", Rol.AANMELDTEAM, zon),
        ("zonhelper", Rol.HULPVERLENER, zon),
        ("gestopt", Rol.AANMELDTEAM, wilg),
    ):
        mensen[naam] = GebruikerFactory(naam=f"{naam.title()} Verzonnen", rol=rol, aanbieder=aanbieder)
    door = {"door_id": gezinsmanager.pk}
    verwijzing = Verwijzing.objects.create(
        gezin=gezin,
        aanbieder=wilg,
        hulpvraag=f"{HOOFD} hulpvraag",
        status="gestart",
        toelichting=MERK,
        grondslag="toestemming",
        grondslag_uitleg=MERK,
        uitzondering=MERK,
        tafel_op=date(2026, 1, 1),
        tafel_besluit=MERK,
        keuze={"leden": [MERK]},
        verzonden_op=timezone.localdate() - timedelta(days=60),
        gestart_op=timezone.localdate() - timedelta(days=50),
        hulpverlener_id=mensen["hugo"].pk,
        trajectbegeleider_id=mensen["hugo"].pk,
        **door,
    )
    van = {"gezin": gezin, "verwijzing": verwijzing}
    leden = [
        {"id": rijen["Kind"], "naam": "Robin Gedeeld", "rol": "Jeugdige", "geboren": "2017-03-02"},
        {"id": rijen["Ouder"], "naam": f"{HOOFD} ouder", "rol": "Ouder", "geboren": None},
    ]
    inhoud = {
        "vorm": 2,
        "nummer": gezin.nummer,
        "hulpvraag": verwijzing.hulpvraag,
        "toelichting": f"{HOOFD} toelichting",
        "grondslag": "Het gezin geeft toestemming",
        "resultaten": [f"{HOOFD} resultaat"],
        "leden": leden,
    }
    ouder = inhoud | {"toelichting": f"{MERK} per ongeluk"}
    for versie, wat in ((1, ouder), (2, inhoud)):
        Pakket.objects.create(aanbieder=wilg, versie=versie, inhoud=wat, sha256="0" * 64, **van, **door)
    VerwijzingKind.objects.create(kind_id=rijen["Kind"], spic=een_spic(), **van)
    VerwijzingResultaat.objects.create(resultaat_id=rijen["VastResultaat"], wat=f"{HOOFD} resultaat", **van)
    for partij, reden, wie in (("gi", MERK, gezinsmanager), ("aanbieder", f"{HOOFD} reden", mensen["anna"])):
        Verwijzingstap.objects.create(
            van="startgesprek", naar="gestart", partij=partij, reden=reden, door_id=wie.pk, **van
        )
    SpicBijdrage.objects.create(soort="argument", partij="gi", tekst=f"{HOOFD} argument", **van, **door)
    VerwijzingBericht.objects.create(partij="gi", tekst=f"{HOOFD} bericht", **van, **door)
    Voortgang.objects.create(partij="gi", woorden=MERK, **van, **door)
    Voortgang.objects.create(woorden=f"{HOOFD} voortgang", door_id=mensen["hugo"].pk, **van)
    breng_in(mensen["anna"], verwijzing.pk, klein.pk, "Gedeeld deel van de hulp", [1], [])
    breng_in(mensen["anna"], verwijzing.pk, tweede.pk, "Anderonder werk", [2], ["resultaten"])
    Onderaanneming.objects.filter(aanbieder=klein).update(hulpverlener_id=mensen["olga"].pk)
    Voortgang.objects.create(woorden=ONDERWOORD, door_id=mensen["olga"].pk, **van)
    mensen["gestopt"].beeindig()
    return Deurwereld(verwijzing, gezin, mensen, rijen)


def oordelen(wereld: Deurwereld) -> str:
    return json.dumps([{"resultaat": wereld.rijen["VastResultaat"], "uitkomst": "deels", "woorden": ""}])


VREEMD = ("collega", "oscar", "zon", "zonhelper")
"""People of providers to whom nobody gave this referral."""
LEZERS = ("anna", "hugo", "otto", "olga", "tweede")
AANMELDTEAM, HULPVERLENER, ONDER = ("anna",), ("anna", "hugo"), ("otto", "olga", "tweede")
ONDER_MAG = {
    "spic:partner-verwijzing",
    "spic:partner-voortgang",
    "spic:partner-onderaannemer",
    "spic:partner-verwijzing-bestand",
    "spic:partner-uitvoeren",
    "spic:partner-inlezen",
    "spic:partner-signaal",
    "rapportage:partner-verwijzing-pdf",
}
"""Its own part, and reporting progress (also from a file) and signals: ADR 0030 and docs/uitwisselen.md."""
NIET_VAN_EEN_ONDER = (HOOFD, "Hugo Voorbeeld", "Anna Voorbeeld", "Tweede Verzonnen", "Anderonder")
S = VerwijzingStatus
IN_HULP = {S.GESTART, S.STAGNATIE, S.EINDE_VOORGESTELD}
WACHT = {S.VERZONDEN, S.OVERLEG, S.GEACCEPTEERD, S.STARTGESPREK}
AANGENOMEN = {S.GEACCEPTEERD, S.STARTGESPREK, *IN_HULP}
