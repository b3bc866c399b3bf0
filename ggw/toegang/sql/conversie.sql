-- For the beheerder, who sees no family: how many children have running help under a combination that ends. Counts alone.
create function tel_conversie() returns table (spic bigint, aantal bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select vk.spic_id, count(*) from spic_verwijzingkind vk
      join spic_verwijzing v on v.id = vk.verwijzing_id
      join spic_spic s on s.id = vk.spic_id
     where s.geldig_tot is not null
       and v.status not in ('concept', 'geweigerd', 'beeindigd', 'ingetrokken')
     group by vk.spic_id
$$;

alter function tel_conversie() owner to ggw_poort;
revoke execute on function tel_conversie() from public;
grant execute on function tel_conversie() to ggw_web;
