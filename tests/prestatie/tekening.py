"""Plots as plain SVG, with title, description and a number at each bar: nothing depends on colour."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

BREED, NAAM, RIJ = 760, 230, 22
KLEUREN = ("#0b5cad", "#6b9bd1", "#b3cde8")


def staven(
    titel: str,
    uitleg: str,
    rijen: Sequence[tuple[str, Sequence[float]]],
    reeksen: Sequence[str],
    grens: float | None = None,
) -> str:
    """Horizontal bars: of each row one for each series; with `grens` a dashed line where the budget lies."""
    hoogste = max([*(w for _, waarden in rijen for w in waarden), grens or 0, 0.001])
    schaal = (BREED - NAAM - 70) / hoogste
    hoog = 60 + sum(RIJ * len(waarden) + 8 for _, waarden in rijen)
    uit = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BREED} {hoog}" width="{BREED}" height="{hoog}" role="img"'
        ' font-family="sans-serif" font-size="12">',
        f"<title>{escape(titel)}</title><desc>{escape(uitleg)}</desc>",
        f'<rect width="{BREED}" height="{hoog}" fill="#fff"/>',
        f'<text x="8" y="20" font-size="15" font-weight="bold">{escape(titel)}</text>',
    ]
    links = 8
    for nr, reeks in enumerate(reeksen):
        uit.append(f'<rect x="{links}" y="30" width="12" height="12" fill="{KLEUREN[nr % 3]}"/>')
        uit.append(f'<text x="{links + 17}" y="41">{escape(reeks)}</text>')
        links += 40 + 8 * len(reeks)
    y = 54
    for naam, waarden in rijen:
        uit.append(f'<text x="{NAAM - 8}" y="{y + 15}" text-anchor="end">{escape(naam)}</text>')
        for nr, waarde in enumerate(waarden):
            breed = max(1.0, waarde * schaal)
            uit.append(f'<rect x="{NAAM}" y="{y}" width="{breed:.1f}" height="{RIJ - 4}" fill="{KLEUREN[nr % 3]}"/>')
            uit.append(f'<text x="{NAAM + breed + 5:.1f}" y="{y + 14}">{getal(waarde)}</text>')
            y += RIJ
        y += 8
    if grens is not None:
        x = NAAM + grens * schaal
        uit.append(f'<path d="M{x:.1f} 48V{y}" stroke="#a00" stroke-width="2" stroke-dasharray="5 4"/>')
        uit.append(f'<text x="{x - 4:.1f}" y="44" text-anchor="end" fill="#a00">budget {getal(grens)}</text>')
    return "\n".join([*uit, "</svg>", ""])


def getal(waarde: float) -> str:
    """Three digits that matter at most."""
    return f"{waarde:.0f}" if waarde >= 100 else f"{waarde:.1f}" if waarde >= 10 else f"{waarde:.2g}"
