-- News about referrals and verkenningen. The event on the timeline is the order: it stands there in the transaction of what happened,
-- and the sweep of each minute finds it, whatever happened to Redis.

-- Who acts for the provider in a referral: who was named, and as long as nobody is, the aanmeldteam.
create view partner_aan_zet as
select v.id as verwijzing_id, g.id as gebruiker_id
  from spic_verwijzing v
  join organisatie_gebruiker g on g.aanbieder_id = v.aanbieder_id and g.is_active
 where v.status not in ('concept', 'ingetrokken')
   and (g.id in (v.hulpverlener_id, v.trajectbegeleider_id)
        or g.rol = 'aanmeldteam'
           and not exists (select from organisatie_gebruiker h
                            where h.id in (v.hulpverlener_id, v.trajectbegeleider_id) and h.is_active and h.aanbieder_id = v.aanbieder_id));
alter view partner_aan_zet owner to ggw_poort;

-- A line about this referral may go to this person of a provider. After the end only the decision to end, as long as it can be read.
create function mag_partnerbericht(wie bigint, welke bigint, ook_voorbij boolean) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
    return exists (select from partnertoegang p
                    where p.verwijzing_id = welke and p.gebruiker_id = wie and (ook_voorbij or not p.alleen_lezen));
end $$;

-- Who guides or watches the family, and who replaces them today; when none of them can open it: who supervises it or is named.
create function gezin_aan_zet(welk bigint, vandaag date) returns setof bigint
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
    return query
        with eerst as (
            select t.gezinsmanager_id as wie from gezinnen_toewijzing t where t.gezin_id = welk and t.tot is null
            union
            select w.wachter_id from gezinnen_wachtplek w where w.gezin_id = welk and w.tot is null
        )
        select m.wie from (select e.wie from eerst e
                           union
                           select v.vervanger_id from eerst e
                             join organisatie_vervanging v on v.gebruiker_id = e.wie and vandaag between v.vanaf and v.tot) m
         where mag_bericht_over(m.wie, welk, '');
    if not found then
        return query select distinct t.gebruiker_id from toegang t where t.gezin_id = welk and t.grond in ('supervisie', 'benoemd');
    end if;
end $$;

-- Events of the past week that were told to nobody yet. Who did it decides who hears of it: the other side.
create function nieuwe_gebeurtenissen(nu timestamptz)
returns table (id bigint, gezin_id bigint, soort text, onderwerp_id bigint, op timestamptz, door_id bigint, van_aanbieder boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select e.id, e.gezin_id, e.soort::text, e.onderwerp_id, e.op, e.door_id, d.aanbieder_id is not null
      from gezinnen_gebeurtenis e
      join organisatie_gebruiker d on d.id = e.door_id
     where e.op > nu - interval '7 days' and e.onderwerp_id is not null
       and e.soort in ('verwijzing.verzonden', 'verwijzing.spic_voorstel', 'verwijzing.spic_argument', 'verwijzing.spic_besluit',
                       'verwijzing.geaccepteerd', 'verwijzing.geweigerd', 'verwijzing.overleg', 'verwijzing.startgesprek',
                       'verwijzing.stagnatie', 'verwijzing.einde_voorgesteld', 'verwijzing.eindbesluit', 'verwijzing.bericht',
                       'verwijzing.pakket', 'verwijzing.hulpverlener', 'verwijzing.onderaannemer',
                       'verkenning.gevraagd', 'verkenning.beantwoord')
       and not exists (select from gezinnen_nieuws n where n.gebeurtenis_id = e.id)
$$;

-- Whom each of them is for.
create function nieuws_voor(vandaag date, nu timestamptz) returns table (gebeurtenis bigint, wie bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with vers as materialized (select * from nieuwe_gebeurtenissen(nu)),
    voor as (
        select e.id, z.gebruiker_id as wie, e.door_id
          from vers e join partner_aan_zet z on z.verwijzing_id = e.onderwerp_id
         where not e.van_aanbieder
           and e.soort in ('verwijzing.verzonden', 'verwijzing.spic_voorstel', 'verwijzing.spic_argument', 'verwijzing.spic_besluit',
                           'verwijzing.startgesprek', 'verwijzing.eindbesluit', 'verwijzing.bericht', 'verwijzing.pakket')
        union
        -- A colleague was named: from now on it is theirs.
        select e.id, g.id, e.door_id
          from vers e join spic_verwijzing v on v.id = e.onderwerp_id
          join organisatie_gebruiker g on g.id in (v.hulpverlener_id, v.trajectbegeleider_id) and g.is_active
         where e.van_aanbieder and e.soort = 'verwijzing.hulpverlener'
        union
        select e.id, g.id, e.door_id
          from vers e
          join spic_onderaanneming o on o.verwijzing_id = e.onderwerp_id and o.tot is null and o.hulpverlener_id is null
           and o.vanaf = (e.op at time zone 'Europe/Amsterdam')::date
          join organisatie_gebruiker g on g.aanbieder_id = o.aanbieder_id and g.is_active and g.rol = 'aanmeldteam'
         where e.soort = 'verwijzing.onderaannemer'
        union
        select e.id, g.id, e.door_id
          from vers e
          join spic_verkenningaanbieder a on a.verkenning_id = e.onderwerp_id and a.beantwoord_op is null
          join organisatie_gebruiker g on g.aanbieder_id = a.aanbieder_id and g.is_active and g.rol = 'aanmeldteam'
         where e.soort = 'verkenning.gevraagd'
        union
        select e.id, z.wie, e.door_id
          from vers e cross join lateral gezin_aan_zet(e.gezin_id, vandaag) z (wie)
         where e.van_aanbieder
           and e.soort in ('verwijzing.geaccepteerd', 'verwijzing.geweigerd', 'verwijzing.overleg', 'verwijzing.spic_voorstel',
                           'verwijzing.spic_argument', 'verwijzing.startgesprek', 'verwijzing.stagnatie', 'verwijzing.einde_voorgesteld',
                           'verwijzing.bericht', 'verkenning.beantwoord')
    )
    select v.id, v.wie from voor v where v.wie <> v.door_id
$$;

-- One message for each person, to which news is added as long as nobody tried to send it. The lock is that of `plan_herinneringen()`:
-- nothing is added to what is being taken, and two sweeps at once tell it once.
create function plan_nieuws(vandaag date, nu timestamptz, domein text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    r record;
    post bigint;
begin
    if not exists (select from nieuws_voor(vandaag, nu)) then
        return;
    end if;
    perform pg_advisory_xact_lock(7520);
    for r in select n.wie, array_agg(n.gebeurtenis order by n.gebeurtenis) as welke from nieuws_voor(vandaag, nu) n group by n.wie loop
        select b.id into post from gezinnen_bericht b
         where b.ontvanger_id = r.wie and b.soort = 'nieuws' and b.status = 'gepland' and b.pogingen = 0 order by b.id limit 1;
        if post is null then
            insert into gezinnen_bericht (ontvanger_id, kanaal, soort, sleutel, status, message_id, pogingen, fout)
                values (r.wie, 'mail', 'nieuws', r.welke[1]::text, 'gepland', '<' || gen_random_uuid() || '@' || domein || '>', 0, '')
                returning id into post;
        end if;
        insert into gezinnen_nieuws (gebeurtenis_id, ontvanger_id, bericht_id) select w.id, r.wie, post from unnest(r.welke) w (id);
    end loop;
end $$;

-- The lines of one message that may still be told, each subject once. Of a verkenning a provider reads no number.
create function nieuwsregels(welk bigint, lezer bigint) returns setof jsonb
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with regel as materialized (
        select e.gezin_id, e.soort, split_part(e.soort, '.', 1) as onderwerp, e.onderwerp_id, g.aanbieder_id, g.rol
          from gezinnen_nieuws n
          join gezinnen_gebeurtenis e on e.id = n.gebeurtenis_id
          join organisatie_gebruiker g on g.id = n.ontvanger_id
         where n.bericht_id = welk and n.ontvanger_id = lezer
    )
    select distinct jsonb_build_object('onderwerp', r.onderwerp, 'partner', r.aanbieder_id is not null, 'nummer', f.nummer,
                                       'id', r.onderwerp_id)
      from regel r join gezinnen_gezin f on f.id = r.gezin_id
     where case when r.aanbieder_id is null then mag_bericht_over(lezer, r.gezin_id, '')
                else r.onderwerp = 'verwijzing' and mag_partnerbericht(lezer, r.onderwerp_id, r.soort = 'verwijzing.eindbesluit') end
    union
    select jsonb_build_object('onderwerp', 'verkenning', 'partner', true, 'id', a.id)
      from regel r
      join spic_verkenningaanbieder a on a.verkenning_id = r.onderwerp_id and a.aanbieder_id = r.aanbieder_id and a.beantwoord_op is null
      join spic_verkenning v on v.id = a.verkenning_id and v.gesloten_op is null
     where r.onderwerp = 'verkenning' and r.rol = 'aanmeldteam'
$$;

do $$
declare
    functie text;
begin
    foreach functie in array array['mag_partnerbericht(bigint, bigint, boolean)', 'gezin_aan_zet(bigint, date)',
        'nieuwe_gebeurtenissen(timestamptz)', 'nieuws_voor(date, timestamptz)', 'plan_nieuws(date, timestamptz, text)',
        'nieuwsregels(bigint, bigint)'] loop
        execute format('alter function %s owner to ggw_poort', functie);
        execute format('revoke execute on function %s from public', functie);
    end loop;
end $$;
grant execute on function plan_nieuws(date, timestamptz, text) to ggw_systeem;
