from __future__ import annotations

from email.utils import parseaddr
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from ggw.organisatie.models import Gebruiker
from ggw.organisatie.rollen import Rol
from ggw.organisatie.uitnodigen import mail_uitnodiging


class Command(BaseCommand):
    help = "Nodig de eerste twee functioneel beheerders uit. Kan alleen zolang er nog geen beheerder is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("mensen", nargs=2, metavar='"Naam <adres>"')

    def handle(self, *args: Any, **options: Any) -> None:
        wie = [parseaddr(tekst) for tekst in options["mensen"]]
        if any(not naam or "@" not in email for naam, email in wie) or wie[0][1].lower() == wie[1][1].lower():
            raise CommandError('Geef twee verschillende mensen, elk als "Naam <adres>".')
        with transaction.atomic():
            if Gebruiker.objects.filter(rol=Rol.BEHEERDER).exists():
                raise CommandError("Er is al een functioneel beheerder. Nieuwe mensen nodigt die uit.")
            try:
                een, twee = (self.maak(naam, email) for naam, email in wie)
            except ValidationError as fout:
                raise CommandError(" ".join(fout.messages)) from fout
            links = [(een, een.nodig_uit(door=twee)), (twee, twee.nodig_uit(door=een))]
        for mens, token in links:
            gelukt = mail_uitnodiging(mens, token)
            self.stdout.write(
                f"{mens.email}: {'uitgenodigd' if gelukt else 'mail niet verstuurd, nodig later opnieuw uit'}"
            )

    def maak(self, naam: str, email: str) -> Gebruiker:
        return Gebruiker.objects.create_user(email, naam=naam, rol=Rol.BEHEERDER, is_active=False)
