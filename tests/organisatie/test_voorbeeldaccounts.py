"""`manage.py voorbeeldaccounts`: what `make run` prints and the sign-in page lists."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ggw.organisatie.models import Gebruiker, Lidmaatschap
from ggw.organisatie.rollen import Rol
from ggw.organisatie.voorbeeld import maak_mensen

pytestmark = pytest.mark.django_db
WACHTWOORD = "Regenboog-boven-water-8"


@pytest.fixture
def accounts(settings, monkeypatch):
    settings.VOORBEELD = True
    monkeypatch.setenv("VOORBEELD_WACHTWOORD", WACHTWOORD)
    call_command("voorbeeldaccounts")


def toon():
    uit = StringIO()
    call_command("voorbeeldaccounts", "--toon", stdout=uit)
    return json.loads(uit.getvalue())


def test_toon_geeft_een_account_per_rol(accounts):
    getoond = toon()
    assert {account["rol"] for account in getoond} == set(Rol.labels)
    assert len(getoond) == len(Rol)
    assert getoond[0] == {
        "email": "fatima@voorbeeld.ggw.example",
        "naam": "Fatima Duinroos",
        "rol": "Gezinsmanager",
        "team": "Noord 3",
    }


def test_een_gestopt_account_staat_er_niet_bij_en_een_ander_neemt_de_plaats(accounts):
    Gebruiker.objects.get(email="fatima@voorbeeld.ggw.example").beeindig()
    assert toon()[0]["email"] == "kees@voorbeeld.ggw.example"


def test_elk_account_heeft_het_wachtwoord_en_een_tweede_keer_verandert_niets(accounts):
    voor = list(Gebruiker.objects.order_by("pk").values())
    assert all(mens.check_password(WACHTWOORD) for mens in Gebruiker.objects.all())
    call_command("voorbeeldaccounts")
    assert list(Gebruiker.objects.order_by("pk").values()) == voor
    assert Lidmaatschap.objects.count() == 20


def test_zonder_voorbeeldmodus_alleen_met_toch(settings, monkeypatch):
    settings.VOORBEELD = False
    monkeypatch.setenv("VOORBEELD_WACHTWOORD", WACHTWOORD)
    with pytest.raises(CommandError, match="geen voorbeeldomgeving"):
        call_command("voorbeeldaccounts")
    assert not Gebruiker.objects.exists()
    call_command("voorbeeldaccounts", "--toch")
    assert Gebruiker.objects.exists()


def test_zonder_wachtwoord_gebeurt_er_niets(settings, monkeypatch):
    settings.VOORBEELD = True
    monkeypatch.delenv("VOORBEELD_WACHTWOORD", raising=False)
    with pytest.raises(CommandError, match="VOORBEELD_WACHTWOORD"):
        call_command("voorbeeldaccounts")
    assert not Gebruiker.objects.exists()


def test_mensen_zonder_wachtwoord_kunnen_niet_aanmelden_en_zijn_per_rol_en_team_te_vinden():
    organisatie = maak_mensen()
    noord, zuid, _west = organisatie.basisteams
    assert not any(mens.has_usable_password() for mens in organisatie.mensen)
    assert [mens.naam for mens in organisatie.met_rol(Rol.GEZINSMANAGER, noord)] == ["Fatima Duinroos", "Kees Waterval"]
    for rol in (Rol.SENIOR, Rol.GEDRAGSDESKUNDIGE, Rol.TEAMMANAGER, Rol.SECRETARIAAT):
        assert len(organisatie.met_rol(rol, zuid)) == 1
    assert (len(organisatie.met_rol(Rol.INSTROOM)), len(organisatie.met_rol(Rol.BEHEERDER))) == (1, 2)
