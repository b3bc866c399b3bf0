from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from ggw.toegang.verzegelen import ruim_op


class Command(BaseCommand):
    help = (
        "Remove lines of the access log that are past retention (INZAGE_BEWAARJAREN, at least 5). Whole sealed blocks only, "
        "as the owner of the database; what was removed is recorded, and controleer_logboek accepts it."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "select pg_has_role(current_user, tableowner::name, 'usage') from pg_tables where tablename = 'toegang_inzage'"
            )
            if not cursor.fetchone()[0]:
                raise CommandError("Opruimen kan alleen als eigenaar van de database.")
        opruiming = ruim_op()
        if opruiming is None:
            self.stdout.write(f"Er is niets ouder dan {settings.INZAGE_BEWAARJAREN} jaar.")
        else:
            self.stdout.write(f"{opruiming.aantal} regels opgeruimd, tot en met zegel {opruiming.tot_zegel}.")
