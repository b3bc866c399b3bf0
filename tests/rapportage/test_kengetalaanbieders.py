"""Providers in figures, and the yearly PDF of a gemeente."""

import io
import logging

import pytest
from pypdf import PdfReader

from ggw.organisatie.models import Aanbieder
from ggw.organisatie.rollen import RECHTEN, Rol
from rapportage.kengetallen.lezen import lees
from rapportage.models import Niveau, Periode
from tests.fabrieken import GebruikerFactory, GemeenteFactory
from tests.kengetalrijen import VANAF, geteld, rij
from tests.rapportage.test_kengetalpaginas import als_csv, tabelrijen, tekst

PAGINA = "/kengetallen/aanbieders/"


@pytest.fixture(autouse=True)
def _nu(time_machine):
    time_machine.move_to("2026-11-28T10:00:00+01:00")


@pytest.fixture
def linde(db):
    return Aanbieder.objects.create(naam="De Verzonnen Linde", soort="hoofdaannemer")


def zet(aanbieder, wanneer="2025"):
    plek = {"niveau": Niveau.AANBIEDER, "sleutel": aanbieder.pk}
    for deel in ("", "B"):
        rij("verwijzingen", wanneer, 34, deel=deel, **plek)
        rij("antwoordtijd", wanneer, 204, 34, deel=deel, **plek)
        rij("einde_akkoord", wanneer, 4, 6, deel=deel, **plek)
        rij("cijfer_bij_hulp", wanneer, 3, 2, deel=deel, verborgen=True, **plek)


@pytest.mark.parametrize("wie", ["boris", "tom", "sanne", "gerda", "zita"])
def test_per_aanbieder_en_segment_met_hoeveel_erachter_zit(als, request, wie, linde):
    geteld()
    zet(linde)
    antwoord = als(request.getfixturevalue(wie)).get(PAGINA)
    kop, alle, segment = tabelrijen(antwoord)
    cellen = dict(zip(kop, alle, strict=True))
    assert cellen["Aanbieder"] == "De Verzonnen Linde Alle segmenten"
    assert cellen["Verwijzingen"] == "34"
    assert cellen["Tot het antwoord"] == "6,0 dagen n = 34"
    assert cellen["Gestopt met akkoord"] == "67 % 4 van 6: weinig gegevens"
    assert cellen["Verandering cijfer"] == "verborgen"
    assert segment[0].endswith("Segment B")
    assert "Weinig gegevens" in tekst(antwoord)


@pytest.mark.parametrize("wie", ["fatima", "vera", "ilse", "bea", "dunya", "paula", "anna", "hugo", "wim"])
def test_een_ander_ziet_geen_aanbieders_in_cijfers(als, request, wie, linde):
    geteld()
    client = als(request.getfixturevalue(wie))
    assert client.get(PAGINA).status_code == 403
    assert client.get(f"{PAGINA}{linde.pk}/").status_code == 403


@pytest.mark.parametrize("rol", Rol.values)
def test_de_database_kent_dezelfde_rollen_als_de_tabel_van_rechten(rol, linde):
    rij("gestart", "2025", 12)
    zet(linde)
    mens = GebruikerFactory(email="iemand@ggw.example", rol=rol)
    tot = VANAF.replace(year=2030)
    cijfers = lees(mens.pk, ["gestart"], Periode.JAAR, VANAF, tot, Niveau.ORGANISATIE)
    aanbieders = lees(mens.pk, ["verwijzingen"], Periode.JAAR, VANAF, tot, Niveau.AANBIEDER)
    assert bool(cijfers) == ("kengetallen.bekijken" in RECHTEN[rol])
    assert bool(aanbieders) == ("kengetallen.aanbieders" in RECHTEN[rol])


def test_een_segment_en_een_kwartaal_kiezen(als, zita, linde):
    geteld()
    zet(linde, "2026-k3")
    client = als(zita)
    assert "3e kwartaal 2026" in tekst(client.get(PAGINA))  # as long as there is no year of any provider
    assert "In deze periode is van geen aanbieder iets geteld." in tekst(client.get(f"{PAGINA}?op=2025"))
    een = client.get(f"{PAGINA}?op=2026-k3&segment=B")
    assert [regel[0] for regel in tabelrijen(een)[1:]] == ["De Verzonnen Linde Segment B"]
    assert "2026 loopt nog." in tekst(client.get(f"{PAGINA}?op=2026"))


@pytest.mark.parametrize("vraag", ["op=2025-11", "op=%00", "op=99999", "segment=Z", "segment=%00"])
def test_een_keuze_die_niet_bestaat_geeft_een_zin(als, zita, linde, vraag):
    geteld()
    zet(linde)
    antwoord = als(zita).get(f"{PAGINA}?{vraag}")
    assert antwoord.status_code == 200
    assert "Deze keuze bestaat niet." in tekst(antwoord)
    assert als(zita).get(f"{PAGINA}?{vraag}&uitvoer=csv").status_code == 404


def test_het_bestand_heeft_dezelfde_regels_als_de_pagina(als, zita, linde):
    geteld()
    zet(linde)
    kop, *rijen = als_csv(als(zita).get(f"{PAGINA}?uitvoer=csv"))
    cellen = dict(zip(kop, rijen[0], strict=True))
    assert (cellen["Aanbieder"], cellen["Segment"], cellen["Verwijzingen"]) == (linde.naam, "Alle segmenten", "34")
    assert (cellen["Gestopt met akkoord (%)"], cellen["Gestopt met akkoord: aantal"]) == ("67", "4")
    assert cellen["Verandering cijfer (punten)"] == "verborgen"


def test_een_aanbieder_door_de_tijd(als, zita, linde):
    geteld()
    zet(linde, "2026-k2")
    zet(linde, "2026-k3")
    client = als(zita)
    antwoord = client.get(f"{PAGINA}{linde.pk}/")
    assert "<svg" in antwoord.content.decode()
    assert ["3e kwartaal 2026", "6,0 dagen n = 34", "6,0 dagen n = 34"] in tabelrijen(antwoord, 1)
    assert "Van deze aanbieder is nog niets geteld." in tekst(client.get(f"{PAGINA}{linde.pk}/?periode=jaar"))
    assert client.get(f"{PAGINA}{linde.pk}/?periode=maand").status_code == 404


def test_een_aanbieder_begint_met_jaren_als_die_er_zijn_en_vouwt_op_wat_niet_te_tekenen_is(als, zita, linde):
    geteld()
    zet(linde, "2024")
    zet(linde, "2025")
    client = als(zita)
    gelezen = client.get(f"{PAGINA}{linde.pk}/").content.decode()
    assert '<a href="?periode=jaar" aria-current="true">Per jaar</a>' in gelezen
    assert "<svg" in gelezen
    zonder = gelezen.split("Er is te weinig om te tekenen.")
    assert len(zonder) > 1
    assert all(stuk.lstrip().startswith("</p>") and "<details>" in stuk[:40] for stuk in zonder[1:])


def test_een_zorgbemiddelaar_heeft_geen_tab_naar_wat_niet_mag(als, zita):
    geteld()
    assert 'href="/kengetallen/"' not in als(zita).get(PAGINA).content.decode()


def vul_gemeente():
    GemeenteFactory(code="9999", naam="Voorbeeldstad")
    geteld()
    for jaar, keer in (("2023", 1), ("2024", 2), ("2025", 3)):
        for niveau, sleutel, maal in ((Niveau.GEMEENTE, "9999", 1), (Niveau.ORGANISATIE, "", 10)):
            plek = {"niveau": niveau, "sleutel": sleutel}
            rij("gezinnen_kader", jaar, 40 * keer * maal, **plek)
            rij("gezinnen_kader", jaar, 25 * keer * maal, deel="preventief", **plek)
            rij("gezinnen_kader", jaar, 15 * keer * maal, deel="maatregel", **plek)
            rij("gestart", jaar, 11 * keer * maal, **plek)
            rij("blijvend_zes", jaar, 14 * keer * maal, 20 * keer * maal, **plek)
    rij("afgesloten", "2025", 3, niveau=Niveau.GEMEENTE, sleutel="9999", verborgen=True)
    rij("afgesloten", "2024", 22, niveau=Niveau.GEMEENTE, sleutel="9999")


def test_het_jaaroverzicht_van_een_gemeente(als, boris, caplog):
    vul_gemeente()
    client = als(boris)
    assert "/kengetallen/gemeente/9999/2025/pdf/" in client.get("/kengetallen/").content.decode()
    assert "Jaaroverzicht 2025 van Voorbeeldstad" in tekst(client.get("/kengetallen/?plek=gemeente:9999"))
    with caplog.at_level(logging.ERROR):
        antwoord = client.get("/kengetallen/gemeente/9999/2025/pdf/")
    assert caplog.records == []
    assert antwoord["Content-Disposition"] == 'attachment; filename="kengetallen-9999-2025.pdf"'
    lezer = PdfReader(io.BytesIO(antwoord.content))
    assert b"pdfuaid:part" in antwoord.content or "/StructTreeRoot" in lezer.trailer["/Root"]
    assert lezer.metadata.title == "Kengetallen 2025, gemeente Voorbeeldstad"
    assert len(lezer.pages) <= 5
    gelezen = " ".join(" ".join(blad.extract_text() for blad in lezer.pages).split())
    assert "Gezinnen in begeleiding, per kader 120 80 +40 1.200" in gelezen
    assert "Afgesloten begeleidingen verborgen 22" in gelezen
    assert "Wat elk getal zegt" in gelezen
