-- What a provider reads: its referrals and the newest package of each, of the referrals that `begin_partner()` named.
create view partner.verwijzing with (security_barrier) as
select v.id, v.gezin_id, v.status, v.hulpvraag, v.verzonden_op, v.beeindigd_op, v.hulpverlener_id, a.naam as aanbieder,
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

alter view partner.verwijzing owner to ggw_poort;
alter view partner.pakket owner to ggw_poort;
grant select on partner.verwijzing, partner.pakket to ggw_partner;
