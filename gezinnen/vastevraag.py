"""Queries of many parts that every page asks, built once and asked again and again: to build one costs more than to ask it.

A query is built with `plekken()` in place of the ids of families and with EENS in place of the moment at which it is asked. Its other
values, such as the day of today, stay as they were: who keeps the query keeps it for that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

Vraag = tuple[str, tuple[Any, ...]]
EENS = datetime(1, 1, 1, tzinfo=UTC)
PLEK = 10**15
"""Places are numbers below zero that no id or limit has."""


def plekken(aantal: int) -> list[int]:
    return [-PLEK - plaats for plaats in range(aantal)]


def bouw(rijen: Any) -> Vraag:
    """SQL and values. ValueError when it holds a moment: that would stay the same all day."""
    sql, waarden = rijen.query.get_compiler(connection=connection).as_sql()
    if any(isinstance(waarde, datetime) and waarde != EENS for waarde in waarden):
        raise ValueError("Zet EENS in de vraag, en niet het moment van nu.")
    return sql, tuple(waarden)


def stel(vraag: Vraag, gezinnen: Sequence[int]) -> list[tuple[Any, ...]]:
    """The rows for these families (ids, in the order of the places), as the database gives them: JSON is text."""
    sql, waarden = vraag
    nu = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(sql, [ingevuld(waarde, gezinnen, nu) for waarde in waarden])
        rijen: list[tuple[Any, ...]] = cursor.fetchall()
    return rijen


def ingevuld(waarde: Any, gezinnen: Sequence[int], nu: datetime) -> Any:
    if isinstance(waarde, int) and waarde <= -PLEK:
        return gezinnen[-PLEK - waarde]
    return nu if waarde == EENS else waarde
