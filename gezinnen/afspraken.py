"""What the pages show of appointments with a family: the coming ones, and when each child was seen last."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from gezinnen.models import Aanwezigheid, Contactafspraak, Gezin
from gezinnen.models.contact import om_de


def hoe_vaak(gezin: Gezin) -> list[dict[str, Any]]:
    """Each born child under guidance: how often it is to be seen, and when it was seen or spoken to last."""
    kinderen = list(gezin.leden.jeugdigen().filter(verwachte_datum__isnull=True))
    weken = {a.kind_id: a.weken for a in Contactafspraak.objects.filter(gezin=gezin).lopend()}
    gezien = dict(
        Aanwezigheid.objects.filter(gezin=gezin)
        .exclude(gezien="")
        .values_list("gezinslid_id")
        .annotate(op=Max("contactmoment__op"))
    )
    return [
        {
            "kind": kind,
            "afspraak": om_de(weken[kind.pk]) if kind.pk in weken else "geen afspraak",
            "gezien_op": gezien.get(kind.pk),
        }
        for kind in kinderen
    ]
