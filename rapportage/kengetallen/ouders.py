"""Parents with psychische problemen, and whether there is contact with the GGZ. A parent in two files is there twice."""

from __future__ import annotations

from datetime import date

from rapportage.kengetallen.soorten import Feiten
from rapportage.kengetallen.stukken import LOPEND, met

GGZ = """
    select o.gezin_id, o.gezinslid_id, h.aangevraagd_op, h.gestart_op, h.beeindigd_op
      from spic_hulpontvanger o
      join spic_anderehulp h on h.id = o.hulp_id
      join spic_hulpsoort s on s.code = h.soort_id and s.groep = %s
"""
OUDERS = f"""
    with {LOPEND},
    ggz as ({GGZ % "'ggz'"}),
    ouders as (
        select l.dag, l.gezin_id, p.gezinslid_id,
               exists (select from ggz h where h.gezinslid_id = p.gezinslid_id and h.gestart_op <= l.dag
                          and (h.beeindigd_op is null or h.beeindigd_op > l.dag)) as contact,
               exists (select from ggz h where h.gezinslid_id = p.gezinslid_id and h.aangevraagd_op <= l.dag
                          and (h.gestart_op is null or h.gestart_op > l.dag)
                          and (h.beeindigd_op is null or h.beeindigd_op > l.dag)) as wacht
          from lopend l
          join spic_psychischeproblemen p on p.gezin_id = l.gezin_id and p.sinds <= l.dag
           and (p.voorbij_op is null or p.voorbij_op > l.dag)
          join gezinnen_gezinslid k on k.id = p.gezinslid_id and (k.tot is null or k.tot >= l.dag)
           and (k.overleden_op is null or k.overleden_op > l.dag)
    )"""
"""On the last day of each month, of families in guidance; contact is help that runs, waiting is help that was asked for."""
PER_STAND = f"""
    {OUDERS}
    select gezin_id, dag, case when contact then 'contact' when wacht then 'wacht' else 'zonder' end as uitsplitsing,
           1::numeric as teller, null::numeric as noemer, gezin_id as eenheid
      from ouders
"""
MET_CONTACT = f"""
    {OUDERS}
    select gezin_id, dag, ''::text as uitsplitsing, contact::int::numeric as teller, 1::numeric as noemer, gezin_id as eenheid
      from ouders
"""
NAAR_GGZ = f"""
    with ggz as ({GGZ % "'ggz'"}), spv as ({GGZ % "'spv'"})
    select v.gezin_id, v.beeindigd_op as dag, ''::text as uitsplitsing,
           exists (select from ggz h where h.gezinslid_id = v.gezinslid_id
                      and h.gestart_op between v.gestart_op and v.beeindigd_op)::int::numeric as teller,
           1::numeric as noemer, v.gezin_id as eenheid
      from spv v
     where v.gestart_op is not null and v.beeindigd_op >= %(van)s and v.beeindigd_op < %(tot)s
       and exists (select from spic_psychischeproblemen p where p.gezinslid_id = v.gezinslid_id and p.sinds <= v.beeindigd_op
                      and (p.voorbij_op is null or p.voorbij_op > v.gestart_op))
       and not exists (select from ggz h where h.gezinslid_id = v.gezinslid_id and h.gestart_op < v.gestart_op
                          and (h.beeindigd_op is null or h.beeindigd_op >= v.gestart_op))
"""


def ouders_ggz(van: date, tot: date) -> Feiten:
    """Parents with psychische problemen on the last day, by contact with the GGZ. Unit: ouders; source 004."""
    return met(PER_STAND, van, tot)


def ouders_met_ggz(van: date, tot: date) -> Feiten:
    """The share of them with help of the GGZ that runs (0 to 1); source 004 saw 0.30."""
    return met(MET_CONTACT, van, tot)


def spv_naar_ggz(van: date, tot: date) -> Feiten:
    """Of parents without contact when an SPV began and for whom the SPV stopped in the period: the share for whom help of the GGZ
    began meanwhile (0 to 1); source 004 saw 0.70."""
    return met(NAAR_GGZ, van, tot)
