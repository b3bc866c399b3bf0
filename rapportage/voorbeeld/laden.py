"""Fill an empty database with example data."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from ggw.toegang.models import Nummerreeks
from rapportage.voorbeeld.dossier import Gedeeld
from rapportage.voorbeeld.gezin import maak_gezin
from rapportage.voorbeeld.tabellen import Tabellen, geopend
from rapportage.voorbeeld.teams import maak_organisatie

PER_KEER = 250
"""Families in memory before their rows are sent."""


@dataclass(frozen=True)
class Uitslag:
    gezinnen: int
    rijen: int
    seconden: float


def laad(gezinnen: int, zaad: int, meld: Callable[[str], object] = lambda _: None) -> Uitslag:
    """Make this many families, the same for the same seed and day. The database holds no family yet."""
    begin = time.monotonic()
    with geopend() as tabellen:
        gedeeld = Gedeeld(
            tabellen=tabellen,
            organisatie=maak_organisatie(gezinnen),
            vandaag=timezone.localdate(),
            instrumenten={},
        )
        for nr in range(gezinnen):
            maak_gezin(gedeeld, nr, zaad)
            if (nr + 1) % PER_KEER == 0:
                tabellen.stuur()
                meld(f"{nr + 1} gezinnen, {tabellen.aantal} rijen")
        tabellen.stuur()
        zet_nummerreeks(gedeeld)
    return Uitslag(gezinnen, tabellen.aantal, time.monotonic() - begin)


def zet_nummerreeks(gedeeld: Gedeeld) -> None:
    """The next family that is taken on gets the number after ours."""
    for jaar, laatste in sorted(gedeeld.tellers.items()):
        Nummerreeks.objects.update_or_create(jaar=int(jaar), defaults={"laatste": laatste})


__all__ = ["Tabellen", "Uitslag", "laad"]
