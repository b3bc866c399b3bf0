"""Rows in memory, sent per table with COPY: the only way to fill a database with millions of rows in minutes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models.fields import NOT_PROVIDED
from django.utils import timezone

from gezinnen import models as g
from veiligheid import models as v

# An order in which each table comes after the ones it refers to.
VOLGORDE: tuple[type[models.Model], ...] = (
    g.Persoon,
    g.Gezin,
    g.Begeleiding,
    g.Faseovergang,
    g.Toewijzing,
    g.Wachtplek,
    g.Huishouden,
    g.Gezinslid,
    g.GezinslidBsn,
    g.Adres,
    g.Contactgegeven,
    g.Relatie,
    g.Gezag,
    g.Netwerklid,
    g.Koppelvoorstel,
    g.Aanmelding,
    g.Aangemelde,
    g.Maatregel,
    g.Machtiging,
    g.Zitting,
    g.SchriftelijkeAanwijzing,
    g.Verblijf,
    g.Document,
    g.DocumentInhoud,
    g.Gezinsplan,
    g.Planonderwerp,
    g.Gezinspatroon,
    g.Kindbehoefte,
    g.Resultaat,
    g.Actie,
    g.EigenVisie,
    g.Familiegroepsplan,
    g.Planafdruk,
    g.Contactmoment,
    g.Aanwezigheid,
    g.ContactResultaat,
    g.Contactafspraak,
    g.Afspraak,
    v.Afname,
    v.Veiligheidsmeting,
    v.Veiligheidsplan,
    v.Bodemeis,
    v.Veiligheidsafspraak,
    v.Meelezing,
    v.ContactBodemeis,
    g.Gebeurtenis,
)


class Tabel:
    """The rows of one model that wait to be sent. Ids are given out here, so that rows can refer to each other at once."""

    def __init__(self, model: type[models.Model], nu: datetime) -> None:
        velden = model._meta.concrete_fields
        self.naam = model._meta.db_table
        self.kolommen = [veld.column for veld in velden]
        self.plek = {veld.attname: nr for nr, veld in enumerate(velden)}
        self.leeg = [standaard(veld, nu) for veld in velden]
        self.als_json = [self.plek[veld.attname] for veld in velden if isinstance(veld, models.JSONField)]
        sleutel = model._meta.pk
        self.sleutel = self.plek[sleutel.attname] if isinstance(sleutel, models.AutoField) else None
        self.laatste = 0
        self.rijen: list[list[Any]] = []
        self.aantal = 0

    def voeg_toe(self, **velden: Any) -> int:
        """Add a row and give its id (0 when the table has no key of its own)."""
        rij = self.leeg.copy()
        plek = self.plek
        for naam, waarde in velden.items():
            rij[plek[naam]] = waarde
        for nr in self.als_json:
            if rij[nr] is not None:
                rij[nr] = json.dumps(rij[nr], ensure_ascii=False, default=str)
        self.rijen.append(rij)
        if self.sleutel is None:
            return 0
        self.laatste += 1
        rij[self.sleutel] = self.laatste
        return self.laatste

    def stuur(self, cursor: CursorWrapper) -> None:
        if not self.rijen:
            return
        kolommen = ", ".join(f'"{kolom}"' for kolom in self.kolommen)
        with cursor.copy(f'copy "{self.naam}" ({kolommen}) from stdin') as kopie:
            for rij in self.rijen:
                kopie.write_row(rij)
        self.aantal += len(self.rijen)
        self.rijen.clear()


def standaard(veld: models.Field[Any, Any], nu: datetime) -> Any:
    """What stands in a column when nothing is said: the default of Django, or of the database."""
    if isinstance(veld, ArrayField) or veld.primary_key:
        return None
    if veld.has_default():
        return veld.get_default()
    if veld.db_default is NOT_PROVIDED:
        return "" if veld.empty_strings_allowed and not veld.null else None
    return nu if isinstance(veld, models.DateTimeField) else getattr(veld.db_default, "value", veld.db_default)


class Tabellen:
    """All tables of the dossier, while they are filled."""

    def __init__(self, cursor: CursorWrapper) -> None:
        self.cursor = cursor
        nu = timezone.now()
        self.van = {model: Tabel(model, nu) for model in VOLGORDE}

    def stuur(self) -> None:
        for tabel in self.van.values():
            tabel.stuur(self.cursor)

    @property
    def aantal(self) -> int:
        return sum(tabel.aantal for tabel in self.van.values())

    def lees_tellers(self) -> None:
        """Go on after the last id that the database gave out."""
        for tabel in self.van.values():
            if tabel.sleutel is not None:
                self.cursor.execute(
                    "select coalesce(pg_sequence_last_value(pg_get_serial_sequence(%s, 'id')::regclass), 0)",
                    [tabel.naam],
                )
                tabel.laatste = self.cursor.fetchone()[0]

    def zet_tellers(self) -> None:
        for tabel in self.van.values():
            if tabel.sleutel is not None and tabel.laatste:
                self.cursor.execute("select setval(pg_get_serial_sequence(%s, 'id'), %s)", [tabel.naam, tabel.laatste])


@contextmanager
def geopend() -> Iterator[Tabellen]:
    """One transaction in which the tables are filled: all of it is there afterwards, or nothing.

    No history is written of rows that come into being here (with deferred references that would be quadratic), and nobody
    else reads or writes meanwhile: changing a table locks it until the end. Needs the owner of the tables.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        schakel_geschiedenis(cursor, "disable")
        beveiligd = schakel_rijbeveiliging(cursor, "no force")
        tabellen = Tabellen(cursor)
        tabellen.lees_tellers()
        yield tabellen
        tabellen.stuur()
        tabellen.zet_tellers()
        schakel_rijbeveiliging(cursor, "force", beveiligd)
        schakel_geschiedenis(cursor, "enable")


def schakel_geschiedenis(cursor: CursorWrapper, wat: str) -> None:
    """Switch the triggers of the history on or off."""
    cursor.execute(
        "select tgrelid::regclass::text, tgname from pg_trigger where not tgisinternal and tgname like 'pgtrigger\\_%%'"
        " and tgrelid = any (%s::text[]::regclass[]) order by 1, 2",
        [[model._meta.db_table for model in VOLGORDE]],
    )
    for tabel, trigger in cursor.fetchall():
        cursor.execute(f'alter table {tabel} {wat} trigger "{trigger}"')


def schakel_rijbeveiliging(cursor: CursorWrapper, wat: str, tabellen: Sequence[str] | None = None) -> list[str]:
    """Row security of the owner, on or off: COPY refuses a table on which it holds. Gives the tables; without them all."""
    if tabellen is None:
        cursor.execute(
            "select oid::regclass::text from pg_class where relforcerowsecurity and oid = any (%s::text[]::regclass[])",
            [[model._meta.db_table for model in VOLGORDE]],
        )
        tabellen = [tabel for (tabel,) in cursor.fetchall()]
    for tabel in tabellen:
        cursor.execute(f"alter table {tabel} {wat} row level security")
    return list(tabellen)
