-- From aanmelding to family: the only way a Gezin is made.
create function neem_aan(welke bigint, team bigint, gezinsmanager bigint, wachter bigint, waarom text)
returns table (gezin bigint, nr text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    wie bigint := nullif(current_setting('ggw.wie', true), '')::bigint;
    vandaag date := (now() at time zone 'Europe/Amsterdam')::date;
    a record;
    volg int;
    begel bigint;
    eerste text := case when gezinsmanager is null then 'wacht' else 'verbinden' end;
begin
    if current_setting('ggw.aanmeldingen', true) is distinct from 'open' or wie is null then
        raise exception 'Een gezin aannemen kan alleen bij de instroom.' using errcode = 'insufficient_privilege';
    end if;
    if (gezinsmanager is null) = (wachter is null) then
        raise exception 'Kies een gezinsmanager of een wachter.' using errcode = 'check_violation';
    end if;
    select * into a from gezinnen_aanmelding where id = welke and gezin_id is null and status = 'open' for update;
    if not found then
        return;
    end if;
    insert into toegang_nummerreeks as n (jaar, laatste) values (extract(year from vandaag), 1)
        on conflict (jaar) do update set laatste = n.laatste + 1 returning laatste into volg;
    nr := extract(year from vandaag)::int || '-' || lpad(volg::text, greatest(4, length(volg::text)), '0');
    insert into gezinnen_gezin (nummer, naam, sorteernaam, gemeente_id)
        values (nr, a.gezinsnaam, lower(a.gezinsnaam), a.gemeente_id) returning id into gezin;
    update gezinnen_aanmelding set gezin_id = gezin, status = 'aanvaard', besloten_op = vandaag, besloten_door_id = wie,
        besluit_reden = waarom where id = welke;
    update gezinnen_aangemelde set gezin_id = gezin where aanmelding_id = welke;
    insert into gezinnen_begeleiding (gezin_id, fase, fase_sinds, begonnen_op) values (gezin, eerste, vandaag, vandaag)
        returning id into begel;
    insert into gezinnen_faseovergang (gezin_id, begeleiding_id, van, naar, op, door_id)
        values (gezin, begel, '', eerste, vandaag, wie);
    if gezinsmanager is null then
        insert into gezinnen_wachtplek (gezin_id, begeleiding_id, wachter_id, basisteam_id, vanaf, laatste_blik)
            values (gezin, begel, wachter, team, vandaag, '');
    else
        insert into gezinnen_toewijzing (gezin_id, begeleiding_id, gezinsmanager_id, basisteam_id, vanaf, reden, door_id)
            values (gezin, begel, gezinsmanager, team, vandaag, '', wie);
    end if;
    insert into gezinnen_gebeurtenis (gezin_id, soort, onderwerp_id, gegevens, op, door_id)
        values (gezin, 'aanmelding.aanvaard', welke, '{}', now(), wie);
    perform set_config('ggw.gezinnen', array[gezin]::text, true);
    perform set_config('ggw.schrijfbaar', array[gezin]::text, true);
    return next;
end $$;

-- Is this person or address known? Number, gemeente and whom to call; never the dossier. An afgeschermd family stays silent;
-- who guides it hears of the question (nood.sql), once for as long as that notice is not sent.
create function bekend(naam text, geboren date, bsn bytea, pc text, nr text)
returns table (gezin bigint, nummer text, gemeente text, contact text, telefoon text, waarop text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if nullif(current_setting('ggw.wie', true), '') is null then
        raise exception 'Vragen of iemand bekend is, kan alleen binnen de deur.' using errcode = 'insufficient_privilege';
    end if;
    return query
    with treffers as (
        select b.gezin_id, 'BSN' as reden, 1 as volgorde from gezinnen_gezinslidbsn b where bsn is not null and b.afdruk = bsn
        union all
        select l.gezin_id, 'naam en geboortedatum', 2 from gezinnen_gezinslid l
         where geboren is not null and l.geboortedatum = geboren and naam <> '' and lower(l.achternaam) = lower(naam)
        union all
        select a.gezin_id, 'adres', 3 from gezinnen_adres a
         where pc <> '' and nr <> '' and not a.geheim and a.postcode = pc and lower(a.huisnummer) = lower(nr)
    ), een as (
        select distinct on (t.gezin_id) t.gezin_id, t.reden from treffers t order by t.gezin_id, t.volgorde
    ), stil as (
        insert into toegang_bekendvraag (gezin_id) select een.gezin_id from een where is_afgeschermd(een.gezin_id)
            on conflict do nothing
    )
    select g.id, g.nummer::text, coalesce(ge.naam, '')::text, coalesce(m.naam, '')::text, coalesce(m.telefoon, '')::text, een.reden
      from een join gezinnen_gezin g on g.id = een.gezin_id
      left join organisatie_gemeente ge on ge.id = g.gemeente_id
      left join gezinnen_toewijzing t on t.gezin_id = g.id and t.tot is null
      left join gezinnen_wachtplek w on w.gezin_id = g.id and w.tot is null
      left join organisatie_gebruiker m on m.id = coalesce(t.gezinsmanager_id, w.wachter_id)
     where not is_afgeschermd(g.id)
     order by g.nummer desc limit 20;
end $$;

alter function neem_aan(bigint, bigint, bigint, bigint, text) owner to ggw_poort;
alter function bekend(text, date, bytea, text, text) owner to ggw_poort;
revoke execute on function neem_aan(bigint, bigint, bigint, bigint, text), bekend(text, date, bytea, text, text) from public;
grant execute on function neem_aan(bigint, bigint, bigint, bigint, text), bekend(text, date, bytea, text, text) to ggw_medewerker;
