"""Filling in an instrument: start, concept, definitive, read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.models import Gezin
from gezinnen.models.contact import IntussenGewijzigd
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import met_concept
from ggw.toegang.deur import Verzoek, dossier
from veiligheid.beeld import mag
from veiligheid.forms.afname import AfnameForm, BeginForm
from veiligheid.models import HAVIK, Afname

TAB = "veiligheid:overzicht"
formulier = require_http_methods(["GET", "HEAD", "POST"])


@formulier
@dossier("veiligheid.afnemen")
def afname_nieuw(request: Verzoek, gezin: Gezin) -> HttpResponse:
    vooraf = {naam: request.GET[naam] for naam in ("kind",) if request.GET.get(naam, "").isdecimal()}
    form = BeginForm(request.POST or None, gezin=gezin, initial=vooraf)
    keuzes = {instrument.code: instrument.pk for instrument in form.fields["instrument"].queryset}  # type: ignore[attr-defined]
    form.initial["instrument"] = keuzes.get(request.GET.get("instrument", ""))
    if request.method == "POST" and form.is_valid():
        afname = Afname.begin(gezin, auteur_id=request.user.pk, **form.cleaned_data)
        return redirect("veiligheid:afname-invullen", nummer=gezin.nummer, pk=afname.pk)
    return toon_gezin(request, gezin, "veiligheid/afname/nieuw.html", tab=TAB, form=form, instrumenten=keuzes)


@formulier
@dossier("veiligheid.afnemen")
@met_concept("Instrument invullen")
def afname_invullen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    afname = get_object_or_404(gezin.afnames.met_instrument(), pk=pk)
    if afname.is_definitief and request.method != "POST":
        return redirect("veiligheid:afname", nummer=gezin.nummer, pk=pk)
    form = AfnameForm(request.POST if request.method == "POST" else None, afname=afname)
    if request.method == "POST" and form.is_valid():
        form.vul_in()
        definitief = "definitief" in request.POST
        if not (definitief and form.meld_ontbrekend()):
            try:
                afname.bewaar(versie=form.cleaned_data["versie"], door_id=request.user.pk, definitief=definitief)
            except IntussenGewijzigd:
                form = naast_elkaar(request, gezin, afname)
            else:
                return na_bewaren(request, afname)
    return toon_gezin(request, gezin, "veiligheid/afname/invullen.html", tab=TAB, form=form, afname=afname)


def naast_elkaar(request: Verzoek, gezin: Gezin, afname: Afname) -> AfnameForm:
    """The form again with what was typed, what a colleague saved beside it, and the version that is now the newest."""
    ander = gezin.afnames.met_instrument().get(pk=afname.pk)
    gegevens = request.POST.copy()
    gegevens["versie"] = str(ander.versie)
    form = AfnameForm(gegevens, afname=afname)
    form.ander = ander
    return form


def na_bewaren(request: Verzoek, afname: Afname) -> HttpResponse:
    if afname.is_definitief:
        messages.success(request, f"De {afname.instrument.naam} is definitief.")
        return redirect("veiligheid:afname", nummer=afname.gezin.nummer, pk=afname.pk)
    messages.success(request, "Het concept is bewaard.")
    return redirect("veiligheid:afname-invullen", nummer=afname.gezin.nummer, pk=afname.pk)


@require_safe
@dossier("veiligheid.bekijken")
def afname(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    gevonden = get_object_or_404(gezin.afnames.met_instrument(), pk=pk)
    vorige = gevonden.vorige()
    context: dict[str, Any] = {
        "afname": gevonden,
        "vorige": vorige,
        "onderdelen": gevonden.onderdelen(vorige),
        "is_havik": gevonden.instrument.code == HAVIK,
        "mag": mag(request),
    }
    return toon_gezin(request, gezin, "veiligheid/afname/afname.html", tab=TAB, **context)
