"""Psychische problemen of a parent: recording, and that it is no longer so."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gezinnen.bewaren import bewaar
from gezinnen.formulierpagina import formulierpagina, ingevuld
from gezinnen.models import Gezin
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import met_concept
from ggw.toegang.deur import Verzoek, dossier
from spic.models import HulpGeweigerd
from spic.ouderformulieren import NietMeerForm, PsychischeProblemenForm

TAB = "spic:hulp"
AL_WEG = "Dit stond al op voorbij."
GEEN_DIAGNOSE = (
    "Leg alleen vast dat het zo is. Een diagnose schrijft u hier niet op: die is van de ouder en de behandelaar."
)
formulier = require_http_methods(["GET", "HEAD", "POST"])


def terug_naar(gezin: Gezin) -> str:
    return f"{reverse(TAB, kwargs={'nummer': gezin.nummer})}#ouders"


@formulier
@dossier("verwijzing.schrijven")
@met_concept("Psychische problemen van een ouder")
def vastleggen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    return formulierpagina(
        request,
        gezin,
        PsychischeProblemenForm(ingevuld(request), gezin=gezin),
        tab=TAB,
        titel="Psychische problemen van een ouder",
        knop="Leg vast",
        terug=terug_naar(gezin),
        gebeurtenis="hulp.ouder_problemen",
        melding="Vastgelegd. Hieronder staat of er contact is met de GGZ.",
        opslaan=partial(bewaar, gezin=gezin, door_id=request.user.pk),
        tekst=GEEN_DIAGNOSE,
    )


@formulier
@dossier("verwijzing.schrijven")
@met_concept("Psychische problemen van een ouder zijn voorbij")
def niet_meer(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = get_object_or_404(gezin.psychische_problemen.select_related("gezinslid"), pk=pk)
    if rij.voorbij_op is not None:
        messages.info(request, AL_WEG)
        return redirect(terug_naar(gezin))
    form = NietMeerForm(ingevuld(request), rij=rij)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, form.doe(door_id=request.user.pk))
        except HulpGeweigerd as fout:
            form.add_error(None, str(fout))
        else:
            return redirect(terug_naar(gezin))
    context: dict[str, Any] = {"formtitel": "Psychische problemen: niet meer zo", "knoptekst": "Bewaar"}
    context["terug"] = terug_naar(gezin)
    return toon_gezin(request, gezin, "gezinnen/formulier.html", tab=TAB, form=form, wie=rij.gezinslid, **context)
