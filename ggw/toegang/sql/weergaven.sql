-- Who may see which family, and why. The one definition: the door, "wie kan dit dossier inzien" and the log read it.
create view toegang as
with vandaag as (select (now() at time zone 'Europe/Amsterdam')::date as dag),
plaats as (
    select gezin_id, basisteam_id, vanaf from gezinnen_toewijzing where tot is null
    union all
    select gezin_id, basisteam_id, vanaf from gezinnen_wachtplek where tot is null
)
select t.gezin_id, g.id as gebruiker_id, 'gezinsmanager'::text as grond, 1 as volgorde, t.vanaf, null::date as tot
  from gezinnen_toewijzing t join organisatie_gebruiker g on g.id = t.gezinsmanager_id
 where t.tot is null and g.is_active and g.rol in ('gezinsmanager', 'senior')
union all
select w.gezin_id, g.id, 'wachter', 2, w.vanaf, null::date
  from gezinnen_wachtplek w join organisatie_gebruiker g on g.id = w.wachter_id
 where w.tot is null and g.is_active and g.rol in ('gezinsmanager', 'senior', 'gedragsdeskundige')
union all
select p.gezin_id, g.id,
       case when g.rol in ('senior', 'gedragsdeskundige', 'teammanager') then 'supervisie' else 'basisteam' end,
       case when g.rol in ('senior', 'gedragsdeskundige', 'teammanager') then 3 else 4 end,
       greatest(p.vanaf, l.vanaf), l.tot
  from plaats p
  join organisatie_lidmaatschap l on l.basisteam_id = p.basisteam_id
  join organisatie_gebruiker g on g.id = l.gebruiker_id, vandaag
 where l.vanaf <= vandaag.dag and (l.tot is null or l.tot >= vandaag.dag) and g.is_active
   and g.rol in ('gezinsmanager', 'senior', 'gedragsdeskundige', 'teammanager', 'secretariaat');
alter view toegang owner to ggw_poort;

create view organisatie_medewerker as
select id, naam, rol, telefoon, is_active from organisatie_gebruiker;
alter view organisatie_medewerker owner to ggw_poort;
grant select on organisatie_medewerker to ggw_medewerker, ggw_systeem, ggw_web;
