"""Accounts: who works here, with which role and in which teams. No families are known on these pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ggw.organisatie.beschrijven import beschrijf, voorgesteld_over
from ggw.organisatie.bewaren import bewaar
from ggw.organisatie.forms import InTeamForm, MensenFilter, MensForm, RolForm, UitnodigingForm, UitTeamForm
from ggw.organisatie.mensen import bladzijde, filter_mensen, wijzig
from ggw.organisatie.models import Gebruiker, Geweigerd, Lidmaatschap, VoorstelSoort
from ggw.organisatie.uitnodigen import mail_uitnodiging
from ggw.organisatie.voorstellen import stel_rol_voor, stel_team_voor, stel_uitnodiging_voor, stel_voor
from ggw.toegang.deur import Verzoek, beheer
from ggw.toegang.poort import open_toewijzingen

FORMULIER = "organisatie/formulier.html"
VOORGESTELD = "Uw voorstel is gedaan. Er verandert iets zodra een tweede persoon akkoord gaat."
VERANDERT_NA_AKKOORD = "Dit verandert pas als een tweede persoon akkoord gaat."


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
@beheer("beheer.mensen", bevestig=True)
def mens_uitnodigen(request: Verzoek) -> HttpResponse:
    form = UitnodigingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and bewaar(form):
        stel_uitnodiging_voor(form.instance, list(form.cleaned_data["teams"]), door=request.user)
        messages.success(request, VOORGESTELD)
        return redirect("organisatie:mens", pk=form.instance.pk)
    context = {"form": form, "titel": "Nieuwe collega uitnodigen", "knop": "Stel de uitnodiging voor"}
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
            return redirect("organisatie:mens", pk=pk)
    return render(request, "organisatie/mens.html", {**context, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.mensen", bevestig=True)
def mens_rol(request: Verzoek, pk: int) -> HttpResponse:
    gebruiker = get_object_or_404(Gebruiker, pk=pk)
    form = RolForm(request.POST if request.method == "POST" else None, over=gebruiker)
    if eigen_account(request, gebruiker):
        return redirect("organisatie:mens", pk=pk)
    if (
        request.method == "POST"
        and form.is_valid()
        and voorgesteld(request, form, lambda: stel_rol_voor(gebruiker, form.cleaned_data["rol"], door=request.user))
    ):
        waarschuw_voor_gezinnen(request, gebruiker)
        return redirect("organisatie:mens", pk=pk)
    context = {"form": form, "titel": f"Andere rol voor {gebruiker.naam}", "knop": "Stel deze rol voor"}
    tekst = f"Nu: {gebruiker.rol_naam.lower()}. {VERANDERT_NA_AKKOORD}"
    return render(request, FORMULIER, context | {"tekst": tekst, "terug": reverse("organisatie:mens", args=[pk])})


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.mensen", bevestig=True)
def mens_in_team(request: Verzoek, pk: int) -> HttpResponse:
    gebruiker = get_object_or_404(Gebruiker, pk=pk)
    form = InTeamForm(request.POST if request.method == "POST" else None)
    if eigen_account(request, gebruiker):
        return redirect("organisatie:mens", pk=pk)
    if request.method == "POST" and form.is_valid():
        keuze = form.cleaned_data
        team, vanaf = keuze["basisteam"], keuze["vanaf"]
        if voorgesteld(request, form, lambda: stel_team_voor(gebruiker, team, vanaf=vanaf, door=request.user)):
            return redirect("organisatie:mens", pk=pk)
    context = {"form": form, "titel": f"{gebruiker.naam} in een team zetten", "knop": "Stel dit team voor"}
    context["tekst"] = VERANDERT_NA_AKKOORD
    return render(request, FORMULIER, context | {"terug": reverse("organisatie:mens", args=[pk])})


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.mensen", bevestig=True)
def mens_tweede_stap(request: Verzoek, pk: int) -> HttpResponse:
    """For who lost telephone and key."""
    gebruiker = get_object_or_404(Gebruiker, pk=pk)
    if eigen_account(request, gebruiker):
        return redirect("organisatie:mens", pk=pk)
    if request.method == "POST":
        try:
            stel_voor(VoorstelSoort.TWEEDE_STAP, gebruiker, door=request.user)
            messages.success(request, VOORGESTELD)
        except Geweigerd as fout:
            messages.error(request, str(fout))
        return redirect("organisatie:mens", pk=pk)
    context = {
        "titel": f"Tweede stap van {gebruiker.naam} weghalen",
        "tekst": "Doe dit als iemand de telefoon of sleutel kwijt is. Controleer eerst of u echt deze persoon spreekt. Overal waar deze "
        f"persoon is aangemeld, stopt dat. Bij de volgende keer aanmelden kiest deze persoon een nieuwe tweede stap. {VERANDERT_NA_AKKOORD}",
        "knoptekst": "Stel dit voor",
        "terug": reverse("organisatie:mens", args=[pk]),
        "gevaar": True,
    }
    return render(request, "onderdelen/_bevestig.html", context)


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


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.mensen", bevestig=True)
def mens_opnieuw_uitnodigen(request: Verzoek, pk: int) -> HttpResponse:
    """A new link for who was invited already; opening a stopped account again takes two people."""
    gebruiker = get_object_or_404(Gebruiker, pk=pk)
    try:
        if request.method != "POST":
            pass  # comes from the page that asked again who this is
        elif gebruiker.status == "uitgenodigd" and gebruiker.uitnodigingen.exists():
            nodig_uit(request, gebruiker)
        else:
            gebruiker.controleer_niet_zelf(request.user)
            stel_uitnodiging_voor(gebruiker, [], door=request.user)
            messages.success(request, VOORGESTELD)
    except Geweigerd as fout:
        messages.error(request, str(fout))
    return redirect("organisatie:mens", pk=pk)


def voorgesteld(request: Verzoek, form: Form, stel: Callable[[], Any]) -> bool:
    """Propose it, with a message; what cannot be stands in the form."""
    try:
        stel()
    except (Geweigerd, ValidationError) as fout:
        form.add_error(None, fout.messages if isinstance(fout, ValidationError) else str(fout))
        return False
    messages.success(request, VOORGESTELD)
    return True


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


def waarschuw_voor_gezinnen(request: Verzoek, gebruiker: Gebruiker) -> None:
    """With another role there may be no place for the families that this person guides."""
    aantal = open_toewijzingen(gebruiker.pk)
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
        "voorstellen": voorgesteld_over(gebruiker),
        "gebeurtenissen": beschrijf(gebruiker.beheergebeurtenissen.all()),
    }
