-- Sessions that nobody can come back to. The nightly job removes them without being able to read one.
create function ruim_sessies_op() returns integer
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    with weg as (delete from organisatie_sessie where expire_date < now() returning 1)
    select count(*)::integer from weg
$$;

alter function ruim_sessies_op() owner to ggw_poort;
revoke execute on function ruim_sessies_op() from public;
grant execute on function ruim_sessies_op() to ggw_systeem;
