"""Rows for tests: deterministic, valid by default, clearly invented."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from gezinnen.aanhaken import NORMBRONNEN, Normbron
from gezinnen.models import Aanmelding, Begeleiding, Fase, Gezin, Gezinslid, GezinsrolCode, Toewijzing, Wachtplek
from ggw.organisatie.models import Aanbieder, Basisteam, Gebruiker, Gemeente, Lidmaatschap, LokaalTeam
from ggw.organisatie.rollen import PARTNERROLLEN, Rol

WACHTWOORD = "Alleen-voor-de-proef-12"


class GemeenteFactory(DjangoModelFactory):
    class Meta:
        model = Gemeente
        django_get_or_create = ("code",)

    code = "9999"
    naam = "Voorbeeldstad"
    regio = "Voorbeeldregio"


class LokaalTeamFactory(DjangoModelFactory):
    class Meta:
        model = LokaalTeam

    naam = factory.Sequence(lambda n: f"Wijkteam {n}")
    gemeente = factory.SubFactory(GemeenteFactory)


class BasisteamFactory(DjangoModelFactory):
    class Meta:
        model = Basisteam
        django_get_or_create = ("naam",)

    naam = factory.Sequence(lambda n: f"Team {n}")


class GebruikerFactory(DjangoModelFactory):
    class Meta:
        model = Gebruiker
        django_get_or_create = ("email",)
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"mens{n}@ggw.example")
    naam = factory.Sequence(lambda n: f"Mens Verzonnen {n}")
    rol = Rol.GEZINSMANAGER
    telefoon = "020-0000000"

    @factory.lazy_attribute
    def aanbieder(self) -> Aanbieder | None:
        if self.rol not in PARTNERROLLEN:
            return None
        return Aanbieder.objects.get_or_create(naam="De Verzonnen Wilg", defaults={"soort": "hoofdaannemer"})[0]

    @factory.post_generation
    def team(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create and extracted:
            Lidmaatschap.objects.create(gebruiker=self, basisteam=extracted, vanaf=date(2024, 1, 1))


class GezinFactory(DjangoModelFactory):
    class Meta:
        model = Gezin

    nummer = factory.Sequence(lambda n: f"2026-{n + 10_001}")  # five digits: a test that names a number takes four
    naam = factory.Sequence(lambda n: f"Proefgezin {n + 1}")
    sorteernaam = factory.LazyAttribute(lambda o: o.naam.casefold())
    gemeente = factory.SubFactory(GemeenteFactory)


def maak_gezin(
    gezinsmanager: Gebruiker,
    basisteam: Basisteam,
    *,
    fase: str = Fase.VERBINDEN,
    dagen: int = 30,
    wacht: bool = False,
    **velden: Any,
) -> Gezin:
    """A family with a running begeleiding of `dagen` days, guided by (or, with `wacht`, watched by) this person."""
    gezin = GezinFactory(**velden)
    sinds = timezone.localdate() - timedelta(days=dagen)
    begeleiding = Begeleiding.objects.create(
        gezin=gezin, fase=Fase.WACHT if wacht else fase, fase_sinds=sinds, begonnen_op=sinds
    )
    plaats = {"gezin": gezin, "begeleiding": begeleiding, "basisteam": basisteam, "vanaf": sinds}
    if wacht:
        Wachtplek.objects.create(wachter_id=gezinsmanager.pk, **plaats)
    else:
        Toewijzing.objects.create(gezinsmanager_id=gezinsmanager.pk, **plaats)
    return gezin


def sluit_af(gezin: Gezin, dagen: int) -> None:
    """Closed so many days ago, after 200 days."""
    op = timezone.localdate() - timedelta(days=dagen)
    begin = op - timedelta(days=200)
    Toewijzing.objects.filter(gezin=gezin).update(vanaf=begin, tot=op)
    Begeleiding.objects.filter(gezin=gezin).update(begonnen_op=begin, afgesloten_op=op, fase=Fase.AFGESLOTEN)


class GezinslidFactory(DjangoModelFactory):
    class Meta:
        model = Gezinslid

    voornaam = factory.Sequence(lambda n: f"Voornaam{n}")
    achternaam = factory.Sequence(lambda n: f"Proefmens{n}")
    sorteernaam = factory.LazyAttribute(lambda o: f"{o.achternaam} {o.voornaam}".casefold())
    geboortedatum = date(1988, 5, 4)
    rol = GezinsrolCode.OUDER
    vanaf = date(2026, 1, 1)


class KindFactory(GezinslidFactory):
    geboortedatum = date(2019, 3, 2)
    rol = GezinsrolCode.JEUGDIGE
    is_jeugdige = True


class AanmeldingFactory(DjangoModelFactory):
    class Meta:
        model = Aanmelding

    bron = "lokaal_team"
    gezinsnaam = factory.Sequence(lambda n: f"Aangemeld {n}")
    reden = "Zorgen over de kinderen."
    gemeente = factory.SubFactory(GemeenteFactory)


def normbron(code: str) -> Normbron:
    """The source of a norm that has one."""
    [bron] = [bron for bron in NORMBRONNEN.values() if bron.code == code]
    return bron
