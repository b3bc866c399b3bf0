from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.forms.termijnen import NvtForm, UitstelForm
from gezinnen.formulierpagina import ingevuld
from gezinnen.models import Gezin, Termijn
from gezinnen.models.termijnen import TermijnGeweigerd
from gezinnen.pagina import toon_gezin
from gezinnen.werkwijzerpagina import mag_besluiten, overzicht_van
from ggw.toegang.deur import Verzoek, dossier

TAB = "gezinnen:overzicht"


@require_safe
@dossier("contact.bekijken")
def werkwijzer(request: Verzoek, gezin: Gezin) -> HttpResponse:
    deel = overzicht_van(gezin, request.user)
    return toon_gezin(request, gezin, "gezinnen/werkwijzer/werkwijzer.html", tab=TAB, deel=deel)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("termijn.uitstellen")
def uitstellen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    form = UitstelForm(ingevuld(request))

    def besluit(termijn: Termijn) -> None:
        gegeven = form.cleaned_data
        termijn.stel_uit(gegeven["tot"], reden=gegeven["reden"], door_id=request.user.pk)

    return besluitpagina(request, gezin, pk, form, besluit, "Termijn uitstellen", "De termijn is uitgesteld.")


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("termijn.uitstellen")
def niet_van_toepassing(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    form = NvtForm(ingevuld(request))

    def besluit(termijn: Termijn) -> None:
        termijn.niet_van_toepassing(reden=form.cleaned_data["reden"], door_id=request.user.pk)

    return besluitpagina(
        request, gezin, pk, form, besluit, "Niet van toepassing", "De termijn staat op niet van toepassing."
    )


def besluitpagina(
    request: Verzoek,
    gezin: Gezin,
    pk: int,
    form: UitstelForm | NvtForm,
    besluit: Callable[[Termijn], None],
    titel: str,
    melding: str,
) -> HttpResponse:
    termijn = get_object_or_404(gezin.termijnen.select_related("norm"), pk=pk)
    terug = reverse("gezinnen:werkwijzer", kwargs={"nummer": gezin.nummer})
    if not mag_besluiten(request.user, termijn):
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        try:
            besluit(termijn)
        except TermijnGeweigerd as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, melding)
            return redirect(terug)
    tekst = f"{termijn.norm.wat}: uiterlijk {termijn.uiterlijk:%d-%m-%Y}. Wat er moet gebeuren, vinkt niemand af: dat blijkt uit het dossier."
    return toon_gezin(
        request,
        gezin,
        "gezinnen/formulier.html",
        tab=TAB,
        form=form,
        formtitel=titel,
        tekst=tekst,
        knoptekst=titel,
        terug=terug,
    )
