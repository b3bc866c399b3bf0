-- The door @aanbieder: somebody of a provider keeps the accounts and the offer of that provider. These pages run as the web login,
-- which reads all accounts elsewhere; while `ggw.aanbieder` is set, no account of anybody else exists for it.
create function begin_aanbieder(wie bigint) returns bigint
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    eigen bigint;
begin
    select g.aanbieder_id into eigen
      from organisatie_gebruiker g join organisatie_aanbieder a on a.id = g.aanbieder_id
     where g.id = wie and g.is_active and a.actief;
    perform set_config('ggw.aanbieder', coalesce(eigen, 0)::text, true);
    return eigen;
end $$;

create function einde_aanbieder() returns void
language sql security definer set search_path = pg_catalog, public, pg_temp
as $$ select set_config('ggw.aanbieder', '', true) $$;

-- At how many running referrals this person is the hulpverlener: a number only, for who ends the account.
create function open_hulp(wie bigint) returns integer
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select count(*)::integer from spic_verwijzing where hulpverlener_id = wie and beeindigd_op is null
$$;

alter function begin_aanbieder(bigint) owner to ggw_poort;
alter function einde_aanbieder() owner to ggw_poort;
alter function open_hulp(bigint) owner to ggw_poort;
revoke execute on function begin_aanbieder(bigint), einde_aanbieder(), open_hulp(bigint) from public;
grant execute on function begin_aanbieder(bigint), einde_aanbieder(), open_hulp(bigint) to ggw_web;

do $$
declare
    eigen constant text := $q$(select nullif(current_setting('ggw.aanbieder', true), ''))$q$;
    tabel text;
    voorwaarde text;
    bestaand text;
begin
    for tabel, voorwaarde in values
        ('organisatie_gebruiker', format('aanbieder_id = %s::bigint', eigen)),
        -- The subquery sees the accounts of the own provider only, by the policy above.
        ('organisatie_voorstel', 'exists (select from organisatie_gebruiker g where g.id = over_id)'),
        ('organisatie_uitnodiging', 'exists (select from organisatie_gebruiker g where g.id = gebruiker_id)'),
        ('spic_aanbod', format('aanbieder_id = %s::bigint', eigen)),
        ('spic_wachtopgave', format('aanbieder_id = %s::bigint', eigen))
    loop
        execute format('alter table %I enable row level security', tabel);
        for bestaand in select policyname from pg_policies where schemaname = 'public' and tablename = tabel loop
            execute format('drop policy %I on %I', bestaand, tabel);
        end loop;
        execute format('create policy binnen on %I to ggw_poort, ggw_medewerker, ggw_systeem using (true) with check (true)', tabel);
        execute format('create policy eigen_aanbieder on %I to ggw_web using (%s is null or %s) with check (%s is null or %s)',
                       tabel, eigen, voorwaarde, eigen, voorwaarde);
    end loop;
end $$;
