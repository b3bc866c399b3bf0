"""Accounts of a provider, kept by its own beheerder. Behind this door there are no accounts of others and no families."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ggw.organisatie.beschrijven import beschrijf
from ggw.organisatie.forms import PartnermensForm, PartneruitnodigingForm
from ggw.organisatie.mensen import wijzig
from ggw.organisatie.models import Gebruiker, Geweigerd, Voorstel
from ggw.organisatie.partnermensen import (
    beeindig,
    controleer,
    eigen_mensen,
    stel_collega_voor,
    stel_weer_voor,
    stuur_nieuwe_link,
)
from ggw.organisatie.rollen import UITNODIGBAAR
from ggw.organisatie.uitnodigen import mail_uitnodiging
from ggw.organisatie.views.voorstellen import BESLUITEN, NIET_GEMAILD
from ggw.organisatie.voorstellen import open_voorstellen
from ggw.toegang.deur import Verzoek, aanbieder
from ggw.toegang.poort import open_hulp

VOORGESTELD = (
    "Uw voorstel is gedaan. De uitnodiging gaat weg zodra een tweede persoon akkoord gaat: een andere beheerder van uw "
    "organisatie, of de functioneel beheerder van de instelling."
)


@require_safe
@aanbieder("partner.mensen")
def mensen(request: Verzoek) -> HttpResponse:
    voorstellen = [(rij, rij.door_id == request.user.pk) for rij in open_voorstellen(request.user)]
    context = {"mensen": eigen_mensen(), "voorstellen": voorstellen, "aanbieder": request.user.aanbieder}
    return render(request, "organisatie/partner/mensen.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@aanbieder("partner.mensen", bevestig=True)
def uitnodigen(request: Verzoek) -> HttpResponse:
    form = PartneruitnodigingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and stel_collega_voor(form, door=request.user):
        messages.success(request, VOORGESTELD)
        return redirect("aanbieder:mensen")
    context = {"form": form, "titel": "Collega uitnodigen", "knop": "Stel de uitnodiging voor"}
    return render(request, "organisatie/formulier.html", context | {"terug": reverse("aanbieder:mensen")})


@require_http_methods(["GET", "HEAD", "POST"])
@aanbieder("partner.mensen")
def mens(request: Verzoek, pk: int) -> HttpResponse:
    collega = get_object_or_404(Gebruiker, pk=pk)
    mag = mag_veranderen(request, collega)
    form = PartnermensForm(request.POST if request.method == "POST" else None, instance=collega)
    if request.method == "POST" and not mag:
        messages.error(request, "Dit account kunt u niet veranderen.")
        return redirect("aanbieder:mens", pk=pk)
    if request.method == "POST" and wijzig(form, door=request.user):
        messages.success(request, "De gegevens zijn opgeslagen.")
        return redirect("aanbieder:mens", pk=pk)
    context = {
        "mens": collega,
        "mag": mag,
        "form": form,
        "hulp": open_hulp(pk),
        "nu": timezone.now(),
        "uitnodiging": collega.uitnodigingen.open().first(),
        "wacht": collega.voorstellen.open().exists(),
        "gebeurtenissen": beschrijf(collega.beheergebeurtenissen.all()),
    }
    return render(request, "organisatie/partner/mens.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@aanbieder("partner.mensen", bevestig=True)
def opnieuw_uitnodigen(request: Verzoek, pk: int) -> HttpResponse:
    """A new link for who was invited already; opening a stopped account again takes two people."""
    collega = get_object_or_404(Gebruiker, pk=pk)
    try:
        if request.method != "POST":
            pass  # comes from the page that asked again who this is
        elif collega.status == "uitgenodigd" and collega.uitnodigingen.exists():
            verstuur_link(request, collega)
        else:
            stel_weer_voor(collega, door=request.user)
            messages.success(request, VOORGESTELD)
    except Geweigerd as fout:
        messages.error(request, str(fout))
    return redirect("aanbieder:mens", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@aanbieder("partner.mensen")
def beeindigen(request: Verzoek, pk: int) -> HttpResponse:
    collega = get_object_or_404(Gebruiker, pk=pk)
    try:
        if request.method == "POST":
            beeindig(collega, door=request.user)
            messages.success(request, "Het account is gestopt. Deze persoon kan niets meer openen.")
            return redirect("aanbieder:mens", pk=pk)
        controleer(collega, door=request.user)
    except Geweigerd as fout:
        messages.error(request, str(fout))
        return redirect("aanbieder:mens", pk=pk)
    return render(request, "organisatie/partner/beeindigen.html", {"mens": collega, "hulp": open_hulp(pk)})


@require_http_methods(["GET", "HEAD", "POST"])
@aanbieder("partner.mensen", bevestig=True)
def besluit(request: Verzoek, pk: int) -> HttpResponse:
    """The second person of the own provider. A GET comes from the page that asked again who this is."""
    if request.method != "POST":
        return redirect("aanbieder:mensen")
    voorstel = get_object_or_404(Voorstel.objects.select_related("over", "door"), pk=pk)
    try:
        doe, melding = BESLUITEN[request.POST.get("besluit", "")]
        token = doe(voorstel, door=request.user)
    except KeyError as fout:
        raise Http404 from fout
    except (Geweigerd, ValidationError) as fout:
        messages.error(request, " ".join(getattr(fout, "messages", [str(fout)])))
    else:
        messages.success(request, melding)
        if token and not mail_uitnodiging(voorstel.over, token):
            messages.error(request, NIET_GEMAILD)
    return redirect("aanbieder:mensen")


def mag_veranderen(request: Verzoek, collega: Gebruiker) -> bool:
    return collega.pk != request.user.pk and collega.rol in UITNODIGBAAR


def verstuur_link(request: Verzoek, collega: Gebruiker) -> None:
    token = stuur_nieuwe_link(collega, door=request.user)
    if mail_uitnodiging(collega, token):
        messages.success(request, f"De uitnodiging is verstuurd naar {collega.email}. De link werkt 72 uur.")
    else:
        messages.error(request, "De e-mail kon niet worden verstuurd. Probeer het later nog een keer.")
