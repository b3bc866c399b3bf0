"""What people of a care provider see: the referrals to their organisation, and of one exactly what was shared."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.formulierpagina import ingevuld
from ggw.toegang.deur import Verzoek, partner, toon
from spic.forms import AntwoordForm, HulpverlenerForm
from spic.models import VerwijzingStatus
from spic.pakket import voor_pagina
from spic.partner import Ontvangen, beantwoord, hulpverleners, noem_hulpverlener, ontvangen, pakket

TE_LAAT = "Er is niets veranderd: deze verwijzing is al beantwoord of ingetrokken."
GROEPEN = (
    ("Nieuw", {VerwijzingStatus.VERZONDEN}),
    ("Aangenomen en lopend", {VerwijzingStatus.AANVAARD, VerwijzingStatus.LOOPT}),
    ("Voorbij", {VerwijzingStatus.GEWEIGERD, VerwijzingStatus.BEEINDIGD}),
)


@require_safe
@partner("partner.bekijken")
def lijst(request: Verzoek) -> HttpResponse:
    rijen = ontvangen()
    toon(request, [rij.gezin_id for rij in rijen])
    groepen = [(naam, [rij for rij in rijen if rij.status in welke]) for naam, welke in GROEPEN]
    return render(request, "spic/partner/lijst.html", {"groepen": groepen, "aantal": len(rijen)})


def gevonden(verwijzing: int) -> Ontvangen:
    """The one referral that the door named."""
    rij = next((rij for rij in ontvangen() if rij.pk == verwijzing), None)
    if rij is None:
        raise Http404
    return rij


@require_safe
@partner("partner.bekijken")
def verwijzing(request: Verzoek, verwijzing: int) -> HttpResponse:
    rij, deel = gevonden(verwijzing), pakket(verwijzing)
    if deel is None:
        raise Http404
    mag = request.user.has_perm("partner.beantwoorden")
    context = {
        "verwijzing": rij,
        "pakket": deel,
        "status": VerwijzingStatus(rij.status).label,
        "mag_antwoorden": mag and rij.status == VerwijzingStatus.VERZONDEN,
        "mag_noemen": mag and rij.status in (VerwijzingStatus.AANVAARD, VerwijzingStatus.LOOPT),
    }
    return render(request, "spic/partner/verwijzing.html", context | voor_pagina(deel.inhoud))


@require_http_methods(["GET", "HEAD", "POST"])
@partner("partner.beantwoorden")
def antwoorden(request: Verzoek, verwijzing: int) -> HttpResponse:
    rij = gevonden(verwijzing)
    form = AntwoordForm(ingevuld(request))
    if request.method == "POST" and form.is_valid():
        aanvaard = form.cleaned_data["antwoord"] == "ja"
        if beantwoord(rij.pk, aanvaard=aanvaard, reden=form.cleaned_data["reden"]):
            messages.success(request, "Uw antwoord is verstuurd.")
        else:
            messages.error(request, TE_LAAT)
        return redirect("spic:partner-verwijzing", verwijzing=rij.pk)
    context = {"form": form, "verwijzing": rij, "titel": "Verwijzing beantwoorden", "knop": "Verstuur het antwoord"}
    return render(request, "spic/partner/formulier.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@partner("partner.beantwoorden")
def hulpverlener(request: Verzoek, verwijzing: int) -> HttpResponse:
    """From then on this colleague sees the referral too."""
    rij = gevonden(verwijzing)
    form = HulpverlenerForm(
        ingevuld(request), hulpverleners=hulpverleners(), initial={"hulpverlener": rij.hulpverlener_id}
    )
    if request.method == "POST" and form.is_valid():
        if noem_hulpverlener(rij.pk, form.cleaned_data["hulpverlener"]):
            messages.success(request, "De hulpverlener is genoemd en kan de verwijzing lezen.")
        else:
            messages.error(request, "Er is niets veranderd: dit stond er al, of de verwijzing loopt niet meer.")
        return redirect("spic:partner-verwijzing", verwijzing=rij.pk)
    context = {"form": form, "verwijzing": rij, "titel": "Hulpverlener noemen", "knop": "Leg vast"}
    return render(request, "spic/partner/formulier.html", context)
