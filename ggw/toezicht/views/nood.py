"""The second person of emergency access and afscherming: the privacyfunctionaris."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from ggw.toegang.deur import Verzoek, toezicht, toon
from ggw.toegang.models import Inzage, Noodtoegang
from ggw.toegang.nood import beoordeel_noodtoegang, beslis_afscherming
from ggw.toezicht.forms import Besluit, Oordeel
from ggw.toezicht.logboek import in_woorden as regels_in_woorden
from ggw.toezicht.nood import in_woorden, lopend_in_woorden, open_vragen

HOEVEEL = 200
NIET_BEWAARD = "Uw oordeel is niet bewaard: dit is al beoordeeld, of het gaat over uzelf."
NIET_BESLOTEN = "Er is niets veranderd: hier is al over beslist, of u vroeg dit zelf."


@require_http_methods(["GET", "HEAD", "POST"])
@toezicht("inzage.beoordelen", bevestig=True)
def noodtoegang(request: Verzoek, pk: int) -> HttpResponse:
    rij = get_object_or_404(Noodtoegang, pk=pk, vanaf__isnull=False)
    form = Oordeel(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        terecht, oordeel = form.cleaned_data["terecht"] == "ja", form.cleaned_data["oordeel"]
        if beoordeel_noodtoegang(pk, terecht=terecht, oordeel=oordeel):
            messages.success(request, "Uw oordeel is vastgelegd.")
            return redirect("toezicht:begin")
        messages.error(request, NIET_BEWAARD)
        return redirect("toezicht:noodtoegang", pk=pk)
    toon(request, [rij.gezin_id])
    gezien = Inzage.objects.filter(
        gebruiker_id=rij.gebruiker_id, grond="noodtoegang", gezinnen__contains=[rij.gezin_id], tijd__gte=rij.vanaf
    )
    regels = regels_in_woorden(list(gezien.filter(tijd__lte=rij.tot).order_by("tijd", "pk")[:HOEVEEL]))
    zelf = rij.gebruiker_id == request.user.pk
    context = {"wat": in_woorden([rij])[0], "form": form, "regels": regels, "zelf": zelf}
    return render(request, "toezicht/noodtoegang.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@toezicht("afscherming.beslissen", bevestig=True)
def afscherming(request: Verzoek) -> HttpResponse:
    if request.method == "POST":
        form = Besluit(request.POST)
        if not form.is_valid():
            raise Http404
        keuze = form.cleaned_data
        if beslis_afscherming(keuze["wat"], keuze["welke"], akkoord=keuze["besluit"] == "ja"):
            messages.success(request, "Uw besluit is vastgelegd.")
        else:
            messages.error(request, NIET_BESLOTEN)
        return redirect("toezicht:afscherming")
    toon(request, [])
    context = {"vragen": open_vragen(), "lopend": lopend_in_woorden()}
    return render(request, "toezicht/afscherming.html", context)
