"""A cursor for text that was written once: psycopg looks for the places of the values in each text that is long, at each request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from typing import Any

from django.db import connections
from psycopg import RawCursor
from psycopg.pq import Format

PLEK = re.compile(r"(?<!%)((?:%%)*)%s")
"""A `%s` that is a place; not the end of `%%s`."""


class Cursor(RawCursor[tuple[Any, ...]]):
    """Takes text as Django writes it, so that whoever listens to Django sees what it knows, and hands PostgreSQL numbered places."""

    def execute(self, query: Any, params: Any = None, **opties: Any) -> Cursor:
        return super().execute(genummerd(query), params, **opties)


@lru_cache(maxsize=1024)
def genummerd(sql: str) -> str:
    """The same text with `$1`, `$2` … for each `%s`, and `%` for each `%%`."""
    nummers = count(1)
    return PLEK.sub(lambda plek: f"{plek[1]}${next(nummers)}", sql).replace("%%", "%")


def lees(sql: str, waarden: Sequence[Any], using: str, formaat: Format = Format.TEXT) -> list[tuple[Any, ...]]:
    """All rows of a text that a process asks again and again; `waarden` by place."""
    with connections[using].cursor() as cursor:
        cursor.cursor = Cursor(connections[using].connection)
        cursor.cursor.format = formaat
        cursor.execute(sql, waarden)
        rijen: list[tuple[Any, ...]] = cursor.fetchall()
    return rijen
