from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.forms.berichten import DuwtjeForm, VoorkeurenForm
from gezinnen.formulierpagina import ingevuld
from gezinnen.herinneren import (
    mijn_berichten,
    mislukte_berichten,
    probeer_opnieuw,
    verzending_leeft,
    verzending_stand,
)
from gezinnen.models import Duwtje, Gezin, Herinneringsvoorkeur
from gezinnen.models.termijnen import TermijnGeweigerd
from gezinnen.pagina import toon_gezin
from gezinnen.weekoverzicht import weekoverzicht_van
from ggw.toegang.deur import Verzoek, beheer, dossier, lijst, toon

PER_PAGINA = 25


@require_safe
@lijst("vandaag.bekijken")
def berichten(request: Verzoek) -> HttpResponse:
    gevraagd = request.GET.get("voor", "")
    voor = int(gevraagd) if gevraagd.isascii() and gevraagd.isdigit() and len(gevraagd) < 19 else None
    rijen = mijn_berichten(voor=voor, hoeveel=PER_PAGINA + 1, mag=request.user.has_perm)
    getoond = rijen[:PER_PAGINA]
    toon(request, {regel.gezin_id for bericht in getoond for regel in bericht.regels})
    volgende = f"?voor={getoond[-1].pk}" if len(rijen) > PER_PAGINA else ""
    return render(request, "gezinnen/berichten/lijst.html", {"berichten": getoond, "volgende": volgende, "voor": voor})


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("vandaag.bekijken")
def voorkeuren(request: Verzoek) -> HttpResponse:
    stil = set(Herinneringsvoorkeur.objects.filter(gebruiker_id=request.user.pk).values_list("soort", flat=True))
    form = VoorkeurenForm(ingevuld(request), stil=stil, leidt=request.user.has_perm("termijn.herinneren"))
    if request.method == "POST" and form.is_valid():
        Herinneringsvoorkeur.zet(request.user.pk, stil=form.stil)
        messages.success(request, "Uw keuze is bewaard. Die geldt vanaf de volgende mail.")
        return redirect("gezinnen:berichten")
    return render(request, "gezinnen/berichten/voorkeuren.html", {"form": form})


@require_safe
@lijst("termijn.herinneren")
def weekoverzicht(request: Verzoek) -> HttpResponse:
    overzicht = weekoverzicht_van(timezone.localdate())
    toon(request, overzicht.gezinnen)
    return render(request, "gezinnen/berichten/weekoverzicht.html", {"overzicht": overzicht})


def terug_van_duwtje(request: Verzoek, gezin: Gezin) -> str:
    """To where the link stood: the werkwijzer of the family, the list of a team with its filter (`lijst`), or the weekoverzicht. Never elsewhere: the path is ours."""
    van, team = request.GET.get("van"), request.GET.get("team", "")
    if van == "werkwijzer":
        return reverse("gezinnen:werkwijzer", kwargs={"nummer": gezin.nummer})
    if van == "basisteam" and team.isascii() and team.isdigit() and len(team) < 19:
        filter_ = QueryDict(request.GET.get("lijst", ""), mutable=True)
        filter_.pop("uitvoer", None)
        filter_.setdefault("wat", "te-laat")
        return f"{reverse('rapportage:basisteam-lijst', kwargs={'pk': int(team)})}?{filter_.urlencode()}"
    return reverse("gezinnen:weekoverzicht")


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("termijn.herinneren")
def duwtje(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    termijn = get_object_or_404(gezin.termijnen.select_related("norm", "eigenaar"), pk=pk)
    form = DuwtjeForm(ingevuld(request))
    terug = terug_van_duwtje(request, gezin)
    if request.method == "POST" and form.is_valid():
        try:
            Duwtje.geef(termijn, reden=form.cleaned_data["reden"], door_id=request.user.pk)
        except TermijnGeweigerd as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, f"Uw collega krijgt een bericht over gezin {gezin.nummer}.")
            return redirect(terug)
    return toon_gezin(request, gezin, "gezinnen/berichten/duwtje.html", tab="", form=form, termijn=termijn, terug=terug)


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.verzending")
def verzending(request: Verzoek) -> HttpResponse:
    if request.method == "POST":
        welke = request.POST.get("bericht", "")
        if welke.isascii() and welke.isdigit() and len(welke) < 19 and probeer_opnieuw(int(welke)):
            messages.success(request, "Dit bericht wordt binnen een minuut opnieuw verstuurd.")
        else:
            messages.info(request, "Dit bericht hoeft niet opnieuw verstuurd te worden.")
        return redirect("gezinnen:verzending")
    context = {"stand": verzending_stand(), "mislukt": mislukte_berichten(), "leeft": verzending_leeft()}
    return render(request, "gezinnen/berichten/verzending.html", context)
