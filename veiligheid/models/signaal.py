"""Signaal: a sign of unsafety or stagnation from anybody around the family, and the one judgement of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.gezinsadres import gezinsadres
from gezinnen.models import Gebeurtenis, Gezin, Gezinslid
from ggw.organisatie.models import Medewerker
from ggw.toegang.verklaring import Dossier


class SignaalSoort(models.TextChoices):
    SPOED = "spoed", "Een kind is misschien nu niet veilig (spoed)"
    ONVEILIG = "onveilig", "Zorgen over de veiligheid"
    STAGNATIE = "stagnatie", "De hulp loopt vast"
    NIET_VERSCHENEN = "niet_verschenen", "Het gezin kwam niet of was niet thuis"
    ANDERS = "anders", "Iets anders"

    @property
    def kort(self) -> str:
        """For a badge or a line of an agenda."""
        return KORT[self]


KORT = {
    SignaalSoort.SPOED: "Onveiligheid met spoed",
    SignaalSoort.ONVEILIG: "Onveiligheid",
    SignaalSoort.STAGNATIE: "Hulp loopt vast",
    SignaalSoort.NIET_VERSCHENEN: "Niet verschenen",
    SignaalSoort.ANDERS: "Iets anders",
}
OVER_DE_HULP = (SignaalSoort.STAGNATIE, SignaalSoort.NIET_VERSCHENEN)
"""Said of the help, not of safety: these stand in the tab Hulp and on the agenda of the uitvoerdersoverleg."""


class Melder(models.TextChoices):
    MEDEWERKER = "medewerker", "Ik zelf, of een collega"
    AANBIEDER = "aanbieder", "Een hulpverlener of aanbieder"
    SCHOOL = "school", "School of kinderopvang"
    NETWERK = "netwerk", "Familie of netwerk"
    GEZIN = "gezin", "Iemand uit het gezin zelf"
    BUURT = "buurt", "Iemand uit de buurt"
    POLITIE = "politie", "Politie of Veilig Thuis"
    ANDERS = "anders", "Iemand anders"


class SignaalStatus(models.TextChoices):
    OPEN = "open", "Nog niet beoordeeld"
    BEOORDEELD = "beoordeeld", "Beoordeeld"


class SignaalGeweigerd(Exception):
    """It cannot be judged (any more). The text is for the person at the screen."""


AL_BEOORDEELD = "Een collega heeft dit signaal intussen beoordeeld. Uw tekst is niet bewaard."


class SignaalQuerySet(models.QuerySet["Signaal"]):
    def open(self) -> SignaalQuerySet:
        return self.filter(status=SignaalStatus.OPEN)

    def beoordeeld(self) -> SignaalQuerySet:
        return self.filter(status=SignaalStatus.BEOORDEELD)

    def over_de_hulp(self) -> SignaalQuerySet:
        return self.filter(soort__in=OVER_DE_HULP)

    def dringendst_eerst(self) -> SignaalQuerySet:
        """Urgent ones, then other unsafety, then the rest; of each what came in first."""
        plek = Case(
            When(soort=SignaalSoort.SPOED, then=Value(0)),
            When(soort=SignaalSoort.ONVEILIG, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        return self.order_by(plek, "ontvangen_op", "id")

    def geheel(self) -> SignaalQuerySet:
        return self.select_related("door", "beoordeling__door").prefetch_related("kinderen__kind")


class Signaal(models.Model):
    """Never changed after it came in; only its status. Fact, opinion and source stand apart (Jeugdwet 3.3).

    `verwijzing_id`: reported by the provider of this referral, by its own login. veiligheid does not know referrals, so this is a
    number here and a reference in the database only.
    `gemeld_op`: when the messages were made that tell who must judge it (`signalen.sql`).
    """

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen", poort="lezen toevoegen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="signalen")
    soort = models.CharField("wat is er aan de hand", max_length=16, choices=SignaalSoort.choices)
    feit = models.TextField("wat is er gezien of gehoord", max_length=4000)
    mening = models.TextField("wat denkt de melder daarvan", max_length=2000, blank=True)
    bron = models.CharField("wie zag of hoorde het", max_length=160, blank=True)
    gezien_op = models.DateField("wanneer was dat", default=timezone.localdate)
    melder = models.CharField("wie meldt dit", max_length=12, choices=Melder.choices, default=Melder.MEDEWERKER)
    melder_naam = models.CharField("naam of functie van de melder", max_length=160, blank=True)
    verwijzing_id = models.BigIntegerField(null=True, blank=True, editable=False)
    ontvangen_op = models.DateTimeField(default=timezone.now, editable=False)
    status = models.CharField(max_length=12, choices=SignaalStatus.choices, default=SignaalStatus.OPEN, editable=False)
    gemeld_op = models.DateTimeField(null=True, editable=False)
    sleutel = models.UUIDField(editable=False)
    door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = SignaalQuerySet.as_manager()

    class Meta:
        verbose_name = "signaal"
        verbose_name_plural = "signalen"
        ordering = ["-ontvangen_op", "-id"]
        indexes = [
            models.Index(fields=["gezin"], condition=Q(status="open"), name="signaal_open_gezin"),
            models.Index(fields=["ontvangen_op"], condition=Q(status="open"), name="signaal_open_sinds"),
            models.Index(
                fields=["verwijzing_id"], condition=Q(verwijzing_id__isnull=False), name="signaal_van_verwijzing"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="signaal_een_keer",
                fields=["gezin", "sleutel"],
                violation_error_message="Dit signaal is al gemeld.",
            ),
            models.CheckConstraint(name="signaal_soort_geldig", condition=Q(soort__in=SignaalSoort.values)),
            models.CheckConstraint(name="signaal_melder_geldig", condition=Q(melder__in=Melder.values)),
            models.CheckConstraint(name="signaal_status_geldig", condition=Q(status__in=SignaalStatus.values)),
            models.CheckConstraint(
                name="signaal_feit_gevuld",
                condition=~Q(feit__regex=r"^\s*$"),
                violation_error_message="Schrijf op wat er is gezien of gehoord.",
            ),
            models.CheckConstraint(
                name="signaal_van_aanbieder",
                condition=Q(verwijzing_id__isnull=True) | Q(melder=Melder.AANBIEDER),
            ),
        ]
        triggers = [pgtrigger.ReadOnly(name="signaal_blijft", exclude=["status", "gemeld_op"])]

    def __str__(self) -> str:
        return f"Signaal {self.pk}"

    def get_absolute_url(self) -> str:
        return gezinsadres("veiligheid:signaal", self.gezin.nummer, self.pk)

    @property
    def is_open(self) -> bool:
        return self.status == SignaalStatus.OPEN

    @property
    def is_spoed(self) -> bool:
        return self.soort == SignaalSoort.SPOED

    @property
    def kort(self) -> str:
        return SignaalSoort(self.soort).kort

    @property
    def kleur(self) -> str:
        return {SignaalSoort.SPOED: "rood", SignaalSoort.ONVEILIG: "oranje"}.get(SignaalSoort(self.soort), "")

    @property
    def met_login(self) -> bool:
        """The reporter reads what is told back on the own page."""
        return self.verwijzing_id is not None

    @classmethod
    @transaction.atomic
    def meld(
        cls, gezin: Gezin, *, sleutel: UUID, door_id: int, kinderen: Iterable[Gezinslid] = (), **velden: Any
    ) -> Signaal:
        """A new signal; the same one when this form was sent before. Raises ValidationError."""
        bestaand = cls.objects.filter(gezin=gezin, sleutel=sleutel).first()
        if bestaand is not None:
            return bestaand
        signaal = cls(gezin=gezin, sleutel=sleutel, door_id=door_id, **velden)
        signaal.full_clean(exclude={"gezin", "door"})
        try:
            with transaction.atomic():
                signaal.save(force_insert=True)
        except IntegrityError:  # the same form, sent twice at the same moment
            return cls.objects.get(gezin=gezin, sleutel=sleutel)
        Signaalkind.objects.bulk_create(Signaalkind(gezin=gezin, signaal=signaal, kind=kind) for kind in kinderen)
        Gebeurtenis.leg_vast(
            gezin, "signaal.gemeld", door_id=door_id, onderwerp_id=signaal.pk, signaalsoort=str(signaal.soort)
        )
        return signaal

    @transaction.atomic
    def beoordeel(self, *, door_id: int, **velden: Any) -> Signaalbeoordeling:
        """Judged once, for ever. SignaalGeweigerd when a colleague was ahead; ValidationError."""
        rij = Signaalbeoordeling(gezin_id=self.gezin_id, signaal=self, door_id=door_id, **velden)
        rij.full_clean(exclude={"gezin", "door", "signaal"})
        if self.met_login and not rij.terugkoppeling.strip():
            raise ValidationError({"terugkoppeling": "Vertel de aanbieder wat u met het signaal deed."})
        if not Signaal.objects.open().filter(pk=self.pk).update(status=SignaalStatus.BEOORDEELD):
            raise SignaalGeweigerd(AL_BEOORDEELD)
        self.status = SignaalStatus.BEOORDEELD
        rij.save(force_insert=True)
        Gebeurtenis.leg_vast(self.gezin, "signaal.beoordeeld", door_id=door_id, onderwerp_id=self.pk)
        return rij


class Signaalkind(models.Model):
    """A child that the signal is about."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen", poort="lezen toevoegen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    signaal = models.ForeignKey(Signaal, on_delete=models.CASCADE, related_name="kinderen")
    kind = models.ForeignKey(Gezinslid, on_delete=models.CASCADE, related_name="signalen")

    class Meta:
        verbose_name = "kind van een signaal"
        verbose_name_plural = "kinderen van een signaal"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="signaalkind_uniek", fields=["signaal", "kind"])]

    def __str__(self) -> str:
        return f"Signaalkind {self.pk}"


class Signaalbeoordeling(models.Model):
    """What somebody judged, did and told back. Append-only, one for each signal."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen", poort="lezen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    signaal = models.OneToOneField(Signaal, on_delete=models.CASCADE, related_name="beoordeling")
    oordeel = models.TextField("wat is uw oordeel", max_length=4000)
    met_contact = models.BooleanField("contact met het gezin", default=False)
    nieuw_cijfer = models.BooleanField("een nieuw cijfer voor de veiligheid", default=False)
    nieuw_plan = models.BooleanField("een nieuw veiligheidsplan", default=False)
    verzoek_onderzoek = models.BooleanField("een verzoek tot onderzoek bij de Raad", default=False)
    anders = models.CharField("iets anders", max_length=300, blank=True)
    reden_niets = models.CharField("niets, omdat", max_length=300, blank=True)
    terugkoppeling = models.TextField("wat vertelt u aan de melder", max_length=2000, blank=True)
    door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "beoordeling van een signaal"
        verbose_name_plural = "beoordelingen van signalen"
        constraints = [
            models.CheckConstraint(
                name="signaalbeoordeling_gedaan",
                condition=Q(met_contact=True)
                | Q(nieuw_cijfer=True)
                | Q(nieuw_plan=True)
                | Q(verzoek_onderzoek=True)
                | ~Q(anders="")
                | ~Q(reden_niets=""),
                violation_error_message="Kies wat u deed, of schrijf waarom u niets deed.",
            )
        ]

    def __str__(self) -> str:
        return f"Signaalbeoordeling {self.pk}"

    @property
    def gedaan(self) -> list[str]:
        """What was done, in words."""
        daden = (
            (self.met_contact, "contact met het gezin"),
            (self.nieuw_cijfer, "nieuw cijfer voor de veiligheid"),
            (self.nieuw_plan, "nieuw veiligheidsplan"),
            (self.verzoek_onderzoek, "verzoek tot onderzoek bij de Raad voor de Kinderbescherming"),
        )
        return [woorden for ja, woorden in daden if ja] + ([self.anders] if self.anders else [])
