"""The PDF of a gezinsplan: what it says, how it is built, and what never goes into it."""

import io
import json
import logging
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from gezinnen.models import Adres, Contactgegeven, Planafdruk
from gezinnen.momentopname import maak_momentopname
from gezinnen.vaststellen import stel_vast
from ggw.toegang.deur import namens
from ggw.toegang.poort import bewaar_bsn
from rapportage.pdf import html_van, maak_pdf
from rapportage.tasks import maak_planafdruk
from veiligheid.models import Veiligheidsmeting


@pytest.fixture
def metingen(gezin, sam, fatima):
    nu = timezone.now()
    for dagen, soort, cijfer in [(40, "actueel", 4), (3, "actueel", 7), (40, "blijvend", 5)]:
        Veiligheidsmeting.objects.create(
            gezin=gezin,
            kind=sam,
            soort=soort,
            cijfer=cijfer,
            reden="x",
            op=nu - timedelta(days=dagen),
            auteur_id=fatima.pk,
        )


def download(client, plan):
    return client.get(reverse("rapportage:plan-pdf", kwargs={"nummer": plan.gezin.nummer, "pk": plan.pk}))


def alt_teksten(lezer):
    """Every alternative text in the structure tree."""
    gevonden, stapel = [], [lezer.trailer["/Root"]["/StructTreeRoot"]]
    while stapel:
        deel = stapel.pop().get_object()
        if hasattr(deel, "keys"):
            gevonden += [str(deel["/Alt"])] if "/Alt" in deel else []
            kinderen = deel.get("/K")
            kinderen = kinderen.get_object() if kinderen is not None else []
            stapel += [k for k in (kinderen if isinstance(kinderen, list) else [kinderen]) if not isinstance(k, int)]
    return gevonden


def test_pdf_van_een_vastgesteld_plan(als, fatima, metingen, plan, caplog):
    with caplog.at_level(logging.ERROR):
        maak_planafdruk(plan.afdruk.pk)
    assert caplog.records == []
    antwoord = download(als(fatima), plan)
    assert antwoord["Content-Disposition"] == 'attachment; filename="2026-0417-gezinsplan-1.pdf"'
    assert antwoord["Content-Type"] == "application/pdf"
    lezer = PdfReader(io.BytesIO(antwoord.content))
    wortel = lezer.trailer["/Root"]
    assert wortel["/Lang"] == "nl"
    assert wortel["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in wortel
    assert lezer.metadata.title == "Gezinsplan 1 van gezin 2026-0417"
    tekst = " ".join(" ".join(blad.extract_text() for blad in lezer.pages).split())
    for stuk in (
        "Vastgesteld op",
        "door Sanne Voorbeeld",
        "We eten samen zonder ruzie.",
        "Sam slaapt de hele nacht.",
        "Leest voor",
        "Ik wil rust.",
        f"pagina 1 van {len(lezer.pages)}",
        "Handtekeningen",
    ):
        assert stuk in tekst
    assert "concept" not in tekst.lower()
    assert any("Veiligheidslijnen" in alt for alt in alt_teksten(lezer))


def test_concept_zegt_dat_het_een_concept_is(als, fatima, concept):
    url = reverse("rapportage:plan-concept-pdf", kwargs={"nummer": concept.gezin.nummer})
    antwoord = als(fatima).get(url)
    assert antwoord["Content-Disposition"] == 'attachment; filename="2026-0417-gezinsplan-concept.pdf"'
    tekst = " ".join(blad.extract_text() for blad in PdfReader(io.BytesIO(antwoord.content)).pages)
    assert "concept" in tekst
    assert "nog niet vastgesteld" in " ".join(tekst.split())


def test_bevroren_plan_verandert_niet_meer_met_de_cijfers(metingen, plan, sam, fatima):
    Veiligheidsmeting.objects.create(
        gezin=plan.gezin, kind=sam, soort="actueel", cijfer=2, reden="x", auteur_id=fatima.pk
    )
    kinderen = plan.momentopname["bijdragen"]["veiligheid"]["kinderen"]
    assert kinderen[0]["actueel"]["cijfer"] == 7
    assert "2<span" not in html_van(plan.momentopname)


def test_geheim_adres_telefoon_en_bsn_komen_er_niet_in(als, concept, fatima, sanne, moeder, sam):
    gezin = concept.gezin
    Adres.objects.create(
        gezin=gezin,
        gezinslid=moeder,
        straat="Geheimelaan",
        huisnummer="7",
        postcode="1234QX",
        plaats="Verborgenstad",
        geheim=True,
    )
    Adres.objects.create(gezin=gezin, gezinslid=sam, straat="Openstraat", huisnummer="1", plaats="Verborgenstad")
    Contactgegeven.objects.create(gezin=gezin, gezinslid=moeder, soort="telefoon", waarde="0612345678")
    Contactgegeven.objects.create(gezin=gezin, gezinslid=moeder, soort="email", waarde="moeder@ggw.example")
    with namens(fatima):
        bewaar_bsn(sam.pk, "111222333")
    concept.bied_aan(door_id=fatima.pk)
    plan = stel_vast(concept, door_id=sanne.pk, versie=concept.versie).plan
    opname = json.dumps(plan.momentopname) + html_van(plan.momentopname)
    for geheim in ("Geheimelaan", "1234QX", "Verborgenstad", "Openstraat", "0612345678", "111222333", "moeder@"):
        assert geheim not in opname


def test_tekst_van_het_gezin_haalt_niets_van_buiten(concept, caplog):
    """What somebody types is text; and even as markup nothing outside is fetched."""
    concept.stip = '<img src="file:///etc/passwd"><img src="http://elders.example/x.png">'
    assert "&lt;img" in html_van(maak_momentopname(concept))
    opname = maak_momentopname(concept)
    with caplog.at_level(logging.ERROR):
        assert maak_pdf(opname).startswith(b"%PDF")
    assert caplog.records == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://elders.example/x.png", "https://elders.example/"])
def test_haler_is_gesloten(url):
    from rapportage.pdf import gesloten_haler

    with pytest.raises(ValueError, match=r"Alleen de eigen letters|disallowed protocol"):
        gesloten_haler().fetch(url)


def test_zonder_pdf_is_er_niets_te_downloaden(als, fatima, bram, vera, plan):
    assert download(als(fatima), plan).status_code == 404
    Planafdruk.objects.update(inhoud=b"%PDF", klaar_op=timezone.now())
    assert download(als(fatima), plan).status_code == 200
    assert download(als(bram), plan).status_code == 404
    assert download(als(vera), plan).status_code == 403
