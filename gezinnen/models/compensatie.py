"""Compensatie: the gezinsmanager does what another should do. Each period is kept, and looked at in every uitvoerdersoverleg."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from gezinnen.models.gezin import Gebeurtenis, Gezin
from gezinnen.models.gezinsplan import Gezinsplan
from gezinnen.models.plan import Resultaat, ResultaatStatus
from gezinnen.models.uitvoerdersoverleg import Uitvoerdersoverleg
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier


class CompensatieQuerySet(models.QuerySet["Compensatie"]):
    def lopend(self) -> CompensatieQuerySet:
        return self.filter(tot__isnull=True).order_by("sinds", "id")

    @transaction.atomic
    def volg(self, resultaat: Resultaat, *, door_id: int, reden: str = "", tot: date | None = None) -> None:
        """Open, move or close the period as `gm_sinds` of this resultaat says; `tot` is the last day when it ends (default today)."""
        stam_id = resultaat.stam_of_zelf_id
        open_ = Compensatie.objects.select_for_update().filter(stam_id=stam_id, tot__isnull=True).first()
        sinds = resultaat.gm_sinds if resultaat.status == ResultaatStatus.LOOPT else None
        if open_ and sinds is None:
            open_.beeindig(tot or timezone.localdate(), door_id=door_id)
        elif open_ and sinds:
            open_.wijzig(sinds=sinds, hoort=resultaat.wie_hoort, reden=reden or open_.reden)
        elif sinds:
            rij = Compensatie.objects.create(
                gezin_id=resultaat.gezin_id, stam_id=stam_id, hoort=resultaat.wie_hoort, sinds=sinds, reden=reden
            )
            Gebeurtenis.leg_vast(resultaat.gezin, "compensatie.begonnen", door_id=door_id, onderwerp_id=rij.pk)

    @transaction.atomic
    def volg_plan(self, plan: Gezinsplan, *, door_id: int) -> None:
        """A plan was fixed: follow all its resultaten; what is not in it any more, nobody does any more."""
        resultaten = list(plan.resultaten.select_related("gezin"))
        for resultaat in resultaten:
            self.volg(resultaat, door_id=door_id)
        stammen = {resultaat.stam_of_zelf_id for resultaat in resultaten}
        for rij in Compensatie.objects.filter(gezin_id=plan.gezin_id).lopend().exclude(stam__in=stammen):
            rij.beeindig(timezone.localdate(), door_id=door_id)


@met_geschiedenis()
class Compensatie(models.Model):
    """One period in which the gezinsmanager stood in for `hoort`, for one resultaat. Opened and closed with `gm_sinds`."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="compensaties")
    stam = models.ForeignKey(Resultaat, on_delete=models.RESTRICT, related_name="compensaties")
    hoort = models.CharField("wie zou dit moeten doen", max_length=160)
    sinds = models.DateField("gezinsmanager neemt waar sinds")
    tot = models.DateField("tot en met", null=True, blank=True)
    reden = models.CharField("waarom neemt u waar", max_length=300, blank=True)

    objects = CompensatieQuerySet.as_manager()

    class Meta:
        verbose_name = "compensatie"
        verbose_name_plural = "compensaties"
        ordering = ["-sinds", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="compensatie_een_open",
                fields=["stam"],
                condition=Q(tot__isnull=True),
                violation_error_message="Voor dit resultaat staat al dat de gezinsmanager waarneemt.",
            ),
            models.CheckConstraint(name="compensatie_periode", condition=Q(tot__isnull=True) | Q(tot__gte=F("sinds"))),
        ]

    def __str__(self) -> str:
        return f"Compensatie {self.pk}"

    @property
    def weken(self) -> int:
        """Whole weeks so far, or in all."""
        return ((self.tot or timezone.localdate()) - self.sinds).days // 7

    def wijzig(self, *, sinds: date, hoort: str, reden: str) -> None:
        if (sinds, hoort, reden) != (self.sinds, self.hoort, self.reden):
            self.sinds, self.hoort, self.reden = sinds, hoort, reden
            self.save(update_fields=["sinds", "hoort", "reden"])

    def beeindig(self, op: date, *, door_id: int) -> None:
        """The last day; never before the first one."""
        self.tot = max(op, self.sinds)
        self.save(update_fields=["tot"])
        Gebeurtenis.leg_vast(self.gezin, "compensatie.beeindigd", door_id=door_id, onderwerp_id=self.pk)


class Oordeel(models.TextChoices):
    LOOPT_DOOR = "loopt_door", "Loopt door"
    OVERGENOMEN = "overgenomen", "Overgenomen"


@met_geschiedenis()
class Compensatiebeoordeling(models.Model):
    """What an uitvoerdersoverleg said of a compensatie: it goes on, or another took it over."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    compensatie = models.ForeignKey(Compensatie, on_delete=models.CASCADE, related_name="beoordelingen")
    overleg = models.ForeignKey(Uitvoerdersoverleg, on_delete=models.CASCADE, related_name="compensaties")
    oordeel = models.CharField("hoe gaat het verder", max_length=12, choices=Oordeel.choices)
    woorden = models.TextField("wat is er afgesproken", max_length=1000, blank=True)

    class Meta:
        verbose_name = "beoordeling van een compensatie"
        verbose_name_plural = "beoordelingen van een compensatie"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="compensatiebeoordeling_uniek", fields=["compensatie", "overleg"]),
            models.CheckConstraint(name="compensatiebeoordeling_geldig", condition=Q(oordeel__in=Oordeel.values)),
        ]

    def __str__(self) -> str:
        return f"Compensatiebeoordeling {self.pk}"


__all__ = ["Compensatie", "Compensatiebeoordeling", "Oordeel"]
