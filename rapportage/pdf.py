"""From the snapshot of a gezinsplan or borgingsplan to a PDF/UA-1 that can lie on a kitchen table. Pure: no queries, no network."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from django.conf import settings
from django.template.loader import render_to_string

from gezinnen.borgingsopname import voor_borgingssjabloon
from gezinnen.momentopname import voor_sjabloon

STATIC = Path(settings.BASE_DIR) / "static"
OPMAAK = STATIC / "css" / "afdruk.css"
LETTERS = STATIC / "vendor" / "source-sans-3"


def html_van(opname: dict[str, Any]) -> str:
    """The whole document; a snapshot without a number is a concept and says so on every page."""
    return render_to_string("rapportage/pdf/gezinsplan.html", voor_sjabloon(opname))


def maak_pdf(opname: dict[str, Any]) -> bytes:
    return druk_af(html_van(opname))


def maak_borgings_pdf(opname: dict[str, Any]) -> bytes:
    return maak_pdf_van("rapportage/pdf/borgingsplan.html", voor_borgingssjabloon(opname))


LETTERGROOTTEN = (24, 21, 18, 16, 14, 12, 10.5, 9, 8)
"""In points, largest first. Classes of `afdruk.css`."""


def maak_koelkast_pdf(opname: dict[str, Any]) -> bytes:
    """One page for on the fridge: the signals and whom to call, in the largest letters that fit."""
    return maak_een_blad("rapportage/pdf/koelkast.html", voor_borgingssjabloon(opname))


def maak_een_blad(sjabloon: str, context: dict[str, Any]) -> bytes:
    """One page in the largest letters that fit; more pages only when even the smallest do not."""
    html = ""
    for grootte in LETTERGROOTTEN:
        klasse = f"maat-{grootte}".replace(".", "-")
        html = render_to_string(sjabloon, {**context, "klasse": klasse})
        if inhoud := druk_af(html, hoogstens=1):
            return inhoud
    return druk_af(html)


def maak_pdf_van(sjabloon: str, context: dict[str, Any]) -> bytes:
    return druk_af(render_to_string(sjabloon, context))


def druk_af(html: str, *, hoogstens: int = 0) -> bytes:
    """The PDF; nothing when it has more than `hoogstens` pages (0: any number)."""
    from weasyprint import CSS, DEFAULT_OPTIONS, HTML
    from weasyprint.text.fonts import FontConfiguration

    letters, haler = FontConfiguration(), gesloten_haler()
    document = HTML(string=html, base_url="", url_fetcher=haler)
    opmaak = CSS(filename=str(OPMAAK), font_config=letters, url_fetcher=haler)
    keuzes = {**DEFAULT_OPTIONS, "stylesheets": [opmaak], "pdf_variant": "pdf/ua-1"}
    bladen = document.render(font_config=letters, **keuzes)
    gemaakt: bytes = b"" if hoogstens and len(bladen.pages) > hoogstens else bladen.write_pdf(**keuzes)
    return gemaakt


def gesloten_haler() -> Any:
    """Fetches our own letters and what stands in the document itself; nothing else, whatever a text asks for."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class GeslotenHaler(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if not url.startswith("file:"):
                return super().fetch(url, headers)
            if not is_van_ons(url):
                raise ValueError("Alleen de eigen letters worden geladen.")
            return URLFetcherResponse(url, uitgepakt(pad_van(url)))

    return GeslotenHaler(allowed_protocols={"data", "file"})


def pad_van(url: str) -> Path:
    return Path(url2pathname(urlsplit(url).path)).resolve()


def is_van_ons(url: str) -> bool:
    return pad_van(url).is_relative_to(LETTERS)


@cache
def uitgepakt(letters: Path) -> bytes:
    """The font inside a woff2 file. WeasyPrint would unpack all six again for each PDF: a third of its time."""
    from fontTools.ttLib import woff2

    uit = BytesIO()
    woff2.decompress(BytesIO(letters.read_bytes()), uit)
    return uit.getvalue()
