"""Settings come from the environment, all of it is explained, and nothing unsafe starts."""

import re
import subprocess
import sys

import pytest

from tests.platform.productie import CHECKOUT, productieomgeving, voorbeeldwaarden

VERPLICHT = [
    "SECRET_KEY",
    "SITE_URL",
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "SECURITY_CONTACT",
    "DEFAULT_FROM_EMAIL",
    "BSN_SLEUTELS",
    "BSN_HMAC_SLEUTEL",
    "DOCUMENT_SLEUTELS",
    "CONCEPT_SLEUTELS",
    "TWEEDE_STAP_SLEUTELS",
]
LEES = "from django.conf import settings; print(settings.{})"


def draai(opdracht, **omgeving):
    """Run Python in a process of its own, with the settings of production; None takes a variable away."""
    volledig = {naam: waarde for naam, waarde in (productieomgeving() | omgeving).items() if waarde is not None}
    return subprocess.run(
        [sys.executable, *opdracht], env=volledig, cwd=CHECKOUT, capture_output=True, text=True, check=False
    )


def gelezen_variabelen():
    instellingen = (CHECKOUT / "ggw/settings.py").read_text()
    variabelen = set(re.findall(r"""(?:env(?:\.\w+)?|_sleutels?)\(\s*"([A-Z_]+)\"""", instellingen))
    compose = (CHECKOUT / "docker-compose.yml").read_text()
    variabelen |= set(re.findall(r"\$\{([A-Z_]+)", compose))
    lokaal = "".join(bestand.read_text() for bestand in (CHECKOUT / "ggw/lokaal").glob("*.py"))
    return variabelen | set(re.findall(r"""os\.environ(?:\.get\(|\[)"([A-Z_]+)\"""", lokaal))


def test_env_example_noemt_precies_wat_er_gelezen_wordt():
    assert set(voorbeeldwaarden()) == gelezen_variabelen() - {
        "LC_ALL",
        "XDG_DATA_HOME",
        "XDG_RUNTIME_DIR",
    }  # the system's, not ours


def test_elke_variabele_in_env_example_heeft_een_regel_waarom():
    vorige = ""
    for regel in (CHECKOUT / ".env.example").read_text().splitlines():
        assert not re.match(r"[A-Z_]+=", regel) or vorige.startswith("# "), regel
        vorige = regel


def test_env_example_bevat_geen_geheim():
    geheim = {naam for naam in voorbeeldwaarden() if re.search(r"SLEUTEL|SECRET|WACHTWOORD|PASSWORD", naam)}
    assert len(geheim) > 8
    assert all(voorbeeldwaarden()[naam] == "" for naam in geheim)


@pytest.mark.parametrize("naam", VERPLICHT)
def test_zonder_verplichte_variabele_start_er_niets(naam):
    uitkomst = draai(["-c", LEES.format("SECRET_KEY")], **{naam: None})
    assert uitkomst.returncode != 0
    assert naam in uitkomst.stderr


@pytest.mark.parametrize("waarde", ["", "1:", "1:a29ydA==", "onzin"])
def test_een_sleutel_van_de_verkeerde_lengte_wordt_geweigerd(waarde):
    assert draai(["-c", LEES.format("SECRET_KEY")], BSN_SLEUTELS=waarde).returncode != 0


@pytest.mark.parametrize("schakelaar", ["DEBUG", "VOORBEELD"])
def test_debug_en_voorbeeld_kunnen_niet_op_een_openbaar_adres(schakelaar):
    uitkomst = draai(["-c", LEES.format("SECRET_KEY")], **{schakelaar: "true"})
    assert uitkomst.returncode != 0
    assert "localhost" in uitkomst.stderr


def test_op_localhost_antwoorden_we_alleen_aan_localhost():
    uitkomst = draai(["-c", LEES.format("ALLOWED_HOSTS")], SITE_URL="http://localhost:8000", ALLOWED_HOSTS="*")
    assert uitkomst.stdout.strip() == "['localhost', '127.0.0.1']"


def test_de_laatste_sleutel_is_de_huidige():
    uitkomst = draai(["-c", LEES.format("DOCUMENT_SLEUTELS.keys()")])
    assert uitkomst.stdout.strip() == "dict_keys([1, 2])"


def test_cookies_van_productie_zijn_aan_dit_adres_gebonden():
    uitkomst = draai(["-c", LEES.format("SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME")])
    assert uitkomst.stdout.strip() == "__Host-sessie __Host-csrf"


def test_een_socket_in_database_url_komt_aan_als_host():
    uitkomst = draai(["-c", LEES.format("DATABASES['default']['HOST']")], DATABASE_URL="postgresql://a@/b?host=/c/d")
    assert uitkomst.stdout.strip() == "/c/d"


def test_productie_instellingen_doorstaan_de_controle():
    uitkomst = draai(["manage.py", "check", "--deploy", "--fail-level", "WARNING"])
    assert uitkomst.returncode == 0, uitkomst.stderr


@pytest.mark.parametrize("adres", ["security@ggw.example.nl", "http://ggw.example.nl/lek", "mailto:a@b.nl,onzin"])
def test_een_meldpunt_dat_niemand_kan_openen_wordt_geweigerd(adres):
    uitkomst = draai(["-c", LEES.format("SECRET_KEY")], SECURITY_CONTACT=adres)
    assert uitkomst.returncode != 0
    assert "RFC 9116" in uitkomst.stderr
