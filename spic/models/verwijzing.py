"""Verwijzing: a referral of a family to a hoofdaannemer; Pakket: what the provider receives, frozen (toegang.md, Partners)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.models import Gezin
from ggw.organisatie.models import Aanbieder, Medewerker
from ggw.toegang.verklaring import Dossier


class VerwijzingStatus(models.TextChoices):
    VERZONDEN = "verzonden", "Verzonden"
    AANVAARD = "aanvaard", "Aanvaard"
    LOOPT = "loopt", "Hulp loopt"
    GEWEIGERD = "geweigerd", "Geweigerd"
    BEEINDIGD = "beeindigd", "Beëindigd"


OPEN = frozenset({VerwijzingStatus.VERZONDEN, VerwijzingStatus.AANVAARD})
"""Help has not started yet: the zorgbemiddelaar looks along (domein.md, section 5)."""
LOPEND = OPEN | {VerwijzingStatus.LOOPT}


class VerwijzingQuerySet(models.QuerySet["Verwijzing"]):
    def lopend(self) -> VerwijzingQuerySet:
        return self.filter(status__in=LOPEND)


class Verwijzing(models.Model):
    """A referral. What the provider may read is not this row but the Pakket that was frozen at sending."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen", poort="lezen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="verwijzingen")
    aanbieder = models.ForeignKey(
        Aanbieder, verbose_name="aanbieder", on_delete=models.PROTECT, related_name="verwijzingen"
    )
    hulpvraag = models.CharField("welke hulp is nodig", max_length=200)
    status = models.CharField(
        "status", max_length=20, choices=VerwijzingStatus.choices, default=VerwijzingStatus.VERZONDEN
    )
    hulpverlener = models.ForeignKey(
        Medewerker,
        verbose_name="hulpverlener",
        on_delete=models.PROTECT,
        related_name="verwijzingen",
        db_constraint=False,
        null=True,
        blank=True,
    )
    verzonden_op = models.DateField("verzonden op", default=timezone.localdate)
    beeindigd_op = models.DateField("beëindigd op", null=True, blank=True)
    door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )

    objects = VerwijzingQuerySet.as_manager()

    class Meta:
        verbose_name = "verwijzing"
        verbose_name_plural = "verwijzingen"
        ordering = ["-verzonden_op", "-id"]
        indexes = [
            models.Index(fields=["aanbieder", "status"], name="verwijzing_van_aanbieder"),
            models.Index(fields=["hulpverlener"], name="verwijzing_van_hulpverlener"),
        ]
        constraints = [
            models.CheckConstraint(name="verwijzing_status_geldig", condition=Q(status__in=VerwijzingStatus.values)),
            models.CheckConstraint(
                name="verwijzing_einde",
                condition=Q(status__in=["geweigerd", "beeindigd"], beeindigd_op__isnull=False)
                | (Q(beeindigd_op__isnull=True) & ~Q(status__in=["geweigerd", "beeindigd"])),
            ),
            models.CheckConstraint(
                name="verwijzing_periode",
                condition=Q(beeindigd_op__isnull=True) | Q(beeindigd_op__gte=F("verzonden_op")),
                violation_error_message="De einddatum ligt voor de dag van verzenden.",
            ),
        ]

    def __str__(self) -> str:
        return f"Verwijzing {self.pk}"


class Pakket(models.Model):
    """What one provider receives with a referral: chosen members and parts of the plan, as they were at that moment.

    Never changed: more or other information is a new version. `sha256` is of `inhoud` as it is written out (sorted keys).
    """

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen", poort="lezen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="pakketten")
    verwijzing = models.ForeignKey(Verwijzing, on_delete=models.CASCADE, related_name="pakketten")
    aanbieder = models.ForeignKey(Aanbieder, on_delete=models.PROTECT, related_name="pakketten")
    versie = models.PositiveSmallIntegerField("versie", default=1)
    inhoud = models.JSONField("inhoud")
    sha256 = models.CharField("SHA-256", max_length=64)
    gemaakt_op = models.DateTimeField(db_default=Now(), editable=False)
    door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )

    class Meta:
        verbose_name = "pakket"
        verbose_name_plural = "pakketten"
        ordering = ["-versie"]
        constraints = [
            models.UniqueConstraint(
                name="pakket_versie",
                fields=["verwijzing", "aanbieder", "versie"],
                violation_error_message="Deze versie van het pakket is er al.",
            ),
            models.CheckConstraint(name="pakket_versie_vanaf_1", condition=Q(versie__gte=1)),
        ]

    def __str__(self) -> str:
        return f"Pakket {self.pk}"
