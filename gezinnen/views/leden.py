"""Gezin en netwerk: the page of all people of a family, and the page of one."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.forms.leden import HuishoudenForm, LidForm
from gezinnen.formulierpagina import formulierpagina, ingevuld
from gezinnen.gezinsbeeld import maak_gezinsbeeld
from gezinnen.models import Gezin, Gezinslid
from gezinnen.pagina import toon_gezin
from gezinnen.wijzigingen import wijzigingen_van
from ggw.concepten.houden import met_concept
from ggw.toegang.deur import Verzoek, dossier
from ggw.toegang.poort import open_koppelvoorstellen

TAB = "gezinnen:leden"
formulier = require_http_methods(["GET", "HEAD", "POST"])


def mag(request: Verzoek) -> dict[str, bool]:
    """What this person may do on these pages, for the templates."""
    return {
        "wijzigen": request.user.has_perm("gezin.wijzigen"),
        "bsn": request.user.has_perm("gezin.bsn_tonen"),
        "koppelen": request.user.has_perm("persoon.koppelen"),
        "lezen": request.user.has_perm("contact.bekijken"),
    }


def terug_naar_leden(gezin: Gezin) -> str:
    return reverse("gezinnen:leden", kwargs={"nummer": gezin.nummer})


def terug_naar_lid(lid: Gezinslid) -> str:
    return reverse("gezinnen:lid", kwargs={"nummer": lid.gezin.nummer, "pk": lid.pk})


@require_safe
@dossier("gezin.bekijken")
def leden(request: Verzoek, gezin: Gezin) -> HttpResponse:
    voorstellen = open_koppelvoorstellen() if request.user.has_perm("persoon.koppelen") else []
    return toon_gezin(
        request,
        gezin,
        "gezinnen/leden/leden.html",
        tab=TAB,
        beeld=(beeld := maak_gezinsbeeld(gezin)),
        voorstellen=[(voorstel, beeld.mensen[voorstel.gezinslid_id].lid) for voorstel in voorstellen],
        mag=mag(request),
    )


@require_safe
@dossier("gezin.bekijken")
def lid(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    return toon_lid(request, gezin, pk)


def toon_lid(request: Verzoek, gezin: Gezin, pk: int, **getoond: Any) -> HttpResponse:
    """The page of one person; Http404 when not of this family. `bsn` and `adres_getoond` (an Adres) are what was just revealed, in this answer only."""
    rechten, beeld = mag(request), maak_gezinsbeeld(gezin)
    mens = beeld.mensen.get(pk)
    if mens is None:
        raise Http404
    return toon_gezin(
        request,
        gezin,
        "gezinnen/leden/lid.html",
        tab=TAB,
        mens=mens,
        wijzigingen=wijzigingen_van(mens.lid, beeld) if rechten["lezen"] else [],
        mag=rechten,
        **getoond,
    )


@formulier
@dossier("gezin.wijzigen")
@met_concept("Gezinslid toevoegen")
def lid_toevoegen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    return formulierpagina(
        request,
        gezin,
        LidForm(ingevuld(request), gezin=gezin),
        tab=TAB,
        titel="Gezinslid toevoegen",
        knop="Gezinslid bewaren",
        terug=terug_naar_leden(gezin),
        gebeurtenis="lid.toegevoegd",
        melding="Het gezinslid is toegevoegd.",
    )


@formulier
@dossier("gezin.wijzigen")
@met_concept("Gezinslid wijzigen")
def lid_wijzigen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    lid = get_object_or_404(gezin.leden, pk=pk)
    return formulierpagina(
        request,
        gezin,
        LidForm(ingevuld(request), gezin=gezin, instance=lid),
        tab=TAB,
        titel="Gezinslid wijzigen",
        knop="Wijziging bewaren",
        terug=terug_naar_lid(lid),
        gebeurtenis="lid.gewijzigd",
        melding="De gegevens zijn gewijzigd.",
    )


@formulier
@dossier("gezin.wijzigen")
def huishouden_toevoegen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    return formulierpagina(
        request,
        gezin,
        HuishoudenForm(ingevuld(request), gezin=gezin),
        tab=TAB,
        titel="Huishouden toevoegen",
        knop="Huishouden bewaren",
        terug=terug_naar_leden(gezin),
        gebeurtenis="huishouden.toegevoegd",
        melding="Het huishouden is toegevoegd. Kies het nu bij de gezinsleden die er wonen.",
    )


@formulier
@dossier("gezin.wijzigen")
def huishouden_wijzigen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    huishouden = get_object_or_404(gezin.huishoudens, pk=pk)
    return formulierpagina(
        request,
        gezin,
        HuishoudenForm(ingevuld(request), gezin=gezin, instance=huishouden),
        tab=TAB,
        titel="Huishouden wijzigen",
        knop="Wijziging bewaren",
        terug=terug_naar_leden(gezin),
        gebeurtenis="huishouden.gewijzigd",
        melding="Het huishouden is gewijzigd.",
    )
