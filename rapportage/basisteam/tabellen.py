"""What the pages of a basisteam show, as a table to take along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from ggw.onderdelen.templatetags.onderdelen import datum_tijd_nl
from rapportage.basisteam.beeld import KOLOMMEN, Rij, Teamregel, Tegel
from rapportage.basisteam.lijsten import Lijst, Regel
from rapportage.basisteam.teams import Team
from rapportage.uitvoer import Tabel


def stand(nu: datetime | None = None) -> str:
    return f"Stand van {datum_tijd_nl(nu or timezone.now())}"


def vorige_week(getal: int | None, eenheid: str = "") -> str:
    return "" if getal is None else f", vorige week {getal}{eenheid}"


def roostertabel(team: Team, rijen: Sequence[Rij], tegels: Sequence[Tegel]) -> Tabel:
    """The grid; what the tiles say stands under it."""
    koppen = ("Gezinsmanager of wachter", *(kolom.kop for kolom in KOLOMMEN), "Caseload per fase")
    cellen = [(rij.naam, *(cel.getal for cel in rij.cellen), rij.caseload) for rij in rijen]
    uitleg = [
        f"{tegel.getal.tekst}: {tegel.getal.toon}{vorige_week(tegel.vorige, tegel.getal.eenheid)}" for tegel in tegels
    ]
    return Tabel(f"basisteam-{team.pk}", koppen, cellen, (f"Basisteam {team.naam}", stand(), *uitleg))


def teamtabel(regels: Sequence[Teamregel]) -> Tabel:
    koppen = ["Basisteam"]
    for getal, _ in regels[0].getallen if regels else []:
        naam = getal.tekst[:1].upper() + getal.tekst[1:]
        koppen += [naam] if getal.tekst == "Gezinnen" else [naam, f"{naam}, vorige week"]
    cellen = []
    for regel in regels:
        rij: list[str | int | None] = [regel.team.naam]
        for getal, vorige in regel.getallen:
            rij += [getal.getal] if getal.tekst == "Gezinnen" else [getal.getal, vorige]
        cellen.append(rij)
    return Tabel("basisteams", koppen, cellen, (stand(), "Overleg op tijd: in procenten, laatste 12 weken."))


def lijsttabel(team: Team, wat: str, lijst: Lijst, regels: Sequence[Regel], filters: Sequence[str]) -> Tabel:
    """With the days as a number of their own, so that a spreadsheet can sort on them (less than 0: still to come)."""
    koppen = ("Nummer", "Gezin", "Wat", "Uitleg", lijst.kop, "Dagen", "Gezinsmanager of wachter", "Fase")
    cellen = [
        (r.plek.nummer, r.plek.naam, r.wat, r.hele_uitleg, r.wanneer, r.dagen, r.plek.wie, r.fase) for r in regels
    ]
    uitleg = [f"Basisteam {team.naam}: {lijst.titel}", *filters, stand(), lijst.uitleg]
    return Tabel(f"basisteam-{team.pk}-{wat}", koppen, cellen, [zin for zin in uitleg if zin])
