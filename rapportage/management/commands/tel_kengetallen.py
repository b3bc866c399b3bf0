"""`manage.py tel_kengetallen [--alles]`: count the figures now, as happens every night."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from rapportage.kengetallen.ronde import tel_ronde, vraag_telling


class Command(BaseCommand):
    help = "Tel de kengetallen. Werkt als de werker (ggw_werk) of als eigenaar van de database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--alles", action="store_true", help="vijf jaar in plaats van de laatste 25 maanden")

    def handle(self, *args: Any, **options: Any) -> None:
        pk = vraag_telling(alles=options["alles"])
        tel_ronde(pk)
        self.stdout.write(f"Kengetallen geteld (telling {pk}).")
