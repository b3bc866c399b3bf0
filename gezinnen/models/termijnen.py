"""Norm: the rule of a deadline, as data with validity dates. Termijn: one deadline of one family."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from gezinnen.models.gezin import Gebeurtenis, Gezin
from gezinnen.werkdagen import maanden_later, werkdagen_later
from ggw.organisatie.models import Medewerker
from ggw.toegang.verklaring import Dossier, Naslag


class NormSoort(models.TextChoices):
    WET = "wet", "Wet"
    METHODE = "methode", "Methode"
    VOORBEELD = "voorbeeld", "Eigen afspraak (voorbeeld)"


class Eenheid(models.TextChoices):
    DAGEN = "dagen", "dagen"
    WERKDAGEN = "werkdagen", "werkdagen"
    WEKEN = "weken", "weken"
    MAANDEN = "maanden", "maanden"
    JAREN = "jaren", "jaren"


class Richting(models.TextChoices):
    NA = "na", "erna"
    VOOR = "voor", "ervoor"


class Ladder(models.TextChoices):
    VOLLEDIG = "volledig", "Klimt naar senior en teammanager"
    KORT = "kort", "Blijft bij de eigenaar en het team"
    GEEN = "geen", "Stuurt niets"


class Normeigenaar(models.TextChoices):
    GEZINSMANAGER = "gezinsmanager", "Gezinsmanager"
    WACHTER = "wachter", "Wachter"
    TEAMMANAGER = "teammanager", "Teammanager"
    BASISTEAM = "basisteam", "Basisteam"
    HOOFDAANNEMER = "hoofdaannemer", "Hoofdaannemer"
    TREDE = "trede", "Eigenaar van de trede"
    PRIVACY = "privacyfunctionaris", "Privacyfunctionaris"
    BEHEERDER = "beheerder", "Functioneel beheerder"
    GEZIN = "gezin", "Het gezin (ter informatie)"


class NormQuerySet(models.QuerySet["Norm"]):
    def op(self, dag: date) -> NormQuerySet:
        """The version of each norm that counts on this day."""
        return self.filter(Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=dag), geldig_vanaf__lte=dag)


class Norm(models.Model):
    """One version of a rule (`termijnen.csv` of the design). A change is a new version from its date; old terms keep theirs."""

    toegang: ClassVar = Naslag()

    code = models.SlugField("code", max_length=40)
    wat = models.CharField("wat", max_length=160)
    soort = models.CharField("soort", max_length=10, choices=NormSoort.choices)
    vanaf = models.CharField("geteld vanaf", max_length=200)
    aantal = models.PositiveSmallIntegerField("aantal", null=True, blank=True)
    eenheid = models.CharField("eenheid", max_length=10, choices=Eenheid.choices, default=Eenheid.DAGEN)
    richting = models.CharField("voor of na", max_length=4, choices=Richting.choices, default=Richting.NA)
    geldt_voor = models.CharField("geldt voor", max_length=120)
    opent_en_voldoet = models.CharField("wat opent en wat voldoet", max_length=200)
    eigenaar = models.CharField("wie is aan zet", max_length=20, choices=Normeigenaar.choices)
    ladder = models.CharField("herinneringen", max_length=10, choices=Ladder.choices)
    bron = models.CharField("bron", max_length=200)
    geldig_vanaf = models.DateField("geldt vanaf", default=date(2000, 1, 1))
    geldig_tot = models.DateField("geldt tot en met", null=True, blank=True)

    objects = NormQuerySet.as_manager()

    class Meta:
        verbose_name = "norm"
        verbose_name_plural = "normen"
        ordering = ["code", "geldig_vanaf"]
        constraints = [
            models.UniqueConstraint(
                name="norm_versie_uniek",
                fields=["code", "geldig_vanaf"],
                violation_error_message="Vanaf deze dag is er al een versie van deze norm.",
            ),
            models.UniqueConstraint(name="norm_een_open_versie", fields=["code"], condition=Q(geldig_tot__isnull=True)),
            models.CheckConstraint(name="norm_soort_geldig", condition=Q(soort__in=NormSoort.values)),
            models.CheckConstraint(name="norm_eenheid_geldig", condition=Q(eenheid__in=Eenheid.values)),
            models.CheckConstraint(name="norm_richting_geldig", condition=Q(richting__in=Richting.values)),
            models.CheckConstraint(name="norm_eigenaar_geldig", condition=Q(eigenaar__in=Normeigenaar.values)),
            models.CheckConstraint(name="norm_ladder_geldig", condition=Q(ladder__in=Ladder.values)),
            models.CheckConstraint(
                name="norm_periode",
                condition=Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=F("geldig_vanaf")),
                violation_error_message="De laatste dag ligt voor de eerste.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} vanaf {self.geldig_vanaf:%d-%m-%Y}"

    def uiterlijk(self, vanaf: date, aantal: int | None = None) -> date:
        """The last day, counted from `vanaf`. `aantal` when the length is agreed per family and not in the norm."""
        lengte = (self.aantal if self.aantal is not None else aantal) or 0
        lengte = -lengte if self.richting == Richting.VOOR else lengte
        if self.eenheid == Eenheid.WERKDAGEN:
            return werkdagen_later(vanaf, lengte)
        if self.eenheid in (Eenheid.MAANDEN, Eenheid.JAREN):
            return maanden_later(vanaf, lengte * (12 if self.eenheid == Eenheid.JAREN else 1))
        return vanaf + timedelta(days=lengte * (7 if self.eenheid == Eenheid.WEKEN else 1))

    @cached_property
    def soort_en_duur(self) -> str:
        """ "Wet: 6 weken"; a list of steps asks it for each."""
        return f"{self.get_soort_display()}: {self.duur}"

    @property
    def duur(self) -> str:
        """ "zelfde dag", "5 werkdagen", "16 weken ervoor"."""
        if self.aantal is None:
            return "volgens afspraak"
        if self.aantal == 0:
            return "op die dag" if self.richting == Richting.VOOR else "zelfde dag"
        enkel = {"dagen": "dag", "werkdagen": "werkdag", "weken": "week", "maanden": "maand", "jaren": "jaar"}
        eenheid = enkel[self.eenheid] if self.aantal == 1 or self.eenheid == Eenheid.JAREN else self.eenheid
        return f"{self.aantal} {eenheid}" + (" ervoor" if self.richting == Richting.VOOR else "")


class TermijnGeweigerd(Exception):
    """It cannot be done (any more). The text is for the person at the screen."""


def is_aan_ons(wacht_op: str, eigenaar_rol: str) -> bool:
    """Of one row what `TermijnQuerySet.aan_ons()` says of many."""
    return not wacht_op and eigenaar_rol != Normeigenaar.GEZIN


class TermijnQuerySet(models.QuerySet["Termijn"]):
    def open(self) -> TermijnQuerySet:
        return self.filter(gesloten_op__isnull=True)

    def te_laat(self) -> TermijnQuerySet:
        return self.open().filter(dag__lt=timezone.localdate())

    def aan_ons(self) -> TermijnQuerySet:
        """Ours to do: waits for nobody outside, and not only there to inform the family."""
        return self.filter(wacht_op="").exclude(eigenaar_rol=Normeigenaar.GEZIN)


class Sluiting(models.TextChoices):
    VOLDAAN = "voldaan", "Gedaan"
    VERVALLEN = "vervallen", "Niet meer nodig"
    NVT = "nvt", "Niet van toepassing"


class Termijn(models.Model):
    """A deadline of a family. Opened, moved and met by `gezinnen.termijnen.herbereken()` alone: nobody ticks it off.

    One open row per family, norm and subject. `dag` is the day that counts: the postponed one, or else that of the norm.
    """

    toegang: ClassVar = Dossier(
        medewerker="lezen toevoegen wijzigen", systeem="lezen toevoegen wijzigen", poort="lezen toevoegen wijzigen"
    )

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="termijnen")
    norm = models.ForeignKey(Norm, on_delete=models.PROTECT, related_name="termijnen")
    code = models.SlugField(max_length=40)
    onderwerp_soort = models.CharField(max_length=30, blank=True)
    onderwerp_id = models.BigIntegerField(null=True)
    vanaf = models.DateField("geteld vanaf")
    uiterlijk = models.DateField("uiterlijk volgens de norm")
    uitgesteld_tot = models.DateField("uitgesteld tot", null=True)
    dag = models.GeneratedField(
        expression=Coalesce("uitgesteld_tot", "uiterlijk"), output_field=models.DateField(), db_persist=True
    )
    eigenaar_rol = models.CharField(max_length=20, choices=Normeigenaar.choices)
    eigenaar = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="termijnen", db_constraint=False, null=True
    )
    wacht_op = models.CharField("wacht op", max_length=60, blank=True)
    gesloten_op = models.DateField(null=True)
    sluiting = models.CharField(max_length=10, choices=Sluiting.choices, blank=True)
    reden = models.CharField("reden van uitstel of niet van toepassing", max_length=300, blank=True)
    besloten_door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, null=True
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = TermijnQuerySet.as_manager()

    class Meta:
        verbose_name = "termijn"
        verbose_name_plural = "termijnen"
        ordering = ["dag", "id"]
        indexes = [
            models.Index(fields=["gezin", "code"], name="termijn_gezin_code"),
            models.Index(fields=["dag"], condition=Q(gesloten_op__isnull=True), name="termijn_open_dag"),
            models.Index(fields=["eigenaar", "dag"], condition=Q(gesloten_op__isnull=True), name="termijn_van_wie"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="termijn_een_open",
                fields=["gezin", "code", "onderwerp_soort", "onderwerp_id"],
                condition=Q(gesloten_op__isnull=True),
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="termijn_sluiting_geldig", condition=Q(sluiting__in=["", *Sluiting.values])),
            models.CheckConstraint(
                name="termijn_gesloten_hoe",
                condition=Q(gesloten_op__isnull=True, sluiting="") | (Q(gesloten_op__isnull=False) & ~Q(sluiting="")),
            ),
            models.CheckConstraint(
                name="termijn_besluit_met_reden",
                condition=Q(uitgesteld_tot__isnull=True) & ~Q(sluiting=Sluiting.NVT)
                | (~Q(reden="") & Q(besloten_door__isnull=False)),
                violation_error_message="Schrijf waarom.",
            ),
        ]

    def __str__(self) -> str:
        return f"Termijn {self.pk}"

    @property
    def dagen(self) -> int:
        """Days left; negative when late."""
        over: timedelta = self.dag - timezone.localdate()
        return over.days

    @property
    def aan_ons(self) -> bool:
        return is_aan_ons(self.wacht_op, self.eigenaar_rol)

    @property
    def is_zwaar(self) -> bool:
        """Safety and law: only a second person may postpone or drop it."""
        return self.norm.ladder == Ladder.VOLLEDIG

    @transaction.atomic
    def stel_uit(self, tot: date, *, reden: str, door_id: int) -> None:
        """Another day counts, with the reason in view. TermijnGeweigerd when it was closed meanwhile or the day is no later."""
        if tot <= max(timezone.localdate(), self.uiterlijk):
            raise TermijnGeweigerd("Kies een dag na vandaag en na de dag van de norm.")
        self._besluit(reden, door_id, uitgesteld_tot=tot)
        Gebeurtenis.leg_vast(self.gezin, "termijn.uitgesteld", door_id=door_id, onderwerp_id=self.pk, norm=self.code)

    @transaction.atomic
    def niet_van_toepassing(self, *, reden: str, door_id: int) -> None:
        """Closed without the thing itself. The next turn of a term that comes back opens as always."""
        self._besluit(reden, door_id, gesloten_op=timezone.localdate(), sluiting=Sluiting.NVT)
        Gebeurtenis.leg_vast(self.gezin, "termijn.nvt", door_id=door_id, onderwerp_id=self.pk, norm=self.code)

    def _besluit(self, reden: str, door_id: int, **velden: date | str) -> None:
        if not reden.strip():
            raise TermijnGeweigerd("Schrijf waarom.")
        open_ = Termijn.objects.open().filter(pk=self.pk)
        if not open_.update(reden=reden, besloten_door_id=door_id, **velden):
            raise TermijnGeweigerd("Deze termijn is intussen al klaar.")
        self.refresh_from_db()
