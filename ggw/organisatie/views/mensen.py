"""Accounts: who works here, with which role and in which teams. No families are known on these pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ggw.organisatie.beschrijven import beschrijf
from ggw.organisatie.bewaren import bewaar
from ggw.organisatie.forms import InTeamForm, MensenFilter, MensForm, UitnodigingForm, UitTeamForm
from ggw.organisatie.mensen import bladzijde, filter_mensen, wijzig
from ggw.organisatie.models import Gebruiker, Geweigerd, Lidmaatschap
from ggw.organisatie.uitnodigen import mail_uitnodiging
from ggw.toegang.deur import Verzoek, beheer
from ggw.toegang.poort import open_toewijzingen

FORMULIER = "organisatie/formulier.html"


@require_safe
@beheer("beheer.mensen")
def mensen(request: Verzoek) -> HttpResponse:
    form = MensenFilter(request.GET)
    keuzes = form.cleaned_data if form.is_valid() else {}
    rijen, volgende = bladzijde(filter_mensen(keuzes), request.GET.get("na", ""))
    vast = {naam: waarde for naam, waarde in request.GET.items() if naam != "na" and waarde}
    context = {
        "form": form,
        "mensen": rijen,
        "volgende": f"?{urlencode({**vast, 'na': volgende})}" if volgende else "",
        "vorige": f"?{urlencode(vast)}" if request.GET.get("na") else "",
    }
    return render(request, "organisatie/mensen.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.mensen")
def mens_uitnodigen(request: Verzoek) -> HttpResponse:
    form = UitnodigingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and bewaar(form):
        for team in form.cleaned_data["teams"]:
            form.instance.zet_in_team(team, vanaf=timezone.localdate(), door=request.user)
        nodig_uit(request, form.instance)
        return redirect("organisatie:mens", pk=form.instance.pk)
    context = {"form": form, "titel": "Nieuwe collega uitnodigen", "knop": "Stuur de uitnodiging"}
    return render(request, FORMULIER, context | {"terug": reverse("organisatie:mensen")})


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.mensen")
def mens(request: Verzoek, pk: int) -> HttpResponse:
    gebruiker = get_object_or_404(Gebruiker, pk=pk)
    context = persoonspagina(gebruiker, request.user)
    form = MensForm(request.POST if request.method == "POST" else None, instance=gebruiker)
    if request.method == "POST":
        if eigen_account(request, gebruiker):
            return redirect("organisatie:mens", pk=pk)
        if wijzig(form, door=request.user):
            messages.success(request, "De gegevens zijn opgeslagen.")
            waarschuw_voor_gezinnen(request, form)
            return redirect("organisatie:mens", pk=pk)
    return render(request, "organisatie/mens.html", {**context, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.mensen")
def mens_in_team(request: Verzoek, pk: int) -> HttpResponse:
    gebruiker = get_object_or_404(Gebruiker, pk=pk)
    form = InTeamForm(request.POST if request.method == "POST" else None)
    if eigen_account(request, gebruiker):
        return redirect("organisatie:mens", pk=pk)
    if request.method == "POST" and form.is_valid():
        try:
            gebruiker.zet_in_team(form.cleaned_data["basisteam"], vanaf=form.cleaned_data["vanaf"], door=request.user)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, "Het team is toegevoegd.")
            return redirect("organisatie:mens", pk=pk)
    context = {"form": form, "titel": f"{gebruiker.naam} in een team zetten", "knop": "Zet in dit team"}
    return render(request, FORMULIER, context | {"terug": reverse("organisatie:mens", args=[pk])})


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.mensen")
def mens_uit_team(request: Verzoek, pk: int, lidmaatschap: int) -> HttpResponse:
    rij = get_object_or_404(
        Lidmaatschap.objects.select_related("basisteam", "gebruiker"), pk=lidmaatschap, gebruiker=pk
    )
    form = UitTeamForm(
        request.POST if request.method == "POST" else None, initial={"tot": rij.tot or timezone.localdate()}
    )
    if eigen_account(request, rij.gebruiker):
        return redirect("organisatie:mens", pk=pk)
    if request.method == "POST" and form.is_valid():
        try:
            rij.beeindig(tot=form.cleaned_data["tot"], door=request.user)
        except ValidationError as fout:
            form.add_error(None, fout.messages)
        else:
            messages.success(request, "De laatste dag in dit team is opgeslagen.")
            return redirect("organisatie:mens", pk=pk)
    context = {"form": form, "titel": f"{rij.gebruiker.naam} stopt in team {rij.basisteam.naam}", "knop": "Sla op"}
    return render(request, FORMULIER, context | {"terug": reverse("organisatie:mens", args=[pk])})


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.mensen")
def mens_beeindigen(request: Verzoek, pk: int) -> HttpResponse:
    gebruiker = get_object_or_404(Gebruiker, pk=pk)
    if eigen_account(request, gebruiker):
        return redirect("organisatie:mens", pk=pk)
    if request.method == "POST":
        gebruiker.beeindig(door=request.user)
        messages.success(request, "Het account is gestopt. Deze persoon kan niets meer openen.")
        return redirect("organisatie:mens", pk=pk)
    context = {"gebruiker": gebruiker, "gezinnen": open_toewijzingen(pk)}
    return render(request, "organisatie/beeindigen.html", context)


@require_POST
@beheer("beheer.mensen")
def mens_opnieuw_uitnodigen(request: Verzoek, pk: int) -> HttpResponse:
    gebruiker = get_object_or_404(Gebruiker, pk=pk)
    try:
        nodig_uit(request, gebruiker)
    except Geweigerd as fout:
        messages.error(request, str(fout))
    return redirect("organisatie:mens", pk=pk)


def nodig_uit(request: Verzoek, gebruiker: Gebruiker) -> None:
    """Make the invitation and mail it. Raises Geweigerd."""
    token = gebruiker.nodig_uit(door=request.user)
    if mail_uitnodiging(gebruiker, token):
        messages.success(request, f"De uitnodiging is verstuurd naar {gebruiker.email}. De link werkt 72 uur.")
    else:
        messages.error(request, "De e-mail kon niet worden verstuurd. Probeer het later nog een keer.")


def eigen_account(request: Verzoek, gebruiker: Gebruiker) -> bool:
    """True, with a message, when somebody tries to change the own account."""
    try:
        gebruiker.controleer_niet_zelf(request.user)
    except Geweigerd as fout:
        messages.error(request, str(fout))
        return True
    return False


def waarschuw_voor_gezinnen(request: Verzoek, form: MensForm) -> None:
    """After a change of role: the new one may have no place for the families that this person guides."""
    aantal = open_toewijzingen(form.instance.pk) if "rol" in form.changed_data else 0
    if aantal:
        messages.warning(
            request, f"Let op: deze persoon begeleidt nog {tel_gezinnen(aantal)}. Past dat bij de nieuwe rol?"
        )


def tel_gezinnen(aantal: int) -> str:
    return "1 gezin" if aantal == 1 else f"{aantal} gezinnen"


def persoonspagina(gebruiker: Gebruiker, kijker: Gebruiker) -> dict[str, Any]:
    lidmaatschappen = gebruiker.lidmaatschappen.select_related("basisteam").order_by("-vanaf", "-pk")
    return {
        "gebruiker": gebruiker,
        "naam": gebruiker.naam,
        "zelf": gebruiker.pk == kijker.pk,
        "lidmaatschappen": lidmaatschappen,
        "vandaag": timezone.localdate(),
        "uitnodiging": gebruiker.uitnodigingen.open().first(),
        "nu": timezone.now(),
        "gezinnen": open_toewijzingen(gebruiker.pk),
        "gebeurtenissen": beschrijf(gebruiker.beheergebeurtenissen.all()),
    }
