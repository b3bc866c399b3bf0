"""How the own teams stand now, and the list behind each number."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ggw.toegang.deur import Verzoek, lijst, toon
from rapportage import uitvoer
from rapportage.basisteam import beeld, tabellen
from rapportage.basisteam.feiten import ALLES, lees, plekken
from rapportage.basisteam.lijsten import LIJSTEN, Regel, gesorteerd
from rapportage.basisteam.standen import vorige_week
from rapportage.basisteam.teams import Team, eigen_teams, gezinsmanagers
from rapportage.forms import TeamlijstFilter

PER_PAGINA = 30
"""Rows of a list at once: on a telephone four screens."""


def eigen_team(request: Verzoek, pk: int) -> tuple[Team, list[Team]]:
    """A team that this person works in today, and all of them; any other is 404. No row of a family, so the page itself looks at the team."""
    teams = eigen_teams(request.user.pk)
    for team in teams:
        if team.pk == pk:
            return team, teams
    raise Http404


def neem_mee(request: Verzoek, tabel: uitvoer.Tabel, soort: str) -> HttpResponse:
    """A file leaves the building: a right of its own, and the access log says so."""
    if not request.user.has_perm("basisteam.uitvoeren"):
        raise PermissionDenied
    request.gebeurtenis = "basisteam.uitvoeren"
    return uitvoer.als_bestand(tabel, soort)


@require_safe
@lijst("basisteam.bekijken")
def basisteams(request: Verzoek) -> HttpResponse:
    """Several teams side by side; who has one goes there at once."""
    teams, soort = eigen_teams(request.user.pk), uitvoer.gevraagd(request)
    if len(teams) == 1:
        return redirect("rapportage:basisteam", pk=teams[0].pk)
    ids = [team.pk for team in teams]
    regels = beeld.naast_elkaar(teams, lees(plekken(ids), timezone.localdate()), vorige_week(ids))
    toon(request, [])
    if soort:
        return neem_mee(request, tabellen.teamtabel(regels), soort)
    context = {"regels": regels, "uitvoer": uitvoer.links(request), "nu": timezone.now()}
    return render(request, "rapportage/basisteam/teams.html", context)


@require_safe
@lijst("basisteam.bekijken")
def basisteam(request: Verzoek, pk: int) -> HttpResponse:
    (team, teams), soort = eigen_team(request, pk), uitvoer.gevraagd(request)
    feiten = lees(plekken([team.pk]), timezone.localdate(), ALLES)
    leden = gezinsmanagers(team.pk)
    tegels = beeld.tegels(team.pk, feiten, vorige_week([team.pk])[team.pk])
    rijen = beeld.rooster(team.pk, feiten, leden)
    if soort:
        toon(request, [])
        return neem_mee(request, tabellen.roostertabel(team, rijen, tegels), soort)
    ons, ander, meer = beeld.te_bespreken(feiten)
    toon(request, {bespreking.gezin_id for bespreking in (*ons, *ander)})
    context = {
        "team": team,
        "tegels": tegels,
        "rijen": rijen,
        "vooraan": beeld.VOORAAN,
        "te_laat": beeld.TE_LAAT,
        "achteraan": beeld.ACHTERAAN,
        "ons": ons,
        "ander": ander,
        "meer": meer,
        "besluiten": beeld.besluiten(team.pk, feiten, request.user.rol),
        "overleg": team.overleg,
        "gezinsmanagers": len(leden),
        **gedeeld(request, teams),
    }
    return render(request, "rapportage/basisteam/team.html", context)


def gedeeld(request: Verzoek, teams: list[Team]) -> dict[str, Any]:
    """What both pages of one team show."""
    return {
        "teams": teams,
        "uitvoer": uitvoer.links(request),
        "nu": timezone.now(),
        "mag_bijhouden": request.user.has_perm("bto.bijhouden"),
        "mag_duwtje": request.user.has_perm("termijn.herinneren"),
    }


@require_safe
@lijst("basisteam.bekijken")
def teamlijst(request: Verzoek, pk: int) -> HttpResponse:
    (team, teams), soort = eigen_team(request, pk), uitvoer.gevraagd(request)
    families = plekken([team.pk])
    wie = [(pk, naam) for pk, naam, _ in beeld.personen(families, gezinsmanagers(team.pk))]
    form = TeamlijstFilter({"wat": "bespreken", **request.GET.dict()}, personen=wie)
    wat = form.keuzes.get("wat") or "bespreken"
    welke = LIJSTEN[wat]
    feiten = lees(form.kies(families), timezone.localdate(), welke.welke)
    regels = gesorteerd(welke.regels(feiten), form.keuzes.get("sorteer", ""))
    blad = bladzijde(request, regels)
    toon(request, {regel.plek.gezin_id for regel in (regels if soort else blad["regels"])})
    if soort:
        return neem_mee(request, tabellen.lijsttabel(team, wat, welke, regels, form.zinnen), soort)
    context = {"team": team, "form": form, "lijst": welke, "wat": wat, "aantal": len(regels), **blad}
    return render(request, "rapportage/basisteam/lijst.html", {**context, **gedeeld(request, teams)})


def bladzijde(request: Verzoek, regels: list[Regel]) -> dict[str, Any]:
    """The rows from `vanaf` in the address on, and where the pages before and after are; a file holds all rows of all pages."""
    gevraagd, vraag = request.GET.get("vanaf", ""), request.GET.copy()
    vanaf = int(gevraagd) if gevraagd.isascii() and gevraagd.isdigit() and len(gevraagd) < 9 else 0
    vanaf = vanaf if vanaf < len(regels) else 0
    adressen = {}
    for naam, plaats in (("vorige", vanaf - PER_PAGINA), ("volgende", vanaf + PER_PAGINA)):
        vraag["vanaf"] = str(max(plaats, 0))
        adressen[naam] = f"?{vraag.urlencode()}" if -PER_PAGINA < plaats < len(regels) else ""
    return {"regels": regels[vanaf : vanaf + PER_PAGINA], "vanaf": vanaf + 1, **adressen}
