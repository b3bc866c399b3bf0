"""The product itself, started as `make run` does it, and people who use it in Debian's Chromium without windows."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect, sync_playwright

from ggw.lokaal.processen import vrije_poort

WORTEL = Path(__file__).parent.parent.parent
AXE = (WORTEL / "tests/vendor/axe-core/axe.min.js").read_text()
WACHTWOORD = "proef-in-de-browser-2026"
WACHT = 30_000
"""Milliseconds that a journey waits for what a person would see; the rest of the suite runs at the same time."""
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
VOORBEELDEN = {
    "Gezinsmanager": "fatima",
    "Senior gezinsmanager": "sanne",
    "Gedragsdeskundige": "gerda",
    "Teammanager": "tom",
    "Secretariaat": "vera",
    "Zorgbemiddelaar": "zita",
    "Instroom": "ilse",
    "Functioneel beheerder": "bea",
    "Bestuurder": "boris",
    "Privacyfunctionaris": "paula",
    "Aanmeldteam van een aanbieder": "anna",
    "Hulpverlener van een aanbieder": "hugo",
}
BREED = {"width": 1280, "height": 900}
SMAL = {"width": 320, "height": 800}
TABLET = {"width": 820, "height": 1180}


@dataclass(frozen=True)
class Product:
    url: str
    accounts: dict[str, str]
    """Main example account by role, as the terminal prints them."""
    gegevens: str
    """The data folder; the database listens there."""
    regels: list[str]
    """What it said on the terminal."""

    def laat_liggen(self) -> None:
        """The prints of the example plans are as if somebody makes them: the worker is free for those of a journey."""
        vraag = "update gezinnen_planafdruk set begonnen_op = now() + interval '1 day' where klaar_op is null"
        with psycopg.connect(f"postgresql://postgres@/ggw?host={self.gegevens}/pg") as verbinding:
            verbinding.execute(vraag)

    def zet_opvallend(self, email: str) -> int:
        """Something for the review list, as the nightly search would put it there."""
        vraag = """
            insert into toegang_opvallend (gebruiker_id, dag, soort, aantal, oordeel)
            select id, current_date - 1, 'nacht', 7, '' from organisatie_gebruiker where email = %s
            on conflict (gebruiker_id, dag, soort) do update set aantal = 7 returning id"""
        with psycopg.connect(f"postgresql://postgres@/ggw?host={self.gegevens}/pg") as verbinding:
            return verbinding.execute(vraag, [email]).fetchone()[0]


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    """Started as `make run` starts it; or, while writing a journey, one that runs already (REIS_PRODUCT=http://localhost:8000, GGW_DATA its folder)."""
    if loopt := os.environ.get("REIS_PRODUCT"):
        accounts = {rol: f"{naam}@voorbeeld.ggw.example" for rol, naam in VOORBEELDEN.items()}
        yield Product(loopt, accounts, os.environ["GGW_DATA"], [])
        return
    poort = vrije_poort()
    omgeving = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "PROEF", "DJANGO"))}
    eigen = (
        "BSN_SLEUTELS",
        "BSN_HMAC_SLEUTEL",
        "DOCUMENT_SLEUTELS",
        "CONCEPT_SLEUTELS",
        "TWEEDE_STAP_SLEUTELS",
        "INZAGE_ZEGEL_SLEUTEL",
    )
    for naam in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", *eigen):
        omgeving.pop(naam, None)
    omgeving |= {"GGW_DATA": f"/tmp/ggw-reis-{os.getpid()}", "PORT": str(poort), "VOORBEELD_WACHTWOORD": WACHTWOORD}  # noqa: S108
    proces = subprocess.Popen(
        [sys.executable, "-m", "ggw.lokaal"],
        cwd=WORTEL,
        env=omgeving,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    regels: list[str] = []
    assert proces.stdout
    for regel in proces.stdout:
        regels.append(regel)
        if "Stoppen: Ctrl-C" in regel:
            break
    else:
        pytest.fail("Het product startte niet:\n" + "".join(regels))
    lezer = threading.Thread(target=lambda: regels.extend(proces.stdout or []), daemon=True)
    lezer.start()
    accounts = dict(re.findall(r"^  (\S.*?)\s{2,}(\S+@\S+)$", "".join(regels), re.MULTILINE))
    try:
        gestart = Product(f"http://localhost:{poort}", accounts, omgeving["GGW_DATA"], regels)
        gestart.laat_liggen()
        yield gestart
        assert proces.poll() is None, "Het product stopte onderweg:\n" + "".join(regels[-60:])
    finally:
        proces.send_signal(signal.SIGINT)
        proces.wait(60)
        lezer.join(5)
        proces.stdout.close()
        subprocess.run(["rm", "-rf", omgeving["GGW_DATA"]], check=False)  # noqa: S607


expect.set_options(timeout=WACHT)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as speler:
        chromium = speler.chromium.launch(executable_path="/usr/bin/chromium-headless-shell", args=CHROMIUM)
        yield chromium
        chromium.close()


@dataclass
class Mens:
    """Somebody at a browser. Every message on the console and every request elsewhere is remembered."""

    page: Page
    product: Product
    klachten: list[str]

    def __post_init__(self) -> None:
        self.luister()

    def luister(self) -> None:
        self.page.set_default_timeout(WACHT)
        self.page.on("console", lambda m: self.klachten.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda fout: self.klachten.append(str(fout)))
        eigen = (self.product.url, "data:")
        self.page.on("request", lambda v: None if v.url.startswith(eigen) else self.klachten.append(v.url))

    def sluit_het_tabblad(self) -> None:
        """Close the page as it is, and open a new one in the same browser."""
        oud, self.page = self.page, self.page.context.new_page()
        oud.close()
        self.luister()

    def ga(self, pad: str) -> None:
        self.page.goto(self.product.url + pad)

    def meld_aan(self, rol: str) -> None:
        self.ga("/account/aanmelden/")
        self.page.get_by_label("E-mail").fill(self.product.accounts[rol])
        self.page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
        self.page.get_by_role("button", name="Aanmelden", exact=True).click()
        try:
            self.page.wait_for_url(re.compile(rf"^{re.escape(self.product.url)}/(partner/|kengetallen/)?$"))
        except TimeoutError:
            ziet = self.page.locator("body").inner_text()
            pytest.fail(f"{rol} staat op {self.page.url}:\n{ziet}\n{''.join(self.product.regels[-60:])}")

    def axe(self, *, zonder: tuple[str, ...] = ()) -> list[str]:
        """Findings of axe on this page, in one line each; `zonder`: rules that are left out."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        opties = {
            "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            "rules": {regel: {"enabled": False} for regel in zonder},
            "resultTypes": ["violations"],  # of what passes it need not write down every element
        }
        gevonden: list[dict[str, Any]] = self.page.evaluate("o => axe.run(document, o).then(r => r.violations)", opties)
        return [f"{g['id']}: {g['nodes'][0]['html'][:160]}" for g in gevonden]

    def breder_dan_het_scherm(self) -> bool:
        breedte = "document.documentElement"
        return bool(self.page.evaluate(f"{breedte}.scrollWidth > {breedte}.clientWidth"))


@pytest.fixture
def mens(product: Product, browser: Browser) -> Iterator[Any]:
    """`mens()` opens a browser of somebody's own; `mens("Gezinsmanager")` is signed in."""
    geopend = []

    def maak(
        rol: str | None = None, *, javascript: bool = True, scherm: dict[str, int] = BREED, aanraken: bool = False
    ) -> Mens:
        context = browser.new_context(
            java_script_enabled=javascript, viewport=scherm, has_touch=aanraken, locale="nl-NL", bypass_csp=False
        )
        geopend.append(context)
        iemand = Mens(context.new_page(), product, [])
        if rol:
            iemand.meld_aan(rol)
        return iemand

    yield maak
    for context in geopend:
        context.close()
