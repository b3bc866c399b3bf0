"""What people of a care provider see: the referrals to their organisation, and of one exactly what was shared."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ggw.toegang.deur import Verzoek, partner, toon
from spic import partner as kant
from spic.models import VerwijzingStatus
from spic.pakket import voor_pagina
from spic.partnerbeeld import beeld_van, groepen
from spic.partnerverkenning import plekvragen


@require_safe
@partner("partner.bekijken")
def lijst(request: Verzoek) -> HttpResponse:
    """The inbox of the organisation, or of who helps: the own referrals; own deadlines and unread messages beside them."""
    rijen = kant.ontvangen()
    toon(request, [rij.gezin_id for rij in rijen])
    context = {
        "groepen": groepen(rijen),
        "plekvragen": plekvragen(),
        "aantal": len(rijen),
        "vandaag": timezone.localdate(),
    }
    return render(request, "spic/partner/lijst.html", context)


def gevonden(verwijzing: int) -> kant.Ontvangen:
    """The one referral that the door named."""
    rij = next((rij for rij in kant.ontvangen() if rij.pk == verwijzing), None)
    if rij is None:
        raise Http404
    return rij


@require_safe
@partner("partner.bekijken")
def verwijzing(request: Verzoek, verwijzing: int) -> HttpResponse:
    rij, deel = gevonden(verwijzing), kant.pakket(verwijzing)
    if deel is None:
        raise Http404
    context = beeld_van(rij, request.user, request.grond)
    if request.method == "GET":
        kant.las_berichten(verwijzing)
    return render(
        request,
        "spic/partner/verwijzing.html",
        {**context, "pakket": deel, "status": VerwijzingStatus(rij.status).label, **voor_pagina(deel.inhoud)},
    )
