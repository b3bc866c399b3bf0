"""The tab Borging: the plan in force as it was frozen, the way to the concept, the handover, and nazorg."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.bewaren import bewaar
from gezinnen.borging import stand_van
from gezinnen.borgingsopname import voor_borgingssjabloon
from gezinnen.forms.borging import OverdrachtForm
from gezinnen.formulierpagina import formulierpagina, ingevuld
from gezinnen.models import Borgingsplan, Gezin, Overdracht, Overdrachtaanwezige, Planafdruk
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import met_concept
from ggw.toegang.deur import Verzoek, dossier

TAB = "gezinnen:borging"


@require_safe
@dossier("borging.bekijken")
def borging(request: Verzoek, gezin: Gezin) -> HttpResponse:
    concept, vastgesteld = gezin.borgingsplannen.standen()
    overdrachten = gezin.overdrachten.select_related("lokaal_team", "gezinsmanager")
    aanwezigen = Overdrachtaanwezige.objects.select_related("gezinslid")
    context: dict[str, Any] = {
        "plan": vastgesteld[0] if vastgesteld else None,
        "ouder": vastgesteld[1:],
        "concept": concept,
        "mist": concept.ontbreekt() if concept and not concept.ter_vaststelling_op else [],
        "overdrachten": overdrachten.prefetch_related(Prefetch("aanwezigen", aanwezigen)),
        "stand": stand_van(gezin),
        "mag_schrijven": request.user.has_perm("borging.schrijven"),
        "mag_vaststellen": request.user.has_perm("borging.vaststellen"),
    }
    if vastgesteld:
        context |= plan_met_afdruk(vastgesteld[0])
    return toon_gezin(request, gezin, "gezinnen/borging/borging.html", tab=TAB, **context)


@require_safe
@dossier("borging.bekijken")
def versie(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """One vastgesteld plan, also when a newer one is in force."""
    plan = get_object_or_404(gezin.borgingsplannen.vastgesteld().select_related("vastgesteld_door"), pk=pk)
    context = {"plan": plan, "geldend": gezin.borgingsplannen.geldend(), **plan_met_afdruk(plan)}
    return toon_gezin(request, gezin, "gezinnen/borging/versie.html", tab=TAB, **context)


def plan_met_afdruk(plan: Borgingsplan) -> dict[str, Any]:
    afdruk = Planafdruk.objects.filter(borgingsplan=plan).defer("inhoud").first()
    return {"afdruk": afdruk, **voor_borgingssjabloon(plan.momentopname or {})}


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("borging.schrijven")
@met_concept("Overdracht aan het lokaal team")
def overdracht_nieuw(request: Verzoek, gezin: Gezin) -> HttpResponse:
    begeleiding = gezin.begeleiding
    if begeleiding is None:
        raise Http404
    return overdrachtpagina(
        request,
        gezin,
        OverdrachtForm(ingevuld(request), gezin=gezin),
        titel="Overdracht vastleggen",
        gebeurtenis="overdracht.vastgelegd",
        melding="De overdracht is vastgelegd.",
        opslaan=partial(bewaar_overdracht, gezin=gezin, begeleiding=begeleiding, auteur_id=request.user.pk),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("borging.schrijven")
@met_concept("Overdracht wijzigen")
def overdracht(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = get_object_or_404(gezin.overdrachten, pk=pk)
    return overdrachtpagina(
        request,
        gezin,
        OverdrachtForm(ingevuld(request), gezin=gezin, instance=rij),
        titel="Overdracht wijzigen",
        gebeurtenis="overdracht.gewijzigd",
        melding="De overdracht is gewijzigd.",
        opslaan=partial(bewaar_overdracht, gezin=gezin),
    )


def overdrachtpagina(request: Verzoek, gezin: Gezin, form: OverdrachtForm, **rest: Any) -> HttpResponse:
    terug = reverse(TAB, kwargs={"nummer": gezin.nummer})
    return formulierpagina(request, gezin, form, tab=TAB, knop="Overdracht bewaren", terug=terug, **rest)


def bewaar_overdracht(form: OverdrachtForm, *, gezin: Gezin, **velden: Any) -> Overdracht | None:
    """The handover and who was there, together; None with errors in the form."""
    if not form.is_valid():
        return None
    toewijzing = gezin.toewijzingen.lopend().first()
    gezinsmanager_id = form.instance.gezinsmanager_id or (toewijzing.gezinsmanager_id if toewijzing else None)
    erbij = gezinsmanager_id if form.cleaned_data["gezinsmanager_erbij"] else None
    with transaction.atomic():
        rij = bewaar(form, gezin=gezin, gezinsmanager_id=erbij, **velden)
        if rij is not None:
            rij.zet_aanwezigen({lid.pk for lid in form.cleaned_data["aanwezigen"]})
    return rij
