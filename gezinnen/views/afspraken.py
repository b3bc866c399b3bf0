from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.afspraken import hoe_vaak
from gezinnen.bewaren import bewaar
from gezinnen.forms.afspraken import AfspraakForm, ContactafsprakenForm
from gezinnen.formulierpagina import formulierpagina, ingevuld
from gezinnen.models import Afspraak, Contactafspraak, Gezin
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import met_concept
from ggw.toegang.deur import Verzoek, dossier

TAB = "veiligheid:contacten"


def terug_naar(gezin: Gezin) -> str:
    return reverse("gezinnen:afspraken", kwargs={"nummer": gezin.nummer})


def bewaar_afspraak(form: AfspraakForm, **velden: Any) -> Afspraak | None:
    return bewaar(form, op=form.op, **velden) if form.is_valid() else None


@require_safe
@dossier("contact.bekijken")
def afspraken(request: Verzoek, gezin: Gezin) -> HttpResponse:
    komend = gezin.afspraken.komend().select_related("met")
    return toon_gezin(
        request, gezin, "gezinnen/afspraken/lijst.html", tab=TAB, afspraken=komend, kinderen=hoe_vaak(gezin)
    )


@require_http_methods(["GET", "POST"])
@dossier("contact.vastleggen")
@met_concept("Afspraak maken")
def afspraak_nieuw(request: Verzoek, gezin: Gezin) -> HttpResponse:
    return formulierpagina(
        request,
        gezin,
        AfspraakForm(ingevuld(request)),
        tab=TAB,
        titel="Afspraak maken",
        knop="Afspraak maken",
        terug=terug_naar(gezin),
        gebeurtenis="afspraak.gemaakt",
        melding="De afspraak staat.",
        opslaan=partial(bewaar_afspraak, gezin=gezin, met_id=request.user.pk),
    )


@require_http_methods(["GET", "POST"])
@dossier("contact.vastleggen")
@met_concept("Afspraak wijzigen")
def afspraak_wijzigen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    afspraak = get_object_or_404(gezin.afspraken.filter(afgezegd_op__isnull=True), pk=pk)
    return formulierpagina(
        request,
        gezin,
        AfspraakForm(ingevuld(request), instance=afspraak),
        tab=TAB,
        titel="Afspraak wijzigen",
        knop="Afspraak bewaren",
        terug=terug_naar(gezin),
        gebeurtenis="afspraak.gewijzigd",
        melding="De afspraak is gewijzigd.",
        opslaan=bewaar_afspraak,
    )


@require_http_methods(["GET", "POST"])
@dossier("contact.vastleggen")
def afspraak_afzeggen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    afspraak = get_object_or_404(gezin.afspraken.all(), pk=pk)
    if request.method == "POST":
        if afspraak.zeg_af(door_id=request.user.pk):
            messages.success(request, "De afspraak is afgezegd.")
        else:
            messages.info(request, "Deze afspraak was al afgezegd.")
        return redirect(terug_naar(gezin))
    return toon_gezin(request, gezin, "gezinnen/afspraken/afzeggen.html", tab=TAB, afspraak=afspraak)


@require_http_methods(["GET", "POST"])
@dossier("contact.vastleggen")
def contactafspraken(request: Verzoek, gezin: Gezin) -> HttpResponse:
    form = ContactafsprakenForm(ingevuld(request), gezin=gezin)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            for kind_id, weken in form.weken().items():
                Contactafspraak.spreek_af(gezin, kind_id, weken, door_id=request.user.pk)
        messages.success(request, "De afspraken over hoe vaak u de kinderen ziet, zijn bewaard.")
        return redirect(terug_naar(gezin))
    return toon_gezin(
        request, gezin, "gezinnen/afspraken/contactafspraken.html", tab=TAB, form=form, kinderen=hoe_vaak(gezin)
    )
