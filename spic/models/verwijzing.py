"""Verwijzing: a referral of a family to a hoofdaannemer; Pakket: what the provider receives, frozen (toegang.md, Partners)."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any, ClassVar

from django.contrib.postgres.functions import RandomUUID
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.models import Gebeurtenis, Gezin
from ggw.organisatie.models import Aanbieder, Medewerker
from ggw.toegang.verklaring import Dossier


class VerwijzingStatus(models.TextChoices):
    VERZONDEN = "verzonden", "Verzonden"
    AANVAARD = "aanvaard", "Aanvaard"
    LOOPT = "loopt", "Hulp loopt"
    GEWEIGERD = "geweigerd", "Geweigerd"
    BEEINDIGD = "beeindigd", "Beëindigd"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Grondslag(models.TextChoices):
    """Why it is allowed to share (Jeugdwet 7.3.11, Uitvoeringswet AVG): told in words as well."""

    TOESTEMMING = "toestemming", "Het gezin geeft toestemming"
    MAATREGEL = "maatregel", "Het hoort bij de uitvoering van een maatregel"
    VEILIGHEID = "veiligheid", "Het is nodig voor de veiligheid van een kind"


OPEN = frozenset({VerwijzingStatus.VERZONDEN, VerwijzingStatus.AANVAARD})
"""Help has not started yet: the zorgbemiddelaar looks along (domein.md, section 5)."""
VOORBIJ = ["geweigerd", "beeindigd", "ingetrokken"]
LOPEND = OPEN | {VerwijzingStatus.LOOPT}


class VerwijzingQuerySet(models.QuerySet["Verwijzing"]):
    def lopend(self) -> VerwijzingQuerySet:
        return self.filter(status__in=LOPEND)


class Verwijzing(models.Model):
    """A referral. What the provider may read is not this row but the Pakket that was frozen at sending."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen", poort="lezen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="verwijzingen")
    aanbieder = models.ForeignKey(
        Aanbieder, verbose_name="aanbieder", on_delete=models.PROTECT, related_name="verwijzingen"
    )
    hulpvraag = models.CharField("welke hulp is nodig", max_length=200)
    status = models.CharField(
        "status", max_length=20, choices=VerwijzingStatus.choices, default=VerwijzingStatus.VERZONDEN
    )
    toelichting = models.TextField("wat moet de aanbieder weten", max_length=4000, blank=True)
    grondslag = models.CharField("waarom mag u dit delen", max_length=20, choices=Grondslag.choices)
    grondslag_uitleg = models.CharField("hoe weet u dat", max_length=300)
    sleutel = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    hulpverlener = models.ForeignKey(
        Medewerker,
        verbose_name="hulpverlener",
        on_delete=models.PROTECT,
        related_name="verwijzingen",
        db_constraint=False,
        null=True,
        blank=True,
    )
    verzonden_op = models.DateField("verzonden op", default=timezone.localdate)
    beeindigd_op = models.DateField("beëindigd op", null=True, blank=True)
    reden_einde = models.TextField("waarom", max_length=2000, blank=True)
    beantwoord_op = models.DateTimeField("beantwoord op", null=True, blank=True, editable=False)
    beantwoord_door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, null=True, editable=False
    )
    door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )

    objects = VerwijzingQuerySet.as_manager()

    class Meta:
        verbose_name = "verwijzing"
        verbose_name_plural = "verwijzingen"
        ordering = ["-verzonden_op", "-id"]
        indexes = [
            models.Index(fields=["aanbieder", "status"], name="verwijzing_van_aanbieder"),
            models.Index(fields=["hulpverlener"], name="verwijzing_van_hulpverlener"),
        ]
        constraints = [
            models.CheckConstraint(name="verwijzing_status_geldig", condition=Q(status__in=VerwijzingStatus.values)),
            models.CheckConstraint(
                name="verwijzing_einde",
                condition=Q(status__in=VOORBIJ, beeindigd_op__isnull=False)
                | (Q(beeindigd_op__isnull=True) & ~Q(status__in=VOORBIJ)),
            ),
            models.CheckConstraint(
                name="verwijzing_periode",
                condition=Q(beeindigd_op__isnull=True) | Q(beeindigd_op__gte=F("verzonden_op")),
                violation_error_message="De einddatum ligt voor de dag van verzenden.",
            ),
        ]

    def __str__(self) -> str:
        return f"Verwijzing {self.pk}"

    @property
    def loopt(self) -> bool:
        return self.status in LOPEND

    @property
    def dagen_wachten(self) -> int | None:
        """Days since it was sent, as long as the help has not started."""
        return (timezone.localdate() - self.verzonden_op).days if self.status in OPEN else None

    @classmethod
    @transaction.atomic
    def verstuur(cls, rij: Verwijzing, inhoud: dict[str, Any], *, door_id: int) -> Verwijzing:
        """Save the referral and freeze what the provider receives, together. IntegrityError when it was sent already."""
        rij.door_id = door_id
        rij.full_clean()
        rij.save(force_insert=True)
        Pakket.objects.create(
            gezin=rij.gezin,
            verwijzing=rij,
            aanbieder=rij.aanbieder,
            inhoud=inhoud,
            sha256=afdruk(inhoud),
            door_id=door_id,
        )
        Gebeurtenis.leg_vast(rij.gezin, "verwijzing.verzonden", door_id=door_id, onderwerp_id=rij.pk)
        return rij

    @transaction.atomic
    def trek_in(self, reden: str, *, door_id: int) -> bool:
        """The provider cannot read it any more from this moment. False when it was over already."""
        vandaag = max(timezone.localdate(), self.verzonden_op)
        gelukt = (
            Verwijzing.objects.lopend()
            .filter(pk=self.pk)
            .update(status=VerwijzingStatus.INGETROKKEN, beeindigd_op=vandaag, reden_einde=reden)
        )
        if gelukt:
            Gebeurtenis.leg_vast(self.gezin, "verwijzing.ingetrokken", door_id=door_id, onderwerp_id=self.pk)
        return bool(gelukt)


def afdruk(inhoud: dict[str, Any]) -> str:
    """SHA-256 of what is shared, written out with sorted keys."""
    return sha256(json.dumps(inhoud, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class Pakket(models.Model):
    """What one provider receives with a referral: chosen members and parts of the plan, as they were at that moment.

    Never changed: more or other information is a new version. `sha256` is of `inhoud` as it is written out (sorted keys).
    """

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen", poort="lezen")

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
