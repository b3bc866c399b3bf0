"""The people of a family, as this family's file says."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, Concat, Now, NullIf, Trim
from django.utils import timezone

from gezinnen.models.gezin import Geslacht, Gezin
from gezinnen.sorteren import sorteersleutel
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier, Poort

VROEGSTE_GEBOORTE = date(1900, 1, 1)
TIEN_MAANDEN = timedelta(days=305)
POSTCODE = re.compile(r"([1-9][0-9]{3})\s*([A-Za-z]{2})")


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

    def kinderen(self) -> GezinslidQuerySet:
        """Everybody who is here as a child: under guidance, or brother or sister."""
        broers_en_zussen = (GezinsrolCode.JEUGDIGE, GezinsrolCode.BROER_ZUS, GezinsrolCode.HALFBROER_ZUS)
        return self.filter(Q(is_jeugdige=True) | Q(rol__in=broers_en_zussen)).order_by("geboortedatum", "id")

    def voor_overzicht(self) -> GezinslidQuerySet:
        """Everybody who ever belonged to the family, eldest first, unborn and unknown last, with the household."""
        return self.select_related("huishouden", "moeder").order_by("geboortedatum", "verwachte_datum", "sorteernaam")


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

    def clean(self) -> None:
        """Dates that can be true, and the name to sort on."""
        self.sorteernaam = self.maak_sorteernaam(self.voornaam, self.tussenvoegsel, self.achternaam)
        vandaag = timezone.localdate()
        fouten: dict[str, str] = {}
        if self.geboortedatum and not VROEGSTE_GEBOORTE <= self.geboortedatum <= vandaag:
            fouten["geboortedatum"] = "Vul een datum in tussen 1900 en vandaag."
        if self.verwachte_datum and abs(self.verwachte_datum - vandaag) > TIEN_MAANDEN:
            fouten["verwachte_datum"] = "De uitgerekende datum ligt hooguit 10 maanden voor of na vandaag."
        if self.overleden_op and self.overleden_op > vandaag:
            fouten["overleden_op"] = "Deze dag is nog niet geweest."
        elif self.overleden_op and self.geboortedatum and self.overleden_op < self.geboortedatum:
            fouten["overleden_op"] = "Deze dag ligt voor de geboortedatum."
        if self.pk and self.moeder_id == self.pk:
            fouten["moeder"] = "Kies iemand anders."
        if fouten:
            raise ValidationError(fouten)

    @property
    def is_ongeboren(self) -> bool:
        return self.verwachte_datum is not None

    @property
    def is_voormalig(self) -> bool:
        """No longer belongs to the family."""
        return self.tot is not None and self.tot < timezone.localdate()

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
        """Surname, first name, prefix, as `sorteren.py` makes them sortable."""
        return sorteersleutel(achternaam, voornaam, tussenvoegsel)[:240]

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


def roepnaam_van(lid: str = "") -> Any:
    """`Gezinslid.roepnaam` in SQL. `lid`: the way to the member, with "__" behind it; nothing when there is no member."""
    achternaam = Trim(Concat(f"{lid}tussenvoegsel", Value(" "), f"{lid}achternaam"))
    naam = Coalesce(NullIf(f"{lid}voornaam", Value("")), NullIf(achternaam, Value("")), Value("Ongeboren kind"))
    return Case(When(**{f"{lid}id__isnull": True}, then=Value("")), default=naam) if lid else naam


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

    def clean(self) -> None:
        """A Dutch postcode is always written as "1234 AB": it is searched on."""
        if gevonden := POSTCODE.fullmatch(self.postcode.strip()):
            self.postcode = f"{gevonden[1]} {gevonden[2].upper()}"

    @property
    def loopt(self) -> bool:
        return self.tot is None or self.tot >= timezone.localdate()

    @property
    def regel(self) -> str:
        """In one line, for a page of this family; a secret address shows as these two words only."""
        if self.geheim:
            return "geheim adres"
        return self.volledig

    @property
    def volledig(self) -> str:
        """Also when it is secret: only for who asked for it."""
        plaats = " ".join(deel for deel in (self.postcode, self.plaats) if deel)
        return f"{self.straat} {self.huisnummer}, {plaats}"


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
