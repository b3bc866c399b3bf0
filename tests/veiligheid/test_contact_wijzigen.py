import pytest

from gezinnen.models import Gebeurtenis
from gezinnen.models.contact import Aanwezigen
from tests.veiligheid.contacten import contact_van, url
from veiligheid.contact import Cijfer
from veiligheid.models import Veiligheidsmeting


def wijziging(contact, **velden):
    return {"versie": contact.versie, "tekst": contact.tekst, **velden}


def test_tekst_en_aanwezigen_wijzigen_laat_cijfers_staan(als, fatima, gezin, sam, moeder):
    contact = contact_van(
        gezin, fatima, tekst="Oud", cijfers=[Cijfer(sam.pk, 7)], aanwezigen=Aanwezigen(frozenset({moeder.pk}))
    )
    antwoord = als(fatima).post(
        url("contact-wijzigen", gezin, pk=contact.pk),
        wijziging(contact, tekst="Nieuw", **{f"gezien_{sam.pk}": "gezien"}),
    )
    assert antwoord.status_code == 302
    contact.refresh_from_db()
    assert (contact.tekst, contact.versie) == ("Nieuw", 2)
    assert list(contact.aanwezigheid.values_list("gezinslid_id", "gezien")) == [(sam.pk, "gezien")]
    assert Veiligheidsmeting.objects.get().cijfer == 7
    assert Gebeurtenis.objects.filter(soort="contact.gewijzigd", onderwerp_id=contact.pk).exists()
    pagina = als(fatima).get(antwoord.url).content.decode()
    assert "Eerdere teksten" in pagina
    assert "Oud" in pagina
    assert "Fatima Voorbeeld" in pagina


def test_tweede_schrijver_houdt_zijn_tekst_en_ziet_de_andere(als, fatima, kees, gezin):
    contact = contact_van(gezin, kees, tekst="Begin")
    adres = url("contact-wijzigen", gezin, pk=contact.pk)
    als(kees).post(adres, wijziging(contact, tekst="Van Kees"))
    mens = als(fatima)
    antwoord = mens.post(adres, wijziging(contact, tekst="Van Fatima"))
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "Kees Voorbeeld heeft dit contact intussen gewijzigd" in pagina
    assert "Van Fatima" in pagina
    assert "Van Kees" in pagina
    assert 'name="versie" value="2"' in pagina
    contact.refresh_from_db()
    assert contact.tekst == "Van Kees"
    mens.post(adres, {"versie": 2, "tekst": "Samen"})
    contact.refresh_from_db()
    assert (contact.tekst, contact.versie) == ("Samen", 3)


@pytest.mark.parametrize("versie", ["", "0", "-1", "x", "99999999999999999999"])
def test_vreemde_versie_bewaart_niets(als, fatima, gezin, versie):
    contact = contact_van(gezin, fatima, tekst="Begin")
    antwoord = als(fatima).post(url("contact-wijzigen", gezin, pk=contact.pk), {"versie": versie, "tekst": "Anders"})
    assert antwoord.status_code == 200
    contact.refresh_from_db()
    assert contact.tekst == "Begin"


def test_wijzigen_met_vreemd_kind_bewaart_niets(als, fatima, gezin, vreemd_kind):
    contact = contact_van(gezin, fatima, tekst="Begin")
    gegevens = wijziging(contact, tekst="Anders", **{f"gezien_{vreemd_kind.pk}": "gezien"})
    assert als(fatima).post(url("contact-wijzigen", gezin, pk=contact.pk), gegevens).status_code == 200
    contact.refresh_from_db()
    assert contact.tekst == "Begin"
