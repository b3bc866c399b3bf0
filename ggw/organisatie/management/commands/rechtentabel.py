from typing import Any

from django.core.management.base import BaseCommand

from ggw.organisatie.rechtentabel import als_markdown


class Command(BaseCommand):
    help = "De tabel van rollen en rechten, voor docs/rechten.md."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(als_markdown(), ending="")
