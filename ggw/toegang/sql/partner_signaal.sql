-- A provider reports a signal about a family of a referral that runs, and reads what it reported itself.

-- Whom to call now: who guides or watches the family, or who replaces that person today.
create view partner.belnummer with (security_barrier) as
select v.id as verwijzing_id, m.naam, m.telefoon
  from spic_verwijzing v
  cross join lateral (
      select t.gezinsmanager_id as wie, 1 as volgorde from gezinnen_toewijzing t where t.gezin_id = v.gezin_id and t.tot is null
      union all
      select w.wachter_id, 2 from gezinnen_wachtplek w where w.gezin_id = v.gezin_id and w.tot is null
      order by volgorde limit 1) p
  left join lateral (
      select r.vervanger_id from organisatie_vervanging r join organisatie_gebruiker g on g.id = r.vervanger_id and g.is_active
       where r.gebruiker_id = p.wie and (now() at time zone 'Europe/Amsterdam')::date between r.vanaf and r.tot
       order by r.vanaf desc, r.id desc limit 1) r on true
  join organisatie_gebruiker m on m.id = coalesce(r.vervanger_id, p.wie) and m.is_active
 where v.id = any ((select nullif(current_setting('ggw.verwijzingen', true), '')::bigint[])::bigint[]);

-- The own signals only, whoever of the own organisation reported them; of the judgement only that it is there and what was told back.
create view partner.signaal with (security_barrier) as
select s.id, s.verwijzing_id, s.soort, s.feit, s.mening, s.bron, s.gezien_op, s.ontvangen_op, melder.naam as melder,
       b.op as beoordeeld_op, coalesce(b.terugkoppeling, '') as terugkoppeling,
       coalesce((select jsonb_agg(k.kind_id) from veiligheid_signaalkind k where k.signaal_id = s.id), '[]') as kinderen
  from veiligheid_signaal s
  join organisatie_gebruiker melder on melder.id = s.door_id
  join organisatie_gebruiker ik on ik.id = nullif(current_setting('ggw.wie', true), '')::bigint
   and ik.aanbieder_id = melder.aanbieder_id
  left join veiligheid_signaalbeoordeling b on b.signaal_id = s.id
 where s.verwijzing_id = any ((select nullif(current_setting('ggw.verwijzingen', true), '')::bigint[])::bigint[]);

-- Whether this referral runs for who asks. Afterwards it can be read for a while; nothing can be reported about it any more.
create function partner.mag_melden(welke bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select exists (select from partnertoegang p
                    where p.verwijzing_id = welke and not p.alleen_lezen
                      and p.gebruiker_id = nullif(current_setting('ggw.wie', true), '')::bigint
                      and p.verwijzing_id = any (nullif(current_setting('ggw.verwijzingen', true), '')::bigint[]))
$$;

-- The worker makes the new terms, since a partner sees no family; header, Vandaag and messages read the signal itself and wait for nothing.
create function partner.na_signaal(familie bigint) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform vraag_herberekening(familie);
end $$;

-- Gives the signal, the same one when this form was sent before; nothing when the referral is not theirs or does not run (any more).
-- `plekken`: places in the list of members of the newest package that this provider received, counted from 0. So nobody can be named
-- who was not shared.
create function partner.meld_signaal(welke bigint, wat text, plekken integer[], gezien_of_gehoord text, vindt text, van_wie text,
                                     gezien date, eenmalig uuid) returns bigint
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    wie bigint := nullif(current_setting('ggw.wie', true), '')::bigint;
    familie bigint;
    nieuw bigint;
    leden jsonb;
begin
    select v.gezin_id into familie from partner.verwijzing v where v.id = welke and partner.mag_melden(welke);
    if familie is null or eenmalig is null or gezien is null or gezien > (now() at time zone 'Europe/Amsterdam')::date then
        return null;
    end if;
    insert into veiligheid_signaal (gezin_id, soort, feit, mening, bron, gezien_op, melder, melder_naam, verwijzing_id, ontvangen_op,
                                    status, sleutel, door_id)
        values (familie, wat, left(gezien_of_gehoord, 4000), left(vindt, 2000), left(van_wie, 160), gezien, 'aanbieder', '', welke,
                now(), 'open', eenmalig, wie)
        on conflict (gezin_id, sleutel) do nothing returning id into nieuw;
    if nieuw is null then
        return (select s.id from veiligheid_signaal s
                 where s.gezin_id = familie and s.sleutel = eenmalig and s.verwijzing_id = welke and s.door_id = wie);
    end if;
    select p.inhoud -> 'leden' into leden from partner.pakket p where p.verwijzing_id = welke order by p.versie desc limit 1;
    insert into veiligheid_signaalkind (gezin_id, signaal_id, kind_id)
        select distinct familie, nieuw, l.id from unnest(plekken) as o (plek)
          join gezinnen_gezinslid l on o.plek >= 0 and l.id = (leden -> o.plek ->> 'lid')::bigint and l.gezin_id = familie;
    insert into gezinnen_gebeurtenis (gezin_id, soort, onderwerp_id, gegevens, op, door_id)
        values (familie, 'signaal.gemeld', nieuw, jsonb_build_object('signaalsoort', wat), now(), wie);
    perform partner.na_signaal(familie);
    return nieuw;
end $$;

alter function partner.mag_melden(bigint) owner to ggw_poort;
alter function partner.na_signaal(bigint) owner to ggw_poort;
alter function partner.meld_signaal(bigint, text, integer[], text, text, text, date, uuid) owner to ggw_poort;
revoke execute on function partner.na_signaal(bigint), partner.meld_signaal(bigint, text, integer[], text, text, text, date, uuid) from public;
revoke execute on function partner.mag_melden(bigint) from public;
grant execute on function partner.mag_melden(bigint) to ggw_partner;
grant execute on function partner.meld_signaal(bigint, text, integer[], text, text, text, date, uuid) to ggw_partner;

alter view partner.belnummer owner to ggw_poort;
alter view partner.signaal owner to ggw_poort;
grant select on partner.belnummer, partner.signaal to ggw_partner;
