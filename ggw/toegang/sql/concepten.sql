-- Drafts of forms. Two sets of functions: inside the door a person is who the door says, and there is no argument to name
-- another; the login, which names the person itself, calls the ones that end in _van.
create function bewaar_concept_van(wie bigint, welk_pad text, nr text, gezien text, cijfertekst bytea, hoogstens int)
returns timestamptz
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    op timestamptz;
begin
    if not exists (select from concepten_invoerconcept where gebruiker_id = wie and pad = welk_pad)
       and (select count(*) from concepten_invoerconcept where gebruiker_id = wie) >= hoogstens then
        return null;
    end if;
    insert into concepten_invoerconcept as c (gebruiker_id, pad, nummer, versie, inhoud, gemaakt_op, gewijzigd_op)
        values (wie, welk_pad, nr, gezien, cijfertekst, statement_timestamp(), statement_timestamp())
        on conflict (gebruiker_id, pad) do update
            set versie = excluded.versie, inhoud = excluded.inhoud, gewijzigd_op = excluded.gewijzigd_op
        returning gewijzigd_op into op;
    return op;
end $$;

create function wis_concept_van(wie bigint, welk_pad text) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp
as $$ delete from concepten_invoerconcept where gebruiker_id = wie and pad = welk_pad $$;

create function lees_concept(welk_pad text) returns table (inhoud bytea, versie text, gewijzigd_op timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select c.inhoud, c.versie::text, c.gewijzigd_op from concepten_invoerconcept c
     where c.pad = welk_pad and c.gebruiker_id = nullif(current_setting('ggw.wie', true), '')::bigint
$$;

create function wis_concept(welk_pad text) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    delete from concepten_invoerconcept
     where pad = welk_pad and gebruiker_id = nullif(current_setting('ggw.wie', true), '')::bigint
$$;

-- Where the person of the door has unfinished work: without a family, or of a family that is in view.
create function mijn_concepten() returns table (pad text, nummer text, gezin bigint, gewijzigd_op timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select c.pad::text, c.nummer::text, g.id, c.gewijzigd_op
      from concepten_invoerconcept c left join gezinnen_gezin g on g.nummer = c.nummer
     where c.gebruiker_id = nullif(current_setting('ggw.wie', true), '')::bigint
       and (c.nummer = '' or g.id = any (nullif(current_setting('ggw.gezinnen', true), '')::bigint[]))
     order by c.gewijzigd_op desc
$$;

create function ruim_concepten_op(dagen int) returns integer
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    with weg as (
        delete from concepten_invoerconcept where gewijzigd_op < now() - make_interval(days => dagen) returning 1
    )
    select count(*)::integer from weg
$$;

-- Whoever may not sign in any more leaves no drafts behind.
create function concepten_van_wie_weggaat() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    delete from concepten_invoerconcept where gebruiker_id = new.id;
    return null;
end $$;

create trigger concepten_van_wie_weggaat after update of is_active on organisatie_gebruiker
    for each row when (old.is_active and not new.is_active) execute function concepten_van_wie_weggaat();

alter function bewaar_concept_van(bigint, text, text, text, bytea, int) owner to ggw_poort;
alter function wis_concept_van(bigint, text) owner to ggw_poort;
alter function lees_concept(text) owner to ggw_poort;
alter function wis_concept(text) owner to ggw_poort;
alter function mijn_concepten() owner to ggw_poort;
alter function ruim_concepten_op(int) owner to ggw_poort;
alter function concepten_van_wie_weggaat() owner to ggw_poort;
revoke execute on function bewaar_concept_van(bigint, text, text, text, bytea, int), wis_concept_van(bigint, text), lees_concept(text),
    wis_concept(text), mijn_concepten(), ruim_concepten_op(int), concepten_van_wie_weggaat() from public;
grant execute on function bewaar_concept_van(bigint, text, text, text, bytea, int), wis_concept_van(bigint, text) to ggw_web;
grant execute on function lees_concept(text), wis_concept(text), mijn_concepten() to ggw_medewerker;
grant execute on function ruim_concepten_op(int) to ggw_systeem;
