"""The states of a referral: every pair, for both sides, in Python and in the database."""

import itertools

from django.db import connection

from spic.models import OVERGANGEN, Partij, VerwijzingStatus
from spic.models.overgangen import ALLEEN_CRISIS, mag


def test_de_database_laat_de_aanbieder_precies_toe_wat_de_tabel_zegt(db):
    """The whole product of state and state, with and without crisis."""
    with connection.cursor() as cursor:
        for van, naar, crisis in itertools.product(VerwijzingStatus.values, VerwijzingStatus.values, (False, True)):
            cursor.execute("select partner.mag_stap(%s, %s, %s)", [van, naar, crisis])
            assert cursor.fetchone()[0] == mag(van, naar, Partij.AANBIEDER, crisis=crisis), (van, naar, crisis)


def test_uit_elke_stand_leidt_een_weg_naar_het_einde_en_uit_het_einde_geen():
    voorbij = {"geweigerd", "beeindigd", "ingetrokken"}
    assert {van for van, _ in OVERGANGEN} == set(VerwijzingStatus.values) - voorbij
    bereikbaar = dict.fromkeys(VerwijzingStatus.values, frozenset())
    for _ in VerwijzingStatus.values:
        for van, naar in OVERGANGEN:
            bereikbaar[van] = bereikbaar[van] | {naar} | bereikbaar[naar]
    for van in set(VerwijzingStatus.values) - voorbij:
        assert bereikbaar[van] & voorbij, van


def test_alleen_wij_beeindigen_en_alleen_de_aanbieder_neemt_aan():
    for (van, naar), wie in OVERGANGEN.items():
        assert ("gi" in wie) or naar in ("overleg", "geaccepteerd", "geweigerd"), (van, naar)
        if naar == "beeindigd":
            assert wie == {Partij.GI}
    assert set(OVERGANGEN) >= ALLEEN_CRISIS
