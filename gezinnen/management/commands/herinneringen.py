from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from gezinnen.herinneren import plan, verzending_stand
from gezinnen.rekenen import beantwoord_rekenverzoeken
from gezinnen.versturen import veeg
from ggw.toegang.deur import als_systeem


class Command(BaseCommand):
    help = (
        "Tell how the sending of reminders goes. With --nu: plan and send now, as the worker does each minute, "
        "without Celery or Redis."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--nu", action="store_true", help="plan and send now")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["nu"]:
            beantwoord_rekenverzoeken()
            with als_systeem():
                nieuw = plan()
            uitslag = veeg(duur=3600)
            geteld = ", ".join(f"{aantal} {hoe}" for hoe, aantal in sorted(uitslag.items())) or "niets te versturen"
            self.stdout.write(f"{nieuw} nieuwe herinneringen; {geteld}.")
        with als_systeem():
            stand = verzending_stand()
        laatst = f"{timezone.localtime(stand.geveegd_op):%d-%m-%Y %H:%M}" if stand.geveegd_op else "nog nooit"
        self.stdout.write(f"Laatst geveegd: {laatst}. Er wachten {stand.wachtend} berichten.")
