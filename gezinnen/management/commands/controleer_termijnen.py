"""Compare every term with the facts and mend what differs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gezinnen.aanhaken import NORMBRONNEN
from gezinnen.models import Norm
from gezinnen.termijncontrole import controleer_termijnen


class Command(BaseCommand):
    help = "Rekent alle termijnen opnieuw uit, meldt wat verschilt en herstelt dat. Noemt ook de normen die rusten."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--alleen-kijken", action="store_true", help="verander niets")

    def handle(self, *args: Any, **opties: Any) -> None:
        gevonden = controleer_termijnen(herstel=not opties["alleen_kijken"])
        for code, aantal in sorted(gevonden.items()):
            self.stdout.write(f"{code}: {aantal}")
        self.stdout.write(f"{gevonden.total()} verschillen.")
        actief = {bron.code for bron in NORMBRONNEN.values()}
        codes = Norm.objects.filter(geldig_tot__isnull=True).values_list("code", flat=True)
        rust = sorted(code for code in codes if code not in actief)
        self.stdout.write(f"{len(rust)} normen rusten: {', '.join(rust)}" if rust else "Geen norm rust.")
