"""The teams of one person and their next meeting; and that a list is a table, however it is laid out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gezinnen.models import Basisteamoverleg
from ggw.organisatie.models import Lidmaatschap
from rapportage.basisteam.teams import eigen_teams
from tests.rapportage.teamwereld import lijst, maak_wereld, pagina


@pytest.fixture
def vandaag():
    return timezone.localdate()


def test_het_eerste_geplande_overleg_staat_op_de_pagina(als, sanne, team_noord, team_zuid, vandaag):
    for team, over, status in (
        (team_noord, 9, "gepland"),
        (team_noord, 2, "gepland"),
        (team_noord, 1, "gehouden"),
        (team_zuid, 1, "gepland"),
    ):
        dag = vandaag + timedelta(days=over)
        Basisteamoverleg.objects.create(team=team, datum=dag, status=status, voorzitter_id=sanne.pk)
    overleg = als(sanne).get(pagina(team_noord)).context["overleg"]
    assert overleg.datum == vandaag + timedelta(days=2)
    assert overleg.pk == Basisteamoverleg.objects.get(datum=overleg.datum).pk
    assert f'href="/basisteamoverleg/{overleg.pk}/"' in als(sanne).get(pagina(team_noord)).content.decode()


def test_de_teams_zijn_die_van_vandaag_elk_een_keer(tom, team_noord, team_zuid, vandaag):
    assert [team.pk for team in eigen_teams(tom.pk)] == [team.pk for team in tom.basisteams] == [team_noord.pk]
    for begin, tot in ((-9, None), (-2, 0)):
        dagen = {"vanaf": vandaag + timedelta(days=begin), "tot": None if tot is None else vandaag}
        Lidmaatschap.objects.create(gebruiker=tom, basisteam=team_zuid, **dagen)
    assert [(team.naam, team.overleg) for team in eigen_teams(tom.pk)] == [("Noord 3", None), ("Zuid 1", None)]
    Lidmaatschap.objects.filter(basisteam=team_zuid).update(tot=vandaag - timedelta(days=1))
    assert [team.naam for team in eigen_teams(tom.pk)] == ["Noord 3"]


def test_rooster_en_lijst_zijn_een_tabel_ook_als_de_rijen_onder_elkaar_staan(
    als, sanne, team_noord, fatima, kees, wilgenboog, ander_gezin
):
    maak_wereld(team_noord, fatima, kees, sanne, wilgenboog)
    for url, koppen, rijen, cellen in ((pagina(team_noord), 14, 5, 60), (lijst(team_noord, wat="te-laat"), 5, 8, 32)):
        tekst = als(sanne).get(url).content.decode()
        assert tekst.count('role="table"') == 1
        assert tekst.count('role="columnheader"') == koppen
        assert tekst.count('role="rowheader"') == rijen
        assert tekst.count('role="cell"') == cellen
