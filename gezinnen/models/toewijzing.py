"""Who guides the family, and who watches it while it waits."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from gezinnen.models.gezin import Begeleiding, Gezin
from ggw.organisatie.models import Basisteam, Medewerker
from ggw.toegang.verklaring import Dossier


class Toewijzing(models.Model):
    """One gezinsmanager and one basisteam for a family; at most one open. A move of the family leaves it alone."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen", poort="lezen toevoegen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="toewijzingen")
    begeleiding = models.ForeignKey(Begeleiding, on_delete=models.CASCADE, related_name="toewijzingen")
    gezinsmanager = models.ForeignKey(
        Medewerker,
        verbose_name="gezinsmanager",
        on_delete=models.PROTECT,
        related_name="toewijzingen",
        db_constraint=False,
    )
    basisteam = models.ForeignKey(
        Basisteam, verbose_name="basisteam", on_delete=models.PROTECT, related_name="toewijzingen"
    )
    vanaf = models.DateField("vanaf", default=timezone.localdate)
    tot = models.DateField("tot", null=True, blank=True)
    reden = models.CharField("reden van de overdracht", max_length=300, blank=True)
    door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False, null=True
    )

    class Meta:
        verbose_name = "toewijzing"
        verbose_name_plural = "toewijzingen"
        ordering = ["-vanaf", "-id"]
        indexes = [
            models.Index(fields=["gezinsmanager"], condition=Q(tot__isnull=True), name="toewijzing_van_wie"),
            models.Index(fields=["basisteam"], condition=Q(tot__isnull=True), name="toewijzing_van_team"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="een_gezinsmanager_per_gezin",
                fields=["gezin"],
                condition=Q(tot__isnull=True),
                violation_error_message="Dit gezin heeft al een gezinsmanager.",
            ),
            models.CheckConstraint(
                name="toewijzing_periode",
                condition=Q(tot__isnull=True) | Q(tot__gte=F("vanaf")),
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]

    def __str__(self) -> str:
        return f"Toewijzing {self.pk}"


class Wachtplek(models.Model):
    """A family that waits for a gezinsmanager, with a named wachter who looks weekly (source 002: waiting lists)."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen", poort="lezen toevoegen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="wachtplekken")
    begeleiding = models.ForeignKey(Begeleiding, on_delete=models.CASCADE, related_name="wachtplekken")
    wachter = models.ForeignKey(
        Medewerker, verbose_name="wachter", on_delete=models.PROTECT, related_name="wachtplekken", db_constraint=False
    )
    basisteam = models.ForeignKey(
        Basisteam, verbose_name="basisteam", on_delete=models.PROTECT, related_name="wachtplekken"
    )
    vanaf = models.DateField("wacht sinds", default=timezone.localdate)
    tot = models.DateField("tot", null=True, blank=True)
    laatste_blik_op = models.DateField("laatst bekeken op", null=True, blank=True)
    laatste_blik = models.TextField("wat zag u bij de laatste blik", max_length=4000, blank=True)

    class Meta:
        verbose_name = "wachtplek"
        verbose_name_plural = "wachtplekken"
        ordering = ["vanaf", "id"]
        indexes = [
            models.Index(fields=["wachter"], condition=Q(tot__isnull=True), name="wachtplek_van_wie"),
            models.Index(fields=["basisteam"], condition=Q(tot__isnull=True), name="wachtplek_van_team"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="een_wachtplek_per_gezin",
                fields=["gezin"],
                condition=Q(tot__isnull=True),
                violation_error_message="Dit gezin staat al op de wachtlijst.",
            ),
            models.CheckConstraint(name="wachtplek_periode", condition=Q(tot__isnull=True) | Q(tot__gte=F("vanaf"))),
        ]

    def __str__(self) -> str:
        return f"Wachtplek {self.pk}"
