"""One referral at the side of the gezinsmanager: how it stands, what was said, and each step that can be taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezinnen.formulierpagina import ingevuld
from gezinnen.models import Gezin
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import met_concept
from ggw.toegang.deur import Verzoek, dossier
from spic.forms.stappen import (
    ArgumentForm,
    BerichtForm,
    DagForm,
    EindbesluitForm,
    EinddatumForm,
    EindvoorstelForm,
    RedenForm,
    SpicbesluitForm,
    StartgesprekForm,
    VoortgangForm,
)
from spic.models import (
    Eindvoorstel,
    Onderaanneming,
    Partij,
    SpicBijdrage,
    Verwijzing,
    VerwijzingGeweigerd,
    VerwijzingStatus,
)
from spic.verwijzingbeeld import beeld_van
from spic.views.hulp import TAB

S = VerwijzingStatus


def zoek(gezin: Gezin, pk: int) -> Verwijzing:
    gevonden: Verwijzing = get_object_or_404(
        gezin.verwijzingen.select_related("gezin", "aanbieder", "hulpverlener", "trajectbegeleider", "door"), pk=pk
    )
    return gevonden


@require_safe
@dossier("verwijzing.bekijken")
def verwijzing(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = zoek(gezin, pk)
    return toon_gezin(request, gezin, "spic/verwijzing.html", tab=TAB, **beeld_van(rij, request.user))


def stap(
    request: Verzoek,
    rij: Verwijzing,
    form: BaseForm,
    doe: Callable[[dict[str, Any]], object],
    *,
    titel: str,
    knop: str,
    melding: str,
    tekst: str = "",
    gevaar: bool = False,
) -> HttpResponse:
    """The shape of each step: a form, one domain method, and back to the referral. A refusal stands in the form."""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                doe(form.cleaned_data)
        except VerwijzingGeweigerd as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, melding)
            return redirect(rij)
    terug = reverse("spic:verwijzing", kwargs={"nummer": rij.gezin.nummer, "pk": rij.pk})
    context: dict[str, Any] = {
        "form": form,
        "formtitel": titel,
        "knoptekst": knop,
        "tekst": tekst,
        "gevaar": gevaar,
        "terug": terug,
    }
    return toon_gezin(request, rij.gezin, "gezinnen/formulier.html", tab=TAB, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("verwijzing.schrijven")
def intrekken(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = zoek(gezin, pk)
    return stap(
        request,
        rij,
        RedenForm(ingevuld(request), label="Waarom trekt u deze verwijzing in?"),
        lambda d: rij.zet(S.INGETROKKEN, reden=d["reden"], door_id=request.user.pk),
        titel="Verwijzing intrekken",
        knop="Trek de verwijzing in",
        melding="De verwijzing is ingetrokken. De aanbieder kan het pakket niet meer lezen.",
        tekst="De aanbieder kan het pakket daarna meteen niet meer lezen.",
        gevaar=True,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("verwijzing.schrijven")
def startgesprek(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """Plan it, or plan it anew."""
    rij = zoek(gezin, pk)
    form = StartgesprekForm(ingevuld(request))
    return stap(
        request,
        rij,
        form,
        lambda d: rij.zet(S.STARTGESPREK, tijd=form.tijd, sleutel=d["sleutel"], door_id=request.user.pk),
        titel="Startgesprek plannen",
        knop="Leg vast",
        melding="Het startgesprek is gepland. De aanbieder ziet het ook.",
        tekst="Met het gezin, u en de hulpverlener.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("verwijzing.schrijven")
def startgesprek_gehouden(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = zoek(gezin, pk)
    return stap(
        request,
        rij,
        DagForm(ingevuld(request), label="Op welke dag was het startgesprek?"),
        lambda d: rij.hield_startgesprek(d["dag"], door_id=request.user.pk),
        titel="Startgesprek gehouden",
        knop="Leg vast",
        melding="Vastgelegd dat het startgesprek is gehouden.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("verwijzing.schrijven")
def gestart(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """The help begins; after a stagnation it goes on."""
    rij = zoek(gezin, pk)
    verder = rij.gestart_op is not None
    return stap(
        request,
        rij,
        DagForm(
            ingevuld(request), label="Vanaf welke dag loopt de hulp weer?" if verder else "Op welke dag begon de hulp?"
        ),
        lambda d: rij.zet(S.GESTART, dag=d["dag"], door_id=request.user.pk),
        titel="De hulp loopt weer" if verder else "De hulp is begonnen",
        knop="Leg vast",
        melding="Vastgelegd dat de hulp loopt.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("verwijzing.schrijven")
def stagnatie(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = zoek(gezin, pk)
    return stap(
        request,
        rij,
        RedenForm(ingevuld(request), label="Waardoor loopt de hulp vast?"),
        lambda d: rij.zet(S.STAGNATIE, reden=d["reden"], door_id=request.user.pk),
        titel="De hulp loopt vast",
        knop="Leg vast",
        melding="Vastgelegd dat de hulp vastloopt. Meld een kwestie als u er samen niet uitkomt.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("verwijzing.schrijven")
def einddatum(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = zoek(gezin, pk)
    return stap(
        request,
        rij,
        EinddatumForm(ingevuld(request)),
        lambda d: rij.spreek_einde_af(d["dag"], reden=d["reden"], door_id=request.user.pk),
        titel="Besluit tot wanneer de hulp loopt",
        knop="Leg vast",
        melding="De einddatum is afgesproken.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("verwijzing.spic")
def argument(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """Our side of the discussion about the SPIC."""
    rij = zoek(gezin, pk)
    partij = Partij.GI if request.user.has_perm("verwijzing.schrijven") else Partij.ZORGBEMIDDELING
    return stap(
        request,
        rij,
        ArgumentForm(ingevuld(request)),
        lambda d: SpicBijdrage.objects.draag_bij(rij, **d, partij=partij, door_id=request.user.pk),
        titel="Reageer op het voorstel van de aanbieder",
        knop="Verstuur",
        melding="Uw reactie staat bij de verwijzing. De aanbieder leest haar ook.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("verwijzing.spic")
def spicbesluit(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """Which SPIC it becomes; the provider is asked to answer again."""
    rij = zoek(gezin, pk)
    bemiddelaar = not request.user.has_perm("verwijzing.schrijven")
    form = SpicbesluitForm(ingevuld(request), verwijzing=rij, bemiddelaar=bemiddelaar)
    return stap(
        request,
        rij,
        form,
        lambda d: SpicBijdrage.objects.besluit(
            rij, form.spics, d["tekst"], partij=d["partij"], door_id=request.user.pk
        ),
        titel="Besluit welke SPIC het wordt",
        knop="Leg het besluit vast",
        melding="Het besluit staat vast. De aanbieder is opnieuw om een antwoord gevraagd.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("verwijzing.schrijven")
@met_concept("Voortgang van hulp")
def voortgang(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = zoek(gezin, pk)
    form = VoortgangForm(ingevuld(request), verwijzing=rij)
    return stap(
        request,
        rij,
        form,
        lambda d: form.instance.leg_vast(door_id=request.user.pk),
        titel="Hoe gaat het met de hulp?",
        knop="Leg vast",
        melding="De voortgang is vastgelegd.",
    )


@require_POST
@dossier("verwijzing.schrijven")
def bericht(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = zoek(gezin, pk)
    form = BerichtForm(request.POST, verwijzing=rij)
    al_gestuurd = form.is_valid() and rij.berichten.filter(sleutel=form.cleaned_data["sleutel"]).exists()
    if al_gestuurd:
        return redirect(rij)
    return stap(
        request,
        rij,
        form,
        lambda d: form.instance.verstuur(door_id=request.user.pk),
        titel="Bericht aan de aanbieder",
        knop="Verstuur het bericht",
        melding="Uw bericht is verstuurd.",
    )


@require_POST
@dossier("verwijzing.schrijven")
def gelezen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """The messages of the provider were read."""
    rij = zoek(gezin, pk)
    rij.berichten.ongelezen_van("aanbieder").update(gelezen_op=timezone.now())
    return redirect(rij)


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("verwijzing.schrijven")
@met_concept("Voorstel om te stoppen met hulp")
def einde(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = zoek(gezin, pk)
    form = EindvoorstelForm(ingevuld(request), verwijzing=rij)
    velden = ("reden", "toelichting", "einddatum", "overdracht")
    return stap(
        request,
        rij,
        form,
        lambda d: Eindvoorstel.objects.stel_voor(
            rij, **{veld: d[veld] for veld in velden}, oordelen=form.oordelen, door_id=request.user.pk
        ),
        titel="Stel voor om te stoppen met deze hulp",
        knop="Stel voor",
        melding="Het voorstel staat er. Besluit daarna of het veilig genoeg is.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("verwijzing.schrijven")
@met_concept("Besluit over stoppen met hulp")
def eindbesluit(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """Safe enough, or a kwestie."""
    rij = zoek(gezin, pk)
    voorstel = get_object_or_404(rij.eindvoorstellen.open().select_related("verwijzing__gezin", "reden"))

    def doe(d: dict[str, Any]) -> None:
        if d["akkoord"] == "ja":
            voorstel.stem_in(waarom=d["waarom"], door_id=request.user.pk)
        else:
            voorstel.stem_niet_in(waarom=d["waarom"], sleutel=d["sleutel"], door_id=request.user.pk)

    return stap(
        request,
        rij,
        EindbesluitForm(ingevuld(request)),
        doe,
        titel="Is het veilig genoeg om te stoppen?",
        knop="Leg het besluit vast",
        melding="Uw besluit staat vast. De aanbieder leest het ook.",
        tekst=voorstel.toelichting,
    )


@require_POST
@dossier("verwijzing.schrijven")
def onder_stoppen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = get_object_or_404(Onderaanneming.objects.filter(gezin=gezin), pk=pk)
    try:
        with transaction.atomic():
            rij.beeindig(timezone.localdate(), door_id=request.user.pk)
        messages.success(request, "De onderaannemer kan niets meer schrijven, en over 30 dagen niets meer lezen.")
    except VerwijzingGeweigerd as fout:
        messages.info(request, str(fout))
    return redirect("spic:verwijzing", nummer=gezin.nummer, pk=rij.verwijzing_id)
