"""What a provider offers and how long families wait there: what was contracted, and what the provider itself reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, F, Func, OuterRef, Q, Subquery, Value
from django.utils import timezone

from ggw.organisatie.models import Aanbieder, Gebruiker
from ggw.toegang.verklaring import Beheer, Naslag
from spic.models.catalogus import PERIODE, GeldigQuerySet, Periode, Profiel, Segment, alleen, periode_klopt

OUD = timedelta(days=28)
"""A report that is older than this says little about how long a family waits now."""
LANGSTE_WACHT = 104
MEESTE_PLAATSEN = 999


def tekst_als_bereik(veld: str) -> Func:
    """This text as a range of one number, for the exclusion: the embedded database has no btree_gist."""
    getal = Func(F(veld), Value(0), function="hashtextextended", output_field=models.BigIntegerField())
    return Func(getal, getal, Value("[]"), function="int8range", output_field=BigIntegerRangeField())


class AanbodQuerySet(GeldigQuerySet["Aanbod"]):
    def wie_kan(
        self,
        *,
        segment: Segment | None = None,
        profiel: Profiel | None = None,
        regio: str = "",
        dag: date | None = None,
    ) -> AanbodQuerySet:
        """Offers that count on this day (today), of providers in use, with the waiting time that each reported last.

        A segment or profile is meant by its code: an offer of an earlier version of it counts as well. Each row carries
        `wachttijd_weken`, `plaatsen_vrij` and `opgegeven_op`, all None when the provider never said anything.
        """
        rijen = self.geldig_op(dag or timezone.localdate()).filter(aanbieder__actief=True)
        if segment is not None:
            rijen = rijen.filter(segment__stelsel=segment.stelsel_id, segment__code=segment.code)
        if profiel is not None:
            rijen = rijen.filter(profiel__stelsel=profiel.stelsel_id, profiel__code=profiel.code)
        if regio:
            rijen = rijen.filter(regio__in=("", regio))
        return rijen.met_wachttijd().select_related("aanbieder", "segment", "profiel")

    def hoofdaannemers(self) -> AanbodQuerySet:
        """Whom a referral is sent to; an onderaannemer is brought in by a hoofdaannemer."""
        return self.filter(aanbieder__soort="hoofdaannemer")

    def met_wachttijd(self) -> AanbodQuerySet:
        """What was reported last for this profile, or else for all help of the provider."""
        laatste = (
            Wachtopgave.objects.filter(aanbieder=OuterRef("aanbieder"))
            .filter(
                Q(profiel__isnull=True)
                | Q(profiel__code=OuterRef("profiel__code"), profiel__stelsel=OuterRef("profiel__stelsel"))
            )
            .order_by(ExpressionWrapper(Q(profiel__isnull=True), BooleanField()), "-opgegeven_op", "-pk")
        )
        velden = ("wachttijd_weken", "plaatsen_vrij", "opgegeven_op")
        return self.annotate(**{veld: Subquery(laatste.values(veld)[:1]) for veld in velden})

    def profielen(self, aanbieder: Aanbieder) -> list[Profiel]:
        """What this provider offers now, each profile once, in the order of the catalogue."""
        rijen = self.geldig_op(timezone.localdate()).filter(aanbieder=aanbieder).select_related("profiel")
        per_code = {(rij.profiel.stelsel_id, rij.profiel.code): rij.profiel for rij in rijen.order_by("profiel_id")}
        return sorted(per_code.values(), key=lambda profiel: (profiel.stelsel_id, profiel.volgorde, profiel.code))


class Aanbod(Periode):
    """A contracted offer: this provider gives help of this segment and profile in this region, from a day until a day.

    `regio` as the gemeenten name it; empty means every region.
    """

    toegang: ClassVar = Naslag()

    aanbieder = models.ForeignKey(Aanbieder, on_delete=models.PROTECT, related_name="aanbod")
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, related_name="aanbod")
    profiel = models.ForeignKey(Profiel, on_delete=models.PROTECT, related_name="aanbod")
    regio = models.CharField("regio", max_length=80, blank=True)

    objects = AanbodQuerySet.as_manager()

    class Meta:
        verbose_name = "aanbod"
        verbose_name_plural = "aanbod"
        ordering = ["aanbieder__naam", "segment__volgorde", "profiel__volgorde", "regio", "geldig_vanaf"]
        constraints = [
            ExclusionConstraint(
                name="aanbod_een_per_periode",
                expressions=[
                    (alleen("aanbieder"), RangeOperators.OVERLAPS),
                    (alleen("segment"), RangeOperators.OVERLAPS),
                    (alleen("profiel"), RangeOperators.OVERLAPS),
                    (tekst_als_bereik("regio"), RangeOperators.OVERLAPS),
                    (PERIODE, RangeOperators.OVERLAPS),
                ],
                violation_error_message="Dit aanbod staat er in deze periode al.",
            ),
            periode_klopt("aanbod_periode"),
        ]

    def __str__(self) -> str:
        return f"Aanbod {self.pk}"

    @property
    def regionaam(self) -> str:
        return self.regio or "Alle regio's"


@dataclass
class Hulpaanbod:
    """One line of the page: a provider with a profile, and in which segments and regions it gives that."""

    aanbieder: Aanbieder
    profiel: Profiel
    wachttijd_weken: int | None
    plaatsen_vrij: int | None
    opgegeven_op: datetime | None
    waar: dict[str, list[str]] = field(default_factory=dict)
    """Names of regions per code of a segment."""

    @property
    def oud(self) -> bool:
        return self.opgegeven_op is not None and is_oud(self.opgegeven_op)

    @property
    def hoe_oud(self) -> str:
        return dagen_geleden(self.opgegeven_op) if self.opgegeven_op else ""

    @property
    def wacht(self) -> str:
        """In one line, beside the name in a choice: "4 weken wachten, opgegeven 12 dagen geleden"."""
        if self.wachttijd_weken is None:
            return "wachttijd niet opgegeven"
        wachten = f"{tel_weken(self.wachttijd_weken)} wachten" if self.wachttijd_weken else "geen wachttijd"
        return f"{wachten}, opgegeven {self.hoe_oud}"


def is_oud(opgegeven_op: datetime) -> bool:
    return timezone.now() - opgegeven_op > OUD


def dagen_geleden(moment: datetime) -> str:
    dagen = (timezone.localdate() - timezone.localdate(moment)).days
    return {0: "vandaag", 1: "gisteren"}.get(dagen, f"{dagen} dagen geleden")


def tel_weken(weken: int) -> str:
    return "1 week" if weken == 1 else f"{weken} weken"


def per_aanbieder(rijen: Iterable[Any]) -> list[Hulpaanbod]:
    """Rows of `wie_kan()` as lines, the shortest wait first and who said nothing last."""
    regels: dict[tuple[int, int, str], Hulpaanbod] = {}
    for rij in rijen:
        sleutel = (rij.aanbieder_id, rij.profiel.stelsel_id, rij.profiel.code)
        if sleutel not in regels:
            opgave = (rij.wachttijd_weken, rij.plaatsen_vrij, rij.opgegeven_op)
            regels[sleutel] = Hulpaanbod(rij.aanbieder, rij.profiel, *opgave)
        regios = regels[sleutel].waar.setdefault(rij.segment.code, [])
        if rij.regionaam not in regios:
            regios.append(rij.regionaam)
    return sorted(regels.values(), key=wachtvolgorde)


def wachtvolgorde(regel: Hulpaanbod) -> tuple[bool, int, str, int]:
    weken = regel.wachttijd_weken
    return weken is None, weken or 0, regel.aanbieder.naam, regel.profiel.volgorde


class WachtopgaveQuerySet(models.QuerySet["Wachtopgave"]):
    def laatste(self, aanbieder: Aanbieder) -> dict[tuple[int, str] | None, Wachtopgave]:
        """The newest report of this provider per profile (stelsel and code); under None the one for all help."""
        rijen = self.filter(aanbieder=aanbieder).select_related("profiel").order_by("opgegeven_op", "pk")
        return {rij.sleutel: rij for rij in rijen.filter(opgegeven_op__gte=timezone.now() - timedelta(days=730))}


class Wachtopgave(models.Model):
    """What a provider itself says: how many weeks a family waits, and how many places are free. A new report is a new row."""

    toegang: ClassVar = Beheer(medewerker="lezen", systeem="lezen", poort="lezen")

    aanbieder = models.ForeignKey(Aanbieder, on_delete=models.PROTECT, related_name="wachtopgaven")
    profiel = models.ForeignKey(Profiel, on_delete=models.PROTECT, related_name="wachtopgaven", null=True, blank=True)
    wachttijd_weken = models.PositiveSmallIntegerField(
        "wachttijd in weken",
        validators=[MaxValueValidator(LANGSTE_WACHT, "Vul een aantal weken in van 0 tot en met 104.")],
    )
    plaatsen_vrij = models.PositiveSmallIntegerField(
        "vrije plaatsen",
        null=True,
        blank=True,
        validators=[MaxValueValidator(MEESTE_PLAATSEN, "Vul een aantal in van 0 tot en met 999.")],
    )
    opgegeven_op = models.DateTimeField(default=timezone.now, editable=False)
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+", editable=False)

    objects = WachtopgaveQuerySet.as_manager()

    class Meta:
        verbose_name = "wachtopgave"
        verbose_name_plural = "wachtopgaven"
        ordering = ["-opgegeven_op", "-id"]
        indexes = [models.Index(fields=["aanbieder", "-opgegeven_op"], name="wachtopgave_laatste")]
        constraints = [
            models.CheckConstraint(name="wachtopgave_weken", condition=Q(wachttijd_weken__lte=LANGSTE_WACHT)),
            models.CheckConstraint(
                name="wachtopgave_plaatsen",
                condition=Q(plaatsen_vrij__isnull=True) | Q(plaatsen_vrij__lte=MEESTE_PLAATSEN),
            ),
        ]

    def __str__(self) -> str:
        return f"Wachtopgave {self.pk}"

    @property
    def sleutel(self) -> tuple[int, str] | None:
        """Stelsel and code of the profile: a new version of it keeps what was reported."""
        return (self.profiel.stelsel_id, self.profiel.code) if self.profiel is not None else None

    @property
    def oud(self) -> bool:
        return is_oud(self.opgegeven_op)
