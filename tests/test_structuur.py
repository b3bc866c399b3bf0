"""The house holds: imports point one way, files stay small, decisions and words are written down."""

import ast
import re
from pathlib import Path

import pytest

WORTEL = Path(__file__).parent.parent
VOLGORDE = ["ggw.onderdelen", "ggw.organisatie", "ggw.concepten", "gezinnen", "veiligheid", "spic", "rapportage"]
DE_DEUR = "ggw.toegang"
WAT_APPS_VAN_DE_DEUR_MOGEN = {"deur", "verklaring", "poort", "nood", "tasks", "geschiedenis", "bsn"}
BESTANDEN = sorted(
    p
    for map_ in ("ggw", "gezinnen", "veiligheid", "spic", "rapportage", "tests")
    for p in (WORTEL / map_).rglob("*.py")
    if "migrations" not in p.parts
)


def imports(pad):
    for knoop in ast.walk(ast.parse(pad.read_text())):
        if isinstance(knoop, ast.ImportFrom) and knoop.module:
            yield knoop.module
        elif isinstance(knoop, ast.Import):
            yield from (naam.name for naam in knoop.names)


def kamer(module):
    return next((plek for plek, naam in enumerate(VOLGORDE) if module == naam or module.startswith(f"{naam}.")), None)


def module_van(pad):
    return ".".join(pad.relative_to(WORTEL).with_suffix("").parts)


def is_app(pad):
    return kamer(module_van(pad)) is not None


def test_imports_wijzen_een_kant_op():
    fout = [
        f"{module_van(pad)} → {doel}"
        for pad in filter(is_app, BESTANDEN)
        for doel in imports(pad)
        if kamer(doel) is not None and kamer(doel) > kamer(module_van(pad))
    ]
    assert fout == []


def test_apps_nemen_van_de_deur_alleen_wat_zij_geeft():
    fout = [
        f"{module_van(pad)} → {doel}"
        for pad in filter(is_app, BESTANDEN)
        for doel in imports(pad)
        if doel.startswith(f"{DE_DEUR}.") and doel.split(".")[2] not in WAT_APPS_VAN_DE_DEUR_MOGEN
    ]
    assert fout == []


def test_de_deur_kent_geen_app():
    fout = [
        f"{module_van(pad)} → {doel}"
        for pad in BESTANDEN
        if module_van(pad).startswith(DE_DEUR)
        for doel in imports(pad)
        if doel.split(".")[0] in {"gezinnen", "veiligheid", "spic", "rapportage"}
    ]
    assert fout == []


@pytest.mark.parametrize("pad", BESTANDEN, ids=module_van)
def test_een_bestand_blijft_onder_de_400_regels(pad):
    assert len(pad.read_text().splitlines()) <= 400


def test_geen_rommellade():
    verboden = {"utils.py", "helpers.py", "services.py", "selectors.py", "common.py", "signals.py"}
    assert [str(p) for p in BESTANDEN if p.name in verboden] == []


def test_migraties_hebben_een_naam():
    namen = [p.name for p in WORTEL.rglob("migrations/0*.py") if ".venv" not in p.parts]
    assert namen
    assert [naam for naam in namen if "_auto_" in naam] == []


def test_elk_besluit_staat_in_de_lijst():
    lijst = (WORTEL / "docs/adr/README.md").read_text()
    besluiten = sorted(p.name for p in (WORTEL / "docs/adr").glob("0*.md"))
    assert besluiten
    assert [naam for naam in besluiten if naam not in lijst] == []


def test_elk_model_van_het_domein_staat_in_de_begrippen():
    begrippen = (WORTEL / "docs/begrippen.md").read_text()
    modellen = {
        knoop.name
        for pad in BESTANDEN
        if "models" in pad.parts or pad.name == "models.py"
        for knoop in ast.parse(pad.read_text()).body
        if isinstance(knoop, ast.ClassDef) and any("models.Model" in ast.unparse(basis) for basis in knoop.bases)
    }
    assert len(modellen) > 40
    assert sorted(naam for naam in modellen if not re.search(rf"`{naam}`", begrippen)) == []


def test_sjablonen_hebben_geen_script_of_stijl_in_de_regel():
    fout = [
        str(pad.relative_to(WORTEL))
        for pad in (WORTEL / "templates").rglob("*.html")
        if "nlds" not in pad.parts  # crispy hands these what it has rendered and escaped itself
        if re.search(
            r"<script(?![^>]*src=)|<style|\sstyle=|\son(click|change|submit|input|load)=|\|safe\b", pad.read_text()
        )
    ]
    assert fout == []
