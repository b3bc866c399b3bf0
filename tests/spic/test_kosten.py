"""Expected costs, to the cent. Every amount here is worked out by hand; the sum stands beside it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from spic.kosten import kosten, kosten_in


@dataclass(frozen=True)
class Tarief:
    bedrag: Decimal
    eenheid: str = "maand"
    geldig_vanaf: date = date(2020, 1, 1)
    geldig_tot: date | None = None
    aanbieder_id: int | None = None


def tarief(bedrag, *rest, **velden):
    return Tarief(Decimal(bedrag), *rest, **velden)


def bereken(tarieven, van, tot, aanbieder_id=7):
    return kosten(tarieven, aanbieder_id=aanbieder_id, van=date(*van), tot=date(*tot))


PER_MAAND = [
    # van, tot, bedrag per maand, uitkomst
    ((2026, 1, 1), (2026, 1, 31), "1300.00", "1300.00"),  # een hele maand van 31 dagen
    ((2026, 2, 1), (2026, 2, 28), "1300.00", "1300.00"),  # en een van 28
    ((2026, 1, 1), (2026, 12, 31), "1300.00", "15600.00"),  # 12 x 1300
    ((2026, 1, 1), (2026, 1, 10), "1000.00", "322.58"),  # 1000 x 10/31 = 322,5806
    ((2026, 2, 15), (2026, 3, 14), "1000.00", "951.61"),  # 1000 x (14/28 + 14/31) = 500 + 451,6129
    ((2024, 2, 1), (2024, 2, 28), "1000.00", "965.52"),  # schrikkeljaar: 1000 x 28/29 = 965,5172
    ((2026, 3, 1), (2026, 3, 1), "0.31", "0.01"),  # 0,31 x 1/31 = 0,01
    ((2026, 3, 1), (2026, 3, 1), "0.15", "0.00"),  # 0,15 x 1/31 = 0,0048
    ((2026, 4, 1), (2026, 4, 1), "0.15", "0.01"),  # 0,15 x 1/30 = 0,005: een halve cent gaat omhoog
    ((2025, 11, 20), (2026, 2, 10), "1234.56", "3362.71"),  # x (11/30 + 2 + 10/28) = 452,672 + 2469,12 + 440,9143
]


@pytest.mark.parametrize(("van", "tot", "bedrag", "uitkomst"), PER_MAAND)
def test_een_bedrag_per_maand_gaat_naar_de_dagen_van_die_maand(van, tot, bedrag, uitkomst):
    assert bereken([tarief(bedrag)], van, tot).bedrag == Decimal(uitkomst)


PER_WEEK = [
    ((2026, 1, 5), (2026, 1, 11), "700.00", "700.00"),  # zeven dagen
    ((2026, 1, 5), (2026, 1, 5), "100.00", "14.29"),  # 100/7 = 14,2857
    ((2026, 3, 28), (2026, 3, 30), "100.00", "42.86"),  # drie dagen over de zomertijd heen: 300/7 = 42,8571
    ((2026, 1, 1), (2026, 12, 31), "100.00", "5214.29"),  # 365/7 x 100 = 5214,2857
]


@pytest.mark.parametrize(("van", "tot", "bedrag", "uitkomst"), PER_WEEK)
def test_een_bedrag_per_week_telt_een_zevende_per_dag(van, tot, bedrag, uitkomst):
    assert bereken([tarief(bedrag, "week")], van, tot).bedrag == Decimal(uitkomst)


@pytest.mark.parametrize("dagen", [1, 42, 400])
def test_een_traject_kost_een_keer_het_bedrag(dagen):
    geheel = kosten(
        [tarief("4200.00", "traject")],
        aanbieder_id=7,
        van=date(2026, 1, 1),
        tot=date.fromordinal(date(2026, 1, 1).toordinal() + dagen - 1),
    )
    assert (geheel.bedrag, geheel.volledig) == (Decimal("4200.00"), True)


OUD = tarief("1000.00", "maand", date(2025, 1, 1), date(2025, 12, 31))
NIEUW = tarief("1100.00", "maand", date(2026, 1, 1))
EIGEN = tarief("900.00", "maand", date(2025, 12, 16), date(2026, 1, 15), 7)
VAN_EEN_ANDER = tarief("1.00", "maand", date(2020, 1, 1), None, 8)


def test_waar_het_tarief_wisselt_wordt_geknipt():
    geheel = bereken([OUD, NIEUW], (2025, 12, 16), (2026, 1, 15))
    # 16 van 31 dagen x 1000 = 516,129; 15 van 31 dagen x 1100 = 532,258
    assert [(s.van, s.tot, s.bedrag) for s in geheel.stukken] == [
        (date(2025, 12, 16), date(2025, 12, 31), Decimal("516.13")),
        (date(2026, 1, 1), date(2026, 1, 15), Decimal("532.26")),
    ]
    assert geheel.bedrag == Decimal("1048.39")


def test_het_tarief_van_de_aanbieder_zelf_gaat_voor():
    geheel = bereken([OUD, NIEUW, EIGEN, VAN_EEN_ANDER], (2025, 12, 1), (2026, 1, 31))
    # 15/31 x 1000 = 483,871; (16 + 15)/31 x 900 = 900; 16/31 x 1100 = 567,742. Dat 1000 in 1100 verandert, knipt 900 niet.
    assert [s.bedrag for s in geheel.stukken] == [Decimal("483.87"), Decimal("900.00"), Decimal("567.74")]


def test_dagen_zonder_tarief_worden_geteld_en_niet_geraden():
    geheel = bereken([NIEUW], (2025, 12, 22), (2026, 1, 31))
    assert (geheel.bedrag, geheel.dagen_zonder_tarief, geheel.volledig) == (Decimal("1100.00"), 10, False)
    assert bereken([], (2026, 1, 1), (2026, 1, 3)).dagen_zonder_tarief == 3
    assert bereken([NIEUW], (2026, 2, 2), (2026, 2, 1)).stukken == ()


def test_een_traject_dat_later_begint_geldt_niet_voor_hulp_die_al_loopt():
    traject = tarief("4200.00", "traject", date(2026, 1, 1))
    geheel = bereken([OUD, traject], (2025, 12, 1), (2026, 1, 10))
    assert (geheel.bedrag, geheel.dagen_zonder_tarief) == (Decimal("1000.00"), 10)
    later_per_maand = [tarief("4200.00", "traject", date(2025, 1, 1), date(2025, 12, 31)), NIEUW]
    assert bereken(later_per_maand, (2025, 12, 1), (2026, 3, 31)).bedrag == Decimal("4200.00")


def test_de_jaren_van_een_periode_tellen_op_tot_het_geheel():
    geheel = bereken([tarief("1000.00")], (2024, 11, 17), (2026, 2, 9))
    jaren = [kosten_in(geheel, date(jaar, 1, 1), date(jaar, 12, 31)) for jaar in (2024, 2025, 2026)]
    # 14/30 + 1 maand = 1466,667; 12 maanden; en de rest: 1 + 9/28 = 1321,429. Het geheel: 14788,095.
    assert jaren == [Decimal("1466.67"), Decimal("12000.00"), Decimal("1321.43")]
    assert (geheel.bedrag, sum(jaren)) == (Decimal("14788.10"), Decimal("14788.10"))
    traject = bereken([tarief("4200.00", "traject")], (2025, 12, 20), (2026, 1, 30))
    assert kosten_in(traject, date(2025, 1, 1), date(2025, 12, 31)) == Decimal("4200.00")
    assert kosten_in(traject, date(2026, 1, 1), date(2026, 12, 31)) == 0
