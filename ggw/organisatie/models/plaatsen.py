"""Where people work and with whom: gemeenten, lokale teams, basisteams, providers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ggw.toegang.verklaring import Beheer, Naslag


class Gemeente(models.Model):
    toegang: ClassVar = Naslag()

    code = models.CharField("CBS-code", max_length=6, unique=True)
    naam = models.CharField("naam", max_length=80)
    regio = models.CharField("regio", max_length=80)

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class LokaalTeam(models.Model):
    """Wijkteam or ouder- en kindteam that a basisteam is tied to."""

    toegang: ClassVar = Naslag()

    naam = models.CharField("naam", max_length=120)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="lokale_teams")
    telefoon = models.CharField("telefoon", max_length=30, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    actief = models.BooleanField("actief", default=True)

    class Meta:
        verbose_name = "lokaal team"
        verbose_name_plural = "lokale teams"
        ordering = ["naam"]
        constraints = [
            models.UniqueConstraint(
                name="lokaal_team_uniek",
                fields=["gemeente", "naam"],
                violation_error_message="Dit lokale team staat er al.",
            )
        ]

    def __str__(self) -> str:
        return self.naam


class Basisteam(models.Model):
    toegang: ClassVar = Beheer(poort="lezen", medewerker="lezen", systeem="lezen", toezicht="lezen")

    naam = models.CharField("naam", max_length=80, unique=True)
    lokaal_team = models.ForeignKey(
        LokaalTeam,
        verbose_name="lokaal team",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="basisteams",
    )
    actief = models.BooleanField("actief", default=True)

    class Meta:
        verbose_name = "basisteam"
        verbose_name_plural = "basisteams"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class AanbiederSoort(models.TextChoices):
    HOOFDAANNEMER = "hoofdaannemer", "Hoofdaannemer"
    ONDERAANNEMER = "onderaannemer", "Onderaannemer"


class Aanbieder(models.Model):
    """A care provider: hoofdaannemer or onderaannemer."""

    toegang: ClassVar = Naslag()

    naam = models.CharField("naam", max_length=120, unique=True)
    soort = models.CharField("soort", max_length=20, choices=AanbiederSoort.choices)
    telefoon = models.CharField("telefoon", max_length=30, blank=True)
    email = models.EmailField("e-mailadres van het aanmeldteam", blank=True)
    actief = models.BooleanField("actief", default=True)

    class Meta:
        verbose_name = "aanbieder"
        verbose_name_plural = "aanbieders"
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(name="aanbieder_soort_geldig", condition=Q(soort__in=AanbiederSoort.values))
        ]

    def __str__(self) -> str:
        return self.naam

    def meld_iedereen_af(self) -> None:
        """Sessions of its people end, so that none comes back to life when the provider is taken into use again."""
        for mens in self.mensen.all():
            mens.sessies.all().delete()
