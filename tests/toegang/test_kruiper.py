"""A crawler: follows whatever it finds and tries every address of a foreign family; nothing of that family may come back."""

from __future__ import annotations

import logging
from collections import Counter, deque
from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.toegang.conftest import MERK
from tests.toegang.formulieren import lees_formulieren
from tests.toegang.matrix import MATRIX, adres
from tests.vol_gezin import BSN_MERK

EERST = ("/", "/account/", "/account/aanmelden/", "/robots.txt", "/.well-known/security.txt", "/gezond/")
NIET = ("/static/", "/account/afmelden/")
PER_PAGINA = 2
"""How many addresses of one pattern are tried; the rest differ in a filter or a row."""
GOED = {200, 302, 403, 404, 405}


@pytest.fixture(autouse=True)
def stil(caplog):
    """A thousand refusals with their tracebacks take longer to write down than to make."""
    caplog.set_level(logging.CRITICAL, logger="django.request")


class Verwijzingen(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.bronnen: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = dict(attrs)
        if tag == "a":
            self.links.append(a.get("href") or "")
        elif tag == "form" and (a.get("method") or "get").lower() == "get":
            self.links.append(a.get("action") or "")
        elif tag in ("script", "link", "img", "iframe"):
            self.bronnen.append(a.get("src") or a.get("href") or "/static/")


class Kruiper:
    def __init__(self, client, nummer):
        self.client, self.nummer = client, nummer
        self.rij, self.bezocht, self.per_patroon = deque(), set(), Counter()
        self.statussen = Counter()
        self.patronen = set()

    def vraag(self, methode, pad, data=None):
        antwoord = getattr(self.client, methode.lower())(pad, data)
        assert antwoord.status_code in GOED, (methode, pad, antwoord.status_code)
        for geheim in (MERK, BSN_MERK, self.nummer):
            assert geheim.encode() not in antwoord.content, (methode, pad, geheim)
        self.statussen[antwoord.status_code] += 1
        return antwoord

    def zet_klaar(self, vanaf, verwijzing):
        delen = urlsplit(urljoin(vanaf, verwijzing))
        if delen.scheme in ("tel", "mailto") or delen.path.startswith(NIET) or verwijzing.startswith("#"):
            return
        assert not delen.netloc, f"{vanaf} verwijst naar buiten: {verwijzing}"
        url = delen._replace(fragment="").geturl()
        if url not in self.bezocht:
            self.bezocht.add(url)
            self.rij.append(url)

    def loop(self):
        for begin in EERST:
            self.zet_klaar("/", begin)
        while self.rij:
            url = self.rij.popleft()
            if self.nog_te_doen("GET", url):
                self.bekijk(url, self.vraag("GET", url))

    def nog_te_doen(self, methode, url):
        delen = urlsplit(url)
        try:
            patroon = resolve(delen.path).view_name
        except Resolver404:
            patroon = delen.path
        self.patronen.add(patroon)
        sleutel = (methode, patroon, tuple(sorted(parse_qs(delen.query))))
        self.per_patroon[sleutel] += 1
        return self.per_patroon[sleutel] <= (1 if "pdf" in patroon or methode == "POST" else PER_PAGINA)

    def bekijk(self, url, antwoord):
        if antwoord.status_code == 302:
            self.zet_klaar(url, antwoord.url)
        if antwoord.status_code != 200 or "text/html" not in antwoord.headers["Content-Type"]:
            return
        html = antwoord.content.decode()
        gevonden = Verwijzingen(html)
        assert all(bron.startswith(("/static/", "data:image/svg")) for bron in gevonden.bronnen), (
            url,
            gevonden.bronnen,
        )
        for link in gevonden.links:
            self.zet_klaar(url, link)
        for formulier in lees_formulieren(html):
            self.verstuur(url, formulier)

    def verstuur(self, url, formulier):
        doel = urljoin(url, formulier.actie or url)
        if doel.startswith(NIET) or not self.nog_te_doen("POST", doel):
            return
        antwoord = self.vraag("POST", doel, formulier.zoals_het_er_staat())
        if antwoord.status_code == 302:
            self.zet_klaar(doel, antwoord.url)


def vreemde_adressen(wereld):
    """Every page with the number and the rows of the foreign family, and its rows under the own family's number."""
    for naam, regel in MATRIX.items():
        if naam == "account_logout":
            continue
        yield naam, adres(wereld, naam, gezin="vreemd")
        if regel.deur == "dossier" and regel.rij:
            yield naam, adres(wereld, naam, rij_van="vreemd")


def probeer_vreemde_adressen(kruiper, wereld):
    for naam, url in vreemde_adressen(wereld):
        for methode in MATRIX[naam].methoden.split():
            antwoord = kruiper.vraag(methode, url, {"zoek": "2026-9", "wie": "alle"})
            if MATRIX[naam].deur == "dossier":
                assert antwoord.status_code in (403, 404, 405), (methode, url, antwoord.status_code)
            elif MATRIX[naam].recht and antwoord.status_code == 302:
                assert "aanmelden" not in antwoord.url, url


@pytest.mark.parametrize("wie", ["kees", "anna", "boris"])
def test_een_kruiper_vindt_niets_van_een_vreemd_gezin(als, wereld, wie):
    """A colleague of another team, a partner and the bestuurder."""
    kruiper = Kruiper(als(wereld.mensen[wie]), wereld.nummers["vreemd"])
    probeer_vreemde_adressen(kruiper, wereld)
    kruiper.loop()
    assert kruiper.statussen[200] > 5
    if wie == "kees":  # else it found no door to walk through, and the test is empty
        assert len([patroon for patroon in kruiper.patronen if patroon in MATRIX]) > 60, sorted(kruiper.patronen)


def test_een_kruiper_zonder_account_komt_niet_verder_dan_aanmelden(client, wereld):
    kruiper = Kruiper(client, wereld.nummers["vreemd"])
    for naam, url in vreemde_adressen(wereld):
        for methode in ("GET", "POST"):
            antwoord = kruiper.vraag(methode, url)
            if MATRIX[naam].deur != "openbaar":
                assert (antwoord.status_code, antwoord.url.split("?")[0]) == (302, "/account/aanmelden/"), (
                    methode,
                    url,
                )
    kruiper.loop()
    binnen = {patroon for patroon in kruiper.patronen if patroon in MATRIX and MATRIX[patroon].deur != "openbaar"}
    assert binnen == {"rapportage:vandaag", "mijn-gegevens"}  # where it began; both led to signing in
