"""Gezinsplan: concept (one, editable) or vastgesteld (numbered, immutable), with and in the words of the family."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.models.gezin import Gezin
from gezinnen.models.leden import Gezinslid
from ggw.organisatie.models import Medewerker
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


class PlanStatus(models.TextChoices):
    CONCEPT = "concept", "Concept"
    VASTGESTELD = "vastgesteld", "Vastgesteld"


class GezinsplanQuerySet(models.QuerySet["Gezinsplan"]):
    def concept(self) -> Gezinsplan | None:
        return self.filter(status=PlanStatus.CONCEPT).first()

    def geldend(self) -> Gezinsplan | None:
        """The newest vastgesteld plan."""
        return self.filter(status=PlanStatus.VASTGESTELD).order_by("-nummer").first()


@met_geschiedenis()
class Gezinsplan(models.Model):
    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="gezinsplannen")
    status = models.CharField(max_length=12, choices=PlanStatus.choices, default=PlanStatus.CONCEPT, editable=False)
    nummer = models.PositiveSmallIntegerField(null=True, editable=False)
    stip = models.TextField(
        "stip op de horizon: hoe ziet het leven eruit als het goed gaat", max_length=6000, blank=True
    )
    aanleiding = models.TextField("waarom is er een plan nodig", max_length=6000, blank=True)
    taal = models.CharField("taal waarin het plan is besproken", max_length=60, blank=True)
    versie = models.PositiveIntegerField(default=1, editable=False)
    auteur = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    ter_vaststelling_op = models.DateTimeField(null=True, editable=False)
    vastgesteld_op = models.DateTimeField(null=True, editable=False)
    vastgesteld_door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False, null=True
    )
    momentopname = models.JSONField(null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = GezinsplanQuerySet.as_manager()

    class Meta:
        verbose_name = "gezinsplan"
        verbose_name_plural = "gezinsplannen"
        constraints = [
            models.CheckConstraint(name="plan_status_geldig", condition=Q(status__in=PlanStatus.values)),
            models.UniqueConstraint(
                name="plan_een_concept",
                fields=["gezin"],
                condition=Q(status=PlanStatus.CONCEPT),
                violation_error_message="Er is al een concept van het gezinsplan.",
            ),
            models.UniqueConstraint(name="plan_nummer_uniek", fields=["gezin", "nummer"]),
            models.CheckConstraint(
                name="plan_vastgesteld_volledig",
                condition=Q(status=PlanStatus.CONCEPT, nummer__isnull=True, momentopname__isnull=True)
                | Q(
                    status=PlanStatus.VASTGESTELD,
                    nummer__isnull=False,
                    momentopname__isnull=False,
                    vastgesteld_op__isnull=False,
                    vastgesteld_door__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="plan_vier_ogen",
                condition=Q(vastgesteld_door__isnull=True) | ~Q(vastgesteld_door=F("auteur")),
                violation_error_message="Een plan dat u zelf schreef, stelt een collega vast.",
            ),
        ]

    def __str__(self) -> str:
        return f"Gezinsplan {self.pk}"


@met_geschiedenis()
class Planonderwerp(models.Model):
    """Worries and strengths in one area of life; a leefgebied without a row was not looked at."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Gezinsplan, on_delete=models.CASCADE, related_name="onderwerpen")
    leefgebied = models.ForeignKey(Leefgebied, on_delete=models.PROTECT, related_name="+")
    zorgen = models.TextField("zorgen", max_length=4000, blank=True)
    krachten = models.TextField("wat gaat goed", max_length=4000, blank=True)

    class Meta:
        verbose_name = "leefgebied in het plan"
        ordering = ["leefgebied__volgorde"]
        constraints = [models.UniqueConstraint(name="planonderwerp_uniek", fields=["plan", "leefgebied"])]

    def __str__(self) -> str:
        return f"Planonderwerp {self.pk}"


@met_geschiedenis()
class Gezinspatroon(models.Model):
    """A pattern that keeps unsafety alive."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Gezinsplan, on_delete=models.CASCADE, related_name="patronen")
    beschrijving = models.TextField("wat gebeurt er steeds weer", max_length=4000)
    gevolg = models.TextField("wat betekent dat voor de kinderen", max_length=4000, blank=True)

    class Meta:
        verbose_name = "gezinspatroon"
        verbose_name_plural = "gezinspatronen"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Gezinspatroon {self.pk}"


@met_geschiedenis()
class Kindbehoefte(models.Model):
    """What a child needs, and within which term."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Gezinsplan, on_delete=models.CASCADE, related_name="behoeften")
    kind = models.ForeignKey(Gezinslid, verbose_name="kind", on_delete=models.CASCADE, related_name="behoeften")
    behoefte = models.TextField("wat heeft dit kind nodig", max_length=4000)
    uiterlijk = models.DateField("uiterlijk op", null=True, blank=True)

    class Meta:
        verbose_name = "wat een kind nodig heeft"
        ordering = ["kind__geboortedatum", "id"]

    def __str__(self) -> str:
        return f"Kindbehoefte {self.pk}"


class ResultaatStatus(models.TextChoices):
    LOOPT = "loopt", "Loopt"
    BEHAALD = "behaald", "Behaald"
    VERVALLEN = "vervallen", "Vervallen"


@met_geschiedenis()
class Resultaat(models.Model):
    """A concrete, measurable result. In a next plan it is copied; `stam` is its first appearance, which contacts refer to."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="resultaten")
    plan = models.ForeignKey(Gezinsplan, on_delete=models.CASCADE, related_name="resultaten")
    stam = models.ForeignKey(
        "self", on_delete=models.SET_NULL, related_name="opvolgers", null=True, blank=True, editable=False
    )
    leefgebied = models.ForeignKey(Leefgebied, verbose_name="leefgebied", on_delete=models.PROTECT, related_name="+")
    wat = models.TextField(
        "wat is er dan anders", max_length=2000, help_text="Zo concreet dat een buurvrouw het zou zien."
    )
    zichtbaar = models.TextField("hoe zou een buurvrouw dat zien", max_length=2000, blank=True)
    uiterlijk = models.DateField("uiterlijk op")
    cijfer_nu = models.PositiveSmallIntegerField("cijfer nu (0-10)", validators=[MaxValueValidator(10)])
    cijfer_gewenst = models.PositiveSmallIntegerField("gewenst cijfer (0-10)", validators=[MaxValueValidator(10)])
    wie_hoort = models.CharField("wie zou dit moeten doen", max_length=160)
    wie_doet = models.CharField("wie doet het nu", max_length=160, blank=True)
    gm_sinds = models.DateField(
        "gezinsmanager neemt waar sinds",
        null=True,
        blank=True,
        help_text="Alleen als u doet wat een ander hoort te doen.",
    )
    status = models.CharField("stand", max_length=10, choices=ResultaatStatus.choices, default=ResultaatStatus.LOOPT)

    class Meta:
        verbose_name = "resultaat"
        verbose_name_plural = "resultaten"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="resultaat_cijfers",
                condition=Q(cijfer_nu__gte=0, cijfer_nu__lte=10, cijfer_gewenst__gte=0, cijfer_gewenst__lte=10),
                violation_error_message="Een cijfer is 0 tot en met 10.",
            ),
            models.CheckConstraint(name="resultaat_status_geldig", condition=Q(status__in=ResultaatStatus.values)),
        ]

    def __str__(self) -> str:
        return f"Resultaat {self.pk}"

    @property
    def stam_of_zelf_id(self) -> int:
        return self.stam_id or self.pk


@met_geschiedenis()
class Actie(models.Model):
    """Who does what when, for a resultaat."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="acties")
    resultaat = models.ForeignKey(Resultaat, on_delete=models.CASCADE, related_name="acties")
    wat = models.CharField("wat", max_length=300)
    wie = models.CharField("wie", max_length=160)
    wanneer = models.DateField("wanneer klaar", null=True, blank=True)
    gedaan_op = models.DateField("gedaan op", null=True, blank=True)

    class Meta:
        verbose_name = "actie"
        verbose_name_plural = "acties"
        ordering = ["wanneer", "id"]

    def __str__(self) -> str:
        return f"Actie {self.pk}"


class Instemming(models.TextChoices):
    EENS = "eens", "Eens"
    DEELS = "deels", "Deels eens"
    ONEENS = "oneens", "Niet eens"
    NIET_GEVRAAGD = "niet_gevraagd", "Nog niet gevraagd"


@met_geschiedenis()
class EigenVisie(models.Model):
    """A member's own view of the plan, in own words, and whether they agree; a pleegouder for the own part (Jeugdwet 4.1.3)."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Gezinsplan, on_delete=models.CASCADE, related_name="visies")
    gezinslid = models.ForeignKey(Gezinslid, verbose_name="wie", on_delete=models.CASCADE, related_name="visies")
    visie = models.TextField("wat vindt deze persoon van het plan, in eigen woorden", max_length=4000, blank=True)
    instemming = models.CharField(
        "eens met het plan", max_length=15, choices=Instemming.choices, default=Instemming.NIET_GEVRAAGD
    )
    op = models.DateField("besproken op", null=True, blank=True)

    class Meta:
        verbose_name = "eigen visie"
        verbose_name_plural = "eigen visies"
        ordering = ["gezinslid__geboortedatum", "id"]
        constraints = [
            models.UniqueConstraint(name="eigenvisie_uniek", fields=["plan", "gezinslid"]),
            models.CheckConstraint(name="eigenvisie_geldig", condition=Q(instemming__in=Instemming.values)),
        ]

    def __str__(self) -> str:
        return f"Eigen visie {self.pk}"


class FamiliegroepsplanAntwoord(models.TextChoices):
    NOG_NIET = "nog_niet", "Nog geen antwoord"
    JA = "ja", "Ja, de familie maakt een plan"
    NEE = "nee", "Nee"


@met_geschiedenis()
class Familiegroepsplan(models.Model):
    """Offered to the family first (Jeugdwet 4.1.2); the answer tells when the term of the gezinsplan starts (4.1.3 lid 5)."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="familiegroepsplannen")
    aangeboden_op = models.DateField("aangeboden op", default=timezone.localdate)
    antwoord = models.CharField(
        "antwoord van de familie",
        max_length=10,
        choices=FamiliegroepsplanAntwoord.choices,
        default=FamiliegroepsplanAntwoord.NOG_NIET,
    )
    beantwoord_op = models.DateField("geantwoord op", null=True, blank=True)
    toelichting = models.TextField("wat zegt de familie", max_length=2000, blank=True)

    class Meta:
        verbose_name = "familiegroepsplan"
        verbose_name_plural = "familiegroepsplannen"
        ordering = ["-aangeboden_op", "-id"]
        constraints = [
            models.CheckConstraint(
                name="fgp_antwoord_geldig", condition=Q(antwoord__in=FamiliegroepsplanAntwoord.values)
            ),
            models.CheckConstraint(
                name="fgp_antwoord_met_datum",
                condition=Q(antwoord=FamiliegroepsplanAntwoord.NOG_NIET, beantwoord_op__isnull=True)
                | (~Q(antwoord=FamiliegroepsplanAntwoord.NOG_NIET) & Q(beantwoord_op__isnull=False)),
                violation_error_message="Vul bij een antwoord de datum in, en zonder antwoord niet.",
            ),
            models.CheckConstraint(
                name="fgp_antwoord_na_aanbod",
                condition=Q(beantwoord_op__isnull=True) | Q(beantwoord_op__gte=F("aangeboden_op")),
                violation_error_message="Het antwoord kan niet voor het aanbod liggen.",
            ),
        ]

    def __str__(self) -> str:
        return f"Familiegroepsplan {self.pk}"


class Planafdruk(models.Model):
    """The job of the PDF of a vastgesteld plan, and its result; the sweep finds it as long as `klaar_op` is empty."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen", systeem="lezen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="planafdrukken")
    plan = models.OneToOneField(Gezinsplan, on_delete=models.CASCADE, related_name="afdruk")
    gevraagd_op = models.DateTimeField(default=timezone.now)
    begonnen_op = models.DateTimeField(null=True)
    klaar_op = models.DateTimeField(null=True)
    pogingen = models.PositiveSmallIntegerField(default=0)
    inhoud = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "planafdruk"
        verbose_name_plural = "planafdrukken"
        default_permissions = ()
        indexes = [models.Index(fields=["gevraagd_op"], condition=Q(klaar_op__isnull=True), name="planafdruk_open")]
        constraints = [
            models.CheckConstraint(
                name="planafdruk_klaar",
                condition=Q(klaar_op__isnull=True, inhoud__isnull=True)
                | Q(klaar_op__isnull=False, inhoud__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Planafdruk {self.pk}"
