"""Maatregelen en verblijf: the page per child, and a form for each kind of row."""

from __future__ import annotations

from typing import Any

from django.forms import ModelForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.forms.maatregelen import (
    AanwijzingForm,
    MaatregelEindeForm,
    MaatregelForm,
    MachtigingEindeForm,
    MachtigingForm,
    VerblijfForm,
    ZittingForm,
    beginwaarden,
)
from gezinnen.formulierpagina import formulierpagina, ingevuld
from gezinnen.maatregelbeeld import kindbeelden
from gezinnen.maatregeltermijnen import OTS_CODES
from gezinnen.models import Gezin, SchriftelijkeAanwijzing, Verblijf, Zitting
from gezinnen.models.maatregelen import kader_van
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import met_concept
from ggw.toegang.deur import Verzoek, dossier

TAB = "gezinnen:maatregelen"
METHODEN = ["GET", "HEAD", "POST"]


@require_safe
@dossier("gezin.bekijken")
def maatregelen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    return toon_gezin(
        request,
        gezin,
        "gezinnen/maatregelen/maatregelen.html",
        tab=TAB,
        beelden=kindbeelden(gezin),
        kader=kader_van(gezin),
        ots=gezin.maatregelen.filter(soort__in=OTS_CODES).exists(),
        zittingen=gezin.zittingen.select_related("kind", "maatregel__soort"),
        aanwijzingen=gezin.aanwijzingen.select_related("aan", "maatregel__soort", "maatregel__kind"),
        mag_wijzigen=request.user.has_perm("maatregel.wijzigen"),
    )


def pagina(request: Verzoek, gezin: Gezin, form: ModelForm[Any], **teksten: Any) -> HttpResponse:
    """A form of this tab; after saving back to the page of all measures."""
    terug = reverse(TAB, kwargs={"nummer": gezin.nummer})
    return formulierpagina(request, gezin, form, tab=TAB, terug=terug, **teksten)


def nieuw(request: Verzoek) -> dict[str, Any]:
    """Arguments of a form for a new row: what was sent, or the child whose card the form was opened from."""
    return {"data": ingevuld(request), "initial": beginwaarden(request.GET.get("kind", ""))}


@require_http_methods(METHODEN)
@dossier("maatregel.wijzigen")
@met_concept("Maatregel toevoegen")
def maatregel_nieuw(request: Verzoek, gezin: Gezin) -> HttpResponse:
    return pagina(
        request,
        gezin,
        MaatregelForm(gezin=gezin, **nieuw(request)),
        titel="Maatregel toevoegen",
        knop="Maatregel toevoegen",
        gebeurtenis="maatregel.toegevoegd",
        melding="De maatregel is vastgelegd.",
    )


@require_http_methods(METHODEN)
@dossier("maatregel.wijzigen")
@met_concept("Maatregel wijzigen")
def maatregel_wijzigen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    maatregel = get_object_or_404(gezin.maatregelen, pk=pk)
    return pagina(
        request,
        gezin,
        MaatregelForm(ingevuld(request), gezin=gezin, instance=maatregel),
        titel="Maatregel wijzigen",
        knop="Wijziging bewaren",
        gebeurtenis="maatregel.gewijzigd",
        melding="De maatregel is gewijzigd.",
    )


@require_http_methods(METHODEN)
@dossier("maatregel.wijzigen")
@met_concept("Maatregel verlengen")
def maatregel_verlengen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    maatregel = get_object_or_404(gezin.maatregelen.select_related("soort", "kind"), pk=pk)
    return pagina(
        request,
        gezin,
        MaatregelForm(ingevuld(request), gezin=gezin, instance=maatregel.verlenging()),
        titel=f"{maatregel.soort.kort} van {maatregel.kind.roepnaam} verlengen",
        knop="Verlenging vastleggen",
        tekst="Neem het begin en het einde over uit de nieuwe beschikking.",
        gebeurtenis="maatregel.verlengd",
        melding="De verlenging is vastgelegd.",
    )


@require_http_methods(METHODEN)
@dossier("maatregel.wijzigen")
def maatregel_beeindigen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    maatregel = get_object_or_404(gezin.maatregelen.select_related("soort", "kind"), pk=pk)
    return pagina(
        request,
        gezin,
        MaatregelEindeForm(ingevuld(request), gezin=gezin, instance=maatregel),
        titel=f"{maatregel.soort.kort} van {maatregel.kind.roepnaam} beëindigen",
        knop="Einde vastleggen",
        gebeurtenis="maatregel.beeindigd",
        melding="Het einde van de maatregel is vastgelegd.",
    )


@require_http_methods(METHODEN)
@dossier("maatregel.wijzigen")
def machtiging_nieuw(request: Verzoek, gezin: Gezin) -> HttpResponse:
    return pagina(
        request,
        gezin,
        MachtigingForm(gezin=gezin, **nieuw(request)),
        titel="Machtiging toevoegen",
        knop="Machtiging toevoegen",
        gebeurtenis="machtiging.toegevoegd",
        melding="De machtiging is vastgelegd.",
    )


@require_http_methods(METHODEN)
@dossier("maatregel.wijzigen")
def machtiging_wijzigen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    machtiging = get_object_or_404(gezin.machtigingen, pk=pk)
    return pagina(
        request,
        gezin,
        MachtigingForm(ingevuld(request), gezin=gezin, instance=machtiging),
        titel="Machtiging wijzigen",
        knop="Wijziging bewaren",
        gebeurtenis="machtiging.gewijzigd",
        melding="De machtiging is gewijzigd.",
    )


@require_http_methods(METHODEN)
@dossier("maatregel.wijzigen")
def machtiging_verlengen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    machtiging = get_object_or_404(gezin.machtigingen.select_related("soort", "kind"), pk=pk)
    return pagina(
        request,
        gezin,
        MachtigingForm(ingevuld(request), gezin=gezin, instance=machtiging.verlenging()),
        titel=f"{machtiging.soort.kort} van {machtiging.kind.roepnaam} verlengen",
        knop="Verlenging vastleggen",
        tekst="Neem het begin en het einde over uit de nieuwe beschikking.",
        gebeurtenis="machtiging.verlengd",
        melding="De verlenging is vastgelegd.",
    )


@require_http_methods(METHODEN)
@dossier("maatregel.wijzigen")
def machtiging_beeindigen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    machtiging = get_object_or_404(gezin.machtigingen.select_related("soort", "kind"), pk=pk)
    return pagina(
        request,
        gezin,
        MachtigingEindeForm(ingevuld(request), gezin=gezin, instance=machtiging),
        titel=f"{machtiging.soort.kort} van {machtiging.kind.roepnaam} beëindigen",
        knop="Einde vastleggen",
        gebeurtenis="machtiging.beeindigd",
        melding="Het einde van de machtiging is vastgelegd.",
    )


@require_http_methods(METHODEN)
@dossier("maatregel.wijzigen")
@met_concept("Zitting")
def zitting(request: Verzoek, gezin: Gezin, pk: int | None = None) -> HttpResponse:
    """A new hearing, or with `pk` an existing one."""
    rij = get_object_or_404(gezin.zittingen, pk=pk) if pk is not None else Zitting()
    return pagina(
        request,
        gezin,
        ZittingForm(ingevuld(request), gezin=gezin, instance=rij),
        titel="Zitting wijzigen" if pk else "Zitting toevoegen",
        knop="Zitting bewaren",
        gebeurtenis="zitting.gewijzigd" if pk else "zitting.toegevoegd",
        melding="De zitting is bewaard.",
    )


@require_http_methods(METHODEN)
@dossier("maatregel.wijzigen")
@met_concept("Schriftelijke aanwijzing")
def aanwijzing(request: Verzoek, gezin: Gezin, pk: int | None = None) -> HttpResponse:
    rij = get_object_or_404(gezin.aanwijzingen, pk=pk) if pk is not None else SchriftelijkeAanwijzing()
    return pagina(
        request,
        gezin,
        AanwijzingForm(ingevuld(request), gezin=gezin, instance=rij),
        titel="Schriftelijke aanwijzing wijzigen" if pk else "Schriftelijke aanwijzing toevoegen",
        knop="Aanwijzing bewaren",
        gebeurtenis="aanwijzing.gewijzigd" if pk else "aanwijzing.toegevoegd",
        melding="De schriftelijke aanwijzing is bewaard.",
    )


@require_http_methods(METHODEN)
@dossier("maatregel.wijzigen")
def verblijf(request: Verzoek, gezin: Gezin, pk: int | None = None) -> HttpResponse:
    rij = get_object_or_404(gezin.verblijven, pk=pk) if pk is not None else Verblijf()
    begin = {} if pk else beginwaarden(request.GET.get("kind", ""))
    return pagina(
        request,
        gezin,
        VerblijfForm(ingevuld(request), gezin=gezin, instance=rij, initial=begin),
        titel="Verblijf wijzigen" if pk else "Verblijf toevoegen",
        knop="Verblijf bewaren",
        gebeurtenis="verblijf.gewijzigd" if pk else "verblijf.toegevoegd",
        melding="Het verblijf is bewaard.",
        opslaan=lambda form: form.leg_vast(request.user.pk),
    )
