"""Reading the whole concept, offering it, and the second person who fixes it or gives it back."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezinnen.models import Gezin
from gezinnen.momentopname import maak_momentopname, voor_sjabloon
from gezinnen.pagina import toon_gezin
from gezinnen.planbewerken import bied_concept_aan, geef_concept_terug, stel_concept_vast
from gezinnen.views.plan_concept import PLEK, TAB, concept_van
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
    return bied_concept_aan(PLEK, request, concept_van(gezin))


@require_POST
@dossier("plan.vaststellen")
def vaststellen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    return stel_concept_vast(PLEK, request, gezin.nummer, gezin.gezinsplannen.concept())


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("plan.vaststellen")
@met_concept("Concept van het gezinsplan teruggeven")
def teruggeven(request: Verzoek, gezin: Gezin) -> HttpResponse:
    return geef_concept_terug(PLEK, request, concept_van(gezin))
