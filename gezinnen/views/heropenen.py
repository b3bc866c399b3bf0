"""Beginning again with a family that was closed (herinstroom): by a senior or teammanager of the team that guided it last."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gezinnen.forms.basisteamoverleg import HeropenForm, NummerForm
from gezinnen.formulierpagina import ingevuld
from gezinnen.termijnen import herbereken
from ggw.organisatie.models import Basisteam
from ggw.toegang.deur import Verzoek, beheer, namens, schrijf_weigering
from ggw.toegang.poort import heropen, heropenbaar

NIET = (
    "Dit is geen afgesloten gezin van uw team. Kijk het nummer na. Begeleidde een ander team dit gezin? "
    "Vraag dan een senior of teammanager van dat team."
)
SJABLOON = "gezinnen/basisteamoverleg/heropenen.html"


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("gezin.heropenen")
def heropenen(request: Verzoek) -> HttpResponse:
    """The family cannot be opened (any more), so this page asks the gate by number, and each other number gets one answer."""
    zoek = NummerForm(request.GET if "nummer" in request.GET else None)
    if not zoek.is_valid():
        return render(request, SJABLOON, {"zoek": zoek})
    nummer = zoek.cleaned_data["nummer"]
    gezin = heropenbaar(request.user.pk, nummer)
    if gezin is None:
        schrijf_weigering(request, "gezin.heropenen", 404, nummer)
        zoek.add_error("nummer", NIET)
        return render(request, SJABLOON, {"zoek": zoek})
    form = HeropenForm(
        ingevuld(request), team=Basisteam.objects.get(pk=gezin.team_id), vorige_id=gezin.gezinsmanager_id
    )
    if form.is_valid() and heropend(request, nummer, form):
        messages.success(request, f"De begeleiding van gezin {nummer} is opnieuw begonnen.")
        return redirect("gezinnen:overzicht", nummer=nummer)
    return render(request, SJABLOON, {"zoek": zoek, "form": form, "gezin": gezin, "nummer": nummer})


def heropend(request: Verzoek, nummer: str, form: HeropenForm) -> bool:
    wie = form.cleaned_data["persoon"].pk
    gezin_id = heropen(
        request.user.pk,
        nummer,
        gezinsmanager_id=None if form.wacht else wie,
        wachter_id=wie if form.wacht else None,
        reden=form.cleaned_data["reden"],
    )
    if gezin_id is None:
        form.add_error(None, "Een collega was u voor, of deze persoon werkt niet (meer) in dit team.")
        return False
    with namens(request.user):
        herbereken([gezin_id])
    return True
