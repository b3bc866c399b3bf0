-- The access log. Nobody inserts by hand; nobody changes or removes.
-- Who writes holds a shared lock until the commit, so that the worker, when it holds the lock alone for a moment, knows that no
-- line with a lower number can still appear. That makes a seal a plain range of ids.
create function voeg_inzage_toe(persoon bigint, welke bigint[], gevraagd_nummer text, waarom text, wat text, hoe text,
                                waarheen text, afloop int, van inet, met text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform pg_advisory_xact_lock_shared(7513);
    insert into toegang_inzage (gebruiker_id, rol, functie, basisteam_id, gezinnen, gevraagd, grond, gebeurtenis, methode, doel,
                                uitkomst, adres, client)
    select persoon, coalesce(g.rol, ''), coalesce(g.functie, ''), l.basisteam_id, welke, left(gevraagd_nummer, 40), waarom,
           left(wat, 60), left(hoe, 8), left(waarheen, 200), afloop, van, left(met, 200)
      from (select 1) as een
      left join organisatie_gebruiker g on g.id = persoon
      left join lateral (select m.basisteam_id from organisatie_lidmaatschap m
                          where m.gebruiker_id = persoon and m.vanaf <= (now() at time zone 'Europe/Amsterdam')::date
                            and (m.tot is null or m.tot >= (now() at time zone 'Europe/Amsterdam')::date)
                          order by m.vanaf, m.id limit 1) l on true;
end $$;

create function schrijf_inzage(wie bigint, wat text, hoe text, waarheen text, afloop int, welke bigint[], gevraagd_nummer text,
                               van inet, met text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform voeg_inzage_toe(
        coalesce(nullif(current_setting('ggw.wie', true), '')::bigint, wie),
        coalesce(welke, nullif(current_setting('ggw.gezinnen', true), '')::bigint[], '{}'), gevraagd_nummer,
        coalesce(current_setting('ggw.grond', true), ''), wat, hoe, waarheen, afloop, van, met);
end $$;

-- A refusal is written after the transaction was rolled back, so nothing of the door is left to read.
create function schrijf_weigering(wie bigint, wat text, hoe text, waarheen text, afloop int, gevraagd_nummer text, van inet,
                                  met text) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    select voeg_inzage_toe(wie, '{}', gevraagd_nummer, 'geen', wat, hoe, waarheen, afloop, van, met)
$$;

-- The owner alone may remove, and only what an Opruiming already accounts for.
create function inzage_onveranderlijk() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage')
       and old.id <= (select max(tot_id) from toegang_opruiming) then
        return old;
    end if;
    raise exception 'Het inzagelogboek is onveranderlijk.' using errcode = 'insufficient_privilege';
end $$;

create trigger inzage_onveranderlijk before update or delete on toegang_inzage
    for each row execute function inzage_onveranderlijk();

create function zegel_onveranderlijk() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage')
       and old.nummer <= (select max(tot_zegel) from toegang_opruiming) and length(new.rijen) = 0
       and to_jsonb(new) - 'rijen' = to_jsonb(old) - 'rijen' then
        return new;
    end if;
    raise exception 'Een zegel is onveranderlijk.' using errcode = 'insufficient_privilege';
end $$;

create trigger zegel_onveranderlijk before update or delete on toegang_zegel
    for each row execute function zegel_onveranderlijk();

-- The fingerprints of a range of lines, in order. One written form for ever: a new column gets a new form, for new seals.
create function inzage_afdrukken(van bigint, tot bigint) returns table (id bigint, afdruk bytea, tijd timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select i.id, substring(sha256(convert_to(jsonb_build_array(
               i.id, to_char(i.tijd at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), i.gebruiker_id, i.rol, i.functie, i.basisteam_id,
               i.gezinnen, i.gevraagd, i.grond, i.gebeurtenis, i.methode, i.doel, i.uitkomst, host(i.adres), i.client)::text, 'UTF8')) for 16), i.tijd
      from toegang_inzage i where i.id between van and tot order by i.id
$$;

-- What somebody must look at, of one day. The limits are an example: twice a full caseload of twenty, three times the own habit.
create function zoek_opvallend(welke date) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    begin_dag timestamptz := welke::timestamp at time zone 'Europe/Amsterdam';
    eind_dag timestamptz := (welke + 1)::timestamp at time zone 'Europe/Amsterdam';
    aantal_nieuw integer;
begin
    with regels as (
        select i.gebruiker_id, i.tijd, i.gezinnen, i.grond, i.gebeurtenis, i.uitkomst
          from toegang_inzage i where i.tijd >= begin_dag and i.tijd < eind_dag and i.gebruiker_id is not null
    ), dossier as (
        select r.gebruiker_id, count(distinct g) as gezinnen
          from regels r, unnest(r.gezinnen) g where r.uitkomst < 400 and r.grond not in ('lijst', 'instroom', 'toezicht')
         group by r.gebruiker_id
    ), gewoonte as (
        -- Only of whom it can matter: of everybody the lines of thirty days would be millions.
        select d.gebruiker_id, coalesce(avg(e.gezinnen), 0) as gemiddeld
          from dossier d left join lateral (
            select count(distinct g) as gezinnen from toegang_inzage i, unnest(i.gezinnen) g
             where i.gebruiker_id = d.gebruiker_id and i.tijd >= begin_dag - interval '30 days' and i.tijd < begin_dag
               and i.uitkomst < 400 and i.grond not in ('lijst', 'instroom', 'toezicht')
             group by (i.tijd at time zone 'Europe/Amsterdam')::date) e on true
         where d.gezinnen between 16 and 40
         group by d.gebruiker_id
    ), gevonden as (
        select d.gebruiker_id, 'veel' as soort, d.gezinnen as aantal
          from dossier d left join gewoonte w using (gebruiker_id)
         where d.gezinnen > 40 or (w.gemiddeld > 0 and d.gezinnen > 3 * w.gemiddeld)
        union all
        select gebruiker_id, 'nacht', count(*) from regels
         where uitkomst < 400 and cardinality(gezinnen) > 0 and grond <> 'dienst'
           and extract(hour from tijd at time zone 'Europe/Amsterdam') not between 6 and 21
         group by gebruiker_id having count(*) >= 5
        union all
        select r.gebruiker_id, 'ander_team', count(distinct g) from regels r, unnest(r.gezinnen) g
         where r.uitkomst < 400 and r.grond in ('dienst', 'vervanging') group by r.gebruiker_id
        union all
        select gebruiker_id, 'geweigerd', count(*) from regels where uitkomst in (403, 404)
         group by gebruiker_id having count(*) >= 10
        union all
        select gebruiker_id, 'bsn', count(*) from regels where gebeurtenis = 'gezin.bsn_tonen' and uitkomst = 200
         group by gebruiker_id having count(*) > 10
    )
    insert into toegang_opvallend (gebruiker_id, dag, soort, aantal, oordeel)
    select gebruiker_id, welke, soort, aantal, '' from gevonden
        on conflict (gebruiker_id, dag, soort) do update set aantal = excluded.aantal
        where toegang_opvallend.beoordeeld_op is null and toegang_opvallend.aantal <> excluded.aantal;
    get diagnostics aantal_nieuw = row_count;
    return aantal_nieuw;
end $$;

-- A judgement, once, never about oneself.
create function beoordeel_opvallend(welke bigint, goed boolean, tekst text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    wie bigint := nullif(current_setting('ggw.wie', true), '')::bigint;
begin
    if current_setting('ggw.grond', true) is distinct from 'toezicht' or wie is null then
        raise exception 'Beoordelen kan alleen bij het toezicht.' using errcode = 'insufficient_privilege';
    end if;
    update toegang_opvallend o set terecht = goed, oordeel = tekst, beoordeeld_door_id = wie, beoordeeld_op = now()
     where o.id = welke and o.beoordeeld_op is null and o.gebruiker_id <> wie;
    return found;
end $$;

-- The log without contents: of a family only its number.
create function gezin_met_nummer(nr text) returns bigint
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select id from gezinnen_gezin where nummer = nr $$;

create function nummers_van(welke bigint[]) returns table (id bigint, nummer text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select g.id, g.nummer::text from gezinnen_gezin g where g.id = any (welke) $$;

-- For the family itself: who saw this file, a line per person, day and ground, newest first. Function and team, no name.
create function gezien_door(voor date, hoeveel integer)
returns table (dag date, rol text, functie text, team text, grond text, keer bigint, gebeurtenissen text[])
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select (i.tijd at time zone 'Europe/Amsterdam')::date, i.rol::text, i.functie::text, coalesce(b.naam, '')::text, i.grond::text,
           count(*), array_agg(distinct i.gebeurtenis::text)
      from toegang_inzage i left join organisatie_basisteam b on b.id = i.basisteam_id
     where i.gezinnen && nullif(current_setting('ggw.gezinnen', true), '')::bigint[]
       and cardinality(nullif(current_setting('ggw.gezinnen', true), '')::bigint[]) = 1 and i.uitkomst < 400
       and (voor is null or i.tijd < voor::timestamp at time zone 'Europe/Amsterdam')
     group by 1, i.gebruiker_id, i.rol, i.functie, b.naam, i.grond
     order by 1 desc, min(i.tijd) desc limit hoeveel
$$;

do $$
declare
    functie text;
    wie text;
begin
    foreach functie in array array[
        'voeg_inzage_toe(bigint, bigint[], text, text, text, text, text, int, inet, text)',
        'schrijf_inzage(bigint, text, text, text, int, bigint[], text, inet, text)',
        'schrijf_weigering(bigint, text, text, text, int, text, inet, text)', 'inzage_onveranderlijk()', 'zegel_onveranderlijk()',
        'inzage_afdrukken(bigint, bigint)', 'zoek_opvallend(date)', 'beoordeel_opvallend(bigint, boolean, text)',
        'gezin_met_nummer(text)', 'nummers_van(bigint[])', 'gezien_door(date, integer)'] loop
        execute format('alter function %s owner to ggw_poort', functie);
        execute format('revoke execute on function %s from public', functie);
        wie := case split_part(functie, '(', 1)
            when 'schrijf_inzage' then 'ggw_medewerker, ggw_web, ggw_web_partner'
            when 'schrijf_weigering' then 'ggw_web, ggw_web_partner'
            when 'inzage_afdrukken' then 'ggw_systeem, ggw_eigenaar'
            when 'zoek_opvallend' then 'ggw_systeem'
            when 'beoordeel_opvallend' then 'ggw_toezicht'
            when 'gezin_met_nummer' then 'ggw_toezicht'
            when 'nummers_van' then 'ggw_toezicht'
            when 'gezien_door' then 'ggw_medewerker'
        end;
        if wie is not null then
            execute format('grant execute on function %s to %s', functie, wie);
        end if;
    end loop;
end $$;
revoke insert, update, delete, truncate on toegang_inzage from public, ggw_medewerker, ggw_web, ggw_werk, ggw_systeem, ggw_toezicht;
revoke update, delete, truncate on toegang_zegel from public, ggw_medewerker, ggw_web, ggw_werk, ggw_systeem, ggw_toezicht;
