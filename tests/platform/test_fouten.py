"""What people and the log see when it goes wrong: a clear page, and nothing of the request or the people in it."""

import json
import logging
import subprocess
import sys

import pytest
from django.test import override_settings

from ggw.logboek import JsonFormatter
from tests.conftest import Webclient
from tests.fabrieken import GezinslidFactory
from tests.platform.foutadressen import GEHEIM
from tests.platform.productie import CHECKOUT, productieomgeving

KOPPEN = {
    400: "Dit kunnen we niet verwerken",
    403: "Dit mag u niet doen",
    404: "Deze pagina vinden we niet",
    405: "Dit kan niet op deze manier",
    413: "Dit is te groot om te versturen",
    429: "Dit gaat te snel achter elkaar",
    500: "Er ging iets mis bij ons",
    503: "GGW is even niet bereikbaar",
}


def toont(antwoord, status):
    html = antwoord.content.decode()
    assert antwoord.status_code == status
    assert f"<h1>{KOPPEN[status]}</h1>" in html
    assert 'lang="nl"' in html
    for geheim in ("123456782", "Amrani", "Traceback", "Error", "psycopg", "stuk/"):
        assert geheim not in html
    return html


def gelogd(caplog):
    formatter = JsonFormatter()
    return [json.loads(formatter.format(regel)) for regel in caplog.records if not regel.name.startswith("django.db")]


@pytest.fixture
def stuk(db):
    client = Webclient(raise_request_exception=False)
    with override_settings(ROOT_URLCONF="tests.platform.foutadressen"):
        yield client


STUK = {
    "400": 400,
    "403": 403,
    "413": 413,
    "500": 500,
    "500-slot": 500,
    "500-traag": 500,
    "503": 503,
    "503-weg": 503,
    "er-is-niets/123456782": 404,
}


@pytest.mark.parametrize(("pad", "status"), STUK.items())
def test_elke_fout_heeft_een_pagina_die_niets_vraagt_en_niets_verklapt(
    stuk, caplog, django_assert_num_queries, pad, status
):
    with django_assert_num_queries(2):  # what the test client does to run as the web login
        antwoord = stuk.get(f"/stuk/{pad}/")
    toont(antwoord, status)
    assert antwoord.headers.get("Retry-After") == ("60" if status == 503 else None)
    regels = json.dumps(gelogd(caplog))
    assert "123456782" not in regels
    assert "Amrani" not in regels
    assert str(status if status in (500, 503) else "") in regels


def test_een_fout_in_een_dossier_noemt_niemand_en_het_logboek_ook_niet(stuk, caplog, fatima, gezin):
    GezinslidFactory(gezin=gezin, voornaam="Leila", achternaam="El Amrani")
    stuk.force_login(fatima)
    toont(stuk.get(f"/gezinnen/{gezin.nummer}/stuk/"), 500)
    (regel,) = [regel for regel in gelogd(caplog) if regel["niveau"] == "ERROR"]
    assert regel["gebeurtenis"] == f"Internal Server Error: /gezinnen/{gezin.nummer}/stuk/"
    assert regel["fout"].startswith("ValueError < ")
    assert "stuk_gezin" in regel["fout"]
    assert "Amrani" not in json.dumps(regel)


def test_de_verkeerde_methode_geeft_onze_eigen_pagina(als, fatima, gezin):
    antwoord = als(fatima).delete(gezin.get_absolute_url())
    toont(antwoord, 405)
    assert antwoord.headers["Allow"] == "GET, HEAD"
    assert int(antwoord.headers["Content-Length"]) == len(antwoord.content)


def test_een_oud_formulier_zegt_dat_de_tekst_niet_weg_is(fatima, gezin):
    client = Webclient(enforce_csrf_checks=True)
    client.force_login(fatima)
    antwoord = client.post(f"{gezin.get_absolute_url()}contact/nieuw/", {"tekst": GEHEIM})
    assert antwoord.status_code == 403
    html = antwoord.content.decode()
    assert "Deze pagina was te oud" in html
    assert "Uw tekst is niet zomaar weg" in html
    assert "Amrani" not in html


@pytest.mark.parametrize("lengte", [str(81 * 1024 * 1024), "9" * 30, "-1", "²"])
def test_wat_te_groot_is_wordt_niet_gelezen(client, lengte):
    antwoord = client.generic("POST", "/account/aanmelden/", b"login=x", CONTENT_LENGTH=lengte)
    toont(antwoord, 413)


def test_meer_velden_dan_een_formulier_heeft(client):
    toont(client.post("/account/aanmelden/", {f"veld{i}": "x" for i in range(2100)}), 413)


def test_een_vreemde_host_krijgt_een_kale_pagina(client, caplog):
    toont(client.get("/account/aanmelden/", HTTP_HOST="boos.example"), 400)
    assert "boos" not in json.dumps(gelogd(caplog))


def test_wie_te_vaak_een_wachtwoord_vraagt_wacht(client):
    for _ in range(30):
        antwoord = client.post("/account/wachtwoord/", {"email": "iemand@example.nl"})
    toont(antwoord, 429)
    assert int(antwoord.headers["Retry-After"]) > 0


@pytest.mark.parametrize(
    "pad", ["/uitnodiging/geheimpje/", "/gezinnen/Amrani/", "/account/wachtwoord/nieuw/1-geheimpje/"]
)
def test_een_adres_met_een_geheim_of_een_naam_komt_niet_in_het_logboek(als, fatima, caplog, pad):
    caplog.set_level(logging.INFO)
    als(fatima).get(pad)
    regels = json.dumps(gelogd(caplog))
    assert "geheimpje" not in regels
    assert "Amrani" not in regels


ZONDER_DATABASE = """
import django; django.setup()
from django.test import Client
for pad, sessie in (("/", "x" * 32), ("/account/aanmelden/", "x" * 32), ("/bestaat-niet/", ""), ("/gezond/", "")):
    client = Client(raise_request_exception=False)
    client.cookies["sessie"] = sessie
    a = client.get(pad, HTTP_HOST="testserver")
    html = a.content.decode()
    verklapt = "Traceback" in html or "nergens" in html
    print(pad, a.status_code, a.headers.get("Retry-After"), a.headers["Cache-Control"], verklapt, html[:8])
"""


def test_zonder_database_is_er_een_duidelijke_pagina():
    """A process of its own, with an address where no PostgreSQL is."""
    omgeving = productieomgeving() | {
        "DJANGO_SETTINGS_MODULE": "ggw.settings_test",
        "DATABASE_URL": "postgresql://ggw_web@/ggw?host=/nergens",
        "SITE_URL": "http://testserver",
        "ALLOWED_HOSTS": "testserver",
    }
    uitkomst = subprocess.run(
        [sys.executable, "-c", ZONDER_DATABASE], env=omgeving, cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    assert [regel for regel in uitkomst.stdout.splitlines() if regel.startswith("/")] == [
        "/ 503 60 no-store, private False <!doctyp",
        "/account/aanmelden/ 503 60 no-store, private False <!doctyp",
        "/bestaat-niet/ 404 None no-store, private False <!doctyp",
        "/gezond/ 503 None no-store, private False niet ok",
    ]
