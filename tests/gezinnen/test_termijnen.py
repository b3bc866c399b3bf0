"""Terms are worked out from the facts and kept in one table: opened, moved, met, dropped, and never ticked off by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import NORMBRONNEN, wat_nu
from gezinnen.models import (
    Aanwezigheid,
    Begeleiding,
    Contactafspraak,
    Contactmoment,
    Gezinslid,
    Norm,
    Sluiting,
    Termijn,
    Wachtplek,
)
from gezinnen.termijncontrole import controleer_termijnen
from gezinnen.termijnen import feitenvraag, herbereken, normen, verschillen
from gezinnen.werkdagen import werkdagen_later
from tests.fabrieken import KindFactory

VANDAAG = timezone.localdate


def contact(gezin, auteur, dagen=0, soort="huisbezoek"):
    op = timezone.now() - timedelta(days=dagen)
    return Contactmoment.objects.create(gezin=gezin, soort=soort, op=op, auteur_id=auteur.pk)


def open_codes(gezin):
    return sorted(gezin.termijnen.open().values_list("code", flat=True))


def test_elke_bron_hoort_bij_een_norm_en_geeft_de_afgesproken_kolommen(db):
    codes = set(Norm.objects.values_list("code", flat=True))
    for bron in NORMBRONNEN.values():
        assert bron.code in codes, bron.code
        assert {"n_vanaf", "n_voldaan"} <= set(bron.rijen().query.annotations), bron.naam
    assert len(verschillen([1])) == 0


def test_duizenden_nieuwe_termijnen_in_een_keer(gezin):
    """A statement takes 65,535 values; the first night of a new norm asks for more than that."""
    kinderen = KindFactory.build_batch(5200, gezin=gezin, geboortedatum=VANDAAG() - timedelta(days=900))
    Gezinslid.objects.bulk_create(kinderen, batch_size=500)
    herbereken([gezin.pk])
    assert gezin.termijnen.count() > len(kinderen)
    Norm.objects.update(eigenaar="teammanager")
    normen.cache_clear()
    assert herbereken([gezin.pk]) > len(kinderen)
    assert not gezin.termijnen.open().exclude(eigenaar_rol="teammanager").exists()


def test_een_nieuw_gezin_wacht_op_het_eerste_contact(gezin, fatima):
    herbereken([gezin.pk])
    assert open_codes(gezin) == ["eerste_contact_preventief", "nieuw_gezin_bto"]
    termijn = gezin.termijnen.get(code="eerste_contact_preventief")
    assert (termijn.eigenaar_id, termijn.vanaf) == (fatima.pk, gezin.begeleiding.begonnen_op)
    assert "Eerste contact met het gezin" in [s.tekst for s in wat_nu({gezin.pk: gezin.nummer})]


def test_het_eerste_contact_sluit_de_een_en_opent_de_ander(gezin, fatima):
    KindFactory(gezin=gezin)
    herbereken([gezin.pk])
    contact(gezin, fatima)
    herbereken([gezin.pk])
    assert gezin.termijnen.get(code="eerste_contact_preventief").sluiting == Sluiting.VOLDAAN
    assert open_codes(gezin) == [
        "achttien",
        "actuele_veiligheid",
        "actuele_veiligheid",
        "arij_rt_eerste",
        "familiegroepsplan",
        "gezinsplan",
        "nieuw_gezin_bto",
        "veiligheidsplan",
    ]


def test_twee_keer_rekenen_verandert_niets(gezin, fatima):
    KindFactory(gezin=gezin)
    contact(gezin, fatima)
    assert herbereken([gezin.pk]) > 0
    assert herbereken([gezin.pk]) == 0


def test_een_gezin_kost_hoogstens_vijf_vragen(gezin, fatima):
    KindFactory(gezin=gezin)
    herbereken([gezin.pk])
    contact(gezin, fatima)
    with CaptureQueriesContext(connection) as vragen:
        herbereken([gezin.pk])
    eigen = [v for v in vragen.captured_queries if "SAVEPOINT" not in v["sql"]]
    assert len(eigen) <= 5


def test_een_herhalende_termijn_wordt_gedaan_door_de_volgende_keer(gezin, fatima, team_noord):
    kind = KindFactory(gezin=gezin)
    begin = VANDAAG() - timedelta(days=30)
    Contactafspraak.objects.create(gezin=gezin, kind=kind, weken=2, vanaf=begin)
    herbereken([gezin.pk])
    termijn = gezin.termijnen.get(code="kind_gezien")
    assert (termijn.onderwerp_id, termijn.dag) == (kind.pk, begin + timedelta(weeks=2))
    bezoek = contact(gezin, fatima, 3)
    Aanwezigheid.objects.create(gezin=gezin, contactmoment=bezoek, gezinslid=kind, aanwezig="aanwezig", gezien="gezien")
    herbereken([gezin.pk])
    oud, nieuw = gezin.termijnen.filter(code="kind_gezien").order_by("vanaf")
    assert (oud.sluiting, oud.gesloten_op) == (Sluiting.VOLDAAN, VANDAAG() - timedelta(days=3))
    assert (nieuw.gesloten_op, nieuw.dag) == (None, VANDAAG() - timedelta(days=3) + timedelta(weeks=2))


def test_wat_niet_meer_geldt_vervalt(gezin, fatima):
    contact(gezin, fatima)
    herbereken([gezin.pk])
    Begeleiding.objects.filter(gezin=gezin).update(fase="afgesloten", afgesloten_op=VANDAAG())
    herbereken([gezin.pk])
    assert open_codes(gezin) == []
    assert gezin.termijnen.get(code="gezinsplan").sluiting == Sluiting.VERVALLEN


def test_een_pagina_die_schrijft_rekent_zelf(als, fatima, gezin):
    KindFactory(gezin=gezin)
    plek = reverse("veiligheid:contact-nieuw", kwargs={"nummer": gezin.nummer})
    als(fatima).post(plek, {"tekst": "x"})
    assert "eerste_contact_preventief" in open_codes(gezin)


def test_de_wachter_is_aan_zet_zolang_het_gezin_wacht(gezin, fatima, kees, team_noord):
    gezin.toewijzingen.update(tot=VANDAAG())
    Begeleiding.objects.filter(gezin=gezin).update(fase="wacht")
    Wachtplek.objects.create(
        gezin=gezin, begeleiding=gezin.begeleiding, wachter_id=kees.pk, basisteam=team_noord, vanaf=VANDAAG()
    )
    herbereken([gezin.pk])
    assert gezin.termijnen.open().get(code="wachtlijst_blik").eigenaar_id == kees.pk


def test_de_nacht_vindt_wat_achter_zijn_rug_veranderde(gezin, ander_gezin, fatima, caplog):
    contact(gezin, fatima)
    herbereken([gezin.pk, ander_gezin.pk])
    assert not controleer_termijnen()
    gezin.termijnen.filter(code="gezinsplan").update(uiterlijk=date(2020, 1, 1))
    Contactmoment.objects.filter(gezin=gezin).delete()
    gevonden = controleer_termijnen(herstel=False)
    assert gevonden["gezinsplan"] == 1
    assert gevonden["eerste_contact_preventief"] == 1
    assert "termijnen_verschil" in caplog.text
    controleer_termijnen()
    assert not controleer_termijnen()


def test_het_commando_noemt_verschillen_en_normen_die_rusten(gezin):
    uit = StringIO()
    call_command("controleer_termijnen", "--alleen-kijken", stdout=uit)
    assert "eerste_contact_preventief: 1" in uit.getvalue()
    assert "bewaartermijn" in uit.getvalue()


@pytest.fixture
def licht(gezin):
    """A term that the gezinsmanager may postpone."""
    kind = KindFactory(gezin=gezin, voornaam="Sam")
    Contactafspraak.objects.create(gezin=gezin, kind=kind, weken=1, vanaf=VANDAAG() - timedelta(days=9))
    herbereken([gezin.pk])
    return gezin.termijnen.get(code="kind_gezien")


@pytest.fixture
def zwaar(gezin, fatima):
    contact(gezin, fatima, 3)
    herbereken([gezin.pk])
    return gezin.termijnen.get(code="gezinsplan")


def plek(naam, termijn):
    return reverse(f"gezinnen:{naam}", kwargs={"nummer": termijn.gezin.nummer, "pk": termijn.pk})


def nl(dag):
    return f"{dag:%d-%m-%Y}"


def test_uitstellen_met_reden_staat_op_de_werkwijzer(als, fatima, gezin, licht):
    tot = VANDAAG() + timedelta(days=5)
    antwoord = als(fatima).post(plek("termijn-uitstellen", licht), {"tot": nl(tot), "reden": "Sam is op kamp."})
    assert antwoord.status_code == 302
    licht.refresh_from_db()
    assert (licht.dag, licht.besloten_door_id) == (tot, fatima.pk)
    pagina = als(fatima).get(reverse("gezinnen:werkwijzer", kwargs={"nummer": gezin.nummer})).content.decode()
    assert "Uitgesteld: Sam is op kamp." in pagina
    herbereken([gezin.pk])
    licht.refresh_from_db()
    assert licht.dag == tot


@pytest.mark.parametrize(
    ("tot", "reden", "fout"),
    [
        ("", "x", "Vul de datum in"),
        ("01-01-2020", "x", "al geweest"),
        ("01-01-9999", "x", "komende twee jaar"),
        ("morgen", "x", "dd-mm-jjjj"),
        (None, "", "Schrijf waarom"),
        (None, "y" * 301, "hoogstens 300"),
    ],
)
def test_uitstel_dat_niet_kan(als, fatima, licht, tot, reden, fout):
    invoer = {"tot": nl(VANDAAG() + timedelta(days=5)) if tot is None else tot, "reden": reden}
    antwoord = als(fatima).post(plek("termijn-uitstellen", licht), invoer)
    assert antwoord.status_code == 200
    assert fout in antwoord.content.decode()
    licht.refresh_from_db()
    assert licht.uitgesteld_tot is None


def test_niet_van_toepassing_komt_bij_dezelfde_keer_niet_terug(als, fatima, gezin, licht):
    als(fatima).post(plek("termijn-nvt", licht), {"reden": "Woont dit jaar bij oma in het buitenland."})
    herbereken([gezin.pk])
    assert not gezin.termijnen.open().filter(code="kind_gezien").exists()
    tweede = als(fatima).post(plek("termijn-nvt", licht), {"reden": "Nog eens."})
    assert "al klaar" in tweede.content.decode()
    pagina = als(fatima).get(reverse("gezinnen:werkwijzer", kwargs={"nummer": gezin.nummer})).content.decode()
    assert "Woont dit jaar bij oma" in pagina


def test_wet_en_veiligheid_stelt_alleen_een_ander_uit(als, fatima, sanne, zwaar):
    invoer = {"tot": nl(VANDAAG() + timedelta(days=90)), "reden": "Vader is opgenomen."}
    assert als(fatima).post(plek("termijn-uitstellen", zwaar), invoer).status_code == 403
    assert als(sanne).post(plek("termijn-uitstellen", zwaar), invoer).status_code == 302
    zwaar.refresh_from_db()
    assert zwaar.besloten_door_id == sanne.pk


def test_een_senior_stelt_de_eigen_zware_termijn_niet_uit(als, sanne, zwaar):
    Termijn.objects.filter(pk=zwaar.pk).update(eigenaar_id=sanne.pk)
    assert als(sanne).get(plek("termijn-uitstellen", zwaar)).status_code == 403


def test_de_werkwijzer_legt_uit_waarom(als, fatima, gezin, zwaar):
    pagina = als(fatima).get(reverse("gezinnen:werkwijzer", kwargs={"nummer": gezin.nummer})).content.decode()
    assert "Jeugdwet 4.1.3 lid 5" in pagina
    assert "6 weken, geteld vanaf" in pagina
    assert "Wat de volgende fase vraagt" in pagina
    assert "ARIJ-RT herhaald" in pagina


def test_een_norm_verandert_vanaf_een_dag(als, bea, gezin, fatima):
    morgen = VANDAAG() + timedelta(days=1)
    adres = reverse("gezinnen:norm-wijzigen", kwargs={"code": "familiegroepsplan"})
    basis = {"wat": "Aangeboden", "eenheid": "weken", "ladder": "kort", "bron": "eigen besluit"}
    for dag, fout in ((VANDAAG(), "na vandaag"), (VANDAAG() - timedelta(days=1), "al geweest")):
        antwoord = als(bea).post(adres, {**basis, "aantal": 3, "geldig_vanaf": nl(dag)})
        assert fout in antwoord.content.decode()
    assert (
        "hoogstens 1000" in als(bea).post(adres, {**basis, "aantal": 5000, "geldig_vanaf": nl(morgen)}).content.decode()
    )
    assert als(bea).post(adres, {**basis, "aantal": 3, "geldig_vanaf": nl(morgen)}).status_code == 302
    assert (
        "Kies een latere dag"
        in als(bea).post(adres, {**basis, "aantal": 4, "geldig_vanaf": nl(morgen)}).content.decode()
    )
    oud, nieuw = Norm.objects.filter(code="familiegroepsplan").order_by("geldig_vanaf")
    assert (oud.geldig_tot, nieuw.aantal) == (VANDAAG(), 3)
    contact(gezin, fatima, 2)
    herbereken([gezin.pk])
    assert gezin.termijnen.get(code="familiegroepsplan").norm_id == oud.pk
    lijst = als(bea).get(reverse("gezinnen:normen")).content.decode()
    assert "Verandert binnenkort" in lijst
    assert "Rust" in lijst


@pytest.mark.parametrize(
    ("dag", "aantal", "verwacht"),
    [
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 5, 4), 1, date(2026, 5, 6)),
        (date(2026, 11, 25), 5, date(2026, 12, 2)),
        (date(2026, 11, 25), -2, date(2026, 11, 23)),
        (date(2028, 2, 28), 1, date(2028, 2, 29)),
    ],
)
def test_werkdagen_kennen_weekend_en_feestdagen(dag, aantal, verwacht):
    assert werkdagen_later(dag, aantal) == verwacht


@pytest.mark.parametrize(
    ("code", "vanaf", "verwacht"),
    [
        ("arij_rt_herhaling", date(2026, 8, 31), date(2027, 2, 28)),
        ("plan_evaluatie", date(2028, 2, 29), date(2029, 2, 28)),
        ("besluit_verlenging", date(2026, 11, 25), date(2026, 8, 5)),
        ("ots_rvdk_melding", date(2027, 4, 30), date(2027, 2, 28)),
        ("maatregel_einde", date(2026, 11, 25), date(2026, 11, 25)),
        ("veiligheidsplan", date(2026, 11, 25), date(2026, 11, 25)),
    ],
)
def test_uiterste_dag_van_een_norm(db, code, vanaf, verwacht):
    assert Norm.objects.get(code=code, geldig_tot=None).uiterlijk(vanaf) == verwacht


def test_de_bronnen_kennen_geen_klok_en_vragen_zelf_niets(db, django_assert_num_queries):
    """The query to all sources is written once, so what it asks may not hang on the hour, the day or a row."""
    vragen = []
    for moment in (
        datetime(2026, 2, 3, 5, tzinfo=UTC),
        datetime(2026, 2, 3, 20, tzinfo=UTC),
        datetime(2028, 2, 29, 9, tzinfo=UTC),
    ):
        with time_machine.travel(moment), django_assert_num_queries(0):
            vraag, waarden = feitenvraag.__wrapped__(tuple(NORMBRONNEN.values()))
        vragen.append((vraag, [repr(waarde) for waarde in waarden]))
    assert vragen[0] == vragen[1] == vragen[2]
