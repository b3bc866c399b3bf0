-- How the teams of whoever is inside the door stood on a day. Nothing of a team in which this person sees an afgeschermd family: the
-- stored figure leaves those out and the page counts them, so the difference would tell a lie.
create function teamstanden(teams bigint[], op date) returns table (team bigint, code text, waarde integer)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with ik as (
        select g.id from organisatie_gebruiker g
         where g.id = nullif(current_setting('ggw.wie', true), '')::bigint and g.is_active
           and g.rol in ('senior', 'gedragsdeskundige', 'teammanager')
    ), plaats as (
        select gezin_id, basisteam_id from gezinnen_toewijzing where tot is null and basisteam_id = any (teams)
        union all
        select gezin_id, basisteam_id from gezinnen_wachtplek where tot is null and basisteam_id = any (teams)
    )
    select s.team_id, s.code::text, s.waarde
      from rapportage_teamstand s, ik
     where s.team_id = any (teams) and s.dag = op
       and exists (select from organisatie_lidmaatschap l
                    where l.gebruiker_id = ik.id and l.basisteam_id = s.team_id
                      and l.vanaf <= (now() at time zone 'Europe/Amsterdam')::date
                      and (l.tot is null or l.tot >= (now() at time zone 'Europe/Amsterdam')::date))
       and not exists (select from plaats p join toegang_afscherming a on a.gezin_id = p.gezin_id
                        where p.basisteam_id = s.team_id and a.ingegaan_op is not null and a.opgeheven_op is null
                          and p.gezin_id = any (nullif(current_setting('ggw.gezinnen', true), '')::bigint[]))
$$;

alter function teamstanden(bigint[], date) owner to ggw_poort;
revoke execute on function teamstanden(bigint[], date) from public;
grant execute on function teamstanden(bigint[], date) to ggw_medewerker;
