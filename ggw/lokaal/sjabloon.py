"""A migrated template database for the tests: made once for each state of the migrations and the door, then copied."""

import hashlib
import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from ggw.lokaal.plek import CHECKOUT, slot

VOORVOEGSEL = "ggw_sjabloon_"
BEWAARD = 5
"""Older templates that stay: somebody else's run on this machine may be copying one."""
ROLLEN = CHECKOUT / "ggw" / "toegang" / "sql" / "rollen.sql"


def sjabloon(url: str) -> str:
    """The name of the template on the server of this superuser's URL; also makes the database roles there."""
    naam = VOORVOEGSEL + stand_van_het_schema()
    with (
        slot("sjabloon.slot", wachten=True),
        psycopg.connect(met_database(url, "postgres"), autocommit=True) as verbinding,
    ):
        verbinding.execute(ROLLEN.read_bytes())
        bestaand = [rij[0] for rij in verbinding.execute("select datname from pg_database order by oid desc")]
        if naam not in bestaand:
            for oud in [d for d in bestaand if d.startswith(VOORVOEGSEL)][BEWAARD:]:
                verbinding.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(oud)))
            in_wording = f"{naam}_in_wording"
            verbinding.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(in_wording)))
            verbinding.execute(sql.SQL("create database {} template template0").format(sql.Identifier(in_wording)))
            migreer(met_database(url, in_wording))
            verbinding.execute(
                sql.SQL("alter database {} rename to {}").format(sql.Identifier(in_wording), sql.Identifier(naam))
            )
    return naam


def stand_van_het_schema() -> str:
    bestanden = sorted([*CHECKOUT.glob("*/migrations/*.py"), *CHECKOUT.glob("ggw/*/migrations/*.py")])
    bestanden += sorted([*CHECKOUT.glob("ggw/toegang/*.py"), *CHECKOUT.glob("ggw/toegang/sql/*.sql")])
    bestanden += [CHECKOUT / "requirements.lock", CHECKOUT / "ggw/toegang/management/commands/migrate.py"]
    return hashlib.sha256(b"".join(b.read_bytes() for b in bestanden)).hexdigest()[:12]


def met_database(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def migreer(url: str) -> None:
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("PYTEST")}
    omgeving |= {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "ggw.settings_test"}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=CHECKOUT, env=omgeving, check=True)
