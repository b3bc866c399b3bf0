"""Asking another professional: the ground, the letter, the reminder, the answer or the refusal."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gezinnen.models import Gebeurtenis, Informatieverzoek, Maatregel
from gezinnen.models.informatieverzoek import VerzoekGeweigerd
from tests.fabrieken import GezinslidFactory, KindFactory
from tests.overleggen import adres, tekst

VANDAAG = f"{timezone.localdate():%d-%m-%Y}"


def ots(gezin, kind, *, eindigt=100, soort="11"):
    nu = timezone.localdate()
    return Maatregel.objects.create(
        gezin=gezin, kind=kind, soort_id=soort, begin=nu - timedelta(days=200), einde=nu + timedelta(days=eindigt)
    )


def invoer(wie=None, **velden):
    return {
        "organisatie": "GGZ De Verzonnen Beuk",
        "contactpersoon": "mevrouw Verzonnen",
        "over": "",
        "wat": "Komt moeder naar de afspraken?",
        "grond": "toestemming",
        "toestemming_van": wie.pk if wie else "",
        "toestemming_op": VANDAAG if wie else "",
        "gevraagd_op": VANDAAG,
        **velden,
    }


def verzoek_van(gezin, door, moeder, *, dagen=0, **velden):
    dag = timezone.localdate() - timedelta(days=dagen)
    basis = {"organisatie": "School", "wat": "Is hij er elke dag?", "grond": "toestemming", "toestemming_van": moeder}
    return Informatieverzoek.objects.create(
        gezin=gezin, door_id=door.pk, toestemming_op=dag, gevraagd_op=dag, **basis | velden
    )


def test_vragen_met_toestemming_en_de_brief(als, fatima, gezin, moeder):
    mens = als(fatima)
    antwoord = mens.post(adres("informatieverzoek-nieuw", gezin), invoer(moeder, over=moeder.pk))
    assert antwoord.url == adres("overleg", gezin)
    rij = Informatieverzoek.objects.get()
    assert (rij.door_id, rij.status, rij.toestemming_van_id) == (fatima.pk, "open", moeder.pk)
    brief = tekst(mens.get(adres("informatieverzoek", gezin, rij.pk)))
    for zin in (
        "t.a.v. mevrouw Verzonnen",
        "over Leila El Amrani, geboren op 4 mei 1988",
        "Komt moeder naar",
        "toestemming om",
    ):
        assert zin in brief
    assert "7.3.11" not in brief
    assert "GGZ De Verzonnen Beuk" in tekst(mens.get(adres("overleg", gezin)))
    assert Gebeurtenis.objects.filter(soort="informatieverzoek.gevraagd", onderwerp_id=rij.pk).exists()


def test_de_wet_wordt_alleen_aangeboden_als_er_een_ots_loopt(als, fatima, gezin, sam, moeder):
    mens, url = als(fatima), adres("informatieverzoek-nieuw", gezin)
    assert "7.3.11" not in tekst(mens.get(url))
    assert "geldige" in tekst(mens.post(url, invoer(grond="ots")))
    assert not Informatieverzoek.objects.exists()
    ots(gezin, sam, eindigt=-1)
    assert "7.3.11" not in tekst(mens.get(url))
    ots(gezin, sam)
    assert "7.3.11" in tekst(mens.get(url))
    assert mens.post(url, invoer(moeder, grond="ots", over=sam.pk)).status_code == 302
    rij = Informatieverzoek.objects.get()
    assert (rij.grond, rij.toestemming_van_id, rij.toestemming_op) == ("ots", None, None)
    brief = tekst(mens.get(adres("informatieverzoek", gezin, rij.pk)))
    assert "artikel 7.3.11, lid 4, van de Jeugdwet" in brief
    assert "Sam de Boer staat onder toezicht" in brief


def test_de_wet_geldt_niet_voor_wie_erbuiten_valt(als, fatima, gezin, sam, moeder):
    ots(gezin, sam)
    mens, url = als(fatima), adres("informatieverzoek-nieuw", gezin)
    for buiten in (KindFactory(gezin=gezin), GezinslidFactory(gezin=gezin, rol="125")):
        assert "Vraag toestemming." in tekst(mens.post(url, invoer(grond="ots", over=buiten.pk)))
    assert not Informatieverzoek.objects.exists()
    assert mens.post(url, invoer(grond="ots", over=moeder.pk)).status_code == 302


@pytest.mark.parametrize(
    ("veld", "waarde", "fout"),
    [
        ("organisatie", "", "verplicht"),
        ("wat", "", "verplicht"),
        ("grond", "", "verplicht"),
        ("grond", "zomaar", "geldige"),
        ("toestemming_van", "", "Kies wie toestemming gaf."),
        ("toestemming_van", "999999", "geldige"),
        ("toestemming_op", "", "Vul de dag in."),
        ("toestemming_op", "31-12-9999", "in de toekomst"),
        ("gevraagd_op", "01-01-2001", "De toestemming komt voor het verzoek."),
        ("gevraagd_op", "31-12-9999", "in de toekomst"),
        ("contactpersoon", "x" * 161, "160"),
        ("wat", "a\0b", "teken"),
    ],
)
def test_wat_niet_klopt_blijft_staan(als, fatima, gezin, moeder, veld, waarde, fout):
    gegevens = invoer(moeder, **{"organisatie": "Blijft staan", veld: waarde})
    antwoord = als(fatima).post(adres("informatieverzoek-nieuw", gezin), gegevens)
    assert antwoord.status_code == 200
    assert fout in tekst(antwoord)
    assert veld == "organisatie" or "Blijft staan" in tekst(antwoord)
    assert not Informatieverzoek.objects.exists()


def test_mens_van_ander_gezin_is_geen_keuze(als, fatima, gezin, moeder, vreemd_kind):
    antwoord = als(fatima).post(adres("informatieverzoek-nieuw", gezin), invoer(moeder, over=vreemd_kind.pk))
    assert "geldige" in tekst(antwoord)


def test_antwoord_vastleggen_en_dan_is_het_klaar(als, fatima, kees, gezin, moeder):
    rij = verzoek_van(gezin, fatima, moeder, dagen=10)
    mens, url = als(fatima), adres("informatieverzoek-afhandelen", gezin, rij.pk)
    gegevens = {"uitkomst": "beantwoord", "antwoord": "Hij is er elke dag.", "op": VANDAAG}
    assert mens.post(url, gegevens).status_code == 302
    rij.refresh_from_db()
    assert (rij.status, rij.afgehandeld_op) == ("beantwoord", timezone.localdate())
    tweede = als(kees).post(url, gegevens | {"antwoord": "Dit typte Kees."})
    assert tweede.status_code == 404
    assert "Dit typte Kees." in tekst(tweede)
    with pytest.raises(VerzoekGeweigerd):
        rij.handel_af(status="geweigerd", antwoord="x", op=timezone.localdate(), door_id=kees.pk)
    assert Gebeurtenis.objects.filter(soort="informatieverzoek.afgehandeld").count() == 1


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"uitkomst": ""}, "Kies wat eruit kwam."),
        ({"uitkomst": "open"}, "Kies wat eruit kwam."),
        ({"uitkomst": "geweigerd", "antwoord": ""}, "Schrijf op waarom zij weigeren."),
        ({"op": "31-12-9999"}, "in de toekomst"),
        ({"op": "01-01-2020"}, "Het antwoord komt daarna."),
    ],
)
def test_afhandelen_vraagt_wat_nodig_is(als, fatima, gezin, moeder, velden, fout):
    rij = verzoek_van(gezin, fatima, moeder, dagen=10)
    gegevens = {"uitkomst": "beantwoord", "antwoord": "Tekst blijft.", "op": VANDAAG, **velden}
    antwoord = als(fatima).post(adres("informatieverzoek-afhandelen", gezin, rij.pk), gegevens)
    assert fout in tekst(antwoord)
    rij.refresh_from_db()
    assert rij.is_open


def test_weigering_met_reden_wordt_een_kwestie_met_wat_al_bekend_is(als, fatima, gezin, moeder):
    rij = verzoek_van(gezin, fatima, moeder, dagen=10)
    mens, url = als(fatima), adres("informatieverzoek", gezin, rij.pk)
    link = f"{adres('kwestie-nieuw', gezin)}?oorzaak=informatie"
    assert link not in tekst(mens.get(url))
    rij.handel_af(status="geweigerd", antwoord="Beroepsgeheim.", op=timezone.localdate(), door_id=fatima.pk)
    pagina = tekst(mens.get(url))
    assert "Beroepsgeheim." in pagina
    assert f'<a href="{link}' in pagina
    assert '<option value="informatie" selected>' in tekst(mens.get(link))


def test_herinnering_een_keer_per_dag_en_niet_na_het_antwoord(als, fatima, gezin, moeder):
    rij = verzoek_van(gezin, fatima, moeder, dagen=20)
    mens, url = als(fatima), adres("informatieverzoek-herinneren", gezin, rij.pk)
    mens.post(url)
    assert "vandaag al een herinnering" in tekst(mens.post(url, follow=True))
    brief = tekst(mens.get(adres("informatieverzoek", gezin, rij.pk)))
    assert "herinnering aan onze vraag" in brief
    assert "Wij kregen nog geen antwoord." in brief
    assert Gebeurtenis.objects.filter(soort="informatieverzoek.herinnerd").count() == 1
    rij.refresh_from_db()
    rij.handel_af(status="ingetrokken", antwoord="", op=timezone.localdate(), door_id=fatima.pk)
    assert "al afgehandeld" in tekst(mens.post(url, follow=True))


@pytest.mark.parametrize(
    ("wie", "lezen", "schrijven"),
    [("fatima", 200, 200), ("tom", 200, 403), ("vera", 403, 403), ("bram", 404, 404)],
)
def test_wie_mag_wat(als, gezin, fatima, moeder, request, wie, lezen, schrijven):
    rij, mens = verzoek_van(gezin, fatima, moeder), als(request.getfixturevalue(wie))
    assert mens.get(adres("informatieverzoek", gezin, rij.pk)).status_code == lezen
    assert mens.get(adres("informatieverzoek-nieuw", gezin)).status_code == schrijven
    assert mens.get(adres("informatieverzoek-afhandelen", gezin, rij.pk)).status_code == schrijven
    assert mens.get(adres("informatieverzoek-herinneren", gezin, rij.pk)).status_code == 405


def test_concept_van_een_verzoek_komt_terug(als, fatima, gezin, moeder):
    mens, url = als(fatima), adres("informatieverzoek-nieuw", gezin)
    mens.post(reverse("concepten:bewaar"), {**invoer(moeder, wat="Half getypt."), "concept": url})
    assert "Half getypt." in tekst(mens.get(url))
