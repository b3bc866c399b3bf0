-- Who must know of a signal at once. The signal itself is the order: the sweep of each minute finds it, whatever happened to Redis.

-- As the door: also who is on duty, of any family that is not afgeschermd, and of a closed family who may still read it.
create function mag_signaalbericht(wie bigint, welk bigint) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
    return exists (select from toegang t where t.gezin_id = welk and t.gebruiker_id = wie);
end $$;

-- Who guides or watches the family, and who replaces them today; when none of them can open it: who supervises it or is named; when it
-- was closed meanwhile: who supervised it last.
-- Of an urgent signal also whoever is on duty at this moment.
create function signaalontvangers(welk bigint, spoed boolean, vandaag date, nu timestamptz) returns bigint[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
    vast bigint[];
    dienst bigint[];
begin
    with aan_zet as (
        select t.gezinsmanager_id as wie from gezinnen_toewijzing t where t.gezin_id = welk and t.tot is null
        union
        select w.wachter_id from gezinnen_wachtplek w where w.gezin_id = welk and w.tot is null
    ),
    met_vervanger as (
        select a.wie from aan_zet a
        union
        select v.vervanger_id from aan_zet a
          join organisatie_vervanging v on v.gebruiker_id = a.wie and vandaag between v.vanaf and v.tot
    )
    select array_agg(m.wie) into vast from met_vervanger m where mag_signaalbericht(m.wie, welk);
    if vast is null then
        select array_agg(distinct t.gebruiker_id) into vast from toegang t
         where t.gezin_id = welk and t.grond in ('supervisie', 'benoemd');
    end if;
    if vast is null then
        select array_agg(distinct t.gebruiker_id) into vast
          from toegang t join organisatie_gebruiker g on g.id = t.gebruiker_id and g.rol in ('senior', 'teammanager')
         where t.gezin_id = welk and t.grond = 'afgesloten';
    end if;
    if spoed then
        select array_agg(distinct d.gebruiker_id) into dienst from organisatie_dienst d
         where d.begin <= nu and d.eind > nu and mag_signaalbericht(d.gebruiker_id, welk);
    end if;
    return coalesce(vast, '{}') || coalesce(dienst, '{}');
end $$;

-- One message for each signal and person, at once. An urgent signal that stays open is told to the next shift as well. Who reported it
-- knows already. While there is nobody to tell, it stays to be told.
create function plan_signalen(vandaag date, nu timestamptz, domein text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    s veiligheid_signaal;
    ontvangers bigint[];
begin
    for s in select * from veiligheid_signaal g
              where g.status = 'open'
                and (g.gemeld_op is null or (g.soort = 'spoed' and g.ontvangen_op > nu - interval '3 days'))
              order by g.soort = 'spoed' desc, g.id for update skip locked loop
        ontvangers := signaalontvangers(s.gezin_id, s.soort = 'spoed', vandaag, nu);
        insert into gezinnen_bericht (ontvanger_id, kanaal, soort, sleutel, status, message_id, pogingen, fout)
        select distinct o.wie, 'mail', 'signaal', s.id::text, 'gepland', '<' || gen_random_uuid() || '@' || domein || '>', 0, ''
          from unnest(ontvangers) as o (wie) where o.wie <> s.door_id
        on conflict do nothing;
        if s.gemeld_op is null and cardinality(ontvangers) > 0 then
            update veiligheid_signaal set gemeld_op = nu where id = s.id;
        end if;
    end loop;
end $$;

do $$
declare
    functie text;
begin
    foreach functie in array array['mag_signaalbericht(bigint, bigint)', 'signaalontvangers(bigint, boolean, date, timestamptz)',
        'plan_signalen(date, timestamptz, text)'] loop
        execute format('alter function %s owner to ggw_poort', functie);
        execute format('revoke execute on function %s from public', functie);
    end loop;
end $$;
grant execute on function plan_signalen(date, timestamptz, text) to ggw_systeem;
