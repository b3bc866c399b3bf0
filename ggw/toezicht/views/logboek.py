"""The access log for the privacyfunctionaris: per family, per colleague, and what must be judged."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ggw.organisatie.models import Medewerker
from ggw.toegang.deur import Verzoek, toezicht, toon
from ggw.toegang.models import Inzage, Opvallend
from ggw.toezicht.forms import Oordeel, Zoeken
from ggw.toezicht.logboek import (
    beoordeel,
    gezin_met_nummer,
    in_woorden,
    open_opvallend,
    pagina,
    van_gezin,
    van_medewerker_op,
)
from ggw.toezicht.nood import noodtoegangen, open_vragen

HOEVEEL = 200


@require_safe
@toezicht("inzage.bekijken")
def begin(request: Verzoek) -> HttpResponse:
    form = Zoeken(request.GET or None)
    if form.is_bound and form.is_valid():
        if form.cleaned_data["nummer"]:
            return redirect("toezicht:gezin", nummer=form.cleaned_data["nummer"].strip())
        if form.cleaned_data["medewerker"]:
            return redirect("toezicht:medewerker", pk=form.cleaned_data["medewerker"].pk)
    toon(request, [])
    te_doen = met_namen(list(open_opvallend()[:HOEVEEL]))
    beoordeeld = met_namen(list(Opvallend.objects.filter(beoordeeld_op__isnull=False).order_by("-beoordeeld_op")[:20]))
    context = {"form": form, "te_doen": te_doen, "beoordeeld": beoordeeld}
    context |= {"nood": noodtoegangen(), "te_beslissen": len(open_vragen())}
    return render(request, "toezicht/begin.html", context)


@require_safe
@toezicht("inzage.bekijken")
def van_een_gezin(request: Verzoek, nummer: str) -> HttpResponse:
    gezin = gezin_met_nummer(nummer)
    if gezin is None:
        raise Http404
    toon(request, [gezin])
    rijen, na = pagina(van_gezin(gezin), request.GET.get("na", ""))
    context = {"titel": f"Wie zag gezin {nummer}", "regels": in_woorden(rijen), "met_naam": True}
    return render(request, "toezicht/regels.html", context | bladeren(request, na))


@require_safe
@toezicht("inzage.bekijken")
def van_een_medewerker(request: Verzoek, pk: int) -> HttpResponse:
    mens = get_object_or_404(Medewerker, pk=pk)
    rijen, na = pagina(Inzage.objects.filter(gebruiker_id=pk), request.GET.get("na", ""))
    toon(request, sorted({gezin for rij in rijen for gezin in rij.gezinnen}))
    context = {"titel": f"Wat {mens.naam} opende", "kort": "Wat een medewerker opende", "regels": in_woorden(rijen)}
    return render(request, "toezicht/regels.html", context | bladeren(request, na))


@require_http_methods(["GET", "HEAD", "POST"])
@toezicht("inzage.beoordelen", bevestig=True)
def opvallend(request: Verzoek, pk: int) -> HttpResponse:
    rij = get_object_or_404(Opvallend, pk=pk)
    form = Oordeel(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if beoordeel(pk, terecht=form.cleaned_data["terecht"] == "ja", oordeel=form.cleaned_data["oordeel"]):
            messages.success(request, "Uw oordeel is vastgelegd.")
            return redirect("toezicht:begin")
        messages.error(request, "Uw oordeel is niet bewaard: dit is al beoordeeld, of het gaat over uzelf.")
        return redirect("toezicht:opvallend", pk=pk)
    regels = list(van_medewerker_op(rij.gebruiker_id, rij.dag)[:HOEVEEL])
    toon(request, sorted({gezin for regel in regels for gezin in regel.gezinnen}))
    context = {
        "wat": met_namen([rij])[0],
        "form": form,
        "regels": in_woorden(regels),
        "zelf": rij.gebruiker_id == request.user.pk,
    }
    return render(request, "toezicht/opvallend.html", context)


def met_namen(rijen: list[Opvallend]) -> list[dict[str, Any]]:
    wie = {rij.gebruiker_id for rij in rijen} | {rij.beoordeeld_door_id for rij in rijen}
    namen = dict(Medewerker.objects.filter(pk__in=wie - {None}).values_list("pk", "naam"))
    return [
        {
            "rij": rij,
            "naam": namen.get(rij.gebruiker_id, "Onbekend"),
            "door": namen.get(rij.beoordeeld_door_id or 0, ""),
        }
        for rij in rijen
    ]


def bladeren(request: Verzoek, na: str) -> dict[str, str]:
    return {
        "vorige": request.path if request.GET.get("na") else "",
        "volgende": f"?na={na}" if na else "",
        "terug": reverse("toezicht:begin"),
    }
