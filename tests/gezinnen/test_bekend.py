from datetime import date

import pytest
from django.urls import reverse

from gezinnen.instroom import ZOEKEN_PER_UUR
from gezinnen.models import Aangemelde, Adres, Gezinslid
from ggw.toegang.deur import namens
from ggw.toegang.models import Inzage
from ggw.toegang.poort import bewaar_bsn
from tests.fabrieken import AanmeldingFactory

BEKEND = reverse("gezinnen:aanmelding-bekend")


def tekst(antwoord):
    return antwoord.content.decode()


@pytest.fixture
def aanmelding(ilse):
    rij = AanmeldingFactory(ingevoerd_door_id=ilse.pk, gezinsnaam="Van den Proef", postcode="1234 AB", huisnummer="12a")
    Aangemelde.objects.create(
        aanmelding=rij, voornaam="Noor", tussenvoegsel="van den", achternaam="Proef", geboortedatum=date(2019, 3, 2),
        rol="301", betreft=True,
    )  # fmt: skip
    Aangemelde.objects.create(aanmelding=rij, verwachte_datum=date(2027, 1, 5), rol="301")
    Aangemelde.objects.create(
        aanmelding=rij, voornaam="Iman", achternaam="Proef", geboortedatum=date(1990, 1, 1), rol="111"
    )
    return rij


def test_pagina_zegt_of_mensen_en_adres_bekend_zijn(als, ilse, aanmelding, ander_gezin, vreemd_kind, bram):
    Gezinslid.objects.filter(pk=vreemd_kind.pk).update(achternaam="Proef", geboortedatum=date(2019, 3, 2))
    Adres.objects.create(
        gezin=ander_gezin, gezinslid=vreemd_kind, straat="Proefweg", huisnummer="12A", postcode="1234 AB", plaats="X"
    )
    antwoord = als(ilse).get(aanmelding.get_absolute_url())
    pagina = tekst(antwoord)
    assert pagina.count("2026-0388") == 2
    assert "naam en geboortedatum" in pagina
    assert bram.naam in pagina
    assert bram.telefoon in pagina
    assert "Vreemdgezin" not in pagina
    assert "Niet bekend." in pagina
    assert "Niet nagegaan" in pagina
    assert Inzage.objects.latest("pk").gezinnen == [ander_gezin.pk]


def test_zoeken_op_naam_noemt_nummer_en_wie_u_belt(als, ilse, ander_gezin, vreemd_kind, bram):
    antwoord = als(ilse).post(BEKEND, {"achternaam": "vreemdgezin ", "geboortedatum": "02-03-2019"})
    assert "2026-0388" in tekst(antwoord)
    assert bram.naam in tekst(antwoord)
    assert "Vreemdkind" not in tekst(antwoord)
    regel = Inzage.objects.latest("pk")
    assert (regel.gezinnen, regel.doel) == ([ander_gezin.pk], BEKEND)


def test_zoeken_op_bsn_en_op_adres(als, ilse, bram, ander_gezin, vreemd_kind):
    with namens(bram):
        bewaar_bsn(vreemd_kind.pk, "123456782")
    Adres.objects.create(
        gezin=ander_gezin, gezinslid=vreemd_kind, straat="Proefweg", huisnummer="3", postcode="1234 AB", plaats="X"
    )
    client = als(ilse)
    assert "2026-0388" in tekst(client.post(BEKEND, {"bsn": "1234.56.782"}))
    assert "2026-0388" in tekst(client.post(BEKEND, {"postcode": "1234ab", "huisnummer": "3"}))
    assert "Niet bekend." in tekst(client.post(BEKEND, {"postcode": "1234ab", "huisnummer": "4"}))


@pytest.mark.parametrize(
    ("velden", "boodschap"),
    [
        ({}, "Vul een naam met geboortedatum in, of een BSN, of een adres."),
        ({"bsn": "123456789"}, "Dit is geen geldig BSN."),
        ({"achternaam": "Proef"}, "Vul de achternaam én de geboortedatum in."),
        ({"postcode": "1234 AB"}, "Vul de postcode én het huisnummer in."),
        ({"achternaam": "x" * 500, "geboortedatum": "01-01-2020"}, "120"),
        ({"achternaam": "x\x00", "geboortedatum": "01-01-2020"}, "teken"),
    ],
)
def test_onvolledige_zoekvraag_krijgt_antwoord(als, ilse, velden, boodschap):
    antwoord = als(ilse).post(BEKEND, velden)
    assert antwoord.status_code == 200
    assert boodschap in tekst(antwoord)


def test_zoeken_heeft_een_grens_per_uur(als, ilse, ander_gezin, vreemd_kind):
    client = als(ilse)
    vraag = {"achternaam": "Vreemdgezin", "geboortedatum": "02-03-2019"}
    for _ in range(ZOEKEN_PER_UUR):
        assert client.post(BEKEND, vraag).status_code == 200
    antwoord = client.post(BEKEND, vraag)
    assert antwoord.status_code == 429
    assert f"U zocht dit uur al {ZOEKEN_PER_UUR} keer." in tekst(antwoord)
    assert "2026-0388" not in tekst(antwoord)
    assert 'value="Vreemdgezin"' in tekst(antwoord)
    assert client.get(BEKEND).status_code == 200


def test_zoekgrens_telt_in_de_database_en_niet_in_het_geheugen(als, ilse, settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "django_cache"}
    }
    client = als(ilse)
    antwoorden = [client.post(BEKEND, {}).status_code for _ in range(ZOEKEN_PER_UUR + 1)]
    assert antwoorden == [200] * ZOEKEN_PER_UUR + [429]
