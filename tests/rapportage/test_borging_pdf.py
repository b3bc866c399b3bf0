"""The borgingsplan on paper: once by the worker, and one page for on the fridge."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from gezinnen.borgingsopname import maak_borgingsopname
from gezinnen.models import Borgingscontact, Borgingsplan, Borgingspunt, Planafdruk
from gezinnen.models.borgingseisen import SIGNAAL_TEKENS
from gezinnen.vaststellen import stel_vast
from rapportage.pdf import maak_koelkast_pdf
from rapportage.tasks import veeg_taken
from tests.gezinnen.test_borging import vul


def url(naam, gezin, *args):
    return reverse(f"rapportage:{naam}", args=[gezin.nummer, *args])


@pytest.fixture
def concept(gezin, fatima, moeder):
    return vul(Borgingsplan.objects.maak_concept(gezin, door_id=fatima.pk), moeder)


@pytest.fixture
def plan(concept, fatima, sanne):
    concept.bied_aan(door_id=fatima.pk)
    stel_vast(concept, door_id=sanne.pk, versie=concept.versie)
    concept.refresh_from_db()
    return concept


def lees(antwoord):
    inhoud = antwoord if isinstance(antwoord, bytes) else antwoord.content
    pdf = PdfReader(BytesIO(inhoud))
    return pdf, " ".join(" ".join(blad.extract_text().split()) for blad in pdf.pages)


def test_de_werker_maakt_de_pdf_een_keer(als, fatima, bram, vera, plan, gezin, caplog):
    mens = als(fatima)
    assert mens.get(url("borging-pdf", gezin, plan.pk)).status_code == 404
    assert mens.get(url("borging-pdf-stand", gezin, plan.pk)).json()["klaar"] is False
    veeg_taken()
    veeg_taken()
    assert Planafdruk.objects.get().pogingen == 1
    assert mens.get(url("borging-pdf-stand", gezin, plan.pk)).json()["klaar"] is True
    antwoord = mens.get(url("borging-pdf", gezin, plan.pk))
    assert antwoord["Content-Type"] == "application/pdf"
    pdf, tekst = lees(antwoord)
    for zin in ("Borgingsplan van gezin", "Regel over vroeg.", "Oma Verzonnen", "06-00000042", "Dat het rustig is."):
        assert zin in tekst
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in pdf.trailer["/Root"]["/Metadata"].get_data()
    assert [regel for regel in caplog.records if regel.levelname == "ERROR"] == []
    assert als(bram).get(url("borging-pdf", gezin, plan.pk)).status_code == 404
    assert als(vera).get(url("borging-pdf", gezin, plan.pk)).status_code == 403
    assert "PDF downloaden" in mens.get(f"{gezin.get_absolute_url()}borging/").content.decode()


def test_het_concept_zegt_dat_het_een_concept_is(als, fatima, concept, gezin):
    _, tekst = lees(als(fatima).get(url("borging-concept-pdf", gezin)))
    assert "Dit is een concept" in tekst
    assert als(fatima).get(url("borging-koelkast", gezin, concept.pk)).status_code == 404


def test_het_koelkastblad_is_een_bladzijde(als, fatima, plan, gezin):
    pdf, tekst = lees(als(fatima).get(url("borging-koelkast", gezin, plan.pk)))
    assert len(pdf.pages) == 1
    for zin in ("Regel over vroeg.", "Regel over laat.", "Oma Verzonnen", "06-00000042", "112"):
        assert zin in tekst
    for zin in ("Regel over valkuil.", "Dat het rustig is."):
        assert zin not in tekst
    assert b"pdfuaid" in pdf.trailer["/Root"]["/Metadata"].get_data()


def test_ook_vol_met_tekst_is_het_koelkastblad_een_bladzijde(concept, gezin):
    """As much as the forms let through: six signals of each kind at full length, eight people to call."""
    concept.punten.all().delete()
    concept.contacten.all().delete()
    vast = {"gezin": gezin, "plan": concept}
    for nr in range(6):
        for soort in ("vroeg", "laat"):
            zin = f"Signaal {soort} {nr} " + "wij slapen slecht " * 20
            Borgingspunt.objects.create(soort=soort, tekst=zin[:SIGNAAL_TEKENS], **vast)
    for nr in range(8):
        Borgingscontact.objects.create(
            naam=f"Persoon {nr} " + "Verzonnen " * 14,
            relatie="uit het netwerk " * 10,
            telefoon=f"06-0000000{nr}",
            **vast,
        )
    pdf, tekst = lees(maak_koelkast_pdf(maak_borgingsopname(concept)))
    assert len(pdf.pages) == 1
    for zin in ("Signaal laat 5", "06-00000007"):
        assert zin in tekst


def test_weinig_tekst_komt_groot_op_het_blad(plan):
    grootten = []
    lees(maak_koelkast_pdf(plan.momentopname))[0].pages[0].extract_text(
        visitor_text=lambda tekst, cm, tm, font, maat: (
            grootten.append(abs(maat * tm[0] * cm[0])) if tekst.strip() else 0
        )
    )
    assert max(grootten) >= 24


def test_een_nieuw_netwerk_verandert_het_blad_niet(als, fatima, plan, gezin):
    gezin.netwerk.all().delete()
    _, tekst = lees(als(fatima).get(url("borging-koelkast", gezin, plan.pk)))
    assert "06-00000042" in tekst
