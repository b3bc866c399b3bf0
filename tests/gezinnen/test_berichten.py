"""What people see of reminders: their own messages, their wishes, the week of the team, a nudge, and how the sending goes."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone
from psycopg.errors import InsufficientPrivilege, UndefinedTable

from gezinnen.herinneren import plan
from gezinnen.models import Bericht, Duwtje, Gebeurtenis, Hartslag, Herinneringsvoorkeur, Termijn
from gezinnen.termijnen import herbereken
from gezinnen.versturen import veeg
from ggw.toegang.deur import als_systeem
from tests.gezinnen.termijnen import VOLLEDIG, als_werker, maak_termijn

BERICHTEN, VOORKEUREN, WEEK, VERZENDING = "/berichten/", "/berichten/voorkeuren/", "/weekoverzicht/", "/verzending/"


def plan_nu():
    with als_werker(), als_systeem():
        plan()


def geweigerd(rol, opdracht):
    """Whether the database refuses this to somebody with this role."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"set local role {rol}")
            cursor.execute(opdracht)
    except ProgrammingError as fout:
        return isinstance(fout.__cause__, InsufficientPrivilege | UndefinedTable)
    return False


def tekst(antwoord):
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def test_ik_zie_wat_mij_verteld_is_met_een_link(als, fatima, gezin):
    termijn = maak_termijn(gezin, -1, code=VOLLEDIG, eigenaar_id=fatima.pk)
    plan_nu()
    pagina = tekst(als(fatima).get(BERICHTEN))
    assert "Dit kan niet wachten" in pagina
    assert termijn.norm.wat in pagina
    assert "1 dag te laat" in pagina
    assert gezin.get_absolute_url() in pagina


def test_wat_klaar_is_staat_er_als_klaar(als, fatima, gezin):
    maak_termijn(gezin, 0, eigenaar_id=fatima.pk)
    plan_nu()
    Termijn.objects.update(gesloten_op=timezone.localdate(), sluiting="voldaan")
    assert ">klaar<" in tekst(als(fatima).get(BERICHTEN))


def test_een_ander_ziet_mijn_berichten_niet(als, fatima, kees, bram, gezin):
    termijn = maak_termijn(gezin, 0, eigenaar_id=fatima.pk)
    plan_nu()
    for ander in (kees, bram):
        assert termijn.norm.wat not in tekst(als(ander).get(BERICHTEN))


def test_van_een_gezin_buiten_beeld_blijft_niets_over(als, fatima, bram, gezin):
    termijn = maak_termijn(gezin, 0, eigenaar_id=fatima.pk)
    plan_nu()
    gezin.toewijzingen.update(gezinsmanager_id=bram.pk, basisteam=bram.lidmaatschappen.get().basisteam)
    pagina = tekst(als(fatima).get(BERICHTEN))
    assert "niet meer kunt openen" in pagina
    assert gezin.nummer not in pagina
    assert termijn.norm.wat not in pagina


@pytest.mark.parametrize("rol", ["ggw_medewerker", "ggw_web", "ggw_partner", "ggw_toezicht", "ggw_systeem", "ggw_werk"])
@pytest.mark.parametrize(
    "tabel", ["gezinnen_herinnering", "gezinnen_bericht", "gezinnen_hartslag", "gezinnen_agendasleutel"]
)
def test_niemand_leest_of_schrijft_de_tabellen_zelf(fatima, kees, gezin, rol, tabel):
    maak_termijn(gezin, 0, eigenaar_id=fatima.pk)
    plan_nu()
    with connection.cursor() as cursor:
        cursor.execute("select * from begin_medewerker(%s, %s)", [kees.pk, gezin.nummer])
    for opdracht in (f"select count(*) from {tabel}", f"delete from {tabel}", f"update {tabel} set id = id"):
        assert geweigerd(rol, opdracht)


@pytest.mark.parametrize("wie", ["kees", "bram", None])
def test_met_de_poortfunctie_leest_een_ander_niets(fatima, kees, bram, gezin, wie):
    maak_termijn(gezin, 0, eigenaar_id=fatima.pk)
    plan_nu()
    mens = {"kees": kees, "bram": bram}.get(wie)
    with transaction.atomic(), connection.cursor() as cursor:
        if mens:
            cursor.execute("select * from begin_medewerker(%s, null)", [mens.pk])
        cursor.execute("set local role ggw_medewerker")
        cursor.execute("select count(*) from mijn_berichten(null, 1000)")
        assert cursor.fetchone() == (0,)
        cursor.execute("reset role")


@pytest.mark.parametrize(
    "functie",
    [
        "plan_herinneringen(current_date, now(), 'x')",
        "pak_berichten(1, now())",
        "bericht_inhoud(1, current_date)",
        "weekcijfers(1, current_date, current_date)",
        "bericht_klaar(1, 'verzonden', now(), '', null)",
        "mag_bericht_over(1, 1, '')",
        "mislukte_berichten()",
        "agenda_van('x')",
        "zet_agendasleutel(1, 'x')",
    ],
)
def test_een_medewerker_roept_niet_wat_van_de_werker_of_de_login_is(db, functie):
    assert geweigerd("ggw_medewerker", f"select {functie}")


def test_bladeren_toont_elk_bericht_een_keer(als, fatima, gezin):
    for nummer in range(30):
        maak_termijn(gezin, 0, code=VOLLEDIG, onderwerp_id=nummer, eigenaar_id=fatima.pk)
    plan_nu()
    client = als(fatima)
    eerste = client.get(BERICHTEN)
    laatste = Bericht.objects.order_by("-pk")[24].pk
    assert f"?voor={laatste}" in tekst(eerste)
    tweede = client.get(BERICHTEN, {"voor": laatste})
    gezien = [bericht.pk for pagina in (eerste, tweede) for bericht in pagina.context["berichten"]]
    assert gezien == list(Bericht.objects.order_by("-pk").values_list("pk", flat=True))
    assert (tekst(eerste).count(">vandaag<"), tekst(tweede).count(">vandaag<")) == (25, 5)


@pytest.mark.parametrize("voor", ["x", "-1", "9" * 40, "٣", "1e3"])
def test_een_vreemde_plek_in_de_lijst_is_geen_fout(als, fatima, voor):
    assert als(fatima).get(BERICHTEN, {"voor": voor}).status_code == 200


def test_mail_uit_en_weer_aan(als, fatima):
    client = als(fatima)
    assert client.post(VOORKEUREN, {}).url == BERICHTEN
    client.post(VOORKEUREN, {})
    assert list(Herinneringsvoorkeur.objects.values_list("gebruiker_id", "soort")) == [(fatima.pk, "bundel")]
    assert "checked" not in tekst(client.get(VOORKEUREN))
    client.post(VOORKEUREN, {"bundel": "on"})
    assert not Herinneringsvoorkeur.objects.exists()


def test_veiligheid_is_niet_uit_te_zetten(als, sanne):
    als(sanne).post(VOORKEUREN, {"direct": "", "duwtje": ""})
    assert set(Herinneringsvoorkeur.objects.values_list("soort", flat=True)) == {"bundel", "weekbericht"}


def test_het_weekoverzicht_zegt_wie_wat_heeft(als, sanne, fatima, kees, gezin):
    vandaag = timezone.localdate()
    maandag = vandaag - timedelta(days=vandaag.weekday())
    laat = maak_termijn(gezin, -4, eigenaar_id=fatima.pk)
    maak_termijn(gezin, 0, eigenaar_id=kees.pk, code="informatieverzoek")
    maak_termijn(gezin, -5, eigenaar_id=kees.pk, code="startgesprek_b", wacht_op="de aanbieder")
    Termijn.objects.filter(pk=maak_termijn(gezin, -20, eigenaar_id=kees.pk, code="spic_einde").pk).update(
        gesloten_op=maandag - timedelta(days=1), sluiting="voldaan"
    )
    antwoord = als(sanne).get(WEEK)
    pagina = tekst(antwoord)
    overzicht = antwoord.context["overzicht"]
    assert overzicht.totaal == {"te_laat": 1, "deze_week": 1, "was_te_laat": 1, "ingehaald": 1}
    assert [(rij["eigenaar__naam"], rij["te_laat"]) for rij in overzicht.rijen] == [
        ("Fatima Voorbeeld", 1),
        ("Kees Voorbeeld", 0),
    ]
    assert f"/gezinnen/2026-0417/termijnen/{laat.pk}/duwtje/" in pagina


def test_collegas_staan_op_alfabet_want_het_is_geen_ranglijst(als, sanne, fatima, kees, gezin):
    for nummer in range(3):
        maak_termijn(gezin, -4, onderwerp_id=nummer, eigenaar_id=kees.pk)
    maak_termijn(gezin, -4, onderwerp_id=8, eigenaar_id=fatima.pk)
    maak_termijn(gezin, -4, onderwerp_id=9, eigenaar_id=None)
    rijen = als(sanne).get(WEEK).context["overzicht"].rijen
    assert [(rij["eigenaar__naam"], rij["te_laat"]) for rij in rijen] == [
        ("Fatima Voorbeeld", 1),
        ("Kees Voorbeeld", 3),
        (None, 1),
    ]


def test_het_weekoverzicht_zegt_voor_welk_kind_en_noemt_geen_nul_van_nul(als, sanne, fatima, gezin, sam):
    maak_termijn(gezin, -4, eigenaar_id=fatima.pk, code="kind_gezien", onderwerp_soort="kind", onderwerp_id=sam.pk)
    pagina = tekst(als(sanne).get(WEEK))
    assert f": <bdi>{sam.roepnaam}</bdi>" in pagina
    assert "vorige week maandag was er niets te laat" in pagina
    assert "0 van 0" not in pagina


def test_het_weekoverzicht_van_een_ander_team_is_leeg(als, sanne, bram, ander_gezin):
    maak_termijn(ander_gezin, -4, eigenaar_id=bram.pk)
    pagina = tekst(als(sanne).get(WEEK))
    assert "Bram" not in pagina
    assert "Er loopt geen termijn" in pagina


@pytest.mark.parametrize("aantal", [1, 20])
def test_het_weekoverzicht_vraagt_niet_meer_bij_meer(als, sanne, fatima, gezin, aantal, django_assert_max_num_queries):
    for nummer in range(aantal):
        maak_termijn(gezin, -4, onderwerp_id=nummer, eigenaar_id=fatima.pk)
    client = als(sanne)
    client.get(WEEK)
    with django_assert_max_num_queries(14):
        client.get(WEEK)


def duw(client, termijn, **gegevens):
    return client.post(f"/gezinnen/2026-0417/termijnen/{termijn.pk}/duwtje/", gegevens)


def test_een_duwtje_komt_bij_de_collega_en_op_de_tijdlijn(als, sanne, fatima, gezin):
    herbereken([gezin.pk])
    termijn = gezin.termijnen.get(code="eerste_contact_preventief", eigenaar_id=fatima.pk)
    assert duw(als(sanne), termijn, reden="De zitting is vervroegd.").url == WEEK
    gebeurtenis = Gebeurtenis.objects.get(soort="termijn.duwtje")
    assert (gebeurtenis.onderwerp_id, gebeurtenis.gegevens) == (termijn.pk, {"norm": termijn.code})
    with als_werker():
        veeg()
    pagina = tekst(als(fatima).get(BERICHTEN))
    assert "De zitting is vervroegd." in pagina
    assert "Sanne Voorbeeld" in pagina
    assert "Een leidinggevende herinnerde aan een termijn" in tekst(
        als(fatima).get(f"{gezin.get_absolute_url()}dossier/")
    )


def test_een_tweede_duwtje_op_een_dag_gaat_niet(als, sanne, tom, fatima, gezin):
    herbereken([gezin.pk])
    termijn = gezin.termijnen.get(code="eerste_contact_preventief", eigenaar_id=fatima.pk)
    duw(als(sanne), termijn)
    for wie in (sanne, tom):
        pagina = tekst(duw(als(wie), termijn, reden="nog eens getypt"))
        assert "vandaag al een duwtje gegeven" in pagina
        assert "nog eens getypt" in pagina
    assert Duwtje.objects.count() == 1
    Duwtje.objects.update(op=timezone.localdate() - timedelta(days=1))
    assert duw(als(tom), termijn).status_code == 302


@pytest.mark.parametrize(
    ("velden", "zegt"),
    [
        ({"gesloten_op": "2026-01-01", "sluiting": "voldaan"}, "intussen al klaar"),
        ({"eigenaar_id": None}, "nog niet wie aan zet is"),
        ({"eigenaar_id": "sanne"}, "U bent zelf aan zet"),
    ],
)
def test_wanneer_een_duwtje_niet_kan(als, sanne, fatima, gezin, velden, zegt):
    waarden = {"eigenaar_id": fatima.pk} | velden
    waarden["eigenaar_id"] = sanne.pk if waarden["eigenaar_id"] == "sanne" else waarden["eigenaar_id"]
    assert zegt in tekst(duw(als(sanne), maak_termijn(gezin, -4, **waarden)))
    assert not Duwtje.objects.exists()


def test_een_te_lange_reden_komt_terug(als, sanne, fatima, gezin):
    pagina = tekst(duw(als(sanne), maak_termijn(gezin, -4, eigenaar_id=fatima.pk), reden="x" * 301))
    assert "x" * 301 in pagina
    assert not Duwtje.objects.exists()


def test_een_duwtje_is_niet_te_veranderen(als, sanne, fatima, gezin):
    duw(als(sanne), maak_termijn(gezin, -4, eigenaar_id=fatima.pk))
    with connection.cursor() as cursor:
        cursor.execute("select * from begin_medewerker(%s, %s)", [sanne.pk, gezin.nummer])
    assert not geweigerd("ggw_medewerker", "select reden from gezinnen_duwtje")
    assert geweigerd("ggw_medewerker", "update gezinnen_duwtje set reden = 'anders'")
    assert geweigerd("ggw_medewerker", "delete from gezinnen_duwtje")


def mislukt(fatima, gezin):
    maak_termijn(gezin, 0, code=VOLLEDIG, eigenaar_id=fatima.pk)
    plan_nu()
    Bericht.objects.update(status="mislukt", fout="550", pogingen=1)
    return Bericht.objects.get()


def test_de_beheerder_ziet_wat_mislukte_zonder_gezin(als, bea, fatima, gezin):
    bericht = mislukt(fatima, gezin)
    pagina = tekst(als(bea).get(VERZENDING))
    assert "Fatima Voorbeeld" in pagina
    assert "550" in pagina
    assert gezin.nummer not in pagina
    als(bea).post(VERZENDING, {"bericht": bericht.pk})
    bericht.refresh_from_db()
    assert (bericht.status, bericht.fout) == ("gepland", "")


@pytest.mark.parametrize("welke", ["", "x", "0", "9" * 40, "-1"])
def test_opnieuw_proberen_wat_er_niet_is(als, bea, welke):
    assert als(bea).post(VERZENDING, {"bericht": welke}).status_code == 302


def test_een_verzonden_bericht_gaat_niet_opnieuw(als, bea, fatima, gezin):
    bericht = mislukt(fatima, gezin)
    Bericht.objects.update(status="verzonden", verzonden_op=timezone.now())
    als(bea).post(VERZENDING, {"bericht": bericht.pk})
    bericht.refresh_from_db()
    assert bericht.status == "verzonden"


@pytest.mark.parametrize(("minuten", "leeft"), [(4, True), (6, False)])
def test_stilstand_staat_op_de_pagina_en_in_de_gezondheidscontrole(als, client, bea, fatima, minuten, leeft):
    Hartslag.objects.create(geveegd_op=timezone.now() - timedelta(minutes=minuten))
    gezond = client.get("/gezond/")
    assert (gezond.status_code, gezond.content) == (200, b"ok" if leeft else b"niet ok")
    for pad in ("/", VERZENDING):
        assert ("meer dan vijf minuten geen herinnering" in tekst(als(bea).get(pad))) is not leeft
    assert "vijf minuten" not in tekst(als(fatima).get("/"))


def test_zonder_enige_hartslag_is_het_nog_niet_begonnen(als, client, bea):
    assert client.get("/gezond/").content == b"ok"
    assert "nog nooit mail verstuurd" in tekst(als(bea).get(VERZENDING))
