"""The zorgbemiddelaar sees a family from the moment that a kwestie reaches zorgbemiddeling until it is solved."""

import pytest
from django.utils import timezone

from gezinnen.kwesties import LADDER
from ggw.toegang.deur import vraag
from ggw.toegang.models import Inzage
from tests.gezinnen.test_kwesties import maak_kwestie


def zichtbaar(mens, gezin):
    return vraag("select 1 from toegang where gebruiker_id = %s and gezin_id = %s", [mens.pk, gezin.pk]) is not None


def test_het_zicht_begint_en_eindigt_met_de_kwestie(als, fatima, zita, gezin, ander_gezin):
    kwestie = maak_kwestie(gezin, fatima)
    mens, wie = als(zita), {"door_id": fatima.pk}
    assert mens.get(kwestie.get_absolute_url()).status_code == 404
    kwestie.escaleer(2, van=1, waarom="Andere hulp nodig.", bij_wie="", **wie)
    pagina = mens.get(kwestie.get_absolute_url())
    assert pagina.status_code == 200
    assert "Oplossing vastleggen" not in pagina.content.decode()
    assert set(Inzage.objects.filter(uitkomst=200).values_list("grond", flat=True)) == {"zorgbemiddeling"}
    assert kwestie.get_absolute_url() in mens.get("/kwesties/").content.decode()
    for pad in ("veiligheid/", "contacten/", "borging/", "kwesties/nieuw/"):
        assert mens.get(gezin.get_absolute_url() + pad).status_code == 403
    assert mens.get(ander_gezin.get_absolute_url()).status_code == 404
    kwestie.los_op(hoe="Er is plek.", wie="senior", op=timezone.localdate(), **wie)
    assert mens.get(kwestie.get_absolute_url()).status_code == 404
    assert kwestie.get_absolute_url() not in mens.get("/kwesties/?stand=opgelost").content.decode()
    kwestie.heropen(waarom="Toch niet.", **wie)
    assert mens.get(kwestie.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("trede", LADDER, ids=lambda trede: trede.niveau.name)
def test_de_ladder_en_de_deur_zeggen_hetzelfde(fatima, zita, gezin, trede):
    maak_kwestie(gezin, fatima, niveau=trede.niveau)
    assert zichtbaar(zita, gezin) is trede.zorgbemiddeling


def test_buiten_de_eigen_regio_is_er_geen_zicht(bram, zita, ander_gezin):
    maak_kwestie(ander_gezin, bram, niveau=2)
    assert not zichtbaar(zita, ander_gezin)


def test_twee_redenen_geven_een_grond(fatima, zita, gezin):
    maak_kwestie(gezin, fatima, niveau=2, dagen=30)
    maak_kwestie(gezin, fatima, niveau=3, dagen=5)
    gevonden = vraag(
        "select count(*), min(vanaf) from toegang where gebruiker_id = %s and grond = 'zorgbemiddeling'", [zita.pk]
    )
    assert gevonden[0] == 1
    assert (timezone.localdate() - gevonden[1]).days == 30
