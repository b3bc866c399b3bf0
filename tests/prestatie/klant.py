"""A small HTTP client with sessions of people, and the same with many at once."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlencode

CSRF = "a" * 32
FORMULIER = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Opdracht:
    """One request; with `velden` it is a POST."""

    pad: str
    sessie: str
    velden: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True)
class Antwoord:
    status: int
    ms: float
    koppen: dict[str, str]
    inhoud: bytes

    @property
    def goed(self) -> bool:
        """A redirect is what a saved form gives."""
        return self.status in (200, 302)


class Klant:
    """One connection that stays open, as of a browser."""

    def __init__(self, poort: int) -> None:
        self.verbinding = http.client.HTTPConnection("localhost", poort, timeout=120)

    def doe(self, opdracht: Opdracht, **extra: str) -> Antwoord:
        koppen = {"Cookie": f"sessie={opdracht.sessie}; csrf={CSRF}", "User-Agent": "bench", **extra}
        lijf = None
        if opdracht.velden is not None:
            lijf = urlencode([*opdracht.velden, ("csrfmiddlewaretoken", CSRF)])
            koppen["Content-Type"] = FORMULIER
        begin = time.perf_counter()
        try:
            self.verbinding.request("POST" if lijf else "GET", opdracht.pad, lijf, koppen)
            response = self.verbinding.getresponse()
            inhoud = response.read()
        except (http.client.HTTPException, OSError):
            self.verbinding.close()  # a worker that was renewed closes what was open
            return Antwoord(0, (time.perf_counter() - begin) * 1000, {}, b"")
        ms = (time.perf_counter() - begin) * 1000
        return Antwoord(response.status, ms, {k.lower(): v for k, v in response.getheaders()}, inhoud)

    def sluit(self) -> None:
        self.verbinding.close()


@dataclass
class Belasting:
    """What came of many clients at once."""

    seconden: float
    tijden: list[float] = field(default_factory=list)
    fouten: int = 0

    @property
    def per_seconde(self) -> float:
        return round(len(self.tijden) / self.seconden, 1) if self.seconden else 0.0


def belast(poort: int, volgende: Callable[[int], Opdracht], klanten: int, seconden: float) -> Belasting:
    """So many clients, each asking the next thing as soon as it has its answer. `volgende` gives request number n."""
    uitslag, slot, nummers = Belasting(0), threading.Lock(), count()
    begin = time.perf_counter()

    def werk() -> None:
        klant = Klant(poort)
        while time.perf_counter() - begin < seconden:
            antwoord = klant.doe(volgende(next(nummers)))
            with slot:
                uitslag.tijden.append(antwoord.ms)
                uitslag.fouten += not antwoord.goed
        klant.sluit()

    draden = [threading.Thread(target=werk) for _ in range(klanten)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    uitslag.seconden = time.perf_counter() - begin
    return uitslag


def rondom(opdrachten: list[Opdracht]) -> Callable[[int], Opdracht]:
    """The requests of this list in turn, for ever."""
    return lambda nr: opdrachten[nr % len(opdrachten)]


def om_beurten(*lijsten: list[Opdracht]) -> Iterator[Opdracht]:
    """The first of each, the second of each, and so on, while each has one."""
    for groep in zip(*lijsten, strict=False):
        yield from groep
