""" "Wat nu" out of what is missing or waits, besides the terms: the rows of all sources in one query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import IntegerField, Value
from django.db.models.functions import Cast

from gezinnen.aanhaken import STAPBRONNEN, Beeld, Stap, Stapbron, Stapfeit


def stappen(beeld: Beeld) -> Iterator[Stap]:
    return stappen_uit((bron, beeld.alle if bron.voor_collega else beeld.eigen) for bron in STAPBRONNEN)


def stappen_uit(vragen: Iterable[tuple[Stapbron, dict[int, str]]]) -> Iterator[Stap]:
    """Of each source the steps of these families ({id: nummer})."""
    bronnen = list(vragen)
    armen = [arm(plaats, bron, sorted(gezinnen)) for plaats, (bron, gezinnen) in enumerate(bronnen)]
    for plaats, gezin_id, wat in armen[0].union(*armen[1:], all=True):
        bron, gezinnen = bronnen[plaats]
        yield from bron.stappen(Stapfeit(gezin_id, gezinnen[gezin_id], wat))


def arm(plaats: int, bron: Stapbron, gezinnen: list[int]) -> Any:
    """The rows of one source, with the same columns as those of every other."""
    rijen = bron.rijen(gezinnen).order_by().annotate(s_bron=Cast(Value(plaats), IntegerField()))
    return rijen.values_list("s_bron", "gezin_id", "s_wat")
