from typing import Any

from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ggw.toegang.beleid import verklaring_van
from ggw.toegang.bsn import ontsleutel
from ggw.toegang.verklaring import Dossier, Poort

BUITEN_DE_DEUR = ("ggw_web", "ggw_web_partner", "ggw_werk", "ggw_partner")


class Command(BaseCommand):
    help = (
        "After a backup was put back: migrations known, row security in force on every table that has it, numbers that go on "
        "where they were, BSNs readable with the keys of this machine, seals of the access log. The heads that were sent are not "
        "asked: what was sealed after the backup is gone with the rest. Runs as the owner; exit code 1 when something is wrong."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        fouten = [*onbekende_migraties(), *open_tabellen(), *achterlopende_nummers(), *onleesbaar_bsn()]
        if fouten:
            raise CommandError(" ".join(fouten))
        self.stdout.write("Nagekeken: migraties, rijbeveiliging, volgnummers en de sleutel van het BSN.")
        call_command("controleer_logboek", koppen="", stdout=self.stdout)


def rijen(query: str, waarden: list[Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, waarden)
        return list(cursor.fetchall())


def onbekende_migraties() -> list[str]:
    lader = MigrationExecutor(connection).loader
    apps_hier = {app for app, _ in lader.disk_migrations}
    nieuwer = [f"{app}.{naam}" for app, naam in lader.applied_migrations if (app, naam) not in lader.graph.nodes]
    nieuwer = [naam for naam in nieuwer if naam.split(".")[0] in apps_hier and not vervangen(lader, naam)]
    return [f"De backup is van een nieuwere versie van GGW: {', '.join(nieuwer)}."] if nieuwer else []


def vervangen(lader: Any, naam: str) -> bool:
    sleutel = tuple(naam.split(".", 1))
    return any(sleutel in migratie.replaces for migratie in lader.disk_migrations.values())


def open_tabellen() -> list[str]:
    """Tables with rows of families on which row security is off, or that a login reads outside the door."""
    tabellen = [m._meta.db_table for m in apps.get_models() if isinstance(verklaring_van(m), Dossier | Poort)]
    dicht = rijen(
        "select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'"
        " and c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid)"
        " and not exists (select from unnest(%s::name[]) rol where has_any_column_privilege(rol, c.oid, 'select'))",
        [list(BUITEN_DE_DEUR)],
    )
    open_ = sorted(set(tabellen) - {rij[0] for rij in dicht})
    return [f"Zonder rijbeveiliging: {', '.join(open_)}."] if open_ else []


def achterlopende_nummers() -> list[str]:
    """Columns of which the next number is in use already."""
    kolommen = rijen(
        "select c.relname, a.attname, pg_get_serial_sequence(quote_ident(c.relname), a.attname)"
        " from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped"
        " where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'"
        " and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null"
    )
    achter = [
        f"{tabel}.{kolom}"
        for tabel, kolom, reeks in kolommen
        if rijen(f'select coalesce(max("{kolom}"), 0) > (select last_value from {reeks}) from "{tabel}"')[0][0]  # noqa: S608
    ]
    return [f"Volgnummers lopen achter: {', '.join(achter)}."] if achter else []


def onleesbaar_bsn() -> list[str]:
    """The newest BSN, opened with the keys of this environment."""
    bewaard = apps.get_model("gezinnen", "GezinslidBsn").objects.order_by("-pk").first()
    try:
        if bewaard:
            ontsleutel(bytes(bewaard.versleuteld), bewaard.pk)
    except (InvalidTag, KeyError):
        return ["BSN's zijn niet te lezen: BSN_SLEUTELS is een andere dan toen de backup werd gemaakt."]
    return []
