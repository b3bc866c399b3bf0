"""Pieces of SQL that several figures share. All use the parameters van and tot (each the first of a month; tot is not included)."""

from __future__ import annotations

from datetime import date
from typing import Any

from rapportage.kengetallen.soorten import Feiten

MAANDEN = """
    maanden as (
        select m::date as eerste, (m + interval '1 month' - interval '1 day')::date as laatste
          from generate_series(%(van)s::timestamp, %(tot)s::timestamp - interval '1 month', interval '1 month') as m
    )"""
"""The months of the range: first and last day."""

LOPEND = f"""{MAANDEN},
    lopend as (
        select distinct on (m.laatste, b.gezin_id) m.laatste as dag, b.gezin_id, b.id as begeleiding_id, b.begonnen_op, b.fase
          from maanden m
          join gezinnen_begeleiding b on b.begonnen_op <= m.laatste and (b.afgesloten_op is null or b.afgesloten_op > m.laatste)
         order by m.laatste, b.gezin_id, b.begonnen_op desc, b.id desc
    )"""
"""Families in guidance on the last day of each month. Who is closed on that day is not: the day of closing is the first one after."""

KINDEREN = f"""{LOPEND},
    kinderen as (
        select l.dag, l.gezin_id, l.begonnen_op, k.id as kind_id
          from lopend l
          join gezinnen_gezinslid k on k.gezin_id = l.gezin_id and k.is_jeugdige and k.geboortedatum <= l.dag
           and (k.overleden_op is null or k.overleden_op > l.dag) and k.vanaf <= l.dag and (k.tot is null or k.tot >= l.dag)
    )"""
"""Children under our guidance who are born and alive on that day, in these families. A child in two files is there twice."""

FASEN = """
    fasen as (
        select f.begeleiding_id, f.gezin_id, f.naar as fase, f.op,
               case when row_number() over volgorde = 1 then least(f.op, b.begonnen_op) else f.op end as vanaf,
               lead(f.op) over volgorde as tot
          from gezinnen_faseovergang f
          join gezinnen_begeleiding b on b.id = f.begeleiding_id
        window volgorde as (partition by f.begeleiding_id order by f.op, f.id)
    )"""
"""Each stay in a phase; `tot` is the first day of the next one, null when it lasts. What came before the first record belongs to it."""

SEGMENTEN = """
    segmenten as (
        select k.verwijzing_id, case when max(s.code) in ('A', 'B', 'C') then max(s.code) else 'anders' end as segment
          from spic_verwijzingkind k
          join spic_spic c on c.id = k.spic_id
          join spic_segment s on s.id = c.segment_id
         group by k.verwijzing_id
    )"""
"""Of each referral the heaviest segment of its children."""

DAG_VAN_METING = "(v.op at time zone 'Europe/Amsterdam')::date"


def met(sql: str, van: date, tot: date, **meer: Any) -> Feiten:
    return sql, {"van": van, "tot": tot, **meer}
