"""The first page of a family: cards of all subjects, and what is to be done. What they ask is read in one query."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from gezinnen.aanhaken import DELEN, Beeld, Deel, vragen_in, wat_nu_in, zoals_gezien_door
from gezinnen.kop import kopvragen
from gezinnen.models import Gezin
from gezinnen.pagina import toon_gezin
from ggw.database.geschreven import Vraag
from ggw.database.samen import samen
from ggw.toegang.deur import Verzoek, dossier

TAB = "gezinnen:overzicht"


@require_safe
@dossier("gezin.bekijken")
def overzicht(request: Verzoek, gezin: Gezin) -> HttpResponse:
    mijn = [deel for deel in sorted(DELEN, key=lambda d: d.volgorde) if request.user.has_perm(deel.recht)]
    beeld = Beeld({gezin.pk: gezin.nummer}) if request.user.has_perm("contact.bekijken") else None
    with samen(*vragen_van(request, gezin, mijn, beeld)):
        return toon_gezin(request, gezin, "gezinnen/overzicht.html", tab=TAB, **inhoud(request, gezin, mijn, beeld))


def vragen_van(request: Verzoek, gezin: Gezin, delen: list[Deel], beeld: Beeld | None) -> list[Vraag]:
    """What header, cards and steps ask, each once."""
    van_kaarten = dict.fromkeys(vraag for deel in delen for vraag in deel.vragen)
    stapvragen = vragen_in(beeld) if beeld else []
    return [*kopvragen(request, gezin), *(vraag.met(gezin.pk) for vraag in van_kaarten), *stapvragen]


def inhoud(request: Verzoek, gezin: Gezin, mijn: list[Deel], beeld: Beeld | None) -> dict[str, Any]:
    delen = [(deel.kolom, deel.sjabloon, deel.context(request, gezin)) for deel in mijn]
    stappen = zoals_gezien_door(request.user, wat_nu_in(beeld)) if beeld else None
    breed, smal = ([deel for deel in delen if deel[0] == kolom] for kolom in (1, 2))
    if not breed and stappen is None:
        breed, smal = smal, []
    return {"breed": breed, "smal": smal, "stappen": stappen}
