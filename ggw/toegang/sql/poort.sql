-- The gate. Owner ggw_poort, run by the login only; what it sets lasts until the end of the transaction.
create function zet_deur(wie bigint, gezinnen bigint[], grond text, aanmeldingen text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform set_config('ggw.wie', coalesce(wie::text, ''), true);
    perform set_config('ggw.gezinnen', coalesce(gezinnen, '{}')::text, true);
    -- A family that was closed can be read for a while and not changed.
    perform set_config('ggw.schrijfbaar', case when grond = 'afgesloten' then '{}' else coalesce(gezinnen, '{}')::text end, true);
    perform set_config('ggw.grond', coalesce(grond, ''), true);
    perform set_config('ggw.aanmeldingen', aanmeldingen, true);
    perform set_config('ggw.verwijzingen', '{}', true);
    perform set_config('pghistory.context_metadata', jsonb_build_object('gebruiker', wie, 'grond', grond)::text, true);
end $$;

create function begin_medewerker(wie bigint, nr text) returns table (gezin bigint, grond text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    gevraagd bigint;
begin
    if nr is null then
        -- Who is on duty opens one family at a time, and what is closed stands in no list.
        perform zet_deur(wie, (select array_agg(distinct t.gezin_id) from toegang t
                                where t.gebruiker_id = wie and t.grond not in ('dienst', 'afgesloten')), 'lijst', '');
        return;
    end if;
    -- First which family: a join with it would work out all that this person may open, of who is on duty all there is.
    select g.id into gevraagd from gezinnen_gezin g where g.nummer = nr;
    select t.gezin_id, t.grond into gezin, grond
      from toegang t where t.gebruiker_id = wie and t.gezin_id = gevraagd order by t.volgorde limit 1;
    perform zet_deur(wie, case when gezin is null then '{}'::bigint[] else array[gezin] end, grond, '');
    if gezin is not null then
        return next;
    end if;
end $$;

-- The access log and its review: no family at all.
create function begin_toezicht(wie bigint) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp
as $$ select zet_deur(wie, '{}', 'toezicht', '') $$;

-- The partner side: one referral, or all that this person may read.
create function begin_partner(wie bigint, welke bigint) returns table (gezin bigint, grond text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    verwijzingen bigint[];
begin
    select array_agg(distinct p.verwijzing_id), min(p.gezin_id), min(p.grond) into verwijzingen, gezin, grond
      from partnertoegang p where p.gebruiker_id = wie and (welke is null or p.verwijzing_id = welke);
    if welke is null then
        gezin := null;
        grond := 'partner';
    end if;
    perform zet_deur(wie, '{}', grond, '');
    perform set_config('ggw.verwijzingen', coalesce(verwijzingen, '{}')::text, true);
    if welke is null or verwijzingen is not null then
        return next;
    end if;
end $$;

create function begin_instroom(wie bigint) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp
as $$ select zet_deur(wie, '{}', 'instroom', 'open') $$;

-- Who may open this family, for the family's own page.
create function wie_kan_inzien() returns table (gebruiker_id bigint, naam text, rol text, grond text, vanaf date, tot date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select distinct on (t.gebruiker_id) t.gebruiker_id, g.naam::text, g.rol::text, t.grond, t.vanaf, t.tot
      from toegang t join organisatie_gebruiker g on g.id = t.gebruiker_id
     where t.gezin_id = any (nullif(current_setting('ggw.gezinnen', true), '')::bigint[])
     order by t.gebruiker_id, t.volgorde
$$;

-- Of how many families this person is gezinsmanager or wachter: a number only, for who ends the account.
create function open_toewijzingen(wie bigint) returns integer
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select ((select count(*) from gezinnen_toewijzing where tot is null and gezinsmanager_id = wie)
          + (select count(*) from gezinnen_wachtplek where tot is null and wachter_id = wie))::integer
$$;

alter function zet_deur(bigint, bigint[], text, text) owner to ggw_poort;
alter function open_toewijzingen(bigint) owner to ggw_poort;
alter function begin_medewerker(bigint, text) owner to ggw_poort;
alter function begin_instroom(bigint) owner to ggw_poort;
alter function begin_toezicht(bigint) owner to ggw_poort;
alter function begin_partner(bigint, bigint) owner to ggw_poort;
alter function wie_kan_inzien() owner to ggw_poort;
revoke execute on function zet_deur(bigint, bigint[], text, text), begin_medewerker(bigint, text), begin_instroom(bigint),
    begin_toezicht(bigint), begin_partner(bigint, bigint), wie_kan_inzien(), open_toewijzingen(bigint) from public;
grant execute on function begin_medewerker(bigint, text) to ggw_web, ggw_werk;
grant execute on function begin_instroom(bigint), begin_toezicht(bigint), open_toewijzingen(bigint) to ggw_web;
grant execute on function begin_partner(bigint, bigint) to ggw_web, ggw_web_partner;
grant execute on function wie_kan_inzien() to ggw_medewerker;
