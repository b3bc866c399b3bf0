"""What help is expected to cost this year, and which running help is under a SPIC that ends: over all families in view."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ggw.toegang.deur import Verzoek, lijst, toon
from spic.conversie import Conversie, te_converteren
from spic.kostenbeeld import kindkosten, per_aanbieder, per_gezin, verzonden

HOOGSTE = 100
"""As many families stand on the page; the totals are of all."""


@require_safe
@lijst("kosten.bekijken")
def kosten(request: Verzoek) -> HttpResponse:
    vandaag = timezone.localdate()
    regels = [regel for regel in kindkosten(verzonden(), vandaag) if regel.raakt(vandaag.year)]
    gezinnen = sorted(per_gezin(regels, vandaag).values(), key=lambda g: (-g.bedrag, g.gezin.nummer))
    boven = request.GET.get("boven") == "1"
    gekozen = [gezin for gezin in gezinnen if gezin.boven or not boven]
    toon(request, [gezin.gezin.pk for gezin in gekozen[:HOOGSTE]])
    context = {
        "jaar": vandaag.year,
        "gezinnen": gekozen[:HOOGSTE],
        "aantal": len(gekozen),
        "boven": boven,
        "tellingen": per_aanbieder(regels, vandaag.year),
        "totaal": sum(gezin.bedrag for gezin in gezinnen),
        "voorbeeld": any(gezin.voorbeeld for gezin in gezinnen),
    }
    return render(request, "spic/kosten.html", context)


@require_safe
@lijst("verwijzing.bekijken")
def conversie(request: Verzoek) -> HttpResponse:
    rijen = [Conversie(kind) for kind in te_converteren()]
    toon(request, {rij.kind.gezin_id for rij in rijen})
    return render(request, "spic/conversie.html", {"rijen": rijen})
