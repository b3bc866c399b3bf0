from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ggw.toegang.deur import vraag
from ggw.toegang.verzegelen import controleer, verstuurde_kop


class Command(BaseCommand):
    help = (
        "Check the access log against its seals. Tells the first line that was changed, removed or slipped in, and a missing "
        "tail; exit code 1 when something is wrong. Runs as the worker or as the owner, with INZAGE_ZEGEL_SLEUTEL."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--koppen", default=settings.INZAGE_ZEGEL_UIT, help="the file with the heads that were sent"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        kop = verstuurde_kop(options["koppen"])
        breuk = controleer(kop)
        if breuk:
            raise CommandError(breuk.tekst)
        gevonden = vraag(
            "select count(*), (select count(*) from toegang_inzage where id > coalesce(max(z.tot_id), 0)) from toegang_zegel z"
        )
        zegels, open_ = gevonden or (0, 0)
        vergeleken = (
            f"de verstuurde kop is die van zegel {kop[0]}" if kop else "er is geen verstuurde kop om mee te vergelijken"
        )
        self.stdout.write(
            f"Het logboek klopt: {zegels} zegels; {open_} regels wachten op het volgende. {vergeleken.capitalize()}."
        )
