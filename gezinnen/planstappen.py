"""What the gezinsplan hangs in: its tab, its steps in "Wat nu", its sentences in the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone

from gezinnen.aanhaken import STAPBRONNEN, TABBLADEN, Stap, Stapbron, Stapfeit, Tabblad
from gezinnen.models import (
    Gebeurtenis,
    Gezinsplan,
    PlanStatus,
    Resultaat,
    ResultaatStatus,
)
from gezinnen.tijdlijn import ZINNEN


def haak_aan() -> None:
    TABBLADEN.append(Tabblad("Gezinsplan", "gezinnen:plan", "plan.bekijken", 40))
    STAPBRONNEN.extend([OVER_DE_DATUM, TER_VASTSTELLING])
    ZINNEN.update(
        {
            "plan.begonnen": ("Concept van het gezinsplan begonnen", "gezinnen:plan"),
            "plan.gewijzigd": ("Concept van het gezinsplan gewijzigd", "gezinnen:plan"),
            "plan.aangeboden": ("Gezinsplan ter vaststelling aangeboden", "gezinnen:plan"),
            "plan.teruggegeven": ("Gezinsplan teruggegeven aan de schrijver", "gezinnen:plan"),
            "plan.vastgesteld": (zin_vastgesteld, "gezinnen:plan-versie"),
            "resultaat.voortgang": (zin_voortgang, "gezinnen:plan#resultaat-"),
            "actie.gedaan": ("Actie uit het gezinsplan gedaan", "gezinnen:plan"),
            "actie.toch_niet_gedaan": ("Actie uit het gezinsplan toch niet gedaan", "gezinnen:plan"),
        }
    )


def zin_vastgesteld(gebeurtenis: Gebeurtenis) -> str:
    return f"Gezinsplan {gebeurtenis.gegevens['nummer']} vastgesteld"


def zin_voortgang(gebeurtenis: Gebeurtenis) -> str:
    stand = ResultaatStatus(gebeurtenis.gegevens["status"]).label.lower()
    return f"Resultaat uit het gezinsplan: {stand}, cijfer {gebeurtenis.gegevens['cijfer']}"


def aangeboden(gezinnen: list[int]) -> Any:
    """A concept that a colleague offered, in a begeleiding that runs."""
    return Gezinsplan.objects.filter(
        gezin__in=gezinnen,
        status=PlanStatus.CONCEPT,
        ter_vaststelling_op__isnull=False,
        gezin__begeleidingen__afgesloten_op__isnull=True,
    ).annotate(s_wat=JSONObject())


def vaststellen(feit: Stapfeit) -> Iterator[Stap]:
    """Work for the second person."""
    uitleg = "Een collega schreef dit plan en vraagt u het te lezen."
    yield feit.stap("Gezinsplan vaststellen", feit.url("gezinnen:plan-lezen"), uitleg, voor="plan.vaststellen")


def over_de_datum(gezinnen: list[int]) -> Any:
    """Running resultaten of the plan in force whose day has passed, counted per family."""
    nieuwer = Gezinsplan.objects.filter(gezin=OuterRef("gezin"), nummer__gt=OuterRef("plan__nummer"))
    return (
        Resultaat.objects.filter(
            gezin__in=gezinnen,
            gezin__begeleidingen__afgesloten_op__isnull=True,
            plan__status=PlanStatus.VASTGESTELD,
            status=ResultaatStatus.LOOPT,
            uiterlijk__lt=timezone.localdate(),
        )
        .exclude(Exists(nieuwer))
        .values("gezin_id")
        .annotate(s_wat=JSONObject(aantal=Count("pk", distinct=True), eerste=Min("uiterlijk")))
    )


def resultaten_bespreken(feit: Stapfeit) -> Iterator[Stap]:
    aantal, eerste = feit.wat["aantal"], feit.dag("eerste")
    tekst = "Een resultaat van het plan is" if aantal == 1 else f"{aantal} resultaten van het plan zijn"
    url = feit.url("gezinnen:plan") + "#voortgang"
    uitleg = "Behaald, vervallen of meer tijd nodig? Bespreek het met het gezin."
    dagen = (eerste - timezone.localdate()).days if eerste else None
    yield feit.stap(f"{tekst} over de datum", url, uitleg, dagen=dagen, voor="plan.schrijven")


TER_VASTSTELLING = Stapbron(aangeboden, vaststellen, voor_collega=True)
OVER_DE_DATUM = Stapbron(over_de_datum, resultaten_bespreken)
