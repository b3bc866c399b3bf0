"""Who of the team has how much late and due this week, and what was made up for since last Monday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Q

from gezinnen.models import Termijn
from gezinnen.sorteren import sorteersleutel
from gezinnen.werkwijzer import onderwerpnamen

MEESTE_REGELS = 100
"""Late termijnen on the page, the longest late first; the numbers count all."""


class Laat(NamedTuple):
    """A late term, the days it is late, and for whom of the family it runs ('': all)."""

    termijn: Termijn
    dagen: int
    voor: str


@dataclass(frozen=True)
class Weekoverzicht:
    rijen: list[dict[str, Any]]
    """By name, it is no ranking; what has nobody yet stands last."""
    totaal: dict[str, int]
    te_laat: list[Laat]

    @property
    def gezinnen(self) -> set[int]:
        return {laat.termijn.gezin_id for laat in self.te_laat}

    @property
    def meer(self) -> int:
        return self.totaal["te_laat"] - len(self.te_laat)


def weekoverzicht_van(vandaag: date) -> Weekoverzicht:
    """Inside the door: of the families in view, what is ours to do."""
    maandag = vandaag - timedelta(days=vandaag.weekday())
    vorige = maandag - timedelta(days=7)
    van_ons = Termijn.objects.aan_ons()
    open_, was = Q(gesloten_op__isnull=True), Q(dag__lt=vorige, created_at__date__lte=vorige)
    tellen = {
        "te_laat": Count("pk", filter=open_ & Q(dag__lt=vandaag)),
        "deze_week": Count("pk", filter=open_ & Q(dag__gte=vandaag, dag__lt=maandag + timedelta(days=7))),
        "was_te_laat": Count("pk", filter=was),
        "ingehaald": Count("pk", filter=was & Q(sluiting="voldaan")),
    }
    recent = van_ons.filter(open_ | Q(gesloten_op__gte=vorige))
    groepen = recent.order_by().values("eigenaar__naam", "eigenaar_id").annotate(**tellen)
    rijen = [rij for rij in groepen if any(rij[naam] for naam in tellen)]
    rijen.sort(
        key=lambda rij: (rij["eigenaar_id"] is None, sorteersleutel(rij["eigenaar__naam"] or ""), rij["eigenaar_id"])
    )
    laat = van_ons.filter(open_, dag__lt=vandaag).select_related("gezin", "norm", "eigenaar").order_by("dag", "id")
    getoond = list(laat[:MEESTE_REGELS])
    namen = onderwerpnamen(getoond)
    return Weekoverzicht(
        rijen,
        {naam: sum(rij[naam] for rij in rijen) for naam in tellen},
        [Laat(t, (vandaag - t.dag).days, namen.get((t.onderwerp_soort, t.onderwerp_id), "")) for t in getoond],
    )
