from tests.jaar import ots
from tests.jaar.tabel import controleer


def test_een_ots_met_een_machtiging_van_de_beschikking_tot_het_einde(wereld):
    controleer("ots", ots.loop(wereld))
