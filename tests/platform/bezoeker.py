"""Somebody at a browser without a browser: cookies, forms with their CSRF token, and how long an answer took."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from html import unescape
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, build_opener

GEDULD = 25
"""Seconds that a request may take: the web process itself gives up earlier."""


class NietVolgen(HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


CIJFER = {"keuze": "ander", "cijfer": "8", "reden": "Bij de proef."}


@dataclass(frozen=True)
class Antwoord:
    status: int
    html: str
    naar: str
    duur: float


class Bezoeker:
    def __init__(self, site: str) -> None:
        self.site = site
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()), NietVolgen)

    def vraag(self, pad: str, velden: dict[str, str] | None = None) -> Antwoord:
        begin = time.monotonic()
        try:
            antwoord = self.opener.open(self.site + pad, urlencode(velden).encode() if velden else None, GEDULD)
        except HTTPError as fout:
            antwoord = fout
        with antwoord:
            tekst = antwoord.read().decode()
        return Antwoord(antwoord.status, tekst, antwoord.headers.get("Location", ""), time.monotonic() - begin)

    def stuur(self, pad: str, velden: dict[str, str]) -> Antwoord:
        """Open the form and send it, with a mark for each child. When it does not open, that answer is the answer."""
        pagina = self.vraag(pad)
        gevonden = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', pagina.html)
        kinderen = set(re.findall(r'name="kind_(\d+)_keuze"', pagina.html))
        cijfers = {f"kind_{k}_{veld}": waarde for k in kinderen for veld, waarde in CIJFER.items()}
        return self.vraag(pad, {**cijfers, **velden, "csrfmiddlewaretoken": gevonden[1]}) if gevonden else pagina

    def meld_aan(self, email: str, wachtwoord: str) -> None:
        antwoord = self.stuur("/account/aanmelden/", {"login": email, "password": wachtwoord})
        assert antwoord.status == 302, kop(antwoord)


def kop(antwoord: Antwoord) -> str:
    gevonden = re.search(r"<h1[^>]*>(.*?)</h1>", antwoord.html, re.DOTALL)
    return unescape(gevonden[1]).strip() if gevonden else antwoord.html[:200]
