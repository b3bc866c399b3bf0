"""Asking others for information: the request, its letter, the reminder and what came of it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezinnen.bewaren import bewaar
from gezinnen.forms.informatieverzoek import AfhandelForm, VerzoekForm
from gezinnen.formulierpagina import formulierpagina, ingevuld
from gezinnen.models import Gezin, Gezinslid, Grond, Informatieverzoek
from gezinnen.models.informatieverzoek import VerzoekGeweigerd, lopende_ots
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import NietMeer, met_concept
from ggw.toegang.deur import Verzoek, dossier

TAB = "gezinnen:overleg"
ANTWOORD_BINNEN = timedelta(weeks=2)
"""What the letter asks; the deadline itself is the norm `informatieverzoek`."""


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("overleg.houden")
@met_concept("Informatie opvragen")
def nieuw(request: Verzoek, gezin: Gezin) -> HttpResponse:
    vandaag = f"{timezone.localdate():%d-%m-%Y}"
    return formulierpagina(
        request,
        gezin,
        VerzoekForm(ingevuld(request), gezin=gezin, initial={"gevraagd_op": vandaag}),
        tab=TAB,
        titel="Informatie opvragen",
        knop="Verzoek bewaren",
        terug=reverse(TAB, kwargs={"nummer": gezin.nummer}),
        gebeurtenis="informatieverzoek.gevraagd",
        melding="Het verzoek is bewaard. De brief staat klaar om te versturen.",
        opslaan=partial(bewaar, door_id=request.user.pk),
        tekst="Het systeem maakt er een brief van. U verstuurt die zelf.",
    )


def brief(rij: Informatieverzoek) -> dict[str, Any]:
    """What the letter says, for page and PDF."""
    onder_toezicht: list[Gezinslid] = []
    if rij.grond == Grond.OTS:
        kinderen = rij.gezin.leden.filter(pk__in=lopende_ots(rij.gezin))
        onder_toezicht = [kind for kind in kinderen if rij.over is None or not rij.over.is_jeugdige or kind == rij.over]
    vanaf = rij.herinnerd_op or rij.gevraagd_op
    return {"verzoek": rij, "onder_toezicht": onder_toezicht, "graag_voor": vanaf + ANTWOORD_BINNEN}


def kwestie_url(rij: Informatieverzoek) -> str:
    """Where a refusal becomes a kwestie, with what is known filled in."""
    over = f"&kind={rij.over_id}" if rij.over_id else ""
    return reverse("gezinnen:kwestie-nieuw", kwargs={"nummer": rij.gezin.nummer}) + f"?oorzaak=informatie{over}"


@require_safe
@dossier("contact.bekijken")
def verzoek(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = get_object_or_404(gezin.informatieverzoeken.nieuwste_eerst(), pk=pk)
    context: dict[str, Any] = {
        **brief(rij),
        "mag_houden": request.user.has_perm("overleg.houden"),
        "kwestie_url": kwestie_url(rij) if rij.is_geweigerd else "",
    }
    return toon_gezin(request, gezin, "gezinnen/informatieverzoek/verzoek.html", tab=TAB, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("overleg.houden")
@met_concept("Antwoord op een informatieverzoek")
def afhandelen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = get_object_or_404(gezin.informatieverzoeken.all(), pk=pk)
    vandaag = timezone.localdate()
    form = AfhandelForm(ingevuld(request), verzoek=rij, initial={"op": vandaag})
    if not rij.is_open:
        raise NietMeer("Dit verzoek is al afgehandeld.")
    if form.is_valid():
        try:
            gegeven = form.cleaned_data
            rij.handel_af(
                status=gegeven["uitkomst"], antwoord=gegeven["antwoord"], op=gegeven["op"], door_id=request.user.pk
            )
        except VerzoekGeweigerd as fout:
            raise NietMeer(str(fout)) from fout
        messages.success(request, "Het antwoord is vastgelegd.")
        return redirect("gezinnen:informatieverzoek", nummer=gezin.nummer, pk=pk)
    return toon_gezin(request, gezin, "gezinnen/informatieverzoek/afhandelen.html", tab=TAB, form=form, verzoek=rij)


@require_POST
@dossier("overleg.houden")
def herinneren(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """The letter becomes a reminder, dated today."""
    rij = get_object_or_404(gezin.informatieverzoeken.all(), pk=pk)
    try:
        if rij.herinner(door_id=request.user.pk):
            messages.success(request, "De herinnering staat klaar om te versturen.")
        else:
            messages.info(request, "U maakte vandaag al een herinnering.")
    except VerzoekGeweigerd as fout:
        messages.error(request, str(fout))
    return redirect("gezinnen:informatieverzoek", nummer=gezin.nummer, pk=pk)
