"""Gezinsplan: concept (one, editable) or vastgesteld (numbered, immutable), with and in the words of the family."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.models.gezin import Gebeurtenis, Gezin
from gezinnen.models.planeisen import Gemis, ontbreekt
from ggw.organisatie.models import Medewerker
from ggw.toegang.geschiedenis import met_geschiedenis
from ggw.toegang.verklaring import Dossier, Naslag

GEWIJZIGD = "plan.gewijzigd"


class PlanGeweigerd(Exception):
    """The plan refuses what was asked; the text is for the user."""


class ConceptGewijzigd(Exception):
    """Somebody else changed this part of the concept after it was opened; nothing was saved."""


class Leefgebied(models.Model):
    """Areas of life (domein.md section 1): data, the beheerder can change it."""

    toegang: ClassVar = Naslag()

    code = models.CharField("code", max_length=20, primary_key=True)
    naam = models.CharField("naam", max_length=80)
    volgorde = models.PositiveSmallIntegerField(default=0)
    actief = models.BooleanField(default=True)

    class Meta:
        verbose_name = "leefgebied"
        verbose_name_plural = "leefgebieden"
        ordering = ["volgorde", "naam"]

    def __str__(self) -> str:
        return self.naam


class PlanStatus(models.TextChoices):
    CONCEPT = "concept", "Concept"
    VASTGESTELD = "vastgesteld", "Vastgesteld"


class GezinsplanQuerySet(models.QuerySet["Gezinsplan"]):
    def concept(self) -> Gezinsplan | None:
        return self.filter(status=PlanStatus.CONCEPT).first()

    def vastgesteld(self) -> GezinsplanQuerySet:
        """Newest first."""
        return self.filter(status=PlanStatus.VASTGESTELD).order_by("-nummer")

    def geldend(self) -> Gezinsplan | None:
        """The newest vastgesteld plan."""
        return self.vastgesteld().first()

    @transaction.atomic
    def maak_concept(self, gezin: Gezin, *, door_id: int) -> Gezinsplan:
        """Begin a concept: empty, or a copy of the plan in force. PlanGeweigerd when there is one already."""
        try:
            with transaction.atomic():
                plan = self.create(gezin=gezin, auteur_id=door_id)
        except IntegrityError as fout:
            raise PlanGeweigerd("Er is al een concept van het gezinsplan.") from fout
        vorige = gezin.gezinsplannen.geldend()
        if vorige is not None:
            plan.neem_over(vorige)
        Gebeurtenis.leg_vast(gezin, "plan.begonnen", door_id=door_id, onderwerp_id=plan.pk)
        return plan


@met_geschiedenis()
class Gezinsplan(models.Model):
    toegang: ClassVar = Dossier(medewerker="lezen toevoegen wijzigen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="gezinsplannen")
    status = models.CharField(max_length=12, choices=PlanStatus.choices, default=PlanStatus.CONCEPT, editable=False)
    nummer = models.PositiveSmallIntegerField(null=True, editable=False)
    stip = models.TextField(
        "stip op de horizon: hoe ziet het leven eruit als het goed gaat", max_length=6000, blank=True
    )
    aanleiding = models.TextField("waarom is er een plan nodig", max_length=6000, blank=True)
    taal = models.CharField("taal waarin het plan is besproken", max_length=60, blank=True)
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

    objects = GezinsplanQuerySet.as_manager()

    class Meta:
        verbose_name = "gezinsplan"
        verbose_name_plural = "gezinsplannen"
        constraints = [
            models.CheckConstraint(name="plan_status_geldig", condition=Q(status__in=PlanStatus.values)),
            models.UniqueConstraint(
                name="plan_een_concept",
                fields=["gezin"],
                condition=Q(status=PlanStatus.CONCEPT),
                violation_error_message="Er is al een concept van het gezinsplan.",
            ),
            models.UniqueConstraint(name="plan_nummer_uniek", fields=["gezin", "nummer"]),
            models.CheckConstraint(
                name="plan_vastgesteld_volledig",
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
                name="plan_vier_ogen",
                condition=Q(vastgesteld_door__isnull=True) | ~Q(vastgesteld_door=F("auteur")),
                violation_error_message="Een plan dat u zelf schreef, stelt een collega vast.",
            ),
        ]

    def __str__(self) -> str:
        return f"Gezinsplan {self.pk}"

    @property
    def is_concept(self) -> bool:
        return self.status == PlanStatus.CONCEPT

    def ontbreekt(self) -> list[Gemis]:
        """What must still be done before this concept can be vastgesteld."""
        return ontbreekt(self)

    def schrijvers(self) -> set[int]:
        """Everybody who wrote in this concept: none of them is the second pair of eyes."""
        regels = self.gezin.gebeurtenissen.filter(soort=GEWIJZIGD, onderwerp_id=self.pk)
        return {self.auteur_id, *regels.exclude(door=None).values_list("door_id", flat=True)}

    def neem_over(self, vorige: Gezinsplan) -> None:
        """Copy what the previous plan says. People who left stay behind; instemming is asked again."""
        self.stip, self.aanleiding, self.taal = vorige.stip, vorige.aanleiding, vorige.taal
        self.save(update_fields=["stip", "aanleiding", "taal"])
        behoeften = vorige.behoeften.filter(kind__in=self.gezin.leden.jeugdigen())
        for rij in [*vorige.onderwerpen.all(), *vorige.patronen.all(), *behoeften]:
            kopie(rij, plan_id=self.pk)
        for visie in vorige.visies.filter(gezinslid__in=self.gezin.leden.huidig()):
            kopie(visie, weglaten=("instemming", "op"), plan_id=self.pk)
        for resultaat in vorige.resultaten.prefetch_related("acties"):
            nieuw = kopie(resultaat, plan_id=self.pk, stam_id=resultaat.stam_of_zelf_id)
            for actie in resultaat.acties.all():
                kopie(actie, resultaat_id=nieuw.pk)

    @contextmanager
    def schrijf(self, deel: str, *, door_id: int, gezien: str, stand: Callable[[], str]) -> Iterator[None]:
        """Change one part of the concept inside this block; whoever offered it must offer it again.

        `stand` tells how the part is stored now, `gezien` how it was when the form was opened: ConceptGewijzigd when they differ.
        """
        with transaction.atomic():
            vers = Gezinsplan.objects.select_for_update().get(pk=self.pk)
            if not vers.is_concept:
                raise PlanGeweigerd("Dit plan is vastgesteld en verandert niet meer. Maak een nieuw concept.")
            if stand() != gezien:
                raise ConceptGewijzigd
            yield
            Gezinsplan.objects.filter(pk=self.pk).update(versie=F("versie") + 1, ter_vaststelling_op=None)
            Gebeurtenis.leg_vast(self.gezin, GEWIJZIGD, door_id=door_id, onderwerp_id=self.pk, deel=deel)
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
        Gebeurtenis.leg_vast(self.gezin, "plan.aangeboden", door_id=door_id, onderwerp_id=self.pk)

    @transaction.atomic
    def geef_terug(self, *, opmerking: str, versie: int, door_id: int) -> None:
        """Back to the writer, with what must change. The concept stays."""
        nu = timezone.now()
        aangeboden = self._als_gelezen(versie).filter(ter_vaststelling_op__isnull=False)
        if not aangeboden.update(opmerking=opmerking, teruggegeven_op=nu, ter_vaststelling_op=None):
            raise PlanGeweigerd("Het concept ligt niet meer ter vaststelling. Lees het opnieuw.")
        self.opmerking, self.teruggegeven_op, self.ter_vaststelling_op = opmerking, nu, None
        Gebeurtenis.leg_vast(self.gezin, "plan.teruggegeven", door_id=door_id, onderwerp_id=self.pk)

    def _als_gelezen(self, versie: int) -> GezinsplanQuerySet:
        return Gezinsplan.objects.filter(pk=self.pk, status=PlanStatus.CONCEPT, versie=versie)


def kopie(rij: Any, *, weglaten: tuple[str, ...] = (), **anders: Any) -> Any:
    """A new row with the same values, except `anders`; fields in `weglaten` begin at their default."""
    velden = [v for v in rij._meta.concrete_fields if not v.primary_key and v.name not in weglaten]
    return type(rij).objects.create(**{**{v.attname: getattr(rij, v.attname) for v in velden}, **anders})
