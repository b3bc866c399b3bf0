"""Waiting for help, what blocks it, and where the gezinsmanager stands in. Referrals by the heaviest segment of their children."""

from __future__ import annotations

from datetime import date

from rapportage.kengetallen.soorten import Feiten
from rapportage.kengetallen.stukken import MAANDEN, SEGMENTEN, met

DAGEN = f"""
    with {SEGMENTEN}
    select v.gezin_id, v.%s as dag, coalesce(s.segment, 'anders') as uitsplitsing,
           (v.%s - v.verzonden_op)::numeric as teller, 1::numeric as noemer, v.gezin_id as eenheid, v.aanbieder_id
      from spic_verwijzing v
      left join segmenten s on s.verwijzing_id = v.id
     where v.verzonden_op is not null and v.%s >= %%(van)s and v.%s < %%(tot)s
"""
STARTGESPREK = DAGEN % (("startgesprek_gehouden_op",) * 4)
START_HULP = DAGEN % (("gestart_op",) * 4)
KWESTIES = f"""
{MAANDEN},
    stappen as (
        select s.kwestie_id, s.gezin_id, s.naar, s.soort, s.op as vanaf, s.id,
               lead(s.op) over (partition by s.kwestie_id order by s.id) as tot
          from gezinnen_kwestiestap s
    ),
    kwesties as (
        select distinct on (m.laatste, s.kwestie_id) m.laatste as dag, s.gezin_id, s.kwestie_id, s.naar as niveau,
               case when k.oorzaak_id in ('wachtlijst', 'geen_aanbod', 'mening', 'informatie', 'kosten', 'samenwerking')
                    then k.oorzaak_id else 'anders' end as oorzaak
          from maanden m
          join stappen s on s.vanaf <= m.laatste and (s.tot is null or s.tot > m.laatste) and s.soort <> 'opgelost'
          join gezinnen_kwestie k on k.id = s.kwestie_id and (k.opgelost_op is null or k.opgelost_op > m.laatste)
         order by m.laatste, s.kwestie_id, s.id desc
    )"""
"""Kwesties that were open on the last day of a month, with the level they were on then, from their recorded steps."""
NIVEAU = f"""
    with {KWESTIES}
    select gezin_id, dag, niveau::text as uitsplitsing, 1::numeric as teller, null::numeric as noemer, gezin_id as eenheid from kwesties
"""
OORZAAK = f"""
    with {KWESTIES}
    select gezin_id, dag, oorzaak::text as uitsplitsing, 1::numeric as teller, null::numeric as noemer, gezin_id as eenheid from kwesties
"""
BIJ_AANBIEDER = f"""
    with {KWESTIES}, {SEGMENTEN}
    select k.gezin_id, k.dag, coalesce(s.segment, 'anders') as uitsplitsing, 1::numeric as teller, null::numeric as noemer,
           k.gezin_id as eenheid, v.aanbieder_id
      from kwesties k
      join spic_verwijzing v on v.kwestie_id = k.kwestie_id
      left join segmenten s on s.verwijzing_id = v.id
"""
COMPENSATIES = f"""
    with {MAANDEN}
    select c.gezin_id, m.laatste as dag, ''::text as uitsplitsing, 1::numeric as teller, null::numeric as noemer, c.gezin_id as eenheid
      from maanden m
      join gezinnen_compensatie c on c.sinds <= m.laatste and (c.tot is null or c.tot >= m.laatste)
"""
COMPENSATIES_BIJ = f"""
    with {MAANDEN}, {SEGMENTEN}
    select distinct c.gezin_id, m.laatste as dag, coalesce(s.segment, 'anders') as uitsplitsing, 1::numeric as teller,
           null::numeric as noemer, c.gezin_id as eenheid, v.aanbieder_id, c.id as compensatie_id
      from maanden m
      join gezinnen_compensatie c on c.sinds <= m.laatste and (c.tot is null or c.tot >= m.laatste)
      join spic_verwijzingresultaat r on r.resultaat_id = c.stam_id
      join spic_verwijzing v on v.id = r.verwijzing_id and v.verzonden_op <= m.laatste
       and (v.beeindigd_op is null or v.beeindigd_op > m.laatste)
      left join segmenten s on s.verwijzing_id = v.id
"""


def wachten_startgesprek(van: date, tot: date) -> Feiten:
    """From sending the referral until the startgesprek was held, by the day it was held. Unit: days; source 002 saw ten weeks."""
    return met(STARTGESPREK, van, tot)


def wachten_hulp(van: date, tot: date) -> Feiten:
    """From sending the referral until the help began, by the day it began. Unit: days; source 002."""
    return met(START_HULP, van, tot)


def kwesties_niveau(van: date, tot: date) -> Feiten:
    """Kwesties that are open on the last day, by the level of the ladder they were on then. Unit: kwesties; source 002."""
    return met(NIVEAU, van, tot)


def kwesties_oorzaak(van: date, tot: date) -> Feiten:
    """The same by cause; causes that the beheerder added count as something else."""
    return met(OORZAAK, van, tot)


def kwesties_aanbieder(van: date, tot: date) -> Feiten:
    """The same, of those that were opened for a referral, by its provider."""
    return met(BIJ_AANBIEDER, van, tot)


def compensaties(van: date, tot: date) -> Feiten:
    """Periods of "gezinsmanager neemt waar" that run on the last day. Unit: resultaten; source 002."""
    return met(COMPENSATIES, van, tot)


def compensaties_aanbieder(van: date, tot: date) -> Feiten:
    """The same, where a referral that runs on that day is for this resultaat: once for each provider and segment. `hoort` is free text
    and says nothing to a machine."""
    return met(COMPENSATIES_BIJ, van, tot)
