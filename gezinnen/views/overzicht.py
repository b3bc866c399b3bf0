from django.http import HttpResponse
from django.views.decorators.http import require_safe

from gezinnen.aanhaken import DELEN, wat_nu
from gezinnen.models import Gezin
from gezinnen.pagina import toon_gezin
from ggw.toegang.deur import Verzoek, dossier


@require_safe
@dossier("gezin.bekijken")
def overzicht(request: Verzoek, gezin: Gezin) -> HttpResponse:
    delen = [
        (deel.kolom, deel.sjabloon, deel.context(request, gezin))
        for deel in sorted(DELEN, key=lambda d: d.volgorde)
        if request.user.has_perm(deel.recht)
    ]
    stappen = wat_nu({gezin.pk: gezin.nummer}) if request.user.has_perm("contact.bekijken") else None
    return toon_gezin(request, gezin, "gezinnen/overzicht.html", tab="gezinnen:overzicht", delen=delen, stappen=stappen)
