from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.bewaren import bewaar
from gezinnen.forms.familiegroepsplan import FamiliegroepsplanForm
from gezinnen.formulierpagina import formulierpagina, ingevuld
from gezinnen.models import Gezin
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import met_concept
from ggw.toegang.deur import Verzoek, dossier

TAB = "gezinnen:plan"


def terug_naar(gezin: Gezin) -> str:
    return reverse("gezinnen:familiegroepsplan", kwargs={"nummer": gezin.nummer})


@require_safe
@dossier("plan.bekijken")
def familiegroepsplan(request: Verzoek, gezin: Gezin) -> HttpResponse:
    mag_schrijven = request.user.has_perm("plan.schrijven")
    plannen = gezin.familiegroepsplannen.all()
    return toon_gezin(
        request,
        gezin,
        "gezinnen/familiegroepsplan/lijst.html",
        tab=TAB,
        plannen=plannen,
        mag_schrijven=mag_schrijven,
    )


@require_http_methods(["GET", "POST"])
@dossier("plan.schrijven")
@met_concept("Familiegroepsplan aanbieden")
def familiegroepsplan_nieuw(request: Verzoek, gezin: Gezin) -> HttpResponse:
    return formulierpagina(
        request,
        gezin,
        FamiliegroepsplanForm(ingevuld(request)),
        tab=TAB,
        titel="Familiegroepsplan aanbieden",
        knop="Aanbod vastleggen",
        terug=terug_naar(gezin),
        gebeurtenis="familiegroepsplan.aangeboden",
        melding="Het aanbod is vastgelegd.",
        opslaan=partial(bewaar, gezin=gezin),
    )


@require_http_methods(["GET", "POST"])
@dossier("plan.schrijven")
@met_concept("Antwoord op het familiegroepsplan")
def familiegroepsplan_wijzigen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    return formulierpagina(
        request,
        gezin,
        FamiliegroepsplanForm(ingevuld(request), instance=get_object_or_404(gezin.familiegroepsplannen, pk=pk)),
        tab=TAB,
        titel="Antwoord op het familiegroepsplan",
        knop="Antwoord bewaren",
        terug=terug_naar(gezin),
        gebeurtenis="familiegroepsplan.gewijzigd",
        melding="Het antwoord is bewaard.",
    )
