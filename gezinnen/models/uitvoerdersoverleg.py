"""Uitvoerdersoverleg: at least once in six weeks the family, its network and its helpers sit together about the resultaten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.gezinsadres import gezinsadres
from gezinnen.models.banden import Netwerklid
from gezinnen.models.gezin import Gebeurtenis, Gezin
from gezinnen.models.leden import Gezinslid
from gezinnen.models.plan import Resultaat, ResultaatStatus
from ggw.organisatie.models import Medewerker
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier

RITME = timedelta(weeks=6)
"""The next date that is proposed; the deadline itself is the norm `uitvoerdersoverleg`."""


class OverlegStatus(models.TextChoices):
    GEPLAND = "gepland", "Gepland"
    GEHOUDEN = "gehouden", "Gehouden"
    VERZET = "verzet", "Verzet"
    AFGEZEGD = "afgezegd", "Afgezegd"


class OverlegGeweigerd(Exception):
    """It cannot be done (any more). The text is for the person at the screen."""


@dataclass(frozen=True)
class Genodigde:
    """Somebody at the table: one of the first three, or a name with an organisation."""

    gezinslid_id: int | None = None
    netwerklid_id: int | None = None
    medewerker_id: int | None = None
    naam: str = ""
    organisatie: str = ""


class UitvoerdersoverlegQuerySet(models.QuerySet["Uitvoerdersoverleg"]):
    def gepland(self) -> UitvoerdersoverlegQuerySet:
        """Still to be held, the first one first."""
        return self.filter(status=OverlegStatus.GEPLAND).order_by("op", "id")

    def gehouden(self) -> UitvoerdersoverlegQuerySet:
        """Newest first."""
        return self.filter(status=OverlegStatus.GEHOUDEN).order_by("-op", "-id")

    @transaction.atomic
    def plan(
        self, gezin: Gezin, *, op: datetime, waar: str, wie: Iterable[Genodigde], door_id: int
    ) -> Uitvoerdersoverleg:
        """Put it in the calendar. OverlegGeweigerd when there is one at that moment already, or it lies before the begeleiding."""
        weiger_voor_begeleiding(gezin, op)
        try:
            with transaction.atomic():
                overleg = self.create(gezin=gezin, op=op, waar=waar, door_id=door_id)
        except IntegrityError as fout:
            raise OverlegGeweigerd("Op dit moment staat al een overleg gepland.") from fout
        overleg.nodig_uit(wie)
        Gebeurtenis.leg_vast(gezin, "overleg.gepland", door_id=door_id, onderwerp_id=overleg.pk)
        return overleg


def weiger_voor_begeleiding(gezin: Gezin, op: datetime) -> None:
    begeleiding = gezin.begeleiding
    if begeleiding and timezone.localdate(op) < begeleiding.begonnen_op:
        raise OverlegGeweigerd(f"Deze dag ligt voor het begin van de begeleiding ({begeleiding.begonnen_op:%d-%m-%Y}).")


@met_geschiedenis()
class Uitvoerdersoverleg(models.Model):
    """One meeting. Once held only the verslag may be corrected; what was said about a resultaat or a child stays."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen", poort="lezen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="uitvoerdersoverleggen")
    op = models.DateTimeField("dag en tijd")
    waar = models.CharField("waar", max_length=160, blank=True, help_text="Geen geheim adres.")
    status = models.CharField(
        max_length=10, choices=OverlegStatus.choices, default=OverlegStatus.GEPLAND, editable=False
    )
    reden = models.CharField("waarom het niet doorging", max_length=300, blank=True)
    verzet_naar = models.ForeignKey(
        "self", on_delete=models.SET_NULL, related_name="verzet_van", null=True, blank=True, editable=False
    )
    verslag = models.TextField("wat is er verder besproken", max_length=20000, blank=True)
    volgende_op = models.DateField("volgende overleg op", null=True, blank=True, editable=False)
    vastgelegd_op = models.DateTimeField(null=True, editable=False)
    vastgelegd_door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False, null=True
    )
    door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = UitvoerdersoverlegQuerySet.as_manager()

    class Meta:
        verbose_name = "uitvoerdersoverleg"
        verbose_name_plural = "uitvoerdersoverleggen"
        ordering = ["-op", "-id"]
        indexes = [models.Index(fields=["gezin", "-op"], name="overleg_gezin_op")]
        constraints = [
            models.CheckConstraint(name="uo_status_geldig", condition=Q(status__in=OverlegStatus.values)),
            models.UniqueConstraint(
                name="overleg_een_per_moment",
                fields=["gezin", "op"],
                condition=Q(status=OverlegStatus.GEPLAND),
                violation_error_message="Op dit moment staat al een overleg gepland.",
            ),
            models.CheckConstraint(
                name="overleg_met_reden",
                condition=~Q(status__in=[OverlegStatus.VERZET, OverlegStatus.AFGEZEGD]) | ~Q(reden=""),
                violation_error_message="Schrijf waarom het overleg niet doorgaat.",
            ),
            models.CheckConstraint(
                name="overleg_verzet_naar", condition=Q(verzet_naar__isnull=True) | Q(status=OverlegStatus.VERZET)
            ),
            models.CheckConstraint(
                name="overleg_gehouden_volledig",
                condition=Q(status=OverlegStatus.GEHOUDEN, vastgelegd_op__isnull=False, vastgelegd_door__isnull=False)
                | (~Q(status=OverlegStatus.GEHOUDEN) & Q(vastgelegd_op__isnull=True, volgende_op__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"Uitvoerdersoverleg {self.pk}"

    def get_absolute_url(self) -> str:
        return gezinsadres("veiligheid:overleg", self.gezin.nummer, self.pk)

    @property
    def is_gepland(self) -> bool:
        return self.status == OverlegStatus.GEPLAND

    @property
    def is_gehouden(self) -> bool:
        return self.status == OverlegStatus.GEHOUDEN

    def vorige(self) -> Uitvoerdersoverleg | None:
        """The last meeting that was held before this one."""
        return self.gezin.uitvoerdersoverleggen.gehouden().filter(op__lt=self.op).exclude(pk=self.pk).first()

    def nodig_uit(self, wie: Iterable[Genodigde]) -> None:
        Overlegdeelnemer.objects.bulk_create(
            Overlegdeelnemer(gezin_id=self.gezin_id, overleg=self, **mens.__dict__) for mens in dict.fromkeys(wie)
        )

    @transaction.atomic
    def wijzig_genodigden(self, wie: Iterable[Genodigde], *, door_id: int) -> None:
        """Another list of people, as long as the meeting is still to come."""
        vers = Uitvoerdersoverleg.objects.select_for_update().get(pk=self.pk)
        if not vers.is_gepland:
            raise OverlegGeweigerd(NIET_MEER_GEPLAND)
        self.deelnemers.all().delete()
        self.nodig_uit(wie)
        Gebeurtenis.leg_vast(self.gezin, "overleg.gewijzigd", door_id=door_id, onderwerp_id=self.pk)

    @transaction.atomic
    def verzet(self, *, op: datetime, waar: str, reden: str, door_id: int) -> Uitvoerdersoverleg:
        """To another moment, with the same people; the old one points to the new one."""
        self._sluit(OverlegStatus.VERZET, reden=reden)
        wie = [deelnemer.als_genodigde for deelnemer in self.deelnemers.all()]
        nieuw = Uitvoerdersoverleg.objects.plan(self.gezin, op=op, waar=waar, wie=wie, door_id=door_id)
        self.verzet_naar = nieuw
        self.save(update_fields=["verzet_naar"])
        Gebeurtenis.leg_vast(self.gezin, "overleg.verzet", door_id=door_id, onderwerp_id=self.pk, naar=nieuw.pk)
        return nieuw

    @transaction.atomic
    def zeg_af(self, *, reden: str, door_id: int) -> None:
        self._sluit(OverlegStatus.AFGEZEGD, reden=reden)
        Gebeurtenis.leg_vast(self.gezin, "overleg.afgezegd", door_id=door_id, onderwerp_id=self.pk)

    @transaction.atomic
    def sluit_af(
        self, *, op: datetime, verslag: str, volgende_op: date | None, aanwezig: Iterable[Genodigde], door_id: int
    ) -> None:
        """It was held, with these people. What was said about resultaten and children is written by who calls.

        OverlegGeweigerd when nobody was there, when it lies in the future or before the begeleiding, or when it is not planned
        (any more): of two people who do this at once, the second one is refused.
        """
        er_waren = list(dict.fromkeys(aanwezig))
        if not er_waren:
            raise OverlegGeweigerd("Kies wie erbij was. Zonder mensen is er geen overleg.")
        if op > timezone.now():
            raise OverlegGeweigerd("Dit overleg moet nog komen. Leg het vast als het is gehouden.")
        weiger_voor_begeleiding(self.gezin, op)
        self._sluit(
            OverlegStatus.GEHOUDEN,
            op=op,
            verslag=verslag,
            volgende_op=volgende_op,
            vastgelegd_op=timezone.now(),
            vastgelegd_door_id=door_id,
        )
        self._noteer_aanwezigen(er_waren)
        Gebeurtenis.leg_vast(self.gezin, "overleg.gehouden", door_id=door_id, onderwerp_id=self.pk)

    def _noteer_aanwezigen(self, er_waren: list[Genodigde]) -> None:
        for deelnemer in self.deelnemers.all():
            if deelnemer.als_genodigde in er_waren:
                er_waren.remove(deelnemer.als_genodigde)
                deelnemer.aanwezig = True
                deelnemer.save(update_fields=["aanwezig"])
        Overlegdeelnemer.objects.bulk_create(
            Overlegdeelnemer(gezin_id=self.gezin_id, overleg=self, uitgenodigd=False, aanwezig=True, **mens.__dict__)
            for mens in er_waren
        )

    def _sluit(self, status: OverlegStatus, **velden: str | date | datetime | int | None) -> None:
        mijn = Uitvoerdersoverleg.objects.filter(pk=self.pk, status=OverlegStatus.GEPLAND)
        if not mijn.update(status=status, **velden):
            raise OverlegGeweigerd(NIET_MEER_GEPLAND)
        self.refresh_from_db()


NIET_MEER_GEPLAND = "Dit overleg is intussen gehouden, verzet of afgezegd. Kijk bij Overleg hoe het nu staat."


class Overlegdeelnemer(models.Model):
    """Somebody who was invited, who was there, or both."""

    toegang: ClassVar = Dossier(poort="lezen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    overleg = models.ForeignKey(Uitvoerdersoverleg, on_delete=models.CASCADE, related_name="deelnemers")
    gezinslid = models.ForeignKey(Gezinslid, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    netwerklid = models.ForeignKey(Netwerklid, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    medewerker = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, null=True, blank=True
    )
    naam = models.CharField("naam", max_length=160, blank=True)
    organisatie = models.CharField("organisatie", max_length=160, blank=True)
    uitgenodigd = models.BooleanField(default=True)
    aanwezig = models.BooleanField(default=False)

    class Meta:
        verbose_name = "deelnemer aan een overleg"
        verbose_name_plural = "deelnemers aan een overleg"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="overlegdeelnemer_een_mens",
                condition=Q(gezinslid__isnull=False, netwerklid__isnull=True, medewerker__isnull=True, naam="")
                | Q(gezinslid__isnull=True, netwerklid__isnull=False, medewerker__isnull=True, naam="")
                | Q(gezinslid__isnull=True, netwerklid__isnull=True, medewerker__isnull=False, naam="")
                | (Q(gezinslid__isnull=True, netwerklid__isnull=True, medewerker__isnull=True) & ~Q(naam="")),
                violation_error_message="Kies iemand, of schrijf een naam op.",
            ),
            models.UniqueConstraint(
                name="overlegdeelnemer_uniek",
                fields=["overleg", "gezinslid", "netwerklid", "medewerker", "naam", "organisatie"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"Overlegdeelnemer {self.pk}"

    @property
    def als_genodigde(self) -> Genodigde:
        return Genodigde(self.gezinslid_id, self.netwerklid_id, self.medewerker_id, self.naam, self.organisatie)

    @property
    def wie(self) -> str:
        """ "Leila El Amrani (ouder)"; for pages only."""
        if self.gezinslid:
            return f"{self.gezinslid.naam} ({self.gezinslid.get_rol_display().lower()})"
        if self.netwerklid:
            soort = self.netwerklid.get_soort_display().partition(" (")[0]
            return f"{self.netwerklid.naam} ({self.netwerklid.organisatie or soort})"
        if self.medewerker:
            return f"{self.medewerker.naam} ({self.medewerker.get_rol_display().lower()})"
        return f"{self.naam} ({self.organisatie})" if self.organisatie else self.naam


@met_geschiedenis()
class Overlegresultaat(models.Model):
    """What was said about one resultaat of the plan in force. `stam` ties it to the meetings before; it never changes."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="overlegresultaten")
    overleg = models.ForeignKey(Uitvoerdersoverleg, on_delete=models.CASCADE, related_name="resultaten")
    stam = models.ForeignKey(Resultaat, on_delete=models.RESTRICT, related_name="overlegresultaten")
    resultaat = models.ForeignKey(Resultaat, on_delete=models.RESTRICT, related_name="+")
    cijfer_vorig = models.PositiveSmallIntegerField("cijfer de vorige keer", validators=[MaxValueValidator(10)])
    cijfer = models.PositiveSmallIntegerField("cijfer nu", validators=[MaxValueValidator(10)])
    woorden_gezin = models.TextField("wat zegt het gezin", max_length=2000, blank=True)
    woorden_hulpverlener = models.TextField("wat zegt de hulpverlener", max_length=2000, blank=True)
    status = models.CharField("hoe staat het", max_length=10, choices=ResultaatStatus.choices)

    class Meta:
        verbose_name = "resultaat in een overleg"
        verbose_name_plural = "resultaten in een overleg"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="overlegresultaat_uniek", fields=["overleg", "stam"]),
            models.CheckConstraint(
                name="overlegresultaat_status_geldig", condition=Q(status__in=ResultaatStatus.values)
            ),
            models.CheckConstraint(
                name="overlegresultaat_cijfers",
                condition=Q(cijfer__lte=10, cijfer_vorig__lte=10),
                violation_error_message="Een cijfer is 0 tot en met 10.",
            ),
        ]

    def __str__(self) -> str:
        return f"Overlegresultaat {self.pk}"


class OverlegafspraakQuerySet(models.QuerySet["Overlegafspraak"]):
    def open(self) -> OverlegafspraakQuerySet:
        """Not done and still needed: they come back on the next agenda."""
        return self.filter(gedaan_op__isnull=True, vervallen_op__isnull=True)


@met_geschiedenis()
class Overlegafspraak(models.Model):
    """Who does what before when, as agreed in a meeting."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="overlegafspraken")
    overleg = models.ForeignKey(Uitvoerdersoverleg, on_delete=models.CASCADE, related_name="afspraken")
    wat = models.CharField("wat", max_length=300)
    wie = models.CharField("wie", max_length=160)
    uiterlijk = models.DateField("uiterlijk", null=True, blank=True)
    gedaan_op = models.DateField(null=True, editable=False)
    vervallen_op = models.DateField(null=True, editable=False)

    objects = OverlegafspraakQuerySet.as_manager()

    class Meta:
        verbose_name = "afspraak uit een overleg"
        verbose_name_plural = "afspraken uit een overleg"
        ordering = ["uiterlijk", "id"]
        constraints = [
            models.CheckConstraint(
                name="overlegafspraak_een_einde", condition=Q(gedaan_op__isnull=True) | Q(vervallen_op__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"Overlegafspraak {self.pk}"

    @property
    def te_laat(self) -> bool:
        open_ = self.gedaan_op is None and self.vervallen_op is None
        return open_ and self.uiterlijk is not None and self.uiterlijk < timezone.localdate()

    @transaction.atomic
    def meld(self, *, gedaan: bool, op: date, door_id: int) -> bool:
        """Done, or not needed any more; False when somebody said so before."""
        velden = {"gedaan_op": op} if gedaan else {"vervallen_op": op}
        if not Overlegafspraak.objects.open().filter(pk=self.pk).update(**velden):
            return False
        soort = "overlegafspraak.gedaan" if gedaan else "overlegafspraak.vervallen"
        Gebeurtenis.leg_vast(self.gezin, soort, door_id=door_id, onderwerp_id=self.pk)
        self.refresh_from_db()
        return True


__all__ = [
    "RITME",
    "Genodigde",
    "OverlegGeweigerd",
    "OverlegStatus",
    "Overlegafspraak",
    "Overlegdeelnemer",
    "Overlegresultaat",
    "Uitvoerdersoverleg",
]
