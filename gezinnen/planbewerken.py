"""Pages that the plans share: writing a part of the concept, offering it, and the second person who fixes it or gives it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from gezinnen.forms.plan import TerugForm, VersieForm
from gezinnen.formulierpagina import ingevuld
from gezinnen.models.planversie import ConceptGewijzigd, PlanGeweigerd, Planversie
from gezinnen.pagina import toon_gezin
from gezinnen.vaststellen import stel_vast
from ggw.concepten.houden import NietMeer
from ggw.concepten.naastelkaar import Verschil, verschillen, zonder_fouten
from ggw.concepten.tonen import delen_van
from ggw.toegang.deur import Verzoek


@dataclass(frozen=True)
class Plek:
    """Where the pages of one kind of plan are (url names), and what it is called."""

    tab: str
    naam: str
    concept: str
    lezen: str

    @property
    def geen_concept(self) -> str:
        return f"Er is geen concept van het {self.naam} meer. Een collega heeft het plan intussen vastgesteld."


class Deel(Protocol):
    """A part of the concept on a page."""

    def stand(self) -> str: ...
    def is_valid(self) -> bool: ...
    def bewaar(self) -> bool: ...


class NietBewaard(Exception):
    """The errors stand in the form."""


def bewerk_deel(
    plek: Plek, request: Verzoek, plan: Planversie, deel: Deel, *, naam: str, sjabloon: str = "deel", **context: Any
) -> HttpResponse:
    """Show a part, or save it and go back to the overview. Who saw an older text gets both to choose from."""
    gezien, nu = request.POST.get("versie", ""), deel.stand()
    if request.method == "POST":
        try:
            if bewaar(request, plan, deel, naam, gezien):
                messages.success(request, "Bewaard in het concept.")
                return redirect(plek.concept, nummer=plan.gezin.nummer)
        except ConceptGewijzigd:
            gezien, context["verschillen"] = nu, naast_elkaar(deel)
        except PlanGeweigerd as fout:
            raise NietMeer(str(fout)) from fout
    terug = reverse(plek.concept, kwargs={"nummer": plan.gezin.nummer})
    context |= {"plan": plan, "deel": deel, "versie": gezien if request.method == "POST" else nu, "terug": terug}
    return toon_gezin(request, plan.gezin, f"gezinnen/plan/{sjabloon}.html", tab=plek.tab, **context)


def naast_elkaar(deel: Deel) -> list[Verschil]:
    delen = delen_van([deel])
    gevonden = verschillen(*delen)
    for formulier in delen:
        zonder_fouten(formulier)
    return gevonden


def bewaar(request: Verzoek, plan: Planversie, deel: Deel, naam: str, gezien: str) -> bool:
    """ConceptGewijzigd goes before errors in what was typed: the other text may change what one wants to type."""
    if deel.stand() != gezien:
        raise ConceptGewijzigd
    if not deel.is_valid():
        return False
    try:
        with plan.schrijf(naam, door_id=request.user.pk, gezien=gezien, stand=deel.stand):
            if not deel.bewaar():
                raise NietBewaard
    except NietBewaard:
        return False
    return True


def bied_concept_aan(plek: Plek, request: Verzoek, plan: Planversie) -> HttpResponse:
    try:
        plan.bied_aan(door_id=request.user.pk)
    except PlanGeweigerd as fout:
        messages.error(request, str(fout))
        return redirect(plek.concept, nummer=plan.gezin.nummer)
    messages.success(request, "Het plan ligt ter vaststelling. Een collega leest het en stelt het vast.")
    return redirect(plek.tab, nummer=plan.gezin.nummer)


def stel_concept_vast(plek: Plek, request: Verzoek, nummer: str, plan: Planversie | None) -> HttpResponse:
    form = VersieForm(request.POST)
    try:
        if plan is None:
            raise PlanGeweigerd("Er is geen concept meer. Misschien heeft een collega het al vastgesteld.")
        if not form.is_valid():
            raise PlanGeweigerd("Lees het concept eerst en stel het dan vast.")
        stel_vast(plan, door_id=request.user.pk, versie=form.cleaned_data["versie"])
    except PlanGeweigerd as fout:
        messages.error(request, str(fout))
        return redirect(plek.lezen if plan else plek.tab, nummer=nummer)
    messages.success(request, f"Het {plek.naam} is vastgesteld. De PDF wordt gemaakt.")
    return redirect(plek.tab, nummer=nummer)


def geef_concept_terug(plek: Plek, request: Verzoek, plan: Planversie) -> HttpResponse:
    form = TerugForm(ingevuld(request))
    versie = VersieForm(ingevuld(request), initial={"versie": plan.versie})
    if form.is_valid() and versie.is_valid():
        opmerking, gelezen = form.cleaned_data["opmerking"], versie.cleaned_data["versie"]
        try:
            plan.geef_terug(opmerking=opmerking, versie=gelezen, door_id=request.user.pk)
        except PlanGeweigerd as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, "Het concept is terug bij de schrijver, met uw opmerking.")
            return redirect(plek.tab, nummer=plan.gezin.nummer)
    terug = reverse(plek.lezen, kwargs={"nummer": plan.gezin.nummer})
    context: dict[str, Any] = {"form": form, "versie": versie, "plan": plan, "terug": terug}
    return toon_gezin(request, plan.gezin, "gezinnen/plan/teruggeven.html", tab=plek.tab, **context)
