"""The tab Overleg: what is planned and held, open agreements, and the calendar side of a meeting."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezinnen.forms.overleg import (
    AfzegForm,
    GastenFormSet,
    GenodigdenForm,
    PlanForm,
    VerslagForm,
    VerzetForm,
    gasten_van,
    voorstel_voor,
)
from gezinnen.formulierpagina import formulierpagina, ingevuld
from gezinnen.ical import als_bestand
from gezinnen.models import Gezin, Uitvoerdersoverleg
from gezinnen.models.uitvoerdersoverleg import NIET_MEER_GEPLAND, Genodigde, OverlegGeweigerd
from gezinnen.overlegagenda import als_items
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import NietMeer, met_concept
from ggw.toegang.deur import Verzoek, dossier

TAB = "gezinnen:overleg"
OUDERE = 20


@require_safe
@dossier("contact.bekijken")
def overleg(request: Verzoek, gezin: Gezin) -> HttpResponse:
    voorbij = gezin.uitvoerdersoverleggen.exclude(status="gepland").select_related("verzet_naar")
    context: dict[str, Any] = {
        "gepland": gezin.uitvoerdersoverleggen.gepland().prefetch_related("deelnemers"),
        "voorbij": voorbij.prefetch_related("deelnemers")[:OUDERE],
        "afspraken": gezin.overlegafspraken.open().select_related("overleg"),
        "waarnemingen": gezin.compensaties.lopend().select_related("stam"),
        "verzoeken": gezin.informatieverzoeken.nieuwste_eerst()[:OUDERE],
        "mag_houden": request.user.has_perm("overleg.houden"),
        "mag_kwestie": request.user.has_perm("kwestie.schrijven"),
    }
    return toon_gezin(request, gezin, "gezinnen/overleg/overzicht.html", tab=TAB, **context)


def gepland_overleg(gezin: Gezin, pk: int) -> Uitvoerdersoverleg:
    """The row, when it is still to come; otherwise what was typed is shown with the reason."""
    rij = get_object_or_404(gezin.uitvoerdersoverleggen.all(), pk=pk)
    if not rij.is_gepland:
        raise NietMeer(NIET_MEER_GEPLAND)
    return rij


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("overleg.houden")
@met_concept("Uitvoerdersoverleg plannen")
def plannen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    vorige = gezin.uitvoerdersoverleggen.gehouden().first()
    form = PlanForm(ingevuld(request), gezin=gezin, vorige=vorige, ik=request.user.pk, voorstel=voorstel_voor(gezin))
    gasten = GastenFormSet(ingevuld(request))
    if form.is_valid() and gasten.is_valid() and (wie := gevraagd(form, gasten)):
        try:
            waar, door = form.cleaned_data["waar"], request.user.pk
            nieuw = Uitvoerdersoverleg.objects.plan(gezin, op=form.op, waar=waar, wie=wie, door_id=door)
        except OverlegGeweigerd as fout:
            form.add_error("dag", str(fout))
        else:
            messages.success(request, "Het overleg staat gepland.")
            return redirect(vervolg(nieuw))
    gepland = gezin.uitvoerdersoverleggen.gepland().first()
    return toon_gezin(
        request, gezin, "gezinnen/overleg/plannen.html", tab=TAB, form=form, gasten=gasten, gepland=gepland
    )


def gevraagd(form: GenodigdenForm, gasten: Any) -> list[Genodigde]:
    """Who is invited; a meeting without people is refused at the field."""
    wie = [*form.genodigden(), *gasten_van(gasten)]
    if not wie:
        form.add_error("wie", "Kies wie er komen, of schrijf hieronder een naam op.")
    return wie


def vervolg(rij: Uitvoerdersoverleg) -> str:
    """The agenda, or the page where it is recorded when it was held already."""
    if rij.op > timezone.now():
        return rij.get_absolute_url()
    return reverse("veiligheid:overleg-houden", kwargs={"nummer": rij.gezin.nummer, "pk": rij.pk})


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("overleg.houden")
@met_concept("Genodigden van een uitvoerdersoverleg")
def genodigden(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = gepland_overleg(gezin, pk)
    form = GenodigdenForm(ingevuld(request), gezin=gezin, vorige=rij, ik=request.user.pk)
    gasten = GastenFormSet(ingevuld(request))
    if form.is_valid() and gasten.is_valid() and (wie := gevraagd(form, gasten)):
        rij.wijzig_genodigden(wie, door_id=request.user.pk)
        messages.success(request, "De lijst van genodigden is bewaard.")
        return redirect(rij)
    return toon_gezin(request, gezin, "gezinnen/overleg/genodigden.html", tab=TAB, form=form, gasten=gasten, rij=rij)


@require_safe
@dossier("contact.bekijken")
def ics(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """The meeting as a file for somebody's own calendar: number, time and a link, no names."""
    rij = get_object_or_404(gezin.uitvoerdersoverleggen.gepland().select_related("gezin"), pk=pk)
    return als_bestand(als_items([rij]), naam=f"{gezin.nummer}-overleg.ics")


def probeer(form: Form, handeling: Any) -> bool:
    """True when the domain did it; otherwise its reason stands in the form."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            handeling()
    except OverlegGeweigerd as fout:
        form.add_error(None, str(fout))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("overleg.houden")
@met_concept("Uitvoerdersoverleg verzetten")
def verzetten(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = gepland_overleg(gezin, pk)
    form = VerzetForm(ingevuld(request), overleg=rij)

    def verzet() -> None:
        velden = {naam: form.cleaned_data[naam] for naam in ("waar", "reden")}
        rij.verzet(op=form.op, door_id=request.user.pk, **velden)

    if probeer(form, verzet):
        messages.success(request, "Het overleg is verzet. U belt of mailt de anderen zelf.")
        return redirect(TAB, nummer=gezin.nummer)
    return toon_gezin(request, gezin, "gezinnen/overleg/verzetten.html", tab=TAB, form=form, rij=rij)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("overleg.houden")
@met_concept("Uitvoerdersoverleg afzeggen")
def afzeggen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = gepland_overleg(gezin, pk)
    form = AfzegForm(ingevuld(request))
    if probeer(form, lambda: rij.zeg_af(reden=form.cleaned_data["reden"], door_id=request.user.pk)):
        messages.success(request, "Het overleg is afgezegd. U belt of mailt de anderen zelf.")
        return redirect(TAB, nummer=gezin.nummer)
    return toon_gezin(request, gezin, "gezinnen/overleg/afzeggen.html", tab=TAB, form=form, rij=rij)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("overleg.houden")
@met_concept("Verslag van een uitvoerdersoverleg")
def verslag(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = get_object_or_404(gezin.uitvoerdersoverleggen.gehouden(), pk=pk)
    pagina = partial(formulierpagina, request, gezin, VerslagForm(ingevuld(request), instance=rij), tab=TAB)
    return pagina(
        titel="Verslag verbeteren",
        knop="Verslag bewaren",
        terug=rij.get_absolute_url(),
        gebeurtenis="overleg.verslag_gewijzigd",
        melding="Het verslag is bewaard. De oude tekst blijft in de geschiedenis.",
    )


@require_POST
@dossier("overleg.houden")
def afspraak_gedaan(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """One tap: done today."""
    afspraak = get_object_or_404(gezin.overlegafspraken.all(), pk=pk)
    if afspraak.meld(gedaan=True, op=timezone.localdate(), door_id=request.user.pk):
        messages.success(request, "De afspraak is gedaan.")
    else:
        messages.info(request, "Deze afspraak was al afgehandeld.")
    return redirect(TAB, nummer=gezin.nummer)
