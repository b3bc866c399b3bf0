"""Kwesties of one family: the list, one with its ladder, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.bewaren import bewaar
from gezinnen.forms.kwesties import EscaleerForm, HeropenForm, KwestieForm, OplossenForm
from gezinnen.formulierpagina import ingevuld
from gezinnen.kwesties import TREDEN, antwoord_uiterlijk, eigenaar_van, ladder_van
from gezinnen.models import Gezin, Kwestie, Niveau
from gezinnen.models.kwesties import KwestieGeweigerd
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import NietMeer, met_concept
from ggw.toegang.deur import Verzoek, dossier

TAB = "gezinnen:overzicht"
AL_OPGELOST = "Deze kwestie is al opgelost."
AL_OPEN = "Deze kwestie is al open."
HOOGSTE = "Deze kwestie ligt al op het hoogste niveau."


@require_safe
@dossier("kwestie.bekijken")
def kwesties(request: Verzoek, gezin: Gezin) -> HttpResponse:
    rijen = gezin.kwesties.select_related("oorzaak", "kind")
    context: dict[str, Any] = {
        "open": rijen.open().langst_eerst(),
        "opgelost": rijen.opgelost().order_by("-opgelost_op", "-id"),
        "mag_schrijven": request.user.has_perm("kwestie.schrijven"),
    }
    return toon_gezin(request, gezin, "gezinnen/kwesties/lijst.html", tab=TAB, **context)


@require_safe
@dossier("kwestie.bekijken")
def kwestie(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = get_object_or_404(gezin.kwesties.select_related("oorzaak", "kind", "resultaat", "door"), pk=pk)
    stappen = list(rij.stappen.select_related("door"))
    uiterlijk = antwoord_uiterlijk(rij)
    context: dict[str, Any] = {
        "kwestie": rij,
        "stappen": stappen,
        "ladder": ladder_van(rij, stappen),
        "eigenaar": eigenaar_van(rij) if rij.is_open else None,
        "uiterlijk": uiterlijk,
        "te_laat": uiterlijk is not None and uiterlijk < timezone.localdate(),
        "kan_hoger": rij.niveau < max(Niveau),
        "mag_schrijven": request.user.has_perm("kwestie.schrijven"),
    }
    return toon_gezin(request, gezin, "gezinnen/kwesties/kwestie.html", tab=TAB, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("kwestie.schrijven")
@met_concept("Kwestie melden")
def nieuw(request: Verzoek, gezin: Gezin) -> HttpResponse:
    form = KwestieForm(ingevuld(request), gezin=gezin, vooraf=request.GET)
    if request.method == "POST" and (rij := meld(form, gezin, door_id=request.user.pk)) is not None:
        messages.success(request, "De kwestie is gemeld. Het team bespreekt haar in het basisteamoverleg.")
        return redirect(rij)
    return formulier(request, gezin, form, titel="Kwestie melden", knop="Kwestie melden")


def meld(form: KwestieForm, gezin: Gezin, *, door_id: int) -> Kwestie | None:
    """The new kwestie; the same one when this form was sent before. None with errors in the form."""
    if not form.is_valid():
        return None
    al_gemeld: Kwestie | None = gezin.kwesties.filter(sleutel=form.cleaned_data["sleutel"]).first()
    if al_gemeld is not None:
        return al_gemeld
    with transaction.atomic():
        rij = bewaar(form, gezin=gezin, door_id=door_id)
        if rij is not None:
            rij.meld(door_id=door_id)
    return rij


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("kwestie.schrijven")
@met_concept("Kwestie naar een hoger niveau", versieveld="van")
def escaleren(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = get_object_or_404(gezin.kwesties, pk=pk)
    if not rij.is_open or rij.niveau == max(Niveau):
        return te_laat(request, rij, HOOGSTE if rij.is_open else AL_OPGELOST)
    form = EscaleerForm(ingevuld(request), kwestie=rij)

    def doe(gegeven: dict[str, Any]) -> None:
        rij.escaleer(**gegeven, door_id=request.user.pk)

    if gelukt(form, doe):
        messages.success(request, f"De kwestie ligt nu bij: {rij.get_niveau_display().lower()}.")
        return redirect(rij)
    if form.is_bound:
        form.toon_nieuw_niveau(rij.niveau)
    titel, tekst = "Kwestie naar een hoger niveau", f"Nu bij: {Niveau(rij.niveau).label}. {TREDEN[rij.niveau].mag}"
    return formulier(request, gezin, form, titel=titel, knop="Naar dit niveau brengen", kwestie=rij, tekst=tekst)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("kwestie.schrijven")
@met_concept("Kwestie oplossen")
def oplossen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = get_object_or_404(gezin.kwesties, pk=pk)
    if not rij.is_open:
        return te_laat(request, rij, AL_OPGELOST)
    form = OplossenForm(ingevuld(request), kwestie=rij)

    def doe(gegeven: dict[str, Any]) -> None:
        rij.los_op(**gegeven, door_id=request.user.pk)

    if gelukt(form, doe):
        messages.success(request, "De kwestie is opgelost. Vertel het ook aan het gezin.")
        return redirect(rij)
    return formulier(request, gezin, form, titel="Kwestie oplossen", knop="Oplossing vastleggen", kwestie=rij)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("kwestie.schrijven")
@met_concept("Kwestie opnieuw openen")
def heropenen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = get_object_or_404(gezin.kwesties, pk=pk)
    if rij.is_open:
        return te_laat(request, rij, AL_OPEN)
    form = HeropenForm(ingevuld(request))

    def doe(gegeven: dict[str, Any]) -> None:
        rij.heropen(**gegeven, door_id=request.user.pk)

    if gelukt(form, doe):
        messages.success(request, "De kwestie is weer open.")
        return redirect(rij)
    return formulier(request, gezin, form, titel="Kwestie opnieuw openen", knop="Opnieuw openen", kwestie=rij)


def gelukt(form: Form, doe: Callable[[dict[str, Any]], None]) -> bool:
    """True when the form was sent and done; a refusal stands on top of it."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        with transaction.atomic():
            doe(form.cleaned_data)
    except KwestieGeweigerd as fout:
        form.add_error(None, str(fout))
        return False
    except IntegrityError:
        form.add_error(
            None, "Een collega veranderde deze kwestie op hetzelfde moment. Kijk haar na en probeer het opnieuw."
        )
        return False
    return True


def te_laat(request: Verzoek, rij: Kwestie, reden: str) -> HttpResponse:
    """Nothing to fill in here any more; who typed something gets it back with the reason."""
    if request.method == "POST":
        raise NietMeer(reden)
    messages.info(request, reden)
    return redirect(rij)


def formulier(
    request: Verzoek, gezin: Gezin, form: Any, *, titel: str, knop: str, kwestie: Kwestie | None = None, tekst: str = ""
) -> HttpResponse:
    context = {"form": form, "titel": titel, "knoptekst": knop, "kwestie": kwestie, "tekst": tekst}
    return toon_gezin(request, gezin, "gezinnen/kwesties/formulier.html", tab=TAB, **context)
