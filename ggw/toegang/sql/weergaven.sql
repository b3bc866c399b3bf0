-- Who may see which family, and why. The one definition: the door, "wie kan dit dossier inzien" and the log read it.
-- Of an afgeschermd family only the last two grounds are left. 'dienst' opens by number and is in no list.
-- A condition inside a UNION ALL keeps the planner from asking an index of it for one person's teams: it would read all places of
-- all families at each page. So the conditions stand outside, and what is closed is asked in two parts.
create view toegang as
with plaats as not materialized (
    select gezin_id, basisteam_id, gezinsmanager_id as wie, vanaf, tot as tot_dag from gezinnen_toewijzing
    union all
    select gezin_id, basisteam_id, wachter_id, vanaf, tot from gezinnen_wachtplek
),
gronden as not materialized (
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
      join organisatie_gebruiker g on g.id = l.gebruiker_id
     where p.tot_dag is null and l.vanaf <= (now() at time zone 'Europe/Amsterdam')::date
       and (l.tot is null or l.tot >= (now() at time zone 'Europe/Amsterdam')::date) and g.is_active
       and g.rol in ('gezinsmanager', 'senior', 'gedragsdeskundige', 'teammanager', 'secretariaat')
    union all
    select p.gezin_id, g.id, 'vervanging', 5, greatest(p.vanaf, v.vanaf), v.tot
      from plaats p
      join organisatie_vervanging v on v.gebruiker_id = p.wie
      join organisatie_gebruiker g on g.id = v.vervanger_id
     where p.tot_dag is null and v.vanaf <= (now() at time zone 'Europe/Amsterdam')::date
       and v.tot >= (now() at time zone 'Europe/Amsterdam')::date and g.is_active
       and g.rol in ('gezinsmanager', 'senior', 'gedragsdeskundige')
    union all
    -- A referral that waits for help, or a kwestie that reached zorgbemiddeling (gezinnen.kwesties.LADDER), in the region of the
    -- teams that this person mediates for.
    select r.gezin_id, g.id, 'zorgbemiddeling', 6, min(r.vanaf), null::date
      from (select gezin_id, verzonden_op as vanaf from spic_verwijzing where status in ('verzonden', 'overleg', 'geaccepteerd', 'startgesprek')
            union all
            select gezin_id, niveau_sinds from gezinnen_kwestie where opgelost_op is null and niveau >= 2) r
      join gezinnen_gezin f on f.id = r.gezin_id
      join organisatie_gemeente plek on plek.id = f.gemeente_id
      join organisatie_gemeente eigen on eigen.regio = plek.regio
      join organisatie_lokaalteam lt on lt.gemeente_id = eigen.id
      join organisatie_basisteam b on b.lokaal_team_id = lt.id
      join organisatie_lidmaatschap l on l.basisteam_id = b.id
      join organisatie_gebruiker g on g.id = l.gebruiker_id
     where g.is_active and g.rol = 'zorgbemiddelaar'
       and l.vanaf <= (now() at time zone 'Europe/Amsterdam')::date
       and (l.tot is null or l.tot >= (now() at time zone 'Europe/Amsterdam')::date)
     group by r.gezin_id, g.id
    union all
    select f.id, g.id, 'dienst', 7, (d.begin at time zone 'Europe/Amsterdam')::date, (d.eind at time zone 'Europe/Amsterdam')::date
      from organisatie_dienst d
      join organisatie_gebruiker g on g.id = d.gebruiker_id
     cross join gezinnen_gezin f
     where d.begin <= now() and d.eind > now() and g.is_active
       and g.rol in ('dienst', 'gezinsmanager', 'senior', 'gedragsdeskundige', 'teammanager')
    union all
    -- The last team reads for three months after closing; of a family that only waited, the team where it waited.
    select b.gezin_id, g.id, 'afgesloten', 10, b.afgesloten_op, (b.afgesloten_op + interval '3 months')::date
      from gezinnen_begeleiding b
      join gezinnen_toewijzing t on t.begeleiding_id = b.id
      join organisatie_lidmaatschap l on l.basisteam_id = t.basisteam_id
      join organisatie_gebruiker g on g.id = l.gebruiker_id
     where b.afgesloten_op is not null
       and b.afgesloten_op + interval '3 months' >= (now() at time zone 'Europe/Amsterdam')::date
       and not exists (select from gezinnen_toewijzing later where later.begeleiding_id = b.id
                        and (later.vanaf, later.id) > (t.vanaf, t.id))
       and l.vanaf <= (now() at time zone 'Europe/Amsterdam')::date
       and (l.tot is null or l.tot >= (now() at time zone 'Europe/Amsterdam')::date) and g.is_active
       and g.rol in ('gezinsmanager', 'senior', 'gedragsdeskundige', 'teammanager', 'secretariaat')
    union all
    select b.gezin_id, g.id, 'afgesloten', 10, b.afgesloten_op, (b.afgesloten_op + interval '3 months')::date
      from gezinnen_begeleiding b
      join gezinnen_wachtplek w on w.begeleiding_id = b.id
      join organisatie_lidmaatschap l on l.basisteam_id = w.basisteam_id
      join organisatie_gebruiker g on g.id = l.gebruiker_id
     where b.afgesloten_op is not null
       and b.afgesloten_op + interval '3 months' >= (now() at time zone 'Europe/Amsterdam')::date
       and not exists (select from gezinnen_toewijzing t where t.begeleiding_id = b.id)
       and l.vanaf <= (now() at time zone 'Europe/Amsterdam')::date
       and (l.tot is null or l.tot >= (now() at time zone 'Europe/Amsterdam')::date) and g.is_active
       and g.rol in ('gezinsmanager', 'senior', 'gedragsdeskundige', 'teammanager', 'secretariaat')
)
select gr.gezin_id, gr.gebruiker_id, gr.grond, gr.volgorde, gr.vanaf, gr.tot
  from gronden gr
 where not exists (select from toegang_afscherming a
                    where a.gezin_id = gr.gezin_id and a.ingegaan_op is not null and a.opgeheven_op is null)
union all
select b.gezin_id, g.id, 'benoemd', 8, (b.vanaf at time zone 'Europe/Amsterdam')::date,
       (b.tot at time zone 'Europe/Amsterdam')::date
  from toegang_benoemd b
  join organisatie_gebruiker g on g.id = b.gebruiker_id
  join toegang_afscherming a on a.gezin_id = b.gezin_id and a.ingegaan_op is not null and a.opgeheven_op is null
 where b.vanaf <= now() and b.tot is null and g.is_active
   and g.aanbieder_id is null
union all
select n.gezin_id, g.id, 'noodtoegang', 9, (n.vanaf at time zone 'Europe/Amsterdam')::date,
       (n.tot at time zone 'Europe/Amsterdam')::date
  from toegang_noodtoegang n
  join organisatie_gebruiker g on g.id = n.gebruiker_id
 where n.vanaf <= now() and n.tot > now() and g.is_active
   and g.rol in ('gezinsmanager', 'senior', 'gedragsdeskundige', 'teammanager', 'dienst')
   and (n.vooraf_door_id is not null
        or not exists (select from toegang_afscherming a
                        where a.gezin_id = n.gezin_id and a.ingegaan_op is not null and a.opgeheven_op is null));
alter view toegang owner to ggw_poort;

-- The partner side: which referral somebody of a provider may read, and why. Thirty days longer than it runs, then nothing.
-- An onderaannemer is there on a ground of its own: it reads its own package and reports, and decides nothing. Brought in again, the
-- last time counts: who helped before then and does not now, reads nothing of it.
create view partnertoegang as
select v.id as verwijzing_id, v.gezin_id, v.aanbieder_id, g.id as gebruiker_id, g.rol::text as grond,
       v.status in ('geweigerd', 'beeindigd') as alleen_lezen
  from spic_verwijzing v
  join organisatie_gebruiker g on g.aanbieder_id = v.aanbieder_id
  join organisatie_aanbieder a on a.id = v.aanbieder_id and a.actief
 where g.is_active and v.status not in ('concept', 'ingetrokken')
   and (v.beeindigd_op is null or v.beeindigd_op + 30 >= (now() at time zone 'Europe/Amsterdam')::date)
   and (g.rol = 'aanmeldteam' or (g.rol = 'hulpverlener' and g.id in (v.hulpverlener_id, v.trajectbegeleider_id)))
union all
select v.id, v.gezin_id, o.aanbieder_id, g.id, 'onderaannemer', v.status in ('geweigerd', 'beeindigd') or o.tot is not null
  from spic_onderaanneming o
  join spic_verwijzing v on v.id = o.verwijzing_id
  join organisatie_gebruiker g on g.aanbieder_id = o.aanbieder_id
  join organisatie_aanbieder a on a.id = o.aanbieder_id and a.actief
 where g.is_active and v.status not in ('concept', 'ingetrokken')
   and (v.beeindigd_op is null or v.beeindigd_op + 30 >= (now() at time zone 'Europe/Amsterdam')::date)
   and (o.tot is null or o.tot + 30 >= (now() at time zone 'Europe/Amsterdam')::date)
   and (g.rol = 'aanmeldteam' or (g.rol = 'hulpverlener' and g.id = o.hulpverlener_id))
   and not exists (select from spic_onderaanneming later
                    where later.verwijzing_id = o.verwijzing_id and later.aanbieder_id = o.aanbieder_id and later.id > o.id);
alter view partnertoegang owner to ggw_poort;

create view organisatie_medewerker as
select id, naam, rol, telefoon, is_active from organisatie_gebruiker;
alter view organisatie_medewerker owner to ggw_poort;
grant select on organisatie_medewerker to ggw_medewerker, ggw_systeem, ggw_toezicht, ggw_web;
