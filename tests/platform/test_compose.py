"""No container engine runs in the tests, so the files are read: they parse, agree with each other, and call what exists."""

import re
import shlex
from importlib.util import find_spec

import pytest
import yaml
from django.core.management import get_commands

from tests.platform.productie import CHECKOUT, voorbeeldwaarden

COMPOSE = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
DIENSTEN = COMPOSE["services"]
PROGRAMMAS = {"gunicorn": "gunicorn", "celery": "celery", "python": None}  # and the package that brings it


def test_alle_diensten_zijn_er():
    assert set(DIENSTEN) == {"postgres", "redis", "opzet", "web", "werker", "klok", "backup"}


def test_elke_variabele_staat_in_env_example():
    genoemd = set(re.findall(r"\$\{([A-Z_]+)", (CHECKOUT / "docker-compose.yml").read_text()))
    assert genoemd <= set(voorbeeldwaarden())


def test_geen_geheim_staat_in_het_bestand():
    for dienst in DIENSTEN.values():
        for naam, waarde in dienst["environment"].items() if "environment" in dienst else ():
            if re.search(r"SECRET|SLEUTEL|WACHTWOORD|PASSWORD", naam):
                assert str(waarde).startswith("${"), naam


@pytest.mark.parametrize("naam", [naam for naam in DIENSTEN if naam != "opzet"])
def test_elke_blijvende_dienst_heeft_een_gezondheidscontrole(naam):
    assert DIENSTEN[naam]["healthcheck"]["test"]
    assert DIENSTEN[naam]["restart"] == "unless-stopped"


def test_elke_dienst_heeft_zijn_eigen_login():
    login = {
        naam: DIENSTEN[naam]["environment"]["DATABASE_URL"].split("//")[1].split(":")[0]
        for naam in ("opzet", "web", "werker")
    }
    assert login == {"opzet": "ggw_eigenaar", "web": "ggw_web", "werker": "ggw_werk"}
    assert DIENSTEN["backup"]["environment"]["PGUSER"] == "ggw_backup"


def test_alleen_opzet_kent_de_superuser():
    kent = {naam for naam, dienst in DIENSTEN.items() if "POSTGRES_PASSWORD" in str(dienst.get("environment"))}
    assert kent == {"postgres", "opzet"}


def test_elk_benoemd_volume_bestaat():
    gebruikt = {volume.split(":")[0] for dienst in DIENSTEN.values() for volume in dienst.get("volumes", [])}
    assert {volume for volume in gebruikt if not volume.startswith(".")} == set(COMPOSE["volumes"])


def opdrachten():
    """Every command line our own image is asked to run."""
    for dienst in ("opzet", "werker", "klok"):
        yield DIENSTEN[dienst]["command"]
    for dienst in ("web", "werker"):
        soort, *rest = DIENSTEN[dienst]["healthcheck"]["test"]
        yield shlex.split(rest[0]) if soort == "CMD-SHELL" else rest
    yield yaml.safe_load(re.search(r"^CMD (.*)$", (CHECKOUT / "Dockerfile").read_text(), re.MULTILINE)[1])


@pytest.mark.parametrize("opdracht", list(opdrachten()), ids=" ".join)
def test_elke_opdracht_bestaat(opdracht):
    programma, eerste = opdracht[0], opdracht[1]
    if programma in {"sh", "python"}:
        assert (CHECKOUT / eerste).is_file()
    else:
        assert find_spec(PROGRAMMAS[programma])


def test_elk_commando_van_opzet_bestaat():
    commandos = re.findall(r"manage\.py (\w+)", (CHECKOUT / "docker/opzet.sh").read_text())
    assert commandos[0] == "rollen"
    assert set(commandos) <= set(get_commands())


def test_dockerfile_installeert_met_hashes_en_draait_niet_als_root():
    dockerfile = (CHECKOUT / "Dockerfile").read_text()
    assert "--require-hashes -r requirements.lock" in dockerfile
    assert re.findall(r"^USER (\w+)$", dockerfile, re.MULTILINE) == ["ggw"]
