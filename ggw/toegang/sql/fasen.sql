-- Beginning again with a family that was closed, and telling the family what was decided after it was closed.
-- A closed family of a team that this senior or teammanager works in now; nothing for any other number.
create function heropenbaar(wie bigint, nr text)
returns table (gezin bigint, team bigint, teamnaam text, gezinsmanager bigint, afgesloten_op date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select g.id, b.id, b.naam::text, plek.gezinsmanager_id, laatste.afgesloten_op
      from gezinnen_gezin g
      join lateral (select bg.id, bg.afgesloten_op from gezinnen_begeleiding bg where bg.gezin_id = g.id
                     order by bg.begonnen_op desc, bg.id desc limit 1) laatste on laatste.afgesloten_op is not null
      join lateral (select t.basisteam_id, t.gezinsmanager_id, t.vanaf, t.id
                      from gezinnen_toewijzing t where t.begeleiding_id = laatste.id
                    union all
                    select w.basisteam_id, null, w.vanaf, 0 from gezinnen_wachtplek w where w.begeleiding_id = laatste.id
                     order by 3 desc, 4 desc limit 1) plek on true
      join organisatie_basisteam b on b.id = plek.basisteam_id
     where g.nummer = nr
       and not exists (select from gezinnen_begeleiding lopend where lopend.gezin_id = g.id and lopend.afgesloten_op is null)
       and (not is_afgeschermd(g.id) or exists (select from toegang t where t.gezin_id = g.id and t.gebruiker_id = wie))
       and exists (select from organisatie_lidmaatschap l join organisatie_gebruiker u on u.id = l.gebruiker_id
                    where u.id = wie and u.is_active and u.rol in ('senior', 'teammanager') and l.basisteam_id = b.id
                      and l.vanaf <= (now() at time zone 'Europe/Amsterdam')::date
                      and (l.tot is null or l.tot >= (now() at time zone 'Europe/Amsterdam')::date))
$$;

-- A new begeleiding of the same family, with a gezinsmanager or a wachter of the same team. Null when it cannot be done (any more).
create function heropen(wie bigint, nr text, nieuwe_gezinsmanager bigint, nieuwe_wachter bigint, waarom text) returns bigint
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    vandaag date := (now() at time zone 'Europe/Amsterdam')::date;
    eerste text := case when nieuwe_gezinsmanager is null then 'wacht' else 'verbinden' end;
    oud record;
    begel bigint;
begin
    if (nieuwe_gezinsmanager is null) = (nieuwe_wachter is null) or trim(waarom) = '' then
        raise exception 'Kies een gezinsmanager of een wachter, en schrijf waarom.' using errcode = 'check_violation';
    end if;
    perform pg_advisory_xact_lock(7516, (g.id % 2147483647)::int) from gezinnen_gezin g where g.nummer = nr;
    select * into oud from heropenbaar(wie, nr);
    if not found or not exists (
        select from organisatie_lidmaatschap l join organisatie_gebruiker u on u.id = l.gebruiker_id
         where u.id = coalesce(nieuwe_gezinsmanager, nieuwe_wachter) and u.is_active and u.rol in ('gezinsmanager', 'senior')
           and l.basisteam_id = oud.team and l.vanaf <= vandaag and (l.tot is null or l.tot >= vandaag)) then
        return null;
    end if;
    insert into gezinnen_begeleiding (gezin_id, fase, fase_sinds, begonnen_op) values (oud.gezin, eerste, vandaag, vandaag)
        returning id into begel;
    insert into gezinnen_faseovergang (gezin_id, begeleiding_id, van, naar, op, door_id, reden)
        values (oud.gezin, begel, '', eerste, vandaag, wie, waarom);
    if nieuwe_gezinsmanager is null then
        insert into gezinnen_wachtplek (gezin_id, begeleiding_id, wachter_id, basisteam_id, vanaf, laatste_blik)
            values (oud.gezin, begel, nieuwe_wachter, oud.team, vandaag, '');
    else
        insert into gezinnen_toewijzing (gezin_id, begeleiding_id, gezinsmanager_id, basisteam_id, vanaf, reden, door_id)
            values (oud.gezin, begel, nieuwe_gezinsmanager, oud.team, vandaag, '', wie);
    end if;
    insert into gezinnen_gebeurtenis (gezin_id, soort, onderwerp_id, gegevens, op, door_id)
        values (oud.gezin, 'begeleiding.heropend', begel, '{}', now(), wie);
    return oud.gezin;
end $$;

-- Inside the family, once for each decision. The one thing that may still be written in a closed family: a decision to close is
-- told after it was taken, by who guides families.
create function vertel_besluit(welke bigint, dag date, wijze text, woorden text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    wie bigint := nullif(current_setting('ggw.wie', true), '')::bigint;
    punt record;
begin
    update gezinnen_agendapunt set verteld_op = dag, verteld_door_id = wie, verteld_wijze = wijze, reactie = woorden
     where id = welke and gezin_id = any (nullif(current_setting('ggw.gezinnen', true), '')::bigint[])
       and besluit in ('akkoord', 'niet_akkoord') and verteld_op is null
       and exists (select from organisatie_gebruiker u where u.id = wie and u.is_active and u.rol in ('gezinsmanager', 'senior'))
    returning gezin_id, soort into punt;
    if not found then
        return false;
    end if;
    insert into gezinnen_gebeurtenis (gezin_id, soort, onderwerp_id, gegevens, op, door_id)
        values (punt.gezin_id, 'bto.verteld', welke, jsonb_build_object('punt', punt.soort), now(), wie);
    return true;
end $$;

-- Closed families that this person can still read (toegang, ground 'afgesloten'), which no list holds: who guided each, and what is left
-- to do: a decision that the family was not told, and the day on which it was asked for its opinion.
create function afgesloten_in_beeld()
returns table (gezin bigint, nummer text, naam text, afgesloten_op date, te_lezen_tot date, gezinsmanager text,
               te_vertellen bigint, gevraagd_op date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select g.id, g.nummer, g.naam, laatste.afgesloten_op, gr.tot, plek.naam,
           (select p.id from gezinnen_agendapunt p
             where p.gezin_id = g.id and p.besluit in ('akkoord', 'niet_akkoord') and p.verteld_op is null order by p.id desc limit 1),
           (select max(e.op at time zone 'Europe/Amsterdam')::date from gezinnen_gebeurtenis e
             where e.gezin_id = g.id and e.soort = 'tevredenheid.gevraagd' and e.gegevens ->> 'moment' = 'afgesloten'
               and e.op >= laatste.begonnen_op)
      from (select t.gezin_id, max(t.tot) as tot from toegang t
             where t.gebruiker_id = nullif(current_setting('ggw.wie', true), '')::bigint and t.grond = 'afgesloten'
             group by t.gezin_id) gr
      join gezinnen_gezin g on g.id = gr.gezin_id
      join lateral (select bg.id, bg.begonnen_op, bg.afgesloten_op from gezinnen_begeleiding bg where bg.gezin_id = g.id
                     order by bg.begonnen_op desc, bg.id desc limit 1) laatste on laatste.afgesloten_op is not null
      left join lateral (select u.naam from gezinnen_toewijzing t join organisatie_gebruiker u on u.id = t.gezinsmanager_id
                          where t.begeleiding_id = laatste.id order by t.vanaf desc, t.id desc limit 1) plek on true
     where not exists (select from gezinnen_begeleiding lopend where lopend.gezin_id = g.id and lopend.afgesloten_op is null)
     order by laatste.afgesloten_op desc, g.sorteernaam, g.id
$$;

alter function afgesloten_in_beeld() owner to ggw_poort;
alter function heropenbaar(bigint, text) owner to ggw_poort;
alter function heropen(bigint, text, bigint, bigint, text) owner to ggw_poort;
alter function vertel_besluit(bigint, date, text, text) owner to ggw_poort;
revoke execute on function heropenbaar(bigint, text), heropen(bigint, text, bigint, bigint, text),
    vertel_besluit(bigint, date, text, text), afgesloten_in_beeld() from public;
grant execute on function heropenbaar(bigint, text), heropen(bigint, text, bigint, bigint, text) to ggw_web;
grant execute on function vertel_besluit(bigint, date, text, text), afgesloten_in_beeld() to ggw_medewerker;
