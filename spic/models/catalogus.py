"""The SPIC catalogue: regional systems with their segments, profiles, intensities and allowed combinations.

Everything has validity dates, both inclusive. What once applied never changes: it ends, and a new row begins (a trigger refuses
the rest). A Segment, Profiel or Intensiteit that gets another name or guideline is therefore a new row with the same code, and
so is every Spic of it. `spic.catalogus` makes these versions.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from ggw.toegang.verklaring import Naslag

M = TypeVar("M", bound=models.Model)
CODE = RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9-]*\Z", "Gebruik alleen letters, cijfers en streepjes.")
PERIODE = Func("geldig_vanaf", "geldig_tot", Value("[]"), function="daterange", output_field=DateRangeField())


def alleen(waarde: Any) -> Func:
    """This one number as a range: the embedded database has no btree_gist, so `=` cannot stand in an exclusion."""
    return Func(waarde, waarde, Value("[]"), function="int8range", output_field=BigIntegerRangeField())


def periode_klopt(naam: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=naam,
        condition=Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=F("geldig_vanaf")),
        violation_error_message="De laatste dag ligt voor de eerste.",
    )


def versies(soort: str) -> list[models.BaseConstraint]:
    """One open version of a code in a stelsel, and no two that begin on one day."""
    return [
        models.UniqueConstraint(
            name=f"{soort}_versie_uniek",
            fields=["stelsel", "code", "geldig_vanaf"],
            violation_error_message="Deze code bestaat al vanaf deze dag.",
        ),
        models.UniqueConstraint(
            name=f"{soort}_een_open_versie",
            fields=["stelsel", "code"],
            condition=Q(geldig_tot__isnull=True),
            violation_error_message="Deze code bestaat al.",
        ),
        periode_klopt(f"{soort}_periode"),
    ]


class GeldigQuerySet(models.QuerySet[M]):
    def geldig_op(self, dag: date) -> Self:
        return self.filter(Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=dag), geldig_vanaf__lte=dag)

    def open(self) -> Self:
        """The newest version: what applies now, or what will apply after the last planned change."""
        return self.filter(geldig_tot__isnull=True)


class Periode(models.Model):
    """A row that counts from a day on, until and including another."""

    geldig_vanaf = models.DateField("geldt vanaf")
    geldig_tot = models.DateField("geldt tot en met", null=True, blank=True)

    class Meta:
        abstract = True

    def geldt_op(self, dag: date) -> bool:
        return self.geldig_vanaf <= dag and (self.geldig_tot is None or dag <= self.geldig_tot)

    @property
    def geldt_nu(self) -> bool:
        return self.geldt_op(timezone.localdate())


class StelselQuerySet(GeldigQuerySet["Stelsel"]):
    pass


class Stelsel(Periode):
    """A regional system of buying help. A second one may stand beside it: SPIC may be replaced."""

    toegang: ClassVar = Naslag()

    code = models.SlugField("code", max_length=20, unique=True)
    naam = models.CharField("naam", max_length=120)
    voorbeeld = models.BooleanField("voorbeeldinhoud", default=False)

    objects = StelselQuerySet.as_manager()

    class Meta:
        verbose_name = "stelsel"
        verbose_name_plural = "stelsels"
        ordering = ["naam"]
        constraints = [periode_klopt("stelsel_periode")]

    def __str__(self) -> str:
        return self.naam


class SegmentQuerySet(GeldigQuerySet["Segment"]):
    pass


class Segment(Periode):
    """How much help: A light and without referral, B one problem, C several problems."""

    toegang: ClassVar = Naslag()

    stelsel = models.ForeignKey(Stelsel, on_delete=models.PROTECT, related_name="segmenten")
    code = models.CharField("code", max_length=10, validators=[CODE])
    naam = models.CharField("naam", max_length=80)
    uitleg = models.CharField("uitleg", max_length=500, blank=True)
    verwijzing_mogelijk = models.BooleanField("verwijzen kan", default=True)
    tafel_nodig = models.BooleanField("besluit van de escalatietafel nodig", default=False)
    stapelbaar = models.BooleanField("stapelen mag", default=False)
    acceptatieplicht = models.BooleanField("aanbieder moet aannemen", default=False)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = SegmentQuerySet.as_manager()

    class Meta:
        verbose_name = "segment"
        verbose_name_plural = "segmenten"
        ordering = ["volgorde", "code", "geldig_vanaf"]
        constraints = [*versies("segment")]

    def __str__(self) -> str:
        return f"{self.code} {self.naam}"


class ProfielQuerySet(GeldigQuerySet["Profiel"]):
    pass


class Profiel(Periode):
    """What kind of family: ten, and an eleventh for crisis, that is sent in minutes and lasts a fixed number of weeks."""

    toegang: ClassVar = Naslag()

    stelsel = models.ForeignKey(Stelsel, on_delete=models.PROTECT, related_name="profielen")
    code = models.CharField("code", max_length=10, validators=[CODE])
    naam = models.CharField("naam", max_length=120)
    crisis = models.BooleanField("crisis", default=False)
    duur_weken = models.PositiveSmallIntegerField("duurt zoveel weken", null=True, blank=True)
    in_minuten = models.BooleanField("snel te versturen, ook als het gezin nog wacht", default=False)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = ProfielQuerySet.as_manager()

    class Meta:
        verbose_name = "profiel"
        verbose_name_plural = "profielen"
        ordering = ["volgorde", "code", "geldig_vanaf"]
        constraints = [
            *versies("profiel"),
            models.CheckConstraint(
                name="profiel_duur",
                condition=Q(crisis=False, duur_weken__isnull=True) | Q(duur_weken__gte=1, duur_weken__lte=104),
                violation_error_message="Geef bij crisis hoeveel weken het duurt: 1 tot en met 104.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.naam}"


class IntensiteitQuerySet(GeldigQuerySet["Intensiteit"]):
    pass


class Intensiteit(Periode):
    """How heavy and how long, with the guideline in months. `duurzaam`: the guideline is a minimum, not a maximum."""

    toegang: ClassVar = Naslag()

    stelsel = models.ForeignKey(Stelsel, on_delete=models.PROTECT, related_name="intensiteiten")
    code = models.CharField("code", max_length=20, validators=[CODE])
    naam = models.CharField("naam", max_length=80)
    richtlijn_min_maanden = models.PositiveSmallIntegerField("minstens zoveel maanden", null=True, blank=True)
    richtlijn_max_maanden = models.PositiveSmallIntegerField("hoogstens zoveel maanden", null=True, blank=True)
    duurzaam = models.BooleanField("duurzaam", default=False)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = IntensiteitQuerySet.as_manager()

    class Meta:
        verbose_name = "intensiteit"
        verbose_name_plural = "intensiteiten"
        ordering = ["volgorde", "code", "geldig_vanaf"]
        constraints = [
            *versies("intensiteit"),
            models.CheckConstraint(
                name="intensiteit_richtlijn",
                condition=Q(richtlijn_min_maanden__isnull=True)
                | Q(richtlijn_max_maanden__isnull=True)
                | Q(richtlijn_max_maanden__gte=F("richtlijn_min_maanden")),
                violation_error_message="De langste duur is korter dan de kortste.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def richtlijn(self) -> str:
        """ "hoogstens 12 tot 18 maanden", "minstens 12 maanden"; empty when there is none."""
        kort, lang = self.richtlijn_min_maanden, self.richtlijn_max_maanden
        if self.duurzaam and kort:
            return f"minstens {kort} maanden"
        if kort and lang and kort != lang:
            return f"hoogstens {kort} tot {lang} maanden"
        return f"hoogstens {lang} maanden" if lang else ""


class SpicQuerySet(GeldigQuerySet["Spic"]):
    def met_delen(self) -> SpicQuerySet:
        return self.select_related("stelsel", "segment", "profiel", "intensiteit")

    def met_opvolger(self) -> SpicQuerySet:
        return self.select_related(*(f"opvolger__{deel}" for deel in ("segment", "profiel", "intensiteit")))

    def te_verwijzen(self, dag: date) -> SpicQuerySet:
        """What may be chosen for a new referral on this day."""
        stelsels = Stelsel.objects.geldig_op(dag)
        return self.geldig_op(dag).filter(segment__verwijzing_mogelijk=True, stelsel__in=stelsels).met_delen()


class Spic(Periode):
    """An allowed combination of segment, profile and intensity. `opvolger`: what running help becomes when it has ended."""

    toegang: ClassVar = Naslag()

    stelsel = models.ForeignKey(Stelsel, on_delete=models.PROTECT, related_name="spics")
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, related_name="spics")
    profiel = models.ForeignKey(Profiel, on_delete=models.PROTECT, related_name="spics")
    intensiteit = models.ForeignKey(Intensiteit, on_delete=models.PROTECT, related_name="spics", null=True, blank=True)
    productcode = models.CharField("productcode", max_length=20, validators=[CODE])
    opvolger = models.ForeignKey("self", on_delete=models.PROTECT, related_name="voorgangers", null=True, blank=True)

    objects = SpicQuerySet.as_manager()

    class Meta:
        verbose_name = "SPIC"
        verbose_name_plural = "SPIC's"
        ordering = ["segment__volgorde", "profiel__volgorde", "intensiteit__volgorde", "geldig_vanaf"]
        constraints = [
            ExclusionConstraint(
                name="spic_een_per_periode",
                expressions=[
                    (alleen("segment"), RangeOperators.OVERLAPS),
                    (alleen("profiel"), RangeOperators.OVERLAPS),
                    (alleen(Coalesce("intensiteit", 0)), RangeOperators.OVERLAPS),
                    (PERIODE, RangeOperators.OVERLAPS),
                ],
                violation_error_message="Deze combinatie geldt in deze periode al.",
            ),
            periode_klopt("spic_periode"),
            models.CheckConstraint(
                name="spic_opvolger_na_einde",
                condition=Q(opvolger__isnull=True) | (Q(geldig_tot__isnull=False) & ~Q(opvolger=F("id"))),
                violation_error_message="Alleen wat eindigt, heeft een opvolger.",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        """The database holds the three parts to one stelsel; that crisis has no intensity is said here alone."""
        if self.profiel_id and self.profiel.crisis != (self.intensiteit_id is None):
            raise ValidationError("Alleen een crisisprofiel heeft geen intensiteit.")

    @property
    def code(self) -> str:
        """ "B-4-Intensief", or "B-11" for crisis: the codes of the parts."""
        delen = [self.segment.code, self.profiel.code]
        if self.intensiteit is not None:
            delen.append(self.intensiteit.code)
        return "-".join(delen)

    @property
    def naam(self) -> str:
        """ "B, Voorbeeldprofiel 4, Intensief": what people read beside the code."""
        intensiteit = f", {self.intensiteit.naam}" if self.intensiteit is not None else ""
        return f"{self.segment.code}, {self.profiel.naam}{intensiteit}"

    @property
    def voorbeeld(self) -> bool:
        return self.stelsel.voorbeeld
