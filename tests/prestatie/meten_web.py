"""Pages over HTTP: in rounds, so that what the machine does meanwhile hits every page, every size and the empty page alike."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser
from statistics import median
from typing import Any

import psycopg
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import urlencode

from ggw.lokaal.plek import CHECKOUT
from tests.prestatie.bladen import BLADEN, LEEG, Blad
from tests.prestatie.klant import Belasting, Klant, Opdracht, belast, rondom
from tests.prestatie.meten import meld, samen
from tests.prestatie.server import Server, omgeving
from tests.prestatie.tellen import KOP

KLANTEN = (1, 4, 16)
WARMERS = 8
LEEG_NA = 4
"""After so many pages the empty one again: all others are held against it, so it must not hang on a few measurements."""
Mensen = dict[str, list[dict[str, Any]]]


class Formulier(HTMLParser):
    """What a form on a page would send as it stands: hidden fields, text, what is chosen; of a choice that is open the last."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.velden: dict[str, str] = {}
        self.gekozen: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = dict(attrs)
        naam, soort = a.get("name") or "", a.get("type") or "text"
        if tag != "input" or not naam or naam == "csrfmiddlewaretoken" or soort in ("checkbox", "submit", "file"):
            return
        if soort == "radio":
            if naam in self.gekozen:
                return
            if "checked" in a:
                self.gekozen.add(naam)
        self.velden[naam] = a.get("value") or ""


def mensen_van(server: Server) -> Mensen:
    """Sessions in this database, see mensen.py."""
    uit = subprocess.run(
        [sys.executable, "-m", "tests.prestatie.mensen"],
        env=omgeving(server.gegevens.beheer, server.poort),
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    gevonden: Mensen = json.loads(uit.stdout.splitlines()[-1])
    return gevonden


def bestaande() -> tuple[list[Blad], list[str]]:
    """The pages that are there, and the names of those that are not (yet)."""
    er, weg = [], []
    for blad in BLADEN:
        try:
            adres(blad, {"gezinnen": ["2026-0001"], "zoek": "x", "team": 1}, 0)
            er.append(blad)
        except NoReverseMatch:
            weg.append(blad.naam)
    return er, weg


def adres(blad: Blad, mens: dict[str, Any], nr: int) -> str:
    kwargs = {"nummer": mens["gezinnen"][nr % len(mens["gezinnen"])]} if blad.gezin else {}
    kwargs |= {"pk": mens["team"]} if blad.team else {}
    return reverse(blad.route, kwargs=kwargs) + (f"?{urlencode({'zoek': mens['zoek']})}" if blad.zoek else "")


def opdrachten(blad: Blad, mensen: Mensen, klant: Klant, hoeveel: int = 24) -> list[Opdracht]:
    """Of one person after the other; of a form the POST, filled in as the page offers it."""
    wie = [mens for mens in mensen[blad.rol.value] if mens["gezinnen"] or not blad.gezin]
    rij = []
    for nr in range(hoeveel if wie else 0):
        mens = wie[nr % len(wie)]
        opdracht = Opdracht(adres(blad, mens, nr // len(wie)), mens["sessie"])
        rij.append(ingevuld(opdracht, klant) if blad.post else opdracht)
    return rij


def ingevuld(opdracht: Opdracht, klant: Klant) -> Opdracht:
    html = klant.doe(opdracht).inhoud.decode()
    velden = Formulier(html).velden
    velden |= {naam: "niet" for naam in velden if re.fullmatch(r"kind_\d+_keuze", naam)}
    velden |= {naam: "gesproken" for naam in velden if re.fullmatch(r"gezien_\d+", naam)}
    nu = timezone.localtime() - timedelta(minutes=5)
    velden |= {"dag": f"{nu:%d-%m-%Y}", "tijd": f"{nu:%H:%M}", "soort": "huisbezoek", "tekst": "Gesprek aan tafel."}
    return Opdracht(opdracht.pad, opdracht.sessie, tuple(velden.items()))


class Meting:
    """One page on one server."""

    def __init__(self, blad: Blad, server: Server, mensen: Mensen) -> None:
        self.blad, self.server = blad, server
        self.rij = opdrachten(blad, mensen, server.klant)
        self.tijden: list[float] = []
        self.kaal: list[float] = []
        self.fouten: list[int] = []
        self.vragen = 0
        self.per_seconde: dict[int, float] = {}
        self.gedaan = 0
        """Requests, of whatever kind."""
        self.sql: list[list[str]] = []

    def bereid_voor(self, seconden: float) -> None:
        """Warm, count, and keep the statements.

        By eight at once, so that every connection has met the page: what is prepared on a connection belongs to a server that runs, and
        is not measured while it is made.
        """
        self.belast(WARMERS, min(1.5, max(0.5, seconden)))
        for opdracht in self.rij[:6]:
            geteld = self.server.klant.doe(opdracht, **{KOP: "tel" if self.blad.post else "sql"})
            if not geteld.goed:
                continue
            self.vragen = max(self.vragen, int(geteld.koppen[KOP.lower()]))
            if not self.blad.post:
                self.sql.append(json.loads(geteld.inhoud)["sql"])

    def belast(self, klanten: int, seconden: float) -> Belasting:
        last = belast(self.server.poort, rondom(self.rij), klanten, seconden)
        self.gedaan += len(last.tijden)
        return last

    def doe(self, ronde: int) -> None:
        antwoord = self.server.klant.doe(self.rij[ronde % len(self.rij)])
        (self.tijden if antwoord.goed else self.fouten).append(antwoord.ms if antwoord.goed else antwoord.status)
        self.gedaan += 1

    def doe_kaal(self, ronde: int, kaal: psycopg.Connection[Any]) -> None:
        if self.sql:
            self.kaal.append(bare(kaal, self.sql[ronde % len(self.sql)]))

    def uitslag(self, leeg: Meting, vaste: int) -> dict[str, Any]:
        if not self.tijden:
            return {"overgeslagen": "geen mensen of geen goed antwoord", "fouten": len(self.fouten)}
        tijden, leeg_ = samen(self.tijden), samen(leeg.tijden)
        kaal = median(self.kaal) if self.kaal else 0
        return {
            **tijden,
            "keer": len(self.tijden),
            "fouten": len(self.fouten),
            "queries": self.vragen,
            "queries_eigen": max(0, self.vragen - vaste),
            "kale_sql_ms": round(kaal, 2),
            "keer_leeg_p50": round(tijden["p50"] / leeg_["p50"], 2),
            "keer_leeg_p95": round(tijden["p95"] / leeg_["p95"], 2),
            "keer_kale_sql": round(tijden["p50"] / kaal, 2) if kaal else None,
            "per_seconde": {str(k): v for k, v in self.per_seconde.items()},
        }


def bare(verbinding: psycopg.Connection[Any], vragen: list[str]) -> float:
    """Milliseconds of the same statements, one after the other on one connection, undone afterwards."""
    begin = time.perf_counter()
    for vraag in vragen:
        cursor = verbinding.execute(vraag)  # type: ignore[arg-type]  # what the page asked, with its values
        if cursor.description:
            cursor.fetchall()
    ms = (time.perf_counter() - begin) * 1000
    verbinding.rollback()
    return ms


def meet(alle: list[Server], keer: int, seconden: float) -> dict[str, Any]:
    """All pages on all servers, `keer` rounds; then each page with 1, 4 and 16 clients for so many seconds on each server."""
    bladen, weg = bestaande()
    mensen = {server: mensen_van(server) for server in alle}
    metingen = [[Meting(blad, server, mensen[server]) for server in alle] for blad in bladen]
    vlak = [meting for groep in metingen for meting in groep if meting.rij]
    for meting in vlak:
        meting.bereid_voor(seconden)
        meld(f"voorbereid: {meting.blad.naam}, {meting.server.gegevens.gezinnen}: {meting.vragen} vragen")
    doe_rondes(alle, vlak, keer)
    for meting in vlak if seconden else []:
        for klanten in KLANTEN:
            last = meting.belast(klanten, seconden)
            meting.per_seconde[klanten] = last.per_seconde
            meting.fouten += [0] * last.fouten
        meld(f"belasting: {meting.blad.naam}, {meting.server.gegevens.gezinnen}: {meting.per_seconde}")
    return {"bladen": verzamel(metingen), "ontbreekt": weg, "geheugen_mb": geheugen(alle, vlak)}


def doe_rondes(alle: list[Server], vlak: list[Meting], keer: int) -> None:
    """All pages once, and every other time all bare SQL after them: pages follow on pages, as they do in production."""
    kaal = {server: psycopg.connect(server.gegevens.web) for server in alle}
    for ronde in range(keer):
        for meting in met_leeg(vlak):
            meting.doe(ronde)
        for meting in vlak if ronde % 2 else []:
            meting.doe_kaal(ronde // 2, kaal[meting.server])
        if ronde % 10 == 9:
            meld(f"bladen: ronde {ronde + 1} van {keer}")
    for verbinding in kaal.values():
        verbinding.close()


def met_leeg(vlak: list[Meting]) -> Iterator[Meting]:
    """All of them, and after every fourth the empty page of the same server."""
    leeg = {meting.server: meting for meting in vlak if meting.blad.naam == LEEG}
    for nr, meting in enumerate(vlak, 1):
        yield meting
        if nr % LEEG_NA == 0:
            yield leeg[meting.server]


def verzamel(metingen: list[list[Meting]]) -> dict[str, Any]:
    """By page and number of families."""
    per_naam = {groep[0].blad.naam: groep for groep in metingen}
    leeg = per_naam[LEEG]
    deur = per_naam["Leeg blad achter de deur"]
    return {
        naam: {
            str(meting.server.gegevens.gezinnen): meting.uitslag(leeg[nr], deur[nr].vragen)
            for nr, meting in enumerate(groep)
        }
        for naam, groep in per_naam.items()
    }


def geheugen(alle: list[Server], vlak: list[Meting], verzoeken: int = 1000) -> dict[str, list[float]]:
    """Resident megabytes of each worker, after at least so many requests for each of them, of all pages."""
    uit = {}
    for server in alle:
        lezen = [m.rij[nr % len(m.rij)] for nr in range(6) for m in vlak if m.server is server and not m.blad.post]
        gedaan = sum(m.gedaan for m in vlak if m.server is server)
        while gedaan < verzoeken * len(server.geheugen()):
            gedaan += len(belast(server.poort, rondom(lezen), KLANTEN[1], 1).tijden)
        uit[str(server.gegevens.gezinnen)] = server.geheugen()
    return uit
