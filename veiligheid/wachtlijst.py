"""Families that wait for a gezinsmanager, in the order of their safety, and the weekly look of the wachter.

The list and the look touch Wachtplek and Veiligheidsmeting, so they are functions and not methods.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from gezinnen.aanhaken import DELEN, Deel
from gezinnen.models import Gebeurtenis, Gezin, Gezinslid, Wachtplek
from gezinnen.overzichtdelen import wachtplek_nu, wachtplek_van
from gezinnen.tijdlijn import ZINNEN
from ggw.toegang.deur import Verzoek
from veiligheid.contact import Cijfer, geef_cijfers
from veiligheid.models import Aanleiding, MetingSoort, Veiligheidsmeting


@dataclass(frozen=True)
class Wachtend:
    """A waiting family with the lowest mark of its children; `laagste` is None when no child has a mark."""

    wachtplek: Wachtplek
    laagste: int | None
    zonder_cijfer: int

    @property
    def volgorde(self) -> tuple[bool, int]:
        """Nobody looked yet comes first: that family may be the least safe of all. Then the lowest mark."""
        return (self.laagste is not None, self.laagste or 0)


def wachtlijst(*, met_cijfers: bool) -> list[Wachtend]:
    """All waiting families in view. Without marks (who may not see them) the longest wait comes first, for the order tells too."""
    plekken = list(Wachtplek.objects.lopend())
    if not met_cijfers:
        return [Wachtend(plek, None, 0) for plek in plekken]
    gezinnen = [plek.gezin_id for plek in plekken]
    cijfers = dict(
        Veiligheidsmeting.objects.laatste_per_kind(MetingSoort.ACTUEEL)
        .filter(gezin__in=gezinnen)
        .values_list("kind_id", "cijfer")
    )
    per_gezin: dict[int, list[int | None]] = defaultdict(list)
    for kind_id, gezin_id in Gezinslid.objects.jeugdigen().filter(gezin__in=gezinnen).values_list("pk", "gezin_id"):
        per_gezin[gezin_id].append(cijfers.get(kind_id))
    rijen = [weeg(plek, per_gezin[plek.gezin_id]) for plek in plekken]
    return sorted(rijen, key=lambda rij: rij.volgorde)  # stable: within one mark the longest wait stays first


def weeg(plek: Wachtplek, cijfers: list[int | None]) -> Wachtend:
    gegeven = [cijfer for cijfer in cijfers if cijfer is not None]
    return Wachtend(plek, min(gegeven, default=None), len(cijfers) - len(gegeven))


@transaction.atomic
def leg_blik_vast(plek: Wachtplek, *, tekst: str, cijfers: Iterable[Cijfer], auteur_id: int) -> None:
    """Somebody looked at a waiting family, in the place of the gezinsmanager: what was seen, and a mark per child."""
    nu = timezone.now()
    geef_cijfers(plek.gezin, cijfers, op=nu, auteur_id=auteur_id, aanleiding=Aanleiding.BLIK)
    plek.leg_blik_vast(tekst, op=timezone.localdate(nu))
    Gebeurtenis.leg_vast(plek.gezin, "wachtplek.blik", door_id=auteur_id, onderwerp_id=plek.pk)


def haak_aan() -> None:
    DELEN.append(Deel("veiligheid/wachtlijst/_kaart.html", laatste_blik, "veiligheid.bekijken", 2, 21, (wachtplek_nu,)))
    ZINNEN["wachtplek.blik"] = ("Blik op het wachtende gezin vastgelegd", None)


def laatste_blik(request: Verzoek, gezin: Gezin) -> dict[str, Any]:
    return {
        "wachtplek": wachtplek_van(gezin),
        "mag_meten": request.user.has_perm("veiligheid.meten"),
    }
