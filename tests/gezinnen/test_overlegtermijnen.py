"""The facts behind three norms, on small data: which rows, from which day, and met when."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from gezinnen.aanhaken import VOORWAARDEN
from gezinnen.models import Contactmoment, ContactResultaat, Fase, Informatieverzoek, Norm, Overlegresultaat
from tests.fabrieken import maak_gezin, normbron
from tests.overleggen import gehouden_overleg, nieuw_plan, plan_overleg

VELDEN = ("gezin_id", "n_onderwerp", "n_vanaf", "n_voldaan")


def dag(geleden):
    return timezone.localdate() - timedelta(days=geleden)


def feiten(code):
    return sorted(normbron(code).rijen().values_list(*VELDEN))


def in_fase(gezin, fase, *, dagen):
    gezin.begeleidingen.update(fase=fase, fase_sinds=dag(dagen), begonnen_op=dag(200))


@pytest.mark.django_db
def test_de_bronnen_passen_bij_een_norm():
    assert Norm.objects.filter(code__in=["uitvoerdersoverleg", "resultaat_stil", "informatieverzoek"]).count() == 3


def test_uitvoerdersoverleg_telt_vanaf_het_begin_van_de_fase_en_dan_vanaf_het_vorige(gezin, fatima, team_noord):
    in_fase(gezin, Fase.ONDERSTEUNEN, dagen=50)
    maak_gezin(fatima, team_noord, fase=Fase.VERBINDEN)
    assert feiten("uitvoerdersoverleg") == [(gezin.pk, None, dag(50), None)]
    gehouden_overleg(gezin, fatima, dagen=60)
    plan_overleg(gezin, fatima, dagen=5)
    plan_overleg(gezin, fatima, dagen=-3).zeg_af(reden="ziek", door_id=fatima.pk)
    assert feiten("uitvoerdersoverleg") == [(gezin.pk, None, dag(50), None)]
    gehouden_overleg(gezin, fatima, dagen=20)
    gehouden_overleg(gezin, fatima, dagen=40)
    vanaf = timezone.localdate(gezin.uitvoerdersoverleggen.gehouden().first().op)
    assert feiten("uitvoerdersoverleg") == [(gezin.pk, None, vanaf, None)]


def test_een_overleg_om_middernacht_telt_op_de_dag_hier(gezin, fatima):
    in_fase(gezin, Fase.ONDERSTEUNEN, dagen=50)
    overleg = gehouden_overleg(gezin, fatima, dagen=10)
    nacht = timezone.make_aware(datetime.combine(dag(9), datetime.min.time())) + timedelta(minutes=10)
    type(overleg).objects.filter(pk=overleg.pk).update(op=nacht)
    assert feiten("uitvoerdersoverleg") == [(gezin.pk, None, dag(9), None)]


def test_een_afgesloten_begeleiding_heeft_geen_termijn(gezin):
    gezin.begeleidingen.update(fase=Fase.AFGESLOTEN, afgesloten_op=timezone.localdate())
    assert [feiten(code) for code in ("uitvoerdersoverleg", "resultaat_stil", "informatieverzoek")] == [[], [], []]


def test_resultaat_stil_telt_vanaf_het_laatste_wat_er_gebeurde(plan, gezin, fatima):
    resultaat, actie = plan.resultaten.get(), plan.resultaten.get().acties.get()
    assert feiten("resultaat_stil") == []
    in_fase(gezin, Fase.ONDERSTEUNEN, dagen=50)
    type(plan).objects.filter(pk=plan.pk).update(vastgesteld_op=timezone.now() - timedelta(days=90))
    vast = timezone.localdate(timezone.now() - timedelta(days=90))
    assert feiten("resultaat_stil") == [(gezin.pk, resultaat.pk, vast, None)]
    contact = Contactmoment.objects.create(
        gezin=gezin, soort="huisbezoek", op=timezone.now() - timedelta(days=70), auteur_id=fatima.pk
    )
    ContactResultaat.objects.create(gezin=gezin, contactmoment=contact, resultaat=resultaat)
    assert feiten("resultaat_stil") == [(gezin.pk, resultaat.pk, timezone.localdate(contact.op), None)]
    type(actie).objects.filter(pk=actie.pk).update(gedaan_op=dag(55))
    assert feiten("resultaat_stil") == [(gezin.pk, resultaat.pk, dag(55), None)]
    overleg = gehouden_overleg(gezin, fatima, dagen=30)
    Overlegresultaat.objects.create(
        gezin=gezin, overleg=overleg, stam=resultaat, resultaat=resultaat, cijfer_vorig=4, cijfer=5, status="loopt"
    )
    assert feiten("resultaat_stil") == [(gezin.pk, resultaat.pk, timezone.localdate(overleg.op), None)]
    type(resultaat).objects.filter(pk=resultaat.pk).update(status="behaald")
    assert feiten("resultaat_stil") == []


def test_alleen_het_plan_dat_geldt_telt_onder_de_stam(plan, gezin, fatima, sanne):
    in_fase(gezin, Fase.ONDERSTEUNEN, dagen=50)
    oud = plan.resultaten.get()
    nieuw_plan(gezin, fatima, sanne)
    assert feiten("resultaat_stil") == [(gezin.pk, oud.pk, timezone.localdate(), None)]


def test_informatieverzoek_is_voldaan_op_de_dag_van_het_antwoord(gezin, ander_gezin, moeder, fatima):
    basis = {"gezin": gezin, "organisatie": "School", "wat": "x", "grond": "toestemming", "door_id": fatima.pk}
    basis |= {"toestemming_van": moeder, "toestemming_op": dag(30), "gevraagd_op": dag(20)}
    open_ = Informatieverzoek.objects.create(**basis)
    klaar = Informatieverzoek.objects.create(**basis)
    klaar.handel_af(status="geweigerd", antwoord="Nee.", op=dag(5), door_id=fatima.pk)
    assert feiten("informatieverzoek") == [
        (gezin.pk, open_.pk, dag(20), None),
        (gezin.pk, klaar.pk, dag(20), dag(5)),
    ]
    in_fase(gezin, Fase.NAZORG, dagen=3)
    assert feiten("informatieverzoek") == []


@pytest.mark.parametrize(("geleden", "voldaan"), [(0, True), (41, True), (42, False), (60, False)])
def test_de_voorwaarde_voor_borgen(gezin, fatima, geleden, voldaan):
    in_fase(gezin, Fase.ONDERSTEUNEN, dagen=100)
    voorwaarde = next(v for v in VOORWAARDEN if v.route == "gezinnen:overleg")
    assert (voorwaarde.van, voorwaarde.naar) == (Fase.ONDERSTEUNEN, Fase.BORGEN)
    assert not voorwaarde.is_voldaan(gezin, gezin.begeleiding)
    overleg = gehouden_overleg(gezin, fatima, dagen=geleden)
    middag = timezone.make_aware(datetime.combine(dag(geleden), datetime.min.time()))
    type(overleg).objects.filter(pk=overleg.pk).update(op=middag)
    assert voorwaarde.is_voldaan(gezin, gezin.begeleiding) is voldaan
