"""Example accounts, one or more per role; their password comes from VOORBEELD_WACHTWOORD."""

import json
import os
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ggw.organisatie.models import Gebruiker
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
        geef_wachtwoord(maak_mensen().mensen, wachtwoord)


def geef_wachtwoord(mensen: Iterable[Gebruiker], wachtwoord: str) -> None:
    """One hash for all of them: it is the same password, which the terminal prints, and a hash is slow on purpose."""
    nieuw = ""
    klopt: dict[str, bool] = {}
    for mens in mensen:
        huidig = mens.password
        if huidig not in klopt:
            klopt[huidig] = mens.has_usable_password() and mens.check_password(wachtwoord)
        if not klopt[huidig]:
            nieuw = nieuw or make_password(wachtwoord)
            mens.password = nieuw
            mens.save(update_fields=["password"])
