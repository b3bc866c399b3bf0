"""Court measures, authorisations, hearings and written instructions (domein.md section 1)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from gezinnen.maatregeltermijnen import (
    AANWIJZING_DAGEN,
    MACHTIGING_MAANDEN,
    langer_dan_de_wet,
    redenlijst,
)
from gezinnen.models.gezin import Gebeurtenis, Gezin
from gezinnen.models.leden import Gezinslid
from gezinnen.werkdagen import maanden_later
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


class RedenQuerySet(models.QuerySet["RedenEindeMaatregel"]):
    def voor(self, soort_id: str) -> RedenQuerySet:
        """The reasons that fit a kind of measure: OTS, voogdij, or jeugdreclassering (also for the voluntary ones)."""
        return self.filter(soort=redenlijst(soort_id))


class RedenEindeMaatregel(models.Model):
    """codelijsten/reden_einde_maatregel.csv; reasons without an official list are example data."""

    toegang: ClassVar = Naslag()

    soort = models.CharField(max_length=20)
    code = models.CharField(max_length=4)
    naam = models.CharField(max_length=120)
    voorbeeld = models.BooleanField(default=False)

    objects = RedenQuerySet.as_manager()

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

    def dwang(self) -> MaatregelQuerySet:
        return self.filter(soort__kader=Kader.MAATREGEL)


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

    @property
    def loopt(self) -> bool:
        """As `MaatregelQuerySet.lopend()`."""
        vandaag = timezone.localdate()
        return (
            self.begin <= vandaag
            and (self.beeindigd_op is None or self.beeindigd_op > vandaag)
            and (self.einde is None or self.einde >= vandaag)
        )

    @property
    def is_toekomst(self) -> bool:
        return self.begin > timezone.localdate()

    @property
    def erg_lang(self) -> bool:
        return langer_dan_de_wet(self.soort_id, self.begin, self.einde)

    def verlenging(self) -> Maatregel:
        """An unsaved row that extends this one from the day after its end."""
        nieuw = Maatregel(gezin=self.gezin, kind=self.kind, soort=self.soort, verlengt=self)
        nieuw.rechtbank, nieuw.bedreigingen = self.rechtbank, self.bedreigingen
        if self.einde is not None:
            nieuw.begin = self.einde + timedelta(days=1)
        return nieuw


def kader_van(gezin: Gezin) -> Kader:
    """Follows from the measures: maatregel while one with that frame runs for any child, else preventief."""
    return Kader.MAATREGEL if gezin.maatregelen.lopend().dwang().exists() else Kader.PREVENTIEF


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

    @property
    def vervalt_op(self) -> date | None:
        """Day on which it lapses when nobody carries it out (BW 1:265c lid 3); None when that was done or it ended."""
        if self.uitgevoerd_op is not None or self.beeindigd_op is not None:
            return None
        return maanden_later(self.beschikking_op or self.begin, MACHTIGING_MAANDEN)

    @property
    def is_toekomst(self) -> bool:
        return self.begin > timezone.localdate()

    @property
    def is_vervallen(self) -> bool:
        return self.vervalt_op is not None and self.vervalt_op < timezone.localdate()

    @property
    def loopt(self) -> bool:
        vandaag = timezone.localdate()
        geeindigd = self.beeindigd_op is not None and self.beeindigd_op <= vandaag
        return self.begin <= vandaag <= self.einde and not geeindigd and not self.is_vervallen

    @property
    def erg_lang(self) -> bool:
        return langer_dan_de_wet(self.soort_id, self.begin, self.einde)

    def verlenging(self) -> Machtiging:
        """An unsaved row that extends this one. It lasts, so it counts as carried out when this one was."""
        begin = self.einde + timedelta(days=1)
        return Machtiging(
            gezin=self.gezin,
            kind=self.kind,
            soort=self.soort,
            maatregel=self.maatregel,
            begin=begin,
            uitgevoerd_op=begin if self.uitgevoerd_op else None,
            verlengt=self,
        )

    @transaction.atomic
    def voer_uit(self, op: date, *, door_id: int) -> None:
        self.uitgevoerd_op = op
        self.save(update_fields=["uitgevoerd_op"])
        Gebeurtenis.leg_vast(self.gezin, "machtiging.uitgevoerd", door_id=door_id, onderwerp_id=self.pk)


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

    @property
    def naar_rechter_tot(self) -> date:
        """Last day to ask the court to declare it void (BW 1:264): two weeks from the day after sending."""
        return self.verzonden_op + timedelta(days=AANWIJZING_DAGEN)

    @property
    def kan_naar_rechter(self) -> bool:
        return timezone.localdate() <= self.naar_rechter_tot

    @property
    def antwoord_uiterlijk(self) -> date | None:
        """Last day to answer a request to withdraw it (BW 1:265); None when there is none open."""
        if self.intrekking_gevraagd_op is None or self.beantwoord_op is not None or self.ingetrokken_op is not None:
            return None
        return self.intrekking_gevraagd_op + timedelta(days=AANWIJZING_DAGEN)
