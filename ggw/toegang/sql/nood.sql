-- Emergency access, and who may open an afgeschermd family. What is decided is decided here: a page only asks.
-- Can this person open the family with this number? An unknown one and a forbidden one answer alike.
create function mag_openen(wie bigint, nr text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select exists (select from toegang t where t.gebruiker_id = wie and t.gezin_id = (select g.id from gezinnen_gezin g where g.nummer = nr))
$$;

-- 'open': there is access now; 'al': there was already; 'te_vaak': three times today; 'nee': an unknown number, or a family that
-- nobody allowed: the two answer alike.
create function vraag_noodtoegang(wie bigint, nr text, waarom text) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    welk bigint := (select id from gezinnen_gezin where nummer = nr);
    begin_dag timestamptz := (now() at time zone 'Europe/Amsterdam')::date::timestamp at time zone 'Europe/Amsterdam';
    vooraf bigint;
    nood bigint;
begin
    if not exists (select from organisatie_gebruiker g where g.id = wie and g.is_active
                    and g.rol in ('gezinsmanager', 'senior', 'gedragsdeskundige', 'teammanager', 'dienst')) then
        return 'nee';
    end if;
    perform pg_advisory_xact_lock(7514, (wie % 2147483647)::int);
    if (select count(*) from toegang_noodtoegang n where n.gebruiker_id = wie and n.vanaf >= begin_dag) >= 3 then
        return 'te_vaak';
    end if;
    if exists (select from toegang t where t.gezin_id = welk and t.gebruiker_id = wie) then
        return 'al';
    end if;
    select n.id into vooraf from toegang_noodtoegang n
     where n.gezin_id = welk and n.gebruiker_id = wie and n.vanaf is null and n.toegestaan_tot > now()
     order by n.id desc limit 1 for update;
    if welk is null or (is_afgeschermd(welk) and vooraf is null) then
        return 'nee';
    end if;
    if vooraf is null then
        insert into toegang_noodtoegang (gezin_id, gebruiker_id, reden, vanaf, tot, oordeel)
            values (welk, wie, waarom, now(), now() + interval '4 hours', '') returning id into nood;
    else
        update toegang_noodtoegang set reden = waarom, vanaf = now(), tot = now() + interval '4 hours' where id = vooraf
            returning id into nood;
    end if;
    insert into gezinnen_gebeurtenis (gezin_id, soort, onderwerp_id, gegevens, op, door_id)
        values (welk, 'noodtoegang.gekregen', nood, '{}', now(), wie);
    return 'open';
end $$;

-- Inside the family: until when the emergency access of who asks runs, and ending it.
create function mijn_noodtoegang() returns timestamptz
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select max(n.tot) from toegang_noodtoegang n
     where n.gebruiker_id = nullif(current_setting('ggw.wie', true), '')::bigint and n.vanaf <= now() and n.tot > now()
       and n.gezin_id = any (nullif(current_setting('ggw.gezinnen', true), '')::bigint[])
$$;

create function stop_noodtoegang() returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    update toegang_noodtoegang n set tot = greatest(clock_timestamp(), n.vanaf + interval '1 microsecond')
     where n.gebruiker_id = nullif(current_setting('ggw.wie', true), '')::bigint and n.tot > now()
       and n.gezin_id = any (nullif(current_setting('ggw.gezinnen', true), '')::bigint[])
$$;

-- For the family's own page: who had it, by function and team, why, and what was found of it.
create function noodtoegang_van_dit_gezin()
returns table (vanaf timestamptz, tot timestamptz, rol text, functie text, team text, reden text, terecht boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select n.vanaf, n.tot, g.rol::text, g.functie::text, coalesce(b.naam, '')::text, n.reden, n.terecht
      from toegang_noodtoegang n join organisatie_gebruiker g on g.id = n.gebruiker_id
      left join lateral (select l.basisteam_id from organisatie_lidmaatschap l
                          where l.gebruiker_id = g.id and l.vanaf <= (n.vanaf at time zone 'Europe/Amsterdam')::date
                            and (l.tot is null or l.tot >= (n.vanaf at time zone 'Europe/Amsterdam')::date)
                          order by l.vanaf, l.id limit 1) plek on true
      left join organisatie_basisteam b on b.id = plek.basisteam_id
     where n.gezin_id = any (nullif(current_setting('ggw.gezinnen', true), '')::bigint[]) and n.vanaf is not null
     order by n.vanaf desc
$$;

-- In the families in view: emergency access that the privacyfunctionaris has not judged yet; not one's own.
create function noodtoegang_zonder_oordeel() returns table (gezin_id bigint, vanaf timestamptz, rol text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select n.gezin_id, n.vanaf, g.rol::text
      from toegang_noodtoegang n join organisatie_gebruiker g on g.id = n.gebruiker_id
     where n.gezin_id = any (nullif(current_setting('ggw.gezinnen', true), '')::bigint[]) and n.vanaf is not null and n.terecht is null
       and n.gebruiker_id <> nullif(current_setting('ggw.wie', true), '')::bigint
     order by n.vanaf desc
$$;

-- Beforehand, for a colleague, by somebody who is inside: the only way into an afgeschermd family. Good for a week.
create function sta_noodtoegang_toe(voor bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    wie bigint := nullif(current_setting('ggw.wie', true), '')::bigint;
    welk bigint := (nullif(current_setting('ggw.schrijfbaar', true), '')::bigint[])[1];
begin
    if wie is null or welk is null or voor = wie or not exists (
        select from organisatie_gebruiker g where g.id = voor and g.is_active
           and g.rol in ('gezinsmanager', 'senior', 'gedragsdeskundige', 'teammanager', 'dienst')) then
        return false;
    end if;
    insert into toegang_noodtoegang (gezin_id, gebruiker_id, reden, vooraf_door_id, vooraf_op, toegestaan_tot, oordeel)
        values (welk, voor, '', wie, now(), now() + interval '7 days', '');
    insert into gezinnen_gebeurtenis (gezin_id, soort, onderwerp_id, gegevens, op, door_id)
        values (welk, 'noodtoegang.toegestaan', voor, '{}', now(), wie);
    return true;
end $$;

-- Whom to tell at once: the seniors of the family's team and of the employee's teams, and every privacyfunctionaris.
create function te_melden_noodtoegang() returns table (id bigint, nummer text, email text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select distinct n.id, g.nummer::text, u.email::text
      from toegang_noodtoegang n join gezinnen_gezin g on g.id = n.gezin_id
      join organisatie_gebruiker u on u.is_active and u.id <> n.gebruiker_id and (
           u.rol = 'privacyfunctionaris'
           or (u.rol = 'senior' and exists (
                select from organisatie_lidmaatschap l
                 where l.gebruiker_id = u.id and l.vanaf <= (now() at time zone 'Europe/Amsterdam')::date
                   and (l.tot is null or l.tot >= (now() at time zone 'Europe/Amsterdam')::date)
                   and (l.basisteam_id in (select e.basisteam_id from organisatie_lidmaatschap e
                                            where e.gebruiker_id = n.gebruiker_id and e.tot is null)
                        or l.basisteam_id in (select t.basisteam_id from gezinnen_toewijzing t
                                               where t.gezin_id = n.gezin_id and t.tot is null
                                              union select w.basisteam_id from gezinnen_wachtplek w
                                               where w.gezin_id = n.gezin_id and w.tot is null)))))
     where n.vanaf is not null and n.gemeld_op is null
$$;

create function noodtoegang_gemeld(welke bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update toegang_noodtoegang set gemeld_op = clock_timestamp() where id = welke and gemeld_op is null;
    return found;
end $$;

-- Somebody asked whether a person of an afgeschermd family is known, and was told nothing: who guides the family hears of it.
create function te_melden_bekend() returns table (id bigint, nummer text, email text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select distinct v.id, g.nummer::text, u.email::text
      from toegang_bekendvraag v join gezinnen_gezin g on g.id = v.gezin_id
      join toegang_benoemd b on b.gezin_id = v.gezin_id and b.vanaf is not null and b.tot is null
      join organisatie_gebruiker u on u.id = b.gebruiker_id and u.is_active
       and u.rol in ('gezinsmanager', 'senior', 'gedragsdeskundige', 'teammanager')
     where v.gemeld_op is null
$$;

create function bekend_gemeld(welke bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update toegang_bekendvraag set gemeld_op = clock_timestamp() where id = welke and gemeld_op is null;
    return found;
end $$;

-- A question about an afscherming waits for the privacyfunctionaris: who decides hears of it at once.
create function te_melden_afscherming() returns table (id bigint, nummer text, email text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select a.id, g.nummer::text, u.email::text
      from toegang_afscherming a join gezinnen_gezin g on g.id = a.gezin_id
      join organisatie_gebruiker u on u.is_active and u.rol = 'privacyfunctionaris'
     where a.besloten_op is null and a.gemeld_op is null
$$;

create function afscherming_gemeld(welke bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update toegang_afscherming set gemeld_op = clock_timestamp() where id = welke and gemeld_op is null;
    return found;
end $$;

create function beoordeel_noodtoegang(welke bigint, goed boolean, tekst text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    wie bigint := nullif(current_setting('ggw.wie', true), '')::bigint;
begin
    if current_setting('ggw.grond', true) is distinct from 'toezicht' or wie is null then
        raise exception 'Beoordelen kan alleen bij het toezicht.' using errcode = 'insufficient_privilege';
    end if;
    update toegang_noodtoegang n set terecht = goed, oordeel = tekst, beoordeeld_door_id = wie, beoordeeld_op = now()
     where n.id = welke and n.vanaf is not null and n.beoordeeld_op is null and n.gebruiker_id <> wie;
    return found;
end $$;

-- Afscherming. Inside the family: asked, with who may still open it.
create function vraag_afscherming(waarom text, mensen bigint[]) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    wie bigint := nullif(current_setting('ggw.wie', true), '')::bigint;
    welk bigint := (nullif(current_setting('ggw.schrijfbaar', true), '')::bigint[])[1];
begin
    if wie is null or welk is null or exists (
        select from toegang_afscherming a where a.gezin_id = welk and a.opgeheven_op is null and a.akkoord is distinct from false) then
        return false;
    end if;
    insert into toegang_afscherming (gezin_id, reden, gevraagd_door_id) values (welk, waarom, wie);
    insert into toegang_benoemd (gezin_id, gebruiker_id, voorgesteld_door_id)
        select welk, g.id, wie from organisatie_gebruiker g
         where g.id = any (mensen) and g.is_active and g.aanbieder_id is null
        on conflict do nothing;
    insert into gezinnen_gebeurtenis (gezin_id, soort, onderwerp_id, gegevens, op, door_id)
        values (welk, 'afscherming.gevraagd', null, '{}', now(), wie);
    return true;
end $$;

create function vraag_opheffing() returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update toegang_afscherming a
       set opheffen_gevraagd_door_id = nullif(current_setting('ggw.wie', true), '')::bigint, opheffen_gevraagd_op = now()
     where a.gezin_id = (nullif(current_setting('ggw.schrijfbaar', true), '')::bigint[])[1]
       and a.ingegaan_op is not null and a.opgeheven_op is null and a.opheffen_gevraagd_op is null;
    return found;
end $$;

create function noem_erbij(voor bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    welk bigint := (nullif(current_setting('ggw.schrijfbaar', true), '')::bigint[])[1];
begin
    insert into toegang_benoemd (gezin_id, gebruiker_id, voorgesteld_door_id)
        select welk, g.id, nullif(current_setting('ggw.wie', true), '')::bigint from organisatie_gebruiker g
         where g.id = voor and g.is_active and g.aanbieder_id is null and is_afgeschermd(welk)
        on conflict do nothing;
    return found;
end $$;

-- Taking sight away needs no second person. One teammanager stays: nobody else can ask to end the afscherming.
create function haal_benoemd_weg(welke bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update toegang_benoemd b set tot = greatest(clock_timestamp(), b.vanaf)
     where b.id = welke and b.tot is null and b.gezin_id = (nullif(current_setting('ggw.schrijfbaar', true), '')::bigint[])[1]
       and (b.vanaf is null or exists (
            select from toegang_benoemd ander join organisatie_gebruiker g on g.id = ander.gebruiker_id
             where ander.gezin_id = b.gezin_id and ander.id <> b.id and ander.vanaf is not null and ander.tot is null
               and g.is_active and g.rol = 'teammanager'));
    return found;
end $$;

create function afscherming_van_dit_gezin()
returns table (id bigint, reden text, gevraagd_op timestamptz, ingegaan_op timestamptz, opheffen_gevraagd_op timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select a.id, a.reden, a.gevraagd_op, a.ingegaan_op, a.opheffen_gevraagd_op from toegang_afscherming a
     where a.gezin_id = any (nullif(current_setting('ggw.gezinnen', true), '')::bigint[])
       and a.opgeheven_op is null and a.akkoord is distinct from false order by a.id desc limit 1
$$;

create function benoemd_van_dit_gezin() returns table (id bigint, gebruiker bigint, naam text, vanaf timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select b.id, g.id, g.naam::text, b.vanaf from toegang_benoemd b join organisatie_gebruiker g on g.id = b.gebruiker_id
     where b.gezin_id = any (nullif(current_setting('ggw.gezinnen', true), '')::bigint[]) and b.tot is null order by g.naam
$$;

-- The second of two: the privacyfunctionaris. `wat` is 'afschermen', 'opheffen' or 'benoemen'.
create function beslis_afscherming(wat text, welke bigint, eens boolean) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    wie bigint := nullif(current_setting('ggw.wie', true), '')::bigint;
    welk bigint;
begin
    if current_setting('ggw.grond', true) is distinct from 'toezicht' or wie is null then
        raise exception 'Beslissen kan alleen bij het toezicht.' using errcode = 'insufficient_privilege';
    end if;
    if wat = 'afschermen' then
        update toegang_afscherming a set besloten_door_id = wie, besloten_op = now(), akkoord = eens,
               ingegaan_op = case when eens then now() end
         where a.id = welke and a.besloten_op is null and a.gevraagd_door_id <> wie returning a.gezin_id into welk;
        if welk is not null then
            update toegang_benoemd b set akkoord_door_id = case when eens then wie end, vanaf = case when eens then now() end,
                   tot = case when eens then null else now() end
             where b.gezin_id = welk and b.tot is null and b.vanaf is null and b.voorgesteld_door_id <> wie;
        end if;
    elsif wat = 'opheffen' then
        update toegang_afscherming a
           set opgeheven_door_id = case when eens then wie end, opgeheven_op = case when eens then now() end,
               opheffen_gevraagd_op = case when eens then a.opheffen_gevraagd_op end,
               opheffen_gevraagd_door_id = case when eens then a.opheffen_gevraagd_door_id end
         where a.id = welke and a.opheffen_gevraagd_op is not null and a.opgeheven_op is null
           and a.opheffen_gevraagd_door_id <> wie returning a.gezin_id into welk;
        if welk is not null and eens then
            update toegang_benoemd b set tot = greatest(now(), b.vanaf) where b.gezin_id = welk and b.tot is null;
        end if;
    elsif wat = 'benoemen' then
        update toegang_benoemd b set akkoord_door_id = case when eens then wie end, vanaf = case when eens then now() end,
               tot = case when eens then null else now() end
         where b.id = welke and b.vanaf is null and b.tot is null and b.voorgesteld_door_id <> wie returning b.gezin_id into welk;
    end if;
    if welk is null then
        return false;
    end if;
    insert into gezinnen_gebeurtenis (gezin_id, soort, onderwerp_id, gegevens, op, door_id)
        values (welk, 'afscherming.' || case when eens then wat else 'geweigerd' end, welke, '{}', now(), wie);
    return true;
end $$;

-- For the nights that count: which families are restricted to named people. The whole organisation counts them, nothing smaller does.
create function afgeschermde_gezinnen() returns setof bigint
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select a.gezin_id from toegang_afscherming a where a.ingegaan_op is not null and a.opgeheven_op is null $$;

do $$
declare
    functie text;
    wie text;
begin
    foreach functie in array array[
        'mag_openen(bigint, text)', 'vraag_noodtoegang(bigint, text, text)', 'mijn_noodtoegang()', 'stop_noodtoegang()',
        'sta_noodtoegang_toe(bigint)', 'noodtoegang_van_dit_gezin()', 'noodtoegang_zonder_oordeel()', 'te_melden_bekend()', 'bekend_gemeld(bigint)',
        'te_melden_afscherming()', 'afscherming_gemeld(bigint)', 'te_melden_noodtoegang()', 'noodtoegang_gemeld(bigint)',
        'beoordeel_noodtoegang(bigint, boolean, text)', 'vraag_afscherming(text, bigint[])', 'vraag_opheffing()',
        'noem_erbij(bigint)', 'haal_benoemd_weg(bigint)', 'afscherming_van_dit_gezin()', 'benoemd_van_dit_gezin()',
        'beslis_afscherming(text, bigint, boolean)'] loop
        execute format('alter function %s owner to ggw_poort', functie);
        execute format('revoke execute on function %s from public', functie);
        wie := case
            when functie like 'vraag_noodtoegang%' or functie like 'mag_openen%' then 'ggw_web'
            when functie like 'beoordeel%' or functie like 'beslis%' then 'ggw_toezicht'
            when functie like 'te_melden%' or functie like '%_gemeld(%' then 'ggw_systeem'
            else 'ggw_medewerker'
        end;
        execute format('grant execute on function %s to %s', functie, wie);
    end loop;
end $$;

alter function afgeschermde_gezinnen() owner to ggw_poort;
revoke execute on function afgeschermde_gezinnen() from public;
grant execute on function afgeschermde_gezinnen() to ggw_systeem, ggw_eigenaar;
