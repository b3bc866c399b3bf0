"""A referral on paper, as the provider reads it: for the gezinsmanager and for the provider itself."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gezinnen.models import Gezin
from ggw.toegang.deur import Verzoek, dossier, partner
from rapportage.pdf import maak_pdf_van
from rapportage.views.afdruk import als_bestand
from spic.pakket import voor_pagina
from spic.uitwisselen.uitvoer import Uitvoer, van_aanbieder, van_ons
from spic.views.partner import gevonden
from spic.views.verwijzing import zoek


@require_safe
@dossier("verwijzing.schrijven", bevestig=True)
def afdruk(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    return druk_af(van_ons(zoek(gezin, pk)))


@require_safe
@partner("partner.bekijken", bevestig=True)
def partnerafdruk(request: Verzoek, verwijzing: int) -> HttpResponse:
    return druk_af(van_aanbieder(gevonden(verwijzing), request.grond))


def druk_af(uitvoer: Uitvoer | None) -> HttpResponse:
    """404 for what was never sent."""
    if uitvoer is None:
        raise Http404
    namen = uitvoer.namen()
    context = {
        "uitvoer": uitvoer,
        "rij": uitvoer.rij,
        "vandaag": timezone.localdate(),
        "gemeld": [(rij, namen.get(rij.resultaat or 0, "")) for rij in uitvoer.gemeld],
        **voor_pagina(uitvoer.pakket.inhoud),
    }
    return als_bestand(maak_pdf_van("rapportage/pdf/verwijzing.html", context), f"{uitvoer.bestandsnaam}.pdf")
