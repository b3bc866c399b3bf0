"""Who comes, who goes, and who comes back."""

from __future__ import annotations

from datetime import date

from rapportage.kengetallen.soorten import Feiten
from rapportage.kengetallen.stukken import met

GESTART = """
    select b.gezin_id, b.begonnen_op as dag,
           case when exists (select from gezinnen_begeleiding e where e.gezin_id = b.gezin_id and e.id <> b.id
                              and (e.begonnen_op, e.id) < (b.begonnen_op, b.id))
                then 'opnieuw' else 'eerste' end as uitsplitsing,
           1::numeric as teller, null::numeric as noemer, b.gezin_id as eenheid
      from gezinnen_begeleiding b
     where b.begonnen_op >= %(van)s and b.begonnen_op < %(tot)s
"""
AFGESLOTEN = """
    select b.gezin_id, b.afgesloten_op as dag, case when r.doel_bereikt then 'doel' else 'anders' end as uitsplitsing,
           1::numeric as teller, null::numeric as noemer, b.gezin_id as eenheid
      from gezinnen_begeleiding b
      left join gezinnen_redeneindebegeleiding r on r.code = b.reden_einde_id
     where b.afgesloten_op >= %(van)s and b.afgesloten_op < %(tot)s
"""
TERUG = """
    select b.gezin_id, b.afgesloten_op as dag, ''::text as uitsplitsing,
           (exists (select from gezinnen_begeleiding n where n.gezin_id = b.gezin_id and n.id <> b.id
                     and n.begonnen_op >= b.afgesloten_op
                     and n.begonnen_op <= (b.afgesloten_op + make_interval(months => %(maanden)s::int))::date))::int::numeric as teller,
           1::numeric as noemer, b.gezin_id as eenheid
      from gezinnen_begeleiding b
     where b.afgesloten_op >= %(van)s and b.afgesloten_op < %(tot)s
"""


def gestart(van: date, tot: date) -> Feiten:
    """Begeleidingen by the day they began; the first one of a family, or one after another. Unit: begeleidingen."""
    return met(GESTART, van, tot)


def afgesloten(van: date, tot: date) -> Feiten:
    """Begeleidingen by the day they were closed; the goal was reached, or another reason (also none). Unit: begeleidingen."""
    return met(AFGESLOTEN, van, tot)


def herinstroom_12(van: date, tot: date) -> Feiten:
    """Of the closed ones: did the family begin again on or before the same day one year later. Unit: begeleidingen; source 000."""
    return met(TERUG, van, tot, maanden=12)


def herinstroom_24(van: date, tot: date) -> Feiten:
    """As `herinstroom_12`, within two years."""
    return met(TERUG, van, tot, maanden=24)
