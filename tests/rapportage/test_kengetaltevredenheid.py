"""Satisfaction among the figures: the average and the share of 8 or higher, as the source tells of 2011 and 2014."""

from datetime import date

import pytest

from tests.fabrieken import GemeenteFactory
from tests.kengetalrijen import geteld, tevredenheid
from tests.rapportage.test_kengetalpaginas import als_csv, tabelrijen, tekst

KWARTAAL, EERDER = date(2026, 7, 1), date(2025, 7, 1)


@pytest.fixture(autouse=True)
def _nu(time_machine):
    time_machine.move_to("2026-11-28T10:00:00+01:00")


def antwoorden(team, hoeveel, cijfer, kwartaal=KWARTAAL):
    tevredenheid(team, hoeveel, cijfer=cijfer, kwartaal=kwartaal)


def test_rapportcijfer_en_aandeel_staan_bij_de_kengetallen(als, boris, team_noord):
    geteld()
    antwoorden(team_noord, 15, 9)
    antwoorden(team_noord, 15, 6)
    antwoorden(team_noord, 20, 6, EERDER)
    gezien = tekst(als(boris).get("/kengetallen/"))
    assert "Rapportcijfer van gezinnen 7,5 n = 30 antwoorden 6,0 n = 20 antwoorden +1,5 beter" in gezien
    assert "Gezinnen die een 8 of hoger geven 50 % 15 van 30 0 % 0 van 20 +50 procentpunt beter" in gezien


def test_de_pagina_van_het_rapportcijfer(als, boris, team_noord):
    geteld()
    antwoorden(team_noord, 15, 9)
    client = als(boris)
    antwoord = client.get("/kengetallen/tevredenheid_cijfer/")
    assert "Gezinnen antwoorden zonder naam" in tekst(antwoord)
    assert ["3e kwartaal 2026", "9,0 n = 15 antwoorden"] in tabelrijen(antwoord)
    assert ["Noord 3", "9,0 n = 15 antwoorden", "–", "–"] in tabelrijen(antwoord, 1)
    bestand = als_csv(client.get("/kengetallen/tevredenheid_cijfer/?uitvoer=csv&wat=verloop"))
    assert bestand[:2] == [
        ["Periode", "Rapportcijfer van gezinnen (rapportcijfers)", "Rapportcijfer van gezinnen: antwoorden"],
        ["3e kwartaal 2026", "9,0", "15"],
    ]


def test_minder_dan_vijf_antwoorden_zijn_ook_voor_het_eigen_team_verborgen(als, sanne, team_noord, team_zuid):
    geteld()
    antwoorden(team_noord, 3, 9)
    antwoorden(team_zuid, 4, 6)
    antwoord = als(sanne).get("/kengetallen/tevredenheid_cijfer/")
    assert ["Noord 3", "verborgen", "–", "–"] in tabelrijen(antwoord, 1)
    assert "Rapportcijfer van gezinnen verborgen" in tekst(als(sanne).get(f"/kengetallen/?plek=team:{team_noord.pk}"))


def test_per_gemeente_is_er_geen_rapportcijfer(als, boris):
    GemeenteFactory(code="9999")
    geteld()
    client = als(boris)
    antwoord = client.get("/kengetallen/tevredenheid_cijfer/?plek=gemeente:9999")
    assert "Dit getal wordt niet per gemeente geteld." in tekst(antwoord)
    assert (
        "Rapportcijfer van gezinnen" in tekst(client.get("/kengetallen/?plek=gemeente:9999")).split("niet geteld:")[1]
    )
