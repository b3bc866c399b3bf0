-- Rights on this database; needs a superuser, may be run again.
revoke create on schema public from public;
do $$ begin
    execute format('revoke temporary, connect on database %I from public', current_database());
    execute format('grant connect on database %I to ggw_eigenaar, ggw_web, ggw_web_partner, ggw_werk, ggw_backup', current_database());
end $$;
grant usage on schema public to ggw_eigenaar, ggw_poort, ggw_medewerker, ggw_partner, ggw_toezicht, ggw_systeem,
    ggw_web, ggw_web_partner, ggw_werk, ggw_backup;
grant create on schema public to ggw_eigenaar, ggw_poort;
-- Without this a view could name another family by itself.
revoke execute on function pg_catalog.set_config(text, text, boolean) from public;
grant execute on function pg_catalog.set_config(text, text, boolean)
    to ggw_eigenaar, ggw_poort, ggw_web, ggw_web_partner, ggw_werk, ggw_backup;
