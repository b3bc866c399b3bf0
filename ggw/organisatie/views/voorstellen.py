"""The second person: proposals to decide, and the table of who may do what."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ggw.organisatie.beschrijven import inhoud, teamnamen
from ggw.organisatie.models import Geweigerd, Voorstel
from ggw.organisatie.rechtentabel import tabel
from ggw.organisatie.uitnodigen import mail_uitnodiging
from ggw.organisatie.voorstellen import ga_akkoord, open_voorstellen, trek_in, wijs_af
from ggw.toegang.deur import Verzoek, beheer

BESLUITEN = {
    "akkoord": (ga_akkoord, "Akkoord. De verandering geldt meteen."),
    "afwijzen": (wijs_af, "Het voorstel is afgewezen. Er is niets veranderd."),
    "intrekken": (trek_in, "Uw voorstel is ingetrokken."),
}
NIET_GEMAILD = "De e-mail met de uitnodiging kon niet worden verstuurd. Stuur later een nieuwe uitnodiging."


@require_safe
@beheer("beheer.goedkeuren", bevestig=True)
def lijst(request: Verzoek) -> HttpResponse:
    teams = teamnamen()
    voorstellen = [
        {"rij": rij, "tekst": inhoud(rij.soort, rij.gegevens, teams), "eigen": rij.door_id == request.user.pk}
        for rij in open_voorstellen(request.user)
    ]
    return render(request, "organisatie/voorstellen.html", {"voorstellen": voorstellen})


@require_http_methods(["GET", "HEAD", "POST"])
@beheer("beheer.goedkeuren", bevestig=True)
def besluit(request: Verzoek, pk: int) -> HttpResponse:
    """A GET comes from the page that asked again who this is."""
    if request.method != "POST":
        return redirect("organisatie:voorstellen")
    voorstel = get_object_or_404(Voorstel.objects.select_related("over", "door"), pk=pk)
    try:
        doe, melding = BESLUITEN[request.POST.get("besluit", "")]
        token = doe(voorstel, door=request.user)
    except KeyError as fout:
        raise Http404 from fout
    except Geweigerd as fout:
        messages.error(request, str(fout))
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    else:
        messages.success(request, melding)
        if token and not mail_uitnodiging(voorstel.over, token):
            messages.error(request, NIET_GEMAILD)
    return redirect("organisatie:voorstellen")


@require_safe
@beheer("vandaag.bekijken")
def rechten(request: Verzoek) -> HttpResponse:
    rollen, rijen = tabel()
    return render(request, "organisatie/rechten.html", {"rollen": rollen, "rijen": rijen})
