"""The weekly meeting of the own team: planning it, its agenda over all families in view, its minutes."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezinnen.bewaren import bewaar
from gezinnen.btoagenda import agenda_van, gezinnen_van_team, volgend_overleg, voorstellen, vul_agenda
from gezinnen.fasebeeld import mag_besluiten_over
from gezinnen.forms.basisteamoverleg import OverlegForm, VerplaatsForm, VerslagForm
from gezinnen.formulierpagina import ingevuld
from gezinnen.models import Basisteamoverleg, BesluitGeweigerd, Faseovergang
from ggw.organisatie.models import Basisteam
from ggw.toegang.deur import Verzoek, lijst, toon

HOEVEEL = 26
"""Meetings that are listed: half a year of them."""


def eigen_overleg(request: Verzoek, pk: int) -> Basisteamoverleg:
    """A meeting of a team of this person; any other is 404. No row of a family, so the page itself looks at the team."""
    return get_object_or_404(Basisteamoverleg.objects.select_related("team"), pk=pk, team__in=request.user.basisteams)


def uitzonderingen(teams: list[Basisteam]) -> int:
    """How often a family of these teams, as far as in view, went on in the last year while something was missing."""
    jaar = timezone.localdate() - timedelta(days=365)
    gezinnen = {pk for team in teams for pk in gezinnen_van_team(team)}
    return Faseovergang.objects.uitzonderingen().filter(op__gte=jaar, gezin__in=gezinnen).count()


@require_safe
@lijst("bto.bekijken")
def overleggen(request: Verzoek) -> HttpResponse:
    teams = request.user.basisteams
    volgende = [(team, volgend_overleg(team)) for team in teams]
    gehouden = Basisteamoverleg.objects.filter(team__in=teams).select_related("team", "voorzitter")[:HOEVEEL]
    toon(request, [])
    context = {
        "volgende": volgende,
        "overleggen": gehouden,
        "uitzonderingen": uitzonderingen(teams),
        "mag_bijhouden": request.user.has_perm("bto.bijhouden"),
        "mag_heropenen": request.user.has_perm("gezin.heropenen"),
    }
    return render(request, "gezinnen/basisteamoverleg/lijst.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@lijst("bto.bijhouden")
def plannen(request: Verzoek) -> HttpResponse:
    form = OverlegForm(ingevuld(request), teams=request.user.basisteams)
    toon(request, [])
    overleg = bewaar(form) if request.method == "POST" else None
    if overleg is not None:
        punten = vul_agenda(overleg.team, door_id=request.user.pk)
        toon(request, {punt.gezin_id for punt in punten})
        messages.success(request, "Het overleg is gepland, met een agenda.")
        return redirect("gezinnen:bto", pk=overleg.pk)
    return render(request, "gezinnen/basisteamoverleg/plannen.html", {"form": form})


@require_safe
@lijst("bto.bekijken")
def overleg(request: Verzoek, pk: int) -> HttpResponse:
    """The agenda, and afterwards the minutes. Families that this person may not open are not among the rows."""
    rij = eigen_overleg(request, pk)
    punten = list(agenda_van(rij))
    is_volgende = rij.is_gepland and volgend_overleg(rij.team) == rij
    nieuw = voorstellen(rij.team) if is_volgende else []
    toon(request, {punt.gezin_id for punt in punten} | {voorstel.gezin_id for voorstel in nieuw})
    aanwezigen = list(rij.aanwezigen.select_related("wie"))
    geweest = rij.datum <= timezone.localdate()
    context = {
        "overleg": rij,
        "geweest": geweest,
        "kan_af": geweest and rij.is_gepland and rij.voorzitter_id is not None and bool(aanwezigen),
        "zonder_besluit": sum(punt.is_open for punt in punten),
        "regels": [(punt, mag_besluiten_over(punt, request.user)) for punt in punten],
        "is_volgende": is_volgende,
        "voorstellen": len(nieuw),
        "aanwezigen": aanwezigen,
        "mag_bijhouden": request.user.has_perm("bto.bijhouden"),
    }
    return render(request, "gezinnen/basisteamoverleg/overleg.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@lijst("bto.bijhouden")
def verplaatsen(request: Verzoek, pk: int) -> HttpResponse:
    rij = eigen_overleg(request, pk)
    form = VerplaatsForm(ingevuld(request), overleg=rij)
    toon(request, [])
    if form.is_valid():
        try:
            rij.verplaats(**form.cleaned_data)
        except BesluitGeweigerd as fout:
            form.add_error("datum", str(fout))
        else:
            messages.success(request, "Het overleg is verplaatst. De agenda gaat mee.")
            return redirect("gezinnen:bto", pk=rij.pk)
    return render(request, "gezinnen/basisteamoverleg/verplaatsen.html", {"form": form, "overleg": rij})


@require_POST
@lijst("bto.bijhouden")
def aanvullen(request: Verzoek, pk: int) -> HttpResponse:
    """What the system sees in the families goes on the agenda."""
    rij = eigen_overleg(request, pk)
    punten = vul_agenda(rij.team, door_id=request.user.pk) if rij.is_gepland else []
    toon(request, {punt.gezin_id for punt in punten})
    aantal = "Er kwam één punt" if len(punten) == 1 else f"Er kwamen {len(punten)} punten"
    messages.success(request, f"{aantal} bij op de agenda.")
    return redirect("gezinnen:bto", pk=rij.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@lijst("bto.bijhouden")
def verslag(request: Verzoek, pk: int) -> HttpResponse:
    rij = eigen_overleg(request, pk)
    form = VerslagForm(ingevuld(request), overleg=rij)
    toon(request, [])
    if form.is_valid():
        gegevens = form.cleaned_data
        voorzitter = gegevens["voorzitter"]
        rij.noteer(
            voorzitter_id=voorzitter.pk if voorzitter else None,
            aanwezigen={wie.pk for wie in gegevens["aanwezigen"]},
            verslag=gegevens["verslag"],
        )
        messages.success(request, "Het verslag is bewaard.")
        return redirect("gezinnen:bto", pk=rij.pk)
    return render(request, "gezinnen/basisteamoverleg/verslag.html", {"form": form, "overleg": rij})


@require_POST
@lijst("bto.bijhouden")
def afronden(request: Verzoek, pk: int) -> HttpResponse:
    """Held. What was not decided waits for the next meeting."""
    rij = eigen_overleg(request, pk)
    toon(request, [])
    try:
        rij.rond_af()
    except BesluitGeweigerd as fout:
        messages.error(request, str(fout))
        return redirect("gezinnen:bto-verslag", pk=rij.pk)
    messages.success(request, "Het overleg is afgerond. Wat niet is besloten, komt de volgende keer terug.")
    return redirect("gezinnen:bto", pk=rij.pk)
