"""How a number of a figure is written for who reads it: Dutch notation, no more precision than there is."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from rapportage.kengetallen.soorten import Kengetal
from rapportage.models import Soort

EURO = "euro"
RAPPORTCIJFER = "rapportcijfers"
"""A mark: the title says so, the number stands alone."""
PUNTEN = "punten"
"""A difference between two marks: with its sign, and no percentage of it says anything."""
VAST = "\u00a0"


def rond(getal: Decimal, cijfers: int = 0) -> Decimal:
    """Halves go up, as people do it."""
    return getal.quantize(Decimal(1).scaleb(-cijfers), ROUND_HALF_UP)


def schrijf(getal: Decimal, cijfers: int = 0, *, teken: bool = False) -> str:
    """ "1.234,5"; with `teken` also a plus."""
    afgerond = rond(getal, cijfers)
    heel, _, rest = f"{abs(afgerond):,.{cijfers}f}".partition(".")
    voor = "\u2212" if afgerond < 0 else "+" if teken and afgerond > 0 else ""
    return f"{voor}{heel.replace(',', '.')}{',' if rest else ''}{rest}"


def kaal(getal: Decimal) -> Decimal:
    """Without zeros behind the comma."""
    return rond(getal, 0 if getal == getal.to_integral_value() else 1)


def aantal(getal: Decimal) -> str:
    """A count, or the years behind an average: decimals only when there are any."""
    return schrijf(getal, 0 if getal == getal.to_integral_value() else 1)


def procent(deel: Decimal) -> str:
    """Of 0 to 1. What is not quite nothing or all is not rounded to it."""
    heel = rond(deel * 100)
    if heel == 0 and deel > 0:
        return f"minder dan 1{VAST}%"
    if heel == 100 and deel < 1:
        return f"meer dan 99{VAST}%"
    return f"{schrijf(heel)}{VAST}%"


def decimalen(kengetal: Kengetal) -> int:
    return 1 if kengetal.soort == Soort.GEMIDDELDE and kengetal.eenheid != EURO else 0


def maat(kengetal: Kengetal) -> str:
    """The unit behind a number, without "per kind per jaar": that is in the title."""
    return "" if kengetal.eenheid in (EURO, RAPPORTCIJFER) else kengetal.eenheid.split(" per ")[0]


def waarde(kengetal: Kengetal, getal: Decimal) -> str:
    """ "1.234", "67 %", "12,3 dagen" or "€ 8.750"."""
    if kengetal.soort == Soort.AANTAL:
        return aantal(getal)
    if kengetal.soort == Soort.AANDEEL:
        return procent(getal)
    if kengetal.eenheid == EURO:
        return f"€{VAST}{schrijf(getal)}"
    return f"{schrijf(getal, 1, teken=kengetal.eenheid == PUNTEN)}{VAST}{maat(kengetal)}".strip()


def erachter(kengetal: Kengetal, teller: Decimal, noemer: Decimal | None) -> str:
    """The numbers behind a share or average: "30 van 45", "n = 24"; nothing for a count."""
    if noemer is None or kengetal.soort == Soort.AANTAL:
        return ""
    if kengetal.soort == Soort.AANDEEL:
        return f"{aantal(teller)} van {aantal(noemer)}"
    return f"n{VAST}={VAST}{aantal(noemer)} {kengetal.noemer_is}".strip()


def afgerond(kengetal: Kengetal, getal: Decimal) -> Decimal:
    """As it stands on the page, so that a difference is that of the two numbers beside it. A share in percents."""
    return rond(getal * 100 if kengetal.soort == Soort.AANDEEL else getal, decimalen(kengetal))


def verschil(kengetal: Kengetal, getal: Decimal) -> str:
    """Of two rounded numbers: "+12", "−4 procentpunt", "+1,5 dagen"."""
    if kengetal.soort == Soort.AANDEEL:
        return f"{schrijf(getal, teken=True)} procentpunt"
    if kengetal.eenheid == EURO:
        voor = "\u2212" if getal < 0 else "+" if getal > 0 else ""
        return f"{voor}€{VAST}{schrijf(abs(getal))}"
    tekst = schrijf(getal, decimalen(kengetal), teken=True)
    return tekst if kengetal.soort == Soort.AANTAL else f"{tekst}{VAST}{maat(kengetal)}".strip()
