"""The people of a family, as this family's file says."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.models.gezin import Geslacht, Gezin
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier, Poort


class GezinsrolCode(models.TextChoices):
    """Role in the family, StUF-JZ reference list (codelijsten/rollen_in_gezin.csv).

    111 to 113 are derived for exchange from Gezag and not chosen here: in the file a parent is OUDER.
    """

    JEUGDIGE = "301", "Jeugdige"
    OUDER = "111", "Ouder"
    VOOGD = "191", "Voogd"
    PLEEGOUDER = "211", "Pleegouder"
    STIEFOUDER = "212", "Stiefouder"
    OPVOEDER = "213", "Opvoeder of verzorger"
    BROER_ZUS = "121", "Broer of zus"
    HALFBROER_ZUS = "122", "Halfbroer of halfzus"
    GROOTOUDER = "125", "Grootouder"


class Persoon(models.Model):
    """Ties the Gezinsleden of one human in several families, and knows nothing itself. Reached through gate functions."""

    toegang: ClassVar = Poort()

    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "persoon"
        verbose_name_plural = "personen"
        default_permissions = ()

    def __str__(self) -> str:
        return f"Persoon {self.pk}"


@met_geschiedenis()
class Huishouden(models.Model):
    """A household; households differ within a family."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="huishoudens")
    naam = models.CharField("naam", max_length=80, help_text="Bijvoorbeeld: bij moeder, bij oma.")

    class Meta:
        verbose_name = "huishouden"
        verbose_name_plural = "huishoudens"
        ordering = ["naam", "id"]
        constraints = [
            models.UniqueConstraint(
                name="huishouden_uniek", fields=["gezin", "naam"], violation_error_message="Dit huishouden staat er al."
            )
        ]

    def __str__(self) -> str:
        return f"Huishouden {self.pk}"


class GezinslidQuerySet(models.QuerySet["Gezinslid"]):
    def huidig(self) -> GezinslidQuerySet:
        """Who belongs to the family today."""
        return self.filter(Q(tot__isnull=True) | Q(tot__gte=timezone.localdate()))

    def jeugdigen(self) -> GezinslidQuerySet:
        """Children and youths under guidance who belong to the family and live, eldest first; unborn last."""
        return (
            self.huidig()
            .filter(is_jeugdige=True, overleden_op__isnull=True)
            .order_by("geboortedatum", "verwachte_datum", "id")
        )

    def volwassenen(self) -> GezinslidQuerySet:
        return self.huidig().filter(is_jeugdige=False)


@met_geschiedenis()
class Gezinslid(models.Model):
    """What this family's file says of a person: names, birth date, role, household."""

    toegang: ClassVar = Dossier(poort="lezen toevoegen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="leden")
    persoon = models.ForeignKey(
        Persoon, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, editable=False, db_constraint=False
    )
    voornaam = models.CharField("voornaam", max_length=80, blank=True)
    tussenvoegsel = models.CharField("tussenvoegsel", max_length=20, blank=True)
    achternaam = models.CharField("achternaam", max_length=120, blank=True)
    sorteernaam = models.CharField(max_length=240, editable=False)
    geboortedatum = models.DateField("geboortedatum", null=True, blank=True)
    verwachte_datum = models.DateField(
        "uitgerekende datum", null=True, blank=True, help_text="Voor een kind dat nog geboren wordt."
    )
    geslacht = models.CharField("geslacht", max_length=10, choices=Geslacht.choices, default=Geslacht.ONBEKEND)
    taal = models.CharField("taal", max_length=60, blank=True)
    rol = models.CharField("rol in het gezin", max_length=3, choices=GezinsrolCode.choices)
    is_jeugdige = models.BooleanField("kind onder onze begeleiding", default=False)
    huishouden = models.ForeignKey(
        Huishouden, verbose_name="huishouden", on_delete=models.SET_NULL, related_name="leden", null=True, blank=True
    )
    moeder = models.ForeignKey(
        "self",
        verbose_name="moeder (bij een ongeboren kind)",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    overleden_op = models.DateField("overleden op", null=True, blank=True)
    bsn_vastgesteld_op = models.DateField(null=True, blank=True, editable=False)
    vanaf = models.DateField("hoort bij het gezin vanaf", default=timezone.localdate)
    tot = models.DateField("tot en met", null=True, blank=True)
    bijzonderheden = models.TextField("bijzonderheden", max_length=4000, blank=True)

    objects = GezinslidQuerySet.as_manager()

    class Meta:
        verbose_name = "gezinslid"
        verbose_name_plural = "gezinsleden"
        ordering = ["-is_jeugdige", "geboortedatum", "id"]
        indexes = [
            models.Index(fields=["geboortedatum", "sorteernaam"], name="gezinslid_bekend"),
            models.Index(fields=["persoon"], condition=Q(persoon__isnull=False), name="gezinslid_persoon"),
        ]
        constraints = [
            models.CheckConstraint(name="gezinslid_rol_geldig", condition=Q(rol__in=GezinsrolCode.values)),
            models.CheckConstraint(name="gezinslid_geslacht_geldig", condition=Q(geslacht__in=Geslacht.values)),
            models.CheckConstraint(
                name="gezinslid_geboren_of_verwacht",
                condition=Q(geboortedatum__isnull=True) | Q(verwachte_datum__isnull=True),
                violation_error_message="Vul de geboortedatum in of de uitgerekende datum, niet allebei.",
            ),
            models.CheckConstraint(
                name="gezinslid_periode",
                condition=Q(tot__isnull=True) | Q(tot__gte=F("vanaf")),
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
            models.CheckConstraint(
                name="gezinslid_naam_of_ongeboren",
                condition=~Q(achternaam="") | ~Q(voornaam="") | Q(verwachte_datum__isnull=False),
                violation_error_message="Vul een voornaam of een achternaam in.",
            ),
        ]

    def __str__(self) -> str:
        return f"Gezinslid {self.pk}"

    @property
    def naam(self) -> str:
        """For pages only; never in a log, mail or URL."""
        delen = [self.voornaam, self.tussenvoegsel, self.achternaam]
        return " ".join(deel for deel in delen if deel) or "Ongeboren kind"

    @property
    def roepnaam(self) -> str:
        return self.voornaam or self.naam

    @staticmethod
    def maak_sorteernaam(voornaam: str, tussenvoegsel: str, achternaam: str) -> str:
        """Lower-case surname, first name, prefix: the database has no ICU to sort with."""
        return f"{achternaam} {voornaam} {tussenvoegsel}".casefold().strip()[:240]

    def leeftijd(self, op: date | None = None) -> int | None:
        """Whole years on a day; None when unknown or unborn."""
        if self.geboortedatum is None:
            return None
        dag = op or self.overleden_op or timezone.localdate()
        return (
            dag.year
            - self.geboortedatum.year
            - ((dag.month, dag.day) < (self.geboortedatum.month, self.geboortedatum.day))
        )

    @property
    def leeftijd_tekst(self) -> str:
        if self.verwachte_datum:
            return f"verwacht {self.verwachte_datum:%d-%m-%Y}"
        jaren = self.leeftijd()
        return "leeftijd onbekend" if jaren is None else f"{jaren} jaar"


class GezinslidBsn(models.Model):
    """The BSN of a person in this file, encrypted; unique within the family only. Through `bewaar_bsn()` and `toon_bsn()`."""

    toegang: ClassVar = Poort()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    gezinslid = models.OneToOneField(Gezinslid, on_delete=models.CASCADE, related_name="+", primary_key=True)
    versleuteld = models.BinaryField()
    afdruk = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = "BSN"
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="bsn_uniek_per_gezin", fields=["gezin", "afdruk"])]
        indexes = [models.Index(fields=["afdruk"], name="bsn_afdruk")]

    def __str__(self) -> str:
        return f"BSN van gezinslid {self.pk}"


class AdresQuerySet(models.QuerySet["Adres"]):
    def huidig(self) -> AdresQuerySet:
        return self.filter(Q(tot__isnull=True) | Q(tot__gte=timezone.localdate()))


class Adres(models.Model):
    """Where somebody lives or stays. A secret address is never copied: not into snapshots, PDFs, timeline or search."""

    toegang: ClassVar = Dossier(poort="lezen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="adressen")
    gezinslid = models.ForeignKey(Gezinslid, on_delete=models.CASCADE, related_name="adressen")
    straat = models.CharField("straat", max_length=120)
    huisnummer = models.CharField("huisnummer", max_length=12)
    postcode = models.CharField("postcode", max_length=7, blank=True)
    plaats = models.CharField("plaats", max_length=80)
    geheim = models.BooleanField("geheim adres", default=False)
    vanaf = models.DateField("vanaf", default=timezone.localdate)
    tot = models.DateField("tot en met", null=True, blank=True)

    objects = AdresQuerySet.as_manager()

    class Meta:
        verbose_name = "adres"
        verbose_name_plural = "adressen"
        ordering = ["-vanaf", "-id"]
        indexes = [models.Index(fields=["postcode", "huisnummer"], name="adres_bekend")]
        constraints = [
            models.CheckConstraint(
                name="adres_periode",
                condition=Q(tot__isnull=True) | Q(tot__gte=F("vanaf")),
                violation_error_message="De einddatum ligt voor de begindatum.",
            )
        ]

    def __str__(self) -> str:
        return f"Adres {self.pk}"


class ContactgegevenSoort(models.TextChoices):
    TELEFOON = "telefoon", "Telefoon"
    EMAIL = "email", "E-mail"


class Contactgegeven(models.Model):
    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="contactgegevens")
    gezinslid = models.ForeignKey(Gezinslid, on_delete=models.CASCADE, related_name="contactgegevens")
    soort = models.CharField("soort", max_length=10, choices=ContactgegevenSoort.choices)
    waarde = models.CharField("nummer of adres", max_length=120)
    opmerking = models.CharField(
        "opmerking", max_length=120, blank=True, help_text="Bijvoorbeeld: niet bellen na 20 uur."
    )

    class Meta:
        verbose_name = "contactgegeven"
        verbose_name_plural = "contactgegevens"
        ordering = ["-soort", "id"]
        constraints = [
            models.CheckConstraint(
                name="contactgegeven_soort_geldig", condition=Q(soort__in=ContactgegevenSoort.values)
            )
        ]

    def __str__(self) -> str:
        return f"Contactgegeven {self.pk}"


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


class GezagSoort(models.TextChoices):
    OUDERLIJK = "ouderlijk", "Ouderlijk gezag"
    GEZAMENLIJK = "gezamenlijk", "Gezamenlijk gezag met een ouder"
    VOOGDIJ = "voogdij", "Voogdij door een persoon"
    VOOGDIJ_GI = "voogdij_gi", "Voogdij door de instelling"
    GESCHORST = "geschorst", "Gezag geschorst"


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
