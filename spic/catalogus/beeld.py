"""The catalogue page: parts, combinations per segment in a grid of profile and intensity, and what will change."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils import timezone

from spic.catalogus.versies import DELEN
from spic.models import Intensiteit, Profiel, Segment, Spic, Stelsel, Tarief


class Cel(NamedTuple):
    spic: Spic | None
    tarief: Tarief | None


class Raster(NamedTuple):
    """The combinations of one segment: a row per profile, a cell per intensity and one for none (crisis)."""

    segment: Segment
    kolommen: list[Intensiteit | None]
    rijen: list[tuple[Profiel, list[Cel]]]


class Wijziging(NamedTuple):
    dag: date
    begint: int
    eindigt: int


class Catalogusbeeld:
    """What a stelsel says today; a version that has not begun yet stands under what will change."""

    def __init__(self, stelsel: Stelsel) -> None:
        self.stelsel = stelsel
        self.vandaag = timezone.localdate()
        self.segmenten = list(stelsel.segmenten.geldig_op(self.vandaag))
        self.profielen = list(stelsel.profielen.geldig_op(self.vandaag))
        self.intensiteiten = list(stelsel.intensiteiten.geldig_op(self.vandaag))
        self.spics = list(stelsel.spics.geldig_op(self.vandaag).met_delen())
        self.budget = stelsel.budgetten.geldig_op(self.vandaag).first()
        self.komend = self.wijzigingen()

    def rasters(self) -> list[Raster]:
        tarieven = {
            t.spic_id: t
            for t in Tarief.objects.geldig_op(self.vandaag).filter(aanbieder=None, spic__stelsel=self.stelsel)
        }
        per = {(spic.segment_id, spic.profiel_id, spic.intensiteit_id): spic for spic in self.spics}
        uit = []
        for segment in self.segmenten:
            eigen = [spic for spic in self.spics if spic.segment_id == segment.pk]
            kolommen = self.kolommen(eigen)
            profielen = [p for p in self.profielen if any(spic.profiel_id == p.pk for spic in eigen)]
            rijen = [
                (p, [cel(per.get((segment.pk, p.pk, kolom.pk if kolom else None)), tarieven) for kolom in kolommen])
                for p in profielen
            ]
            if rijen:
                uit.append(Raster(segment, kolommen, rijen))
        return uit

    def kolommen(self, spics: list[Spic]) -> list[Intensiteit | None]:
        gebruikt = {spic.intensiteit_id for spic in spics}
        kolommen: list[Intensiteit | None] = [i for i in self.intensiteiten if i.pk in gebruikt]
        return [*kolommen, None] if None in gebruikt else kolommen

    def wijzigingen(self) -> list[Wijziging]:
        """Per day to come: how many rows begin, and how many end the day before."""
        telling: dict[date, list[int]] = {}
        for model, filter_ in [
            *((deel[0], "stelsel") for deel in DELEN.values()),
            (Spic, "stelsel"),
            (Tarief, "spic__stelsel"),
        ]:
            rijen: Any = model.objects.filter(**{filter_: self.stelsel})
            komend = rijen.filter(Q(geldig_vanaf__gt=self.vandaag) | Q(geldig_tot__gte=self.vandaag))
            for vanaf, tot in komend.values_list("geldig_vanaf", "geldig_tot"):
                if vanaf > self.vandaag:
                    telling.setdefault(vanaf, [0, 0])[0] += 1
                if tot is not None:
                    telling.setdefault(date.fromordinal(tot.toordinal() + 1), [0, 0])[1] += 1
        return [Wijziging(dag, *aantallen) for dag, aantallen in sorted(telling.items())]


def cel(spic: Spic | None, tarieven: dict[int, Tarief]) -> Cel:
    return Cel(spic, tarieven.get(spic.pk) if spic else None)
