"""Reads a catalogue file (TOML) and checks it whole; every error says the file, the line and what is wrong."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from spic.catalogus.inhoud import Combinatie, Inhoud, Prijs, Velden
from spic.models import Tariefeenheid
from veiligheid.definitie import DefinitieFout, Lezer, ontleed

VROEGST, LAATST = date(2000, 1, 1), date(2099, 12, 31)
HOOGSTE = Decimal("99999999.99")
EENHEDEN = {str(eenheid) for eenheid in Tariefeenheid.values}
LIJSTEN = ("segmenten", "profielen", "intensiteiten", "combinaties", "opvolgers", "tarieven")
BOVEN = {"stelsel", "naam", "voorbeeld", "geldig_vanaf", "budget", *LIJSTEN}
KOP = re.compile(r"^\s*\[\[\s*(\w+)\s*\]\]", re.MULTILINE)
MEESTE = 2000


class Cataloguslezer(Lezer):
    """Knows on which line of the file each `[[table]]` begins."""

    def __init__(self, bestand: str, inhoud: bytes) -> None:
        super().__init__(bestand)
        tekst = inhoud.decode("utf-8")
        self.regels: dict[str, list[int]] = {}
        for kop in KOP.finditer(tekst):
            self.regels.setdefault(kop[1], []).append(tekst.count("\n", 0, kop.start(1)) + 1)

    def rijen(
        self, ruw: dict[str, Any], lijst: str, bekend: set[str], *, verplicht: bool = True
    ) -> list[tuple[str, Velden]]:
        """Each table of a list with its place; keys that are not `bekend` are refused."""
        if lijst not in ruw and not verplicht:
            return []
        tabellen = self.tabellen(ruw, lijst, "bovenaan")
        if len(tabellen) > MEESTE:
            self.fout(lijst, f"er staan meer dan {MEESTE} rijen in.")
            return []
        regels = self.regels.get(lijst, [])
        uit = []
        for nr, rij in enumerate(tabellen):
            plaats = f"regel {regels[nr]} ({lijst})" if len(regels) == len(tabellen) else f"{lijst}, rij {nr + 1}"
            self.alleen(rij, bekend, plaats)
            uit.append((plaats, rij))
        return uit

    def aantal(self, rij: Velden, sleutel: str, plaats: str, *, hoogstens: int) -> int | None:
        waarde: int | None = rij.get(sleutel)
        if waarde is None:
            return None
        if isinstance(waarde, bool) or not isinstance(waarde, int) or not 1 <= waarde <= hoogstens:
            self.fout(plaats, f"‘{sleutel}’ moet een getal van 1 tot en met {hoogstens} zijn.")
            return None
        return waarde

    def bedrag(self, rij: Velden, plaats: str) -> Decimal:
        """Euros, right to the cent. A wrong one is reported and becomes 1 cent."""
        waarde = rij.get("bedrag")
        if isinstance(waarde, int) and not isinstance(waarde, bool):
            waarde = Decimal(waarde)
        if not isinstance(waarde, Decimal) or not waarde.is_finite() or not 0 < waarde <= HOOGSTE:
            self.fout(plaats, "‘bedrag’ moet een getal boven 0 zijn, zoals 1250.00.")
            return Decimal("0.01")
        centen = waarde.quantize(Decimal("0.01"))
        if centen != waarde:
            self.fout(plaats, "‘bedrag’ heeft hoogstens twee cijfers achter de punt.")
        return centen

    def dag(self, rij: Velden, sleutel: str, plaats: str) -> date:
        waarde = rij.get(sleutel)
        if not isinstance(waarde, date) or isinstance(waarde, datetime) or not VROEGST <= waarde <= LAATST:
            self.fout(plaats, f"‘{sleutel}’ moet een dag zijn, geschreven als 2027-01-01.")
            return VROEGST
        return waarde


def lees(inhoud: bytes, bestand: str) -> Inhoud:
    """From the bytes of a file to what it says. Raises DefinitieFout with every error in Dutch."""
    ruw = ontleed(inhoud, bestand, parse_float=Decimal)
    lezer = Cataloguslezer(bestand, inhoud)
    lezer.alleen(ruw, BOVEN, "bovenaan")
    uit = Inhoud(
        stelsel=lezer.code(ruw, "bovenaan", "stelsel"),
        naam=lezer.tekst(ruw, "naam", "bovenaan", hoogstens=120),
        voorbeeld=lezer.ja_nee(ruw, "voorbeeld", "bovenaan"),
        geldig_vanaf=lezer.dag(ruw, "geldig_vanaf", "bovenaan"),
    )
    lees_segmenten(lezer, ruw, uit)
    lees_profielen(lezer, ruw, uit)
    lees_intensiteiten(lezer, ruw, uit)
    lees_combinaties(lezer, ruw, uit)
    lees_opvolgers(lezer, ruw, uit)
    lees_tarieven(lezer, ruw, uit)
    lees_budget(lezer, ruw, uit)
    if lezer.fouten:
        raise DefinitieFout(lezer.fouten)
    return uit


def eenmaal(lezer: Lezer, bestaand: dict[Any, Any], sleutel: Any, plaats: str, wat: str) -> None:
    if sleutel and sleutel in bestaand:
        lezer.fout(plaats, f"{wat} staat er al in.")


def lees_segmenten(lezer: Cataloguslezer, ruw: Velden, uit: Inhoud) -> None:
    vlaggen = {"verwijzing_mogelijk": True, "tafel_nodig": False, "stapelbaar": False, "acceptatieplicht": False}
    for nr, (plaats, rij) in enumerate(lezer.rijen(ruw, "segmenten", {"code", "naam", "uitleg", *vlaggen}), 1):
        code = kort(lezer, rij, plaats, 10)
        eenmaal(lezer, uit.segmenten, code, plaats, f"segment ‘{code}’")
        uit.segmenten[code] = {
            "naam": lezer.tekst(rij, "naam", plaats, hoogstens=80),
            "uitleg": lezer.tekst(rij, "uitleg", plaats, hoogstens=500, verplicht=False),
            **{vlag: lezer.ja_nee(rij, vlag, plaats, anders=anders) for vlag, anders in vlaggen.items()},
            "volgorde": nr,
        }


def lees_profielen(lezer: Cataloguslezer, ruw: Velden, uit: Inhoud) -> None:
    bekend = {"code", "naam", "crisis", "duur_weken", "in_minuten"}
    for nr, (plaats, rij) in enumerate(lezer.rijen(ruw, "profielen", bekend), 1):
        code = kort(lezer, rij, plaats, 10)
        eenmaal(lezer, uit.profielen, code, plaats, f"profiel ‘{code}’")
        velden: Velden = {
            "naam": lezer.tekst(rij, "naam", plaats, hoogstens=120),
            "crisis": lezer.ja_nee(rij, "crisis", plaats, anders=False),
            "duur_weken": lezer.aantal(rij, "duur_weken", plaats, hoogstens=104),
            "in_minuten": lezer.ja_nee(rij, "in_minuten", plaats, anders=False),
            "volgorde": nr,
        }
        if velden["crisis"] and velden["duur_weken"] is None:
            lezer.fout(plaats, "een crisisprofiel heeft ‘duur_weken’ nodig.")
        uit.profielen[code] = velden


def lees_intensiteiten(lezer: Cataloguslezer, ruw: Velden, uit: Inhoud) -> None:
    duren = ("richtlijn_min_maanden", "richtlijn_max_maanden")
    for nr, (plaats, rij) in enumerate(lezer.rijen(ruw, "intensiteiten", {"code", "naam", "duurzaam", *duren}), 1):
        code = kort(lezer, rij, plaats, 20)
        eenmaal(lezer, uit.intensiteiten, code, plaats, f"intensiteit ‘{code}’")
        kortste, langste = (lezer.aantal(rij, duur, plaats, hoogstens=240) for duur in duren)
        if kortste and langste and langste < kortste:
            lezer.fout(plaats, "de langste duur is korter dan de kortste.")
        uit.intensiteiten[code] = {
            "naam": lezer.tekst(rij, "naam", plaats, hoogstens=80),
            "duurzaam": lezer.ja_nee(rij, "duurzaam", plaats, anders=False),
            "richtlijn_min_maanden": kortste,
            "richtlijn_max_maanden": langste,
            "volgorde": nr,
        }


def lees_combinaties(lezer: Cataloguslezer, ruw: Velden, uit: Inhoud) -> None:
    plaatsen: dict[Combinatie, str] = {}
    for plaats, rij in lezer.rijen(ruw, "combinaties", {"segment", "profiel", "intensiteit", "productcode"}):
        combinatie = Combinatie(
            lezer.tekst(rij, "segment", plaats, hoogstens=10),
            lezer.tekst(rij, "profiel", plaats, hoogstens=10),
            lezer.tekst(rij, "intensiteit", plaats, hoogstens=20, verplicht=False),
        )
        eenmaal(lezer, plaatsen, combinatie, plaats, f"combinatie ‘{combinatie.code}’")
        plaatsen[combinatie] = plaats
        uit.combinaties[combinatie] = lezer.code(rij, plaats, "productcode")
    for combinatie, wat in uit.tegenspraken():
        lezer.fout(plaatsen[combinatie], wat)


def lees_opvolgers(lezer: Cataloguslezer, ruw: Velden, uit: Inhoud) -> None:
    codes = {combinatie.code for combinatie in uit.combinaties}
    for plaats, rij in lezer.rijen(ruw, "opvolgers", {"van", "naar"}, verplicht=False):
        van, naar = (lezer.tekst(rij, sleutel, plaats, hoogstens=42) for sleutel in ("van", "naar"))
        eenmaal(lezer, uit.opvolgers, van, plaats, f"een opvolger van ‘{van}’")
        if van in codes:
            lezer.fout(plaats, f"‘{van}’ staat nog bij de combinaties en eindigt dus niet.")
        if naar and naar not in codes:
            lezer.fout(plaats, f"er is geen combinatie ‘{naar}’.")
        uit.opvolgers[van] = naar


def lees_tarieven(lezer: Cataloguslezer, ruw: Velden, uit: Inhoud) -> None:
    combinaties = {combinatie.code: combinatie for combinatie in uit.combinaties}
    eerder: dict[tuple[str, str], str] = {}
    bekend = {"combinatie", "aanbieder", "bedrag", "eenheid"}
    for plaats, rij in lezer.rijen(ruw, "tarieven", bekend, verplicht=False):
        code = lezer.tekst(rij, "combinatie", plaats, hoogstens=42)
        aanbieder = lezer.tekst(rij, "aanbieder", plaats, hoogstens=120, verplicht=False)
        eenheid = lezer.tekst(rij, "eenheid", plaats, hoogstens=10)
        bedrag = lezer.bedrag(rij, plaats)
        if eenheid and eenheid not in EENHEDEN:
            lezer.fout(plaats, "‘eenheid’ moet maand, week of traject zijn.")
        if code and code not in combinaties:
            lezer.fout(plaats, f"er is geen combinatie ‘{code}’.")
        if (code, aanbieder) in eerder:
            lezer.fout(plaats, f"een tarief van ‘{code}’ voor {aanbieder or 'alle aanbieders'} staat er al in.")
        eerder[code, aanbieder] = plaats
        if code in combinaties:
            uit.tarieven.append(Prijs(combinaties[code], aanbieder, bedrag, eenheid))


def lees_budget(lezer: Cataloguslezer, ruw: Velden, uit: Inhoud) -> None:
    rij = ruw.get("budget")
    if rij is None:
        return
    if not isinstance(rij, dict):
        lezer.fout("bovenaan", "‘budget’ moet een tabel zijn.")
        return
    lezer.alleen(rij, {"bedrag", "bron"}, "budget")
    uit.budget = (lezer.bedrag(rij, "budget"), lezer.tekst(rij, "bron", "budget", hoogstens=200))


def kort(lezer: Lezer, rij: Velden, plaats: str, hoogstens: int) -> str:
    code = lezer.code(rij, plaats)
    if len(code) > hoogstens:
        lezer.fout(plaats, f"‘code’ is langer dan {hoogstens} tekens.")
    return code
