"""Drafts: what somebody typed comes back, to that person alone, and goes when it is saved."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from gezinnen.models import Contactmoment
from ggw.concepten.models import Invoerconcept
from ggw.concepten.tasks import ruim_concepten_op
from tests.veiligheid.contacten import invoer

TEKST = "Moeder vertelt dat het op school beter gaat."


def contact(gezin):
    return reverse("veiligheid:contact-nieuw", args=[gezin.nummer])


def bewaar(client, pad, *, script=True, **velden):
    data = {"concept_pad": pad, **velden} | ({"concept_script": "ja"} if script else {})
    return client.post(reverse("concepten:bewaar"), data)


def test_een_concept_komt_terug_in_een_nieuwe_sessie(als, fatima, gezin):
    antwoord = bewaar(als(fatima), contact(gezin), tekst=TEKST, soort="huisbezoek")
    assert antwoord.json()["tekst"].startswith("Concept bewaard om")
    pagina = als(fatima).get(contact(gezin)).content.decode()
    assert TEKST in pagina
    assert "een concept bewaard" in pagina
    assert "Dit veld is verplicht" not in pagina


def test_de_knop_werkt_zonder_javascript(als, fatima, gezin):
    pad = contact(gezin)
    client = als(fatima)
    assert f'name="concept" value="{pad}"' in client.get(pad).content.decode()
    antwoord = client.post(reverse("concepten:bewaar"), {"concept": pad, "tekst": TEKST}, follow=True)
    assert antwoord.request["PATH_INFO"] == pad
    assert "Uw concept is bewaard om" in antwoord.content.decode()
    assert TEKST in antwoord.content.decode()
    assert not Contactmoment.objects.exists()


def test_vandaag_noemt_wat_nog_niet_af_is_en_gooit_het_weg(als, fatima, gezin):
    client = als(fatima)
    bewaar(client, contact(gezin), tekst=TEKST)
    pagina = client.get("/").content.decode()
    assert "Nog niet af" in pagina
    assert f"gezin {gezin.nummer}" in pagina
    assert TEKST not in pagina
    client.post(reverse("concepten:gooi-weg"), {"concept_pad": contact(gezin), "verder": "vandaag"})
    assert "Nog niet af" not in client.get("/").content.decode()
    assert TEKST not in client.get(contact(gezin)).content.decode()


def test_na_opslaan_is_het_concept_weg_en_na_een_fout_niet(als, fatima, gezin):
    client, pad = als(fatima), contact(gezin)
    bewaar(client, pad, tekst=TEKST)
    assert client.post(pad, {"tekst": ""}).status_code == 200
    assert Invoerconcept.objects.count() == 1
    assert client.post(pad, invoer(soort="telefoon", tekst=TEKST)).status_code == 302
    assert not Invoerconcept.objects.exists()


def test_een_ander_ziet_het_niet(als, fatima, kees, gezin):
    bewaar(als(fatima), contact(gezin), tekst=TEKST)
    client = als(kees)
    assert TEKST not in client.get(contact(gezin)).content.decode()
    assert "Nog niet af" not in client.get("/").content.decode()
    client.post(reverse("concepten:gooi-weg"), {"concept_pad": contact(gezin)})
    assert Invoerconcept.objects.count() == 1


@pytest.mark.parametrize(
    "rol", ["ggw_web", "ggw_medewerker", "ggw_systeem", "ggw_toezicht", "ggw_werk", "ggw_web_partner"]
)
def test_geen_rol_leest_de_tabel(als, fatima, gezin, rol):
    bewaar(als(fatima), contact(gezin), tekst=TEKST)

    def lees():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'set local role "{rol}"')
            cursor.execute("select * from concepten_invoerconcept")

    with pytest.raises(ProgrammingError, match="permission denied"):
        lees()


def test_in_de_tabel_staat_geen_leesbare_tekst(als, fatima, gezin):
    bewaar(als(fatima), contact(gezin), tekst=TEKST)
    rij = Invoerconcept.objects.get()
    assert b"school" not in bytes(rij.inhoud)
    assert (rij.pad, rij.nummer) == (contact(gezin), gezin.nummer)


@pytest.mark.parametrize("bsn", ["123456782", "1234.56.782", "123 456 782"])
def test_een_bsn_wordt_nooit_bewaard(als, fatima, gezin, bsn):
    client = als(fatima)
    bewaar(client, contact(gezin), tekst=f"Haar nummer is {bsn}, zegt zij.", bsn=bsn, bel="123456789")
    pagina = client.get(contact(gezin)).content.decode()
    assert bsn not in pagina
    assert "nummer weggelaten" in pagina


def test_een_concept_geldt_alleen_voor_een_formulier_dat_u_mag_invullen(als, fatima, tom, ilse, gezin):
    client = als(fatima)
    for pad in ("/", "/bestaat/niet/", "https://elders.example/", "", gezin.get_absolute_url(), "/" + "x" * 300):
        assert bewaar(client, pad, tekst=TEKST).status_code == 404, pad
    assert bewaar(als(ilse), contact(gezin), tekst=TEKST).status_code == 403
    assert bewaar(als(tom), contact(gezin), tekst=TEKST).status_code == 403
    assert not Invoerconcept.objects.exists()


def test_te_veel_en_te_groot_krijgen_een_duidelijk_antwoord(als, fatima, gezin, monkeypatch):
    client = als(fatima)
    antwoord = bewaar(client, contact(gezin), tekst="x" * 200_001)
    assert (antwoord.status_code, "te lang" in antwoord.json()["tekst"]) == (409, True)
    monkeypatch.setattr("ggw.concepten.opslag.MEESTE_PER_MENS", 0)
    antwoord = bewaar(client, contact(gezin), script=False, tekst=TEKST)
    assert antwoord.status_code == 409
    assert TEKST in antwoord.content.decode()


def test_na_dertig_dagen_is_een_concept_weg(als, fatima, gezin):
    bewaar(als(fatima), contact(gezin), tekst=TEKST)
    Invoerconcept.objects.update(gewijzigd_op=timezone.now() - timedelta(days=29))
    ruim_concepten_op()
    assert Invoerconcept.objects.exists()
    Invoerconcept.objects.update(gewijzigd_op=timezone.now() - timedelta(days=31))
    ruim_concepten_op()
    assert not Invoerconcept.objects.exists()


def test_wie_weggaat_laat_geen_concepten_achter(als, kees, gezin):
    bewaar(als(kees), contact(gezin), tekst=TEKST)
    kees.beeindig()
    assert not Invoerconcept.objects.exists()


def test_een_aanmelding_komt_terug_zonder_het_adres(als, ilse):
    client, pad = als(ilse), reverse("gezinnen:aanmelding-nieuw")
    bewaar(client, pad, gezinsnaam="Nieuwland", postcode="9876 ZX", huisnummer="7")
    pagina = client.get(pad).content.decode()
    assert "Nieuwland" in pagina
    assert "9876 ZX" not in pagina
    assert "Aanmelding vastleggen" in client.get("/").content.decode()
