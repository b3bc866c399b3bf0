"""The bench itself: what it makes of numbers. It measures nothing here; that is `make bench`."""

import json

import pytest

from tests.prestatie import verslag
from tests.prestatie.bladen import BLADEN
from tests.prestatie.duur import gegroeid
from tests.prestatie.meten import samen
from tests.prestatie.meten_web import Formulier
from tests.prestatie.oordeel import als_json, oordeel
from tests.prestatie.server import resident
from tests.prestatie.tekening import getal, staven
from tests.prestatie.vermenigvuldigen import waarde


def meting(p95, queries=5, keer=2.0):
    return {
        "p50": p95 / 2,
        "p95": p95,
        "queries_eigen": queries,
        "keer_leeg_p95": keer,
        "keer_kale_sql": 3,
        "per_seconde": {"1": 9.5},
    }


def uitslag(**bladen):
    return {
        "dag": "2026-11-28",
        "machine": {"processoren": 2, "last_begin": 0.5, "last_einde": 2.0},
        "gezinnen": [1000, 100000],
        "rijen": {"1000": 10, "100000": 1000},
        "bladen": bladen,
        "ontbreekt": ["Basisteam"],
        "geheugen_mb": {"1000": [120.0, 130.0], "100000": [125.0, 201.5]},
        "binnen": {
            "plan_pdf": {"verhouding": 1.05, "plan_ms": {"p50": 900}, "weasyprint_ms": {"p50": 860}},
            "herinneringen": {
                "verhouding": 3.2,
                "herinneringen": 10,
                "termijnen": 20,
                "plannen_ms": 32,
                "kale_insert_ms": 10,
            },
            "kengetallen": None,
        },
    }


GEMETEN = uitslag(
    **{
        "Leeg blad": {"1000": meting(4), "100000": meting(5)},
        "Vandaag": {"1000": meting(10), "100000": meting(14, queries=13, keer=5.5)},
        "Hulp": {"1000": meting(10), "100000": {"overgeslagen": "geen mensen of geen goed antwoord", "fouten": 3}},
    }
)


def test_p50_p95_en_hoogste():
    assert samen([float(n) for n in range(100, 0, -1)]) == {"p50": 50.5, "p95": 95.05, "max": 100.0}
    assert samen([float(n) for n in range(1, 21)]) == {"p50": 10.5, "p95": 19.05, "max": 20.0}
    assert samen([7.0]) == {"p50": 7.0, "p95": 7.0, "max": 7.0}


def test_elk_budget_krijgt_een_oordeel():
    per_regel = {(r.wat, r.budget): r for r in oordeel(GEMETEN)}
    assert not per_regel[("Vandaag", "queries")].gehaald
    assert not per_regel[("Vandaag", "keer_leeg")].gehaald
    groei = per_regel[("Vandaag", "groei")]
    assert (groei.gemeten, groei.gehaald) == (1.4, False)
    assert per_regel[("PDF van een plan", "keer_weasyprint")].gehaald
    assert not per_regel[("Herinneringen plannen", "keer_kale_insert")].gehaald
    assert per_regel[("Webproces", "geheugen_mb")].gemeten == 201.5
    assert not {wat for wat, _ in per_regel} & {"Leeg blad", "Hulp"}


def test_het_verslag_zegt_wat_niet_gehaald_is(tmp_path):
    (tmp_path / "docs" / "prestaties").mkdir(parents=True)
    blad = tmp_path / "docs" / "prestaties.md"
    blad.write_text(f"voor\n{verslag.BEGIN}\noud\n{verslag.EINDE}\nna\n")
    gemeten = {**GEMETEN, "budgetten": als_json(oordeel(GEMETEN))}
    verslag.schrijf(gemeten, tmp_path / "docs")
    tekst = blad.read_text()
    assert tekst.startswith("voor\n")
    assert tekst.endswith("\nna\n")
    assert "oud" not in tekst
    assert "| Vandaag | 7.0 | 14 | 13 | 5.5 | 3 | 1.4 | 9.5 |" in tekst
    assert "- Vandaag, groei: 1.4 (budget 1.3)" in tekst
    assert "Not there yet, so not measured: Basisteam." in tekst
    assert json.loads((tmp_path / "bench.json").read_text())["gezinnen"] == [1000, 100000]
    assert {pad.name for pad in (tmp_path / "docs" / "prestaties").iterdir()} == {
        "p95.svg",
        "keer-leeg.svg",
        "queries.svg",
    }


def test_een_tekening_heeft_een_titel_een_uitleg_en_getallen():
    svg = staven("p95 & meer", "Uitleg", [("Vandaag", [10.0, 125.4])], ["klein", "groot"], 50)
    assert "<title>p95 &amp; meer</title><desc>Uitleg</desc>" in svg
    assert ">10.0<" in svg
    assert ">125<" in svg
    assert "budget 50.0" in svg
    assert [getal(n) for n in (0.123, 12.34, 1234.5)] == ["0.12", "12.3", "1234"]


@pytest.mark.parametrize(
    ("geheugen", "verbindingen", "klachten"),
    [
        ([[100, 100]] * 9, [4] * 9, 0),
        ([[100 + 5 * n, 100] for n in range(9)], [4] * 9, 1),
        ([[100, 100]] * 9, [4, 4, 4, 4, 4, 4, 5, 6, 7], 1),
    ],
)
def test_een_duurproef_ziet_wat_groeit(geheugen, verbindingen, klachten):
    assert len(gegroeid(geheugen, verbindingen)) == klachten


def test_een_formulier_geeft_wat_er_staat_en_van_een_keuze_de_gekozen_waarde():
    html = (
        '<input name="csrfmiddlewaretoken" value="x"><input name="dag" value="28-11-2026"><input type="checkbox" name="leden" value="1">'
        '<input type="radio" name="kind_1_keuze" value="zelfde" checked><input type="radio" name="kind_1_keuze" value="niet">'
    )
    assert Formulier(html).velden == {"dag": "28-11-2026", "kind_1_keuze": "zelfde"}


def test_een_kopie_wijst_naar_de_rijen_van_dezelfde_kopie():
    laatste = {
        "gezinnen_gezin": 1000,
        "gezinnen_gezinslid": 4000,
        "gezinnen_termijn": 9,
        "gezinnen_duwtje": 2,
        "veiligheid_signaal": 3,
    }
    assert waarde("gezinnen_gezin", ("id", "bigint", None), laatste, 2) == "id + 2000"
    assert (
        waarde("gezinnen_adres", ("gezinslid_id", "bigint", "gezinnen_gezinslid"), laatste, 3)
        == '"gezinslid_id" + 12000'
    )
    assert waarde("gezinnen_gezin", ("gemeente_id", "bigint", "organisatie_gemeente"), laatste, 3) == '"gemeente_id"'
    assert "gen_random_uuid" in waarde("gezinnen_kwestie", ("sleutel", "uuid", None), laatste, 1)


def test_geheugen_uit_de_stand_van_een_proces():
    assert resident("Name:\tgunicorn\nVmRSS:\t  204800 kB\nThreads:\t5\n") == 200.0


def test_elk_blad_heeft_een_eigen_naam():
    assert len({blad.naam for blad in BLADEN}) == len(BLADEN)
