"""Opening a family by its number: when it is in view or on duty, and in an emergency."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezinnen.forms.noodtoegang import MENSEN_MET_NOODTOEGANG, Collegaform, NoodtoegangForm, OpenenForm, collegas
from gezinnen.formulierpagina import ingevuld
from gezinnen.models import Gezin
from gezinnen.pagina import toon_gezin
from ggw.toegang.deur import Verzoek, beheer, dossier, schrijf_weigering
from ggw.toegang.nood import AL, OPEN, TE_VAAK, mag_openen, sta_noodtoegang_toe, stop_noodtoegang, vraag_noodtoegang
from ggw.toegang.tasks import bied_meldingen_aan

NIET_OPEN = (
    "U kunt dit gezin niet openen. Misschien klopt het nummer niet, of werkt een ander team met dit gezin. "
    "Bel dan de instroom of een senior."
)
MELDINGEN = {
    TE_VAAK: "U heeft vandaag al drie keer noodtoegang gevraagd. Bel een senior of de bereikbaarheidsdienst.",
}


@require_safe
@beheer("gezin.bekijken")
def openen(request: Verzoek) -> HttpResponse:
    form = OpenenForm(request.GET if "nummer" in request.GET else None)
    if form.is_valid():
        nummer = form.cleaned_data["nummer"]
        if mag_openen(request.user.pk, nummer):
            return redirect("gezinnen:overzicht", nummer=nummer)
        form.add_error("nummer", NIET_OPEN)
    noodtoegang = ""
    if form.is_bound and request.user.has_perm("noodtoegang.vragen"):
        nummer = str(form["nummer"].value() or "")[:12]
        noodtoegang = f"{reverse('gezinnen:noodtoegang')}?{urlencode({'nummer': nummer})}"
    return render(request, "gezinnen/noodtoegang/openen.html", {"form": form, "noodtoegang": noodtoegang})


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("noodtoegang.vragen", bevestig=True)
def noodtoegang(request: Verzoek) -> HttpResponse:
    """An unknown number and a family that may not be opened get the same answer."""
    form = NoodtoegangForm(ingevuld(request), initial={"nummer": request.GET.get("nummer", "")[:12]})
    if request.method == "POST" and form.is_valid():
        nummer = form.cleaned_data["nummer"]
        uitkomst = vraag_noodtoegang(request.user.pk, nummer, form.cleaned_data["reden"])
        if uitkomst == OPEN:
            bied_meldingen_aan()
            messages.success(request, "U heeft vier uur noodtoegang. Dit is gemeld en wordt beoordeeld.")
        if uitkomst in (OPEN, AL):
            return redirect("gezinnen:overzicht", nummer=nummer)
        schrijf_weigering(request, "noodtoegang.vragen", 404, nummer)
        form.add_error("nummer", MELDINGEN.get(uitkomst, NIET_OPEN))
    return render(request, "gezinnen/noodtoegang/vragen.html", {"form": form})


@require_POST
@dossier("noodtoegang.vragen")
def stoppen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    if request.grond == "noodtoegang":
        stop_noodtoegang()
        messages.success(request, f"De noodtoegang tot gezin {gezin.nummer} is gestopt.")
    return redirect("rapportage:vandaag")


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("noodtoegang.toestaan", bevestig=True)
def toestaan(request: Verzoek, gezin: Gezin) -> HttpResponse:
    """Beforehand, for one colleague: the only way into an afgeschermd family for somebody who is not benoemd."""
    keuze = collegas().filter(rol__in=MENSEN_MET_NOODTOEGANG).exclude(pk=request.user.pk)
    form = Collegaform(ingevuld(request), keuze=keuze)
    if request.method == "POST" and form.is_valid():
        if sta_noodtoegang_toe(form.cleaned_data["collega"].pk):
            messages.success(request, "Uw collega kan een week lang noodtoegang tot dit gezin vragen.")
            return redirect("gezinnen:wie", nummer=gezin.nummer)
        form.add_error("collega", "Deze collega kan geen noodtoegang krijgen.")
    context: dict[str, Any] = {
        "form": form,
        "formtitel": "Noodtoegang vooraf toestaan",
        "tekst": "Uw collega vraagt de noodtoegang daarna zelf, met het nummer van het gezin en een reden. De toegang duurt vier uur en "
        "wordt achteraf beoordeeld. Uw toestemming geldt een week, voor één keer.",
        "knoptekst": "Sta toe",
        "terug": reverse("gezinnen:wie", kwargs={"nummer": gezin.nummer}),
    }
    return toon_gezin(request, gezin, "gezinnen/formulier.html", tab="gezinnen:dossier", **context)
