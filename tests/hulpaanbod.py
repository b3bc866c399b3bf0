"""Offers of providers, from the example catalogue that every database holds."""

from __future__ import annotations

from datetime import date
from typing import Any

from ggw.organisatie.models import Aanbieder
from spic.models import Aanbod, Profiel, Segment

VANAF = date(2026, 1, 1)


def segment(code: str = "B") -> Segment:
    return Segment.objects.filter(code=code).latest("geldig_vanaf")


def profiel(code: str = "1") -> Profiel:
    return Profiel.objects.filter(code=code).latest("geldig_vanaf")


def maak_aanbod(aanbieder: Aanbieder, code: str = "1", *, segmentcode: str = "B", **velden: Any) -> Aanbod:
    eigen = {"segment": segment(segmentcode), "profiel": profiel(code), "geldig_vanaf": VANAF}
    return Aanbod.objects.create(aanbieder=aanbieder, **eigen | velden)
