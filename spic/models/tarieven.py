"""What help costs: tariffs per combination, for everybody or for one provider, and the yearly budget of a family."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from ggw.organisatie.models import Aanbieder
from ggw.toegang.verklaring import Naslag
from spic.models.catalogus import PERIODE, GeldigQuerySet, Periode, Spic, Stelsel, alleen, periode_klopt


class Tariefeenheid(models.TextChoices):
    MAAND = "maand", "per maand"
    WEEK = "week", "per week"
    TRAJECT = "traject", "per traject"


class TariefQuerySet(GeldigQuerySet["Tarief"]):
    def met_spic(self) -> TariefQuerySet:
        delen = ("spic__stelsel", "spic__segment", "spic__profiel", "spic__intensiteit")
        volgorde = ("spic__segment__volgorde", "spic__profiel__volgorde", "spic__intensiteit__volgorde", "geldig_vanaf")
        return self.select_related("aanbieder", *delen).order_by(*volgorde)


class Tarief(Periode):
    """The price of a combination. The tariff of one provider goes before that for all (`aanbieder` empty).

    When the combination gets a new version with the same code, its tariffs end and go on under the new one; when it ends without
    one, they stay open for help that still runs.
    """

    toegang: ClassVar = Naslag()

    spic = models.ForeignKey(Spic, on_delete=models.PROTECT, related_name="tarieven")
    aanbieder = models.ForeignKey(Aanbieder, on_delete=models.PROTECT, related_name="tarieven", null=True, blank=True)
    bedrag = models.DecimalField(
        "bedrag", max_digits=10, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    eenheid = models.CharField("eenheid", max_length=10, choices=Tariefeenheid.choices)

    objects = TariefQuerySet.as_manager()

    class Meta:
        verbose_name = "tarief"
        verbose_name_plural = "tarieven"
        ordering = ["spic", "aanbieder__naam", "geldig_vanaf"]
        constraints = [
            ExclusionConstraint(
                name="tarief_een_per_periode",
                expressions=[
                    (alleen("spic"), RangeOperators.OVERLAPS),
                    (alleen(Coalesce("aanbieder", 0)), RangeOperators.OVERLAPS),
                    (PERIODE, RangeOperators.OVERLAPS),
                ],
                violation_error_message="In deze periode is er al een tarief.",
            ),
            models.CheckConstraint(name="tarief_eenheid_geldig", condition=Q(eenheid__in=Tariefeenheid.values)),
            models.CheckConstraint(
                name="tarief_bedrag_positief",
                condition=Q(bedrag__gt=0),
                violation_error_message="Het bedrag is meer dan 0.",
            ),
            periode_klopt("tarief_periode"),
        ]

    def __str__(self) -> str:
        return f"Tarief {self.pk}"


class GezinsbudgetQuerySet(GeldigQuerySet["Gezinsbudget"]):
    pass


class Gezinsbudget(Periode):
    """What one family may cost in a year, to hold the expected costs against."""

    toegang: ClassVar = Naslag()

    stelsel = models.ForeignKey(Stelsel, on_delete=models.PROTECT, related_name="budgetten")
    bedrag = models.DecimalField(
        "bedrag per gezin per jaar", max_digits=10, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    bron = models.CharField("bron", max_length=200)

    objects = GezinsbudgetQuerySet.as_manager()

    class Meta:
        verbose_name = "budget per gezin"
        verbose_name_plural = "budgetten per gezin"
        ordering = ["stelsel", "geldig_vanaf"]
        constraints = [
            ExclusionConstraint(
                name="gezinsbudget_een_per_periode",
                expressions=[(alleen("stelsel"), RangeOperators.OVERLAPS), (PERIODE, RangeOperators.OVERLAPS)],
                violation_error_message="In deze periode is er al een budget.",
            ),
            models.CheckConstraint(
                name="gezinsbudget_positief",
                condition=Q(bedrag__gt=0),
                violation_error_message="Het bedrag is meer dan 0.",
            ),
            periode_klopt("gezinsbudget_periode"),
        ]

    def __str__(self) -> str:
        return f"Budget {self.pk}"
