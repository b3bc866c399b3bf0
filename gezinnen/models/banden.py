"""Ties between the people of a family: relations, gezag, the network around them, and who is known elsewhere."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.models.gezin import Geslacht, Gezin
from gezinnen.models.leden import Gezinslid
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier, Poort

OUDER = {Geslacht.VROUW.value: "moeder", Geslacht.MAN.value: "vader"}
KIND = {Geslacht.VROUW.value: "dochter", Geslacht.MAN.value: "zoon"}


class RelatieSoort(models.TextChoices):
    PARTNER = "partner", "Partner"
    EX_PARTNER = "ex_partner", "Ex-partner"
    OUDER = "ouder", "Ouder van"


@met_geschiedenis()
class Relatie(models.Model):
    """Between two people of the family. OUDER reads from → to: `van` is a parent of `naar`."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="relaties")
    van = models.ForeignKey(Gezinslid, verbose_name="wie", on_delete=models.CASCADE, related_name="relaties_van")
    soort = models.CharField("is", max_length=12, choices=RelatieSoort.choices)
    naar = models.ForeignKey(Gezinslid, verbose_name="van wie", on_delete=models.CASCADE, related_name="relaties_naar")
    vanaf = models.DateField("vanaf", null=True, blank=True)
    tot = models.DateField("tot en met", null=True, blank=True)

    class Meta:
        verbose_name = "relatie"
        verbose_name_plural = "relaties"
        constraints = [
            models.CheckConstraint(name="relatie_soort_geldig", condition=Q(soort__in=RelatieSoort.values)),
            models.CheckConstraint(
                name="relatie_twee_mensen",
                condition=~Q(van=F("naar")),
                violation_error_message="Kies twee verschillende mensen.",
            ),
            models.UniqueConstraint(
                name="relatie_uniek",
                fields=["gezin", "van", "soort", "naar"],
                condition=Q(tot__isnull=True),
                violation_error_message="Deze relatie staat er al.",
            ),
        ]

    def __str__(self) -> str:
        return f"Relatie {self.pk}"

    def clean(self) -> None:
        """Partner and ex-partner hold both ways, so the mirror of a row that runs is the same row."""
        if self.vanaf and self.tot and self.tot < self.vanaf:
            raise ValidationError({"tot": "De einddatum ligt voor de begindatum."})
        omgekeerd = Relatie.objects.filter(van_id=self.naar_id, naar_id=self.van_id, soort=self.soort, tot__isnull=True)
        if self.tot is None and omgekeerd.exclude(pk=self.pk).exists():
            raise ValidationError("Deze relatie staat er al.")

    @property
    def loopt(self) -> bool:
        return self.tot is None or self.tot >= timezone.localdate()

    def woord(self, wie: Gezinslid) -> str:
        """What `wie`, one of the two, is to the other: "moeder", "kind", "ex-partner"."""
        if self.soort == RelatieSoort.OUDER:
            if wie.pk == self.naar_id:
                return KIND.get(wie.geslacht, "kind")
            return OUDER.get(wie.geslacht, "ouder")
        return RelatieSoort(self.soort).label.lower()


class GezagSoort(models.TextChoices):
    OUDERLIJK = "ouderlijk", "Ouderlijk gezag"
    GEZAMENLIJK = "gezamenlijk", "Gezamenlijk gezag met een ouder"
    VOOGDIJ = "voogdij", "Voogdij door een persoon"
    VOOGDIJ_GI = "voogdij_gi", "Voogdij door de instelling"
    GESCHORST = "geschorst", "Gezag geschorst"


class GezagQuerySet(models.QuerySet["Gezag"]):
    def lopend(self) -> GezagQuerySet:
        """In force today."""
        vandaag = timezone.localdate()
        return self.filter(Q(tot__isnull=True) | Q(tot__gte=vandaag), vanaf__lte=vandaag)


@met_geschiedenis()
class Gezag(models.Model):
    """Who holds authority over a child, from–to: the only truth; exchange codes are derived from it (BW 1:245 and on)."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="gezag")
    kind = models.ForeignKey(Gezinslid, verbose_name="kind", on_delete=models.CASCADE, related_name="gezag_over")
    houder = models.ForeignKey(
        Gezinslid, verbose_name="wie heeft gezag", on_delete=models.CASCADE, related_name="gezag", null=True, blank=True
    )
    soort = models.CharField("soort", max_length=12, choices=GezagSoort.choices)
    vanaf = models.DateField("vanaf", default=timezone.localdate)
    tot = models.DateField("tot en met", null=True, blank=True)

    objects = GezagQuerySet.as_manager()

    class Meta:
        verbose_name = "gezag"
        verbose_name_plural = "gezag"
        constraints = [
            models.CheckConstraint(name="gezag_soort_geldig", condition=Q(soort__in=GezagSoort.values)),
            models.CheckConstraint(
                name="gezag_houder",
                condition=Q(soort=GezagSoort.VOOGDIJ_GI, houder__isnull=True)
                | (~Q(soort=GezagSoort.VOOGDIJ_GI) & Q(houder__isnull=False)),
                violation_error_message="Kies wie het gezag heeft. Bij voogdij door de instelling blijft dit leeg.",
            ),
            models.CheckConstraint(
                name="gezag_periode",
                condition=Q(tot__isnull=True) | Q(tot__gte=F("vanaf")),
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
            models.UniqueConstraint(
                name="gezag_een_open",
                fields=["kind", "houder"],
                condition=Q(tot__isnull=True),
                nulls_distinct=False,
                violation_error_message="Dit gezag loopt al.",
            ),
        ]

    def __str__(self) -> str:
        return f"Gezag {self.pk}"

    def clean(self) -> None:
        if self.houder_id is not None and self.houder_id == self.kind_id:
            raise ValidationError({"houder": "Een kind heeft geen gezag over zichzelf."})

    @property
    def loopt(self) -> bool:
        vandaag = timezone.localdate()
        return self.vanaf <= vandaag and (self.tot is None or self.tot >= vandaag)


class NetwerkSoort(models.TextChoices):
    JIM = "jim", "JIM (mentor uit het eigen netwerk)"
    STEUNFIGUUR = "steunfiguur", "Steunfiguur"
    FAMILIE = "familie", "Familie"
    SCHOOL = "school", "School of opvang"
    HUISARTS = "huisarts", "Huisarts"
    LOKAAL_TEAM = "lokaal_team", "Lokaal team"
    SPV = "spv", "SPV (sociaal-psychiatrisch verpleegkundige)"
    HULPVERLENER = "hulpverlener", "Andere hulpverlener"
    ANDERS = "anders", "Anders"


@met_geschiedenis()
class Netwerklid(models.Model):
    """Somebody around the family, and what they do for it."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="netwerk")
    naam = models.CharField("naam", max_length=160)
    soort = models.CharField("wie is dit voor het gezin", max_length=15, choices=NetwerkSoort.choices)
    voor_kind = models.ForeignKey(
        Gezinslid,
        verbose_name="voor welk kind",
        on_delete=models.SET_NULL,
        related_name="netwerk",
        null=True,
        blank=True,
    )
    organisatie = models.CharField("organisatie", max_length=160, blank=True)
    telefoon = models.CharField("telefoon", max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)
    doet = models.TextField("wat doet deze persoon voor het gezin", max_length=1000, blank=True)
    vanaf = models.DateField("vanaf", default=timezone.localdate)
    tot = models.DateField("tot en met", null=True, blank=True)

    class Meta:
        verbose_name = "persoon uit het netwerk"
        verbose_name_plural = "netwerk"
        ordering = ["soort", "naam", "id"]
        constraints = [
            models.CheckConstraint(name="netwerklid_soort_geldig", condition=Q(soort__in=NetwerkSoort.values)),
            models.CheckConstraint(
                name="netwerklid_periode",
                condition=Q(tot__isnull=True) | Q(tot__gte=F("vanaf")),
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]

    def __str__(self) -> str:
        return f"Netwerklid {self.pk}"

    @property
    def loopt(self) -> bool:
        return self.tot is None or self.tot >= timezone.localdate()


class Koppelvoorstel(models.Model):
    """One gezinsmanager says: this person is also known in that family. A colleague there agrees or not (two people)."""

    toegang: ClassVar = Poort()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    gezinslid = models.ForeignKey(Gezinslid, on_delete=models.CASCADE, related_name="+")
    ander_gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    ander_gezinslid = models.ForeignKey(Gezinslid, on_delete=models.CASCADE, related_name="+", null=True)
    voorgesteld_door = models.BigIntegerField()
    voorgesteld_op = models.DateTimeField(db_default=Now())
    beslist_door = models.BigIntegerField(null=True)
    beslist_op = models.DateTimeField(null=True)
    akkoord = models.BooleanField(null=True)

    class Meta:
        verbose_name = "koppelvoorstel"
        verbose_name_plural = "koppelvoorstellen"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="koppelvoorstel_twee_mensen",
                condition=Q(beslist_door__isnull=True) | ~Q(beslist_door=F("voorgesteld_door")),
            ),
            models.UniqueConstraint(
                name="koppelvoorstel_een_open",
                fields=["gezinslid", "ander_gezin"],
                condition=Q(beslist_op__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Koppelvoorstel {self.pk}"
