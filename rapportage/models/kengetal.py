"""Figures that people answer for (domein.md, section 6), counted each night and kept without any family."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ggw.toegang.verklaring import ALLES, Poort


class Soort(models.TextChoices):
    """How a figure is made of its two numbers."""

    AANTAL = "aantal", "Aantal"
    """The numerator alone."""
    AANDEEL = "aandeel", "Aandeel"
    """Numerator in the denominator: both count the same things."""
    GEMIDDELDE = "gemiddelde", "Gemiddelde"
    """Sum divided by the number of things."""


class Periode(models.TextChoices):
    MAAND = "maand", "Maand"
    KWARTAAL = "kwartaal", "Kwartaal"
    JAAR = "jaar", "Jaar"


class Niveau(models.TextChoices):
    """Over whom a figure was counted. `sleutel` says over which one, `ouder` in which larger one it lies."""

    ORGANISATIE = "organisatie", "Organisatie"
    REGIO = "regio", "Regio"
    GEMEENTE = "gemeente", "Gemeente"
    WIJK = "wijk", "Wijk"
    TEAM = "team", "Basisteam"
    PROGRAMMA = "programma", "Programma"
    AANBIEDER = "aanbieder", "Aanbieder"


class Kengetalwaarde(models.Model):
    """One number of one figure: over a period, at a level, for one part of the breakdown.

    The web never reads this table but asks `kengetallen()`, which hides what is too small to show (ADR 0042).
    `sleutel`: '' for the organisation, the id of a team or provider, the CBS code of a gemeente, "code:wijk", the name of a regio or programma.
    `ouder`: the regio of a gemeente, the gemeente of a wijk, else ''. `aantal`: how many families are behind the number (of a rate: behind its numerator). `verborgen`: it is too small to show, or shows one
    that is (`kengetallen.verbergen`).
    """

    toegang: ClassVar = Poort(systeem=ALLES)

    code = models.CharField(max_length=40)
    soort = models.CharField(max_length=10, choices=Soort.choices)
    periode = models.CharField(max_length=8, choices=Periode.choices)
    begin = models.DateField()
    niveau = models.CharField(max_length=12, choices=Niveau.choices)
    sleutel = models.CharField(max_length=120, blank=True)
    ouder = models.CharField(max_length=80, blank=True)
    uitsplitsing = models.CharField(max_length=60, blank=True)
    teller = models.DecimalField(max_digits=16, decimal_places=2)
    noemer = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    aantal = models.PositiveIntegerField()
    verborgen = models.BooleanField(db_default=False)

    class Meta:
        verbose_name = "kengetal"
        verbose_name_plural = "kengetallen"
        default_permissions = ()
        indexes = [
            models.Index(name="kengetal_in_de_tijd", fields=["code", "niveau", "periode", "begin"], include=["sleutel"])
        ]
        constraints = [
            models.UniqueConstraint(
                name="kengetal_een_keer", fields=["code", "periode", "niveau", "sleutel", "uitsplitsing", "begin"]
            ),
            models.CheckConstraint(name="kengetal_noemer", condition=Q(soort="aantal") | Q(noemer__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.periode} {self.begin:%d-%m-%Y}"


class Kengetalronde(models.Model):
    """One counting of the figures: a job that the sweep finds. `van` and `tot`: the periods that begin and end in this range are
    counted; `geteld`: the codes of what is done, so that one that was broken off goes on with the rest."""

    toegang: ClassVar = Poort(systeem=ALLES)

    van = models.DateField()
    tot = models.DateField()
    geteld = ArrayField(models.CharField(max_length=40), default=list)
    gevraagd_op = models.DateTimeField(db_default=Now())
    begonnen_op = models.DateTimeField(null=True)
    klaar_op = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "telling van kengetallen"
        verbose_name_plural = "tellingen van kengetallen"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="kengetalronde_een_open", fields=["tot"], condition=Q(klaar_op__isnull=True))
        ]

    def __str__(self) -> str:
        return f"Telling {self.gevraagd_op:%d-%m-%Y %H:%M}"
