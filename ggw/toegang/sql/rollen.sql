-- Roles of the whole cluster; made once by a superuser. Logins are NOINHERIT before any grant: with INHERIT a login sees
-- everything its roles see, and altering it afterwards does not help on every version.
do $$
declare
    naam text;
begin
    foreach naam in array array['ggw_poort', 'ggw_medewerker', 'ggw_partner', 'ggw_toezicht', 'ggw_systeem'] loop
        if not exists (select from pg_roles where rolname = naam) then
            execute format('create role %I nologin noinherit', naam);
        end if;
    end loop;
    foreach naam in array array['ggw_web', 'ggw_web_partner', 'ggw_werk'] loop
        if not exists (select from pg_roles where rolname = naam) then
            execute format('create role %I login noinherit', naam);
        end if;
    end loop;
    if not exists (select from pg_roles where rolname = 'ggw_eigenaar') then
        create role ggw_eigenaar login inherit;
    end if;
    if not exists (select from pg_roles where rolname = 'ggw_backup') then
        create role ggw_backup login noinherit bypassrls;
    end if;
end $$;

grant ggw_poort to ggw_eigenaar;
grant ggw_medewerker, ggw_toezicht, ggw_partner to ggw_web;  -- partner: where one server serves both sides
grant ggw_partner to ggw_web_partner;
grant ggw_systeem, ggw_medewerker to ggw_werk;
-- A backup reads every table, and nobody has to think of it when a table is added. Only this one role is inherited.
grant pg_read_all_data to ggw_backup with inherit true;

alter role ggw_web set statement_timeout = '30s';
alter role ggw_web set idle_in_transaction_session_timeout = '60s';
alter role ggw_web_partner set statement_timeout = '30s';
alter role ggw_web_partner set idle_in_transaction_session_timeout = '60s';
