from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gezinnen.models import Machtiging, Verblijf


def vandaag(dagen=0):
    return timezone.localdate() + timedelta(days=dagen)


def nl(dag):
    return f"{dag:%d-%m-%Y}"


def url(naam, gezin, **kwargs):
    return reverse(f"gezinnen:{naam}", kwargs={"nummer": gezin.nummer, **kwargs})


def tekst(antwoord):
    return antwoord.content.decode()


@pytest.fixture
def muhp(gezin, sam):
    return Machtiging.objects.create(gezin=gezin, kind=sam, soort_id="72", begin=vandaag(-20), einde=vandaag(150))


def verblijf_gegevens(sam, **anders):
    return {
        "kind": sam.pk,
        "soort": "pleegzorg",
        "waar": "bij pleegouders",
        "nachten": 7,
        "vanaf": nl(vandaag(-5)),
    } | anders


def test_nieuw_verblijf_beeindigt_het_vorige_en_voert_de_machtiging_uit(als, fatima, gezin, sam, muhp):
    thuis = Verblijf.objects.create(gezin=gezin, kind=sam, soort_id="thuis", waar="bij moeder", vanaf=vandaag(-300))
    weekend = Verblijf.objects.create(
        gezin=gezin, kind=sam, soort_id="netwerkpleeg", waar="bij oma", nachten=2, vanaf=vandaag(-70)
    )
    gegevens = verblijf_gegevens(sam, machtiging=muhp.pk, vorige_eindigt="on", vanaf=nl(vandaag(-13)))
    assert als(fatima).post(url("verblijf-nieuw", gezin), gegevens).status_code == 302
    for rij in (thuis, weekend, muhp):
        rij.refresh_from_db()
    assert thuis.tot == vandaag(-14)
    assert weekend.tot is None
    assert muhp.uitgevoerd_op == vandaag(-13)
    pagina = tekst(als(fatima).get(url("maatregelen", gezin)))
    assert "1 keer verhuisd, 34 dagen uit huis" in " ".join(pagina.split())


def test_zonder_vinkje_loopt_het_vorige_verblijf_door(als, fatima, gezin, sam):
    thuis = Verblijf.objects.create(gezin=gezin, kind=sam, soort_id="thuis", waar="bij moeder", vanaf=vandaag(-300))
    als(fatima).post(url("verblijf-nieuw", gezin), verblijf_gegevens(sam))
    als(fatima).post(url("verblijf-nieuw", gezin), verblijf_gegevens(sam, nachten=2, vorige_eindigt="on", waar="oma"))
    thuis.refresh_from_db()
    assert thuis.tot is None
    assert gezin.verblijven.count() == 3


def test_een_week_heeft_zeven_nachten(als, fatima, gezin, sam):
    assert "0 tot 7 nachten" in tekst(als(fatima).post(url("verblijf-nieuw", gezin), verblijf_gegevens(sam, nachten=8)))


def test_verblijf_wijzigen(als, fatima, gezin, sam):
    rij = Verblijf.objects.create(gezin=gezin, kind=sam, soort_id="thuis", waar="bij moeder", vanaf=vandaag(-300))
    gegevens = verblijf_gegevens(sam, soort="thuis", waar="bij vader")
    assert als(fatima).post(url("verblijf-wijzigen", gezin, pk=rij.pk), gegevens).status_code == 302
    rij.refresh_from_db()
    assert rij.waar == "bij vader"
