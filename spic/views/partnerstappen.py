"""Each step that a provider can take in a referral. The database refuses what may not be (any more): then the page says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from gezinnen.formulierpagina import ingevuld
from ggw.toegang.deur import Verzoek, partner
from spic import partner as kant
from spic.forms.partner import (
    AntwoordForm,
    ArgumentForm,
    BerichtForm,
    EindeForm,
    GestartForm,
    MensenForm,
    OnderForm,
    OnderhulpForm,
    StagnatieForm,
    StartgesprekForm,
    VoortgangForm,
)
from spic.models import VerwijzingStatus
from spic.views.partner import gevonden

S = VerwijzingStatus
TE_LAAT = (
    "Er is niets veranderd. De verwijzing staat intussen anders, of iemand anders was u voor. Bekijk haar opnieuw."
)
GELIJK = "Er is niets veranderd: dit stond er al, of de verwijzing loopt niet meer."


def stap(
    request: Verzoek,
    rij: kant.Ontvangen,
    form: BaseForm,
    doe: Callable[[dict[str, Any]], bool],
    *,
    titel: str,
    knop: str,
    melding: str,
    geweigerd: str = TE_LAAT,
) -> HttpResponse:
    """A form, one function of the gate, and back to the referral; what was typed stays when it is refused."""
    if request.method == "POST" and form.is_valid():
        if doe(form.cleaned_data):
            messages.success(request, melding)
            return redirect("spic:partner-verwijzing", verwijzing=rij.pk)
        form.add_error(None, geweigerd)
    context = {"form": form, "verwijzing": rij, "titel": titel, "knop": knop}
    return render(request, "spic/partner/formulier.html", context)


def van_hoofdaannemer(request: Verzoek, verwijzing: int) -> kant.Ontvangen:
    """The referral, for what an onderaannemer may not do."""
    rij = gevonden(verwijzing)
    if request.grond == "onderaannemer":
        raise PermissionDenied
    return rij


@require_http_methods(["GET", "HEAD", "POST"])
@partner("partner.beantwoorden")
def antwoorden(request: Verzoek, verwijzing: int) -> HttpResponse:
    """Accept, ask for another SPIC, or refuse."""
    rij = van_hoofdaannemer(request, verwijzing)
    form = AntwoordForm(ingevuld(request), spics=kant.spics(timezone.localdate()), redenen=kant.weigerredenen())

    def doe(d: dict[str, Any]) -> bool:
        if d["antwoord"] == S.OVERLEG:
            return kant.draag_bij(rij.pk, d["reden"], spic=d["spic"], sleutel=d["sleutel"])
        code = d["code"] if d["antwoord"] == S.GEWEIGERD else ""
        return kant.zet_stap(rij.pk, d["antwoord"], code=code, reden=d["reden"], sleutel=d["sleutel"])

    return stap(
        request,
        rij,
        form,
        doe,
        titel="Verwijzing beantwoorden",
        knop="Verstuur het antwoord",
        melding="Uw antwoord is verstuurd.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@partner("partner.beantwoorden")
def argument(request: Verzoek, verwijzing: int) -> HttpResponse:
    rij = van_hoofdaannemer(request, verwijzing)
    return stap(
        request,
        rij,
        ArgumentForm(ingevuld(request), spics=kant.spics(timezone.localdate())),
        lambda d: kant.draag_bij(rij.pk, d["tekst"], spic=d["spic"], sleutel=d["sleutel"]),
        titel="Reageer in het gesprek over de SPIC",
        knop="Verstuur",
        melding="Uw reactie is verstuurd.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@partner("partner.beantwoorden")
def mensen(request: Verzoek, verwijzing: int) -> HttpResponse:
    """From then on these colleagues see the referral too."""
    rij = van_hoofdaannemer(request, verwijzing)
    vooraf = {"hulpverlener": rij.hulpverlener_id, "trajectbegeleider": rij.trajectbegeleider_id}
    form = MensenForm(ingevuld(request), mensen=kant.hulpverleners(), initial=vooraf)
    return stap(
        request,
        rij,
        form,
        lambda d: kant.noem_mensen(rij.pk, **d),
        titel="Wie helpt het gezin?",
        knop="Leg vast",
        melding="Vastgelegd. Deze collega's kunnen de verwijzing lezen.",
        geweigerd=GELIJK,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@partner("partner.melden")
def startgesprek(request: Verzoek, verwijzing: int) -> HttpResponse:
    rij = van_hoofdaannemer(request, verwijzing)
    form = StartgesprekForm(ingevuld(request))
    return stap(
        request,
        rij,
        form,
        lambda d: kant.zet_stap(rij.pk, S.STARTGESPREK, tijd=form.tijd, sleutel=d["sleutel"]),
        titel="Startgesprek plannen",
        knop="Leg vast",
        melding="Het startgesprek is gepland. De gezinsmanager ziet het ook.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@partner("partner.melden")
def gestart(request: Verzoek, verwijzing: int) -> HttpResponse:
    rij = van_hoofdaannemer(request, verwijzing)
    return stap(
        request,
        rij,
        GestartForm(ingevuld(request)),
        lambda d: kant.zet_stap(rij.pk, S.GESTART, dag=d["dag"], sleutel=d["sleutel"]),
        titel="De hulp loopt weer" if rij.gestart_op else "De hulp is begonnen",
        knop="Leg vast",
        melding="Vastgelegd dat de hulp loopt.",
        geweigerd=f"Kies een dag sinds de verwijzing kwam, tot en met vandaag. Anders: {TE_LAAT}",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@partner("partner.melden")
def stagnatie(request: Verzoek, verwijzing: int) -> HttpResponse:
    rij = van_hoofdaannemer(request, verwijzing)
    return stap(
        request,
        rij,
        StagnatieForm(ingevuld(request)),
        lambda d: kant.zet_stap(rij.pk, S.STAGNATIE, reden=d["reden"], sleutel=d["sleutel"]),
        titel="De hulp loopt vast",
        knop="Meld dit aan de gezinsmanager",
        melding="De gezinsmanager weet nu dat de hulp vastloopt.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@partner("partner.melden")
def voortgang(request: Verzoek, verwijzing: int) -> HttpResponse:
    rij = gevonden(verwijzing)
    form = VoortgangForm(
        ingevuld(request), resultaten=kant.resultaten(verwijzing), initial={"einde": rij.verwacht_einde}
    )
    return stap(
        request,
        rij,
        form,
        lambda d: kant.meld_voortgang(rij.pk, **d),
        titel="Hoe gaat het met de hulp?",
        knop="Leg vast",
        melding="De voortgang is vastgelegd. De gezinsmanager leest haar.",
    )


@require_POST
@partner("partner.melden")
def bericht(request: Verzoek, verwijzing: int) -> HttpResponse:
    rij = van_hoofdaannemer(request, verwijzing)
    return stap(
        request,
        rij,
        BerichtForm(request.POST),
        lambda d: kant.schrijf_bericht(rij.pk, d["tekst"], sleutel=d["sleutel"]),
        titel="Bericht aan de gezinsmanager",
        knop="Verstuur het bericht",
        melding="Uw bericht is verstuurd.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@partner("partner.melden")
def einde(request: Verzoek, verwijzing: int) -> HttpResponse:
    rij = van_hoofdaannemer(request, verwijzing)
    form = EindeForm(ingevuld(request), redenen=kant.eindredenen(), resultaten=kant.resultaten(verwijzing))
    velden = ("reden", "toelichting", "einddatum", "overdracht", "sleutel")
    return stap(
        request,
        rij,
        form,
        lambda d: kant.stel_einde_voor(rij.pk, **{veld: d[veld] for veld in velden}, oordelen=form.oordelen),
        titel="Stel voor om te stoppen met deze hulp",
        knop="Stel dit voor aan de gezinsmanager",
        melding="De gezinsmanager beoordeelt of het veilig genoeg is. Tot die tijd loopt de hulp door.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@partner("partner.beantwoorden")
def onderaannemer(request: Verzoek, verwijzing: int) -> HttpResponse:
    """Bring in an onderaannemer; or, as an onderaannemer, say who does the work."""
    rij, deel = gevonden(verwijzing), kant.pakket(verwijzing)
    if deel is None:
        raise Http404
    if request.grond == "onderaannemer":
        return stap(
            request,
            rij,
            OnderhulpForm(ingevuld(request), mensen=kant.hulpverleners()),
            lambda d: kant.noem_onder(rij.pk, d["hulpverlener"]),
            titel="Wie doet dit werk bij u?",
            knop="Leg vast",
            melding="Vastgelegd. Deze collega kan de verwijzing lezen.",
            geweigerd=GELIJK,
        )
    return stap(
        request,
        rij,
        OnderForm(ingevuld(request), onderaannemers=kant.onderaannemers(), inhoud=deel.inhoud),
        lambda d: kant.breng_in(rij.pk, d["onder"], **{veld: d[veld] for veld in ("wat", "leden", "delen", "sleutel")}),
        titel="Breng een onderaannemer in",
        knop="Deel dit met de onderaannemer",
        melding="De onderaannemer kan dit nu lezen. De gezinsmanager ziet dat ook.",
        geweigerd=GELIJK,
    )


@require_POST
@partner("partner.beantwoorden")
def onder_stoppen(request: Verzoek, verwijzing: int, onder: int) -> HttpResponse:
    rij = van_hoofdaannemer(request, verwijzing)
    if kant.stop_onder(rij.pk, onder):
        messages.success(request, "De onderaannemer is gestopt.")
    else:
        messages.info(request, GELIJK)
    return redirect("spic:partner-verwijzing", verwijzing=rij.pk)


@require_POST
@partner("partner.melden")
def gehouden(request: Verzoek, verwijzing: int) -> HttpResponse:
    """The startgesprek was held on the day it was planned for."""
    rij = van_hoofdaannemer(request, verwijzing)
    dag = timezone.localdate(rij.startgesprek_op) if rij.startgesprek_op else timezone.localdate()
    if kant.hield_startgesprek(rij.pk, dag):
        messages.success(request, "Vastgelegd dat het startgesprek is gehouden.")
    else:
        messages.info(request, "Er is niets veranderd: dit stond er al, of het gesprek moet nog komen.")
    return redirect("spic:partner-verwijzing", verwijzing=rij.pk)
