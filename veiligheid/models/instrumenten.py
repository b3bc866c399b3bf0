"""Instruments and what is filled in with them. Official content is licensed; what we ship is example content and says so."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.models import Gezin, Gezinslid
from ggw.organisatie.models import Medewerker
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier, Naslag


class Instrument(models.Model):
    """One version of an instrument, as loaded from its file. Immutable once used; a new version is a new file."""

    toegang: ClassVar = Naslag()

    code = models.CharField("code", max_length=20)
    versie = models.CharField("versie", max_length=20)
    titel = models.CharField("titel", max_length=160)
    per_kind = models.BooleanField("per kind ingevuld", default=False)
    voorbeeld = models.BooleanField("voorbeeldinhoud", default=True)
    rechten = models.CharField("rechten", max_length=300, blank=True)
    definitie = models.JSONField()
    sha256 = models.CharField(max_length=64)
    actief = models.BooleanField("in gebruik", default=True)
    geladen_op = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "instrument"
        verbose_name_plural = "instrumenten"
        ordering = ["code", "-geladen_op"]
        constraints = [
            models.UniqueConstraint(
                name="instrument_versie_uniek",
                fields=["code", "versie"],
                violation_error_message="Deze versie van het instrument is al geladen.",
            ),
            models.UniqueConstraint(name="instrument_een_actief", fields=["code"], condition=Q(actief=True)),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.versie}"


class AfnameStatus(models.TextChoices):
    CONCEPT = "concept", "Concept"
    DEFINITIEF = "definitief", "Definitief"


@met_geschiedenis()
class Afname(models.Model):
    """One filled-in assessment; keeps the version it was made with for ever. The outcome is the professional's."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="afnames")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="afnames")
    kind = models.ForeignKey(
        Gezinslid,
        verbose_name="over welk kind",
        on_delete=models.CASCADE,
        related_name="afnames",
        null=True,
        blank=True,
    )
    status = models.CharField(max_length=12, choices=AfnameStatus.choices, default=AfnameStatus.CONCEPT, editable=False)
    afgenomen_op = models.DateField("afgenomen op", default=timezone.localdate)
    aanleiding = models.CharField("aanleiding", max_length=200, blank=True)
    antwoorden = models.JSONField(default=dict)
    uitkomst = models.CharField("uitkomst", max_length=40, blank=True)
    argument = models.TextField("waarom deze uitkomst", max_length=6000, blank=True)
    auteur = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    versie = models.PositiveIntegerField(default=1, editable=False)
    definitief_op = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "afname"
        verbose_name_plural = "afnames"
        ordering = ["-afgenomen_op", "-id"]
        indexes = [models.Index(fields=["gezin", "-afgenomen_op"], name="afname_gezin_op")]
        constraints = [
            models.CheckConstraint(name="afname_status_geldig", condition=Q(status__in=AfnameStatus.values)),
            models.CheckConstraint(
                name="afname_definitief_volledig",
                condition=Q(status=AfnameStatus.CONCEPT, definitief_op__isnull=True)
                | (Q(status=AfnameStatus.DEFINITIEF, definitief_op__isnull=False) & ~Q(uitkomst="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Afname {self.pk}"
