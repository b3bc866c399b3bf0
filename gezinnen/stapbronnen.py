""" "Wat nu" out of what is missing or waits, besides the terms: the rows of all sources in one query."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import IntegerField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from gezinnen.aanhaken import STAPBRONNEN, Beeld, Stap, Stapbron, Stapfeit
from gezinnen.vastevraag import Vraag, bouw, plekken, stel


def stappen(beeld: Beeld) -> Iterator[Stap]:
    return stappen_uit(STAPBRONNEN, beeld)


def stappen_uit(bronnen: Iterable[Stapbron], beeld: Beeld) -> Iterator[Stap]:
    """Of each source the steps of the own families, or of all."""
    welke, nummers = tuple(bronnen), beeld.alle
    if not nummers:
        return
    eigen = sorted(beeld.eigen)
    gezinnen = eigen + sorted(nummers.keys() - beeld.eigen.keys())
    vraag = stapvraag(welke, len(eigen), len(gezinnen), timezone.localdate())
    for plaats, gezin_id, wat in stel(vraag, gezinnen) if vraag else ():
        yield from welke[plaats].stappen(Stapfeit(gezin_id, nummers[gezin_id], json.loads(wat)))


@lru_cache(maxsize=64)
def stapvraag(bronnen: tuple[Stapbron, ...], eigen: int, alle: int, dag: date) -> Vraag | None:
    """The one query over these sources, for so many families of which the first are the own ones; None when nothing is asked."""
    armen = [
        arm(plaats, bron, plekken(alle if bron.voor_collega else eigen))
        for plaats, bron in enumerate(bronnen)
        if bron.voor_collega or eigen
    ]
    return bouw(armen[0].union(*armen[1:], all=True)) if armen else None


def arm(plaats: int, bron: Stapbron, gezinnen: list[int]) -> Any:
    """The rows of one source, with the same columns as those of every other."""
    rijen = bron.rijen(gezinnen).order_by().annotate(s_bron=Cast(Value(plaats), IntegerField()))
    return rijen.values_list("s_bron", "gezin_id", "s_wat")
