"""What a page shows, as CSV and as Excel."""

import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.http import Http404
from django.test import RequestFactory

from rapportage.uitvoer import Tabel, als_bestand, gevraagd, links

RIJEN = [
    ("2026-0417", 3, Decimal("7.50"), date(2026, 11, 28), None),
    ("=1+1", -2, 0.5, datetime(2026, 11, 28, 9, 5, tzinfo=UTC), "https://ggw.example"),
    ('\'s-Gravenhage; "noord"', 0, Decimal("-1"), date(2026, 1, 2), "@som"),
]
TABEL = Tabel("basisteam", ("Gezin", "Aantal", "Gemiddeld", "Dag", "Meer"), RIJEN, ("Stand van 28 november 2026.",))


def test_csv_met_nederlandse_getallen_en_zonder_formules():
    antwoord = als_bestand(TABEL, "csv")
    assert antwoord["Content-Disposition"] == 'attachment; filename="basisteam.csv"'
    assert antwoord.content.startswith(b"\xef\xbb\xbf")
    assert antwoord.content.decode("utf-8-sig").split("\r\n") == [
        "Gezin;Aantal;Gemiddeld;Dag;Meer",
        "2026-0417;3;7,50;28-11-2026;",
        "'=1+1;-2;0,5;28-11-2026 09:05;https://ggw.example",
        '"\'s-Gravenhage; ""noord""";0;-1;02-01-2026;\'@som',
        "",
        "Stand van 28 november 2026.",
        "",
    ]


def test_excel_houdt_getallen_getallen_en_tekst_tekst():
    antwoord = als_bestand(TABEL, "xlsx")
    with zipfile.ZipFile(BytesIO(antwoord.content)) as bestand:
        blad = ElementTree.fromstring(bestand.read("xl/worksheets/sheet1.xml"))  # noqa: S314 (our own file)
        woorden = ["".join(deel.itertext()) for deel in ElementTree.fromstring(bestand.read("xl/sharedStrings.xml"))]  # noqa: S314
        assert "Stand van 28 november 2026." in woorden
    ruimte = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    assert blad.findall(".//x:f", ruimte) == [], "a formula"
    cellen = {
        cel.get("r"): woorden[int(cel.findtext("x:v", "", ruimte))]
        if cel.get("t") == "s"
        else float(cel.findtext("x:v", "", ruimte))
        for cel in blad.findall(".//x:c", ruimte)
    }
    assert [cellen[f"{kolom}1"] for kolom in "ABCDE"] == ["Gezin", "Aantal", "Gemiddeld", "Dag", "Meer"]
    assert [cellen[f"A{rij}"] for rij in (2, 3, 4)] == ["2026-0417", "=1+1", '\'s-Gravenhage; "noord"']
    assert [cellen[f"B{rij}"] for rij in (2, 3, 4)] == [3, -2, 0]
    assert [cellen[f"C{rij}"] for rij in (2, 3, 4)] == [7.5, 0.5, -1]
    assert cellen["D2"] == 46354  # 28 November 2026, as a spreadsheet counts days
    assert "E2" not in cellen
    assert (cellen["E3"], cellen["E4"]) == ("https://ggw.example", "@som")


def test_een_lege_lijst_heeft_alleen_koppen():
    leeg = Tabel("leeg", ("Gezin",), [])
    assert als_bestand(leeg, "csv").content.decode("utf-8-sig") == "Gezin\r\n"
    assert als_bestand(leeg, "xlsx").content.startswith(b"PK")


def test_de_links_houden_filter_en_volgorde():
    vraag = RequestFactory().get("/basisteam/", {"wie": "3", "sorteer": "naam", "uitvoer": "csv"})
    assert gevraagd(vraag) == "csv"
    assert links(vraag) == [
        ("CSV", "?wie=3&sorteer=naam&uitvoer=csv"),
        ("Excel", "?wie=3&sorteer=naam&uitvoer=xlsx"),
    ]


@pytest.mark.parametrize("soort", ["exe", "csv\x00", "../x"])
def test_een_andere_soort_bestaat_niet(soort):
    with pytest.raises(Http404):
        gevraagd(RequestFactory().get("/", {"uitvoer": soort}))
