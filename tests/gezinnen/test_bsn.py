"""The BSN of a member: established, masked, shown once, never anywhere else."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from gezinnen.models import Gebeurtenis, Gezinslid, GezinslidBsn
from ggw.toegang.models import Inzage
from tests.fabrieken import WACHTWOORD

BSN = "123456782"
ANDER_BSN = "111222333"


def pad(gezin, naam, pk):
    return reverse(f"gezinnen:{naam}", kwargs={"nummer": gezin.nummer, "pk": pk})


@pytest.fixture
def sam_met_bsn(als, fatima, gezin, sam):
    als(fatima).post(pad(gezin, "bsn-vastleggen", sam.pk), {"bsn": BSN})
    return sam


def test_bsn_vastleggen_versleutelt_en_onthoudt_de_dag(gezin, sam_met_bsn):
    sam_met_bsn.refresh_from_db()
    assert sam_met_bsn.bsn_vastgesteld_op == timezone.localdate()
    rij = GezinslidBsn.objects.get(gezinslid=sam_met_bsn)
    assert BSN.encode() not in bytes(rij.versleuteld) + bytes(rij.afdruk)
    assert Gebeurtenis.objects.get(gezin=gezin, soort="bsn.vastgesteld").gegevens == {}


@pytest.mark.parametrize("invoer", ["123 456 782", "1234.56.782", " 123456782 "])
def test_bsn_mag_met_spaties_en_punten(als, fatima, gezin, sam, invoer):
    assert als(fatima).post(pad(gezin, "bsn-vastleggen", sam.pk), {"bsn": invoer}).status_code == 302


@pytest.mark.parametrize(
    "invoer", ["123456789", "000000000", "12345678", "abcdefghi", "١٢٣٤٥٦٧٨٢", "9" * 500, "12345678\x002", "", "😀"]
)
def test_bsn_dat_niet_klopt_komt_terug_bij_het_veld(als, fatima, gezin, sam, invoer):
    antwoord = als(fatima).post(pad(gezin, "bsn-vastleggen", sam.pk), {"bsn": invoer})
    assert antwoord.status_code == 200
    assert 'aria-invalid="true"' in antwoord.content.decode()
    assert not GezinslidBsn.objects.exists()


def test_zelfde_bsn_twee_keer_in_een_gezin(als, fatima, gezin, sam_met_bsn, moeder):
    antwoord = als(fatima).post(pad(gezin, "bsn-vastleggen", moeder.pk), {"bsn": BSN})
    assert antwoord.status_code == 200
    assert "Een ander gezinslid heeft dit BSN al." in antwoord.content.decode()
    moeder.refresh_from_db()
    assert moeder.bsn_vastgesteld_op is None


def test_zelfde_bsn_in_een_ander_gezin_is_geen_orakel(als, bram, ander_gezin, vreemd_kind, sam_met_bsn):
    antwoord = als(bram).post(pad(ander_gezin, "bsn-vastleggen", vreemd_kind.pk), {"bsn": BSN})
    assert antwoord.status_code == 302


def test_bsn_verbeteren(als, fatima, gezin, sam_met_bsn):
    als(fatima).post(pad(gezin, "bsn-vastleggen", sam_met_bsn.pk), {"bsn": ANDER_BSN})
    assert ANDER_BSN in als(fatima).post(pad(gezin, "bsn-tonen", sam_met_bsn.pk)).content.decode()


def test_bsn_is_bedekt_tot_iemand_het_toont(als, fatima, gezin, sam_met_bsn):
    client = als(fatima)
    for pagina in ("lid", "lid-wijzigen", "bsn-vastleggen"):
        assert BSN not in client.get(pad(gezin, pagina, sam_met_bsn.pk)).content.decode()
    assert "•••••••••" in client.get(pad(gezin, "lid", sam_met_bsn.pk)).content.decode()
    antwoord = client.post(pad(gezin, "bsn-tonen", sam_met_bsn.pk))
    assert antwoord.status_code == 200
    assert BSN in antwoord.content.decode()
    assert "no-store" in antwoord["Cache-Control"]
    assert BSN not in client.get(pad(gezin, "lid", sam_met_bsn.pk)).content.decode()


def test_tonen_vraagt_eerst_wie_u_bent_en_daarna_of_u_het_nodig_hebt(als, fatima, gezin, sam_met_bsn):
    fatima.set_password(WACHTWOORD)
    fatima.save(update_fields=["password"])
    client, url = als(fatima, bevestigd=False), pad(gezin, "bsn-tonen", sam_met_bsn.pk)
    for methode in ("GET", "POST"):
        antwoord = client.generic(methode, url)
        assert antwoord.status_code == 302
        assert antwoord.url == f"/account/bevestig/?next={url.replace('/', '%2F')}"
    assert not Inzage.objects.filter(doel=url).exists()
    bevestigen = client.get(antwoord.url)
    assert "Bent u het zelf?" in bevestigen.content.decode()
    terug = client.post(antwoord.url, {"password": WACHTWOORD, "next": url})
    assert (terug.status_code, terug.url) == (302, url)
    vraag = client.get(url).content.decode()
    assert "BSN tonen" in vraag
    assert "komt in het inzagelogboek" in vraag
    assert BSN not in vraag
    assert BSN in client.post(url).content.decode()


def test_na_tien_minuten_vraagt_tonen_opnieuw_wie_u_bent(als, fatima, gezin, sam_met_bsn):
    client, url = als(fatima), pad(gezin, "bsn-tonen", sam_met_bsn.pk)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        antwoord = client.post(url)
    assert antwoord.status_code == 302
    assert antwoord.url.startswith("/account/bevestig/")


def test_de_vraag_vooraf_heet_in_het_logboek_geen_tonen(als, fatima, gezin, sam_met_bsn):
    als(fatima).get(pad(gezin, "bsn-tonen", sam_met_bsn.pk))
    assert Inzage.objects.get(doel=pad(gezin, "bsn-tonen", sam_met_bsn.pk)).gebeurtenis == "gezin.bekijken"


def test_tonen_laat_een_regel_in_het_logboek_na(als, fatima, gezin, sam_met_bsn):
    als(fatima).post(pad(gezin, "bsn-tonen", sam_met_bsn.pk))
    regel = Inzage.objects.get(doel=pad(gezin, "bsn-tonen", sam_met_bsn.pk))
    assert (regel.gebeurtenis, regel.gebruiker_id, regel.gezinnen) == ("gezin.bsn_tonen", fatima.pk, [gezin.pk])


def test_bsn_staat_in_geen_enkele_tabel_en_geen_tijdlijn(als, fatima, gezin, sam_met_bsn):
    als(fatima).post(pad(gezin, "bsn-tonen", sam_met_bsn.pk))
    with connection.cursor() as cursor:
        for tabel in connection.introspection.table_names(cursor):
            cursor.execute(f'select count(*) from "{tabel}" t where t::text like %s', [f"%{BSN}%"])
            assert cursor.fetchone()[0] == 0, tabel


def test_geschiedenis_zegt_dat_het_is_vastgesteld_en_niet_wat(als, fatima, gezin, sam_met_bsn):
    html = als(fatima).get(pad(gezin, "lid", sam_met_bsn.pk)).content.decode().partition("Geschiedenis")[2]
    assert "BSN vastgesteld op van <bdi>leeg</bdi>" in html


def test_wie_mag_het_bsn_zien(als, fatima, bram, vera, gerda, gezin, ander_gezin, sam_met_bsn, vreemd_kind):
    url = pad(gezin, "bsn-tonen", sam_met_bsn.pk)
    assert als(vera).post(url).status_code == 403
    assert als(gerda).post(url).status_code == 403
    assert als(bram).post(url).status_code == 404
    assert als(fatima).get(url).status_code == 200
    assert als(fatima).get(pad(gezin, "bsn-tonen", vreemd_kind.pk)).status_code == 404
    assert als(fatima).post(pad(gezin, "bsn-tonen", vreemd_kind.pk)).status_code == 404
    assert "Toon BSN" not in als(gerda).get(pad(gezin, "lid", sam_met_bsn.pk)).content.decode()


def test_tonen_zonder_bsn_is_er_niet(als, fatima, gezin, sam):
    assert als(fatima).get(pad(gezin, "bsn-tonen", sam.pk)).status_code == 404
    assert als(fatima).post(pad(gezin, "bsn-tonen", sam.pk)).status_code == 404
    assert Gezinslid.objects.get(pk=sam.pk).bsn_vastgesteld_op is None
