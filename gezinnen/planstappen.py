"""What the gezinsplan hangs in: its tab, its steps in "Wat nu", its sentences in the timeline."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Min, Q
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import TABBLADEN, WERKWIJZERS, WERKWIJZERS_VOOR_COLLEGA, Stap, Tabblad
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
    WERKWIJZERS.append(resultaten_over_de_datum)
    WERKWIJZERS_VOOR_COLLEGA.append(plannen_ter_vaststelling)
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


def plannen_ter_vaststelling(gezinnen: dict[int, str]) -> Iterator[Stap]:
    """Work for the second person: a concept that a colleague offered, in a begeleiding that runs."""
    rijen = Gezinsplan.objects.filter(
        gezin__in=gezinnen,
        status=PlanStatus.CONCEPT,
        ter_vaststelling_op__isnull=False,
        gezin__begeleidingen__afgesloten_op__isnull=True,
    )
    for gezin_id in rijen.values_list("gezin_id", flat=True):
        lezen = reverse("gezinnen:plan-lezen", kwargs={"nummer": gezinnen[gezin_id]})
        uitleg = "Een collega schreef dit plan en vraagt u het te lezen."
        yield Stap(gezin_id, "Gezinsplan vaststellen", lezen, uitleg, voor="plan.vaststellen")


def resultaten_over_de_datum(gezinnen: dict[int, str]) -> Iterator[Stap]:
    """Running resultaten of the plan in force whose day has passed: one step for a family."""
    vandaag = timezone.localdate()
    nieuwer = Q(gezin__gezinsplannen__nummer__gt=F("plan__nummer"))
    rijen = (
        Resultaat.objects.filter(
            gezin__in=gezinnen,
            gezin__begeleidingen__afgesloten_op__isnull=True,
            plan__status=PlanStatus.VASTGESTELD,
            status=ResultaatStatus.LOOPT,
            uiterlijk__lt=vandaag,
        )
        .exclude(pk__in=Resultaat.objects.filter(nieuwer, gezin__in=gezinnen).values("pk"))
        .values_list("gezin_id")
        .annotate(aantal=Count("pk", distinct=True), eerste=Min("uiterlijk"))
    )
    for gezin_id, aantal, eerste in rijen:
        tekst = "Een resultaat van het plan is" if aantal == 1 else f"{aantal} resultaten van het plan zijn"
        url = reverse("gezinnen:plan", kwargs={"nummer": gezinnen[gezin_id]}) + "#voortgang"
        uitleg = "Behaald, vervallen of meer tijd nodig? Bespreek het met het gezin."
        yield Stap(gezin_id, f"{tekst} over de datum", url, uitleg, (eerste - vandaag).days, voor="plan.schrijven")
