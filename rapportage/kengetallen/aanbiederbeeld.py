"""Providers beside each other: per provider and segment what the figures of help say, always with how many are behind it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.http import QueryDict

from rapportage import grafiek
from rapportage.kengetallen.bladen import teken
from rapportage.kengetallen.catalogus import KENGETALLEN
from rapportage.kengetallen.cijfers import Cel, Cijfers, Verloop, kolommen, op_niveau
from rapportage.kengetallen.hulpgetallen import SEGMENT
from rapportage.kengetallen.keuze import BESTAAT_NIET, HOEVEEL, tijdvakkeuzes, zet_keuzes
from rapportage.kengetallen.lezen import Geteld, lees
from rapportage.kengetallen.plekken import Plek, aanbiedernamen
from rapportage.kengetallen.soorten import Kengetal
from rapportage.kengetallen.tijdvak import Tijdvak, laatste
from rapportage.models import Niveau, Periode

PERIODEN = (Periode.JAAR, Periode.KWARTAAL)
"""In a month there is too little of one provider to say anything."""
SAMEN, APART = "samen", "apart"
KOPPEN = {
    "verwijzingen": "Verwijzingen",
    "antwoordtijd": "Tot het antwoord",
    "wachten_startgesprek": "Tot het startgesprek",
    "wachten_hulp": "Tot de hulp begint",
    "stagnatie": "Loopt vast",
    "einde_akkoord": "Gestopt met akkoord",
    "cijfer_bij_hulp": "Verandering cijfer",
    "resultaten_behaald": "Resultaten behaald",
    "kwesties_aanbieder": "Open kwesties",
    "compensaties_aanbieder": "Gezinsmanager neemt waar",
}
"""Short words for above a narrow column, in this order; what is not here comes last, with its title."""
AANBIEDERGETALLEN = sorted(op_niveau(KENGETALLEN, Niveau.AANBIEDER), key=lambda k: [*KOPPEN, k.code].index(k.code))


class AanbiederFilter(forms.Form):
    zonder_verplichting = True

    op = forms.ChoiceField(label="Periode", error_messages=BESTAAT_NIET)
    segment = forms.ChoiceField(
        label="Segment",
        choices=[(APART, "Elk segment apart"), (SAMEN, "Alle segmenten samen"), *SEGMENT.items()],
        error_messages=BESTAAT_NIET,
    )

    def __init__(self, gevraagd: QueryDict, geteld: Geteld, eerst: Tijdvak) -> None:
        gekozen = {naam: waarde for naam, waarde in gevraagd.dict().items() if naam in self.base_fields and waarde}
        super().__init__({"op": eerst.code, "segment": APART, **gekozen})
        zet_keuzes(self, "op", tijdvakkeuzes(geteld, PERIODEN))

    @property
    def tijdvak(self) -> Tijdvak | None:
        """None when the form is not valid."""
        return Tijdvak.lees(self.cleaned_data["op"]) if self.is_valid() else None


@dataclass(frozen=True)
class Segmentregel:
    naam: str
    cellen: list[Cel]

    @property
    def met_kop(self) -> list[tuple[str, Cel]]:
        """Each cell with its heading, for a screen where a row is a card."""
        return list(zip(map(kop_van, AANBIEDERGETALLEN), self.cellen, strict=True))


@dataclass(frozen=True)
class Aanbiederregel:
    aanbieder: Plek
    segmenten: list[Segmentregel]


@dataclass(frozen=True)
class Aanbiederblad:
    koppen: list[tuple[Kengetal, str]]
    regels: list[Aanbiederregel]

    @property
    def als_tabel(self) -> tuple[list[str], list[list[Decimal | str]]]:
        """Headings and rows of a file, in the order of the page."""
        koppen = ["Aanbieder", "Segment", *(naam for kengetal, kop in self.koppen for naam in kolommen(kengetal, kop))]
        rijen: list[list[Decimal | str]] = [
            [regel.aanbieder.naam, segment.naam, *(getal for cel in segment.cellen for getal in cel.uitgeschreven)]
            for regel in self.regels
            for segment in regel.segmenten
        ]
        return koppen, rijen


def aanbiederblad(gebruiker_id: int, tijdvak: Tijdvak, segment: str, geteld: Geteld) -> Aanbiederblad:
    """All providers of which something was counted in this period, in alphabetical order."""
    codes = [kengetal.code for kengetal in AANBIEDERGETALLEN]
    punten = lees(gebruiker_id, codes, tijdvak.periode, tijdvak.begin, tijdvak.einde, Niveau.AANBIEDER)
    cijfers = Cijfers(punten, geteld)
    regels = [
        Aanbiederregel(aanbieder, segmentregels(cijfers, aanbieder, tijdvak, segment))
        for aanbieder in aanbiedernamen(cijfers.sleutels())
    ]
    koppen = [(kengetal, kop_van(kengetal)) for kengetal in AANBIEDERGETALLEN]
    return Aanbiederblad(koppen, [regel for regel in regels if regel.segmenten])


def kop_van(kengetal: Kengetal) -> str:
    return KOPPEN.get(kengetal.code, kengetal.titel)


def eerste_tijdvak(gebruiker_id: int, geteld: Geteld) -> Tijdvak:
    """The newest year; the newest quarter as long as no year has anything of a provider."""
    jaar, codes = laatste(Periode.JAAR, geteld.tot), [kengetal.code for kengetal in AANBIEDERGETALLEN]
    iets = lees(gebruiker_id, codes, Periode.JAAR, jaar.begin, jaar.einde, Niveau.AANBIEDER)
    return jaar if iets else laatste(Periode.KWARTAAL, geteld.tot)


def segmentregels(cijfers: Cijfers, aanbieder: Plek, tijdvak: Tijdvak, segment: str) -> list[Segmentregel]:
    alle = {"": "Alle segmenten", **SEGMENT}
    gevraagd = {SAMEN: [""], APART: list(alle)}.get(segment, [segment])
    regels = []
    for code in gevraagd:
        cellen = [cijfers.cel(kengetal, tijdvak, aanbieder.sleutel, code) for kengetal in AANBIEDERGETALLEN]
        if any(cel.punt for cel in cellen):
            regels.append(Segmentregel(alle[code], cellen))
    return regels


@dataclass(frozen=True)
class Trend:
    kengetal: Kengetal
    verloop: Verloop
    tekening: grafiek.Tekening | None


def trends(gebruiker_id: int, aanbieder_id: int, periode: Periode, geteld: Geteld) -> list[Trend]:
    """Each figure of one provider over time; what never occurred is left out."""
    nu = laatste(periode, geteld.tot)
    tijdvakken = [tijdvak for tijdvak in nu.reeks(HOEVEEL[periode]) if tijdvak.begin >= geteld.vanaf] or [nu]
    codes, sleutel = [kengetal.code for kengetal in AANBIEDERGETALLEN], str(aanbieder_id)
    punten = lees(gebruiker_id, codes, periode, tijdvakken[0].begin, nu.einde, Niveau.AANBIEDER, sleutel)
    cijfers = Cijfers(punten, geteld)
    verlopen = [Verloop.uit(cijfers, kengetal, tijdvakken, sleutel) for kengetal in AANBIEDERGETALLEN]
    return [
        Trend(verloop.kengetal, verloop, teken(verloop, f"grafiek-{verloop.kengetal.code}", verloop.kengetal.titel))
        for verloop in verlopen
        if not verloop.leeg
    ]
