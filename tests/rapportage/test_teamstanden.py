"""What is kept each night of how a team stands, and who reads it a week later."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from ggw.organisatie.models import Lidmaatschap
from rapportage.basisteam.standen import leg_standen_vast, reken_terug
from rapportage.models import Teamstand
from rapportage.tasks import leg_teamstanden_vast
from tests.fabrieken import maak_gezin
from tests.gezinnen.termijnen import als_werker
from tests.rapportage import teamwereld as hand
from tests.rapportage.teamwereld import maak_wereld

WEEK = timedelta(days=7)


@pytest.fixture
def wereld(team_noord, fatima, kees, sanne, wilgenboog, ander_gezin):
    return maak_wereld(team_noord, fatima, kees, sanne, wilgenboog)


def standen(team, dag):
    return dict(Teamstand.objects.filter(team=team, dag=dag).values_list("code", "waarde"))


def een_week_geleden():
    Teamstand.objects.update(dag=timezone.localdate() - WEEK)


def test_de_nacht_telt_wat_de_pagina_telt(als, sanne, wereld):
    """One definition: the same data give the same numbers, by hand, in the night and on the page."""
    with als_werker():
        leg_teamstanden_vast()
    assert standen(wereld.team, timezone.localdate()) == hand.STAND
    tegels = als(sanne).get(f"/basisteam/{wereld.team.pk}/").context["tegels"]
    assert [tegel.getal.getal for tegel in tegels] == list(hand.STAND.values())


def test_een_tweede_nacht_op_dezelfde_dag_schrijft_eroverheen(wereld, fatima):
    with als_werker():
        leg_teamstanden_vast()
    hand.meet(wereld.gezinnen["Framboos"].leden.get(), 3, auteur=fatima)
    with als_werker():
        leg_teamstanden_vast()
    assert standen(wereld.team, timezone.localdate())["onder_de_zes"] == 3


def test_wat_oud_is_gaat_weg(team_noord):
    dag = timezone.localdate()
    for dagen in (36, 35):
        Teamstand.objects.create(team=team_noord, dag=dag - timedelta(days=dagen), code="kwesties", waarde=1)
    leg_standen_vast(dag)
    assert not standen(team_noord, dag - timedelta(days=36))
    assert standen(team_noord, dag - timedelta(days=35))


def test_zonder_overleg_is_er_geen_aandeel(team_noord):
    leg_standen_vast(timezone.localdate())
    assert "op_tijd" not in standen(team_noord, timezone.localdate())


def test_de_pagina_toont_vorige_week_en_niets_als_die_er_niet_is(als, sanne, wereld):
    mens, url = als(sanne), f"/basisteam/{wereld.team.pk}/"
    assert "vorige week" not in mens.get(url).content.decode()
    leg_standen_vast(timezone.localdate())
    assert "vorige week" not in mens.get(url).content.decode()
    een_week_geleden()
    Teamstand.objects.filter(code="onder_de_zes").update(waarde=8)
    antwoord = mens.get(url)
    assert [tegel.vorige for tegel in antwoord.context["tegels"]] == [8, *list(hand.STAND.values())[1:]]
    assert "vorige week 8" in antwoord.content.decode()
    assert "vorige week 33\u00a0%" in antwoord.content.decode()


def test_de_teams_naast_elkaar_met_vorige_week(als, tom, wereld, team_zuid):
    Lidmaatschap.objects.create(gebruiker=tom, basisteam=team_zuid, vanaf=timezone.localdate())
    leg_standen_vast(timezone.localdate())
    een_week_geleden()
    regels = als(tom).get("/basisteam/").context["regels"]
    assert {regel.team.naam: [vorige for _, vorige in regel.getallen] for regel in regels} == {
        "Noord 3": [None, *hand.STAND.values()],
        "Zuid 1": [None, 0, 0, None, 0, 0],
    }


def test_wie_een_afgeschermd_gezin_ziet_krijgt_geen_scheve_vergelijking(als, sanne, tom, wereld):
    """The stored figure leaves the family out and the page of who is named counts it."""
    leg_standen_vast(timezone.localdate())
    een_week_geleden()
    hand.benoem(wereld.geheim, sanne, door=tom)
    url = f"/basisteam/{wereld.team.pk}/"
    assert "vorige week" not in als(sanne).get(url).content.decode()
    assert "vorige week 2" in als(tom).get(url).content.decode()


@pytest.mark.parametrize("wie", ["sanne", "gerda", "tom", "fatima", "vera", "bram", "boris", "bea"])
def test_de_poort_geeft_alleen_het_eigen_team_aan_wie_het_leidt(
    request, wereld, sanne, gerda, tom, fatima, vera, bram, boris, bea, team_zuid, wie
):
    leg_standen_vast(timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute("set local session authorization ggw_web")
        cursor.execute("select begin_medewerker(%s, null)", [request.getfixturevalue(wie).pk])
        cursor.execute("set local role ggw_medewerker")
        cursor.execute(
            "select distinct team from teamstanden(%s, %s)", [[wereld.team.pk, team_zuid.pk], timezone.localdate()]
        )
        teams = [rij[0] for rij in cursor.fetchall()]
        cursor.execute("reset role")
        cursor.execute("set local session authorization default")
    assert teams == ([wereld.team.pk] if wie in ("sanne", "gerda", "tom") else [])


def test_terugrekenen_telt_wat_toen_zo_was_en_de_rest_niet(team_noord, fatima, wilgenboog):
    """A week ago: one child was under 6 and is not now, one is under 6 now; one family came later and one went to another."""
    vandaag = timezone.localdate()
    gezin = maak_gezin(fatima, team_noord, dagen=60)
    hand.kind(gezin, "Toen", 4, 5, 7, 8, 8, auteur=fatima)  # 12, 9, 6, 3 days ago and today
    hand.kind(gezin, "Nu", 7, 7, 7, 7, 3, auteur=fatima)
    hand.wacht_op_hulp(gezin, 20, wilgenboog, fatima)
    hand.wacht_op_hulp(gezin, 20, wilgenboog, fatima, status="gestart", gestart_op=vandaag - timedelta(days=2))
    hand.wacht_op_hulp(gezin, 2, wilgenboog, fatima)
    hand.meld_kwestie(gezin, 1, 10, fatima)
    hand.meld_kwestie(gezin, 1, 3, fatima)
    later = maak_gezin(fatima, team_noord, dagen=3)
    hand.wacht_op_hulp(later, 30, wilgenboog, fatima)
    reken_terug(vandaag - WEEK)
    assert standen(team_noord, vandaag - WEEK) == {"onder_de_zes": 1, "wacht_op_hulp": 2, "kwesties": 1}
