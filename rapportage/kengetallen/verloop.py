"""How long phases last, whether meetings are in time, and how many families a gezinsmanager guides."""

from __future__ import annotations

from datetime import date

from rapportage.kengetallen.soorten import Feiten
from rapportage.kengetallen.stukken import FASEN, LOPEND, met

FASETIJD = f"""
    with {FASEN}
    select gezin_id, tot as dag, fase::text as uitsplitsing, (tot - op)::numeric as teller, 1::numeric as noemer, gezin_id as eenheid
      from fasen
     where tot >= %(van)s and tot < %(tot)s and fase <> 'afgesloten'
"""
OVERLEG = f"""
    with {LOPEND}, {FASEN},
    gehouden as (
        select u.gezin_id, (u.op at time zone 'Europe/Amsterdam')::date as vanaf,
               lead((u.op at time zone 'Europe/Amsterdam')::date) over (partition by u.gezin_id order by u.op, u.id) as tot
          from gezinnen_uitvoerdersoverleg u
         where u.status = 'gehouden'
    )
    select l.gezin_id, l.dag, ''::text as uitsplitsing,
           (greatest(f.vanaf, g.vanaf) >= l.dag - 42)::int::numeric as teller, 1::numeric as noemer, l.gezin_id as eenheid
      from lopend l
      join fasen f on f.begeleiding_id = l.begeleiding_id and f.fase = 'ondersteunen'
       and f.vanaf <= l.dag and (f.tot is null or f.tot > l.dag)
      left join gehouden g on g.gezin_id = l.gezin_id and g.vanaf <= l.dag and (g.tot is null or g.tot > l.dag)
"""
PER_GEZINSMANAGER = f"""
    with {LOPEND},
    beurten as (
        select t.gezin_id, t.gezinsmanager_id, t.vanaf, t.tot,
               lead(t.vanaf) over (partition by t.gezin_id order by t.vanaf, t.id) as volgende
          from gezinnen_toewijzing t
    ),
    begeleid as (
        select l.dag, l.gezin_id, b.gezinsmanager_id
          from lopend l
          join beurten b on b.gezin_id = l.gezin_id and b.vanaf <= l.dag and (b.tot is null or b.tot >= l.dag)
           and (b.volgende is null or b.volgende > l.dag)
    )
    select gezin_id, dag, ''::text as uitsplitsing, 1::numeric as teller,
           1::numeric / count(*) over (partition by dag, gezinsmanager_id) as noemer, gezin_id as eenheid
      from begeleid
"""


def dagen_per_fase(van: date, tot: date) -> Feiten:
    """Each stay in a phase that ended, by the day it ended: days from the change into it to the change out of it. Unit: days."""
    return met(FASETIJD, van, tot)


def overleg_op_tijd(van: date, tot: date) -> Feiten:
    """Families in O&V on the last day: began O&V, or held a meeting, at most 42 days ago (norm uitvoerdersoverleg, source 002).

    From held meetings and recorded phases and not from Termijn: those rows are worked out anew and cannot be told for the past.
    """
    return met(OVERLEG, van, tot)


def per_gezinsmanager(van: date, tot: date) -> Feiten:
    """Families with a gezinsmanager on the last day (not who waits). The denominators of one gezinsmanager add up to 1, so a sum of
    them is a number of gezinsmanagers; who works for two teams is divided by families."""
    return met(PER_GEZINSMANAGER, van, tot)
