"""Who stands in for whom, and who has the telephone at night: both give sight of families for a while."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from ggw.organisatie.models.mensen import Beheergebeurtenis, Gebruiker, Geweigerd
from ggw.organisatie.rollen import Rol
from ggw.toegang.verklaring import Beheer

DIENSTROLLEN = frozenset({Rol.DIENST, Rol.GEZINSMANAGER, Rol.SENIOR, Rol.GEDRAGSDESKUNDIGE, Rol.TEAMMANAGER})
"""Who can be on the roster; the SQL view `toegang` asks the same."""
NIET_ZELF = "U kunt dit niet voor uzelf regelen. Vraag een collega."
VERVANGROLLEN = frozenset({Rol.GEZINSMANAGER, Rol.SENIOR, Rol.GEDRAGSDESKUNDIGE})


class VervangingQuerySet(models.QuerySet["Vervanging"]):
    def lopend(self) -> VervangingQuerySet:
        """Replacements that count today; `tot` is the last day."""
        vandaag = timezone.localdate()
        return self.filter(vanaf__lte=vandaag, tot__gte=vandaag)

    def niet_voorbij(self) -> VervangingQuerySet:
        return self.filter(tot__gte=timezone.localdate()).order_by("vanaf", "pk")


class Vervanging(models.Model):
    """A colleague opens the families of somebody who is away, from a day until a day (that day included)."""

    toegang: ClassVar = Beheer(poort="lezen", medewerker="lezen", systeem="lezen")

    gebruiker = models.ForeignKey(
        Gebruiker, verbose_name="wie is er weg", on_delete=models.CASCADE, related_name="vervangingen"
    )
    vervanger = models.ForeignKey(
        Gebruiker, verbose_name="wie vervangt", on_delete=models.CASCADE, related_name="vervangt"
    )
    vanaf = models.DateField("vanaf", default=timezone.localdate)
    tot = models.DateField("tot en met")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = VervangingQuerySet.as_manager()

    class Meta:
        verbose_name = "vervanging"
        verbose_name_plural = "vervangingen"
        constraints = [
            models.CheckConstraint(
                name="vervanging_periode",
                condition=Q(tot__gte=F("vanaf")),
                violation_error_message="De laatste dag ligt voor de eerste.",
            ),
            models.CheckConstraint(
                name="vervanging_door_ander",
                condition=~Q(gebruiker=F("vervanger")),
                violation_error_message="Iemand kan zichzelf niet vervangen.",
            ),
        ]
        indexes = [models.Index(fields=["vervanger", "tot"], name="vervanging_door_wie")]

    def __str__(self) -> str:
        return f"Vervanging {self.pk}"

    @classmethod
    @transaction.atomic
    def regel(
        cls, gebruiker: Gebruiker, vervanger: Gebruiker, vanaf: date, tot: date, *, door: Gebruiker
    ) -> Vervanging:
        """Raises Geweigerd when it is for oneself, ValidationError when it does not fit."""
        if door.pk == vervanger.pk:
            raise Geweigerd(NIET_ZELF)
        rij = cls(gebruiker=gebruiker, vervanger=vervanger, vanaf=vanaf, tot=tot, door=door)
        rij.full_clean()
        al = cls.objects.filter(gebruiker=gebruiker, vervanger=vervanger, vanaf__lte=tot, tot__gte=vanaf)
        if al.exists():
            raise Geweigerd("Deze vervanging staat er in die tijd al.")
        rij.save()
        Beheergebeurtenis.leg_vast(
            "vervanging.begonnen", door=door, over=vervanger, voor=gebruiker.pk, vanaf=str(vanaf), tot=str(tot)
        )
        return rij

    @transaction.atomic
    def vervalt(self, *, door: Gebruiker) -> None:
        """Yesterday was the last day; what had not begun goes away."""
        Beheergebeurtenis.leg_vast("vervanging.gestopt", door=door, over=self.vervanger, voor=self.gebruiker_id)
        gisteren = timezone.localdate() - timedelta(days=1)
        if self.vanaf > gisteren:
            self.delete()
            return
        self.tot = gisteren
        self.save(update_fields=["tot"])


class DienstQuerySet(models.QuerySet["Dienst"]):
    def lopend(self) -> DienstQuerySet:
        nu = timezone.now()
        return self.filter(begin__lte=nu, eind__gt=nu)

    def niet_voorbij(self) -> DienstQuerySet:
        return self.filter(eind__gt=timezone.now()).order_by("begin", "pk")


class Dienst(models.Model):
    """A shift of the bereikbaarheidsdienst: during it this person opens any family by its number, and the log says so."""

    toegang: ClassVar = Beheer(poort="lezen", medewerker="lezen", systeem="lezen")

    gebruiker = models.ForeignKey(
        Gebruiker, verbose_name="wie heeft dienst", on_delete=models.CASCADE, related_name="diensten"
    )
    begin = models.DateTimeField("begin")
    eind = models.DateTimeField("eind")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DienstQuerySet.as_manager()

    class Meta:
        verbose_name = "dienst"
        verbose_name_plural = "diensten"
        constraints = [
            models.CheckConstraint(
                name="dienst_periode",
                condition=Q(eind__gt=F("begin")),
                violation_error_message="Het einde ligt voor het begin.",
            ),
            models.UniqueConstraint(
                name="dienst_eenmaal",
                fields=["gebruiker", "begin"],
                violation_error_message="Deze persoon staat dan al op het rooster.",
            ),
        ]
        indexes = [models.Index(fields=["gebruiker", "eind"], name="dienst_van_wie")]

    def __str__(self) -> str:
        return f"Dienst {self.pk}"

    @property
    def loopt(self) -> bool:
        nu: datetime = timezone.now()
        return self.begin <= nu < self.eind

    @classmethod
    @transaction.atomic
    def plan(cls, gebruiker: Gebruiker, tijden: list[tuple[datetime, datetime]], *, door: Gebruiker) -> int:
        """Put shifts (begin, end) on the roster, all or none. Raises Geweigerd when one cannot be. Gives how many."""
        if door.pk == gebruiker.pk:
            raise Geweigerd(NIET_ZELF)
        Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
        for begin, eind in tijden:
            if cls.objects.filter(gebruiker=gebruiker, begin__lt=eind, eind__gt=begin).exists():
                raise Geweigerd("Deze persoon heeft in die tijd al dienst. Kijk het rooster na.")
            dienst = cls(gebruiker=gebruiker, begin=begin, eind=eind, door=door)
            dienst.full_clean()
            dienst.save()
            Beheergebeurtenis.leg_vast(
                "dienst.gepland", door=door, over=gebruiker, begin=begin.isoformat(), eind=eind.isoformat()
            )
        return len(tijden)

    @transaction.atomic
    def vervalt(self, *, door: Gebruiker) -> None:
        """A shift that runs ends now; one that is to come goes away."""
        Beheergebeurtenis.leg_vast("dienst.vervallen", door=door, over=self.gebruiker, begin=self.begin.isoformat())
        if not self.loopt:
            self.delete()
            return
        self.eind = timezone.now()
        self.save(update_fields=["eind"])
