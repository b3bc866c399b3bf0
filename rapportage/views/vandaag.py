from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ggw.toegang.deur import Verzoek, lijst, toon


@require_safe
@lijst("vandaag.bekijken")
def vandaag(request: Verzoek) -> HttpResponse:
    toon(request, [])
    return render(request, "rapportage/vandaag.html")
