"""Instroom, uitstroom and herinstroom, counted by hand."""

from datetime import date

from gezinnen.models import RedenEindeBegeleiding
from rapportage.kengetallen.tellen import Bereik
from rapportage.models import Kengetalwaarde
from tests.rapportage.cijferwereld import JAAR, begeleid, delen, getal, handtelling, maak, telling

MAART, APRIL = date(2025, 3, 1), date(2025, 4, 1)


@handtelling("gestart", "afgesloten")
def test_begin_en_einde_op_de_eerste_en_laatste_dag_van_de_maand(fatima, team_noord):
    maak(fatima, team_noord, date(2025, 3, 1))
    maak(fatima, team_noord, date(2025, 3, 31), date(2025, 3, 31))
    terug = maak(fatima, team_noord, date(2024, 1, 1), date(2025, 2, 28))
    begeleid(terug, fatima, team_noord, date(2025, 3, 2), date(2025, 4, 1))
    doel = RedenEindeBegeleiding.objects.filter(doel_bereikt=True).first()
    terug.begeleidingen.filter(afgesloten_op=date(2025, 4, 1)).update(reden_einde=doel)

    telling("gestart")
    telling("afgesloten")

    assert delen("gestart", MAART) == {"": 3, "eerste": 2, "opnieuw": 1}
    assert delen("gestart", APRIL) == {}
    assert delen("afgesloten", date(2025, 2, 1)) == {"": 1, "anders": 1}
    assert delen("afgesloten", MAART) == {"": 1, "anders": 1}
    assert delen("afgesloten", APRIL) == {"": 1, "doel": 1}
    assert delen("gestart", date(2025, 1, 1), periode="kwartaal") == {"": 3, "eerste": 2, "opnieuw": 1}
    assert delen("afgesloten", date(2025, 1, 1), periode="jaar") == {"": 3, "anders": 2, "doel": 1}


@handtelling("herinstroom_12", "herinstroom_24")
def test_herinstroom_telt_bij_de_maand_van_afsluiten(fatima, team_noord):
    """Closed on the last day of March: back on the same day a year later counts, one day later does not; twice back is once back."""
    na_een_jaar = maak(fatima, team_noord, date(2021, 1, 1), date(2022, 3, 31))
    begeleid(na_een_jaar, fatima, team_noord, date(2023, 3, 31), date(2023, 5, 1))
    begeleid(na_een_jaar, fatima, team_noord, date(2023, 6, 1))
    net_te_laat = maak(fatima, team_noord, date(2021, 1, 1), date(2022, 3, 1))
    begeleid(net_te_laat, fatima, team_noord, date(2023, 3, 2))
    maak(fatima, team_noord, date(2021, 1, 1), date(2022, 3, 15))

    for code in ("herinstroom_12", "herinstroom_24"):
        telling(code)

    assert getal("herinstroom_12", date(2022, 3, 1)) is None, "2022 lies before the range that is judged now"
    telling("herinstroom_12", Bereik(date(2023, 1, 1), date(2025, 1, 1)))
    assert getal("herinstroom_12", date(2022, 3, 1)) == (1, 3)
    assert getal("herinstroom_12", date(2022, 1, 1), periode="jaar") == (1, 3)
    assert getal("herinstroom_12", date(2023, 5, 1)) == (1, 1)
    telling("herinstroom_24", Bereik(date(2024, 1, 1), date(2025, 1, 1)))
    assert getal("herinstroom_24", date(2022, 3, 1)) == (2, 3)


def test_een_periode_die_nog_niet_te_beoordelen_is_telt_niet(fatima, team_noord):
    """In a range until 1 May 2025, April 2024 is the last month of which a year has passed; its quarter is not over."""
    for dag in (date(2024, 3, 31), date(2024, 4, 30), date(2024, 5, 1)):
        maak(fatima, team_noord, date(2023, 1, 1), dag)

    telling("herinstroom_12", Bereik(date(2025, 1, 1), date(2025, 5, 1)))

    rijen = Kengetalwaarde.objects.filter(code="herinstroom_12", niveau="organisatie")
    assert set(rijen.values_list("periode", "begin")) == {
        ("maand", date(2024, 3, 1)),
        ("maand", date(2024, 4, 1)),
        ("kwartaal", date(2024, 1, 1)),
    }


def test_een_lege_periode_geeft_geen_rij(fatima, team_noord):
    maak(fatima, team_noord, date(2020, 1, 1))
    telling("gestart", JAAR)
    assert not Kengetalwaarde.objects.exists()
