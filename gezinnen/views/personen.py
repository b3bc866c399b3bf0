"""Of one person: addresses, phone and mail, and the BSN."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from gezinnen.bewaren import bewaar_ook_voor
from gezinnen.forms.leden import AdresForm, BsnForm, ContactgegevenForm, GeheimAdresForm
from gezinnen.formulierpagina import formulierpagina, ingevuld
from gezinnen.models import Gebeurtenis, Gezin
from gezinnen.pagina import toon_gezin
from gezinnen.views.leden import TAB, formulier, terug_naar_lid, toon_lid
from ggw.toegang.deur import Verzoek, dossier
from ggw.toegang.poort import toon_bsn


@formulier
@dossier("gezin.wijzigen")
def adres_toevoegen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    lid = get_object_or_404(gezin.leden, pk=pk)
    return formulierpagina(
        request,
        gezin,
        AdresForm(ingevuld(request), gezin=gezin, lid=lid),
        tab=TAB,
        titel="Adres toevoegen",
        wie=lid,
        knop="Adres bewaren",
        terug=terug_naar_lid(lid),
        gebeurtenis="adres.toegevoegd",
        melding="Het adres is toegevoegd.",
        opslaan=partial(bewaar_ook_voor, veld="gezinslid"),
    )


@formulier
@dossier("gezin.wijzigen")
def adres_wijzigen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    adres = get_object_or_404(gezin.adressen.select_related("gezinslid"), pk=pk)
    ingevoerd = ingevuld(request)
    form: GeheimAdresForm | AdresForm = (
        GeheimAdresForm(ingevoerd, gezin=gezin, instance=adres)
        if adres.geheim
        else AdresForm(ingevoerd, gezin=gezin, lid=adres.gezinslid, instance=adres)
    )
    return formulierpagina(
        request,
        gezin,
        form,
        tab=TAB,
        titel="Geheim adres wijzigen of beëindigen" if adres.geheim else "Adres wijzigen of beëindigen",
        wie=adres.gezinslid,
        knop="Wijziging bewaren",
        terug=terug_naar_lid(adres.gezinslid),
        gebeurtenis="adres.gewijzigd",
        melding="Het adres is gewijzigd.",
        tekst="Is deze persoon verhuisd? Vul de laatste dag in en voeg het nieuwe adres toe." if adres.geheim else "",
    )


@require_POST
@dossier("gezin.wijzigen")
def adres_tonen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """The secret address, in this answer only; the path of this page in the access log says that it was shown."""
    adres = get_object_or_404(gezin.adressen, pk=pk, geheim=True)
    return toon_lid(request, gezin, adres.gezinslid_id, adres_getoond=adres)


@formulier
@dossier("gezin.wijzigen")
def contactgegeven_toevoegen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    lid = get_object_or_404(gezin.leden, pk=pk)
    return formulierpagina(
        request,
        gezin,
        ContactgegevenForm(ingevuld(request), gezin=gezin, lid=lid),
        tab=TAB,
        titel="Telefoon of e-mail toevoegen",
        wie=lid,
        knop="Bewaren",
        terug=terug_naar_lid(lid),
        gebeurtenis="contactgegeven.toegevoegd",
        melding="Het nummer of adres is toegevoegd.",
    )


@formulier
@dossier("gezin.wijzigen")
def contactgegeven_wijzigen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    gegeven = get_object_or_404(gezin.contactgegevens.select_related("gezinslid"), pk=pk)
    return formulierpagina(
        request,
        gezin,
        ContactgegevenForm(ingevuld(request), gezin=gezin, lid=gegeven.gezinslid, instance=gegeven),
        tab=TAB,
        titel="Telefoon of e-mail wijzigen",
        wie=gegeven.gezinslid,
        knop="Wijziging bewaren",
        terug=terug_naar_lid(gegeven.gezinslid),
        gebeurtenis="contactgegeven.gewijzigd",
        melding="Het nummer of adres is gewijzigd.",
    )


@require_POST
@dossier("gezin.wijzigen")
def contactgegeven_verwijderen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    gegeven = get_object_or_404(gezin.contactgegevens.select_related("gezinslid"), pk=pk)
    gegeven.delete()
    Gebeurtenis.leg_vast(gezin, "contactgegeven.verwijderd", door_id=request.user.pk, onderwerp_id=pk)
    messages.success(request, "Het nummer of adres is verwijderd.")
    return redirect(terug_naar_lid(gegeven.gezinslid))


@formulier
@dossier("gezin.wijzigen")
def bsn_vastleggen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    lid = get_object_or_404(gezin.leden, pk=pk)
    form = BsnForm(ingevuld(request))
    if request.method == "POST" and form.leg_vast(lid):
        Gebeurtenis.leg_vast(gezin, "bsn.vastgesteld", door_id=request.user.pk, onderwerp_id=lid.pk)
        messages.success(request, "Het BSN is vastgelegd.")
        return redirect(terug_naar_lid(lid))
    return toon_gezin(
        request,
        gezin,
        "gezinnen/formulier.html",
        tab=TAB,
        form=form,
        formtitel="BSN vastleggen",
        wie=lid,
        knoptekst="BSN vastleggen",
        terug=terug_naar_lid(lid),
    )


@formulier
@dossier("gezin.bsn_tonen", bevestig=True)
def bsn_tonen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """First what showing it means; then the BSN, in that answer only. Showing and logging are one statement in the database."""
    lid = get_object_or_404(gezin.leden, pk=pk, bsn_vastgesteld_op__isnull=False)
    if request.method == "POST":
        return toon_lid(request, gezin, lid.pk, bsn=toon_bsn(request, lid.pk))
    request.gebeurtenis = "gezin.bekijken"  # nothing is shown yet
    return toon_gezin(request, gezin, "gezinnen/leden/bsn_tonen.html", tab=TAB, wie=lid, terug=terug_naar_lid(lid))
