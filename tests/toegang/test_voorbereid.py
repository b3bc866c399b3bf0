"""A statement that stays prepared, with its plan, shows each person the own families: what differs is asked when it runs."""

from django.db import connection

from tests.fabrieken import maak_gezin


def generiek():
    """How often a plan was used that knows no values, of each statement that is prepared on this connection."""
    with connection.cursor() as cursor:
        cursor.execute("select name, generic_plans from pg_prepared_statements")
        return dict(cursor.fetchall())


def meer_dan(voor):
    """Since then. A statement of an earlier test that made room meanwhile counts for nothing, where a sum would go down."""
    return sum(keer - voor.get(naam, 0) for naam, keer in generiek().items())


def test_om_en_om_ziet_ieder_alleen_de_eigen_gezinnen(als, fatima, bram, gezin, ander_gezin):
    een, twee = als(fatima), als(bram)
    voor = generiek()
    for _ in range(12):
        for client, eigen, vreemd in ((een, gezin, ander_gezin), (twee, ander_gezin, gezin)):
            lijst = client.get("/gezinnen/").content.decode()
            assert eigen.nummer in lijst
            assert vreemd.nummer not in lijst
            assert client.get(f"/gezinnen/{eigen.nummer}/").status_code == 200
    assert meer_dan(voor) > 100
    for client, vreemd in ((een, ander_gezin), (twee, gezin)):
        assert client.get(f"/gezinnen/{vreemd.nummer}/").status_code == 404


def gelezen():
    """How many rows of families were read in this transaction, by whatever way."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_xact_user_tables where relname = 'gezinnen_gezin'"
        )
        return cursor.fetchone()[0]


def test_wie_een_gezin_opent_leest_niet_alle_gezinnen(dunya, fatima, team_noord, gezin):
    """Somebody on duty may open each family, so that the way by the person goes over all."""
    for _ in range(30):
        maak_gezin(fatima, team_noord)
    with connection.cursor() as cursor:
        cursor.execute("analyze gezinnen_gezin")  # or it may count as empty, and then each way is as short
        cursor.execute("set local enable_seqscan = off")  # of a few families a scan is the fastest
        cursor.execute("discard plans")
        voor = gelezen()
        cursor.execute("select gezin, grond from begin_medewerker(%s, %s)", [dunya.pk, gezin.nummer])
        assert cursor.fetchall() == [(gezin.pk, "dienst")]
        assert gelezen() - voor < 10
        cursor.execute("discard plans")
