"""Pakket: what a provider receives with a referral, frozen (toegang.md, Partners)."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any, ClassVar

from django.db import IntegrityError, models, transaction
from django.db.models import Max, Q
from django.db.models.functions import Now

from gezinnen.models import Gebeurtenis, Gezin
from ggw.organisatie.models import Aanbieder, Medewerker
from ggw.toegang.verklaring import Dossier
from spic.models.overgangen import LOPEND, VerwijzingGeweigerd, VerwijzingStatus
from spic.models.verwijzing import Verwijzing


def afdruk(inhoud: dict[str, Any]) -> str:
    """SHA-256 of what is shared, written out with sorted keys."""
    return sha256(json.dumps(inhoud, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class PakketQuerySet(models.QuerySet["Pakket"]):
    def nieuwste(self, verwijzing: Verwijzing) -> Pakket | None:
        """What the hoofdaannemer of this referral reads now."""
        return self.filter(verwijzing=verwijzing, aanbieder_id=verwijzing.aanbieder_id).order_by("-versie").first()

    @transaction.atomic
    def verstuur(self, verwijzing: Verwijzing, inhoud: dict[str, Any], *, door_id: int) -> Pakket:
        """Send a concept: freeze what the provider receives and start the clock. VerwijzingGeweigerd when it was sent already."""
        verwijzing.zet(VerwijzingStatus.VERZONDEN, door_id=door_id)
        return self._bewaar(verwijzing, inhoud, door_id=door_id)

    @transaction.atomic
    def deel_opnieuw(self, verwijzing: Verwijzing, inhoud: dict[str, Any], *, door_id: int) -> Pakket:
        """A new version of what the hoofdaannemer reads. VerwijzingGeweigerd when it is over, or when nothing changed."""
        vers = Verwijzing.objects.select_for_update().get(pk=verwijzing.pk)
        if vers.status not in LOPEND:
            raise VerwijzingGeweigerd("Deze verwijzing is voorbij. U kunt niets meer delen.")
        nu = self.nieuwste(verwijzing)
        if nu is not None and nu.sha256 == afdruk(inhoud):
            raise VerwijzingGeweigerd("De aanbieder heeft dit al.")
        pakket = self._bewaar(verwijzing, inhoud, door_id=door_id)
        Gebeurtenis.leg_vast(
            verwijzing.gezin, "verwijzing.pakket", door_id=door_id, onderwerp_id=verwijzing.pk, versie=pakket.versie
        )
        return pakket

    def _bewaar(self, verwijzing: Verwijzing, inhoud: dict[str, Any], *, door_id: int) -> Pakket:
        eigen = self.filter(verwijzing=verwijzing, aanbieder_id=verwijzing.aanbieder_id)
        laatste = eigen.aggregate(hoogste=Max("versie"))["hoogste"] or 0
        try:
            with transaction.atomic():
                return self.create(
                    gezin_id=verwijzing.gezin_id,
                    verwijzing=verwijzing,
                    aanbieder_id=verwijzing.aanbieder_id,
                    versie=laatste + 1,
                    inhoud=inhoud,
                    sha256=afdruk(inhoud),
                    door_id=door_id,
                )
        except IntegrityError as fout:
            raise VerwijzingGeweigerd("Een collega deelde net een nieuwe versie. Bekijk die eerst.") from fout


class Pakket(models.Model):
    """What one provider receives with a referral: chosen members and parts of the plan, as they were at that moment.

    Never changed: more or other information is a new version. An onderaannemer has a package of its own, made from the
    hoofdaannemer's. `sha256` is of `inhoud` as it is written out (sorted keys).
    """

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen", poort="lezen toevoegen")

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

    objects = PakketQuerySet.as_manager()

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
