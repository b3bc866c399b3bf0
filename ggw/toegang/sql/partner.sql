-- What a provider reads and writes: of the referrals that `begin_partner()` named, and nothing else. Views and functions of the gate.

-- The referrals of this request.
create function partner.eigen() returns bigint[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select nullif(current_setting('ggw.verwijzingen', true), '')::bigint[]
$$;

create function partner.ik() returns bigint
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select nullif(current_setting('ggw.wie', true), '')::bigint
$$;

-- The hoofdaannemer of a referral reads these; an onderaannemer only what is its own.
create function partner.hoofd() returns bigint[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(array_agg(v.id), '{}') from spic_verwijzing v
      join organisatie_gebruiker ik on ik.id = partner.ik() and ik.aanbieder_id = v.aanbieder_id
     where v.id = any (partner.eigen())
$$;

-- An onderaannemer reads how far it is and whom of us to call; the words and people of the hoofdaannemer are not its own.
create view partner.verwijzing with (security_barrier) as
select v.id, v.gezin_id, f.nummer, v.sleutel, v.status,
       case when e.hoofd then v.hulpvraag
            else coalesce((select o.wat from spic_onderaanneming o join organisatie_gebruiker ik on ik.id = (select partner.ik())
                            where o.verwijzing_id = v.id and o.aanbieder_id = ik.aanbieder_id order by o.id desc limit 1), '') end as hulpvraag,
       v.verzonden_op, v.beantwoord_op, v.startgesprek_op, v.startgesprek_gehouden_op, v.gestart_op, v.einddatum,
       case when e.hoofd then v.verwacht_einde end as verwacht_einde, v.beeindigd_op,
       case when e.hoofd then v.hulpverlener_id end as hulpverlener_id,
       case when e.hoofd then v.trajectbegeleider_id end as trajectbegeleider_id, v.aanbieder_id, a.naam as aanbieder,
       case when e.hoofd then coalesce(h.naam, '') else '' end as hulpverlener,
       case when e.hoofd then coalesce(b.naam, '') else '' end as trajectbegeleider,
       coalesce(m.naam, '') as gezinsmanager, coalesce(m.telefoon, '') as telefoon,
       case when e.hoofd then coalesce((select s.reden from spic_verwijzingstap s
                                         where s.verwijzing_id = v.id and s.naar = v.status and s.partij = 'aanbieder'
                                         order by s.op desc, s.id desc limit 1), '') else '' end as eigen_reden
  from spic_verwijzing v
  cross join lateral (select v.id = any ((select partner.hoofd())::bigint[]) as hoofd) e
  join gezinnen_gezin f on f.id = v.gezin_id
  join organisatie_aanbieder a on a.id = v.aanbieder_id
  left join organisatie_gebruiker h on h.id = v.hulpverlener_id
  left join organisatie_gebruiker b on b.id = v.trajectbegeleider_id
  left join gezinnen_toewijzing t on t.gezin_id = v.gezin_id and t.tot is null
  left join organisatie_gebruiker m on m.id = t.gezinsmanager_id
 where v.id = any ((select partner.eigen())::bigint[]);

-- The newest version alone: what was shared by mistake and taken back is gone.
create view partner.pakket with (security_barrier) as
select p.id, p.verwijzing_id, p.versie, p.inhoud, p.sha256, p.gemaakt_op
  from spic_pakket p
  join organisatie_gebruiker g on g.id = (select partner.ik()) and g.aanbieder_id = p.aanbieder_id
 where p.verwijzing_id = any ((select partner.eigen())::bigint[])
   and not exists (select from spic_pakket later where later.verwijzing_id = p.verwijzing_id and later.aanbieder_id = p.aanbieder_id
                      and later.versie > p.versie);

-- Colleagues of who asks, at the same provider, who can be named as hulpverlener.
create view partner.hulpverlener with (security_barrier) as
select g.id, g.naam from organisatie_gebruiker g
  join organisatie_gebruiker ik on ik.id = (select partner.ik()) and ik.aanbieder_id = g.aanbieder_id
 where g.is_active and g.rol = 'hulpverlener';

create view partner.kind with (security_barrier) as
select k.verwijzing_id, k.kind_id, k.spic_id from spic_verwijzingkind k where k.verwijzing_id = any ((select partner.hoofd())::bigint[]);

-- An onderaannemer reads the resultaten when the hoofdaannemer shared them.
create view partner.resultaat with (security_barrier) as
select r.verwijzing_id, r.resultaat_id, r.wat from spic_verwijzingresultaat r
 where r.verwijzing_id = any ((select partner.eigen())::bigint[])
   and (r.verwijzing_id = any ((select partner.hoofd())::bigint[])
        or exists (select from partner.pakket p where p.verwijzing_id = r.verwijzing_id and p.inhoud ? 'resultaten'));

create view partner.stap with (security_barrier) as
select s.verwijzing_id, s.van, s.naar, s.partij, s.op, s.dag, case when s.partij = 'aanbieder' then s.reden else '' end as reden,
       case when s.partij = 'aanbieder' or s.naar = 'beeindigd' then s.code else '' end as code
  from spic_verwijzingstap s where s.verwijzing_id = any ((select partner.hoofd())::bigint[]) and s.van <> 'concept';

create view partner.bijdrage with (security_barrier) as
select b.id, b.verwijzing_id, b.soort, b.partij, b.spic_id, b.tekst, b.op, coalesce(g.naam, '') as door
  from spic_spicbijdrage b left join organisatie_gebruiker g on g.id = b.door_id
 where b.verwijzing_id = any ((select partner.hoofd())::bigint[]);

-- Messages of the referral; an onderaannemer talks with the hoofdaannemer outside the product, and reads here only its own reports.
create view partner.bericht with (security_barrier) as
select b.id, b.verwijzing_id, b.tekst, b.partij, b.op, b.gelezen_op, coalesce(g.naam, '') as door
  from spic_verwijzingbericht b left join organisatie_gebruiker g on g.id = b.door_id
 where b.verwijzing_id = any ((select partner.hoofd())::bigint[]);

create view partner.voortgang with (security_barrier) as
select w.id, w.verwijzing_id, w.resultaat_id, w.cijfer, w.woorden, w.bezoeken, w.verwacht_einde, w.op, coalesce(g.naam, '') as door, w.sleutel
  from spic_voortgang w
  left join organisatie_gebruiker g on g.id = w.door_id
  join organisatie_gebruiker ik on ik.id = (select partner.ik())
 where w.verwijzing_id = any ((select partner.eigen())::bigint[]) and w.partij = 'aanbieder'
   and (w.verwijzing_id = any ((select partner.hoofd())::bigint[]) or g.aanbieder_id = ik.aanbieder_id);

create view partner.eindvoorstel with (security_barrier) as
select e.id, e.verwijzing_id, e.reden_id, e.toelichting, e.einddatum, e.overdracht, e.partij, e.op, e.besluit, e.besluit_reden, e.besluit_op
  from spic_eindvoorstel e where e.verwijzing_id = any ((select partner.hoofd())::bigint[]);

create view partner.eindoordeel with (security_barrier) as
select o.voorstel_id, o.resultaat_id, o.uitkomst, o.woorden
  from spic_eindoordeel o join spic_eindvoorstel e on e.id = o.voorstel_id
 where e.verwijzing_id = any ((select partner.hoofd())::bigint[]);

create view partner.onderaanneming with (security_barrier) as
select o.id, o.verwijzing_id, o.aanbieder_id, a.naam as aanbieder, o.wat, o.vanaf, o.tot, o.hulpverlener_id, coalesce(g.naam, '') as hulpverlener
  from spic_onderaanneming o
  join organisatie_aanbieder a on a.id = o.aanbieder_id
  left join organisatie_gebruiker g on g.id = o.hulpverlener_id
  join organisatie_gebruiker ik on ik.id = (select partner.ik())
 where o.verwijzing_id = any ((select partner.eigen())::bigint[])
   and (o.aanbieder_id = ik.aanbieder_id or o.verwijzing_id = any ((select partner.hoofd())::bigint[]));

-- The next uitvoerdersoverleg to which somebody of the provider was invited by name.
create view partner.overleg with (security_barrier) as
select v.id as verwijzing_id, u.id as overleg_id, u.op, u.waar
  from spic_verwijzing v
  join gezinnen_uitvoerdersoverleg u on u.gezin_id = v.gezin_id and u.status = 'gepland'
  join gezinnen_overlegdeelnemer d on d.overleg_id = u.id and d.medewerker_id = (select partner.ik())
 where v.id = any ((select partner.eigen())::bigint[]);

-- Own deadlines: what waits for the provider in this referral.
create view partner.termijn with (security_barrier) as
select t.id, t.onderwerp_id as verwijzing_id, t.code, n.wat, t.dag
  from spic_verwijzing v
  -- By way of the family: the terms of a family have an index, those of a subject have none.
  join gezinnen_termijn t on t.gezin_id = v.gezin_id and t.onderwerp_id = v.id
  join gezinnen_norm n on n.id = t.norm_id
 where t.gesloten_op is null and t.eigenaar_rol = 'hoofdaannemer' and t.onderwerp_soort = 'verwijzing'
   and v.id = any ((select partner.hoofd())::bigint[]);

-- Reference data, which names nobody.
create view partner.spic with (security_barrier) as
select s.id, s.productcode, s.geldig_vanaf, s.geldig_tot, st.voorbeeld, sg.code as segment, p.code as profiel, p.naam as profielnaam, p.crisis,
       coalesce(i.code, '') as intensiteit, coalesce(i.naam, '') as intensiteitnaam
  from spic_spic s
  join spic_stelsel st on st.id = s.stelsel_id
  join spic_segment sg on sg.id = s.segment_id
  join spic_profiel p on p.id = s.profiel_id
  left join spic_intensiteit i on i.id = s.intensiteit_id;
create view partner.weigerreden with (security_barrier) as select code, naam, volgorde, actief from spic_weigerreden;
create view partner.eindreden with (security_barrier) as select code, naam, volgorde, actief from spic_eindreden;
create view partner.onderaannemer with (security_barrier) as
select id, naam from organisatie_aanbieder where actief and soort = 'onderaannemer';

-- From, to, and whether only for SPIC 11: the provider's part of `spic.models.overgangen.OVERGANGEN`; a test compares the two.
create function partner.mag_stap(van text, naar text, crisis boolean) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select exists (select from (values
        ('verzonden', 'overleg', false), ('verzonden', 'geaccepteerd', false), ('verzonden', 'geweigerd', false),
        ('overleg', 'geweigerd', false),
        ('geaccepteerd', 'startgesprek', false), ('geaccepteerd', 'gestart', true), ('geaccepteerd', 'geweigerd', false),
        ('startgesprek', 'startgesprek', false), ('startgesprek', 'gestart', false), ('startgesprek', 'geweigerd', false),
        ('gestart', 'stagnatie', false), ('gestart', 'einde_voorgesteld', false),
        ('stagnatie', 'gestart', false), ('stagnatie', 'einde_voorgesteld', false)) o (van_, naar_, alleen_crisis)
     where o.van_ = van and o.naar_ = naar and (not o.alleen_crisis or crisis))
$$;

-- The referral, locked for this transaction, when it is one of the door's and the ground is one of these; otherwise nothing.
create function partner.pak(welke bigint, gronden text[]) returns setof spic_verwijzing
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    select v.* from spic_verwijzing v
     where v.id = welke and v.id = any (partner.eigen()) and current_setting('ggw.grond', true) = any (gronden)
       and v.status not in ('concept', 'geweigerd', 'beeindigd', 'ingetrokken')
       and (current_setting('ggw.grond', true) <> 'onderaannemer'
            or exists (select from spic_onderaanneming o join organisatie_gebruiker ik on ik.id = partner.ik() and ik.aanbieder_id = o.aanbieder_id
                        where o.verwijzing_id = v.id and o.tot is null and (ik.rol = 'aanmeldteam' or o.hulpverlener_id = ik.id)))
       for update
$$;

-- A day that a page can show and a person can mean.
create function partner.kan(dag date) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select dag between date '2000-01-01' and (now() + interval '20 years')::date
$$;

create function partner.leg_vast(gezin bigint, wat text, welke bigint) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    insert into gezinnen_gebeurtenis (gezin_id, soort, onderwerp_id, gegevens, op, door_id)
        values (gezin, 'verwijzing.' || wat, welke, '{}', now(), partner.ik());
    select vraag_herberekening(gezin)
$$;

-- Move the referral. True when it stands there now, also when the same form did that before; false when somebody was first.
-- Not called from outside: `zet_stap`, `draag_bij` and `stel_einde_voor` do that, each with what belongs to the step.
create function partner.schuif(welke bigint, doel text, reden_code text, waarom text, welke_dag date, tijd timestamptz, eigen uuid)
returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    v spic_verwijzing;
    vandaag date := (now() at time zone 'Europe/Amsterdam')::date;
begin
    select * into v from partner.pak(welke, case when doel in ('geaccepteerd', 'geweigerd', 'overleg') then array['aanmeldteam']
                                                 else array['aanmeldteam', 'hulpverlener'] end);
    if v.id is null then
        return exists (select from spic_verwijzingstap s where s.verwijzing_id = welke and s.sleutel = eigen and s.door_id = partner.ik()
                          and s.naar = doel and s.verwijzing_id = any (partner.eigen()));
    end if;
    if exists (select from spic_verwijzingstap s where s.verwijzing_id = welke and s.sleutel = eigen) then
        return exists (select from spic_verwijzingstap s where s.verwijzing_id = welke and s.sleutel = eigen and s.naar = doel);
    end if;
    if doel = 'geweigerd' and not exists (select from spic_weigerreden r where r.code = reden_code)
       or doel in ('geweigerd', 'stagnatie') and trim(coalesce(waarom, '')) = ''
       or doel = 'startgesprek' and (tijd is null or not partner.kan((tijd at time zone 'Europe/Amsterdam')::date))
       or doel = 'gestart' and (welke_dag is null or welke_dag > vandaag or welke_dag < v.verzonden_op)
       or not partner.mag_stap(v.status, doel,
              exists (select from spic_verwijzingkind k join spic_spic s on s.id = k.spic_id join spic_profiel p on p.id = s.profiel_id
                       where k.verwijzing_id = welke and p.crisis)) then
        return false;
    end if;
    update spic_verwijzing u
       set status = doel,
           beantwoord_op = case when doel in ('geaccepteerd', 'geweigerd') then coalesce(u.beantwoord_op, now()) else u.beantwoord_op end,
           startgesprek_op = case when doel = 'startgesprek' then tijd else u.startgesprek_op end,
           gestart_op = case when doel = 'gestart' then coalesce(u.gestart_op, welke_dag) else u.gestart_op end,
           startgesprek_gehouden_op = case when doel = 'gestart' and u.startgesprek_gehouden_op is null
                                            and (u.startgesprek_op at time zone 'Europe/Amsterdam')::date <= welke_dag
                                           then (u.startgesprek_op at time zone 'Europe/Amsterdam')::date
                                           else u.startgesprek_gehouden_op end,
           beeindigd_op = case when doel = 'geweigerd' then vandaag else u.beeindigd_op end
     where u.id = welke;
    insert into spic_verwijzingstap (gezin_id, verwijzing_id, van, naar, partij, code, reden, dag, op, door_id, sleutel)
        values (v.gezin_id, welke, v.status, doel, 'aanbieder', coalesce(reden_code, ''), left(coalesce(waarom, ''), 4000),
                case when doel = 'gestart' then welke_dag end, now(), partner.ik(), eigen);
    perform partner.leg_vast(v.gezin_id, doel, welke);
    return true;
end $$;

-- The steps that need nothing beside them. Another SPIC and an end have a function of their own.
create function partner.zet_stap(welke bigint, doel text, reden_code text, waarom text, welke_dag date, tijd timestamptz, eigen uuid)
returns boolean
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    select case when doel in ('geaccepteerd', 'geweigerd', 'startgesprek', 'gestart', 'stagnatie')
                then partner.schuif(welke, doel, reden_code, waarom, welke_dag, tijd, eigen) else false end
$$;

-- The startgesprek was held.
create function partner.hield_startgesprek(welke bigint, welke_dag date) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    v spic_verwijzing;
begin
    select * into v from partner.pak(welke, array['aanmeldteam', 'hulpverlener']);
    if v.id is null or v.status not in ('startgesprek', 'gestart', 'stagnatie', 'einde_voorgesteld')
       or v.startgesprek_gehouden_op is not null or welke_dag is null or welke_dag < v.verzonden_op
       or welke_dag > (now() at time zone 'Europe/Amsterdam')::date then
        return false;
    end if;
    update spic_verwijzing set startgesprek_gehouden_op = welke_dag where id = welke;
    perform partner.leg_vast(v.gezin_id, 'startgesprek_gehouden', welke);
    return true;
end $$;

-- Another SPIC fits better, or one more argument. From verzonden it opens the discussion.
create function partner.draag_bij(welke bigint, andere bigint, waarom text, eigen uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    v spic_verwijzing;
    vandaag date := (now() at time zone 'Europe/Amsterdam')::date;
begin
    select * into v from partner.pak(welke, array['aanmeldteam']);
    if v.id is null or v.status not in ('verzonden', 'overleg') or trim(coalesce(waarom, '')) = ''
       or v.status = 'verzonden' and andere is null
       or andere is not null and not exists (select from spic_spic s where s.id = andere and s.geldig_vanaf <= vandaag
                                                and (s.geldig_tot is null or s.geldig_tot >= vandaag)) then
        return exists (select from spic_spicbijdrage b where b.verwijzing_id = welke and b.sleutel = eigen and b.door_id = partner.ik());
    end if;
    if exists (select from spic_spicbijdrage b where b.verwijzing_id = welke and b.sleutel = eigen) then
        return true;
    end if;
    if v.status = 'verzonden' and not partner.schuif(welke, 'overleg', 'spic', waarom, null, null, eigen) then
        return false;
    end if;
    insert into spic_spicbijdrage (gezin_id, verwijzing_id, soort, partij, spic_id, tekst, op, door_id, sleutel)
        values (v.gezin_id, welke, case when andere is null then 'argument' else 'voorstel' end, 'aanbieder', andere, left(waarom, 4000),
                now(), partner.ik(), eigen);
    perform partner.leg_vast(v.gezin_id, case when andere is null then 'spic_argument' else 'spic_voorstel' end, welke);
    return true;
end $$;

-- Who of the own organisation helps the family, and who coordinates. False when it is over, or one of them is nobody of ours.
create function partner.noem_mensen(welke bigint, helper bigint, begeleider bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    v spic_verwijzing;
begin
    select * into v from partner.pak(welke, array['aanmeldteam']);
    if v.id is null or v.status in ('verzonden', 'overleg')
       or helper is not null and not exists (select from partner.hulpverlener h where h.id = helper)
       or begeleider is not null and not exists (select from partner.hulpverlener h where h.id = begeleider)
       or (v.hulpverlener_id, v.trajectbegeleider_id) is not distinct from (helper, begeleider) then
        return false;
    end if;
    update spic_verwijzing set hulpverlener_id = helper, trajectbegeleider_id = begeleider where id = welke;
    perform partner.leg_vast(v.gezin_id, 'hulpverlener', welke);
    return true;
end $$;

-- A sign of life, for one resultaat of this referral or for the whole.
create function partner.meld_voortgang(welke bigint, voor bigint, cijfer smallint, tekst text, bezoeken smallint, einde date, eigen uuid)
returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    v spic_verwijzing;
begin
    select * into v from partner.pak(welke, array['aanmeldteam', 'hulpverlener', 'onderaannemer']);
    if v.id is null or v.status not in ('startgesprek', 'gestart', 'stagnatie', 'einde_voorgesteld') or trim(coalesce(tekst, '')) = ''
       or einde is not null and not partner.kan(einde)
       or voor is not null and not exists (select from partner.resultaat r where r.verwijzing_id = welke and r.resultaat_id = voor) then
        return false;
    end if;
    insert into spic_voortgang (gezin_id, verwijzing_id, resultaat_id, cijfer, woorden, bezoeken, verwacht_einde, partij, op, door_id, sleutel)
        values (v.gezin_id, welke, voor, cijfer, left(tekst, 4000), bezoeken, einde, 'aanbieder', now(), partner.ik(), eigen)
        on conflict do nothing;
    if not found then
        return true;
    end if;
    if einde is not null and current_setting('ggw.grond', true) <> 'onderaannemer' then
        update spic_verwijzing set verwacht_einde = einde where id = welke;
    end if;
    perform partner.leg_vast(v.gezin_id, 'voortgang', welke);
    return true;
end $$;

create function partner.schrijf_bericht(welke bigint, tekst text, eigen uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    v spic_verwijzing;
begin
    select * into v from partner.pak(welke, array['aanmeldteam', 'hulpverlener']);
    if v.id is null or trim(coalesce(tekst, '')) = '' then
        return false;
    end if;
    insert into spic_verwijzingbericht (gezin_id, verwijzing_id, tekst, partij, op, door_id, sleutel)
        values (v.gezin_id, welke, left(tekst, 4000), 'aanbieder', now(), partner.ik(), eigen)
        on conflict do nothing;
    if found then
        perform partner.leg_vast(v.gezin_id, 'bericht', welke);
    end if;
    return true;
end $$;

-- Who opens the page of a referral has read what the other side wrote.
create function partner.las_berichten(welke bigint) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    update spic_verwijzingbericht b set gelezen_op = now()
     where b.verwijzing_id = welke and b.verwijzing_id = any (partner.hoofd()) and b.partij <> 'aanbieder' and b.gelezen_op is null
$$;

-- Propose to end the help: `oordelen` is [{"resultaat": 1, "uitkomst": "deels", "woorden": "..."}], one for each resultaat.
create function partner.stel_einde_voor(
    welke bigint, reden_code text, waarom text, laatste date, wie_neemt_over text, oordelen jsonb, eigen uuid)
returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    v spic_verwijzing;
    voorstel bigint;
begin
    if exists (select from spic_eindvoorstel e where e.verwijzing_id = welke and e.sleutel = eigen and e.door_id = partner.ik()) then
        return true;
    end if;
    select * into v from partner.pak(welke, array['aanmeldteam', 'hulpverlener']);
    if v.id is null or laatste is null or not partner.kan(laatste) or laatste < v.gestart_op
       or not exists (select from spic_eindreden r where r.code = reden_code) or trim(coalesce(waarom, '')) = ''
       or exists (select from spic_verwijzingresultaat r where r.verwijzing_id = welke
                     and not exists (select from jsonb_array_elements(oordelen) o where (o ->> 'resultaat')::bigint = r.resultaat_id))
       or not partner.schuif(welke, 'einde_voorgesteld', reden_code, waarom, null, null, eigen) then
        return false;
    end if;
    insert into spic_eindvoorstel (gezin_id, verwijzing_id, reden_id, toelichting, einddatum, overdracht, partij, op, door_id, besluit,
                                   besluit_reden, sleutel)
        values (v.gezin_id, welke, reden_code, left(waarom, 4000), laatste, left(coalesce(wie_neemt_over, ''), 4000), 'aanbieder', now(),
                partner.ik(), 'open', '', eigen)
        returning id into voorstel;
    insert into spic_eindoordeel (gezin_id, voorstel_id, resultaat_id, uitkomst, woorden)
        select v.gezin_id, voorstel, r.resultaat_id, o ->> 'uitkomst', left(coalesce(o ->> 'woorden', ''), 2000)
          from spic_verwijzingresultaat r
          join jsonb_array_elements(oordelen) o on (o ->> 'resultaat')::bigint = r.resultaat_id
         where r.verwijzing_id = welke;
    return true;
end $$;

-- The hoofdaannemer brings in an onderaannemer, with a part of its own package: `leden` are places in the list of people, `delen` parts.
create function partner.breng_in(welke bigint, onder bigint, waarvoor text, leden integer[], delen text[], eigen uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    v spic_verwijzing;
    bron jsonb;
    deel jsonb;
    nr integer;
begin
    if exists (select from spic_onderaanneming o where o.verwijzing_id = welke and o.sleutel = eigen and o.door_id = partner.ik()) then
        return true;
    end if;
    select * into v from partner.pak(welke, array['aanmeldteam']);
    if v.id is null or v.status in ('verzonden', 'overleg') or trim(coalesce(waarvoor, '')) = '' or coalesce(cardinality(leden), 0) = 0
       or onder = v.aanbieder_id or not exists (select from partner.onderaannemer o where o.id = onder)
       or exists (select from spic_onderaanneming o where o.verwijzing_id = welke and o.aanbieder_id = onder and o.tot is null) then
        return false;
    end if;
    select p.inhoud into bron from spic_pakket p where p.verwijzing_id = welke and p.aanbieder_id = v.aanbieder_id
     order by p.versie desc limit 1;
    deel := jsonb_build_object('vorm', bron -> 'vorm', 'nummer', bron -> 'nummer', 'hulpvraag', left(waarvoor, 300), 'toelichting', '',
                               'grondslag', bron -> 'grondslag')
         || (select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(bron) e
              where e.key = any (delen) and e.key in ('toelichting', 'gezinsplan', 'veiligheidsplan', 'afnames', 'resultaten'))
         || jsonb_build_object('leden', (select coalesce(jsonb_agg(e.value order by e.ordinality), '[]')
                                           from jsonb_array_elements(bron -> 'leden') with ordinality e
                                          where e.ordinality::integer = any (leden)));
    select coalesce(max(p.versie), 0) + 1 into nr from spic_pakket p where p.verwijzing_id = welke and p.aanbieder_id = onder;
    insert into spic_onderaanneming (gezin_id, verwijzing_id, aanbieder_id, wat, vanaf, door_id, sleutel)
        values (v.gezin_id, welke, onder, left(waarvoor, 300), (now() at time zone 'Europe/Amsterdam')::date, partner.ik(), eigen);
    insert into spic_pakket (gezin_id, verwijzing_id, aanbieder_id, versie, inhoud, sha256, door_id)
        values (v.gezin_id, welke, onder, nr, deel, encode(sha256(convert_to(deel::text, 'UTF8')), 'hex'), partner.ik());
    perform partner.leg_vast(v.gezin_id, 'onderaannemer', welke);
    return true;
end $$;

-- The onderaannemer names who of its own people does the work; the hoofdaannemer may end it.
create function partner.noem_onder(welke bigint, helper bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    v spic_verwijzing;
begin
    select * into v from partner.pak(welke, array['onderaannemer']);
    if v.id is null or not exists (select from partner.hulpverlener h where h.id = helper) then
        return false;
    end if;
    update spic_onderaanneming o set hulpverlener_id = helper
      from organisatie_gebruiker ik
     where ik.id = partner.ik() and ik.rol = 'aanmeldteam' and o.aanbieder_id = ik.aanbieder_id and o.verwijzing_id = welke and o.tot is null
       and o.hulpverlener_id is distinct from helper;
    if not found then
        return false;
    end if;
    perform partner.leg_vast(v.gezin_id, 'onder_hulpverlener', welke);
    return true;
end $$;

create function partner.stop_onder(welke bigint, onder bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    v spic_verwijzing;
begin
    select * into v from partner.pak(welke, array['aanmeldteam']);
    if v.id is null then
        return false;
    end if;
    update spic_onderaanneming o set tot = greatest(o.vanaf, (now() at time zone 'Europe/Amsterdam')::date)
     where o.id = onder and o.verwijzing_id = welke and o.tot is null;
    if not found then
        return false;
    end if;
    perform partner.leg_vast(v.gezin_id, 'onder_gestopt', welke);
    return true;
end $$;

-- All of this schema belongs to the gate. A provider reads the views and calls what is meant to be called.
do $$
declare
    ding record;
begin
    for ding in select p.oid::regprocedure::text as naam, p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                 where n.nspname = 'partner' loop
        execute format('alter function %s owner to ggw_poort', ding.naam);
        execute format('revoke execute on function %s from public', ding.naam);
        if ding.proname not in ('pak', 'leg_vast', 'schuif') then
            execute format('grant execute on function %s to ggw_partner', ding.naam);
        end if;
    end loop;
    for ding in select c.oid::regclass::text as naam from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where n.nspname = 'partner' and c.relkind = 'v' loop
        execute format('alter view %s owner to ggw_poort', ding.naam);
        execute format('grant select on %s to ggw_partner', ding.naam);
    end loop;
end $$;
