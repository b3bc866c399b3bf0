"""Figures per provider. No families: these views run as the web login, and a zorgbemiddelaar has use for them too."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from ggw.organisatie.models import Aanbieder
from ggw.organisatie.navigatie import Item
from ggw.toegang.deur import Verzoek, beheer
from rapportage.kengetallen.aanbiederbeeld import PERIODEN, AanbiederFilter, aanbiederblad, eerste_tijdvak, trends
from rapportage.kengetallen.bladen import uitleg_bij
from rapportage.kengetallen.lezen import Geteld
from rapportage.kengetallen.perplek import kies
from rapportage.uitvoer import Tabel, als_bestand, gevraagd, links
from rapportage.views.kengetallen import met_telling, toon


@require_safe
@beheer("kengetallen.aanbieders")
@met_telling
def begin(request: Verzoek, telling: Geteld) -> HttpResponse:
    soort = gevraagd(request)
    form = AanbiederFilter(request.GET, telling, eerste_tijdvak(request.user.pk, telling))
    context: dict[str, Any] = {"form": form, "files": links(request)}
    if tijdvak := form.tijdvak:
        blad = aanbiederblad(request.user.pk, tijdvak, form.cleaned_data["segment"], telling)
        if soort:
            uitleg = [*uitleg_bij(None, telling), *(f"{kop}: {k.definitie}" for k, kop in blad.koppen)]
            return als_bestand(Tabel(f"aanbieders-{tijdvak.code}", *blad.als_tabel, uitleg), soort)
        context |= {"tijdvak": tijdvak, "blad": blad, "loopt": tijdvak.einde > timezone.localdate()}
    if soort:
        raise Http404
    return toon(request, "aanbieders", telling, context)


@require_safe
@beheer("kengetallen.aanbieders")
@met_telling
def een(request: Verzoek, telling: Geteld, pk: int) -> HttpResponse:
    aanbieder = get_object_or_404(Aanbieder, pk=pk)
    mogelijk = {periode.value: periode for periode in PERIODEN}
    periode = kies(request.GET.get("periode") or eerste_tijdvak(request.user.pk, telling).periode.value, mogelijk)
    keuzes = [Item(f"Per {p.label.lower()}", f"?periode={p.value}", p == periode) for p in PERIODEN]
    rijen = trends(request.user.pk, aanbieder.pk, periode, telling)
    context = {"aanbieder": aanbieder, "trends": rijen, "perioden": keuzes}
    return toon(request, "aanbieder", telling, context)
