"""Veiligheidsplan: the one in force, older versions, a new version, reading by a colleague, print."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.models import Gezin
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import met_concept
from ggw.toegang.deur import Verzoek, dossier
from veiligheid.beeld import mag
from veiligheid.forms.veiligheidsplan import MeelezingForm, Planformulier
from veiligheid.models import PlanGeweigerd, Veiligheidsplan
from veiligheid.views.metingen import gekozen_afname

TAB = "veiligheid:overzicht"
formulier = require_http_methods(["GET", "HEAD", "POST"])


@formulier
@dossier("veiligheid.plannen")
@met_concept("Veiligheidsplan maken", versieveld="basis")
def plan_nieuw(request: Verzoek, gezin: Gezin) -> HttpResponse:
    gegevens = request.POST if request.method == "POST" else None
    form = Planformulier(
        gegevens, gezin=gezin, huidig=gezin.veiligheidsplannen.geheel().geldend(), afname=gekozen_afname(request, gezin)
    )
    if gegevens is not None and form.is_valid():
        try:
            with transaction.atomic():
                plan = form.maak(gezin, auteur_id=request.user.pk)
        except IntegrityError:
            plan = None
            form.plan.add_error(None, "Een collega maakte op hetzelfde moment een nieuwe versie. Bewaar opnieuw.")
        if plan:
            messages.success(request, f"Versie {plan.nummer} geldt nu. Een collega leest het plan mee.")
            return redirect("veiligheid:plan", nummer=gezin.nummer)
    return toon_gezin(request, gezin, "veiligheid/plan/nieuw.html", tab=TAB, form=form)


@require_safe
@dossier("veiligheid.bekijken")
def plan(request: Verzoek, gezin: Gezin, pk: int | None = None) -> HttpResponse:
    if pk is None:
        gekozen = gezin.veiligheidsplannen.geheel().geldend()
    else:
        gekozen = get_object_or_404(gezin.veiligheidsplannen.geheel(), pk=pk)
    return toon_plan(request, gezin, gekozen, MeelezingForm())


def toon_plan(request: Verzoek, gezin: Gezin, gekozen: Veiligheidsplan | None, form: MeelezingForm) -> HttpResponse:
    versies = list(gezin.veiligheidsplannen.select_related("auteur").order_by("-nummer"))
    context: dict[str, Any] = {"plan": gekozen, "versies": versies, "mag": mag(request), "form": form}
    if gekozen:
        vorige = gezin.veiligheidsplannen.geheel().filter(nummer=gekozen.nummer - 1).first()
        context |= {
            "vorige": vorige,
            "wijzigingen": gekozen.wijzigingen(vorige) if vorige else [],
            "is_geldend": gekozen.pk == versies[0].pk,
            "eigen": gekozen.auteur_id == request.user.pk,
        }
    return toon_gezin(request, gezin, "veiligheid/plan/plan.html", tab=TAB, **context)


@formulier
@dossier("veiligheid.meelezen")
@met_concept("Veiligheidsplan meelezen")
def plan_meelezen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    gekozen = get_object_or_404(gezin.veiligheidsplannen.geheel(), pk=pk)
    form = MeelezingForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return toon_plan(request, gezin, gekozen, form)
    try:
        gekozen.lees_mee(door_id=request.user.pk, opmerking=form.cleaned_data["opmerking"])
    except PlanGeweigerd as fout:
        messages.error(request, str(fout))
    else:
        messages.success(request, f"U las versie {gekozen.nummer} mee.")
    return redirect("veiligheid:plan-versie", nummer=gezin.nummer, pk=pk)


@require_safe
@dossier("veiligheid.bekijken")
def plan_afdruk(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    gekozen = get_object_or_404(gezin.veiligheidsplannen.geheel(), pk=pk)
    is_geldend = not gezin.veiligheidsplannen.filter(nummer__gt=gekozen.nummer).exists()
    return toon_gezin(request, gezin, "veiligheid/plan/afdruk.html", tab=TAB, plan=gekozen, is_geldend=is_geldend)
