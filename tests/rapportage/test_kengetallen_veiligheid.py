"""Marks for blijvende veiligheid, counted by hand."""

from datetime import date

from tests.rapportage.cijferwereld import begeleid, cijfer, getal, handtelling, kind_van, maak, telling

MAART = date(2025, 3, 1)


@handtelling("blijvend_zes")
def test_nieuwste_cijfer_van_de_gezinsmanager(fatima, team_noord):
    gezin = maak(fatima, team_noord, date(2025, 1, 1))
    zes, vijf, ander, zonder = (kind_van(gezin) for _ in range(4))
    cijfer(zes, fatima, date(2025, 2, 1), 4)
    cijfer(zes, fatima, date(2025, 3, 31), 6)
    cijfer(vijf, fatima, date(2025, 2, 1), 8)
    cijfer(vijf, fatima, date(2025, 3, 2), 5)
    cijfer(vijf, fatima, date(2025, 4, 1), 9)
    for gever in ("ouder", "jeugdige", "netwerk", "hulpverlener"):
        cijfer(vijf, fatima, date(2025, 3, 20), 9, gever=gever)
        cijfer(ander, fatima, date(2025, 3, 20), 9, gever=gever)
    cijfer(zonder, fatima, date(2025, 3, 20), 9, soort="actueel")

    telling("blijvend_zes")

    assert getal("blijvend_zes", date(2025, 1, 1)) is None
    assert getal("blijvend_zes", date(2025, 2, 1)) == (1, 2)
    assert getal("blijvend_zes", MAART) == (1, 2)
    assert getal("blijvend_zes", date(2025, 4, 1)) == (2, 2)
    assert getal("blijvend_zes", date(2025, 1, 1), periode="kwartaal") == (1, 2)
    assert getal("blijvend_zes", date(2025, 1, 1), periode="jaar") == (2, 2)


@handtelling("blijvend_zes")
def test_alleen_kinderen_van_nu_en_cijfers_van_deze_begeleiding(fatima, team_noord):
    gezin = maak(fatima, team_noord, date(2024, 1, 1), date(2024, 12, 1))
    begeleid(gezin, fatima, team_noord, date(2025, 2, 1))
    oud, weg, overleden, nieuw = (
        kind_van(gezin),
        kind_van(gezin, tot=date(2025, 3, 30)),
        kind_van(gezin, overleden_op=date(2025, 3, 31)),
        kind_van(gezin),
    )
    cijfer(oud, fatima, date(2024, 11, 1), 8)
    for kind in (weg, overleden, nieuw):
        cijfer(kind, fatima, date(2025, 2, 1), 7)
    dicht = maak(fatima, team_noord, date(2025, 1, 1), date(2025, 3, 31))
    cijfer(kind_van(dicht), fatima, date(2025, 2, 1), 7)

    telling("blijvend_zes")

    assert getal("blijvend_zes", date(2025, 2, 1)) == (4, 4)
    assert getal("blijvend_zes", MAART) == (1, 1)


@handtelling("blijvend_zes")
def test_kind_in_twee_gezinnen_telt_in_beide(fatima, bram, team_noord, team_zuid):
    for wie, team, waarde in ((fatima, team_noord, 7), (bram, team_zuid, 4)):
        kind = kind_van(maak(wie, team, date(2025, 1, 1)), voornaam="Dezelfde")
        cijfer(kind, wie, date(2025, 2, 1), waarde)

    telling("blijvend_zes")

    assert getal("blijvend_zes", MAART) == (1, 2)
    assert getal("blijvend_zes", MAART, niveau="team", sleutel=team_noord.pk) == (1, 1)
    assert getal("blijvend_zes", MAART, niveau="team", sleutel=team_zuid.pk) == (0, 1)


@handtelling("blijvend_verschil")
def test_verschil_van_begin_tot_einde(fatima, team_noord):
    """4 → 8 (+4) and 6 → 5 (-1); one mark says nothing; marks before, after and of others do not count."""
    gezin = maak(fatima, team_noord, date(2024, 1, 1), date(2025, 3, 31))
    plus, min_, een = (kind_van(gezin) for _ in range(3))
    cijfer(plus, fatima, date(2023, 12, 31), 1)
    for dag, waarde in ((date(2024, 1, 1), 4), (date(2024, 6, 1), 2), (date(2025, 3, 31), 8), (date(2025, 4, 1), 10)):
        cijfer(plus, fatima, dag, waarde)
    cijfer(min_, fatima, date(2024, 2, 1), 6)
    cijfer(min_, fatima, date(2025, 2, 1), 5)
    cijfer(min_, fatima, date(2025, 3, 1), 9, gever="ouder")
    cijfer(een, fatima, date(2025, 2, 1), 9)
    eind_april = maak(fatima, team_noord, date(2024, 1, 1), date(2025, 4, 1))
    kind = kind_van(eind_april)
    cijfer(kind, fatima, date(2024, 2, 1), 5)
    cijfer(kind, fatima, date(2025, 2, 1), 7)

    telling("blijvend_verschil")

    assert getal("blijvend_verschil", MAART) == (3, 2)
    assert getal("blijvend_verschil", date(2025, 4, 1)) == (2, 1)
    assert getal("blijvend_verschil", date(2025, 1, 1), periode="jaar") == (5, 3)
