"""Turns the declaration of each model into grants, row security and composite references.

Applied after every `migrate`; views and gate functions are dropped before it, so that migrations are free to change columns
(without them no row is visible: the safe side). Everything here may be run again at any time.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from ggw.toegang.verklaring import Beheer, Dossier, Naslag, Poort, Verklaring, Weergave

SQL = Path(__file__).parent / "sql"
VIEWS_EN_FUNCTIES = (
    "weergaven.sql",
    "poort.sql",
    "logboek.sql",
    "instroom.sql",
    "personen.sql",
    "plan.sql",
    "concepten.sql",
    "rekenverzoek.sql",
    "partner.sql",
    "partner_signaal.sql",
    "partner_verkenning.sql",
    "nood.sql",
    "fasen.sql",
    "sessies.sql",
    "signalen.sql",
    "herinneringen.sql",
    "aanbieder.sql",
    "conversie.sql",
    "hulp.sql",
    "nieuws.sql",
    "kengetallen.sql",
    "teamstanden.sql",
    "tevredenheid.sql",
)
NODIG = frozenset(
    {
        "toegang_inzage",
        "toegang_bekendvraag",
        "organisatie_vervanging",
        "spic_onderaanneming",
        "gezinnen_rekenverzoek",
        "gezinnen_kwestie",
        "gezinnen_duwtje",
        "spic_wachtopgave",
        "veiligheid_signaalbeoordeling",
        "spic_passendheid",
        "gezinnen_nieuws",
        "spic_verkenningaanbieder",
        "rapportage_kengetalwaarde",
        "rapportage_teamstand",
        "rapportage_tevredenheid",
    }
)
"""Tables that the views read; before they are there nothing is made, and nothing is visible."""
WERKWOORD = {"lezen": "select", "toevoegen": "insert", "wijzigen": "update", "verwijderen": "delete"}
VREEMDE_APPS = frozenset({"auth", "contenttypes", "sessions", "account", "mfa", "socialaccount", "pghistory"})
EIGEN_GEZINNEN = "(select nullif(current_setting('ggw.gezinnen', true), '')::bigint[])::bigint[]"
SCHRIJFBARE_GEZINNEN = "(select nullif(current_setting('ggw.schrijfbaar', true), '')::bigint[])::bigint[]"


def verklaring_van(model: type[models.Model]) -> Verklaring | None:
    """The declaration on the model class itself; None when there is none."""
    gevonden = getattr(model, "toegang", None)
    return gevonden if isinstance(gevonden, Dossier | Naslag | Beheer | Poort | Weergave) else None


def werkwoorden(woorden: str) -> str:
    return ", ".join(WERKWOORD[w] for w in woorden.split())


def voor_migratie(*, using: str = "default", **_: Any) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute((SQL / "opruimen.sql").read_text())


def na_migratie(*, using: str = "default", **_: Any) -> None:
    verbinding = connections[using]
    with verbinding.cursor() as cursor:
        if not NODIG.issubset(verbinding.introspection.table_names(cursor)):
            return  # migrated back to nothing, or only partly forward
        pas_toe(verbinding, cursor)


def pas_toe(verbinding: BaseDatabaseWrapper, cursor: CursorWrapper) -> None:
    """Make the database say what the declarations say."""
    cursor.execute("select rolsuper from pg_roles where rolname = current_user")
    if cursor.fetchone()[0]:
        cursor.execute((SQL / "database.sql").read_text())
    cursor.execute((SQL / "opruimen.sql").read_text())
    bestaand = set(verbinding.introspection.table_names(cursor))
    for model in apps.get_models(include_auto_created=True):
        tabel = model._meta.db_table
        if tabel in bestaand and router.allow_migrate_model(verbinding.alias, model):
            for opdracht in opdrachten(model, verklaring_van(model)):
                cursor.execute(opdracht)
    cursor.execute("grant select, insert, update, delete on django_cache, django_migrations to ggw_web")
    for bestand in VIEWS_EN_FUNCTIES:
        cursor.execute((SQL / bestand).read_text())
    cursor.execute("select conname from pg_constraint where contype in ('f', 'u') and right(conname, 5) = '_deur'")
    aanwezig = {rij[0] for rij in cursor.fetchall()}
    for naam, opdracht in sorted(verwijzingen(bestaand), key=lambda paar: " foreign key " in paar[1]):
        if naam not in aanwezig:
            cursor.execute(opdracht)
    cursor.execute((SQL / "geschiedenis.sql").read_text())


def opdrachten(model: type[models.Model], klasse: Verklaring | None) -> Iterator[str]:
    """The grants and policies of one table."""
    tabel = model._meta.db_table
    if isinstance(klasse, Weergave):
        return
    yield f'revoke all on "{tabel}" from public, ggw_medewerker, ggw_partner, ggw_toezicht, ggw_systeem, ggw_poort, ggw_web, ggw_werk'
    if klasse is None:
        if model._meta.app_label in VREEMDE_APPS:
            yield f'grant select, insert, update, delete on "{tabel}" to ggw_web'
        return
    for rol, woorden in rechten(klasse).items():
        if woorden:
            yield f'grant {werkwoorden(woorden)} on "{tabel}" to {rol}'
    if isinstance(klasse, Dossier | Poort):
        yield from rijbeveiliging(tabel, klasse)


def rechten(klasse: Dossier | Naslag | Beheer | Poort) -> dict[str, str]:
    alles = " ".join(WERKWOORD)
    if isinstance(klasse, Dossier):
        return {"ggw_medewerker": klasse.medewerker, "ggw_systeem": klasse.systeem, "ggw_poort": klasse.poort}
    if isinstance(klasse, Naslag):
        lezers = dict.fromkeys(("ggw_medewerker", "ggw_systeem"), "lezen")
        return {"ggw_web": alles, "ggw_poort": klasse.poort, **lezers}
    if isinstance(klasse, Beheer):
        return {
            "ggw_web": alles,
            "ggw_medewerker": klasse.medewerker,
            "ggw_systeem": klasse.systeem,
            "ggw_poort": klasse.poort,
            "ggw_toezicht": klasse.toezicht,
        }
    return {"ggw_poort": alles, "ggw_systeem": klasse.systeem, "ggw_toezicht": klasse.toezicht}


def rijbeveiliging(tabel: str, klasse: Dossier | Poort) -> Iterator[str]:
    yield f'alter table "{tabel}" enable row level security'
    yield f'alter table "{tabel}" force row level security'
    ruim = ["ggw_eigenaar", "ggw_poort"]
    if klasse.systeem:
        ruim.append("ggw_systeem")
    if isinstance(klasse, Poort) and klasse.toezicht:
        ruim.append("ggw_toezicht")
    for rol in ("ggw_eigenaar", "ggw_poort", "ggw_systeem", "ggw_toezicht"):
        yield f'drop policy if exists {rol} on "{tabel}"'
        if rol in ruim:
            yield f'create policy {rol} on "{tabel}" to {rol} using (true) with check (true)'
    for werkwoord in WERKWOORD.values():
        yield f'drop policy if exists deur_{werkwoord} on "{tabel}"'
        yield f'drop policy if exists instroom_{werkwoord} on "{tabel}"'
    if isinstance(klasse, Dossier):
        lezen = f"({klasse.kolom} = any ({EIGEN_GEZINNEN}))"
        schrijven = f"({klasse.kolom} = any ({SCHRIJFBARE_GEZINNEN}))"
        yield from beleid_per_werkwoord(tabel, "deur", klasse.medewerker, lezen, schrijven)
        if klasse.instroom:
            open_ = f"({klasse.kolom} is null and (select current_setting('ggw.aanmeldingen', true)) = 'open')"
            yield from beleid_per_werkwoord(tabel, "instroom", klasse.medewerker, open_, open_)


def beleid_per_werkwoord(tabel: str, naam: str, woorden: str, lezen: str, schrijven: str) -> Iterator[str]:
    for werkwoord in werkwoorden(woorden).split(", "):
        if werkwoord:
            voorwaarde = lezen if werkwoord == "select" else schrijven
            bestaand = "" if werkwoord == "insert" else f" using {voorwaarde}"
            nieuw = f" with check {voorwaarde}" if werkwoord in ("insert", "update") else ""
            yield f'create policy {naam}_{werkwoord} on "{tabel}" for {werkwoord} to ggw_medewerker{bestaand}{nieuw}'


def verwijzingen(bestaand: set[str]) -> Iterator[tuple[str, str]]:
    """References inside a file stay inside it: (gezin_id, x_id) → (gezin_id, id). References to people go to their account."""
    for model in apps.get_models():
        meta = model._meta
        klasse = verklaring_van(model)
        if meta.db_table not in bestaand or not isinstance(klasse, Dossier) or hasattr(model, "pgh_tracked_model"):
            continue
        if klasse.kolom == "gezin_id":
            sleutel = meta.pk.column
            naam = f"{meta.db_table}_deur"
            yield naam, f'alter table "{meta.db_table}" add constraint "{naam}" unique (gezin_id, "{sleutel}")'
        for veld in meta.concrete_fields:
            doel = veld.remote_field.model if isinstance(veld, models.ForeignKey) else None
            if doel is None or veld.name == "gezin":
                continue
            naam = f"{meta.db_table}_{veld.column}_deur"[-63:]
            doelklasse = verklaring_van(doel)
            if isinstance(doelklasse, Weergave):
                yield (
                    naam,
                    (
                        f'alter table "{meta.db_table}" add constraint "{naam}" foreign key ("{veld.column}") '
                        f"references organisatie_gebruiker (id) deferrable initially immediate"
                    ),
                )
            elif isinstance(doelklasse, Dossier) and doelklasse.kolom == klasse.kolom == "gezin_id":
                yield (
                    naam,
                    (
                        f'alter table "{meta.db_table}" add constraint "{naam}" foreign key (gezin_id, "{veld.column}") '
                        f'references "{doel._meta.db_table}" (gezin_id, "{doel._meta.pk.column}") deferrable initially immediate'
                    ),
                )
