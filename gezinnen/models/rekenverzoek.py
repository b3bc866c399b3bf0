"""A request to work out the terms of a family again, left by somebody who may not see that family (a care provider)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from gezinnen.models.gezin import Gezin
from ggw.toegang.verklaring import Dossier


class Rekenverzoek(models.Model):
    """Written by the gate function `vraag_herberekening()`; the sweep of the worker answers it within a minute."""

    toegang: ClassVar = Dossier(medewerker="", systeem="lezen wijzigen", poort="lezen toevoegen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="rekenverzoeken")
    gevraagd_op = models.DateTimeField(db_default=Now(), editable=False)
    klaar_op = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "verzoek om opnieuw te rekenen"
        verbose_name_plural = "verzoeken om opnieuw te rekenen"
        ordering = ["id"]
        indexes = [models.Index(fields=["gezin"], condition=Q(klaar_op__isnull=True), name="rekenverzoek_open")]

    def __str__(self) -> str:
        return f"Rekenverzoek {self.pk}"
