"""Moves and days away from home, per child per year of guidance: so that a month, a year and a small team can be compared."""

from __future__ import annotations

from datetime import date

from rapportage.kengetallen.soorten import Feiten
from rapportage.kengetallen.stukken import MAANDEN, met

KINDMAANDEN = f"""{MAANDEN},
    kindmaanden as (
        select l.gezin_id, l.id as kind_id, m.eerste as maand,
               greatest(m.eerste, b.begonnen_op, l.vanaf, l.geboortedatum) as van,
               least(m.laatste, b.afgesloten_op - 1, l.tot, l.overleden_op) as tot
          from maanden m
          join gezinnen_begeleiding b on b.begonnen_op <= m.laatste and (b.afgesloten_op is null or b.afgesloten_op > m.eerste)
          join gezinnen_gezinslid l on l.gezin_id = b.gezin_id and l.is_jeugdige and l.geboortedatum <= m.laatste
           and l.vanaf <= m.laatste and (l.tot is null or l.tot >= m.eerste) and (l.overleden_op is null or l.overleden_op >= m.eerste)
    ),
    kinderen as (select * from kindmaanden where van <= tot)"""
"""Each child in each month: first and last day in guidance."""
NOEMER = """
    select gezin_id, van as dag, ''::text as uitsplitsing, 0::numeric as teller, (tot - van + 1) / 365.25 as noemer, null::bigint as eenheid
      from kinderen
"""
VERHUISD = f"""
    with {KINDMAANDEN},
    hoofd as (
        select v.kind_id, v.vanaf, row_number() over (partition by v.kind_id order by v.vanaf, v.id) as hoeveelste
          from gezinnen_verblijf v
         where v.nachten >= 4
    )
    {NOEMER}
    union all
    select k.gezin_id, h.vanaf, '', 1, 0, k.gezin_id
      from hoofd h
      join kinderen k on k.kind_id = h.kind_id and h.vanaf between k.van and k.tot
     where h.hoeveelste > 1
"""
UIT_HUIS = f"""
    with {KINDMAANDEN}
    {NOEMER}
    union all
    select k.gezin_id, k.van, '',
           least(sum((least(k.tot, v.tot) - greatest(k.van, v.vanaf) + 1) * v.nachten / 7.0), k.tot - k.van + 1), 0, k.gezin_id
      from gezinnen_verblijf v
      join gezinnen_verblijfsoort s on s.code = v.soort_id and s.uit_huis
      join kinderen k on k.kind_id = v.kind_id and v.vanaf <= k.tot and (v.tot is null or v.tot >= k.van)
     group by k.gezin_id, k.kind_id, k.van, k.tot
"""


def verhuizingen(van: date, tot: date) -> Feiten:
    """Begin of a stay for most nights of the week (4 or more, `Verblijf.is_hoofdverblijf`) that is not the first one of the child in
    this file, during the guidance; against years of guidance of all children. Unit: moves per child per year; source 004."""
    return met(VERHUISD, van, tot)


def dagen_uit_huis(van: date, tot: date) -> Feiten:
    """Days in a stay that is not at home (`Verblijfsoort.uit_huis`), by its nights a week, never more than there are days; against
    years of guidance of all children. Unit: days per child per year; source 004."""
    return met(UIT_HUIS, van, tot)
