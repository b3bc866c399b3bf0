"""Marks outside a contact, and all marks of a family with their reasons."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from gezinnen.models import Gezin
from gezinnen.pagina import toon_gezin
from ggw.concepten.houden import met_concept
from ggw.toegang.deur import Verzoek, dossier
from veiligheid.beeld import Veiligheidsbeeld, mag
from veiligheid.forms.meten import MetenForm
from veiligheid.models import Aanleiding, Afname

TAB = "veiligheid:overzicht"
HOOGSTENS = 300


def gekozen_afname(request: Verzoek, gezin: Gezin) -> Afname | None:
    """The definitive afname that a form is prefilled from (`?afname=`); None when there is no such one in this family."""
    pk = request.GET.get("afname", "")
    if not pk.isdecimal() or len(pk) > 18:
        return None
    return gezin.afnames.definitief().met_instrument().filter(pk=pk).first()


@require_http_methods(["GET", "HEAD", "POST"])
@dossier("veiligheid.meten")
@met_concept("Cijfer geven")
def meten(request: Verzoek, gezin: Gezin) -> HttpResponse:
    afname = gekozen_afname(request, gezin)
    begin = {"aanleiding": Aanleiding.SIGNAAL} if request.GET.get("aanleiding") == Aanleiding.SIGNAAL else {}
    form = MetenForm(request.POST if request.method == "POST" else None, gezin=gezin, afname=afname, initial=begin)
    if request.method == "POST" and form.is_valid() and (metingen := form.geef(auteur_id=request.user.pk)):
        messages.success(request, "Het cijfer is bewaard." if len(metingen) == 1 else "De cijfers zijn bewaard.")
        return redirect("veiligheid:overzicht", nummer=gezin.nummer)
    return toon_gezin(request, gezin, "veiligheid/metingen/meten.html", tab=TAB, form=form, afname=afname)


@require_safe
@dossier("veiligheid.bekijken")
def metingen(request: Verzoek, gezin: Gezin) -> HttpResponse:
    alle = Veiligheidsbeeld.van(gezin).metingen[: -HOOGSTENS - 1 : -1]
    return toon_gezin(request, gezin, "veiligheid/metingen/metingen.html", tab=TAB, metingen=alle, mag=mag(request))
