from django.http import HttpResponse
from django.views.decorators.http import require_safe

from gezinnen.aanhaken import DELEN, wat_nu, zoals_gezien_door
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
    alle = wat_nu({gezin.pk: gezin.nummer}) if request.user.has_perm("contact.bekijken") else None
    stappen = None if alle is None else zoals_gezien_door(request.user, alle)
    breed, smal = ([deel for deel in delen if deel[0] == kolom] for kolom in (1, 2))
    if not breed and stappen is None:
        breed, smal = smal, []
    sjabloon, tab = "gezinnen/overzicht.html", "gezinnen:overzicht"
    return toon_gezin(request, gezin, sjabloon, tab=tab, breed=breed, smal=smal, stappen=stappen)
