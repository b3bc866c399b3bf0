-- What a provider reads: its referrals and the newest package of each, of the referrals that `begin_partner()` named.
create view partner.verwijzing with (security_barrier) as
select v.id, v.gezin_id, v.status, v.hulpvraag, v.verzonden_op, v.beeindigd_op, v.reden_einde, v.hulpverlener_id, a.naam as aanbieder,
       coalesce(h.naam, '') as hulpverlener, coalesce(m.naam, '') as gezinsmanager, coalesce(m.telefoon, '') as telefoon
  from spic_verwijzing v
  join organisatie_aanbieder a on a.id = v.aanbieder_id
  left join organisatie_gebruiker h on h.id = v.hulpverlener_id
  left join gezinnen_toewijzing t on t.gezin_id = v.gezin_id and t.tot is null
  left join organisatie_gebruiker m on m.id = t.gezinsmanager_id
 where v.id = any ((select nullif(current_setting('ggw.verwijzingen', true), '')::bigint[])::bigint[]);

create view partner.pakket with (security_barrier) as
select p.id, p.verwijzing_id, p.versie, p.inhoud, p.sha256, p.gemaakt_op
  from spic_pakket p
  join organisatie_gebruiker g on g.id = nullif(current_setting('ggw.wie', true), '')::bigint
   and g.aanbieder_id = p.aanbieder_id
 where p.verwijzing_id = any ((select nullif(current_setting('ggw.verwijzingen', true), '')::bigint[])::bigint[]);

-- Colleagues of who asks, at the same provider, who can be named as hulpverlener.
create view partner.hulpverlener with (security_barrier) as
select g.id, g.naam from organisatie_gebruiker g
  join organisatie_gebruiker ik on ik.id = nullif(current_setting('ggw.wie', true), '')::bigint
   and ik.aanbieder_id = g.aanbieder_id
 where g.is_active and g.rol = 'hulpverlener';

-- What an aanmeldteam answers. False when the referral is not theirs, was answered or withdrawn meanwhile, or when this person does
-- not work at the provider.
create function partner.beantwoord(welke bigint, aanvaard boolean, waarom text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    wie bigint := nullif(current_setting('ggw.wie', true), '')::bigint;
    gezin bigint;
begin
    update spic_verwijzing v
       set status = case when aanvaard then 'aanvaard' else 'geweigerd' end, beantwoord_op = now(), beantwoord_door_id = wie,
           beeindigd_op = case when aanvaard then null else (now() at time zone 'Europe/Amsterdam')::date end,
           reden_einde = case when aanvaard then '' else left(waarom, 2000) end
     where v.id = welke and v.status = 'verzonden' and current_setting('ggw.grond', true) = 'aanmeldteam'
       and v.id = any (nullif(current_setting('ggw.verwijzingen', true), '')::bigint[])
    returning v.gezin_id into gezin;
    if gezin is null then
        return false;
    end if;
    insert into gezinnen_gebeurtenis (gezin_id, soort, onderwerp_id, gegevens, op, door_id)
        values (gezin, case when aanvaard then 'verwijzing.aanvaard' else 'verwijzing.geweigerd' end, welke, '{}', now(), wie);
    return true;
end $$;

create function partner.noem_hulpverlener(welke bigint, helper bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    wie bigint := nullif(current_setting('ggw.wie', true), '')::bigint;
    gezin bigint;
begin
    update spic_verwijzing v set hulpverlener_id = helper
     where v.id = welke and v.status in ('aanvaard', 'loopt') and current_setting('ggw.grond', true) = 'aanmeldteam'
       and v.hulpverlener_id is distinct from helper
       and v.id = any (nullif(current_setting('ggw.verwijzingen', true), '')::bigint[])
       and exists (select from partner.hulpverlener h where h.id = helper)
    returning v.gezin_id into gezin;
    if gezin is null then
        return false;
    end if;
    insert into gezinnen_gebeurtenis (gezin_id, soort, onderwerp_id, gegevens, op, door_id)
        values (gezin, 'verwijzing.hulpverlener', welke, '{}', now(), wie);
    return true;
end $$;

alter function partner.beantwoord(bigint, boolean, text) owner to ggw_poort;
alter function partner.noem_hulpverlener(bigint, bigint) owner to ggw_poort;
revoke execute on function partner.beantwoord(bigint, boolean, text), partner.noem_hulpverlener(bigint, bigint) from public;
grant execute on function partner.beantwoord(bigint, boolean, text), partner.noem_hulpverlener(bigint, bigint) to ggw_partner;

alter view partner.hulpverlener owner to ggw_poort;
alter view partner.verwijzing owner to ggw_poort;
alter view partner.pakket owner to ggw_poort;
grant select on partner.verwijzing, partner.pakket, partner.hulpverlener to ggw_partner;
