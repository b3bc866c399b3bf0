"""Restricting a family to named people: asked here by a teammanager, decided by the privacyfunctionaris (domein.md, section 5)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gezinnen.forms.noodtoegang import AfschermenForm, Collegaform, collegas
from gezinnen.formulierpagina import ingevuld
from gezinnen.models import Gezin
from gezinnen.pagina import toon_gezin
from ggw.toegang.deur import Verzoek, dossier
from ggw.toegang.nood import (
    Afgeschermd,
    Benoemde,
    afscherming,
    benoemden,
    haal_benoemd_weg,
    noem_erbij,
    vraag_afscherming,
    vraag_opheffing,
)
from ggw.toegang.poort import wie_kan_inzien
from ggw.toegang.tasks import bied_meldingen_aan

AL_GEVRAAGD = "Dit is al gevraagd. De privacyfunctionaris beslist."
GEVRAAGD = "Uw vraag is verstuurd. De privacyfunctionaris beslist."


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("gezin.afschermen", bevestig=True)
def afschermen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    """Asks for it; when it runs, the form adds somebody who may open the file."""
    huidig, mensen = afscherming(), benoemden()
    if huidig and huidig.ingegaan_op:
        return benoemen(request, gezin, huidig, mensen)
    form = None if huidig else AfschermenForm(ingevuld(request), inzagers=wie_kan_inzien())
    if form is not None and request.method == "POST" and form.is_valid():
        gelukt = vraag_afscherming(form.cleaned_data["reden"], form.cleaned_data["wie"])
        bied_meldingen_aan()
        messages.success(request, GEVRAAGD) if gelukt else messages.info(request, AL_GEVRAAGD)
        return redirect("gezinnen:afscherming", nummer=gezin.nummer)
    return toon(request, gezin, form, huidig, mensen)


def benoemen(request: Verzoek, gezin: Gezin, huidig: Afgeschermd, mensen: list[Benoemde]) -> HttpResponse:
    keuze = collegas().exclude(pk__in=[mens.gebruiker_id for mens in mensen])
    form = Collegaform(ingevuld(request), keuze=keuze)
    if request.method == "POST" and form.is_valid():
        gelukt = noem_erbij(form.cleaned_data["collega"].pk)
        messages.success(request, GEVRAAGD) if gelukt else messages.info(request, AL_GEVRAAGD)
        return redirect("gezinnen:afscherming", nummer=gezin.nummer)
    return toon(request, gezin, form, huidig, mensen)


def toon(
    request: Verzoek,
    gezin: Gezin,
    form: AfschermenForm | Collegaform | None,
    huidig: Afgeschermd | None,
    mensen: list[Benoemde],
) -> HttpResponse:
    sjabloon = "gezinnen/afscherming/afscherming.html"
    return toon_gezin(request, gezin, sjabloon, tab="gezinnen:dossier", form=form, huidig=huidig, mensen=mensen)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("gezin.afschermen", bevestig=True)
def opheffen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    """A GET comes from the page that asked again who this is; what was posted is then asked anew."""
    if request.method == "POST":
        messages.success(request, GEVRAAGD) if vraag_opheffing() else messages.info(request, AL_GEVRAAGD)
    return redirect("gezinnen:afscherming", nummer=gezin.nummer)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("gezin.afschermen", bevestig=True)
def benoemde_weg(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    if request.method == "POST" and haal_benoemd_weg(pk):
        messages.success(request, "Deze persoon kan het dossier niet meer openen.")
        if not any(mens.gebruiker_id == request.user.pk for mens in benoemden()):
            return redirect("rapportage:vandaag")
    elif request.method == "POST":
        messages.error(request, "Dit kan niet: er moet minstens één teammanager overblijven, of dit was al gedaan.")
    return redirect("gezinnen:afscherming", nummer=gezin.nummer)
