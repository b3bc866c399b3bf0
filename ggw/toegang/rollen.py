"""The database roles: made by a superuser, once for a cluster and once for each database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from psycopg import sql

SQL = Path(__file__).parent / "sql"
LOGINS = ("ggw_eigenaar", "ggw_web", "ggw_web_partner", "ggw_werk", "ggw_backup")


def maak_rollen(cursor: Any) -> None:
    """Roles, passwords from the environment, and the rights and ownership of the current database."""
    cursor.execute((SQL / "rollen.sql").read_text())
    for login in LOGINS:
        wachtwoord = os.environ.get(f"GGW_WACHTWOORD_{login.removeprefix('ggw_').upper()}")
        if wachtwoord:
            opdracht = sql.SQL("alter role {} password {}").format(sql.Identifier(login), sql.Literal(wachtwoord))
            cursor.execute(opdracht.as_string(None))
    cursor.execute((SQL / "database.sql").read_text())
    cursor.execute("select format('alter database %I owner to ggw_eigenaar', current_database())")
    cursor.execute(cursor.fetchone()[0])
