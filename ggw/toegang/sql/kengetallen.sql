-- The figures. What is too small is marked when it is counted (rapportage/kengetallen/verbergen.py) and comes without numbers. Who works
-- in a team sees that team's own numbers. A zorgbemiddelaar sees those of providers alone.
create function mag_kengetallen(wie bigint, welk_niveau text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select exists (select from organisatie_gebruiker g where g.id = wie and g.is_active
                    and (g.rol in ('bestuurder', 'teammanager', 'senior', 'gedragsdeskundige')
                         or (g.rol = 'zorgbemiddelaar' and welk_niveau = 'aanbieder')))
$$;

-- One place and all places are two questions: in one, the planner would read the whole table for either.
create function kengetallen(wie bigint, welke text[], welke_periode text, van date, tot date, welk_niveau text, welke_sleutel text)
returns table (code text, sleutel text, begin date, uitsplitsing text, soort text, teller numeric, noemer numeric, verborgen boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with eigen as (
        select l.basisteam_id::text as sleutel from organisatie_lidmaatschap l
         where l.gebruiker_id = wie and l.vanaf <= current_date and (l.tot is null or l.tot >= current_date)
    ), gevonden as (
        select k.* from rapportage_kengetalwaarde k
         where (select mag_kengetallen(wie, welk_niveau)) and k.code = any (welke) and k.periode = welke_periode
           and k.begin >= van and k.begin < tot and k.niveau = welk_niveau and k.sleutel = welke_sleutel
        union all
        select k.* from rapportage_kengetalwaarde k
         where (select mag_kengetallen(wie, welk_niveau)) and k.code = any (welke) and k.periode = welke_periode
           and k.begin >= van and k.begin < tot and k.niveau = welk_niveau and welke_sleutel is null
    ), rijen as (
        select k.*, k.verborgen and not (k.niveau = 'team' and k.sleutel in (select e.sleutel from eigen e)) as weg from gevonden k
    )
    select r.code::text, r.sleutel::text, r.begin, r.uitsplitsing::text, r.soort::text,
           case when not r.weg then r.teller end, case when not r.weg then r.noemer end, r.weg
      from rijen r
     order by r.code, r.sleutel, r.begin, r.uitsplitsing
$$;

-- Of what at these levels there is a number of this figure, hidden or not.
create function kengetalsleutels(wie bigint, welke text, welke_periode text, van date, tot date, welke_niveaus text[])
returns table (niveau text, sleutel text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select distinct k.niveau::text, k.sleutel::text from unnest(welke_niveaus) n
      join rapportage_kengetalwaarde k on k.niveau = n
     where mag_kengetallen(wie, n) and k.code = welke and k.periode = welke_periode and k.begin >= van and k.begin < tot
$$;

-- Of which time the figures were counted, and when that was done last. Without a count: one row of nothing.
create function kengetallen_geteld() returns table (vanaf date, tot date, op timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select min(r.van), max(r.tot), max(r.klaar_op) from rapportage_kengetalronde r where r.klaar_op is not null $$;

alter function mag_kengetallen(bigint, text) owner to ggw_poort;
alter function kengetalsleutels(bigint, text, text, date, date, text[]) owner to ggw_poort;
alter function kengetallen(bigint, text[], text, date, date, text, text) owner to ggw_poort;
alter function kengetallen_geteld() owner to ggw_poort;
revoke execute on function mag_kengetallen(bigint, text), kengetalsleutels(bigint, text, text, date, date, text[]),
    kengetallen(bigint, text[], text, date, date, text, text), kengetallen_geteld() from public;
grant execute on function kengetalsleutels(bigint, text, text, date, date, text[]),
    kengetallen(bigint, text[], text, date, date, text, text), kengetallen_geteld() to ggw_web;
