"""The PDF of a borgingsplan, and the page for on the fridge."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gezinnen.borgingsopname import maak_borgingsopname
from gezinnen.models import Borgingsplan, Gezin
from ggw.organisatie.sessies import telt_niet
from ggw.toegang.deur import Verzoek, dossier
from rapportage.pdf import maak_borgings_pdf, maak_koelkast_pdf
from rapportage.views.afdruk import als_bestand, stand_van


@telt_niet
@require_safe
@dossier("borging.bekijken")
def stand(request: Verzoek, gezin: Gezin, pk: int) -> JsonResponse:
    return stand_van(get_object_or_404(gezin.planafdrukken.defer("inhoud"), borgingsplan_id=pk))


@require_safe
@dossier("borging.bekijken")
def download(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """The PDF as it was made once after vaststelling."""
    klaar = gezin.planafdrukken.select_related("borgingsplan").filter(klaar_op__isnull=False)
    afdruk = get_object_or_404(klaar, borgingsplan_id=pk)
    nummer = afdruk.borgingsplan.nummer if afdruk.borgingsplan else ""
    return als_bestand(bytes(afdruk.inhoud or b""), f"{gezin.nummer}-borgingsplan-{nummer}.pdf")


@require_safe
@dossier("borging.bekijken")
def koelkast(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    plan = get_object_or_404(gezin.borgingsplannen.vastgesteld(), pk=pk)
    return als_bestand(maak_koelkast_pdf(plan.momentopname or {}), f"{gezin.nummer}-koelkast.pdf")


@require_safe
@dossier("borging.bekijken")
def concept(request: Verzoek, gezin: Gezin) -> HttpResponse:
    """The concept as it is now, to read through together at the table."""
    plan: Borgingsplan | None = gezin.borgingsplannen.concept()
    if plan is None:
        raise Http404
    return als_bestand(maak_borgings_pdf(maak_borgingsopname(plan)), f"{gezin.nummer}-borgingsplan-concept.pdf")
