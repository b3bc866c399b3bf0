"""Wie bel ik waarvoor: the page for the family, and choosing what stands on it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.formulierpagina import ingevuld
from gezinnen.models import Gezin
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import met_concept
from ggw.toegang.deur import Verzoek, dossier
from spic.bellijst import bewaar_keuzes, blad
from spic.bellijstformulier import BellijstForm

TAB = "spic:hulp"


@require_safe
@dossier("verwijzing.bekijken")
def bellijst(request: Verzoek, gezin: Gezin) -> HttpResponse:
    mag = request.user.has_perm("verwijzing.schrijven")
    return toon_gezin(request, gezin, "spic/bellijst/blad.html", tab=TAB, lijnen=blad(gezin), mag=mag)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("verwijzing.schrijven")
@met_concept("Wie bel ik waarvoor", versieveld="gezien")
def kiezen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    form = BellijstForm(ingevuld(request), gezin=gezin)
    if request.method == "POST" and form.is_valid():
        bewaar_keuzes(gezin, form.keuzes(), door_id=request.user.pk)
        messages.success(request, "Het blad is bewaard.")
        return redirect("spic:bellijst", nummer=gezin.nummer)
    if form.is_bound:
        form.toon_stand_van_nu()
    return toon_gezin(request, gezin, "spic/bellijst/kiezen.html", tab=TAB, form=form)
