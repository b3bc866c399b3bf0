-- The anonymous question to families. No role but the gate reads these tables: see docs/adr/0047 for what may not come out, and why.

-- In one family, also when it is closed: a link for this code (its SHA-256). Says "gemaakt", "genoeg" when this family got enough of
-- them, or "nee"; and for when and until which day the link is. The timeline says that the family was asked, not what it did.
create function vraag_tevredenheid(afdruk text) returns table (uitkomst text, wanneer text, tot date)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    wie bigint := nullif(current_setting('ggw.wie', true), '')::bigint;
    gezinnen bigint[] := nullif(current_setting('ggw.gezinnen', true), '')::bigint[];
    vandaag date := (now() at time zone 'Europe/Amsterdam')::date;
    periode record;
    team bigint;
begin
    uitkomst := 'nee';
    if cardinality(gezinnen) is distinct from 1 or length(afdruk) is distinct from 64 or not exists (
        select from organisatie_gebruiker u where u.id = wie and u.is_active and u.rol in ('gezinsmanager', 'senior')) then
        return next; return;
    end if;
    select b.id, b.fase, b.begonnen_op into periode from gezinnen_begeleiding b
     where b.gezin_id = gezinnen[1] order by b.begonnen_op desc, b.id desc limit 1;
    wanneer := case periode.fase when 'ondersteunen' then 'halfweg' when 'afgesloten' then 'afgesloten' end;
    select t.basisteam_id into team from gezinnen_toewijzing t
     where t.begeleiding_id = periode.id order by t.vanaf desc, t.id desc limit 1;
    if wanneer is null or team is null then
        return next; return;
    end if;
    perform pg_advisory_xact_lock(7517, (gezinnen[1] % 2147483647)::int);
    if (select count(*) from gezinnen_gebeurtenis g
         where g.gezin_id = gezinnen[1] and g.soort = 'tevredenheid.gevraagd' and g.gegevens ->> 'moment' = wanneer
           and g.op >= periode.begonnen_op) >= 6 then
        uitkomst := 'genoeg';
        return next; return;
    end if;
    delete from rapportage_tevredenheidsvraag where geldig_tot < vandaag;
    tot := (date_trunc('month', vandaag) + interval '2 months - 1 day')::date;
    insert into rapportage_tevredenheidsvraag (sleutel, basisteam_id, moment, geldig_tot) values (afdruk, team, wanneer, tot);
    insert into gezinnen_gebeurtenis (gezin_id, soort, gegevens, op, door_id)
        values (gezinnen[1], 'tevredenheid.gevraagd', jsonb_build_object('moment', wanneer), now(), wie);
    uitkomst := 'gemaakt';
    return next;
end $$;

-- For whom holds the code: for when it asks; null when there is no such link, or not any more.
create function open_tevredenheid(afdruk text) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select v.moment from rapportage_tevredenheidsvraag v
     where v.sleutel = afdruk and v.geldig_tot >= (now() at time zone 'Europe/Amsterdam')::date
$$;

-- Count an answer and take the link away. False when there is no such link (any more) or this is no answer.
create function beantwoord_tevredenheid(afdruk text, cijfer int, luisteren int, duidelijk int, beter int) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    vandaag date := (now() at time zone 'Europe/Amsterdam')::date;
    dit_kwartaal date := date_trunc('quarter', vandaag)::date;
    link record;
begin
    if cijfer is null or luisteren is null or duidelijk is null or beter is null or cijfer not between 1 and 10
        or luisteren not between 1 and 3 or duidelijk not between 1 and 3 or beter not between 1 and 3 then
        return false;
    end if;
    delete from rapportage_tevredenheidsvraag v where v.sleutel = afdruk and v.geldig_tot >= vandaag
    returning v.basisteam_id, v.moment into link;
    if not found then
        return false;
    end if;
    -- One at a time for each team, so that two answers do not wait for each other's rows.
    perform pg_advisory_xact_lock(7518, (link.basisteam_id % 2147483647)::int);
    -- All counters at once, so that the order in which they were made says nothing.
    insert into rapportage_tevredenheid (basisteam_id, kwartaal, moment, vraag, antwoord, aantal)
        select link.basisteam_id, dit_kwartaal, link.moment, v.vraag, a, 0
          from (values ('cijfer', 10), ('luisteren', 3), ('duidelijk', 3), ('beter', 3)) v (vraag, meeste),
               generate_series(1, v.meeste) a
        on conflict do nothing;
    update rapportage_tevredenheid t set aantal = t.aantal + 1
     where t.basisteam_id = link.basisteam_id and t.kwartaal = dit_kwartaal and t.moment = link.moment
       and (t.vraag, t.antwoord) in (('cijfer', cijfer), ('luisteren', luisteren), ('duidelijk', duidelijk), ('beter', beter));
    return true;
end $$;

-- The figures. Never of fewer than 5 answers, never of a quarter that still runs (each new answer would show as a difference), and a
-- team goes with the hidden ones when what is left of the organisation would else count 1 to 4. Of a team no years.
create function tevredenheid(wie bigint)
returns table (niveau text, sleutel text, periode text, begin date, aantal bigint, som bigint, acht bigint,
               luisteren bigint[], duidelijk bigint[], beter bigint[], verborgen boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with per_team as (
        select t.basisteam_id, t.kwartaal,
               sum(t.aantal) filter (where t.vraag = 'cijfer') as n,
               sum(t.aantal * t.antwoord) filter (where t.vraag = 'cijfer') as som,
               coalesce(sum(t.aantal) filter (where t.vraag = 'cijfer' and t.antwoord >= 8), 0) as acht,
               array[sum(t.aantal) filter (where t.vraag = 'luisteren' and t.antwoord = 3),
                     sum(t.aantal) filter (where t.vraag = 'luisteren' and t.antwoord = 2),
                     sum(t.aantal) filter (where t.vraag = 'luisteren' and t.antwoord = 1)] as luisteren,
               array[sum(t.aantal) filter (where t.vraag = 'duidelijk' and t.antwoord = 3),
                     sum(t.aantal) filter (where t.vraag = 'duidelijk' and t.antwoord = 2),
                     sum(t.aantal) filter (where t.vraag = 'duidelijk' and t.antwoord = 1)] as duidelijk,
               array[sum(t.aantal) filter (where t.vraag = 'beter' and t.antwoord = 3),
                     sum(t.aantal) filter (where t.vraag = 'beter' and t.antwoord = 2),
                     sum(t.aantal) filter (where t.vraag = 'beter' and t.antwoord = 1)] as beter
          from rapportage_tevredenheid t
         where t.kwartaal + interval '3 months' <= (now() at time zone 'Europe/Amsterdam')::date
           and exists (select from organisatie_gebruiker g where g.id = wie and g.is_active
                        and g.rol in ('bestuurder', 'teammanager', 'senior', 'gedragsdeskundige'))
         group by t.basisteam_id, t.kwartaal
    ), gewogen as (
        select p.*, coalesce(sum(p.n) filter (where p.n < 5) over (partition by p.kwartaal), 0) as klein,
               row_number() over (partition by p.kwartaal, p.n < 5 order by p.n, p.basisteam_id) as plek
          from per_team p where p.n > 0
    ), organisatie as (
        select p.kwartaal, sum(p.n) as n, sum(p.som) as som, sum(p.acht) as acht,
               array[sum(p.luisteren[1]), sum(p.luisteren[2]), sum(p.luisteren[3])] as luisteren,
               array[sum(p.duidelijk[1]), sum(p.duidelijk[2]), sum(p.duidelijk[3])] as duidelijk,
               array[sum(p.beter[1]), sum(p.beter[2]), sum(p.beter[3])] as beter
          from gewogen p group by p.kwartaal
    ), jaren as (
        select date_trunc('year', o.kwartaal)::date as jaar, sum(o.n) as n, sum(o.som) as som, sum(o.acht) as acht,
               array[sum(o.luisteren[1]), sum(o.luisteren[2]), sum(o.luisteren[3])] as luisteren,
               array[sum(o.duidelijk[1]), sum(o.duidelijk[2]), sum(o.duidelijk[3])] as duidelijk,
               array[sum(o.beter[1]), sum(o.beter[2]), sum(o.beter[3])] as beter,
               coalesce(sum(o.n) filter (where o.n < 5), 0) as klein
          from organisatie o group by 1
    ), alles as (
        select 'team' as niveau, g.basisteam_id::text as sleutel, 'kwartaal' as periode, g.kwartaal as begin, g.n, g.som, g.acht,
               g.luisteren, g.duidelijk, g.beter, g.n < 5 or (g.plek = 1 and g.klein between 1 and 4) as weg
          from gewogen g
        union all
        select 'organisatie', '', 'kwartaal', o.kwartaal, o.n, o.som, o.acht, o.luisteren, o.duidelijk, o.beter, o.n < 5
          from organisatie o
        union all
        select 'organisatie', '', 'jaar', j.jaar, j.n, j.som, j.acht, j.luisteren, j.duidelijk, j.beter,
               j.n < 5 or j.klein between 1 and 4
          from jaren j
    )
    select a.niveau, a.sleutel, a.periode, a.begin, case when not a.weg then a.n::bigint end,
           case when not a.weg then a.som::bigint end, case when not a.weg then a.acht::bigint end,
           case when not a.weg then a.luisteren::bigint[] end, case when not a.weg then a.duidelijk::bigint[] end,
           case when not a.weg then a.beter::bigint[] end, a.weg
      from alles a order by a.niveau, a.periode, a.begin, a.sleutel
$$;

alter function vraag_tevredenheid(text) owner to ggw_poort;
alter function open_tevredenheid(text) owner to ggw_poort;
alter function beantwoord_tevredenheid(text, int, int, int, int) owner to ggw_poort;
alter function tevredenheid(bigint) owner to ggw_poort;
revoke execute on function vraag_tevredenheid(text), open_tevredenheid(text), beantwoord_tevredenheid(text, int, int, int, int),
    tevredenheid(bigint) from public;
grant execute on function vraag_tevredenheid(text) to ggw_medewerker;
grant execute on function open_tevredenheid(text), beantwoord_tevredenheid(text, int, int, int, int), tevredenheid(bigint) to ggw_web;
