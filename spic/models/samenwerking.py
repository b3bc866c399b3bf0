"""What provider and gezinsmanager tell each other while a referral runs: progress, messages, and who was brought in."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils import timezone

from gezinnen.models import Gebeurtenis, Gezin, Resultaat
from ggw.organisatie.models import Aanbieder, Medewerker
from ggw.toegang.verklaring import Dossier
from spic.models.overgangen import LOPEND, Partij, VerwijzingGeweigerd
from spic.models.verwijzing import Verwijzing


class Voortgang(models.Model):
    """A sign of life about the help: in words, with a mark for one resultaat, and when the provider expects to be done.

    `bezoeken` is how many visits there were since the time before. Append-only; a correction is a new one.
    """

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen", poort="lezen toevoegen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    verwijzing = models.ForeignKey(Verwijzing, on_delete=models.CASCADE, related_name="voortgangen")
    resultaat = models.ForeignKey(
        Resultaat, verbose_name="resultaat", on_delete=models.PROTECT, related_name="voortgangen", null=True, blank=True
    )
    cijfer = models.PositiveSmallIntegerField(
        "cijfer (0-10)", null=True, blank=True, validators=[MaxValueValidator(10)]
    )
    woorden = models.TextField("hoe gaat het", max_length=4000)
    bezoeken = models.PositiveSmallIntegerField("aantal bezoeken sinds de vorige keer", null=True, blank=True)
    verwacht_einde = models.DateField("verwacht einde", null=True, blank=True)
    partij = models.CharField(max_length=20, choices=Partij.choices, default=Partij.AANBIEDER, editable=False)
    op = models.DateTimeField(default=timezone.now, editable=False)
    door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    sleutel = models.UUIDField(null=True, editable=False)

    class Meta:
        verbose_name = "voortgang"
        verbose_name_plural = "voortgang"
        ordering = ["-op", "-id"]
        indexes = [models.Index(fields=["verwijzing", "-op"], name="voortgang_laatste")]
        constraints = [
            models.UniqueConstraint(
                name="voortgang_een_keer",
                fields=["verwijzing", "resultaat", "sleutel"],
                nulls_distinct=False,
                condition=Q(sleutel__isnull=False),
                violation_error_message="Deze voortgang is al bewaard.",
            ),
            models.CheckConstraint(
                name="voortgang_cijfer",
                condition=Q(cijfer__isnull=True) | Q(cijfer__gte=0, cijfer__lte=10),
                violation_error_message="Een cijfer is 0 tot en met 10.",
            ),
            models.CheckConstraint(name="voortgang_partij", condition=Q(partij__in=Partij.values)),
        ]

    def __str__(self) -> str:
        return f"Voortgang {self.pk}"

    @transaction.atomic
    def leg_vast(self, *, door_id: int) -> None:
        """What the gezinsmanager heard from the provider. VerwijzingGeweigerd when the help is over, or this was written."""
        if self.verwijzing.status not in LOPEND:
            raise VerwijzingGeweigerd("Deze verwijzing is voorbij.")
        self.partij, self.door_id = Partij.GI, door_id
        try:
            with transaction.atomic():
                self.save(force_insert=True)
        except IntegrityError as fout:
            raise VerwijzingGeweigerd("Deze voortgang is al bewaard.") from fout
        if self.verwacht_einde:
            self.verwijzing.verwacht_einde = self.verwacht_einde
            self.verwijzing.save(update_fields=["verwacht_einde"])
        Gebeurtenis.leg_vast(self.gezin, "verwijzing.voortgang", door_id=door_id, onderwerp_id=self.verwijzing_id)


class VerwijzingBerichtQuerySet(models.QuerySet["VerwijzingBericht"]):
    def ongelezen_van(self, partij: str) -> VerwijzingBerichtQuerySet:
        """What the other side wrote and nobody of ours opened yet."""
        return self.filter(partij=partij, gelezen_op__isnull=True)


class VerwijzingBericht(models.Model):
    """A message about a referral, inside the product instead of mail."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen", poort="lezen toevoegen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    verwijzing = models.ForeignKey(Verwijzing, on_delete=models.CASCADE, related_name="berichten")
    tekst = models.TextField("bericht", max_length=4000)
    partij = models.CharField(max_length=20, choices=Partij.choices, editable=False)
    op = models.DateTimeField(default=timezone.now, editable=False)
    door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    gelezen_op = models.DateTimeField(null=True, editable=False)
    sleutel = models.UUIDField(null=True, editable=False)

    objects = VerwijzingBerichtQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht over een verwijzing"
        verbose_name_plural = "berichten over een verwijzing"
        ordering = ["op", "id"]
        constraints = [
            models.UniqueConstraint(
                name="verwijzingbericht_een_keer",
                fields=["verwijzing", "sleutel"],
                violation_error_message="Dit bericht is al verstuurd.",
            ),
            models.CheckConstraint(name="verwijzingbericht_partij", condition=Q(partij__in=Partij.values)),
        ]

    def __str__(self) -> str:
        return f"VerwijzingBericht {self.pk}"

    @transaction.atomic
    def verstuur(self, *, door_id: int) -> None:
        """To the provider. VerwijzingGeweigerd when the referral is over."""
        if self.verwijzing.status not in LOPEND:
            raise VerwijzingGeweigerd("Deze verwijzing is voorbij. De aanbieder leest geen berichten meer.")
        self.partij, self.door_id = Partij.GI, door_id
        self.save(force_insert=True)
        Gebeurtenis.leg_vast(self.gezin, "verwijzing.bericht", door_id=door_id, onderwerp_id=self.verwijzing_id)


class Onderaanneming(models.Model):
    """An onderaannemer that the hoofdaannemer brought in for a part of the help; it reads a package of its own, a subset."""

    toegang: ClassVar = Dossier(medewerker="lezen wijzigen", poort="lezen toevoegen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    verwijzing = models.ForeignKey(Verwijzing, on_delete=models.CASCADE, related_name="onderaannemingen")
    aanbieder = models.ForeignKey(
        Aanbieder, verbose_name="onderaannemer", on_delete=models.PROTECT, related_name="onderaannemingen"
    )
    wat = models.CharField("voor welk deel van de hulp", max_length=300)
    hulpverlener = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, null=True, blank=True
    )
    vanaf = models.DateField(default=timezone.localdate)
    tot = models.DateField(null=True, blank=True)
    door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    sleutel = models.UUIDField(null=True, editable=False)

    class Meta:
        verbose_name = "onderaanneming"
        verbose_name_plural = "onderaannemingen"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="onderaanneming_een_lopend", fields=["verwijzing", "aanbieder"], condition=Q(tot__isnull=True)
            ),
            models.UniqueConstraint(name="onderaanneming_een_keer", fields=["verwijzing", "sleutel"]),
            models.CheckConstraint(
                name="onderaanneming_periode", condition=Q(tot__isnull=True) | Q(tot__gte=F("vanaf"))
            ),
        ]

    def __str__(self) -> str:
        return f"Onderaanneming {self.pk}"

    @transaction.atomic
    def beeindig(self, op: date, *, door_id: int) -> None:
        """The onderaannemer reads on for 30 days and writes nothing more. VerwijzingGeweigerd when it was ended already."""
        laatste = max(op, self.vanaf)
        if not Onderaanneming.objects.filter(pk=self.pk, tot__isnull=True).update(tot=laatste):
            raise VerwijzingGeweigerd("Deze onderaannemer was al gestopt.")
        self.tot = laatste
        Gebeurtenis.leg_vast(self.gezin, "verwijzing.onder_gestopt", door_id=door_id, onderwerp_id=self.verwijzing_id)
