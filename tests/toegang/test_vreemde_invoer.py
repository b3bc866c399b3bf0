"""Every form of the product, fed with what people, accidents and attackers type: never a 500, and nothing typed is lost."""

import html
import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve

from tests.toegang.conftest import groepen, teruggedraaid
from tests.toegang.formulieren import lees_formulieren
from tests.toegang.matrix import MATRIX, adres, wie_mag

GEMEEN = {
    "leeg": "",
    "enorm": "x" * 40_000,
    "nul": "a\x00b",
    "ander schrift": "<script>alert('x')</script> عمر Иван 李 שלום 👩‍👧‍👦 ' or 1=1; --",
    "datum 0001": "01-01-0001",
    "datum 9999": "31-12-9999",
    "geen datum": "31-02-2026",
    "vreemd id": "999999999",
    "te groot getal": "9" * 30,
    "min een": "-1",
    "half getal": "1,5",
}
BERICHT_EROP = ["spic:verwijzing", "spic:partner-verwijzing"]
"""Pages that only show, with a form on them that goes to another address."""
MET_FORMULIER = [naam for naam, regel in MATRIX.items() if "POST" in regel.methoden and regel.deur != "openbaar"]
MET_FORMULIER += BERICHT_EROP


def vul_in(formulier, waarde):
    """All fields that somebody can type in get this value; what the form keeps hidden stays."""
    data = {}
    for veld in formulier.velden:
        if veld.soort in ("hidden", "submit", "button", "file"):
            data.setdefault(veld.naam, []).append(veld.waarde)
        else:
            data[veld.naam] = [waarde]
    return data


def aard(formulier, url):
    """Where a form goes and which fields it has. A list has the same form in each row, and a card the one of the page behind it."""
    waar = resolve(urlsplit(urljoin(url, formulier.actie)).path).view_name
    return waar, frozenset((re.sub(r"\d+", "N", veld.naam), veld.soort) for veld in formulier.velden)


def formulieren_op(pagina, url, gezien):
    """The forms of a page that are unlike what was `gezien`; they are so from now on."""
    alle = lees_formulieren(pagina.content.decode()) if pagina.status_code == 200 else []
    nieuw = {aard(formulier, url): formulier for formulier in reversed(alle) if aard(formulier, url) not in gezien}
    gezien |= nieuw.keys()
    return bool(alle), nieuw.values()


@pytest.mark.parametrize("namen", groepen(MET_FORMULIER))
def test_geen_invoer_breekt_een_formulier(als, wereld, namen):
    gezien = set()
    for naam in namen:
        with teruggedraaid():
            voer_onzin(als(wie_mag(wereld, naam)), adres(wereld, naam), gezien)


def voer_onzin(client, url, gezien):
    met_formulier, formulieren = formulieren_op(client.get(url), url, gezien)
    if not met_formulier:
        assert client.post(url, {"onzin": "x"}).status_code < 500
    for formulier in formulieren:
        getypt = None
        for soort, waarde in GEMEEN.items():
            vorige, getypt = getypt, vul_in(formulier, waarde)
            if getypt == vorige:
                break  # nothing to type in: a button
            antwoord = client.post(formulier.actie or url, getypt)
            assert antwoord.status_code < 500, (url, soort)
            tekst = [v for v in formulier.velden if v.soort in ("text", "textarea", "email", "search")]
            if antwoord.status_code == 200 and tekst and soort in ("ander schrift", "datum 9999"):
                assert html.escape(waarde) in antwoord.content.decode(), (url, soort)


@pytest.mark.parametrize("namen", groepen(MET_FORMULIER))
def test_verborgen_velden_en_keuzes_met_onzin(als, wereld, namen):
    """Hidden fields, choices and the bookkeeping of formsets are typed by nobody, but anybody can send them."""
    gezien = set()
    for naam in namen:
        with teruggedraaid():
            voer_onzin_ongezien(als(wie_mag(wereld, naam)), adres(wereld, naam), gezien)


def voer_onzin_ongezien(client, url, gezien):
    for formulier in formulieren_op(client.get(url), url, gezien)[1]:
        for waarde in ("", "x", "-1", "99999999999999999999", "1\x00", "[]"):
            data = {veld.naam: [waarde] for veld in formulier.velden if veld.naam != "csrfmiddlewaretoken"}
            assert client.post(formulier.actie or url, data).status_code < 500, (url, waarde)


@pytest.mark.parametrize("namen", groepen(list(MATRIX)))
def test_elke_knop_hoort_bij_een_formulier(als, wereld, namen):
    for naam in namen:
        if "GET" in MATRIX[naam].methoden and MATRIX[naam].deur != "openbaar":
            lees(als(wie_mag(wereld, naam)).get(adres(wereld, naam)), naam)


def lees(antwoord, naam):
    if antwoord.status_code == 200 and "text/html" in antwoord.headers["Content-Type"]:
        try:
            lees_formulieren(antwoord.content.decode())
        except AssertionError as fout:
            raise AssertionError(naam) from fout


def test_de_lezer_vindt_de_formulieren(als, wereld):
    """Otherwise the tests above would be empty: a form with text, choices and hidden fields is read whole."""
    (formulier,) = lees_formulieren(
        als(wereld.mensen["fatima"]).get(adres(wereld, "veiligheid:contact-nieuw")).content.decode()
    )
    soorten = {veld.soort for veld in formulier.velden}
    assert {"textarea", "select", "checkbox", "radio", "text", "hidden"} <= soorten


VRAGEN = [
    "na",
    "voor",
    "fase",
    "kader",
    "kind",
    "soort",
    "zoek",
    "wie",
    "team",
    "pagina",
    "onderwerp",
    "resultaat",
    "status",
    "sorteer",
    "rol",
]
ONZIN = ["\x00", "", "-1", "9" * 30, "x" * 3000, "1|2|3", "2026-13-45", "|", "<script>", "ا", "1; drop table x"]


MET_ADRES = [n for n, regel in MATRIX.items() if "GET" in regel.methoden and regel.deur != "openbaar"]


@pytest.mark.parametrize("namen", groepen(MET_ADRES))
def test_onzin_in_het_adres_breekt_geen_pagina(als, wereld, namen):
    """A page that looked at nothing behind the question mark is done after one: `GET` is made when somebody asks for it."""
    for naam in namen:
        with teruggedraaid():
            client, url = als(wie_mag(wereld, naam)), adres(wereld, naam)
            for onzin in ONZIN:
                antwoord = client.get(url, dict.fromkeys(VRAGEN, onzin))
                assert antwoord.status_code < 500, (naam, onzin)
                if "GET" not in antwoord.wsgi_request.__dict__:
                    break
