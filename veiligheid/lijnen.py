"""The veiligheidslijnen as a drawing: from marks to points, ticks and labels. Pure: no queries, no request.

`teken(metingen)` gives what `templates/veiligheid/_lijnen.svg.html` draws, on the page and in a PDF, and the table beside it.
For a family the line is the lowest of what the children have at that moment; give the marks of one child for the line of that child.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Protocol

from django.utils import timezone

NORM = 6
MAANDEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
WOORDEN = {"actueel": "Actuele", "blijvend": "Blijvende"}
BREEDTE, HOOGTE = 640, 220
LINKS, RECHTS, BOVEN, ONDER = 40, 560, 10, 200
HOOGSTENS_MAANDEN = 7
REGEL = 14


class Meting(Protocol):
    """What a mark must tell; Veiligheidsmeting does."""

    @property
    def kind_id(self) -> int: ...
    @property
    def soort(self) -> str: ...
    @property
    def cijfer(self) -> int: ...
    @property
    def op(self) -> datetime: ...


@dataclass(frozen=True)
class Punt:
    op: date
    cijfer: int
    x: float
    y: float


@dataclass(frozen=True)
class Lijn:
    """One line: `soort` is `actueel` or `blijvend`; `label_y` is where its last value is written."""

    soort: str
    punten: list[Punt]
    label_y: float

    @property
    def pad(self) -> str:
        return " ".join(f"{punt.x},{punt.y}" for punt in self.punten)

    @property
    def laatste(self) -> Punt:
        return self.punten[-1]

    @property
    def label(self) -> str:
        return f"{self.soort} {self.laatste.cijfer}"

    @property
    def streepjes(self) -> str:
        return "8 4" if self.soort == "blijvend" else ""

    @property
    def kleur(self) -> str:
        return "#0b5a6e" if self.soort == "blijvend" else "#b3261e"


@dataclass(frozen=True)
class Streep:
    """A tick under the drawing."""

    x: float
    tekst: str


@dataclass(frozen=True)
class Rij:
    """One day in the table."""

    op: date
    actueel: int | None
    blijvend: int | None


@dataclass(frozen=True)
class Tekening:
    id: str
    titel: str
    beschrijving: str
    lijnen: list[Lijn]
    streepjes: list[Streep]
    tabel: list[Rij] = field(default_factory=list)
    breedte: int = BREEDTE
    hoogte: int = HOOGTE
    links: int = LINKS
    rechts: int = RECHTS
    boven: int = BOVEN
    onder: int = ONDER

    @property
    def norm_y(self) -> float:
        return y_van(NORM)

    @property
    def vlak_breedte(self) -> int:
        return self.rechts - self.links

    @property
    def veilig_hoogte(self) -> float:
        return self.norm_y - self.boven

    @property
    def onveilig_hoogte(self) -> float:
        return self.onder - self.norm_y

    @property
    def norm_label_y(self) -> float:
        return self.norm_y - 4

    @property
    def label_x(self) -> int:
        """In the margin: there the words lie over no line."""
        return self.rechts + 8

    @property
    def maand_y(self) -> int:
        return self.onder + 16


def teken(
    metingen: Iterable[Meting], *, id: str = "lijnen", over: str = "dit gezin", tot: date | None = None
) -> Tekening:
    """Draw the marks of the gezinsmanager, in any order. `over` names in the title what it is about; `tot` is the last day of
    the axis (today when not given)."""
    alle = sorted(metingen, key=lambda m: m.op)
    dagwaarden = {soort: per_dag(m for m in alle if m.soort == soort) for soort in ("actueel", "blijvend")}
    dagen = [dag for reeks in dagwaarden.values() for dag, _ in reeks]
    begin = min(dagen, default=tot or timezone.localdate())
    einde = max([tot or timezone.localdate(), *dagen])
    as_ = Tijdas(begin, einde)
    lijnen = [
        Lijn(soort, [Punt(dag, cijfer, as_.x(dag), y_van(cijfer)) for dag, cijfer in reeks], 0.0)
        for soort, reeks in dagwaarden.items()
        if reeks
    ]
    lijnen = zet_labels(lijnen)
    return Tekening(
        id=id,
        titel=f"Veiligheidslijnen van {over}",
        beschrijving=beschrijf(lijnen),
        lijnen=lijnen,
        streepjes=as_.streepjes() if dagen else [],
        tabel=tabel(dagwaarden),
    )


def per_dag(metingen: Iterable[Meting]) -> list[tuple[date, int]]:
    """Per day the lowest that the children have: their mark of that day, else their mark from before.

    When a child is marked more than once on a day, the lowest stays visible, followed by how the day ended.
    """
    nu: dict[int, int] = {}
    punten: list[tuple[date, int]] = []
    for dag, van_de_dag in groupby(metingen, key=lambda m: timezone.localtime(m.op).date()):
        vandaag: dict[int, int] = {}
        for meting in van_de_dag:
            vandaag[meting.kind_id] = min(meting.cijfer, vandaag.get(meting.kind_id, meting.cijfer))
            nu[meting.kind_id] = meting.cijfer
        laagste = min({**nu, **vandaag}.values())
        punten.append((dag, laagste))
        if (einde := min(nu.values())) != laagste:
            punten.append((dag, einde))
    return punten


class Tijdas:
    """From days to places on the drawing."""

    def __init__(self, begin: date, einde: date) -> None:
        self.begin, self.einde = begin, einde
        self.dagen = max((einde - begin).days, 1)

    def x(self, dag: date) -> float:
        marge = 10
        return round(LINKS + marge + (dag - self.begin).days / self.dagen * (RECHTS - LINKS - 2 * marge), 1)

    def streepjes(self) -> list[Streep]:
        """The first of each month, or of each second, third … month when there are many; of a short time its two ends."""
        eersten = list(self.eersten())
        if len(eersten) < 2:
            einden = [self.begin] if self.begin == self.einde else [self.begin, self.einde]
            return [Streep(self.x(dag), f"{dag.day} {MAANDEN[dag.month - 1]}") for dag in einden]
        stap = -(-len(eersten) // HOOGSTENS_MAANDEN)
        gekozen = eersten[::stap]
        return [
            Streep(self.x(dag), MAANDEN[dag.month - 1] + (f" {dag.year}" if nr == 0 or jaarwissel(gekozen, nr) else ""))
            for nr, dag in enumerate(gekozen)
        ]

    def eersten(self) -> Iterable[date]:
        dag = self.begin.replace(day=1)
        while dag <= self.einde:
            if dag >= self.begin:
                yield dag
            dag = (dag + timedelta(days=32)).replace(day=1)


def jaarwissel(dagen: Sequence[date], nr: int) -> bool:
    return dagen[nr].year != dagen[nr - 1].year


def y_van(cijfer: int) -> float:
    return round(ONDER - cijfer * (ONDER - BOVEN) / 10, 1)


def zet_labels(lijnen: list[Lijn]) -> list[Lijn]:
    """Write the last value beside each line; two that would lie over each other move apart, the higher mark on top."""
    op_hoogte = sorted(lijnen, key=lambda lijn: lijn.laatste.y)
    plaatsen = [lijn.laatste.y + 4 for lijn in op_hoogte]
    if len(plaatsen) == 2 and plaatsen[1] - plaatsen[0] < REGEL:
        midden = sum(plaatsen) / 2
        plaatsen = [midden - REGEL / 2, midden + REGEL / 2]
    gezet = {
        lijn.soort: Lijn(lijn.soort, lijn.punten, round(y, 1)) for lijn, y in zip(op_hoogte, plaatsen, strict=True)
    }
    return [gezet[lijn.soort] for lijn in lijnen]


def beschrijf(lijnen: list[Lijn]) -> str:
    """The drawing in words, for who does not see it."""
    if not lijnen:
        return "Er zijn nog geen cijfers."
    zinnen = []
    for lijn in lijnen:
        eerste, laatste = lijn.punten[0], lijn.laatste
        zin = f"{WOORDEN[lijn.soort]} veiligheid: {laatste.cijfer} op {dag_nl(laatste.op)}"
        if laatste.op != eerste.op:
            zin += f", was {eerste.cijfer} op {dag_nl(eerste.op)}"
        zinnen.append(f"{zin}.")
    return f"{' '.join(zinnen)} De norm is {NORM}."


def dag_nl(dag: date) -> str:
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def tabel(dagwaarden: dict[str, list[tuple[date, int]]]) -> list[Rij]:
    """A row for each day with a mark, newest first; of a day with two values the last."""
    kolommen = {soort: dict(reeks) for soort, reeks in dagwaarden.items()}
    dagen = sorted({dag for reeks in kolommen.values() for dag in reeks}, reverse=True)
    return [Rij(dag, kolommen["actueel"].get(dag), kolommen["blijvend"].get(dag)) for dag in dagen]
