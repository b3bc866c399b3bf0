"""The legal picture of a family: per child the measures, authorisations and stays, as the page Maatregelen shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from django.utils import timezone

from gezinnen.maatregeltermijnen import OTS_CODES, VOOGDIJ_CODES
from gezinnen.models import Gezin, Gezinslid, Kader, Maatregel, Machtiging, Verblijf

R = TypeVar("R", Maatregel, Machtiging)


@dataclass(frozen=True)
class Ketenrij:
    """A measure or authorisation in its chain: the one it extends, how many went before, and the one that extends it."""

    rij: Maatregel | Machtiging
    vorige: Maatregel | Machtiging | None
    verlenging: int
    volgende: Maatregel | Machtiging | None


@dataclass
class Kindbeeld:
    kind: Gezinslid
    maatregelen: list[Ketenrij] = field(default_factory=list)
    machtigingen: list[Ketenrij] = field(default_factory=list)
    verblijven: list[Verblijf] = field(default_factory=list)

    @property
    def lopend(self) -> list[Maatregel | Machtiging]:
        return [keten.rij for keten in [*self.maatregelen, *self.machtigingen] if keten.rij.loopt]

    @property
    def dubbel(self) -> bool:
        """Jeugdbescherming and jeugdreclassering at once; OTS with a machtiging is not double."""
        dwang = [
            keten.rij.soort_id
            for keten in self.maatregelen
            if keten.rij.loopt and keten.rij.soort.kader == Kader.MAATREGEL
        ]
        bescherming = [code for code in dwang if code in OTS_CODES | VOOGDIJ_CODES]
        return bool(bescherming) and len(bescherming) < len(dwang)

    @property
    def nu(self) -> list[Verblijf]:
        return [verblijf for verblijf in self.verblijven if verblijf.loopt]

    @property
    def verhuizingen(self) -> int:
        """Changes of the place where the child sleeps most nights, until today."""
        vandaag = timezone.localdate()
        begonnen = [v for v in self.verblijven if v.is_hoofdverblijf and v.vanaf <= vandaag]
        plekken = [(v.soort_id, v.waar) for v in sorted(begonnen, key=lambda v: (v.vanaf, v.pk))]
        return sum(hier != daarvoor for daarvoor, hier in pairwise(plekken))

    @property
    def dagen_uit_huis(self) -> int:
        """Nights away from home until today; of a stay for two nights a week two in seven count."""
        return round(sum(verblijf.nachten_tot_nu() for verblijf in self.verblijven if verblijf.soort.uit_huis))


def kindbeelden(gezin: Gezin) -> list[Kindbeeld]:
    """Children under guidance, eldest first, and others of whom something is on file. Four queries, whatever the size."""
    per_kind: dict[int, Kindbeeld] = defaultdict(lambda: Kindbeeld(Gezinslid()))
    maatregelen = gezin.maatregelen.select_related("soort", "reden_einde")
    for keten in ketens(maatregelen):
        per_kind[keten.rij.kind_id].maatregelen.append(keten)
    for keten in ketens(gezin.machtigingen.select_related("soort", "maatregel__soort")):
        per_kind[keten.rij.kind_id].machtigingen.append(keten)
    for verblijf in gezin.verblijven.select_related("soort", "machtiging__soort"):
        per_kind[verblijf.kind_id].verblijven.append(verblijf)
    beelden = []
    for lid in gezin.leden.order_by("geboortedatum", "verwachte_datum", "id"):
        if lid.is_jeugdige or lid.pk in per_kind:
            beeld = per_kind[lid.pk]
            beeld.kind = lid
            beelden.append(beeld)
    return beelden


def ketens(rijen: Iterable[R]) -> list[Ketenrij]:
    """Each row with its place in the chain of extensions."""
    per_id = {rij.pk: rij for rij in rijen}
    volgende = {rij.verlengt_id: rij for rij in per_id.values() if rij.verlengt_id is not None}
    lijst = []
    for rij in per_id.values():
        diepte, eerder = 0, rij
        while eerder.verlengt_id in per_id and diepte < len(per_id):
            diepte, eerder = diepte + 1, per_id[eerder.verlengt_id]
        lijst.append(Ketenrij(rij, per_id.get(rij.verlengt_id or 0), diepte, volgende.get(rij.pk)))
    return lijst
