"""What somebody typed in a form and has not saved yet."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Length, Now
from django.db.models.lookups import LessThanOrEqual

from ggw.toegang.verklaring import Poort

MEESTE_BYTES = 200_000
MEESTE_PER_MENS = 50
BEWAARDAGEN = 30


class Invoerconcept(models.Model):
    """One draft per person and form. Nobody reads this table: its owner comes through the gate functions of `concepten.sql`.

    `pad` is the address of the form and holds numbers only; `versie` says which state of the row the form was opened with.
    """

    toegang: ClassVar = Poort()

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    pad = models.CharField(max_length=200)
    nummer = models.CharField(max_length=12, blank=True)
    versie = models.CharField(max_length=64, blank=True)
    inhoud = models.BinaryField()
    gemaakt_op = models.DateTimeField(db_default=Now())
    gewijzigd_op = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "invoerconcept"
        verbose_name_plural = "invoerconcepten"
        default_permissions = ()
        indexes = [models.Index(fields=["gewijzigd_op"], name="invoerconcept_oud")]
        constraints = [
            models.UniqueConstraint(name="invoerconcept_uniek", fields=["gebruiker", "pad"]),
            models.CheckConstraint(
                name="invoerconcept_omvang", condition=LessThanOrEqual(Length("inhoud"), MEESTE_BYTES + 100)
            ),
        ]

    def __str__(self) -> str:
        return f"Invoerconcept {self.pk}"
