"""The page on which a provider reports a signal, in a minute, on a telephone."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gezinnen.formulierpagina import ingevuld
from ggw.toegang.deur import Verzoek, partner
from spic.partner import pakket
from spic.partnersignaal import PartnersignaalForm, belnummer, gemeld, mag_melden
from spic.views.partner import gevonden

VOORBIJ = "Er is niets gemeld: deze verwijzing loopt niet meer. Is een kind in gevaar, bel dan 112."
GEMELD = "Uw signaal is gemeld. De gezinsmanager krijgt nu een bericht."


@require_http_methods(["GET", "HEAD", "POST"])
@partner("partner.melden")
def signaal(request: Verzoek, verwijzing: int) -> HttpResponse:
    rij, deel = gevonden(verwijzing), pakket(verwijzing)
    if deel is None:
        raise Http404
    leden = deel.inhoud.get("leden", [])
    form = PartnersignaalForm(ingevuld(request), leden=leden, vandaag=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        if form.meld(rij.pk):
            messages.success(request, GEMELD)
            return redirect("spic:partner-signaal", verwijzing=rij.pk)
        form.add_error(None, VOORBIJ)
    context = {
        "verwijzing": rij,
        "form": form,
        "mag_melden": mag_melden(rij.pk),
        "gemeld": gemeld(rij.pk, leden),
        "bel": belnummer(rij.pk),
        "dienst": settings.DIENST_TELEFOON,
    }
    return render(request, "spic/partner/signaal.html", context)
