"""Why a provider refuses and why help ends, as data that the beheerder keeps."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ggw.toegang.verklaring import Naslag


class Reden(models.Model):
    """A code with its name."""

    code = models.CharField("code", max_length=20, primary_key=True)
    naam = models.CharField("naam", max_length=80)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    actief = models.BooleanField("in gebruik", default=True)

    class Meta:
        abstract = True
        ordering = ["volgorde", "naam"]

    def __str__(self) -> str:
        return self.naam


class Weigerreden(Reden):
    """Why a provider refuses (domein.md, section 3)."""

    toegang: ClassVar = Naslag()

    class Meta(Reden.Meta):
        verbose_name = "reden van weigeren"
        verbose_name_plural = "redenen van weigeren"


class Eindreden(Reden):
    """Why help ended; example content."""

    toegang: ClassVar = Naslag()

    class Meta(Reden.Meta):
        verbose_name = "reden van het einde van hulp"
        verbose_name_plural = "redenen van het einde van hulp"
