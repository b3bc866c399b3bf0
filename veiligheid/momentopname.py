"""What a gezinsplan freezes of the safety of the children: each one's newest marks, and the marks that draw the lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gezinnen.models import Gezin
from gezinnen.momentopname import BIJDRAGEN, Bijdrage
from veiligheid.lijnen import teken
from veiligheid.models import MetingSoort, Veiligheidsmeting


@dataclass(frozen=True)
class Cijfer:
    """One frozen mark, as `teken()` wants it."""

    kind_id: int
    soort: str
    cijfer: int
    op: datetime


def haak_aan() -> None:
    BIJDRAGEN.append(Bijdrage("veiligheid", maak, toon, "veiligheid/_momentopname.html"))


def maak(gezin: Gezin) -> dict[str, Any]:
    kinderen = list(gezin.leden.jeugdigen())
    metingen = list(
        Veiligheidsmeting.objects.van_gezinsmanager()
        .filter(gezin=gezin, kind__in=kinderen)
        .order_by("op", "id")
        .values_list("kind_id", "soort", "cijfer", "op")
    )
    nu = {(kind_id, soort): bevroren(cijfer, op) for kind_id, soort, cijfer, op in metingen}
    return {
        "op": timezone.localdate().isoformat(),
        "kinderen": [
            {"naam": kind.roepnaam, **{soort: nu.get((kind.pk, soort)) for soort in MetingSoort.values}}
            for kind in kinderen
        ],
        "metingen": [
            {"kind": kind_id, "soort": soort, "cijfer": cijfer, "op": op.isoformat()}
            for kind_id, soort, cijfer, op in metingen
        ],
    }


def bevroren(cijfer: int, op: datetime) -> dict[str, Any]:
    return {"cijfer": cijfer, "op": timezone.localdate(op).isoformat()}


def toon(deel: dict[str, Any]) -> dict[str, Any]:
    cijfers = [Cijfer(m["kind"], m["soort"], m["cijfer"], datetime.fromisoformat(m["op"])) for m in deel["metingen"]]
    kinderen = [
        {"naam": kind["naam"], **{soort: leesbaar(kind[soort]) for soort in MetingSoort.values}}
        for kind in deel["kinderen"]
    ]
    tekening = teken(cijfers, id="planlijnen", tot=date.fromisoformat(deel["op"])) if cijfers else None
    return {"kinderen": kinderen, "tekening": tekening}


def leesbaar(cijfer: dict[str, Any] | None) -> dict[str, Any] | None:
    return cijfer and {**cijfer, "op": date.fromisoformat(cijfer["op"])}
