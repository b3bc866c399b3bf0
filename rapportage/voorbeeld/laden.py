"""Fill an empty database with example data."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from django.utils import timezone

from gezinnen.models import RedenEindeMaatregel
from gezinnen.termijnen import herbereken, in_groepen
from rapportage.basisteam.standen import WEEK, reken_terug
from rapportage.kengetallen.catalogus import KENGETALLEN
from rapportage.kengetallen.tellen import bereik, tel_alles
from rapportage.models import Kengetalronde
from rapportage.voorbeeld.aanmeldingen import maak_open_aanmeldingen
from rapportage.voorbeeld.borgingen import maak_borgingen
from rapportage.voorbeeld.catalogus import vul_catalogus
from rapportage.voorbeeld.dossier import Formulier, Gedeeld, Vraag
from rapportage.voorbeeld.gezin import maak_gezin, maak_gezin_van_vroeger
from rapportage.voorbeeld.herinneringen import maak_herinneringen
from rapportage.voorbeeld.historie import maak_historie
from rapportage.voorbeeld.hulp import maak_andere_hulp
from rapportage.voorbeeld.hulpaanbod import maak_hulpaanbod
from rapportage.voorbeeld.ouders import maak_ouders
from rapportage.voorbeeld.overleggen_bto import maak_overleggen
from rapportage.voorbeeld.plannen import vul_momentopnamen
from rapportage.voorbeeld.signalen import maak_signalen
from rapportage.voorbeeld.tabellen import geopend
from rapportage.voorbeeld.teams import maak_organisatie
from rapportage.voorbeeld.tevredenheid import maak_tevredenheid
from rapportage.voorbeeld.uitvoerdersoverleggen import maak_uitvoerdersoverleggen
from rapportage.voorbeeld.verkenningen import maak_verkenningen
from rapportage.voorbeeld.verwijzingen import maak_verwijzingen
from veiligheid.models import Instrument

VAN_VROEGER = 90
"""At most so many families that were closed years before; in a smaller example three for every two of now."""
PER_KEER = 250
"""Families in memory before their rows are sent."""


@dataclass(frozen=True)
class Uitslag:
    gezinnen: int
    rijen: int
    seconden: float


def laad(gezinnen: int, zaad: int, meld: Callable[[str], object] = lambda _: None) -> Uitslag:
    """Make this many families, the same for the same seed and day. The database holds no family yet."""
    begin = time.monotonic()
    with geopend() as tabellen:
        gedeeld = Gedeeld(
            tabellen=tabellen,
            organisatie=maak_organisatie(gezinnen),
            vandaag=timezone.localdate(),
            instrumenten={instrument.code: formulier(instrument) for instrument in Instrument.objects.in_gebruik()},
            redenen={(reden.soort, reden.code): reden.pk for reden in RedenEindeMaatregel.objects.all()},
        )
        for nr in range(gezinnen):
            maak_gezin(gedeeld, nr, zaad)
            if (nr + 1) % PER_KEER == 0:
                stuur(gedeeld)
                meld(f"{nr + 1} gezinnen, {tabellen.aantal} rijen")
        for nr in range(gezinnen, gezinnen + min(gezinnen * 3 // 2, VAN_VROEGER)):
            maak_gezin_van_vroeger(gedeeld, nr, zaad)
        maak_open_aanmeldingen(gedeeld, Random(zaad))  # noqa: S311 (example data: it must be repeatable)
        stuur(gedeeld)
        zet_nummerreeks(gedeeld)
    vul_catalogus()
    maak_hulpaanbod()
    maak_verwijzingen()
    maak_andere_hulp()
    maak_ouders()
    maak_verkenningen()
    maak_borgingen()
    maak_overleggen()
    maak_uitvoerdersoverleggen()
    maak_signalen()
    maak_tevredenheid(gedeeld.organisatie, zaad)
    maak_historie()
    for groep in in_groepen():
        herbereken(groep)
    maak_herinneringen()
    reken_terug(timezone.localdate() - WEEK)
    tel_voorbeeld()
    return Uitslag(gezinnen, tabellen.aantal, time.monotonic() - begin)


def tel_voorbeeld() -> None:
    """The figures, as after the first night. Works as the owner of the database: the worker is not there yet."""
    heel = bereik(timezone.localdate(), eerste_keer=True)
    tel_alles(heel)
    codes = [kengetal.code for kengetal in KENGETALLEN]
    nu = timezone.now()
    Kengetalronde.objects.create(van=heel.van, tot=heel.tot, geteld=codes, begonnen_op=nu, klaar_op=nu)


def stuur(gedeeld: Gedeeld) -> None:
    gedeeld.tabellen.stuur()
    vul_momentopnamen(gedeeld)


def formulier(instrument: Instrument) -> Formulier:
    vragen = tuple(
        Vraag(item["code"], tuple(antwoord["code"] for antwoord in item["antwoorden"]), item["argument_verplicht"])
        for item in instrument.items
    )
    return Formulier(instrument.pk, vragen, tuple(uitkomst["code"] for uitkomst in instrument.definitie["uitkomsten"]))


def zet_nummerreeks(gedeeld: Gedeeld) -> None:
    """The next family that is taken on gets the number after ours."""
    for jaar, laatste in sorted(gedeeld.tellers.items()):
        gedeeld.tabellen.cursor.execute(
            "insert into toegang_nummerreeks (jaar, laatste) values (%s, %s)"
            " on conflict (jaar) do update set laatste = excluded.laatste",
            [int(jaar), laatste],
        )
