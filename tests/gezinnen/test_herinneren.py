"""Who is told of which termijn, and when: one statement that may run any number of times."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from gezinnen.herinneren import moet_plannen, plan
from gezinnen.models import Bericht, Herinnering, Herinneringsvoorkeur, Termijn
from ggw.organisatie.models import Vervanging
from ggw.organisatie.rollen import Rol
from ggw.toegang.deur import als_systeem
from tests.conftest import mens
from tests.fabrieken import maak_gezin
from tests.gezinnen.termijnen import GEEN, KORT, VOLLEDIG, als_werker, berichten, maak_termijn, verteld

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def plan_nu():
    with als_werker(), als_systeem():
        return plan()


@pytest.fixture
def leiding(sanne, tom):
    return sanne, tom


@pytest.mark.parametrize(
    ("over", "code", "wie"),
    [
        (8, KORT, set()),
        (7, KORT, {("fatima", "week")}),
        (1, KORT, {("fatima", "week")}),
        (0, KORT, {("fatima", "dag")}),
        (-2, KORT, {("fatima", "dag")}),
        (-30, KORT, {("fatima", "dag")}),
        (7, VOLLEDIG, {("fatima", "week")}),
        (-2, VOLLEDIG, {("fatima", "dag")}),
        (-3, VOLLEDIG, {("fatima", "dag"), ("sanne", "laat3")}),
        (-6, VOLLEDIG, {("fatima", "dag"), ("sanne", "laat3")}),
        (-7, VOLLEDIG, {("fatima", "dag"), ("sanne", "laat3"), ("tom", "laat7")}),
        (-400, VOLLEDIG, {("fatima", "dag"), ("sanne", "laat3"), ("tom", "laat7")}),
        (-7, GEEN, set()),
    ],
)
def test_de_ladder(gezin, fatima, leiding, over, code, wie):
    termijn = maak_termijn(gezin, over, code=code, oud=500, eigenaar_id=fatima.pk)
    plan_nu()
    assert verteld(termijn) == wie


def test_nog_een_keer_plannen_geeft_niets_nieuws(gezin, fatima, leiding):
    maak_termijn(gezin, -10, code=VOLLEDIG, eigenaar_id=fatima.pk)
    maak_termijn(gezin, 3, eigenaar_id=fatima.pk)
    assert plan_nu() == 4
    eerst = {(b.pk, b.message_id) for b in berichten()}
    assert plan_nu() == 0
    assert {(b.pk, b.message_id) for b in berichten()} == eerst
    assert len({b.message_id for b in berichten()}) == len(eerst)


def test_wat_pas_deze_week_begon_krijgt_vooraf_geen_herinnering(gezin, fatima):
    termijn = maak_termijn(gezin, 5, oud=1, eigenaar_id=fatima.pk)
    plan_nu()
    assert verteld(termijn) == set()


def test_wie_op_een_ander_wacht_hoort_het_alleen_op_de_dag(gezin, fatima, leiding):
    termijn = maak_termijn(gezin, 5, code=VOLLEDIG, eigenaar_id=fatima.pk, wacht_op="de rechtbank")
    plan_nu()
    assert verteld(termijn) == set()
    laat = maak_termijn(gezin, -20, code="spic11_einde", eigenaar_id=fatima.pk, wacht_op="de aanbieder")
    zonder = maak_termijn(gezin, -20, code="reactie_aanbieder", wacht_op="de aanbieder")
    plan_nu()
    assert verteld(laat) == {("fatima", "dag")}
    assert verteld(zonder) == set()


def test_een_gesloten_termijn_zwijgt(gezin, fatima):
    termijn = maak_termijn(gezin, -1, eigenaar_id=fatima.pk, gesloten_op=timezone.localdate(), sluiting="voldaan")
    plan_nu()
    assert verteld(termijn) == set()


def test_het_basisteam_is_zijn_senior(gezin, leiding):
    termijn = maak_termijn(gezin, 0, eigenaar_rol="basisteam")
    plan_nu()
    assert verteld(termijn) == {("sanne", "dag")}


def test_zonder_senior_hoort_de_teammanager_het(gezin, tom):
    termijn = maak_termijn(gezin, 0, eigenaar_rol="basisteam")
    plan_nu()
    assert verteld(termijn) == {("tom", "dag")}


def test_wie_weg_is_bij_de_instelling_krijgt_niets_en_de_senior_wel(gezin, fatima, leiding):
    termijn = maak_termijn(gezin, 0, eigenaar_id=fatima.pk)
    fatima.is_active = False
    fatima.save()
    plan_nu()
    assert verteld(termijn) == {("sanne", "dag")}


def test_een_senior_van_een_ander_team_hoort_niets(gezin, fatima, team_zuid):
    mens("Vreemde Senior", Rol.SENIOR, team_zuid)
    termijn = maak_termijn(gezin, -10, code=VOLLEDIG, eigenaar_id=fatima.pk)
    plan_nu()
    assert verteld(termijn) == {("fatima", "dag")}


def test_een_wachtend_gezin_heeft_ook_een_team(fatima, team_noord, leiding):
    wachtend = maak_gezin(fatima, team_noord, wacht=True)
    termijn = maak_termijn(wachtend, -3, code=VOLLEDIG, eigenaar_id=fatima.pk)
    plan_nu()
    assert verteld(termijn) == {("fatima", "dag"), ("sanne", "laat3")}


def test_de_vervanger_krijgt_het_ook_zolang_de_vervanging_duurt(gezin, fatima, kees, sanne):
    vandaag = timezone.localdate()
    Vervanging.objects.create(gebruiker=fatima, vervanger=kees, vanaf=vandaag, tot=vandaag, door=sanne)
    nu, straks = (
        maak_termijn(gezin, 0, eigenaar_id=fatima.pk),
        maak_termijn(gezin, 8, code=VOLLEDIG, eigenaar_id=fatima.pk),
    )
    plan_nu()
    assert verteld(nu) == {("fatima", "dag"), ("kees", "dag")}
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        plan_nu()
    assert verteld(straks) == {("fatima", "week")}


def test_een_nieuwe_dag_na_uitstel_wordt_opnieuw_gemeld(gezin, fatima, sanne):
    termijn = maak_termijn(gezin, 0, eigenaar_id=fatima.pk)
    plan_nu()
    termijn.stel_uit(timezone.localdate() + timedelta(days=10), reden="vakantie", door_id=sanne.pk)
    with time_machine.travel(timezone.now() + timedelta(days=10)):
        plan_nu()
    assert list(Herinnering.objects.filter(trede="dag").values_list("dag", flat=True)) == [
        timezone.localdate(),
        timezone.localdate() + timedelta(days=10),
    ]


def test_gewone_termijnen_in_een_mail_en_veiligheid_meteen(gezin, fatima, team_noord):
    ander = maak_gezin(fatima, team_noord)
    for waar, over in ((gezin, 0), (ander, 2)):
        maak_termijn(waar, over, eigenaar_id=fatima.pk)
    spoed = maak_termijn(gezin, 0, code=VOLLEDIG, eigenaar_id=fatima.pk)
    maak_termijn(ander, 3, code=VOLLEDIG, eigenaar_id=fatima.pk)
    plan_nu()
    vandaag = str(timezone.localdate())
    assert {(b.soort, b.sleutel) for b in berichten()} == {
        ("bundel", vandaag),
        ("direct", f"{spoed.pk}-dag-{vandaag}"),
    }
    assert Herinnering.objects.filter(soort="bundel").count() == 3


def test_na_de_mail_van_vandaag_komt_de_rest_morgen(gezin, fatima, team_noord):
    maak_termijn(gezin, 0, eigenaar_id=fatima.pk)
    plan_nu()
    Bericht.objects.update(status="verzonden", verzonden_op=timezone.now())
    maak_termijn(maak_gezin(fatima, team_noord), 0, eigenaar_id=fatima.pk)
    plan_nu()
    morgen = timezone.localdate() + timedelta(days=1)
    nieuw = Bericht.objects.get(status="gepland")
    assert nieuw.sleutel == str(morgen)
    assert timezone.localtime(nieuw.opnieuw_op).date() == morgen


def test_wie_gewone_mail_uitzet_houdt_het_scherm_en_alles_over_veiligheid(gezin, fatima, team_noord):
    Herinneringsvoorkeur.zet(fatima.pk, stil={"bundel"})
    maak_termijn(gezin, 0, eigenaar_id=fatima.pk)
    maak_termijn(gezin, 3, code=VOLLEDIG, eigenaar_id=fatima.pk)
    maak_termijn(maak_gezin(fatima, team_noord), 0, code=VOLLEDIG, eigenaar_id=fatima.pk)
    plan_nu()
    assert {(b.soort, b.kanaal, b.status) for b in berichten()} == {
        ("bundel", "app", "verzonden"),
        ("bundel", "mail", "gepland"),
        ("direct", "mail", "gepland"),
    }
    assert set(Herinnering.objects.filter(kanaal="app").values_list("termijn__code", flat=True)) == {KORT}


def test_leiding_krijgt_een_weekbericht_en_anderen_niet(gezin, fatima, kees, leiding):
    plan_nu()
    plan_nu()
    vandaag = timezone.localdate()
    maandag = vandaag - timedelta(days=vandaag.weekday())
    assert {(b.ontvanger.naam.split()[0], b.sleutel) for b in berichten(soort="weekbericht")} == {
        ("Sanne", str(maandag)),
        ("Tom", str(maandag)),
    }
    with time_machine.travel(timezone.now() + timedelta(days=7)):
        plan_nu()
    assert Bericht.objects.filter(soort="weekbericht").count() == 4


@pytest.mark.parametrize(
    "dag",
    [
        date(2027, 3, 28),  # 23 hours
        date(2026, 10, 25),  # 25 hours
        date(2028, 2, 29),
        date(2028, 3, 1),
        date(2026, 12, 31),
        date(2027, 1, 1),
    ],
)
@pytest.mark.parametrize("uur", [0, 6, 23])
def test_de_dag_telt_ook_als_de_klok_verspringt(gezin, fatima, sanne, dag, uur):
    """A week before, on the day and three days late, each on its own day, whatever the hour."""
    termijn = maak_termijn(gezin, 0, code=VOLLEDIG, vandaag=dag, eigenaar_id=fatima.pk)
    gehoord = {}
    for over in range(-9, 5):
        moment = datetime(dag.year, dag.month, dag.day, uur, 30, tzinfo=AMSTERDAM) + timedelta(days=over)
        with time_machine.travel(moment, tick=False):
            plan_nu()
            for wat in verteld(termijn) - gehoord.keys():
                gehoord[wat] = timezone.localdate()
    assert gehoord == {
        ("fatima", "week"): dag - timedelta(days=7),
        ("fatima", "dag"): dag,
        ("sanne", "laat3"): dag + timedelta(days=3),
    }


@pytest.mark.parametrize(
    ("laatst", "nu", "moet"),
    [
        (None, datetime(2026, 11, 25, 5, 59, tzinfo=AMSTERDAM), False),
        (None, datetime(2026, 11, 25, 6, 0, tzinfo=AMSTERDAM), True),
        (datetime(2026, 11, 24, 23, 50, tzinfo=AMSTERDAM), datetime(2026, 11, 25, 0, 10, tzinfo=AMSTERDAM), False),
        (datetime(2026, 11, 25, 6, 0, tzinfo=AMSTERDAM), datetime(2026, 11, 25, 6, 59, tzinfo=AMSTERDAM), False),
        (datetime(2026, 11, 25, 6, 0, tzinfo=AMSTERDAM), datetime(2026, 11, 25, 7, 0, tzinfo=AMSTERDAM), True),
        (datetime(2026, 11, 1, 6, 0, tzinfo=AMSTERDAM), datetime(2026, 11, 25, 6, 1, tzinfo=AMSTERDAM), True),
        # The hour that comes twice: an hour later it is again half past two, and still not day.
        (
            datetime(2026, 10, 24, 8, 0, tzinfo=AMSTERDAM),
            datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM, fold=1),
            False,
        ),
        (datetime(2027, 3, 27, 8, 0, tzinfo=AMSTERDAM), datetime(2027, 3, 28, 6, 0, tzinfo=AMSTERDAM), True),
    ],
)
def test_plannen_gebeurt_overdag_en_elk_uur(laatst, nu, moet):
    assert moet_plannen(laatst, nu) is moet


def test_datums_aan_de_rand_breken_niets(gezin, fatima, team_noord):
    norm = maak_termijn(gezin, 100).norm
    for dag in (date(1990, 1, 1), date(9999, 12, 31)):
        Termijn.objects.create(
            gezin=maak_gezin(fatima, team_noord),
            norm=norm,
            code=norm.code,
            vanaf=dag,
            uiterlijk=dag,
            eigenaar_rol="gezinsmanager",
            eigenaar_id=fatima.pk,
        )
    plan_nu()
    assert list(Herinnering.objects.values_list("dag", "trede")) == [(date(1990, 1, 1), "dag")]
