"""The tab Hulp of a family: what was asked of whom, and sending a referral with exactly what is chosen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.formulierpagina import ingevuld
from gezinnen.models import Gezin
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import met_concept
from ggw.toegang.deur import Verzoek, dossier
from spic.forms import IntrekForm, VerwijzingForm
from spic.hulpbeeld import Hulpbeeld
from spic.models import Grondslag, Verwijzing, afdruk
from spic.pakket import maak_inhoud, voor_pagina

TAB = "spic:hulp"
AL_VERSTUURD = "Deze verwijzing was al verstuurd. Er is geen tweede gemaakt."
VERANDERD = "Het dossier is intussen veranderd. Kijk opnieuw na wat de aanbieder te zien krijgt."


@require_safe
@dossier("verwijzing.bekijken")
def hulp(request: Verzoek, gezin: Gezin) -> HttpResponse:
    mag = request.user.has_perm("verwijzing.schrijven")
    return toon_gezin(request, gezin, "spic/hulp.html", tab=TAB, beeld=Hulpbeeld.van(gezin), mag_schrijven=mag)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("verwijzing.schrijven")
@met_concept("Verwijzing naar hulp")
def nieuw(request: Verzoek, gezin: Gezin) -> HttpResponse:
    """First the form, then what the provider will see, then sending exactly that."""
    form = VerwijzingForm(ingevuld(request), gezin=gezin)
    if request.method != "POST" or not form.is_valid() or request.POST.get("stap") == "terug":
        return toon_gezin(request, gezin, "spic/nieuw.html", tab=TAB, form=form)
    inhoud = inhoud_van(gezin, form.cleaned_data)
    if request.POST.get("gezien") == afdruk(inhoud):
        if verstuurd(form, inhoud, door_id=request.user.pk):
            messages.success(request, f"De verwijzing naar {form.instance.aanbieder.naam} is verstuurd.")
        else:
            messages.info(request, AL_VERSTUURD)
        return redirect(TAB, nummer=gezin.nummer)
    if request.POST.get("gezien"):
        messages.warning(request, VERANDERD)
    context = {"form": form, "aanbieder": form.cleaned_data["aanbieder"], "gezien": afdruk(inhoud)}
    return toon_gezin(request, gezin, "spic/voorbeeld.html", tab=TAB, **context, **voor_pagina(inhoud))


def inhoud_van(gezin: Gezin, keuze: dict[str, Any]) -> dict[str, Any]:
    return maak_inhoud(
        gezin,
        hulpvraag=keuze["hulpvraag"],
        toelichting=keuze["toelichting"],
        grondslag=Grondslag(keuze["grondslag"]).label,
        leden=keuze["leden"],
        delen=keuze["delen"],
    )


def verstuurd(form: VerwijzingForm, inhoud: dict[str, Any], *, door_id: int) -> bool:
    """False when the same form was sent before."""
    try:
        with transaction.atomic():
            Verwijzing.verstuur(form.instance, inhoud, door_id=door_id)
    except (IntegrityError, ValidationError):
        return False
    return True


@require_safe
@dossier("verwijzing.bekijken")
def verwijzing(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = get_object_or_404(gezin.verwijzingen.select_related("aanbieder", "hulpverlener", "door"), pk=pk)
    pakket = get_object_or_404(rij.pakketten.order_by("-versie")[:1])
    mag = request.user.has_perm("verwijzing.schrijven") and rij.loopt
    context = {"verwijzing": rij, "pakket": pakket, "mag_intrekken": mag, **voor_pagina(pakket.inhoud)}
    context |= {"oordelen": rij.passendheid.select_related("door"), "maanden": rij.bezoekmaanden.all()[:12]}
    context |= {"mag": request.user.has_perm("verwijzing.schrijven")}
    return toon_gezin(request, gezin, "spic/verwijzing.html", tab=TAB, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("verwijzing.schrijven")
def intrekken(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = get_object_or_404(gezin.verwijzingen, pk=pk)
    form = IntrekForm(ingevuld(request))
    if request.method == "POST" and form.is_valid():
        if rij.trek_in(form.cleaned_data["reden"], door_id=request.user.pk):
            messages.success(request, "De verwijzing is ingetrokken. De aanbieder kan het pakket niet meer lezen.")
        else:
            messages.info(request, "Deze verwijzing was al voorbij.")
        return redirect("spic:verwijzing", nummer=gezin.nummer, pk=pk)
    return toon_gezin(
        request,
        gezin,
        "gezinnen/formulier.html",
        tab=TAB,
        form=form,
        formtitel="Verwijzing intrekken",
        tekst="De aanbieder kan het pakket daarna meteen niet meer lezen.",
        knoptekst="Trek de verwijzing in",
        gevaar=True,
        terug=reverse("spic:verwijzing", kwargs={"nummer": gezin.nummer, "pk": pk}),
    )
