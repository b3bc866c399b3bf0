"""Lists of ids as PostgreSQL gets them: always bigint[].

psycopg sends the smallest type that fits, so that a list of ids to 32,767 and one with a higher id are two statements, each planned and kept.
"""

from __future__ import annotations

from typing import Any

from psycopg import postgres
from psycopg.adapt import Dumper

BIGINT_LIJST = postgres.types["int8"].array_oid


class Nummers(list[int]):
    """Goes as one bigint[]."""


class NummersDumper(Dumper):
    oid = BIGINT_LIJST

    def dump(self, obj: Nummers) -> bytes:
        return f"{{{','.join(map(str, obj))}}}".encode()


def leer_nummers(verbinding: Any) -> None:
    """Have this connection send lists of numbers as bigint[]."""
    verbinding.adapters.register_dumper(Nummers, NummersDumper)
