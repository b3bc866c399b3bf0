import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gezinnen.bestanden import DOCX, ODT
from gezinnen.models import Document, DocumentInhoud, Gebeurtenis, Maatregel
from tests.fabrieken import KindFactory

GEHEIM = b"Dit staat in de beschikking over Sam."
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + GEHEIM + b"\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xc0\x00\x0b\x08\x00\x10\x00\x10\x01\x01\x11\x00\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x12\x34\xff\xd9"
)


def png_stuk(naam, inhoud):
    return struct.pack(">I", len(inhoud)) + naam + inhoud + struct.pack(">I", zlib.crc32(naam + inhoud))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + png_stuk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + png_stuk(b"IDAT", zlib.compress(b"\x00\x00"))
    + png_stuk(b"IEND", b"")
)


def maak_zip(onderdelen, eerst_los=False):
    uit = BytesIO()
    with ZipFile(uit, "w", ZIP_DEFLATED) as archief:
        for nummer, (naam, inhoud) in enumerate(onderdelen):
            archief.writestr(naam, inhoud, compress_type=ZIP_STORED if eerst_los and nummer == 0 else ZIP_DEFLATED)
    return uit.getvalue()


SOORTEN = f'<Types><Override PartName="/word/document.xml" ContentType="{DOCX}.main+xml"/></Types>'
WORD = [("[Content_Types].xml", SOORTEN), ("_rels/.rels", "<Relationships/>"), ("word/document.xml", "<document/>")]
LIBRE = [("mimetype", ODT), ("content.xml", "<office/>"), ("META-INF/manifest.xml", "<manifest/>")]
GOED = {
    "brief.pdf": PDF,
    "BRIEF.PDF": PDF,
    "foto.jpg": JPEG,
    "foto.jpeg": JPEG,
    "scan.png": PNG,
    "verslag.docx": maak_zip(WORD),
    "verslag.odt": maak_zip(LIBRE, eerst_los=True),
    "写真 صورة 👪 \u202egpj.pdf": PDF,
    "../../etc/passwd.pdf": PDF,
    "a" * 200 + ".pdf": PDF,
}
FOUT = {
    "leeg": ("leeg.pdf", b"", "is leeg"),
    "tekst met de naam van een PDF": ("brief.pdf", b"gewoon tekst", "Dit bestand kan niet"),
    "programma": ("brief.pdf", b"MZ" + b"\0" * 200, "Dit bestand kan niet"),
    "gif": ("foto.png", b"GIF89a" + b"\0" * 200, "Dit bestand kan niet"),
    "svg": ("foto.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Dit bestand kan niet"),
    "html met PDF erachter": ("brief.pdf", b"<html><script>1</script>" + PDF, "Dit bestand kan niet"),
    "html in een PDF": ("brief.pdf", b"%PDF-1.7\n<script>alert(1)</script>\n%%EOF", "Dit bestand kan niet"),
    "PDF niet vooraan": ("brief.pdf", b"\n\n" + PDF, "Dit bestand kan niet"),
    "PDF met BOM ervoor": ("brief.pdf", b"\xef\xbb\xbf" + PDF, "Dit bestand kan niet"),
    "PDF zonder einde": ("brief.pdf", PDF[:40], "beschadigd"),
    "PDF met zip erachter": ("brief.pdf", PDF + maak_zip(WORD), "ander soort bestand"),
    "PDF met staart": ("brief.pdf", PDF + b"MZ programma", "ander soort bestand"),
    "JPEG met zip erachter": ("foto.jpg", JPEG + maak_zip(WORD), "ander soort bestand"),
    "JPEG met PDF erin": ("foto.jpg", JPEG[:20] + b"\xff\xfe\x00\x08%PDF-1" + JPEG[20:], "ander soort bestand"),
    "JPEG zonder beeld": ("foto.jpg", JPEG[:20], "beschadigd"),
    "PNG met staart": ("scan.png", PNG + b"<?php ?>", "ander soort bestand"),
    "PNG met fout erin": ("scan.png", PNG.replace(b"IDAT", b"IDAX"), "beschadigd"),
    "PNG afgebroken": ("scan.png", PNG[:-6], "beschadigd"),
    "verkeerde extensie": ("foto.png", JPEG, "eindigen op .jpg"),
    "dubbele extensie": ("brief.pdf.exe", PDF, "eindigen op .pdf"),
    "geen extensie": ("brief", PDF, "eindigen op .pdf"),
    "gewone zip": ("brief.docx", maak_zip([("a.txt", "a")]), "Dit bestand kan niet"),
    "excel": ("blad.docx", maak_zip([(n, i.replace("word", "spread")) for n, i in WORD]), "Dit bestand kan niet"),
    "odt dat niet met mimetype begint": ("a.odt", maak_zip(LIBRE[::-1]), "Dit bestand kan niet"),
    "odt met geperst mimetype": ("a.odt", maak_zip(LIBRE), "Dit bestand kan niet"),
    "zip met iets ervoor": ("a.docx", maak_zip([("a", "a")]) + maak_zip(WORD), "ander soort bestand"),
    "zip met iets erachter": ("a.docx", maak_zip(WORD) + PDF, "ander soort bestand"),
    "zip kapot": ("a.docx", maak_zip(WORD)[:60], "beschadigd"),
    "macro": ("a.docx", maak_zip([*WORD, ("word/vbaProject.bin", "x")]), "macro"),
    "macro onder een andere naam": (
        "a.docx",
        maak_zip([("[Content_Types].xml", SOORTEN + "application/vnd.ms-office.vbaProject"), *WORD[1:]]),
        "macro",
    ),
    "macro in odt": ("a.odt", maak_zip([*LIBRE, ("Basic/Standard/Module1.xml", "x")], eerst_los=True), "macro"),
    "odt met wachtwoord": (
        "a.odt",
        maak_zip([*LIBRE[:2], ("META-INF/manifest.xml", "<manifest:encryption-data/>")], eerst_los=True),
        "wachtwoord",
    ),
    "pad naar buiten": ("a.docx", maak_zip([*WORD, ("../../x", "x")]), "beschadigd"),
    "zipbom": ("a.docx", maak_zip([*WORD, ("word/a.xml", b"\0" * 3_000_000)]), "veel te groot"),
    "heel veel onderdelen": ("a.docx", maak_zip([*WORD, *((f"w/{n}", "") for n in range(3100))]), "veel te groot"),
}


def liegende_bom():
    """A bomb whose table of contents says that it is small."""
    zip_bytes = bytearray(maak_zip([*WORD, ("word/a.xml", b"\0" * 3_000_000)]))
    for plek in range(len(zip_bytes) - 3):
        if zip_bytes[plek : plek + 4] == struct.pack("<I", 3_000_000):
            zip_bytes[plek : plek + 4] = struct.pack("<I", 100)
    return bytes(zip_bytes)


def url(naam, gezin, **kwargs):
    return reverse(f"gezinnen:{naam}", kwargs={"nummer": gezin.nummer, **kwargs})


def tekst(antwoord):
    return antwoord.content.decode()


def gegevens(inhoud=PDF, naam="brief.pdf", **anders):
    bestand = SimpleUploadedFile(naam, inhoud, content_type="application/x-verzonnen")
    return {"soort": "beschikking", "titel": "Beschikking OTS", "datum": "01-11-2026", "bestand": bestand} | anders


@pytest.fixture
def document(als, fatima, gezin):
    assert als(fatima).post(url("document-toevoegen", gezin), gegevens()).status_code == 302
    return gezin.documenten.get()


@pytest.fixture
def vreemd_document(als, bram, ander_gezin):
    als(bram).post(url("document-toevoegen", ander_gezin), gegevens(titel="Vreemd stuk"))
    return ander_gezin.documenten.get()


@pytest.mark.parametrize("naam", GOED)
def test_goed_bestand_komt_erin_en_er_weer_uit(als, fatima, gezin, naam):
    client = als(fatima)
    antwoord = client.post(url("document-toevoegen", gezin), gegevens(GOED[naam], naam))
    assert antwoord.status_code == 302
    document = gezin.documenten.get()
    terug = client.get(url("document", gezin, pk=document.pk))
    assert terug.content == GOED[naam]
    assert terug["Content-Type"] == document.bestandstype


@pytest.mark.parametrize("geval", FOUT)
def test_verkeerd_bestand_wordt_geweigerd(als, fatima, gezin, geval):
    naam, inhoud, boodschap = FOUT[geval]
    antwoord = als(fatima).post(url("document-toevoegen", gezin), gegevens(inhoud, naam))
    assert antwoord.status_code == 200
    assert boodschap in tekst(antwoord)
    assert 'value="Beschikking OTS"' in tekst(antwoord)
    assert not Document.objects.exists()
    assert not DocumentInhoud.objects.exists()


def test_zip_die_liegt_over_zijn_grootte_wordt_geweigerd(als, fatima, gezin):
    antwoord = als(fatima).post(url("document-toevoegen", gezin), gegevens(liegende_bom(), "a.docx"))
    assert "beschadigd" in tekst(antwoord)


def test_groter_dan_20_mb_wordt_geweigerd(als, fatima, gezin):
    groot = PDF[:60] + b"\n" * (21 * 1024 * 1024) + b"%%EOF"
    antwoord = als(fatima).post(url("document-toevoegen", gezin), gegevens(groot))
    assert "groter dan 20 MB" in tekst(antwoord)
    assert not Document.objects.exists()


def test_upload_komt_nooit_leesbaar_op_schijf(als, fatima, gezin, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "bestaat-niet")
    inhoud = PDF[:60] + b"\n" * (6 * 1024 * 1024) + b"%%EOF"
    assert als(fatima).post(url("document-toevoegen", gezin), gegevens(inhoud)).status_code == 302


def test_de_database_kent_geen_leesbare_inhoud(document):
    rij = DocumentInhoud.objects.get(document=document)
    for bytes_ in (bytes(rij.versleuteld), bytes(rij.sleutel)):
        assert GEHEIM not in bytes_
        assert b"%PDF" not in bytes_
    assert bytes(rij.sleutel)[:2] == b"\x00\x01"
    assert document.grootte == len(PDF)


def test_elk_bestand_heeft_een_eigen_sleutel(als, fatima, gezin, document):
    als(fatima).post(url("document-toevoegen", gezin), gegevens())
    eerste, tweede = DocumentInhoud.objects.order_by("pk")
    assert bytes(eerste.sleutel) != bytes(tweede.sleutel)
    assert bytes(eerste.versleuteld) != bytes(tweede.versleuteld)
    assert eerste.document.sha256 == tweede.document.sha256


def test_downloaden_onder_eigen_naam_en_nooit_als_pagina(als, fatima, gezin, document):
    antwoord = als(fatima).get(url("document", gezin, pk=document.pk))
    assert antwoord["Content-Disposition"] == f'attachment; filename="2026-0417-document-{document.pk}.pdf"'
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in antwoord["Content-Security-Policy"]
    assert "no-store" in antwoord["Cache-Control"]


def test_toevoegen_staat_op_de_tijdlijn_zonder_titel(fatima, document):
    gebeurtenis = Gebeurtenis.objects.get(soort="document.toegevoegd")
    assert (gebeurtenis.onderwerp_id, gebeurtenis.door_id) == (document.pk, fatima.pk)
    assert gebeurtenis.gegevens == {"code": "beschikking"}


def test_secretariaat_ziet_en_voegt_toe(als, vera, gezin, document):
    client = als(vera)
    assert "Beschikking OTS" in tekst(client.get(url("documenten", gezin)))
    assert client.get(url("document", gezin, pk=document.pk)).content == PDF
    assert client.post(url("document-toevoegen", gezin), gegevens()).status_code == 302


def test_zonder_recht_om_toe_te_voegen(als, gerda, gezin, document):
    client = als(gerda)
    pagina = client.get(url("documenten", gezin))
    assert pagina.status_code == 200
    assert "Document toevoegen" not in tekst(pagina)
    assert client.get(url("document-toevoegen", gezin)).status_code == 403
    assert client.post(url("document-intrekken", gezin, pk=document.pk)).status_code == 403


def test_ander_team_krijgt_404(als, bram, gezin, document):
    client = als(bram)
    assert client.get(url("documenten", gezin)).status_code == 404
    assert client.get(url("document", gezin, pk=document.pk)).status_code == 404
    assert client.post(url("document-toevoegen", gezin), gegevens()).status_code == 404


def test_document_van_een_ander_gezin_onder_dit_gezin_is_404(als, fatima, gezin, vreemd_document):
    client = als(fatima)
    assert client.get(url("document", gezin, pk=vreemd_document.pk)).status_code == 404
    assert client.get(url("document-intrekken", gezin, pk=vreemd_document.pk)).status_code == 404
    assert "Vreemd stuk" not in tekst(client.get(url("documenten", gezin)))


def test_verkeerde_methode(als, fatima, gezin, document):
    client = als(fatima)
    assert client.post(url("documenten", gezin)).status_code == 405
    assert client.post(url("document", gezin, pk=document.pk)).status_code == 405
    assert client.delete(url("document-intrekken", gezin, pk=document.pk)).status_code == 405


def test_intrekken_met_reden_maakt_het_onleesbaar(als, fatima, gezin, document):
    client = als(fatima)
    plek = url("document-intrekken", gezin, pk=document.pk)
    assert "Dit veld" in tekst(client.post(plek, {"ingetrokken_reden": ""}))
    assert client.post(plek, {"ingetrokken_reden": "x" * 400}).status_code == 200
    assert client.post(plek, {"ingetrokken_reden": "Hoort bij een ander gezin."}).status_code == 302
    assert client.get(url("document", gezin, pk=document.pk)).status_code == 404
    assert client.post(plek, {"ingetrokken_reden": "Nog eens."}).status_code == 404
    pagina = tekst(client.get(url("documenten", gezin)))
    assert "Hoort bij een ander gezin." in pagina
    assert url("document", gezin, pk=document.pk) + '"' not in pagina
    assert Gebeurtenis.objects.filter(soort="document.ingetrokken", onderwerp_id=document.pk).count() == 1


def test_alleen_wie_toevoegde_of_de_senior_trekt_in(als, kees, vera, sanne, gezin, document):
    plek = url("document-intrekken", gezin, pk=document.pk)
    for ander in (kees, vera):
        assert als(ander).post(plek, {"ingetrokken_reden": "Mag niet."}).status_code == 403
        assert "Intrekken" not in tekst(als(ander).get(url("documenten", gezin))).split("<tbody>")[1]
    assert als(sanne).post(plek, {"ingetrokken_reden": "Dubbel."}).status_code == 302


def test_hoort_bij_kind_en_maatregel_van_dit_gezin(als, fatima, gezin, sam, ander_gezin, vreemd_kind):
    zus = KindFactory(gezin=gezin)
    ots = Maatregel.objects.create(gezin=gezin, kind=sam, soort_id="11", begin="2026-01-01", einde="2026-12-31")
    client, plek = als(fatima), url("document-toevoegen", gezin)
    assert "geldige" in tekst(client.post(plek, gegevens(kind=vreemd_kind.pk)))
    assert "ander kind" in tekst(client.post(plek, gegevens(kind=zus.pk, maatregel=ots.pk)))
    assert client.post(plek, gegevens(kind=sam.pk, maatregel=ots.pk)).status_code == 302
    assert gezin.documenten.get().maatregel == ots


@pytest.mark.parametrize("waarde", ["", "x" * 100_000, "\x00", "-1", "9" * 20, "01-01-0001", "31-12-9999", "ليلى 👪"])
def test_vreemde_invoer_geeft_nooit_een_storing(als, fatima, gezin, waarde):
    velden = ("soort", "titel", "datum", "kind", "maatregel", "machtiging")
    client, plek = als(fatima), url("document-toevoegen", gezin)
    assert client.post(plek, gegevens(**dict.fromkeys(velden, waarde))).status_code == 200
    assert client.post(plek, dict.fromkeys([*velden, "bestand"], waarde)).status_code == 200
    for naam in ("soort", "na"):
        assert client.get(url("documenten", gezin), {naam: waarde}).status_code == 200


def test_naam_van_het_bestand_mag_vreemd_zijn_maar_niet_eindeloos(als, fatima, gezin):
    antwoord = als(fatima).post(url("document-toevoegen", gezin), gegevens(naam="a\x00b" + "é" * 400 + ".pdf"))
    assert antwoord.status_code in (200, 302)


def test_bladeren_en_filteren(als, fatima, gezin, sam):
    for nummer in range(60):
        Document.objects.create(
            gezin=gezin,
            soort="brief" if nummer % 2 else "verslag",
            titel=f"Stuk {nummer}.",
            bestandstype="application/pdf",
            grootte=10,
            kind=sam,
            toegevoegd_door_id=fatima.pk,
        )
    client = als(fatima)
    eerste = client.get(url("documenten", gezin))
    assert tekst(eerste).count('id="document-') == 50
    tweede = client.get(url("documenten", gezin) + eerste.context["volgende"])
    assert tekst(tweede).count('id="document-') == 10
    assert "Stuk 0." in tekst(tweede)
    brieven = tekst(client.get(url("documenten", gezin), {"soort": "brief"}))
    assert "Stuk 1." in brieven
    assert "Stuk 2." not in brieven


def test_vraagt_niet_meer_bij_meer_documenten(als, fatima, gezin, document, django_assert_max_num_queries):
    client = als(fatima)

    def tel():
        with django_assert_max_num_queries(60) as gezien:
            client.get(url("documenten", gezin))
        return len(gezien)

    een = tel()
    for _ in range(5):
        client.post(url("document-toevoegen", gezin), gegevens())
    assert tel() == een
