"""Herinstroom: a closed family of the own team begins again; everybody else gets one and the same answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from gezinnen.models import Begeleiding, Gebeurtenis, Termijn
from ggw.organisatie.models import Lidmaatschap
from ggw.toegang.deur import namens
from ggw.toegang.models import Inzage
from tests.fabrieken import maak_gezin
from tests.gezinnen.bto import besluit, sluit, tekst, url, vraag_fase


@pytest.fixture
def dicht(gezin, fatima, sanne):
    """Closed a year ago: nobody can open it any more."""
    sluit(gezin, fatima, sanne)
    toen = timezone.localdate() - timedelta(days=365)
    gezin.begeleidingen.update(begonnen_op=toen - timedelta(days=200), afgesloten_op=toen)
    gezin.toewijzingen.update(vanaf=toen - timedelta(days=200), tot=toen)
    return gezin


def adres(gezin):
    return f"{url('heropenen')}?nummer={gezin.nummer}"


def invoer(wie, **velden):
    return {"wijze": "gezinsmanager", "persoon": wie.pk, "reden": "School belde: het gaat weer mis."} | velden


def test_senior_begint_opnieuw_met_de_vorige_gezinsmanager(als, sanne, fatima, dicht):
    senior = als(sanne)
    assert senior.get(url("fase", dicht)).status_code == 404
    pagina = tekst(senior.get(adres(dicht)))
    assert f"De vorige gezinsmanager werkt nog in dit team: {fatima.naam}" in pagina
    assert f'<option value="{fatima.pk}" selected>' in pagina
    antwoord = senior.post(adres(dicht), invoer(fatima))
    assert antwoord.url == dicht.get_absolute_url()
    nieuw, oud = dicht.begeleidingen.order_by("-pk")
    assert (nieuw.fase, nieuw.begonnen_op, oud.fase) == ("verbinden", timezone.localdate(), "afgesloten")
    overgang = nieuw.faseovergangen.get()
    assert (overgang.van, overgang.naar, overgang.reden) == ("", "verbinden", "School belde: het gaat weer mis.")
    assert dicht.toewijzingen.get(tot__isnull=True).gezinsmanager_id == fatima.pk
    assert Gebeurtenis.objects.filter(soort="begeleiding.heropend", door_id=sanne.pk).count() == 1
    assert Termijn.objects.filter(gezin=dicht, code="eerste_contact_preventief", gesloten_op=None).exists()
    verloop = tekst(als(fatima).get(url("fase", dicht)))
    assert verloop.count("Begeleiding vanaf") == 2


def test_opnieuw_beginnen_op_de_wachtlijst(als, tom, kees, dicht):
    als(tom).post(adres(dicht), invoer(kees, wijze="wacht"))
    assert dicht.begeleidingen.order_by("-pk").first().fase == "wacht"
    assert dicht.wachtplekken.get(tot__isnull=True).wachter_id == kees.pk


def test_dubbel_klikken_geeft_een_begeleiding(als, sanne, fatima, dicht):
    senior = als(sanne)
    senior.post(adres(dicht), invoer(fatima))
    tweede = senior.post(adres(dicht), invoer(fatima))
    assert "geen afgesloten gezin van uw team" in tekst(tweede)
    assert Begeleiding.objects.filter(gezin=dicht).count() == 2


@pytest.mark.parametrize("welk", ["loopt", "ander_team", "onbekend"])
def test_elk_ander_nummer_krijgt_hetzelfde_antwoord(als, sanne, fatima, bram, gezin, ander_gezin, welk):
    if welk == "ander_team":
        ander_gezin.begeleidingen.update(fase="afgesloten", afgesloten_op=timezone.localdate())
        ander_gezin.toewijzingen.update(tot=timezone.localdate())
    nummer = {"loopt": gezin.nummer, "ander_team": ander_gezin.nummer, "onbekend": "2026-9999"}[welk]
    adres = f"{url('heropenen')}?nummer={nummer}"
    senior = als(sanne)
    for antwoord in (senior.get(adres), senior.post(adres, invoer(fatima))):
        pagina = tekst(antwoord)
        assert "geen afgesloten gezin van uw team" in pagina
        assert bram.naam not in pagina
    assert Inzage.objects.filter(gebeurtenis="gezin.heropenen", uitkomst=404).count() == 2


def test_iemand_van_een_ander_team_of_zonder_reden_kan_niet(als, sanne, bram, fatima, dicht):
    senior = als(sanne)
    assert "werkt niet (meer) in dit team" in tekst(senior.post(adres(dicht), invoer(bram)))
    assert "Schrijf waarom" in tekst(senior.post(adres(dicht), invoer(fatima, reden="")))
    assert "Kies of het gezin" in tekst(senior.post(adres(dicht), invoer(fatima, wijze="")))
    assert Begeleiding.objects.filter(gezin=dicht).count() == 1


def test_wie_het_team_verliet_kan_niet_heropenen_en_wordt_niet_voorgesteld(als, sanne, fatima, kees, dicht):
    weg = timezone.localdate() - timedelta(days=1)
    Lidmaatschap.objects.filter(gebruiker=fatima).update(tot=weg)
    assert fatima.naam not in tekst(als(sanne).get(adres(dicht)))
    Lidmaatschap.objects.filter(gebruiker=sanne).update(tot=weg)
    assert "geen afgesloten gezin" in tekst(als(sanne).post(adres(dicht), invoer(kees)))


def test_heropenen_vraagt_het_recht(als, fatima, gerda, vera, tom):
    for mens in (fatima, gerda, vera):
        assert als(mens).get(url("heropenen")).status_code == 403
    assert als(tom).get(url("heropenen")).status_code == 200
    assert als(tom).get(url("heropenen") + "?nummer=x").status_code == 200
    assert als(tom).put(url("heropenen")).status_code == 405


def test_team_leest_drie_maanden_na_sluiten_ook_als_het_gezin_alleen_wachtte(als, fatima, sanne, kees, team_noord):
    wachtend = maak_gezin(fatima, team_noord, wacht=True, nummer="2026-0502")
    sluit(wachtend, fatima, sanne)
    assert als(kees).get(url("fase", wachtend)).status_code == 200
    toen = timezone.localdate() - timedelta(days=100)
    wachtend.begeleidingen.update(begonnen_op=toen - timedelta(days=9), afgesloten_op=toen)
    assert als(kees).get(url("fase", wachtend)).status_code == 404


def roep(functie, *waarden):
    with connection.cursor() as cursor:
        cursor.execute(f"select {functie}({', '.join(['%s'] * len(waarden))})", list(waarden))
        return cursor.fetchone()[0]


def test_de_poort_zelf_weigert_wie_geen_senior_of_teammanager_is(fatima, gerda, sanne, kees, dicht):
    for mens in (fatima, gerda):
        assert roep("heropen", mens.pk, dicht.nummer, kees.pk, None, "x") is None
    with namens(sanne), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        roep("heropen", sanne.pk, dicht.nummer, kees.pk, None, "x")
    assert Begeleiding.objects.filter(gezin=dicht).count() == 1


def test_vertellen_gaat_niet_over_een_gezin_dat_niet_in_beeld_is(fatima, sanne, bram, gezin):
    punt = besluit(vraag_fase(gezin, "ondersteunen", fatima), sanne)
    vandaag = timezone.localdate()
    with namens(bram):
        assert roep("vertel_besluit", punt.pk, vandaag, "brief", "") is False
    with namens(sanne):
        assert roep("vertel_besluit", punt.pk, vandaag, "brief", "") is True
        assert roep("vertel_besluit", punt.pk, vandaag, "brief", "") is False
