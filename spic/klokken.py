"""The four clocks of a referral, in days: to answer, to the startgesprek, to the start, and of the help itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from spic.models import Partij, Verwijzing, Verwijzingstap, VerwijzingStatus


@dataclass(frozen=True)
class Klok:
    """`dagen` is None before it began to run; `loopt` when it has not stopped."""

    naam: str
    dagen: int | None
    loopt: bool

    @property
    def tekst(self) -> str:
        if self.dagen is None:
            return "nog niet begonnen"
        aantal = "1 dag" if self.dagen == 1 else f"{self.dagen} dagen"
        return f"{aantal}, loopt nog" if self.loopt else aantal


def klok(naam: str, begin: date | None, eind: date | None, tot: date | None) -> Klok:
    """From `begin` until `eind`; without an end it runs on until `tot` (the referral is over) or today."""
    if begin is None:
        return Klok(naam, None, False)
    laatste = eind or tot or timezone.localdate()
    return Klok(naam, (laatste - begin).days, eind is None and tot is None)


def klokken(verwijzing: Verwijzing) -> list[Klok]:
    begin, voorbij = verwijzing.verzonden_op, verwijzing.beeindigd_op
    antwoord = timezone.localdate(verwijzing.beantwoord_op) if verwijzing.beantwoord_op else None
    return [
        klok("Tot het antwoord", begin, antwoord, voorbij),
        klok("Tot het startgesprek", begin, verwijzing.startgesprek_gehouden_op or verwijzing.gestart_op, voorbij),
        klok("Tot de hulp begint", begin, verwijzing.gestart_op, voorbij),
        klok("De hulp zelf", verwijzing.gestart_op, voorbij, voorbij),
    ]


def dagen_in_gesprek(stappen: Iterable[Verwijzingstap]) -> int:
    """Days lost in the discussion about the SPIC, in all turns together; `stappen` in the order they were taken."""
    totaal, begonnen = 0, None
    for stap in stappen:
        dag = timezone.localdate(stap.op)
        if stap.naar == VerwijzingStatus.OVERLEG and begonnen is None:
            begonnen = dag
        elif begonnen is not None and stap.van == VerwijzingStatus.OVERLEG:
            totaal, begonnen = totaal + (dag - begonnen).days, None
    return totaal + ((timezone.localdate() - begonnen).days if begonnen else 0)


def met_duur(stappen: Iterable[Verwijzingstap]) -> list[tuple[Verwijzingstap, int | None]]:
    """Each step with how many days the state before it lasted; None for the first one."""
    regels: list[tuple[Verwijzingstap, int | None]] = []
    vorige: date | None = None
    for stap in stappen:
        dag = timezone.localdate(stap.op)
        regels.append((stap, (dag - vorige).days if vorige else None))
        vorige = dag
    return regels


def laatste_teken(verwijzing: Verwijzing) -> date | None:
    """The last day on which the provider was heard of."""
    tekens = [
        *verwijzing.voortgangen.values_list("op", flat=True)[:1],
        *verwijzing.berichten.filter(partij=Partij.AANBIEDER).order_by("-op").values_list("op", flat=True)[:1],
        *verwijzing.stappen.filter(partij=Partij.AANBIEDER).order_by("-op").values_list("op", flat=True)[:1],
    ]
    return timezone.localdate(max(tekens)) if tekens else None
