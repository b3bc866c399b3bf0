"""Closed families that somebody can still read: after the last day there may be something left to do, and no other list holds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gezinnen.fasebeeld import mag_vertellen
from gezinnen.gezinsadres import gezinsadres
from ggw.organisatie.models import Gebruiker
from ggw.toegang.poort import rijen
from rapportage.tevredenheid import mag_vragen


@dataclass(frozen=True)
class Afgesloten:
    """`te_lezen_tot`: the last day (toegang.md, ground "afgesloten"). `te_doen`: what is left, with the address for who does it; others read it."""

    gezin_id: int
    nummer: str
    naam: str
    afgesloten_op: date
    te_lezen_tot: date
    gezinsmanager: str
    gevraagd_op: date | None
    te_doen: tuple[tuple[str, str], ...]

    @property
    def url(self) -> str:
        return gezinsadres("gezinnen:overzicht", self.nummer)


def afgesloten_van(gebruiker: Gebruiker) -> list[Afgesloten]:
    """Inside the door of a list. Closed last comes first."""
    vertelt, vraagt = mag_vertellen(gebruiker), mag_vragen(gebruiker)
    gevonden = []
    for gezin, nummer, naam, op, tot, wie, te_vertellen, gevraagd in rijen("select * from afgesloten_in_beeld()", []):
        te_doen = []
        if te_vertellen and gebruiker.has_perm("fase.bekijken"):
            adres = gezinsadres("gezinnen:agendapunt-verteld", nummer, te_vertellen)
            te_doen.append(("Vertel het gezin wat er is besloten", adres if vertelt else ""))
        if gevraagd is None:
            adres = gezinsadres("rapportage:tevredenheid-vragen", nummer)
            te_doen.append(("Vraag het gezin hoe het ging", adres if vraagt else ""))
        gevonden.append(Afgesloten(gezin, nummer, naam, op, tot, wie or "", gevraagd, tuple(te_doen)))
    return gevonden
