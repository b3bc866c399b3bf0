"""The gap list: help that did not fit or did not come, counted over all families, and listed for who may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from ggw.toegang.poort import rijen
from spic.models import Hulpgroep, Passendheid

OVER = timedelta(days=365)
HOEVEEL = 100
MINSTE = 5
"""Fewer families than this are not counted out for who may not see them all."""


@dataclass(frozen=True)
class Gat:
    """One kind of help in one gemeente. A number is None when it is small and not all of it is in view."""

    hulp: str
    niet: int | None
    deels: int | None


@dataclass(frozen=True)
class Gemeentegat:
    gemeente: str
    gaten: list[Gat]


def gaten_per_gemeente() -> list[Gemeentegat]:
    """The newest judgement of each help in the last year; within `@lijst` only."""
    sinds = timezone.localdate() - OVER
    gevonden: dict[str, list[Gat]] = {}
    for gemeente, groep, niet, deels, niet_gezien, deels_gezien in rijen(
        "select gemeente, groep, niet, deels, niet_in_beeld, deels_in_beeld from hulp_gaten(%s)", [sinds]
    ):
        hulp = Hulpgroep(groep).label if groep else "Verwezen met een SPIC"
        gat = Gat(hulp, getal(niet, niet_gezien), getal(deels, deels_gezien))
        gevonden.setdefault(gemeente, []).append(gat)
    return [Gemeentegat(gemeente, gaten) for gemeente, gaten in gevonden.items()]


def getal(alle: int, gezien: int) -> int | None:
    return alle if alle in (0, gezien) or alle >= MINSTE else None


def in_beeld() -> list[Passendheid]:
    """Of the families in view, newest first."""
    sinds = timezone.localdate() - OVER
    gevonden = Passendheid.objects.geldend().exclude(oordeel="ja").filter(op__gte=sinds)
    return list(gevonden.select_related("gezin__gemeente", "hulp__soort", "verwijzing__aanbieder")[:HOEVEEL])
