"""What a page reads of the figures. The database hides what is too small to show (ADR 0042)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from rapportage.kengetallen.tijdvak import Tijdvak, verschuif
from rapportage.models import Niveau, Periode, Soort

SOORTEN = {soort.value: soort for soort in Soort}


class Punt(NamedTuple):
    """One number. With `verborgen` there is something, but too little to show: teller and noemer are None."""

    code: str
    sleutel: str
    begin: date
    uitsplitsing: str
    soort: Soort
    teller: Decimal | None
    noemer: Decimal | None
    verborgen: bool

    @property
    def waarde(self) -> Decimal | None:
        """Count, share (0 to 1) or average; None when hidden or when nothing was counted."""
        if self.teller is None or self.soort == Soort.AANTAL:
            return self.teller
        return self.teller / self.noemer if self.noemer else None


def lees(
    gebruiker_id: int,
    codes: Iterable[str],
    periode: Periode,
    van: date,
    tot: date,
    niveau: Niveau,
    sleutel: str | None = None,
    *,
    delen_van: Iterable[str] | None = None,
) -> list[Punt]:
    """The numbers of these figures of periods that begin from `van` up to, not including, `tot`; of one `sleutel` or of all at this level.

    `delen_van`: the codes of which the parts are wanted; None for all.
    """
    delen = None if delen_van is None else list(delen_van)
    with connection.cursor() as cursor:
        cursor.execute(
            "select code, sleutel, begin, uitsplitsing, soort, teller, noemer, verborgen"
            " from kengetallen(%s, %s::text[], %s, %s, %s, %s, %s)"
            " where %s::text[] is null or uitsplitsing = '' or code = any(%s::text[])",
            [gebruiker_id, list(codes), periode.value, van, tot, niveau.value, sleutel, delen, delen],
        )
        return [
            Punt(code, deel, begin, uitsplitsing, SOORTEN[soort], teller, noemer, verborgen)
            for code, deel, begin, uitsplitsing, soort, teller, noemer, verborgen in cursor.fetchall()
        ]


def sleutels(
    gebruiker_id: int, code: str, periode: Periode, van: date, tot: date, niveaus: Iterable[Niveau]
) -> dict[Niveau, set[str]]:
    """Of what at each of these levels there is a number of this figure, in periods that begin from `van` up to, not including, `tot`."""
    gevonden: dict[Niveau, set[str]] = {niveau: set() for niveau in niveaus}
    with connection.cursor() as cursor:
        cursor.execute(
            "select niveau, sleutel from kengetalsleutels(%s, %s, %s, %s, %s, %s::text[])",
            [gebruiker_id, code, periode.value, van, tot, [niveau.value for niveau in gevonden]],
        )
        for niveau, sleutel in cursor.fetchall():
            gevonden[Niveau(niveau)].add(sleutel)
    return gevonden


@dataclass(frozen=True)
class Geteld:
    """What was counted: the periods that begin on or after `vanaf` and are over on `tot`; `op` is when that was done last."""

    vanaf: date
    tot: date
    op: datetime

    def heeft(self, tijdvak: Tijdvak, na_maanden: int = 0) -> bool:
        return tijdvak.begin >= self.vanaf and verschuif(tijdvak.einde, na_maanden) <= self.tot


def geteld() -> Geteld | None:
    """None before the first night."""
    with connection.cursor() as cursor:
        cursor.execute("select vanaf, tot, op from kengetallen_geteld()")
        rij = cursor.fetchone()
    return Geteld(*rij) if rij and rij[2] else None
