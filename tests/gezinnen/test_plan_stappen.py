"""What "Wat nu" says about the gezinsplan, and how the plan reads in the timeline."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import wat_nu
from gezinnen.models import Begeleiding, Contactmoment, Familiegroepsplan, Fase, Gebeurtenis, Gezinsplan
from gezinnen.planstappen import OVER_DE_DATUM, TER_VASTSTELLING
from gezinnen.stapbronnen import stappen_uit
from gezinnen.termijnen import herbereken
from gezinnen.tijdlijn import url_van, zin_van
from tests.fabrieken import maak_gezin

VANDAAG = timezone.localdate


def stappen(*gezinnen):
    herbereken([g.pk for g in gezinnen])
    alle = wat_nu({g.pk: g.nummer for g in gezinnen})
    return [(s.tekst, s.dagen, s.voor) for s in alle if s.tekst.startswith("Gezinsplan")]


@pytest.fixture
def contact(gezin, fatima):
    """Ten days ago the first contact, which nobody may mistake for the one who did not show up before."""
    for dagen, soort in ((12, "niet_verschenen"), (10, "huisbezoek"), (2, "telefoon")):
        Contactmoment.objects.create(
            gezin=gezin, soort=soort, op=timezone.now() - timedelta(days=dagen), auteur_id=fatima.pk
        )


def test_zes_weken_na_het_eerste_contact(gezin, contact):
    assert stappen(gezin) == [("Gezinsplan laten vaststellen", 32, "plan.schrijven")]


def test_zonder_contact_loopt_er_niets(gezin):
    assert stappen(gezin) == []


def test_nee_op_het_familiegroepsplan_begint_opnieuw_te_tellen(gezin, contact):
    op = VANDAAG() - timedelta(days=1)
    Familiegroepsplan.objects.create(gezin=gezin, aangeboden_op=op, antwoord="nee", beantwoord_op=op)
    assert stappen(gezin) == [("Gezinsplan laten vaststellen", 41, "plan.schrijven")]


def test_zolang_de_familie_zelf_een_plan_maakt_loopt_er_niets(gezin, contact):
    Familiegroepsplan.objects.create(gezin=gezin, aangeboden_op=VANDAAG(), antwoord="ja", beantwoord_op=VANDAAG())
    assert stappen(gezin) == []


def test_aangeboden_concept_is_werk_voor_de_tweede(gezin, contact, concept, fatima):
    concept.bied_aan(door_id=fatima.pk)
    assert [(tekst, voor) for tekst, _, voor in stappen(gezin)] == [
        ("Gezinsplan laten vaststellen", "plan.schrijven"),
        ("Gezinsplan vaststellen", "plan.vaststellen"),
    ]


@pytest.mark.parametrize(("dagen", "over"), [(300, None), (340, 25), (400, -35)])
def test_plan_wordt_elk_jaar_geevalueerd(gezin, contact, plan, dagen, over):
    Begeleiding.objects.update(begonnen_op=date(2020, 1, 1))
    Gezinsplan.objects.update(vastgesteld_op=timezone.now() - timedelta(days=dagen))
    assert stappen(gezin) == ([] if over is None else [("Gezinsplan evalueren", over, "plan.schrijven")])


def test_plan_van_een_eerdere_begeleiding_telt_niet(gezin, contact, plan):
    Gezinsplan.objects.update(vastgesteld_op=timezone.now() - timedelta(days=40))
    assert stappen(gezin)[0][0] == "Gezinsplan laten vaststellen"


def test_afgesloten_gezin_heeft_geen_stappen(gezin, contact):
    Begeleiding.objects.update(fase=Fase.AFGESLOTEN, afgesloten_op=VANDAAG())
    assert stappen(gezin) == []


def test_resultaten_over_de_datum_zijn_een_stap(gezin, plan, fatima):
    plan.resultaten.update(uiterlijk=VANDAAG() - timedelta(days=3))
    gevonden = list(stappen_uit([(OVER_DE_DATUM, {gezin.pk: gezin.nummer})]))
    assert [(s.tekst, s.dagen) for s in gevonden] == [("Een resultaat van het plan is over de datum", -3)]
    Gezinsplan.objects.maak_concept(gezin, door_id=fatima.pk)
    assert len(list(stappen_uit([(OVER_DE_DATUM, {gezin.pk: gezin.nummer})]))) == 1
    plan.resultaten.update(status="vervallen")
    assert list(stappen_uit([(OVER_DE_DATUM, {gezin.pk: gezin.nummer})])) == []


def test_stappen_kosten_voor_veel_gezinnen_evenveel(gezin, contact, plan, fatima, team_noord):
    geteld = []
    for aantal in (1, 5):
        gezinnen = [gezin, *(maak_gezin(fatima, team_noord) for _ in range(aantal))]
        with CaptureQueriesContext(connection) as vragen:
            alle = {g.pk: g.nummer for g in gezinnen}
            list(stappen_uit([(TER_VASTSTELLING, alle), (OVER_DE_DATUM, alle)]))
        geteld.append(len(vragen))
    assert geteld == [1, 1]


def test_vandaag_van_de_tweede_toont_wat_er_ligt(als, sanne, fatima, contact, concept):
    concept.bied_aan(door_id=fatima.pk)
    pagina = als(sanne).get(reverse("rapportage:vandaag")).content.decode()
    assert "Gezinsplan vaststellen" in pagina


def test_zinnen_van_de_tijdlijn(plan, fatima):
    resultaat = plan.resultaten.get()
    resultaat.meld_voortgang(status="behaald", cijfer_nu=8, gm_sinds=None, door_id=fatima.pk)
    regels = {g.soort: (zin_van(g), url_van(g, plan.gezin.nummer)) for g in Gebeurtenis.objects.all()}
    eigen = {"nummer": plan.gezin.nummer}
    assert regels["plan.vastgesteld"] == (
        "Gezinsplan 1 vastgesteld",
        reverse("gezinnen:plan-versie", kwargs=eigen | {"pk": plan.pk}),
    )
    assert regels["resultaat.voortgang"] == (
        "Resultaat uit het gezinsplan: behaald, cijfer 8",
        f"{reverse('gezinnen:plan', kwargs=eigen)}#resultaat-{resultaat.pk}",
    )
