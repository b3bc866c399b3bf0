"""How long somebody stays signed in, where, and how it ends."""

from datetime import datetime, timedelta
from hashlib import sha256

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from ggw.celery import app
from ggw.concepten.models import Invoerconcept
from ggw.organisatie.models import Sessie
from ggw.organisatie.tasks import ruim_sessies_op
from tests.conftest import Webclient
from tests.fabrieken import WACHTWOORD

BEGIN = datetime(2026, 11, 23, 9, 0, tzinfo=timezone.get_default_timezone())
MINUUT, UUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def met_wachtwoord(fatima):
    fatima.set_password(WACHTWOORD)
    fatima.save(update_fields=["password"])
    return fatima


def meld_aan(mens, **extra):
    client = Webclient(**extra)
    antwoord = client.post(reverse("account_login"), {"login": mens.email, "password": WACHTWOORD})
    assert antwoord.status_code == 302
    return client


def aangemeld(client, url="/account/"):
    return client.get(url).status_code == 200


def test_een_medewerker_blijft_dertig_minuten_zonder_iets_te_doen(als, fatima):
    with time_machine.travel(BEGIN, tick=False) as klok:
        client = als(fatima)
        assert aangemeld(client)
        klok.move_to(BEGIN + 29 * MINUUT)
        assert aangemeld(client)
        klok.move_to(BEGIN + 58 * MINUUT)
        assert aangemeld(client)
        klok.move_to(BEGIN + 89 * MINUUT)
        antwoord = client.get("/account/")
        assert (antwoord.status_code, antwoord.url) == (302, "/account/aanmelden/?next=/account/")
        assert "omdat u een tijd niets deed" in client.get(antwoord.url).content.decode()


def test_een_partner_blijft_vijftien_minuten(als, hugo):
    with time_machine.travel(BEGIN, tick=False) as klok:
        client = als(hugo)
        assert aangemeld(client)
        klok.move_to(BEGIN + 14 * MINUUT)
        assert aangemeld(client)
        klok.move_to(BEGIN + 30 * MINUUT)
        assert not aangemeld(client)


@pytest.mark.parametrize(("wie", "uren"), [("fatima", 12), ("hugo", 8)])
def test_na_een_werkdag_meldt_iedereen_zich_opnieuw_aan(als, request, wie, uren):
    with time_machine.travel(BEGIN, tick=False) as klok:
        client = als(request.getfixturevalue(wie))
        assert aangemeld(client)
        for stap in range(1, uren * 6):
            klok.move_to(BEGIN + stap * 10 * MINUUT)
            assert aangemeld(client), stap
        klok.move_to(BEGIN + uren * UUR)
        assert not aangemeld(client)


def test_wat_een_pagina_uit_zichzelf_vraagt_houdt_niemand_aangemeld(als, fatima):
    with time_machine.travel(BEGIN, tick=False) as klok:
        client = als(fatima)
        assert aangemeld(client)
        klok.move_to(BEGIN + 20 * MINUUT)
        assert client.get(reverse("concepten:teken")).status_code == 200
        klok.move_to(BEGIN + 31 * MINUUT)
        assert not aangemeld(client)


def test_typen_en_de_knop_houden_u_aangemeld(als, fatima):
    with time_machine.travel(BEGIN, tick=False) as klok:
        client = als(fatima)
        assert aangemeld(client)
        klok.move_to(BEGIN + 28 * MINUUT)
        assert client.post(reverse("sessie-verlengen")).json() == {"tot": 30 * 60}
        klok.move_to(BEGIN + 50 * MINUUT)
        assert 'data-tot="' in client.get("/account/").content.decode()
        assert aangemeld(client)


def test_na_het_afmelden_staat_het_concept_er_nog(als, fatima, gezin):
    pad = reverse("veiligheid:contact-nieuw", args=[gezin.nummer])
    with time_machine.travel(BEGIN, tick=False) as klok:
        client = als(fatima)
        client.post(
            reverse("concepten:bewaar"), {"concept_pad": pad, "concept_script": "ja", "tekst": "Halve zin over Sam"}
        )
        klok.move_to(BEGIN + 31 * MINUUT)
        assert client.get(pad).status_code == 302
    assert Invoerconcept.objects.count() == 1
    assert "Halve zin over Sam" in als(fatima).get(pad).content.decode()


def test_in_de_tabel_staat_een_hash_van_de_sleutel(met_wachtwoord):
    client = meld_aan(met_wachtwoord, HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    client.get("/account/")
    sleutel = client.cookies["sessie"].value
    sessie = Sessie.objects.get(gebruiker=met_wachtwoord)
    assert sessie.pk == sha256(sleutel.encode()).hexdigest()
    assert not Sessie.objects.filter(pk=sleutel).exists()
    assert (sessie.browser, sessie.adres) == ("Firefox op Windows", "127.0.0.1")


def test_de_hash_uit_de_tabel_opent_niets(met_wachtwoord):
    client = meld_aan(met_wachtwoord)
    client.get("/account/")
    dief = Webclient()
    dief.cookies["sessie"] = Sessie.objects.get(gebruiker=met_wachtwoord).pk
    assert dief.get("/account/").status_code == 302


def test_u_ziet_waar_u_bent_aangemeld_en_meldt_elders_af(met_wachtwoord, kees, als):
    thuis, werk, mobiel = (meld_aan(met_wachtwoord) for _ in range(3))
    van_kees = als(kees)
    for client in (thuis, werk, mobiel, van_kees):
        assert aangemeld(client)
    pagina = werk.get(reverse("sessies")).content.decode()
    assert pagina.count("Meld hier af") == 2
    hier = sha256(werk.cookies["sessie"].value.encode()).hexdigest()
    eerste = Sessie.objects.filter(gebruiker=met_wachtwoord).exclude(pk=hier).order_by("pk").first()
    assert werk.post(reverse("sessies"), {"sessie": eerste.pk}).status_code == 302
    assert sum(aangemeld(c) for c in (thuis, mobiel)) == 1
    van_een_ander = Sessie.objects.get(gebruiker=kees)
    werk.post(reverse("sessies"), {"sessie": van_een_ander.pk})
    assert aangemeld(van_kees)
    werk.post(reverse("sessies"), {"sessie": "alle"})
    assert [aangemeld(c) for c in (thuis, werk, mobiel, van_kees)] == [False, True, False, True]


def test_een_gestopt_account_is_meteen_overal_weg(als, kees, gezin):
    client = als(kees)
    assert aangemeld(client, gezin.get_absolute_url())
    kees.beeindig()
    assert not Sessie.objects.filter(gebruiker=kees).exists()
    assert client.get(gezin.get_absolute_url()).status_code == 302


def test_een_ander_wachtwoord_sluit_de_andere_sessies(met_wachtwoord):
    hier, daar = meld_aan(met_wachtwoord), meld_aan(met_wachtwoord)
    nieuw = "Vier-blauwe-fietsen-bij-de-sluis"
    data = {"oldpassword": WACHTWOORD, "password1": nieuw, "password2": nieuw}
    assert hier.post(reverse("account_change_password"), data).status_code == 302
    assert (aangemeld(hier), aangemeld(daar)) == (True, False)


def test_bij_afmelden_vergeet_de_browser_alles(als, fatima):
    client = als(fatima)
    antwoord = client.post(reverse("account_logout"))
    assert antwoord.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not aangemeld(client)
    assert not Sessie.objects.filter(gebruiker=fatima).exists()


@pytest.mark.parametrize("onzin", ["", "x", "\x00", "9" * 500, "alle "])
def test_onzin_als_sessie_doet_niets(als, fatima, onzin):
    client = als(fatima)
    assert client.post(reverse("sessies"), {"sessie": onzin}).status_code == 302
    assert aangemeld(client)


def test_elke_nacht_gaan_de_sessies_weg_die_niemand_meer_kan_openen(als, fatima, kees):
    als(fatima)
    als(kees)
    Sessie.objects.filter(gebruiker=kees).update(expire_date=timezone.now() - MINUUT)
    with connection.cursor() as cursor:
        cursor.execute("set local session authorization ggw_werk")
    ruim_sessies_op()
    with connection.cursor() as cursor:
        cursor.execute("set local session authorization default")
    assert set(Sessie.objects.values_list("gebruiker", flat=True)) == {fatima.pk}
    assert app.conf.beat_schedule["ruim-sessies-op"]["task"] in app.tasks
