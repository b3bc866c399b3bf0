"""Veiligheidsplan: for every family, from the first conversation. Applies at once; versions are numbered and immutable."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from gezinnen.models import Contactmoment, Gezin, Gezinslid
from ggw.organisatie.models import Medewerker
from ggw.toegang.verklaring import Dossier


class VeiligheidsplanQuerySet(models.QuerySet["Veiligheidsplan"]):
    def geldend(self) -> Veiligheidsplan | None:
        return self.order_by("-nummer").first()


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
