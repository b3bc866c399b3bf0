"""Aanmeldingen: from the telephone call to the decision. Nobody here sees a family from within."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.bewaren import bewaar
from gezinnen.forms.instroom import AanmeldingForm, AanvaardForm, BekendForm, WeigerForm, personen_formset
from gezinnen.forms.toewijzen import gekozen_team
from gezinnen.instroom import ZOEKEN_PER_UUR, Nagegaan, ga_na, neem_gezin_aan, stand, tel_zoekvraag, zoek
from gezinnen.models import Aanmelding, AlBesloten
from ggw.concepten.houden import met_concept
from ggw.concepten.naastelkaar import botst
from ggw.concepten.tonen import met_ingevuld
from ggw.organisatie.models import Basisteam
from ggw.toegang.deur import Verzoek, instroom, toon

PER_BLAD = 50
LEGE_RIJEN = 3
RECHT = "aanmelding.behandelen"
formulier = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@instroom(RECHT)
def aanmeldingen(request: Verzoek) -> HttpResponse:
    geweigerd = request.GET.get("toon") == "geweigerd"
    rijen, volgende = (
        blad_geweigerd(request) if geweigerd else (list(Aanmelding.objects.voor_lijst().op_urgentie()), "")
    )
    lijst = reverse("gezinnen:aanmeldingen")
    tabs = [
        {"naam": "Nog te beslissen", "url": lijst, "actief": not geweigerd},
        {"naam": "Geweigerd", "url": f"{lijst}?toon=geweigerd", "actief": geweigerd},
    ]
    context = {"rijen": rijen, "volgende": volgende, "geweigerd": geweigerd, "tabs": tabs}
    return render(request, "gezinnen/instroom/lijst.html", context)


def blad_geweigerd(request: Verzoek) -> tuple[list[Aanmelding], str]:
    """One page of refused ones, and the address of the next; `na` is the last id that was shown."""
    rijen = Aanmelding.objects.voor_lijst().geweigerd()
    if (na := request.GET.get("na", "")).isascii() and na.isdigit() and len(na) < 19:
        rijen = rijen.filter(pk__lt=int(na))
    blad = list(rijen[: PER_BLAD + 1])
    volgende = f"?toon=geweigerd&na={blad[PER_BLAD - 1].pk}" if len(blad) > PER_BLAD else ""
    return blad[:PER_BLAD], volgende


@require_safe
@instroom(RECHT)
def aanmelding(request: Verzoek, pk: int) -> HttpResponse:
    rij = get_object_or_404(Aanmelding.objects.select_related("gemeente", "ingevoerd_door", "besloten_door"), pk=pk)
    nagegaan = ga_na(rij, list(rij.personen.all()))
    noem_in_logboek(request, nagegaan)
    *personen, adres = nagegaan
    context = {"aanmelding": rij, "personen": personen, "adres": adres}
    return render(request, "gezinnen/instroom/aanmelding.html", context)


@formulier
@instroom(RECHT)
@met_concept("Aanmelding vastleggen", zonder=("postcode", "huisnummer"))
def nieuw(request: Verzoek) -> HttpResponse:
    return bewerk(request, Aanmelding(ingevoerd_door_id=request.user.pk))


@formulier
@instroom(RECHT)
@met_concept("Aanmelding wijzigen", zonder=("postcode", "huisnummer"))
def wijzigen(request: Verzoek, pk: int) -> HttpResponse:
    rij = nog_open(request, pk)
    return bewerk(request, rij) if rij else redirect("gezinnen:aanmeldingen")


def bewerk(request: Verzoek, rij: Aanmelding) -> HttpResponse:
    """The form of a new or an open aanmelding, with its persons; both are saved, or neither."""
    gegevens = request.POST if request.method == "POST" else None
    versie, gezien = stand(rij), request.POST.get("versie", "")
    form = AanmeldingForm(gegevens, instance=rij)
    personen = personen_formset(LEGE_RIJEN)(gegevens, instance=rij)
    context: dict[str, Any] = {"form": form, "personen": personen, "aanmelding": rij, "versie": gezien or versie}
    if verschillen := botst(gezien, versie, form, personen):
        context |= {"versie": versie, "verschillen": verschillen}
    elif gegevens is not None and bewaar_beide(form, personen):
        messages.success(request, "De aanmelding is bewaard.")
        return redirect(rij)
    return render(request, "gezinnen/instroom/formulier.html", met_ingevuld(request, context))


def bewaar_beide(form: AanmeldingForm, personen: Any) -> bool:
    if not all([form.is_valid(), personen.is_valid()]):
        return False
    with transaction.atomic():
        bewaard = bewaar(form, ingevoerd_door_id=form.instance.ingevoerd_door_id)
        if bewaard:
            personen.save()
    return bewaard is not None


@formulier
@instroom(RECHT)
@met_concept("Gezin aannemen")
def aanvaarden(request: Verzoek, pk: int) -> HttpResponse:
    rij = nog_open(request, pk)
    if rij is None:
        return redirect("gezinnen:aanmeldingen")
    gepost = request.method == "POST"
    teamform, team = gekozen_team(request.POST if gepost else request.GET)
    form = AanvaardForm(request.POST if gepost else None, team=team)
    if team and form.is_valid():
        neem_aan_met_bericht(request, rij, team, form)
        return redirect("gezinnen:aanmeldingen")
    context = {"aanmelding": rij, "form": form, "teamform": teamform, "team": team}
    return render(request, "gezinnen/instroom/aanvaarden.html", met_ingevuld(request, context))


def neem_aan_met_bericht(request: Verzoek, rij: Aanmelding, team: Basisteam, form: AanvaardForm) -> None:
    persoon = form.cleaned_data["persoon"]
    try:
        gezin = neem_gezin_aan(
            rij,
            basisteam=team,
            persoon=persoon,
            wacht=form.wacht,
            reden=form.cleaned_data["reden"],
            door_id=request.user.pk,
        )
    except AlBesloten as fout:
        messages.error(request, str(fout))
        return
    afloop = "wacht op een gezinsmanager. De wachter is" if form.wacht else "toegewezen aan"
    messages.success(request, f"Gezin {gezin.nummer} is aangenomen en {afloop} {persoon.naam} ({team.naam}).")


@formulier
@instroom(RECHT)
@met_concept("Aanmelding weigeren")
def weigeren(request: Verzoek, pk: int) -> HttpResponse:
    rij = nog_open(request, pk)
    if rij is None:
        return redirect("gezinnen:aanmeldingen")
    form = WeigerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            rij.weiger(reden=form.cleaned_data["reden"], door_id=request.user.pk)
            messages.success(request, "De aanmelding is geweigerd. Vertel het aan wie het gezin aanmeldde.")
        except AlBesloten as fout:
            messages.error(request, str(fout))
        return redirect("gezinnen:aanmeldingen")
    return render(request, "gezinnen/instroom/weigeren.html", met_ingevuld(request, {"aanmelding": rij, "form": form}))


def met_zoeklimiet(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Count searches before the door opens: inside it the cache, where the count is, cannot be reached."""

    @wraps(view)
    def geteld(request: Any, **kwargs: Any) -> HttpResponseBase:
        request.te_vaak = request.method == "POST" and not tel_zoekvraag(request.user.pk)
        return view(request, **kwargs)

    return geteld


@formulier
@met_zoeklimiet
@instroom(RECHT)
def bekend(request: Verzoek) -> HttpResponse:
    """What is asked comes by POST, so that no name and no BSN stands in an address."""
    form = BekendForm(request.POST if request.method == "POST" else None)
    if getattr(request, "te_vaak", False):
        uur = (timezone.localtime().hour + 1) % 24
        form.add_error(None, f"U zocht dit uur al {ZOEKEN_PER_UUR} keer. Vanaf {uur}:00 uur kunt u weer zoeken.")
        return render(request, "gezinnen/instroom/bekend.html", {"form": form}, status=429)
    uitkomst = None
    if form.is_valid():
        uitkomst = Nagegaan("Uw vraag", zoek(**form.cleaned_data))
        noem_in_logboek(request, [uitkomst])
    return render(request, "gezinnen/instroom/bekend.html", {"form": form, "uitkomst": uitkomst})


def nog_open(request: Verzoek, pk: int) -> Aanmelding | None:
    """The aanmelding, locked when something will be saved. None, with a message, when a colleague decided meanwhile."""
    gepost = request.method == "POST"
    rijen = Aanmelding.objects.select_for_update() if gepost else Aanmelding.objects.all()
    rij = rijen.filter(pk=pk).first()
    if rij is None and not gepost:
        raise Http404
    if rij is None or not rij.is_open:
        messages.error(request, str(AlBesloten()))
        return None
    return rij


def noem_in_logboek(request: Verzoek, nagegaan: list[Nagegaan]) -> None:
    toon(request, sorted({treffer.gezin for deel in nagegaan for treffer in deel.treffers or []}))
