"""The main menu: daily things in one row, the rest under "Meer", and every page marks where somebody is."""

import re

import pytest
from django.utils import timezone

from gezinnen.models import Begeleiding, Fase

ROLLEN = [
    "fatima",
    "sanne",
    "gerda",
    "tom",
    "zita",
    "ilse",
    "dunya",
    "vera",
    "boris",
    "bea",
    "paula",
    "anna",
    "hugo",
    "wim",
]
DAGELIJKS = ["Vandaag", "Agenda", "Berichten", "Mijn gezinnen", "Basisteam", "Basisteamoverleg"]


def menus(antwoord):
    """The menu of a wide screen and the one of a telephone, as text."""
    breed, smal = re.findall(r'<nav aria-label="Hoofdmenu">(.*?)</nav>', antwoord.content.decode(), re.DOTALL)
    return breed, smal


def namen(stuk):
    return re.findall(r"<a [^>]*>([^<]+)</a>", stuk)


def menu(antwoord):
    """Of the wide screen: names in the row, names under Meer, and of the telephone all names."""
    breed, smal = menus(antwoord)
    rij, _, meer = breed.partition("<details")
    return namen(rij), namen(meer), namen(smal)


@pytest.mark.parametrize("wie", ROLLEN)
def test_wat_iedereen_dagelijks_doet_past_op_een_rij_en_niets_raakt_weg(als, request, wie):
    antwoord = als(request.getfixturevalue(wie)).get("/", follow=True)
    rij, meer, smal = menu(antwoord)
    assert 1 <= len(rij) <= 7
    assert rij + meer == smal == [item.naam for item in antwoord.context["navigatie"]]
    assert len(meer) != 1  # a "Meer" with one thing in it only hides that


@pytest.mark.parametrize("wie", ["sanne", "gerda", "tom"])
def test_wie_een_team_leidt_heeft_het_dagelijkse_op_de_rij(als, request, wie):
    rij, meer, _ = menu(als(request.getfixturevalue(wie)).get("/"))
    assert rij == DAGELIJKS
    assert {"Kwesties", "Wachtlijst", "Kengetallen"} <= set(meer)


def test_een_gezinsmanager_heeft_geen_meer(als, fatima):
    rij, meer, _ = menu(als(fatima).get("/"))
    assert rij == ["Vandaag", "Agenda", "Berichten", "Mijn gezinnen", "Basisteamoverleg", "Wachtlijst", "Kwesties"]
    assert meer == []


@pytest.mark.parametrize("wie", ["fatima", "sanne", "tom"])
def test_het_menu_blijft_heel_bij_een_gezin_dat_alleen_te_lezen_is(als, request, wie, gezin):
    gezin.toewijzingen.update(tot=timezone.localdate())
    Begeleiding.objects.update(fase=Fase.AFGESLOTEN, afgesloten_op=timezone.localdate())
    mens = als(request.getfixturevalue(wie))
    antwoord = mens.get(gezin.get_absolute_url())
    assert "alleen lezen" in antwoord.content.decode()
    assert menu(antwoord) == menu(mens.get("/"))


@pytest.mark.parametrize(("pad", "gemerkt"), [("/kwesties/", True), ("/kengetallen/", True), ("/gezinnen/", False)])
def test_meer_is_gemerkt_als_de_bladzijde_eronder_staat(als, sanne, pad, gemerkt):
    breed, _ = menus(als(sanne).get(pad))
    assert ('<summary aria-current="true">' in breed) is gemerkt
    assert breed.count('aria-current="page"') == 1
