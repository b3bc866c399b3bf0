"""What every answer carries: each page, for a guest and for who is signed in, whatever the status."""

import json
import logging
import re
import subprocess
import sys

from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from tests.platform.productie import CHECKOUT, productieomgeving
from tests.toegang.conftest import wereld  # noqa: F401  (a fixture)
from tests.toegang.matrix import MATRIX, adres

ACCOUNT = [
    *("account_login", "account_signup", "account_inactive", "account_reauthenticate", "account_change_password"),
    *("account_reset_password", "account_reset_password_done", "account_reset_password_from_key_done"),
    *("mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_view_recovery_codes"),
    *("mfa_authenticate", "mfa_reauthenticate", "mfa_login_webauthn", "socialaccount_connections"),
]
EXTRA = ["/", "/bestaat-niet/", "/account/wachtwoord/nieuw/1-set-password/", "/gezinnen/2026-9388/", "//boos.example/"]
CSP = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def draagt_alles(antwoord, waar):
    koppen = antwoord.headers
    beleid = dict(deel.strip().partition(" ")[::2] for deel in koppen["Content-Security-Policy"].split(";"))
    if "sandbox" not in beleid:  # a document that somebody uploaded
        for naam, waarde in CSP.items():
            assert re.sub(r" 'nonce-[^']+'", "", beleid[naam]) == waarde, (waar, naam)
    assert "unsafe" not in koppen["Content-Security-Policy"], waar
    assert koppen["Cache-Control"] == "no-store, private", waar
    assert koppen["X-Content-Type-Options"] == "nosniff", waar
    assert koppen["X-Frame-Options"] == "DENY", waar
    assert koppen["Referrer-Policy"] == "same-origin", waar
    assert koppen["Cross-Origin-Opener-Policy"] == "same-origin", waar
    assert koppen["Cross-Origin-Resource-Policy"] == "same-origin", waar
    assert "camera=()" in koppen["Permissions-Policy"], waar
    assert "Server" not in koppen, waar
    assert "X-Powered-By" not in koppen, waar


def test_elk_antwoord_draagt_zijn_koppen(als, client, wereld, caplog):  # noqa: F811
    """Every pattern of the table, those of allauth and a few that do not exist; a guest, two people of ours, a partner."""
    caplog.set_level(logging.CRITICAL, logger="django.request")  # writing down each refusal takes longer than making it
    eigen = {naam: adres(wereld, naam) for naam in MATRIX if naam != "account_logout"}
    alles = [*eigen.values(), *(reverse(naam) for naam in ACCOUNT), *EXTRA]
    fatima, bea, anna = (als(wereld.mensen[wie]) for wie in ("fatima", "bea", "anna"))
    beheer = [pad for naam, pad in eigen.items() if MATRIX[naam].deur == "beheer"]
    partner = [pad for naam, pad in eigen.items() if MATRIX[naam].deur in ("partner", "lijst")]
    rondes = [("GET", client, alles), ("GET", fatima, alles), ("PUT", fatima, alles[::8]), ("GET", bea, beheer)]
    gezien = set()
    for methode, bezoeker, adressen in [*rondes, ("GET", anna, partner)]:
        for pad in adressen:
            antwoord = bezoeker.generic(methode, pad)
            draagt_alles(antwoord, (methode, pad))
            gezien.add(antwoord.status_code)
    assert gezien == {200, 302, 403, 404, 405}


def test_een_bestand_van_de_vormgeving_mag_bewaard_worden(client):
    antwoord = client.get("/static/css/ggw.css")
    assert antwoord.status_code == 200
    assert "max-age" in antwoord.headers["Cache-Control"]
    assert "no-store" not in antwoord.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in antwoord.headers
    assert antwoord.headers["X-Content-Type-Options"] == "nosniff"
    assert antwoord.getvalue()
    antwoord.close()


IN_PRODUCTIE = """
import json, django; django.setup()
from django.test import Client
def koppen(**extra):
    a = Client().get("/robots.txt", headers={"host": "ggw.example.nl"}, **extra)
    return [a.status_code, dict(a.headers)]
print(json.dumps([koppen(), koppen(secure=True)]))
"""


def test_in_productie_is_alles_https():
    uitkomst = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", IN_PRODUCTIE],
        env=productieomgeving(),
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    (doorgestuurd, koppen_http), (goed, koppen_https) = json.loads(uitkomst.stdout)
    assert (doorgestuurd, koppen_http["Location"]) == (301, "https://ggw.example.nl/robots.txt")
    assert koppen_http["Cache-Control"] == "no-store, private"
    assert "frame-ancestors 'none'" in koppen_http["Content-Security-Policy"]
    assert goed == 200
    assert koppen_https["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_wie_een_lek_vindt_weet_waar_dat_heen_moet(client, settings):
    settings.SITE_URL = "https://ggw.example.nl"
    antwoord = client.get("/.well-known/security.txt")
    assert antwoord.headers["Content-Type"] == "text/plain; charset=utf-8"
    velden = dict(regel.split(": ", 1) for regel in antwoord.content.decode().splitlines())
    tot = parse_datetime(velden.pop("Expires"))
    assert velden == {
        "Contact": "mailto:security@example.nl",
        "Preferred-Languages": "nl, en",
        "Canonical": "https://ggw.example.nl/.well-known/security.txt",
    }
    assert 150 < (tot - timezone.now()).days < 365


def test_op_een_eigen_computer_zonder_meldpunt_is_er_geen_security_txt(client, settings):
    settings.SECURITY_CONTACT = []
    assert client.get("/.well-known/security.txt").status_code == 404


def test_zoekmachines_blijven_weg(client):
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


def test_de_gezondheidscontrole_zegt_alleen_ok(client, als, fatima):
    for bezoeker in (client, als(fatima)):
        antwoord = bezoeker.get("/gezond/")
        assert (antwoord.status_code, antwoord.content, antwoord.headers["Content-Type"]) == (200, b"ok", "text/plain")


def test_een_pagina_gaat_gecomprimeerd_de_deur_uit_en_een_bestand_niet(client):
    gzip = {"headers": {"accept-encoding": "gzip"}}
    heel = client.get("/account/aanmelden/")
    klein = [client.get("/account/aanmelden/", **gzip) for _ in range(8)]
    assert {antwoord.headers["Content-Encoding"] for antwoord in klein} == {"gzip"}
    assert max(len(antwoord.content) for antwoord in klein) < len(heel.content) / 2
    assert len({len(antwoord.content) for antwoord in klein}) > 1, "de lengte verraadt niets"
    assert "Content-Encoding" not in client.get(reverse("spic:schema"), **gzip).headers
