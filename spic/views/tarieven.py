"""Tariffs for the functioneel beheerder: per combination, per provider, and the budget of a family."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.formulierpagina import ingevuld
from ggw.toegang.deur import Verzoek, beheer
from spic.catalogus.formulieren import BudgetForm, TariefForm, TariefkeuzeForm, TariefstopForm
from spic.catalogus.prijzen import CatalogusGeweigerd, stop_tarief, zet_budget, zet_tarief
from spic.models import Spic, Stelsel, Tarief
from spic.views.catalogus import toon_formulier


@require_safe
@beheer("beheer.naslag")
def combinatie(request: Verzoek, pk: int) -> HttpResponse:
    spic = get_object_or_404(Spic.objects.met_delen().met_opvolger(), pk=pk)
    rijen = spic.tarieven.select_related("aanbieder").order_by("aanbieder__naam", "-geldig_vanaf")
    return render(request, "spic/catalogus/combinatie.html", {"spic": spic, "tarieven": rijen})


@require_safe
@beheer("beheer.naslag")
def tarieven(request: Verzoek, stelsel: str) -> HttpResponse:
    rij = get_object_or_404(Stelsel, code=stelsel)
    vandaag = timezone.localdate()
    keuze = TariefkeuzeForm(request.GET, stelsel=rij)
    gekozen = keuze.cleaned_data["aanbieder"] if keuze.is_valid() else None
    geldig = Tarief.objects.filter(spic__stelsel=rij).filter(Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=vandaag))
    rijen = geldig.filter(aanbieder=gekozen).met_spic()
    context = {"stelsel": rij, "rijen": rijen, "form": keuze, "gekozen": gekozen}
    return render(request, "spic/catalogus/tarieven.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.naslag")
def tarief_nieuw(request: Verzoek, pk: int) -> HttpResponse:
    spic = get_object_or_404(Spic.objects.met_delen(), pk=pk)
    form = TariefForm(ingevuld(request))
    terug = reverse("spic:combinatie", args=[pk])
    if request.method == "POST" and form.is_valid():
        schoon = form.cleaned_data
        prijs = (schoon["aanbieder"], schoon["bedrag"], schoon["eenheid"])
        try:
            gezet = zet_tarief(spic, *prijs, vanaf=schoon["geldig_vanaf"], door=request.user)
        except CatalogusGeweigerd as fout:
            form.add_error("geldig_vanaf", str(fout))
        else:
            messages.success(request, "Het tarief is opgeslagen." if gezet else "Dit tarief stond er al.")
            return redirect(terug)
    return toon_formulier(request, form, f"Tarief van {spic.code}", "Sla op", terug)


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.naslag")
def tarief_stoppen(request: Verzoek, pk: int) -> HttpResponse:
    tarief = get_object_or_404(Tarief.objects.met_spic(), pk=pk)
    form = TariefstopForm(ingevuld(request))
    terug = reverse("spic:combinatie", args=[tarief.spic_id])
    if request.method == "POST" and form.is_valid():
        try:
            stop_tarief(tarief, tot=form.cleaned_data["tot"], door=request.user)
        except CatalogusGeweigerd as fout:
            form.add_error("tot", str(fout))
        else:
            messages.success(request, "Het tarief stopt op de dag die u koos.")
            return redirect(terug)
    return toon_formulier(request, form, f"Tarief van {tarief.spic.code} stoppen", "Stop dit tarief", terug)


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.naslag")
def budget(request: Verzoek, stelsel: str) -> HttpResponse:
    rij = get_object_or_404(Stelsel, code=stelsel)
    nu = rij.budgetten.open().first()
    form = BudgetForm(ingevuld(request), initial={"bedrag": nu.bedrag, "bron": nu.bron} if nu else None)
    terug = reverse("spic:catalogus", args=[rij.code])
    if request.method == "POST" and form.is_valid():
        schoon = form.cleaned_data
        try:
            zet_budget(rij, schoon["bedrag"], schoon["bron"], vanaf=schoon["geldig_vanaf"], door=request.user)
        except CatalogusGeweigerd as fout:
            form.add_error("geldig_vanaf", str(fout))
        else:
            messages.success(request, "Het budget is opgeslagen.")
            return redirect(terug)
    return toon_formulier(request, form, "Budget per gezin", "Sla op", terug)
