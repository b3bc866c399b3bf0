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
    insert into rapportage_tevredenheid as t
           (basisteam_id, kwartaal, moment, aantal, som, acht, luisteren_ja, luisteren_beetje, luisteren_nee,
            duidelijk_ja, duidelijk_beetje, duidelijk_nee, beter_ja, beter_beetje, beter_nee)
    values (link.basisteam_id, dit_kwartaal, link.moment, 1, cijfer, (cijfer >= 8)::int,
            (luisteren = 3)::int, (luisteren = 2)::int, (luisteren = 1)::int,
            (duidelijk = 3)::int, (duidelijk = 2)::int, (duidelijk = 1)::int, (beter = 3)::int, (beter = 2)::int, (beter = 1)::int)
    on conflict (basisteam_id, kwartaal, moment) do update set
        aantal = t.aantal + 1, som = t.som + excluded.som, acht = t.acht + excluded.acht,
        luisteren_ja = t.luisteren_ja + excluded.luisteren_ja, luisteren_beetje = t.luisteren_beetje + excluded.luisteren_beetje,
        luisteren_nee = t.luisteren_nee + excluded.luisteren_nee,
        duidelijk_ja = t.duidelijk_ja + excluded.duidelijk_ja, duidelijk_beetje = t.duidelijk_beetje + excluded.duidelijk_beetje,
        duidelijk_nee = t.duidelijk_nee + excluded.duidelijk_nee,
        beter_ja = t.beter_ja + excluded.beter_ja, beter_beetje = t.beter_beetje + excluded.beter_beetje,
        beter_nee = t.beter_nee + excluded.beter_nee;
    return true;
end $$;

-- The figures of the organisation or of teams (`welke_sleutel`: of one). Never of fewer than 5 answers, never of a quarter
-- or year that still runs (what is new would show as a difference), and a team goes with the hidden ones when what is left of the
-- organisation would else count 1 to 4; a year of the organisation goes with its hidden quarters in the same way. Of a team no years.
create function tevredenheid(wie bigint, welk_niveau text, welke_sleutel text)
returns table (niveau text, sleutel text, periode text, begin date, aantal bigint, som bigint, acht bigint,
               luisteren bigint[], duidelijk bigint[], beter bigint[], verborgen boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with per_kwartaal as (
        select case when welk_niveau = 'team' then t.basisteam_id end as team, t.kwartaal,
               sum(t.aantal) as n, sum(t.som) as som, sum(t.acht) as acht,
               sum(t.luisteren_ja) as l3, sum(t.luisteren_beetje) as l2, sum(t.luisteren_nee) as l1,
               sum(t.duidelijk_ja) as d3, sum(t.duidelijk_beetje) as d2, sum(t.duidelijk_nee) as d1,
               sum(t.beter_ja) as b3, sum(t.beter_beetje) as b2, sum(t.beter_nee) as b1
          from rapportage_tevredenheid t
         where t.kwartaal < (select date_trunc('quarter', now() at time zone 'Europe/Amsterdam')::date)
           and welk_niveau in ('organisatie', 'team')
           and exists (select from organisatie_gebruiker g where g.id = wie and g.is_active
                        and g.rol in ('bestuurder', 'teammanager', 'senior', 'gedragsdeskundige'))
         group by 1, 2
        having sum(t.aantal) > 0
    ), opgeteld as (
        select k.team, 'kwartaal'::text as periode, k.kwartaal as begin, k.n::bigint, k.som::bigint, k.acht::bigint,
               array[l3, l2, l1]::bigint[] as luisteren, array[d3, d2, d1]::bigint[] as duidelijk, array[b3, b2, b1]::bigint[] as beter
          from per_kwartaal k
        union all
        select null, 'jaar', date_trunc('year', k.kwartaal)::date, sum(k.n)::bigint, sum(k.som)::bigint, sum(k.acht)::bigint,
               array[sum(l3), sum(l2), sum(l1)]::bigint[], array[sum(d3), sum(d2), sum(d1)]::bigint[],
               array[sum(b3), sum(b2), sum(b1)]::bigint[]
          from per_kwartaal k
         where welk_niveau = 'organisatie'
           and date_trunc('year', k.kwartaal) < date_trunc('year', now() at time zone 'Europe/Amsterdam') group by 3
    ), gewogen as (
        select o.*, sum(o.n) filter (where o.n < 5) over (partition by o.periode, o.begin) as klein,
               row_number() over (partition by o.periode, o.begin, o.n < 5 order by o.n, o.team) as plek,
               sum(o.n) filter (where o.n < 5 and o.periode = 'kwartaal') over (partition by date_trunc('year', o.begin)) as klein_in_jaar
          from opgeteld o
    ), alles as (
        select g.*, g.n < 5 or coalesce(case g.periode when 'jaar' then g.klein_in_jaar between 1 and 4
                                                       else g.plek = 1 and g.klein between 1 and 4 end, false) as weg
          from gewogen g
    )
    select welk_niveau, coalesce(a.team::text, ''), a.periode, a.begin, case when not a.weg then a.n end,
           case when not a.weg then a.som end, case when not a.weg then a.acht end, case when not a.weg then a.luisteren end,
           case when not a.weg then a.duidelijk end, case when not a.weg then a.beter end, a.weg
      from alles a where welke_sleutel is null or coalesce(a.team::text, '') = welke_sleutel order by a.periode, a.begin, a.team
$$;

alter function vraag_tevredenheid(text) owner to ggw_poort;
alter function open_tevredenheid(text) owner to ggw_poort;
alter function beantwoord_tevredenheid(text, int, int, int, int) owner to ggw_poort;
alter function tevredenheid(bigint, text, text) owner to ggw_poort;
revoke execute on function vraag_tevredenheid(text), open_tevredenheid(text), beantwoord_tevredenheid(text, int, int, int, int),
    tevredenheid(bigint, text, text) from public;
grant execute on function vraag_tevredenheid(text) to ggw_medewerker;
grant execute on function open_tevredenheid(text), beantwoord_tevredenheid(text, int, int, int, int), tevredenheid(bigint, text, text) to ggw_web;
