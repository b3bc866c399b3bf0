"""A table of a page as a file to take along: CSV or Excel, with the same rows in the same order."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

from django.http import Http404, HttpRequest, HttpResponse

Cel = str | int | float | Decimal | date | None
FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins like this is a formula for a spreadsheet."""
BREEDST = 60


@dataclass(frozen=True)
class Tabel:
    """What is on the page. `bestandsnaam` has no extension and holds numbers and general words, never a name of a person."""

    bestandsnaam: str
    koppen: Sequence[str]
    rijen: Iterable[Sequence[Cel]]
    uitleg: Sequence[str] = ()
    """Lines that belong with it: which filter, what a figure means, as of when."""


def gevraagd(request: HttpRequest) -> str:
    """The kind of file that is asked for, '' when it is the page; 404 for another kind."""
    soort = request.GET.get("uitvoer", "")
    if soort and soort not in MAKERS:
        raise Http404
    return soort


def links(request: HttpRequest) -> list[tuple[str, str]]:
    """Name and address of each file of this page, with its filter and order."""
    vraag = request.GET.copy()
    adressen = []
    for soort, (naam, *_) in MAKERS.items():
        vraag["uitvoer"] = soort
        adressen.append((naam, f"?{vraag.urlencode()}"))
    return adressen


def als_bestand(tabel: Tabel, soort: str) -> HttpResponse:
    """`soort`: what `gevraagd()` gave."""
    _, inhoudssoort, maak = MAKERS[soort]
    kop = {
        "Content-Disposition": f'attachment; filename="{tabel.bestandsnaam}.{soort}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(maak(tabel), content_type=inhoudssoort, headers=kop)


def als_csv(tabel: Tabel) -> bytes:
    """As a Dutch spreadsheet reads it: semicolons, decimal commas, and a mark that says UTF-8."""
    uit = StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow([onschuldig(kop) for kop in tabel.koppen])
    schrijver.writerows([[tekst(cel) for cel in rij] for rij in tabel.rijen])
    if tabel.uitleg:
        schrijver.writerow([])
        schrijver.writerows([[onschuldig(regel)] for regel in tabel.uitleg])
    return uit.getvalue().encode("utf-8-sig")


def tekst(cel: Cel) -> str:
    if cel is None:
        return ""
    if isinstance(cel, str):
        return onschuldig(cel)
    if isinstance(cel, datetime):
        return f"{cel:%d-%m-%Y %H:%M}"
    if isinstance(cel, date):
        return f"{cel:%d-%m-%Y}"
    return str(cel).replace(".", ",")


def onschuldig(woorden: str) -> str:
    return f"'{woorden}" if woorden.startswith(FORMULETEKENS) else woorden


def als_excel(tabel: Tabel) -> bytes:
    """Numbers and days stay numbers and days; text is text, also when it looks like a formula or an address."""
    from xlsxwriter import Workbook

    uit = BytesIO()
    vast = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(uit, {**vast, "default_date_format": "dd-mm-yyyy", "remove_timezone": True}) as boek:
        blad, vet = boek.add_worksheet("Lijst"), boek.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        breedtes = [len(kop) for kop in tabel.koppen]
        blad.write_row(0, 0, tabel.koppen, vet)
        aantal = 0
        for aantal, rij in enumerate(tabel.rijen, 1):
            for kolom, cel in enumerate(rij):
                if cel is not None:
                    blad.write(aantal, kolom, cel)
                    breedtes[kolom] = max(breedtes[kolom], len(tekst(cel)))
        for kolom, breedte in enumerate(breedtes):
            blad.set_column(kolom, kolom, min(breedte + 2, BREEDST))
        blad.freeze_panes(1, 0)
        blad.autofilter(0, 0, aantal, len(breedtes) - 1)
        if tabel.uitleg:
            boek.add_worksheet("Uitleg").write_column(0, 0, tabel.uitleg)
    return uit.getvalue()


MAKERS = {
    "csv": ("CSV", "text/csv; charset=utf-8", als_csv),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", als_excel),
}
