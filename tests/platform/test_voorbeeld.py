"""Example mode prints its passwords, so it must be unreachable by accident."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.http import HttpResponse

from ggw.voorbeeld import AlleenLokaal, controleer_voorbeelddatabase


@pytest.fixture
def middleware(settings):
    settings.SITE_URL = "http://localhost:8123"
    return AlleenLokaal(lambda request: HttpResponse("pagina"))


@pytest.mark.parametrize("host", ["localhost:8123", "127.0.0.1:8123"])
def test_de_browser_op_deze_computer_krijgt_antwoord(rf, middleware, host):
    assert middleware(rf.get("/", headers={"Host": host})).content == b"pagina"


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:80", "ggw.example.nl", "192.168.1.5:8123", "localhost:8123.nl", ""]
)
def test_een_andere_host_wordt_geweigerd(rf, middleware, host):
    antwoord = middleware(rf.get("/", headers={"Host": host}))
    assert antwoord.status_code == 400
    assert "op deze computer zelf" in antwoord.content.decode()


@pytest.mark.parametrize(
    "kop", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-Ip", "Via"]
)
def test_een_doorgestuurd_verzoek_wordt_geweigerd(rf, middleware, kop):
    assert middleware(rf.get("/", headers={"Host": "localhost:8123", kop: "iets"})).status_code == 400


def test_een_database_zonder_merk_wordt_geweigerd(db):
    with pytest.raises(ImproperlyConfigured, match="niet als voorbeeld gemaakt"):
        controleer_voorbeelddatabase()


def test_een_merk_in_de_sessie_telt_niet(db):
    with connection.cursor() as cursor:
        cursor.execute("set local ggw.voorbeeld = 'ja'")
    with pytest.raises(ImproperlyConfigured):
        controleer_voorbeelddatabase()


def test_een_database_met_merk_wordt_aangenomen(db):
    with connection.cursor() as cursor:
        cursor.execute("select quote_ident(current_database())")
        cursor.execute(f"alter database {cursor.fetchone()[0]} set ggw.voorbeeld = 'ja'")
    controleer_voorbeelddatabase()
