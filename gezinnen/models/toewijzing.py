"""Who guides the family, and who watches it while it waits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from gezinnen.models.gezin import Begeleiding, Gezin
from ggw.organisatie.models import Basisteam, Medewerker
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier


class ToewijzingQuerySet(models.QuerySet["Toewijzing"]):
    def lopend(self) -> ToewijzingQuerySet:
        """Who guides the family now: at most one per family."""
        return self.filter(tot__isnull=True).select_related("gezinsmanager", "basisteam")

    def geschiedenis(self) -> ToewijzingQuerySet:
        return self.select_related("gezinsmanager", "basisteam").order_by("-vanaf", "-id")


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

    objects = ToewijzingQuerySet.as_manager()

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

    def beeindig(self, op: date) -> None:
        """The last day of this gezinsmanager. Who comes after is the work of `gezinnen.toewijzen`."""
        self.tot = op
        self.save(update_fields=["tot"])


BLIK_DAGEN = 7
"""A waiting family is looked at every week (norm `wachtlijst_blik`)."""


class WachtplekQuerySet(models.QuerySet["Wachtplek"]):
    def lopend(self) -> WachtplekQuerySet:
        """Families that wait now: at most one row per family; the longest wait first."""
        return (
            self.filter(tot__isnull=True).select_related("gezin", "wachter", "basisteam").order_by("vanaf", "gezin_id")
        )


@met_geschiedenis()
class Wachtplek(models.Model):
    """A family that waits for a gezinsmanager, with a named wachter who looks weekly (source 002: waiting lists).

    `laatste_blik` is overwritten each week; what was seen in the weeks before stays in the history.
    """

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

    objects = WachtplekQuerySet.as_manager()

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

    @property
    def weken(self) -> int:
        """Whole weeks of waiting."""
        return (timezone.localdate() - self.vanaf).days // 7

    @property
    def blik_uiterlijk(self) -> date:
        """The day on which somebody must have looked again; the first time counted from the start of the wait."""
        return (self.laatste_blik_op or self.vanaf) + timedelta(days=BLIK_DAGEN)

    @property
    def blik_tekst(self) -> str:
        """When somebody looked last, as people say it."""
        if self.laatste_blik_op is None:
            return "nog niet bekeken"
        dagen = (timezone.localdate() - self.laatste_blik_op).days
        return "vandaag" if dagen == 0 else "gisteren" if dagen == 1 else f"{dagen} dagen geleden"

    @property
    def blik_te_laat(self) -> bool:
        return timezone.localdate() > self.blik_uiterlijk

    @property
    def eerdere_blikken(self) -> list[tuple[date, str]]:
        """What was seen before the last look, newest first: the day and the text."""
        gebeurd = apps.get_model("gezinnen", "WachtplekEvent")._default_manager.filter(pgh_obj=self.pk)
        rijen = gebeurd.filter(laatste_blik_op__isnull=False).order_by("pgh_id")
        blikken: dict[tuple[date, str], None] = dict.fromkeys(rijen.values_list("laatste_blik_op", "laatste_blik"))
        return [blik for blik in reversed(blikken) if blik != (self.laatste_blik_op, self.laatste_blik)]

    def leg_blik_vast(self, tekst: str, *, op: date) -> None:
        """What the wachter saw last; the marks are in Veiligheidsmeting."""
        self.laatste_blik, self.laatste_blik_op = tekst, op
        self.save(update_fields=["laatste_blik", "laatste_blik_op"])

    def beeindig(self, op: date) -> None:
        self.tot = op
        self.save(update_fields=["tot"])
