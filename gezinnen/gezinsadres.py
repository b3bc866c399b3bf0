"""Addresses of the pages of a family, for lists of them: `reverse()` looks a pattern up each time."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from django.urls import get_script_prefix, reverse

VORM_NUMMER, VORM_PK = "0000-0000000", 10**15


def gezinsadres(route: str, nummer: str, pk: int | None = None) -> str:
    """As `reverse()` with `nummer` and, when it is given, `pk`; the pattern is looked up once."""
    vorm = adresvorm(route, pk is not None, get_script_prefix())
    return vorm.replace(VORM_NUMMER, nummer).replace(str(VORM_PK), str(pk))


class Gezinsnaam(NamedTuple):
    """What a list says of a family, without its model."""

    pk: int
    nummer: str
    naam: str

    def get_absolute_url(self) -> str:
        return gezinsadres("gezinnen:overzicht", self.nummer)


@lru_cache(maxsize=512)
def adresvorm(route: str, met_pk: bool, begin: str) -> str:
    """With VORM_NUMMER and VORM_PK in their places; `begin` is where the site begins."""
    return reverse(route, kwargs={"nummer": VORM_NUMMER, **({"pk": VORM_PK} if met_pk else {})})
