"""The tab Gezinsplan: the plan in force as it was frozen, its PDF, its progress, and the way to the concept."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gezinnen.models import Gezin, Gezinsplan, Planafdruk
from gezinnen.momentopname import voor_sjabloon
from gezinnen.pagina import toon_gezin
from ggw.toegang.deur import Verzoek, dossier

TAB = "gezinnen:plan"


@require_safe
@dossier("plan.bekijken")
def plan(request: Verzoek, gezin: Gezin) -> HttpResponse:
    concept, vastgesteld = gezin.gezinsplannen.standen()
    geldend = vastgesteld[0] if vastgesteld else None
    context: dict[str, Any] = {
        "plan": geldend,
        "ouder": vastgesteld[1:],
        "concept": concept,
        "mist": concept.ontbreekt() if concept and not concept.ter_vaststelling_op else [],
        "fgp": gezin.familiegroepsplannen.first(),
        "mag_schrijven": request.user.has_perm("plan.schrijven"),
        "mag_kwestie": request.user.has_perm("kwestie.schrijven"),
        "mag_vaststellen": request.user.has_perm("plan.vaststellen"),
    }
    if geldend:
        context["resultaten"] = geldend.resultaten.select_related("leefgebied").prefetch_related("acties")
        context |= plan_met_afdruk(geldend)
    return toon_gezin(request, gezin, "gezinnen/plan/plan.html", tab=TAB, **context)


@require_safe
@dossier("plan.bekijken")
def versie(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """One vastgesteld plan, also when a newer one is in force."""
    plannen = gezin.gezinsplannen.vastgesteld().select_related("vastgesteld_door")
    gevonden = get_object_or_404(plannen, pk=pk)
    context = {"plan": gevonden, "geldend": gezin.gezinsplannen.geldend(), **plan_met_afdruk(gevonden)}
    return toon_gezin(request, gezin, "gezinnen/plan/versie.html", tab=TAB, **context)


def plan_met_afdruk(plan: Gezinsplan) -> dict[str, Any]:
    afdruk = Planafdruk.objects.filter(plan=plan).defer("inhoud").first()
    return {"afdruk": afdruk, **voor_sjabloon(plan.momentopname or {})}
