"""Asking several providers whether they have room, seeing the answers side by side, and the provider's page to answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezinnen.formulierpagina import ingevuld
from gezinnen.models import Gezin
from gezinnen.pagina import toon_gezin
from ggw.toegang.deur import Verzoek, dossier, partner, toon
from spic import partnerverkenning as kant
from spic.forms.verkenning import PlekForm, VerkenningForm
from spic.models import VerwijzingGeweigerd
from spic.views.hulp import TAB

UITLEG = "De aanbieders lezen alleen wat u hier invult. Zij zien niet om welk gezin het gaat, en niet wie het vraagt."
TE_LAAT = "Er is niets veranderd. De vraag is intussen gesloten, of een collega antwoordde net. Bekijk haar opnieuw."


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("verwijzing.schrijven")
def nieuw(request: Verzoek, gezin: Gezin) -> HttpResponse:
    form = VerkenningForm(ingevuld(request), gezin=gezin)
    if request.method == "POST" and gevraagd(form, door_id=request.user.pk):
        aantal = len(form.cleaned_data["aanbieders"])
        messages.success(request, f"De vraag is verstuurd aan {aantal} {'aanbieder' if aantal == 1 else 'aanbieders'}.")
        return redirect(form.instance)
    context: dict[str, Any] = {"form": form, "formtitel": "Vraag of er plek is", "tekst": UITLEG}
    terug = reverse(TAB, kwargs={"nummer": gezin.nummer})
    return toon_gezin(
        request, gezin, "gezinnen/formulier.html", tab=TAB, knoptekst="Verstuur de vraag", terug=terug, **context
    )


def gevraagd(form: VerkenningForm, *, door_id: int) -> bool:
    """True when the question went out; otherwise the reason stands in the form."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            form.instance.door_id = door_id
            form.instance.full_clean(exclude={"sleutel"})
            form.instance.vraag_rond(form.cleaned_data["aanbieders"], door_id=door_id)
    except (ValidationError, VerwijzingGeweigerd) as fout:
        form.add_error(None, fout if isinstance(fout, ValidationError) else str(fout))
        return False
    return True


@require_safe
@dossier("verwijzing.bekijken")
def verkenning(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """The answers side by side, the best first."""
    rij = get_object_or_404(gezin.verkenningen.met_waarnaar(), pk=pk)
    antwoorden = sorted(rij.aanbieders.select_related("aanbieder", "beantwoord_door"), key=lambda a: a.rang)
    mag = request.user.has_perm("verwijzing.schrijven") and request.grond != "afgesloten"
    context: dict[str, Any] = {"verkenning": rij, "antwoorden": antwoorden, "mag_verwijzen": mag}
    return toon_gezin(request, gezin, "spic/verkenning.html", tab=TAB, **context)


@require_POST
@dossier("verwijzing.schrijven")
def sluiten(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = get_object_or_404(gezin.verkenningen, pk=pk)
    try:
        with transaction.atomic():
            rij.sluit(door_id=request.user.pk)
    except VerwijzingGeweigerd as fout:
        messages.info(request, str(fout))
    else:
        messages.success(request, "De verkenning is gesloten. Aanbieders kunnen niet meer antwoorden.")
    return redirect(rij)


@require_http_methods(["GET", "HEAD", "POST"])
@partner("partner.beantwoorden")
def plek(request: Verzoek, vraag: int) -> HttpResponse:
    """The provider answers in half a minute. The log names no family: none is shown."""
    rij = kant.plekvraag(vraag)
    if rij is None:
        raise Http404
    toon(request, [])
    form = PlekForm(ingevuld(request), initial=zoals_beantwoord(rij))
    if request.method == "POST" and form.is_valid():
        velden = ("weken", "toelichting", "vorig", "sleutel")
        if kant.beantwoord(rij.pk, form.cleaned_data["antwoord"], **{v: form.cleaned_data[v] for v in velden}):
            messages.success(request, "Bedankt. Uw antwoord is verstuurd.")
            return redirect("spic:partner")
        form.add_error(None, TE_LAAT)
    return render(request, "spic/partner/plek.html", {"vraag": rij, "form": form})


def zoals_beantwoord(rij: kant.Plekvraag) -> dict[str, Any]:
    return {"antwoord": rij.antwoord, "weken": rij.weken, "toelichting": rij.toelichting, "vorig": rij.sleutel}
