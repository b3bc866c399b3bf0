-- A vastgesteld gezinsplan or borgingsplan and what stands in it stay as they were, whatever a page tries. Only what happens afterwards may be
-- written: the columns that a trigger names. The owner may still remove a whole file.
create function plan_onveranderlijk() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
    if current_user = 'ggw_medewerker'
       and ((tg_op = 'INSERT' and new.status <> 'concept') or (tg_op <> 'INSERT' and old.status = 'vastgesteld')) then
        raise exception 'Een vastgesteld plan is onveranderlijk.' using errcode = 'insufficient_privilege';
    end if;
    return coalesce(new, old);
end $$;

create function plandeel_onveranderlijk() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
    vrij text[] := coalesce(tg_argv, '{}');
begin
    if current_user <> 'ggw_medewerker' then
        return coalesce(new, old);
    end if;
    if tg_op = 'UPDATE' and to_jsonb(new) - vrij = to_jsonb(old) - vrij then
        return new;
    end if;
    if exists (
        select from unnest(array[to_jsonb(old), to_jsonb(new)]) as deel(rij)
          left join gezinnen_resultaat r on r.id = (deel.rij ->> 'resultaat_id')::bigint
          join gezinnen_gezinsplan p on p.id = coalesce((deel.rij ->> 'plan_id')::bigint, r.plan_id)
         where p.status = 'vastgesteld'
    ) then
        raise exception 'Een vastgesteld plan is onveranderlijk.' using errcode = 'insufficient_privilege';
    end if;
    return coalesce(new, old);
end $$;

create function borgingsdeel_onveranderlijk() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
    if current_user = 'ggw_medewerker' and exists (
        select from gezinnen_borgingsplan p
         where p.id in ((to_jsonb(old) ->> 'plan_id')::bigint, (to_jsonb(new) ->> 'plan_id')::bigint)
           and p.status = 'vastgesteld'
    ) then
        raise exception 'Een vastgesteld plan is onveranderlijk.' using errcode = 'insufficient_privilege';
    end if;
    return coalesce(new, old);
end $$;

create trigger plan_onveranderlijk before insert or update or delete on gezinnen_gezinsplan
    for each row execute function plan_onveranderlijk();
create trigger plan_onveranderlijk before insert or update or delete on gezinnen_planonderwerp
    for each row execute function plandeel_onveranderlijk();
create trigger plan_onveranderlijk before insert or update or delete on gezinnen_gezinspatroon
    for each row execute function plandeel_onveranderlijk();
create trigger plan_onveranderlijk before insert or update or delete on gezinnen_kindbehoefte
    for each row execute function plandeel_onveranderlijk();
create trigger plan_onveranderlijk before insert or update or delete on gezinnen_eigenvisie
    for each row execute function plandeel_onveranderlijk();
create trigger plan_onveranderlijk before insert or update or delete on gezinnen_resultaat
    for each row execute function plandeel_onveranderlijk('status', 'cijfer_nu', 'gm_sinds');
create trigger plan_onveranderlijk before insert or update or delete on gezinnen_actie
    for each row execute function plandeel_onveranderlijk('gedaan_op');
create trigger plan_onveranderlijk before insert or update or delete on gezinnen_borgingsplan
    for each row execute function plan_onveranderlijk();
create trigger plan_onveranderlijk before insert or update or delete on gezinnen_borgingspunt
    for each row execute function borgingsdeel_onveranderlijk();
create trigger plan_onveranderlijk before insert or update or delete on gezinnen_borgingsactie
    for each row execute function borgingsdeel_onveranderlijk();
create trigger plan_onveranderlijk before insert or update or delete on gezinnen_borgingscontact
    for each row execute function borgingsdeel_onveranderlijk();
create trigger plan_onveranderlijk before insert or update or delete on gezinnen_borgingsantwoord
    for each row execute function borgingsdeel_onveranderlijk();

alter function plan_onveranderlijk() owner to ggw_poort;
alter function plandeel_onveranderlijk() owner to ggw_poort;
alter function borgingsdeel_onveranderlijk() owner to ggw_poort;
