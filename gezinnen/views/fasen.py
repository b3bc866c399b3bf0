"""The phase of a family: asking for the next one or the end, deciding on it, and telling the family."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezinnen.besluiten import neem_besluit, nieuw_punt
from gezinnen.fasebeeld import fasebeeld, mag_vertellen
from gezinnen.fasen import ontbreekt
from gezinnen.forms.fasen import AfsluitForm, BesluitForm, FaseAanvraagForm, PuntForm, VerteldForm
from gezinnen.formulierpagina import formulierpagina, ingevuld
from gezinnen.models import Agendapunt, Basisteamoverleg, BesluitGeweigerd, BtoStatus, Fase, Gezin, PuntSoort
from gezinnen.models.basisteamoverleg import OVER_DE_FASE
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import NietMeer, met_concept
from ggw.toegang.deur import Verzoek, dossier
from ggw.toegang.poort import vertel_besluit

TAB = "gezinnen:overzicht"
OP_DE_AGENDA = "Het staat op de agenda van het basisteamoverleg. Een collega besluit."


def terug_naar(gezin: Gezin) -> str:
    return reverse("gezinnen:fase", kwargs={"nummer": gezin.nummer})


def punt_voor(request: Verzoek, gezin: Gezin, soort: str, naar_fase: str = "") -> Agendapunt:
    """A new point of this person; where the family cannot go any more, what was typed is shown."""
    try:
        return nieuw_punt(gezin, soort, door_id=request.user.pk, naar_fase=naar_fase)
    except BesluitGeweigerd as fout:
        raise NietMeer(str(fout)) from fout


@require_safe
@dossier("fase.bekijken")
def fase(request: Verzoek, gezin: Gezin) -> HttpResponse:
    return toon_gezin(request, gezin, "gezinnen/fase/fase.html", tab=TAB, **fasebeeld(gezin, request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("fase.aanvragen")
@met_concept("Andere fase aanvragen")
def aanvragen(request: Verzoek, gezin: Gezin, naar: str) -> HttpResponse:
    if naar not in Fase.values or naar == Fase.AFGESLOTEN:
        raise Http404
    punt = punt_voor(request, gezin, PuntSoort.FASEOVERGANG, naar)
    form = FaseAanvraagForm(ingevuld(request), instance=punt, begeleiding=punt.begeleiding)
    return formulierpagina(
        request,
        gezin,
        form,
        tab=TAB,
        titel=f"Fase aanvragen: {Fase(naar).label}",
        knop="Fase aanvragen",
        terug=terug_naar(gezin),
        gebeurtenis="bto.ingebracht",
        melding=OP_DE_AGENDA,
        tekst=f"Nog niet alles is er: {'; '.join(form.mist)}." if form.mist else "",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("fase.aanvragen")
@met_concept("Begeleiding afsluiten")
def afsluiten(request: Verzoek, gezin: Gezin) -> HttpResponse:
    punt = punt_voor(request, gezin, PuntSoort.AFSLUITING, Fase.AFGESLOTEN)
    return formulierpagina(
        request,
        gezin,
        AfsluitForm(ingevuld(request), instance=punt, begeleiding=punt.begeleiding),
        tab=TAB,
        titel="Begeleiding afsluiten",
        knop="Afsluiten aanvragen",
        terug=terug_naar(gezin),
        gebeurtenis="bto.ingebracht",
        melding=OP_DE_AGENDA,
        tekst="Het basisteamoverleg besluit. Daarna kan het team het dossier nog drie maanden lezen, en niet meer wijzigen.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("bto.bijhouden")
@met_concept("Punt voor het basisteamoverleg")
def punt_nieuw(request: Verzoek, gezin: Gezin) -> HttpResponse:
    punt = punt_voor(request, gezin, "")
    gevraagd = {veld: request.GET[veld] for veld in ("soort", "maatregel", "machtiging", "kind") if veld in request.GET}
    return formulierpagina(
        request,
        gezin,
        PuntForm(ingevuld(request), instance=punt, gezin=gezin, initial=gevraagd),
        tab=TAB,
        titel="Punt voor het basisteamoverleg",
        knop="Op de agenda zetten",
        terug=terug_naar(gezin),
        gebeurtenis="bto.ingebracht",
        melding="Het staat op de agenda van het basisteamoverleg.",
    )


@require_POST
@dossier("bto.bijhouden")
def punt_intrekken(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """By who brought it in; what the system brought in, by anybody of the team."""
    punt = get_object_or_404(gezin.agendapunten, pk=pk)
    if punt.ingebracht_door_id not in (None, request.user.pk):
        raise PermissionDenied
    try:
        punt.trek_in(door_id=request.user.pk)
    except BesluitGeweigerd as fout:
        messages.error(request, str(fout))
    else:
        messages.success(request, "Het punt is van de agenda.")
    return redirect(terug_naar(gezin))


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("bto.besluiten")
@met_concept("Besluit van het basisteamoverleg")
def besluit(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    punt = get_object_or_404(gezin.agendapunten.geheel(), pk=pk)
    if not punt.is_open:
        raise NietMeer("Een collega heeft intussen al over dit punt besloten.")
    mist = ontbreekt(punt.begeleiding, punt.naar_fase, punt.reden_einde) if punt.soort in OVER_DE_FASE else []
    overleggen = recente_overleggen(request, gezin)
    form = BesluitForm(
        ingevuld(request),
        punt=punt,
        overleggen=overleggen,
        mist=mist,
        plan=gezin.gezinsplannen.concept(),
        initial={"overleg": overleggen.filter(status=BtoStatus.GEPLAND).first()},
    )
    if request.method == "POST" and form.is_valid() and besluit_genomen(request, punt, form):
        return redirect(na_besluit(gezin, punt, form.cleaned_data["overleg"]))
    context: dict[str, Any] = {"form": form, "punt": punt, "mist": mist, "terug": terug_naar(gezin)}
    return toon_gezin(request, gezin, "gezinnen/fase/besluit.html", tab=TAB, **context)


def recente_overleggen(request: Verzoek, gezin: Gezin) -> Any:
    """Meetings of the family's team of the last two weeks, when this person works in it, newest first."""
    vandaag = timezone.localdate()
    plek = gezin.toewijzingen.lopend().first() or gezin.wachtplekken.lopend().first()
    teams = [team.pk for team in request.user.basisteams if plek is not None and team.pk == plek.basisteam_id]
    eigen = Basisteamoverleg.objects.filter(team__in=teams).select_related("team")
    bereik = Q(datum__gte=vandaag - timedelta(days=14), datum__lte=vandaag)
    return eigen.filter(bereik).order_by("-datum", "pk")


def besluit_genomen(request: Verzoek, punt: Agendapunt, form: BesluitForm) -> bool:
    """Decide; a refusal becomes a message on top of the form."""
    gegevens = form.cleaned_data
    try:
        neem_besluit(
            punt,
            gegevens["besluit"],
            tekst=gegevens["tekst"],
            overleg=gegevens["overleg"],
            door_id=request.user.pk,
            planversie=gegevens.get("planversie"),
        )
    except BesluitGeweigerd as fout:
        form.add_error(None, str(fout))
        return False
    messages.success(request, "Het besluit is vastgelegd. De gezinsmanager vertelt het aan het gezin.")
    return True


def na_besluit(gezin: Gezin, punt: Agendapunt, overleg: Basisteamoverleg | None) -> str:
    """Back to the same point, where the decision stands now; the next point is below it."""
    waar = reverse("gezinnen:bto", kwargs={"pk": overleg.pk}) if overleg else terug_naar(gezin)
    return f"{waar}#punt-{punt.pk}"


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("fase.bekijken")
@met_concept("Besluit aan het gezin verteld")
def verteld(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """Also of a closed family, which can otherwise only be read: that is when a decision to close is told."""
    if not mag_vertellen(request.user):
        raise PermissionDenied
    punt = get_object_or_404(gezin.agendapunten.geheel().besloten(), pk=pk)
    if punt.verteld_op is not None:
        raise NietMeer("Een collega heeft al vastgelegd dat dit is verteld.")
    form = VerteldForm(ingevuld(request), punt=punt)
    if form.is_valid():
        if vertel_besluit(punt.pk, **form.cleaned_data):
            messages.success(request, "Vastgelegd dat het gezin het besluit weet.")
            return redirect(terug_naar(gezin))
        raise NietMeer("Een collega heeft al vastgelegd dat dit is verteld.")
    context: dict[str, Any] = {"form": form, "punt": punt, "terug": terug_naar(gezin)}
    return toon_gezin(request, gezin, "gezinnen/fase/verteld.html", tab=TAB, **context)


__all__ = ["aanvragen", "afsluiten", "besluit", "fase", "punt_intrekken", "punt_nieuw", "verteld"]
