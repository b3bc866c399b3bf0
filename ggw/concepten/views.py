"""Keeping a draft and throwing it away: one way for the script and for the button that works without it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ggw.concepten.formulieren import Formulier, formulier_op
from ggw.concepten.inhoud import neem_op
from ggw.concepten.opslag import NietBewaard, bewaar_concept, gooi_concept_weg
from ggw.concepten.tonen import getypte_teksten
from ggw.organisatie.sessies import telt_niet
from ggw.toegang.deur import Verzoek, beheer


def gevraagd(request: Verzoek) -> tuple[str, Formulier]:
    """The address that was sent along and its form; 404 when no draft is kept there, 403 when this person may not fill it in."""
    pad = request.POST.get("concept_pad") or request.POST.get("concept", "")
    formulier = formulier_op(pad)
    if formulier is None:
        raise Http404
    if formulier.recht is not None and not request.user.has_perm(formulier.recht):
        raise PermissionDenied
    return pad, formulier


@require_POST
@beheer(None)
def bewaar(request: Verzoek) -> HttpResponse:
    pad, formulier = gevraagd(request)
    met_script = "concept_script" in request.POST
    try:
        op = bewaar_concept(request.user.pk, pad, formulier, request.POST)
    except NietBewaard as fout:
        if met_script:
            return JsonResponse({"tekst": str(fout)}, status=409)
        inhoud = neem_op(request.POST, formulier.zonder)
        context = {"reden": str(fout), "teksten": list(getypte_teksten(inhoud)), "titel": formulier.titel, "pad": pad}
        return render(request, "concepten/niet_meer.html", context, status=409)
    if met_script:
        return JsonResponse({"tekst": f"Concept bewaard om {op:%H:%M}"})
    messages.success(request, f"Uw concept is bewaard om {op:%H:%M}. U vindt het terug op Vandaag.")
    return redirect(pad)


@require_POST
@beheer(None)
def gooi_weg(request: Verzoek) -> HttpResponse:
    pad, _ = gevraagd(request)
    gooi_concept_weg(request.user.pk, pad)
    messages.success(request, "Het concept is weggegooid.")
    return redirect(pad if request.POST.get("verder") == "formulier" else "/")


@telt_niet
@require_safe
@beheer(None)
def teken(request: Verzoek) -> HttpResponse:
    """After signing in again in another tab: what an open form needs to be sent."""
    return JsonResponse({"teken": get_token(request)})
