from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.afspraken import HOE_VAAK, hoe_vaak, komende_afspraken
from gezinnen.kop import kopvragen
from gezinnen.models import Gezin
from gezinnen.models.contact import IntussenGewijzigd
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import met_concept
from ggw.database.geschreven import Eenmaal
from ggw.database.samen import samen
from ggw.toegang.deur import Verzoek, dossier
from veiligheid import contactpagina
from veiligheid.contact import leg_contact_vast
from veiligheid.forms.contact import FILTERVRAGEN, ContactFilter, ContactForm, ContactWijzigForm

TAB = "veiligheid:contacten"


@require_http_methods(["GET", "POST"])
@dossier("contact.vastleggen")
@met_concept("Contact vastleggen")
def nieuw(request: Verzoek, gezin: Gezin) -> HttpResponse:
    form = ContactForm(
        request.POST if request.method == "POST" else None,
        gezin=gezin,
        met_cijfers=request.user.has_perm("veiligheid.meten"),
    )
    if request.method == "POST" and form.is_valid():
        contact = leg_contact_vast(
            gezin,
            op=form.op,
            soort=form.cleaned_data["soort"],
            auteur_id=request.user.pk,
            tekst=form.cleaned_data["tekst"],
            aanwezigen=form.aanwezigen(),
            cijfers=form.cijfers(),
            resultaten=form.cleaned_data.get("resultaten", ()),
            bodemeisen=form.cleaned_data.get("bodemeisen", ()),
        )
        messages.success(request, "Het contact is vastgelegd.")
        return redirect(contact)
    return toon_gezin(request, gezin, "veiligheid/contact/nieuw.html", tab=TAB, form=form)


@require_safe
@dossier("contact.bekijken")
def contact(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    moment = get_object_or_404(gezin.contactmomenten.select_related("auteur"), pk=pk)
    return toon_gezin(
        request, gezin, "veiligheid/contact/contact.html", tab=TAB, **contactpagina.inhoud(request, moment)
    )


@require_http_methods(["GET", "POST"])
@dossier("contact.vastleggen")
@met_concept("Contact wijzigen")
def wijzigen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    moment = get_object_or_404(gezin.contactmomenten.select_related("auteur"), pk=pk)
    if not contactpagina.mag_wijzigen(request, moment):
        raise PermissionDenied
    form = ContactWijzigForm(request.POST if request.method == "POST" else None, contact=moment)
    extra: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            versie, tekst = form.cleaned_data["versie"], form.cleaned_data["tekst"]
            moment.wijzig(tekst=tekst, aanwezigen=form.aanwezigen(), versie=versie, door_id=request.user.pk)
        except IntussenGewijzigd:
            form, extra = contactpagina.naast_elkaar(request, moment)
        else:
            messages.success(request, "Het contact is gewijzigd.")
            return redirect(moment)
    return toon_gezin(request, gezin, "veiligheid/contact/wijzigen.html", tab=TAB, form=form, contact=moment, **extra)


@require_safe
@dossier("contact.bekijken")
def contacten(request: Verzoek, gezin: Gezin) -> HttpResponse:
    nu = timezone.now()
    van_gezin: list[Eenmaal[Any]] = [*FILTERVRAGEN, *HOE_VAAK, *([] if request.GET else [contactpagina.nieuwste])]
    vragen = [komende_afspraken.met(gezin.pk, nu), *(vraag.met(gezin.pk) for vraag in van_gezin)]
    with samen(*kopvragen(request, gezin), *vragen):
        form = ContactFilter(request.GET, gezin=gezin)
        context: dict[str, Any] = {
            "form": form,
            "afspraken": komende_afspraken(gezin.pk, nu),
            "kinderen": hoe_vaak(gezin),
            **contactpagina.blad(gezin, form, request.GET),
        }
        return toon_gezin(request, gezin, "veiligheid/contact/lijst.html", tab=TAB, **context)
