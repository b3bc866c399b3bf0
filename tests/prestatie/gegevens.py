"""Large example databases on an embedded server of their own; kept, so that a second run only measures."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg import sql

from ggw import proefomgeving
from ggw.lokaal.plek import datamap, slot
from ggw.lokaal.postgres import ZONDER_ZEKERHEID, Postgres
from ggw.lokaal.processen import manage
from tests.prestatie.meten import meld
from tests.prestatie.vermenigvuldigen import vermenigvuldig

MAKEN = {"max_wal_size": "8GB", **ZONDER_ZEKERHEID}
METEN = {"max_wal_size": "8GB", "jit": "off"}
"""While measuring all is as in docker-compose.yml: the commit of an Inzage line is waited for."""
ZELF = int(os.environ.get("ZELF") or 1_000)
"""So many families `voorbeelddata` makes one by one; what is more is copies of these, see vermenigvuldigen.py."""
KEER = 10


@dataclass(frozen=True)
class Database:
    web: str
    """URL of the login of the product."""
    beheer: str
    """URL of a superuser: row security does not apply to it."""
    gezinnen: int
    rijen: int
    gemaakt_in: float | None
    """Seconds that the families took; None when they were there."""


@contextmanager
def databases(maten: list[int], *, vers: bool = False) -> Iterator[list[Database]]:
    """A migrated database for each number of families, until the end of the block. `vers`: made again in any case."""
    map_ = datamap() / "bench"
    with slot("bench.slot", wachten=False):
        server = Postgres(map_, MAKEN)
        try:
            server.start()
            if vers:
                server.verwijder_databases("bench_")
            tijden = {maat: maak(server, maat) for maat in sorted(maten)}
            server.stop()
            server = Postgres(map_, METEN)
            server.start()
            yield [lees(server, maat, tijden[maat]) for maat in sorted(maten)]
        finally:
            server.stop()


def maak(server: Postgres, gezinnen: int) -> float | None:
    """Make the database, or bring the one that is there up to date; gives the seconds that its families took."""
    naam = f"bench_{gezinnen}"
    if naam in server.databases():
        meld(f"{gezinnen} gezinnen zijn er; migreren")
        migreer(server, naam)
        tel_kengetallen(server, naam)
        return None
    begin = time.monotonic()
    meld(f"{gezinnen} gezinnen maken")
    if gezinnen > ZELF and gezinnen % KEER == 0:
        maak(server, gezinnen // KEER)
        kopieer(server, f"bench_{gezinnen // KEER}", f"{naam}_in_wording")
        vermenigvuldig(server.url(f"{naam}_in_wording"), KEER)
        with psycopg.connect(server.url(f"{naam}_in_wording"), autocommit=True) as verbinding:
            verbinding.execute("vacuum analyze")
    else:
        maak_leeg(server)
        kopieer(server, "bench_leeg", f"{naam}_in_wording")
        manage(
            "voorbeelddata", "--gezinnen", str(gezinnen), "--zaad", "1", omgeving=omgeving(server, f"{naam}_in_wording")
        )
    with psycopg.connect(server.url("postgres"), autocommit=True) as verbinding:
        verbinding.execute(
            sql.SQL("alter database {} rename to {}").format(sql.Identifier(f"{naam}_in_wording"), sql.Identifier(naam))
        )
    tel_kengetallen(server, naam)
    with psycopg.connect(server.url(naam), autocommit=True) as verbinding:
        verbinding.execute("vacuum analyze")
    return time.monotonic() - begin


def tel_kengetallen(server: Postgres, naam: str) -> None:
    """When no night has counted them."""
    with psycopg.connect(server.url(naam)) as verbinding:
        geteld = verbinding.execute("select exists (select from rapportage_kengetalwaarde)").fetchone()
    if geteld != (True,):
        meld(f"kengetallen tellen in {naam}")
        manage("tel_kengetallen", "--alles", omgeving=omgeving(server, naam))


def maak_leeg(server: Postgres) -> None:
    """Migrated and without families: migrating takes longer than copying what is migrated."""
    if "bench_leeg" not in server.databases():
        server.maak_voorbeelddatabase("bench_leeg")
    migreer(server, "bench_leeg")


def migreer(server: Postgres, naam: str) -> None:
    van = omgeving(server, naam)
    manage("rollen", omgeving=van)
    manage("migrate", "--noinput", omgeving=van | {"DATABASE_URL": server.url(naam, "ggw_eigenaar")})


def omgeving(server: Postgres, naam: str) -> dict[str, str]:
    return {
        **proefomgeving.OMGEVING,
        **os.environ,
        "DATABASE_URL": server.url(naam),
        "DJANGO_SETTINGS_MODULE": "ggw.settings_test",
    }


def kopieer(server: Postgres, van: str, naar: str) -> None:
    """The mark of an example database is no part of what PostgreSQL copies."""
    server.verwijder_databases(naar)
    with psycopg.connect(server.url("postgres"), autocommit=True) as verbinding:
        verbinding.execute(sql.SQL("create database {} template {}").format(sql.Identifier(naar), sql.Identifier(van)))
        verbinding.execute(sql.SQL("alter database {} set ggw.voorbeeld = 'ja'").format(sql.Identifier(naar)))


def lees(server: Postgres, gezinnen: int, gemaakt_in: float | None) -> Database:
    naam = f"bench_{gezinnen}"
    with psycopg.connect(server.url(naam)) as verbinding:
        rijen = verbinding.execute(
            "select coalesce(sum(reltuples) filter (where reltuples > 0), 0)::bigint from pg_class"
            " where relkind = 'r' and relnamespace = 'public'::regnamespace"
        ).fetchone()[0]
    return Database(server.url(naam, "ggw_web"), server.url(naam), gezinnen, rijen, gemaakt_in)
