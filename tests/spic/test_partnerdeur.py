"""The outside door: everybody of a provider tries every page, function, view and table, in every state of a referral."""

from __future__ import annotations

import itertools
import logging
from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from gezinnen.models import Gebeurtenis, Kwestie
from ggw.organisatie.models import Aanbieder
from spic.models import Onderaanneming, Pakket, Spic, Verwijzing, VerwijzingStatus, Voortgang
from tests.spic.deurwereld import HOOFD, ONDERWOORD, als_partner, breng_in, maak_deurwereld, oordelen, vraag_sql
from tests.spic.spics import een_spic
from tests.toegang.conftest import MERK, maak_wereld, teruggedraaid
from tests.toegang.matrix import MATRIX, adres

VREEMD = ("collega", "oscar", "zon", "zonhelper")
"""People of providers to whom nobody gave this referral."""
LEZERS = ("anna", "hugo", "otto", "olga", "tweede")
AANMELDTEAM, HULPVERLENER, ONDER = ("anna",), ("anna", "hugo"), ("otto", "olga", "tweede")
ONDER_MAG = {"spic:partner-verwijzing", "spic:partner-voortgang", "spic:partner-onderaannemer"}
NIET_VAN_EEN_ONDER = (HOOFD, "Hugo Voorbeeld", "Anna Voorbeeld", "Tweede Verzonnen", "Anderonder")
S = VerwijzingStatus
IN_HULP = {S.GESTART, S.STAGNATIE, S.EINDE_VOORGESTELD}
WACHT = {S.VERZONDEN, S.OVERLEG, S.GEACCEPTEERD, S.STARTGESPREK}
AANGENOMEN = {S.GEACCEPTEERD, S.STARTGESPREK, *IN_HULP}


@pytest.fixture
def basis(request, gezin, ander_gezin, caplog):
    """The tables of pages need a world with a row of every kind."""
    caplog.set_level(logging.CRITICAL, logger="django.request")
    return maak_wereld(request, gezin, ander_gezin)


@pytest.fixture
def wereld(basis, ander_gezin, bram):
    mensen = {naam: basis.mensen[naam] for naam in ("anna", "hugo")}
    return maak_deurwereld(ander_gezin, basis.rijen["vreemd"], mensen, bram)


PARTNERPAGINAS = [naam for naam, regel in MATRIX.items() if regel.deur == "partner" and regel.rij]


def pad(naam, verwijzing, onder=1):
    extra = {"onder": onder} if naam == "spic:partner-onder-stoppen" else {}
    return reverse(naam, kwargs={"verwijzing": verwijzing, **extra})


# The web


@pytest.mark.parametrize("wie", ["anna", "otto", "olga", "zon"])
def test_geen_pagina_van_het_product_zegt_iets_van_het_gezin(als, basis, wereld, wie):
    """Each address of the family of which a part was shared, and each row of it: nothing but its own front pages opens."""
    client = als(wereld.mensen[wie])
    for naam, regel in MATRIX.items():
        if regel.deur == "openbaar":
            continue
        for methode in regel.methoden.split():
            with teruggedraaid():
                antwoord = client.generic(methode, adres(basis, naam, gezin="vreemd"))
            assert MERK.encode() not in antwoord.content, (naam, methode)
            gesloten = regel.deur in ("dossier", "lijst", "instroom", "toezicht") or (
                regel.deur == "partner" and regel.rij
            )
            if gesloten and naam != "rapportage:vandaag":
                assert antwoord.status_code in (403, 404), (naam, methode)
            assert antwoord.status_code < 500, (naam, methode)


def test_wie_niets_kreeg_vindt_geen_verwijzing(als, wereld):
    for wie in VREEMD:
        client = als(wereld.mensen[wie])
        assert "Robin" not in client.get("/partner/").content.decode()
        for naam in PARTNERPAGINAS:
            for methode in MATRIX[naam].methoden.split():
                antwoord = client.generic(methode, pad(naam, wereld.verwijzing.pk))
                assert antwoord.status_code in (403, 404), (wie, naam, methode)
    gestopt = als(wereld.mensen["gestopt"])
    assert gestopt.get(pad("spic:partner-verwijzing", wereld.verwijzing.pk)).status_code == 302


def lees_alles(wie, mens, client, verwijzing):
    """The text of each page and form that this person may open; of the others, that they are refused."""
    tekst = client.get("/partner/").content.decode()
    for naam in PARTNERPAGINAS:
        if "GET" in MATRIX[naam].methoden:
            antwoord = client.get(pad(naam, verwijzing))
            mag = mens.has_perm(MATRIX[naam].recht) and (wie not in ONDER or naam in ONDER_MAG)
            assert antwoord.status_code == (200 if mag else 403), (wie, naam)
            tekst += antwoord.content.decode()
    return tekst


def test_elk_leest_alleen_wat_is_gedeeld(als, wereld):
    """In each state, and on each form, for each who may read something."""
    clienten = {wie: als(wereld.mensen[wie]) for wie in LEZERS}
    gelezen = dict.fromkeys(LEZERS, "")
    for status in (S.VERZONDEN, S.OVERLEG, S.STARTGESPREK, S.GESTART, S.EINDE_VOORGESTELD, S.BEEINDIGD):
        wereld.zet(status)
        for wie, client in clienten.items():
            gelezen[wie] += lees_alles(wie, wereld.mensen[wie], client, wereld.verwijzing.pk)
    for wie, tekst in gelezen.items():
        assert MERK not in tekst, wie
    for wie in ("otto", "olga"):
        assert "Robin Gedeeld" in gelezen[wie]
        assert ONDERWOORD in gelezen[wie]
        assert [geheim for geheim in NIET_VAN_EEN_ONDER if geheim in gelezen[wie]] == []
    assert f"{HOOFD} resultaat" in gelezen["tweede"], "die zijn met deze gedeeld"
    for geheim in ("Robin", ONDERWOORD, f"{HOOFD} toelichting", f"{HOOFD} bericht", "Eerste Verzonnen Onder"):
        assert geheim not in gelezen["tweede"], geheim
    for deel in ("toelichting", "ouder", "argument", "bericht", "voortgang", "reden"):
        assert f"{HOOFD} {deel}" in gelezen["anna"], deel


def test_na_intrekken_niets_dertig_dagen_lezen_en_daarna_niets(als, wereld):
    clienten = {wie: als(wereld.mensen[wie]) for wie in LEZERS}
    blad = pad("spic:partner-verwijzing", wereld.verwijzing.pk)

    def mag(wie):
        lijst = clienten[wie].get("/partner/").content.decode()
        bladen = clienten[wie].get(blad).status_code
        assert (blad in lijst) == (bladen == 200), wie
        return bladen == 200

    for status, dagen, verwacht in (
        (S.INGETROKKEN, 0, False),
        (S.CONCEPT, 0, False),
        (S.BEEINDIGD, 30, True),
        (S.BEEINDIGD, 31, False),
        (S.GEWEIGERD, 30, True),
        (S.GEWEIGERD, 31, False),
    ):
        wereld.zet(status, dagen)
        assert {wie: mag(wie) for wie in LEZERS} == dict.fromkeys(LEZERS, verwacht), (status, dagen)
    wereld.zet(S.GESTART)
    rij = Onderaanneming.objects.filter(aanbieder=wereld.mensen["otto"].aanbieder)
    vandaag = timezone.localdate()
    for dagen, verwacht in ((0, True), (30, True), (31, False)):
        tot = vandaag - timedelta(days=dagen)
        rij.update(vanaf=tot, tot=tot)
        assert (mag("otto"), mag("olga"), mag("anna")) == (verwacht, verwacht, True), dagen


def test_opnieuw_ingebracht_telt_alleen_de_laatste_keer(als, wereld):
    """Who helped the first time and is not asked now, reads and writes nothing of the new part."""
    klein, vandaag = wereld.mensen["otto"].aanbieder, timezone.localdate()
    Onderaanneming.objects.filter(aanbieder=klein).update(tot=vandaag)
    breng_in(wereld.mensen["anna"], wereld.verwijzing.pk, klein.pk, "Nieuw deel", [2], [])
    Onderaanneming.objects.filter(aanbieder=klein, tot=None).update(hulpverlener_id=wereld.mensen["oscar"].pk)
    blad = pad("spic:partner-verwijzing", wereld.verwijzing.pk)
    assert als(wereld.mensen["olga"]).get(blad).status_code == 404
    for wie in ("otto", "oscar"):
        assert "Nieuw deel" in als(wereld.mensen[wie]).get(blad).content.decode()


# Plain SQL


def calls(wereld):
    """Each function with arguments that are right, who may call it, and in which states it may work."""
    v, hugo, oscar = wereld.verwijzing.pk, wereld.mensen["collega"].pk, wereld.mensen["oscar"].pk
    vandaag, spic = timezone.localdate(), een_spic().pk
    straks = timezone.now() + timedelta(days=3)
    zet = "partner.zet_stap(%s, %s, %s, %s, %s::date, %s::timestamptz, %s)"
    resultaat = wereld.rijen["VastResultaat"]
    nieuw = wereld.nieuwe_onder
    eigen = Onderaanneming.objects.get(aanbieder=wereld.mensen["otto"].aanbieder).pk
    return {
        "neem aan": (zet, [v, S.GEACCEPTEERD, "", "", None, None, uuid4()], AANMELDTEAM, {S.VERZONDEN}),
        "weiger": (zet, [v, S.GEWEIGERD, "geen_plek", "vol", None, None, uuid4()], AANMELDTEAM, WACHT),
        "plan": (
            zet,
            [v, S.STARTGESPREK, "", "", None, straks, uuid4()],
            HULPVERLENER,
            {S.GEACCEPTEERD, S.STARTGESPREK},
        ),
        "start": (zet, [v, S.GESTART, "", "", vandaag, None, uuid4()], HULPVERLENER, {S.STARTGESPREK, S.STAGNATIE}),
        "loopt vast": (zet, [v, S.STAGNATIE, "", "ziek", None, None, uuid4()], HULPVERLENER, {S.GESTART}),
        **{
            f"springt naar {doel}": (zet, [v, doel, "volgens_plan", "x", vandaag, straks, uuid4()], (), set())
            for doel in (S.OVERLEG, S.EINDE_VOORGESTELD, S.BEEINDIGD, S.INGETROKKEN, S.VERZONDEN, S.CONCEPT, "x", "")
        },
        "praat over spic": (
            "partner.draag_bij(%s, %s::bigint, %s, %s)",
            [v, spic, "beter", uuid4()],
            AANMELDTEAM,
            {S.VERZONDEN, S.OVERLEG},
        ),
        "noem mensen": ("partner.noem_mensen(%s, %s::bigint, null)", [v, hugo], AANMELDTEAM, AANGENOMEN),
        "hield gesprek": (
            "partner.hield_startgesprek(%s, %s::date)",
            [v, vandaag],
            HULPVERLENER,
            {S.STARTGESPREK, *IN_HULP},
        ),
        "voortgang": (
            "partner.meld_voortgang(%s, null, 5::smallint, %s, 2::smallint, %s::date, %s)",
            [v, "goed", vandaag, uuid4()],
            HULPVERLENER + ONDER,
            {S.STARTGESPREK, *IN_HULP},
        ),
        "voortgang van een resultaat": (
            "partner.meld_voortgang(%s, %s::bigint, 5::smallint, %s, 2::smallint, null, %s)",
            [v, resultaat, "goed", uuid4()],
            (*HULPVERLENER, "tweede"),
            {S.STARTGESPREK, *IN_HULP},
        ),
        "bericht": ("partner.schrijf_bericht(%s, %s, %s)", [v, "dag", uuid4()], HULPVERLENER, {*WACHT, *IN_HULP}),
        "einde": (
            "partner.stel_einde_voor(%s, %s, %s, %s::date, '', %s::jsonb, %s)",
            [v, "volgens_plan", "klaar", vandaag, oordelen(wereld), uuid4()],
            HULPVERLENER,
            {S.GESTART, S.STAGNATIE},
        ),
        "einde zonder lijst": (
            "partner.stel_einde_voor(%s, %s, %s, %s::date, '', '[]'::jsonb, %s)",
            [v, "volgens_plan", "klaar", vandaag, uuid4()],
            (),
            set(),
        ),
        "breng in": (
            "partner.breng_in(%s, %s::bigint, %s, array[1], array['resultaten'], %s)",
            [v, nieuw, "spel", uuid4()],
            AANMELDTEAM,
            AANGENOMEN,
        ),
        "noem onderhulp": ("partner.noem_onder(%s, %s::bigint)", [v, oscar], ("otto",), {*WACHT, *IN_HULP}),
        "stop onder": ("partner.stop_onder(%s, %s::bigint)", [v, eigen], AANMELDTEAM, {*WACHT, *IN_HULP}),
    }


@pytest.fixture
def sqlwereld(wereld):
    wereld.nieuwe_onder = Aanbieder.objects.create(naam="Derde Verzonnen Onder", soort="onderaannemer").pk
    return wereld


GESCHREVEN = "select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) from pg_stat_xact_user_tables"


def geschreven():
    with connection.cursor() as cursor:
        cursor.execute(GESCHREVEN)
        return cursor.fetchone()[0]


def test_elke_functie_in_elke_stand_voor_iedereen(sqlwereld):
    """The whole product: a function says true when it may, and otherwise writes not one row."""
    wereld = sqlwereld
    alles = calls(wereld)
    for status in S.values:
        wereld.zet(status)
        for (naam, (functie, waarden, wie_mag, standen)), wie in itertools.product(
            alles.items(), (*LEZERS, *VREEMD, "gestopt")
        ):
            vooraf = geschreven()
            uitkomst = vraag_sql(wereld.mensen[wie], wereld.verwijzing.pk, f"select {functie}", waarden)
            mag = wie in wie_mag and status in standen
            assert (uitkomst == [(True,)]) == mag, (naam, status, wie, uitkomst)
            if not mag:
                assert geschreven() == vooraf, (naam, status, wie)


def test_wat_de_deur_niet_noemde_is_met_geen_functie_te_raken(basis, sqlwereld):
    """The gate named the own referral; each function is asked for another one, and without the gate."""
    wereld, anders = sqlwereld, basis.rijen["vreemd"]["LopendeVerwijzing"]
    for wie in ("anna", "otto", "zon"):
        for naam, (functie, waarden, _, _) in calls(wereld).items():
            for genoemd in (wereld.verwijzing.pk, anders, 0):
                vooraf = geschreven()
                vraag = f"select {functie}"
                assert vraag_sql(wereld.mensen[wie], genoemd, vraag, [anders, *waarden[1:]]) != [(True,)], (wie, naam)
                assert geschreven() == vooraf, (wie, naam)


def test_dagen_die_niet_bestaan_en_lege_waarden_schrijven_niets(sqlwereld):
    wereld, v = sqlwereld, sqlwereld.verwijzing.pk
    anna, lijst = wereld.mensen["anna"], oordelen(wereld)
    zet = "select partner.zet_stap(%s, %s, '', '', %s::date, %s::timestamptz, gen_random_uuid())"
    for status, opdracht, waarden in (
        (S.GEACCEPTEERD, zet, [v, "startgesprek", None, "infinity"]),
        (S.GEACCEPTEERD, zet, [v, "startgesprek", None, "9999-12-31"]),
        (S.GEACCEPTEERD, zet, [v, "startgesprek", None, None]),
        (S.STAGNATIE, zet, [v, "gestart", "infinity", None]),
        (S.STAGNATIE, zet, [v, "gestart", "-infinity", None]),
        (S.STARTGESPREK, zet, [v, "gestart", None, None]),
        (S.GESTART, "select partner.hield_startgesprek(%s, null::date)", [v]),
        (S.GESTART, "select partner.hield_startgesprek(%s, '-infinity'::date)", [v]),
        (
            S.GESTART,
            "select partner.meld_voortgang(%s, null, null, 'x', null, 'infinity'::date, gen_random_uuid())",
            [v],
        ),
        (S.GESTART, "select partner.meld_voortgang(%s, null, 11::smallint, 'x', null, null, gen_random_uuid())", [v]),
        (S.GESTART, "select partner.meld_voortgang(%s, null, null, ' ', null, null, gen_random_uuid())", [v]),
        (S.GESTART, "select partner.schrijf_bericht(%s, '  ', gen_random_uuid())", [v]),
        (
            S.GESTART,
            "select partner.stel_einde_voor(%s, 'volgens_plan', 'x', 'infinity', '', %s, gen_random_uuid())",
            [v, lijst],
        ),
        (
            S.GESTART,
            "select partner.stel_einde_voor(%s, 'nergens', 'x', now()::date, '', %s, gen_random_uuid())",
            [v, lijst],
        ),
    ):
        wereld.zet(status)
        assert vraag_sql(anna, v, opdracht, waarden) in (None, [(False,)]), opdracht


DOSSIERVIEWS = (
    *("verwijzing", "pakket", "kind", "resultaat", "stap", "bijdrage", "bericht", "voortgang"),
    *("eindvoorstel", "eindoordeel", "onderaanneming", "overleg", "termijn"),
)


def alle_views():
    with connection.cursor() as cursor:
        cursor.execute("select viewname from pg_views where schemaname = 'partner' order by 1")
        return [naam for (naam,) in cursor.fetchall()]


def test_elke_view_geeft_alleen_het_eigen_deel(wereld):
    namen = alle_views()
    assert set(DOSSIERVIEWS) <= set(namen)
    wat_er_is = {}
    for wie in (*LEZERS, *VREEMD, "gestopt"):
        for welke in (wereld.verwijzing.pk, None):
            rijen = {n: vraag_sql(wereld.mensen[wie], welke, f"select * from partner.{n}") for n in namen}
            assert MERK not in str(rijen), wie
            wat_er_is[wie] = {n for n in DOSSIERVIEWS if rijen[n]}
            if wie in ("otto", "olga"):
                dossier = str({n: rijen[n] for n in DOSSIERVIEWS})
                for geheim in NIET_VAN_EEN_ONDER:
                    assert geheim not in dossier, (wie, geheim)
    assert wat_er_is["otto"] == wat_er_is["olga"] == {"verwijzing", "pakket", "voortgang", "onderaanneming"}
    assert wat_er_is["tweede"] == {"verwijzing", "pakket", "resultaat", "onderaanneming"}
    assert wat_er_is["anna"] == wat_er_is["hugo"] >= {"bijdrage", "bericht", "stap", "kind", "resultaat", "voortgang"}
    assert {wie: wat_er_is[wie] for wie in (*VREEMD, "gestopt")} == {wie: set() for wie in (*VREEMD, "gestopt")}


def test_zonder_deur_is_elke_view_leeg(wereld):
    for naam in DOSSIERVIEWS:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local role ggw_partner")
            cursor.execute(f"select count(*) from partner.{naam}")
            assert cursor.fetchone() == (0,), naam
            cursor.execute("reset role")


def test_geen_tabel_en_geen_functie_daarbuiten(wereld):
    anna, v = wereld.mensen["anna"], wereld.verwijzing.pk
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p')"
        )
        tabellen = [naam for (naam,) in cursor.fetchall()]
    assert len(tabellen) > len(apps.get_models()) / 2
    for tabel in tabellen:
        assert vraag_sql(anna, v, f'select 1 from public."{tabel}" limit 1') is None, tabel
    for opdracht in (
        "select * from partner.pak(%s, array['aanmeldteam'])",
        "select partner.leg_vast(1, 'x', %s)",
        "select partner.schuif(%s, 'einde_voorgesteld', 'volgens_plan', 'x', null, null, gen_random_uuid())",
        "select public.vraag_herberekening(%s)",
        "select public.begin_partner(%s, null)",
        "select * from public.begin_medewerker(%s, null)",
        "select public.zet_deur(%s, '{1}', 'lijst', '')",
        "select set_config('ggw.verwijzingen', '{1}', true), %s",
        "insert into partner.bericht (verwijzing_id, tekst) values (%s, 'x') returning 1",
        "update partner.verwijzing set status = 'geaccepteerd' where id = %s returning 1",
        "delete from partner.pakket where verwijzing_id = %s returning 1",
    ):
        assert vraag_sql(anna, v, opdracht, [v]) is None, opdracht


# The same form twice


def tel():
    """Rows of everything that belongs to a referral, and of what follows from it."""
    tabellen = [m for m in apps.get_app_config("spic").get_models() if hasattr(m, "verwijzing_id") or m is Verwijzing]
    return {m.__name__: m.objects.count() for m in (*tabellen, Gebeurtenis, Kwestie)}


def twee_keer(client, url, velden, *, nieuw=1):
    """The second time nothing is added; the first time one event."""
    velden = {"sleutel": str(uuid4()), **velden}
    begin = tel()
    assert client.post(url, velden).status_code == 302, url
    een = tel()
    assert een["Gebeurtenis"] - begin["Gebeurtenis"] == nieuw, url
    assert client.post(url, velden).status_code in (200, 302, 404), url
    assert tel() == een, url


def test_hetzelfde_formulier_twee_keer_verandert_een_keer(als, wereld, bram, basis):
    """Both sides walk the whole of it, and click twice on each button."""
    v, vandaag = wereld.verwijzing, timezone.localdate()
    anna, hugo, otto, gm = (als(x) for x in (*(wereld.mensen[n] for n in ("anna", "hugo", "otto")), bram))
    wij, zij = f"/gezinnen/{wereld.gezin.nummer}/hulp/{v.pk}/", f"/partner/{v.pk}/"
    spic, kind = Spic.objects.te_verwijzen(vandaag).first(), v.kinderen.get()
    morgen, straks = (f"{vandaag + timedelta(days=n):%d-%m-%Y}" for n in (1, 20))
    resultaat = wereld.rijen["VastResultaat"]
    einde = {"reden": "volgens_plan", "toelichting": "klaar", "einddatum": straks, f"uitkomst_{resultaat}": "deels"}
    voortgang = {"resultaat": resultaat, "cijfer": 6, "woorden": "gaat goed", "bezoeken": 2}
    onder = Onderaanneming.objects.get(aanbieder=wereld.mensen["otto"].aanbieder).pk
    wereld.zet(S.VERZONDEN)
    twee_keer(anna, f"{zij}antwoord/", {"antwoord": "overleg", "spic": spic.pk, "reden": "past beter"}, nieuw=2)
    twee_keer(anna, f"{zij}spic/", {"tekst": "nog een reden"})
    twee_keer(gm, f"{wij}spic/", {"tekst": "wij vinden van niet"})
    twee_keer(gm, f"{wij}spic/besluit/", {f"spic_{kind.pk}": spic.pk, "partij": "gi", "tekst": "zo"}, nieuw=2)
    twee_keer(anna, f"{zij}antwoord/", {"antwoord": "geaccepteerd"})
    twee_keer(anna, f"{zij}mensen/", {"hulpverlener": wereld.mensen["collega"].pk})
    twee_keer(anna, f"{zij}mensen/", {"hulpverlener": wereld.mensen["hugo"].pk})
    twee_keer(hugo, f"{zij}startgesprek/", {"dag": morgen, "om": "10:00"})
    twee_keer(gm, f"{wij}startgesprek/", {"dag": morgen, "om": "11:00"})
    twee_keer(gm, f"{wij}startgesprek/gehouden/", {"dag": f"{vandaag:%d-%m-%Y}"})
    twee_keer(hugo, f"{zij}gestart/", {"dag": f"{vandaag:%d-%m-%Y}"})
    twee_keer(hugo, f"{zij}voortgang/", voortgang)
    twee_keer(otto, f"{zij}voortgang/", {"woorden": "ook goed"})
    twee_keer(gm, f"{wij}voortgang/", voortgang)
    twee_keer(hugo, f"{zij}bericht/", {"tekst": "dag"})
    twee_keer(gm, f"{wij}bericht/", {"tekst": "ook dag"})
    twee_keer(otto, f"{zij}onderaannemer/", {"hulpverlener": wereld.mensen["oscar"].pk})
    twee_keer(anna, f"{zij}onderaannemer/{onder}/stoppen/", {})
    klein = wereld.mensen["otto"].aanbieder_id
    twee_keer(anna, f"{zij}onderaannemer/", {"onder": klein, "wat": "weer", "leden": [1], "delen": ["resultaten"]})
    twee_keer(gm, f"/gezinnen/{wereld.gezin.nummer}/hulp/onder/{Onderaanneming.objects.last().pk}/stoppen/", {})
    twee_keer(hugo, f"{zij}stagnatie/", {"reden": "ziek"})
    twee_keer(gm, f"{wij}gestart/", {"dag": f"{vandaag:%d-%m-%Y}"})
    twee_keer(gm, f"{wij}einddatum/", {"dag": straks, "reden": "zo lang is nodig"})
    twee_keer(hugo, f"{zij}einde/", einde)
    twee_keer(gm, f"{wij}einde/besluit/", {"akkoord": "nee", "waarom": "nog niet"}, nieuw=3)
    twee_keer(gm, f"{wij}einde/", einde)
    twee_keer(gm, f"{wij}einde/besluit/", {"akkoord": "ja", "waarom": "nu wel"})
    assert Voortgang.objects.filter(verwijzing=v, woorden__contains="goed").count() == 3
    assert Pakket.objects.filter(verwijzing=v, aanbieder=klein).count() == 2


def test_een_ander_antwoord_op_hetzelfde_formulier_heet_niet_verstuurd(als, wereld):
    """Back in the browser, another choice, the same key: the first answer stands, and that is said."""
    wereld.zet(S.VERZONDEN)
    client, url, sleutel = als(wereld.mensen["anna"]), f"/partner/{wereld.verwijzing.pk}/antwoord/", str(uuid4())
    client.post(url, {"antwoord": "geaccepteerd", "sleutel": sleutel})
    velden = {"antwoord": "geweigerd", "code": "geen_plek", "reden": "toch vol", "sleutel": sleutel}
    antwoord = client.post(url, velden)
    assert antwoord.status_code == 200
    assert "Er is niets veranderd" in antwoord.content.decode()
    assert "toch vol" in antwoord.content.decode()
    assert Verwijzing.objects.get(pk=wereld.verwijzing.pk).status == S.GEACCEPTEERD


def test_wat_een_aanbieder_typt_is_elders_alleen_tekst(als, wereld, bram):
    """Markup of a provider stays text on the pages of the family."""
    gif = "<img src=x onerror=alert(1)>"
    velden = {"tekst": gif, "sleutel": str(uuid4())}
    assert als(wereld.mensen["hugo"]).post(f"/partner/{wereld.verwijzing.pk}/bericht/", velden).status_code == 302
    blad = als(bram).get(f"/gezinnen/{wereld.gezin.nummer}/hulp/{wereld.verwijzing.pk}/").content.decode()
    assert gif not in blad
    assert "&lt;img src=x" in blad


def test_de_proef_zelf_schrijft_als_het_mag(sqlwereld):
    """Otherwise the product above would be empty: inside its own transaction a step is really kept."""
    wereld = sqlwereld
    wereld.zet(S.VERZONDEN)
    functie, waarden, *_ = calls(wereld)["neem aan"]
    with als_partner(wereld.mensen["anna"], wereld.verwijzing.pk) as cursor:
        cursor.execute(f"select {functie}", waarden)
        cursor.execute("select status from partner.verwijzing")
        assert cursor.fetchone() == ("geaccepteerd",)
    with pytest.raises(DatabaseError), als_partner(wereld.mensen["anna"], wereld.verwijzing.pk) as cursor:
        cursor.execute("select 1 from public.spic_verwijzing")
