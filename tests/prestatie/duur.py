"""A soak: mixed load for minutes, in which the memory of the workers and the connections to PostgreSQL may not grow."""

from __future__ import annotations

import json
from itertools import chain
from statistics import mean

import psycopg

from ggw.lokaal.plek import CHECKOUT
from tests.prestatie.klant import belast, rondom
from tests.prestatie.meten import meld
from tests.prestatie.meten_web import bestaande, mensen_van, opdrachten
from tests.prestatie.server import Server

KLANTEN = 4
INLOPEN = 2
"""Minutes that do not count: caches fill."""
GROEI_MB = 15.0
"""Megabytes that a worker may be larger in the last third than in the first."""


def proef(server: Server, minuten: int) -> int:
    """Exit code: 0, or 1 when something grew. Writes bench-duur.json with a line for each minute."""
    mensen, (bladen, _) = mensen_van(server), bestaande()
    per_blad = [opdrachten(blad, mensen, server.klant) for blad in bladen]
    gemengd = list(chain.from_iterable(zip(*(rij for rij in per_blad if rij), strict=False)))
    regels = []
    for minuut in range(1, minuten + INLOPEN + 1):
        last = belast(server.poort, rondom(gemengd), KLANTEN, 60)
        regels.append(
            {
                "minuut": minuut,
                "verzoeken": len(last.tijden),
                "fouten": last.fouten,
                "geheugen_mb": server.geheugen(),
                "verbindingen": verbindingen(server.gegevens.beheer),
            }
        )
        meld(str(regels[-1]))
    geteld = regels[INLOPEN:]
    klachten = gegroeid([r["geheugen_mb"] for r in geteld], [r["verbindingen"] for r in geteld])
    klachten += [f"{sum(r['fouten'] for r in regels)} verzoeken mislukten"] if any(r["fouten"] for r in regels) else []
    uitslag = {"gezinnen": server.gegevens.gezinnen, "minuten": minuten, "klachten": klachten, "per_minuut": regels}
    (CHECKOUT / "bench-duur.json").write_text(json.dumps(uitslag, indent=1) + "\n")
    meld("; ".join(klachten) or "niets groeide")
    return 1 if klachten else 0


def gegroeid(geheugen: list[list[float]], open_: list[int]) -> list[str]:
    """What grew from the first third of the minutes to the last: in words, or nothing."""
    deel = max(1, len(open_) // 3)
    klachten = []
    for nr, _ in enumerate(geheugen[0]):
        eerst, laatst = (mean(rij[nr] for rij in stuk) for stuk in (geheugen[:deel], geheugen[-deel:]))
        if laatst - eerst > GROEI_MB:
            klachten.append(f"webproces {nr + 1} groeide van {eerst:.0f} naar {laatst:.0f} MB")
    if max(open_[-deel:]) > max(open_[:deel]):
        klachten.append(f"verbindingen groeiden van {max(open_[:deel])} naar {max(open_[-deel:])}")
    return klachten


def verbindingen(url: str) -> int:
    """Of the product, to this database."""
    with psycopg.connect(url) as verbinding:
        return verbinding.execute(
            "select count(*) from pg_stat_activity where datname = current_database() and usename = 'ggw_web'"
        ).fetchone()[0]
