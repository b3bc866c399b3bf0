-- Views and gate functions go before a migration and come back after it.
drop view if exists toegang, partnertoegang, partner_aan_zet, organisatie_medewerker cascade;
do $$
declare
    functie regprocedure;
begin
    for functie in
        select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('public', 'partner') and p.proowner = (select oid from pg_roles where rolname = 'ggw_poort')
          and p.proname not like 'pgtrigger\_%'
    loop
        execute format('drop function %s cascade', functie);
    end loop;
end $$;
do $$
declare
    weergave regclass;
begin
    for weergave in select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where n.nspname = 'partner' and c.relkind = 'v' loop
        execute format('drop view if exists %s cascade', weergave);
    end loop;
end $$;
