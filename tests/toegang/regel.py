"""One line of the table of every page (matrix.py)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Regel:
    deur: str
    recht: str | None
    methoden: str = "GET"
    rij: str = ""
    """Name of the row in `tests.vol_gezin`, for an address with `pk`."""
    sleutel: str = "pk"
    """How the address calls that row."""
    extra: tuple[tuple[str, Any], ...] = ()
    alleen: tuple[str, ...] = ()
    """Roles of which this person may do it: the author of this row, or who may withdraw another's."""


LIDMAATSCHAP = -1
"""Stands for the membership of the person in the address; its id is known when the world is there."""

STELSEL = (("stelsel", "spic-voorbeeld"),)
"""The example catalogue that comes with the migrations."""
