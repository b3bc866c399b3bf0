"""Who has duty and who replaces whom: both give sight of families for a while, so nobody arranges it for oneself."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ggw.organisatie.models import Dienst, Geweigerd, Vervanging
from ggw.organisatie.roosterforms import DienstForm, VervangingForm, in_teams_van
from ggw.toegang.deur import Verzoek, beheer


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("rooster.wijzigen")
def rooster(request: Verzoek) -> HttpResponse:
    form = DienstForm(request.POST if request.method == "POST" else None, door=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            nieuw = Dienst.plan(form.cleaned_data["gebruiker"], form.diensten(), door=request.user)
        except (Geweigerd, ValidationError) as fout:
            form.add_error(None, fout.messages if isinstance(fout, ValidationError) else str(fout))
        else:
            messages.success(
                request, "De dienst staat op het rooster." if nieuw == 1 else f"{nieuw} diensten staan op het rooster."
            )
            return redirect("organisatie:rooster")
    diensten = Dienst.objects.niet_voorbij().select_related("gebruiker")
    return render(request, "organisatie/rooster.html", {"form": form, "diensten": diensten})


@require_POST
@beheer("rooster.wijzigen")
def dienst_weg(request: Verzoek, pk: int) -> HttpResponse:
    get_object_or_404(Dienst.objects.niet_voorbij(), pk=pk).vervalt(door=request.user)
    messages.success(request, "De dienst is van het rooster gehaald.")
    return redirect("organisatie:rooster")


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("vervanging.regelen")
def vervangingen(request: Verzoek) -> HttpResponse:
    form = VervangingForm(request.POST if request.method == "POST" else None, door=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            Vervanging.regel(**form.cleaned_data, door=request.user)
        except (Geweigerd, ValidationError) as fout:
            form.add_error(None, fout.messages if isinstance(fout, ValidationError) else str(fout))
        else:
            messages.success(request, "De vervanging is geregeld.")
            return redirect("organisatie:vervangingen")
    return render(request, "organisatie/vervangingen.html", {"form": form, "rijen": van_eigen_teams(request)})


def van_eigen_teams(request: Verzoek) -> list[Vervanging]:
    rijen = Vervanging.objects.niet_voorbij().filter(gebruiker__in=in_teams_van(request.user))
    return list(rijen.select_related("gebruiker", "vervanger"))


@require_POST
@beheer("vervanging.regelen")
def vervanging_weg(request: Verzoek, pk: int) -> HttpResponse:
    rijen = Vervanging.objects.niet_voorbij().filter(gebruiker__in=in_teams_van(request.user))
    get_object_or_404(rijen, pk=pk).vervalt(door=request.user)
    messages.success(request, "De vervanging is gestopt.")
    return redirect("organisatie:vervangingen")
