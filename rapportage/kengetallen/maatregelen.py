"""Families and children in guidance on the last day of a month: by frame, by phase, by measure (source 000: 2011 to 2014).

A measure runs as `MaatregelQuerySet.lopend()` says: begun, not ended by decision on or before that day, last day of the order not
passed. A machtiging as `Machtiging.loopt`: not carried out within three months, it lapsed (BW 1:265c).
"""

from __future__ import annotations

from datetime import date

from rapportage.kengetallen.soorten import Feiten
from rapportage.kengetallen.stukken import FASEN, LOPEND, met

GEDWONGEN = """
    gedwongen as (
        select l.dag, l.gezin_id, m.kind_id,
               case left(m.soort_id, 1) when '1' then 'ots' when '2' then 'voogdij' else 'jr' end as soort
          from lopend l
          join gezinnen_maatregel m on m.gezin_id = l.gezin_id and m.begin <= l.dag
           and (m.beeindigd_op is null or m.beeindigd_op > l.dag) and (m.einde is null or m.einde >= l.dag)
          join gezinnen_maatregelsoort s on s.code = m.soort_id and s.kader = 'dwang'
    )"""
ALLE = f"""{LOPEND}, {GEDWONGEN},
    alle as (
        select dag, gezin_id, kind_id, soort from gedwongen
        union all
        select dag, gezin_id, kind_id, '' from gedwongen
        union all
        select dag, gezin_id, kind_id, 'dubbel' from gedwongen
         group by dag, gezin_id, kind_id having bool_or(soort = 'jr') and bool_or(soort <> 'jr')
        union all
        select l.dag, l.gezin_id, m.kind_id, case m.soort_id when '72' then 'uhp' else 'gesloten' end
          from lopend l
          join gezinnen_machtiging m on m.gezin_id = l.gezin_id and m.begin <= l.dag and m.einde >= l.dag
           and (m.beeindigd_op is null or m.beeindigd_op > l.dag)
           and (m.uitgevoerd_op is not null or m.beeindigd_op is not null
                or (coalesce(m.beschikking_op, m.begin) + interval '3 months')::date >= l.dag)
    )"""
KADER = f"""
    with {LOPEND}, {GEDWONGEN}
    select l.gezin_id, l.dag, case when m.gezin_id is null then 'preventief' else 'maatregel' end as uitsplitsing,
           1::numeric as teller, null::numeric as noemer, l.gezin_id as eenheid
      from lopend l
      left join (select distinct dag, gezin_id from gedwongen) m on m.gezin_id = l.gezin_id and m.dag = l.dag
"""
FASE = f"""
    with {LOPEND}, {FASEN}
    select l.gezin_id, l.dag, coalesce(f.fase, l.fase)::text as uitsplitsing,
           1::numeric as teller, null::numeric as noemer, l.gezin_id as eenheid
      from lopend l
      left join fasen f on f.begeleiding_id = l.begeleiding_id and f.vanaf <= l.dag and (f.tot is null or f.tot > l.dag)
"""
GEZINNEN = f"""
    with {ALLE}
    select distinct gezin_id, dag, soort as uitsplitsing, 1::numeric as teller, null::numeric as noemer, gezin_id as eenheid from alle
"""
KINDEREN_MET = f"""
    with {ALLE}
    select distinct gezin_id, dag, soort as uitsplitsing, 1::numeric as teller, null::numeric as noemer, gezin_id as eenheid, kind_id
      from alle
"""


def per_kader(van: date, tot: date) -> Feiten:
    """Families in guidance, also who waits and in nazorg: under a measure when one runs for any child, else preventief."""
    return met(KADER, van, tot)


def per_fase(van: date, tot: date) -> Feiten:
    """The same families by the phase they were in on that day, from the recorded changes of phase."""
    return met(FASE, van, tot)


def gezinnen_met_maatregel(van: date, tot: date) -> Feiten:
    """Families with at least one child under it. A family may be in several parts, and once in the total (measures; no machtiging)."""
    return met(GEZINNEN, van, tot)


def kinderen_met_maatregel(van: date, tot: date) -> Feiten:
    """The same by child: 'dubbel' is one child under jeugdbescherming and jeugdreclassering at once, as in source 000."""
    return met(KINDEREN_MET, van, tot)
