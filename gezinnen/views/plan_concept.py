"""Writing the concept, part by part. Each part is saved on its own; who saw an older text gets both to choose from."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezinnen.forms.plan import (
    AanleidingForm,
    BehoefteFormSet,
    LeefgebiedenForm,
    PatroonFormSet,
    Resultaatdeel,
    Rijen,
    VisieForm,
)
from gezinnen.formulierpagina import ingevuld
from gezinnen.models import Gezin, Gezinsplan, Leefgebied, Resultaat
from gezinnen.models.plan import PlanGeweigerd
from gezinnen.models.planeisen import gehoorden, stemmen
from gezinnen.pagina import toon_gezin
from gezinnen.planbewerken import Plek, bewerk_deel
from ggw.concepten.houden import NietMeer, met_concept
from ggw.concepten.naastelkaar import vingerafdruk
from ggw.toegang.deur import Verzoek, dossier

TAB = "gezinnen:plan"
PLEK = Plek(tab=TAB, naam="gezinsplan", concept="gezinnen:plan-concept", lezen="gezinnen:plan-lezen")

bewerk = partial(bewerk_deel, PLEK)


def concept_van(gezin: Gezin) -> Gezinsplan:
    plan: Gezinsplan | None = gezin.gezinsplannen.concept()
    if plan is None:
        raise NietMeer(PLEK.geen_concept)
    return plan


@require_safe
@dossier("plan.schrijven")
def concept(request: Verzoek, gezin: Gezin) -> HttpResponse:
    plan = concept_van(gezin)
    rijen = [o for o in plan.onderwerpen.all() if o.zorgen.strip() or o.krachten.strip()]
    bekeken = {o.leefgebied_id for o in rijen}
    behoeften = list(plan.behoeften.values_list("kind_id", flat=True))
    visies = {v.gezinslid_id: v for v in plan.visies.all()}
    context: dict[str, Any] = {
        "plan": plan,
        "mist": plan.ontbreekt(),
        "bekeken": len(bekeken),
        "niet_bekeken": [g.naam for g in Leefgebied.objects.filter(actief=True) if g.pk not in bekeken],
        "patronen": plan.patronen.count(),
        "kinderen": [(kind, behoeften.count(kind.pk)) for kind in gezin.leden.jeugdigen()],
        "resultaten": plan.resultaten.select_related("leefgebied").prefetch_related("acties"),
        "mensen": [(lid, visies.get(lid.pk), moet) for lid, moet in stemmen(gezin)],
    }
    return toon_gezin(request, gezin, "gezinnen/plan/concept.html", tab=TAB, **context)


@require_POST
@dossier("plan.schrijven")
def maken(request: Verzoek, gezin: Gezin) -> HttpResponse:
    try:
        Gezinsplan.objects.maak_concept(gezin, door_id=request.user.pk)
    except PlanGeweigerd as fout:
        messages.error(request, str(fout))
    else:
        messages.success(request, "Het concept is begonnen. U kunt het in stukken invullen.")
    return redirect("gezinnen:plan-concept", nummer=gezin.nummer)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("plan.schrijven")
@met_concept("Gezinsplan: waarom dit plan, en de stip op de horizon")
def aanleiding(request: Verzoek, gezin: Gezin) -> HttpResponse:
    plan = concept_van(gezin)
    form = AanleidingForm(ingevuld(request), instance=plan)
    return bewerk(request, plan, form, naam="aanleiding", titel="Waarom dit plan, en de stip op de horizon")


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("plan.schrijven")
@met_concept("Gezinsplan: zorgen en wat goed gaat")
def leefgebieden(request: Verzoek, gezin: Gezin) -> HttpResponse:
    plan = concept_van(gezin)
    form = LeefgebiedenForm(plan, ingevuld(request))
    uitleg = "Kijk naar elk deel van het leven. Waar niets staat, komt in het plan als “nog niet bekeken”."
    titel = "Zorgen en wat goed gaat"
    return bewerk(request, plan, form, naam="leefgebieden", titel=titel, uitleg=uitleg, layout=True)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("plan.schrijven")
@met_concept("Gezinsplan: wat er steeds weer gebeurt")
def patronen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    plan = concept_van(gezin)
    vast = {"gezin": gezin, "plan": plan}
    deel = Rijen(plan.patronen, PatroonFormSet, vast, ingevuld(request))
    uitleg = "Wat gebeurt er steeds weer, waardoor het niet veilig blijft?"
    titel, rij = "Wat er steeds weer gebeurt", "Patroon"
    return bewerk(request, plan, deel, naam="patronen", titel=titel, uitleg=uitleg, rij_naam=rij)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("plan.schrijven")
@met_concept("Gezinsplan: wat een kind nodig heeft")
def behoefte(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    plan = concept_van(gezin)
    kind = get_object_or_404(gezin.leden.jeugdigen(), pk=pk)
    vast = {"gezin": gezin, "plan": plan, "kind": kind}
    deel = Rijen(plan.behoeften.filter(kind=kind), BehoefteFormSet, vast, ingevuld(request))
    context: dict[str, Any] = {"titel": "Wat dit kind nodig heeft", "wie": kind, "rij_naam": "Nodig"}
    return bewerk(request, plan, deel, naam="behoeften", **context)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("plan.schrijven")
@met_concept("Gezinsplan: resultaat toevoegen")
def resultaat_nieuw(request: Verzoek, gezin: Gezin) -> HttpResponse:
    plan = concept_van(gezin)
    deel = Resultaatdeel(plan, Resultaat(gezin=gezin, plan=plan), ingevuld(request))
    return bewerk(request, plan, deel, naam="resultaten", sjabloon="resultaat", titel="Resultaat toevoegen")


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("plan.schrijven")
@met_concept("Gezinsplan: resultaat wijzigen")
def resultaat(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    plan = concept_van(gezin)
    rij = get_object_or_404(plan.resultaten, pk=pk)
    deel = Resultaatdeel(plan, rij, ingevuld(request))
    context: dict[str, Any] = {"titel": "Resultaat wijzigen", "resultaat": rij}
    return bewerk(request, plan, deel, naam="resultaten", sjabloon="resultaat", **context)


@require_POST
@dossier("plan.schrijven")
def resultaat_weg(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    plan = concept_van(gezin)
    rij = get_object_or_404(plan.resultaten, pk=pk)
    if rij.contacten.exists():
        messages.error(request, "Er is al contact geweest over dit resultaat. Zet het in het plan op vervallen.")
        return redirect("gezinnen:plan-resultaat", nummer=gezin.nummer, pk=pk)
    leeg = vingerafdruk([])
    with plan.schrijf("resultaten", door_id=request.user.pk, gezien=leeg, stand=lambda: leeg):
        rij.delete()
    messages.success(request, "Het resultaat is weggehaald uit het concept.")
    return redirect("gezinnen:plan-concept", nummer=gezin.nummer)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("plan.schrijven")
@met_concept("Gezinsplan: wat iemand zelf vindt")
def visie(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    plan = concept_van(gezin)
    lid = next((lid for lid in gehoorden(gezin) if lid.pk == pk), None)
    if lid is None:
        raise Http404
    form = VisieForm(plan, lid, ingevuld(request))
    return bewerk(request, plan, form, naam="visies", titel="Wat iemand zelf vindt van het plan", wie=lid)
