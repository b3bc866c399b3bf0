"""Queries that are written once a process: the ORM takes longer to write a long query than PostgreSQL takes to answer it.

    @eenmaal_geschreven
    def open_punten(gezinnen: Collection[int], tot: date) -> QuerySet[Agendapunt]:
        return Agendapunt.objects.filter(gezin__in=gezinnen, op__lt=tot).select_related("overleg")

    for punt in open_punten(ids, tot=...):

The function puts its arguments in the query and does nothing else with them: it is called with stand-ins, twice the first time, and what
differs between the two is what a stand-in stands for. Numbers, days, moments, a `Tekst` and collections of numbers get a stand-in; anything else
(a choice, a tuple, a boolean, None) is part of what is written, and a query is written for each. It may look at today, not at the hour.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache, update_wrapper
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import QuerySet
from django.utils import timezone
from psycopg.types.numeric import Int8

from ggw.database.genummerd import PLEK, lees
from ggw.database.nummers import Nummers

R = TypeVar("R")
VERZAMELINGEN: Any = (list, set, frozenset, dict, type({}.keys()))
LIJST_VOOR, LIJST_NA = "IN (", ")"
BEGIN_DAG, BEGIN_MOMENT = date(1971, 1, 1), datetime(1971, 1, 1, tzinfo=UTC)


class NietVast(TypeError):
    """The function does more with its arguments than putting them in the query."""


class Tekst(str):
    """A text that differs each time; a plain one is part of what is written."""


@dataclass(frozen=True)
class Vervanger:
    """Stands for an argument of this type while the query is written."""

    soort: type
    lijst: bool = False

    def waarde(self, nr: int, keer: int) -> Any:
        """Another one for each argument and for each time of writing: a number for the smallest column, a day of another year."""
        n = 2 * nr + keer
        verder = timedelta(days=401 * n, hours=n)
        soorten = {int: 31_000 + n, date: BEGIN_DAG + verder, datetime: BEGIN_MOMENT + verder, Tekst: f"tekst {n}"}
        kaal = soorten[self.soort]
        return [kaal] if self.lijst else kaal


@dataclass(frozen=True)
class Geschreven:
    """A query with its text, and for each of its values what it is or which argument goes there."""

    rijen: QuerySet[Any]
    compiler: Any
    sql: str
    vast: tuple[Any, ...]
    plekken: dict[int, int]

    def waarden(self, argumenten: tuple[Any, ...]) -> tuple[Any, ...]:
        waarden = list(self.vast)
        for plek, nr in self.plekken.items():
            waarden[plek] = ingevuld(self.vast[plek], argumenten[nr])
        return tuple(waarden)

    def vraag(self, argumenten: tuple[Any, ...]) -> list[Any]:
        return self.van(lees(self.sql, self.waarden(argumenten), self.rijen.db))

    def van(self, gelezen: list[tuple[Any, ...]]) -> list[Any]:
        """What the ORM makes of rows that were read: by a QuerySet of its own each time, that shares what was worked out in writing."""
        compiler = copy(self.compiler)
        rijen = [rij[: compiler.col_count] for rij in gelezen] if compiler.has_extra_select else gelezen
        compiler.execute_sql = lambda *args, **kwargs: [rijen]
        compiler.connection = connections[self.rijen.db]
        compiler.get_converters = lambda _: self.omzetters
        vraag = copy(self.rijen.query)
        vraag.get_compiler = lambda *args, **kwargs: compiler  # type: ignore[method-assign]
        uitkomst: Any = type(self.rijen)(self.rijen.model, vraag, self.rijen.db)
        for naam in ("_iterable_class", "_fields", "_prefetch_related_lookups"):
            setattr(uitkomst, naam, getattr(self.rijen, naam))
        return list(uitkomst)

    @cached_property
    def omzetters(self) -> dict[int, Any]:
        """How the values of a row become those of the model."""
        return dict(
            self.compiler.get_converters([kolom for kolom, *_ in self.compiler.select[: self.compiler.col_count]])
        )


class Eenmaal(Generic[R]):
    """A function that is written to SQL once; see the top of this module. Arguments by place."""

    def __init__(self, bouw: Callable[..., QuerySet[Any, R]]) -> None:
        self.bouw = bouw
        update_wrapper(self, bouw)

    def __call__(self, *argumenten: Any) -> list[R]:
        """The rows of the query that `bouw` gives for these arguments."""
        return self.met(*argumenten).rijen()

    def met(self, *argumenten: Any) -> Vraag:
        """The same question, to be asked together with others (`ggw.database.samen`)."""
        return Vraag(self.bouw, argumenten)


@dataclass(frozen=True)
class Vraag:
    """A written query with the arguments of this time."""

    bouw: Callable[..., QuerySet[Any, Any]]
    argumenten: tuple[Any, ...]

    @cached_property
    def geschreven(self) -> Geschreven:
        return schrijf(self.bouw, tuple(map(vervanger, self.argumenten)), timezone.localdate())

    def rijen(self) -> list[Any]:
        """Those that were read together with others, once; asked of the database else."""
        gelezen = VOORAF.get()
        for plek, (eerder, rijen) in enumerate(gelezen):
            if eerder == self:
                del gelezen[plek]
                return eerder.geschreven.van(rijen)
        return self.geschreven.vraag(self.argumenten)


VOORAF: ContextVar[list[tuple[Vraag, list[tuple[Any, ...]]]]] = ContextVar("vooraf", default=[])  # noqa: B039 - never filled
"""Rows that were read together with those of other questions, and that nobody asked for yet."""


def eenmaal_geschreven(bouw: Callable[..., QuerySet[Any, R]]) -> Eenmaal[R]:
    return Eenmaal(bouw)


def vervanger(argument: Any) -> Any:
    """The stand-in for an argument; itself when it is part of what is written."""
    if isinstance(argument, VERZAMELINGEN):
        return Vervanger(int, lijst=True)
    soort = type(argument)
    return Vervanger(soort) if soort in (int, date, datetime, Tekst) else argument


@lru_cache(maxsize=1024)
def schrijf(bouw: Callable[..., QuerySet[Any, Any]], argumenten: tuple[Any, ...], vandaag: date) -> Geschreven:
    """Write the query. `vandaag` belongs to the key: a query may hold the day on which it was written."""
    rijen, compiler, sql, vast = tekst(bouw, argumenten, 0)
    if timezone.localdate() != vandaag:
        return schrijf.__wrapped__(bouw, argumenten, timezone.localdate())
    plekken = plekken_in(bouw, argumenten, len(vast))
    if any(vast[plek] != kaal(argumenten[nr].waarde(nr, 0)) for plek, nr in plekken.items()):
        raise NietVast(f"{bouw.__qualname__} maakt op een andere dag een andere vraag.")
    lijsten = {plek for plek, nr in plekken.items() if argumenten[nr].lijst}
    return Geschreven(rijen, compiler, met_lijsten(sql, lijsten, len(vast)), vast, plekken)


@lru_cache(maxsize=1024)
def plekken_in(bouw: Callable[..., QuerySet[Any, Any]], argumenten: tuple[Any, ...], aantal: int) -> dict[int, int]:
    """Which of the `aantal` values of the query are arguments, and which; on every day the same."""
    (_, _, sql, een), (_, _, ander_sql, ander) = (tekst(bouw, argumenten, keer) for keer in (0, 1))
    if sql != ander_sql or len(een) != len(ander):
        raise NietVast(f"{bouw.__qualname__} maakt bij andere waarden een andere vraag.")
    bekend = {
        tuple(kaal(a.waarde(nr, keer)) for keer in (0, 1)): nr
        for nr, a in enumerate(argumenten)
        if isinstance(a, Vervanger)
    }
    gevonden = {}
    for plek, paar in enumerate(zip(een, ander, strict=True)):
        if paar[0] != paar[1]:
            if paar not in bekend:
                raise NietVast(f"{bouw.__qualname__} rekent met een argument, of kijkt op de klok.")
            gevonden[plek] = bekend[paar]
    return gevonden


def tekst(bouw: Callable[..., QuerySet[Any, Any]], argumenten: tuple[Any, ...], keer: int) -> tuple[Any, ...]:
    echt = [a.waarde(nr, keer) if isinstance(a, Vervanger) else a for nr, a in enumerate(argumenten)]
    rijen = bouw(*echt)
    compiler = rijen.query.get_compiler(rijen.db)
    sql, waarden = compiler.as_sql()
    return rijen, compiler, sql, tuple(waarden)


def kaal(waarde: Any) -> Any:
    return waarde[0] if isinstance(waarde, list) else waarde


def met_lijsten(sql: str, lijsten: set[int], aantal: int) -> str:
    """The same text, with `= any(…)` where a collection goes: one text, however many there are in it."""
    delen = PLEK.split(sql)
    stukken = [delen[0], *(delen[i] + delen[i + 1] for i in range(1, len(delen), 2))]
    if len(stukken) != aantal + 1:
        raise NietVast("De tekst van de vraag heeft een ander aantal plekken dan er waarden zijn.")
    for plek in lijsten:
        voor, na = stukken[plek], stukken[plek + 1]
        if not voor.endswith(LIJST_VOOR) or not na.startswith(LIJST_NA):
            raise NietVast("Een verzameling kan alleen achter `__in` staan.")
        stukken[plek] = f"{voor.removesuffix(LIJST_VOOR)}= any("
    return "%s".join(stukken)


def ingevuld(vast: Any, argument: Any) -> Any:
    """The argument in the type that the ORM gave its stand-in: that names the type to PostgreSQL. An id has none, and is a bigint."""
    soort = type(vast)
    if isinstance(argument, VERZAMELINGEN):
        return Nummers(argument) if soort is int else [soort(waarde) for waarde in argument]
    if soort is int:
        return Int8(argument)
    return soort(argument) if isinstance(vast, int | str) else argument
