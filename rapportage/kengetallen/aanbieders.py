"""Providers: referrals, answers, stagnation, ends and what it brought. By provider and by the heaviest segment of the referral."""

from __future__ import annotations

from datetime import date

from rapportage.kengetallen.soorten import Feiten
from rapportage.kengetallen.stukken import DAG_VAN_METING, SEGMENTEN, met

VERWEZEN = f"""
    with {SEGMENTEN}
    select v.gezin_id, v.verzonden_op as dag, coalesce(s.segment, 'anders') as uitsplitsing,
           1::numeric as teller, null::numeric as noemer, v.gezin_id as eenheid, v.aanbieder_id
      from spic_verwijzing v
      left join segmenten s on s.verwijzing_id = v.id
     where v.verzonden_op >= %(van)s and v.verzonden_op < %(tot)s
"""
ANTWOORD = f"""
    with {SEGMENTEN},
    beantwoord as (
        select v.*, (v.beantwoord_op at time zone 'Europe/Amsterdam')::date as dag
          from spic_verwijzing v where v.beantwoord_op is not null and v.verzonden_op is not null
    )
    select v.gezin_id, v.dag, coalesce(s.segment, 'anders') as uitsplitsing,
           (v.dag - v.verzonden_op)::numeric as teller, 1::numeric as noemer, v.gezin_id as eenheid, v.aanbieder_id
      from beantwoord v
      left join segmenten s on s.verwijzing_id = v.id
     where v.dag >= %(van)s and v.dag < %(tot)s
"""
STAGNATIE = f"""
    with {SEGMENTEN},
    gemeld as (
        select t.verwijzing_id, (t.op at time zone 'Europe/Amsterdam')::date as dag from spic_verwijzingstap t where t.naar = 'stagnatie'
        union
        select g.verwijzing_id, (g.ontvangen_op at time zone 'Europe/Amsterdam')::date
          from veiligheid_signaal g where g.soort = 'stagnatie' and g.verwijzing_id is not null
    )
    select v.gezin_id, g.dag, coalesce(s.segment, 'anders') as uitsplitsing,
           1::numeric as teller, null::numeric as noemer, v.gezin_id as eenheid, v.aanbieder_id
      from gemeld g
      join spic_verwijzing v on v.id = g.verwijzing_id
      left join segmenten s on s.verwijzing_id = v.id
     where g.dag >= %(van)s and g.dag < %(tot)s
"""
GESTOPT = f"""{SEGMENTEN},
    gestopt as (
        select v.id, v.gezin_id, v.aanbieder_id, v.gestart_op, v.beeindigd_op, coalesce(s.segment, 'anders') as segment
          from spic_verwijzing v
          left join segmenten s on s.verwijzing_id = v.id
         where v.status = 'beeindigd' and v.gestart_op is not null and v.beeindigd_op >= %(van)s and v.beeindigd_op < %(tot)s
    )"""
"""Help that had begun and ended in the range. What was refused or withdrawn is not there."""
AKKOORD = f"""
    with {GESTOPT}
    select g.gezin_id, g.beeindigd_op as dag, g.segment as uitsplitsing,
           (coalesce((select e.besluit from spic_eindvoorstel e where e.verwijzing_id = g.id order by e.op, e.id limit 1), '')
            = 'akkoord')::int::numeric as teller,
           1::numeric as noemer, g.gezin_id as eenheid, g.aanbieder_id
      from gestopt g
"""
CIJFERS = f"""
    with {GESTOPT},
    kinderen as (select g.*, k.kind_id from gestopt g join spic_verwijzingkind k on k.verwijzing_id = g.id)
    select k.gezin_id, k.beeindigd_op as dag, k.segment as uitsplitsing, (na.cijfer - voor.cijfer)::numeric as teller,
           1::numeric as noemer, k.gezin_id as eenheid, k.aanbieder_id
      from kinderen k
      cross join lateral (
          select v.cijfer from veiligheid_veiligheidsmeting v
           where v.kind_id = k.kind_id and v.soort = 'blijvend' and v.gever = 'gezinsmanager' and {DAG_VAN_METING} <= k.gestart_op
           order by v.op desc, v.id desc limit 1) voor
      cross join lateral (
          select v.cijfer from veiligheid_veiligheidsmeting v
           where v.kind_id = k.kind_id and v.soort = 'blijvend' and v.gever = 'gezinsmanager'
             and {DAG_VAN_METING} > k.gestart_op and {DAG_VAN_METING} <= k.beeindigd_op
           order by v.op desc, v.id desc limit 1) na
"""
RESULTATEN = f"""
    with {GESTOPT}
    select g.gezin_id, g.beeindigd_op as dag, g.segment as uitsplitsing, (o.uitkomst = 'behaald')::int::numeric as teller,
           1::numeric as noemer, g.gezin_id as eenheid, g.aanbieder_id
      from gestopt g
      join spic_eindvoorstel e on e.verwijzing_id = g.id and e.besluit = 'akkoord'
      join spic_eindoordeel o on o.voorstel_id = e.id
"""


def verwijzingen(van: date, tot: date) -> Feiten:
    """Referrals by the day they were sent; concepts are not there. Unit: referrals."""
    return met(VERWEZEN, van, tot)


def antwoordtijd(van: date, tot: date) -> Feiten:
    """From sending to the answer (accepted or refused), by the day of the answer. Unit: days."""
    return met(ANTWOORD, van, tot)


def stagnatie(van: date, tot: date) -> Feiten:
    """Reports that help is stuck: a step of the referral to "loopt vast", or a signal of the provider. Two on one day are one."""
    return met(STAGNATIE, van, tot)


def einde_akkoord(van: date, tot: date) -> Feiten:
    """Of help that ended: did the gezinsmanager agree with the first proposal to end it (source 002: stopping earlier than is safe)."""
    return met(AKKOORD, van, tot)


def cijfer_bij_hulp(van: date, tot: date) -> Feiten:
    """Of help that ended: the last mark of blijvende veiligheid during it, minus the last one up to its first day, per child of the
    referral with both. Unit: points of 0-10. What else happened in the family is in it as well."""
    return met(CIJFERS, van, tot)


def resultaten_behaald(van: date, tot: date) -> Feiten:
    """Of help that ended with agreement: shared resultaten judged "behaald", of all that were judged. Unit: resultaten."""
    return met(RESULTATEN, van, tot)
