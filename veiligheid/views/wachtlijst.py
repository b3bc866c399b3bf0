from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.models import Gezin
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import met_concept
from ggw.toegang.deur import Verzoek, dossier, lijst, toon
from veiligheid.forms.wachtlijst import BlikForm
from veiligheid.wachtlijst import leg_blik_vast
from veiligheid.wachtlijst import wachtlijst as op_volgorde


@require_safe
@lijst("gezinnen.lijst")
def wachtlijst(request: Verzoek) -> HttpResponse:
    met_cijfers = request.user.has_perm("veiligheid.bekijken")
    rijen = op_volgorde(met_cijfers=met_cijfers)
    toon(request, [rij.wachtplek.gezin_id for rij in rijen])
    context = {"rijen": rijen, "met_cijfers": met_cijfers, "mag_meten": request.user.has_perm("veiligheid.meten")}
    return render(request, "veiligheid/wachtlijst/lijst.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("veiligheid.meten")
@met_concept("Blik vastleggen")
def blik(request: Verzoek, gezin: Gezin) -> HttpResponse:
    plek = gezin.wachtplekken.lopend().first()
    if plek is None:
        messages.info(request, "Dit gezin wacht niet (meer) op een gezinsmanager.")
        return redirect(gezin)
    form = BlikForm(request.POST if request.method == "POST" else None, gezin=gezin)
    if form.is_valid():
        leg_blik_vast(plek, tekst=form.cleaned_data["tekst"], cijfers=form.cijfers(), auteur_id=request.user.pk)
        messages.success(request, "De blik is vastgelegd.")
        return redirect("veiligheid:wachtlijst")
    context: dict[str, Any] = {"form": form, "wachtplek": plek, "eerder": plek.eerdere_blikken}
    return toon_gezin(request, gezin, "veiligheid/wachtlijst/blik.html", tab="gezinnen:overzicht", **context)
