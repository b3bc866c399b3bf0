"""Timing: the clock, the connection of somebody else, and what a row of measurements says."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median, quantiles
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.db import connections

TRAAG = 200
"""Milliseconds; of a query that takes longer the plan goes into the report."""


class Verbindingen:
    """Connections of several logins, of which one at a time is the connection that the product uses."""

    def __init__(self) -> None:
        self.open: dict[str, Any] = {}

    @contextmanager
    def als(self, url: str) -> Iterator[Any]:
        vorige = connections["default"]
        connections["default"] = self.van(url)
        try:
            yield connections["default"]
        finally:
            connections["default"] = vorige

    def van(self, url: str) -> Any:
        if url not in self.open:
            delen = urlsplit(url)
            verbinding = connections.create_connection("default")
            verbinding.settings_dict = {
                **verbinding.settings_dict,
                "NAME": delen.path.strip("/"),
                "USER": delen.username,
                "HOST": parse_qs(delen.query)["host"][0],
            }
            self.open[url] = verbinding
        return self.open[url]

    def sluit(self) -> None:
        for verbinding in self.open.values():
            verbinding.close()


def meld(tekst: str) -> None:
    """How far it is, for the person at the terminal."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {tekst}\n")


def klok(doe: Callable[[], object]) -> float:
    """Milliseconds that this takes."""
    begin = time.perf_counter()
    doe()
    return (time.perf_counter() - begin) * 1000


def samen(tijden: list[float]) -> dict[str, float]:
    """`p50`, `p95` and `max` in milliseconds; between two of few measurements in proportion."""
    p95 = quantiles(tijden, n=20, method="inclusive")[-1] if len(tijden) > 1 else tijden[0]
    return {"p50": round(median(tijden), 2), "p95": round(p95, 2), "max": round(max(tijden), 2)}


class Plannen:
    """Wraps every query; remembers the slowest that took longer than TRAAG, with its plan."""

    def __init__(self, verbinding: Any) -> None:
        self.verbinding = verbinding
        self.traagste: tuple[float, str, Any] = (TRAAG, "", None)

    def __call__(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        begin = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            duur = (time.perf_counter() - begin) * 1000
            if duur > self.traagste[0]:
                self.traagste = (duur, str(sql), params)

    def plan(self) -> list[str]:
        """The plan of the slowest query; empty when all were fast. A call of a function shows only the call."""
        _, sql, params = self.traagste
        if not sql.lstrip().lower().startswith(("select", "delete", "update")):
            return []
        with self.verbinding.cursor() as cursor:
            cursor.execute(f"explain {sql}", params)
            return [sql, *(rij[0] for rij in cursor.fetchall())]
