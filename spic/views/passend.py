"""Does the help fit, and does it come as agreed: of other help and of a referral; and what does not fit, over families."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.bewaren import bewaar
from gezinnen.formulierpagina import formulierpagina, ingevuld
from gezinnen.models import Gezin
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import met_concept
from ggw.toegang.deur import Verzoek, dossier, lijst, toon
from spic.gaten import HOEVEEL, gaten_per_gemeente, in_beeld
from spic.hulpformulieren import BezoekenForm, PassendForm
from spic.models import AndereHulp, Passendheid, Verwijzing

TAB = "spic:hulp"
formulier = require_http_methods(["GET", "HEAD", "POST"])


def over_wat(gezin: Gezin, soort: str, pk: int) -> tuple[Any, str, str]:
    """The help or referral, what it is called, and its page."""
    rij: AndereHulp | Verwijzing
    if soort == "hulp":
        rij = get_object_or_404(gezin.andere_hulp.select_related("soort"), pk=pk)
        return rij, rij.soort.naam, rij.get_absolute_url()
    rij = get_object_or_404(gezin.verwijzingen.select_related("aanbieder"), pk=pk)
    url = redirect("spic:verwijzing", nummer=gezin.nummer, pk=pk)["Location"]
    return rij, f"{rij.hulpvraag}, {rij.aanbieder.naam}", url


@formulier
@dossier("verwijzing.schrijven")
@met_concept("Past de hulp")
def passend(request: Verzoek, gezin: Gezin, pk: int, soort: str) -> HttpResponse:
    rij, naam, terug = over_wat(gezin, soort, pk)
    nodig = rij.wat_nodig if soort == "hulp" else rij.hulpvraag
    form = PassendForm(ingevuld(request), over=rij, nodig=nodig)
    if request.method == "POST" and beoordeeld(form, gezin, door_id=request.user.pk):
        messages.success(request, "Uw oordeel is bewaard.")
        return redirect(terug)
    context: dict[str, Any] = {"formtitel": "Past de hulp bij wat nodig was", "knoptekst": "Bewaar het oordeel"}
    return toon_gezin(request, gezin, "gezinnen/formulier.html", tab=TAB, form=form, tekst=naam, terug=terug, **context)


def beoordeeld(form: PassendForm, gezin: Gezin, *, door_id: int) -> bool:
    """False with errors in the form; True also when this form was sent before."""
    if not form.is_valid():
        return False
    if gezin.passendheid.filter(sleutel=form.cleaned_data["sleutel"]).exists():
        return True
    rij: Passendheid | None = bewaar(form, door_id=door_id)
    if rij is not None:
        rij.meld(door_id=door_id)
    return rij is not None


@formulier
@dossier("verwijzing.schrijven")
@met_concept("Bezoeken in een maand")
def bezoeken(request: Verzoek, gezin: Gezin, pk: int, soort: str) -> HttpResponse:
    rij, naam, terug = over_wat(gezin, soort, pk)
    return formulierpagina(
        request,
        gezin,
        BezoekenForm(ingevuld(request), over=rij),
        tab=TAB,
        titel="Bezoeken in een maand",
        knop="Bewaar de bezoeken",
        terug=terug,
        gebeurtenis="bezoeken.geteld",
        melding="De bezoeken zijn bewaard.",
        opslaan=partial(bewaar, door_id=request.user.pk),
        tekst=naam,
    )


@formulier
@dossier("verwijzing.schrijven")
@met_concept("Bezoeken in een maand wijzigen")
def bezoeken_wijzigen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    maand = get_object_or_404(gezin.bezoekmaanden, pk=pk)
    soort, over = ("hulp", maand.hulp_id) if maand.hulp_id else ("verwijzing", maand.verwijzing_id)
    rij, naam, terug = over_wat(gezin, soort, over or 0)
    return formulierpagina(
        request,
        gezin,
        BezoekenForm(ingevuld(request), over=rij, instance=maand),
        tab=TAB,
        titel="Bezoeken in een maand wijzigen",
        knop="Bewaar de bezoeken",
        terug=terug,
        gebeurtenis="bezoeken.geteld",
        melding="De bezoeken zijn bewaard.",
        tekst=f"{naam}, {maand.maand:%m-%Y}",
    )


@require_safe
@lijst("hulp.gaten")
def gaten(request: Verzoek) -> HttpResponse:
    """What was needed and did not come, per gemeente; the families only of who may see them."""
    rijen = in_beeld()
    toon(request, [rij.gezin_id for rij in rijen])
    context = {"gemeenten": gaten_per_gemeente(), "rijen": rijen, "hoeveel": HOEVEEL}
    return render(request, "spic/gaten.html", context)
