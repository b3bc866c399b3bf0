"""What takes two people: a role, a team, an invitation, taking away a second step (beveiliging.md, four eyes)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ggw.organisatie.models.mensen import Gebruiker
from ggw.organisatie.rollen import UITNODIGBAAR, ZWARE_ROLLEN, Rol
from ggw.toegang.verklaring import Beheer

GELDIG = timedelta(days=14)


class VoorstelSoort(models.TextChoices):
    ROL = "rol", "Andere rol"
    TEAM = "team", "In een team"
    UITNODIGING = "uitnodiging", "Uitnodiging"
    TWEEDE_STAP = "tweede_stap", "Tweede stap weghalen"


class VoorstelQuerySet(models.QuerySet["Voorstel"]):
    def open(self) -> VoorstelQuerySet:
        return self.filter(besloten_op__isnull=True, geldig_tot__gt=timezone.now())


def geldig_tot() -> datetime:
    return timezone.now() + GELDIG


class Voorstel(models.Model):
    """One change of somebody's rights, asked by one person and decided by another; never by who it is about.

    `gegevens`: codes and ids only: `rol`; `basisteam` and `vanaf` (ISO day); `teams`.
    """

    toegang: ClassVar = Beheer()

    soort = models.CharField(max_length=20, choices=VoorstelSoort.choices)
    over = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="voorstellen")
    gegevens = models.JSONField(default=dict)
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)
    geldig_tot = models.DateTimeField(default=geldig_tot)
    besloten_door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+", null=True)
    besloten_op = models.DateTimeField(null=True)
    akkoord = models.BooleanField(null=True)

    objects = VoorstelQuerySet.as_manager()

    class Meta:
        verbose_name = "voorstel"
        verbose_name_plural = "voorstellen"
        constraints = [
            models.CheckConstraint(name="voorstel_niet_over_zelf", condition=~Q(door=F("over"))),
            models.CheckConstraint(
                name="voorstel_akkoord_door_ander",
                condition=~Q(akkoord=True) | (~Q(besloten_door=F("door")) & ~Q(besloten_door=F("over"))),
            ),
            models.CheckConstraint(
                name="voorstel_besloten_of_open",
                condition=Q(besloten_op__isnull=True, besloten_door__isnull=True, akkoord__isnull=True)
                | Q(besloten_op__isnull=False, besloten_door__isnull=False, akkoord__isnull=False),
            ),
            models.UniqueConstraint(
                name="voorstel_een_open",
                fields=["over", "soort"],
                condition=Q(besloten_op__isnull=True) & ~Q(soort=VoorstelSoort.TEAM.value),
            ),
        ]
        indexes = [models.Index(fields=["geldig_tot"], name="voorstel_open", condition=Q(besloten_op__isnull=True))]

    def __str__(self) -> str:
        return f"Voorstel {self.pk}"

    @property
    def rol(self) -> str:
        """The role that this is about: the new one, or the one that somebody has."""
        return str(self.gegevens.get("rol") or self.over.rol)

    @property
    def teams(self) -> set[int]:
        """Ids of the teams that this is about."""
        if self.soort == VoorstelSoort.TEAM:
            return {self.gegevens["basisteam"]}
        if self.soort == VoorstelSoort.UITNODIGING:
            return set(self.gegevens["teams"])
        return set(self.over.lidmaatschappen.lopend().values_list("basisteam_id", flat=True))

    def mag_beslissen(self, wie: Gebruiker) -> bool:
        """A beheerder; a teammanager when it is about the own team and not about who manages accounts or the log; the
        beheerder of a provider when a colleague there invites somebody."""
        if wie.pk in (self.door_id, self.over_id):
            return False
        if wie.has_perm("partner.mensen"):
            return self.is_binnen_aanbieder(wie.aanbieder_id)
        if not wie.has_perm("beheer.goedkeuren"):
            return False
        if wie.rol == Rol.BEHEERDER:
            return True
        eigen = set(wie.lidmaatschappen.lopend().values_list("basisteam_id", flat=True))
        zwaar = {self.rol, self.over.rol} & ZWARE_ROLLEN
        return not zwaar and bool(self.teams) and self.teams <= eigen

    def is_binnen_aanbieder(self, aanbieder_id: int | None) -> bool:
        """An invitation by and for this provider, to a role that a provider may give."""
        mensen = {self.over.aanbieder_id, self.door.aanbieder_id}
        rollen = {self.rol, self.over.rol}
        uitnodiging = self.soort == VoorstelSoort.UITNODIGING
        return uitnodiging and aanbieder_id is not None and mensen == {aanbieder_id} and rollen <= UITNODIGBAAR

    def besluit(self, wie: Gebruiker, *, akkoord: bool) -> bool:
        """Write the decision; False when somebody else was first or it is too old."""
        velden: dict[str, Any] = {"besloten_door": wie, "besloten_op": timezone.now(), "akkoord": akkoord}
        return bool(Voorstel.objects.open().filter(pk=self.pk).update(**velden))
