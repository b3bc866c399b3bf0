"""The report of a meeting and the letter of a request as PDF."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from gezinnen.besluiten import neem_besluit
from gezinnen.models import Informatieverzoek, Maatregel
from ggw.toegang.models import Afscherming, Inzage
from tests.fabrieken import maak_gezin
from tests.gezinnen.bto import overleg_van, punt_van
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


def test_het_verslag_van_een_basisteamoverleg_als_pdf(
    als, fatima, kees, sanne, paula, bram, vera, gezin, sam, team_noord
):
    geheim = maak_gezin(kees, team_noord, nummer="2026-0999", naam="Geheimmerkteken")
    overleg = overleg_van(team_noord, voorzitter_id=sanne.pk)
    ots = Maatregel.objects.create(gezin=gezin, kind=sam, soort_id="11", begin="2026-01-01", einde="2026-12-31")
    for punt in (punt_van(gezin, "verlengen", fatima, maatregel=ots), punt_van(geheim, "anders", kees)):
        neem_besluit(punt, "akkoord", tekst="De zorgen zijn er nog.", overleg=overleg, door_id=sanne.pk)
    link = reverse("rapportage:bto-pdf", kwargs={"pk": overleg.pk})
    assert als(fatima).get(link).status_code == 404
    overleg.noteer(voorzitter_id=sanne.pk, aanwezigen={sanne.pk, fatima.pk}, verslag="Supervisie op dinsdag.")
    overleg.rond_af()
    inhoud = lees(als(fatima).get(link))
    for zin in (
        "2026-0417", "Geheimmerkteken", "Verlengen, besluit van Sanne Voorbeeld", "De zorgen zijn er nog.",
        "Supervisie op dinsdag.", "Aanwezig: Fatima Voorbeeld, Sanne Voorbeeld.", "Gemaakt door Fatima Voorbeeld",
        "Nog niet verteld",
    ):  # fmt: skip
        assert zin in inhoud, zin
    assert set(Inzage.objects.filter(doel=link).latest("pk").gezinnen) == {gezin.pk, geheim.pk}
    Afscherming.objects.create(
        gezin_id=geheim.pk, reden="x", gevraagd_door_id=kees.pk, ingegaan_op=timezone.now(), besloten_door_id=paula.pk
    )
    assert "Geheimmerkteken" not in lees(als(fatima).get(link))
    assert f'href="{link}"' in als(fatima).get(reverse("gezinnen:bto", kwargs={"pk": overleg.pk})).content.decode()
    assert [als(wie).get(link).status_code for wie in (bram, vera)] == [404, 403]


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
