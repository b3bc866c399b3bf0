"""Wie bel ik waarvoor: what stands on the sheet of the family, chosen per line. Names and numbers are read where they are kept."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from gezinnen.models import Gezin, Netwerklid
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier, Naslag
from spic.models.hulp import AndereHulp
from spic.models.verwijzing import Verwijzing

WAARVOOR_TEKENS = 90
"""It must be readable on the fridge."""


class Belnummer(models.Model):
    """A number that every family may have, such as of the bereikbaarheidsdienst. `standaard`: on the sheet unless taken off."""

    toegang: ClassVar = Naslag()

    code = models.CharField("code", max_length=20, primary_key=True)
    naam = models.CharField("wie", max_length=80)
    waarvoor = models.CharField("waarvoor", max_length=WAARVOOR_TEKENS)
    telefoon = models.CharField("telefoon", max_length=30)
    standaard = models.BooleanField("staat vanzelf op het blad", default=False)
    voorbeeld = models.BooleanField("voorbeeldnummer", default=False)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    actief = models.BooleanField("in gebruik", default=True)

    class Meta:
        verbose_name = "belnummer"
        verbose_name_plural = "belnummers"
        ordering = ["volgorde", "naam"]

    def __str__(self) -> str:
        return self.naam


class Vasteplek(models.TextChoices):
    GEZINSMANAGER = "gezinsmanager", "Gezinsmanager"
    LOKAAL_TEAM = "lokaal_team", "Lokaal team"


BRONNEN = ("hulp", "verwijzing", "netwerklid", "nummer")


def van_een_bron() -> Q:
    """Exactly one of the four references, or a fixed place."""
    leeg = {f"{bron}__isnull": True for bron in BRONNEN}
    regel = Q(**leeg, vast__in=Vasteplek.values)
    for bron in BRONNEN:
        regel |= Q(**{**leeg, f"{bron}__isnull": False}, vast="")
    return regel


@met_geschiedenis()
class Belregel(models.Model):
    """The choice for one line: on the sheet or not, and for what, in the words of the family."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="belregels")
    hulp = models.ForeignKey(AndereHulp, on_delete=models.CASCADE, related_name="+", null=True)
    verwijzing = models.ForeignKey(Verwijzing, on_delete=models.CASCADE, related_name="+", null=True)
    netwerklid = models.ForeignKey(Netwerklid, on_delete=models.CASCADE, related_name="+", null=True)
    nummer = models.ForeignKey(Belnummer, on_delete=models.CASCADE, related_name="+", null=True)
    vast = models.CharField(max_length=14, choices=Vasteplek.choices, blank=True)
    tonen = models.BooleanField("op het blad")
    waarvoor = models.CharField("waarvoor", max_length=WAARVOOR_TEKENS, blank=True)

    class Meta:
        verbose_name = "regel van wie bel ik waarvoor"
        verbose_name_plural = "regels van wie bel ik waarvoor"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="belregel_van_een_bron", condition=van_een_bron()),
            models.UniqueConstraint(name="belregel_uniek", fields=["gezin", *BRONNEN, "vast"], nulls_distinct=False),
            models.CheckConstraint(
                name="belregel_waarvoor",
                condition=Q(tonen=False) | ~Q(waarvoor=""),
                violation_error_message="Schrijf waarvoor het gezin dit nummer belt.",
            ),
        ]

    def __str__(self) -> str:
        return f"Belregel {self.pk}"

    @property
    def sleutel(self) -> str:
        """ "netwerklid-12", "gezinsmanager"."""
        gevuld: list[Any] = [(bron, getattr(self, f"{bron}_id")) for bron in BRONNEN]
        return next((f"{bron}-{pk}" for bron, pk in gevuld if pk), self.vast)


__all__ = ["BRONNEN", "WAARVOOR_TEKENS", "Belnummer", "Belregel", "Vasteplek"]
