from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from gezinnen.models import Gebeurtenis
from tests.fabrieken import KindFactory
from veiligheid.models import Veiligheidsmeting


def url(gezin, naam="meten"):
    return reverse(f"veiligheid:{naam}", kwargs={"nummer": gezin.nummer})


def gegevens(**velden):
    return {"gever": "gezinsmanager", "aanleiding": "anders", **velden}


def geef(gezin, kind, cijfer, door, **velden):
    return Veiligheidsmeting.objects.create(
        gezin=gezin, kind=kind, cijfer=cijfer, auteur_id=door.pk, **{"soort": "actueel", "reden": "Reden.", **velden}
    )


def test_cijfers_voor_alle_kinderen_tegelijk(als, fatima, gezin, sam):
    noor = KindFactory(gezin=gezin, voornaam="Noor")
    velden = {
        f"cijfer_{sam.pk}_actueel": "5",
        f"reden_{sam.pk}_actueel": "Er was ruzie.",
        f"cijfer_{noor.pk}_actueel": "7",
        f"cijfer_{noor.pk}_blijvend": "6",
    }
    antwoord = als(fatima).post(url(gezin), gegevens(**velden))
    assert antwoord.status_code == 302
    rijen = Veiligheidsmeting.objects.order_by("kind", "soort").values_list(
        "kind", "soort", "cijfer", "gever", "auteur"
    )
    assert set(rijen) == {
        (sam.pk, "actueel", 5, "gezinsmanager", fatima.pk),
        (noor.pk, "actueel", 7, "gezinsmanager", fatima.pk),
        (noor.pk, "blijvend", 6, "gezinsmanager", fatima.pk),
    }
    assert Gebeurtenis.objects.filter(soort="meting.gegeven").count() == 3


def test_onder_de_zes_vraagt_een_reden_en_houdt_wat_getypt_is(als, fatima, gezin, sam):
    velden = {f"cijfer_{sam.pk}_actueel": "4", f"cijfer_{sam.pk}_blijvend": "6", f"reden_{sam.pk}_blijvend": "Blijft"}
    antwoord = als(fatima).post(url(gezin), gegevens(**velden))
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "Schrijf bij een cijfer onder de 6 waarom." in tekst
    assert "Blijft" in tekst
    assert not Veiligheidsmeting.objects.exists()


def test_ander_cijfer_dan_de_vorige_keer_vraagt_een_reden(als, fatima, gezin, sam):
    geef(gezin, sam, 8, fatima)
    antwoord = als(fatima).post(url(gezin), gegevens(**{f"cijfer_{sam.pk}_actueel": "7"}))
    assert "waarom het cijfer anders is" in antwoord.content.decode()
    assert als(fatima).post(url(gezin), gegevens(**{f"cijfer_{sam.pk}_actueel": "8"})).status_code == 302


def test_cijfer_van_een_ander_vraagt_geen_reden_en_trekt_geen_lijn(als, fatima, gezin, sam):
    geef(gezin, sam, 8, fatima)
    als(fatima).post(url(gezin), gegevens(gever="jeugdige", **{f"cijfer_{sam.pk}_actueel": "4"}))
    assert Veiligheidsmeting.objects.get(gever="jeugdige").cijfer == 4
    assert Veiligheidsmeting.objects.laatste_per_kind("actueel").get().cijfer == 8
    tekst = als(fatima).get(url(gezin, "overzicht")).content.decode()
    assert "Anderen zien het anders" in tekst
    assert "Actuele veiligheid 8" in tekst


def test_verschil_van_een_wordt_niet_genoemd(als, fatima, gezin, sam):
    geef(gezin, sam, 8, fatima)
    geef(gezin, sam, 7, fatima, gever="hulpverlener")
    assert "Anderen zien het anders" not in als(fatima).get(url(gezin, "overzicht")).content.decode()


@pytest.mark.parametrize("cijfer", ["11", "-1", "zes", "6.5", "\x00", "9" * 400])
def test_vreemd_cijfer_geeft_een_melding(als, fatima, gezin, sam, cijfer):
    antwoord = als(fatima).post(url(gezin), gegevens(**{f"cijfer_{sam.pk}_actueel": cijfer}))
    assert antwoord.status_code == 200
    assert "Kies een cijfer van 0 tot en met 10." in antwoord.content.decode()


def test_leeg_formulier_en_te_lange_reden_geven_een_melding(als, fatima, gezin, sam):
    assert "Geef minstens één cijfer." in als(fatima).post(url(gezin), gegevens()).content.decode()
    assert als(fatima).post(url(gezin), {}).status_code == 200
    lang = {f"cijfer_{sam.pk}_actueel": "5", f"reden_{sam.pk}_actueel": "😀" * 2001}
    antwoord = als(fatima).post(url(gezin), gegevens(**lang))
    assert antwoord.status_code == 200
    assert "😀" * 2001 in antwoord.content.decode()


def test_reden_zonder_cijfer_gaat_niet_stil_verloren(als, fatima, gezin, sam):
    antwoord = als(fatima).post(url(gezin), gegevens(**{f"reden_{sam.pk}_actueel": "Let op"}))
    assert "Kies een cijfer bij deze reden" in antwoord.content.decode()


def test_kind_van_een_ander_gezin_wordt_geweigerd(als, fatima, gezin, sam, vreemd_kind):
    velden = {f"cijfer_{sam.pk}_actueel": "7", f"cijfer_{vreemd_kind.pk}_actueel": "7"}
    antwoord = als(fatima).post(url(gezin), gegevens(**velden))
    assert antwoord.status_code == 200
    assert not Veiligheidsmeting.objects.exists()


def test_domein_weigert_een_cijfer_onder_de_zes_zonder_reden(gezin, sam, fatima):
    with pytest.raises(ValidationError):
        Veiligheidsmeting.geef(gezin, kind=sam, soort="actueel", cijfer=3, auteur_id=fatima.pk)
    with pytest.raises(ValidationError):
        Veiligheidsmeting.geef(gezin, kind=sam, soort="blijvend", cijfer=12, auteur_id=fatima.pk)
    assert Veiligheidsmeting.geef(gezin, kind=sam, soort="blijvend", cijfer=3, auteur_id=fatima.pk).pk


def test_alle_cijfers_staan_met_reden_op_hun_pagina(als, fatima, gezin, sam):
    geef(gezin, sam, 5, fatima, reden="<b>Ruzie</b>", op=timezone.now() - timedelta(days=2))
    tekst = als(fatima).get(url(gezin, "metingen")).content.decode()
    assert "&lt;b&gt;Ruzie&lt;/b&gt;" in tekst
    assert "Fatima Voorbeeld" in tekst


@pytest.mark.parametrize("naam", ["meten", "metingen", "overzicht"])
def test_ander_gezin_bestaat_niet(als, fatima, ander_gezin, naam):
    assert als(fatima).get(url(ander_gezin, naam)).status_code == 404


def test_zonder_recht_403_en_verkeerde_methode_405(als, vera, gerda, fatima, gezin):
    for naam in ("meten", "metingen", "overzicht"):
        assert als(vera).get(url(gezin, naam)).status_code == 403
    assert als(gerda).get(url(gezin)).status_code == 403
    assert als(fatima).post(url(gezin, "metingen")).status_code == 405
    assert als(fatima).delete(url(gezin)).status_code == 405


@pytest.mark.parametrize("aantal", [1, 12])
def test_tab_veiligheid_kost_even_veel_vragen_bij_meer_kinderen(
    als, fatima, gezin, aantal, django_assert_max_num_queries
):
    for kind in KindFactory.create_batch(aantal, gezin=gezin):
        for dagen in (1, 40):
            geef(gezin, kind, 7, fatima, op=timezone.now() - timedelta(days=dagen))
    client = als(fatima)
    with django_assert_max_num_queries(38):
        assert client.get(url(gezin, "overzicht")).status_code == 200
