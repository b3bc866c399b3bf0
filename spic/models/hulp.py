"""AndereHulp: help without a SPIC, such as GGZ for a parent, debt help, a JIM or an SPV who joins a visit."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, OuterRef, Prefetch, Q
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.gezinsadres import gezinsadres
from gezinnen.models import Gebeurtenis, Gezin, Gezinslid, Netwerklid, Resultaat
from ggw.organisatie.models import Medewerker
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier, Naslag


class Hulpgroep(models.TextChoices):
    """What kind of help it is, for counting; the words that people choose from are in `Hulpsoort`."""

    GGZ = "ggz", "GGZ"
    SCHULD = "schuld", "Schuldhulp"
    VERSLAVING = "verslaving", "Verslavingszorg"
    WONEN = "wonen", "Wonen"
    SPV = "spv", "SPV die meegaat op huisbezoek"
    JIM = "jim", "JIM (mentor uit het eigen netwerk)"
    SPOED = "spoed", "Ambulante spoedhulp"
    OPVOEDEN = "opvoeden", "Opvoedondersteuning"
    SCHOOL = "school", "Hulp op school"
    OVERIG = "overig", "Overige hulp"


class Hulpsoort(models.Model):
    """Kinds of help without a SPIC; example content that the beheerder keeps."""

    toegang: ClassVar = Naslag()

    code = models.CharField("code", max_length=20, primary_key=True)
    naam = models.CharField("naam", max_length=80)
    groep = models.CharField("groep", max_length=12, choices=Hulpgroep.choices)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    actief = models.BooleanField("in gebruik", default=True)

    class Meta:
        verbose_name = "soort hulp"
        verbose_name_plural = "soorten hulp"
        ordering = ["volgorde", "naam"]
        constraints = [models.CheckConstraint(name="hulpsoort_groep_geldig", condition=Q(groep__in=Hulpgroep.values))]

    def __str__(self) -> str:
        return self.naam


class HulpStatus(models.TextChoices):
    AANGEVRAAGD = "aangevraagd", "Aangevraagd"
    GESTART = "gestart", "Hulp loopt"
    BEEINDIGD = "beeindigd", "Beëindigd"
    NIET_GESTART = "niet_gestart", "Niet gestart"


LOPENDE_HULP = (HulpStatus.AANGEVRAAGD, HulpStatus.GESTART)


class BezoekenPer(models.TextChoices):
    WEEK = "week", "per week"
    MAAND = "maand", "per maand"


class HulpGeweigerd(Exception):
    """It cannot be done (any more). The text is for the person at the screen."""


class AndereHulpQuerySet(models.QuerySet["AndereHulp"]):
    def lopend(self) -> AndereHulpQuerySet:
        """Asked for or running."""
        return self.filter(status__in=LOPENDE_HULP)

    def gestart(self) -> AndereHulpQuerySet:
        return self.filter(status=HulpStatus.GESTART)

    def met_wie(self) -> AndereHulpQuerySet:
        """With who helps and whom; `stammen`: the resultaten it works on, by their first appearance."""
        werkt_aan = Hulpresultaat.objects.filter(hulp=OuterRef("pk")).values("stam_id")
        ontvangers = Prefetch("ontvangers", Hulpontvanger.objects.select_related("gezinslid"))
        met = self.select_related("soort", "netwerklid").prefetch_related(ontvangers)
        return met.annotate(stammen=ArraySubquery(werkt_aan))


@met_geschiedenis()
class AndereHulp(models.Model):
    """One kind of help by one organisation or one person of the network; asked, started, ended or never started."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen", poort="lezen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="andere_hulp")
    soort = models.ForeignKey(Hulpsoort, verbose_name="soort hulp", on_delete=models.PROTECT, related_name="hulp")
    wat_nodig = models.CharField("wat is er nodig", max_length=300)
    organisatie = models.CharField("organisatie", max_length=160, blank=True)
    contactpersoon = models.CharField("wie helpt", max_length=160, blank=True)
    telefoon = models.CharField("telefoon", max_length=30, blank=True)
    netwerklid = models.ForeignKey(
        Netwerklid,
        verbose_name="wie uit het netwerk",
        on_delete=models.RESTRICT,
        related_name="hulp",
        null=True,
        blank=True,
    )
    uren_per_week = models.DecimalField(
        "uren per week",
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.5")), MaxValueValidator(Decimal(168))],
    )
    bezoeken = models.PositiveSmallIntegerField(
        "afgesproken bezoeken",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(62)],
    )
    bezoeken_per = models.CharField("per week of per maand", max_length=6, choices=BezoekenPer.choices, blank=True)
    dubbele_rol = models.BooleanField(
        "dezelfde persoon is ook trajectbegeleider",
        default=False,
        help_text="Iemand die helpt en ook de hulp coördineert. Dat is voor gezinnen vaak te ingewikkeld.",
    )
    aangevraagd_op = models.DateField("aangevraagd op", default=timezone.localdate)
    status = models.CharField(max_length=12, choices=HulpStatus.choices, default=HulpStatus.AANGEVRAAGD, editable=False)
    gestart_op = models.DateField("gestart op", null=True, editable=False)
    beeindigd_op = models.DateField("voorbij sinds", null=True, editable=False)
    reden_einde = models.TextField("waarom", max_length=2000, blank=True, editable=False)
    volgende_stap = models.CharField("volgende stap", max_length=200, blank=True)
    volgende_op = models.DateField("wanneer", null=True, blank=True)
    laatste_teken_op = models.DateField("laatste bericht op", null=True, editable=False)
    laatste_teken = models.CharField("wat hoorde u", max_length=300, blank=True, editable=False)
    sleutel = models.UUIDField(editable=False)
    door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = AndereHulpQuerySet.as_manager()

    class Meta:
        verbose_name = "andere hulp"
        verbose_name_plural = "andere hulp"
        ordering = ["-aangevraagd_op", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="anderehulp_een_keer",
                fields=["gezin", "sleutel"],
                violation_error_message="Deze hulp staat er al.",
            ),
            models.CheckConstraint(
                name="anderehulp_stand",
                condition=Q(status="aangevraagd", gestart_op=None, beeindigd_op=None, reden_einde="")
                | Q(status="gestart", gestart_op__isnull=False, beeindigd_op=None, reden_einde="")
                | (Q(status="beeindigd", gestart_op__isnull=False, beeindigd_op__isnull=False) & ~Q(reden_einde=""))
                | (Q(status="niet_gestart", gestart_op=None, beeindigd_op__isnull=False) & ~Q(reden_einde="")),
                violation_error_message="De stand en de datums passen niet bij elkaar.",
            ),
            models.CheckConstraint(
                name="anderehulp_periode",
                condition=(Q(gestart_op=None) | Q(gestart_op__gte=F("aangevraagd_op")))
                & (Q(beeindigd_op=None) | Q(beeindigd_op__gte=F("aangevraagd_op")))
                & (Q(beeindigd_op=None) | Q(gestart_op=None) | Q(beeindigd_op__gte=F("gestart_op"))),
                violation_error_message="De hulp kan niet zijn gestart of gestopt voordat zij is aangevraagd.",
            ),
            models.CheckConstraint(
                name="anderehulp_bezoeken",
                condition=Q(bezoeken=None, bezoeken_per="") | Q(bezoeken__gte=1, bezoeken_per__in=BezoekenPer.values),
                violation_error_message="Vul bij bezoeken in hoeveel, en of dat per week of per maand is.",
            ),
            models.CheckConstraint(
                name="anderehulp_uren", condition=Q(uren_per_week=None) | Q(uren_per_week__gt=0, uren_per_week__lte=168)
            ),
            models.CheckConstraint(
                name="anderehulp_stap",
                condition=Q(volgende_op=None) | ~Q(volgende_stap=""),
                violation_error_message="Schrijf bij de datum ook wat de volgende stap is.",
            ),
        ]

    def __str__(self) -> str:
        return f"Andere hulp {self.pk}"

    def get_absolute_url(self) -> str:
        return gezinsadres("spic:anderehulp", self.gezin.nummer, self.pk)

    def clean(self) -> None:
        """A JIM is somebody of the network; other help is of an organisation or a person."""
        fouten = {}
        if self.soort_id and self.soort.groep == Hulpgroep.JIM and not self.netwerklid_id:
            fouten["netwerklid"] = "Een JIM staat in het netwerk. Kies wie het is, of voeg deze persoon daar eerst toe."
        elif not (self.netwerklid_id or self.organisatie or self.contactpersoon):
            fouten["organisatie"] = "Schrijf op welke organisatie of wie de hulp geeft."
        if fouten:
            raise ValidationError(fouten)

    @property
    def loopt(self) -> bool:
        return self.status in LOPENDE_HULP

    @property
    def persoon(self) -> str:
        return self.netwerklid.naam if self.netwerklid else self.contactpersoon

    @property
    def nummer(self) -> str:
        return self.netwerklid.telefoon if self.netwerklid else self.telefoon

    @property
    def dagen_wachten(self) -> int:
        """From asking until it started or was given up, or until today."""
        tot = self.gestart_op or self.beeindigd_op or timezone.localdate()
        return max((tot - self.aangevraagd_op).days, 0)

    @property
    def afspraak(self) -> str:
        """ "10 uur per week, 2 bezoeken per week"."""
        uren = f"{self.uren_per_week.normalize():f} uur per week".replace(".", ",") if self.uren_per_week else ""
        woord = "bezoek" if self.bezoeken == 1 else "bezoeken"
        bezoeken = f"{self.bezoeken} {woord} {self.get_bezoeken_per_display()}" if self.bezoeken else ""
        return ", ".join(filter(None, [uren, bezoeken]))

    @transaction.atomic
    def zet_voor_wie(self, *, leden: Collection[int], stammen: Collection[int]) -> None:
        """For which members, and which resultaten (their stam), in place of what stood there."""
        self.ontvangers.exclude(gezinslid__in=leden).delete()
        self.resultaten.exclude(stam__in=stammen).delete()
        er_al = set(self.ontvangers.values_list("gezinslid_id", flat=True))
        voor = {"gezin_id": self.gezin_id, "hulp": self}
        Hulpontvanger.objects.bulk_create([Hulpontvanger(gezinslid_id=pk, **voor) for pk in sorted(set(leden) - er_al)])
        er_al = set(self.resultaten.values_list("stam_id", flat=True))
        Hulpresultaat.objects.bulk_create([Hulpresultaat(stam_id=pk, **voor) for pk in sorted(set(stammen) - er_al)])

    def start(self, *, op: date, door_id: int) -> None:
        self._zet(HulpStatus.AANGEVRAAGD, HulpStatus.GESTART, door_id=door_id, gestart_op=op, laatste_teken_op=op)

    def beeindig(self, *, op: date, reden: str, door_id: int) -> None:
        self._zet(HulpStatus.GESTART, HulpStatus.BEEINDIGD, door_id=door_id, **voorbij(op, reden))

    def niet_gestart(self, *, op: date, reden: str, door_id: int) -> None:
        self._zet(HulpStatus.AANGEVRAAGD, HulpStatus.NIET_GESTART, door_id=door_id, **voorbij(op, reden))

    @transaction.atomic
    def _zet(self, van: HulpStatus, naar: HulpStatus, *, door_id: int, **velden: date | str | None) -> None:
        """HulpGeweigerd when a colleague was first, or when the dates do not fit."""
        for naam in ("gestart_op", "beeindigd_op"):
            dag = velden.get(naam)
            if isinstance(dag, date) and not max(self.aangevraagd_op, self.gestart_op or dag.min) <= dag:
                raise HulpGeweigerd("Deze dag ligt voor de dag van de aanvraag of van de start.")
        if not AndereHulp.objects.filter(pk=self.pk, status=van).update(status=naar, **velden):
            raise HulpGeweigerd("Een collega heeft de stand van deze hulp intussen veranderd. Kijk haar na.")
        Gebeurtenis.leg_vast(self.gezin, f"hulp.{naar.value}", door_id=door_id, onderwerp_id=self.pk)
        self.refresh_from_db()

    @transaction.atomic
    def hoor(self, *, op: date, wat: str, volgende_stap: str, volgende_op: date | None, door_id: int) -> None:
        """A sign of life of who helps, and the next step. An older sign than the last one changes nothing about the date."""
        if op < self.aangevraagd_op:
            raise HulpGeweigerd("Deze dag ligt voor de dag van de aanvraag.")
        rijen = AndereHulp.objects.lopend().filter(pk=self.pk)
        if not rijen.update(volgende_stap=volgende_stap, volgende_op=volgende_op):
            raise HulpGeweigerd("Deze hulp is intussen voorbij.")
        rijen.filter(Q(laatste_teken_op=None) | Q(laatste_teken_op__lte=op)).update(
            laatste_teken_op=op, laatste_teken=wat
        )
        Gebeurtenis.leg_vast(self.gezin, "hulp.teken", door_id=door_id, onderwerp_id=self.pk)
        self.refresh_from_db()

    @transaction.atomic
    def wissel(self, *, van: str, naar: str, telefoon: str, op: date, reden: str, door_id: int) -> None:
        """Another person helps from this day. `van` is who stood on the screen: HulpGeweigerd when that is somebody else by now."""
        if self.netwerklid_id or naar == van:
            raise HulpGeweigerd("Kies iemand anders dan wie er nu helpt.")
        rijen = AndereHulp.objects.lopend().filter(pk=self.pk, contactpersoon=van)
        if not rijen.update(contactpersoon=naar, telefoon=telefoon):
            raise HulpGeweigerd("Een collega heeft intussen veranderd wie er helpt. Kijk het na.")
        if van:
            Hulpwissel.objects.create(
                gezin_id=self.gezin_id, hulp=self, van=van, naar=naar, op=op, reden=reden, door_id=door_id
            )
        Gebeurtenis.leg_vast(self.gezin, "hulp.persoon", door_id=door_id, onderwerp_id=self.pk)
        self.refresh_from_db()


def voorbij(op: date, reden: str) -> dict[str, date | str | None]:
    """What changes when help is over: nothing is to be done any more."""
    return {"beeindigd_op": op, "reden_einde": reden, "volgende_stap": "", "volgende_op": None}


@met_geschiedenis()
class Hulpontvanger(models.Model):
    """A member of the family for whom this help is."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    hulp = models.ForeignKey(AndereHulp, on_delete=models.CASCADE, related_name="ontvangers")
    gezinslid = models.ForeignKey(Gezinslid, on_delete=models.CASCADE, related_name="andere_hulp")

    class Meta:
        verbose_name = "voor wie de hulp is"
        verbose_name_plural = "voor wie de hulp is"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="hulpontvanger_uniek", fields=["hulp", "gezinslid"])]

    def __str__(self) -> str:
        return f"Hulpontvanger {self.pk}"


@met_geschiedenis()
class Hulpresultaat(models.Model):
    """A resultaat that this help works on, by its first appearance (ADR 0006)."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    hulp = models.ForeignKey(AndereHulp, on_delete=models.CASCADE, related_name="resultaten")
    stam = models.ForeignKey(Resultaat, on_delete=models.CASCADE, related_name="andere_hulp")

    class Meta:
        verbose_name = "resultaat van hulp"
        verbose_name_plural = "resultaten van hulp"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="hulpresultaat_uniek", fields=["hulp", "stam"])]

    def __str__(self) -> str:
        return f"Hulpresultaat {self.pk}"


class Hulpwissel(models.Model):
    """Another person came to help, on this day. Append-only; a first name is no change."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="hulpwissels")
    hulp = models.ForeignKey(AndereHulp, on_delete=models.CASCADE, related_name="wissels")
    van = models.CharField("wie hielp", max_length=160)
    naar = models.CharField("wie helpt nu", max_length=160)
    op = models.DateField("sinds")
    reden = models.CharField("waarom", max_length=300, blank=True)
    door = models.ForeignKey(Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "wissel van hulpverlener"
        verbose_name_plural = "wissels van hulpverlener"
        ordering = ["-op", "-id"]

    def __str__(self) -> str:
        return f"Hulpwissel {self.pk}"


__all__ = [
    "LOPENDE_HULP",
    "AndereHulp",
    "BezoekenPer",
    "HulpGeweigerd",
    "HulpStatus",
    "Hulpgroep",
    "Hulpontvanger",
    "Hulpresultaat",
    "Hulpsoort",
    "Hulpwissel",
]
