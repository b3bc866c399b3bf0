"""The gezinsmanager stands in for another: each period is kept, from every way in which `gm_sinds` is set."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from gezinnen.models import Compensatie, Gebeurtenis, Gezinsplan, Instemming
from gezinnen.vaststellen import stel_vast
from tests.overleggen import adres, nieuw_plan, tekst


def dag(geleden):
    return timezone.localdate() - timedelta(days=geleden)


def meld(resultaat, door, gm_sinds, **velden):
    velden = {"status": "loopt", "cijfer_nu": 4, **velden}
    resultaat.meld_voortgang(gm_sinds=gm_sinds, door_id=door.pk, **velden)


@pytest.fixture
def resultaat(plan):
    return plan.resultaten.get()


def rijen():
    return list(Compensatie.objects.order_by("pk").values_list("sinds", "tot"))


def test_van_begin_tot_einde_en_opnieuw(resultaat, fatima):
    meld(resultaat, fatima, dag(30), reden="Nog geen plek.")
    meld(resultaat, fatima, dag(30), cijfer_nu=5)
    rij = Compensatie.objects.get()
    assert (rij.hoort, rij.reden, rij.weken) == ("Opvoedhulp", "Nog geen plek.", 4)
    meld(resultaat, fatima, dag(25))
    meld(resultaat, fatima, None, tot=dag(10))
    meld(resultaat, fatima, dag(3))
    assert rijen() == [(dag(25), dag(10)), (dag(3), None)]
    soorten = list(
        Gebeurtenis.objects.filter(soort__startswith="compensatie.").order_by("pk").values_list("soort", flat=True)
    )
    assert soorten == ["compensatie.begonnen", "compensatie.beeindigd", "compensatie.begonnen"]


def test_een_behaald_resultaat_neemt_niemand_meer_waar(resultaat, fatima):
    meld(resultaat, fatima, dag(30))
    meld(resultaat, fatima, dag(30), status="behaald")
    assert rijen() == [(dag(30), dag(0))]


def test_het_einde_ligt_nooit_voor_het_begin(resultaat, fatima):
    meld(resultaat, fatima, dag(2))
    meld(resultaat, fatima, None, tot=dag(9))
    assert rijen() == [(dag(2), dag(2))]


def test_het_loopt_door_in_een_nieuw_plan_en_kan_daar_ook_beginnen(resultaat, gezin, fatima, sanne):
    nieuw_plan(gezin, fatima, sanne, gm_sinds=dag(12))
    assert rijen() == [(dag(12), None)]
    nieuw_plan(gezin, fatima, sanne)
    assert rijen() == [(dag(12), None)]
    assert Compensatie.objects.get().stam_id == resultaat.pk
    nieuw_plan(gezin, fatima, sanne, gm_sinds=None)
    assert rijen() == [(dag(12), dag(0))]


def test_een_resultaat_dat_verdwijnt_neemt_niemand_meer_waar(resultaat, gezin, fatima, sanne):
    meld(resultaat, fatima, dag(5))
    concept = Gezinsplan.objects.maak_concept(gezin, door_id=fatima.pk)
    ander = concept.resultaten.get()
    ander.stam = None
    ander.gm_sinds = None
    ander.save(update_fields=["stam", "gm_sinds"])
    concept.visies.update(instemming=Instemming.EENS, op=timezone.localdate())
    concept.bied_aan(door_id=fatima.pk)
    stel_vast(concept, door_id=sanne.pk, versie=concept.versie)
    assert rijen() == [(dag(5), dag(0))]


def test_de_database_kent_een_open_periode_per_resultaat(resultaat, fatima, gezin):
    meld(resultaat, fatima, dag(5))
    with pytest.raises(IntegrityError), transaction.atomic():
        Compensatie.objects.create(gezin=gezin, stam=resultaat, hoort="x", sinds=dag(1))


def test_bij_voortgang_met_de_reden_en_op_het_overzicht(als, fatima, tom, gerda, gezin, resultaat):
    mens, url = als(fatima), adres("plan-voortgang", gezin, resultaat.pk)
    actie = resultaat.acties.get()
    velden = {"status": "loopt", "cijfer_nu": "4", "gm_sinds": f"{dag(9):%d-%m-%Y}", f"actie_{actie.pk}": ""}
    assert mens.post(url, velden | {"reden": "De aanbieder heeft nog geen plek."}).status_code == 302
    for pagina in (gezin.get_absolute_url(), adres("overleg", gezin)):
        assert "De aanbieder heeft nog geen plek." in tekst(mens.get(pagina))
    assert "U neemt waar sinds" in tekst(mens.get(gezin.get_absolute_url()))
    assert "De gezinsmanager neemt waar sinds" in tekst(als(tom).get(gezin.get_absolute_url()))
    vooraf = f"{adres('kwestie-nieuw', gezin)}?resultaat={resultaat.pk}"
    assert [f'href="{vooraf}"' in tekst(als(wie).get(adres("overleg", gezin))) for wie in (fatima, tom, gerda)] == [
        True,
        True,
        False,
    ]
    assert f'<option value="{resultaat.pk}" selected>' in tekst(mens.get(vooraf))
    stopt = mens.post(url, velden | {"gm_sinds": "", "reden": "De aanbieder heeft nog geen plek."})
    assert stopt.status_code == 302
    assert Compensatie.objects.get().tot == dag(0)
    fout = mens.post(url, velden | {"gm_sinds": "", "reden": "Een andere reden."})
    assert "Vul in sinds wanneer u dit doet" in tekst(fout)


def test_zonder_waarnemen_geen_kaart(als, fatima, gezin, resultaat):
    assert "neemt waar sinds" not in tekst(als(fatima).get(gezin.get_absolute_url()))
