"""`python -m tests.prestatie.meet_binnen WEB BEHEER`: what has no page of its own, in one process; prints JSON."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from statistics import median
from typing import Any


def main(web: str, beheer: str) -> None:
    import django

    django.setup()
    from tests.prestatie import herinneringen
    from tests.prestatie.meten import Verbindingen

    verbindingen = Verbindingen()
    try:
        uitslag = {
            "plan_pdf": plan_pdf(verbindingen, beheer),
            "herinneringen": herinneringen.meet(verbindingen, beheer),
            "kengetallen": kengetallen(verbindingen, beheer),
        }
    finally:
        verbindingen.sluit()
    print(json.dumps(uitslag))  # noqa: T201 (who started this reads it)


def plan_pdf(verbindingen: Any, beheer: str, plannen: int = 10) -> dict[str, Any]:
    """From the snapshot of a plan to its PDF, against WeasyPrint alone on the same HTML with the same sheet; in turn, and of the same plan."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from gezinnen.models import Gezinsplan
    from rapportage.pdf import OPMAAK, gesloten_haler, html_van, maak_pdf
    from tests.prestatie.meten import klok, meld, samen

    def alleen(html: str) -> None:
        letters, haler = FontConfiguration(), gesloten_haler()
        opmaak = CSS(filename=str(OPMAAK), font_config=letters, url_fetcher=haler)
        HTML(string=html, base_url="", url_fetcher=haler).write_pdf(
            stylesheets=[opmaak], font_config=letters, pdf_variant="pdf/ua-1"
        )

    with verbindingen.als(beheer):
        opnamen = [p.momentopname for p in Gezinsplan.objects.vastgesteld().order_by("pk")[: plannen + 1]]
    wij, kaal = [], []
    for nr, opname in enumerate(opnamen):
        html = html_van(opname)
        manieren = [(wij, lambda o=opname: maak_pdf(o)), (kaal, lambda h=html: alleen(h))]
        for tijden, doe in manieren[:: 1 if nr % 2 else -1]:
            tijden.append(klok(doe))
    del wij[:1], kaal[:1]  # the first one loads fonts
    uitslag = {
        "plan_ms": samen(wij),
        "weasyprint_ms": samen(kaal),
        "keer": len(wij),
        "verhouding": round(median(met / zonder for met, zonder in zip(wij, kaal, strict=True)), 2),
    }
    meld(f"plan-PDF: {uitslag}")
    return uitslag


def kengetallen(verbindingen: Any, beheer: str) -> dict[str, Any] | None:
    """The night job over its usual months, undone afterwards; None when it is not there (yet)."""
    from django.db import transaction
    from django.utils import timezone

    from tests.prestatie.meten import klok, meld

    try:
        tellen = import_module("rapportage.kengetallen.tellen")
    except ImportError:
        return None
    with verbindingen.als(beheer), transaction.atomic():
        rijen: list[int] = []
        heel = tellen.bereik(timezone.localdate(), eerste_keer=False)
        ms = klok(lambda: rijen.append(tellen.tel_alles(heel)))
        transaction.set_rollback(True)
    uitslag = {"ms": round(ms), "rijen": rijen[0]}
    meld(f"kengetallen: {uitslag}")
    return uitslag


if __name__ == "__main__":
    main(*sys.argv[1:])
