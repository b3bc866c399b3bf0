"""What ties people: relations, gezag, network, wishes of the family, and the same person in another family."""

from copy import copy
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from gezinnen.bewaren import bewaar_ook_voor
from gezinnen.forms.netwerk import (
    GezagEindeForm,
    GezagForm,
    KoppelForm,
    NetwerklidForm,
    RelatieEindeForm,
    RelatieForm,
    WensenForm,
)
from gezinnen.formulierpagina import formulierpagina, ingevuld
from gezinnen.models import Gebeurtenis, Gezin
from gezinnen.pagina import toon_gezin
from gezinnen.views.leden import TAB, formulier, terug_naar_leden, terug_naar_lid
from ggw.concepten.houden import met_concept
from ggw.toegang.deur import Verzoek, dossier
from ggw.toegang.poort import beslis_koppeling, open_koppelvoorstellen


@formulier
@dossier("gezin.wijzigen")
def relatie_toevoegen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    return formulierpagina(
        request,
        gezin,
        RelatieForm(ingevuld(request), gezin=gezin),
        tab=TAB,
        titel="Relatie toevoegen",
        knop="Relatie bewaren",
        terug=terug_naar_leden(gezin),
        gebeurtenis="relatie.toegevoegd",
        melding="De relatie is toegevoegd.",
    )


@formulier
@dossier("gezin.wijzigen")
def relatie_beeindigen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    relatie = get_object_or_404(gezin.relaties.select_related("van", "naar"), pk=pk)
    return formulierpagina(
        request,
        gezin,
        RelatieEindeForm(ingevuld(request), gezin=gezin, instance=relatie),
        tab=TAB,
        titel="Relatie beëindigen",
        knop="Relatie beëindigen",
        terug=terug_naar_lid(relatie.van),
        gebeurtenis="relatie.beeindigd",
        melding="De relatie is beëindigd.",
        zin=(relatie.van, f" is {relatie.woord(relatie.van)} van", relatie.naar),
    )


@formulier
@dossier("gezin.wijzigen")
def gezag_toevoegen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    return formulierpagina(
        request,
        gezin,
        GezagForm(ingevuld(request), gezin=gezin),
        tab=TAB,
        titel="Gezag vastleggen",
        knop="Gezag vastleggen",
        terug=terug_naar_leden(gezin),
        gebeurtenis="gezag.toegevoegd",
        melding="Het gezag is vastgelegd.",
        opslaan=partial(bewaar_ook_voor, veld="kind"),
    )


@formulier
@dossier("gezin.wijzigen")
def gezag_beeindigen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    gezag = get_object_or_404(gezin.gezag.select_related("kind", "houder"), pk=pk)
    return formulierpagina(
        request,
        gezin,
        GezagEindeForm(ingevuld(request), gezin=gezin, instance=gezag),
        tab=TAB,
        titel="Gezag beëindigen",
        knop="Gezag beëindigen",
        terug=terug_naar_lid(gezag.kind),
        gebeurtenis="gezag.beeindigd",
        melding="Het gezag is beëindigd.",
        zin=(gezag.houder, f": {gezag.get_soort_display().lower()} over", gezag.kind),
    )


@formulier
@dossier("gezin.wijzigen")
@met_concept("Iemand uit het netwerk toevoegen")
def netwerklid_toevoegen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    return formulierpagina(
        request,
        gezin,
        NetwerklidForm(ingevuld(request), gezin=gezin),
        tab=TAB,
        titel="Iemand uit het netwerk toevoegen",
        knop="Persoon bewaren",
        terug=terug_naar_leden(gezin),
        gebeurtenis="netwerklid.toegevoegd",
        melding="De persoon is toegevoegd aan het netwerk.",
    )


@formulier
@dossier("gezin.wijzigen")
@met_concept("Iemand uit het netwerk wijzigen")
def netwerklid_wijzigen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    netwerklid = get_object_or_404(gezin.netwerk, pk=pk)
    return formulierpagina(
        request,
        gezin,
        NetwerklidForm(ingevuld(request), gezin=gezin, instance=netwerklid),
        tab=TAB,
        titel="Iemand uit het netwerk wijzigen",
        knop="Wijziging bewaren",
        terug=terug_naar_leden(gezin),
        gebeurtenis="netwerklid.gewijzigd",
        melding="De gegevens zijn gewijzigd.",
    )


@formulier
@dossier("gezin.wijzigen")
@met_concept("Wensen en kenmerken wijzigen")
def wensen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    return formulierpagina(
        request,
        gezin,
        WensenForm(ingevuld(request), instance=copy(gezin)),  # the header keeps what is saved while the form is wrong
        tab=TAB,
        titel="Wensen en kenmerken wijzigen",
        knop="Wijziging bewaren",
        terug=terug_naar_leden(gezin),
        gebeurtenis="gezin.gewijzigd",
        melding="De wensen en kenmerken zijn gewijzigd.",
    )


@formulier
@dossier("persoon.koppelen")
def koppelen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    lid = get_object_or_404(gezin.leden, pk=pk)
    form = KoppelForm(ingevuld(request), lid=lid, door_id=request.user.pk)
    if request.method == "POST" and form.stel_voor():
        messages.success(request, "Uw voorstel is verstuurd. Een collega van het andere gezin zegt of het klopt.")
        return redirect(terug_naar_lid(lid))
    return toon_gezin(
        request,
        gezin,
        "gezinnen/formulier.html",
        tab=TAB,
        form=form,
        formtitel="Deze persoon is ook bekend in een ander gezin",
        knoptekst="Koppeling voorstellen",
        terug=terug_naar_lid(lid),
        wie=lid,
        tekst="Klopt het, dan ziet u van elkaar het nummer van het gezin en wie u kunt bellen. Verder niets.",
    )


@require_POST
@dossier("persoon.koppelen")
def koppeling_beslissen(request: Verzoek, gezin: Gezin, pk: int) -> HttpResponse:
    voorstel = next((v for v in open_koppelvoorstellen() if v.id == pk), None)
    if voorstel is None:
        raise Http404
    akkoord = request.POST.get("akkoord") == "ja"
    if beslis_koppeling(voorstel.id, akkoord=akkoord):
        soort = "koppeling.aanvaard" if akkoord else "koppeling.afgewezen"
        Gebeurtenis.leg_vast(gezin, soort, door_id=request.user.pk, onderwerp_id=voorstel.gezinslid_id)
        messages.success(request, "De koppeling is gemaakt." if akkoord else "Het voorstel is afgewezen.")
    else:
        messages.error(request, "Hierover beslist iemand anders dan wie het voorstelde.")
    return redirect(terug_naar_leden(gezin))
