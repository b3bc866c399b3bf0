from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from ggw.toegang.rollen import LOGINS, maak_rollen


class Command(BaseCommand):
    help = (
        "Make the database roles and rights, once, as a superuser. Passwords of the logins come from the environment "
        "(GGW_WACHTWOORD_EIGENAAR, _WEB, _WEB_PARTNER, _WERK, _BACKUP); without one a login gets none."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select rolsuper from pg_roles where rolname = current_user")
            if not cursor.fetchone()[0]:
                raise CommandError("Rollen maken kan alleen als superuser van de database.")
            maak_rollen(cursor)
        self.stdout.write(f"Rollen klaar: {', '.join(LOGINS)}.")
