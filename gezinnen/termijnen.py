"""Terms worked out from the facts, and kept in one table that every page, mail and calendar reads.

`verschillen()` compares what the sources of the norms say with what `Termijn` says; `herbereken()` makes them equal. It runs at the
end of every request that writes in families (the door calls it), and each night for all families. A source knows no today:
the same rows give the same terms, whatever the day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import lru_cache
from itertools import islice
from time import time
from typing import Any

from django.db import connection, transaction
from django.db.models import (
    BigIntegerField,
    BooleanField,
    DateField,
    F,
    Field,
    Func,
    IntegerField,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast
from django.utils import timezone

from gezinnen.aanhaken import NORMBRONNEN, Normbron
from gezinnen.models import Gezin, Norm, Normeigenaar, Sluiting, Termijn, Toewijzing, Wachtplek
from gezinnen.tijdlijn import ZINNEN
from ggw.database.genummerd import lees
from ggw.database.nummers import Nummers
from ggw.toegang.deur import NA_SCHRIJVEN

GROEP = 500
"""Families at a time in the nightly run."""
PER_KEER = 1000
"""Rows in one statement: PostgreSQL takes 65535 parameters, and 500 new families have more than that."""
SLOT = 7515
GEZINSMANAGER, WACHTER = "#gezinsmanager", "#wachter"
EIGENAREN: dict[str, tuple[type[Toewijzing | Wachtplek], str]] = {
    GEZINSMANAGER: (Toewijzing, "gezinsmanager_id"),
    WACHTER: (Wachtplek, "wachter_id"),
}
OPTIONEEL: dict[str, Field[Any, Any]] = {
    "n_onderwerp": BigIntegerField(),
    "n_aantal": IntegerField(),
    "n_eigenaar": BigIntegerField(),
}

Sleutel = tuple[int, str, str, int | None]
"""Family, norm, kind and id of the subject."""


@dataclass(frozen=True)
class Feit:
    """What a source says of one subject of one family."""

    bron: Normbron
    gezin_id: int
    onderwerp_id: int | None
    vanaf: date
    voldaan: date | None
    aantal: int | None
    eigenaar_id: int | None

    @property
    def sleutel(self) -> Sleutel:
        return (self.gezin_id, self.bron.code, self.bron.onderwerp, self.onderwerp_id)


@dataclass
class Verschil:
    """What must change before the table says what the facts say."""

    nieuw: list[Termijn] = field(default_factory=list)
    anders: list[Termijn] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.nieuw) + len(self.anders)

    def onverwacht(self) -> Counter[str]:
        """Per norm what should have been there already; that a term passes by itself is no mistake."""
        vanzelf = {bron.code for bron in NORMBRONNEN.values() if bron.verstrijkt}
        return Counter(t.code for t in (*self.nieuw, *self.anders) if t.code not in vanzelf)


VELDEN = ("norm_id", "vanaf", "uiterlijk", "eigenaar_rol", "eigenaar_id", "wacht_op", "gesloten_op", "sluiting")


@transaction.atomic
def herbereken(gezinnen: Collection[int]) -> int:
    """Make the terms of these families equal to the facts; gives how many rows changed. At most five queries for one family.

    Two at once for the same family come one after the other, so that the second sees what the first one wrote.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(%s, (g %% 2147483647)::int) from unnest(%s::bigint[]) g",
            [SLOT, sorted(gezinnen)],
        )
    verschil = verschillen(gezinnen)
    if verschil.anders:
        Termijn.objects.bulk_update(verschil.anders, [veld.removesuffix("_id") for veld in VELDEN], batch_size=PER_KEER)
    if verschil.nieuw:
        Termijn.objects.bulk_create(verschil.nieuw, ignore_conflicts=True, batch_size=PER_KEER)
    return len(verschil)


def in_groepen(ids: Iterable[int] | None = None) -> Iterator[list[int]]:
    """All families in view (or these), in groups."""
    alle = Gezin.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=10_000) if ids is None else ids
    rest = iter(alle)
    while groep := list(islice(rest, GROEP)):
        yield groep


def verschillen(gezinnen: Collection[int]) -> Verschil:
    """Compare facts and table for these families."""
    feiten, wie = lees_feiten(gezinnen)
    bestaand = {sleutel_van(termijn): termijn for termijn in nieuwste(gezinnen)}
    verschil, gezien = Verschil(), set()
    for feit in feiten:
        norm = norm_op(feit.bron.code, feit.vanaf)
        if norm is None or feit.sleutel in gezien:
            continue
        gezien.add(feit.sleutel)
        vergelijk(verschil, bestaand.get(feit.sleutel), gewenst(feit, norm, wie), feit.bron.herhalend)
    for sleutel, termijn in bestaand.items():
        if sleutel not in gezien and termijn.gesloten_op is None:
            sluit(verschil, termijn, timezone.localdate(), Sluiting.VERVALLEN)
    return verschil


def vergelijk(verschil: Verschil, nu: Termijn | None, moet: Termijn, herhalend: bool) -> None:
    """`nu`: the newest row of this subject; `moet`: the row as it must be."""
    if nu is None or (nu.gesloten_op is not None and nu.vanaf != moet.vanaf):
        verschil.nieuw.append(moet)
        return
    if nu.gesloten_op is None and herhalend and moet.vanaf > nu.vanaf:
        sluit(verschil, nu, min(moet.vanaf, timezone.localdate()), Sluiting.VOLDAAN)
        verschil.nieuw.append(moet)
        return
    if nu.sluiting == Sluiting.NVT:
        return
    if any(getattr(nu, veld) != getattr(moet, veld) for veld in VELDEN):
        for veld in VELDEN:
            setattr(nu, veld, getattr(moet, veld))
        verschil.anders.append(nu)


def sluit(verschil: Verschil, termijn: Termijn, op: date, hoe: Sluiting) -> None:
    termijn.gesloten_op, termijn.sluiting = op, hoe
    verschil.anders.append(termijn)


def gewenst(feit: Feit, norm: Norm, wie: dict[tuple[str, int], int]) -> Termijn:
    gezinsmanager = wie.get((GEZINSMANAGER, feit.gezin_id)) or wie.get((WACHTER, feit.gezin_id))
    eigenaren = {
        Normeigenaar.GEZINSMANAGER: gezinsmanager,
        Normeigenaar.WACHTER: wie.get((WACHTER, feit.gezin_id)) or gezinsmanager,
    }
    uiterlijk = norm.uiterlijk(feit.vanaf, feit.aantal)
    voorbij = feit.bron.verstrijkt and uiterlijk < timezone.localdate()
    gesloten_op = feit.voldaan or (uiterlijk if voorbij else None)
    return Termijn(
        gezin_id=feit.gezin_id,
        norm=norm,
        code=norm.code,
        onderwerp_soort=feit.bron.onderwerp,
        onderwerp_id=feit.onderwerp_id,
        vanaf=feit.vanaf,
        uiterlijk=uiterlijk,
        eigenaar_rol=norm.eigenaar,
        eigenaar_id=feit.eigenaar_id or eigenaren.get(Normeigenaar(norm.eigenaar)),
        wacht_op=feit.bron.wacht_op,
        gesloten_op=gesloten_op,
        sluiting=Sluiting.VOLDAAN if feit.voldaan else Sluiting.VERVALLEN if voorbij else "",
    )


def sleutel_van(termijn: Termijn) -> Sleutel:
    return (termijn.gezin_id, termijn.code, termijn.onderwerp_soort, termijn.onderwerp_id)


def nieuwste(gezinnen: Collection[int]) -> QuerySet[Termijn]:
    """Of each norm and subject the row that is open, or else the one that was made last: a day may also move back."""
    wat = ("gezin_id", "code", "onderwerp_soort", "onderwerp_id")
    return (
        Termijn.objects.filter(gezin__in=gezinnen)
        .order_by(*wat, F("gesloten_op").desc(nulls_first=True), "-id")
        .distinct(*wat)
    )


def lees_feiten(gezinnen: Collection[int]) -> tuple[list[Feit], dict[tuple[str, int], int]]:
    """What all sources say of these families, and who guides or watches them, in one query."""
    sql, waarden = feitenvraag(tuple(NORMBRONNEN.values()))
    echt: dict[Plek, Any] = {Plek.GEZINNEN: Nummers(gezinnen), Plek.VANDAAG: timezone.localdate()}
    rijen = lees(sql, [echt[w] if isinstance(w, Plek) else w for w in waarden], connection.alias)
    feiten, wie = [], {}
    for naam, gezin_id, onderwerp_id, vanaf, voldaan, aantal, eigenaar_id in rijen:
        if naam in EIGENAREN:
            wie[(naam, gezin_id)] = onderwerp_id
        elif vanaf is not None:
            feiten.append(Feit(NORMBRONNEN[naam], gezin_id, onderwerp_id, vanaf, voldaan, aantal, eigenaar_id))
    return feiten, wie


class Plek(Enum):
    """Stands in the values of the one query where something goes that differs each time."""

    GEZINNEN = "gezinnen"
    VANDAAG = "vandaag"


@lru_cache(maxsize=4)
def feitenvraag(bronnen: tuple[Normbron, ...]) -> tuple[str, tuple[Any, ...]]:
    """The one query over these sources, as SQL: to build it costs more than to ask it, and every request that writes asks it.

    A source may ask which measures run today; that is the one thing in it that changes from day to day.
    """
    dag = timezone.localdate()
    armen = [arm(bron.naam, bron.rijen()) for bron in bronnen]
    for naam, (model, veld) in EIGENAREN.items():
        lopend = model._default_manager.filter(tot__isnull=True)
        armen.append(arm(naam, lopend.annotate(n_onderwerp=F(veld), n_vanaf=F("vanaf"), n_voldaan=F("tot"))))
    sql, waarden = armen[0].union(*armen[1:], all=True).query.get_compiler(connection=connection).as_sql()
    if timezone.localdate() != dag:
        return feitenvraag.__wrapped__(bronnen)  # midnight passed: half of it would hold yesterday
    return sql, tuple(Plek.VANDAAG if waarde == dag else waarde for waarde in waarden)


class VanDezeGezinnen(Func):
    """The families that are asked about, however many: one SQL for all."""

    template, arg_joiner, output_field = "%(expressions)s::bigint[])", " = any(", BooleanField()

    def __init__(self) -> None:
        super().__init__(F("gezin_id"), Value(Plek.GEZINNEN))


def arm(naam: str, rijen: Any) -> Any:
    """One source, with the same columns of the same types as every other."""
    leeg = {veld: Value(None) for veld in OPTIONEEL if veld not in rijen.query.annotations}
    return (
        rijen.filter(VanDezeGezinnen())
        .order_by()
        .annotate(**leeg)
        .annotate(
            k_naam=Cast(Value(naam), TextField()),
            k_gezin=Cast("gezin_id", BigIntegerField()),
            k_vanaf=Cast("n_vanaf", DateField()),
            k_voldaan=Cast("n_voldaan", DateField()),
            **{f"k_{veld}": Cast(veld, soort) for veld, soort in OPTIONEEL.items()},
        )
        .values_list("k_naam", "k_gezin", "k_n_onderwerp", "k_vanaf", "k_voldaan", "k_n_aantal", "k_n_eigenaar")
    )


def norm_op(code: str, vanaf: date) -> Norm | None:
    """The version that counts when the term begins; of a term that begins later, the version of today."""
    dag = min(vanaf, timezone.localdate())
    for norm in normen(int(time() // 60)).per_code.get(code, []):
        if norm.geldig_vanaf <= dag and (norm.geldig_tot is None or norm.geldig_tot >= dag):
            return norm
    return None


def norm_met(pk: int) -> Norm:
    """This version, without a query but for one that is younger than what is remembered."""
    return normen(int(time() // 60)).per_pk.get(pk) or Norm.objects.get(pk=pk)


@dataclass(frozen=True)
class Normen:
    """All versions of all norms; of a code the newest first."""

    per_code: dict[str, list[Norm]]
    per_pk: dict[int, Norm]


@lru_cache(maxsize=1)
def normen(minuut: int) -> Normen:
    """Read again every minute: a change of the beheerder is there within one."""
    per_code: dict[str, list[Norm]] = {}
    for norm in Norm.objects.order_by("code", "-geldig_vanaf"):
        per_code.setdefault(norm.code, []).append(norm)
    return Normen(per_code, {norm.pk: norm for versies in per_code.values() for norm in versies})


def na_schrijven(gezinnen: Collection[int]) -> None:
    """For the door. In groups, as at night: a meeting of a team may touch hundreds."""
    for groep in in_groepen(sorted(gezinnen)):
        herbereken(groep)


def haak_aan() -> None:
    NA_SCHRIJVEN.append(na_schrijven)
    ZINNEN.update(
        {
            "termijn.uitgesteld": ("Termijn uitgesteld", "gezinnen:werkwijzer"),
            "termijn.nvt": ("Termijn niet van toepassing verklaard", "gezinnen:werkwijzer"),
        }
    )
