"""Who can give which help, and how long families wait there: the page for staff, for the provider and for the beheerder."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.formulierpagina import ingevuld
from ggw.organisatie.models import Aanbieder
from ggw.toegang.deur import Verzoek, aanbieder, beheer
from spic.aanbod import Intussen, beeindig, geef_op, stand, voeg_toe
from spic.aanbodforms import AanbodForm, EindeAanbodForm, HulpaanbodFilter, WachtopgaveForm
from spic.models import Aanbod, Wachtopgave, per_aanbieder

FORMULIER = "organisatie/formulier.html"


@require_safe
@beheer("verwijzing.bekijken")
def hulpaanbod(request: Verzoek) -> HttpResponse:
    form = HulpaanbodFilter(request.GET)
    keuze = form.cleaned_data if form.is_valid() else {}
    rijen = Aanbod.objects.wie_kan(
        segment=keuze.get("segment"), profiel=keuze.get("profiel"), regio=keuze.get("regio", "")
    )
    return render(request, "spic/hulpaanbod.html", {"form": form, "regels": per_aanbieder(rijen)})


@require_http_methods(["GET", "HEAD", "POST"])
@aanbieder("partner.aanbod")
def opgeven(request: Verzoek) -> HttpResponse:
    eigen = request.user.aanbieder
    assert eigen is not None  # noqa: S101 (the door opens for people of a provider only)
    profielen = Aanbod.objects.profielen(eigen)
    begin = {"stand": stand(eigen)}
    form = WachtopgaveForm(ingevuld(request), aanbieder=eigen, profielen=profielen, initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            geef_op(eigen, form.regels, gezien=form.cleaned_data["stand"] or 0, door=request.user)
        except Intussen:
            form.kijk_opnieuw(begin["stand"])
        else:
            messages.success(request, "Uw opgave is opgeslagen. Verwijzers zien hem meteen.")
            return redirect("spic:partner-aanbod")
    vorige = Wachtopgave.objects.filter(aanbieder=eigen).select_related("profiel", "door")[:10]
    aanbod = eigen.aanbod.geldig_op(timezone.localdate()).select_related("segment", "profiel")
    context = {"form": form, "aanbieder": eigen, "vorige": vorige, "aanbod": aanbod}
    return render(request, "spic/partner/aanbod.html", context)


@require_safe
@beheer("beheer.naslag")
def aanbod(request: Verzoek) -> HttpResponse:
    vandaag = timezone.localdate()
    geldt = Q(aanbod__geldig_vanaf__lte=vandaag) & (Q(aanbod__geldig_tot=None) | Q(aanbod__geldig_tot__gte=vandaag))
    aanbieders = Aanbieder.objects.annotate(aantal=Count("aanbod", filter=geldt, distinct=True))
    aanbieders = aanbieders.annotate(opgegeven_op=Max("wachtopgaven__opgegeven_op"))
    return render(request, "spic/aanbod.html", {"aanbieders": aanbieders.order_by("naam")})


@require_safe
@beheer("beheer.naslag")
def aanbod_van(request: Verzoek, pk: int) -> HttpResponse:
    wie = get_object_or_404(Aanbieder, pk=pk)
    vandaag = timezone.localdate()
    rijen = (
        wie.aanbod.select_related("segment", "profiel")
        .met_wachttijd()
        .order_by("segment__volgorde", "profiel__volgorde", "regio", "-geldig_vanaf")
    )
    nu = [rij for rij in rijen if rij.geldig_tot is None or rij.geldig_tot >= vandaag]
    context = {"aanbieder": wie, "rijen": nu, "voorbij": len(rijen) - len(nu), "vandaag": vandaag}
    return render(request, "spic/aanbod_van.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.naslag")
def aanbod_nieuw(request: Verzoek, pk: int) -> HttpResponse:
    wie = get_object_or_404(Aanbieder, pk=pk)
    form = AanbodForm(ingevuld(request))
    if request.method == "POST" and form.is_valid():
        k = form.cleaned_data
        try:
            uitkomst = voeg_toe(
                wie, k["segmenten"], k["profielen"], k["regios"], vanaf=k["vanaf"], tot=k["tot"], door=request.user
            )
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, f"Vastgelegd: {uitkomst.nieuw}. Stond er al: {uitkomst.stond_er_al}.")
            return redirect("spic:aanbod-van", pk=pk)
    context = {"form": form, "titel": f"Aanbod van {wie.naam} vastleggen", "knop": "Leg vast"}
    return render(request, FORMULIER, context | {"terug": reverse("spic:aanbod-van", args=[pk])})


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.naslag")
def aanbod_beeindigen(request: Verzoek, pk: int) -> HttpResponse:
    rij = get_object_or_404(Aanbod.objects.select_related("aanbieder", "segment", "profiel"), pk=pk)
    form = EindeAanbodForm(ingevuld(request), initial={"tot": rij.geldig_tot or timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            beeindig(rij, tot=form.cleaned_data["tot"], door=request.user)
        except ValidationError as fout:
            form.add_error("tot", fout.messages)
        else:
            messages.success(request, "De laatste dag is opgeslagen.")
            return redirect("spic:aanbod-van", pk=rij.aanbieder_id)
    titel = f"{rij.aanbieder.naam}: {rij.segment.code}, {rij.profiel.naam} beëindigen"
    context = {"form": form, "titel": titel, "knop": "Sla op", "tekst": rij.regionaam}
    return render(request, FORMULIER, context | {"terug": reverse("spic:aanbod-van", args=[rij.aanbieder_id])})
