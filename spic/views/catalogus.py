"""The catalogue for the functioneel beheerder: what applies, what will change, and each change from its day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.forms import Form, ModelForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.formulierpagina import ingevuld
from ggw.organisatie.bewaren import bewaar
from ggw.organisatie.models import Beheergebeurtenis
from ggw.toegang.deur import Verzoek, beheer
from spic.catalogus.beeld import Catalogusbeeld
from spic.catalogus.formulieren import BestandForm, CombinatieForm, StelselForm, StopForm, deelform
from spic.catalogus.inhoud import Inhoud
from spic.catalogus.lezen import lees
from spic.catalogus.prijzen import CatalogusGeweigerd
from spic.catalogus.versies import DELEN, combinatie_van, pas_toe, stand
from spic.models import Spic, Stelsel
from veiligheid.definitie import DefinitieFout


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.naslag")
def catalogi(request: Verzoek) -> HttpResponse:
    form = BestandForm(request.POST, request.FILES) if request.method == "POST" else BestandForm()
    if request.method == "POST" and form.is_valid():
        bestand = form.cleaned_data["bestand"]
        try:
            inhoud = lees(bestand.read(), bestand.name)
            verschil = pas_toe(inhoud, door=request.user, bron="bestand")
        except (DefinitieFout, CatalogusGeweigerd) as fout:
            for regel in fout.fouten[:50]:
                form.add_error("bestand", regel)
        else:
            messages.success(request, f"{inhoud.naam} is geladen: {verschil}.")
            return redirect("spic:catalogus", inhoud.stelsel)
    return render(request, "spic/catalogus/catalogi.html", {"form": form, "stelsels": Stelsel.objects.all()})


@require_safe
@beheer("beheer.naslag")
def catalogus(request: Verzoek, stelsel: str) -> HttpResponse:
    beeld = Catalogusbeeld(get_object_or_404(Stelsel, code=stelsel))
    return render(request, "spic/catalogus/catalogus.html", {"beeld": beeld, "stelsel": beeld.stelsel})


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.naslag")
def stelsel_wijzigen(request: Verzoek, stelsel: str) -> HttpResponse:
    rij = get_object_or_404(Stelsel, code=stelsel)
    form = StelselForm(ingevuld(request), instance=rij)
    terug = reverse("spic:catalogus", args=[rij.code])
    if request.method == "POST" and bewaar(form):
        Beheergebeurtenis.leg_vast("stelsel.gewijzigd", door=request.user, stelsel=rij.code, velden=form.changed_data)
        messages.success(request, "Opgeslagen.")
        return redirect(terug)
    return toon_formulier(request, form, f"{rij.code} wijzigen", "Sla op", terug)


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.naslag")
def deel_nieuw(request: Verzoek, stelsel: str, soort: str) -> HttpResponse:
    rij, inhoud = stelsel_en_stand(stelsel, soort)
    delen: dict[str, Any] = getattr(inhoud, soort)
    form = deelform(soort, ingevuld(request), bezet=delen)

    def verander() -> Inhoud:
        volgorde = max((deel["volgorde"] for deel in delen.values()), default=0) + 1
        return inhoud.met_deel(soort, form.cleaned_data["code"], form.waarden(volgorde))

    titel = f"{DELEN[soort][0]._meta.verbose_name} toevoegen".capitalize()
    return wijzig(request, form, rij, verander, titel)


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.naslag")
def deel_wijzigen(request: Verzoek, stelsel: str, soort: str, code: str) -> HttpResponse:
    rij, inhoud = stelsel_en_stand(stelsel, soort)
    model: Any = DELEN[soort][0]
    deel = get_object_or_404(model.objects.open(), stelsel=rij, code=code)
    form = deelform(soort, ingevuld(request), instance=deel)
    volgorde = deel.volgorde

    def verander() -> Inhoud:
        return inhoud.met_deel(soort, code, form.waarden(volgorde))

    return wijzig(request, form, rij, verander, f"{model._meta.verbose_name} {code} wijzigen".capitalize())


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.naslag")
def combinatie_nieuw(request: Verzoek, stelsel: str) -> HttpResponse:
    rij, inhoud = stelsel_en_stand(stelsel)
    form = CombinatieForm(ingevuld(request), stelsel=rij)

    def verander() -> Inhoud:
        nieuw = {form.combinatie(): form.cleaned_data["productcode"]}
        return replace(inhoud, combinaties=inhoud.combinaties | nieuw)

    return wijzig(request, form, rij, verander, "Combinatie toevoegen")


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.naslag")
def combinatie_stoppen(request: Verzoek, pk: int) -> HttpResponse:
    spic = get_object_or_404(Spic.objects.open().met_delen(), pk=pk)
    form = StopForm(ingevuld(request), spic=spic)

    def verander() -> Inhoud:
        inhoud, opvolger = stand(spic.stelsel), form.cleaned_data["opvolger"]
        blijft = {c: code for c, code in inhoud.combinaties.items() if c != combinatie_van(spic)}
        return replace(inhoud, combinaties=blijft, opvolgers={spic.code: opvolger.code} if opvolger else {})

    return wijzig(request, form, spic.stelsel, verander, f"{spic.code} stoppen", knop="Stop deze combinatie")


def stelsel_en_stand(code: str, soort: str = "segmenten") -> tuple[Stelsel, Inhoud]:
    if soort not in DELEN:
        raise Http404
    rij = get_object_or_404(Stelsel, code=code)
    return rij, stand(rij)


def wijzig(
    request: Verzoek,
    form: Form | ModelForm[Any],
    stelsel: Stelsel,
    verander: Callable[[], Inhoud],
    titel: str,
    knop: str = "Maak een nieuwe versie",
) -> HttpResponse:
    """The shape of every change: the whole catalogue with one thing other, applied from the day in the form."""
    terug = reverse("spic:catalogus", args=[stelsel.code])
    if request.method == "POST" and form.is_valid():
        try:
            inhoud = replace(verander(), geldig_vanaf=form.cleaned_data["geldig_vanaf"])
            verschil = pas_toe(inhoud, door=request.user, bron="scherm")
        except CatalogusGeweigerd as fout:
            form.add_error("geldig_vanaf", str(fout))
        else:
            messages.success(request, melding(verschil.anders))
            return redirect(terug)
    return toon_formulier(request, form, titel, knop, terug)


def melding(anders: bool) -> str:
    if not anders:
        return "Er is niets veranderd."
    return "De catalogus verandert op de dag die u koos. Hulp die al loopt, houdt wat is afgesproken."


def toon_formulier(request: Verzoek, form: Any, titel: str, knop: str, terug: str) -> HttpResponse:
    context = {"form": form, "titel": titel, "knop": knop, "terug": terug}
    return render(request, "organisatie/formulier.html", context)
