"""Values that come in binary form, read as Django reads them in text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.pq import Format
from psycopg.types.datetime import TimestamptzBinaryLoader


class JsonbTekst(Loader):
    """Text, as Django reads it in a plain query: a JSONField makes the value of it. Behind a byte with the version."""

    format = Format.BINARY

    def load(self, data: Buffer) -> str:
        return bytes(data)[1:].decode()


class MomentInUtc(TimestamptzBinaryLoader):
    def load(self, data: Buffer) -> datetime:
        return super().load(data).astimezone(UTC)


def leer_binair(verbinding: Any) -> None:
    """Have this connection read values in binary form as Django reads them in text."""
    verbinding.adapters.register_loader("jsonb", JsonbTekst)
    verbinding.adapters.register_loader("timestamptz", MomentInUtc)
