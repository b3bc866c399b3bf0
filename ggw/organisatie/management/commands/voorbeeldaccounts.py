"""Example accounts, one or more per role; their password comes from VOORBEELD_WACHTWOORD."""

import json
import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ggw.organisatie.voorbeeld import maak_mensen, voorbeeldaccounts


class Command(BaseCommand):
    help = "Make the example accounts and give them the password of VOORBEELD_WACHTWOORD."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--toon", action="store_true", help="only print one account per role, as JSON")
        parser.add_argument("--toch", action="store_true", help="also when this is not the example mode")

    def handle(self, *args: Any, **opties: Any) -> None:
        if opties["toon"]:
            self.stdout.write(json.dumps(voorbeeldaccounts(), ensure_ascii=False))
            return
        if not settings.VOORBEELD and not opties["toch"]:
            raise CommandError("Dit is geen voorbeeldomgeving. Met --toch worden de voorbeeldaccounts toch gemaakt.")
        wachtwoord = os.environ.get("VOORBEELD_WACHTWOORD")
        if not wachtwoord:
            raise CommandError("VOORBEELD_WACHTWOORD is leeg.")
        for mens in maak_mensen().mensen:
            if not mens.check_password(wachtwoord):
                mens.set_password(wachtwoord)
                mens.save(update_fields=["password"])
