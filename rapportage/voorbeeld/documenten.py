"""A few documents: tiny PDFs of our own, that say that they are an example."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256

from gezinnen import models as g
from gezinnen.bestanden import versleutel
from rapportage.voorbeeld.dossier import Dossier, werkdag

SOORTEN = (
    ("beschikking", "Beschikking van de kinderrechter", 10),
    ("verslag", "Verslag van de school", 40),
    ("brief", "Brief aan de ouders", 75),
)
PREVENTIEF = SOORTEN[1:]


VERLENGEN_DAGEN = 100
"""Of a measure that ends sooner than this, the request to the court is there."""


def maak_documenten(d: Dossier) -> None:
    soorten = SOORTEN if d.situatie.maatregel else PREVENTIEF
    maatregel = d.maatregelen[0][0] if d.maatregelen else None
    for soort, titel, na in soorten[: d.situatie.documenten]:
        kind = d.kinderen[0].id if soort == "verslag" and d.kinderen else None
        bij = maatregel if soort == "beschikking" else None
        maak_document(d, soort, titel, min(d.start + timedelta(days=na), d.einde), kind_id=kind, maatregel_id=bij)
    for nr, kind_id, einde in d.maatregelen if d.ruim else []:
        if (einde - d.vandaag).days < VERLENGEN_DAGEN:
            maak_document(d, "verzoekschrift", "Verzoek om verlenging", d.einde, kind_id=kind_id, maatregel_id=nr)


def maak_document(d: Dossier, soort: str, titel: str, dag: date, **bij: int | None) -> None:
    dag = werkdag(dag)
    inhoud = pdf(f"{titel} (voorbeeld)", f"Gezin {d.nummer}", f"{dag:%d-%m-%Y}")
    op = d.om(dag, 15)
    nr = d.rij(
        g.Document,
        soort=soort,
        titel=titel,
        datum=dag,
        bestandstype="application/pdf",
        grootte=len(inhoud),
        sha256=sha256(inhoud).hexdigest(),
        toegevoegd_door_id=d.team.secretariaat,
        toegevoegd_op=op,
        **bij,
    )
    geheim = versleutel(inhoud, nr)
    d.rij(g.DocumentInhoud, document_id=nr, sleutel=geheim.sleutel, versleuteld=geheim.inhoud)
    d.gebeurt("document.toegevoegd", op, nr, d.team.secretariaat, code=soort)


def pdf(*regels: str) -> bytes:
    """One page with these lines of plain text."""
    tekst = " T* ".join(f"({regel}) Tj" for regel in regels)
    stroom = f"BT /F1 16 Tf 24 TL 60 760 Td {tekst} ET".encode("latin-1")
    delen = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stroom), stroom),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    uit, plaatsen = b"%PDF-1.4\n", []
    for nr, deel in enumerate(delen, 1):
        plaatsen.append(len(uit))
        uit += b"%d 0 obj\n%s\nendobj\n" % (nr, deel)
    tabel = b"".join(b"%010d 00000 n \n" % plaats for plaats in plaatsen)
    staart = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(delen) + 1, len(uit))
    return uit + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(delen) + 1, tabel) + staart
