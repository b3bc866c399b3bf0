"""What belongs to a referral: for which child with which SPIC, on which resultaten it works, and each step that was taken."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from gezinnen.models import Gezin, Gezinslid, Resultaat
from ggw.organisatie.models import Medewerker
from ggw.toegang.verklaring import Dossier
from spic.models.catalogus import Spic
from spic.models.overgangen import Partij, VerwijzingStatus
from spic.models.verwijzing import Verwijzing


class VerwijzingKind(models.Model):
    """For which child, with which SPIC: the profile concerns the family, the tariff the child (domein.md, section 3)."""

    toegang: ClassVar = Dossier(poort="lezen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    verwijzing = models.ForeignKey(Verwijzing, on_delete=models.CASCADE, related_name="kinderen")
    kind = models.ForeignKey(Gezinslid, verbose_name="kind", on_delete=models.PROTECT, related_name="verwijzingen")
    spic = models.ForeignKey(Spic, verbose_name="SPIC", on_delete=models.PROTECT, related_name="verwijzingen")

    class Meta:
        verbose_name = "kind in een verwijzing"
        verbose_name_plural = "kinderen in een verwijzing"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="verwijzingkind_uniek",
                fields=["verwijzing", "kind"],
                violation_error_message="Dit kind staat al in de verwijzing.",
            )
        ]

    def __str__(self) -> str:
        return f"VerwijzingKind {self.pk}"


class VerwijzingResultaat(models.Model):
    """Which resultaat (its stam) this help works on, in the words of the moment of sending."""

    toegang: ClassVar = Dossier(poort="lezen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    verwijzing = models.ForeignKey(Verwijzing, on_delete=models.CASCADE, related_name="resultaten")
    resultaat = models.ForeignKey(Resultaat, on_delete=models.PROTECT, related_name="verwijzingen")
    wat = models.TextField("resultaat", max_length=2000)

    class Meta:
        verbose_name = "resultaat van een verwijzing"
        verbose_name_plural = "resultaten van een verwijzing"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="verwijzingresultaat_uniek", fields=["verwijzing", "resultaat"])]

    def __str__(self) -> str:
        return f"VerwijzingResultaat {self.pk}"


class Verwijzingstap(models.Model):
    """One step: who, when, why, from where to where. Append-only: nobody has the right to change or remove one."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen", systeem="lezen toevoegen", poort="lezen toevoegen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    verwijzing = models.ForeignKey(Verwijzing, on_delete=models.CASCADE, related_name="stappen")
    van = models.CharField(max_length=20, choices=VerwijzingStatus.choices)
    naar = models.CharField(max_length=20, choices=VerwijzingStatus.choices)
    partij = models.CharField(max_length=20, choices=Partij.choices, default=Partij.GI)
    code = models.CharField(max_length=20, blank=True)
    reden = models.TextField(max_length=4000, blank=True)
    dag = models.DateField(null=True)
    op = models.DateTimeField(default=timezone.now)
    door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    sleutel = models.UUIDField(null=True)

    class Meta:
        verbose_name = "stap van een verwijzing"
        verbose_name_plural = "stappen van een verwijzing"
        ordering = ["op", "id"]
        constraints = [
            models.UniqueConstraint(name="verwijzingstap_een_keer", fields=["verwijzing", "sleutel"]),
            models.CheckConstraint(
                name="verwijzingstap_geldig",
                condition=Q(van__in=VerwijzingStatus.values, naar__in=VerwijzingStatus.values),
            ),
            models.CheckConstraint(
                name="verwijzingstap_waarom",
                condition=~Q(naar__in=["geweigerd", "ingetrokken", "stagnatie"]) | ~Q(reden=""),
                violation_error_message="Schrijf waarom.",
            ),
        ]

    def __str__(self) -> str:
        return f"Verwijzingstap {self.pk}"
