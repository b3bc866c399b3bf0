"""What families think of us, without any family: counted, never kept as answers (docs/adr/0047)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ggw.organisatie.models import Basisteam
from ggw.toegang.verklaring import Poort


class Moment(models.TextChoices):
    """When a family is asked."""

    HALFWEG = "halfweg", "Tijdens de begeleiding"
    AFGESLOTEN = "afgesloten", "Na het afsluiten"


class Vraag(models.TextChoices):
    """The questions beside the mark: our own example, no official list."""

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
    """What the families of a team answered in a quarter, added up: one row, of which no answer can be taken apart. `kwartaal` is its first
    day, `aantal` how many answered, `som` that of their marks and `acht` how many gave an 8 or higher. Read through `tevredenheid()` only.
    """

    toegang: ClassVar = Poort()

    basisteam = models.ForeignKey(Basisteam, on_delete=models.PROTECT, related_name="+")
    kwartaal = models.DateField()
    moment = models.CharField(max_length=10, choices=Moment.choices)
    aantal = models.PositiveIntegerField()
    som = models.PositiveIntegerField()
    acht = models.PositiveIntegerField()
    luisteren_ja = models.PositiveIntegerField()
    luisteren_beetje = models.PositiveIntegerField()
    luisteren_nee = models.PositiveIntegerField()
    duidelijk_ja = models.PositiveIntegerField()
    duidelijk_beetje = models.PositiveIntegerField()
    duidelijk_nee = models.PositiveIntegerField()
    beter_ja = models.PositiveIntegerField()
    beter_beetje = models.PositiveIntegerField()
    beter_nee = models.PositiveIntegerField()

    class Meta:
        verbose_name = "tevredenheid"
        verbose_name_plural = "tevredenheid"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="tevredenheid_een_telling", fields=["basisteam", "kwartaal", "moment"]),
            models.CheckConstraint(name="tevredenheid_moment", condition=Q(moment__in=Moment.values)),
            models.CheckConstraint(
                name="tevredenheid_cijfers",
                condition=Q(
                    som__gte=F("aantal") + 7 * F("acht"),
                    som__lte=7 * F("aantal") + 3 * F("acht"),
                    acht__lte=F("aantal"),
                ),
            ),
            *(
                models.CheckConstraint(
                    name=f"tevredenheid_{vraag}",
                    condition=Q(aantal=F(f"{vraag}_ja") + F(f"{vraag}_beetje") + F(f"{vraag}_nee")),
                )
                for vraag in Vraag.values
            ),
        ]

    def __str__(self) -> str:
        return f"Tevredenheid team {self.basisteam_id} {self.kwartaal:%d-%m-%Y}"
