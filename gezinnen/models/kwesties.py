"""Kwestie: what blocks the help of a family, and how it climbs from level to level until somebody decides."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.gezinsadres import gezinsadres
from gezinnen.models.gezin import Gebeurtenis, Gezin
from gezinnen.models.leden import Gezinslid
from gezinnen.models.plan import Resultaat
from ggw.organisatie.models import Medewerker
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier, Naslag


class Niveau(models.IntegerChoices):
    """The levels of the ladder; who owns each and what they may decide is in `gezinnen.kwesties`."""

    UITVOERING = 1, "Uitvoering"
    SENIOR = 2, "Senior en zorgbemiddeling"
    TEAMMANAGER = 3, "Teammanager"
    DIRECTIE = 4, "Directie"
    GEMEENTE = 5, "Gemeente"


BUITEN_HET_TEAM = Niveau.DIRECTIE
"""From here the one who decides has no account: the step records which organisation or function has it."""


class KwestieGeweigerd(Exception):
    """It cannot be done (any more). The text is for the person at the screen."""


class Kwestieoorzaak(models.Model):
    """Why something blocks; example content that the beheerder keeps."""

    toegang: ClassVar = Naslag()

    code = models.CharField("code", max_length=20, primary_key=True)
    naam = models.CharField("naam", max_length=80)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    actief = models.BooleanField("in gebruik", default=True)

    class Meta:
        verbose_name = "oorzaak van een kwestie"
        verbose_name_plural = "oorzaken van een kwestie"
        ordering = ["volgorde", "naam"]

    def __str__(self) -> str:
        return self.naam


class KwestieQuerySet(models.QuerySet["Kwestie"]):
    def open(self) -> KwestieQuerySet:
        return self.filter(opgelost_op__isnull=True)

    def opgelost(self) -> KwestieQuerySet:
        return self.filter(opgelost_op__isnull=False)

    def langst_eerst(self) -> KwestieQuerySet:
        return self.order_by("begonnen_op", "id")


@met_geschiedenis()
class Kwestie(models.Model):
    """An obstacle. `niveau` is where it is now, since `niveau_sinds`; `begonnen_op` is when it began to block."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen", systeem="lezen toevoegen", poort="lezen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="kwesties")
    wat = models.TextField("wat loopt er vast", max_length=4000)
    oorzaak = models.ForeignKey(
        Kwestieoorzaak, verbose_name="waardoor", on_delete=models.PROTECT, related_name="kwesties"
    )
    resultaat = models.ForeignKey(
        Resultaat, verbose_name="resultaat", on_delete=models.SET_NULL, related_name="kwesties", null=True, blank=True
    )
    kind = models.ForeignKey(
        Gezinslid, verbose_name="kind", on_delete=models.SET_NULL, related_name="kwesties", null=True, blank=True
    )
    begonnen_op = models.DateField("sinds wanneer loopt het vast", default=timezone.localdate)
    niveau = models.PositiveSmallIntegerField(choices=Niveau.choices, default=Niveau.UITVOERING, editable=False)
    niveau_sinds = models.DateField(default=timezone.localdate, editable=False)
    bij_wie = models.CharField("bij wie ligt het", max_length=160, blank=True, editable=False)
    opgelost_op = models.DateField("opgelost op", null=True, blank=True, editable=False)
    oplossing = models.TextField("hoe is het opgelost", max_length=4000, blank=True, editable=False)
    opgelost_door = models.CharField("wie nam het besluit", max_length=160, blank=True, editable=False)
    sleutel = models.UUIDField(editable=False)
    door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = KwestieQuerySet.as_manager()

    class Meta:
        verbose_name = "kwestie"
        verbose_name_plural = "kwesties"
        ordering = ["-begonnen_op", "-id"]
        indexes = [
            models.Index(fields=["gezin"], condition=Q(opgelost_op__isnull=True), name="kwestie_open_gezin"),
            models.Index(
                fields=["begonnen_op", "id"], condition=Q(opgelost_op__isnull=True), name="kwestie_open_langst"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="kwestie_een_keer",
                fields=["gezin", "sleutel"],
                violation_error_message="Deze kwestie is al gemeld.",
            ),
            models.CheckConstraint(name="kwestie_niveau_geldig", condition=Q(niveau__in=Niveau.values)),
            models.CheckConstraint(
                name="kwestie_bij_wie",
                condition=Q(niveau__lt=BUITEN_HET_TEAM) | ~Q(bij_wie=""),
                violation_error_message="Schrijf bij welke organisatie of functie de kwestie nu ligt.",
            ),
            models.CheckConstraint(
                name="kwestie_opgelost_hoe",
                condition=Q(opgelost_op__isnull=True, oplossing="", opgelost_door="")
                | (Q(opgelost_op__isnull=False) & ~Q(oplossing="") & ~Q(opgelost_door="")),
                violation_error_message="Schrijf hoe de kwestie is opgelost, en door wie.",
            ),
            models.CheckConstraint(
                name="kwestie_periode",
                condition=Q(opgelost_op__isnull=True) | Q(opgelost_op__gte=F("begonnen_op")),
                violation_error_message="De kwestie kan niet zijn opgelost voordat zij begon.",
            ),
        ]

    def __str__(self) -> str:
        return f"Kwestie {self.pk}"

    def get_absolute_url(self) -> str:
        return gezinsadres("gezinnen:kwestie", self.gezin.nummer, self.pk)

    @property
    def is_open(self) -> bool:
        return self.opgelost_op is None

    @property
    def dagen(self) -> int:
        """Days that it blocked, or blocks until today."""
        return ((self.opgelost_op or timezone.localdate()) - self.begonnen_op).days

    @transaction.atomic
    def meld(self, *, door_id: int) -> None:
        """The first step of a kwestie that was just saved."""
        self._zet_stap(Stapsoort.GEMELD, door_id=door_id, waarom=self.wat)
        Gebeurtenis.leg_vast(
            self.gezin, "kwestie.gemeld", door_id=door_id, onderwerp_id=self.pk, oorzaak=self.oorzaak_id
        )

    @transaction.atomic
    def escaleer(self, naar: int, *, van: int, waarom: str, bij_wie: str, door_id: int) -> None:
        """To a higher level. `van` is the level that was on the screen: KwestieGeweigerd when it is not there any more."""
        if naar <= van or naar not in Niveau.values:
            raise KwestieGeweigerd("Een kwestie gaat alleen naar een hoger niveau.")
        if not waarom.strip():
            raise KwestieGeweigerd("Schrijf waarom.")
        if naar >= BUITEN_HET_TEAM and not bij_wie.strip():
            raise KwestieGeweigerd("Schrijf bij welke organisatie of functie de kwestie nu ligt.")
        vandaag = timezone.localdate()
        rijen = Kwestie.objects.open().filter(pk=self.pk, niveau=van)
        if not rijen.update(niveau=naar, niveau_sinds=vandaag, bij_wie=bij_wie):
            raise KwestieGeweigerd("Een collega heeft deze kwestie intussen verder gebracht of opgelost.")
        self.niveau, self.niveau_sinds, self.bij_wie = naar, vandaag, bij_wie
        self._zet_stap(Stapsoort.OMHOOG, door_id=door_id, waarom=waarom, van=van, bij_wie=bij_wie)
        Gebeurtenis.leg_vast(
            self.gezin, "kwestie.omhoog", door_id=door_id, onderwerp_id=self.pk, van=van, naar=int(naar)
        )

    @transaction.atomic
    def los_op(self, *, hoe: str, wie: str, op: date, door_id: int) -> None:
        """Solved on this day by this decision; the level stays where it was."""
        if not self.begonnen_op <= op <= timezone.localdate():
            raise KwestieGeweigerd("Kies een dag sinds de kwestie begon, tot en met vandaag.")
        if not hoe.strip() or not wie.strip():
            raise KwestieGeweigerd("Schrijf hoe de kwestie is opgelost, en door wie.")
        rijen = Kwestie.objects.open().filter(pk=self.pk)
        if not rijen.update(opgelost_op=op, oplossing=hoe, opgelost_door=wie):
            raise KwestieGeweigerd("Deze kwestie was al opgelost.")
        self.opgelost_op, self.oplossing, self.opgelost_door = op, hoe, wie
        self._zet_stap(Stapsoort.OPGELOST, door_id=door_id, waarom=hoe, van=self.niveau, bij_wie=wie, op=op)
        Gebeurtenis.leg_vast(self.gezin, "kwestie.opgelost", door_id=door_id, onderwerp_id=self.pk)

    @transaction.atomic
    def heropen(self, *, waarom: str, door_id: int) -> None:
        """It blocks again: open at the level where it was, and the time of that level starts anew."""
        if not waarom.strip():
            raise KwestieGeweigerd("Schrijf waarom.")
        vandaag = timezone.localdate()
        rijen = Kwestie.objects.opgelost().filter(pk=self.pk)
        if not rijen.update(opgelost_op=None, oplossing="", opgelost_door="", niveau_sinds=vandaag):
            raise KwestieGeweigerd("Deze kwestie was al open.")
        self.refresh_from_db()
        self._zet_stap(Stapsoort.HEROPEND, door_id=door_id, waarom=waarom, van=self.niveau, bij_wie=self.bij_wie)
        Gebeurtenis.leg_vast(self.gezin, "kwestie.heropend", door_id=door_id, onderwerp_id=self.pk)

    def _zet_stap(
        self,
        soort: str,
        *,
        door_id: int,
        waarom: str,
        van: int | None = None,
        bij_wie: str = "",
        op: date | None = None,
    ) -> None:
        Kwestiestap.objects.create(
            gezin_id=self.gezin_id,
            kwestie=self,
            soort=soort,
            van=van,
            naar=self.niveau,
            bij_wie=bij_wie,
            waarom=waarom,
            op=op or timezone.localdate(),
            door_id=door_id,
        )


class Stapsoort(models.TextChoices):
    GEMELD = "gemeld", "Gemeld"
    OMHOOG = "omhoog", "Naar een hoger niveau"
    OPGELOST = "opgelost", "Opgelost"
    HEROPEND = "heropend", "Opnieuw open"


class Kwestiestap(models.Model):
    """What happened to a kwestie, by whom and why. Append-only: nobody has the right to change or remove a step."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen", systeem="lezen toevoegen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    kwestie = models.ForeignKey(Kwestie, on_delete=models.CASCADE, related_name="stappen")
    soort = models.CharField(max_length=10, choices=Stapsoort.choices)
    van = models.PositiveSmallIntegerField(choices=Niveau.choices, null=True)
    naar = models.PositiveSmallIntegerField(choices=Niveau.choices)
    bij_wie = models.CharField(max_length=160, blank=True)
    waarom = models.TextField(max_length=4000)
    op = models.DateField(default=timezone.localdate)
    door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "stap van een kwestie"
        verbose_name_plural = "stappen van een kwestie"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="kwestiestap_soort_geldig", condition=Q(soort__in=Stapsoort.values)),
            models.CheckConstraint(
                name="kwestiestap_niveau_geldig",
                condition=Q(naar__in=Niveau.values) & (Q(van__isnull=True) | Q(van__in=Niveau.values)),
            ),
            models.CheckConstraint(
                name="kwestiestap_omhoog", condition=~Q(soort=Stapsoort.OMHOOG) | Q(naar__gt=F("van"))
            ),
        ]

    def __str__(self) -> str:
        return f"Kwestiestap {self.pk}"
