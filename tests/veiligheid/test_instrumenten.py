from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from veiligheid import definitie
from veiligheid.definitie import DefinitieFout, lees
from veiligheid.models import Instrument
from veiligheid.scoring import bereken

MAP = Path(definitie.__file__).parent / "instrumenten"

GOED = """
code = "PROEF"
versie = "1"
titel = "Proef: een verzonnen instrument"
rechten = "Van onszelf."
voorbeeld = true
per_kind = false
keuzes.ja_nee = [{ code = "ja", tekst = "Ja" }, { code = "nee", tekst = "Nee" }]
uitkomsten = [{ code = "laag", tekst = "Laag" }, { code = "hoog", tekst = "Hoog" }]
[[onderdelen]]
titel = "Deel"
items = [
  { code = "A1", tekst = "Eerste punt", antwoorden = "ja_nee", argument_verplicht = true },
  { code = "A2", tekst = "Tweede punt", antwoorden = "ja_nee" },
]
"""
PUNTEN = """
[scoring]
soort = "punten"
punten.A1 = { ja = 2, nee = 0 }
punten.A2 = { ja = 1, nee = 0 }
grenzen = [{ vanaf = 0, uitkomst = "laag" }, { vanaf = 2, uitkomst = "hoog" }]
"""
BOOM = """
[scoring]
soort = "boom"
stappen = [
  { code = "een", item = "A1", naar = { ja = "uitkomst:hoog", nee = "stap:twee" } },
  { code = "twee", item = "A2", naar = { ja = "uitkomst:hoog", nee = "uitkomst:laag" } },
]
"""


def fouten(tekst):
    with pytest.raises(DefinitieFout) as gevangen:
        lees(tekst.encode(), "proef.toml")
    return gevangen.value.fouten


def bestand(tekst, naam="proef.toml"):
    return {"bestand": SimpleUploadedFile(naam, tekst.encode() if isinstance(tekst, str) else tekst)}


@pytest.mark.parametrize(("naam", "aantal", "per_kind"), [("havik", 11, True), ("arij-rt", 30, False)])
def test_meegeleverde_instrumenten_zijn_geladen_als_voorbeeld(db, naam, aantal, per_kind):
    gelezen = lees((MAP / f"{naam}-voorbeeld.toml").read_bytes(), naam)
    instrument = Instrument.objects.get(code=gelezen["code"])
    assert instrument.definitie == gelezen
    assert (instrument.voorbeeld, instrument.actief, instrument.per_kind) == (True, True, per_kind)
    assert len(instrument.items) == aantal
    assert gelezen["scoring"] is None


def test_havik_vraagt_bij_elk_punt_een_argument(db):
    assert all(item["argument_verplicht"] for item in Instrument.objects.get(code="HAVIK").items)


@pytest.mark.parametrize(
    ("van", "naar", "melding"),
    [
        ('titel = "Proef', 'titels = "Proef', "proef.toml, bovenaan: ‘titels’ kennen wij niet."),
        ('code = "A2"', 'code = "A1"', "proef.toml, onderdelen: de code ‘A1’ staat er twee keer in."),
        ('code = "A2"', 'code = "A 2"', "onderdeel 1, item 2: ‘code’ mag alleen letters"),
        ('"Tweede punt"', '""', "proef.toml, onderdeel 1, item 2: ‘tekst’ ontbreekt."),
        ('"Tweede punt"', '"a\\u0000b"', "in ‘tekst’ staat een teken dat niet kan"),
        ('"Tweede punt"', f'"{"x" * 501}"', "langer dan 500 tekens"),
        ("voorbeeld = true", "", "‘voorbeeld’ moet true of false zijn."),
        ("voorbeeld = true", 'voorbeeld = "ja"', "‘voorbeeld’ moet true of false zijn."),
        ('antwoorden = "ja_nee" }', 'antwoorden = "weg" }', "geen keuzelijst met de naam ‘weg’"),
        ('antwoorden = "ja_nee" }', "antwoorden = 3 }", "‘antwoorden’ ontbreekt of is geen lijst."),
        ('titel = "Deel"', "titel = 3", "onderdeel 1: ‘titel’ moet tekst zijn."),
        (', { code = "hoog", tekst = "Hoog" }', "", "uitkomsten: geef 2 tot en met 15 keuzes."),
        ("[[onderdelen]]", "[[delen]]", "‘onderdelen’ ontbreekt of is geen lijst."),
        ('code = "PROEF"', "code = ", "regel 2, teken"),
    ],
)
def test_fouten_zeggen_bestand_plaats_en_wat(van, naar, melding):
    assert van in GOED
    assert any(melding in fout for fout in fouten(GOED.replace(van, naar, 1)))


@pytest.mark.parametrize("inhoud", [b"\xff\xfe", b"\x00", b"x" * (256 * 1024 + 1), b"", b"a = " + b"[" * 5000])
def test_wat_geen_definitie_is_geeft_een_nette_fout(inhoud):
    with pytest.raises(DefinitieFout):
        lees(inhoud, "proef.toml")


@pytest.mark.parametrize("scoring", [PUNTEN, BOOM])
@pytest.mark.parametrize(
    ("antwoorden", "uitkomst"),
    [
        ({"A1": "ja", "A2": "nee"}, "hoog"),
        ({"A1": "nee", "A2": "nee"}, "laag"),
        ({"A1": "nee"}, None),
        ({}, None),
    ],
)
def test_scoring_uit_het_bestand_rekent(scoring, antwoorden, uitkomst):
    assert bereken(lees((GOED + scoring).encode(), "proef.toml")["scoring"], antwoorden) == uitkomst


def test_zonder_scoring_wordt_niets_berekend():
    assert bereken(lees(GOED.encode(), "proef.toml")["scoring"], {"A1": "ja", "A2": "ja"}) is None


@pytest.mark.parametrize(
    "scoring",
    [
        PUNTEN.replace("punten.A2", "punten.A9"),
        PUNTEN.replace("nee = 0 }", "misschien = 0 }", 1),
        PUNTEN.replace("ja = 2", 'ja = "twee"'),
        PUNTEN.replace('uitkomst = "hoog"', 'uitkomst = "enorm"'),
        PUNTEN.replace("vanaf = 2", "vanaf = 0"),
        BOOM.replace("stap:twee", "stap:een"),
        BOOM.replace('item = "A2"', 'item = "B2"'),
        '\n[scoring]\nsoort = "gevoel"\n',
        '\n[scoring]\nsoort = "boom"\nstappen = 3\n',
    ],
)
def test_scoring_die_niet_klopt_wordt_geweigerd(scoring):
    assert all(fout.startswith("proef.toml, scoring") for fout in fouten(GOED + scoring))


def test_laden_en_nog_eens_laden_verandert_niets(db):
    eerste, nieuw = Instrument.laad(GOED.encode(), "proef.toml")
    assert nieuw
    assert Instrument.laad(GOED.encode(), "proef.toml") == (eerste, False)


def test_zelfde_versie_met_andere_inhoud_wordt_geweigerd(db):
    Instrument.laad(GOED.encode(), "proef.toml")
    with pytest.raises(ValidationError, match="een nieuwe versie"):
        Instrument.laad(GOED.replace("Eerste", "Ander").encode(), "proef.toml")


def test_nieuwe_versie_neemt_het_over(db):
    oud, _ = Instrument.laad(GOED.encode(), "proef.toml")
    nieuw, _ = Instrument.laad(GOED.replace('versie = "1"', 'versie = "2"').encode(), "proef2.toml")
    oud.refresh_from_db()
    assert (oud.actief, nieuw.actief) == (False, True)


def test_opdracht_laadt_een_bestand_en_meldt_fouten(db, tmp_path, capsys):
    pad = tmp_path / "proef.toml"
    pad.write_text(GOED)
    call_command("instrument", "laad", str(pad))
    assert "PROEF 1 is geladen." in capsys.readouterr().out
    pad.write_text(GOED.replace("titel", "titels", 1))
    with pytest.raises(CommandError, match="kennen wij niet"):
        call_command("instrument", "laad", str(pad))
    with pytest.raises(CommandError, match="niet te lezen"):
        call_command("instrument", "laad", str(tmp_path / "weg.toml"))


def test_beheerder_laadt_een_bestand_op_het_scherm(als, bea):
    client = als(bea)
    assert "voorbeeldinhoud" in client.get(reverse("veiligheid:instrumenten")).content.decode()
    assert client.post(reverse("veiligheid:instrumenten"), bestand(GOED)).status_code == 302
    instrument = Instrument.objects.get(code="PROEF")
    pagina = client.get(reverse("veiligheid:instrument", args=[instrument.pk])).content.decode()
    assert "Eerste punt" in pagina
    assert "voorbeeldinhoud" in pagina


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (GOED.replace("titel", "titels", 1), "kennen wij niet"),
        (b"\xff\xfe", "geen tekst in UTF-8"),
        (b"", "Dit bestand is leeg."),
        (b"#" * (256 * 1024 + 1), "hoogstens 256 kB"),
    ],
)
def test_scherm_toont_wat_er_mis_is(als, bea, inhoud, melding):
    antwoord = als(bea).post(reverse("veiligheid:instrumenten"), bestand(inhoud))
    assert antwoord.status_code == 200
    assert melding in antwoord.content.decode()
    assert "Kies een bestand." in als(bea).post(reverse("veiligheid:instrumenten"), {}).content.decode()


def test_beheerder_zet_een_versie_aan_en_uit(als, bea):
    oud, _ = Instrument.laad(GOED.encode(), "proef.toml")
    nieuw, _ = Instrument.laad(GOED.replace('versie = "1"', 'versie = "2"').encode(), "proef2.toml")
    client = als(bea)
    client.post(reverse("veiligheid:instrument-zetten", args=[oud.pk]), {"actief": "ja"})
    assert list(Instrument.objects.filter(code="PROEF", actief=True)) == [oud]
    client.post(reverse("veiligheid:instrument-zetten", args=[oud.pk]), {"actief": "nee"})
    assert not Instrument.objects.filter(code="PROEF", actief=True).exists()
    assert nieuw.pk != oud.pk


def test_alleen_de_beheerder_komt_bij_de_instrumenten(als, fatima, bea):
    pk = Instrument.objects.get(code="HAVIK").pk
    assert als(fatima).get(reverse("veiligheid:instrumenten")).status_code == 403
    assert als(fatima).get(reverse("veiligheid:instrument", args=[pk])).status_code == 403
    assert als(fatima).post(reverse("veiligheid:instrument-zetten", args=[pk])).status_code == 403
    assert als(bea).get(reverse("veiligheid:instrument-zetten", args=[pk])).status_code == 405
    assert als(bea).get(reverse("veiligheid:instrument", args=[10**30])).status_code == 404
