"""Signing in through the organisation: an own account, linked by its owner, by issuer and subject."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from ggw.organisatie.models import Gebruiker
from tests.conftest import Webclient


class Idp(BaseHTTPRequestHandler):
    """A provider on loopback, in the style of Keycloak."""

    def do_GET(self):
        basis = f"http://{self.headers['Host']}/realms/proef"
        if self.path.endswith("/openid-configuration"):
            self.geef(
                {
                    "issuer": basis,
                    "authorization_endpoint": f"{basis}/auth",
                    "token_endpoint": f"{basis}/token",
                    "userinfo_endpoint": f"{basis}/userinfo",
                    "jwks_uri": f"{basis}/certs",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        else:
            self.geef(self.server.mens)

    def do_POST(self):
        gevraagd = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        assert gevraagd["code_verifier"]
        basis = f"http://{self.headers['Host']}/realms/proef"
        inhoud = self.server.mens | {"iss": basis, "aud": "ggw", "exp": 9999999999, "iat": 1}
        self.geef({"access_token": "a", "token_type": "Bearer", "id_token": jwt.encode(inhoud, "x" * 32, "HS256")})

    def geef(self, antwoord):
        tekst = json.dumps(antwoord).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(tekst)))
        self.end_headers()
        self.wfile.write(tekst)

    def log_message(self, *args):
        pass


@pytest.fixture
def idp(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Idp)
    server.mens = {"sub": "b3c1", "email": "fatima@ggw.example", "email_verified": True, "name": "F"}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.OIDC_URL = f"http://127.0.0.1:{server.server_port}/realms/proef"
    app = {"provider_id": settings.OIDC_AANBIEDER, "name": "de proef", "client_id": "ggw", "secret": "s"}
    app["settings"] = {"server_url": settings.OIDC_URL}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
    yield server
    server.shutdown()
    server.server_close()


def rondje(client, settings, proces=""):
    """To the provider and back, as a browser would go."""
    begin = reverse("openid_connect_login", args=[settings.OIDC_AANBIEDER]) + proces
    heen = client.post(begin)
    assert heen.status_code == 302, heen.content.decode()[:500]
    if not heen.url.startswith("http"):
        return heen
    vraag = parse_qs(urlsplit(heen.url).query)
    assert vraag["code_challenge_method"] == ["S256"]
    terug = reverse("openid_connect_callback", args=[settings.OIDC_AANBIEDER])
    return client.get(terug, {"code": "c", "state": vraag["state"][0]})


def test_zonder_instelling_bestaat_het_niet(client, fatima, als, settings):
    assert "Aanmelden via" not in client.get(reverse("account_login")).content.decode()
    assert "Koppel aan" not in als(fatima).get("/account/").content.decode()
    assert client.post(reverse("openid_connect_login", args=[settings.OIDC_AANBIEDER])).status_code == 404


def test_een_onbekende_krijgt_geen_account_ook_niet_op_e_mailadres(idp, client, fatima, settings):
    assert "Aanmelden via" in client.get(reverse("account_login")).content.decode()
    antwoord = rondje(client, settings)
    pagina = client.get(antwoord.url) if antwoord.status_code == 302 else antwoord
    assert "hoort daar nog geen account bij" in pagina.content.decode()
    assert Gebruiker.objects.count() == 1
    assert client.get("/account/").status_code == 302


def test_wie_zelf_koppelt_meldt_zich_daarna_zo_aan(idp, als, fatima, settings):
    assert rondje(als(fatima), settings, "?process=connect").status_code == 302
    assert SocialAccount.objects.get().user == fatima
    nieuw = Webclient()
    assert rondje(nieuw, settings).status_code == 302
    assert "Fatima" in nieuw.get("/account/").content.decode()
    idp.mens = idp.mens | {"sub": "iemand-anders"}
    dief = Webclient()
    rondje(dief, settings)
    assert dief.get("/account/").status_code == 302


def test_een_koppeling_met_een_andere_uitgever_telt_niet(idp, als, fatima, settings):
    rondje(als(fatima), settings, "?process=connect")
    SocialAccount.objects.update(provider="oidc-andereuitgever")
    nieuw = Webclient()
    rondje(nieuw, settings)
    assert nieuw.get("/account/").status_code == 302


def test_een_gestopt_account_komt_zo_niet_binnen(idp, als, fatima, settings):
    rondje(als(fatima), settings, "?process=connect")
    fatima.beeindig()
    nieuw = Webclient()
    rondje(nieuw, settings)
    assert nieuw.get("/account/").status_code == 302


def test_losmaken(idp, als, fatima, settings):
    fatima.set_password("Vier-blauwe-fietsen-bij-de-sluis")
    fatima.save(update_fields=["password"])
    client = als(fatima)
    rondje(client, settings, "?process=connect")
    koppeling = SocialAccount.objects.get()
    client.post(reverse("socialaccount_connections"), {"account": koppeling.pk})
    assert not SocialAccount.objects.exists()
