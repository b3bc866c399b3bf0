"""Counting: the facts of a figure, grouped by period and level, in place of what was counted before (ADR 0042).

What a quarter or year is: of a state (`Kengetal.stand`) its last month; of what happened, all facts in it, so that a share or average
is one of the whole quarter and not of three months, and a family that counts twice is one family in the number behind it.

Nothing here knows a person: the rows that are written hold numbers, places and teams.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from rapportage.kengetallen.catalogus import KENGETALLEN
from rapportage.kengetallen.soorten import Feiten, Kengetal
from rapportage.kengetallen.verbergen import verberg
from rapportage.models import Niveau

JAREN_EERSTE_KEER = 5
MAANDEN_OPNIEUW = 25

PLEKKEN = """
    plekken as (
        select gezin_id, basisteam_id, vanaf, lead(vanaf) over (partition by gezin_id order by vanaf, soort, id) as tot
          from (select gezin_id, basisteam_id, vanaf, 1 as soort, id from gezinnen_toewijzing
                union all
                select gezin_id, basisteam_id, vanaf, 0, id from gezinnen_wachtplek) p
    )"""
"""The team of a family from day to day: the newest Toewijzing or Wachtplek. After the end it stays, for what is told later."""
PER_PLAATS = {
    Niveau.ORGANISATIE: "select maanden, begin, 'organisatie', '', '', deel, sum(t), sum(n), sum(a) from plaatsen group by maanden, begin, deel",
    Niveau.REGIO: """select maanden, begin, 'regio', regio, '', deel, sum(t), sum(n), sum(a) from plaatsen
                      where regio <> '' group by maanden, begin, regio, deel""",
    Niveau.GEMEENTE: """select maanden, begin, 'gemeente', gemeente, regio, deel, sum(t), sum(n), sum(a) from plaatsen
                         where gemeente <> '' group by maanden, begin, gemeente, regio, deel""",
    Niveau.WIJK: """select maanden, begin, 'wijk', gemeente || ':' || wijk, gemeente, deel, sum(t), sum(n), sum(a) from plaatsen
                     where gemeente <> '' and wijk <> '' and not afgeschermd group by maanden, begin, gemeente, wijk, deel""",
    Niveau.PROGRAMMA: """select maanden, begin, 'programma', programma, '', deel, sum(t), sum(n), sum(a) from plaatsen
                          where programma <> '' and not afgeschermd group by maanden, begin, programma, deel""",
    Niveau.TEAM: """select maanden, begin, 'team', team::text, '', deel, sum(t), sum(n), count(*) filter (where telt)
                      from (select maanden, begin, deel, team, gezin_id, sum(teller) as t, sum(noemer) as n, count(eenheid) > 0 as telt
                              from delen where team is not null group by maanden, begin, deel, team, gezin_id) per_gezin
                     where gezin_id not in (select gezin_id from afgeschermd) group by maanden, begin, team, deel""",
    Niveau.AANBIEDER: """select maanden, begin, 'aanbieder', aanbieder_id::text, '', deel, sum(t), sum(n), count(*) filter (where telt)
                           from (select maanden, begin, deel, aanbieder_id, gezin_id, sum(teller) as t, sum(noemer) as n,
                                        count(eenheid) > 0 as telt
                                   from delen group by maanden, begin, deel, aanbieder_id, gezin_id) per_gezin
                          where gezin_id not in (select gezin_id from afgeschermd) group by maanden, begin, aanbieder_id, deel""",
}
TEL = """
    with feiten as materialized ({feiten}), {plekken},
    afgeschermd as materialized (select distinct gezin_id from afgeschermde_gezinnen() as gezin_id),
    perioden as (
        select lengte as maanden, m::date as begin, (m + make_interval(months => lengte))::date as einde
          from unnest(array[1, 3, 12]) as lengte,
               generate_series(%(van)s::timestamp, %(tot)s::timestamp - make_interval(months => lengte), make_interval(months => lengte)) m
    ),
    delen as (
        select p.maanden, p.begin, d.deel, f.gezin_id, f.teller::float8 as teller, f.noemer::float8 as noemer, f.eenheid, {aanbieder} as aanbieder_id, plek.basisteam_id as team
          from feiten f
          join perioden p on f.dag >= p.begin and f.dag < p.einde {laatste_maand}
          cross join lateral (values {delen}) as d (deel)
          left join plekken plek on plek.gezin_id = f.gezin_id and plek.vanaf <= f.dag and (plek.tot is null or plek.tot > f.dag)
    ),
    per_gezin as (
        select maanden, begin, deel, gezin_id, sum(teller) as t, sum(noemer) as n, count(eenheid) > 0 as telt
          from delen group by maanden, begin, deel, gezin_id
    ),
    per_plaats as (
        select p.maanden, p.begin, p.deel collate "C" as deel, g.gemeente_id, g.wijk collate "C" as wijk, g.programma collate "C" as programma,
               a.gezin_id is not null as afgeschermd, sum(p.t) as t, sum(p.n) as n, count(*) filter (where p.telt) as a
          from per_gezin p
          join gezinnen_gezin g on g.id = p.gezin_id
          left join afgeschermd a on a.gezin_id = p.gezin_id
         group by 1, 2, 3, 4, 5, 6, 7
    ),
    plaatsen as (
        select p.*, coalesce(m.code, '') as gemeente, coalesce(m.regio, '') as regio
          from per_plaats p left join organisatie_gemeente m on m.id = p.gemeente_id
    ),
    rijen (maanden, begin, niveau, sleutel, ouder, deel, teller, noemer, aantal) as ({niveaus})
    insert into rapportage_kengetalwaarde (code, soort, periode, begin, niveau, sleutel, ouder, uitsplitsing, teller, noemer, aantal)
    select %(code)s::text, %(soort)s::text, case maanden when 1 then 'maand' when 3 then 'kwartaal' else 'jaar' end, begin, niveau,
           sleutel, ouder, deel, round(teller::numeric, 2), case when %(soort)s::text <> 'aantal' then round(noemer::numeric, 2) end, aantal
      from rijen
"""
"""First per family, so that what is behind a number is counted by hashing and never by sorting. A family lies in one place, so numbers of
families may be added over places; over teams they may not (it may move)."""


RUSTIG_PLAN = "set local enable_nestloop = off; set local jit = off; set local work_mem = '64MB'"
"""Each statement reads whole tables once. The planner guesses too low how many rows come out of the pieces above, and a nested loop that is
right for ten rows takes hours for a million."""


@dataclass(frozen=True)
class Bereik:
    """Whole years from January on, and the last day that may be counted: `tot` is the first day of this month."""

    van: date
    tot: date

    def van_kengetal(self, kengetal: Kengetal) -> Bereik:
        """As far as this figure can be judged; its years begin earlier by as much."""
        eerder = kengetal.na_maanden
        return Bereik(eerste_januari(maanden_eerder(self.van, eerder)), maanden_eerder(self.tot, eerder))


def bereik(vandaag: date, *, eerste_keer: bool) -> Bereik:
    """What is counted tonight: the years that hold the last 25 months, or five years when nothing was counted before."""
    tot = vandaag.replace(day=1)
    terug = JAREN_EERSTE_KEER * 12 if eerste_keer else MAANDEN_OPNIEUW
    return Bereik(eerste_januari(maanden_eerder(tot, terug)), tot)


def maanden_eerder(eerste: date, maanden: int) -> date:
    jaar, maand = divmod(eerste.year * 12 + eerste.month - 1 - maanden, 12)
    return date(jaar, maand + 1, 1)


def eerste_januari(dag: date) -> date:
    return dag.replace(month=1, day=1)


def opdracht(kengetal: Kengetal, in_: Bereik) -> Feiten:
    """The statement that counts one figure over this range, and its parameters."""
    feiten, parameters = kengetal.feiten(in_.van, in_.tot)
    met_totaal = kengetal.uitsplitsing and kengetal.opgeteld
    bij_aanbieder = Niveau.AANBIEDER in kengetal.niveaus
    sql = TEL.format(
        feiten=feiten,
        plekken=PLEKKEN,
        aanbieder="f.aanbieder_id" if bij_aanbieder else "null::bigint",
        laatste_maand="and f.dag = p.einde - 1" if kengetal.stand else "",
        delen="(f.uitsplitsing), ('')" if met_totaal else "(f.uitsplitsing)",
        niveaus=" union all ".join(PER_PLAATS[niveau] for niveau in kengetal.niveaus),
    )
    return sql, parameters | {"code": kengetal.code, "soort": kengetal.soort.value, "van": in_.van, "tot": in_.tot}


@transaction.atomic
def tel(kengetal: Kengetal, heel: Bereik) -> int:
    """Count one figure anew: what stood there in this range goes, in one transaction. Gives the number of rows."""
    in_ = heel.van_kengetal(kengetal)
    with connection.cursor() as cursor:
        cursor.execute(RUSTIG_PLAN)
        cursor.execute(
            "delete from rapportage_kengetalwaarde where code = %s and begin >= %s", [kengetal.code, in_.van]
        )
        cursor.execute(*opdracht(kengetal, in_))
        rijen = int(cursor.rowcount)
    verberg(kengetal, in_.van)
    return rijen


def tel_alles(heel: Bereik) -> int:
    """All figures in a row, for who is inside `als_systeem()` or owns the database. Gives the number of rows."""
    return sum(tel(kengetal, heel) for kengetal in KENGETALLEN)


__all__ = ["Bereik", "bereik", "opdracht", "tel", "tel_alles"]
