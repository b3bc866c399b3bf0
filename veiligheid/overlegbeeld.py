"""What a meeting is about, read once: for the agenda before it, the page at the table, and the report after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from gezinnen.aanhaken import OVERLEGAGENDA
from gezinnen.genodigden import deelnemers_van
from gezinnen.models import (
    Compensatie,
    Gezin,
    Gezinslid,
    Overlegafspraak,
    Overlegresultaat,
    Resultaat,
    ResultaatStatus,
    Uitvoerdersoverleg,
)
from gezinnen.overlegtermijnen import volgende_dag
from veiligheid.beeld import VERSCHIL
from veiligheid.models import Aanleiding, Gever, MetingSoort, Veiligheidsmeting

Plaats = tuple[int, str, str]
"""Child, giver, kind of mark."""


@dataclass(frozen=True)
class Resultaatbeeld:
    """A running resultaat, with what the last meeting said of it and who stands in."""

    resultaat: Resultaat
    vorig: Overlegresultaat | None
    compensatie: Compensatie | None

    @property
    def stam_id(self) -> int:
        return self.resultaat.stam_of_zelf_id

    @property
    def cijfer(self) -> int:
        return self.resultaat.cijfer_nu


@dataclass(frozen=True)
class Verslagregel:
    """A resultaat in a meeting that was held, beside what the meeting before said of it."""

    nu: Overlegresultaat
    vorig: Overlegresultaat | None


@dataclass(frozen=True)
class Cijferregel:
    """One giver's mark for one child: last time and now. `anders`: the gezinsmanager's, when it differs by VERSCHIL or more."""

    gever: Gever
    soort: MetingSoort
    vorig: Veiligheidsmeting | None
    nu: Veiligheidsmeting | None
    anders: int | None = None


@dataclass(frozen=True)
class Kindcijfers:
    kind: Gezinslid
    regels: list[Cijferregel]

    @property
    def verschilt(self) -> bool:
        return any(regel.anders is not None for regel in self.regels)


class Overlegbeeld:
    def __init__(self, overleg: Uitvoerdersoverleg) -> None:
        self.overleg = overleg
        self.gezin: Gezin = overleg.gezin

    @cached_property
    def vorige(self) -> Uitvoerdersoverleg | None:
        return self.overleg.vorige()

    @cached_property
    def deelnemers(self) -> list[Any]:
        return deelnemers_van(self.overleg)

    @cached_property
    def lopend(self) -> list[Resultaat]:
        """The running resultaten of the plan in force."""
        plan = self.gezin.gezinsplannen.geldend()
        if plan is None:
            return []
        return list(plan.resultaten.filter(status=ResultaatStatus.LOOPT).select_related("leefgebied", "plan"))

    @cached_property
    def eerder(self) -> dict[int, Overlegresultaat]:
        """{stam: what the newest meeting before this one said of it}."""
        rijen = self.gezin.overlegresultaten.filter(overleg__op__lt=self.overleg.op).exclude(overleg=self.overleg)
        return {rij.stam_id: rij for rij in rijen.select_related("overleg").order_by("overleg__op", "id")}

    @cached_property
    def resultaten(self) -> list[Resultaatbeeld]:
        waarnemingen = {rij.stam_id: rij for rij in self.gezin.compensaties.lopend()}
        return [
            Resultaatbeeld(r, self.eerder.get(r.stam_of_zelf_id), waarnemingen.get(r.stam_of_zelf_id))
            for r in self.lopend
        ]

    @cached_property
    def open_afspraken(self) -> list[Overlegafspraak]:
        return list(self.gezin.overlegafspraken.open().exclude(overleg=self.overleg).select_related("overleg"))

    @cached_property
    def nieuwe_afspraken(self) -> list[Overlegafspraak]:
        return list(self.overleg.afspraken.all())

    @cached_property
    def punten(self) -> list[str]:
        """What other subjects put on the agenda."""
        return [punt for bron in OVERLEGAGENDA for punt in bron(self.gezin)]

    @property
    def voorstel(self) -> Any:
        """The day of the next meeting, counted from this one."""
        return volgende_dag(timezone.localdate(self.overleg.op))

    @cached_property
    def kinderen(self) -> list[Gezinslid]:
        """Who is a child in this file now; of a meeting that was held, also who was then."""
        leden = list(self.gezin.leden.jeugdigen())
        if self.overleg.is_gehouden:
            gemeten = {m.kind_id for m in self.in_dit_overleg.values()} - {kind.pk for kind in leden}
            leden += list(self.gezin.leden.filter(pk__in=gemeten))
        return leden

    @cached_property
    def metingen(self) -> list[Veiligheidsmeting]:
        """Oldest first."""
        return list(self.gezin.metingen.order_by("op", "id"))

    @cached_property
    def in_dit_overleg(self) -> dict[Plaats, Veiligheidsmeting]:
        mijn = [m for m in self.metingen if m.aanleiding == Aanleiding.OVERLEG and m.op == self.overleg.op]
        return {plaats(m): m for m in mijn}

    @cached_property
    def tot_vorige_keer(self) -> dict[Plaats, Veiligheidsmeting]:
        """The newest of each until (and in) the meeting before; without one: none."""
        if self.vorige is None:
            return {}
        return {plaats(m): m for m in self.metingen if m.op <= self.vorige.op}

    @cached_property
    def sinds_vorige_keer(self) -> dict[Plaats, Veiligheidsmeting]:
        vanaf = self.vorige.op if self.vorige else None
        return {plaats(m): m for m in self.metingen if vanaf is None or m.op > vanaf}

    @property
    def laatste(self) -> dict[Plaats, Veiligheidsmeting]:
        """The newest of each before this meeting."""
        eigen = {m.pk for m in self.in_dit_overleg.values()}
        return {plaats(m): m for m in self.metingen if m.pk not in eigen and m.op <= self.overleg.op}

    @cached_property
    def laatste_nu(self) -> dict[Plaats, Veiligheidsmeting]:
        """The newest of each as it is today: what a mark at the table is compared with."""
        return {plaats(m): m for m in self.metingen}

    @cached_property
    def agendacijfers(self) -> list[Kindcijfers]:
        """Per child the marks of last time beside those given since; a difference of then counts as long as it is there."""
        vanaf = self.vorige.op if self.vorige else None
        return self._per_kind(self.tot_vorige_keer, self.sinds_vorige_keer, vanaf)

    @cached_property
    def verslagcijfers(self) -> list[Kindcijfers]:
        """Per child the marks before beside those given at the table; children without a mark are left out."""
        per_kind = self._per_kind(self.laatste, self.in_dit_overleg)
        return [beeld for beeld in per_kind if any(regel.nu for regel in beeld.regels)]

    def _per_kind(
        self,
        vorig: dict[Plaats, Veiligheidsmeting],
        nu: dict[Plaats, Veiligheidsmeting],
        vanaf: datetime | None = None,
    ) -> list[Kindcijfers]:
        beelden = []
        for kind in self.kinderen:
            plekken = [(kind.pk, gever, soort) for gever in Gever for soort in MetingSoort]
            gegeven = [plek for plek in plekken if plek in nu or plek in vorig]
            beelden.append(Kindcijfers(kind, [regel(plek, vorig, nu, vanaf) for plek in gegeven]))
        return beelden

    @cached_property
    def verslagregels(self) -> list[Verslagregel]:
        rijen = self.overleg.resultaten.select_related("resultaat__leefgebied")
        return [Verslagregel(rij, self.eerder.get(rij.stam_id)) for rij in rijen]

    @cached_property
    def beoordelingen(self) -> list[Any]:
        return list(self.overleg.compensaties.select_related("compensatie__stam"))


def plaats(meting: Veiligheidsmeting) -> Plaats:
    return (meting.kind_id, meting.gever, meting.soort)


def regel(
    plek: tuple[int, Gever, MetingSoort],
    vorig: dict[Plaats, Veiligheidsmeting],
    nu: dict[Plaats, Veiligheidsmeting],
    vanaf: datetime | None,
) -> Cijferregel:
    """With `vanaf` a mark of another that was given at that moment is compared too, when there is no newer one."""
    kind_id, gever, soort = plek
    mijn, eigen_plek = nu.get(plek), (kind_id, Gever.GEZINSMANAGER.value, soort.value)
    eigen = nu.get(eigen_plek) or vorig.get(eigen_plek)
    anders = None
    toen = vorig.get(plek)
    ander = mijn or (toen if toen and toen.op == vanaf else None)
    if ander and eigen and gever != Gever.GEZINSMANAGER and abs(ander.cijfer - eigen.cijfer) >= VERSCHIL:
        anders = eigen.cijfer
    return Cijferregel(gever, soort, toen, mijn, anders)
