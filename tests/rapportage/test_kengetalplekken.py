import re

import pytest

from ggw.organisatie.models import Basisteam
from rapportage.kengetallen.plekken import TEAMS_IN_LIJST
from tests.fabrieken import BasisteamFactory
from tests.kengetalrijen import geteld, rij
from tests.rapportage.test_kengetalpaginas import tekst

BEGIN, EEN, VERGELIJK = "/kengetallen/", "/kengetallen/gestart/", "/kengetallen/vergelijken/"
ZOEKVELD = 'name="team"'


def lijst_van(html):
    return re.search(r"<select[^>]*name=\"plek\".*?</select>", html, flags=re.S)[0]


def maak_teams(aantal):
    return [BasisteamFactory(naam=f"Duizendtal {nummer:03d}") for nummer in range(aantal)]


@pytest.fixture(autouse=True)
def _nu(time_machine):
    time_machine.move_to("2026-11-28T10:00:00+01:00")


@pytest.fixture
def veel_teams(team_noord):
    geteld()
    return maak_teams(TEAMS_IN_LIJST)


@pytest.mark.parametrize("pad", [BEGIN, EEN, VERGELIJK])
def test_met_weinig_teams_staan_ze_alle_in_de_lijst(als, boris, pad):
    geteld()
    teams = maak_teams(TEAMS_IN_LIJST - Basisteam.objects.count())
    html = als(boris).get(pad).content.decode()
    assert all(f'value="team:{team.pk}"' in lijst_van(html) for team in teams)
    assert ZOEKVELD not in html


@pytest.mark.parametrize("pad", [BEGIN, EEN, VERGELIJK])
def test_met_veel_teams_staat_er_een_zoekveld_en_geen_team_in_de_lijst(als, boris, veel_teams, pad):
    html = als(boris).get(pad).content.decode()
    assert "Basisteams" not in lijst_van(html)
    assert ZOEKVELD in html


@pytest.mark.parametrize("pad", [BEGIN, EEN, VERGELIJK])
def test_een_adres_met_een_gekozen_team_blijft_werken(als, boris, veel_teams, pad):
    team = veel_teams[7]
    antwoord = als(boris).get(pad, {"plek": f"team:{team.pk}"})
    lijst = lijst_van(antwoord.content.decode())
    assert f'<option value="team:{team.pk}" selected>{team.naam}</option>' in lijst
    assert lijst.count('value="team:') == 1
    assert "Deze keuze bestaat niet" not in tekst(antwoord)


def test_een_gezocht_team_is_een_link_die_de_periode_houdt(als, boris, veel_teams):
    team = veel_teams[12]
    rij("gestart", "2025", 4321, niveau="team", sleutel=str(team.pk))
    client = als(boris)
    html = client.get(BEGIN, {"team": "TAL 012", "periode": "jaar"}).content.decode()
    [(link, naam)] = re.findall(r'<li><a href="(\?plek=team[^"]*)">([^<]*)</a></li>', html)
    assert naam == team.naam
    assert "4.321" in tekst(client.get(BEGIN + link.replace("&amp;", "&")))


def test_zoeken_toont_hoogstens_een_lijst_vol_en_zegt_dat(als, boris, veel_teams):
    html = als(boris).get(BEGIN, {"team": "duizendtal"}).content.decode()
    assert html.count('<li><a href="?plek=team') == TEAMS_IN_LIJST
    assert "Typ meer van de naam." in html
    assert "Typ meer van de naam." not in als(boris).get(BEGIN, {"team": "tal 01"}).content.decode()


@pytest.mark.parametrize("pad", [BEGIN, EEN, VERGELIJK])
@pytest.mark.parametrize("naam", ["melkweg", "%", "_", "<b>", "x" * 81, "a\x00"])
def test_een_team_dat_er_niet_is_geeft_een_zin(als, boris, veel_teams, pad, naam):
    antwoord = als(boris).get(pad, {"team": naam})
    assert antwoord.status_code == 200
    assert 'aria-invalid="true"' in antwoord.content.decode()
    assert "<b>" not in lijst_van(antwoord.content.decode())


@pytest.mark.parametrize("code", ["team:", "team:0", "team:٣", "team:1e3", "team:99999999999999999999"])
def test_een_team_dat_niet_bestaat_is_geen_keuze(als, boris, veel_teams, code):
    assert "Deze keuze bestaat niet" in tekst(als(boris).get(BEGIN, {"plek": code}))


def test_de_tabel_van_een_kengetal_houdt_alle_teams(als, boris, veel_teams):
    html = als(boris).get(EEN, {"per": "team"}).content.decode()
    assert all(team.naam in html for team in veel_teams)
