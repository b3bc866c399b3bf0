"""The figures: overview, one figure, two periods beside each other. No families: these views run as the web login."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ggw.organisatie.navigatie import Item
from ggw.toegang.deur import Verzoek, beheer
from rapportage.kengetallen.bladen import (
    lees_tijdvakken,
    niet_op,
    overzicht,
    teken,
    uitleg_bij,
    vergelijking,
    vergelijkingstabel,
)
from rapportage.kengetallen.cijfers import Verloop
from rapportage.kengetallen.gemeentejaar import gemeentejaar
from rapportage.kengetallen.keuze import KengetalFilter, Keuze, VergelijkFilter
from rapportage.kengetallen.lezen import Geteld, geteld
from rapportage.kengetallen.perplek import Plekkenblad, kies, plekkenblad
from rapportage.kengetallen.plekken import Plekken
from rapportage.kengetallen.soorten import Kengetal
from rapportage.kengetallen.tevreden import OP_CODE
from rapportage.kengetallen.tijdvak import Tijdvak, laatste
from rapportage.models import Niveau, Periode
from rapportage.pdf import maak_pdf_van
from rapportage.uitvoer import Tabel, als_bestand, gevraagd, links
from rapportage.views.afdruk import als_bestand as als_pdf

TABS = (
    ("Overzicht", "rapportage:kengetallen", "kengetallen.bekijken"),
    ("Vergelijken", "rapportage:kengetallen-vergelijken", "kengetallen.bekijken"),
    ("Aanbieders", "rapportage:kengetallen-aanbieders", "kengetallen.aanbieders"),
)
OUD = timedelta(hours=36)


def met_telling(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, with what was counted; before the first night a page that says so."""

    @wraps(view)
    def eerst(request: Verzoek, **kwargs: Any) -> HttpResponse:
        telling = geteld()
        return view(request, telling, **kwargs) if telling else toon(request, "leeg", None, {})

    return eerst


def toon(request: HttpRequest, blad: str, telling: Geteld | None, context: dict[str, Any]) -> HttpResponse:
    """A page of figures: its tabs and when was counted are always there."""
    mag = getattr(request.user, "has_perm", lambda recht: False)
    tabs = [(naam, reverse(url)) for naam, url, recht in TABS if mag(recht)]
    hier = max((url for _, url in tabs if request.path.startswith(url)), key=len, default="")
    verouderd = telling is not None and telling.op < timezone.now() - OUD
    vast = {"tabs": [Item(naam, url, url == hier) for naam, url in tabs], "geteld": telling, "verouderd": verouderd}
    return render(request, f"rapportage/kengetallen/{blad}.html", vast | context)


@require_safe
@beheer("kengetallen.bekijken")
@met_telling
def begin(request: Verzoek, telling: Geteld) -> HttpResponse:
    plekken = Plekken(request.user.pk, telling)
    form = KengetalFilter(request.GET, plekken)
    keuze = Keuze.uit(form, telling)
    context: dict[str, Any] = {"form": form, "keuze": keuze}
    if keuze:
        jaar = laatste(Periode.JAAR, telling.tot)
        context |= {
            "groepen": overzicht(request.user.pk, keuze),
            "niet_hier": [k for k in niet_op(keuze.plek.niveau) if k.niveaus != (Niveau.AANBIEDER,)],
            "gemeenten": plekken.alle(Niveau.GEMEENTE) if keuze.plek.niveau == Niveau.ORGANISATIE else [],
            "jaaroverzicht": jaar if keuze.plek.niveau == Niveau.GEMEENTE else None,
            "laatste_jaar": jaar,
        }
    return toon(request, "overzicht", telling, context)


def het_kengetal(code: str) -> Kengetal:
    """Those of providers alone are on the page of providers."""
    kengetal = OP_CODE.get(code)
    if kengetal is None or kengetal.niveaus == (Niveau.AANBIEDER,):
        raise Http404
    return kengetal


def verloop_van(request: Verzoek, kengetal: Kengetal, keuze: Keuze) -> Verloop:
    cijfers = lees_tijdvakken(request.user.pk, keuze, [kengetal], keuze.plek.niveau, keuze.plek.sleutel)
    return Verloop.uit(cijfers, kengetal, keuze.reeks(kengetal.na_maanden), keuze.plek.sleutel)


@require_safe
@beheer("kengetallen.bekijken")
@met_telling
def een(request: Verzoek, telling: Geteld, code: str) -> HttpResponse:
    kengetal, plekken, soort = het_kengetal(code), Plekken(request.user.pk, telling), gevraagd(request)
    form = KengetalFilter(request.GET, plekken)
    keuze = Keuze.uit(form, telling)
    context: dict[str, Any] = {"form": form, "keuze": keuze, "kengetal": kengetal}
    if keuze and keuze.plek.niveau in kengetal.niveaus:
        verloop = verloop_van(request, kengetal, keuze)
        blad = plekkenblad(request.user.pk, kengetal, keuze, plekken, request.GET)
        if soort:
            return als_bestand(kies(request.GET.get("wat", ""), tabellen(verloop, blad, keuze)), soort)
        tekening = teken(verloop, "verloop-grafiek", f"{kengetal.titel}, {keuze.plek.volledig}")
        context |= {"telt_hier": True, "verloop": verloop, "tekening": tekening, "blad": blad, "files": links(request)}
    elif keuze:
        context["uitleg_niveau"] = f"Dit getal wordt niet per {keuze.plek.niveau.label.lower()} geteld."
    if soort:
        raise Http404
    return toon(request, "kengetal", telling, context)


def tabellen(verloop: Verloop, blad: Plekkenblad | None, keuze: Keuze) -> dict[str, Tabel]:
    """The two tables of the page of a figure, as files."""
    kengetal = verloop.kengetal
    uitleg = [*uitleg_bij(keuze.plek, keuze.geteld), f"{kengetal.titel}: {kengetal.definitie}"]
    naam = f"kengetal-{kengetal.code}".replace("_", "-")
    alle = {"verloop": Tabel(f"{naam}-verloop", *verloop.als_tabel, uitleg)}
    return alle | ({"plekken": Tabel(f"{naam}-plekken", *blad.als_tabel, uitleg)} if blad else {})


@require_safe
@beheer("kengetallen.bekijken")
@met_telling
def vergelijken(request: Verzoek, telling: Geteld) -> HttpResponse:
    soort = gevraagd(request)
    form = VergelijkFilter(request.GET, Plekken(request.user.pk, telling), telling)
    context: dict[str, Any] = {"form": form, "files": links(request)}
    if paar := form.tijdvakken:
        plek, vandaag = form.gekozen_plek, timezone.localdate()
        groepen = vergelijking(request.user.pk, plek, paar, telling)
        if soort:
            naam = f"kengetallen-{paar[0].code}-{paar[1].code}"
            return als_bestand(Tabel(naam, *vergelijkingstabel(groepen, paar), uitleg_bij(plek, telling)), soort)
        lopend = [tijdvak for tijdvak in paar if tijdvak.einde > vandaag]
        query = Keuze(plek, paar[1].periode, telling).query
        context |= {"plek": plek, "van": paar[0], "met": paar[1], "lopend": lopend, "groepen": groepen, "query": query}
    if soort:
        raise Http404
    return toon(request, "vergelijken", telling, context)


@require_safe
@beheer("kengetallen.bekijken")
@met_telling
def gemeente_pdf(request: Verzoek, telling: Geteld, code: str, jaar: int) -> HttpResponse:
    """The year of one gemeente, for the gemeente. Only of a year that was counted."""
    tijdvak = Tijdvak.lees(f"{jaar}")
    if tijdvak is None or not telling.heeft(tijdvak):
        raise Http404
    blad = gemeentejaar(request.user.pk, code, tijdvak, telling)
    inhoud = maak_pdf_van("rapportage/pdf/gemeentejaar.html", {"blad": blad, "geteld": telling})
    return als_pdf(inhoud, f"kengetallen-{blad.gemeente.code}-{jaar}.pdf")
