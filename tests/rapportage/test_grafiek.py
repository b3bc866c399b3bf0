"""What a chart draws and says, and how numbers and periods are written."""

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from rapportage import grafiek
from rapportage.grafiek import Reeks
from rapportage.kengetallen import getallen
from rapportage.kengetallen.catalogus import PER_CODE
from rapportage.kengetallen.tijdvak import Tijdvak, laatste
from rapportage.models import Periode

TOKENS = Path(__file__).parents[2] / "static/css/tokens.css"
LABELS = ["2023", "2024", "2025"]
SVG = "{http://www.w3.org/2000/svg}"


def svg(tekening):
    return ElementTree.fromstring(render_to_string("rapportage/grafiek/_grafiek.svg.html", {"tekening": tekening}))  # noqa: S314


@pytest.mark.parametrize(
    ("waarden", "heel", "laag", "hoog"),
    [
        ([0], True, 0, 1),
        ([3], True, 0, 3),
        ([201, 40], True, 0, 300),
        ([200], True, 0, 200),
        ([Decimal("0.8"), Decimal("2.1")], False, 0, 3),
        ([Decimal("-0.4"), Decimal("2.1")], False, -1, 3),
        ([-3, -1], False, -3, 0),
        ([Decimal("0.02")], False, 0, Decimal("0.02")),
        ([1234567], True, 0, 1500000),
    ],
)
def test_een_as_begint_bij_nul_en_houdt_alles_binnen(waarden, heel, laag, hoog):
    as_ = grafiek.as_voor([Decimal(waarde) for waarde in waarden], heel=heel)
    assert (as_.laag, as_.hoog) == (laag, hoog)
    assert all(grafiek.BOVEN <= as_.y(Decimal(waarde)) <= grafiek.ONDER for waarde in waarden)


def test_een_lijn_houdt_op_waar_geen_getal_is_en_zegt_in_woorden_wat_zij_laat_zien():
    tekening = grafiek.lijnen(
        "x", "Wachten", [*LABELS, "2026"], [Reeks("Dagen", [Decimal(4), Decimal(6), None, Decimal(3)])], getallen.aantal
    )
    assert len(tekening.lijnen[0].paden) == 1
    assert len(tekening.lijnen[0].punten) == 3
    assert tekening.beschrijving == "Dagen: 3 in 2026, was 4 in 2023."
    wortel = svg(tekening)
    assert wortel.find(f"{SVG}title").text == "Wachten"
    assert wortel.get("aria-labelledby") == "x-titel x-tekst"


def test_staven_staan_op_elkaar_en_de_bovenste_naam_hoort_bij_de_bovenste_staaf():
    reeksen = [
        Reeks("Eerste keer", [Decimal(8), Decimal(0), None]),
        Reeks("Opnieuw", [Decimal(2), Decimal(1), Decimal(3)]),
    ]
    tekening = grafiek.staven("x", "Gestart", LABELS, reeksen, getallen.aantal, [Decimal(10), Decimal(1), None])
    onder, boven = (s for s in tekening.staven if s.x == tekening.staven[0].x)
    assert round(boven.y + boven.hoogte, 1) == onder.y
    assert round(onder.hoogte / boven.hoogte) == 4
    assert [getal.tekst for getal in tekening.getallen] == ["10", "1"]
    assert [naam.regels[0][1] for naam in tekening.namen] == ["Opnieuw", "Eerste keer"]


def test_reeksen_verschillen_ook_zonder_kleur():
    reeksen = [Reeks(f"Deel {nummer}", [Decimal(nummer)] * 3) for nummer in range(1, 9)]
    lijnen = grafiek.lijnen("x", "t", LABELS, reeksen, getallen.aantal)
    assert len({lijn.streepjes for lijn in lijnen.lijnen}) == 8
    staven = grafiek.staven("x", "t", LABELS, reeksen, getallen.aantal)
    assert len({arcering for _, _, arcering in staven.patronen}) == 8
    assert len({s.get("fill") for s in svg(staven).iter(f"{SVG}rect") if s.get("height") != "8"}) == 8


def test_namen_naast_de_grafiek_liggen_niet_over_elkaar_en_blijven_erin():
    reeksen = [
        Reeks(f"Een nogal lange naam van deel {nummer} die niet past", [Decimal(1), Decimal(1), Decimal(1)])
        for nummer in range(6)
    ]
    tekening = grafiek.lijnen("x", "t", LABELS, reeksen, getallen.aantal)
    hoogten = [y for naam in tekening.namen for y, _ in naam.regels]
    assert hoogten == sorted(hoogten)
    assert min(b - a for a, b in pairwise(hoogten)) >= grafiek.REGEL
    assert max(hoogten) <= grafiek.HOOGTE


def test_wat_in_een_naam_staat_wordt_nooit_opmaak():
    tekening = grafiek.lijnen(
        "x", "<b>", LABELS, [Reeks('"><script>', [Decimal(1)] * 3), Reeks("b", [Decimal(2)] * 3)], str
    )
    assert "<script>" not in render_to_string("rapportage/grafiek/_grafiek.svg.html", {"tekening": tekening})


def test_een_vonk_heeft_twee_getallen_nodig():
    assert grafiek.vonk(LABELS, [None, Decimal(1), None], str) is None
    vonk = grafiek.vonk(LABELS, [Decimal(1), Decimal(1), Decimal(2)], getallen.aantal)
    assert vonk.tekst == "Verloop: 2 in 2025, was 1 in 2023."


@pytest.mark.parametrize(
    ("code", "getal", "tekst"),
    [
        ("gestart", "1234", "1.234"),
        ("gestart", "1234.00", "1.234"),
        ("blijvend_zes", "0.125", "13 %"),
        ("blijvend_zes", "0.004", "minder dan 1 %"),
        ("blijvend_zes", "0.999", "meer dan 99 %"),
        ("blijvend_zes", "1", "100 %"),
        ("blijvend_zes", "0", "0 %"),
        ("wachten_hulp", "1234.46", "1.234,5 dagen"),
        ("kosten_gezinsjaar", "8750.49", "€ 8.750"),
        ("blijvend_verschil", "1.25", "+1,3 punten"),
        ("blijvend_verschil", "-0.5", "−0,5 punten"),
        ("verhuizingen", "0.25", "0,3 verhuizingen"),
    ],
)
def test_getallen_in_nederlandse_notatie(code, getal, tekst):
    assert getallen.waarde(PER_CODE[code], Decimal(getal)).replace("\xa0", " ") == tekst


@pytest.mark.parametrize("code", ["2025", "2025-k1", "2025-k4", "2025-01", "2025-12"])
def test_een_tijdvak_komt_uit_de_url_zoals_het_erin_ging(code):
    assert Tijdvak.lees(code).code == code


@pytest.mark.parametrize(
    "tekst", ["", "25", "1999", "2100", "2025-k5", "2025-13", "2025-00", "2025-1", "٢٠٢٥", "2025\n", "2025-k", "9" * 40]
)
def test_wat_geen_tijdvak_is(tekst):
    assert Tijdvak.lees(tekst) is None


def test_een_tijdvak_kent_zijn_buren():
    kwartaal = Tijdvak.lees("2026-k1")
    assert (kwartaal.naam, kwartaal.einde) == ("1e kwartaal 2026", date(2026, 4, 1))
    assert (kwartaal.terug().naam, kwartaal.jaar_eerder.naam) == ("4e kwartaal 2025", "1e kwartaal 2025")
    assert [t.code for t in Tijdvak.lees("2026-01").reeks(3)] == ["2025-11", "2025-12", "2026-01"]


@pytest.mark.parametrize(
    ("periode", "na_maanden", "code"),
    [
        (Periode.MAAND, 0, "2026-10"),
        (Periode.KWARTAAL, 0, "2026-k3"),
        (Periode.JAAR, 0, "2025"),
        (Periode.KWARTAAL, 12, "2025-k3"),
        (Periode.JAAR, 12, "2024"),
        (Periode.JAAR, 24, "2023"),
    ],
)
def test_het_nieuwste_tijdvak_is_voorbij(periode, na_maanden, code):
    assert laatste(periode, date(2026, 11, 1), na_maanden).code == code


def test_kleuren_op_papier_zijn_die_van_het_scherm():
    tokens = TOKENS.read_text()
    licht = dict(re.findall(r"^  --reeks-(\d): (#\w+);", tokens, flags=re.M))
    assert tuple(licht[str(nummer)] for nummer in range(1, 9)) == grafiek.KLEUREN
