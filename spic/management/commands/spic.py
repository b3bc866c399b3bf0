"""`manage.py spic laad FILE`: load a catalogue, or a new version of one."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from spic.catalogus.lezen import lees
from spic.catalogus.prijzen import CatalogusGeweigerd
from spic.catalogus.versies import pas_toe
from veiligheid.definitie import DefinitieFout


class Command(BaseCommand):
    help = "Laad een SPIC-catalogus uit een bestand (TOML)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("handeling", choices=["laad"])
        parser.add_argument("bestand", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        bestand: Path = options["bestand"]
        try:
            inhoud = lees(bestand.read_bytes(), bestand.name)
            verschil = pas_toe(inhoud, door=None, bron=bestand.name)
        except OSError:
            raise CommandError(f"Het bestand {bestand} is niet te lezen.") from None
        except (DefinitieFout, CatalogusGeweigerd) as fout:
            raise CommandError("\n".join(fout.fouten)) from None
        self.stdout.write(f"{inhoud.naam} vanaf {inhoud.geldig_vanaf:%d-%m-%Y}: {verschil}.")
