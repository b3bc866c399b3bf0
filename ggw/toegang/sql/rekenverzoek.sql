-- Called inside functions of the gate when a provider wrote something: the worker works out the terms of this family.
create function vraag_herberekening(welk bigint) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    insert into gezinnen_rekenverzoek (gezin_id) values (welk)
$$;
alter function vraag_herberekening(bigint) owner to ggw_poort;
revoke execute on function vraag_herberekening(bigint) from public;

