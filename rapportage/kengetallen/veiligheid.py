"""Marks for blijvende veiligheid by the gezinsmanager (or wachter or replacement in that place); those of others never count."""

from __future__ import annotations

from datetime import date

from rapportage.kengetallen.soorten import Feiten
from rapportage.kengetallen.stukken import DAG_VAN_METING, KINDEREN, met

METINGEN = f"""
    metingen as (
        select v.kind_id, v.cijfer, {DAG_VAN_METING} as vanaf, v.op, v.id,
               lead({DAG_VAN_METING}) over (partition by v.kind_id order by v.op, v.id) as tot
          from veiligheid_veiligheidsmeting v
         where v.soort = 'blijvend' and v.gever = 'gezinsmanager'
    )"""
"""Each mark and the day from which a newer one counts."""
VEILIG = f"""
    with {KINDEREN}, {METINGEN}
    select k.gezin_id, k.dag, ''::text as uitsplitsing, (m.cijfer >= 6)::int::numeric as teller, 1::numeric as noemer,
           k.gezin_id as eenheid
      from kinderen k
      join metingen m on m.kind_id = k.kind_id and m.vanaf >= k.begonnen_op and m.vanaf <= k.dag
       and (m.tot is null or m.tot > k.dag)
"""
VERSCHIL = f"""
    with van_kind as (
        select b.id, b.gezin_id, b.afgesloten_op, v.kind_id,
               (array_agg(v.cijfer order by v.op, v.id))[1] as eerste,
               (array_agg(v.cijfer order by v.op desc, v.id desc))[1] as laatste
          from gezinnen_begeleiding b
          join veiligheid_veiligheidsmeting v on v.gezin_id = b.gezin_id and v.soort = 'blijvend' and v.gever = 'gezinsmanager'
           and {DAG_VAN_METING} between b.begonnen_op and b.afgesloten_op
          join gezinnen_gezinslid k on k.id = v.kind_id and k.is_jeugdige
         where b.afgesloten_op >= %(van)s and b.afgesloten_op < %(tot)s
         group by b.id, b.gezin_id, b.afgesloten_op, v.kind_id having count(*) > 1
    )
    select gezin_id, afgesloten_op as dag, ''::text as uitsplitsing, (laatste - eerste)::numeric as teller, 1::numeric as noemer,
           gezin_id as eenheid
      from van_kind
"""


def blijvend_zes(van: date, tot: date) -> Feiten:
    """Children in guidance on the last day with a mark in this begeleiding: is the newest one 6 or more. Unit: children in a file."""
    return met(VEILIG, van, tot)


def blijvend_verschil(van: date, tot: date) -> Feiten:
    """Last mark minus first mark within a begeleiding that was closed, per child with at least two marks. Unit: points of 0-10."""
    return met(VERSCHIL, van, tot)
