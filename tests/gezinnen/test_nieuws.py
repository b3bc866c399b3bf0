"""Each side of a referral hears of the other by a mail without names, at most one in a quarter of an hour."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from gezinnen.herinneren import plan, plan_nieuws
from gezinnen.models import Bericht, BerichtStatus, Nieuws
from gezinnen.versturen import veeg
from ggw.organisatie.models import Aanbieder
from ggw.toegang.deur import als_systeem
from spic.models import Pakket, Verkenning, VerkenningAanbieder, Verwijzing, VerwijzingBericht, VerwijzingStatus
from tests.brievenbus import Brievenbus
from tests.gezinnen.termijnen import als_werker, maak_termijn, verteld
from tests.spic.spics import een_spic

OVERDAG = timezone.localtime().replace(hour=10, minute=0)
GEHEIM = "Heel geheime woorden"


@pytest.fixture(autouse=True)
def overdag():
    with time_machine.travel(OVERDAG):
        yield


@pytest.fixture
def bus(settings):
    with Brievenbus() as bus:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", bus.poort
        yield bus


@pytest.fixture
def verwijzing(gezin, fatima, wilgenboog):
    """Just sent."""
    rij = Verwijzing.objects.create(
        gezin=gezin, aanbieder=wilgenboog, hulpvraag=GEHEIM, door_id=fatima.pk, grondslag="toestemming"
    )
    Pakket.objects.verstuur(rij, {"leden": []}, door_id=fatima.pk)
    return rij


def veeg_nu(na=0):
    with time_machine.travel(OVERDAG + timedelta(minutes=na)), als_werker():
        return veeg()


def stuur_bericht(verwijzing, wie):
    VerwijzingBericht(gezin=verwijzing.gezin, verwijzing=verwijzing, tekst=GEHEIM).verstuur(door_id=wie.pk)


def neem_aan(verwijzing, wie, **velden):
    verwijzing.zet(VerwijzingStatus.GEACCEPTEERD, partij="aanbieder", door_id=wie.pk)
    Verwijzing.objects.filter(pk=verwijzing.pk).update(**velden)


def ontvangers(bus):
    return sorted(aan for aan, _ in bus.ontvangen)


def teksten(mail):
    return [deel.get_payload(decode=True).decode() for deel in mail.walk() if not deel.is_multipart()]


def test_het_aanmeldteam_hoort_van_een_nieuwe_verwijzing_zonder_namen(bus, verwijzing, anna, hugo, sam):
    assert veeg_nu() == {"verzonden": 1}
    ((aan, mail),) = bus.ontvangen
    assert (aan, mail["Subject"]) == (
        "anna@ggw.example",
        "Er is iets nieuws in de verwijzing van gezin 2026-0417",
    )
    for tekst in teksten(mail):
        assert f"http://testserver/partner/{verwijzing.pk}/" in tekst
        for verboden in (GEHEIM, "Boer", "Sam", "Fatima", "Anna", "Wilg", "111222333", "/gezinnen/"):
            assert verboden not in tekst
    assert veeg_nu(na=1) == {}, "een keer"


def test_wie_is_genoemd_hoort_het_en_de_gezinsmanager_hoort_van_de_aanbieder(
    bus, als, verwijzing, anna, hugo, fatima, kees
):
    als(anna).post(
        f"/partner/{verwijzing.pk}/antwoord/", {"antwoord": "geaccepteerd", "spic": "", "code": "", "sleutel": uuid4()}
    )
    als(anna).post(f"/partner/{verwijzing.pk}/mensen/", {"hulpverlener": hugo.pk, "trajectbegeleider": ""})
    assert veeg_nu() == {"verzonden": 2}, "aangenomen: het aanmeldteam hoeft niet meer te horen van het versturen"
    assert set(ontvangers(bus)) == {"fatima@ggw.example", "hugo@ggw.example"}
    bij_ons = next(mail for aan, mail in bus.ontvangen if aan.startswith("fatima"))
    assert f"/gezinnen/2026-0417/hulp/{verwijzing.pk}/" in teksten(bij_ons)[0]
    pagina = als(fatima).get("/berichten/").content.decode()
    assert "Nieuws over verwijzingen" in pagina
    assert "Aanbieder nam de verwijzing aan" in pagina
    bus.ontvangen.clear()
    verwijzing.refresh_from_db()
    stuur_bericht(verwijzing, fatima)
    veeg_nu(na=20)
    assert ontvangers(bus) == ["hugo@ggw.example"]


def test_hooguit_een_mail_per_kwartier_en_niets_gaat_verloren(bus, verwijzing, anna, fatima):
    veeg_nu()
    stuur_bericht(verwijzing, fatima)
    assert veeg_nu(na=5) == {}
    stuur_bericht(verwijzing, fatima)
    assert veeg_nu(na=14) == {}
    assert Bericht.objects.filter(ontvanger=anna, soort="nieuws").count() == 2, "wat erbij komt gaat in dezelfde mail"
    assert veeg_nu(na=16) == {"verzonden": 1}
    assert len(bus.ontvangen) == 2
    assert Nieuws.objects.filter(ontvanger=anna).count() == 3


def test_een_tweede_veeg_tijdens_het_versturen_vertelt_het_niet_nog_eens(bus, verwijzing, anna):
    """Real connections at once stand in test_nieuws_tegelijk.py."""
    veeg_nu()
    veeg_nu()
    assert (len(bus.ontvangen), Nieuws.objects.count(), Bericht.objects.filter(soort="nieuws").count()) == (1, 1, 1)


@pytest.mark.parametrize("hoe", ["account", "ingetrokken", "voorbij", "andere_aanbieder"])
def test_wie_er_niet_meer_bij_mag_hoort_niets(bus, verwijzing, anna, fatima, hoe):
    with als_werker(), als_systeem():
        plan_nieuws(timezone.now())
    assert Bericht.objects.get().status == BerichtStatus.GEPLAND
    if hoe == "account":
        anna.beeindig()
    elif hoe == "ingetrokken":
        verwijzing.zet(VerwijzingStatus.INGETROKKEN, reden="x", door_id=fatima.pk)
    elif hoe == "voorbij":
        Verwijzing.objects.update(status="geweigerd", beeindigd_op=timezone.localdate())
    else:
        anna.aanbieder = Aanbieder.objects.create(naam="De Zon", soort="hoofdaannemer")
        anna.save()
    veeg_nu()
    assert bus.ontvangen == []
    assert Bericht.objects.get(ontvanger=anna).status == BerichtStatus.VERVALLEN


def test_een_verkenning_noemt_geen_gezin_en_het_antwoord_komt_bij_wie_vroeg(
    bus, als, gezin, fatima, wilgenboog, anna, hugo
):
    rij = Verkenning(gezin=gezin, vraag="Hulp in de avond", spic=een_spic())
    rij.vraag_rond([wilgenboog], door_id=fatima.pk)
    veeg_nu()
    ((aan, mail),) = bus.ontvangen
    vraag = VerkenningAanbieder.objects.get()
    assert (aan, mail["Subject"]) == ("anna@ggw.example", "Er is een nieuwe vraag of u plek heeft")
    assert all(f"/partner/plek/{vraag.pk}/" in tekst and gezin.nummer not in tekst for tekst in teksten(mail))
    als(anna).post(f"/partner/plek/{vraag.pk}/", {"antwoord": "ja", "weken": "0", "vorig": "", "sleutel": uuid4()})
    veeg_nu(na=1)
    aan, mail = bus.ontvangen[1]
    assert (aan, mail["Subject"]) == ("fatima@ggw.example", "Er is een antwoord op de verkenning voor gezin 2026-0417")
    assert f"/gezinnen/2026-0417/hulp/verkenning/{rij.pk}/" in teksten(mail)[0]


def test_een_termijn_van_de_aanbieder_komt_op_de_dag_bij_wie_aan_zet_is(bus, gezin, verwijzing, anna, hugo, fatima):
    Nieuws.objects.all().delete()
    vast = {"onderwerp_soort": "verwijzing", "onderwerp_id": verwijzing.pk, "wacht_op": "de aanbieder"}
    straks = maak_termijn(gezin, 3, code="startgesprek_b", **vast)
    nu = maak_termijn(gezin, 0, code="reactie_aanbieder", **vast)
    veeg_nu()
    assert (verteld(nu), verteld(straks)) == ({("anna", "dag")}, set())
    mail = next(mail for _, mail in bus.ontvangen if mail["Subject"] == "1 termijn vraagt uw aandacht")
    for tekst in teksten(mail):
        assert f"/partner/{verwijzing.pk}/" in tekst
        assert "/berichten/" not in tekst
        assert "/gezinnen/" not in tekst
    neem_aan(verwijzing, anna, hulpverlener_id=hugo.pk)
    later = maak_termijn(gezin, 0, code="startgesprek_c", **vast)
    Verwijzing.objects.filter(pk=verwijzing.pk).update(hulpverlener_id=hugo.pk)
    with als_werker(), als_systeem():
        plan()
    assert verteld(later) == {("hugo", "dag")}
