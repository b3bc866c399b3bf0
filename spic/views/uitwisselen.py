"""A referral as a file: the published schema, out on both sides, and back in with progress."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.models import Gezin
from gezinnen.pagina import toon_gezin
from ggw.toegang.deur import Verzoek, dossier, openbaar, partner
from spic.uitwisselen.inlezen import INTUSSEN, BestandForm, bewaar
from spic.uitwisselen.uitvoer import Uitvoer, van_aanbieder, van_ons
from spic.uitwisselen.vorm import schematekst
from spic.views.hulp import TAB
from spic.views.partner import gevonden
from spic.views.verwijzing import zoek


@require_safe
@openbaar
def schema(request: HttpRequest) -> HttpResponse:
    return HttpResponse(schematekst(), content_type="application/schema+json")


@require_safe
@dossier("verwijzing.schrijven", bevestig=True)
def uitvoeren(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """Asks who you are before it offers the files, so that a download does not leave somebody on that question."""
    rij = zoek(gezin, pk)
    if rij.verzonden_op is None:
        raise Http404
    return toon_gezin(request, gezin, "spic/uitvoeren.html", tab=TAB, verwijzing=rij)


@require_safe
@partner("partner.bekijken", bevestig=True)
def partneruitvoeren(request: Verzoek, verwijzing: int) -> HttpResponse:
    return render(request, "spic/partner/uitvoeren.html", {"verwijzing": gevonden(verwijzing)})


@require_safe
@dossier("verwijzing.schrijven", bevestig=True)
def bestand(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    return als_bestand(van_ons(zoek(gezin, pk)))


@require_safe
@partner("partner.bekijken", bevestig=True)
def partnerbestand(request: Verzoek, verwijzing: int) -> HttpResponse:
    return als_bestand(van_aanbieder(gevonden(verwijzing), request.grond))


def als_bestand(uitvoer: Uitvoer | None) -> HttpResponse:
    """404 for what was never sent."""
    if uitvoer is None:
        raise Http404
    naam = f"{uitvoer.bestandsnaam}.json"
    kop = {"Content-Disposition": f'attachment; filename="{naam}"', "X-Content-Type-Options": "nosniff"}
    tekst = json.dumps(uitvoer.document(), ensure_ascii=False, indent=2)
    return HttpResponse(f"{tekst}\n", content_type="application/json", headers=kop)


@require_http_methods(["GET", "HEAD", "POST"])
@partner("partner.melden")
def inlezen(request: Verzoek, verwijzing: int) -> HttpResponse:
    rij = gevonden(verwijzing)
    ingevuld = (request.POST, request.FILES) if request.method == "POST" else ()
    form = BestandForm(*ingevuld, rij=rij, hoofd=request.grond != "onderaannemer")
    if request.method == "POST" and form.is_valid():
        nieuw = len(form.regels) + len(form.begin)
        if not nieuw:
            messages.info(request, "Dit bestand was al ingelezen. Er is niets veranderd.")
            return redirect("spic:partner-verwijzing", verwijzing=rij.pk)
        if bewaar(rij, form):
            messages.success(request, "Ingelezen. De gezinsmanager leest wat u meldde.")
            return redirect("spic:partner-verwijzing", verwijzing=rij.pk)
        form.add_error("bestand", INTUSSEN)
    return render(request, "spic/partner/inlezen.html", {"form": form, "verwijzing": rij})
