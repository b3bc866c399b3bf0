import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from gezinnen.models import Gebeurtenis
from veiligheid.models import Afname, Instrument, Veiligheidsmeting

GISTEREN = f"{timezone.localdate() - timedelta(days=1):%d-%m-%Y}"
EERDER = f"{timezone.localdate() - timedelta(days=90):%d-%m-%Y}"


@pytest.fixture
def havik(db):
    return Instrument.objects.get(code="HAVIK")


@pytest.fixture
def concept(gezin, sam, havik, fatima):
    return Afname.begin(gezin, instrument=havik, kind=sam, auteur_id=fatima.pk, afgenomen_op=timezone.localdate())


def url(afname, naam="afname-invullen"):
    return reverse(f"veiligheid:{naam}", kwargs={"nummer": afname.gezin.nummer, "pk": afname.pk})


def nieuw(gezin):
    return reverse("veiligheid:afname-nieuw", kwargs={"nummer": gezin.nummer})


def ingevuld(afname, knop="definitief", **velden):
    gegevens = {"versie": afname.versie, "afgenomen_op": GISTEREN, "aanleiding": "", knop: "ja"}
    for item in afname.instrument.items:
        gegevens[f"antwoord_{item['code']}"] = item["antwoorden"][0]["code"]
        gegevens[f"argument_{item['code']}"] = f"Gezien bij {item['code']}"
    return gegevens | {"uitkomst": "onvoldoende", "argument": "Er is spanning thuis."} | velden


def test_van_begin_tot_definitief(als, fatima, gezin, sam, havik):
    client = als(fatima)
    gegevens = {"instrument": havik.pk, "kind": sam.pk, "afgenomen_op": GISTEREN, "aanleiding": "eerste gesprek"}
    antwoord = client.post(nieuw(gezin), gegevens)
    afname = Afname.objects.get()
    assert antwoord.url == url(afname)
    assert "voorbeeldinhoud" in client.get(url(afname)).content.decode()
    assert client.post(url(afname), ingevuld(afname)).url == url(afname, "afname")
    afname.refresh_from_db()
    assert (afname.status, afname.uitkomst, afname.afgenomen_op) == (
        "definitief",
        "onvoldoende",
        timezone.localdate() - timedelta(days=1),
    )
    pagina = client.get(url(afname, "afname")).content.decode()
    for tekst in ("Onvoldoende veilig", "Gezien bij H11", "voorbeeldinhoud", "Cijfer geven", "Veiligheidsplan maken"):
        assert tekst in pagina
    soorten = list(Gebeurtenis.objects.order_by("id").values_list("soort", flat=True))
    assert soorten == ["afname.begonnen", "afname.definitief"]


def test_concept_mag_onaf_zijn_en_blijft_staan(als, fatima, concept):
    gegevens = {"versie": 1, "afgenomen_op": GISTEREN, "argument_H03": "Half", "concept": "ja"}
    assert als(fatima).post(url(concept), gegevens).status_code == 302
    assert "Half" in als(fatima).get(url(concept)).content.decode()
    concept.refresh_from_db()
    assert (concept.status, concept.versie) == ("concept", 2)


def test_definitief_vraagt_alles_en_zegt_het_bij_het_punt(als, fatima, concept):
    gegevens = ingevuld(concept, argument_H05="", antwoord_H07="", uitkomst="", argument="")
    tekst = als(fatima).post(url(concept), gegevens).content.decode()
    assert 'href="#id_argument_H05"' in tekst
    assert 'href="#id_antwoord_H07_0"' in tekst
    assert "Kies een uitkomst." in tekst
    assert "Gezien bij H11" in tekst
    concept.refresh_from_db()
    assert concept.status == "concept"


def test_tweede_schrijver_ziet_beide_teksten_en_kiest(als, fatima, kees, concept):
    als(kees).post(url(concept), ingevuld(concept, "concept", argument_H01="Van Kees"))
    antwoord = als(fatima).post(url(concept), ingevuld(concept, "concept", argument_H01="Van Fatima"))
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "Van Kees" in tekst
    assert "Van Fatima" in tekst
    versie = re.search(r'name="versie" value="(\d+)"', tekst)[1]
    als(fatima).post(url(concept), ingevuld(concept, "concept", argument_H01="Van Fatima", versie=versie))
    concept.refresh_from_db()
    assert concept.antwoorden["H01"]["argument"] == "Van Fatima"


def test_definitief_verandert_niet_meer(als, fatima, concept):
    als(fatima).post(url(concept), ingevuld(concept))
    tekst = als(fatima).post(url(concept), ingevuld(concept, "concept", versie=2, argument="Anders")).content.decode()
    assert "intussen definitief" in tekst
    assert "Anders" in tekst
    concept.refresh_from_db()
    assert concept.argument == "Er is spanning thuis."
    with pytest.raises(DatabaseError), transaction.atomic():
        Afname.objects.filter(pk=concept.pk).update(argument="Toch anders")
    assert als(fatima).get(url(concept)).url == url(concept, "afname")


def test_vergelijking_met_de_vorige_van_hetzelfde_kind(als, fatima, gezin, sam, havik, concept):
    eerder = Afname.begin(
        gezin,
        instrument=havik,
        kind=sam,
        auteur_id=fatima.pk,
        afgenomen_op=timezone.localdate() - timedelta(days=90),
    )
    client = als(fatima)
    client.post(url(eerder), ingevuld(eerder, afgenomen_op=EERDER, antwoord_H02="ernstig", uitkomst="nu-niet"))
    client.post(url(concept), ingevuld(concept))
    tekst = client.get(url(concept, "afname")).content.decode()
    assert "Op " in tekst
    assert "Nu niet veilig" in tekst
    assert tekst.count(">anders<") == 1


def test_havik_zonder_kind_en_arij_met_kind(als, fatima, gezin, sam, havik):
    zonder = als(fatima).post(nieuw(gezin), {"instrument": havik.pk, "afgenomen_op": GISTEREN})
    assert "Kies over welk kind het gaat." in zonder.content.decode()
    arij = Instrument.objects.get(code="ARIJ-RT")
    als(fatima).post(nieuw(gezin), {"instrument": arij.pk, "kind": sam.pk, "afgenomen_op": GISTEREN})
    assert Afname.objects.get().kind is None


@pytest.mark.parametrize("dag", ["", "morgen", "01-01-2099", "31-02-2026", "\x00", "01-01-99999"])
def test_vreemde_dag_geeft_een_melding(als, fatima, gezin, sam, havik, dag):
    antwoord = als(fatima).post(nieuw(gezin), {"instrument": havik.pk, "kind": sam.pk, "afgenomen_op": dag})
    assert antwoord.status_code == 200
    assert not Afname.objects.exists()


def test_vreemde_invoer_in_het_formulier_blijft_staan(als, fatima, concept):
    for velden in (
        {"argument_H01": "😀" * 6001},
        {"argument_H01": "a\x00b"},
        {"antwoord_H01": "bestaat-niet"},
        {"uitkomst": "bestaat-niet"},
        {"versie": "veel"},
        {"versie": "-1"},
        {"aanleiding": "ش" * 201},
    ):
        antwoord = als(fatima).post(url(concept), ingevuld(concept, "concept", **velden))
        assert antwoord.status_code == 200, velden
        assert "Gezien bij H11" in antwoord.content.decode()
    assert als(fatima).post(url(concept), {}).status_code == 200


def test_kind_van_een_ander_gezin_is_geen_keuze(als, fatima, gezin, havik, vreemd_kind):
    gegevens = {"instrument": havik.pk, "kind": vreemd_kind.pk, "afgenomen_op": GISTEREN}
    assert "Kies een kind van dit gezin." in als(fatima).post(nieuw(gezin), gegevens).content.decode()


def test_afname_van_een_ander_gezin_bestaat_niet(als, fatima, bram, gezin, ander_gezin, vreemd_kind, havik):
    vreemd = Afname.begin(ander_gezin, instrument=havik, kind=vreemd_kind, auteur_id=bram.pk)
    assert als(fatima).get(url(vreemd)).status_code == 404
    for naam in ("afname", "afname-invullen"):
        onder_eigen = reverse(f"veiligheid:{naam}", kwargs={"nummer": gezin.nummer, "pk": vreemd.pk})
        assert als(fatima).get(onder_eigen).status_code == 404
    assert als(fatima).get(nieuw(ander_gezin)).status_code == 404
    assert als(fatima).get(f"{nieuw(gezin)}?kind={vreemd_kind.pk}&instrument=HAVIK").status_code == 200


def test_zonder_recht_403_en_verkeerde_methode_405(als, vera, tom, fatima, gezin, concept):
    assert als(vera).get(url(concept, "afname")).status_code == 403
    assert als(tom).get(url(concept)).status_code == 403
    assert als(tom).get(nieuw(gezin)).status_code == 403
    assert als(tom).get(url(concept, "afname")).status_code == 200
    assert als(fatima).post(url(concept, "afname")).status_code == 405
    assert als(fatima).delete(url(concept)).status_code == 405


def test_havik_gaat_verder_naar_cijfer_en_plan(als, fatima, gezin, sam, concept):
    client = als(fatima)
    client.post(url(concept), ingevuld(concept))
    meten = reverse("veiligheid:meten", kwargs={"nummer": gezin.nummer}) + f"?afname={concept.pk}"
    assert "onvoldoende veilig." in client.get(meten).content.decode()
    gegevens = {
        "gever": "gezinsmanager",
        "aanleiding": "anders",
        f"cijfer_{sam.pk}_actueel": "5",
        f"reden_{sam.pk}_actueel": "HAVIK",
    }
    client.post(meten, gegevens)
    assert Veiligheidsmeting.objects.get().cijfer == 5
    plan = reverse("veiligheid:plan-nieuw", kwargs={"nummer": gezin.nummer}) + f"?afname={concept.pk}"
    assert "Er is spanning thuis." in client.get(plan).content.decode()


def test_elke_bewaarde_stap_staat_in_de_geschiedenis(als, fatima, concept):
    als(fatima).post(url(concept), ingevuld(concept))
    assert concept.geschiedenis.count() == 2
