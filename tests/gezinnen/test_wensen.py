"""Wishes of the family, and what "Wat nu" asks about its people."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import wat_nu
from gezinnen.ledendelen import LEDEN
from gezinnen.models import Contactgegeven, Gezag, Gezinslid, Toewijzing
from gezinnen.stapbronnen import stappen_uit
from tests.fabrieken import GemeenteFactory, KindFactory


def pad(gezin, naam):
    return reverse(f"gezinnen:{naam}", kwargs={"nummer": gezin.nummer})


def tekst(antwoord):
    return antwoord.content.decode()


def test_wensen_wijzigen(als, fatima, gezin):
    als(fatima).post(
        pad(gezin, "wensen"), {"naam": "De Boer", "tolk_taal": "Tigrinya", "wens_geslacht_werker": "vrouw"}
    )
    gezin.refresh_from_db()
    assert (gezin.sorteernaam, gezin.tolk_taal, gezin.wens_geslacht_werker) == ("boer", "Tigrinya", "vrouw")
    assert "Tigrinya" in tekst(als(fatima).get(pad(gezin, "leden")))


def test_foute_wensen_laten_de_kop_staan(als, fatima, gezin):
    html = tekst(als(fatima).post(pad(gezin, "wensen"), {"naam": "Nieuw", "gemeente": "99999"}))
    assert "<h1>Gezin <bdi>De Boer–El Amrani</bdi></h1>" in html
    assert 'value="Nieuw"' in html


def test_verhuizing_naar_andere_gemeente_laat_de_toewijzing_staan(als, fatima, gezin):
    vooraf = list(Toewijzing.objects.values())
    nieuw = GemeenteFactory(code="8888", naam="Anderstad", regio="Andere regio")
    als(fatima).post(pad(gezin, "wensen"), {"naam": gezin.naam, "gemeente": nieuw.pk})
    gezin.refresh_from_db()
    assert gezin.gemeente == nieuw
    assert list(Toewijzing.objects.values()) == vooraf


def stappen_van(gezin):
    return {stap.tekst for stap in wat_nu({gezin.pk: gezin.nummer})}


def test_wat_nu_vraagt_om_gezag_telefoon_en_bsn(gezin, sam, moeder):
    alle = {"Leg vast wie het gezag heeft", "Leg een telefoonnummer vast", "Stel het BSN van de kinderen vast"}
    assert alle <= stappen_van(gezin)
    Gezag.objects.create(gezin=gezin, kind=sam, houder=moeder, soort="ouderlijk")
    Contactgegeven.objects.create(gezin=gezin, gezinslid=moeder, soort="telefoon", waarde="06 12345678")
    Gezinslid.objects.filter(pk=sam.pk).update(bsn_vastgesteld_op=timezone.localdate())
    assert not alle & stappen_van(gezin)


def test_wat_nu_vraagt_bsn_pas_na_twee_weken_en_niet_van_een_ongeboren_kind(gezin):
    KindFactory(gezin=gezin, geboortedatum=None, verwachte_datum=timezone.localdate())
    assert "Stel het BSN van de kinderen vast" not in stappen_van(gezin)
    KindFactory(gezin=gezin)
    gezin.begeleidingen.update(begonnen_op=timezone.localdate() - timedelta(days=14))
    assert "Stel het BSN van de kinderen vast" not in stappen_van(gezin)


def test_wat_nu_kost_een_vast_aantal_queries(gezin, ander_gezin, sam, vreemd_kind, django_assert_num_queries):
    for gezinnen in ({gezin.pk: gezin.nummer}, {gezin.pk: gezin.nummer, ander_gezin.pk: ander_gezin.nummer}):
        with django_assert_num_queries(1):
            list(stappen_uit([(LEDEN, gezinnen)]))
