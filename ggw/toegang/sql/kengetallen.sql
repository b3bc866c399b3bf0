-- The figures, with what is too small hidden. A number is too small when it, or what is left of its denominator, counts 1 to 4;
-- of an average when fewer than 5 are behind it. Where only one of a group is hidden, the smallest other one goes with it, so that
-- the total does not give it away. Who works in a team sees that team's own numbers. A zorgbemiddelaar sees those of providers alone.
create function kengetallen(wie bigint, welke text[], welke_periode text, van date, tot date, welk_niveau text, welke_sleutel text)
returns table (code text, sleutel text, begin date, uitsplitsing text, soort text, teller numeric, noemer numeric, verborgen boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with mag as (
        select exists (select from organisatie_gebruiker g where g.id = wie and g.is_active
                        and (g.rol in ('bestuurder', 'teammanager', 'senior', 'gedragsdeskundige')
                             or (g.rol = 'zorgbemiddelaar' and welk_niveau = 'aanbieder'))) as ja
    ), eigen as (
        select l.basisteam_id::text as sleutel from organisatie_lidmaatschap l
         where l.gebruiker_id = wie and l.vanaf <= current_date and (l.tot is null or l.tot >= current_date)
    ), rijen as (
        select k.*,
               k.niveau = 'team' and k.sleutel in (select e.sleutel from eigen e) as van_mij,
               case k.soort
                   when 'aantal' then k.teller between 1 and 4 or k.aantal between 1 and 4
                   when 'aandeel' then k.noemer between 1 and 4 or k.teller between 1 and 4 or k.noemer - k.teller between 1 and 4
                   else k.aantal between 1 and 4
               end as klein
          from rapportage_kengetalwaarde k, mag
         where mag.ja and k.code = any (welke) and k.periode = welke_periode and k.begin >= van and k.begin < tot
           and k.niveau = welk_niveau
    ), groepen as (
        select r.*,
               count(*) filter (where r.klein) over plek as klein_op_plek,
               count(*) filter (where r.klein) over delen as klein_in_delen,
               row_number() over (partition by r.code, r.begin, r.niveau, r.ouder, r.uitsplitsing
                                  order by r.klein or r.teller = 0, r.teller, r.id) as volgende_plek,
               row_number() over (partition by r.code, r.begin, r.niveau, r.sleutel
                                  order by r.klein or r.teller = 0, r.teller, r.id) as volgend_deel
          from rijen r
        window plek as (partition by r.code, r.begin, r.niveau, r.ouder, r.uitsplitsing),
               delen as (partition by r.code, r.begin, r.niveau, r.sleutel)
    ), oordeel as (
        select g.*, not g.van_mij and (g.klein or (g.klein_op_plek = 1 and g.volgende_plek = 1)
                                       or (g.klein_in_delen = 1 and g.volgend_deel = 1)) as weg
          from groepen g
    )
    select o.code::text, o.sleutel::text, o.begin, o.uitsplitsing::text, o.soort::text,
           case when not o.weg then o.teller end, case when not o.weg then o.noemer end, o.weg
      from oordeel o
     where welke_sleutel is null or o.sleutel = welke_sleutel
     order by o.code, o.sleutel, o.begin, o.uitsplitsing
$$;

-- Of which time the figures were counted, and when that was done last. Without a count: one row of nothing.
create function kengetallen_geteld() returns table (vanaf date, tot date, op timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select min(r.van), max(r.tot), max(r.klaar_op) from rapportage_kengetalronde r where r.klaar_op is not null $$;

-- Which families are afgeschermd, for the counting at night: they are in no number of a team, wijk, programma or provider.
create function kengetallen_afgeschermd() returns setof bigint
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select distinct gezin_id from toegang_afscherming where ingegaan_op is not null and opgeheven_op is null $$;

alter function kengetallen(bigint, text[], text, date, date, text, text) owner to ggw_poort;
alter function kengetallen_geteld() owner to ggw_poort;
alter function kengetallen_afgeschermd() owner to ggw_poort;
revoke execute on function kengetallen(bigint, text[], text, date, date, text, text), kengetallen_geteld(), kengetallen_afgeschermd() from public;
grant execute on function kengetallen_afgeschermd() to ggw_systeem, ggw_eigenaar;
grant execute on function kengetallen(bigint, text[], text, date, date, text, text), kengetallen_geteld() to ggw_web;
