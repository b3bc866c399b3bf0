"""What the gezinsplan hangs in: its tab, its steps in "Wat nu", its sentences in the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Min, Q
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import TABBLADEN, WERKWIJZERS, Stap, Tabblad
from gezinnen.familiegroepsplan import LOPENDE_FASEN, eerste_contact_op
from gezinnen.models import (
    Begeleiding,
    Familiegroepsplan,
    FamiliegroepsplanAntwoord,
    Gebeurtenis,
    Gezinsplan,
    PlanStatus,
    Resultaat,
    ResultaatStatus,
)
from gezinnen.tijdlijn import ZINNEN

TERMIJN = timedelta(weeks=6)
"""Jeugdwet 4.1.3 lid 5."""
EVALUATIE = timedelta(days=365)
"""Besluit Jeugdwet 4.2.4."""
EVALUATIE_TONEN = 30


def haak_aan() -> None:
    TABBLADEN.append(Tabblad("Gezinsplan", "gezinnen:plan", "plan.bekijken", 40))
    WERKWIJZERS.extend([planstappen, resultaten_over_de_datum])
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


@dataclass(frozen=True)
class Stand:
    """Of one family, in the begeleiding that runs: when its plan was fixed, and whether a concept lies ready to be fixed."""

    vastgesteld: date | None = None
    aangeboden: bool = False


def planstappen(gezinnen: dict[int, str]) -> Iterator[Stap]:
    lopend = Begeleiding.objects.filter(gezin__in=gezinnen, afgesloten_op__isnull=True, fase__in=LOPENDE_FASEN)
    begin = dict(lopend.values_list("gezin_id", "begonnen_op"))
    standen = standen_van(begin)
    uiterlijk = uiterste_dagen([pk for pk in begin if standen.get(pk, Stand()).vastgesteld is None], begin)
    vandaag = timezone.localdate()
    for gezin_id in begin:
        stand, url = standen.get(gezin_id, Stand()), reverse("gezinnen:plan", kwargs={"nummer": gezinnen[gezin_id]})
        dagen = (uiterlijk[gezin_id] - vandaag).days if gezin_id in uiterlijk else None
        if stand.aangeboden:
            lezen = reverse("gezinnen:plan-lezen", kwargs={"nummer": gezinnen[gezin_id]})
            uitleg = "Een collega schreef dit plan en vraagt u het te lezen."
            yield Stap(gezin_id, "Gezinsplan vaststellen", lezen, uitleg, dagen, voor="plan.vaststellen")
        if dagen is not None:
            uitleg = (
                "Het ligt bij een collega ter vaststelling." if stand.aangeboden else "Binnen 6 weken, met het gezin."
            )
            yield Stap(gezin_id, "Gezinsplan laten vaststellen", url, uitleg, dagen, voor="plan.schrijven")
        if stand.vastgesteld and (over := (stand.vastgesteld + EVALUATIE - vandaag).days) <= EVALUATIE_TONEN:
            uitleg = "Minstens eens per jaar kijkt u met het gezin of het plan nog klopt."
            yield Stap(gezin_id, "Gezinsplan evalueren", url, uitleg, over, voor="plan.schrijven")


def standen_van(begin: dict[int, date]) -> dict[int, Stand]:
    """{gezin_id: Stand}; a plan of an earlier begeleiding does not count."""
    standen: dict[int, Stand] = {}
    rijen = Gezinsplan.objects.filter(gezin__in=begin).order_by(F("nummer").asc(nulls_last=True))
    for gezin_id, status, vastgesteld_op, aangeboden_op in rijen.values_list(
        "gezin_id", "status", "vastgesteld_op", "ter_vaststelling_op"
    ):
        stand = standen.get(gezin_id, Stand())
        if status == PlanStatus.CONCEPT:
            standen[gezin_id] = Stand(stand.vastgesteld, aangeboden_op is not None)
        elif (op := timezone.localdate(vastgesteld_op)) >= begin[gezin_id]:
            standen[gezin_id] = Stand(op)
    return standen


def uiterste_dagen(gezinnen: list[int], begin: dict[int, date]) -> dict[int, date]:
    """Six weeks after the first contact, or after the family said no to a plan of its own; none while it makes one."""
    dagen = {gezin_id: op + TERMIJN for gezin_id, op in eerste_contact_op(gezinnen).items()}
    antwoorden = Familiegroepsplan.objects.filter(gezin__in=gezinnen).order_by("aangeboden_op", "id")
    for gezin_id, aangeboden, antwoord, op in antwoorden.values_list(
        "gezin_id", "aangeboden_op", "antwoord", "beantwoord_op"
    ):
        if aangeboden < begin[gezin_id]:
            continue
        if antwoord == FamiliegroepsplanAntwoord.JA:
            dagen.pop(gezin_id, None)
        elif antwoord == FamiliegroepsplanAntwoord.NEE and op:
            dagen[gezin_id] = op + TERMIJN
    return dagen


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
