"""Every page of the product against every role, method and family. A page that is not in the table fails."""

import pytest
from django.urls import URLResolver, get_resolver

from ggw.organisatie.rollen import Rol, rechten_van
from ggw.toegang.controles import VREEMDE_URLS
from ggw.toegang.models import Inzage
from tests.toegang.conftest import MERK, groepen, teruggedraaid
from tests.toegang.matrix import MATRIX, PERSONEN, adres, wie_mag


def alle_namen(resolver, voor=""):
    for deel in resolver.url_patterns:
        if isinstance(deel, URLResolver):
            yield from alle_namen(deel, f"{voor}{deel.namespace}:" if deel.namespace else voor)
        elif not deel.callback.__module__.startswith(VREEMDE_URLS):
            yield f"{voor}{deel.name}", deel.callback


PAGINAS = dict(alle_namen(get_resolver()))
DOSSIER = [naam for naam, regel in MATRIX.items() if regel.deur == "dossier"]
LIJSTEN = [naam for naam, regel in MATRIX.items() if regel.deur in ("lijst", "instroom", "toezicht", "partner")]
VAN_PARTNERS = [naam for naam, regel in MATRIX.items() if regel.deur == "partner" and regel.rij]
BESLOTEN = [naam for naam, regel in MATRIX.items() if regel.deur != "openbaar"]


def test_elke_pagina_staat_in_de_tabel():
    assert sorted(set(PAGINAS) - set(MATRIX)) == []
    assert sorted(set(MATRIX) - set(PAGINAS)) == []


@pytest.mark.parametrize("naam", MATRIX)
def test_deur_en_recht_zijn_zoals_de_tabel_zegt(naam):
    view = PAGINAS[naam]
    assert (view.deur, view.recht) == (MATRIX[naam].deur, MATRIX[naam].recht)


@pytest.mark.parametrize("namen", groepen(BESLOTEN))
def test_wie_mag_deze_pagina_openen(als, client, wereld, namen):
    """Guests sign in first, each role gets what the table says, another method is 405, no foreign family shows through."""
    clienten = {wereld.mensen[wie]: als(wereld.mensen[wie]) for wie in PERSONEN}
    for naam in namen:
        regel, url = MATRIX[naam], adres(wereld, naam)
        for methode in ("GET", "POST"):
            antwoord = client.generic(methode, url)
            assert (antwoord.status_code, antwoord.url.split("?")[0]) == (302, "/account/aanmelden/"), (naam, methode)
        for mens, iemand in clienten.items():
            with teruggedraaid():
                antwoord = iemand.get(f"{url}?zoek={MERK}&wie=team")
            assert antwoord.status_code in verwacht(naam, mens), (naam, mens.rol, antwoord.status_code)
            lekt_niets(antwoord, wereld)
        houder = clienten[wie_mag(wereld, naam)]
        for methode in {"GET", "POST", "PUT", "DELETE"} - set(regel.methoden.split()):
            assert houder.generic(methode, url).status_code == 405, (naam, methode)


def verwacht(naam, mens):
    regel = MATRIX[naam]
    if naam == "rapportage:vandaag" and mens.is_partner:
        return (302,)  # to the front page of a provider
    if naam == "rapportage:vandaag" and mens.rol == Rol.BESTUURDER:
        return (302,)  # to the figures
    if "GET" not in regel.methoden:
        return (405,)
    if regel.recht is None or regel.recht in rechten_van(mens.rol):
        return (200, 302) if not regel.alleen or mens.rol in regel.alleen else (302, 403)
    return (403,)


def lekt_niets(antwoord, wereld):
    inhoud = antwoord.content.replace(f'value="{MERK}"'.encode(), b"")
    assert f"Vreemd {MERK}".encode() not in inhoud
    assert f"Kind{MERK}".encode() not in inhoud
    assert wereld.nummers["vreemd"].encode() not in inhoud


@pytest.mark.parametrize("namen", groepen(DOSSIER + VAN_PARTNERS))
def test_een_ander_gezin_bestaat_hier_niet(als, wereld, namen):
    """The family of another team, and a row of it under this family's number: 404 for each method, and nothing of it."""
    clienten = clienten_van(als, wereld, namen)
    for naam in namen:
        regel = MATRIX[naam]
        urls = [adres(wereld, naam, gezin="vreemd")]
        if regel.rij:
            urls.append(adres(wereld, naam, rij_van="vreemd"))
        for url in urls:
            for methode in regel.methoden.split():
                with teruggedraaid():
                    antwoord = clienten[naam].generic(methode, url)
                assert antwoord.status_code == 404, (methode, url)
                assert MERK.encode() not in antwoord.content, (methode, url)


@pytest.mark.parametrize("namen", groepen(DOSSIER + LIJSTEN))
def test_elk_antwoord_laat_precies_een_regel_in_het_logboek_na(als, wereld, namen):
    clienten = clienten_van(als, wereld, namen)
    for naam in namen:
        url = adres(wereld, naam)
        with teruggedraaid():
            for methode in MATRIX[naam].methoden.split():
                voor = Inzage.objects.count()
                antwoord = clienten[naam].generic(methode, url)
                assert antwoord.status_code < 500, (naam, methode)
                assert Inzage.objects.count() == voor + 1, (naam, methode)
                regel = Inzage.objects.latest("pk")
                assert (regel.uitkomst, regel.doel) == (antwoord.status_code, url)


def clienten_van(als, wereld, namen):
    """For each page somebody who may open it, signed in once."""
    per_mens = {mens: als(mens) for mens in {wie_mag(wereld, naam) for naam in namen}}
    return {naam: per_mens[wie_mag(wereld, naam)] for naam in namen}
