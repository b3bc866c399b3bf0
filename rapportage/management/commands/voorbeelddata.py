"""`manage.py voorbeelddata --gezinnen 60 --zaad 1`: fill an empty example database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gezinnen.models import Gezin
from ggw.voorbeeld import is_voorbeelddatabase
from rapportage.voorbeeld.laden import laad


class Command(BaseCommand):
    help = "Vul een lege voorbeelddatabase met verzonnen gezinnen. Werkt als eigenaar van de database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--gezinnen", type=int, default=60, help="hoeveel gezinnen (standaard 60)")
        parser.add_argument("--zaad", type=int, default=1, help="hetzelfde zaad geeft dezelfde gezinnen")
        parser.add_argument("--toch", action="store_true", help="ook als de database niet als voorbeeld is gemaakt")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["gezinnen"] < 1:
            raise CommandError("Vraag om minstens 1 gezin.")
        if not options["toch"] and not is_voorbeelddatabase():
            raise CommandError(
                "Deze database is niet als voorbeeld gemaakt, dus er komen geen verzonnen gezinnen in. "
                "Weet u het zeker? Gebruik dan --toch."
            )
        if Gezin.objects.exists():
            self.stdout.write("Er staan al gezinnen in deze database. Er is niets veranderd.")
            return
        uitslag = laad(
            options["gezinnen"], options["zaad"], self.stderr.write if options["verbosity"] > 1 else lambda _: None
        )
        per_seconde = round(uitslag.rijen / uitslag.seconden)
        self.stdout.write(
            f"{uitslag.gezinnen} gezinnen gemaakt: {uitslag.rijen} rijen in {uitslag.seconden:.1f} s ({per_seconde} per seconde)."
        )
