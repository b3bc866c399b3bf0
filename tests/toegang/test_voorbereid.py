"""A statement that stays prepared, with its plan, shows each person the own families: what differs is asked when it runs."""

from django.db import connection


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
