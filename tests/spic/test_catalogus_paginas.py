"""The catalogue through its pages: loading, changing from a day, tariffs, and what is wrong stands at the field."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from spic.models import Gezinsbudget, Profiel, Spic, Stelsel, Tarief
from tests.spic.test_catalogus_laden import CRISIS, KORT, LANG, TARIEF, begin, over, tekst

pytestmark = pytest.mark.django_db


def url(naam, *args):
    return reverse(f"spic:{naam}", args=args)


def dag(dagen):
    return over(dagen).strftime("%d-%m-%Y")


@pytest.fixture
def beheer(als, bea):
    return als(bea)


def test_beheerder_laadt_een_bestand_en_leest_elke_fout_bij_het_veld(beheer):
    def stuur(inhoud, volg=False):
        bestand = SimpleUploadedFile("klein.toml", inhoud)
        return beheer.post(url("catalogi"), {"bestand": bestand}, follow=volg)

    fout = stuur(tekst(KORT.format("K 1"), LANG.replace('"B"', '"Q"'))).content.decode()
    assert "regel 31 (combinaties): ‘productcode’ mag alleen" in fout
    assert "regel 37 (combinaties): er is geen segment ‘Q’." in fout
    assert not Stelsel.objects.filter(code="klein").exists()
    pagina = stuur(tekst(KORT.format("K1"), CRISIS, TARIEF.format("B-1-Kort", "1250.50")), volg=True).content.decode()
    assert "2 nieuwe combinaties" in pagina
    assert "voorbeeldinhoud" in pagina
    assert "€\u00a01.250,50 per maand" in pagina
    assert "geen tarief" in pagina
    assert "Kies een dag na vandaag" in stuur(tekst(KORT.format("K2"), vanaf=over(-5))).content.decode()


def test_een_profiel_wijzigen_geldt_vanaf_de_dag_en_een_tweede_keer_niet(beheer):
    stelsel = begin()
    adres = url("deel-wijzigen", "klein", "profielen", "1")
    oud = Profiel.objects.get(stelsel=stelsel, code="1")
    velden = {"naam": "Nieuwe naam", "geldig_vanaf": dag(3), "gezien": oud.pk}
    assert "Kies een dag na vandaag" in beheer.post(adres, velden | {"geldig_vanaf": dag(0)}).content.decode()
    geen_weken = beheer.post(adres, velden | {"crisis": "on"}).content.decode()
    assert "Schrijf hoeveel weken crisishulp duurt" in geen_weken
    assert beheer.post(adres, velden).status_code == 302
    assert "Een collega heeft dit intussen veranderd" in beheer.post(adres, velden).content.decode()
    assert [p.naam for p in stelsel.profielen.filter(code="1")] == ["Voorbeeldprofiel 1", "Nieuwe naam"]
    assert stelsel.spics.geldig_op(over(3)).filter(profiel__naam="Nieuwe naam").count() == 2
    pagina = beheer.get(url("catalogus", "klein")).content.decode()
    assert "Verandert binnenkort" in pagina
    assert "Nieuwe naam" not in pagina
    assert beheer.get(url("deel-wijzigen", "klein", "iets", "1")).status_code == 404


def test_een_combinatie_komt_erbij_en_een_stopt_met_een_opvolger(beheer):
    stelsel = begin()
    beheer.post(url("deel-nieuw", "klein", "profielen"), {"code": "2", "naam": "Twee", "geldig_vanaf": dag(1)})
    segment, profiel = stelsel.segmenten.get(code="B"), stelsel.profielen.get(code="2")
    velden = {"segment": segment.pk, "profiel": profiel.pk, "productcode": "P2", "geldig_vanaf": dag(2)}
    assert "Kies een intensiteit" in beheer.post(url("combinatie-nieuw", "klein"), velden).content.decode()
    velden["intensiteit"] = stelsel.intensiteiten.get(code="Kort").pk
    assert beheer.post(url("combinatie-nieuw", "klein"), velden).status_code == 302
    assert "Deze combinatie bestaat al" in beheer.post(url("combinatie-nieuw", "klein"), velden).content.decode()
    nieuw, oud = stelsel.spics.get(productcode="P2"), stelsel.spics.get(productcode="L1")
    stop = {"geldig_vanaf": dag(30), "opvolger": nieuw.pk}
    assert beheer.post(url("combinatie-stoppen", oud.pk), stop).status_code == 302
    weer = beheer.post(url("combinatie-stoppen", oud.pk), stop, follow=True).content.decode()
    assert f"{oud.code} stopt al" in weer
    oud.refresh_from_db()
    assert (oud.geldig_tot, oud.opvolger) == (over(29), nieuw)
    assert nieuw.code in beheer.get(url("combinatie", oud.pk)).content.decode()

    later = stelsel.spics.get(productcode="CR")
    adres = url("combinatie-opvolger", later.pk)
    assert "stopt niet, of er is al een voorstel" in beheer.post(adres, {"opvolger": nieuw.pk}).content.decode()
    assert beheer.post(url("combinatie-stoppen", later.pk), {"geldig_vanaf": dag(40)}).status_code == 302
    assert "Kies een voorstel" in beheer.get(url("combinatie", later.pk)).content.decode()
    assert beheer.post(adres, {"opvolger": nieuw.pk}).status_code == 302
    later.refresh_from_db()
    assert later.opvolger == nieuw


def test_tarieven_en_budget_veranderen_vanaf_een_dag(beheer, wilgenboog):
    stelsel = begin()
    spic = stelsel.spics.get(productcode="K1")
    velden = {"bedrag": "1.100,25", "eenheid": "maand", "geldig_vanaf": "01-01-2026"}
    adres = url("tarief-nieuw", spic.pk)
    for bedrag, melding in (
        ("0", "meer dan 0"),
        ("1,234", "hoogstens twee"),
        ("1.100,255", "hoogstens twee"),
        ("veel", "Schrijf een bedrag"),
    ):
        assert melding in beheer.post(adres, velden | {"bedrag": bedrag}).content.decode()
    assert beheer.post(adres, velden).status_code == 302
    assert beheer.post(adres, velden).status_code == 302  # a double click changes nothing
    assert "Er is al een wijziging" in beheer.post(adres, velden | {"bedrag": "9"}).content.decode()
    beheer.post(adres, velden | {"aanbieder": wilgenboog.pk, "bedrag": "950", "geldig_vanaf": "01-06-2026"})
    assert [(t.aanbieder, t.bedrag, t.geldig_vanaf) for t in spic.tarieven.order_by("geldig_vanaf")] == [
        (None, Decimal("1000.00"), date(2024, 1, 1)),
        (None, Decimal("1100.25"), date(2026, 1, 1)),
        (wilgenboog, Decimal("950.00"), date(2026, 6, 1)),
    ]
    pagina = beheer.get(url("tarieven", "klein"), {"aanbieder": wilgenboog.pk}).content.decode()
    assert "€\u00a0950,00" in pagina
    assert "€\u00a01.100,25" not in pagina
    tarief = Tarief.objects.get(aanbieder=wilgenboog)
    assert (
        "begint pas na deze dag"
        in beheer.post(url("tarief-stoppen", tarief.pk), {"tot": "01-05-2026"}).content.decode()
    )
    assert beheer.post(url("tarief-stoppen", tarief.pk), {"tot": dag(0)}).status_code == 302
    tarief.refresh_from_db()
    assert tarief.geldig_tot == timezone.localdate()

    budget = {"bedrag": "€ 9.000", "bron": "Besluit", "geldig_vanaf": "01-01-2025"}
    assert beheer.post(url("budget", "klein"), budget).status_code == 302
    assert [
        (b.bedrag, b.geldig_tot) for b in Gezinsbudget.objects.filter(stelsel=stelsel).order_by("geldig_vanaf")
    ] == [
        (Decimal("8750.00"), date(2024, 12, 31)),
        (Decimal("9000.00"), None),
    ]


def test_alleen_crisis_is_snel_te_versturen(beheer):
    pagina = beheer.get(url("catalogus", "spic-voorbeeld")).content.decode()
    assert pagina.count("ja, ook als het gezin wacht") == pagina.count("ook als het gezin wacht") == 1


def test_een_stelsel_dat_eindigt_is_niet_meer_te_kiezen(beheer):
    begin()
    adres = url("stelsel-wijzigen", "klein")
    assert "voor de eerste" in beheer.post(adres, {"naam": "Klein", "geldig_tot": "01-01-2020"}).content.decode()
    assert beheer.post(adres, {"naam": "Klein", "geldig_tot": dag(0)}).status_code == 302
    vandaag = timezone.localdate()
    assert Spic.objects.te_verwijzen(vandaag).filter(stelsel__code="klein").exists()
    assert not Spic.objects.te_verwijzen(vandaag + timedelta(days=1)).filter(stelsel__code="klein").exists()
