"""Every page of the product against every role, method and family. A page that is not in the table fails."""

import pytest
from django.urls import URLResolver, get_resolver

from ggw.organisatie.rollen import rechten_van
from ggw.toegang.controles import VREEMDE_URLS
from ggw.toegang.models import Inzage
from tests.toegang.conftest import MERK
from tests.toegang.matrix import MATRIX, PERSONEN, adres, wie_mag


def alle_namen(resolver, voor=""):
    for deel in resolver.url_patterns:
        if isinstance(deel, URLResolver):
            yield from alle_namen(deel, f"{voor}{deel.namespace}:" if deel.namespace else voor)
        elif not deel.callback.__module__.startswith(VREEMDE_URLS):
            yield f"{voor}{deel.name}", deel.callback


PAGINAS = dict(alle_namen(get_resolver()))
DOSSIER = [naam for naam, regel in MATRIX.items() if regel.deur == "dossier"]
LIJSTEN = [naam for naam, regel in MATRIX.items() if regel.deur == "lijst"]
BESLOTEN = [naam for naam, regel in MATRIX.items() if regel.deur != "openbaar"]
METHODEN = ("GET", "POST")


def test_elke_pagina_staat_in_de_tabel():
    assert sorted(set(PAGINAS) - set(MATRIX)) == []
    assert sorted(set(MATRIX) - set(PAGINAS)) == []


@pytest.mark.parametrize("naam", MATRIX)
def test_deur_en_recht_zijn_zoals_de_tabel_zegt(naam):
    view = PAGINAS[naam]
    assert (view.deur, view.recht) == (MATRIX[naam].deur, MATRIX[naam].recht)


@pytest.mark.parametrize("naam", BESLOTEN)
def test_een_gast_moet_zich_eerst_aanmelden(client, wereld, naam):
    for methode in METHODEN:
        antwoord = client.generic(methode, adres(wereld, naam))
        assert (antwoord.status_code, antwoord.url.split("?")[0]) == (302, "/account/aanmelden/")


@pytest.mark.parametrize("naam", BESLOTEN)
def test_elke_rol_mag_wat_de_tabel_zegt(als, wereld, naam):
    regel = MATRIX[naam]
    for wie in PERSONEN:
        mens = wereld.mensen[wie]
        antwoord = als(mens).get(adres(wereld, naam))
        if "GET" not in regel.methoden:
            assert antwoord.status_code == 405, wie
        elif regel.recht is None or regel.recht in rechten_van(mens.rol):
            assert antwoord.status_code in (200, 302), (wie, antwoord.status_code)
        else:
            assert antwoord.status_code == 403, wie


@pytest.mark.parametrize("naam", BESLOTEN)
def test_een_andere_methode_dan_in_de_tabel_is_405(als, wereld, naam):
    client = als(wie_mag(wereld, naam))
    for methode in {"GET", "POST", "PUT", "DELETE"} - set(MATRIX[naam].methoden.split()):
        assert client.generic(methode, adres(wereld, naam)).status_code == 405, methode


@pytest.mark.parametrize("naam", DOSSIER)
def test_een_gezin_van_een_ander_team_bestaat_niet(als, wereld, naam):
    client = als(wie_mag(wereld, naam))
    for methode in MATRIX[naam].methoden.split():
        antwoord = client.generic(methode, adres(wereld, naam, gezin="vreemd"))
        assert antwoord.status_code == 404
        assert MERK not in antwoord.content.decode()


@pytest.mark.parametrize("naam", [n for n in DOSSIER if MATRIX[n].rij])
def test_een_rij_van_een_ander_gezin_bestaat_niet_onder_dit_nummer(als, wereld, naam):
    client = als(wie_mag(wereld, naam))
    for methode in MATRIX[naam].methoden.split():
        antwoord = client.generic(methode, adres(wereld, naam, rij_van="vreemd"))
        assert antwoord.status_code == 404, methode
        assert MERK not in antwoord.content.decode()


@pytest.mark.parametrize("naam", DOSSIER + LIJSTEN)
def test_elk_antwoord_laat_precies_een_regel_in_het_logboek_na(als, wereld, naam):
    client = als(wie_mag(wereld, naam))
    for methode in MATRIX[naam].methoden.split():
        voor = Inzage.objects.count()
        antwoord = client.generic(methode, adres(wereld, naam))
        assert antwoord.status_code < 500
        assert Inzage.objects.count() == voor + 1, methode
        regel = Inzage.objects.latest("pk")
        assert regel.uitkomst == antwoord.status_code
        assert regel.doel == adres(wereld, naam)


@pytest.mark.parametrize("naam", BESLOTEN)
def test_geen_pagina_laat_iets_van_een_vreemd_gezin_zien(als, wereld, naam):
    for wie in PERSONEN:
        for vraag in ("", f"?zoek={MERK}", "?wie=team"):
            antwoord = als(wereld.mensen[wie]).get(adres(wereld, naam) + vraag)
            assert f"Vreemd {MERK}" not in antwoord.content.decode().replace(f'value="{MERK}"', ""), wie
            assert wereld.nummers["vreemd"] not in antwoord.content.decode(), wie
