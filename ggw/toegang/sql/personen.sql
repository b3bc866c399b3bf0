-- The BSN of a member of the family in view. Cipher and fingerprint come from the application; the keys are not in the database.
create function binnen_de_deur(welk bigint) returns boolean
language sql stable set search_path = pg_catalog, public, pg_temp
as $$ select welk = any (coalesce(nullif(current_setting('ggw.gezinnen', true), '')::bigint[], '{}')) $$;

create function mag_schrijven(welk bigint) returns boolean
language sql stable set search_path = pg_catalog, public, pg_temp
as $$ select welk = any (coalesce(nullif(current_setting('ggw.schrijfbaar', true), '')::bigint[], '{}')) $$;

create function is_afgeschermd(welk bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select exists (select from toegang_afscherming a
                      where a.gezin_id = welk and a.ingegaan_op is not null and a.opgeheven_op is null) $$;

create function bewaar_bsn(lid bigint, cijfertekst bytea, vingerafdruk bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    van bigint := (select gezin_id from gezinnen_gezinslid where id = lid);
begin
    if van is null or not mag_schrijven(van) then
        return false;
    end if;
    insert into gezinnen_gezinslidbsn (gezin_id, gezinslid_id, versleuteld, afdruk) values (van, lid, cijfertekst, vingerafdruk)
        on conflict (gezinslid_id) do update set versleuteld = excluded.versleuteld, afdruk = excluded.afdruk;
    return true;
end $$;

-- Reveals and logs in one statement.
create function toon_bsn(lid bigint, hoe text, waarheen text, van inet, met text) returns bytea
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    rij record;
begin
    select b.gezin_id, b.versleuteld into rij from gezinnen_gezinslidbsn b where b.gezinslid_id = lid;
    if not found or not binnen_de_deur(rij.gezin_id) then
        return null;
    end if;
    perform schrijf_inzage(null, 'gezin.bsn_tonen', hoe, waarheen, 200, array[rij.gezin_id], '', van, met);
    return rij.versleuteld;
end $$;

-- "Ook bekend in 2026-0388": number and whom to call, no more.
create function ook_bekend() returns table (gezinslid_id bigint, nummer text, contact text, telefoon text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select hier.id, g.nummer::text, coalesce(m.naam, '')::text, coalesce(m.telefoon, '')::text
      from gezinnen_gezinslid hier
      join gezinnen_gezinslid daar on daar.persoon_id = hier.persoon_id and daar.gezin_id <> hier.gezin_id
      join gezinnen_gezin g on g.id = daar.gezin_id
      left join gezinnen_toewijzing t on t.gezin_id = g.id and t.tot is null
      left join gezinnen_wachtplek w on w.gezin_id = g.id and w.tot is null
      left join organisatie_gebruiker m on m.id = coalesce(t.gezinsmanager_id, w.wachter_id)
     where hier.gezin_id = any (nullif(current_setting('ggw.gezinnen', true), '')::bigint[]) and not is_afgeschermd(g.id)
     order by g.nummer
$$;

-- First of two people: this member is also known in that family. True when somebody there has the same name and birth date
-- or the same BSN; who that is stays there.
create function stel_koppeling_voor(lid bigint, nr text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    hier record;
    daar record;
begin
    select l.* into hier from gezinnen_gezinslid l where l.id = lid;
    if not found or not mag_schrijven(hier.gezin_id) then
        return false;
    end if;
    select l.id, l.gezin_id, l.persoon_id into daar
      from gezinnen_gezinslid l join gezinnen_gezin g on g.id = l.gezin_id
      left join gezinnen_gezinslidbsn b on b.gezinslid_id = l.id
      left join gezinnen_gezinslidbsn eigen on eigen.gezinslid_id = hier.id
     where g.nummer = nr and l.gezin_id <> hier.gezin_id and not is_afgeschermd(g.id)
       and (b.afdruk = eigen.afdruk or (l.sorteernaam = hier.sorteernaam and l.geboortedatum = hier.geboortedatum))
     order by b.afdruk = eigen.afdruk desc nulls last limit 1;
    if not found or daar.persoon_id = hier.persoon_id then
        return false;
    end if;
    insert into gezinnen_koppelvoorstel (gezin_id, gezinslid_id, ander_gezin_id, ander_gezinslid_id, voorgesteld_door)
        values (hier.gezin_id, hier.id, daar.gezin_id, daar.id, current_setting('ggw.wie')::bigint)
        on conflict do nothing;
    return true;
end $$;

-- What colleagues elsewhere propose about a member of the family in view.
create function open_koppelvoorstellen() returns table (id bigint, gezinslid_id bigint, nummer text, voorsteller text, op timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select k.id, k.ander_gezinslid_id, g.nummer::text, u.naam::text, k.voorgesteld_op
      from gezinnen_koppelvoorstel k join gezinnen_gezin g on g.id = k.gezin_id
      join organisatie_gebruiker u on u.id = k.voorgesteld_door
     where k.beslist_op is null and not is_afgeschermd(k.gezin_id) and k.ander_gezin_id = any (nullif(current_setting('ggw.gezinnen', true), '')::bigint[])
     order by k.voorgesteld_op
$$;

-- Second of two people: agrees or not. False when there is nothing to decide here, or when it is the same person.
create function beslis_koppeling(voorstel bigint, eens boolean) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    wie bigint := nullif(current_setting('ggw.wie', true), '')::bigint;
    k record;
    een bigint;
    twee bigint;
begin
    select * into k from gezinnen_koppelvoorstel where id = voorstel and beslist_op is null for update;
    if not found or not mag_schrijven(k.ander_gezin_id) or k.voorgesteld_door = wie then
        return false;
    end if;
    update gezinnen_koppelvoorstel set beslist_door = wie, beslist_op = now(), akkoord = eens where id = voorstel;
    if eens then
        select persoon_id into een from gezinnen_gezinslid where id = k.gezinslid_id;
        select persoon_id into twee from gezinnen_gezinslid where id = k.ander_gezinslid_id;
        if een is null and twee is null then
            insert into gezinnen_persoon default values returning id into een;
        end if;
        if een is not null and twee is not null then
            update gezinnen_gezinslid set persoon_id = een where persoon_id = twee;
        end if;
        update gezinnen_gezinslid set persoon_id = coalesce(een, twee) where id in (k.gezinslid_id, k.ander_gezinslid_id);
    end if;
    return true;
end $$;

do $$
declare
    functie text;
begin
    foreach functie in array array['binnen_de_deur(bigint)', 'mag_schrijven(bigint)', 'is_afgeschermd(bigint)', 'bewaar_bsn(bigint, bytea, bytea)',
        'toon_bsn(bigint, text, text, inet, text)', 'ook_bekend()', 'stel_koppeling_voor(bigint, text)',
        'open_koppelvoorstellen()', 'beslis_koppeling(bigint, boolean)'] loop
        execute format('alter function %s owner to ggw_poort', functie);
        execute format('revoke execute on function %s from public', functie);
        execute format('grant execute on function %s to ggw_medewerker', functie);
    end loop;
end $$;

create or replace function gebeurtenis_onveranderlijk() returns trigger language plpgsql as $$
begin
    raise exception 'De tijdlijn is onveranderlijk.' using errcode = 'insufficient_privilege';
end $$;
alter function gebeurtenis_onveranderlijk() owner to ggw_poort;
create trigger gebeurtenis_onveranderlijk before update on gezinnen_gebeurtenis
    for each row execute function gebeurtenis_onveranderlijk();
