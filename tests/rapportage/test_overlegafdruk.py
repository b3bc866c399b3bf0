"""The report of a meeting and the letter of a request as PDF."""

from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from gezinnen.models import Informatieverzoek
from tests.overleggen import adres, gehouden_overleg, plan_overleg


def lees(antwoord):
    assert antwoord["Content-Type"] == "application/pdf"
    pdf = PdfReader(BytesIO(antwoord.content))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    return " ".join(" ".join(blad.extract_text() for blad in pdf.pages).split())


def test_het_verslag_als_pdf(als, fatima, gezin):
    overleg = gehouden_overleg(gezin, fatima, dagen=3, verslag="Iedereen kwam aan het woord.")
    antwoord = als(fatima).get(adres("overleg-pdf", gezin, overleg.pk, "rapportage"))
    inhoud = lees(antwoord)
    assert "Robin Verzonnen (De Verzonnen Wilg)" in inhoud
    assert "Iedereen kwam aan het woord." in inhoud
    assert f"overleg-{timezone.localdate(overleg.op):%Y-%m-%d}.pdf" in antwoord["Content-Disposition"]


@pytest.mark.parametrize(("wie", "status"), [("fatima", 404), ("vera", 403), ("bram", 404)])
def test_van_een_gepland_overleg_is_er_geen_verslag(als, fatima, gezin, request, wie, status):
    overleg = plan_overleg(gezin, fatima, dagen=3)
    assert (
        als(request.getfixturevalue(wie)).get(adres("overleg-pdf", gezin, overleg.pk, "rapportage")).status_code
        == status
    )


def test_de_brief_als_pdf(als, fatima, bram, gezin, moeder):
    dag = timezone.localdate()
    rij = Informatieverzoek.objects.create(
        gezin=gezin, organisatie="GGZ De Verzonnen Beuk", wat="Komt moeder naar de afspraken?", grond="toestemming",
        toestemming_van=moeder, toestemming_op=dag, gevraagd_op=dag, door_id=fatima.pk,
    )  # fmt: skip
    url = adres("informatieverzoek-pdf", gezin, rij.pk, "rapportage")
    inhoud = lees(als(fatima).get(url))
    assert "Komt moeder naar de afspraken?" in inhoud
    assert "Leila El Amrani gaf op" in inhoud
    assert als(bram).get(url).status_code == 404
