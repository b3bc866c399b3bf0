"""Signals of one family: all of them, one, reporting, and judging."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.formulierpagina import ingevuld
from gezinnen.models import Gezin
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import NietMeer, met_concept
from ggw.toegang.deur import Verzoek, dossier
from veiligheid.beeld import Veiligheidsbeeld
from veiligheid.forms.signaal import BeoordelingForm, SignaalForm
from veiligheid.models import Signaal, SignaalGeweigerd

TAB = "veiligheid:overzicht"


@require_safe
@dossier("veiligheid.bekijken")
def signalen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    rijen = gezin.signalen.geheel()
    context: dict[str, Any] = {
        "open": rijen.open().dringendst_eerst(),
        "beoordeeld": rijen.beoordeeld().order_by("-ontvangen_op", "-id"),
        "mag_melden": request.user.has_perm("contact.vastleggen"),
    }
    return toon_gezin(request, gezin, "veiligheid/signaal/lijst.html", tab=TAB, **context)


@require_safe
@dossier("veiligheid.bekijken")
def signaal(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = get_object_or_404(gezin.signalen.geheel(), pk=pk)
    mag = request.user.has_perm("signaal.beoordelen") and rij.is_open
    context: dict[str, Any] = {"signaal": rij, "mag_beoordelen": mag, **nu_veilig(request, rij)}
    return toon_gezin(request, gezin, "veiligheid/signaal/signaal.html", tab=TAB, **context)


def nu_veilig(request: Verzoek, rij: Signaal) -> dict[str, Any]:
    """The last mark of each child, and who has none since this signal came in: the question that unsafety asks at once."""
    if rij.soort not in ("spoed", "onveilig"):
        return {}
    kinderen = Veiligheidsbeeld.van(rij.gezin).per_kind
    oud = [k for k in kinderen if k.actueel is None or k.actueel.op < rij.ontvangen_op]
    return {"cijfers": kinderen, "zonder_nieuw": oud, "mag_meten": request.user.has_perm("veiligheid.meten")}


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("contact.vastleggen")
@met_concept("Signaal melden")
def nieuw(request: Verzoek, gezin: Gezin) -> HttpResponse:
    form = SignaalForm(ingevuld(request), gezin=gezin, vandaag=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        rij = form.meld(door_id=request.user.pk)
        messages.success(request, "Het signaal is gemeld. Wie aan zet is, krijgt nu een bericht.")
        return redirect("veiligheid:signaal", nummer=gezin.nummer, pk=rij.pk)
    return toon_gezin(request, gezin, "veiligheid/signaal/nieuw.html", tab=TAB, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("signaal.beoordelen")
@met_concept("Signaal beoordelen")
def beoordelen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = get_object_or_404(gezin.signalen.geheel(), pk=pk)
    if not rij.is_open:
        return al_beoordeeld(request, gezin, rij)
    form = BeoordelingForm(ingevuld(request), signaal=rij)
    if request.method == "POST" and form.is_valid():
        try:
            rij.beoordeel(door_id=request.user.pk, **form.velden())
        except SignaalGeweigerd as fout:
            raise NietMeer(str(fout)) from fout
        messages.success(request, "Het signaal is beoordeeld.")
        return redirect("veiligheid:signaal", nummer=gezin.nummer, pk=pk)
    context = {"signaal": rij, "form": form, **nu_veilig(request, rij)}
    return toon_gezin(request, gezin, "veiligheid/signaal/beoordelen.html", tab=TAB, **context)


def al_beoordeeld(request: Verzoek, gezin: Gezin, rij: Signaal) -> HttpResponse:
    """Nothing to judge any more; who typed something gets it back with the reason."""
    reden = f"Dit signaal is al beoordeeld door {rij.beoordeling.door.naam}."
    if request.method == "POST":
        raise NietMeer(reden)
    messages.info(request, reden)
    return redirect("veiligheid:signaal", nummer=gezin.nummer, pk=rij.pk)
