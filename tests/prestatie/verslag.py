"""docs/prestaties.md: what one run measured, between two marks, and its plots."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ggw.lokaal.plek import CHECKOUT
from tests.prestatie.bladen import BLADEN, KEER_LEEG, VRAGEN
from tests.prestatie.oordeel import groei
from tests.prestatie.tekening import staven

DOCS = CHECKOUT / "docs"
BEGIN, EINDE = "<!-- meting: begin (made by make bench) -->", "<!-- meting: einde -->"


def schrijf(uitslag: dict[str, Any], docs: Path = DOCS) -> None:
    """bench.json beside the code, the section of the page between its marks, and the plots beside the page."""
    (docs.parent / "bench.json").write_text(json.dumps(uitslag, indent=2, ensure_ascii=False) + "\n")
    bladzijde = docs / "prestaties.md"
    tekst = bladzijde.read_text()
    voor, _, rest = tekst.partition(BEGIN)
    _, _, na = rest.partition(EINDE)
    bladzijde.write_text(f"{voor}{BEGIN}\n\n{tabellen(uitslag)}\n{EINDE}{na}")
    for naam, svg in tekeningen(uitslag).items():
        (docs / "prestaties" / naam).write_text(svg)


def maten(uitslag: dict[str, Any]) -> list[int]:
    return sorted(uitslag["gezinnen"])


def goede(uitslag: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Pages that were measured at every size, in the order of the table of pages."""
    namen = [blad.naam for blad in BLADEN if blad.naam in uitslag["bladen"]]
    return {
        naam: uitslag["bladen"][naam]
        for naam in namen
        if all("p95" in uitslag["bladen"][naam][str(maat)] for maat in maten(uitslag))
    }


def tabellen(uitslag: dict[str, Any]) -> str:
    klein, groot = maten(uitslag)[0], maten(uitslag)[-1]
    kop = [
        f"Measured on {uitslag['dag']}, {uitslag['machine']['processoren']} processors, load {uitslag['machine']['last_begin']} at the"
        f" start and {uitslag['machine']['last_einde']} at the end. "
        + ", ".join(f"{maat:,} families: {uitslag['rijen'][str(maat)]:,} rows" for maat in maten(uitslag))
        + ".",
        "",
        f"Of {groot:,} families, in milliseconds; one client, one request at a time.",
        "",
        "| page | p50 | p95 | queries beside the fixed ones | × empty page (p95) | × the bare SQL (p50) |"
        f" growth p95 from {klein:,} | requests/s with 1, 4, 16 clients |",
        "|---|---|---|---|---|---|---|---|",
    ]
    rijen = [rij(naam, per_maat, klein, groot) for naam, per_maat in goede(uitslag).items()]
    return "\n".join([*kop, *rijen, "", *binnen(uitslag), *budgetten(uitslag)])


def rij(naam: str, per_maat: dict[str, Any], klein: int, groot: int) -> str:
    m = per_maat[str(groot)]
    snel = " / ".join(str(v) for v in m["per_seconde"].values()) or "–"
    kaal = m["keer_kale_sql"] or "–"
    gegroeid = groei(per_maat, klein, groot) if groot > klein else "–"
    return f"| {naam} | {m['p50']} | {m['p95']} | {m['queries_eigen']} | {m['keer_leeg_p95']} | {kaal} | {gegroeid} | {snel} |"


def binnen(uitslag: dict[str, Any]) -> list[str]:
    """What has no page."""
    deel, uit = uitslag.get("binnen") or {}, []
    if pdf := deel.get("plan_pdf"):
        uit.append(
            f"- PDF of a plan: p50 {pdf['plan_ms']['p50']} ms, WeasyPrint alone {pdf['weasyprint_ms']['p50']} ms: × {pdf['verhouding']} (median over pairs)."
        )
    if h := deel.get("herinneringen"):
        uit.append(
            f"- Planning {h['herinneringen']:,} reminders of {h['termijnen']:,} termijnen: {h['plannen_ms']:,} ms, the bare INSERT"
            f" {h['kale_insert_ms']:,} ms: × {h['verhouding']}."
        )
    if k := deel.get("kengetallen"):
        uit.append(f"- Night job of the kengetallen: {k['ms'] / 1000:,.0f} s for {k['rijen']:,} rows.")
    if g := uitslag.get("geheugen_mb"):
        uit.append(
            "- Resident after 1,000 requests, megabytes per worker: "
            + "; ".join(f"{m}: {v}" for m, v in g.items())
            + "."
        )
    if uitslag.get("ontbreekt"):
        uit.append(f"- Not there yet, so not measured: {', '.join(uitslag['ontbreekt'])}.")
    return [*uit, ""]


def budgetten(uitslag: dict[str, Any]) -> list[str]:
    gemist = [r for r in uitslag["budgetten"] if not r["gehaald"]]
    stand = f"Budgets kept: {len(uitslag['budgetten']) - len(gemist)} of {len(uitslag['budgetten'])}."
    uit = [f"{stand} Missed:", ""] if gemist else [stand]
    return [*uit, *(f"- {r['wat']}, {r['budget']}: {r['gemeten']} (budget {r['grens']})" for r in gemist), ""]


def tekeningen(uitslag: dict[str, Any]) -> dict[str, str]:
    """By file name: times the empty page, queries, and p95 at each size."""
    groot, bladen = str(maten(uitslag)[-1]), goede(uitslag)
    namen = [f"{maat:,} families" for maat in maten(uitslag)]
    tijden = [(naam, [m[str(maat)]["p95"] for maat in maten(uitslag)]) for naam, m in bladen.items()]
    keer = [(naam, [m[groot]["keer_leeg_p95"]]) for naam, m in bladen.items()]
    vragen = [(naam, [float(m[groot]["queries_eigen"])]) for naam, m in bladen.items()]
    return {
        "p95.svg": staven("p95 in milliseconds", "Of each page at each number of families.", tijden, namen),
        "keer-leeg.svg": staven(
            "p95 in times the empty page", "At the largest number of families.", keer, namen[-1:], KEER_LEEG
        ),
        "queries.svg": staven(
            "Queries beside the fixed ones",
            "Of session, account and door there are a few more.",
            vragen,
            namen[-1:],
            VRAGEN,
        ),
    }
