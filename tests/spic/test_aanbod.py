"""What providers offer, what they say about waiting, and who may see and change that."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from ggw.organisatie.models import Aanbieder
from ggw.organisatie.rollen import Rol
from spic.models import Aanbod, Profiel, Wachtopgave, per_aanbieder
from tests.fabrieken import GebruikerFactory, GemeenteFactory
from tests.hulpaanbod import VANAF, maak_aanbod, profiel, segment

PAGINA = "/partner/aanbod/"


@pytest.fixture
def es(db):
    return Aanbieder.objects.create(naam="De Verzonnen Es", soort="hoofdaannemer", telefoon="020-000 0009")


def gaf_op(aanbieder, weken, code=None, *, dagen=0, plaatsen=None):
    door = GebruikerFactory(rol=Rol.AANMELDTEAM, aanbieder=aanbieder, email=f"team{aanbieder.pk}@ggw.example")
    return Wachtopgave.objects.create(
        aanbieder=aanbieder,
        profiel=profiel(code) if code else None,
        wachttijd_weken=weken,
        plaatsen_vrij=plaatsen,
        opgegeven_op=timezone.now() - timedelta(days=dagen),
        door=door,
    )


def nieuwe_versie(oud):
    """The catalogue gives this profile another name from today on."""
    vandaag = timezone.localdate()
    Profiel.objects.filter(pk=oud.pk).update(geldig_tot=vandaag - timedelta(days=1))
    return Profiel.objects.create(stelsel=oud.stelsel, code=oud.code, naam="Andere naam", geldig_vanaf=vandaag)


def test_wie_kan_kiest_op_hulp_regio_dag_en_gebruik(wilgenboog, es):
    vandaag = timezone.localdate()
    maak_aanbod(wilgenboog, "1", regio="Noord")
    maak_aanbod(wilgenboog, "2", segmentcode="C")
    maak_aanbod(es, "1")
    maak_aanbod(es, "3", geldig_tot=vandaag - timedelta(days=1))
    maak_aanbod(es, "4", geldig_vanaf=vandaag + timedelta(days=1))

    def wie(**keuze):
        return [(rij.aanbieder, rij.profiel.code) for rij in Aanbod.objects.wie_kan(**keuze).order_by("pk")]

    assert wie() == [(wilgenboog, "1"), (wilgenboog, "2"), (es, "1")]
    assert wie(profiel=profiel("1")) == [(wilgenboog, "1"), (es, "1")]
    assert wie(profiel=profiel("1"), regio="Zuid") == [(es, "1")]
    assert wie(segment=segment("C")) == [(wilgenboog, "2")]
    assert wie(dag=vandaag + timedelta(days=1))[-1] == (es, "4")
    assert wie(profiel=nieuwe_versie(profiel("1"))) == [(wilgenboog, "1"), (es, "1")]
    es.actief = False
    es.save(update_fields=["actief"])
    assert wie(profiel=profiel("1")) == [(wilgenboog, "1")]


def test_de_laatste_opgave_van_het_profiel_telt_en_anders_die_van_alle_hulp(wilgenboog, es):
    for aanbieder in (wilgenboog, es):
        maak_aanbod(aanbieder, "1")
        maak_aanbod(aanbieder, "2")
    gaf_op(wilgenboog, 9, "1", dagen=30, plaatsen=1)
    gaf_op(wilgenboog, 4, "1", dagen=20, plaatsen=2)
    gaf_op(wilgenboog, 12, dagen=1)
    regels = per_aanbieder(Aanbod.objects.wie_kan())
    kort = [(r.aanbieder.naam, r.profiel.code, r.wachttijd_weken, r.plaatsen_vrij) for r in regels]
    assert kort == [
        (wilgenboog.naam, "1", 4, 2),
        (wilgenboog.naam, "2", 12, None),
        (es.naam, "1", None, None),
        (es.naam, "2", None, None),
    ]
    assert [r.oud for r in regels] == [False] * 4
    assert regels[0].wacht == "4 weken wachten, opgegeven 20 dagen geleden"
    assert (regels[1].hoe_oud, regels[2].wacht) == ("gisteren", "wachttijd niet opgegeven")
    assert per_aanbieder(Aanbod.objects.wie_kan(profiel=nieuwe_versie(profiel("1"))))[0].wachttijd_weken == 4


def test_de_bladzijde_voor_verwijzers(als, fatima, bea, wilgenboog, es, django_assert_max_num_queries):
    GemeenteFactory(code="7777", regio="Noord")
    maak_aanbod(wilgenboog, "1", regio="Noord")
    maak_aanbod(es, "1")
    maak_aanbod(es, "1", segmentcode="C")
    gaf_op(es, 1, "1", dagen=40, plaatsen=1)
    client = als(fatima)
    pagina = client.get("/hulpaanbod/").content.decode()
    assert pagina.index(es.naam) < pagina.index(wilgenboog.naam)  # who waits shortest stands first
    for tekst in (
        "1 week",
        "1 plaats vrij",
        ">oud<",
        "40 dagen geleden",
        "020-000 0009",
        "nog niet opgegeven",
        "Segment B: Alle regio&#x27;s. Segment C: Alle regio&#x27;s.",
    ):
        assert tekst in pagina, tekst
    gekozen = client.get("/hulpaanbod/", {"profiel": profiel("1").pk, "segment": segment("C").pk}).content.decode()
    assert es.naam in gekozen
    assert wilgenboog.naam not in gekozen
    assert "Niemand biedt deze hulp aan" in client.get("/hulpaanbod/", {"profiel": profiel("9").pk}).content.decode()
    for code in ("3", "4", "5", "6", "7", "8"):
        maak_aanbod(es, code)
    with django_assert_max_num_queries(12):
        client.get("/hulpaanbod/")
    assert als(bea).get("/hulpaanbod/").status_code == 403


def test_een_opgave_in_een_minuut(als, anna, wim, wilgenboog, fatima):
    maak_aanbod(wilgenboog, "1")
    maak_aanbod(wilgenboog, "1", segmentcode="C")
    een = profiel("1").pk
    client = als(anna)
    pagina = client.get(PAGINA).content.decode()
    assert pagina.count(f'name="weken_{een}"') == 1
    velden = {"stand": "0", "weken_alles": "", "plaatsen_alles": "", f"weken_{een}": "4", f"plaatsen_{een}": "2"}
    assert "Uw opgave is opgeslagen" in client.post(PAGINA, velden, follow=True).content.decode()
    client.post(PAGINA, velden)  # pressed twice
    assert list(Wachtopgave.objects.values_list("wachttijd_weken", "plaatsen_vrij", "door")) == [(4, 2, anna.pk)]
    pagina = als(wim).get(PAGINA).content.decode()
    assert 'value="4"' in pagina
    assert "Laatst opgegeven: 4 weken" in pagina
    assert "Anna Voorbeeld" in pagina
    assert "4 weken" in als(fatima).get("/hulpaanbod/").content.decode()


def test_nog_steeds_vier_weken_is_een_nieuwe_opgave(als, anna, wilgenboog):
    oud = gaf_op(wilgenboog, 4, dagen=30)
    als(anna).post(PAGINA, {"stand": oud.pk, "weken_alles": "4", "plaatsen_alles": ""})
    assert Wachtopgave.objects.count() == 2
    assert not Wachtopgave.objects.latest("pk").oud


def test_twee_tegelijk_ziet_de_tweede_wat_de_eerste_zei(als, anna, wim):
    een, twee = als(anna), als(wim)
    een.post(PAGINA, {"stand": "0", "weken_alles": "4"})
    antwoord = twee.post(PAGINA, {"stand": "0", "weken_alles": "9"}).content.decode()
    assert "Een collega gaf intussen ook iets op" in antwoord
    assert "Laatst opgegeven: 4 weken" in antwoord
    assert 'value="9"' in antwoord
    assert Wachtopgave.objects.count() == 1
    stand = Wachtopgave.objects.get().pk
    assert f'value="{stand}"' in antwoord
    twee.post(PAGINA, {"stand": stand, "weken_alles": "9"})
    assert Wachtopgave.objects.latest("pk").wachttijd_weken == 9


@pytest.mark.parametrize(
    ("velden", "uitleg"),
    [
        ({}, "Vul bij minstens één soort hulp"),
        ({"weken_alles": "105"}, "104"),
        ({"weken_alles": "-1"}, "0"),
        ({"weken_alles": "vier"}, "geheel getal"),
        ({"weken_alles": "9" * 30}, "104"),
        ({"plaatsen_alles": "3"}, "Vul ook in hoeveel weken"),
        ({"weken_alles": "1", "plaatsen_alles": "1000"}, "999"),
        ({"weken_alles": "1", "stand": "x"}, "geheel getal"),
    ],
)
def test_een_rare_opgave_komt_terug_met_uitleg(als, anna, velden, uitleg):
    antwoord = als(anna).post(PAGINA, velden).content.decode()
    assert uitleg in antwoord
    assert "data-foutoverzicht" in antwoord
    assert not Wachtopgave.objects.exists()


def test_van_een_andere_aanbieder_ziet_en_verandert_niemand_iets(als, anna, hugo, es, wilgenboog):
    """A profile of the other one in the form is nothing here, and its name and numbers are nowhere."""
    maak_aanbod(es, "2")
    gaf_op(es, 77, "2")
    ander = profiel("2").pk
    pagina = als(anna).get(PAGINA).content.decode()
    assert es.naam not in pagina
    assert "77" not in pagina
    als(anna).post(PAGINA, {"stand": "0", "weken_alles": "3", f"weken_{ander}": "0", "aanbieder": es.pk, "door": 1})
    nieuw = Wachtopgave.objects.latest("pk")
    assert (nieuw.aanbieder, nieuw.profiel, nieuw.door) == (wilgenboog, None, anna)
    assert Wachtopgave.objects.filter(aanbieder=es).count() == 1
    assert als(hugo).get(PAGINA).status_code == 403
    for pad in ("/hulpaanbod/", "/beheer/aanbod/", f"/beheer/aanbod/{es.pk}/"):
        assert als(anna).get(pad).status_code == 403
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local session authorization ggw_web")
        cursor.execute("select begin_aanbieder(%s)", [anna.pk])
        cursor.execute("select count(*) from spic_aanbod union all select count(*) from spic_wachtopgave")
        assert [aantal for (aantal,) in cursor.fetchall()] == [0, 1]
        cursor.execute("select einde_aanbieder()")
        cursor.execute("reset session authorization")


@pytest.mark.parametrize(
    "opdracht", ["update spic_wachtopgave set wachttijd_weken = 0", "delete from spic_wachtopgave"]
)
def test_een_opgave_verandert_niet_meer(wilgenboog, opdracht):
    gaf_op(wilgenboog, 4)
    with pytest.raises(DatabaseError, match="verandert niet"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(opdracht)


def test_de_beheerder_legt_vast_wat_is_ingekocht_en_beeindigt_het(als, bea, es, fatima):
    GemeenteFactory(code="7777", regio="Noord")
    client, nieuw = als(bea), reverse("spic:aanbod-nieuw", args=[es.pk])
    assert es.naam in client.get("/beheer/aanbod/").content.decode()
    velden = {"segmenten": [segment("B").pk], "profielen": [profiel("1").pk, profiel("2").pk], "regios": ["Noord"]}
    velden |= {"vanaf": "01-01-2026", "tot": ""}
    assert "Vastgelegd: 2. Stond er al: 0" in client.post(nieuw, velden, follow=True).content.decode()
    assert "Vastgelegd: 0. Stond er al: 2" in client.post(nieuw, velden, follow=True).content.decode()
    nieuwe_versie(profiel("1"))
    anders = velden | {"profielen": [profiel("1").pk], "vanaf": timezone.localdate().strftime("%d-%m-%Y")}
    assert "gaan volgens de catalogus niet samen" in client.post(nieuw, anders, follow=True).content.decode()
    rij = es.aanbod.get(profiel__code="2")
    einde = reverse("spic:aanbod-beeindigen", args=[rij.pk])
    assert "ligt voor de eerste" in client.post(einde, {"tot": "31-12-2025"}).content.decode()
    gisteren = timezone.localdate() - timedelta(days=1)
    client.post(einde, {"tot": gisteren.strftime("%d-%m-%Y")})
    assert list(Aanbod.objects.wie_kan(profiel=profiel("2"))) == []
    assert "1 regel is voorbij" in client.get(reverse("spic:aanbod-van", args=[es.pk])).content.decode()
    vandaag = timezone.localdate().strftime("%d-%m-%Y")
    assert "Leg daarvoor nieuw aanbod vast" in client.post(einde, {"tot": vandaag}).content.decode()
    assert rij.geldig_vanaf == VANAF
    assert als(fatima).get(nieuw).status_code == 403


@pytest.mark.parametrize(
    ("velden", "uitleg"),
    [
        ({"segmenten": []}, "Kies minstens één segment"),
        ({"profielen": ["999999"]}, "geldige"),
        ({"regios": ["Atlantis"]}, "geldige"),
        ({"vanaf": "01-01-0001"}, "Kijk het jaartal na"),
        ({"tot": "31-12-9999"}, "Kijk het jaartal na"),
        ({"tot": "31-12-2025"}, "ligt voor de eerste"),
    ],
)
def test_raar_aanbod_komt_terug_met_uitleg(als, bea, es, velden, uitleg):
    goed = {"segmenten": [segment("B").pk], "profielen": [profiel("1").pk], "vanaf": "01-01-2026"}
    antwoord = als(bea).post(reverse("spic:aanbod-nieuw", args=[es.pk]), goed | velden)
    assert uitleg in antwoord.content.decode()
    assert not Aanbod.objects.exists()
