from gezinnen.models import Gezin
from ggw.toegang.deur import namens


def test_namens_ziet_alleen_eigen_team(fatima, gezin, ander_gezin):
    with namens(fatima):
        assert list(Gezin.objects.all()) == [gezin]
