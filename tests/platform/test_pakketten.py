"""What we lean on is pinned, explained, and licensed."""

import re
import tomllib

import pytest
import yaml

from tests.platform.productie import CHECKOUT

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
SLOTEN = ["requirements.lock", "requirements-dev.lock"]


def naam_van(eis):
    return re.match(r"[A-Za-z0-9._-]+", eis)[0].lower()


def vastgezet(slot):
    return dict(re.findall(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==(\S+)", (CHECKOUT / slot).read_text(), re.MULTILINE))


@pytest.mark.parametrize("slot", SLOTEN)
def test_slotbestand_noemt_geen_plek(slot):
    inhoud = (CHECKOUT / slot).read_text()
    assert not re.search(r"://|^\s*-|(?<![\w.])/\w", inhoud.replace("    --hash", ""), re.MULTILINE)


@pytest.mark.parametrize("slot", SLOTEN)
def test_elk_pakket_heeft_een_hash(slot):
    for blok in re.split(r"\n(?=[a-z0-9])", (CHECKOUT / slot).read_text().strip()):
        assert "--hash=sha256:" in blok, blok.splitlines()[0]


def test_beide_sloten_noemen_dezelfde_versies():
    ontwikkel = vastgezet("requirements-dev.lock")
    assert vastgezet("requirements.lock").items() <= ontwikkel.items()


def test_wat_we_vragen_staat_in_het_slot():
    optioneel = PROJECT["optional-dependencies"]
    assert {naam_van(eis) for eis in PROJECT["dependencies"]} <= set(vastgezet("requirements.lock"))
    assert {naam_van(eis) for eis in optioneel["lokaal"] + optioneel["dev"]} <= set(vastgezet("requirements-dev.lock"))


def test_elk_pakket_heeft_een_reden():
    uitgelegd = set(
        re.findall(r"^\| ([a-z0-9-]+) \|", (CHECKOUT / "docs/afhankelijkheden.md").read_text(), re.MULTILINE)
    )
    optioneel = PROJECT["optional-dependencies"]
    gevraagd = {naam_van(eis) for eis in PROJECT["dependencies"] + optioneel["lokaal"] + optioneel["dev"]}
    assert uitgelegd - {"package"} == gevraagd


def overgenomen_mappen():
    return [p for plek in ("static/vendor", "tests/vendor") for p in sorted((CHECKOUT / plek).iterdir()) if p.is_dir()]


@pytest.mark.parametrize("plek", overgenomen_mappen(), ids=lambda plek: plek.name)
def test_wat_we_overnamen_heeft_zijn_licentie_bij_zich(plek):
    assert [p for p in plek.iterdir() if p.name.upper().startswith(("LICENSE", "LICENCE", "OFL"))]


def test_licentie_en_publiccode_kloppen_met_elkaar():
    publiccode = yaml.safe_load((CHECKOUT / "publiccode.yml").read_text())
    assert publiccode["legal"]["license"] == PROJECT["license"] == "EUPL-1.2"
    assert publiccode["softwareVersion"] == PROJECT["version"]
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (CHECKOUT / "LICENSE").read_text()
