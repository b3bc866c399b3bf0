-- The access log. Nobody inserts by hand; nobody changes or removes.
create function schrijf_inzage(wie bigint, wat text, hoe text, waarheen text, afloop int, welke bigint[], gevraagd_nummer text,
                               van inet, met text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    persoon bigint := coalesce(nullif(current_setting('ggw.wie', true), '')::bigint, wie);
begin
    insert into toegang_inzage (gebruiker_id, rol, gezinnen, gevraagd, grond, gebeurtenis, methode, doel, uitkomst, adres, client)
    values (persoon, coalesce((select rol from organisatie_gebruiker where id = persoon), ''),
            coalesce(welke, nullif(current_setting('ggw.gezinnen', true), '')::bigint[], '{}'), left(gevraagd_nummer, 40),
            coalesce(current_setting('ggw.grond', true), ''), left(wat, 60), left(hoe, 8), left(waarheen, 200), afloop, van,
            left(met, 200));
end $$;

-- A refusal is written after the transaction was rolled back, so nothing of the door is left to read.
create function schrijf_weigering(wie bigint, wat text, hoe text, waarheen text, afloop int, gevraagd_nummer text, van inet,
                                  met text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    insert into toegang_inzage (gebruiker_id, rol, gezinnen, gevraagd, grond, gebeurtenis, methode, doel, uitkomst, adres, client)
    values (wie, coalesce((select rol from organisatie_gebruiker where id = wie), ''), '{}', left(gevraagd_nummer, 40), 'geen',
            left(wat, 60), left(hoe, 8), left(waarheen, 200), afloop, van, left(met, 200));
end $$;

create function inzage_onveranderlijk() returns trigger language plpgsql as $$
begin
    raise exception 'Het inzagelogboek is onveranderlijk.' using errcode = 'insufficient_privilege';
end $$;

create trigger inzage_onveranderlijk before update or delete on toegang_inzage
    for each row execute function inzage_onveranderlijk();

alter function schrijf_inzage(bigint, text, text, text, int, bigint[], text, inet, text) owner to ggw_poort;
alter function schrijf_weigering(bigint, text, text, text, int, text, inet, text) owner to ggw_poort;
alter function inzage_onveranderlijk() owner to ggw_poort;
revoke execute on function schrijf_inzage(bigint, text, text, text, int, bigint[], text, inet, text),
    schrijf_weigering(bigint, text, text, text, int, text, inet, text) from public;
grant execute on function schrijf_inzage(bigint, text, text, text, int, bigint[], text, inet, text) to ggw_medewerker, ggw_web, ggw_web_partner;
grant execute on function schrijf_weigering(bigint, text, text, text, int, text, inet, text) to ggw_web, ggw_web_partner;
revoke insert, update, delete, truncate on toegang_inzage from public, ggw_medewerker, ggw_web, ggw_werk, ggw_systeem, ggw_toezicht;
