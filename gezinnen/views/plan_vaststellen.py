"""Reading the whole concept, offering it, and the second person who fixes it or gives it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezinnen.forms.plan import TerugForm, VersieForm
from gezinnen.formulierpagina import ingevuld
from gezinnen.models import Gezin
from gezinnen.models.plan import PlanGeweigerd
from gezinnen.momentopname import maak_momentopname, voor_sjabloon
from gezinnen.pagina import toon_gezin
from gezinnen.vaststellen import stel_vast
from gezinnen.views.plan_concept import TAB, concept_van
from ggw.concepten.houden import met_concept
from ggw.toegang.deur import Verzoek, dossier


@require_safe
@dossier("plan.bekijken")
def lezen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    """The concept as the family will read it."""
    plan = concept_van(gezin)
    context = {
        "plan": plan,
        "mist": plan.ontbreekt(),
        "mag_schrijven": request.user.has_perm("plan.schrijven"),
        "mag_vaststellen": request.user.has_perm("plan.vaststellen"),
        "schreef_mee": request.user.pk in plan.schrijvers(),
        **voor_sjabloon(maak_momentopname(plan)),
    }
    return toon_gezin(request, gezin, "gezinnen/plan/lezen.html", tab=TAB, **context)


@require_POST
@dossier("plan.schrijven")
def aanbieden(request: Verzoek, gezin: Gezin) -> HttpResponse:
    plan = concept_van(gezin)
    try:
        plan.bied_aan(door_id=request.user.pk)
    except PlanGeweigerd as fout:
        messages.error(request, str(fout))
        return redirect("gezinnen:plan-concept", nummer=gezin.nummer)
    messages.success(request, "Het plan ligt ter vaststelling. Een collega leest het en stelt het vast.")
    return redirect("gezinnen:plan", nummer=gezin.nummer)


@require_POST
@dossier("plan.vaststellen")
def vaststellen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    plan = gezin.gezinsplannen.concept()
    form = VersieForm(request.POST)
    try:
        if plan is None:
            raise PlanGeweigerd("Er is geen concept meer. Misschien heeft een collega het al vastgesteld.")
        if not form.is_valid():
            raise PlanGeweigerd("Lees het concept eerst en stel het dan vast.")
        stel_vast(plan, door_id=request.user.pk, versie=form.cleaned_data["versie"])
    except PlanGeweigerd as fout:
        messages.error(request, str(fout))
        return redirect("gezinnen:plan-lezen" if plan else TAB, nummer=gezin.nummer)
    messages.success(request, "Het gezinsplan is vastgesteld. De PDF wordt gemaakt.")
    return redirect(TAB, nummer=gezin.nummer)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("plan.vaststellen")
@met_concept("Concept van het gezinsplan teruggeven")
def teruggeven(request: Verzoek, gezin: Gezin) -> HttpResponse:
    plan = concept_van(gezin)
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
            return redirect(TAB, nummer=gezin.nummer)
    context: dict[str, Any] = {"form": form, "versie": versie, "plan": plan}
    return toon_gezin(request, gezin, "gezinnen/plan/teruggeven.html", tab=TAB, **context)
