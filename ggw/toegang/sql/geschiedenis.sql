-- History triggers write as ggw_poort: whoever changes a row has no right to write its history.
do $$
declare
    functie regprocedure;
begin
    for functie in
        select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname = 'public' and p.proname like 'pgtrigger\_%'
    loop
        execute format('alter function %s security definer set search_path = pg_catalog, public, pg_temp', functie);
        execute format('alter function %s owner to ggw_poort', functie);
    end loop;
end $$;
