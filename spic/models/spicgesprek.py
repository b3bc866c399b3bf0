"""The discussion about which SPIC fits, inside the referral: proposals and arguments of both sides, and a decision."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from gezinnen.models import Gebeurtenis, Gezin
from ggw.organisatie.models import Medewerker
from ggw.toegang.verklaring import Dossier
from spic.models.catalogus import Spic
from spic.models.overgangen import Partij, VerwijzingGeweigerd, VerwijzingStatus
from spic.models.verwijzing import Verwijzing
from spic.models.verwijzingdelen import VerwijzingKind


class Bijdragesoort(models.TextChoices):
    VOORSTEL = "voorstel", "Voorstel"
    ARGUMENT = "argument", "Argument"
    BESLUIT = "besluit", "Besluit"


class SpicBijdrageQuerySet(models.QuerySet["SpicBijdrage"]):
    @transaction.atomic
    def draag_bij(
        self,
        verwijzing: Verwijzing,
        tekst: str,
        *,
        door_id: int,
        partij: str = Partij.GI,
        spic: Spic | None = None,
        sleutel: UUID | None = None,
    ) -> SpicBijdrage:
        """An argument, or with `spic` another proposal. VerwijzingGeweigerd when the discussion is over, or this was said."""
        if verwijzing.status != VerwijzingStatus.OVERLEG:
            raise VerwijzingGeweigerd("Het gesprek over de SPIC is afgelopen.")
        soort = Bijdragesoort.VOORSTEL if spic else Bijdragesoort.ARGUMENT
        try:
            with transaction.atomic():
                return self._bewaar(verwijzing, soort, tekst, partij, spic, door_id, sleutel)
        except IntegrityError as fout:
            raise VerwijzingGeweigerd("Uw reactie was al verstuurd.") from fout

    @transaction.atomic
    def besluit(
        self,
        verwijzing: Verwijzing,
        spics: dict[VerwijzingKind, Spic],
        tekst: str,
        *,
        door_id: int,
        partij: str = Partij.GI,
    ) -> SpicBijdrage:
        """Which SPIC it is for each child; the provider is asked to answer again. VerwijzingGeweigerd when somebody decided.

        `partij` is who decided: we, the zorgbemiddelaar as referee, or the escalatietafel as the last step.
        """
        verwijzing.zet(VerwijzingStatus.VERZONDEN, door_id=door_id, code="spic", reden=tekst)
        for rij, spic in spics.items():
            if rij.spic_id != spic.pk:
                rij.spic = spic
                rij.save(update_fields=["spic"])
        gekozen = next(iter(spics.values()), None)
        return self._bewaar(verwijzing, Bijdragesoort.BESLUIT, tekst, partij, gekozen, door_id)

    def _bewaar(
        self,
        verwijzing: Verwijzing,
        soort: str,
        tekst: str,
        partij: str,
        spic: Spic | None,
        door_id: int,
        sleutel: UUID | None = None,
    ) -> SpicBijdrage:
        rij = self.create(
            gezin_id=verwijzing.gezin_id,
            verwijzing=verwijzing,
            soort=soort,
            partij=partij,
            tekst=tekst,
            spic=spic,
            door_id=door_id,
            sleutel=sleutel,
        )
        Gebeurtenis.leg_vast(verwijzing.gezin, f"verwijzing.spic_{soort}", door_id=door_id, onderwerp_id=verwijzing.pk)
        return rij


class SpicBijdrage(models.Model):
    """One turn in the discussion. How many days it took is in the steps (status overleg). Append-only."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen", poort="lezen toevoegen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    verwijzing = models.ForeignKey(Verwijzing, on_delete=models.CASCADE, related_name="bijdragen")
    soort = models.CharField(max_length=10, choices=Bijdragesoort.choices)
    partij = models.CharField("van wie", max_length=20, choices=Partij.choices)
    spic = models.ForeignKey(
        Spic, verbose_name="SPIC", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    tekst = models.TextField("waarom", max_length=4000)
    op = models.DateTimeField(default=timezone.now)
    door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    sleutel = models.UUIDField(null=True)

    objects = SpicBijdrageQuerySet.as_manager()

    class Meta:
        verbose_name = "bijdrage aan het gesprek over de SPIC"
        verbose_name_plural = "bijdragen aan het gesprek over de SPIC"
        ordering = ["op", "id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="spicbijdrage_een_keer", fields=["verwijzing", "sleutel"]),
            models.CheckConstraint(
                name="spicbijdrage_geldig",
                condition=Q(soort__in=Bijdragesoort.values, partij__in=Partij.values),
            ),
            models.CheckConstraint(
                name="spicbijdrage_voorstel",
                condition=~Q(soort=Bijdragesoort.VOORSTEL) | Q(spic__isnull=False),
                violation_error_message="Kies welke SPIC u voorstelt.",
            ),
        ]

    def __str__(self) -> str:
        return f"SpicBijdrage {self.pk}"
