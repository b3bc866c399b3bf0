from tests.jaar import jeugdreclassering
from tests.jaar.tabel import controleer


def test_jeugdreclassering_van_het_begin_tot_de_jongen_achttien_is(wereld):
    controleer("jeugdreclassering", jeugdreclassering.loop(wereld))
