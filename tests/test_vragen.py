"""How many questions a page asks the database: the number is the contract, and it does not grow with the family or the team.

DEUR is what session, account, door, role and access log cost (seven), and the savepoint and the login of the test. The budget is 12 beside
that. Lower a number here when you lower it there.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gezinnen import termijnen
from gezinnen.models import Contactafspraak
from tests.fabrieken import GezinslidFactory, KindFactory, maak_gezin
from tests.gezinnen.termijnen import maak_termijn
from tests.overleggen import gehouden_overleg
from tests.vol_gezin import vul
from veiligheid.models import Veiligheidsmeting

DEUR = 11
PAGINAS = {
    "": 4,
    "leden/": 5,
    "maatregelen/": 9,
    "veiligheid/": 10,
    "contacten/": 2,
    "plan/": 10,
    "dossier/": 2,
    "borging/": 8,
    "kwesties/": 3,
    "hulp/": 5,
    "hulp/bellen/": 9,
    "overleg/": 8,
}
BASISTEAM = {"": 10, "lijst/": 9, "lijst/?wat=te-laat": 4, "lijst/?wat=veiligheid-laat": 4, "lijst/?wat=gezinnen": 2}
"""Once a minute one more: the norms, for all pages (`gezinnen.termijnen.normen`)."""
LIJSTEN = {"/": 5, "/gezinnen/": 7, "/wachtlijst/": 2, "/kwesties/": 4}


def tel(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as vragen:
        assert client.get(url).status_code == 200
    return len(vragen) - DEUR


@pytest.mark.parametrize("pad", PAGINAS)
def test_een_pagina_van_een_gezin_vraagt_bij_twaalf_kinderen_niet_meer(als, fatima, sanne, gezin, pad):
    vul(gezin, fatima, sanne)
    client, url = als(fatima), gezin.get_absolute_url() + pad
    klein = tel(client, url)
    for _ in range(11):
        kind = KindFactory(gezin=gezin)
        GezinslidFactory(gezin=gezin)
        Contactafspraak.objects.create(gezin=gezin, kind=kind, weken=2)
        for cijfer in (5, 7):
            Veiligheidsmeting.objects.create(
                gezin=gezin, kind=kind, soort="actueel", cijfer=cijfer, reden="x", auteur_id=fatima.pk
            )
    assert tel(client, url) <= klein
    assert klein <= PAGINAS[pad]


@pytest.mark.parametrize("url", LIJSTEN)
def test_een_lijst_vraagt_bij_twintig_gezinnen_niet_meer(als, fatima, team_noord, gezin, url):
    client = als(fatima)
    for nummer in range(20):
        nieuw = maak_gezin(fatima, team_noord, nummer=f"2026-8{nummer:03d}", wacht=nummer % 2 == 0)
        kind = KindFactory(gezin=nieuw)
        Veiligheidsmeting.objects.create(
            gezin=nieuw, kind=kind, soort="actueel", cijfer=7, reden="x", auteur_id=fatima.pk
        )
        if nummer == 1:
            klein = tel(client, url)
    groot = tel(client, url)
    assert groot <= klein + 1  # the next page of a long list
    assert groot <= LIJSTEN[url] + 1


@pytest.mark.parametrize("pad", BASISTEAM)
def test_het_basisteam_vraagt_bij_twintig_gezinnen_niet_meer(als, fatima, sanne, team_noord, pad):
    client, url = als(sanne), f"/basisteam/{team_noord.pk}/{pad}"
    for nummer in range(20):
        gezin = maak_gezin(fatima, team_noord, nummer=f"2026-8{nummer:03d}", fase="ondersteunen", dagen=90)
        kind = KindFactory(gezin=gezin)
        Veiligheidsmeting.objects.create(
            gezin=gezin, kind=kind, soort="actueel", cijfer=5, reden="x", auteur_id=fatima.pk
        )
        maak_termijn(gezin, -3, code="herstel_veiligheid", onderwerp_soort="kind", onderwerp_id=kind.pk)
        gehouden_overleg(gezin, fatima, dagen=60)
        if nummer == 0:
            klein = tel(client, url)
    assert tel(client, url) <= klein + 1
    assert klein <= BASISTEAM[pad] + 1


def test_het_basisteam_vraagt_ook_als_de_normen_oud_zijn_niet_meer_dan_twaalf(als, sanne, fatima, gezin, team_noord):
    client, url = als(sanne), f"/basisteam/{team_noord.pk}/"
    gehouden_overleg(gezin, fatima, dagen=10)
    client.get(url)
    termijnen.normen.cache_clear()
    with CaptureQueriesContext(connection) as vragen:
        client.get(url)
    assert len(vragen) - DEUR <= 12
