"""What veiligheid asks before a family goes on: for every child, and in this begeleiding."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from gezinnen.fasen import ontbreekt
from gezinnen.models import Gezin
from tests.fabrieken import KindFactory
from veiligheid.models import Afname, Instrument, Veiligheidsmeting, Veiligheidsplan
from veiligheid.voorwaarden import kinderen_onder_de_zes


def mist(gezin, naar):
    return ontbreekt(Gezin.objects.get(pk=gezin.pk).begeleiding, naar)


def neem_af(gezin, auteur, code, kind=None, dagen=1):
    return Afname.objects.create(
        gezin=gezin,
        instrument=Instrument.objects.get(code=code, actief=True),
        kind=kind,
        status="definitief",
        definitief_op=timezone.now(),
        uitkomst="x",
        argument="x",
        afgenomen_op=timezone.localdate() - timedelta(days=dagen),
        auteur_id=auteur.pk,
    )


def meet(gezin, auteur, kind, cijfer, soort="actueel"):
    Veiligheidsmeting.objects.create(gezin=gezin, kind=kind, soort=soort, cijfer=cijfer, reden="x", auteur_id=auteur.pk)


def test_havik_en_cijfer_voor_elk_kind(gezin, fatima, sam):
    noor = KindFactory(gezin=gezin)
    tekst = "Voor elk kind een HAVIK en een cijfer"
    for kind in (sam, noor):
        assert tekst in mist(gezin, "ondersteunen")
        neem_af(gezin, fatima, "HAVIK", kind)
        assert tekst in mist(gezin, "ondersteunen")
        meet(gezin, fatima, kind, 7)
    assert tekst not in mist(gezin, "ondersteunen")


def test_een_ongeboren_kind_vraagt_nog_niets(gezin, fatima, sam):
    KindFactory(gezin=gezin, geboortedatum=None, verwachte_datum=timezone.localdate() + timedelta(days=60))
    neem_af(gezin, fatima, "HAVIK", sam)
    meet(gezin, fatima, sam, 7)
    assert "Voor elk kind een HAVIK en een cijfer" not in mist(gezin, "ondersteunen")


def test_plan_en_risicotaxatie_van_deze_begeleiding(gezin, fatima, sam):
    teksten = {"Er geldt een veiligheidsplan", "De ARIJ-RT is ingevuld"}
    oud = Veiligheidsplan.objects.create(
        gezin=gezin,
        nummer=1,
        volgende_stap="bellen",
        geldt_vanaf=timezone.localdate() - timedelta(days=400),
        auteur_id=fatima.pk,
    )
    neem_af(gezin, fatima, "ARIJ-RT", dagen=400)
    assert teksten <= set(mist(gezin, "ondersteunen"))
    Veiligheidsplan.objects.filter(pk=oud.pk).update(geldt_vanaf=timezone.localdate())
    neem_af(gezin, fatima, "ARIJ-RT")
    assert not teksten & set(mist(gezin, "ondersteunen"))


@pytest.mark.parametrize(("cijfer", "voldaan"), [(5, False), (6, True), (9, True)])
def test_blijvende_veiligheid_is_een_zes_voor_elk_kind(gezin, fatima, sam, cijfer, voldaan):
    gezin.begeleidingen.update(fase="ondersteunen")
    tekst = "Blijvende veiligheid is voor elk kind een 6 of hoger"
    assert tekst in mist(gezin, "borgen")
    meet(gezin, fatima, sam, cijfer, "blijvend")
    assert (tekst not in mist(gezin, "borgen")) == voldaan
    KindFactory(gezin=gezin)
    assert tekst in mist(gezin, "borgen")


def test_een_gezin_zonder_kinderen_voldoet_niet_vanzelf(gezin):
    assert "Voor elk kind een HAVIK en een cijfer" in mist(gezin, "ondersteunen")


def test_kinderen_onder_de_zes_op_de_agenda(gezin, fatima, sam):
    in_beeld = {gezin.pk: gezin.nummer}
    assert list(kinderen_onder_de_zes(in_beeld)) == []
    meet(gezin, fatima, sam, 4)
    [voorstel] = kinderen_onder_de_zes(in_beeld)
    assert (voorstel.gezin_id, voorstel.soort) == (gezin.pk, "onder_zes")
    assert "Sam" not in voorstel.tekst
    meet(gezin, fatima, sam, 7)
    assert list(kinderen_onder_de_zes(in_beeld)) == []
