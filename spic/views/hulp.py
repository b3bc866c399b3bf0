"""The tab Hulp of a family: what was asked of whom, and sending a referral with exactly what is chosen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.formulierpagina import ingevuld
from gezinnen.kop import kopvragen
from gezinnen.models import Gezin
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import NietMeer, met_concept
from ggw.database.geschreven import eenmaal_geschreven
from ggw.database.samen import samen
from ggw.toegang.deur import Verzoek, dossier
from spic.forms.verwijzing import DelenForm, VerwijzingForm
from spic.hulpbeeld import Hulpbeeld, vragen
from spic.kostenbeeld import kosten_van_gezin, verzonden_in
from spic.models import Pakket, Verkenning, Verwijzing, VerwijzingGeweigerd, afdruk
from spic.ouders import ouders, ouders_van
from spic.pakket import maak_inhoud, voor_pagina
from spic.verwijzen import ontbreekt
from veiligheid.signalen import over_de_hulp, signalen_over_de_hulp

TAB = "spic:hulp"
VERANDERD = "Het dossier is intussen veranderd. Kijk opnieuw na wat de aanbieder te zien krijgt."


@require_safe
@dossier("verwijzing.bekijken")
def hulp(request: Verzoek, gezin: Gezin) -> HttpResponse:
    signalen = [signalen_over_de_hulp.met(gezin.pk)] if request.user.has_perm("veiligheid.bekijken") else []
    mee = [*signalen, verzonden_in.met(gezin.pk), verkenningen_van.met(gezin.pk), ouders_van.met(gezin.pk)]
    with samen(*kopvragen(request, gezin), *vragen(gezin.pk), *mee):
        context: dict[str, Any] = {
            "beeld": Hulpbeeld.van(gezin),
            "mag_schrijven": request.user.has_perm("verwijzing.schrijven"),
            "signalen": over_de_hulp(request, gezin),
            "kosten": kosten_van_gezin(gezin.pk),
            "verkenningen": gezin.hecht(verkenningen_van(gezin.pk)),
            "ouders": ouders(gezin),
        }
        return toon_gezin(request, gezin, "spic/hulp.html", tab=TAB, **context)


@eenmaal_geschreven
def verkenningen_van(gezin_id: int) -> Any:
    return Verkenning.objects.filter(gezin=gezin_id).met_waarnaar().met_aantallen()


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("verwijzing.schrijven")
@met_concept("Verwijzing naar hulp")
def nieuw(request: Verzoek, gezin: Gezin) -> HttpResponse:
    """A concept; on the next page stands what the provider will see. `?crisis=1` asks only what SPIC 11 needs."""
    crisis = request.GET.get("crisis") == "1"
    form = VerwijzingForm(ingevuld(request), gezin=gezin, crisis=crisis, initial=vooraf(request, gezin))
    if request.method == "POST" and bewaard(form, door_id=request.user.pk):
        return redirect("spic:verwijzing-versturen", nummer=gezin.nummer, pk=form.instance.pk)
    titel = "Crisishulp vragen (SPIC 11)" if crisis else "Verwijs naar een aanbieder"
    return toon_gezin(request, gezin, "spic/nieuw.html", tab=TAB, form=form, formtitel=titel, crisis=crisis)


def vooraf(request: Verzoek, gezin: Gezin) -> dict[str, Any]:
    """What the address asks to be chosen already: the resultaat from which somebody came, or who answered a verkenning."""
    keuze: dict[str, Any] = {}
    plan, resultaat = gezin.gezinsplannen.geldend(), getal(request, "resultaat")
    if plan is not None and resultaat is not None:
        keuze["resultaten"] = list(plan.resultaten.filter(pk=resultaat))
    if aanbieder := getal(request, "aanbieder"):
        keuze["aanbieder"] = aanbieder
    if spic := getal(request, "spic"):
        keuze |= {f"spic_{kind.pk}": spic for kind in gezin.leden.jeugdigen()}
    return keuze


def getal(request: Verzoek, naam: str) -> int | None:
    """An id in the address; None when there is none, or when it cannot be one."""
    gevraagd = request.GET.get(naam, "")
    return int(gevraagd) if gevraagd.isascii() and gevraagd.isdigit() and len(gevraagd) < 19 else None


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("verwijzing.schrijven")
@met_concept("Verwijzing naar hulp")
def wijzigen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    rij = get_object_or_404(gezin.verwijzingen, pk=pk)
    if not rij.is_concept:
        raise NietMeer("Deze verwijzing is intussen verstuurd of ingetrokken.")
    form = VerwijzingForm(
        ingevuld(request), gezin=gezin, crisis=rij.is_crisis, instance=rij, initial=zoals_bewaard(rij)
    )
    if request.method == "POST" and bewaard(form, door_id=request.user.pk):
        return redirect("spic:verwijzing-versturen", nummer=gezin.nummer, pk=pk)
    context: dict[str, Any] = {"form": form, "formtitel": "Verwijzing wijzigen", "crisis": rij.is_crisis}
    return toon_gezin(request, gezin, "spic/nieuw.html", tab=TAB, **context)


def zoals_bewaard(rij: Verwijzing) -> dict[str, Any]:
    plan = rij.gezin.gezinsplannen.geldend()
    stammen = set(rij.resultaten.values_list("resultaat_id", flat=True))
    gekozen = [r.pk for r in plan.resultaten.all() if r.stam_of_zelf_id in stammen] if plan else []
    spics = {f"spic_{kind.kind_id}": kind.spic_id for kind in rij.kinderen.all()}
    return {**rij.keuze, **spics, "resultaten": gekozen}


def bewaard(form: VerwijzingForm, *, door_id: int) -> bool:
    """True when the concept was saved; otherwise the reason stands in the form."""
    if not form.is_valid():
        return False
    rij = form.instance
    rij.keuze = form.gekozen()
    try:
        with transaction.atomic():
            rij.door_id = rij.door_id or door_id
            rij.full_clean(exclude={"sleutel"})
            rij.bewaar_concept(form.spics, form.cleaned_data.get("resultaten") or [], door_id=door_id)
    except (ValidationError, VerwijzingGeweigerd) as fout:
        form.add_error(None, fout if isinstance(fout, ValidationError) else str(fout))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("verwijzing.schrijven")
def versturen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """What the provider will see, and sending exactly that."""
    rij = get_object_or_404(gezin.verwijzingen.select_related("aanbieder"), pk=pk)
    if not rij.is_concept:
        messages.info(request, "Deze verwijzing was al verstuurd of ingetrokken. Er is geen tweede gemaakt.")
        return redirect(rij)
    inhoud, mist = maak_inhoud(rij, **keuze_van(rij)), ontbreekt(rij)
    if request.method == "POST" and not mist:
        if request.POST.get("gezien") != afdruk(inhoud):
            messages.warning(request, VERANDERD)
        elif verstuurd(request, rij, inhoud):
            return redirect(rij)
    context = {"verwijzing": rij, "mist": mist, "gezien": afdruk(inhoud), **voor_pagina(inhoud)}
    return toon_gezin(request, gezin, "spic/voorbeeld.html", tab=TAB, **context)


def keuze_van(rij: Verwijzing) -> dict[str, Any]:
    return {naam: rij.keuze.get(naam, []) for naam in ("leden", "delen", "afnames")}


def verstuurd(request: Verzoek, rij: Verwijzing, inhoud: dict[str, Any]) -> bool:
    try:
        with transaction.atomic():
            Pakket.objects.verstuur(rij, inhoud, door_id=request.user.pk)
    except VerwijzingGeweigerd as fout:
        messages.error(request, str(fout))
        return False
    messages.success(request, f"De verwijzing naar {rij.aanbieder.naam} is verstuurd.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("verwijzing.schrijven")
def delen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """Another version of the package: choose again, see it, and send it. The provider reads the newest."""
    rij = get_object_or_404(gezin.verwijzingen.lopend().select_related("aanbieder"), pk=pk)
    form = DelenForm(ingevuld(request), gezin=gezin, initial=rij.keuze)
    if request.method == "POST" and form.is_valid() and request.POST.get("stap") != "terug":
        keuze = form.gekozen()
        inhoud = maak_inhoud(rij, **keuze)
        if request.POST.get("gezien") == afdruk(inhoud) and opnieuw_gedeeld(request, rij, keuze, inhoud):
            return redirect(rij)
        context = {"verwijzing": rij, "form": form, "gezien": afdruk(inhoud), **voor_pagina(inhoud)}
        return toon_gezin(request, gezin, "spic/voorbeeld.html", tab=TAB, **context)
    return toon_gezin(
        request,
        gezin,
        "gezinnen/formulier.html",
        tab=TAB,
        form=form,
        formtitel="Deel iets anders of iets nieuws",
        tekst=f"{rij.aanbieder.naam} leest daarna de nieuwe versie. De oude blijft bewaard.",
        knoptekst="Bekijk wat de aanbieder ziet",
        terug=reverse("spic:verwijzing", kwargs={"nummer": gezin.nummer, "pk": pk}),
    )


def opnieuw_gedeeld(request: Verzoek, rij: Verwijzing, keuze: dict[str, list[Any]], inhoud: dict[str, Any]) -> bool:
    try:
        with transaction.atomic():
            pakket = Pakket.objects.deel_opnieuw(rij, inhoud, door_id=request.user.pk)
            rij.keuze = keuze
            rij.save(update_fields=["keuze"])
    except VerwijzingGeweigerd as fout:
        messages.error(request, str(fout))
        return False
    messages.success(request, f"De aanbieder leest nu versie {pakket.versie}.")
    return True


@require_safe
@dossier("verwijzing.bekijken")
def gedeeld(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    """What the providers of this referral read, each version; the newest of the hoofdaannemer first."""
    rij = get_object_or_404(gezin.verwijzingen.select_related("aanbieder"), pk=pk)
    pakketten = list(rij.pakketten.select_related("aanbieder", "door").order_by("-gemaakt_op", "-id"))
    welk = next((p for p in pakketten if str(p.pk) == request.GET.get("pakket")), pakketten[0] if pakketten else None)
    context: dict[str, Any] = {"verwijzing": rij, "pakketten": pakketten, "pakket": welk}
    return toon_gezin(
        request, gezin, "spic/gedeeld.html", tab=TAB, **context, **(voor_pagina(welk.inhoud) if welk else {})
    )
