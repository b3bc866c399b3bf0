"""Signing in, a forgotten password, the own account."""

import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from tests.fabrieken import WACHTWOORD

AANMELDEN = "/account/aanmelden/"
FOUT = "Het e-mailadres of het wachtwoord klopt niet."
OPENBAAR = [
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
]
NIEUW = "Een-heel-nieuw-wachtwoord-7"


@pytest.fixture
def mens(fatima):
    fatima.set_password(WACHTWOORD)
    fatima.save(update_fields=["password"])
    return fatima


def meld_aan(client, login, wachtwoord):
    return client.post(AANMELDEN, {"login": login, "password": wachtwoord})


def main(antwoord):
    pagina = antwoord.content.decode()
    return pagina[pagina.index("<main") :]


def zonder_token(antwoord):
    return re.sub(r'(name="csrfmiddlewaretoken"|name="login") value="[^"]*"', "", main(antwoord))


@pytest.mark.parametrize("naam", OPENBAAR)
def test_wie_niet_aangemeld_is_opent_de_openbare_paginas(client, naam):
    antwoord = client.get(reverse(naam))
    assert antwoord.status_code == 200
    assert "<h1>" in antwoord.content.decode()


@pytest.mark.parametrize("naam", ["mijn-gegevens", "account_change_password", "account_reauthenticate"])
def test_de_andere_vragen_eerst_om_aan_te_melden(client, naam):
    antwoord = client.get(reverse(naam))
    assert antwoord.status_code == 302
    assert antwoord["Location"].startswith(AANMELDEN)


def test_de_systeemcontrole_slaagt():
    call_command("check", fail_level="WARNING")


def test_aanmelden_en_afmelden(client, mens):
    assert meld_aan(client, "FATIMA@ggw.example ", WACHTWOORD)["Location"] == "/"
    assert client.get("/account/").status_code == 200
    assert client.get("/account/afmelden/").status_code == 200
    assert client.get("/account/").status_code == 200, "a link does not sign out"
    assert client.post("/account/afmelden/")["Location"] == AANMELDEN
    assert client.get("/account/").status_code == 302


def test_na_aanmelden_terug_naar_de_gevraagde_bladzijde_en_nooit_naar_een_andere_site(client, mens):
    for volgende, verwacht in (("/account/", "/account/"), ("https://elders.example/", "/")):
        antwoord = client.post(AANMELDEN, {"login": mens.email, "password": WACHTWOORD, "next": volgende})
        assert antwoord["Location"] == verwacht
        client.post("/account/afmelden/")


def test_fout_wachtwoord_onbekend_adres_en_gestopt_account_geven_hetzelfde(client, mens, kees, ilse):
    kees.set_password(WACHTWOORD)
    kees.save(update_fields=["password"])
    kees.beeindig()
    ilse.set_password(WACHTWOORD)
    ilse.is_active = False
    ilse.save(update_fields=["password", "is_active"])
    antwoorden = [
        meld_aan(client, mens.email, "Niet-het-wachtwoord-1"),
        meld_aan(client, "niemand@ggw.example", WACHTWOORD),
        meld_aan(client, kees.email, WACHTWOORD),
        meld_aan(client, ilse.email, WACHTWOORD),
    ]
    assert {antwoord.status_code for antwoord in antwoorden} == {200}
    assert len({zonder_token(antwoord) for antwoord in antwoorden}) == 1
    assert FOUT in main(antwoorden[0])
    assert client.get("/account/").status_code == 302


def test_na_vijf_keer_fout_is_het_even_dicht_ook_voor_een_onbekend_adres(client, mens):
    for adres in (mens.email, "niemand@ggw.example"):
        for _ in range(5):
            assert FOUT in main(meld_aan(client, adres, "Niet-het-wachtwoord-1"))
        antwoord = meld_aan(client, adres, WACHTWOORD)
        assert antwoord.status_code == 200
        assert "Dit is te vaak misgegaan" in main(antwoord)
        from django.core.cache import cache

        cache.clear()


@pytest.mark.parametrize(
    ("login", "wachtwoord"),
    [
        ("", ""),
        ("x" * 5000, "y" * 5000),
        ("\x00", "\x00"),
        ("نادية@例え.jp", "👩‍👧"),
        ("geen adres", "x"),
        ("a@b", "' or 1=1 --"),
    ],
)
def test_vreemde_invoer_bij_aanmelden_geeft_uitleg(client, db, login, wachtwoord):
    antwoord = meld_aan(client, login, wachtwoord)
    assert antwoord.status_code == 200
    assert "foutoverzicht" in main(antwoord)


# A forgotten password


def vraag_link(client, email):
    return client.post("/account/wachtwoord/", {"email": email}, follow=True)


def link():
    return re.search(r"/account/wachtwoord/nieuw/\S+", mail.outbox[-1].body).group()


def test_een_nieuw_wachtwoord_met_een_link_uit_de_mail(client, mens, settings):
    vraag_link(client, mens.email)
    assert mail.outbox[0].to == [mens.email]
    assert mail.outbox[0].subject == "Nieuw wachtwoord voor GGW"
    assert settings.SITE_URL + link() in mail.outbox[0].body
    assert mens.naam not in mail.outbox[0].body
    formulier = client.get(link(), follow=True)
    assert "Nieuw wachtwoord kiezen" in main(formulier)
    pad = formulier.request["PATH_INFO"]
    klaar = client.post(pad, {"password1": NIEUW, "password2": NIEUW}, follow=True)
    assert "Uw wachtwoord is veranderd" in main(klaar)
    assert mail.outbox[-1].subject == "Uw wachtwoord voor GGW is veranderd"
    assert meld_aan(client, mens.email, NIEUW).status_code == 302
    client.post("/account/afmelden/")
    oud = re.search(r"/account/wachtwoord/nieuw/\S+", mail.outbox[0].body).group()
    assert "De link werkt niet meer" in main(client.get(oud, follow=True))


def test_een_nieuw_wachtwoord_moet_sterk_zijn(client, mens):
    vraag_link(client, mens.email)
    pad = client.get(link(), follow=True).request["PATH_INFO"]
    for een, twee in (("kort", "kort"), (NIEUW, "iets anders"), ("", ""), ("x\x00" * 9, "x\x00" * 9)):
        antwoord = client.post(pad, {"password1": een, "password2": twee})
        assert antwoord.status_code == 200
        assert "foutoverzicht" in main(antwoord)
    mens.refresh_from_db()
    assert mens.check_password(WACHTWOORD)


def test_of_een_adres_bekend_is_blijkt_nergens_uit(client, mens, kees):
    kees.beeindig()
    antwoorden = {zonder_token(vraag_link(client, adres)) for adres in (mens.email, "niemand@ggw.example", kees.email)}
    assert len(antwoorden) == 1
    assert len(mail.outbox) == 3, "an equal amount of work for each"
    assert ["nieuw/" in bericht.body for bericht in mail.outbox] == [True, False, False]
    assert "geen account" in mail.outbox[1].body


def test_een_link_werkt_niet_meer_als_het_account_gestopt_is(client, mens):
    vraag_link(client, mens.email)
    mens.beeindig()
    assert "De link werkt niet meer" in main(client.get(link(), follow=True))


def test_een_mailserver_die_niet_antwoordt_verraadt_niets(client, mens, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for adres in (mens.email, "niemand@ggw.example"):
        assert "Kijk in uw e-mail" in main(vraag_link(client, adres))


@pytest.mark.parametrize("email", ["", "x" * 5000, "\x00", "geen adres", "نادية"])
def test_vreemde_invoer_bij_een_vergeten_wachtwoord_geeft_uitleg(client, db, email):
    antwoord = vraag_link(client, email)
    assert antwoord.status_code == 200
    assert "foutoverzicht" in main(antwoord)


def test_een_vreemde_link_werkt_niet(client, db):
    assert client.get("/account/wachtwoord/nieuw/é-%00/").status_code == 404
    for sleutel in ("1-abc", "zzzzzzzzzzzzzzzzzzz-x", "1-set-password"):
        antwoord = client.get(f"/account/wachtwoord/nieuw/{sleutel}/", follow=True)
        assert antwoord.status_code == 200
        assert "De link werkt niet meer" in main(antwoord)


# The own account


def test_mijn_gegevens_toont_wie_je_bent(als, fatima):
    pagina = main(als(fatima).get("/account/"))
    for tekst in ("Fatima Voorbeeld", fatima.email, "Gezinsmanager", "Noord 3", "/account/wachtwoord/wijzigen/"):
        assert tekst in pagina
    assert als(fatima).post("/account/").status_code == 405


def test_wachtwoord_wijzigen_sluit_de_andere_sessies(client, als, mens):
    ander = als(mens)
    meld_aan(client, mens.email, WACHTWOORD)
    pad = reverse("account_change_password")
    fout = client.post(pad, {"oldpassword": "Niet-dit-1234", "password1": NIEUW, "password2": NIEUW})
    assert "Dit is niet uw wachtwoord van nu." in main(fout)
    klaar = client.post(pad, {"oldpassword": WACHTWOORD, "password1": NIEUW, "password2": NIEUW}, follow=True)
    assert "Uw nieuwe wachtwoord is opgeslagen" in main(klaar)
    assert klaar.request["PATH_INFO"] == "/account/"
    assert mail.outbox[-1].to == [mens.email]
    assert ander.get("/account/").status_code == 302


def test_bevestigen_met_het_eigen_wachtwoord(client, mens):
    meld_aan(client, mens.email, WACHTWOORD)
    pad = reverse("account_reauthenticate")
    fout = client.post(pad, {"password": "Niet-dit-1234"})
    assert "Dit wachtwoord klopt niet." in main(fout)
    assert client.post(pad, {"password": WACHTWOORD, "next": "/account/"})["Location"] == "/account/"


def test_niemand_maakt_zelf_een_account(client, db):
    antwoord = client.post("/account/nieuw/", {"email": "ik@ggw.example", "password1": NIEUW})
    assert "Een account krijgt u op uitnodiging" in main(antwoord)


# Example mode


def test_in_voorbeeldmodus_staan_de_accounts_bij_aanmelden_en_anders_niet(client, db, settings, monkeypatch):
    settings.VOORBEELD = True
    monkeypatch.setenv("VOORBEELD_WACHTWOORD", WACHTWOORD)
    call_command("voorbeeldaccounts")
    assert "fatima@voorbeeld.ggw.example" in main(client.get(AANMELDEN))
    settings.VOORBEELD = False
    assert "fatima@voorbeeld.ggw.example" not in main(client.get(AANMELDEN))
