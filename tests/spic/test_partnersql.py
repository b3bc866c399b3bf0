"""The outside door in plain SQL: every function, view and table as `ggw_partner`, in every state of a referral."""

from __future__ import annotations

import itertools
from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from ggw.organisatie.models import Aanbieder
from spic.models import Onderaanneming
from tests.spic.deurwereld import (
    AANGENOMEN,
    AANMELDTEAM,
    HULPVERLENER,
    IN_HULP,
    LEZERS,
    NIET_VAN_EEN_ONDER,
    ONDER,
    VREEMD,
    WACHT,
    S,
    als_partner,
    oordelen,
    vraag_sql,
)
from tests.spic.spics import een_spic
from tests.toegang.conftest import MERK

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
        vooraf = geschreven()
        for (naam, (functie, waarden, wie_mag, standen)), wie in itertools.product(
            alles.items(), (*LEZERS, *VREEMD, "gestopt")
        ):
            uitkomst = vraag_sql(wereld.mensen[wie], wereld.verwijzing.pk, f"select {functie}", waarden)
            mag = wie in wie_mag and status in standen
            assert (uitkomst == [(True,)]) == mag, (naam, status, wie, uitkomst)
            vorige, vooraf = vooraf, geschreven()
            assert mag or vooraf == vorige, (naam, status, wie)


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
            # A test is one transaction, so what an earlier request was told is still there; a new one begins without.
            cursor.execute("select set_config(n, '', true) from unnest(array['ggw.verwijzingen', 'ggw.wie']) n")
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
