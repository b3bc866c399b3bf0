"""Borgingsplan: what the family learned, how it sees a relapse coming, and whom it calls then; and the warm handover."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.models.borgingseisen import ontbreekt, vul_borgingsplan
from gezinnen.models.gezin import Begeleiding, Gezin
from gezinnen.models.leden import Gezinslid
from gezinnen.models.planeisen import Gemis
from gezinnen.models.planversie import Planversie, PlanversieQuerySet, planregels
from ggw.organisatie.models import LokaalTeam, Medewerker
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier, Naslag


class Borgingsvraag(models.Model):
    """A question that members of the family answer in their own words. `voorbeeld`: example content of our own."""

    toegang: ClassVar = Naslag()

    code = models.CharField("code", max_length=20, primary_key=True)
    vraag = models.CharField("vraag", max_length=200)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    voorbeeld = models.BooleanField("voorbeeldvraag", default=False)
    actief = models.BooleanField("in gebruik", default=True)

    class Meta:
        verbose_name = "borgingsvraag"
        verbose_name_plural = "borgingsvragen"
        ordering = ["volgorde", "code"]

    def __str__(self) -> str:
        return self.vraag


class BorgingsplanQuerySet(PlanversieQuerySet["Borgingsplan"]):
    """See PlanversieQuerySet."""


@met_geschiedenis()
class Borgingsplan(Planversie):
    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen")
    onderwerp: ClassVar = "borging"
    zin_naam: ClassVar = "het borgingsplan"

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="borgingsplannen")

    objects = BorgingsplanQuerySet.as_manager()

    class Meta:
        verbose_name = "borgingsplan"
        verbose_name_plural = "borgingsplannen"
        constraints = planregels("borgingsplan", "het borgingsplan")

    def __str__(self) -> str:
        return f"Borgingsplan {self.pk}"

    def ontbreekt(self) -> list[Gemis]:
        return ontbreekt(self)

    def vul_concept(self) -> None:
        vul_borgingsplan(self)


class Borgingssoort(models.TextChoices):
    PATROON = "patroon", "Wat er vroeger steeds weer gebeurde"
    VALKUIL = "valkuil", "Valkuilen"
    STRATEGIE = "strategie", "Wat ons helpt"
    VROEG = "vroeg", "Vroege signalen: het begint weer"
    LAAT = "laat", "Late signalen: het gaat mis"


@met_geschiedenis()
class Borgingspunt(models.Model):
    """One line of the plan: a pattern, a pitfall, what helps, or a signal of relapse."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Borgingsplan, on_delete=models.CASCADE, related_name="punten")
    soort = models.CharField(max_length=10, choices=Borgingssoort.choices)
    tekst = models.TextField("in eigen woorden", max_length=1000)

    class Meta:
        verbose_name = "regel van het borgingsplan"
        verbose_name_plural = "regels van het borgingsplan"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="borgingspunt_soort_geldig", condition=Q(soort__in=Borgingssoort.values))
        ]

    def __str__(self) -> str:
        return f"Borgingspunt {self.pk}"


@met_geschiedenis()
class Borgingsactie(models.Model):
    """Who does what as soon as the signals are there."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Borgingsplan, on_delete=models.CASCADE, related_name="acties")
    wie = models.CharField("wie", max_length=160, blank=True)
    wat = models.CharField("doet wat", max_length=300)

    class Meta:
        verbose_name = "actie van het borgingsplan"
        verbose_name_plural = "acties van het borgingsplan"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Borgingsactie {self.pk}"


@met_geschiedenis()
class Borgingscontact(models.Model):
    """Whom the family calls. Copied from the network, so that the plan stays as it was when the network changes."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Borgingsplan, on_delete=models.CASCADE, related_name="contacten")
    naam = models.CharField("naam", max_length=160)
    relatie = models.CharField("wie is dit voor het gezin", max_length=160, blank=True)
    telefoon = models.CharField("telefoon", max_length=30, blank=True)

    class Meta:
        verbose_name = "wie het gezin belt"
        verbose_name_plural = "wie het gezin belt"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Borgingscontact {self.pk}"


@met_geschiedenis()
class Borgingsantwoord(models.Model):
    """The answer of one member of the family to one question, in their own words."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Borgingsplan, on_delete=models.CASCADE, related_name="antwoorden")
    vraag = models.ForeignKey(Borgingsvraag, on_delete=models.PROTECT, related_name="+")
    gezinslid = models.ForeignKey(
        Gezinslid, verbose_name="wie", on_delete=models.CASCADE, related_name="borgingsantwoorden"
    )
    antwoord = models.TextField("antwoord", max_length=2000)

    class Meta:
        verbose_name = "antwoord op een borgingsvraag"
        verbose_name_plural = "antwoorden op borgingsvragen"
        ordering = ["vraag__volgorde", "vraag_id", "id"]
        constraints = [
            models.UniqueConstraint(name="borgingsantwoord_uniek", fields=["plan", "vraag", "gezinslid"]),
        ]

    def __str__(self) -> str:
        return f"Borgingsantwoord {self.pk}"


@met_geschiedenis()
class Overdracht(models.Model):
    """The warm handover: the lokaal team and the family meet, and agree what happens at relapse.

    `gezinsmanager`: who guided the family and was there; empty when that person was not.
    """

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="overdrachten")
    begeleiding = models.ForeignKey(Begeleiding, on_delete=models.CASCADE, related_name="overdrachten", editable=False)
    op = models.DateField("op welke dag", default=timezone.localdate)
    lokaal_team = models.ForeignKey(
        LokaalTeam, verbose_name="aan welk lokaal team", on_delete=models.PROTECT, related_name="overdrachten"
    )
    persoon = models.CharField("wie was er van het lokaal team", max_length=160)
    gezinsmanager = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, null=True, editable=False
    )
    gezin_erbij = models.BooleanField("het gezin was erbij", default=True)
    reden_zonder_gezin = models.TextField("waarom was het gezin er niet bij", max_length=1000, blank=True)
    afspraken = models.TextField("wat is afgesproken als het terugvalt", max_length=4000)
    auteur = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "overdracht"
        verbose_name_plural = "overdrachten"
        ordering = ["-op", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="overdracht_een_per_dag",
                fields=["gezin", "op", "lokaal_team"],
                violation_error_message="De overdracht aan dit team op deze dag staat er al.",
            ),
            models.CheckConstraint(
                name="overdracht_zonder_gezin",
                condition=Q(gezin_erbij=True, reden_zonder_gezin="")
                | (Q(gezin_erbij=False) & ~Q(reden_zonder_gezin="")),
                violation_error_message="Schrijf waarom het gezin er niet bij was.",
            ),
        ]

    def __str__(self) -> str:
        return f"Overdracht {self.pk}"

    def zet_aanwezigen(self, leden: set[int]) -> None:
        """Write which members of the family were there, in place of what stood there."""
        self.aanwezigen.exclude(gezinslid__in=leden).delete()
        er_al = set(self.aanwezigen.values_list("gezinslid_id", flat=True))
        Overdrachtaanwezige.objects.bulk_create(
            [
                Overdrachtaanwezige(gezin_id=self.gezin_id, overdracht=self, gezinslid_id=pk)
                for pk in sorted(leden - er_al)
            ]
        )


class Overdrachtaanwezige(models.Model):
    """A member of the family who was at the handover."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    overdracht = models.ForeignKey(Overdracht, on_delete=models.CASCADE, related_name="aanwezigen")
    gezinslid = models.ForeignKey(Gezinslid, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "aanwezige bij de overdracht"
        verbose_name_plural = "aanwezigen bij de overdracht"
        ordering = ["gezinslid__geboortedatum", "id"]
        constraints = [models.UniqueConstraint(name="overdrachtaanwezige_uniek", fields=["overdracht", "gezinslid"])]

    def __str__(self) -> str:
        return f"Overdrachtaanwezige {self.pk}"
