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
from ggw.toegang.poort import tel_conversie
from spic.catalogus.beeld import Catalogusbeeld
from spic.catalogus.formulieren import BestandForm, CombinatieForm, OpvolgerForm, StelselForm, StopForm, deelform
from spic.catalogus.inhoud import Inhoud
from spic.catalogus.lezen import lees
from spic.catalogus.prijzen import CatalogusGeweigerd
from spic.catalogus.versies import DELEN, combinatie_van, noem_opvolger, pas_toe, stand, verander_stand
from spic.conversie import laatste
from spic.models import Spic, Stelsel
from veiligheid.definitie import DefinitieFout

COLLEGA = "Een collega heeft dit intussen veranderd. Begin opnieuw met wat er nu staat."
GENOEG = 5
"""Fewer children than this are not counted out: a count of one points at a child."""


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


@require_safe
@beheer("beheer.naslag")
def conversie(request: Verzoek, stelsel: str) -> HttpResponse:
    """Counts alone: the beheerder sees no family. Who sees the families has the list of `spic:conversie`."""
    rij = get_object_or_404(Stelsel, code=stelsel)
    aantallen = tel_conversie()
    spics = rij.spics.filter(geldig_tot__isnull=False).met_delen().met_opvolger()
    regels = [(spic, laatste(spic), aantallen[spic.pk]) for spic in spics if spic.pk in aantallen]
    context = {"stelsel": rij, "regels": regels, "genoeg": GENOEG}
    return render(request, "spic/catalogus/conversie.html", context)


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
    rij = stelsel_of_404(stelsel, soort)
    form = deelform(soort, ingevuld(request), bezet=getattr(stand(rij), soort))

    def verander(inhoud: Inhoud) -> Inhoud:
        delen: dict[str, Any] = getattr(inhoud, soort)
        if form.cleaned_data["code"] in delen:
            raise CatalogusGeweigerd(COLLEGA)
        volgorde = max((deel["volgorde"] for deel in delen.values()), default=0) + 1
        return inhoud.met_deel(soort, form.cleaned_data["code"], form.waarden(volgorde))

    titel = f"{DELEN[soort][0]._meta.verbose_name} toevoegen".capitalize()
    return wijzig(request, form, rij, verander, titel)


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.naslag")
def deel_wijzigen(request: Verzoek, stelsel: str, soort: str, code: str) -> HttpResponse:
    rij = stelsel_of_404(stelsel, soort)
    model: Any = DELEN[soort][0]
    deel = get_object_or_404(model.objects.open(), stelsel=rij, code=code)
    form = deelform(soort, ingevuld(request), instance=deel)
    volgorde = deel.volgorde

    def verander(inhoud: Inhoud) -> Inhoud:
        if not model.objects.open().filter(pk=deel.pk).exists():
            raise CatalogusGeweigerd(COLLEGA)
        return inhoud.met_deel(soort, code, form.waarden(volgorde))

    return wijzig(request, form, rij, verander, f"{model._meta.verbose_name} {code} wijzigen".capitalize())


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.naslag")
def combinatie_nieuw(request: Verzoek, stelsel: str) -> HttpResponse:
    rij = stelsel_of_404(stelsel)
    form = CombinatieForm(ingevuld(request), stelsel=rij)

    def verander(inhoud: Inhoud) -> Inhoud:
        if form.combinatie() in inhoud.combinaties:
            raise CatalogusGeweigerd(COLLEGA)
        nieuw = {form.combinatie(): form.cleaned_data["productcode"]}
        return replace(inhoud, combinaties=inhoud.combinaties | nieuw)

    return wijzig(request, form, rij, verander, "Combinatie toevoegen")


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.naslag")
def combinatie_stoppen(request: Verzoek, pk: int) -> HttpResponse:
    spic = get_object_or_404(Spic.objects.met_delen(), pk=pk)
    if spic.geldig_tot is not None:
        messages.info(request, f"{spic.code} stopt al.")
        return redirect("spic:combinatie", pk)
    form = StopForm(ingevuld(request), spic=spic)

    def verander(inhoud: Inhoud) -> Inhoud:
        opvolger = form.cleaned_data["opvolger"]
        blijft = {c: code for c, code in inhoud.combinaties.items() if c != combinatie_van(spic)}
        return replace(inhoud, combinaties=blijft, opvolgers={spic.code: opvolger.code} if opvolger else {})

    return wijzig(request, form, spic.stelsel, verander, f"{spic.code} stoppen", knop="Stop deze combinatie")


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.naslag")
def opvolger_kiezen(request: Verzoek, pk: int) -> HttpResponse:
    """For a combination that ends and of which nobody said yet what running help may become."""
    spic = get_object_or_404(Spic.objects.met_delen(), pk=pk)
    form = OpvolgerForm(ingevuld(request), spic=spic)
    terug = reverse("spic:combinatie", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            noem_opvolger(spic, form.cleaned_data["opvolger"], door=request.user)
        except CatalogusGeweigerd as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, "Het voorstel is opgeslagen.")
            return redirect(terug)
    return toon_formulier(request, form, f"Voorstel na {spic.code}", "Sla op", terug)


def stelsel_of_404(code: str, soort: str = "segmenten") -> Stelsel:
    if soort not in DELEN:
        raise Http404
    return get_object_or_404(Stelsel, code=code)


def wijzig(
    request: Verzoek,
    form: Form | ModelForm[Any],
    stelsel: Stelsel,
    verander: Callable[[Inhoud], Inhoud],
    titel: str,
    knop: str = "Maak een nieuwe versie",
) -> HttpResponse:
    """The shape of every change: the newest catalogue with one thing other, applied from the day in the form."""
    terug = reverse("spic:catalogus", args=[stelsel.code])
    if request.method == "POST" and form.is_valid():
        try:
            verschil = verander_stand(stelsel, verander, vanaf=form.cleaned_data["geldig_vanaf"], door=request.user)
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
