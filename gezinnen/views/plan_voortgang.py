"""Progress on the plan in force: a resultaat comes closer, an actie is done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from gezinnen.forms.planvoortgang import VoortgangForm
from gezinnen.formulierpagina import ingevuld
from gezinnen.models import Gezin, PlanStatus
from gezinnen.models.plan import PlanGeweigerd
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import met_concept
from ggw.concepten.naastelkaar import botst
from ggw.toegang.deur import Verzoek, dossier

TAB = "gezinnen:plan"


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("plan.schrijven")
@met_concept("Voortgang vastleggen")
def voortgang(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rijen = gezin.resultaten.select_related("plan")
    if request.method == "POST":
        rijen = rijen.select_for_update(of=("self",))
    resultaat = get_object_or_404(rijen, pk=pk, plan__status=PlanStatus.VASTGESTELD)
    form = VoortgangForm(ingevuld(request), instance=resultaat)
    versie, gezien = form.stand(), request.POST.get("versie", "")
    context: dict[str, Any] = {"form": form, "resultaat": resultaat, "versie": gezien or versie}
    if verschillen := botst(gezien, versie, form):
        context |= {"versie": versie, "verschillen": verschillen}
    elif form.is_valid() and leg_vast(request, form):
        return redirect(TAB, nummer=gezin.nummer)
    return toon_gezin(request, gezin, "gezinnen/plan/voortgang.html", tab=TAB, **context)


def leg_vast(request: Verzoek, form: VoortgangForm) -> bool:
    try:
        with transaction.atomic():
            form.leg_vast(door_id=request.user.pk)
    except PlanGeweigerd as fout:
        form.add_error(None, str(fout))
        return False
    messages.success(request, "De voortgang is vastgelegd.")
    return True


@require_POST
@dossier("plan.schrijven")
def actie_gedaan(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """One tap: done today."""
    actie = get_object_or_404(gezin.acties, pk=pk, resultaat__plan__status=PlanStatus.VASTGESTELD)
    try:
        if actie.gedaan_op is None:
            actie.meld_gedaan(timezone.localdate(), door_id=request.user.pk)
        messages.success(request, "De actie is gedaan.")
    except PlanGeweigerd as fout:
        messages.error(request, str(fout))
    return redirect(TAB, nummer=gezin.nummer)
