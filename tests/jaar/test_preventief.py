from tests.jaar import preventief
from tests.jaar.tabel import controleer


def test_een_gezin_zonder_maatregel_van_de_wachtlijst_tot_na_de_nazorg(wereld):
    controleer("preventief", preventief.loop(wereld))
