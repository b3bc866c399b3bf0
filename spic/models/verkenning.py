"""Verkenning: asking several providers in general words whether they have room, before anything of a family is shared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.contrib.postgres.functions import RandomUUID
from django.db import IntegrityError, models, transaction
from django.db.models import Count, Q
from django.utils import timezone

from gezinnen.gezinsadres import gezinsadres
from gezinnen.models import Gebeurtenis, Gezin
from ggw.organisatie.models import Aanbieder, Medewerker
from ggw.toegang.verklaring import Dossier
from spic.models.catalogus import Profiel, Segment, Spic
from spic.models.overgangen import VerwijzingGeweigerd
from spic.onherleidbaar import herleidbaar

MEESTE_WEKEN = 260
TERUGBLIK_DAGEN = 30
"""So long a provider reads a question that was closed; `partner_verkenning.sql` says the same."""


class Plekantwoord(models.TextChoices):
    JA = "ja", "Ja, er is plek"
    MISSCHIEN = "misschien", "Misschien"
    NEE = "nee", "Nee"


class VerkenningQuerySet(models.QuerySet["Verkenning"]):
    def met_waarnaar(self) -> VerkenningQuerySet:
        return self.select_related(
            "spic__stelsel", "spic__segment", "spic__profiel", "spic__intensiteit", "segment", "profiel", "door"
        )

    def met_aantallen(self) -> VerkenningQuerySet:
        """`gevraagd` and `beantwoord`: how many providers."""
        return self.annotate(
            gevraagd=Count("aanbieders"),
            beantwoord=Count("aanbieders", filter=Q(aanbieders__beantwoord_op__isnull=False)),
        )


class Verkenning(models.Model):
    """The question. Providers read `vraag`, what is wanted and the region; never of which family it is."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen", poort="lezen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="verkenningen")
    vraag = models.TextField("welke hulp is nodig, in algemene woorden", max_length=1000)
    spic = models.ForeignKey(
        Spic, verbose_name="SPIC", on_delete=models.PROTECT, related_name="verkenningen", null=True, blank=True
    )
    segment = models.ForeignKey(
        Segment, verbose_name="segment", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    profiel = models.ForeignKey(
        Profiel, verbose_name="profiel", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    regio = models.CharField("regio", max_length=80, blank=True)
    gevraagd_op = models.DateTimeField("gevraagd op", default=timezone.now, editable=False)
    door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    gesloten_op = models.DateTimeField("gesloten op", null=True, editable=False)
    sleutel = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)

    objects = VerkenningQuerySet.as_manager()

    class Meta:
        verbose_name = "verkenning"
        verbose_name_plural = "verkenningen"
        ordering = ["-gevraagd_op", "-id"]
        constraints = [
            models.CheckConstraint(
                name="verkenning_waarnaar",
                condition=Q(spic__isnull=False, segment__isnull=True, profiel__isnull=True)
                | (Q(spic__isnull=True) & (Q(segment__isnull=False) | Q(profiel__isnull=False))),
                violation_error_message="Kies een SPIC, of een segment of profiel.",
            )
        ]

    def __str__(self) -> str:
        return f"Verkenning {self.pk}"

    def get_absolute_url(self) -> str:
        return gezinsadres("spic:verkenning", self.gezin.nummer, self.pk)

    @property
    def is_open(self) -> bool:
        return self.gesloten_op is None

    @property
    def waarnaar(self) -> str:
        """What is wanted, as people read it."""
        if self.spic:
            return f"{self.spic.code}: {self.spic.naam}{' (voorbeeld)' if self.spic.voorbeeld else ''}"
        segment = f"segment {self.segment.code}" if self.segment else ""
        return ", ".join(deel for deel in (segment, self.profiel.naam if self.profiel else "") if deel)

    @transaction.atomic
    def vraag_rond(self, aanbieders: Iterable[Aanbieder], *, door_id: int) -> None:
        """Ask these providers. VerwijzingGeweigerd when the text says who it is about, or when this form did it before."""
        if gevonden := herleidbaar(self.vraag, self.gezin):
            raise VerwijzingGeweigerd(f"Haal dit uit de tekst: {', '.join(gevonden)}.")
        self.door_id = door_id
        try:
            with transaction.atomic():
                self.save(force_insert=True)
        except IntegrityError as fout:
            raise VerwijzingGeweigerd("Deze vraag was al verstuurd. Er is geen tweede gemaakt.") from fout
        for aanbieder in aanbieders:
            self.aanbieders.create(gezin_id=self.gezin_id, aanbieder=aanbieder)
        self._leg_vast("gevraagd", door_id)

    @transaction.atomic
    def sluit(self, *, door_id: int) -> None:
        """Providers cannot answer any more. VerwijzingGeweigerd when it was closed already."""
        nu = timezone.now()
        if not Verkenning.objects.filter(pk=self.pk, gesloten_op__isnull=True).update(gesloten_op=nu):
            raise VerwijzingGeweigerd("Deze verkenning was al gesloten.")
        self.gesloten_op = nu
        self._leg_vast("gesloten", door_id)

    def _leg_vast(self, wat: str, door_id: int) -> None:
        Gebeurtenis.leg_vast(self.gezin, f"verkenning.{wat}", door_id=door_id, onderwerp_id=self.pk)


class VerkenningAanbieder(models.Model):
    """One provider that was asked, and what its aanmeldteam answered (through `partner_verkenning.sql`)."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen", poort="lezen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    verkenning = models.ForeignKey(Verkenning, on_delete=models.CASCADE, related_name="aanbieders")
    aanbieder = models.ForeignKey(
        Aanbieder, verbose_name="aanbieder", on_delete=models.PROTECT, related_name="verkenningen"
    )
    antwoord = models.CharField("antwoord", max_length=10, choices=Plekantwoord.choices, blank=True)
    wachttijd_weken = models.PositiveSmallIntegerField("wachttijd in weken", null=True, blank=True)
    toelichting = models.TextField("toelichting", max_length=1000, blank=True)
    beantwoord_op = models.DateTimeField("beantwoord op", null=True, editable=False)
    beantwoord_door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, null=True, editable=False
    )
    sleutel = models.UUIDField(null=True, editable=False)

    class Meta:
        verbose_name = "aanbieder in een verkenning"
        verbose_name_plural = "aanbieders in een verkenning"
        ordering = ["id"]
        indexes = [models.Index(fields=["aanbieder", "-id"], name="plekvraag_van_aanbieder")]
        constraints = [
            models.UniqueConstraint(name="verkenningaanbieder_uniek", fields=["verkenning", "aanbieder"]),
            models.CheckConstraint(
                name="verkenningaanbieder_antwoord",
                condition=Q(antwoord="", beantwoord_op__isnull=True)
                | Q(antwoord__in=Plekantwoord.values, beantwoord_op__isnull=False),
            ),
            models.CheckConstraint(
                name="verkenningaanbieder_wachttijd",
                condition=Q(wachttijd_weken__isnull=True) | Q(wachttijd_weken__lte=MEESTE_WEKEN),
            ),
        ]

    def __str__(self) -> str:
        return f"VerkenningAanbieder {self.pk}"

    @property
    def rang(self) -> tuple[int, int, str]:
        """Best first: room, then perhaps, then no answer yet, then no; within that the shortest wait."""
        volgorde = [Plekantwoord.JA, Plekantwoord.MISSCHIEN, "", Plekantwoord.NEE]
        weken = MEESTE_WEKEN + 1 if self.wachttijd_weken is None else self.wachttijd_weken
        return volgorde.index(self.antwoord), weken, self.aanbieder.naam

    @property
    def kansrijk(self) -> bool:
        return self.antwoord in (Plekantwoord.JA, Plekantwoord.MISSCHIEN)

    @property
    def kleur(self) -> str:
        return {"ja": "groen", "misschien": "oranje"}.get(self.antwoord, "")
