"""Plain SQL as each database role: what the grants and policies really allow."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from psycopg.errors import InsufficientPrivilege, InvalidSchemaName, UndefinedFunction, UndefinedTable

from ggw.toegang.beleid import verklaring_van
from ggw.toegang.models import Inzage
from ggw.toegang.opstart import controleer_login
from ggw.toegang.verklaring import Dossier, Poort

ROLLEN = ["ggw_web", "ggw_medewerker", "ggw_systeem", "ggw_toezicht", "ggw_partner", "ggw_web_partner", "ggw_werk"]


def modellen(*soorten):
    return [m for m in apps.get_models() if isinstance(verklaring_van(m), soorten)]


DOSSIERS = [m._meta.db_table for m in modellen(Dossier)]
VAN_DE_POORT = [m._meta.db_table for m in modellen(Poort)]
ALLEEN_VAN_DE_POORT = [m._meta.db_table for m in modellen(Poort) if not verklaring_van(m).systeem]


def mag(rol, opdracht):
    """Run the statement as this role; True when the database let it through."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'set local role "{rol}"')
            cursor.execute(opdracht)
            return cursor.fetchall() if cursor.description else cursor.rowcount
    except ProgrammingError as fout:
        # A partner has no right to look into the schema at all: there a table does not even exist.
        onbestaand = rol == "ggw_partner" and isinstance(
            fout.__cause__, UndefinedTable | UndefinedFunction | InvalidSchemaName
        )
        if not onbestaand and not isinstance(fout.__cause__, InsufficientPrivilege):
            raise
        return None
    finally:
        with connection.cursor() as cursor:
            cursor.execute("reset role")


def test_er_zijn_dossiertabellen():
    assert len(DOSSIERS) > 50


def test_de_weblogin_leest_geen_dossiertabel(db, gezin):
    for tabel in DOSSIERS:
        for rol in ("ggw_web", "ggw_web_partner", "ggw_werk", "ggw_partner", "ggw_toezicht"):
            assert mag(rol, f'select count(*) from "{tabel}"') is None, (rol, tabel)


def test_een_medewerker_buiten_de_deur_ziet_en_schrijft_niets(db, gezin, sam, moeder):
    for tabel in DOSSIERS:
        buiten = tabel.startswith(("gezinnen_gezin", "gezinnen_gezinevent")) and "gezin_id" not in kolommen(tabel)
        kolom = "id" if buiten else "gezin_id"
        assert mag("ggw_medewerker", f'select count(*) from "{tabel}"') in (None, [(0,)]), tabel
        assert mag("ggw_medewerker", f'insert into "{tabel}" ({kolom}) values ({gezin.pk})') is None, tabel
        assert mag("ggw_medewerker", f'update "{tabel}" set {kolom} = {kolom}') in (None, 0), tabel
        assert mag("ggw_medewerker", f'delete from "{tabel}"') in (None, 0), tabel


def kolommen(tabel):
    with connection.cursor() as cursor:
        cursor.execute("select column_name from information_schema.columns where table_name = %s", [tabel])
        return {rij[0] for rij in cursor.fetchall()}


def test_met_een_gezin_in_beeld_is_een_vreemd_gezin_niet_te_schrijven(db, fatima, gezin, ander_gezin, vreemd_kind):
    with connection.cursor() as cursor:
        cursor.execute("select * from begin_medewerker(%s, %s)", [fatima.pk, gezin.nummer])
    vreemd = ander_gezin.pk
    for tabel in DOSSIERS:
        if "gezin_id" not in kolommen(tabel):
            assert mag("ggw_medewerker", f'update "{tabel}" set id = id where id = {vreemd}') in (None, 0), tabel
            continue
        telling = mag("ggw_medewerker", f'select count(*) from "{tabel}" where gezin_id = {vreemd}')
        assert telling in (None, [(0,)]), tabel
        assert mag("ggw_medewerker", f'insert into "{tabel}" (gezin_id) values ({vreemd})') is None, tabel
        assert mag("ggw_medewerker", f'update "{tabel}" set gezin_id = {vreemd}') in (None, 0), tabel
        assert mag("ggw_medewerker", f'delete from "{tabel}" where gezin_id = {vreemd}') in (None, 0), tabel


@pytest.mark.parametrize("rol", [r for r in ROLLEN if r != "ggw_toezicht"])
def test_tabellen_van_de_poort_zijn_voor_niemand(db, rol):
    for tabel in VAN_DE_POORT if rol != "ggw_systeem" else ALLEEN_VAN_DE_POORT:
        assert mag(rol, f'select count(*) from "{tabel}"') is None


@pytest.mark.parametrize("rol", [*ROLLEN, "ggw_poort"])
def test_het_logboek_is_niet_te_veranderen(als, fatima, gezin, rol):
    als(fatima).get(gezin.get_absolute_url())
    assert Inzage.objects.count() == 1
    assert mag(rol, "truncate toegang_inzage") is None
    for opdracht in ("update toegang_inzage set rol = 'x'", "delete from toegang_inzage"):
        assert mag(rol, opdracht) is None
    if rol != "ggw_poort":
        assert mag(rol, "insert into toegang_inzage (rol) values ('x')") is None


@pytest.mark.parametrize(
    "rol", ["ggw_medewerker", "ggw_systeem", "ggw_toezicht", "ggw_partner", "ggw_web_partner", "ggw_werk"]
)
def test_wachtwoorden_en_sessies_zijn_alleen_voor_de_weblogin(db, rol):
    for tabel in ("organisatie_gebruiker", "organisatie_sessie", "mfa_authenticator"):
        assert mag(rol, f"select count(*) from {tabel}") is None


@pytest.mark.parametrize("rol", ["ggw_medewerker", "ggw_systeem", "ggw_partner", "ggw_toezicht"])
def test_niemand_zet_zelf_de_deur(db, rol):
    assert mag(rol, "select set_config('ggw.gezinnen', '{1}', true)") is None
    assert mag(rol, "select zet_deur(1, '{1}', 'x', '')") is None


@pytest.mark.parametrize("rol", ROLLEN)
def test_niemand_maakt_tijdelijke_of_nieuwe_tabellen(db, rol):
    assert mag(rol, "create temporary table t (x int)") is None
    assert mag(rol, "create table t (x int)") is None


def test_logins_erven_niets(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolname from pg_roles where rolname ~ '^ggw_(web|web_partner|werk)$' and (rolinherit or rolsuper or rolbypassrls)"
        )
        assert cursor.fetchall() == []


def test_de_startcontrole_weigert_een_superuser(db):
    from django.core.exceptions import ImproperlyConfigured

    with pytest.raises(ImproperlyConfigured, match="superuser"):
        controleer_login()


def test_de_startcontrole_laat_de_weblogin_toe(db):
    with connection.cursor() as cursor:
        cursor.execute("set local session authorization ggw_web")
    try:
        with transaction.atomic():
            controleer_login()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("set local session authorization default")
