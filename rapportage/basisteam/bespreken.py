"""Eerst bespreken: the families of a team in order of urgency, with the reasons in words.

The order: a spoedsignaal that nobody judged, a child under 6 (the lowest and falling first), what is late of safety and law (the longest
late first; a signal that should have been judged by now too), another signal, a child without a mark, what else is late, a kwestie, and
what is due this week. What waits for somebody outside stands apart and comes after all that is ours. The order is our own (an example);
nothing is added up to a score.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone

from gezinnen.models import Niveau
from gezinnen.models.kwesties import BUITEN_HET_TEAM
from rapportage.basisteam.feiten import Feiten, Plek, Term
from veiligheid.models import SignaalSoort

ROOD, ORANJE = "rood", "oranje"
LAATSTE = (99, 0)


class Reden(NamedTuple):
    """Why a family is talked about. `trede` and then `zwaarte` order it: the lower, the sooner. `bij_ander`: somebody outside is to act."""

    gezin_id: int
    trede: int
    zwaarte: int
    tekst: str
    soort: str = ""
    bij_ander: bool = False
    naam: str = ""
    """Of a child, before `tekst`."""

    @property
    def volgorde(self) -> tuple[int, int]:
        return (self.trede, self.zwaarte)

    @property
    def zin(self) -> str:
        return f"{self.naam}: {self.tekst}" if self.naam else self.tekst


@dataclass(frozen=True)
class Bespreking:
    plek: Plek
    redenen: list[Reden]
    """Ours to do, the most urgent first."""
    wacht: list[Reden]
    op_de_agenda: bool

    @property
    def gezin_id(self) -> int:
        return self.plek.gezin_id

    @property
    def eerste(self) -> Reden:
        return (self.redenen or self.wacht)[0]

    @property
    def rest(self) -> list[Reden]:
        """Beside the first one; of a family that only waits, the other things that it waits for."""
        return (self.redenen or self.wacht)[1:]

    @property
    def volgorde(self) -> tuple[object, ...]:
        """Ours before theirs; of two families with the same first reason the next ones decide, and more reasons come before fewer."""
        redenen = self.redenen or self.wacht
        return (not self.redenen, [*(reden.volgorde for reden in redenen), LAATSTE], self.plek.sorteernaam)


def bespreek(feiten: Feiten) -> list[Bespreking]:
    """Every family with a reason, the most urgent first. `feiten` holds all facts."""
    per_gezin: dict[int, list[Reden]] = defaultdict(list)
    for bron in (signalen, cijfers, te_laat, binnenkort, kwesties, hulp):
        for reden in bron(feiten):
            per_gezin[reden.gezin_id].append(reden)
    agenda = {punt.gezin_id for punt in feiten.punten}
    gevonden = []
    for plek in feiten.plekken:
        redenen = sorted(per_gezin[plek.gezin_id], key=lambda reden: (reden.volgorde, reden.zin))
        aan_ons = [reden for reden in redenen if not reden.bij_ander]
        if redenen:
            wacht = [reden for reden in redenen if reden.bij_ander]
            gevonden.append(Bespreking(plek, aan_ons, wacht, plek.gezin_id in agenda))
    return sorted(gevonden, key=lambda bespreking: bespreking.volgorde)


def signalen(feiten: Feiten) -> Iterator[Reden]:
    """One that should have been judged by now weighs as what is late of safety; its term is not named again."""
    laat = {termijn.onderwerp_id for termijn in feiten.te_laat if over_signaal(termijn)}
    for signaal in feiten.signalen:
        dagen = (feiten.dag - timezone.localdate(signaal.ontvangen_op)).days
        trede = 1 if signaal.soort == SignaalSoort.SPOED else 3 if signaal.pk in laat else 4
        tekst = f"signaal ({SignaalSoort(signaal.soort).kort.lower()}) niet beoordeeld, {sinds(dagen)}"
        yield Reden(signaal.gezin_id, trede, -dagen, tekst, ORANJE if trede == 4 else ROOD)


def over_signaal(termijn: Term) -> bool:
    return termijn.onderwerp_soort == "signaal"


def overige(feiten: Feiten, termijnen: Iterable[Term]) -> Iterator[tuple[Term, str]]:
    """The terms of one norm of a family as one: the first of them, and what it is about. Not those of a signal that `signalen()` names."""
    genoemd = {signaal.pk for signaal in feiten.signalen}
    groepen: dict[tuple[int, str, bool], list[Term]] = defaultdict(list)
    for termijn in termijnen:
        if not (over_signaal(termijn) and termijn.onderwerp_id in genoemd):
            groepen[(termijn.gezin_id, termijn.code, bool(termijn.wacht_op))].append(termijn)
    for eerste, *rest in groepen.values():
        yield eerste, eerste.wat + (f" ({1 + len(rest)} keer)" if rest else "")


def cijfers(feiten: Feiten) -> Iterator[Reden]:
    for kind in feiten.kinderen:
        if kind.cijfer is None:
            yield Reden(kind.gezin_id, 5, 0, "nog geen cijfer", ORANJE, naam=kind.roepnaam)
        elif kind.onder_de_zes:
            tekst = ", ".join(filter(None, [f"actueel {kind.cijfer}", kind.beweging]))
            zwaarte = 2 * kind.cijfer + (kind.beweging != "daalt")
            yield Reden(kind.gezin_id, 2, zwaarte, tekst, ROOD, naam=kind.roepnaam)


def te_laat(feiten: Feiten) -> Iterator[Reden]:
    for termijn, wat in overige(feiten, (*feiten.te_laat, *feiten.laat_bij_ander)):
        laat = (feiten.dag - termijn.dag).days
        tekst = f"{wat}: {aantal_dagen(laat)} te laat"
        if termijn.wacht_op:
            yield Reden(termijn.gezin_id, 9, -laat, f"{tekst}, wacht op {termijn.wacht_op}", bij_ander=True)
        elif termijn.is_zwaar:
            yield Reden(termijn.gezin_id, 3, -laat, tekst, ROOD)
        else:
            yield Reden(termijn.gezin_id, 6, -laat, tekst, ORANJE)


def binnenkort(feiten: Feiten) -> Iterator[Reden]:
    """Of safety and law, and due within a week."""
    zwaar = [termijn for termijn in feiten.binnen_een_week if termijn.is_zwaar]
    for termijn, wat in overige(feiten, zwaar):
        over = (termijn.dag - feiten.dag).days
        tekst = f"{wat}: {'vandaag' if over == 0 else f'over {aantal_dagen(over)}'}"
        yield Reden(termijn.gezin_id, 8, over, tekst, ORANJE)


def kwesties(feiten: Feiten) -> Iterator[Reden]:
    for kwestie in feiten.kwesties:
        dagen = (feiten.dag - kwestie.niveau_sinds).days
        tekst = f"kwestie ligt al {aantal_dagen(dagen)} bij {Niveau(kwestie.niveau).label.lower()}"
        buiten = kwestie.niveau >= BUITEN_HET_TEAM
        yield Reden(kwestie.gezin_id, 9 if buiten else 7, -dagen, tekst, "" if buiten else ORANJE, bij_ander=buiten)


def hulp(feiten: Feiten) -> Iterator[Reden]:
    for verwijzing in feiten.hulp:
        if verwijzing.verzonden_op:
            dagen = (feiten.dag - verwijzing.verzonden_op).days
            tekst = f"wacht {wachttijd(dagen)} op {verwijzing.aanbieder.naam}"
            yield Reden(verwijzing.gezin_id, 9, -dagen, tekst, bij_ander=True)


def aantal_dagen(dagen: int) -> str:
    return "1 dag" if dagen == 1 else f"{dagen} dagen"


def wachttijd(dagen: int) -> str:
    """In weeks, as people say it; the first week in days."""
    weken = dagen // 7
    return aantal_dagen(dagen) if weken == 0 else "1 week" if weken == 1 else f"{weken} weken"


def sinds(dagen: int) -> str:
    return "vandaag ontvangen" if dagen == 0 else f"al {aantal_dagen(dagen)}"
