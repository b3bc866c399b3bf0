""" "Wat nu" out of what is missing or waits, besides the terms: the rows of all sources in one query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import IntegerField, Value
from django.db.models.functions import Cast

from gezinnen.aanhaken import STAPBRONNEN, Beeld, Stap, Stapbron, Stapfeit
from ggw.database.geschreven import Vraag, eenmaal_geschreven


def vraag(beeld: Beeld) -> Vraag:
    bronnen, gevraagd = zip(*gevraagd_in(beeld), strict=True)
    return feiten.met(bronnen, *gevraagd)


def stappen(beeld: Beeld) -> Iterator[Stap]:
    return stappen_uit(gevraagd_in(beeld))


def gevraagd_in(beeld: Beeld) -> list[tuple[Stapbron, dict[int, str]]]:
    """Which families each source is asked about."""
    alle = beeld.alle
    return [(bron, alle if bron.voor_collega else beeld.eigen) for bron in STAPBRONNEN]


def stappen_uit(vragen: Iterable[tuple[Stapbron, dict[int, str]]]) -> Iterator[Stap]:
    """Of each source the steps of these families ({id: nummer})."""
    bronnen, gevraagd = zip(*vragen, strict=True)
    for plaats, gezin_id, wat in feiten(bronnen, *gevraagd):
        yield from bronnen[plaats].stappen(Stapfeit(gezin_id, gevraagd[plaats][gezin_id], wat))


@eenmaal_geschreven
def feiten(bronnen: tuple[Stapbron, ...], *gezinnen: list[int]) -> Any:
    """The rows of all these sources, each of its own families."""
    armen = [arm(plaats, bron, gezinnen[plaats]) for plaats, bron in enumerate(bronnen)]
    return armen[0].union(*armen[1:], all=True)


def arm(plaats: int, bron: Stapbron, gezinnen: list[int]) -> Any:
    """The rows of one source, with the same columns as those of every other."""
    rijen = bron.rijen(gezinnen).order_by().annotate(s_bron=Cast(Value(plaats), IntegerField()))
    return rijen.values_list("s_bron", "gezin_id", "s_wat")
