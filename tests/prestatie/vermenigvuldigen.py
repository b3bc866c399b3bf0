"""A large database out of a smaller one, in SQL: every family with its rows, team, people and providers again, under other ids and numbers.

`voorbeelddata` makes a family in Python; a hundred thousand of those take an hour and more. A copy differs from what it
was copied from in ids, family number, names of teams and providers, addresses of people, keys and the hash of a BSN. What a JSON
value says about an id, and the history, stay as they were or stay out: no page that is measured reads them by id.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

VAN_MENSEN = (
    "organisatie_aanbieder",
    "organisatie_basisteam",
    "organisatie_gebruiker",
    "organisatie_lidmaatschap",
    "gezinnen_gezin",
    "gezinnen_basisteamoverleg",
    "gezinnen_btoaanwezige",
    "gezinnen_bericht",
    "gezinnen_herinnering",
    "gezinnen_nieuws",
    "rapportage_teamstand",
    "rapportage_tevredenheid",
    "spic_aanbod",
    "spic_wachtopgave",
)
"""Beside every table with a family in it."""
LOS = {
    "voorzitter_id": "organisatie_gebruiker",
    "wie_id": "organisatie_gebruiker",
    "verwijzing_id": "spic_verwijzing",
    "auteur_id": "organisatie_gebruiker",
    "door_id": "organisatie_gebruiker",
}
"""Columns that hold an id without a reference."""
ONDERWERPEN = {
    "kind": "gezinnen_gezinslid",
    "maatregel": "gezinnen_maatregel",
    "machtiging": "gezinnen_machtiging",
    "verwijzing": "spic_verwijzing",
    "signaal": "veiligheid_signaal",
    "hulp": "spic_anderehulp",
    "kwestie": "gezinnen_kwestie",
    "veiligheidsplan": "veiligheid_veiligheidsplan",
    "resultaat": "gezinnen_resultaat",
    "informatieverzoek": "gezinnen_informatieverzoek",
    "aanwijzing": "gezinnen_schriftelijkeaanwijzing",
}
ANDERS = {
    ("gezinnen_gezin", "nummer"): "left(nummer, 5) || lpad((substr(nummer, 6)::bigint + {k})::text, 6, '0')",
    ("gezinnen_gezinslidbsn", "afdruk"): "sha256(afdruk || {k}::text::bytea)",
    ("organisatie_gebruiker", "email"): "'k' || {k} || '.' || email",
    ("organisatie_basisteam", "naam"): "naam || ' (' || {k} || ')'",
    ("organisatie_aanbieder", "naam"): "naam || ' (' || {k} || ')'",
    ("gezinnen_bericht", "message_id"): "'<' || {k} || '.' || substr(message_id, 2)",
}
"""`{k}`: another number in every copy, also in a copy of copies."""
SLEUTEL = """
case when soort = 'direct' then (split_part(sleutel, '-', 1)::bigint + {termijn})::text || substr(sleutel, strpos(sleutel, '-'))
     when soort = 'duwtje' then (sleutel::bigint + {duwtje})::text
     when soort = 'signaal' then (sleutel::bigint + {signaal})::text
     else sleutel end
"""
TABELLEN = """
select c.relname from pg_class c
 where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like '%%event' and c.relname not like 'toegang\\_%%'
   and (c.relname = any (%s) or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'gezin_id'))
 order by 1
"""
KOLOMMEN = """
select a.attname, a.atttypid::regtype::text,
       (select min(k.confrelid::regclass::text) from pg_constraint k
         where k.contype = 'f' and k.conrelid = a.attrelid and a.attnum = any (k.conkey)
           and k.confkey[array_position(k.conkey, a.attnum)] =
               (select p.attnum from pg_attribute p where p.attrelid = k.confrelid and p.attname = 'id'))
  from pg_attribute a
 where a.attrelid = %s::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
 order by a.attnum
"""


def vermenigvuldig(url: str, keer: int) -> int:
    """All of it `keer` times as much, in one transaction; gives the number of rows that were added. Needs a superuser."""
    with psycopg.connect(url) as verbinding:
        verbinding.execute("set session_replication_role = replica")  # no triggers, no checks of references
        tabellen = [naam for (naam,) in verbinding.execute(TABELLEN, [list(VAN_MENSEN)])]
        laatste = {tabel: hoogste(verbinding, tabel) for tabel in tabellen}
        rijen = sum(kopieer(verbinding, tabel, laatste, k) for tabel in tabellen for k in range(1, keer))
        for tabel in tabellen:
            if laatste[tabel]:
                nieuw = [tabel, hoogste(verbinding, tabel)]
                verbinding.execute("select setval(pg_get_serial_sequence(%s, 'id'), %s)", nieuw)
    return rijen


def hoogste(verbinding: psycopg.Connection[Any], tabel: str) -> int:
    if not verbinding.execute(
        "select exists (select from pg_attribute where attrelid = %s::regclass and attname = 'id')", [tabel]
    ).fetchone()[0]:
        return 0
    vraag = sql.SQL("select coalesce(max(id), 0) from {}").format(sql.Identifier(tabel))
    return int(verbinding.execute(vraag).fetchone()[0])


def kopieer(verbinding: psycopg.Connection[Any], tabel: str, laatste: dict[str, int], k: int) -> int:
    """Copy number `k` of the first rows of this table: those that were there before the first copy."""
    kolommen = verbinding.execute(KOLOMMEN, [tabel]).fetchall()
    namen = ", ".join(f'"{naam}"' for naam, _, _ in kolommen)
    waarden = ", ".join(waarde(tabel, kolom, laatste, k) for kolom in kolommen)
    grens = f"id <= {laatste[tabel]}" if laatste[tabel] else f"gezin_id <= {laatste['gezinnen_gezin']}"
    return verbinding.execute(f"insert into {tabel} ({namen}) select {waarden} from {tabel} where {grens}").rowcount


def waarde(tabel: str, kolom: tuple[str, str, str | None], laatste: dict[str, int], k: int) -> str:
    """The expression that gives this column of the copy."""
    naam, soort, naar = kolom
    if (tabel, naam) in ANDERS:
        return ANDERS[(tabel, naam)].format(k=k * laatste["gezinnen_gezin"])
    if naam == "sleutel" and tabel in ("gezinnen_bericht", "gezinnen_herinnering"):
        namen = {"termijn": "gezinnen_termijn", "duwtje": "gezinnen_duwtje", "signaal": "veiligheid_signaal"}
        return SLEUTEL.format(**{n: k * laatste[t] for n, t in namen.items()})
    if soort == "uuid":
        return f'case when "{naam}" is not null then gen_random_uuid() end'
    if naam == "id":
        return f"id + {k * laatste[tabel]}"
    if naam == "onderwerp_id" and tabel == "gezinnen_termijn":
        per_soort = " ".join(f"when '{s}' then {k * laatste[t]}" for s, t in ONDERWERPEN.items())
        return f"onderwerp_id + case onderwerp_soort {per_soort} else 0 end"
    naar = naar or LOS.get(naam)
    return f'"{naam}" + {k * laatste[naar]}' if naar in laatste else f'"{naam}"'
