"""What a gezinsplan and a borgingsplan share: one editable concept, then numbered versions that never change (four eyes)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, Self, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.models.gezin import Gebeurtenis, Gezin
from gezinnen.models.planeisen import Gemis
from ggw.organisatie.models import Medewerker


class PlanGeweigerd(Exception):
    """The plan refuses what was asked; the text is for the user."""


class ConceptGewijzigd(Exception):
    """Somebody else changed this part of the concept after it was opened; nothing was saved."""


class PlanStatus(models.TextChoices):
    CONCEPT = "concept", "Concept"
    VASTGESTELD = "vastgesteld", "Vastgesteld"


P = TypeVar("P", bound="Planversie")


class PlanversieQuerySet(models.QuerySet[P]):
    def concept(self) -> P | None:
        return self.filter(status=PlanStatus.CONCEPT).first()

    def vastgesteld(self) -> Self:
        """Newest first."""
        return self.filter(status=PlanStatus.VASTGESTELD).order_by("-nummer")

    def geldend(self) -> P | None:
        """The newest vastgesteld plan."""
        return self.vastgesteld().first()

    def standen(self) -> tuple[P | None, list[P]]:
        """The concept, and all that was vastgesteld, newest first; with who wrote and who fixed it."""
        alle = list(self.select_related("auteur", "vastgesteld_door").order_by("-nummer"))
        return next((plan for plan in alle if plan.is_concept), None), [plan for plan in alle if not plan.is_concept]

    @transaction.atomic
    def maak_concept(self, gezin: Gezin, *, door_id: int) -> P:
        """Begin a concept, filled from what is there already. PlanGeweigerd when there is one."""
        try:
            with transaction.atomic():
                plan = self.create(gezin=gezin, auteur_id=door_id)
        except IntegrityError as fout:
            raise PlanGeweigerd(f"Er is al een concept van {self.model.zin_naam}.") from fout
        plan.vul_concept()
        Gebeurtenis.leg_vast(gezin, f"{plan.onderwerp}.begonnen", door_id=door_id, onderwerp_id=plan.pk)
        return plan


class Planversie(models.Model):
    """The state of a plan. A subclass has a `gezin`, says what is missing in a concept and how a new one is filled."""

    onderwerp: ClassVar[str]
    """First word of its events."""
    zin_naam: ClassVar[str]
    """In a sentence: "het gezinsplan"."""
    gezin: models.ForeignKey[Any, Gezin]

    status = models.CharField(max_length=12, choices=PlanStatus.choices, default=PlanStatus.CONCEPT, editable=False)
    nummer = models.PositiveSmallIntegerField(null=True, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)
    auteur = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    opmerking = models.TextField("wat moet er nog anders", max_length=2000, blank=True, db_default="", editable=False)
    teruggegeven_op = models.DateTimeField(null=True, editable=False)
    ter_vaststelling_op = models.DateTimeField(null=True, editable=False)
    vastgesteld_op = models.DateTimeField(null=True, editable=False)
    vastgesteld_door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False, null=True
    )
    momentopname = models.JSONField(null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True

    @property
    def is_concept(self) -> bool:
        return self.status == PlanStatus.CONCEPT

    def ontbreekt(self) -> list[Gemis]:
        """What must still be done before this concept can be vastgesteld."""
        raise NotImplementedError

    def vul_concept(self) -> None:
        """Fill a new concept with what is known already."""
        raise NotImplementedError

    @property
    def gewijzigd(self) -> str:
        return f"{self.onderwerp}.gewijzigd"

    def schrijvers(self) -> set[int]:
        """Everybody who wrote in this concept: none of them is the second pair of eyes."""
        regels = self.gezin.gebeurtenissen.filter(soort=self.gewijzigd, onderwerp_id=self.pk)
        return {self.auteur_id, *regels.exclude(door=None).values_list("door_id", flat=True)}

    @contextmanager
    def schrijf(self, deel: str, *, door_id: int, gezien: str, stand: Callable[[], str]) -> Iterator[None]:
        """Change one part of the concept inside this block; whoever offered it must offer it again.

        `stand` tells how the part is stored now, `gezien` how it was when the form was opened: ConceptGewijzigd when they differ.
        """
        with transaction.atomic():
            vers = self._rijen().select_for_update().get(pk=self.pk)
            if not vers.is_concept:
                raise PlanGeweigerd("Dit plan is vastgesteld en verandert niet meer. Maak een nieuw concept.")
            if stand() != gezien:
                raise ConceptGewijzigd
            yield
            self._rijen().filter(pk=self.pk).update(versie=F("versie") + 1, ter_vaststelling_op=None)
            Gebeurtenis.leg_vast(self.gezin, self.gewijzigd, door_id=door_id, onderwerp_id=self.pk, deel=deel)
        self.versie, self.ter_vaststelling_op = vers.versie + 1, None

    @transaction.atomic
    def bied_aan(self, *, door_id: int) -> None:
        """Ask a second person to fix this concept. PlanGeweigerd as long as something is missing."""
        if self.ontbreekt():
            raise PlanGeweigerd("Het concept is nog niet compleet. Bekijk wat er nog mist.")
        nu = timezone.now()
        if not self._als_gelezen(self.versie).update(ter_vaststelling_op=nu):
            raise PlanGeweigerd("Het concept is intussen gewijzigd. Lees het nog eens en bied het dan aan.")
        self.ter_vaststelling_op = nu
        Gebeurtenis.leg_vast(self.gezin, f"{self.onderwerp}.aangeboden", door_id=door_id, onderwerp_id=self.pk)

    @transaction.atomic
    def geef_terug(self, *, opmerking: str, versie: int, door_id: int) -> None:
        """Back to the writer, with what must change. The concept stays."""
        nu = timezone.now()
        aangeboden = self._als_gelezen(versie).filter(ter_vaststelling_op__isnull=False)
        if not aangeboden.update(opmerking=opmerking, teruggegeven_op=nu, ter_vaststelling_op=None):
            raise PlanGeweigerd("Het concept ligt niet meer ter vaststelling. Lees het opnieuw.")
        self.opmerking, self.teruggegeven_op, self.ter_vaststelling_op = opmerking, nu, None
        Gebeurtenis.leg_vast(self.gezin, f"{self.onderwerp}.teruggegeven", door_id=door_id, onderwerp_id=self.pk)

    def _rijen(self) -> models.QuerySet[Self]:
        return type(self)._default_manager.all()

    def _als_gelezen(self, versie: int) -> models.QuerySet[Self]:
        return self._rijen().filter(pk=self.pk, status=PlanStatus.CONCEPT, versie=versie)


def planregels(voor: str, zin_naam: str) -> list[models.BaseConstraint]:
    """The constraints of such a table; `voor` is the first word of their names."""
    return [
        models.CheckConstraint(name=f"{voor}_status_geldig", condition=Q(status__in=PlanStatus.values)),
        models.UniqueConstraint(
            name=f"{voor}_een_concept",
            fields=["gezin"],
            condition=Q(status=PlanStatus.CONCEPT),
            violation_error_message=f"Er is al een concept van {zin_naam}.",
        ),
        models.UniqueConstraint(name=f"{voor}_nummer_uniek", fields=["gezin", "nummer"]),
        models.CheckConstraint(
            name=f"{voor}_vastgesteld_volledig",
            condition=Q(status=PlanStatus.CONCEPT, nummer__isnull=True, momentopname__isnull=True)
            | Q(
                status=PlanStatus.VASTGESTELD,
                nummer__isnull=False,
                momentopname__isnull=False,
                vastgesteld_op__isnull=False,
                vastgesteld_door__isnull=False,
            ),
        ),
        models.CheckConstraint(
            name=f"{voor}_vier_ogen",
            condition=Q(vastgesteld_door__isnull=True) | ~Q(vastgesteld_door=F("auteur")),
            violation_error_message="Een plan dat u zelf schreef, stelt een collega vast.",
        ),
    ]


def kopie(rij: Any, *, weglaten: tuple[str, ...] = (), **anders: Any) -> Any:
    """A new row with the same values, except `anders`; fields in `weglaten` begin at their default."""
    velden = [v for v in rij._meta.concrete_fields if not v.primary_key and v.name not in weglaten]
    return type(rij).objects.create(**{**{v.attname: getattr(rij, v.attname) for v in velden}, **anders})
