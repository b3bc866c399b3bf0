"""Charts as a drawing: from numbers over time to places, ticks and words. Pure: no queries, no request.

`lijnen()` and `staven()` give what `templates/rapportage/grafiek/_grafiek.svg.html` draws, on the page and in a PDF; `vonk()` the small
line in a table. Each series is told from the others by dashes or a pattern and by its name beside it, never by colour alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString

BREEDTE, HOOGTE = 780, 290
LINKS, BOVEN, ONDER = 58, 22, 262
NAAM_BREED = 26
"""Characters of a name on one line beside the chart."""
MARGE_NAMEN, MARGE_KAAL = 222, 24
REGEL = 13
HOOGSTENS_STREEPJES = 7
STREEPJES = ("", "9 4", "3 3", "12 3 3 3", "1 4", "16 5", "6 2 2 2", "2 6")
KLEUREN = ("#0b5a6e", "#854800", "#4b3f8f", "#1e6b3a", "#8a2b6b", "#4d5b6a", "#0b4f8a", "#6b5b00")
"""In light, for paper; on the page the classes `reeks-1` … `reeks-8` win (static/css/kengetallen.css)."""
ARCERING = (
    "",
    "M-2 2l4-4M0 8l8-8M6 10l4-4",
    "M2 2h2M6 6h2",
    "M0 4h8",
    "M4 0v8",
    "M0 4h8M4 0v8",
    "M-2 6l4 4M0 0l8 8M6-2l4 4",
    "M-2 2l4-4M0 8l8-8M6 10l4-4M0 0l8 8",
)
"""What is drawn over the colour of a bar, in a square of 8."""
NUL = Decimal(0)
Schrijver = Callable[[Decimal], str]
"""Writes a number as it stands on the page."""


@dataclass(frozen=True)
class Reeks:
    """One series: a number for each period, None where there is none to show."""

    naam: str
    waarden: Sequence[Decimal | None]


@dataclass(frozen=True)
class Plek:
    x: float
    y: float


@dataclass(frozen=True)
class Lijn:
    nummer: int
    kleur: str
    streepjes: str
    paden: list[str]
    punten: list[Plek]


@dataclass(frozen=True)
class Staaf:
    nummer: int
    x: float
    y: float
    breedte: float
    hoogte: float


@dataclass(frozen=True)
class Tekst:
    x: float
    y: float
    tekst: str


@dataclass(frozen=True)
class Naam:
    """A name beside the chart with a piece of its line or bar; `y` is the middle of that."""

    nummer: int
    kleur: str
    streepjes: str
    y: float
    regels: list[tuple[float, str]]
    """Height and words of each line of text."""

    @property
    def vlak_y(self) -> float:
        return self.y - 6


@dataclass(frozen=True)
class Tekening:
    id: str
    titel: str
    beschrijving: str
    rechts: int
    roosters: list[Tekst]
    as_teksten: list[Tekst]
    nul_y: float
    lijnen: list[Lijn] = field(default_factory=list)
    staven: list[Staaf] = field(default_factory=list)
    getallen: list[Tekst] = field(default_factory=list)
    namen: list[Naam] = field(default_factory=list)
    patronen: list[tuple[int, str, str]] = field(default_factory=list)
    """Number, colour and hatching of each series of bars."""
    breedte: int = BREEDTE
    hoogte: int = HOOGTE
    links: int = LINKS

    @property
    def naam_x(self) -> int:
        return self.rechts + 12

    @property
    def naam_einde(self) -> int:
        return self.naam_x + 24

    @property
    def regel_x(self) -> int:
        return self.naam_x + 30


@dataclass(frozen=True)
class As:
    """From numbers to heights, with round numbers beside it."""

    laag: Decimal
    hoog: Decimal
    stap: Decimal

    def y(self, waarde: Decimal) -> float:
        return round(float(ONDER - (waarde - self.laag) / (self.hoog - self.laag) * (ONDER - BOVEN)), 1)

    def roosters(self, getal: Schrijver) -> list[Tekst]:
        stappen = int((self.hoog - self.laag) / self.stap)
        waarden = [self.laag + self.stap * nummer for nummer in range(stappen + 1)]
        return [Tekst(LINKS, self.y(waarde), getal(waarde)) for waarde in waarden]


def as_voor(waarden: Iterable[Decimal], *, heel: bool, hoogstens: Decimal | None = None) -> As:
    """From nothing (or lower) to the first round number above the highest. `heel`: only whole numbers stand beside it;
    `hoogstens`: nothing can be higher, such as a share."""
    alle = [*waarden, NUL]
    laag, hoog = min(alle), max(alle)
    if hoogstens is not None:
        return As(NUL, hoogstens, hoogstens / 4)
    stap = ronde_stap((hoog - laag) / 4 or Decimal(1))
    stap = max(stap, Decimal(1)) if heel else stap
    boven = (hoog / stap).to_integral_value(ROUND_CEILING) * stap
    onder = (laag / stap).to_integral_value(ROUND_FLOOR) * stap
    return As(onder, boven if boven > onder else onder + stap, stap)


def ronde_stap(ongeveer: Decimal) -> Decimal:
    """The first of 1, 2, 5, 10, 20 … (or 0.1, 0.2 …) that is not smaller."""
    macht = Decimal(1).scaleb(ongeveer.adjusted())
    return next(macht * keer for keer in (1, 2, 5, 10) if macht * keer >= ongeveer)


def lijnen(
    id: str,
    titel: str,
    labels: Sequence[str],
    reeksen: Sequence[Reeks],
    getal: Schrijver,
    *,
    heel: bool = False,
    hoogstens: Decimal | None = None,
) -> Tekening:
    """A line per series."""
    as_ = as_voor((w for r in reeksen for w in r.waarden if w is not None), heel=heel, hoogstens=hoogstens)
    rechts = BREEDTE - (MARGE_NAMEN if len(reeksen) > 1 else MARGE_KAAL)
    xen = plaatsen(len(labels), rechts)
    getekend = [
        Lijn(nummer, kleur(nummer), STREEPJES[(nummer - 1) % 8], *stukken(reeks.waarden, xen, as_))
        for nummer, reeks in enumerate(reeksen, 1)
    ]
    getallen = cijfers_bij(reeksen[0].waarden, xen, as_, getal) if len(reeksen) == 1 else []
    return Tekening(
        id,
        titel,
        beschrijf(labels, reeksen, getal),
        rechts,
        as_.roosters(getal),
        streepjes(labels, xen),
        as_.y(NUL),
        lijnen=getekend,
        getallen=getallen,
        namen=namen(reeksen, as_) if len(reeksen) > 1 else [],
    )


def staven(
    id: str,
    titel: str,
    labels: Sequence[str],
    reeksen: Sequence[Reeks],
    getal: Schrijver,
    totalen: Sequence[Decimal | None] = (),
) -> Tekening:
    """A bar per period, with the series on top of each other; `totalen` stand above it. For counts."""
    sommen = [sum((r.waarden[plek] or NUL for r in reeksen), NUL) for plek in range(len(labels))]
    as_ = as_voor(sommen, heel=True)
    rechts = BREEDTE - (MARGE_NAMEN if len(reeksen) > 1 else MARGE_KAAL)
    xen, dik = plaatsen(len(labels), rechts), min(48.0, (rechts - LINKS) / max(len(labels), 1) * 0.7)
    getekend = []
    for plek, x in enumerate(xen):
        onder = NUL
        for nummer, reeks in enumerate(reeksen, 1):
            waarde = reeks.waarden[plek] or NUL
            hoogte = round(as_.y(onder) - as_.y(onder + waarde), 1)
            if waarde:
                getekend.append(Staaf(nummer, round(x - dik / 2, 1), as_.y(onder + waarde), round(dik, 1), hoogte))
            onder += waarde
    boven = [
        Tekst(x, as_.y(som) - 4, getal(totaal))
        for x, som, totaal in zip(xen, sommen, totalen, strict=False)
        if totaal is not None and dik > 24
    ]
    return Tekening(
        id,
        titel,
        beschrijf(labels, [*reeksen, Reeks("Totaal", totalen)] if totalen and len(reeksen) > 1 else reeksen, getal),
        rechts,
        as_.roosters(getal),
        streepjes(labels, xen),
        as_.y(NUL),
        staven=getekend,
        getallen=boven,
        namen=namen_gestapeld(reeksen) if len(reeksen) > 1 else [],
        patronen=[(nummer, kleur(nummer), ARCERING[(nummer - 1) % 8]) for nummer in range(1, len(reeksen) + 1)],
    )


def kleur(nummer: int) -> str:
    return KLEUREN[(nummer - 1) % len(KLEUREN)]


def plaatsen(hoeveel: int, rechts: int) -> list[float]:
    """The middle of as many equal parts."""
    deel = (rechts - LINKS) / max(hoeveel, 1)
    return [round(LINKS + deel * (nummer + 0.5), 1) for nummer in range(hoeveel)]


def stukken(waarden: Sequence[Decimal | None], xen: Sequence[float], as_: As) -> tuple[list[str], list[Plek]]:
    """The pieces of a line that has gaps, and its points."""
    paden: list[list[str]] = [[]]
    punten = []
    for waarde, x in zip(waarden, xen, strict=True):
        if waarde is None:
            paden.append([])
            continue
        punten.append(Plek(x, as_.y(waarde)))
        paden[-1].append(f"{x},{as_.y(waarde)}")
    return [" ".join(pad) for pad in paden if len(pad) > 1], punten


def cijfers_bij(waarden: Sequence[Decimal | None], xen: Sequence[float], as_: As, getal: Schrijver) -> list[Tekst]:
    """The number at the first and the last point; at each when there are few."""
    bekend = [nummer for nummer, waarde in enumerate(waarden) if waarde is not None]
    kies = bekend if len(waarden) <= 6 else [*bekend[:1], *bekend[-1:]]
    return [
        Tekst(xen[nummer], max(as_.y(waarde) - 9, 11), getal(waarde))
        for nummer in dict.fromkeys(kies)
        if (waarde := waarden[nummer]) is not None
    ]


def streepjes(labels: Sequence[str], xen: Sequence[float]) -> list[Tekst]:
    """Words under the axis; of many a few, and always the last one."""
    stap = -(-len(labels) // HOOGSTENS_STREEPJES) or 1
    laatste = len(labels) - 1
    return [
        Tekst(x, ONDER + 18, label)
        for nummer, (x, label) in enumerate(zip(xen, labels, strict=True))
        if (laatste - nummer) % stap == 0
    ]


def namen(reeksen: Sequence[Reeks], as_: As) -> list[Naam]:
    """Each name at the height of the last number of its line; names that would lie over each other move apart."""
    hoogten = []
    for nummer, reeks in enumerate(reeksen, 1):
        bekend = [waarde for waarde in reeks.waarden if waarde is not None]
        hoogten.append((as_.y(bekend[-1]) if bekend else float(ONDER), nummer))
    return zet(reeksen, [nummer for _, nummer in sorted(hoogten)], [y for y, _ in sorted(hoogten)])


def namen_gestapeld(reeksen: Sequence[Reeks]) -> list[Naam]:
    """In the order of the bars, the upper one on top."""
    volgorde = list(range(len(reeksen), 0, -1))
    return zet(reeksen, volgorde, [float(BOVEN + 10)] * len(volgorde))


def zet(reeksen: Sequence[Reeks], volgorde: Sequence[int], gewenst: Sequence[float]) -> list[Naam]:
    """Place names from top to bottom, as near to the wanted height as fits."""
    regels = {nummer: textwrap.wrap(reeksen[nummer - 1].naam, NAAM_BREED)[:3] for nummer in volgorde}
    hoog = [len(regels[nummer]) * REGEL + 7 for nummer in volgorde]
    plekken: list[float] = []
    onder = float(BOVEN)
    for wens, hoogte in zip(gewenst, hoog, strict=True):
        plekken.append(max(wens - hoogte / 2, onder))
        onder = plekken[-1] + hoogte
    grens = float(HOOGTE)
    for plek in range(len(plekken) - 1, -1, -1):
        plekken[plek] = min(plekken[plek], grens - hoog[plek])
        grens = plekken[plek]
    return [
        Naam(
            nummer,
            kleur(nummer),
            STREEPJES[(nummer - 1) % 8],
            round(y + 8, 1),
            [(round(y + 12 + REGEL * plek, 1), regel) for plek, regel in enumerate(regels[nummer])],
        )
        for nummer, y in zip(volgorde, plekken, strict=True)
    ]


def beschrijf(labels: Sequence[str], reeksen: Sequence[Reeks], getal: Schrijver) -> str:
    """The drawing in words, for who does not see it."""
    zinnen = [zin for reeks in reeksen if (zin := zin_van(labels, reeks, getal))]
    return " ".join(zinnen) or "Er zijn geen getallen om te tonen."


def zin_van(labels: Sequence[str], reeks: Reeks, getal: Schrijver) -> str:
    bekend = [(label, waarde) for label, waarde in zip(labels, reeks.waarden, strict=True) if waarde is not None]
    if not bekend:
        return ""
    (eerste, was), (laatste, nu) = bekend[0], bekend[-1]
    eind = f"{reeks.naam}: {getal(nu)} in {laatste}"
    return f"{eind}." if len(bekend) == 1 else f"{eind}, was {getal(was)} in {eerste}."


@dataclass(frozen=True)
class Vonk:
    """A small line without numbers, for beside a number in a table."""

    tekst: str
    paden: list[str]
    laatste: Plek

    @property
    def svg(self) -> SafeString:
        """Drawn here and not by a template: a page has dozens. What is not `tekst`, is numbers."""
        lijnen = SafeString("".join(VONKLIJN.format(pad) for pad in self.paden))
        punt = SafeString(VONKPUNT.format(self.laatste.x, self.laatste.y))
        return format_html(VONK, self.tekst, lijnen, punt)


VONK = (
    '<svg class="vonk" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 28" width="120" height="28" role="img"'
    ' aria-label="{}">{}{}</svg>'
)
VONKLIJN = '<polyline class="lijn reeks-1" fill="none" stroke="#0b5a6e" stroke-width="2" points="{}"/>'
VONKPUNT = '<circle class="punt reeks-1" fill="#0b5a6e" cx="{}" cy="{}" r="3"/>'


def vonk(labels: Sequence[str], waarden: Sequence[Decimal | None], getal: Schrijver) -> Vonk | None:
    """None when there are fewer than two numbers: then there is no course of things."""
    bekend = [waarde for waarde in waarden if waarde is not None]
    if len(bekend) < 2:
        return None
    laag, hoog = float(min(bekend)), float(max(bekend))
    onder, keer = (24.0, 20 / (hoog - laag)) if hoog > laag else (14.0, 0.0)
    breed = 112 / (len(waarden) - 1)
    paden: list[list[str]] = [[]]
    x = y = 0.0
    for nummer, waarde in enumerate(waarden):
        if waarde is None:
            paden.append([])
            continue
        x, y = round(4 + breed * nummer, 1), round(onder - keer * (float(waarde) - laag), 1)
        paden[-1].append(f"{x},{y}")
    zin = zin_van(labels, Reeks("Verloop", waarden), getal)
    return Vonk(zin, [" ".join(pad) for pad in paden if len(pad) > 1], Plek(x, y))
