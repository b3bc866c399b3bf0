-- Reminders. The worker plans and sends, people read their own; nobody reads the tables. Times come from the caller, so that
-- one moment counts for a whole sweep.

-- Staff of the family, a partner of its running referral, or the privacyfunctionaris for what is theirs by role.
-- Planning the view anew for each message takes ten times as long as asking it.
create function mag_bericht_over(wie bigint, gezin bigint, eigenaar text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
    return exists (select from toegang t where t.gezin_id = gezin and t.gebruiker_id = wie and t.grond not in ('afgesloten', 'dienst'))
        or exists (select from partnertoegang p where p.gezin_id = gezin and p.gebruiker_id = wie and not p.alleen_lezen)
        or (eigenaar = 'privacyfunctionaris'
            and exists (select from organisatie_gebruiker g where g.id = wie and g.is_active and g.rol = 'privacyfunctionaris'));
end $$;

-- What must be told, from the open termijnen; gives how many reminders are new. May run at any time and any number of times.
-- The lock keeps the sweep from taking a bundle to which a line is being added.
create function plan_herinneringen(vandaag date, nu timestamptz, domein text) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    maandag date := vandaag - (extract(isodow from vandaag)::int - 1);
    morgenvroeg timestamptz := ((vandaag + 1) + time '06:10') at time zone 'Europe/Amsterdam';
    aantal integer;
begin
    perform pg_advisory_xact_lock(7520);
    with open_ as materialized (
        select t.id, t.gezin_id, t.dag, t.wacht_op <> '' as wacht, n.ladder = 'volledig' as klimt, t.eigenaar_rol,
               case when t.onderwerp_soort = 'verwijzing' then t.onderwerp_id end as verwijzing,
               eigenaar.id as eigenaar, vandaag - t.dag as laat,
               (t.created_at at time zone 'Europe/Amsterdam')::date as begonnen
          from gezinnen_termijn t
          join gezinnen_norm n on n.id = t.norm_id
          left join organisatie_gebruiker eigenaar on eigenaar.id = t.eigenaar_id and eigenaar.is_active
         where t.gesloten_op is null and t.dag <= vandaag + 7 and n.ladder <> 'geen'
    ),
    leiding as materialized (
        select l.basisteam_id, g.id, g.rol,
               bool_or(g.rol = 'senior') over (partition by l.basisteam_id) as met_senior,
               bool_or(g.rol = 'teammanager') over (partition by l.basisteam_id) as met_manager
          from organisatie_lidmaatschap l join organisatie_gebruiker g on g.id = l.gebruiker_id
         where g.is_active and g.rol in ('senior', 'teammanager')
           and l.vanaf <= vandaag and (l.tot is null or l.tot >= vandaag)
    ),
    plaats as (
        select gezin_id, basisteam_id from gezinnen_toewijzing where tot is null
        union
        select gezin_id, basisteam_id from gezinnen_wachtplek where tot is null
    ),
    -- Nobody named, or who was named has left: the team's senior, and without one its teammanager.
    aan_zet as (
        select o.id, o.eigenaar as wie from open_ o where o.eigenaar is not null
        union
        select o.id, l.id from open_ o
          join plaats p on p.gezin_id = o.gezin_id
          join leiding l on l.basisteam_id = p.basisteam_id
         where o.eigenaar is null and not o.wacht
           and o.eigenaar_rol not in ('hoofdaannemer', 'privacyfunctionaris', 'beheerder', 'gezin')
           and case when o.eigenaar_rol = 'teammanager' then l.rol = 'teammanager' or not l.met_manager
                    else l.rol = 'senior' or not l.met_senior end
        union
        select o.id, g.id from open_ o join organisatie_gebruiker g on g.rol = o.eigenaar_rol and g.is_active
         where o.eigenaar is null and not o.wacht and o.eigenaar_rol = 'privacyfunctionaris'
        union
        -- Who acts for the provider is told on the day itself (te_doen), and has no replacement here.
        select o.id, z.gebruiker_id from open_ o join partner_aan_zet z on z.verwijzing_id = o.verwijzing
         where o.eigenaar is null and o.eigenaar_rol = 'hoofdaannemer' and o.laat >= 0
    ),
    met_vervanger as (
        select id, wie from aan_zet
        union
        select a.id, v.vervanger_id from aan_zet a
          join organisatie_vervanging v on v.gebruiker_id = a.wie and vandaag between v.vanaf and v.tot
          join organisatie_gebruiker g on g.id = v.vervanger_id and g.is_active
    ),
    te_doen as (
        select o.id, o.dag, o.klimt, case when o.laat < 0 then 'week' else 'dag' end as trede, m.wie
          from open_ o join met_vervanger m on m.id = o.id
         where o.laat >= 0 or (not o.wacht and o.begonnen < o.dag - 7)
        union all
        select o.id, o.dag, true, case when l.rol = 'senior' then 'laat3' else 'laat7' end, l.id
          from open_ o
          join plaats p on p.gezin_id = o.gezin_id
          join leiding l on l.basisteam_id = p.basisteam_id
         where o.klimt and not o.wacht and o.laat >= case when l.rol = 'senior' then 3 else 7 end
    ),
    nieuw as (
        insert into gezinnen_herinnering (termijn_id, trede, dag, ontvanger_id, kanaal, soort, sleutel)
        select t.id, t.trede, t.dag, t.wie,
               case when v.id is not null and not t.klimt then 'app' else 'mail' end,
               case when t.klimt and t.trede <> 'week' then 'direct' else 'bundel' end,
               case when t.klimt and t.trede <> 'week' then t.id || '-' || t.trede || '-' || t.dag
                    when b.id is not null and (v.id is null or t.klimt) then (vandaag + 1)::text
                    else vandaag::text end
          from te_doen t
          left join gezinnen_herinneringsvoorkeur v on v.gebruiker_id = t.wie and v.soort = 'bundel'
          left join gezinnen_bericht b on b.ontvanger_id = t.wie and b.kanaal = 'mail' and b.soort = 'bundel'
                                      and b.sleutel = vandaag::text and b.status <> 'gepland'
        on conflict do nothing
        returning ontvanger_id, kanaal, soort, sleutel
    ),
    berichten as (
        select distinct ontvanger_id, kanaal, soort, sleutel from nieuw
        union all
        select distinct l.id, case when v.id is null then 'mail' else 'app' end, 'weekbericht', maandag::text
          from leiding l left join gezinnen_herinneringsvoorkeur v on v.gebruiker_id = l.id and v.soort = 'weekbericht'
         where not exists (select from gezinnen_bericht b where b.ontvanger_id = l.id and b.soort = 'weekbericht'
                              and b.sleutel = maandag::text)
    ),
    gemaakt as (
        insert into gezinnen_bericht (ontvanger_id, kanaal, soort, sleutel, status, message_id, pogingen, fout, opnieuw_op, verzonden_op)
        select ontvanger_id, kanaal, soort, sleutel, case when kanaal = 'app' then 'verzonden' else 'gepland' end,
               '<' || gen_random_uuid() || '@' || domein || '>', 0, '',
               case when soort = 'bundel' and sleutel > vandaag::text then morgenvroeg end,
               case when kanaal = 'app' then nu end
          from berichten
        on conflict do nothing
    )
    select count(*) into aantal from nieuw;
    update gezinnen_hartslag set gepland_op = nu where id = 1;
    return aantal;
end $$;

-- What supervisors asked to tell since the last sweep: to whoever is to act, and to who replaces them today.
create function plan_duwtjes(vandaag date, nu timestamptz, domein text) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    insert into gezinnen_bericht (ontvanger_id, kanaal, soort, sleutel, status, message_id, pogingen, fout)
    select g.id, 'mail', 'duwtje', d.id::text, 'gepland', '<' || gen_random_uuid() || '@' || domein || '>', 0, ''
      from gezinnen_duwtje d
      join gezinnen_termijn t on t.id = d.termijn_id and t.gesloten_op is null
      join lateral (select t.eigenaar_id as wie
                     union
                    select v.vervanger_id from organisatie_vervanging v
                     where v.gebruiker_id = t.eigenaar_id and vandaag between v.vanaf and v.tot) o on true
      join organisatie_gebruiker g on g.id = o.wie and g.is_active and g.id <> d.door_id
     where d.created_at > nu - interval '3 days'
    on conflict do nothing
$$;

create function veeg_begint(nu timestamptz) returns timestamptz
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    insert into gezinnen_hartslag as h (id, geveegd_op) values (1, nu)
        on conflict (id) do update set geveegd_op = greatest(h.geveegd_op, excluded.geveegd_op)
        returning gepland_op
$$;

-- Take messages to send: what cannot wait first. What somebody took and did not finish in a quarter of an hour comes back.
create function pak_berichten(hoeveel integer, nu timestamptz) returns setof bigint
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform pg_advisory_xact_lock_shared(7520);
    return query
        with gekozen as materialized (
            select b.id from gezinnen_bericht b
             where ((b.status = 'gepland' and (b.opnieuw_op is null or b.opnieuw_op <= nu))
                    or (b.status = 'bezig' and b.bezig_sinds < nu - interval '15 minutes'))
               -- News: at most one mail for each person in a quarter of an hour, in the order in which it came.
               and (b.soort <> 'nieuws' or not exists (
                       select from gezinnen_bericht v
                        where v.ontvanger_id = b.ontvanger_id and v.soort = 'nieuws' and v.id <> b.id
                          and (v.status = 'bezig' or (v.status = 'gepland' and v.id < b.id) or v.verzonden_op > nu - interval '15 minutes')))
             order by b.soort in ('direct', 'signaal') desc, b.id limit hoeveel for update skip locked
        )
        update gezinnen_bericht b set status = 'bezig', bezig_sinds = nu, pogingen = least(b.pogingen + 1, 32000)
          from gekozen where b.id = gekozen.id returning b.id;
end $$;

-- What the message says, looked up at the moment of sending: numbers only. No rows: there is nothing to tell (any more).
create function bericht_inhoud(welk bigint, vandaag date)
returns table (email text, soort text, message_id text, poging smallint, regel jsonb)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
    b gezinnen_bericht;
    adres text;
begin
    select * into b from gezinnen_bericht where id = welk and status = 'bezig';
    select g.email into adres from organisatie_gebruiker g where g.id = b.ontvanger_id and g.is_active;
    if adres is null then
        return;
    end if;
    if b.soort = 'weekbericht' then
        return query select adres, b.soort::text, b.message_id::text, b.pogingen, to_jsonb(w) from weekcijfers(b.ontvanger_id, b.sleutel::date, vandaag) w;
    elsif b.soort = 'duwtje' then
        return query
            select adres, b.soort::text, b.message_id::text, b.pogingen, jsonb_build_object('nummer', f.nummer, 'dag', t.dag)
              from gezinnen_duwtje d join gezinnen_termijn t on t.id = d.termijn_id and t.gesloten_op is null
              join gezinnen_gezin f on f.id = t.gezin_id
             where d.id = b.sleutel::bigint and mag_bericht_over(b.ontvanger_id, t.gezin_id, t.eigenaar_rol);
    elsif b.soort = 'signaal' then
        return query
            select adres, b.soort::text, b.message_id::text, b.pogingen,
                   jsonb_build_object('nummer', f.nummer, 'signaal', s.id, 'spoed', s.soort = 'spoed')
              from veiligheid_signaal s join gezinnen_gezin f on f.id = s.gezin_id
             where s.id = b.sleutel::bigint and s.status = 'open' and mag_signaalbericht(b.ontvanger_id, s.gezin_id);
    elsif b.soort = 'nieuws' then
        return query select adres, b.soort::text, b.message_id::text, b.pogingen, r from nieuwsregels(b.id, b.ontvanger_id) r;
    elsif exists (select from organisatie_gebruiker g where g.id = b.ontvanger_id and g.aanbieder_id is not null) then
        return query
            select distinct adres, b.soort::text, b.message_id::text, b.pogingen,
                   jsonb_build_object('nummer', f.nummer, 'dag', t.dag,
                                      'verwijzing', case when t.onderwerp_soort = 'verwijzing' then t.onderwerp_id end)
              from gezinnen_herinnering h
              join gezinnen_termijn t on t.id = h.termijn_id and t.gesloten_op is null and t.dag = h.dag
              join gezinnen_gezin f on f.id = t.gezin_id
             where h.ontvanger_id = b.ontvanger_id and h.kanaal = b.kanaal and h.soort = b.soort and h.sleutel = b.sleutel
               and mag_bericht_over(b.ontvanger_id, t.gezin_id, t.eigenaar_rol)
               and (t.onderwerp_soort <> 'verwijzing' or mag_partnerbericht(b.ontvanger_id, t.onderwerp_id, false));
    else
        -- First the lines, then who may read them: the other way round the view is asked for every termijn there is.
        return query
            with regel as materialized (
                select distinct t.id, t.gezin_id, t.dag, t.eigenaar_rol
                  from gezinnen_herinnering h
                  join gezinnen_termijn t on t.id = h.termijn_id and t.gesloten_op is null and t.dag = h.dag
                 where h.ontvanger_id = b.ontvanger_id and h.kanaal = b.kanaal and h.soort = b.soort and h.sleutel = b.sleutel
            ),
            zicht as materialized (
                select g.gezin_id, g.eigenaar_rol, mag_bericht_over(b.ontvanger_id, g.gezin_id, g.eigenaar_rol) as mag
                  from (select distinct gezin_id, eigenaar_rol from regel) g
            )
            select adres, b.soort::text, b.message_id::text, b.pogingen, jsonb_build_object('nummer', f.nummer, 'dag', r.dag)
              from regel r join gezinnen_gezin f on f.id = r.gezin_id
              join zicht z on z.gezin_id = r.gezin_id and z.eigenaar_rol = r.eigenaar_rol
             where z.mag order by r.dag, f.nummer;
    end if;
end $$;

-- Per team of a supervisor: late now, due this week, late last Monday, and how many of those are done since.
create function weekcijfers(wie bigint, maandag date, vandaag date)
returns table (team text, te_laat bigint, deze_week bigint, was_te_laat bigint, ingehaald bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select b.naam::text,
           count(*) filter (where t.gesloten_op is null and t.dag < vandaag),
           count(*) filter (where t.gesloten_op is null and t.dag between vandaag and maandag + 6),
           count(*) filter (where vorige.was),
           count(*) filter (where vorige.was and t.sluiting = 'voldaan')
      from organisatie_lidmaatschap l
      join organisatie_basisteam b on b.id = l.basisteam_id
      left join (select gezin_id, basisteam_id from gezinnen_toewijzing where tot is null
                 union select gezin_id, basisteam_id from gezinnen_wachtplek where tot is null) p on p.basisteam_id = b.id
           and exists (select from toegang s where s.gezin_id = p.gezin_id and s.gebruiker_id = wie)
      left join gezinnen_termijn t on t.gezin_id = p.gezin_id and t.wacht_op = '' and t.eigenaar_rol <> 'gezin'
           and (t.gesloten_op is null or t.gesloten_op >= maandag - 7)
      left join lateral (select t.dag < maandag - 7 and (t.created_at at time zone 'Europe/Amsterdam')::date <= maandag - 7 as was) vorige on true
     where l.gebruiker_id = wie and l.vanaf <= vandaag and (l.tot is null or l.tot >= vandaag)
     group by b.id, b.naam order by b.naam
$$;

-- The end of one attempt: sent, no longer needed, refused for good, or again later. Only whoever holds it may say so.
create function bericht_klaar(welk bigint, hoe text, nu timestamptz, waarom text, later timestamptz) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    update gezinnen_bericht
       set status = hoe, bezig_sinds = null, opnieuw_op = later, fout = waarom,
           verzonden_op = case when hoe = 'verzonden' then nu end
     where id = welk and status = 'bezig'
$$;

-- Inside the door: the own messages, newest first, with the lines about families in view.
create function mijn_berichten(voor bigint, hoeveel integer)
returns table (id bigint, soort text, kanaal text, status text, op timestamptz, regels jsonb)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with mijn as (
        select b.* from gezinnen_bericht b
         where b.ontvanger_id = nullif(current_setting('ggw.wie', true), '')::bigint and (voor is null or b.id < voor)
           and b.status <> 'vervallen'
         order by b.id desc limit hoeveel
    ),
    van_termijn as (
        select m.id as bericht, t.id as termijn, h.dag, h.trede::text as trede, '' as reden, null::bigint as van
          from mijn m join gezinnen_herinnering h on h.ontvanger_id = m.ontvanger_id and h.kanaal = m.kanaal
                                                 and h.soort = m.soort and h.sleutel = m.sleutel
          join gezinnen_termijn t on t.id = h.termijn_id
        union all
        select m.id, t.id, t.dag, 'duwtje', d.reden, d.door_id
          from mijn m join gezinnen_duwtje d on m.soort = 'duwtje' and d.id = m.sleutel::bigint
          join gezinnen_termijn t on t.id = d.termijn_id
    ),
    -- Of a signal a line also for who is on duty, who has no family in view: a number, no name.
    regel as (
        select v.bericht, t.gezin_id, t.code::text as code, t.onderwerp_soort::text as soort, t.onderwerp_id as onderwerp, n.wat::text as wat,
               v.dag, v.trede, t.gesloten_op is null as open, v.reden, v.van,
               t.gezin_id = any (nullif(current_setting('ggw.gezinnen', true), '')::bigint[]) as zicht
          from van_termijn v join gezinnen_termijn t on t.id = v.termijn join gezinnen_norm n on n.id = t.norm_id
        union all
        select m.id, s.gezin_id, case when s.soort = 'spoed' then 'signaal_spoed' else 'signaal' end, 'signaal', s.id,
               case when s.soort = 'spoed' then 'Signaal met spoed beoordelen' else 'Signaal beoordelen' end,
               coalesce(t.dag, (s.ontvangen_op at time zone 'Europe/Amsterdam')::date), 'dag', s.status = 'open', '', null,
               mag_signaalbericht(m.ontvanger_id, s.gezin_id)
          from mijn m join veiligheid_signaal s on m.soort = 'signaal' and s.id = m.sleutel::bigint
          left join gezinnen_termijn t on t.gezin_id = s.gezin_id and t.onderwerp_soort = 'signaal' and t.onderwerp_id = s.id
                                      and t.gesloten_op is null
        union all
        -- What an event is called, the application knows.
        select m.id, e.gezin_id, e.soort, split_part(e.soort, '.', 1), e.onderwerp_id, '', (e.op at time zone 'Europe/Amsterdam')::date,
               'nieuws', true, '', null, e.gezin_id = any (nullif(current_setting('ggw.gezinnen', true), '')::bigint[])
          from mijn m join gezinnen_nieuws w on w.bericht_id = m.id join gezinnen_gebeurtenis e on e.id = w.gebeurtenis_id
    )
    select m.id, m.soort::text, m.kanaal::text, m.status::text, m.created_at, coalesce((
        select jsonb_agg(jsonb_build_object(
                   'gezin', g.id, 'nummer', g.nummer, 'code', r.code, 'soort', r.soort, 'wat', r.wat, 'onderwerp', r.onderwerp,
                   'dag', r.dag, 'trede', r.trede, 'open', r.open, 'reden', r.reden, 'van', coalesce(u.naam, ''))
                   order by r.dag, g.nummer, r.wat, r.code)
          from regel r join gezinnen_gezin g on g.id = r.gezin_id
          left join organisatie_gebruiker u on u.id = r.van
         where r.bericht = m.id and r.zicht), '[]')
      from mijn m order by m.id desc
$$;

-- For the beheerder: how it goes, and what was refused for good. No families.
create function verzending_stand() returns table (geveegd_op timestamptz, gepland_op timestamptz, wachtend bigint, wacht_sinds timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select max(h.geveegd_op), max(h.gepland_op), w.aantal, w.sinds
      from (select count(*) as aantal, min(created_at) as sinds from gezinnen_bericht
             where status in ('gepland', 'bezig') and (opnieuw_op is null or opnieuw_op <= now() or pogingen > 0)) w
      left join gezinnen_hartslag h on true group by w.aantal, w.sinds
$$;

create function veeg_leeft() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select not exists (select from gezinnen_hartslag where geveegd_op < now() - interval '5 minutes')
$$;

create function mislukte_berichten() returns table (id bigint, naam text, soort text, op timestamptz, pogingen integer, fout text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select b.id, g.naam::text, b.soort::text, b.created_at, b.pogingen::int, b.fout::text
      from gezinnen_bericht b join organisatie_gebruiker g on g.id = b.ontvanger_id
     where b.status = 'mislukt' order by b.id desc limit 200
$$;

create function bericht_opnieuw(welk bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update gezinnen_bericht set status = 'gepland', opnieuw_op = null, fout = '', pogingen = 0 where id = welk and status = 'mislukt';
    return found;
end $$;

-- The calendar feed has no session: the secret in its address says who it is.
create function zet_agendasleutel(wie bigint, nieuw text) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    insert into gezinnen_agendasleutel (gebruiker_id, afdruk, gemaakt_op) values (wie, nieuw, statement_timestamp())
        on conflict (gebruiker_id) do update set afdruk = excluded.afdruk, gemaakt_op = excluded.gemaakt_op, gelezen_op = null
$$;

create function wis_agendasleutel(wie bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    delete from gezinnen_agendasleutel where gebruiker_id = wie;
    return found;
end $$;

create function mijn_agendasleutel(wie bigint) returns table (gemaakt_op timestamptz, gelezen_op timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select s.gemaakt_op, s.gelezen_op from gezinnen_agendasleutel s where s.gebruiker_id = wie $$;

create function agenda_van(welke text) returns bigint
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    update gezinnen_agendasleutel s set gelezen_op = statement_timestamp()
      from organisatie_gebruiker g where g.id = s.gebruiker_id and g.is_active and s.afdruk = welke
    returning s.gebruiker_id
$$;

-- Whoever may not sign in any more has no feed either, also not after coming back.
create function agenda_van_wie_weggaat() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    delete from gezinnen_agendasleutel where gebruiker_id = new.id;
    return null;
end $$;

create trigger agenda_van_wie_weggaat after update of is_active on organisatie_gebruiker
    for each row when (old.is_active and not new.is_active) execute function agenda_van_wie_weggaat();

do $$
declare
    functie text;
begin
    foreach functie in array array[
        'mag_bericht_over(bigint, bigint, text)', 'plan_herinneringen(date, timestamptz, text)', 'plan_duwtjes(date, timestamptz, text)',
        'veeg_begint(timestamptz)', 'pak_berichten(integer, timestamptz)', 'bericht_inhoud(bigint, date)', 'weekcijfers(bigint, date, date)',
        'bericht_klaar(bigint, text, timestamptz, text, timestamptz)', 'mijn_berichten(bigint, integer)', 'verzending_stand()',
        'veeg_leeft()', 'mislukte_berichten()', 'bericht_opnieuw(bigint)', 'zet_agendasleutel(bigint, text)', 'wis_agendasleutel(bigint)',
        'mijn_agendasleutel(bigint)', 'agenda_van(text)', 'agenda_van_wie_weggaat()'] loop
        execute format('alter function %s owner to ggw_poort', functie);
        execute format('revoke execute on function %s from public', functie);
    end loop;
end $$;
grant execute on function plan_herinneringen(date, timestamptz, text), plan_duwtjes(date, timestamptz, text), veeg_begint(timestamptz),
    pak_berichten(integer, timestamptz), bericht_inhoud(bigint, date), bericht_klaar(bigint, text, timestamptz, text, timestamptz),
    verzending_stand() to ggw_systeem;
grant execute on function mijn_berichten(bigint, integer) to ggw_medewerker;
grant execute on function veeg_leeft() to ggw_web, ggw_web_partner, ggw_medewerker;
grant execute on function verzending_stand(), mislukte_berichten(), bericht_opnieuw(bigint), zet_agendasleutel(bigint, text),
    wis_agendasleutel(bigint), mijn_agendasleutel(bigint), agenda_van(text) to ggw_web;
