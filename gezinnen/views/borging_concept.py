"""Writing the concept of the borgingsplan part by part, reading it whole, and the second person who fixes it or gives it back."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezinnen.borgingsopname import maak_borgingsopname, voor_borgingssjabloon
from gezinnen.forms.borging import (
    AntwoordenForm,
    BorgingsactieFormSet,
    ContactFormSet,
    PuntFormSet,
    SignaalFormSet,
)
from gezinnen.forms.plan import Rijen
from gezinnen.formulierpagina import ingevuld
from gezinnen.models import Borgingsplan, Borgingssoort, Gezin
from gezinnen.models.planeisen import gehoorden
from gezinnen.models.planversie import PlanGeweigerd
from gezinnen.pagina import toon_gezin
from gezinnen.planbewerken import Plek, bewerk_deel, bied_concept_aan, geef_concept_terug, stel_concept_vast
from ggw.concepten.houden import NietMeer, met_concept
from ggw.toegang.deur import Verzoek, dossier

TAB = "gezinnen:borging"
PLEK = Plek(tab=TAB, naam="borgingsplan", concept="gezinnen:borging-concept", lezen="gezinnen:borging-lezen")
bewerk = partial(bewerk_deel, PLEK)

UITLEG = {
    Borgingssoort.PATROON: "Dit komt uit het gezinsplan. Klopt het nog? Pas het samen aan.",
    Borgingssoort.VALKUIL: "Waardoor ging het eerder weer mis? Bijvoorbeeld: “Ik wil het alleen oplossen”.",
    Borgingssoort.STRATEGIE: "Wat heeft het gezin geleerd, en wat werkt?",
    Borgingssoort.VROEG: "Kleine dingen waaraan u merkt dat het weer begint.",
    Borgingssoort.LAAT: "Hieraan merkt u dat het echt misgaat. Dan is meteen hulp nodig.",
}
SIGNALEN = (Borgingssoort.VROEG, Borgingssoort.LAAT)


def concept_van(gezin: Gezin) -> Borgingsplan:
    plan: Borgingsplan | None = gezin.borgingsplannen.concept()
    if plan is None:
        raise NietMeer(PLEK.geen_concept)
    return plan


@require_POST
@dossier("borging.schrijven")
def maken(request: Verzoek, gezin: Gezin) -> HttpResponse:
    try:
        Borgingsplan.objects.maak_concept(gezin, door_id=request.user.pk)
    except PlanGeweigerd as fout:
        messages.error(request, str(fout))
    else:
        messages.success(request, "Het concept is begonnen. Wat al bekend was, staat er in.")
    return redirect(PLEK.concept, nummer=gezin.nummer)


@require_safe
@dossier("borging.schrijven")
def concept(request: Verzoek, gezin: Gezin) -> HttpResponse:
    plan = concept_van(gezin)
    soorten = list(plan.punten.values_list("soort", flat=True))
    beantwoord = list(plan.antwoorden.values_list("gezinslid_id", flat=True))
    context: dict[str, Any] = {
        "plan": plan,
        "mist": plan.ontbreekt(),
        "soorten": [(soort, soorten.count(soort)) for soort in Borgingssoort],
        "acties": plan.acties.count(),
        "contacten": plan.contacten.count(),
        "mensen": [(lid, beantwoord.count(lid.pk)) for lid in gehoorden(gezin)],
    }
    return toon_gezin(request, gezin, "gezinnen/borging/concept.html", tab=TAB, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("borging.schrijven")
@met_concept("Borgingsplan: een onderdeel")
def punten(request: Verzoek, gezin: Gezin, soort: str) -> HttpResponse:
    if soort not in Borgingssoort.values:
        raise Http404
    plan, welke = concept_van(gezin), Borgingssoort(soort)
    rijen, vast = plan.punten.filter(soort=soort), {"gezin": gezin, "plan": plan, "soort": soort}
    formset = SignaalFormSet if welke in SIGNALEN else PuntFormSet
    deel = Rijen(rijen, formset, vast, ingevuld(request))
    rij = "Signaal" if welke in SIGNALEN else "Regel"
    return bewerk(request, plan, deel, naam=soort, titel=welke.label, uitleg=UITLEG[welke], rij_naam=rij)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("borging.schrijven")
@met_concept("Borgingsplan: wie dan wat doet")
def acties(request: Verzoek, gezin: Gezin) -> HttpResponse:
    plan = concept_van(gezin)
    deel = Rijen(plan.acties, BorgingsactieFormSet, {"gezin": gezin, "plan": plan}, ingevuld(request))
    uitleg = (
        "Wat doet iedereen zodra de signalen er zijn? Afspraken uit de laatste overleggen en contacten staan er al in."
    )
    return bewerk(request, plan, deel, naam="acties", titel="Wie doet dan wat", uitleg=uitleg, rij_naam="Afspraak")


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("borging.schrijven")
@met_concept("Borgingsplan: wie het gezin belt")
def contacten(request: Verzoek, gezin: Gezin) -> HttpResponse:
    plan = concept_van(gezin)
    deel = Rijen(plan.contacten, ContactFormSet, {"gezin": gezin, "plan": plan}, ingevuld(request))
    uitleg = "Mensen uit het eigen netwerk en het lokaal team. Vraag hun of zij op dit blad willen staan."
    return bewerk(request, plan, deel, naam="contacten", titel="Wie bellen we", uitleg=uitleg, rij_naam="Persoon")


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("borging.schrijven")
@met_concept("Borgingsplan: antwoorden van iemand uit het gezin")
def antwoorden(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    plan = concept_van(gezin)
    lid = next((lid for lid in gehoorden(gezin) if lid.pk == pk), None)
    if lid is None:
        raise Http404
    form = AntwoordenForm(plan, lid, ingevuld(request))
    uitleg = "Schrijf op wat deze persoon zelf zegt."
    uitleg += " Dit zijn voorbeeldvragen; de functioneel beheerder kan ze vervangen." if form.met_voorbeelden else ""
    return bewerk(request, plan, form, naam="antwoorden", titel="Vragen aan het gezin", uitleg=uitleg, wie=lid)


@require_safe
@dossier("borging.bekijken")
def lezen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    """The concept as the family will read it."""
    plan = concept_van(gezin)
    context = {
        "plan": plan,
        "mist": plan.ontbreekt(),
        "mag_schrijven": request.user.has_perm("borging.schrijven"),
        "mag_vaststellen": request.user.has_perm("borging.vaststellen"),
        "schreef_mee": request.user.pk in plan.schrijvers(),
        **voor_borgingssjabloon(maak_borgingsopname(plan)),
    }
    return toon_gezin(request, gezin, "gezinnen/borging/lezen.html", tab=TAB, **context)


@require_POST
@dossier("borging.schrijven")
def aanbieden(request: Verzoek, gezin: Gezin) -> HttpResponse:
    return bied_concept_aan(PLEK, request, concept_van(gezin))


@require_POST
@dossier("borging.vaststellen")
def vaststellen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    return stel_concept_vast(PLEK, request, gezin.nummer, gezin.borgingsplannen.concept())


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("borging.vaststellen")
@met_concept("Concept van het borgingsplan teruggeven")
def teruggeven(request: Verzoek, gezin: Gezin) -> HttpResponse:
    return geef_concept_terug(PLEK, request, concept_van(gezin))
