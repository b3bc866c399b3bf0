"""What help is expected to cost: tariffs over days, right to the cent.

The rule, the same for every unit of time:
- The period is from the first to the last day, both counted. It is cut where a tariff begins or ends.
- *Per maand*: each calendar month counts by its own days. A whole month costs exactly the amount; of a month with 31 days, 10 days
  cost 10/31 of it.
- *Per week*: a day costs 1/7 of the amount.
- *Per traject*: the amount once, for the tariff that applies on the first day, whatever the length. One that begins later is for
  help that begins later: those days count as days without a known tariff.
- Rounding: only at the end of each piece (one tariff, one stretch of days), to the cent, half a cent up. A sum is a sum of pieces,
  so what stands on a page adds up.
- Where no tariff is known there is no amount: these days are counted and shown, never guessed.

The tariff of the provider goes before the one for all, day by day. Nothing here asks the database.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Protocol

CENT = Decimal("0.01")
DAG = timedelta(days=1)
NUL = Decimal("0.00")


class Geldend(Protocol):
    """A tariff, as the model has it."""

    aanbieder_id: int | None
    bedrag: Decimal
    eenheid: str
    geldig_vanaf: date
    geldig_tot: date | None


@dataclass(frozen=True)
class Stuk:
    """A stretch of days under one tariff. `bedrag` is None when no tariff is known."""

    van: date
    tot: date
    tarief: Geldend | None
    bedrag: Decimal | None

    @property
    def dagen(self) -> int:
        return (self.tot - self.van).days + 1


@dataclass(frozen=True)
class Kosten:
    """The pieces of one period, in order."""

    stukken: tuple[Stuk, ...] = ()

    @property
    def bedrag(self) -> Decimal:
        return sum((stuk.bedrag for stuk in self.stukken if stuk.bedrag is not None), NUL)

    @property
    def dagen_zonder_tarief(self) -> int:
        return sum(stuk.dagen for stuk in self.stukken if stuk.bedrag is None)

    @property
    def volledig(self) -> bool:
        return self.dagen_zonder_tarief == 0


def kosten(tarieven: Iterable[Geldend], *, aanbieder_id: int | None, van: date, tot: date) -> Kosten:
    """Expected cost of help from `van` until and including `tot`; `tarieven` are those of one combination.

    Ask this for the whole of the help; what falls in a year is `kosten_in`.
    """
    if tot < van:
        return Kosten()
    rijen = [rij for rij in tarieven if rij.aanbieder_id in (None, aanbieder_id)]
    return Kosten(tuple(stukken(rijen, van, tot)))


def kosten_in(geheel: Kosten, van: date, tot: date) -> Decimal:
    """The part of it that falls in a period, such as a year. A traject falls on the first day of its piece."""
    som = NUL
    for stuk in geheel.stukken:
        if stuk.bedrag is None or stuk.tarief is None or stuk.tot < van or stuk.van > tot:
            continue
        if stuk.tarief.eenheid == "traject":
            som += stuk.bedrag if stuk.van >= van else NUL
        else:
            som += deel_in(stuk, stuk.tarief, van, tot)
    return som


def deel_in(stuk: Stuk, tarief: Geldend, van: date, tot: date) -> Decimal:
    """Up to the last day, minus up to the day before the first: so the years of one piece add up to the piece."""
    tot_en_met = prijs(tarief, stuk.van, min(stuk.tot, tot))
    return tot_en_met - (prijs(tarief, stuk.van, van - DAG) if van > stuk.van else NUL)


def stukken(rijen: list[Geldend], van: date, tot: date) -> Iterator[Stuk]:
    """The period cut where another tariff applies. A traject that help began with runs to the end."""
    dag = van
    while dag <= tot:
        tarief = geldend_op(rijen, dag)
        if tarief is not None and tarief.eenheid == "traject" and dag == van:
            yield Stuk(dag, tot, tarief, tarief.bedrag)
            return
        einde = min(tot, laatste_dag(rijen, dag))
        while einde < tot and geldend_op(rijen, einde + DAG) is tarief:
            einde = min(tot, laatste_dag(rijen, einde + DAG))
        bekend = tarief is not None and tarief.eenheid != "traject"
        yield Stuk(dag, einde, tarief, prijs(tarief, dag, einde) if tarief is not None and bekend else None)
        dag = einde + DAG


def geldend_op(rijen: Iterable[Geldend], dag: date) -> Geldend | None:
    """The tariff on a day: of the provider itself, otherwise the one for all; of two, the newest.

    Two can be there when a combination came back with the code of one that had ended: that one's tariffs stayed open.
    """
    geldig = [rij for rij in rijen if rij.geldig_vanaf <= dag and (rij.geldig_tot is None or dag <= rij.geldig_tot)]
    return min(geldig, key=lambda rij: (rij.aanbieder_id is None, -rij.geldig_vanaf.toordinal()), default=None)


def laatste_dag(rijen: Iterable[Geldend], dag: date) -> date:
    """The last day of the stretch from `dag` on in which no tariff begins or ends."""
    begint = [rij.geldig_vanaf - DAG for rij in rijen if rij.geldig_vanaf > dag]
    eindigt = [rij.geldig_tot for rij in rijen if rij.geldig_tot is not None and rij.geldig_tot >= dag]
    return min([*begint, *eindigt], default=date.max)


def prijs(tarief: Geldend, van: date, tot: date) -> Decimal:
    """Of one tariff per month or week, rounded to the cent."""
    return op_de_cent(Fraction(tarief.bedrag) * (maanden(van, tot) if tarief.eenheid == "maand" else weken(van, tot)))


def maanden(van: date, tot: date) -> Fraction:
    """Calendar months, a broken one by its own days: 15 Feb to 14 Mar 2026 is 14/28 + 14/31."""
    som = Fraction(0)
    while van <= tot:
        lengte = monthrange(van.year, van.month)[1]
        einde = min(tot, van.replace(day=lengte))
        som += Fraction((einde - van).days + 1, lengte)
        if einde == tot:
            break
        van = einde + DAG
    return som


def weken(van: date, tot: date) -> Fraction:
    return Fraction((tot - van).days + 1, 7)


def op_de_cent(bedrag: Fraction) -> Decimal:
    """Half a cent goes up, exact: the fraction is never a float."""
    centen = (bedrag * 100 + Fraction(1, 2)).__floor__()
    return (Decimal(centen) / 100).quantize(CENT, ROUND_HALF_UP)
