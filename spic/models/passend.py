"""Does the help fit what was needed, and does it come as often as agreed: for a referral and for other help alike."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.models import Gebeurtenis, Gezin
from ggw.organisatie.models import Medewerker
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier
from spic.models.hulp import AndereHulp, BezoekenPer
from spic.models.verwijzing import Verwijzing

VAN_EEN = Q(hulp__isnull=False, verwijzing__isnull=True) | Q(hulp__isnull=True, verwijzing__isnull=False)
"""A row is about other help or about a referral."""


class Pasmoment(models.TextChoices):
    START = "start", "Bij de start"
    TUSSEN = "tussen", "Onderweg"
    EINDE = "einde", "Aan het einde"


class Pasoordeel(models.TextChoices):
    JA = "ja", "Ja"
    DEELS = "deels", "Deels"
    NEE = "nee", "Nee"


class PassendheidQuerySet(models.QuerySet["Passendheid"]):
    def geldend(self) -> PassendheidQuerySet:
        """Of each help the newest judgement."""
        later = Passendheid.objects.filter(
            Q(op__gt=models.OuterRef("op")) | Q(op=models.OuterRef("op"), pk__gt=models.OuterRef("pk")),
            Q(hulp=models.OuterRef("hulp")) | Q(verwijzing=models.OuterRef("verwijzing")),
        )
        return self.filter(~models.Exists(later))

    @transaction.atomic
    def oordeel(self, gezin: Gezin, *, door_id: int, **velden: Any) -> Passendheid:
        """Write one judgement; ValidationError when it does not hold."""
        rij = Passendheid(gezin=gezin, door_id=door_id, **velden)
        rij.full_clean()
        rij.save(force_insert=True)
        rij.meld(door_id=door_id)
        return rij


@met_geschiedenis()
class Passendheid(models.Model):
    """On a day: what was needed, what was given, and whether that fits. Append-only: a new judgement comes beside the old one."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen", poort="lezen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="passendheid")
    hulp = models.ForeignKey(
        AndereHulp, on_delete=models.CASCADE, related_name="passendheid", null=True, editable=False
    )
    verwijzing = models.ForeignKey(
        Verwijzing, on_delete=models.CASCADE, related_name="passendheid", null=True, editable=False
    )
    moment = models.CharField("wanneer kijkt u", max_length=6, choices=Pasmoment.choices)
    op = models.DateField("op welke dag", default=timezone.localdate)
    nodig = models.CharField("wat was er nodig", max_length=300)
    gegeven = models.CharField("wat kwam er", max_length=300)
    oordeel = models.CharField("past het", max_length=5, choices=Pasoordeel.choices)
    reden = models.CharField("waarom niet of deels", max_length=500, blank=True)
    sleutel = models.UUIDField(editable=False)
    door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PassendheidQuerySet.as_manager()

    class Meta:
        verbose_name = "oordeel over passende hulp"
        verbose_name_plural = "oordelen over passende hulp"
        ordering = ["-op", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="passendheid_een_keer",
                fields=["gezin", "sleutel"],
                violation_error_message="Dit oordeel staat er al.",
            ),
            models.CheckConstraint(name="passendheid_van_een", condition=VAN_EEN),
            models.CheckConstraint(
                name="passendheid_geldig",
                condition=Q(moment__in=Pasmoment.values, oordeel__in=Pasoordeel.values),
            ),
            models.CheckConstraint(
                name="passendheid_met_reden",
                condition=Q(oordeel=Pasoordeel.JA) | ~Q(reden=""),
                violation_error_message="Schrijf op waarom het niet of maar deels past.",
            ),
        ]

    def __str__(self) -> str:
        return f"Passendheid {self.pk}"

    def meld(self, *, door_id: int) -> None:
        Gebeurtenis.leg_vast(
            self.gezin,
            "passendheid.beoordeeld",
            door_id=door_id,
            onderwerp_id=self.hulp_id or self.verwijzing_id,
            oordeel=self.oordeel,
            van="hulp" if self.hulp_id else "verwijzing",
        )


class Bezoekbron(models.TextChoices):
    GEZINSMANAGER = "gezinsmanager", "Gezinsmanager"
    AANBIEDER = "aanbieder", "Aanbieder"


@met_geschiedenis()
class Bezoekmaand(models.Model):
    """Visits in one month: what was agreed then, and what came. `maand` is the first day of the month."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="bezoekmaanden")
    hulp = models.ForeignKey(
        AndereHulp, on_delete=models.CASCADE, related_name="bezoekmaanden", null=True, editable=False
    )
    verwijzing = models.ForeignKey(
        Verwijzing, on_delete=models.CASCADE, related_name="bezoekmaanden", null=True, editable=False
    )
    maand = models.DateField("maand")
    afgesproken = models.PositiveSmallIntegerField("afgesproken bezoeken", validators=[MaxValueValidator(310)])
    geleverd = models.PositiveSmallIntegerField("geleverde bezoeken", validators=[MaxValueValidator(310)])
    toelichting = models.CharField("waardoor verschilt het", max_length=200, blank=True)
    bron = models.CharField(max_length=14, choices=Bezoekbron.choices, default=Bezoekbron.GEZINSMANAGER, editable=False)
    door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )

    class Meta:
        verbose_name = "bezoeken in een maand"
        verbose_name_plural = "bezoeken per maand"
        ordering = ["-maand", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="bezoekmaand_hulp",
                fields=["hulp", "maand"],
                violation_error_message="De bezoeken van deze maand staan er al. Verander die regel.",
            ),
            models.UniqueConstraint(
                name="bezoekmaand_verwijzing",
                fields=["verwijzing", "maand"],
                violation_error_message="De bezoeken van deze maand staan er al. Verander die regel.",
            ),
            models.CheckConstraint(name="bezoekmaand_van_een", condition=VAN_EEN),
            models.CheckConstraint(name="bezoekmaand_eerste_dag", condition=Q(maand__day=1)),
            models.CheckConstraint(name="bezoekmaand_bron_geldig", condition=Q(bron__in=Bezoekbron.values)),
        ]

    def __str__(self) -> str:
        return f"Bezoekmaand {self.pk}"

    @property
    def te_weinig(self) -> int:
        return max(self.afgesproken - self.geleverd, 0)


def afgesproken_in(hulp: AndereHulp, maand: date) -> int | None:
    """Visits that were agreed for the days of this month on which the help ran; None when nothing was agreed."""
    if not hulp.bezoeken or not hulp.gestart_op:
        return None
    volgende = (maand.replace(day=28) + timedelta(days=4)).replace(day=1)
    begin = max(maand, hulp.gestart_op)
    eind = min(volgende, hulp.beeindigd_op + timedelta(days=1)) if hulp.beeindigd_op else volgende
    dagen = max((eind - begin).days, 0)
    per_dag = 1 / 7 if hulp.bezoeken_per == BezoekenPer.WEEK else 1 / (volgende - maand).days
    return round(hulp.bezoeken * dagen * per_dag)


__all__ = [
    "Bezoekbron",
    "Bezoekmaand",
    "Pasmoment",
    "Pasoordeel",
    "Passendheid",
    "afgesproken_in",
]
