-- Gaps in help over all families that are not afgeschermd: per gemeente and kind of help how often the newest judgement said "nee"
-- or "deels", and how many of those are of families in view. Numbers only, no family. '' is a referral.
create function hulp_gaten(sinds date)
returns table (gemeente text, groep text, niet bigint, deels bigint, niet_in_beeld bigint, deels_in_beeld bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with geldend as (
        select distinct on (p.hulp_id, p.verwijzing_id) p.gezin_id, p.hulp_id, p.oordeel, p.op
          from spic_passendheid p
         order by p.hulp_id, p.verwijzing_id, p.op desc, p.id desc
    )
    select coalesce(m.naam, 'Gemeente onbekend')::text, coalesce(s.groep, '')::text,
           count(*) filter (where g.oordeel = 'nee'), count(*) filter (where g.oordeel = 'deels'),
           count(*) filter (where g.oordeel = 'nee' and g.gezin_id = any (v.gezinnen)),
           count(*) filter (where g.oordeel = 'deels' and g.gezin_id = any (v.gezinnen))
      from geldend g
      cross join (select coalesce(nullif(current_setting('ggw.gezinnen', true), '')::bigint[], '{}') as gezinnen) v
      join gezinnen_gezin f on f.id = g.gezin_id
      left join organisatie_gemeente m on m.id = f.gemeente_id
      left join spic_anderehulp h on h.id = g.hulp_id
      left join spic_hulpsoort s on s.code = h.soort_id
     where g.op >= sinds and g.oordeel <> 'ja' and not is_afgeschermd(f.id)
     group by m.naam, coalesce(s.groep, '')
     order by 1, count(*) desc
$$;

alter function hulp_gaten(date) owner to ggw_poort;
revoke execute on function hulp_gaten(date) from public;
grant execute on function hulp_gaten(date) to ggw_medewerker;
