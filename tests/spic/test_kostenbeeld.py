"""Expected costs and conversion on the pages: which days, which tariff, who sees what."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from spic.kostenbeeld import duur_van, kosten_van_gezin
from spic.models import Spic, Stelsel, Verwijzing, VerwijzingKind
from tests.spic.test_catalogus_laden import CRISIS, KORT, LANG, TARIEF, laad, over

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 3, 10)


def verwijs(gezin, kind, spic, aanbieder, door, **velden):
    velden = {"status": "gestart", "verzonden_op": date(2026, 1, 5), "gestart_op": date(2026, 1, 16)} | velden
    wat = {"hulpvraag": "Hulp", "grondslag": "maatregel", "grondslag_uitleg": "Beschikking"}
    rij = Verwijzing.objects.create(gezin=gezin, aanbieder=aanbieder, door_id=door.pk, **wat, **velden)
    VerwijzingKind.objects.create(gezin=gezin, verwijzing=rij, kind=kind, spic=spic)
    return rij


@pytest.fixture
def stelsel():
    laad(
        KORT.format("K1"),
        LANG,
        CRISIS,
        TARIEF.format("B-1-Kort", "3100.00"),
        TARIEF.format("B-1-Lang", "500.00"),
        '[[tarieven]]\ncombinatie = "B-11"\nbedrag = 4200\neenheid = "traject"\n',
    )
    return Stelsel.objects.get(code="klein")


def spic(stelsel, code):
    return stelsel.spics.open().met_delen().get(productcode=code)


def om(jaar, maand, dag):
    return datetime(jaar, maand, dag, 10, tzinfo=timezone.get_current_timezone())


@pytest.mark.parametrize(
    ("code", "velden", "van", "tot", "waarom"),
    [
        ("VB-B04-I", {}, date(2026, 1, 16), date(2027, 7, 15), "richtlijn: 18 maanden"),
        ("VB-B04-DL", {}, date(2026, 1, 16), date(2027, 1, 15), "richtlijn: 12 maanden"),
        ("VB-B11", {"gestart_op": date(2026, 3, 1)}, date(2026, 3, 1), date(2026, 4, 11), "6 weken"),
        ("VB-B11", {}, date(2026, 1, 16), VANDAAG, "loopt langer dan verwacht, gerekend tot en met vandaag"),
        ("VB-B04-I", {"einddatum": date(2026, 6, 30)}, date(2026, 1, 16), date(2026, 6, 30), "zoals afgesproken"),
        (
            "VB-B04-I",
            {"einddatum": date(2026, 6, 30), "verwacht_einde": date(2026, 5, 1)},
            date(2026, 1, 16),
            date(2026, 5, 1),
            "volgens de aanbieder",
        ),
        (
            "VB-B11",
            {"gestart_op": None, "startgesprek_op": om(2026, 3, 20)},
            date(2026, 3, 20),
            date(2026, 4, 30),
            "6 weken",
        ),
        ("VB-B11", {"gestart_op": None, "startgesprek_op": om(2026, 3, 2)}, VANDAAG, date(2026, 4, 20), "6 weken"),
        ("VB-B04-I", {"beeindigd_op": date(2026, 2, 1)}, date(2026, 1, 16), date(2026, 2, 1), "beëindigd"),
    ],
)
def test_de_dagen_van_hulp_komen_van_wie_het_weet(code, velden, van, tot, waarom):
    rij = Verwijzing(**{"gestart_op": date(2026, 1, 16), **velden})
    duur = duur_van(rij, Spic.objects.met_delen().get(productcode=code), VANDAAG)
    assert (duur.van, duur.tot, duur.waarom) == (van, tot, waarom)


def test_hulp_die_nooit_begon_kost_niets():
    rij = Verwijzing(beeindigd_op=VANDAAG)
    assert duur_van(rij, Spic.objects.met_delen().get(productcode="VB-B11"), VANDAAG) is None


def test_de_kosten_van_een_gezin_staan_bij_de_hulp_en_tegenover_het_budget(
    als, fatima, zita, tom, gezin, sam, stelsel, wilgenboog, time_machine
):
    time_machine.move_to(datetime(2026, 3, 10, 9, tzinfo=timezone.get_current_timezone()), tick=False)
    verwijs(gezin, sam, spic(stelsel, "K1"), wilgenboog, fatima, einddatum=date(2026, 4, 15))
    verwijs(gezin, sam, spic(stelsel, "CR"), wilgenboog, fatima, gestart_op=date(2026, 3, 1))
    concept = {"status": "concept", "verzonden_op": None, "gestart_op": None}
    verwijs(gezin, sam, spic(stelsel, "L1"), wilgenboog, fatima, **concept)
    kosten = kosten_van_gezin(gezin.pk)
    # 16/31 of January, February and March whole, 15/30 of April: 1600 + 6200 + 1550; and 4200 for crisis.
    assert [(regel.kind.spic.code, bedrag) for regel, bedrag in kosten.per_regel] == [
        ("B-1-Kort", Decimal("9350.00")),
        ("B-11", Decimal("4200.00")),
    ]
    assert (kosten.bedrag, kosten.budget.bedrag, kosten.boven) == (Decimal("13550.00"), 8750, Decimal("4800.00"))
    pagina = als(fatima).get(reverse("spic:hulp", args=[gezin.nummer])).content.decode()
    for tekst in ("€\u00a09.350,00", "€\u00a013.550,00", "boven het budget", "voorbeeldinhoud", "zoals afgesproken"):
        assert tekst in pagina

    assert als(fatima).get(reverse("spic:kosten")).status_code == 403
    lijst = als(tom).get(reverse("spic:kosten"), {"boven": "1"}).content.decode()
    for tekst in (gezin.nummer, wilgenboog.naam, "B Enkelvoudig", "€\u00a04.800,00"):
        assert tekst in lijst
    assert gezin.nummer not in als(zita).get(reverse("spic:kosten")).content.decode()  # help runs: not hers to see


def test_lopende_hulp_waarvan_de_spic_eindigt_staat_op_de_lijst_met_een_voorstel(
    als, fatima, bram, bea, gezin, sam, stelsel, wilgenboog
):
    verwijs(gezin, sam, spic(stelsel, "L1"), wilgenboog, fatima)
    verwijs(gezin, sam, spic(stelsel, "CR"), wilgenboog, fatima)
    assert "geen hulp onder een SPIC" in als(fatima).get(reverse("spic:conversie")).content.decode()
    laad(KORT.format("K1"), CRISIS, '[[opvolgers]]\nvan = "B-1-Lang"\nnaar = "B-1-Kort"\n', vanaf=over(30))

    lijst = als(fatima).get(reverse("spic:conversie")).content.decode()
    assert gezin.nummer in lijst
    assert "B-1-Kort" in lijst
    assert "B-11" not in lijst
    assert "Voorstel: B-1-Kort" in als(fatima).get(reverse("spic:hulp", args=[gezin.nummer])).content.decode()
    assert gezin.nummer not in als(bram).get(reverse("spic:conversie")).content.decode()
    beheer = als(bea).get(reverse("spic:catalogus-conversie", args=["klein"])).content.decode()
    assert "minder dan 5" in beheer
    assert gezin.nummer not in beheer
    assert als(bea).get(reverse("spic:conversie")).status_code == 403


def test_de_lijst_van_kosten_vraagt_niet_meer_bij_meer_gezinnen(
    als, zita, fatima, gezin, sam, stelsel, wilgenboog, django_assert_max_num_queries
):
    for _ in range(12):
        verwijs(gezin, sam, spic(stelsel, "K1"), wilgenboog, fatima)
    client = als(zita)
    client.get(reverse("spic:kosten"))
    with django_assert_max_num_queries(24):
        client.get(reverse("spic:kosten"))
