"""A large example database on an embedded server of its own; kept, so that a second run only measures."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from ggw import proefomgeving
from ggw.lokaal.plek import datamap, slot
from ggw.lokaal.postgres import Postgres
from ggw.lokaal.processen import manage

INSTELLINGEN = {"max_wal_size": "8GB"}
"""For making the data. All else is PostgreSQL's default, as in docker-compose.yml: the commit of an Inzage line is waited for."""


@dataclass(frozen=True)
class Database:
    web: str
    """URL of the login of the product."""
    beheer: str
    """URL of a superuser: row security does not apply to it."""
    gezinnen: int
    gemaakt_in: float | None
    """Seconds that the families took; None when they were there."""


@contextmanager
def database(gezinnen: int, *, vers: bool = False) -> Iterator[Database]:
    """A migrated database with this many families, until the end of the block. `vers`: made again in any case."""
    server = Postgres(datamap() / "bench", INSTELLINGEN)
    naam = f"bench_{gezinnen}"
    with slot("bench.slot", wachten=False):
        try:
            server.start()
            if vers:
                server.verwijder_databases(naam)
            if naam not in server.databases():
                server.maak_voorbeelddatabase(naam)
            yield maak(server, naam, gezinnen)
        finally:
            server.stop()


def maak(server: Postgres, naam: str, gezinnen: int) -> Database:
    beheer = server.url(naam)
    omgeving = {
        **proefomgeving.OMGEVING,
        **os.environ,
        "DATABASE_URL": beheer,
        "DJANGO_SETTINGS_MODULE": "ggw.settings_test",
    }
    manage("rollen", omgeving=omgeving)
    manage("migrate", "--noinput", omgeving=omgeving | {"DATABASE_URL": server.url(naam, "ggw_eigenaar")})
    gemaakt_in = None
    with psycopg.connect(beheer, autocommit=True) as verbinding:
        if not verbinding.execute("select exists (select from gezinnen_gezin)").fetchone()[0]:
            begin = time.monotonic()
            manage("voorbeelddata", "--gezinnen", str(gezinnen), "--zaad", "1", omgeving=omgeving)
            gemaakt_in = time.monotonic() - begin
            verbinding.execute("vacuum analyze")
    return Database(server.url(naam, "ggw_web"), beheer, gezinnen, gemaakt_in)
