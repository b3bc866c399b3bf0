"""Aanmelding: who asks, why, how urgent. Until it is taken on it belongs to instroom; then to the family."""

from __future__ import annotations

from typing import ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from gezinnen.models.gezin import Geslacht, Gezin
from gezinnen.models.leden import GezinsrolCode
from ggw.organisatie.models import Gemeente, Medewerker
from ggw.toegang.verklaring import Dossier


class AanmeldingBron(models.TextChoices):
    """Who refers to us (domein.md section 1; source 001 for ketencoördinator and afdeling Veiligheid)."""

    LOKAAL_TEAM = "lokaal_team", "Gemeente of lokaal team"
    KETENCOORDINATOR = "ketencoordinator", "Ketencoördinator"
    AFDELING_VEILIGHEID = "afdeling_veiligheid", "Afdeling Veiligheid"
    RECHTBANK = "rechtbank", "Rechtbank"
    RVDK = "rvdk", "Raad voor de Kinderbescherming"
    VEILIG_THUIS = "veilig_thuis", "Veilig Thuis"
    POLITIE = "politie", "Politie"
    SCHOOL = "school", "School"
    HUISARTS = "huisarts", "Huisarts"
    JGZ = "jgz", "Jeugdgezondheidszorg (JGZ)"
    CJG = "cjg", "Centrum voor Jeugd en Gezin (CJG)"
    AMW = "amw", "Algemeen maatschappelijk werk (AMW)"
    MEE = "mee", "MEE"
    GGZ = "ggz", "GGZ"
    GEZIN = "gezin", "Het gezin zelf"


class Urgentie(models.TextChoices):
    CRISIS = "crisis", "Crisis: vandaag"
    SPOED = "spoed", "Spoed: deze week"
    GEWOON = "gewoon", "Gewoon"


class AanmeldingStatus(models.TextChoices):
    OPEN = "open", "Nog te beslissen"
    AANVAARD = "aanvaard", "Aanvaard"
    GEWEIGERD = "geweigerd", "Geweigerd"


class AanmeldingQuerySet(models.QuerySet["Aanmelding"]):
    def op_urgentie(self) -> AanmeldingQuerySet:
        """Open ones, most urgent first, then the oldest."""
        volgorde = models.Case(
            models.When(urgentie=Urgentie.CRISIS, then=0), models.When(urgentie=Urgentie.SPOED, then=1), default=2
        )
        return self.filter(status=AanmeldingStatus.OPEN).order_by(volgorde, "ontvangen_op", "id")

    def geweigerd(self) -> AanmeldingQuerySet:
        """Newest first. What was taken on belongs to its family and is not seen here any more."""
        return self.filter(status=AanmeldingStatus.GEWEIGERD).order_by("-id").select_related("besloten_door")

    def voor_lijst(self) -> AanmeldingQuerySet:
        kinderen = models.Count("personen", filter=Q(personen__rol=GezinsrolCode.JEUGDIGE))
        return self.select_related("gemeente").annotate(aantal_kinderen=kinderen)


class AlBesloten(Exception):
    """A colleague decided about this aanmelding meanwhile. The text is for the person at the screen."""

    def __init__(self) -> None:
        super().__init__("Een collega heeft al over deze aanmelding besloten.")


class Aanmelding(models.Model):
    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen", poort="lezen wijzigen", instroom=True)

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="aanmeldingen", null=True, editable=False)
    status = models.CharField(
        max_length=10, choices=AanmeldingStatus.choices, default=AanmeldingStatus.OPEN, editable=False
    )
    bron = models.CharField("wie meldt aan", max_length=20, choices=AanmeldingBron.choices)
    aanmelder_naam = models.CharField("naam van de aanmelder", max_length=120, blank=True)
    aanmelder_telefoon = models.CharField("telefoon van de aanmelder", max_length=30, blank=True)
    ontvangen_op = models.DateField("ontvangen op", default=timezone.localdate)
    gezinsnaam = models.CharField("naam van het gezin", max_length=160)
    gemeente = models.ForeignKey(
        Gemeente, verbose_name="gemeente", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    postcode = models.CharField("postcode", max_length=7, blank=True)
    huisnummer = models.CharField("huisnummer", max_length=12, blank=True)
    reden = models.TextField("waarom wordt dit gezin aangemeld", max_length=10000)
    urgentie = models.CharField("hoe dringend", max_length=10, choices=Urgentie.choices, default=Urgentie.GEWOON)
    ernst = models.TextField("wat moet er vandaag gebeuren", max_length=2000, blank=True)
    beschikking_bekend_op = models.DateField(
        "kennis van de beschikking op",
        null=True,
        blank=True,
        help_text="Alleen als de rechter een maatregel heeft opgelegd.",
    )
    ingevoerd_door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    besluit_reden = models.TextField("reden van het besluit", max_length=4000, blank=True, editable=False)
    besloten_op = models.DateField(null=True, editable=False)
    besloten_door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, null=True, editable=False
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = AanmeldingQuerySet.as_manager()

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        indexes = [models.Index(fields=["status", "ontvangen_op"], name="aanmelding_open")]
        constraints = [
            models.CheckConstraint(name="aanmelding_bron_geldig", condition=Q(bron__in=AanmeldingBron.values)),
            models.CheckConstraint(name="aanmelding_urgentie_geldig", condition=Q(urgentie__in=Urgentie.values)),
            models.CheckConstraint(
                name="aanmelding_besluit",
                condition=Q(status=AanmeldingStatus.OPEN, gezin__isnull=True, besloten_op__isnull=True)
                | Q(status=AanmeldingStatus.GEWEIGERD, gezin__isnull=True, besloten_op__isnull=False)
                | Q(status=AanmeldingStatus.AANVAARD, gezin__isnull=False, besloten_op__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Aanmelding {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("gezinnen:aanmelding", kwargs={"pk": self.pk})

    @property
    def is_open(self) -> bool:
        return self.status == AanmeldingStatus.OPEN

    @property
    def dagen_wacht(self) -> int:
        """Days since it came in."""
        return (timezone.localdate() - self.ontvangen_op).days

    @transaction.atomic
    def weiger(self, *, reden: str, door_id: int) -> None:
        """We do not guide this family; `reden` is what the aanmelder hears. Raises AlBesloten when a colleague was first."""
        besluit = {
            "status": AanmeldingStatus.GEWEIGERD,
            "besluit_reden": reden,
            "besloten_op": timezone.localdate(),
            "besloten_door_id": door_id,
        }
        if not Aanmelding.objects.filter(pk=self.pk, status=AanmeldingStatus.OPEN).update(**besluit):
            raise AlBesloten
        for veld, waarde in besluit.items():
            setattr(self, veld, waarde)


class Aangemelde(models.Model):
    """A person named in an aanmelding; becomes a Gezinslid when the family is taken on."""

    toegang: ClassVar = Dossier(poort="lezen wijzigen", instroom=True)

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+", null=True, editable=False)
    aanmelding = models.ForeignKey(Aanmelding, on_delete=models.CASCADE, related_name="personen")
    voornaam = models.CharField("voornaam", max_length=80, blank=True)
    tussenvoegsel = models.CharField("tussenvoegsel", max_length=20, blank=True)
    achternaam = models.CharField("achternaam", max_length=120, blank=True)
    geboortedatum = models.DateField("geboortedatum", null=True, blank=True)
    verwachte_datum = models.DateField("uitgerekende datum", null=True, blank=True)
    geslacht = models.CharField("geslacht", max_length=10, choices=Geslacht.choices, default=Geslacht.ONBEKEND)
    rol = models.CharField("rol in het gezin", max_length=3, choices=GezinsrolCode.choices)
    betreft = models.BooleanField("het gaat om dit kind", default=False)

    class Meta:
        verbose_name = "aangemelde persoon"
        verbose_name_plural = "aangemelde personen"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="aangemelde_rol_geldig", condition=Q(rol__in=GezinsrolCode.values)),
            models.CheckConstraint(
                name="aangemelde_naam_of_ongeboren",
                condition=~Q(achternaam="") | ~Q(voornaam="") | Q(verwachte_datum__isnull=False),
                violation_error_message="Vul een voornaam of een achternaam in.",
            ),
            models.CheckConstraint(
                name="aangemelde_geboren_of_verwacht",
                condition=Q(geboortedatum__isnull=True) | Q(verwachte_datum__isnull=True),
                violation_error_message="Vul de geboortedatum in of de uitgerekende datum, niet allebei.",
            ),
        ]

    def __str__(self) -> str:
        return f"Aangemelde {self.pk}"

    @property
    def naam(self) -> str:
        """For pages only; never in a log, mail or URL."""
        delen = [self.voornaam, self.tussenvoegsel, self.achternaam]
        return " ".join(deel for deel in delen if deel) or "Ongeboren kind"

    @property
    def is_kind(self) -> bool:
        return self.rol == GezinsrolCode.JEUGDIGE
