"""Gezinsplan: concept (one, editable) or vastgesteld (numbered, immutable), with and in the words of the family."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from gezinnen.models.gezin import Gezin
from gezinnen.models.planeisen import Gemis, ontbreekt
from gezinnen.models.planversie import (
    ConceptGewijzigd,
    PlanGeweigerd,
    PlanStatus,
    Planversie,
    PlanversieQuerySet,
    kopie,
    planregels,
)
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier, Naslag


class Leefgebied(models.Model):
    """Areas of life (domein.md section 1): data, the beheerder can change it."""

    toegang: ClassVar = Naslag()

    code = models.CharField("code", max_length=20, primary_key=True)
    naam = models.CharField("naam", max_length=80)
    volgorde = models.PositiveSmallIntegerField(default=0)
    actief = models.BooleanField(default=True)

    class Meta:
        verbose_name = "leefgebied"
        verbose_name_plural = "leefgebieden"
        ordering = ["volgorde", "naam"]

    def __str__(self) -> str:
        return self.naam


class GezinsplanQuerySet(PlanversieQuerySet["Gezinsplan"]):
    """See PlanversieQuerySet."""


@met_geschiedenis()
class Gezinsplan(Planversie):
    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen")
    onderwerp: ClassVar = "plan"
    zin_naam: ClassVar = "het gezinsplan"

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="gezinsplannen")
    stip = models.TextField(
        "stip op de horizon: hoe ziet het leven eruit als het goed gaat", max_length=6000, blank=True
    )
    aanleiding = models.TextField("waarom is er een plan nodig", max_length=6000, blank=True)
    taal = models.CharField("taal waarin het plan is besproken", max_length=60, blank=True)

    objects = GezinsplanQuerySet.as_manager()

    class Meta:
        verbose_name = "gezinsplan"
        verbose_name_plural = "gezinsplannen"
        constraints = planregels("plan", "het gezinsplan")

    def __str__(self) -> str:
        return f"Gezinsplan {self.pk}"

    def ontbreekt(self) -> list[Gemis]:
        return ontbreekt(self)

    def vul_concept(self) -> None:
        """Empty, or a copy of the plan in force. People who left stay behind; instemming is asked again."""
        vorige = self.gezin.gezinsplannen.geldend()
        if vorige is None:
            return
        self.stip, self.aanleiding, self.taal = vorige.stip, vorige.aanleiding, vorige.taal
        self.save(update_fields=["stip", "aanleiding", "taal"])
        behoeften = vorige.behoeften.filter(kind__in=self.gezin.leden.jeugdigen())
        for rij in [*vorige.onderwerpen.all(), *vorige.patronen.all(), *behoeften]:
            kopie(rij, plan_id=self.pk)
        for visie in vorige.visies.filter(gezinslid__in=self.gezin.leden.huidig()):
            kopie(visie, weglaten=("instemming", "op"), plan_id=self.pk)
        for resultaat in vorige.resultaten.prefetch_related("acties"):
            nieuw = kopie(resultaat, plan_id=self.pk, stam_id=resultaat.stam_of_zelf_id)
            for actie in resultaat.acties.all():
                kopie(actie, resultaat_id=nieuw.pk)


__all__ = [
    "ConceptGewijzigd",
    "Gezinsplan",
    "GezinsplanQuerySet",
    "Leefgebied",
    "PlanGeweigerd",
    "PlanStatus",
]
