"""One uitvoerdersoverleg: its agenda while it is to come, the page at the table, and the report afterwards."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.formulierpagina import ingevuld
from gezinnen.models import Gezin, Uitvoerdersoverleg
from gezinnen.models.uitvoerdersoverleg import NIET_MEER_GEPLAND
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import NietMeer, met_concept
from ggw.toegang.deur import Verzoek, dossier
from veiligheid.forms.overleg import Houddeel
from veiligheid.overlegbeeld import Overlegbeeld

TAB = "gezinnen:overleg"


@require_safe
@dossier("contact.bekijken")
def overleg(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rijen = gezin.uitvoerdersoverleggen.select_related("verzet_naar", "vastgelegd_door", "door")
    rij = get_object_or_404(rijen, pk=pk)
    return toon_gezin(
        request,
        gezin,
        "veiligheid/overleg/overleg.html",
        tab=TAB,
        overleg=rij,
        beeld=Overlegbeeld(rij),
        mag_houden=request.user.has_perm("overleg.houden"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("overleg.houden")
@met_concept("Uitvoerdersoverleg houden")
def houden(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rijen = gezin.uitvoerdersoverleggen.all()
    if request.method == "POST":
        rijen = rijen.select_for_update(of=("self",))
    rij = get_object_or_404(rijen, pk=pk)
    if not rij.is_gepland:
        return al_klaar(request, rij)
    deel = Houddeel(rij, ingevuld(request), ik=request.user.pk)
    if request.method == "POST" and deel.is_valid() and deel.houd(door_id=request.user.pk):
        messages.success(request, "Het overleg is vastgelegd.")
        return redirect(rij)
    return toon_gezin(request, gezin, "veiligheid/overleg/houden.html", tab=TAB, overleg=rij, deel=deel)


def al_klaar(request: Verzoek, rij: Uitvoerdersoverleg) -> HttpResponse:
    """A double click leads to the report; what another typed meanwhile is shown back with the reason."""
    eigen = rij.is_gehouden and rij.vastgelegd_door_id == request.user.pk
    if request.method == "POST" and not eigen:
        raise NietMeer(NIET_MEER_GEPLAND)
    messages.info(request, "Dit overleg is al vastgelegd." if rij.is_gehouden else NIET_MEER_GEPLAND)
    return redirect(rij)
