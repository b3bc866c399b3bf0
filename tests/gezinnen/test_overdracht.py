"""The warm handover, nazorg, and what borging hangs in: norms, voorwaarden, the card on the Overzicht."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import VOORWAARDEN, wat_nu
from gezinnen.models import Begeleiding, Borgingsplan, Contactmoment, Fase, Gebeurtenis, Overdracht
from gezinnen.termijnen import herbereken
from gezinnen.vaststellen import stel_vast
from tests.fabrieken import LokaalTeamFactory, normbron
from tests.gezinnen.bto import besluit, vraag_fase
from tests.gezinnen.test_borging import vul

VANDAAG = timezone.localdate()


def url(naam, gezin, *args):
    return reverse(f"gezinnen:{naam}", args=[gezin.nummer, *args])


@pytest.fixture
def lokaal_team(db):
    return LokaalTeamFactory(naam="Wijkteam Verzonnen")


@pytest.fixture
def invoer(lokaal_team, moeder):
    def maak(**velden):
        return {
            "op": f"{VANDAAG:%d-%m-%Y}",
            "lokaal_team": lokaal_team.pk,
            "persoon": "Lot van het wijkteam",
            "gezinsmanager_erbij": "on",
            "gezin_erbij": "ja",
            "aanwezigen": [moeder.pk],
            "reden_zonder_gezin": "",
            "afspraken": "Moeder belt eerst Lot.",
            **velden,
        }

    return maak


def in_fase(gezin, fase, dagen=10):
    Begeleiding.objects.filter(gezin=gezin).update(fase=fase, fase_sinds=VANDAAG - timedelta(days=dagen))
    return gezin.begeleiding


def contact(gezin, door, dag, **velden):
    op = timezone.make_aware(datetime.combine(dag, time(10)))
    velden = {"soort": "telefoon", **velden}
    return Contactmoment.objects.create(gezin=gezin, op=op, auteur_id=door.pk, **velden)


def norm(code, gezin):
    return normbron(code).rijen().filter(gezin=gezin).first()


def test_overdracht_vastleggen_met_het_gezin(als, fatima, gezin, moeder, lokaal_team, invoer):
    antwoord = als(fatima).post(url("overdracht-nieuw", gezin), invoer())
    assert antwoord.url == url("borging", gezin)
    rij = Overdracht.objects.get()
    assert (rij.gezin_erbij, rij.gezinsmanager_id, rij.begeleiding) == (True, fatima.pk, gezin.begeleiding)
    assert [a.gezinslid for a in rij.aanwezigen.all()] == [moeder]
    pagina = als(fatima).get(url("borging", gezin)).content.decode()
    for zin in ("Wijkteam Verzonnen", "Lot van het wijkteam", "Moeder belt eerst Lot.", moeder.naam):
        assert zin in pagina
    assert Gebeurtenis.objects.filter(soort="overdracht.vastgelegd", onderwerp_id=rij.pk).exists()


def test_de_knop_hoort_bij_het_formulier(als, fatima, gezin):
    pagina = als(fatima).get(url("overdracht-nieuw", gezin)).content.decode()
    formulier = pagina.split('class="formulier"')[1].split("</form>")[0]
    assert "<form" not in formulier
    assert 'name="afspraken"' in formulier
    assert "Overdracht bewaren" in formulier


def test_twee_keer_versturen_legt_een_overdracht_vast(als, fatima, gezin, invoer):
    als(fatima).post(url("overdracht-nieuw", gezin), invoer())
    tweede = als(fatima).post(url("overdracht-nieuw", gezin), invoer())
    assert "staat er al" in tweede.content.decode()
    assert Overdracht.objects.count() == 1


def test_overdracht_wijzigen_en_een_reden_zonder_gezin(als, fatima, gezin, moeder, sam, invoer):
    als(fatima).post(url("overdracht-nieuw", gezin), invoer())
    rij = Overdracht.objects.get()
    adres = url("overdracht", gezin, rij.pk)
    assert "Lot van het wijkteam" in als(fatima).get(adres).content.decode()
    als(fatima).post(adres, invoer(aanwezigen=[moeder.pk, sam.pk], persoon="Piet"))
    assert {a.gezinslid for a in rij.aanwezigen.all()} == {moeder, sam}
    zonder = invoer(gezin_erbij="nee", reden_zonder_gezin="Moeder was ziek.", gezinsmanager_erbij="")
    zonder.pop("aanwezigen")
    als(fatima).post(adres, zonder)
    rij.refresh_from_db()
    assert (rij.gezin_erbij, rij.reden_zonder_gezin, rij.gezinsmanager_id) == (False, "Moeder was ziek.", None)
    assert not rij.aanwezigen.exists()
    assert rij.persoon == "Lot van het wijkteam"
    assert Gebeurtenis.objects.filter(soort="overdracht.gewijzigd").count() == 2


def test_twee_mensen_wijzigen_dezelfde_overdracht(als, fatima, sanne, gezin, invoer):
    als(fatima).post(url("overdracht-nieuw", gezin), invoer())
    adres = url("overdracht", gezin, Overdracht.objects.get().pk)
    versie = als(fatima).get(adres).content.decode().split('name="versie" value="')[1].split('"')[0]
    als(sanne).post(adres, invoer(versie=versie, afspraken="Van Sanne"))
    tweede = als(fatima).post(adres, invoer(versie=versie, afspraken="Van Fatima"))
    assert "Van Sanne" in tweede.content.decode()
    assert Overdracht.objects.get().afspraken == "Van Sanne"


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"op": "31-12-9999"}, "toekomst"),
        ({"op": "01-01-0001"}, "te ver terug"),
        ({"op": ""}, "Vul de datum in."),
        ({"lokaal_team": ""}, "Kies een lokaal team."),
        ({"lokaal_team": "999999"}, "geldige"),
        ({"persoon": ""}, "wie er van het lokaal team was"),
        ({"gezin_erbij": ""}, "Kies of het gezin erbij was."),
        ({"gezin_erbij": "misschien"}, "geldige"),
        ({"aanwezigen": []}, "Kies wie van het gezin erbij was."),
        ({"aanwezigen": ["0"]}, "Kies iemand uit dit gezin."),
        ({"gezin_erbij": "nee"}, "Laat dit leeg: u koos dat het gezin er niet bij was."),
        ({"gezin_erbij": "nee", "aanwezigen": []}, "Schrijf waarom het gezin er niet bij was."),
        ({"reden_zonder_gezin": "Ziek"}, "Laat dit leeg: u koos dat het gezin erbij was."),
    ],
)
def test_wat_niet_klopt_blijft_staan(als, fatima, gezin, invoer, velden, fout):
    antwoord = als(fatima).post(url("overdracht-nieuw", gezin), invoer(**{"afspraken": "Dit typte ik", **velden}))
    assert antwoord.status_code == 200
    assert fout in antwoord.content.decode()
    assert "Dit typte ik" in antwoord.content.decode()
    assert not Overdracht.objects.exists()


@pytest.mark.parametrize(("wie", "verwacht"), [("fatima", 200), ("tom", 403), ("vera", 403), ("bram", 404)])
def test_wie_mag_overdragen(als, gezin, request, wie, verwacht):
    assert als(request.getfixturevalue(wie)).get(url("overdracht-nieuw", gezin)).status_code == verwacht


def test_een_overdracht_van_een_ander_gezin_bestaat_hier_niet(als, fatima, bram, gezin, ander_gezin, lokaal_team):
    vreemd = Overdracht.objects.create(
        gezin=ander_gezin,
        begeleiding=ander_gezin.begeleiding,
        lokaal_team=lokaal_team,
        persoon="x",
        afspraken="x",
        auteur_id=bram.pk,
    )
    assert als(fatima).get(url("overdracht", gezin, vreemd.pk)).status_code == 404
    assert als(fatima).put(url("overdracht", gezin, vreemd.pk)).status_code == 405


def vast(gezin, fatima, sanne, lid):
    plan = vul(Borgingsplan.objects.maak_concept(gezin, door_id=fatima.pk), lid)
    plan.bied_aan(door_id=fatima.pk)
    stel_vast(plan, door_id=sanne.pk, versie=plan.versie)
    return plan


def test_normen_in_generaliseren_en_borgen(fatima, sanne, gezin, moeder, lokaal_team):
    for code in ("borgingsplan", "overdracht_lokaal_team"):
        assert norm(code, gezin) is None
    begeleiding = in_fase(gezin, Fase.BORGEN)
    for code in ("borgingsplan", "overdracht_lokaal_team"):
        rij = norm(code, gezin)
        assert (rij.gezin_id, rij.n_onderwerp, rij.n_vanaf, rij.n_voldaan) == (
            gezin.pk,
            None,
            begeleiding.fase_sinds,
            None,
        )
    assert norm("nazorg_contact", gezin) is norm("nazorg_einde", gezin) is None
    vast(gezin, fatima, sanne, moeder)
    Overdracht.objects.create(
        gezin=gezin,
        begeleiding=begeleiding,
        op=VANDAAG - timedelta(days=2),
        lokaal_team=lokaal_team,
        persoon="x",
        afspraken="x",
        auteur_id=fatima.pk,
    )
    assert norm("borgingsplan", gezin).n_voldaan == VANDAAG
    assert norm("overdracht_lokaal_team", gezin).n_voldaan == VANDAAG - timedelta(days=2)


def test_een_borgingsplan_van_een_eerdere_begeleiding_telt_niet(fatima, sanne, gezin, moeder):
    plan = vast(gezin, fatima, sanne, moeder)
    lang_geleden = timezone.now() - timedelta(days=900)
    Borgingsplan.objects.filter(pk=plan.pk).update(vastgesteld_op=lang_geleden)
    begeleiding = in_fase(gezin, Fase.BORGEN)
    assert norm("borgingsplan", gezin).n_voldaan is None
    assert not voorwaarde("Borgingsplan vastgesteld").is_voldaan(gezin, begeleiding)


def test_nazorg_telt_vanaf_het_begin_of_het_laatste_contact(fatima, gezin):
    begeleiding = in_fase(gezin, Fase.NAZORG, dagen=40)
    contact(gezin, fatima, VANDAAG - timedelta(days=50))
    assert norm("nazorg_contact", gezin).n_vanaf == begeleiding.fase_sinds
    assert norm("nazorg_einde", gezin).n_vanaf == begeleiding.fase_sinds
    contact(gezin, fatima, VANDAAG - timedelta(days=9))
    contact(gezin, fatima, VANDAAG - timedelta(days=30))
    contact(gezin, fatima, VANDAAG, soort="niet_verschenen")
    assert norm("nazorg_contact", gezin).n_vanaf == VANDAAG - timedelta(days=9)
    assert normbron("nazorg_contact").herhalend


@pytest.mark.parametrize("naar", [Fase.AFGESLOTEN, Fase.ONDERSTEUNEN])
def test_wie_de_nazorg_verlaat_deed_wat_de_norm_vroeg(fatima, sanne, gezin, naar):
    gezin.begeleidingen.update(fase=Fase.BORGEN)
    besluit(vraag_fase(gezin, Fase.NAZORG, fatima), sanne)
    begin = timezone.localdate() - timedelta(days=100)
    gezin.begeleidingen.update(fase_sinds=begin)
    gezin.faseovergangen.update(op=begin)
    herbereken([gezin.pk])
    termijn = gezin.termijnen.get(code="nazorg_einde")
    assert (termijn.vanaf, termijn.gesloten_op) == (begin, None)
    besluit(vraag_fase(gezin, naar, fatima), sanne)
    herbereken([gezin.pk])
    termijn.refresh_from_db()
    assert (termijn.sluiting, termijn.gesloten_op) == ("voldaan", timezone.localdate())
    assert gezin.termijnen.filter(code="nazorg_einde").count() == 1


def voorwaarde(tekst):
    return next(v for v in VOORWAARDEN if v.tekst == tekst)


def test_voorwaarden_voor_de_nazorg(als, fatima, sanne, gezin, moeder, invoer):
    begeleiding = in_fase(gezin, Fase.BORGEN)
    plan, overdracht = voorwaarde("Borgingsplan vastgesteld"), voorwaarde("Warme overdracht aan het lokaal team")
    assert {(v.van, v.naar) for v in (plan, overdracht)} == {(Fase.BORGEN, Fase.NAZORG)}
    assert not plan.is_voldaan(gezin, begeleiding)
    assert not overdracht.is_voldaan(gezin, begeleiding)
    vast(gezin, fatima, sanne, moeder)
    als(fatima).post(url("overdracht-nieuw", gezin), invoer())
    assert plan.is_voldaan(gezin, begeleiding)
    assert overdracht.is_voldaan(gezin, begeleiding)


def test_de_kaart_zegt_wat_er_is_en_wat_niet(als, fatima, sanne, gezin, moeder, invoer):
    mens = als(fatima)
    assert "Borging en nazorg" not in mens.get(gezin.get_absolute_url()).content.decode()
    in_fase(gezin, Fase.BORGEN)
    pagina = mens.get(gezin.get_absolute_url()).content.decode()
    assert "Borging en nazorg" in pagina
    assert pagina.count("Nog niet</span>") == 2
    vast(gezin, fatima, sanne, moeder)
    mens.post(url("overdracht-nieuw", gezin), invoer())
    in_fase(gezin, Fase.NAZORG, dagen=100)
    pagina = mens.get(gezin.get_absolute_url()).content.decode()
    assert "Nog niet</span>" not in pagina
    assert "Volgend contact" in pagina
    assert "te laat" in pagina
    contact(gezin, fatima, VANDAAG)
    assert "te laat" not in mens.get(url("borging", gezin)).content.decode()


def test_wie_vaststelt_krijgt_een_stap(fatima, sanne, gezin, moeder):
    plan = vul(Borgingsplan.objects.maak_concept(gezin, door_id=fatima.pk), moeder)
    teksten = {stap.tekst for stap in wat_nu({gezin.pk: gezin.nummer})}
    assert "Borgingsplan vaststellen" not in teksten
    plan.bied_aan(door_id=fatima.pk)
    stap = next(s for s in wat_nu({gezin.pk: gezin.nummer}) if s.tekst == "Borgingsplan vaststellen")
    assert (stap.voor, stap.url) == ("borging.vaststellen", url("borging-lezen", gezin))


def test_de_nazorg_duurt_drie_maanden(als, fatima, gezin):
    Begeleiding.objects.filter(gezin=gezin).update(
        fase=Fase.NAZORG, begonnen_op=date(2026, 1, 1), fase_sinds=date(2026, 8, 31)
    )
    assert "30 november 2026" in als(fatima).get(url("borging", gezin)).content.decode()
