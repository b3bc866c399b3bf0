"""The check before a process answers anything: its login must not see past the door."""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.db.utils import ProgrammingError


def controleer_login() -> None:
    """Raise ImproperlyConfigured when the database login is superuser, owner, BYPASSRLS or inherits, or reads a dossier table."""
    with connection.cursor() as cursor:
        cursor.execute("select rolname, rolsuper, rolbypassrls, rolinherit from pg_roles where rolname = session_user")
        naam, superuser, langs_beleid, erft = cursor.fetchone()
        cursor.execute("select tableowner from pg_tables where schemaname = 'public' and tablename = 'gezinnen_gezin'")
        eigenaar = cursor.fetchone()
    fouten = {
        "is superuser": superuser,
        "gaat langs de rijbeveiliging": langs_beleid,
        "erft de rechten van zijn rollen": erft,
        "is eigenaar van de tabellen": eigenaar is not None and eigenaar[0] == naam,
        "leest een dossiertabel zonder deur": leest_dossier(),
    }
    gevonden = [fout for fout, waar in fouten.items() if waar]
    if gevonden:
        raise ImproperlyConfigured(f"De databaselogin {naam} mag niet gebruikt worden: die {', '.join(gevonden)}.")


def leest_dossier() -> bool:
    """True when a bare SELECT on a dossier table is allowed, whatever it returns."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select 1 from gezinnen_gezin limit 1")
    except ProgrammingError:
        return False
    return True
