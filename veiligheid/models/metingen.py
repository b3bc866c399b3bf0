"""0-10 marks per child: actuele and blijvende veiligheid. The gezinsmanager's marks draw the veiligheidslijnen."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.models import Contactmoment, Gebeurtenis, Gezin, Gezinslid
from ggw.organisatie.models import Medewerker
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier

NORM = 6
"""Below 6 is unsafe: revise the plan or act, today (source 002)."""


class MetingSoort(models.TextChoices):
    ACTUEEL = "actueel", "Actuele veiligheid"
    BLIJVEND = "blijvend", "Blijvende veiligheid"


class Gever(models.TextChoices):
    GEZINSMANAGER = "gezinsmanager", "Gezinsmanager"
    JEUGDIGE = "jeugdige", "Kind of jongere"
    OUDER = "ouder", "Ouder"
    NETWERK = "netwerk", "Netwerk"
    HULPVERLENER = "hulpverlener", "Hulpverlener"


class Aanleiding(models.TextChoices):
    CONTACT = "contact", "Contact met het gezin"
    BLIK = "blik", "Blik op de wachtlijst"
    OVERLEG = "overleg", "Overleg"
    SIGNAAL = "signaal", "Signaal"
    ANDERS = "anders", "Anders"


def waarom_reden(soort: str, gever: str, cijfer: int, vorig: int | None) -> str:
    """Why a mark needs a reason, as the Dutch message at the field; empty when it needs none."""
    if soort != MetingSoort.ACTUEEL or gever != Gever.GEZINSMANAGER:
        return ""
    if cijfer < NORM:
        return "Schrijf bij een cijfer onder de 6 waarom."
    if vorig is not None and cijfer != vorig:
        return "Schrijf waarom het cijfer anders is dan de vorige keer."
    return ""


class VeiligheidsmetingQuerySet(models.QuerySet["Veiligheidsmeting"]):
    def van_gezinsmanager(self) -> VeiligheidsmetingQuerySet:
        """The marks that draw the line and open deadlines; also of a wachter or replacement acting in that place."""
        return self.filter(gever=Gever.GEZINSMANAGER)

    def laatste_per_kind(self, soort: str) -> VeiligheidsmetingQuerySet:
        """The newest mark of the gezinsmanager for each child, of one kind."""
        nieuwste = (
            Veiligheidsmeting.objects.van_gezinsmanager()
            .filter(kind=OuterRef("kind"), soort=soort)
            .order_by("-op", "-id")
            .values("pk")[:1]
        )
        return self.van_gezinsmanager().filter(soort=soort, pk=Subquery(nieuwste))


@met_geschiedenis()
class Veiligheidsmeting(models.Model):
    toegang: ClassVar = Dossier(medewerker="lezen toevoegen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="metingen")
    kind = models.ForeignKey(Gezinslid, verbose_name="kind", on_delete=models.CASCADE, related_name="metingen")
    soort = models.CharField("welke veiligheid", max_length=10, choices=MetingSoort.choices)
    cijfer = models.PositiveSmallIntegerField("cijfer")
    gever = models.CharField("wie geeft dit cijfer", max_length=15, choices=Gever.choices, default=Gever.GEZINSMANAGER)
    reden = models.TextField("waarom dit cijfer", max_length=2000, blank=True)
    aanleiding = models.CharField("aanleiding", max_length=10, choices=Aanleiding.choices, default=Aanleiding.CONTACT)
    contactmoment = models.ForeignKey(
        Contactmoment, on_delete=models.CASCADE, related_name="metingen", null=True, blank=True, editable=False
    )
    op = models.DateTimeField("op", default=timezone.now)
    auteur = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = VeiligheidsmetingQuerySet.as_manager()

    class Meta:
        verbose_name = "cijfer voor de veiligheid"
        verbose_name_plural = "cijfers voor de veiligheid"
        ordering = ["-op", "-id"]
        indexes = [
            models.Index(
                fields=["kind", "soort", "-op", "-id"], name="meting_laatste", condition=Q(gever="gezinsmanager")
            ),
            models.Index(fields=["gezin", "-op"], name="meting_gezin_op"),
        ]
        constraints = [
            models.CheckConstraint(
                name="meting_cijfer",
                condition=Q(cijfer__gte=0, cijfer__lte=10),
                violation_error_message="Een cijfer is 0 tot en met 10.",
            ),
            models.CheckConstraint(name="meting_soort_geldig", condition=Q(soort__in=MetingSoort.values)),
            models.CheckConstraint(name="meting_gever_geldig", condition=Q(gever__in=Gever.values)),
            models.CheckConstraint(name="meting_aanleiding_geldig", condition=Q(aanleiding__in=Aanleiding.values)),
            models.CheckConstraint(
                name="meting_reden_onder_norm",
                condition=Q(cijfer__gte=NORM)
                | ~Q(soort=MetingSoort.ACTUEEL)
                | ~Q(gever=Gever.GEZINSMANAGER)
                | ~Q(reden=""),
                violation_error_message="Schrijf bij een cijfer onder de 6 waarom.",
            ),
        ]

    def __str__(self) -> str:
        return f"Veiligheidsmeting {self.pk}"

    @classmethod
    @transaction.atomic
    def geef(
        cls,
        gezin: Gezin,
        *,
        kind: Gezinslid,
        soort: str,
        cijfer: int,
        auteur_id: int,
        gever: str = Gever.GEZINSMANAGER,
        reden: str = "",
        aanleiding: str = Aanleiding.CONTACT,
        contactmoment: Contactmoment | None = None,
        op: datetime | None = None,
    ) -> Veiligheidsmeting:
        """Give a mark. It never changes afterwards: only a new one follows it. Raises ValidationError."""
        meting = cls(
            gezin=gezin,
            kind=kind,
            soort=soort,
            cijfer=cijfer,
            auteur_id=auteur_id,
            gever=gever,
            reden=reden,
            aanleiding=aanleiding,
            contactmoment=contactmoment,
            op=op or timezone.now(),
        )
        vorig = gezin.metingen.laatste_per_kind(soort).filter(kind=kind).values_list("cijfer", flat=True).first()
        if not reden and (mist := waarom_reden(soort, gever, cijfer, vorig)):
            raise ValidationError({"reden": mist})
        meting.full_clean(exclude={"gezin", "kind", "contactmoment", "auteur"})
        meting.save()
        Gebeurtenis.leg_vast(
            gezin, "meting.gegeven", door_id=auteur_id, onderwerp_id=meting.pk, kind=kind.pk, welke=str(soort)
        )
        return meting

    @property
    def onder_norm(self) -> bool:
        return self.cijfer < NORM
