"""A referral as one standard file: out on both sides, and back with progress."""

import json
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator
from pypdf import PdfReader

from gezinnen.models import Gebeurtenis, Gezin, Resultaat
from ggw.organisatie.models import Aanbieder
from ggw.organisatie.rollen import Rol
from ggw.toegang.models import Inzage
from spic.models import Onderaanneming, Pakket, Verwijzing, VerwijzingStatus, Voortgang, afdruk
from tests.fabrieken import GebruikerFactory
from tests.spic.bestanden import VANDAAG, hun, ons, stuur, zet
from tests.spic.test_verwijzing import antwoord, formulier, verstuur
from tests.vol_gezin import BSN_MERK, vul

S = VerwijzingStatus
MERK = "Xqvertrouwelijk"


@pytest.fixture
def rij(als, gezin, fatima, sanne, sam, moeder, wilgenboog):
    """A sent referral of a family in which everything that is not shared holds the marker."""
    vul(gezin, fatima, sanne, MERK)
    Pakket.objects.all().delete()
    Verwijzing.objects.all().delete()
    Resultaat.objects.filter(gezin=gezin).update(wat="Rust aan tafel")
    anders = {"uitzondering": f"Nodig {MERK}", "grondslag_uitleg": f"Besproken {MERK}"}
    verstuur(als(fatima), gezin, formulier(gezin, wilgenboog, sam, **anders))
    return Verwijzing.objects.get()


@pytest.fixture
def keur(client):
    """The published schema, as anybody gets it."""
    antwoord = client.get("/schema/verwijzing-1.json")
    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, "application/schema+json")
    schema = json.loads(antwoord.content)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema).validate


def test_het_schema_keurt_wat_wij_uitvoeren_in_elke_stand(als, rij, anna, fatima, keur):
    wij, zij = als(fatima), als(anna)
    for status in set(S) - {S.CONCEPT}:
        zet(rij, status)
        bestand = json.loads(wij.get(ons(rij)).content)
        keur(bestand)
        assert bestand["verwijzing"]["status"] == status
        antwoord = zij.get(hun(rij))
        assert antwoord.status_code == (404 if status == S.INGETROKKEN else 200)
        if status != S.INGETROKKEN:
            hunne = json.loads(antwoord.content)
            keur(hunne)
            assert hunne["ijw"].pop("gemeente") is None
            assert bestand["ijw"].pop("gemeente") == "9999"
            for document in (bestand, hunne):
                document.pop("gemaakt_op")
                document["voortgang"].pop("sleutel")
            assert hunne == bestand, status


def test_het_bestand_heeft_wat_ijw_nodig_heeft_en_een_naam_met_alleen_nummers(als, rij, fatima, sam):
    zet(rij, "gestart", einddatum=VANDAAG() + timedelta(days=90))
    antwoord = als(fatima).get(ons(rij))
    bestand = json.loads(antwoord.content)
    spic = rij.kinderen.get().spic
    assert bestand["ijw"]["voorzieningen"] == [
        {
            "lid": sam.pk,
            "productcode": spic.productcode,
            "begindatum": rij.gestart_op.isoformat(),
            "einddatum": rij.einddatum.isoformat(),
            "reden_beeindiging": None,
        }
    ]
    assert bestand["kinderen"][0]["spic"] == spic.code
    assert bestand["verwijzing"]["sleutel"] == str(rij.sleutel)
    assert bestand["pakket"]["sha256"] == afdruk(bestand["pakket"]["inhoud"])
    assert f'filename="{rij.gezin.nummer}-verwijzing-{rij.pk}.json"' in antwoord["Content-Disposition"]


def test_een_geweigerde_verwijzing_noemt_de_code_van_de_reden_aan_beide_kanten(als, rij, anna, fatima):
    antwoord(als(anna), rij, "geweigerd", code="geen_plek", reden="Geen plek")
    for client, pad in ((als(fatima), ons(rij)), (als(anna), hun(rij))):
        reden = json.loads(client.get(pad).content)["verwijzing"]["reden"]
        assert (reden["lijst"], reden["code"]) == ("weigerreden", "geen_plek")


def test_een_afgesproken_einde_noemt_de_code_van_de_reden_aan_beide_kanten(als, rij, anna, fatima):
    zet(rij, "gestart")
    stam = rij.resultaten.get().resultaat_id
    voorstel = {
        "reden": "volgens_plan", "toelichting": "Het lukt nu zelf", "einddatum": f"{VANDAAG():%d-%m-%Y}",
        "overdracht": "", "sleutel": uuid4(), f"uitkomst_{stam}": "behaald",
    }  # fmt: skip
    als(anna).post(hun(rij, "einde/"), voorstel)
    rij.refresh_from_db()
    rij.eindvoorstellen.get().stem_in(waarom="Veilig genoeg", door_id=fatima.pk)
    for client, pad in ((als(fatima), ons(rij)), (als(anna), hun(rij))):
        bestand = json.loads(client.get(pad).content)
        assert bestand["verwijzing"]["reden"]["code"] == "volgens_plan"
        voorziening = bestand["ijw"]["voorzieningen"][0]
        assert voorziening["reden_beeindiging"]["code"] == "volgens_plan"
        assert voorziening["einddatum"] == VANDAAG().isoformat()


def pdf_van(client, pad):
    antwoord = client.get(pad)
    assert antwoord["Content-Type"] == "application/pdf"
    pdf = PdfReader(BytesIO(antwoord.content))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    return [" ".join(blad.extract_text().split()) for blad in pdf.pages], antwoord


def test_wat_niet_is_gedeeld_staat_in_geen_enkel_bestand(als, rij, anna, fatima, sam):
    zet(rij, "gestart")
    assert MERK not in als(anna).get(hun(rij, "uitvoeren/")).content.decode()
    for client, adres in ((als(anna), hun), (als(fatima), ons)):
        bladen, antwoord = pdf_van(client, adres(rij, "pdf/"))
        for tekst in (" ".join(bladen), client.get(adres(rij)).content.decode(), str(antwoord.headers)):
            assert MERK not in tekst
            assert BSN_MERK not in tekst
        assert sam.naam in bladen[0]
        assert "Rust aan tafel" in " ".join(bladen)
        for blad in bladen:
            assert str(rij.sleutel) in blad
            assert rij.gezin.nummer in blad
            assert f"{VANDAAG():%Y}" in blad
        assert f'filename="{rij.gezin.nummer}-verwijzing-{rij.pk}.pdf"' in antwoord["Content-Disposition"]


def test_uitvoeren_vraagt_eerst_opnieuw_wie_u_bent_en_staat_in_het_logboek(als, rij, anna, fatima):
    for mens, adres in ((fatima, ons), (anna, hun)):
        voor = Inzage.objects.filter(gebruiker_id=mens.pk).count()
        for rest in ("uitvoeren/", "bestand/", "pdf/"):
            antwoord = als(mens, bevestigd=False).get(adres(rij, rest))
            assert antwoord.url.startswith("/account/bevestig/")
        als(mens).get(adres(rij))
        regels = Inzage.objects.filter(gebruiker_id=mens.pk)
        assert regels.latest("pk").gezinnen == [rij.gezin_id]
        assert regels.count() > voor


def test_een_concept_is_niet_uit_te_voeren(als, rij, fatima, gezin, wilgenboog, sam):
    als(fatima).post(f"/gezinnen/{gezin.nummer}/hulp/nieuw/", formulier(gezin, wilgenboog, sam, sleutel=uuid4()))
    concept = Verwijzing.objects.exclude(pk=rij.pk).get()
    for rest in ("uitvoeren/", "bestand/", "pdf/"):
        assert als(fatima).get(ons(concept, rest)).status_code == 404
    assert "Download deze verwijzing" not in als(fatima).get(ons(concept, "")).content.decode()


def test_heen_en_terug_staat_de_voortgang_bij_het_gezin(als, rij, anna, fatima, keur):
    zet(rij, "gestart")
    wij, zij = als(fatima), als(anna)
    assert "Lees voortgang in uit een bestand" in zij.get(hun(rij, "")).content.decode()
    bestand = json.loads(zij.get(hun(rij)).content)
    einde = VANDAAG() + timedelta(days=60)
    resultaat = bestand["resultaten"][0]["nummer"]
    bestand["voortgang"]["regels"] = [
        {
            "resultaat": resultaat,
            "cijfer": 7,
            "woorden": "Samen eten lukt",
            "bezoeken": 3,
            "verwacht_einde": str(einde),
        },
        {"woorden": "Het gezin doet goed mee"},
    ]
    keur(bestand)
    antwoord = stuur(zij, rij, bestand, follow=True).content.decode()
    assert "Ingelezen." in antwoord
    assert "Samen eten lukt" in antwoord
    bij_ons = wij.get(ons(rij, "")).content.decode()
    assert "Samen eten lukt" in bij_ons
    assert "Het gezin doet goed mee" in bij_ons
    rij.refresh_from_db()
    assert rij.verwacht_einde == einde
    regel = Voortgang.objects.get(cijfer=7)
    assert (regel.resultaat_id, regel.bezoeken, regel.partij) == (resultaat, 3, "aanbieder")
    assert Gebeurtenis.objects.filter(soort="verwijzing.voortgang").count() == 2

    assert "was al ingelezen" in stuur(zij, rij, bestand, follow=True).content.decode()
    bestand["voortgang"]["regels"][1]["woorden"] = "Iets anders"
    assert "regel 2: Met deze sleutel is al iets anders" in stuur(zij, rij, bestand).content.decode()
    assert Voortgang.objects.count() == 2
    volgende = json.loads(zij.get(hun(rij)).content)
    assert {v["woorden"] for v in volgende["gemeld"]} == {"Samen eten lukt", "Het gezin doet goed mee"}
    assert volgende["voortgang"]["sleutel"] != bestand["voortgang"]["sleutel"]
    assert "Samen eten lukt" in " ".join(pdf_van(wij, ons(rij, "pdf/"))[0])


def test_een_bestand_meldt_ook_dat_de_hulp_begon(als, rij, anna):
    dag = VANDAAG() - timedelta(days=2)
    zet(rij, "startgesprek", startgesprek_op=timezone.now() - timedelta(days=3))
    bestand = json.loads(als(anna).get(hun(rij)).content)
    bestand["voortgang"] |= {
        "startgesprek_gehouden_op": str(dag - timedelta(days=1)),
        "gestart_op": str(dag),
        "regels": [{"woorden": "Begonnen", "cijfer": None}],
    }
    for melding in ("Ingelezen.", "was al ingelezen"):
        assert melding in stuur(als(anna), rij, bestand, follow=True).content.decode()
    rij.refresh_from_db()
    assert (rij.status, rij.gestart_op, rij.startgesprek_gehouden_op) == ("gestart", dag, dag - timedelta(days=1))
    bestand["voortgang"]["gestart_op"] = str(dag - timedelta(days=1))
    assert "Hier staat al een andere dag" in stuur(als(anna), rij, bestand).content.decode()
    assert Voortgang.objects.count() == 1


def test_een_onderaannemer_voert_alleen_zijn_eigen_deel_uit(als, rij, anna, keur):
    zet(rij, "gestart")
    klein_ = Aanbieder.objects.create(naam="Klein Verzonnen", soort="onderaannemer")
    velden = {"onder": klein_.pk, "wat": "Speltherapie", "leden": [1], "delen": [], "sleutel": uuid4()}
    als(anna).post(hun(rij, "onderaannemer/"), velden)
    assert Onderaanneming.objects.exists()
    onder = als(GebruikerFactory(rol=Rol.AANMELDTEAM, aanbieder=klein_))
    bestand = json.loads(onder.get(hun(rij)).content)
    keur(bestand)
    assert (bestand["verwijzing"]["hulpvraag"], bestand["kinderen"], bestand["resultaten"]) == ("Speltherapie", [], [])
    for tekst in (json.dumps(bestand), " ".join(pdf_van(onder, hun(rij, "pdf/"))[0])):
        assert "Vooral in de avond" not in tekst
        assert "Rust aan tafel" not in tekst
    bestand["voortgang"] |= {"regels": [{"woorden": "Het spelen gaat goed"}], "startgesprek_gehouden_op": "2026-01-01"}
    assert "Alleen de hoofdaannemer" in stuur(onder, rij, bestand).content.decode()
    del bestand["voortgang"]["startgesprek_gehouden_op"]
    assert "Ingelezen." in stuur(onder, rij, bestand, follow=True).content.decode()


def test_een_gezin_zonder_gemeente_is_ook_uit_te_voeren(als, rij, fatima, keur):
    Gezin.objects.update(gemeente=None)
    bestand = json.loads(als(fatima).get(ons(rij)).content)
    keur(bestand)
    assert bestand["ijw"]["gemeente"] is None
