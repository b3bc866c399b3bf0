"""Expected cost of help against years of guidance, by the rules and tariffs of `spic.kosten`.

Of months that are over nothing has to be expected: help runs from the day it began until the day it ended, or it still runs. What is
left of `spic.kosten` is the tariff of each day. The database works that out for all help at once, from stretches in which one tariff
applies (made here with the functions of `spic.kosten`, one list per combination and provider). Cents are rounded in the sum and not
per child, so a total may differ by some cents from the pages of the families. Days without a known tariff cost nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rapportage.kengetallen.soorten import Feiten
from rapportage.kengetallen.stukken import MAANDEN, met
from spic.kosten import DAG, Geldend, geldend_op, laatste_dag
from spic.kostenbeeld import tarieven_per_code
from spic.models import Spic, VerwijzingKind

PER_GEZINSJAAR = f"""
    with {MAANDEN},
    tarieven as (
        select * from unnest(%(spics)s::bigint[], %(aanbieders)s::bigint[], %(vanaf)s::date[], %(eind)s::date[], %(bedragen)s::numeric[],
                             %(eenheden)s::text[]) as t (spic_id, aanbieder_id, vanaf, tot, bedrag, per)
    ),
    gezinsmaanden as (
        select b.gezin_id, greatest(m.eerste, b.begonnen_op) as van, least(m.laatste, b.afgesloten_op - 1) as tot
          from maanden m
          join gezinnen_begeleiding b on b.begonnen_op <= m.laatste and (b.afgesloten_op is null or b.afgesloten_op > m.eerste)
    ),
    hulp as (
        select v.gezin_id, v.aanbieder_id, k.spic_id, v.gestart_op as van, coalesce(v.beeindigd_op, 'infinity'::date) as tot,
               (select t.per = 'traject' from tarieven t
                 where t.spic_id = k.spic_id and t.aanbieder_id = v.aanbieder_id and v.gestart_op between t.vanaf and t.tot) as traject
          from spic_verwijzing v
          join spic_verwijzingkind k on k.verwijzing_id = v.id
         where v.gestart_op is not null
    ),
    stukken as (
        select h.gezin_id, h.traject, h.van as begin, m.eerste, m.laatste, t.bedrag, t.per,
               greatest(h.van, m.eerste, t.vanaf) as van, least(h.tot, m.laatste, t.tot) as tot
          from hulp h
          join maanden m on m.laatste >= h.van and m.eerste <= h.tot
          join tarieven t on t.spic_id = h.spic_id and t.aanbieder_id = h.aanbieder_id
           and t.vanaf <= least(h.tot, m.laatste) and t.tot >= greatest(h.van, m.eerste)
    )
    select gezin_id, van as dag, ''::text as uitsplitsing, 0::numeric as teller, (tot - van + 1) / 365.25 as noemer, null::bigint as eenheid
      from gezinsmaanden where van <= tot
    union all
    select gezin_id, van, '',
           case when per = 'maand' then bedrag * (tot - van + 1) / extract(day from laatste)
                when per = 'week' then bedrag * (tot - van + 1) / 7
                else bedrag end,
           0, gezin_id
      from stukken
     where case when traject then per = 'traject' and begin = van else per <> 'traject' end
"""


@dataclass(frozen=True)
class Tariefstuk:
    """Days in which one tariff applies to one combination at one provider."""

    spic_id: int
    aanbieder_id: int
    vanaf: date
    tot: date
    tarief: Geldend


def tariefstukken() -> Iterator[Tariefstuk]:
    """For every combination and provider of help that began: who has no tariff on some days has no stretch there."""
    paren = set(
        VerwijzingKind.objects.filter(verwijzing__gestart_op__isnull=False).values_list(
            "spic_id", "verwijzing__aanbieder_id"
        )
    )
    spics = {
        s.pk: s
        for s in Spic.objects.filter(pk__in={spic for spic, _ in paren}).select_related(
            "segment", "profiel", "intensiteit"
        )
    }
    per_code = tarieven_per_code(set(spics.values()))
    for spic_id, aanbieder_id in sorted(paren):
        spic = spics[spic_id]
        rijen = [t for t in per_code[spic.stelsel_id, spic.code] if t.aanbieder_id in (None, aanbieder_id)]
        dag = min((t.geldig_vanaf for t in rijen), default=date.max)
        while dag < date.max:
            einde, tarief = laatste_dag(rijen, dag), geldend_op(rijen, dag)
            if tarief is not None:
                yield Tariefstuk(spic_id, aanbieder_id, dag, einde, tarief)
            dag = einde + DAG if einde < date.max else date.max


def kosten_gezinsjaar(van: date, tot: date) -> Feiten:
    """Expected cost of help with a SPIC that ran, against years in which families were in guidance. Unit: euro per family per year.

    The EUR 8,750 (price level 2015) of source 000 is what gezinsgericht werken itself cost; this is the help that is bought beside it.
    """
    stukken = list(tariefstukken())
    bedragen: list[Decimal] = [stuk.tarief.bedrag for stuk in stukken]
    return met(
        PER_GEZINSJAAR,
        van,
        tot,
        spics=[stuk.spic_id for stuk in stukken],
        aanbieders=[stuk.aanbieder_id for stuk in stukken],
        vanaf=[stuk.vanaf for stuk in stukken],
        eind=[stuk.tot for stuk in stukken],
        bedragen=bedragen,
        eenheden=[str(stuk.tarief.eenheid) for stuk in stukken],
    )
