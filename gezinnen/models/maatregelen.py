"""Court measures, authorisations, hearings, written instructions, and where a child stays (domein.md section 1)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from gezinnen.models.gezin import Gezin
from gezinnen.models.leden import Gezinslid
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier, Naslag


class Kader(models.TextChoices):
    """Legal frame. On screens: preventief and maatregel; nobody says drang or dwang at the kitchen table."""

    PREVENTIEF = "drang", "preventief"
    MAATREGEL = "dwang", "maatregel"


class Maatregelsoort(models.Model):
    """Codes of CBS Beleidsinformatie Jeugd v7 (codelijsten/maatregelen.csv, machtigingen.csv)."""

    toegang: ClassVar = Naslag()

    code = models.CharField("code", max_length=4, primary_key=True)
    naam = models.CharField("naam", max_length=160)
    kort = models.CharField("korte naam", max_length=30)
    kader = models.CharField("kader", max_length=10, choices=Kader.choices, default=Kader.MAATREGEL)
    is_machtiging = models.BooleanField(default=False)
    bron = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "soort maatregel"
        verbose_name_plural = "soorten maatregelen"
        ordering = ["code"]
        constraints = [models.CheckConstraint(name="maatregelsoort_kader_geldig", condition=Q(kader__in=Kader.values))]

    def __str__(self) -> str:
        return self.kort


class RedenEindeMaatregel(models.Model):
    """codelijsten/reden_einde_maatregel.csv; reasons without an official list are example data."""

    toegang: ClassVar = Naslag()

    soort = models.CharField(max_length=20)
    code = models.CharField(max_length=4)
    naam = models.CharField(max_length=120)
    voorbeeld = models.BooleanField(default=False)

    class Meta:
        verbose_name = "reden einde maatregel"
        verbose_name_plural = "redenen einde maatregel"
        ordering = ["soort", "code"]
        constraints = [models.UniqueConstraint(name="reden_einde_uniek", fields=["soort", "code"])]

    def __str__(self) -> str:
        return self.naam


class MaatregelQuerySet(models.QuerySet["Maatregel"]):
    def lopend(self) -> MaatregelQuerySet:
        """Measures in force today: begun, not ended by decision, last day of the order not passed."""
        vandaag = timezone.localdate()
        return self.filter(
            Q(beeindigd_op__isnull=True) | Q(beeindigd_op__gt=vandaag),
            Q(einde__isnull=True) | Q(einde__gte=vandaag),
            begin__lte=vandaag,
        )


@met_geschiedenis()
class Maatregel(models.Model):
    """A court measure for one child; begin and end come from the order, maxima of the law are no default."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="maatregelen")
    kind = models.ForeignKey(Gezinslid, verbose_name="kind", on_delete=models.CASCADE, related_name="maatregelen")
    soort = models.ForeignKey(
        Maatregelsoort,
        verbose_name="maatregel",
        on_delete=models.PROTECT,
        related_name="maatregelen",
        limit_choices_to={"is_machtiging": False},
    )
    rechtbank = models.CharField("rechtbank", max_length=120, blank=True)
    beschikkingsnummer = models.CharField("nummer van de beschikking", max_length=60, blank=True)
    beschikking_op = models.DateField("datum van de beschikking", null=True, blank=True)
    kennis_op = models.DateField(
        "wij wisten ervan op",
        null=True,
        blank=True,
        help_text="Vanaf deze dag loopt de termijn voor het eerste contact.",
    )
    begin = models.DateField("begint op")
    einde = models.DateField("loopt tot en met", null=True, blank=True, help_text="Zoals in de beschikking staat.")
    bedreigingen = models.TextField("concrete bedreigingen die de beschikking noemt", max_length=4000, blank=True)
    verlengt = models.ForeignKey(
        "self",
        verbose_name="is een verlenging van",
        on_delete=models.SET_NULL,
        related_name="verlengingen",
        null=True,
        blank=True,
    )
    beeindigd_op = models.DateField("eerder geëindigd op", null=True, blank=True)
    reden_einde = models.ForeignKey(
        RedenEindeMaatregel,
        verbose_name="reden van het einde",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )

    objects = MaatregelQuerySet.as_manager()

    class Meta:
        verbose_name = "maatregel"
        verbose_name_plural = "maatregelen"
        ordering = ["-begin", "-id"]
        constraints = [
            models.CheckConstraint(
                name="maatregel_periode",
                condition=Q(einde__isnull=True) | Q(einde__gte=F("begin")),
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
            models.CheckConstraint(
                name="maatregel_einde_met_reden",
                condition=Q(beeindigd_op__isnull=True) | Q(reden_einde__isnull=False),
                violation_error_message="Kies de reden van het einde.",
            ),
            models.CheckConstraint(
                name="maatregel_beeindigd_na_begin",
                condition=Q(beeindigd_op__isnull=True) | Q(beeindigd_op__gte=F("begin")),
                violation_error_message="Het einde ligt voor het begin.",
            ),
        ]

    def __str__(self) -> str:
        return f"Maatregel {self.pk}"


@met_geschiedenis()
class Machtiging(models.Model):
    """Authorisation of the court (uithuisplaatsing 72, gesloten 71); apart from the measure it goes with."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="machtigingen")
    kind = models.ForeignKey(Gezinslid, verbose_name="kind", on_delete=models.CASCADE, related_name="machtigingen")
    soort = models.ForeignKey(
        Maatregelsoort,
        verbose_name="machtiging",
        on_delete=models.PROTECT,
        related_name="machtigingen",
        limit_choices_to={"is_machtiging": True},
    )
    maatregel = models.ForeignKey(
        Maatregel,
        verbose_name="hoort bij",
        on_delete=models.SET_NULL,
        related_name="machtigingen",
        null=True,
        blank=True,
    )
    beschikkingsnummer = models.CharField("nummer van de beschikking", max_length=60, blank=True)
    beschikking_op = models.DateField("datum van de beschikking", null=True, blank=True)
    begin = models.DateField("begint op")
    einde = models.DateField("loopt tot en met", help_text="Zoals in de beschikking staat.")
    verlengt = models.ForeignKey(
        "self",
        verbose_name="is een verlenging van",
        on_delete=models.SET_NULL,
        related_name="verlengingen",
        null=True,
        blank=True,
    )
    uitgevoerd_op = models.DateField(
        "uitgevoerd op",
        null=True,
        blank=True,
        help_text="Zonder uitvoering vervalt de machtiging na 3 maanden (BW 1:265c).",
    )
    beeindigd_op = models.DateField("eerder geëindigd op", null=True, blank=True)

    class Meta:
        verbose_name = "machtiging"
        verbose_name_plural = "machtigingen"
        ordering = ["-begin", "-id"]
        constraints = [
            models.CheckConstraint(
                name="machtiging_periode",
                condition=Q(einde__gte=F("begin")),
                violation_error_message="De einddatum ligt voor de begindatum.",
            )
        ]

    def __str__(self) -> str:
        return f"Machtiging {self.pk}"


class ZittingUitkomst(models.TextChoices):
    TOEGEWEZEN = "toegewezen", "Toegewezen"
    DEELS = "deels", "Deels toegewezen"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    AANGEHOUDEN = "aangehouden", "Aangehouden"
    SCHORSING_GEZAG = "schorsing_gezag", "Gezag geschorst"


@met_geschiedenis()
class Zitting(models.Model):
    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="zittingen")
    op = models.DateTimeField("dag en tijd")
    rechtbank = models.CharField("rechtbank", max_length=120, blank=True)
    onderwerp = models.CharField("waar gaat de zitting over", max_length=300)
    kind = models.ForeignKey(
        Gezinslid,
        verbose_name="kind",
        on_delete=models.CASCADE,
        related_name="zittingen",
        null=True,
        blank=True,
        help_text="Leeg laten als de zitting over alle kinderen gaat.",
    )
    maatregel = models.ForeignKey(
        Maatregel, verbose_name="maatregel", on_delete=models.SET_NULL, related_name="zittingen", null=True, blank=True
    )
    uitkomst = models.CharField("uitkomst", max_length=20, choices=ZittingUitkomst.choices, blank=True)
    toelichting = models.TextField("toelichting op de uitkomst", max_length=4000, blank=True)

    class Meta:
        verbose_name = "zitting"
        verbose_name_plural = "zittingen"
        ordering = ["-op", "-id"]
        constraints = [
            models.CheckConstraint(
                name="zitting_uitkomst_geldig", condition=Q(uitkomst="") | Q(uitkomst__in=ZittingUitkomst.values)
            )
        ]

    def __str__(self) -> str:
        return f"Zitting {self.pk}"


@met_geschiedenis()
class SchriftelijkeAanwijzing(models.Model):
    """Written instruction under OTS (BW 1:263); after sending there are two weeks to go to court (1:264)."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="aanwijzingen")
    maatregel = models.ForeignKey(
        Maatregel, verbose_name="onder welke OTS", on_delete=models.CASCADE, related_name="aanwijzingen"
    )
    aan = models.ForeignKey(Gezinslid, verbose_name="aan wie", on_delete=models.CASCADE, related_name="aanwijzingen")
    tekst = models.TextField("wat moet deze persoon doen", max_length=6000)
    verzonden_op = models.DateField("verzonden op")
    intrekking_gevraagd_op = models.DateField("verzoek tot intrekking ontvangen op", null=True, blank=True)
    beantwoord_op = models.DateField("verzoek beantwoord op", null=True, blank=True)
    ingetrokken_op = models.DateField("ingetrokken of vervallen op", null=True, blank=True)

    class Meta:
        verbose_name = "schriftelijke aanwijzing"
        verbose_name_plural = "schriftelijke aanwijzingen"
        ordering = ["-verzonden_op", "-id"]
        constraints = [
            models.CheckConstraint(
                name="aanwijzing_antwoord_na_verzoek",
                condition=Q(beantwoord_op__isnull=True)
                | Q(intrekking_gevraagd_op__isnull=False, beantwoord_op__gte=F("intrekking_gevraagd_op")),
                violation_error_message="Vul eerst in wanneer het verzoek tot intrekking kwam.",
            )
        ]

    def __str__(self) -> str:
        return f"Schriftelijke aanwijzing {self.pk}"


class Verblijfsoort(models.Model):
    """Kinds of stay: example list of our own, the beheerder can change it."""

    toegang: ClassVar = Naslag()

    code = models.CharField("code", max_length=20, primary_key=True)
    naam = models.CharField("naam", max_length=80)
    uit_huis = models.BooleanField("niet thuis", default=False)

    class Meta:
        verbose_name = "soort verblijf"
        verbose_name_plural = "soorten verblijf"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


@met_geschiedenis()
class Verblijf(models.Model):
    """Where a child lives or stays, also at home; several at once are possible (nights a week)."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="verblijven")
    kind = models.ForeignKey(Gezinslid, verbose_name="kind", on_delete=models.CASCADE, related_name="verblijven")
    soort = models.ForeignKey(Verblijfsoort, verbose_name="soort verblijf", on_delete=models.PROTECT, related_name="+")
    waar = models.CharField("waar of bij wie", max_length=160, help_text="Bijvoorbeeld: bij oma. Geen adres.")
    nachten = models.PositiveSmallIntegerField("nachten per week", default=7)
    vanaf = models.DateField("vanaf")
    tot = models.DateField("tot en met", null=True, blank=True)
    machtiging = models.ForeignKey(
        Machtiging,
        verbose_name="op grond van machtiging",
        on_delete=models.SET_NULL,
        related_name="verblijven",
        null=True,
        blank=True,
    )
    reden = models.CharField("waarom verhuist het kind", max_length=300, blank=True)

    class Meta:
        verbose_name = "verblijf"
        verbose_name_plural = "verblijven"
        ordering = ["-vanaf", "-id"]
        constraints = [
            models.CheckConstraint(
                name="verblijf_nachten",
                condition=Q(nachten__gte=0, nachten__lte=7),
                violation_error_message="Een week heeft 0 tot 7 nachten.",
            ),
            models.CheckConstraint(
                name="verblijf_periode",
                condition=Q(tot__isnull=True) | Q(tot__gte=F("vanaf")),
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]

    def __str__(self) -> str:
        return f"Verblijf {self.pk}"
