"""Gezin en netwerk: the people of a family, where they live and how to reach them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gezinnen.models import (
    Adres,
    Contactgegeven,
    Gebeurtenis,
    Gezag,
    Gezinslid,
    Huishouden,
    Netwerklid,
    Relatie,
)
from ggw.toegang.models import Inzage
from tests.fabrieken import GezinslidFactory, KindFactory

LID = {
    "voornaam": "Noor",
    "tussenvoegsel": "de",
    "achternaam": "Boer",
    "geboortedatum": "02-03-2020",
    "geslacht": "vrouw",
    "rol": "301",
    "is_jeugdige": "on",
    "vanaf": "01-11-2026",
}
ADRES = {
    "straat": "Verzonnenlaan",
    "huisnummer": "12",
    "postcode": "1011ab",
    "plaats": "Voorbeeldstad",
    "vanaf": "01-01-2026",
}


def pad(gezin, naam, pk=None):
    kwargs = {"nummer": gezin.nummer} if pk is None else {"nummer": gezin.nummer, "pk": pk}
    return reverse(f"gezinnen:{naam}", kwargs=kwargs)


def tekst(antwoord):
    return antwoord.content.decode()


@pytest.fixture
def adres(gezin, moeder):
    return Adres.objects.create(
        gezin=gezin,
        gezinslid=moeder,
        straat="Verzonnenlaan",
        huisnummer="1",
        plaats="Voorbeeldstad",
        vanaf=date(2026, 1, 1),
    )


@pytest.fixture
def geheim(gezin, moeder):
    return Adres.objects.create(
        gezin=gezin,
        gezinslid=moeder,
        straat="Schuilstraat",
        huisnummer="77",
        plaats="Verweg",
        geheim=True,
        vanaf=date(2026, 1, 1),
    )


@pytest.fixture
def telefoon(gezin, moeder):
    return Contactgegeven.objects.create(gezin=gezin, gezinslid=moeder, soort="telefoon", waarde="06 12345678")


@pytest.fixture
def huishouden(gezin):
    return Huishouden.objects.create(gezin=gezin, naam="bij moeder")


# The pages of all and of one


def test_pagina_toont_kinderen_volwassenen_en_wie_wie_is(als, fatima, gezin, sam, moeder, telefoon):
    Gezag.objects.create(gezin=gezin, kind=sam, houder=moeder, soort="ouderlijk", vanaf=date(2020, 1, 1))
    Gezinslid.objects.filter(pk=moeder.pk).update(geslacht="vrouw")
    Relatie.objects.create(gezin=gezin, van=moeder, soort="ouder", naar=sam)
    html = tekst(als(fatima).get(pad(gezin, "leden")))
    assert "Sam de Boer" in html
    assert "06 12345678" in html
    assert "is moeder van <bdi>Sam</bdi>" in html
    assert 'aria-current="page"' in html


def test_lege_pagina_biedt_de_eerste_stap(als, fatima, gezin):
    html = tekst(als(fatima).get(pad(gezin, "leden")))
    assert "Voeg een kind toe" in html


def test_pagina_van_een_persoon(als, fatima, gezin, sam):
    antwoord = als(fatima).get(pad(gezin, "lid", sam.pk))
    assert antwoord.status_code == 200
    assert "Sam de Boer" in tekst(antwoord)
    assert "Sam" not in tekst(antwoord).partition("</title>")[0]


def test_twaalf_kinderen_kosten_evenveel_queries_als_een(als, fatima, gezin, moeder):
    def gezin_groeit(aantal):
        for kind in KindFactory.create_batch(aantal, gezin=gezin):
            Relatie.objects.create(gezin=gezin, van=moeder, soort="ouder", naar=kind)
            Gezag.objects.create(gezin=gezin, kind=kind, houder=moeder, soort="ouderlijk")
            Netwerklid.objects.create(gezin=gezin, naam="Juf", soort="school", voor_kind=kind)

    def queries():
        aantallen = []
        for pagina in (pad(gezin, "leden"), pad(gezin, "lid", moeder.pk)):
            with CaptureQueriesContext(connection) as gevangen:
                als(fatima).get(pagina)
            aantallen.append(len(gevangen))
        return aantallen

    gezin_groeit(1)
    met_een = queries()
    gezin_groeit(11)
    assert queries() == met_een


def test_wie_eerder_bij_het_gezin_hoorde_staat_apart(als, fatima, gezin, sam):
    GezinslidFactory(gezin=gezin, voornaam="Vroeger", tot=date(2026, 2, 1))
    voor, kop, na = tekst(als(fatima).get(pad(gezin, "leden"))).partition("Hoorden eerder bij het gezin")
    assert kop
    assert "Vroeger" in na
    assert "Vroeger" not in voor


def test_overleden_kind_is_gemerkt(als, fatima, gezin):
    KindFactory(gezin=gezin, overleden_op=date(2026, 5, 1))
    assert "overleden" in tekst(als(fatima).get(pad(gezin, "leden")))


@pytest.mark.parametrize("naam", ["عمر", "Иван", "李", "O’Neill-d’Ávila", "😀"])
def test_namen_in_elk_schrift(als, fatima, gezin, naam):
    als(fatima).post(pad(gezin, "lid-toevoegen"), LID | {"voornaam": naam})
    assert f"<bdi>{naam} de Boer</bdi>" in tekst(als(fatima).get(pad(gezin, "leden")))


def test_namen_zijn_nooit_opmaak(als, fatima, gezin):
    lid = KindFactory(gezin=gezin, voornaam="<script>x</script>")
    for naam, pk in [("leden", None), ("lid", lid.pk), ("lid-wijzigen", lid.pk), ("gezag-toevoegen", None)]:
        assert "<script>x" not in tekst(als(fatima).get(pad(gezin, naam, pk)))


# Members


def test_lid_toevoegen(als, fatima, gezin):
    antwoord = als(fatima).post(pad(gezin, "lid-toevoegen"), LID)
    assert antwoord.status_code == 302
    lid = Gezinslid.objects.get(gezin=gezin, voornaam="Noor")
    assert lid.sorteernaam == "boer noor de"
    assert lid.is_jeugdige
    regel = Gebeurtenis.objects.get(gezin=gezin, soort="lid.toegevoegd")
    assert (regel.onderwerp_id, regel.door_id) == (lid.pk, fatima.pk)


def test_lid_wijzigen_bewaart_alleen_wat_anders_is(als, fatima, gezin, sam):
    als(fatima).post(pad(gezin, "lid-wijzigen", sam.pk), LID | {"voornaam": "Samuel"})
    sam.refresh_from_db()
    assert sam.sorteernaam == "boer samuel de"
    html = tekst(als(fatima).get(pad(gezin, "lid", sam.pk)))
    assert "door Fatima Voorbeeld" in html
    assert "<bdi>Samuel</bdi>" in html.partition("Geschiedenis")[2]


def test_ongeboren_kind_wordt_geboren(als, fatima, gezin, moeder):
    verwacht = timezone.localdate() + timedelta(days=60)
    ongeboren = {"verwachte_datum": f"{verwacht:%d-%m-%Y}", "moeder": moeder.pk, "geslacht": "onbekend", "rol": "301"}
    als(fatima).post(pad(gezin, "lid-toevoegen"), ongeboren | {"is_jeugdige": "on", "vanaf": "01-11-2026"})
    kind = Gezinslid.objects.get(gezin=gezin, verwachte_datum=verwacht)
    assert "Ongeboren kind" in tekst(als(fatima).get(pad(gezin, "leden")))
    als(fatima).post(pad(gezin, "lid-wijzigen", kind.pk), LID | {"geboortedatum": "20-11-2026"})
    kind.refresh_from_db()
    assert (kind.geboortedatum, kind.verwachte_datum) == (date(2026, 11, 20), None)


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"geboortedatum": "01-01-2999"}, "tussen 1900 en vandaag"),
        ({"geboortedatum": "31-12-1899"}, "tussen 1900 en vandaag"),
        ({"geboortedatum": "01-01-0001"}, "tussen 1900 en vandaag"),
        ({"geboortedatum": "gisteren"}, "geldige datum"),
        ({"verwachte_datum": "01-01-2027"}, "niet allebei"),
        ({"geboortedatum": "", "verwachte_datum": "01-01-2029"}, "hooguit 10 maanden"),
        ({"geboortedatum": "", "verwachte_datum": "31-12-9999"}, "hooguit 10 maanden"),
        ({"overleden_op": "01-01-2019"}, "voor de geboortedatum"),
        ({"overleden_op": "01-01-2999"}, "nog niet geweest"),
        ({"tot": "01-01-2020"}, "einddatum ligt voor de begindatum"),
        ({"voornaam": "", "achternaam": ""}, "Vul een voornaam of een achternaam in"),
        ({"voornaam": "x" * 200}, "80"),
        ({"voornaam": "a\x00b"}, "foutoverzicht"),
        ({"rol": "999"}, "geldige keuze"),
        ({"huishouden": "999999999999999999999"}, "geldige keuze"),
        ({"moeder": "x"}, "geldige keuze"),
    ],
)
def test_onmogelijke_gegevens_komen_terug_met_uitleg(als, fatima, gezin, velden, fout):
    antwoord = als(fatima).post(pad(gezin, "lid-toevoegen"), LID | {"taal": "Tigrinya"} | velden)
    assert antwoord.status_code == 200
    assert fout.lower() in tekst(antwoord).lower()
    assert "Tigrinya" in tekst(antwoord)
    assert not gezin.leden.exists()


def test_huishouden_en_moeder_van_een_ander_gezin_zijn_geen_keuze(als, fatima, gezin, ander_gezin, vreemd_kind):
    vreemd = Huishouden.objects.create(gezin=ander_gezin, naam="Vreemd")
    for velden in ({"huishouden": vreemd.pk}, {"moeder": vreemd_kind.pk}):
        assert "geldige keuze" in tekst(als(fatima).post(pad(gezin, "lid-toevoegen"), LID | velden))
    assert not gezin.leden.exists()


def test_huishouden_toevoegen_en_wijzigen(als, fatima, gezin, huishouden):
    als(fatima).post(pad(gezin, "huishouden-toevoegen"), {"naam": "bij oma"})
    assert gezin.huishoudens.filter(naam="bij oma").exists()
    antwoord = als(fatima).post(pad(gezin, "huishouden-toevoegen"), {"naam": "bij oma"})
    assert "Dit huishouden staat er al." in tekst(antwoord)
    als(fatima).post(pad(gezin, "huishouden-wijzigen", huishouden.pk), {"naam": "bij vader"})
    huishouden.refresh_from_db()
    assert huishouden.naam == "bij vader"


# Addresses and contact


def test_adres_toevoegen_voor_meer_mensen_tegelijk(als, fatima, gezin, sam, moeder):
    als(fatima).post(pad(gezin, "adres-toevoegen", moeder.pk), ADRES | {"ook_voor": [sam.pk]})
    assert set(Adres.objects.values_list("gezinslid_id", "postcode")) == {(moeder.pk, "1011 AB"), (sam.pk, "1011 AB")}
    assert Gebeurtenis.objects.get(soort="adres.toegevoegd").gegevens == {"ook_voor": [sam.pk]}


def test_adres_beeindigen(als, fatima, gezin, moeder, adres):
    als(fatima).post(pad(gezin, "adres-wijzigen", adres.pk), ADRES | {"tot": "01-02-2026"})
    assert not Adres.objects.huidig().filter(gezin=gezin).exists()
    html = tekst(als(fatima).post(pad(gezin, "adres-wijzigen", adres.pk), ADRES | {"tot": "01-02-2020"}))
    assert "De einddatum ligt voor de begindatum." in html


def test_geheim_adres_staat_nergens_tot_iemand_erom_vraagt(als, fatima, gezin, moeder, geheim):
    client = als(fatima)
    for pagina in (
        gezin.get_absolute_url(),
        pad(gezin, "leden"),
        pad(gezin, "lid", moeder.pk),
        pad(gezin, "adres-wijzigen", geheim.pk),
    ):
        html = tekst(client.get(pagina))
        assert "Schuilstraat" not in html
        assert "eheim adres" in html
    antwoord = client.post(pad(gezin, "adres-tonen", geheim.pk))
    assert antwoord.status_code == 200
    assert "Schuilstraat 77" in tekst(antwoord)
    assert "Schuilstraat" not in tekst(antwoord).partition("</title>")[0]
    regel = Inzage.objects.get(doel=pad(gezin, "adres-tonen", geheim.pk))
    assert (regel.gebruiker_id, regel.methode, regel.uitkomst) == (fatima.pk, "POST", 200)


def test_geheim_adres_beeindigen_zonder_het_te_tonen(als, fatima, gezin, geheim):
    als(fatima).post(
        pad(gezin, "adres-wijzigen", geheim.pk), {"geheim": "on", "vanaf": "01-01-2026", "tot": "02-02-2026"}
    )
    geheim.refresh_from_db()
    assert (geheim.straat, geheim.tot) == ("Schuilstraat", date(2026, 2, 2))


def test_secretariaat_krijgt_een_geheim_adres_niet_te_zien(als, vera, gezin, moeder, geheim):
    assert als(vera).post(pad(gezin, "adres-tonen", geheim.pk)).status_code == 403
    html = tekst(als(vera).get(pad(gezin, "lid", moeder.pk)))
    assert "Schuilstraat" not in html
    assert "Toon geheim adres" not in html


def test_contactgegeven_toevoegen_wijzigen_en_verwijderen(als, fatima, gezin, moeder, telefoon):
    client = als(fatima)
    client.post(pad(gezin, "contactgegeven-toevoegen", moeder.pk), {"soort": "email", "waarde": "leila@example.nl"})
    assert moeder.contactgegevens.filter(soort="email").exists()
    client.post(pad(gezin, "contactgegeven-wijzigen", telefoon.pk), {"soort": "telefoon", "waarde": "+31 6 87654321"})
    telefoon.refresh_from_db()
    assert telefoon.waarde == "+31 6 87654321"
    client.post(pad(gezin, "contactgegeven-verwijderen", telefoon.pk))
    assert not Contactgegeven.objects.filter(pk=telefoon.pk).exists()
    assert set(Gebeurtenis.objects.values_list("soort", flat=True)) == {
        "contactgegeven.toegevoegd",
        "contactgegeven.gewijzigd",
        "contactgegeven.verwijderd",
    }


@pytest.mark.parametrize(
    ("soort", "waarde"), [("telefoon", "bel maar"), ("email", "leila@"), ("telefoon", ""), ("fax", "06")]
)
def test_onbereikbaar_nummer_wordt_niet_bewaard(als, fatima, gezin, moeder, soort, waarde):
    antwoord = als(fatima).post(pad(gezin, "contactgegeven-toevoegen", moeder.pk), {"soort": soort, "waarde": waarde})
    assert antwoord.status_code == 200
    assert 'role="alert"' in tekst(antwoord)
    assert not moeder.contactgegevens.exists()


# Who may what


@pytest.mark.parametrize(
    "naam",
    ["lid-toevoegen", "huishouden-toevoegen", "relatie-toevoegen", "gezag-toevoegen", "netwerklid-toevoegen", "wensen"],
)
def test_formulier_van_het_gezin(als, fatima, bram, vera, gezin, naam):
    assert als(fatima).get(pad(gezin, naam)).status_code == 200
    assert als(fatima).delete(pad(gezin, naam)).status_code == 405
    assert als(vera).get(pad(gezin, naam)).status_code == 403
    assert als(bram).get(pad(gezin, naam)).status_code == 404
    leeg = als(fatima).post(pad(gezin, naam), {})
    assert leeg.status_code == 200
    assert 'role="alert"' in tekst(leeg)


@pytest.mark.parametrize(
    "naam", ["lid-wijzigen", "adres-toevoegen", "contactgegeven-toevoegen", "bsn-vastleggen", "koppelen"]
)
def test_formulier_van_een_gezinslid(als, fatima, bram, vera, gezin, sam, vreemd_kind, naam):
    assert als(fatima).get(pad(gezin, naam, sam.pk)).status_code == 200
    assert als(fatima).put(pad(gezin, naam, sam.pk)).status_code == 405
    assert als(vera).get(pad(gezin, naam, sam.pk)).status_code == 403
    assert als(bram).get(pad(gezin, naam, sam.pk)).status_code == 404
    assert als(fatima).get(pad(gezin, naam, vreemd_kind.pk)).status_code == 404
    assert als(fatima).post(pad(gezin, naam, vreemd_kind.pk), LID).status_code == 404
    leeg = als(fatima).post(pad(gezin, naam, sam.pk), {})
    assert leeg.status_code == 200
    assert 'role="alert"' in tekst(leeg)


def test_lezen_mag_het_secretariaat_ook(als, vera, ilse, bram, gezin, sam):
    for naam, pk in [("leden", None), ("lid", sam.pk)]:
        html = tekst(als(vera).get(pad(gezin, naam, pk)))
        assert "Sam de Boer" in html
        assert "wijzigen" not in html.lower()
        assert als(ilse).get(pad(gezin, naam, pk)).status_code == 403
        assert als(bram).get(pad(gezin, naam, pk)).status_code == 404
        assert als(vera).post(pad(gezin, naam, pk)).status_code == 405


def test_bijzonderheden_ziet_het_secretariaat_niet(als, vera, fatima, gezin, sam):
    Gezinslid.objects.filter(pk=sam.pk).update(bijzonderheden="Slaapt slecht")
    assert "Slaapt slecht" in tekst(als(fatima).get(pad(gezin, "lid", sam.pk)))
    html = tekst(als(vera).get(pad(gezin, "lid", sam.pk)))
    assert "Slaapt slecht" not in html
    assert "Geschiedenis" not in html


def test_rijen_van_een_ander_gezin_bestaan_niet(als, fatima, gezin, ander_gezin, vreemd_kind):
    rijen = {
        "huishouden-wijzigen": Huishouden.objects.create(gezin=ander_gezin, naam="X"),
        "adres-wijzigen": Adres.objects.create(
            gezin=ander_gezin, gezinslid=vreemd_kind, straat="X", huisnummer="1", plaats="X", geheim=True
        ),
        "contactgegeven-wijzigen": Contactgegeven.objects.create(
            gezin=ander_gezin, gezinslid=vreemd_kind, soort="telefoon", waarde="06"
        ),
    }
    client = als(fatima)
    for naam, rij in rijen.items():
        assert client.get(pad(gezin, naam, rij.pk)).status_code == 404
    assert client.post(pad(gezin, "adres-tonen", rijen["adres-wijzigen"].pk)).status_code == 404
    assert client.post(pad(gezin, "contactgegeven-verwijderen", rijen["contactgegeven-wijzigen"].pk)).status_code == 404
    assert client.get(pad(gezin, "lid", vreemd_kind.pk)).status_code == 404
    assert client.get(pad(gezin, "lid", 10**30)).status_code == 404


def test_alleen_sturen_kan_niet_met_een_link(als, fatima, gezin, moeder, geheim, telefoon):
    for naam, pk in [
        ("adres-tonen", geheim.pk),
        ("contactgegeven-verwijderen", telefoon.pk),
        ("koppeling-beslissen", 1),
    ]:
        assert als(fatima).get(pad(gezin, naam, pk)).status_code == 405
