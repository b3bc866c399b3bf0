"""The access log. Written by gate functions only."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex, GinIndex
from django.db import models
from django.db.models.functions import Now

from ggw.toegang.verklaring import Poort


class Inzage(models.Model):
    """One line of the access log, after NEN 7513: who, when, what, of whom, on what ground, with what outcome.

    No foreign key to Gezin: the log outlives a file. `gevraagd` is a refused number, as it was typed.
    """

    toegang: ClassVar = Poort(toezicht="lezen")

    tijd = models.DateTimeField(db_default=Now(), editable=False)
    gebruiker_id = models.BigIntegerField(null=True)
    rol = models.CharField(max_length=30)
    gezinnen = ArrayField(models.BigIntegerField())
    gevraagd = models.CharField(max_length=40)
    grond = models.CharField(max_length=30)
    gebeurtenis = models.CharField(max_length=60)
    methode = models.CharField(max_length=8)
    doel = models.CharField(max_length=200)
    uitkomst = models.SmallIntegerField()
    adres = models.GenericIPAddressField(null=True)
    client = models.CharField(max_length=200)

    class Meta:
        verbose_name = "inzage"
        verbose_name_plural = "inzagen"
        default_permissions = ()
        indexes = [
            BrinIndex(fields=["tijd"], name="inzage_tijd_brin"),
            GinIndex(fields=["gezinnen"], name="inzage_gezinnen_gin"),
            models.Index(fields=["gebruiker_id", "tijd"], name="inzage_gebruiker"),
        ]

    def __str__(self) -> str:
        return f"Inzage {self.pk}"
