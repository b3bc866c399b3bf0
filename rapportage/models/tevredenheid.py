"""What families think of us, without any family: counted, never kept as answers (docs/adr/0047)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ggw.organisatie.models import Basisteam
from ggw.toegang.verklaring import Poort


class Moment(models.TextChoices):
    """When a family is asked."""

    HALFWEG = "halfweg", "Tijdens de begeleiding"
    AFGESLOTEN = "afgesloten", "Na het afsluiten"


class Vraag(models.TextChoices):
    """The mark and the three questions: our own example, no official list."""

    CIJFER = "cijfer", "Cijfer voor de gezinsmanager"
    LUISTEREN = "luisteren", "De gezinsmanager luistert"
    DUIDELIJK = "duidelijk", "Het is duidelijk wat er is afgesproken"
    BETER = "beter", "Het gaat beter dan aan het begin"


class Antwoord(models.IntegerChoices):
    NEE = 1, "Nee"
    BEETJE = 2, "Een beetje"
    JA = 3, "Ja"


class Tevredenheidsvraag(models.Model):
    """A link that was given to a family and not used yet. It knows the team and no family, and goes when it is answered.

    `sleutel` is the SHA-256 of the code in hex, so no number says in which order they were made; `geldig_tot` is the end of a month, so
    that all links of a month look alike.
    """

    toegang: ClassVar = Poort()

    sleutel = models.CharField(max_length=64, primary_key=True)
    basisteam = models.ForeignKey(Basisteam, on_delete=models.CASCADE, related_name="+")
    moment = models.CharField(max_length=10, choices=Moment.choices)
    geldig_tot = models.DateField()

    class Meta:
        verbose_name = "tevredenheidsvraag"
        verbose_name_plural = "tevredenheidsvragen"
        default_permissions = ()
        constraints = [models.CheckConstraint(name="tevredenheidsvraag_moment", condition=Q(moment__in=Moment.values))]

    def __str__(self) -> str:
        return f"Tevredenheidsvraag van team {self.basisteam_id}"


class Tevredenheid(models.Model):
    """How often one answer was given to one question, by the families of a team in a quarter. `kwartaal` is its first day.

    `antwoord`: 1 to 10 for the mark, `Antwoord` for the questions. Read through `tevredenheid()` only.
    """

    toegang: ClassVar = Poort()

    basisteam = models.ForeignKey(Basisteam, on_delete=models.PROTECT, related_name="+")
    kwartaal = models.DateField()
    moment = models.CharField(max_length=10, choices=Moment.choices)
    vraag = models.CharField(max_length=10, choices=Vraag.choices)
    antwoord = models.PositiveSmallIntegerField()
    aantal = models.PositiveIntegerField()

    class Meta:
        verbose_name = "tevredenheid"
        verbose_name_plural = "tevredenheid"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="tevredenheid_een_telling", fields=["basisteam", "kwartaal", "moment", "vraag", "antwoord"]
            ),
            models.CheckConstraint(name="tevredenheid_moment", condition=Q(moment__in=Moment.values)),
            models.CheckConstraint(
                name="tevredenheid_antwoord",
                condition=Q(vraag=Vraag.CIJFER, antwoord__gte=1, antwoord__lte=10)
                | Q(vraag__in=[v for v in Vraag.values if v != Vraag.CIJFER], antwoord__in=Antwoord.values),
            ),
        ]

    def __str__(self) -> str:
        return f"Tevredenheid team {self.basisteam_id} {self.kwartaal:%d-%m-%Y}"
