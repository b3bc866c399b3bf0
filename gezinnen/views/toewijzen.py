from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gezinnen.forms.toewijzen import ToewijzenForm, gekozen_team
from gezinnen.models import Gezin, Toewijzing, Wachtplek
from gezinnen.pagina import toon_gezin
from gezinnen.toewijzen import NietToegewezen, draag_gezin_over, wijs_gezinsmanager_toe
from ggw.concepten.houden import met_concept
from ggw.organisatie.models import Basisteam, Lidmaatschap
from ggw.toegang.deur import Verzoek, dossier


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("gezin.toewijzen")
@met_concept("Gezin toewijzen of overdragen")
def toewijzen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    lopend = gezin.toewijzingen.lopend().first()
    wachtplek = gezin.wachtplekken.lopend().first()
    gepost = request.method == "POST"
    plek = lopend or wachtplek
    teamform, team = gekozen_team(request.POST if gepost else request.GET, anders=plek.basisteam if plek else None)
    form = ToewijzenForm(request.POST if gepost else None, team=team, lopend=lopend)
    if team and form.is_valid():
        return wijs_toe(request, gezin, form, team)
    actie = "Gezin overdragen" if lopend else "Gezinsmanager toewijzen"
    context = {
        "lopend": lopend,
        "wachtplek": wachtplek,
        "actie": actie,
        "teamform": teamform,
        "team": team,
        "form": form,
    }
    return toon_toewijzen(request, gezin, context)


def toon_toewijzen(request: Verzoek, gezin: Gezin, context: dict[str, Any]) -> HttpResponse:
    vorige: list[Toewijzing] = list(gezin.toewijzingen.geschiedenis())
    gewacht: list[Wachtplek] = list(gezin.wachtplekken.select_related("wachter", "basisteam"))
    sjabloon = "gezinnen/toewijzen/toewijzen.html"
    return toon_gezin(request, gezin, sjabloon, tab="gezinnen:overzicht", vorige=vorige, gewacht=gewacht, **context)


def wijs_toe(request: Verzoek, gezin: Gezin, form: ToewijzenForm, team: Basisteam) -> HttpResponse:
    """Do it and go on; when it cannot be done any more, show the page afresh and say why."""
    wie, van_id, reden = (form.cleaned_data[veld] for veld in ("gezinsmanager", "van", "reden"))
    door_id = request.user.pk
    try:
        if van_id is None:
            wijs_gezinsmanager_toe(gezin, aan=wie, basisteam=team, door_id=door_id, reden=reden)
        else:
            draag_gezin_over(gezin, van_id=van_id, naar=wie, basisteam=team, door_id=door_id, reden=reden)
    except NietToegewezen as fout:
        messages.error(request, str(fout))
        return redirect("gezinnen:toewijzen", nummer=gezin.nummer)
    messages.success(request, f"Gezin {gezin.nummer} is toegewezen aan {wie.naam} ({team.naam}).")
    blijft_te_zien = Lidmaatschap.objects.lopend().filter(gebruiker_id=door_id, basisteam=team).exists()
    return redirect(gezin) if blijft_te_zien or wie.pk == door_id else redirect("/")
