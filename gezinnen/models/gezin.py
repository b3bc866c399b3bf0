"""Gezin: the unit of the case, its periods of guidance and its timeline."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.gezinsadres import gezinsadres
from gezinnen.sorteren import gezinssleutel
from ggw.database.geschreven import eenmaal_geschreven
from ggw.organisatie.models import Gemeente, LokaalTeam, Medewerker
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier, Naslag

R = TypeVar("R", bound=models.Model)


class Geslacht(models.TextChoices):
    VROUW = "vrouw", "Vrouw"
    MAN = "man", "Man"
    ANDERS = "anders", "Anders"
    ONBEKEND = "onbekend", "Onbekend"


class Fase(models.TextChoices):
    """The phases of a begeleiding, in order (domein.md, section 1)."""

    WACHT = "wacht", "Wacht op gezinsmanager"
    VERBINDEN = "verbinden", "Verbinden & motiveren"
    ONDERSTEUNEN = "ondersteunen", "Ondersteunen & volgen"
    BORGEN = "borgen", "Generaliseren & borgen"
    NAZORG = "nazorg", "Nazorg"
    AFGESLOTEN = "afgesloten", "Afgesloten"


@met_geschiedenis(kolom="id")
class Gezin(models.Model):
    """One family, one plan, one gezinsmanager. Made by the gate function `neem_aan()` only."""

    toegang: ClassVar = Dossier(kolom="id", medewerker="lezen wijzigen", poort="lezen toevoegen")

    nummer = models.CharField("nummer", max_length=12, unique=True)
    naam = models.CharField("naam van het gezin", max_length=160)
    sorteernaam = models.CharField(max_length=160, db_default="")
    gemeente = models.ForeignKey(
        Gemeente, verbose_name="gemeente", on_delete=models.PROTECT, related_name="gezinnen", null=True, blank=True
    )
    wijk = models.CharField("wijk", max_length=80, blank=True, db_default="")
    programma = models.CharField("programma", max_length=80, blank=True, db_default="")
    lokaal_team = models.ForeignKey(
        LokaalTeam, verbose_name="lokaal team", on_delete=models.PROTECT, related_name="gezinnen", null=True, blank=True
    )
    tolk_taal = models.CharField("tolk nodig voor", max_length=60, blank=True, db_default="")
    wens_geslacht_werker = models.CharField(
        "wens: gezinsmanager is", max_length=10, choices=Geslacht.choices, blank=True, db_default=""
    )
    wensen = models.TextField("andere wensen van het gezin", max_length=2000, blank=True, db_default="")
    waarschuwing = models.CharField("let op bij de deur", max_length=300, blank=True, db_default="")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "gezin"
        verbose_name_plural = "gezinnen"
        ordering = ["sorteernaam", "id"]
        indexes = [models.Index(fields=["sorteernaam", "id"], name="gezin_sorteernaam")]
        constraints = [
            models.CheckConstraint(
                name="gezin_wens_geldig",
                condition=Q(wens_geslacht_werker="") | Q(wens_geslacht_werker__in=Geslacht.values),
            )
        ]

    def __str__(self) -> str:
        return f"Gezin {self.nummer}"

    def get_absolute_url(self) -> str:
        return gezinsadres("gezinnen:overzicht", self.nummer)

    def clean(self) -> None:
        """The name to sort on follows the name."""
        self.sorteernaam = gezinssleutel(self.naam)

    @property
    def begeleiding(self) -> Begeleiding | None:
        """The newest period of guidance."""
        return next(iter(self.hecht(nieuwste_begeleiding(self.pk))), None)

    def hecht(self, rijen: list[R]) -> list[R]:
        """The same rows of this family, which need not ask for it."""
        for rij in rijen:
            rij.gezin = self  # type: ignore[attr-defined]  # each has one
        return rijen


@eenmaal_geschreven
def nieuwste_begeleiding(gezin_id: int) -> QuerySet[Begeleiding]:
    return Begeleiding.objects.filter(gezin=gezin_id).order_by("-begonnen_op", "-id")[:1]


class RedenEindeBegeleiding(models.Model):
    """Why a begeleiding ends: our own example list, which the functioneel beheerder keeps.

    `doel_bereikt`: the way out that passes all phases, so their voorwaarden count. `oordeel_nodig`: the family stops by itself, and
    who lets it go says first how safe the children are.
    """

    toegang: ClassVar = Naslag()

    code = models.SlugField("code", max_length=20, primary_key=True)
    naam = models.CharField("naam", max_length=120)
    doel_bereikt = models.BooleanField("het doel is bereikt", default=False)
    oordeel_nodig = models.BooleanField("oordeel over de veiligheid nodig", default=False)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    voorbeeld = models.BooleanField("voorbeeld", default=True)
    actief = models.BooleanField("actief", default=True)

    class Meta:
        verbose_name = "reden einde begeleiding"
        verbose_name_plural = "redenen einde begeleiding"
        ordering = ["volgorde", "naam"]

    def __str__(self) -> str:
        return self.naam


class Begeleiding(models.Model):
    """One period of guidance; holds the phase. Herinstroom is a second one of the same family."""

    toegang: ClassVar = Dossier(medewerker="lezen wijzigen toevoegen", poort="lezen toevoegen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="begeleidingen")
    fase = models.CharField("fase", max_length=20, choices=Fase.choices, default=Fase.WACHT)
    fase_sinds = models.DateField("in deze fase sinds", default=timezone.localdate)
    begonnen_op = models.DateField("begonnen op", default=timezone.localdate)
    afgesloten_op = models.DateField("afgesloten op", null=True, blank=True)
    reden_einde = models.ForeignKey(
        RedenEindeBegeleiding,
        verbose_name="reden van het einde",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = "begeleiding"
        verbose_name_plural = "begeleidingen"
        constraints = [
            models.UniqueConstraint(
                name="een_lopende_begeleiding",
                fields=["gezin"],
                condition=Q(afgesloten_op__isnull=True),
                violation_error_message="Dit gezin heeft al een lopende begeleiding.",
            ),
            models.CheckConstraint(name="begeleiding_fase_geldig", condition=Q(fase__in=Fase.values)),
            models.CheckConstraint(
                name="begeleiding_afgesloten",
                condition=Q(fase=Fase.AFGESLOTEN, afgesloten_op__isnull=False)
                | (~Q(fase=Fase.AFGESLOTEN) & Q(afgesloten_op__isnull=True)),
            ),
            models.CheckConstraint(
                name="begeleiding_periode",
                condition=Q(afgesloten_op__isnull=True) | Q(afgesloten_op__gte=F("begonnen_op")),
            ),
            models.CheckConstraint(
                name="begeleiding_reden_bij_einde",
                condition=Q(reden_einde__isnull=True) | Q(afgesloten_op__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Begeleiding {self.pk}"

    @property
    def week_in_fase(self) -> int:
        """Week 1 is the first week."""
        return (timezone.localdate() - self.fase_sinds).days // 7 + 1


class FaseovergangQuerySet(models.QuerySet["Faseovergang"]):
    def uitzonderingen(self) -> FaseovergangQuerySet:
        """Those that went on although something was missing."""
        return self.exclude(uitzondering="")


class Faseovergang(models.Model):
    """Append-only record of a change of phase. Undone only by a next one.

    Within the guidance `besluit` is the decision of the basisteamoverleg and `door` who took it. `uitzondering`: why it went on while
    `ontbrak` (the voorwaarden that were not met, in words) was missing; asked by one person and granted by another.
    """

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen", poort="toevoegen lezen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="faseovergangen")
    begeleiding = models.ForeignKey(Begeleiding, on_delete=models.CASCADE, related_name="faseovergangen")
    van = models.CharField(max_length=20, choices=Fase.choices, blank=True)
    naar = models.CharField(max_length=20, choices=Fase.choices)
    op = models.DateField(default=timezone.localdate)
    door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    besluit = models.OneToOneField(
        "Agendapunt", on_delete=models.CASCADE, related_name="faseovergang", null=True, blank=True
    )
    reden = models.TextField("reden", max_length=4000, blank=True, db_default="")
    uitzondering = models.TextField("waarom een uitzondering", max_length=4000, blank=True, db_default="")
    ontbrak = models.JSONField("wat ontbrak", default=list, db_default=[])
    reden_einde = models.ForeignKey(
        RedenEindeBegeleiding, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    oordeel = models.TextField("oordeel over de veiligheid", max_length=4000, blank=True, db_default="")
    instemming_van = models.CharField("wie stemde in met nazorg", max_length=160, blank=True, db_default="")
    instemming_op = models.DateField("ingestemd op", null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = FaseovergangQuerySet.as_manager()

    class Meta:
        verbose_name = "faseovergang"
        verbose_name_plural = "faseovergangen"
        constraints = [
            models.CheckConstraint(name="faseovergang_naar_geldig", condition=Q(naar__in=Fase.values)),
            models.CheckConstraint(
                name="faseovergang_uitzondering_besloten",
                condition=Q(uitzondering="") | (Q(besluit__isnull=False) & ~Q(ontbrak=[])),
            ),
            models.CheckConstraint(
                name="faseovergang_nazorg_met_instemming",
                condition=~Q(naar=Fase.NAZORG)
                | Q(besluit__isnull=True)
                | (Q(instemming_op__isnull=False) & ~Q(instemming_van="")),
                violation_error_message="Nazorg kan alleen als het gezin instemt. Schrijf op wie, en wanneer.",
            ),
        ]

    def __str__(self) -> str:
        return f"Faseovergang {self.pk}"


class GebeurtenisQuerySet(models.QuerySet["Gebeurtenis"]):
    def nieuwste_eerst(self) -> GebeurtenisQuerySet:
        return self.order_by("-op", "-id").select_related("door")


class Gebeurtenis(models.Model):
    """One line of the family's timeline: dotted name, ids and codes; never names or free text. Append-only."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen", systeem="lezen toevoegen", poort="toevoegen lezen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="gebeurtenissen")
    soort = models.CharField(max_length=60)
    onderwerp_id = models.BigIntegerField(null=True)
    gegevens = models.JSONField(default=dict)
    op = models.DateTimeField(default=timezone.now)
    door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, null=True)

    objects = GebeurtenisQuerySet.as_manager()

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        indexes = [
            models.Index(fields=["gezin", "-op"], name="gebeurtenis_gezin_op"),
            BrinIndex(fields=["op"], name="gebeurtenis_op", pages_per_range=32, autosummarize=True),
        ]

    def __str__(self) -> str:
        return f"Gebeurtenis {self.pk}"

    @classmethod
    def leg_vast(
        cls, gezin: Gezin, soort: str, *, door_id: int | None, onderwerp_id: int | None = None, **gegevens: Any
    ) -> Gebeurtenis:
        """Write one line of the timeline, in the transaction of what happened. `gegevens`: ids and codes only."""
        return cls.objects.create(
            gezin=gezin, soort=soort, door_id=door_id, onderwerp_id=onderwerp_id, gegevens=gegevens
        )
