"""Wie bel ik waarvoor, on one page for on the fridge."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gezinnen.models import Gezin
from ggw.toegang.deur import Verzoek, dossier
from rapportage.pdf import maak_een_blad
from rapportage.views.afdruk import als_bestand
from spic.bellijst import blad


@require_safe
@dossier("verwijzing.bekijken")
def koelkast(request: Verzoek, gezin: Gezin) -> HttpResponse:
    context = {"nummer": gezin.nummer, "lijnen": blad(gezin), "op": timezone.localdate()}
    return als_bestand(maak_een_blad("rapportage/pdf/bellijst.html", context), f"{gezin.nummer}-wie-bel-ik.pdf")
