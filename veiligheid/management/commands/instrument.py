"""`manage.py instrument laad FILE`: load the definition of an instrument."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from veiligheid.definitie import DefinitieFout
from veiligheid.models import Instrument


class Command(BaseCommand):
    help = "Laad een instrument uit een bestand (TOML)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("handeling", choices=["laad"])
        parser.add_argument("bestand", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        bestand: Path = options["bestand"]
        try:
            instrument, nieuw = Instrument.laad(bestand.read_bytes(), bestand.name)
        except OSError:
            raise CommandError(f"Het bestand {bestand} is niet te lezen.") from None
        except DefinitieFout as fout:
            raise CommandError("\n".join(fout.fouten)) from None
        except ValidationError as fout:
            raise CommandError("\n".join(fout.messages)) from None
        self.stdout.write(f"{instrument} is {'geladen' if nieuw else 'al eerder geladen, met dezelfde inhoud'}.")
