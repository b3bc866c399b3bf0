"""What a curious colleague, a partner or a stranger would try."""

import logging

import pytest
from django.test import Client

from tests.toegang.matrix import MATRIX, adres


def test_een_post_zonder_csrf_wordt_geweigerd(gezin, fatima):
    client = Client(enforce_csrf_checks=True)
    client.force_login(fatima)
    assert client.post(f"{gezin.get_absolute_url()}contact/nieuw/", {"tekst": "x"}).status_code == 403


@pytest.mark.parametrize("doel", ["https://boos.example/", "//boos.example", "javascript:alert(1)", "/\\boos.example"])
def test_na_het_aanmelden_gaat_niemand_naar_een_andere_site(client, fatima, doel):
    fatima.set_password("Alleen-voor-de-proef-12")
    fatima.save()
    invoer = {"login": fatima.email, "password": "Alleen-voor-de-proef-12", "next": doel}
    antwoord = client.post("/account/aanmelden/", invoer)
    assert antwoord.status_code == 302
    assert antwoord.url == "/"


@pytest.mark.parametrize(
    "naam",
    [
        "gezinnen:overzicht",
        "gezinnen:document",
        "rapportage:plan-pdf",
        "rapportage:plan-pdf-stand",
        "rapportage:gezinnen",
    ],
)
def test_elk_soort_antwoord_draagt_zijn_koppen(als, wereld, naam):
    antwoord = als(wereld.mensen["fatima"]).get(adres(wereld, naam))
    assert (
        "script-src 'self'" in antwoord.headers["Content-Security-Policy"]
        or "sandbox" in antwoord.headers["Content-Security-Policy"]
    )
    assert "unsafe-inline" not in antwoord.headers["Content-Security-Policy"]
    assert antwoord.headers["X-Content-Type-Options"] == "nosniff"
    assert antwoord.headers["X-Frame-Options"] == "DENY"
    assert "no-store" in antwoord.headers["Cache-Control"]


def test_een_foutpagina_zegt_niets_en_is_ook_beschermd(als, wereld):
    antwoord = als(wereld.mensen["fatima"]).get("/gezinnen/2026-9388/")
    assert antwoord.status_code == 404
    assert b"9388" not in antwoord.content
    assert "Content-Security-Policy" in antwoord.headers


@pytest.mark.parametrize(
    "pad",
    ["/gezinnen/2026-0417%00/", "/gezinnen/２０２６-０４１７/", "/gezinnen/2026-0417/../2026-9388/", "/gezinnen/1/"],
)
def test_een_vreemd_pad_is_gewoon_geen_pagina(als, wereld, pad):
    assert als(wereld.mensen["fatima"]).get(pad).status_code == 404


def test_het_secretariaat_leest_geen_notitie_cijfer_of_plan(als, wereld):
    """Marks, notes, assessments and the plan stay away from every page this role may open."""
    from gezinnen.models import Contactmoment, Gezinsplan
    from veiligheid.models import Veiligheidsmeting, Veiligheidsplan

    Contactmoment.objects.update(tekst="GEHEIM-notitie")
    Gezinsplan.objects.filter(status="concept").update(stip="GEHEIM-stip", aanleiding="GEHEIM-aanleiding")
    Veiligheidsmeting.objects.update(reden="GEHEIM-reden")
    assert Veiligheidsplan.objects.exists()
    client = als(wereld.mensen["vera"])
    for naam, regel in MATRIX.items():
        if "GET" in regel.methoden and regel.deur in ("dossier", "lijst"):
            antwoord = client.get(adres(wereld, naam))
            if antwoord.status_code == 200:
                assert b"GEHEIM-" not in antwoord.content, naam
                assert "Actuele veiligheid" not in antwoord.content.decode(errors="ignore"), naam


def test_geen_logregel_noemt_een_mens(als, wereld, caplog):
    caplog.set_level(logging.DEBUG)
    client = als(wereld.mensen["fatima"])
    for naam in ("gezinnen:overzicht", "gezinnen:leden", "veiligheid:contacten", "rapportage:gezinnen"):
        client.get(adres(wereld, naam))
        client.get(adres(wereld, naam) + "niet/")
    regels = "\n".join(
        regel.getMessage()
        for regel in caplog.records
        if not regel.name.startswith(("django.db", "django.template", "faker", "factory"))
    )
    assert "De Boer" not in regels
    assert "Kind" not in regels


def test_een_beheerder_geeft_zichzelf_geen_rechten(als, bea):
    als(bea).post(f"/beheer/mensen/{bea.pk}/", {"naam": bea.naam, "rol": "senior", "email": bea.email})
    bea.refresh_from_db()
    assert bea.rol == "beheerder"
