"""Veiligheidsplan: for every family, from the first conversation. Applies at once; versions are numbered and immutable."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.models import Contactmoment, Gebeurtenis, Gezin, Gezinslid
from ggw.organisatie.models import Medewerker
from ggw.toegang.verklaring import Dossier

UIT_HUIS = re.compile(
    r"uit[\s-]*huis[\s-]*(ge)?(plaats|plaatz|haal|hal)|\b(plaats|ge?haal|halen)\w*\s+(\S+\s+){0,5}?uit\s+huis|\bm?uhp\b",
    re.IGNORECASE,
)
RECHTER_BESLIST = (
    "Een uithuisplaatsing is geen volgende stap: daarover beslist alleen de rechter. Schrijf wat u zelf kunt doen. De juiste "
    "woorden zijn: ‘verzoek tot onderzoek bij de Raad voor de Kinderbescherming’."
)


@dataclass(frozen=True)
class Wijziging:
    """What changed between two versions: `nieuw` or `vervallen`, which part, and its text."""

    hoe: str
    onderdeel: str
    tekst: str


class PlanGeweigerd(Exception):
    """The domain refuses; the message is for the user."""


class VeiligheidsplanQuerySet(models.QuerySet["Veiligheidsplan"]):
    def geldend(self) -> Veiligheidsplan | None:
        return self.order_by("-nummer").first()

    def geheel(self) -> VeiligheidsplanQuerySet:
        return self.select_related("auteur", "meelezing__door").prefetch_related("bodemeisen__kind", "afspraken")


class Veiligheidsplan(models.Model):
    toegang: ClassVar = Dossier(medewerker="lezen toevoegen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="veiligheidsplannen")
    nummer = models.PositiveSmallIntegerField(editable=False)
    aanleiding = models.TextField("waarom is dit plan nodig, in de woorden van het gezin", max_length=4000, blank=True)
    volgende_stap = models.TextField(
        "volgende stap",
        max_length=2000,
        help_text=(
            "Wat doet u als de afspraken niet genoeg zijn? Een uithuisplaatsing is geen volgende stap: daarover beslist de "
            "rechter. Wel: een verzoek tot onderzoek bij de Raad voor de Kinderbescherming."
        ),
    )
    geldt_vanaf = models.DateField("geldt vanaf", default=timezone.localdate)
    auteur = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = VeiligheidsplanQuerySet.as_manager()

    class Meta:
        verbose_name = "veiligheidsplan"
        verbose_name_plural = "veiligheidsplannen"
        ordering = ["-nummer"]
        constraints = [models.UniqueConstraint(name="veiligheidsplan_nummer_uniek", fields=["gezin", "nummer"])]

    def __str__(self) -> str:
        return f"Veiligheidsplan {self.pk}"

    def clean(self) -> None:
        if UIT_HUIS.search(self.volgende_stap):
            raise ValidationError({"volgende_stap": RECHTER_BESLIST})

    @classmethod
    @transaction.atomic
    def maak(
        cls,
        gezin: Gezin,
        *,
        auteur_id: int,
        bodemeisen: Iterable[dict[str, Any]],
        afspraken: Iterable[dict[str, Any]],
        **velden: Any,
    ) -> Veiligheidsplan:
        """A new version, in force at once. Raises ValidationError, and IntegrityError when a colleague was just ahead."""
        vorige = gezin.veiligheidsplannen.geldend()
        plan = cls(gezin=gezin, auteur_id=auteur_id, nummer=vorige.nummer + 1 if vorige else 1, **velden)
        plan.full_clean(exclude={"gezin", "auteur"})
        plan.save()
        Bodemeis.objects.bulk_create(Bodemeis(gezin=gezin, veiligheidsplan=plan, **rij) for rij in bodemeisen)
        Veiligheidsafspraak.objects.bulk_create(
            Veiligheidsafspraak(gezin=gezin, veiligheidsplan=plan, **rij) for rij in afspraken
        )
        Gebeurtenis.leg_vast(
            gezin, "veiligheidsplan.gemaakt", door_id=auteur_id, onderwerp_id=plan.pk, nummer=plan.nummer
        )
        return plan

    @property
    def is_meegelezen(self) -> bool:
        return hasattr(self, "meelezing")

    @transaction.atomic
    def lees_mee(self, *, door_id: int, opmerking: str = "") -> Meelezing:
        """A colleague read this version. Raises PlanGeweigerd for its author, or when somebody did already."""
        if door_id == self.auteur_id:
            raise PlanGeweigerd("U schreef dit plan zelf. Een collega leest het mee.")
        meelezing, nieuw = Meelezing.objects.get_or_create(
            veiligheidsplan=self, defaults={"gezin": self.gezin, "door_id": door_id, "opmerking": opmerking}
        )
        if not nieuw:
            raise PlanGeweigerd("Een collega las dit plan al mee.")
        Gebeurtenis.leg_vast(
            self.gezin, "veiligheidsplan.meegelezen", door_id=door_id, onderwerp_id=self.pk, nummer=self.nummer
        )
        return meelezing

    def regels(self) -> list[tuple[str, str]]:
        """Everything this version says, as (part, text), to compare it with another."""
        uit = [("Waarom dit plan nodig is", self.aanleiding)] if self.aanleiding else []
        for eis in self.bodemeisen.all():
            voor = eis.kind.roepnaam if eis.kind else "alle kinderen"
            uit.append(("Bodemeis", f"{voor}: {eis.eis} Als dat niet zo is: {eis.consequentie}"))
        for afspraak in self.afspraken.all():
            tot = f", tot en met {afspraak.tot:%d-%m-%Y}" if afspraak.tot else ""
            uit.append(("Afspraak", f"{afspraak.wie}: {afspraak.wat} Controle: {afspraak.controle}{tot}"))
        return [*uit, ("Volgende stap", self.volgende_stap)]

    def wijzigingen(self, vorige: Veiligheidsplan) -> list[Wijziging]:
        """What is new in this version and what is gone."""
        oud, nieuw = vorige.regels(), self.regels()
        return [Wijziging("nieuw", *regel) for regel in nieuw if regel not in oud] + [
            Wijziging("vervallen", *regel) for regel in oud if regel not in nieuw
        ]


class Bodemeis(models.Model):
    """What must at least be so for the child to be safe, and what follows when it is not."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="bodemeisen")
    veiligheidsplan = models.ForeignKey(Veiligheidsplan, on_delete=models.CASCADE, related_name="bodemeisen")
    kind = models.ForeignKey(
        Gezinslid,
        verbose_name="voor welk kind",
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
        help_text="Leeg: voor alle kinderen.",
    )
    eis = models.TextField("wat moet er minstens zo zijn", max_length=2000)
    consequentie = models.TextField("wat gebeurt er als dat niet zo is", max_length=2000)

    class Meta:
        verbose_name = "bodemeis"
        verbose_name_plural = "bodemeisen"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Bodemeis {self.pk}"


class Veiligheidsafspraak(models.Model):
    """Who does what, how it is checked, until when."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="veiligheidsafspraken")
    veiligheidsplan = models.ForeignKey(Veiligheidsplan, on_delete=models.CASCADE, related_name="afspraken")
    wie = models.CharField("wie", max_length=160)
    wat = models.TextField("doet wat", max_length=2000)
    controle = models.CharField("hoe controleren we dat", max_length=300)
    tot = models.DateField("tot en met", null=True, blank=True)

    class Meta:
        verbose_name = "veiligheidsafspraak"
        verbose_name_plural = "veiligheidsafspraken"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Veiligheidsafspraak {self.pk}"


class Meelezing(models.Model):
    """A colleague read the plan afterwards (four eyes); never its author."""

    toegang: ClassVar = Dossier(medewerker="lezen toevoegen")

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    veiligheidsplan = models.OneToOneField(Veiligheidsplan, on_delete=models.CASCADE, related_name="meelezing")
    opmerking = models.TextField("opmerking voor de gezinsmanager", max_length=2000, blank=True)
    door = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "meelezing"
        verbose_name_plural = "meelezingen"

    def __str__(self) -> str:
        return f"Meelezing {self.pk}"


class ContactBodemeis(models.Model):
    """Which bodemeis a contact was about."""

    toegang: ClassVar = Dossier()

    gezin = models.ForeignKey(Gezin, on_delete=models.CASCADE, related_name="+")
    contactmoment = models.ForeignKey(Contactmoment, on_delete=models.CASCADE, related_name="bodemeisen")
    bodemeis = models.ForeignKey(Bodemeis, on_delete=models.CASCADE, related_name="contacten")

    class Meta:
        verbose_name = "bodemeis van een contact"
        constraints = [models.UniqueConstraint(name="contactbodemeis_uniek", fields=["contactmoment", "bodemeis"])]

    def __str__(self) -> str:
        return f"Contactbodemeis {self.pk}"
