"""Psychische problemen of a parent: only that they are there, since when and who says so. Whether there is contact with the GGZ follows
from the help (source 004: in 70 % of such families there was none)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.models import Gebeurtenis, Gezin, Gezinslid
from ggw.organisatie.models import Medewerker
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier
from spic.models.hulp import HulpGeweigerd


class Zegsman(models.TextChoices):
    """A fact and who says it stand apart (Jeugdwet 3.3)."""

    OUDER = "ouder", "De ouder zelf"
    BEHANDELAAR = "behandelaar", "Een behandelaar of de huisarts"
    NETWERK = "netwerk", "Iemand uit het gezin of het netwerk"
    GEZINSMANAGER = "gezinsmanager", "Wij zien het zelf"


class GgzContact(models.TextChoices):
    """What the help without a SPIC says of one parent, on one day."""

    CONTACT = "contact", "Contact met de GGZ"
    WACHT = "wacht", "Aangemeld, wacht nog"
    ZONDER = "zonder", "Geen contact met de GGZ"


class PsychischeProblemenQuerySet(models.QuerySet["PsychischeProblemen"]):
    def lopend(self) -> PsychischeProblemenQuerySet:
        """Of parents who belong to the family today and live."""
        vandaag = timezone.localdate()
        in_gezin = Q(gezinslid__tot__isnull=True) | Q(gezinslid__tot__gte=vandaag)
        return self.filter(in_gezin, voorbij_op__isnull=True, gezinslid__overleden_op__isnull=True)


@met_geschiedenis()
class PsychischeProblemen(models.Model):
    """One parent, from the day it is known. No diagnosis: that is with the GGZ. `voorbij_op` is the first day without."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="psychische_problemen")
    gezinslid = models.ForeignKey(
        Gezinslid, verbose_name="welke ouder", on_delete=models.CASCADE, related_name="psychische_problemen"
    )
    sinds = models.DateField("sinds wanneer bekend")
    volgens = models.CharField("wie zegt dit", max_length=15, choices=Zegsman.choices)
    voorbij_op = models.DateField("voorbij sinds", null=True, editable=False)
    door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PsychischeProblemenQuerySet.as_manager()

    class Meta:
        verbose_name = "psychische problemen van een ouder"
        verbose_name_plural = "psychische problemen van ouders"
        ordering = ["sinds", "id"]
        constraints = [
            models.UniqueConstraint(
                name="psychisch_een_lopend",
                fields=["gezinslid"],
                condition=Q(voorbij_op__isnull=True),
                violation_error_message="Dit is voor deze ouder al vastgelegd.",
            ),
            models.CheckConstraint(
                name="psychisch_periode",
                condition=Q(voorbij_op__isnull=True) | Q(voorbij_op__gte=F("sinds")),
                violation_error_message="Het kan niet voorbij zijn voordat het bekend was.",
            ),
            models.CheckConstraint(name="psychisch_volgens_geldig", condition=Q(volgens__in=Zegsman.values)),
        ]

    def __str__(self) -> str:
        return f"Psychische problemen {self.pk}"

    def clean(self) -> None:
        if self.gezinslid_id and self.gezinslid.is_jeugdige:
            raise ValidationError({"gezinslid": "Kies een ouder of een andere opvoeder."})

    @transaction.atomic
    def is_voorbij(self, *, op: date, door_id: int) -> None:
        """HulpGeweigerd when a colleague was first, or when that day lies before it was known."""
        if op < self.sinds:
            raise HulpGeweigerd("Deze dag ligt voor de dag waarop het bekend werd.")
        open_ = PsychischeProblemen.objects.filter(pk=self.pk, voorbij_op__isnull=True)
        if not open_.update(voorbij_op=op):
            raise HulpGeweigerd("Een collega heeft dit intussen al gedaan.")
        Gebeurtenis.leg_vast(self.gezin, "hulp.ouder_voorbij", door_id=door_id)

    @transaction.atomic
    def was_vergissing(self, *, door_id: int) -> None:
        """It should not have been written: the row goes, the history keeps that it was there. HulpGeweigerd when a colleague was first."""
        weg, _ = PsychischeProblemen.objects.filter(pk=self.pk, voorbij_op__isnull=True).delete()
        if not weg:
            raise HulpGeweigerd("Een collega heeft dit intussen al gedaan.")
        Gebeurtenis.leg_vast(self.gezin, "hulp.ouder_vergissing", door_id=door_id)
