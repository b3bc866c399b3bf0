"""What the pages show of appointments with a family: the coming ones, and when each child was seen last."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from gezinnen.models import Aanwezigheid, Afspraak, Contactafspraak, Gezin, Gezinslid
from gezinnen.models.contact import om_de
from ggw.database.geschreven import eenmaal_geschreven


def hoe_vaak(gezin: Gezin) -> list[dict[str, Any]]:
    """Each born child under guidance: how often it is to be seen, and when it was seen or spoken to last."""
    weken = dict(weken_van(gezin.pk))
    gezien = dict(laatst_gezien(gezin.pk))
    return [
        {
            "kind": kind,
            "afspraak": om_de(weken[kind.pk]) if kind.pk in weken else "geen afspraak",
            "gezien_op": gezien.get(kind.pk),
        }
        for kind in kinderen_van(gezin.pk)
    ]


@eenmaal_geschreven
def kinderen_van(gezin_id: int) -> QuerySet[Gezinslid]:
    return Gezinslid.objects.filter(gezin=gezin_id).jeugdigen().filter(verwachte_datum__isnull=True)


@eenmaal_geschreven
def weken_van(gezin_id: int) -> QuerySet[Contactafspraak, tuple[int, int]]:
    """Child, and how often it is to be seen."""
    return Contactafspraak.objects.filter(gezin=gezin_id).lopend().values_list("kind_id", "weken")


@eenmaal_geschreven
def laatst_gezien(gezin_id: int) -> Any:
    """Person of the family, and when that person was seen or spoken to last."""
    gezien = Aanwezigheid.objects.filter(gezin=gezin_id).exclude(gezien="").order_by()
    return gezien.values_list("gezinslid_id").annotate(op=Max("contactmoment__op"))


@eenmaal_geschreven
def komende_afspraken(gezin_id: int, nu: datetime) -> QuerySet[Afspraak]:
    return Afspraak.objects.filter(gezin=gezin_id).komend(nu).select_related("met")


HOE_VAAK = (kinderen_van, weken_van, laatst_gezien)
"""What `hoe_vaak` asks of a family, to be read together with what else the page asks."""
