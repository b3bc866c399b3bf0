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
from ggw.toegang.deur import Verzoek, dossier

TAB = "gezinnen:plan"


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("plan.schrijven")
def voortgang(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    resultaat = get_object_or_404(gezin.resultaten.select_related("plan"), pk=pk, plan__status=PlanStatus.VASTGESTELD)
    form = VoortgangForm(ingevuld(request), instance=resultaat)
    if form.is_valid():
        try:
            with transaction.atomic():
                form.leg_vast(door_id=request.user.pk)
        except PlanGeweigerd as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, "De voortgang is vastgelegd.")
            return redirect(TAB, nummer=gezin.nummer)
    context: dict[str, Any] = {"form": form, "resultaat": resultaat}
    return toon_gezin(request, gezin, "gezinnen/plan/voortgang.html", tab=TAB, **context)


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
