-- A verkenning as the asked provider sees it: whether it has room, without any family. No number of a family and no id of one is in here.

create view partner.plekvraag with (security_barrier) as
select a.id, v.vraag, v.regio,
       case when s.id is not null
            then concat_ws('-', sg.code, p.code, i.code) || ': ' || concat_ws(', ', sg.code, p.naam, i.naam)
                 || case when st.voorbeeld then ' (voorbeeld)' else '' end
            else concat_ws(', ', 'segment ' || sg.code, p.naam) end as waarnaar,
       v.gevraagd_op, v.gesloten_op is not null as gesloten, a.antwoord, a.wachttijd_weken, a.toelichting, a.beantwoord_op,
       coalesce(m.naam, '') as door, a.sleutel
  from spic_verkenningaanbieder a
  join spic_verkenning v on v.id = a.verkenning_id
  join organisatie_gebruiker ik on ik.id = (select partner.ik()) and ik.aanbieder_id = a.aanbieder_id
   and ik.is_active and ik.rol = 'aanmeldteam'
  left join organisatie_gebruiker m on m.id = a.beantwoord_door_id
  left join spic_spic s on s.id = v.spic_id
  left join spic_stelsel st on st.id = s.stelsel_id
  left join spic_segment sg on sg.id = coalesce(s.segment_id, v.segment_id)
  left join spic_profiel p on p.id = coalesce(s.profiel_id, v.profiel_id)
  left join spic_intensiteit i on i.id = s.intensiteit_id
 where v.gesloten_op is null or v.gesloten_op > now() - interval '30 days';

-- True when this answer stands there now, also when the same form did that before. False when the question was closed, or when somebody
-- answered after `vorig`, the answer that was read.
create function partner.beantwoord_plek(welke bigint, wat text, weken smallint, uitleg text, vorig uuid, eigen uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    a spic_verkenningaanbieder;
begin
    select r.* into a from spic_verkenningaanbieder r
      join organisatie_gebruiker ik on ik.id = partner.ik() and ik.aanbieder_id = r.aanbieder_id and ik.is_active and ik.rol = 'aanmeldteam'
     where r.id = welke for update of r;
    if a.id is null or eigen is null then
        return false;
    end if;
    if a.sleutel = eigen then
        return a.beantwoord_door_id = partner.ik();
    end if;
    if a.sleutel is distinct from vorig or wat is null or wat not in ('ja', 'misschien', 'nee')
       or weken is not null and weken not between 0 and 260
       or not exists (select from spic_verkenning v where v.id = a.verkenning_id and v.gesloten_op is null) then
        return false;
    end if;
    update spic_verkenningaanbieder r
       set antwoord = wat, wachttijd_weken = weken, toelichting = left(coalesce(uitleg, ''), 1000), beantwoord_op = now(),
           beantwoord_door_id = partner.ik(), sleutel = eigen
     where r.id = welke;
    insert into gezinnen_gebeurtenis (gezin_id, soort, onderwerp_id, gegevens, op, door_id)
        values (a.gezin_id, 'verkenning.beantwoord', a.verkenning_id, '{}', now(), partner.ik());
    perform vraag_herberekening(a.gezin_id);
    return true;
end $$;

alter view partner.plekvraag owner to ggw_poort;
alter function partner.beantwoord_plek(bigint, text, smallint, text, uuid, uuid) owner to ggw_poort;
revoke execute on function partner.beantwoord_plek(bigint, text, smallint, text, uuid, uuid) from public;
grant select on partner.plekvraag to ggw_partner;
grant execute on function partner.beantwoord_plek(bigint, text, smallint, text, uuid, uuid) to ggw_partner;
