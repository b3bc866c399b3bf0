"""Each norm that has a source lives its whole life in one of the walks."""

from tests.jaar.tabel import WAAR, ZONDER, nergens, rustend
from tests.jaar.wereld import codes


def test_elke_norm_met_een_bron_komt_in_een_jaar_voor():
    assert nergens() == [], (
        "These norms got a source: let a family live through them and say where, see tests/jaar/tabel.py"
    )


def test_de_tabel_noemt_geen_norm_die_rust_of_dubbel_staat():
    assert rustend() == []
    alle = [code for waar in WAAR.values() for code in waar]
    assert len(alle) == len(set(alle)) == len(list(codes()))
    assert set(ZONDER) <= set(alle)
