"""The shape of a page with one form for one row of a family: GET shows it, POST saves and goes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import ModelForm
from django.http import HttpResponse
from django.shortcuts import redirect

from gezinnen.bewaren import bewaar
from gezinnen.models import Gebeurtenis, Gezin
from gezinnen.pagina import toon_gezin
from ggw.concepten.naastelkaar import botst, stand, vergrendeld
from ggw.toegang.deur import Verzoek


def ingevuld(request: Verzoek) -> Any:
    """What was sent, also when that is nothing; None when the form is only asked for."""
    return request.POST if request.method == "POST" else None


def formulierpagina(
    request: Verzoek,
    gezin: Gezin,
    form: ModelForm[Any],
    *,
    tab: str,
    titel: str,
    knop: str,
    terug: str,
    gebeurtenis: str,
    melding: str,
    opslaan: Callable[[Any], Any] = bewaar,
    **context: Any,
) -> HttpResponse:
    """`titel` also stands in the `<title>`, so it names nobody; `wie` in the context is the Gezinslid it is about.

    `opslaan` gives the saved row or None with errors in the form; `gebeurtenis` is its line on the timeline. When a colleague
    changed the row since it was opened, nothing is saved and the page shows both texts.
    """
    versie = stand(form)
    gezien = request.POST.get("versie", "")
    botsing = botst(gezien, vergrendeld(form), form) if request.method == "POST" else None
    if botsing:
        context["verschillen"] = botsing
    elif request.method == "POST":
        context["versie"] = gezien
        rij = opslaan(form)
        if rij is not None:
            ook_voor = [lid.pk for lid in form.cleaned_data.get("ook_voor") or []]
            gegevens = {"ook_voor": ook_voor} if ook_voor else {}
            Gebeurtenis.leg_vast(gezin, gebeurtenis, door_id=request.user.pk, onderwerp_id=rij.pk, **gegevens)
            messages.success(request, melding)
            return redirect(terug)
    return toon_gezin(
        request,
        gezin,
        "gezinnen/formulier.html",
        tab=tab,
        **{"versie": versie, **context},
        form=form,
        formtitel=titel,
        knoptekst=knop,
        terug=terug,
    )
