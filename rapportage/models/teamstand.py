"""How a team stood on a day: what a dashboard shows beside the figure of now."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ggw.organisatie.models import Basisteam
from ggw.toegang.verklaring import ALLES, Poort


class Teamcijfer(models.TextChoices):
    """What is counted is in `rapportage.basisteam.standen`, for the page and for the night alike."""

    ONDER_DE_ZES = "onder_de_zes", "Kinderen onder de 6"
    TE_LAAT = "te_laat", "Termijnen te laat"
    OP_TIJD = "op_tijd", "Uitvoerdersoverleg op tijd (procent)"
    WACHT_OP_HULP = "wacht_op_hulp", "Verwijzingen die op hulp wachten"
    KWESTIES = "kwesties", "Open kwesties"


class Teamstand(models.Model):
    """One number of one team on one day, afgeschermde families left out. No family and no person is in it.

    The web asks `teamstanden()`, which gives only the teams that this person works in (ADR 0048).
    """

    toegang: ClassVar = Poort(systeem=ALLES)

    team = models.ForeignKey(Basisteam, on_delete=models.CASCADE, related_name="+")
    dag = models.DateField()
    code = models.CharField(max_length=20, choices=Teamcijfer.choices)
    waarde = models.PositiveIntegerField()

    class Meta:
        verbose_name = "stand van een team"
        verbose_name_plural = "standen van teams"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="teamstand_een_per_dag", fields=["team", "dag", "code"]),
            models.CheckConstraint(name="teamstand_code_geldig", condition=Q(code__in=Teamcijfer.values)),
        ]

    def __str__(self) -> str:
        return f"Teamstand {self.pk}"
