"""Informatieverzoek: what we ask of another professional, on which ground, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.maatregeltermijnen import OTS_CODES
from gezinnen.models.gezin import Gebeurtenis, Gezin
from gezinnen.models.leden import Gezinslid
from gezinnen.models.maatregelen import Maatregel
from ggw.organisatie.models import Medewerker
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier


class Grond(models.TextChoices):
    TOESTEMMING = "toestemming", "Toestemming"
    OTS = "ots", "Ondertoezichtstelling (Jeugdwet, artikel 7.3.11, lid 4)"


class VerzoekStatus(models.TextChoices):
    OPEN = "open", "Wacht op antwoord"
    BEANTWOORD = "beantwoord", "Beantwoord"
    GEWEIGERD = "geweigerd", "Geweigerd"
    INGETROKKEN = "ingetrokken", "Niet meer nodig"


class VerzoekGeweigerd(Exception):
    """It cannot be done (any more). The text is for the person at the screen."""


def lopende_ots(gezin: Gezin) -> set[int]:
    """Ids of the children for whom an OTS (or voorlopige OTS) runs today."""
    rijen = Maatregel.objects.filter(gezin=gezin, soort__in=OTS_CODES).lopend()
    return set(rijen.values_list("kind_id", flat=True))


class InformatieverzoekQuerySet(models.QuerySet["Informatieverzoek"]):
    def open(self) -> InformatieverzoekQuerySet:
        return self.filter(status=VerzoekStatus.OPEN)

    def nieuwste_eerst(self) -> InformatieverzoekQuerySet:
        return self.select_related("over", "toestemming_van", "door").order_by("-gevraagd_op", "-id")


@met_geschiedenis()
class Informatieverzoek(models.Model):
    """Asked on a day, on a ground: consent of a named person, or the law while an OTS runs."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="informatieverzoeken")
    organisatie = models.CharField("aan welke organisatie", max_length=160)
    contactpersoon = models.CharField("aan wie daar", max_length=160, blank=True)
    over = models.ForeignKey(
        Gezinslid, verbose_name="over wie", on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    wat = models.TextField("wat wilt u weten", max_length=3000)
    grond = models.CharField("waarom mag u dit vragen", max_length=12, choices=Grond.choices)
    toestemming_van = models.ForeignKey(
        Gezinslid,
        verbose_name="wie gaf toestemming",
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
    )
    toestemming_op = models.DateField("toestemming gegeven op", null=True, blank=True)
    gevraagd_op = models.DateField("gevraagd op", default=timezone.localdate)
    status = models.CharField(max_length=12, choices=VerzoekStatus.choices, default=VerzoekStatus.OPEN, editable=False)
    antwoord = models.TextField("wat was het antwoord", max_length=4000, blank=True)
    afgehandeld_op = models.DateField("antwoord gekregen op", null=True, blank=True)
    herinnerd_op = models.DateField("herinnering gestuurd op", null=True, editable=False)
    door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = InformatieverzoekQuerySet.as_manager()

    class Meta:
        verbose_name = "informatieverzoek"
        verbose_name_plural = "informatieverzoeken"
        ordering = ["-gevraagd_op", "-id"]
        constraints = [
            models.CheckConstraint(
                name="informatieverzoek_status_geldig", condition=Q(status__in=VerzoekStatus.values)
            ),
            models.CheckConstraint(
                name="informatieverzoek_grond_geldig",
                condition=Q(grond__in=Grond.values),
                violation_error_message="Kies waarom u dit mag vragen.",
            ),
            models.CheckConstraint(
                name="informatieverzoek_toestemming",
                condition=Q(grond=Grond.OTS, toestemming_van__isnull=True, toestemming_op__isnull=True)
                | Q(grond=Grond.TOESTEMMING, toestemming_van__isnull=False, toestemming_op__isnull=False),
                violation_error_message="Vul bij toestemming in wie die gaf en wanneer. Bij een OTS is dat niet nodig.",
            ),
            models.CheckConstraint(
                name="informatieverzoek_toestemming_eerst",
                condition=Q(toestemming_op__isnull=True) | Q(toestemming_op__lte=F("gevraagd_op")),
                violation_error_message="De toestemming komt voor het verzoek.",
            ),
            models.CheckConstraint(
                name="informatieverzoek_afgehandeld",
                condition=Q(status=VerzoekStatus.OPEN, afgehandeld_op__isnull=True)
                | (
                    ~Q(status=VerzoekStatus.OPEN)
                    & Q(afgehandeld_op__isnull=False, afgehandeld_op__gte=F("gevraagd_op"))
                ),
                violation_error_message="Het antwoord komt niet voor het verzoek.",
            ),
            models.CheckConstraint(
                name="informatieverzoek_met_reden",
                condition=~Q(status=VerzoekStatus.GEWEIGERD) | ~Q(antwoord=""),
                violation_error_message="Schrijf op waarom zij weigeren.",
            ),
        ]

    def __str__(self) -> str:
        return f"Informatieverzoek {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status == VerzoekStatus.OPEN

    @property
    def is_geweigerd(self) -> bool:
        return self.status == VerzoekStatus.GEWEIGERD

    @transaction.atomic
    def herinner(self, *, door_id: int) -> bool:
        """A reminder goes out today; False when that was done today already."""
        vandaag = timezone.localdate()
        mijn = Informatieverzoek.objects.open().filter(pk=self.pk)
        if not mijn.exists():
            raise VerzoekGeweigerd("Dit verzoek is al afgehandeld.")
        if not mijn.exclude(herinnerd_op=vandaag).update(herinnerd_op=vandaag):
            return False
        Gebeurtenis.leg_vast(self.gezin, "informatieverzoek.herinnerd", door_id=door_id, onderwerp_id=self.pk)
        self.refresh_from_db()
        return True

    @transaction.atomic
    def handel_af(self, *, status: str, antwoord: str, op: date, door_id: int) -> None:
        """Answered, refused with the reason, or not needed any more. VerzoekGeweigerd when a colleague did so before."""
        mijn = Informatieverzoek.objects.open().filter(pk=self.pk)
        if not mijn.update(status=status, antwoord=antwoord, afgehandeld_op=op):
            raise VerzoekGeweigerd("Een collega heeft dit verzoek intussen afgehandeld.")
        Gebeurtenis.leg_vast(
            self.gezin, "informatieverzoek.afgehandeld", door_id=door_id, onderwerp_id=self.pk, status=status
        )
        self.refresh_from_db()


__all__ = ["Grond", "Informatieverzoek", "VerzoekGeweigerd", "VerzoekStatus", "lopende_ots"]
