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

-- The figures of the organisation or of teams (`welke_sleutel`: of one). Never of fewer than 5 answers, never of a quarter that still
-- runs (each new answer would show as a difference), and a team goes with the hidden ones when what is left of the organisation would
-- else count 1 to 4. Of a team no years. The counters are added up before they are told apart: there are up to 152 for a team and year.
create function tevredenheid(wie bigint, welk_niveau text, welke_sleutel text)
returns table (niveau text, sleutel text, periode text, begin date, aantal bigint, som bigint, acht bigint,
               luisteren bigint[], duidelijk bigint[], beter bigint[], verborgen boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with geteld as not materialized (
        select t.basisteam_id, t.kwartaal, t.vraag, t.antwoord, t.aantal
          from rapportage_tevredenheid t
         where t.kwartaal < (select date_trunc('quarter', now() at time zone 'Europe/Amsterdam')::date)
           and exists (select from organisatie_gebruiker g where g.id = wie and g.is_active
                        and g.rol in ('bestuurder', 'teammanager', 'senior', 'gedragsdeskundige'))
    ), kwartalen as materialized (
        select g.kwartaal, g.vraag, g.antwoord, sum(g.aantal) as aantal
          from geteld g where welk_niveau = 'organisatie' group by g.kwartaal, g.vraag, g.antwoord
    ), per_team as (
        select g.basisteam_id, g.kwartaal, sum(g.aantal) as n
          from geteld g where welk_niveau = 'team' and g.vraag = 'cijfer' group by g.basisteam_id, g.kwartaal
    ), gewogen as (
        select p.*, coalesce(sum(p.n) filter (where p.n < 5) over (partition by p.kwartaal), 0) as klein,
               row_number() over (partition by p.kwartaal, p.n < 5 order by p.n, p.basisteam_id) as plek
          from per_team p where p.n > 0
    ), antwoorden as (
        select ''::text as sleutel, 'kwartaal'::text as periode, k.kwartaal as begin, false as verraadt, k.vraag, k.antwoord, k.aantal
          from kwartalen k
        union all
        select '', 'jaar', date_trunc('year', k.kwartaal)::date, false, k.vraag, k.antwoord, k.aantal from kwartalen k
        union all
        select g.basisteam_id::text, 'kwartaal', g.kwartaal, g.plek = 1 and g.klein between 1 and 4, t.vraag, t.antwoord, t.aantal
          from gewogen g join rapportage_tevredenheid t on t.basisteam_id = g.basisteam_id and t.kwartaal = g.kwartaal
         where welke_sleutel is null or g.basisteam_id::text = welke_sleutel
    ), uitkomst as (
        select a.sleutel, a.periode, a.begin, a.verraadt,
               sum(a.aantal) filter (where a.vraag = 'cijfer') as n,
               sum(a.aantal * a.antwoord) filter (where a.vraag = 'cijfer') as som,
               coalesce(sum(a.aantal) filter (where a.vraag = 'cijfer' and a.antwoord >= 8), 0) as acht,
               array[sum(a.aantal) filter (where a.vraag = 'luisteren' and a.antwoord = 3),
                     sum(a.aantal) filter (where a.vraag = 'luisteren' and a.antwoord = 2),
                     sum(a.aantal) filter (where a.vraag = 'luisteren' and a.antwoord = 1)] as luisteren,
               array[sum(a.aantal) filter (where a.vraag = 'duidelijk' and a.antwoord = 3),
                     sum(a.aantal) filter (where a.vraag = 'duidelijk' and a.antwoord = 2),
                     sum(a.aantal) filter (where a.vraag = 'duidelijk' and a.antwoord = 1)] as duidelijk,
               array[sum(a.aantal) filter (where a.vraag = 'beter' and a.antwoord = 3),
                     sum(a.aantal) filter (where a.vraag = 'beter' and a.antwoord = 2),
                     sum(a.aantal) filter (where a.vraag = 'beter' and a.antwoord = 1)] as beter
          from antwoorden a group by a.sleutel, a.periode, a.begin, a.verraadt
    ), alles as (
        select u.*, u.n < 5 or u.verraadt as weg from uitkomst u where u.n > 0 and u.periode = 'kwartaal'
        union all
        select u.*, u.n < 5 or exists (select from uitkomst k where k.periode = 'kwartaal' and date_trunc('year', k.begin)::date = u.begin
                                       having sum(k.n) filter (where k.n < 5) between 1 and 4)
          from uitkomst u where u.n > 0 and u.periode = 'jaar'
    )
    select welk_niveau, a.sleutel, a.periode, a.begin, case when not a.weg then a.n::bigint end,
           case when not a.weg then a.som::bigint end, case when not a.weg then a.acht::bigint end,
           case when not a.weg then a.luisteren::bigint[] end, case when not a.weg then a.duidelijk::bigint[] end,
           case when not a.weg then a.beter::bigint[] end, a.weg
      from alles a order by a.periode, a.begin, a.sleutel
$$;

alter function vraag_tevredenheid(text) owner to ggw_poort;
alter function open_tevredenheid(text) owner to ggw_poort;
alter function beantwoord_tevredenheid(text, int, int, int, int) owner to ggw_poort;
alter function tevredenheid(bigint, text, text) owner to ggw_poort;
revoke execute on function vraag_tevredenheid(text), open_tevredenheid(text), beantwoord_tevredenheid(text, int, int, int, int),
    tevredenheid(bigint, text, text) from public;
grant execute on function vraag_tevredenheid(text) to ggw_medewerker;
grant execute on function open_tevredenheid(text), beantwoord_tevredenheid(text, int, int, int, int), tevredenheid(bigint, text, text) to ggw_web;
