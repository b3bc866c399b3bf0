"""What stands in a gezinsplan, the familiegroepsplan, and the job that prints the plan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from gezinnen.models.gezin import Gebeurtenis, Gezin
from gezinnen.models.gezinsplan import (
    ConceptGewijzigd,
    Gezinsplan,
    GezinsplanQuerySet,
    Leefgebied,
    PlanGeweigerd,
    PlanStatus,
)
from gezinnen.models.leden import Gezinslid
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier


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

    @property
    def te_laat(self) -> bool:
        return self.status == ResultaatStatus.LOOPT and self.uiterlijk < timezone.localdate()

    @transaction.atomic
    def meld_voortgang(
        self,
        *,
        status: str,
        cijfer_nu: int,
        gm_sinds: date | None,
        door_id: int,
        reden: str = "",
        tot: date | None = None,
    ) -> None:
        """What happens after vaststelling; the plan itself and its snapshot stay as they were.

        `gm_sinds` opens or closes the Compensatie: `reden` says why the gezinsmanager stands in, `tot` which day was the last.
        """
        in_uitvoering(self.plan)
        self.status, self.cijfer_nu, self.gm_sinds = status, cijfer_nu, gm_sinds
        self.save(update_fields=["status", "cijfer_nu", "gm_sinds"])
        Gebeurtenis.leg_vast(
            self.gezin,
            "resultaat.voortgang",
            door_id=door_id,
            onderwerp_id=self.pk,
            status=status,
            cijfer=cijfer_nu,
            neemt_waar=gm_sinds is not None,
        )
        self.gezin.compensaties.volg(self, door_id=door_id, reden=reden, tot=tot)


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

    @transaction.atomic
    def meld_gedaan(self, op: date | None, *, door_id: int) -> None:
        """Done on this day; None: not done after all."""
        in_uitvoering(self.resultaat.plan)
        self.gedaan_op = op
        self.save(update_fields=["gedaan_op"])
        soort = "actie.gedaan" if op else "actie.toch_niet_gedaan"
        Gebeurtenis.leg_vast(self.gezin, soort, door_id=door_id, onderwerp_id=self.pk)


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


STOKT_NA = 5
OPNIEUW_NA = timedelta(minutes=5)
OPNIEUW_NA_STOKKEN = timedelta(days=1)


class PlanafdrukQuerySet(models.QuerySet["Planafdruk"]):
    def te_maken(self) -> PlanafdrukQuerySet:
        """Never begun, or begun and not finished: after 5 minutes again, after 5 failures once a day."""
        nu = timezone.now()
        return self.filter(
            Q(begonnen_op__isnull=True)
            | Q(begonnen_op__lt=nu - OPNIEUW_NA, pogingen__lt=STOKT_NA)
            | Q(begonnen_op__lt=nu - OPNIEUW_NA_STOKKEN),
            klaar_op__isnull=True,
        )


class Planafdruk(models.Model):
    """The job of the PDF of a vastgesteld gezinsplan or borgingsplan, and its result; the sweep finds it while `klaar_op` is empty."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen", systeem="lezen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="planafdrukken")
    plan = models.OneToOneField(Gezinsplan, on_delete=models.CASCADE, related_name="afdruk", null=True)
    borgingsplan = models.OneToOneField(
        "gezinnen.Borgingsplan", on_delete=models.CASCADE, related_name="afdruk", null=True
    )
    gevraagd_op = models.DateTimeField(default=timezone.now)
    begonnen_op = models.DateTimeField(null=True)
    klaar_op = models.DateTimeField(null=True)
    pogingen = models.PositiveSmallIntegerField(default=0)
    inhoud = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    objects = PlanafdrukQuerySet.as_manager()

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
            ),
            models.CheckConstraint(
                name="planafdruk_van_een_plan",
                condition=Q(plan__isnull=True, borgingsplan__isnull=False)
                | Q(plan__isnull=False, borgingsplan__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Planafdruk {self.pk}"

    @property
    def stokt(self) -> bool:
        return self.klaar_op is None and self.pogingen >= STOKT_NA


def in_uitvoering(plan: Gezinsplan) -> None:
    """Progress belongs to the plan in force; in a concept one changes the text itself."""
    if plan != plan.gezin.gezinsplannen.geldend():
        raise PlanGeweigerd("Voortgang hoort bij het plan dat nu geldt.")


__all__ = [
    "Actie",
    "ConceptGewijzigd",
    "EigenVisie",
    "Familiegroepsplan",
    "FamiliegroepsplanAntwoord",
    "Gezinspatroon",
    "Gezinsplan",
    "GezinsplanQuerySet",
    "Instemming",
    "Kindbehoefte",
    "Leefgebied",
    "PlanGeweigerd",
    "PlanStatus",
    "Planafdruk",
    "Planonderwerp",
    "Resultaat",
    "ResultaatStatus",
]
