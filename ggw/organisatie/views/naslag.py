"""Reference data: one list and one form for every kind."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ggw.organisatie.naslag import EIGEN_PAGINAS, NASLAG, Naslagsoort
from ggw.toegang.deur import Verzoek, beheer


def soort_of_404(code: str) -> Naslagsoort:
    if code not in NASLAG:
        raise Http404
    return NASLAG[code]


@require_safe
@beheer("beheer.naslag")
def index(request: Verzoek) -> HttpResponse:
    soorten = sorted(NASLAG.values(), key=lambda s: s.meervoud)
    return render(request, "organisatie/naslag.html", {"soorten": soorten, "eigen_paginas": EIGEN_PAGINAS})


@require_safe
@beheer("beheer.naslag")
def lijst(request: Verzoek, soort: str) -> HttpResponse:
    naslag = soort_of_404(soort)
    rijen = [(rij, naslag.cellen(rij)) for rij in naslag.rijen()]
    return render(request, "organisatie/naslag_lijst.html", {"naslag": naslag, "rijen": rijen})


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.naslag")
def toevoegen(request: Verzoek, soort: str) -> HttpResponse:
    return formulier(request, soort_of_404(soort), None)


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.naslag")
def wijzigen(request: Verzoek, soort: str, pk: str) -> HttpResponse:
    return formulier(request, soort_of_404(soort), pk)


def formulier(request: Verzoek, naslag: Naslagsoort, pk: str | None) -> HttpResponse:
    form = naslag.formulier(
        request.POST if request.method == "POST" else None, naslag.rij(pk) if pk is not None else None
    )
    terug = reverse("organisatie:naslag-lijst", args=[naslag.code])
    if request.method == "POST" and naslag.bewaar(form, door=request.user):
        messages.success(request, "Opgeslagen.")
        return redirect(terug)
    titel = f"{naslag.naam.capitalize()} {'toevoegen' if pk is None else 'wijzigen'}"
    return render(
        request, "organisatie/formulier.html", {"form": form, "titel": titel, "knop": "Sla op", "terug": terug}
    )
