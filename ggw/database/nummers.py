"""Lists of ids as PostgreSQL gets them: always bigint[].

psycopg sends the smallest type that fits, so that a list of ids to 32,767 and one with a higher id are two statements, each planned and kept.
"""

from __future__ import annotations

from typing import Any

from psycopg import postgres
from psycopg.adapt import Dumper

BIGINT_LIJST = postgres.types["int8"].array_oid


class Nummers(list[int]):
    """Whatever is no number in it, is refused when it goes."""


class NummersDumper(Dumper):
    oid = BIGINT_LIJST

    def dump(self, obj: Nummers) -> bytes:
        return f"{{{','.join(map(str, map(int, obj)))}}}".encode()


def leer_nummers(verbinding: Any) -> None:
    """On this connection."""
    verbinding.adapters.register_dumper(Nummers, NummersDumper)
