"""An invitation: made by the beheerder, mailed, used once within 72 hours."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from ggw.organisatie.models import Aanbieder, Gebruiker, Uitnodiging, Voorstel
from tests.fabrieken import WACHTWOORD

NIEUW = {"naam": "Nadia Nieuw", "email": "Nadia@GGW.example", "rol": "senior", "functie": "Senior", "telefoon": "020-2"}


@pytest.fixture
def beheer(als, bea):
    return als(bea)


@pytest.fixture
def tweede(als, bas):
    return als(bas)


def nodig_uit(beheer, **velden):
    """The proposal; nothing is mailed to the new colleague yet."""
    return beheer.post(reverse("organisatie:mens-uitnodigen"), NIEUW | velden, follow=True)


def akkoord(tweede):
    pk = Voorstel.objects.open().get().pk
    return tweede.post(reverse("organisatie:voorstel", args=[pk]), {"besluit": "akkoord"}, follow=True)


def link():
    return re.search(r"/uitnodiging/\S+", mail.outbox[-1].body).group()


@pytest.fixture
def uitgenodigd(beheer, tweede, team_noord):
    nodig_uit(beheer, teams=[team_noord.pk])
    akkoord(tweede)
    return Gebruiker.objects.get(email="nadia@ggw.example")


def kies(client, pad, wachtwoord=WACHTWOORD, nog_eens=None):
    return client.post(pad, {"wachtwoord": wachtwoord, "nog_eens": nog_eens or wachtwoord})


def meld_aan(client, wachtwoord=WACHTWOORD):
    return client.post("/account/aanmelden/", {"login": "nadia@ggw.example", "password": wachtwoord})


def soorten(mens):
    return list(mens.beheergebeurtenissen.order_by("pk").values_list("soort", flat=True))


def test_van_uitnodiging_tot_aanmelden(client, uitgenodigd, team_noord, bea):
    assert uitgenodigd.status == "uitgenodigd"
    assert not uitgenodigd.rechten
    assert "Kies uw wachtwoord" in client.get(link()).content.decode()
    assert kies(client, link()).headers["Location"] == "/account/aanmelden/"
    assert "U kunt nu aanmelden" in client.get("/account/aanmelden/").content.decode()
    assert meld_aan(client)["Location"] == "/"
    pagina = client.get("/account/").content.decode()
    assert "Senior gezinsmanager" in pagina
    assert "Noord 3" in pagina
    assert soorten(uitgenodigd) == [
        "voorstel.gedaan",
        "voorstel.akkoord",
        "mens.uitgenodigd",
        "team.begonnen",
        "mens.begonnen",
    ]
    assert uitgenodigd.beheergebeurtenissen.first().door in (bea, uitgenodigd)


def test_de_mail_zegt_niets_over_mensen_of_gezinnen(uitgenodigd, gezin, settings):
    bericht = mail.outbox[0]
    assert bericht.to == ["nadia@ggw.example"]
    tekst = bericht.subject + bericht.body
    for woord in ("Nadia", "Bea", gezin.naam, gezin.nummer, "Noord"):
        assert woord not in tekst
    assert settings.SITE_URL + link() in tekst


def test_van_het_token_staat_alleen_de_hash_in_de_database(uitgenodigd):
    token = link().split("/")[2]
    uitnodiging = uitgenodigd.uitnodigingen.get()
    assert token not in str(Uitnodiging.objects.values().get())
    assert uitnodiging.token_hash == Uitnodiging.hash_van(token)
    assert timedelta(hours=71) < uitnodiging.geldig_tot - timezone.now() <= timedelta(hours=72)


def test_gebruikt_te_oud_ingetrokken_en_onbekend_geven_hetzelfde_antwoord(client, beheer, uitgenodigd):
    def antwoord(pad):
        gekregen, geprobeerd = client.get(pad), kies(client, pad, "Heel-iets-anders-99")
        assert gekregen.status_code == geprobeerd.status_code == 404
        assert gekregen.content == geprobeerd.content
        return gekregen.content

    oud = link()
    beheer.post(reverse("organisatie:mens-opnieuw-uitnodigen", args=[uitgenodigd.pk]))
    antwoorden = [antwoord(oud), antwoord("/uitnodiging/bestaat-niet/"), antwoord("/uitnodiging/%00%F0%9F%98%80/")]
    uitgenodigd.uitnodigingen.open().update(geldig_tot=timezone.now() - timedelta(seconds=1))
    antwoorden.append(antwoord(link()))
    assert "werkt niet meer" in beheer.get(reverse("organisatie:mens", args=[uitgenodigd.pk])).content.decode()
    uitgenodigd.uitnodigingen.open().update(geldig_tot=timezone.now() + timedelta(hours=1))
    kies(client, link())
    client.get("/account/aanmelden/")  # takes the message that the password was saved
    antwoorden.append(antwoord(link()))
    assert len(set(antwoorden)) == 1
    assert b"De link werkt niet" in antwoorden[0]
    assert meld_aan(client)["Location"] == "/"


@pytest.mark.parametrize(
    ("een", "twee", "uitleg"),
    [
        ("", "", "Dit veld is verplicht"),
        ("kort-8", "kort-8", "minstens 12|te kort"),
        ("regenboog-boven-water", "iets-heel-anders-22", "niet hetzelfde|niet overeen|gelijk"),
        ("x" * 6000, "x" * 6000, "500 tekens"),
        ("123456789012345", "123456789012345", "cijfers"),
        ("Welkom-bij-GGW-2026", "Welkom-bij-GGW-2026", "weet waar u werkt"),
        ("nadia@ggw.example", "nadia@ggw.example", "lijkt te veel"),
        ("Nul\x00teken-in-het-midden", "Nul\x00teken-in-het-midden", "[Nn]ull"),
    ],
)
def test_een_wachtwoord_dat_niet_kan_krijgt_uitleg(client, uitgenodigd, een, twee, uitleg):
    antwoord = kies(client, link(), een, twee)
    assert antwoord.status_code == 200
    assert re.search(uitleg, antwoord.content.decode().split("data-foutoverzicht")[1])
    uitgenodigd.refresh_from_db()
    assert uitgenodigd.status == "uitgenodigd"


def test_de_bladzijde_blijft_nergens_bewaard(client, uitgenodigd):
    assert "no-store" in client.get(link())["Cache-Control"]


def test_wie_een_ander_account_open_heeft_moet_daarna_aanmelden(beheer, uitgenodigd):
    kies(beheer, link())
    assert beheer.get("/account/").status_code == 302


def test_opnieuw_uitnodigen_kan_niet_bij_wie_al_kan_aanmelden(beheer, fatima):
    antwoord = beheer.post(reverse("organisatie:mens-opnieuw-uitnodigen", args=[fatima.pk]), follow=True)
    assert "heeft al een wachtwoord" in antwoord.content.decode()
    assert not mail.outbox


def test_een_gestopt_account_gaat_weer_open_met_een_uitnodiging(client, beheer, tweede, fatima):
    fatima.set_password("Het-oude-wachtwoord-1")
    fatima.save(update_fields=["password"])
    pagina, uitnodigen = (reverse(f"organisatie:{n}", args=[fatima.pk]) for n in ("mens", "mens-opnieuw-uitnodigen"))
    beheer.post(reverse("organisatie:mens-beeindigen", args=[fatima.pk]))
    beheer.post(uitnodigen)
    assert "Gestopt" in beheer.get(pagina).content.decode()
    assert not mail.outbox
    akkoord(tweede)
    assert "Uitgenodigd" in beheer.get(pagina).content.decode()
    kies(client, link())
    fatima.refresh_from_db()
    assert fatima.status == "actief"
    assert not fatima.lidmaatschappen.filter(tot=None).exists()
    assert fatima.check_password(WACHTWOORD)


def test_stoppen_trekt_de_uitnodiging_in(client, beheer, uitgenodigd):
    beheer.post(reverse("organisatie:mens-beeindigen", args=[uitgenodigd.pk]))
    assert client.get(link()).status_code == 404


def test_een_mailserver_die_niet_antwoordt_geeft_uitleg(beheer, tweede, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    nodig_uit(beheer)
    assert "De e-mail met de uitnodiging kon niet worden verstuurd" in akkoord(tweede).content.decode()
    assert Gebruiker.objects.filter(email="nadia@ggw.example").exists()


@pytest.mark.parametrize(
    ("velden", "uitleg"),
    [
        ({"email": "FATIMA@ggw.example"}, "Er is al een account met dit e-mailadres"),
        ({"email": "geen-adres"}, "geldig e-mailadres"),
        ({"email": ""}, "Dit veld is verplicht"),
        ({"email": "a" * 300 + "@ggw.example"}, "tekens|geldig"),
        ({"naam": ""}, "Dit veld is verplicht"),
        ({"naam": "x" * 121}, "120 tekens"),
        ({"naam": "\x00"}, "[Nn]ull"),
        ({"rol": "koning"}, "geldige keuze|geldige optie"),
        ({"rol": ""}, "Dit veld is verplicht"),
        ({"rol": "hulpverlener"}, "Kies bij welke aanbieder"),
        ({"aanbieder": "999999"}, "geldige keuze|geldige optie"),
        ({"teams": ["999999"]}, "geldige keuze|geldige optie"),
        ({"teams": ["x"]}, "geldige|niet geldig"),
        ({"telefoon": "0" * 31}, "30 tekens"),
    ],
)
def test_rare_invoer_komt_terug_met_uitleg_en_wat_getypt_was(beheer, fatima, velden, uitleg):
    antwoord = nodig_uit(beheer, **velden)
    assert antwoord.status_code == 200
    pagina = antwoord.content.decode()
    assert re.search(uitleg, pagina.split("data-foutoverzicht")[1])
    assert pagina.count("Er is al een account") <= 2  # on top and at the field, not more
    assert NIEUW["functie"] in pagina
    assert not mail.outbox
    assert Gebruiker.objects.count() == 2


def test_een_leeg_formulier_komt_terug_met_uitleg(beheer):
    antwoord = beheer.post(reverse("organisatie:mens-uitnodigen"), {})
    assert "Er klopt iets nog niet" in antwoord.content.decode()


def test_iemand_van_een_aanbieder_krijgt_een_aanbieder_en_geen_team(client, beheer, tweede, team_noord):
    aanbieder = Aanbieder.objects.create(naam="De Verzonnen Linde", soort="hoofdaannemer")
    partner = {"rol": "aanmeldteam", "aanbieder": aanbieder.pk}
    assert "werkt niet in een basisteam" in nodig_uit(beheer, **partner, teams=[team_noord.pk]).content.decode()
    assert "hoort alleen bij een rol van een aanbieder" in nodig_uit(beheer, aanbieder=aanbieder.pk).content.decode()
    nodig_uit(beheer, **partner)
    akkoord(tweede)
    nieuw = Gebruiker.objects.get(email="nadia@ggw.example")
    assert (nieuw.aanbieder, nieuw.is_partner) == (aanbieder, True)
    assert client.get(link()).status_code == 200
