"""Emergency access that must be judged, and questions about afscherming that wait for a decision; as `ggw_toezicht`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from ggw.organisatie.models import Medewerker
from ggw.toegang.models import Afscherming, Benoemd, Noodtoegang
from ggw.toezicht.logboek import nummers_van

BEOORDEELD = 10
"""So many judged ones stay on the page."""


@dataclass(frozen=True)
class Nood:
    rij: Noodtoegang
    nummer: str
    naam: str
    vooraf_door: str
    door: str


@dataclass(frozen=True)
class Vraag:
    """`wat` and `pk` as `beslis_afscherming()` takes them; `eigen`: asked by who looks, so somebody else decides."""

    wat: str
    pk: int
    nummer: str
    gevraagd_op: datetime
    gevraagd_door_id: int
    gevraagd_door: str
    reden: str
    mensen: list[str]


def noodtoegangen() -> list[Nood]:
    """Everything that nobody has judged, oldest first, and then the last ones that somebody did."""
    gebruikt = Noodtoegang.objects.filter(vanaf__isnull=False)
    open_ = gebruikt.filter(beoordeeld_op__isnull=True).order_by("vanaf", "pk")
    return in_woorden([*open_, *gebruikt.filter(beoordeeld_op__isnull=False).order_by("-beoordeeld_op")[:BEOORDEELD]])


def in_woorden(rijen: list[Noodtoegang]) -> list[Nood]:
    nummers = nummers_van({rij.gezin_id for rij in rijen})
    wie = namen({pk for rij in rijen for pk in (rij.gebruiker_id, rij.vooraf_door_id, rij.beoordeeld_door_id)})
    return [
        Nood(
            rij,
            nummers.get(rij.gezin_id, "verwijderd"),
            wie.get(rij.gebruiker_id, "Onbekend"),
            wie.get(rij.vooraf_door_id or 0, ""),
            wie.get(rij.beoordeeld_door_id or 0, ""),
        )
        for rij in rijen
    ]


def namen(wie: set[int | None]) -> dict[int, str]:
    return dict(Medewerker.objects.filter(pk__in=wie - {None}).values_list("pk", "naam"))


def open_vragen() -> list[Vraag]:
    """All that waits for the second person, oldest first."""
    gevraagd = list(Afscherming.objects.filter(besloten_op__isnull=True))
    lopend = {rij.gezin_id for rij in lopende_afschermingen()}
    op_te_heffen = list(Afscherming.objects.filter(opheffen_gevraagd_op__isnull=False, opgeheven_op__isnull=True))
    wachtend = list(Benoemd.objects.filter(vanaf__isnull=True, tot__isnull=True))
    gezinnen = {rij.gezin_id for rij in (*gevraagd, *op_te_heffen)} | {rij.gezin_id for rij in wachtend}
    nummers = nummers_van(gezinnen)
    wie = namen(
        {rij.gevraagd_door_id for rij in gevraagd}
        | {rij.opheffen_gevraagd_door_id for rij in op_te_heffen}
        | {pk for rij in wachtend for pk in (rij.gebruiker_id, rij.voorgesteld_door_id)}
    )

    def vraag(wat: str, pk: int, gezin: int, op: datetime, door: int, reden: str, mensen: list[int]) -> Vraag:
        genoemd = sorted(wie.get(mens, "Onbekend") for mens in mensen)
        return Vraag(wat, pk, nummers.get(gezin, "verwijderd"), op, door, wie.get(door, "Onbekend"), reden, genoemd)

    vragen = [
        vraag(
            "afschermen",
            rij.pk,
            rij.gezin_id,
            rij.gevraagd_op,
            rij.gevraagd_door_id,
            rij.reden,
            [b.gebruiker_id for b in wachtend if b.gezin_id == rij.gezin_id],
        )
        for rij in gevraagd
    ]
    vragen += [
        vraag("opheffen", rij.pk, rij.gezin_id, rij.opheffen_gevraagd_op, rij.opheffen_gevraagd_door_id, rij.reden, [])
        for rij in op_te_heffen
        if rij.opheffen_gevraagd_op and rij.opheffen_gevraagd_door_id
    ]
    vragen += [
        vraag("benoemen", b.pk, b.gezin_id, b.voorgesteld_op, b.voorgesteld_door_id, "", [b.gebruiker_id])
        for b in wachtend
        if b.gezin_id in lopend
    ]
    return sorted(vragen, key=lambda v: v.gevraagd_op)


def lopende_afschermingen() -> list[Afscherming]:
    return list(
        Afscherming.objects.filter(ingegaan_op__isnull=False, opgeheven_op__isnull=True).order_by(F("ingegaan_op"))
    )


@dataclass(frozen=True)
class Lopend:
    nummer: str
    sinds: datetime
    reden: str
    mensen: list[str]


def lopend_in_woorden() -> list[Lopend]:
    rijen = lopende_afschermingen()
    nummers = nummers_van({rij.gezin_id for rij in rijen})
    benoemd = list(
        Benoemd.objects.filter(gezin_id__in=[r.gezin_id for r in rijen], vanaf__isnull=False, tot__isnull=True)
    )
    wie = namen({b.gebruiker_id for b in benoemd})
    return [
        Lopend(
            nummers.get(rij.gezin_id, "verwijderd"),
            rij.ingegaan_op,
            rij.reden,
            sorted(wie.get(b.gebruiker_id, "Onbekend") for b in benoemd if b.gezin_id == rij.gezin_id),
        )
        for rij in rijen
        if rij.ingegaan_op
    ]
