"""Where a child stays: kinds of stay and the stays themselves, also at home."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from gezinnen.models.gezin import Gebeurtenis, Gezin
from gezinnen.models.leden import Gezinslid
from gezinnen.models.maatregelen import Machtiging
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier, Naslag

HELE_WEEK = 7
MEESTE_NACHTEN = 4


class Verblijfsoort(models.Model):
    """Kinds of stay: example list of our own, the beheerder can change it."""

    toegang: ClassVar = Naslag()

    code = models.CharField("code", max_length=20, primary_key=True)
    naam = models.CharField("naam", max_length=80)
    uit_huis = models.BooleanField("niet thuis", default=False)

    class Meta:
        verbose_name = "soort verblijf"
        verbose_name_plural = "soorten verblijf"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class VerblijfQuerySet(models.QuerySet["Verblijf"]):
    def lopend_op(self, dag: date) -> VerblijfQuerySet:
        return self.filter(Q(tot__isnull=True) | Q(tot__gte=dag), vanaf__lte=dag)


@met_geschiedenis()
class Verblijf(models.Model):
    """Where a child lives or stays, also at home; several at once are possible (nights a week)."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="verblijven")
    kind = models.ForeignKey(Gezinslid, verbose_name="kind", on_delete=models.CASCADE, related_name="verblijven")
    soort = models.ForeignKey(Verblijfsoort, verbose_name="soort verblijf", on_delete=models.PROTECT, related_name="+")
    waar = models.CharField("waar of bij wie", max_length=160, help_text="Bijvoorbeeld: bij oma. Geen adres.")
    nachten = models.PositiveSmallIntegerField("nachten per week", default=7)
    vanaf = models.DateField("vanaf")
    tot = models.DateField("tot en met", null=True, blank=True)
    machtiging = models.ForeignKey(
        Machtiging,
        verbose_name="op grond van machtiging",
        on_delete=models.SET_NULL,
        related_name="verblijven",
        null=True,
        blank=True,
    )
    reden = models.CharField("waarom verhuist het kind", max_length=300, blank=True)

    objects = VerblijfQuerySet.as_manager()

    class Meta:
        verbose_name = "verblijf"
        verbose_name_plural = "verblijven"
        ordering = ["-vanaf", "-id"]
        constraints = [
            models.CheckConstraint(
                name="verblijf_nachten",
                condition=Q(nachten__gte=0, nachten__lte=7),
                violation_error_message="Een week heeft 0 tot 7 nachten.",
            ),
            models.CheckConstraint(
                name="verblijf_periode",
                condition=Q(tot__isnull=True) | Q(tot__gte=F("vanaf")),
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]

    def __str__(self) -> str:
        return f"Verblijf {self.pk}"

    @property
    def loopt(self) -> bool:
        vandaag = timezone.localdate()
        return self.vanaf <= vandaag and (self.tot is None or self.tot >= vandaag)

    @property
    def is_hoofdverblijf(self) -> bool:
        """Most nights of the week: a change of it is a move."""
        return self.nachten >= MEESTE_NACHTEN

    def nachten_tot_nu(self) -> float:
        """Nights spent here until today."""
        einde = min(self.tot or date.max, timezone.localdate())
        return max(0, (einde - self.vanaf).days + 1) * self.nachten / HELE_WEEK

    @transaction.atomic
    def volg_op(self, *, einde_vorige: bool, door_id: int) -> None:
        """What a new stay means for the rest: it carries out its machtiging, and with `einde_vorige` the stays for whole
        weeks that still ran end the day before. Stays for some nights (a weekend with grandmother) go on."""
        machtiging = self.machtiging
        if machtiging is not None and machtiging.uitgevoerd_op is None and self.soort.uit_huis:
            machtiging.voer_uit(self.vanaf, door_id=door_id)
        if not einde_vorige or self.nachten != HELE_WEEK:
            return
        vorige = Verblijf.objects.filter(kind=self.kind, nachten=HELE_WEEK, vanaf__lt=self.vanaf).lopend_op(self.vanaf)
        for verblijf in vorige.exclude(pk=self.pk):
            verblijf.tot = self.vanaf - timedelta(days=1)
            verblijf.save(update_fields=["tot"])
            Gebeurtenis.leg_vast(self.gezin, "verblijf.beeindigd", door_id=door_id, onderwerp_id=verblijf.pk)
