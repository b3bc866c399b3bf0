"""What the pages of figures show: the overview, one figure, two periods beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.utils import timezone

from rapportage import grafiek
from rapportage.kengetallen import getallen
from rapportage.kengetallen.cijfers import Cel, Cijfers, Verloop, Verschil, op_niveau
from rapportage.kengetallen.keuze import Keuze
from rapportage.kengetallen.lezen import Geteld
from rapportage.kengetallen.plekken import Plek
from rapportage.kengetallen.soorten import Kengetal
from rapportage.kengetallen.tevreden import ALLE, lees_kengetallen
from rapportage.kengetallen.tijdvak import Tijdvak
from rapportage.models import Niveau, Soort


@dataclass(frozen=True)
class Regel:
    """A figure, or a part of it, with its newest number and the one to compare it with."""

    kengetal: Kengetal
    deel: str
    """Words of the part; empty for the total."""
    cel: Cel
    verschil: Verschil
    vonk: grafiek.Vonk | None = None
    onder: bool = False
    """A part that stands under the line of its figure."""

    @property
    def twee_keer_nul(self) -> bool:
        """A part of which there was nothing, then and now: in the file, not on the page."""
        cellen = (self.cel, self.verschil.van)
        return self.onder and all(cel.waarde == 0 and not cel.verborgen for cel in cellen)


@dataclass(frozen=True)
class Groep:
    naam: str
    regels: list[Regel]


def in_groepen(regels: Iterable[Regel]) -> list[Groep]:
    return [Groep(naam, list(rij)) for naam, rij in groupby(regels, key=lambda regel: regel.kengetal.groep)]


def lees_tijdvakken(
    gebruiker_id: int,
    keuze: Keuze,
    kengetallen: Sequence[Kengetal],
    niveau: Niveau,
    sleutel: str | None,
    *,
    delen_van: Iterable[str] | None = None,
) -> Cijfers:
    """The numbers of all periods of a page, and those of a year before the oldest. `delen_van`: as for `lees()`."""
    na_maanden = max((kengetal.na_maanden for kengetal in kengetallen), default=0)
    van = min(keuze.reeks(na_maanden)[0], keuze.laatste(na_maanden).jaar_eerder)
    tot = keuze.laatste().einde
    waarvan = (kengetallen, keuze.periode, van.begin, tot, niveau, sleutel)
    return Cijfers(lees_kengetallen(gebruiker_id, *waarvan, delen_van=delen_van), keuze.geteld)


def overzicht(gebruiker_id: int, keuze: Keuze) -> list[Groep]:
    """Every figure that is counted at this level: the total, or the parts of a figure without one."""
    kengetallen = op_niveau(ALLE, keuze.plek.niveau)
    zonder_totaal = [kengetal.code for kengetal in kengetallen if not kengetal.opgeteld]
    plek = (keuze.plek.niveau, keuze.plek.sleutel)
    cijfers = lees_tijdvakken(gebruiker_id, keuze, kengetallen, *plek, delen_van=zonder_totaal)
    return in_groepen(
        overzichtsregel(cijfers, kengetal, keuze, deel)
        for kengetal in kengetallen
        for deel in (cijfers.delen(kengetal)[:1] if cijfers.heeft_totaal(kengetal) else cijfers.delen(kengetal))
    )


def overzichtsregel(cijfers: Cijfers, kengetal: Kengetal, keuze: Keuze, deel: tuple[str, str]) -> Regel:
    code, naam = deel
    nu, sleutel = keuze.laatste(kengetal.na_maanden), keuze.plek.sleutel
    verschil = cijfers.verschil(kengetal, nu.jaar_eerder, nu, sleutel, code)
    reeks = keuze.reeks(kengetal.na_maanden)
    waarden = [cijfers.cel(kengetal, tijdvak, sleutel, code).waarde for tijdvak in reeks]
    vonk = grafiek.vonk([tijdvak.naam for tijdvak in reeks], waarden, schrijver(kengetal))
    return Regel(kengetal, naam if code else "", verschil.naar, verschil, vonk)


def niet_op(niveau: Niveau) -> list[Kengetal]:
    return [kengetal for kengetal in ALLE if niveau not in kengetal.niveaus]


def vergelijking(gebruiker_id: int, plek: Plek, paar: tuple[Tijdvak, Tijdvak], geteld: Geteld) -> list[Groep]:
    """All figures with their parts, in two periods."""
    kengetallen = op_niveau(ALLE, plek.niveau)
    waar = (plek.niveau, plek.sleutel)
    punten = [
        punt
        for tijdvak in paar
        for punt in lees_kengetallen(gebruiker_id, kengetallen, tijdvak.periode, tijdvak.begin, tijdvak.einde, *waar)
    ]
    cijfers = Cijfers(punten, geteld)
    return in_groepen(
        Regel(kengetal, naam if code else "", verschil.naar, verschil, onder=nummer > 0)
        for kengetal in kengetallen
        for nummer, (code, naam) in enumerate(cijfers.delen(kengetal))
        for verschil in [cijfers.verschil(kengetal, *paar, plek.sleutel, code)]
    )


def vergelijkingstabel(
    groepen: Sequence[Groep], paar: tuple[Tijdvak, Tijdvak]
) -> tuple[list[str], list[list[Decimal | str]]]:
    """Headings and rows of a file, in the order of the page. The units differ per row and stand in a column."""
    van, met = (tijdvak.naam for tijdvak in paar)
    koppen = ["Onderwerp", "Kengetal", "Onderdeel", "Eenheid", van, f"{van}: waarvan", met, f"{met}: waarvan"]
    rijen: list[list[Decimal | str]] = []
    for groep in groepen:
        for regel in groep.regels:
            kengetal, verschil = regel.kengetal, regel.verschil
            eenheid = "%" if kengetal.soort == Soort.AANDEEL else kengetal.eenheid
            cellen = [getal for cel in (verschil.van, verschil.naar) for getal in (cel.uitgeschreven[0], cel.erachter)]
            deel = "" if verschil.deel is None else getallen.rond(verschil.deel * 100)
            getal = "" if verschil.getal is None else verschil.getal
            rijen.append([groep.naam, kengetal.titel, regel.deel, eenheid, *cellen, getal, deel])
    return [*koppen, "Verschil", "Verschil (%)"], rijen


def uitleg_bij(plek: Plek | None, geteld: Geteld) -> list[str]:
    """Lines that go with a file."""
    van = [f"Van: {plek.volledig}"] if plek else []
    op = f"Geteld op {timezone.localtime(geteld.op):%d-%m-%Y}, over alles tot {geteld.tot:%d-%m-%Y}"
    return [*van, op, "Verborgen: minder dan 5 gezinnen, of een getal dat een ander klein getal verraadt"]


def schrijver(kengetal: Kengetal) -> grafiek.Schrijver:
    return lambda getal: getallen.waarde(kengetal, getal)


def teken(verloop: Verloop, id: str, titel: str) -> grafiek.Tekening | None:
    """The chart of a figure over time: bars for a count, lines for the rest and for parts that overlap. None when
    there is nothing to draw."""
    kengetal = verloop.kengetal
    if not any(cel.waarde for rij in verloop.rijen for cel in rij):
        return None
    labels = [tijdvak.kort for tijdvak in verloop.tijdvakken]
    reeksen = [
        grafiek.Reeks(naam, [cel.waarde for cel in verloop.reeks(nummer)])
        for nummer, (_, naam) in enumerate(verloop.delen)
    ]
    if kengetal.soort == Soort.AANTAL and kengetal.opgeteld:
        totaal, *delen = reeksen
        stapel = [*delen, *rest(verloop)] or [totaal]
        return grafiek.staven(id, titel, labels, stapel, schrijver(kengetal), totaal.waarden)
    hoogstens = Decimal(1) if kengetal.soort == Soort.AANDEEL else None
    heel = kengetal.soort == Soort.AANTAL
    iets = [reeks for reeks in reeksen if any(reeks.waarden)] or reeksen[:1]
    return grafiek.lijnen(id, titel, labels, iets, schrijver(kengetal), heel=heel, hoogstens=hoogstens)


def rest(verloop: Verloop) -> list[grafiek.Reeks]:
    """What is hidden of the parts, together: without it a bar would be lower than its total. The table says as much."""
    if not any(cel.verborgen for rij in verloop.rijen for cel in rij[1:]):
        return []
    waarden = [
        None
        if rij[0].waarde is None or not any(cel.verborgen for cel in rij[1:])
        else rij[0].waarde - sum((cel.waarde or Decimal(0) for cel in rij[1:]), Decimal(0))
        for rij in verloop.rijen
    ]
    return [grafiek.Reeks("Verborgen, samen", waarden)]
