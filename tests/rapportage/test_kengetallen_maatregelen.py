"""Families and children by frame, phase and measure on the last day of the month, counted by hand."""

from datetime import date

from gezinnen.models import Maatregel, Machtiging, RedenEindeMaatregel
from tests.rapportage.cijferwereld import begeleid, delen, ga_naar, handtelling, kind_van, maak, telling

MAART, APRIL = date(2025, 3, 1), date(2025, 4, 1)


def leg_op(kind, soort, begin, einde=None, **velden):
    return Maatregel.objects.create(gezin=kind.gezin, kind=kind, soort_id=soort, begin=begin, einde=einde, **velden)


def beeindigd(dag):
    return {"beeindigd_op": dag, "reden_einde": RedenEindeMaatregel.objects.first()}


@handtelling("gezinnen_kader")
def test_kader_op_de_laatste_dag(fatima, team_noord):
    """Under a measure: one until and including 31 March, one that begins that day. Not: ended on 31 March, JR vrijwillig, 30 March."""
    gevallen = [
        ("11", date(2024, 4, 1), date(2025, 3, 31), {}),
        ("21", date(2025, 3, 31), None, {}),
        ("11", date(2024, 6, 1), date(2025, 5, 31), beeindigd(date(2025, 3, 31))),
        ("42", date(2025, 1, 1), None, {}),
        ("11", date(2024, 4, 1), date(2025, 3, 30), {}),
    ]
    for soort, begin, einde, velden in gevallen:
        leg_op(kind_van(maak(fatima, team_noord, date(2024, 1, 1))), soort, begin, einde, **velden)
    dicht = maak(fatima, team_noord, date(2024, 1, 1), date(2025, 3, 31))
    leg_op(kind_van(dicht), "11", date(2024, 6, 1), date(2025, 5, 31))
    maak(fatima, team_noord, date(2025, 3, 31))

    telling("gezinnen_kader")

    assert delen("gezinnen_kader", date(2025, 2, 1)) == {"": 6, "maatregel": 4, "preventief": 2}
    assert delen("gezinnen_kader", MAART) == {"": 6, "maatregel": 2, "preventief": 4}
    assert delen("gezinnen_kader", APRIL) == {"": 6, "maatregel": 1, "preventief": 5}
    kwartaal = {"periode": "kwartaal"}
    assert delen("gezinnen_kader", date(2025, 1, 1), **kwartaal) == delen("gezinnen_kader", MAART)
    assert delen("gezinnen_kader", date(2025, 1, 1), periode="jaar") == delen("gezinnen_kader", date(2025, 12, 1))


@handtelling("gezinnen_kader")
def test_twee_begeleidingen_zijn_een_gezin(fatima, team_noord):
    """Closed and begun again on one day; and by mistake two that overlap."""
    gezin = maak(fatima, team_noord, date(2024, 1, 1), date(2025, 3, 10))
    begeleid(gezin, fatima, team_noord, date(2025, 3, 10))
    dubbel = maak(fatima, team_noord, date(2024, 1, 1), date(2025, 5, 1))
    begeleid(dubbel, fatima, team_noord, date(2025, 3, 1))

    telling("gezinnen_kader")

    assert delen("gezinnen_kader", MAART) == {"": 2, "preventief": 2}


@handtelling("gezinnen_maatregel", "kinderen_maatregel")
def test_maatregelen_overlappen_en_het_totaal_telt_een_keer(fatima, team_noord):
    gezin = maak(fatima, team_noord, date(2024, 1, 1))
    eerste, tweede, derde = (kind_van(gezin) for _ in range(3))
    leg_op(eerste, "11", date(2025, 1, 1), date(2025, 12, 31))
    leg_op(eerste, "41", date(2025, 1, 1), date(2025, 12, 31))
    leg_op(tweede, "12", date(2025, 3, 1), date(2025, 5, 31))
    leg_op(derde, "62", date(2025, 2, 1), date(2025, 12, 31))
    leg_op(derde, "42", date(2025, 2, 1), None)
    voogd = kind_van(maak(fatima, team_noord, date(2024, 1, 1)))
    leg_op(voogd, "21", date(2024, 1, 1), None)
    soorten = {"gezinnen_maatregel": (2, 1, 1, 1, 1), "kinderen_maatregel": (4, 2, 1, 2, 1)}

    for code, (totaal, ots, voogdij, jr, dubbel) in soorten.items():
        telling(code)
        assert delen(code, MAART) == {"": totaal, "ots": ots, "voogdij": voogdij, "jr": jr, "dubbel": dubbel}


@handtelling("kinderen_maatregel")
def test_machtiging_die_niet_op_tijd_is_uitgevoerd_telt_niet(fatima, team_noord):
    gezin = maak(fatima, team_noord, date(2024, 1, 1))
    begin, eind = date(2025, 1, 15), date(2025, 12, 31)
    for soort, velden in (
        ("72", {"uitgevoerd_op": date(2025, 1, 20)}),
        ("72", {}),
        ("72", {"uitgevoerd_op": date(2025, 1, 20), "beeindigd_op": date(2025, 3, 31)}),
        ("71", {"uitgevoerd_op": date(2025, 1, 15), "beschikking_op": begin}),
    ):
        Machtiging.objects.create(gezin=gezin, kind=kind_van(gezin), soort_id=soort, begin=begin, einde=eind, **velden)

    telling("kinderen_maatregel")
    telling("gezinnen_maatregel")

    assert delen("kinderen_maatregel", date(2025, 2, 1)) == {"uhp": 3, "gesloten": 1}
    assert delen("kinderen_maatregel", MAART) == {"uhp": 2, "gesloten": 1}
    assert delen("kinderen_maatregel", APRIL) == {"uhp": 1, "gesloten": 1}
    assert delen("gezinnen_maatregel", APRIL) == {"uhp": 1, "gesloten": 1}


@handtelling("gezinnen_fase")
def test_fase_op_de_laatste_dag(fatima, team_noord):
    """On the day of a change the family is in the new phase; the first change counts from the begin of the guidance."""
    een = maak(fatima, team_noord, date(2025, 1, 10), fase="borgen")
    ga_naar(
        een, fatima, ("verbinden", date(2025, 2, 3)), ("ondersteunen", date(2025, 3, 31)), ("borgen", date(2025, 5, 2))
    )
    twee = maak(fatima, team_noord, date(2025, 1, 1), fase="verbinden")
    ga_naar(twee, fatima, ("wacht", date(2025, 1, 1)), ("verbinden", date(2025, 4, 1)))
    heen_en_weer = maak(fatima, team_noord, date(2025, 1, 1), fase="verbinden")
    ga_naar(
        heen_en_weer,
        fatima,
        ("verbinden", date(2025, 1, 1)),
        ("ondersteunen", date(2025, 2, 1)),
        ("verbinden", date(2025, 2, 1)),
    )

    telling("gezinnen_fase")

    assert delen("gezinnen_fase", date(2025, 1, 1)) == {"": 3, "verbinden": 2, "wacht": 1}
    assert delen("gezinnen_fase", MAART) == {"": 3, "ondersteunen": 1, "wacht": 1, "verbinden": 1}
    assert delen("gezinnen_fase", date(2025, 6, 1)) == {"": 3, "borgen": 1, "verbinden": 2}
