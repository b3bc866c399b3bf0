"""Where a higher app hangs its part on a page of a lower one. Filled in `AppConfig.ready()`, read by `pagina.py` and Vandaag."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gezinnen.models import Gezin
from ggw.toegang.deur import Verzoek

if TYPE_CHECKING:
    from ggw.organisatie.models import Gebruiker


@dataclass(frozen=True)
class Merk:
    """A badge in the header: text and `rood`, `oranje`, `groen` or nothing."""

    tekst: str
    soort: str = ""


@dataclass(frozen=True)
class Stap:
    """One line of "Wat nu": something to do for a family, with the page where it is done.

    `dagen`: days left, negative when late, None when it has no day. `url` is an address of the product.
    `voor` is the right that somebody needs to be the one who does this; others read it on the family's page, without a link.
    `onveilig`: a child is not safe now; stands above all that is merely late.
    """

    gezin_id: int
    tekst: str
    url: str
    uitleg: str = ""
    dagen: int | None = None
    voor: str = "contact.vastleggen"
    onveilig: bool = False

    @property
    def soort(self) -> str:
        if self.dagen is None:
            return ""
        return "rood" if self.dagen < 0 else "oranje" if self.dagen <= 7 else ""

    @property
    def wanneer(self) -> str:
        if self.dagen is None:
            return ""
        if self.dagen == 0:
            return "vandaag"
        dagen = "1 dag" if abs(self.dagen) == 1 else f"{abs(self.dagen)} dagen"
        return f"{dagen} te laat" if self.dagen < 0 else f"over {dagen}"


@dataclass(frozen=True)
class Tabblad:
    naam: str
    url_naam: str
    recht: str
    volgorde: int


@dataclass(frozen=True)
class Deel:
    """A card on the Overzicht: template and the function that gives its context. `kolom` is 1 (wide) or 2."""

    sjabloon: str
    context: Callable[[Verzoek, Gezin], dict[str, Any]]
    recht: str
    kolom: int
    volgorde: int


Kopmerken = Callable[[Gezin], list[Merk]]
Werkwijzer = Callable[[dict[int, str]], Iterable[Stap]]
"""From {gezin_id: nummer} of one or many families to their steps, with a fixed number of queries."""

KOPMERKEN: list[tuple[str, Kopmerken]] = []
WERKWIJZERS: list[Werkwijzer] = []
TABBLADEN: list[Tabblad] = []
DELEN: list[Deel] = []


def wat_nu(gezinnen: dict[int, str]) -> list[Stap]:
    """All steps of these families ({id: nummer}): unsafe children first, then the most urgent; steps without a day last."""
    stappen = [stap for werkwijzer in WERKWIJZERS for stap in werkwijzer(gezinnen)]
    return sorted(stappen, key=lambda s: (not s.onveilig, s.dagen is None, s.dagen or 0, s.gezin_id, s.tekst))


def zoals_gezien_door(gebruiker: Gebruiker, stappen: Iterable[Stap]) -> list[Stap]:
    """The same steps; who may not take a step gets no link to it."""
    return [stap if gebruiker.has_perm(stap.voor) else replace(stap, url="") for stap in stappen]
