"""Help without a SPIC: recording it, what happens to it, who helps, and what is heard of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.bewaren import bewaar
from gezinnen.formulierpagina import formulierpagina, ingevuld
from gezinnen.models import Gebeurtenis, Gezin
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import NietMeer, met_concept
from ggw.toegang.deur import Verzoek, dossier
from spic.hulpbeeld import regels_van
from spic.hulpformulieren import AndereHulpForm, NieuweHulpForm, StandForm, TekenForm, WisselForm
from spic.models import AndereHulp, HulpGeweigerd, Hulpsoort
from spic.views.hulp import getal

TAB = "spic:hulp"
VOORBIJ = "Deze hulp is al voorbij."
formulier = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@dossier("verwijzing.bekijken")
def anderehulp(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = get_object_or_404(gezin.andere_hulp.met_wie().select_related("door"), pk=pk)
    context: dict[str, Any] = {
        "hulp": rij,
        "regel": next(regel for regel in regels_van(gezin) if (regel.soort, regel.pk) == ("hulp", pk)),
        "resultaten": [resultaat.stam for resultaat in rij.resultaten.select_related("stam")],
        "oordelen": rij.passendheid.select_related("door"),
        "maanden": rij.bezoekmaanden.all()[:12],
        "wissels": rij.wissels.all(),
        "mag": request.user.has_perm("verwijzing.schrijven"),
    }
    return toon_gezin(request, gezin, "spic/ander/hulp.html", tab=TAB, **context)


@formulier
@dossier("verwijzing.schrijven")
@met_concept("Andere hulp")
def nieuw(request: Verzoek, gezin: Gezin) -> HttpResponse:
    vandaag = f"{timezone.localdate():%d-%m-%Y}"
    form = NieuweHulpForm(ingevuld(request), gezin=gezin, initial={"aangevraagd_op": vandaag, **vooraf(request)})
    if request.method == "POST" and (rij := leg_vast(form, gezin, door_id=request.user.pk)) is not None:
        messages.success(request, "De hulp staat erbij.")
        return redirect(rij)
    return toon_gezin(
        request,
        gezin,
        "gezinnen/formulier.html",
        tab=TAB,
        form=form,
        formtitel="Andere hulp toevoegen",
        tekst="Voor hulp zonder SPIC: voor ouders, uit het netwerk, of erbij voor een tijd.",
        knoptekst="Bewaar deze hulp",
        terug=reverse(TAB, kwargs={"nummer": gezin.nummer}),
    )


def vooraf(request: Verzoek) -> dict[str, Any]:
    """What the address asks to be chosen already: the first kind of help of a `groep`, and for whom (`voor`, a member)."""
    soort = Hulpsoort.objects.filter(actief=True, groep=request.GET.get("groep", "")).first()
    voor = getal(request, "voor")
    return {**({"soort": soort.pk} if soort else {}), **({"leden": [voor]} if voor else {})}


def leg_vast(form: NieuweHulpForm, gezin: Gezin, *, door_id: int) -> AndereHulp | None:
    """The new help; the same one when this form was sent before. None with errors in the form."""
    if not form.is_valid():
        return None
    al_gedaan: AndereHulp | None = gezin.andere_hulp.filter(sleutel=form.cleaned_data["sleutel"]).first()
    if al_gedaan is not None:
        return al_gedaan
    with transaction.atomic():
        rij = bewaar(form, gezin=gezin, door_id=door_id)
        if rij is None:
            return None
        rij.zet_voor_wie(leden=[lid.pk for lid in form.cleaned_data["leden"]], stammen=form.stammen)
        Gebeurtenis.leg_vast(gezin, "hulp.aangevraagd", door_id=door_id, onderwerp_id=rij.pk)
        if start := form.cleaned_data["gestart_op"]:
            rij.start(op=start, door_id=door_id)
    return rij


@formulier
@dossier("verwijzing.schrijven")
@met_concept("Andere hulp wijzigen")
def wijzigen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = get_object_or_404(gezin.andere_hulp, pk=pk)

    def opslaan(form: AndereHulpForm) -> AndereHulp | None:
        with transaction.atomic():
            gewijzigd = bewaar(form)
            if gewijzigd is not None:
                leden = [lid.pk for lid in form.cleaned_data["leden"]]
                gewijzigd.zet_voor_wie(leden=leden, stammen=form.stammen)
        return gewijzigd

    return formulierpagina(
        request,
        gezin,
        AndereHulpForm(ingevuld(request), gezin=gezin, instance=rij),
        tab=TAB,
        titel="Andere hulp wijzigen",
        knop="Bewaar",
        terug=rij.get_absolute_url(),
        gebeurtenis="hulp.gewijzigd",
        melding="De wijziging is bewaard.",
        opslaan=opslaan,
    )


Maak = Callable[..., StandForm | TekenForm | WisselForm]


def stap(request: Verzoek, gezin: Gezin, pk: int, maak: Maak, *, titel: str, knop: str, melding: str) -> HttpResponse:
    """A step in the life of this help; what the domain refuses, stands on top of the form."""
    rij = get_object_or_404(gezin.andere_hulp.select_related("soort"), pk=pk)
    if not rij.loopt:
        if request.method == "POST":
            raise NietMeer(VOORBIJ)
        messages.info(request, VOORBIJ)
        return redirect(rij)
    form = maak(ingevuld(request), hulp=rij)
    if request.method == "POST" and form.is_valid():
        try:
            form.doe(door_id=request.user.pk)
        except HulpGeweigerd as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, melding)
            return redirect(rij)
    context: dict[str, Any] = {"formtitel": titel, "knoptekst": knop, "tekst": rij.soort.naam}
    context["terug"] = rij.get_absolute_url()
    return toon_gezin(request, gezin, "gezinnen/formulier.html", tab=TAB, form=form, **context)


@formulier
@dossier("verwijzing.schrijven")
@met_concept("Stand van andere hulp")
def stand(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    return stap(request, gezin, pk, StandForm, titel="Hoe staat het met de hulp", knop="Bewaar", melding="Bewaard.")


@formulier
@dossier("verwijzing.schrijven")
@met_concept("Bericht over andere hulp")
def teken(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    titel, melding = "Wat hoorde u van deze hulp", "Het bericht is bewaard."
    return stap(request, gezin, pk, TekenForm, titel=titel, knop="Bewaar het bericht", melding=melding)


@formulier
@dossier("verwijzing.schrijven")
@met_concept("Iemand anders helpt", versieveld="van")
def wissel(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = get_object_or_404(gezin.andere_hulp, pk=pk)
    if rij.netwerklid_id:
        messages.info(request, "Deze hulp is van iemand uit het netwerk. Verander dat bij ‘Wijzigen’.")
        return redirect(rij)
    titel, melding = "Iemand anders helpt", "Bewaard wie er nu helpt."
    return stap(request, gezin, pk, WisselForm, titel=titel, knop="Bewaar wie er helpt", melding=melding)
