"""Days per phase, meetings in time, caseload, moves and days away from home, counted by hand."""

from datetime import date

import pytest

from gezinnen.models import Toewijzing, Uitvoerdersoverleg, Verblijf, Wachtplek
from tests.rapportage.cijferwereld import begeleid, delen, ga_naar, getal, handtelling, kind_van, maak, om, telling

MAART = date(2025, 3, 1)


@handtelling("dagen_per_fase")
def test_dagen_per_fase_in_de_maand_dat_de_fase_eindigt(fatima, team_noord):
    """Wacht 10 days, V&M 28 and 21, O&V 30 (ends on the last day of March); what still lasts does not count."""
    een = maak(fatima, team_noord, date(2025, 1, 22), fase="borgen")
    ga_naar(
        een, fatima,
        ("wacht", date(2025, 1, 22)), ("verbinden", date(2025, 2, 1)), ("ondersteunen", date(2025, 3, 1)), ("borgen", date(2025, 3, 31)),
    )  # fmt: skip
    twee = maak(fatima, team_noord, date(2025, 2, 7))
    ga_naar(twee, fatima, ("verbinden", date(2025, 2, 10)), ("ondersteunen", date(2025, 3, 3)))
    klaar = maak(fatima, team_noord, date(2024, 1, 1), date(2025, 4, 1))
    ga_naar(klaar, fatima, ("nazorg", date(2025, 1, 1)), ("afgesloten", date(2025, 4, 1)))

    telling("dagen_per_fase")

    assert delen("dagen_per_fase", date(2025, 2, 1)) == {"wacht": 10}
    assert delen("dagen_per_fase", MAART) == {"verbinden": 49, "ondersteunen": 30}
    assert getal("dagen_per_fase", MAART, deel="verbinden") == (49, 2)
    assert delen("dagen_per_fase", date(2025, 4, 1)) == {"nazorg": 90}
    assert getal("dagen_per_fase", date(2025, 1, 1), periode="kwartaal", deel="verbinden") == (49, 2)


def overleg(gezin, wie, dag, status="gehouden"):
    vast = {"vastgelegd_op": om(dag), "vastgelegd_door_id": wie.pk} if status == "gehouden" else {"reden": "Ziek."}
    return Uitvoerdersoverleg.objects.create(gezin=gezin, op=om(dag), status=status, door_id=wie.pk, **vast)


@handtelling("overleg_op_tijd")
def test_overleg_in_de_zes_weken_tot_en_met_de_laatste_dag(fatima, team_noord):
    """31 March minus 42 days is 17 February. In time: a meeting that day, or O&V since that day. Not: the day before, cancelled, none."""
    gezinnen = [maak(fatima, team_noord, date(2024, 1, 1)) for _ in range(6)]
    for nr, gezin in enumerate(gezinnen):
        sinds = {4: date(2025, 2, 17), 5: date(2025, 3, 31)}.get(nr, date(2024, 2, 1))
        ga_naar(gezin, fatima, ("verbinden", date(2024, 1, 1)), ("ondersteunen", sinds))
    ga_naar(gezinnen[5], fatima, ("borgen", date(2025, 3, 31)))
    op_tijd, te_laat, afgezegd, *_ = gezinnen
    overleg(op_tijd, fatima, date(2025, 2, 17))
    overleg(op_tijd, fatima, date(2025, 4, 2))
    overleg(te_laat, fatima, date(2025, 2, 16))
    overleg(afgezegd, fatima, date(2025, 3, 20), status="afgezegd")

    telling("overleg_op_tijd")

    assert getal("overleg_op_tijd", MAART) == (2, 5)
    assert getal("overleg_op_tijd", date(2025, 4, 1)) == (1, 5)


@handtelling("per_gezinsmanager")
def test_gezinnen_per_gezinsmanager(fatima, kees, bram, team_noord, team_zuid):
    """Fatima 2, Kees 1, Bram 2 on 31 March: 5 families of 3. A handover counts for who has it on that day; who waits is not counted."""
    maak(fatima, team_noord, date(2024, 1, 1))
    maak(kees, team_noord, date(2024, 1, 1))
    over = maak(kees, team_noord, date(2024, 1, 1))
    over.toewijzingen.update(tot=date(2025, 3, 31))
    Toewijzing.objects.create(
        gezin=over,
        begeleiding=over.begeleiding,
        gezinsmanager_id=fatima.pk,
        basisteam=team_noord,
        vanaf=date(2025, 3, 31),
    )
    for _ in range(2):
        maak(bram, team_zuid, date(2024, 1, 1))
    wacht = maak(bram, team_zuid, date(2024, 1, 1), fase="wacht")
    wacht.toewijzingen.all().delete()
    Wachtplek.objects.create(
        gezin=wacht, begeleiding=wacht.begeleiding, wachter_id=bram.pk, basisteam=team_zuid, vanaf=date(2024, 1, 1)
    )

    telling("per_gezinsmanager")

    assert getal("per_gezinsmanager", MAART) == (5, 3)
    assert getal("per_gezinsmanager", MAART, niveau="team", sleutel=team_noord.pk) == (3, 2)
    assert getal("per_gezinsmanager", MAART, niveau="team", sleutel=team_zuid.pk) == (2, 1)
    assert getal("per_gezinsmanager", date(2025, 2, 1), niveau="team", sleutel=team_noord.pk) == (3, 2)


def verblijf(kind, soort, vanaf, tot=None, nachten=7):
    return Verblijf.objects.create(
        gezin=kind.gezin, kind=kind, soort_id=soort, waar="proef", vanaf=vanaf, tot=tot, nachten=nachten
    )


@handtelling("verhuizingen")
def test_verhuizingen_per_kind_per_jaar(fatima, team_noord):
    """Two children the whole year: 2 × 365 / 365.25 = 2.00. Moves: 31 March and 1 April; not the first stay, nor a weekend elsewhere."""
    gezin = maak(fatima, team_noord, date(2024, 1, 1))
    een, twee = kind_van(gezin), kind_van(gezin)
    verblijf(een, "thuis", date(2024, 1, 1), date(2025, 3, 30))
    verblijf(een, "pleegzorg", date(2025, 3, 31), date(2025, 3, 31))
    verblijf(een, "thuis", date(2025, 4, 1))
    verblijf(twee, "thuis", date(2025, 2, 1))
    verblijf(twee, "netwerkpleeg", date(2025, 3, 1), nachten=2)

    telling("verhuizingen")

    assert getal("verhuizingen", date(2025, 1, 1), periode="jaar") == (2, 2)
    assert getal("verhuizingen", MAART) == (1, 0.17)
    assert getal("verhuizingen", date(2025, 4, 1)) == (1, 0.16)
    assert getal("verhuizingen", date(2025, 2, 1)) == (0, 0.15)


@handtelling("dagen_uit_huis")
@pytest.mark.parametrize(
    ("stukken", "maart"),
    [
        ([("pleegzorg", date(2025, 3, 31), None, 7)], 1),
        ([("pleegzorg", date(2024, 1, 1), date(2025, 3, 1), 7)], 1),
        ([("netwerkpleeg", date(2025, 3, 1), date(2025, 3, 28), 2)], 8),
        ([("ouder_elders", date(2025, 3, 1), None, 7)], 0),
        ([("crisis", date(2025, 3, 1), None, 7), ("pleegzorg", date(2025, 3, 20), None, 7)], 31),
        ([], 0),
    ],
)
def test_dagen_uit_huis(fatima, team_noord, stukken, maart):
    """A child in guidance in all of March; the guidance ends on 1 April."""
    kind = kind_van(maak(fatima, team_noord, date(2024, 1, 1), date(2025, 4, 1)))
    for soort, vanaf, tot, nachten in stukken:
        verblijf(kind, soort, vanaf, tot, nachten)

    telling("dagen_uit_huis")

    assert getal("dagen_uit_huis", MAART) == (maart, 0.08)
    assert getal("dagen_uit_huis", date(2025, 4, 1)) is None


@handtelling("dagen_uit_huis")
def test_alleen_dagen_in_begeleiding(fatima, team_noord):
    """Away all year; guided until 10 January (9 days), and again from 21 to 31 December (11 days)."""
    gezin = maak(fatima, team_noord, date(2024, 1, 1), date(2025, 1, 10))
    begeleid(gezin, fatima, team_noord, date(2025, 12, 21))
    verblijf(kind_van(gezin), "pleegzorg", date(2024, 1, 1))

    telling("dagen_uit_huis")

    assert getal("dagen_uit_huis", date(2025, 1, 1)) == (9, 0.02)
    assert getal("dagen_uit_huis", date(2025, 12, 1)) == (11, 0.03)
    assert getal("dagen_uit_huis", date(2025, 1, 1), periode="jaar") == (20, 0.05)
