-- Rights on this database; needs a superuser, may be run again.
revoke create on schema public from public;
do $$ begin
    execute format('revoke temporary, connect on database %I from public', current_database());
    execute format('grant connect on database %I to ggw_eigenaar, ggw_web, ggw_web_partner, ggw_werk, ggw_backup', current_database());
end $$;
grant usage on schema public to ggw_eigenaar, ggw_poort, ggw_medewerker, ggw_toezicht, ggw_systeem,
    ggw_web, ggw_web_partner, ggw_werk, ggw_backup;
grant create on schema public to ggw_eigenaar, ggw_poort;
-- Partners reach frozen packages through views of their own, and nothing in public.
create schema if not exists partner authorization ggw_poort;
revoke all on schema partner from public;
grant usage on schema partner to ggw_partner;
grant usage, create on schema partner to ggw_eigenaar;
revoke usage on schema public from ggw_partner, public;
-- Without this a view could name another family by itself.
revoke execute on function pg_catalog.set_config(text, text, boolean) from public;
grant execute on function pg_catalog.set_config(text, text, boolean)
    to ggw_eigenaar, ggw_poort, ggw_web, ggw_web_partner, ggw_werk, ggw_backup;
