"""Reads the definition file of an instrument (TOML) and checks it whole; every error says the file, the place and what is wrong.

A file that is right becomes one dict with everything filled in; that dict is what `Instrument.definitie` keeps.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from typing import Any

from veiligheid.scoring import controleer_scoring

MAX_BYTES = 256 * 1024
MAX_ITEMS = 120
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,19}")
VERSIE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,19}")
BOVEN = {
    "code",
    "versie",
    "titel",
    "rechten",
    "inleiding",
    "voorbeeld",
    "per_kind",
    "keuzes",
    "uitkomsten",
    "onderdelen",
    "scoring",
}


class DefinitieFout(ValueError):
    """The file is not a definition. `fouten` holds every error in Dutch."""

    def __init__(self, fouten: list[str]) -> None:
        super().__init__("; ".join(fouten))
        self.fouten = fouten


class Lezer:
    """Takes values out of tables and remembers what is wrong with them."""

    def __init__(self, bestand: str) -> None:
        self.bestand = bestand
        self.fouten: list[str] = []

    def fout(self, plaats: str, wat: str) -> None:
        self.fouten.append(f"{self.bestand}, {plaats}: {wat}")

    def alleen(self, tabel: dict[str, Any], bekend: Iterable[str], plaats: str) -> None:
        for sleutel in sorted(set(tabel) - set(bekend)):
            self.fout(plaats, f"‘{sleutel}’ kennen wij niet.")

    def tekst(self, tabel: dict[str, Any], sleutel: str, plaats: str, *, hoogstens: int, verplicht: bool = True) -> str:
        waarde = tabel.get(sleutel, "")
        if not isinstance(waarde, str):
            self.fout(plaats, f"‘{sleutel}’ moet tekst zijn.")
            return ""
        tekst = str(waarde).strip()
        if verplicht and not tekst:
            self.fout(plaats, f"‘{sleutel}’ ontbreekt.")
        if len(tekst) > hoogstens:
            self.fout(plaats, f"‘{sleutel}’ is langer dan {hoogstens} tekens.")
        if "\x00" in tekst:
            self.fout(plaats, f"in ‘{sleutel}’ staat een teken dat niet kan.")
        return tekst

    def code(self, tabel: dict[str, Any], plaats: str, sleutel: str = "code", vorm: re.Pattern[str] = CODE) -> str:
        waarde = self.tekst(tabel, sleutel, plaats, hoogstens=20)
        if waarde and not vorm.fullmatch(waarde):
            self.fout(plaats, f"‘{sleutel}’ mag alleen letters, cijfers en streepjes hebben.")
        return waarde

    def ja_nee(self, tabel: dict[str, Any], sleutel: str, plaats: str, *, anders: bool | None = None) -> bool:
        waarde = tabel.get(sleutel, anders)
        if not isinstance(waarde, bool):
            self.fout(plaats, f"‘{sleutel}’ moet true of false zijn.")
            return False
        return waarde

    def tabellen(self, tabel: dict[str, Any], sleutel: str, plaats: str) -> list[dict[str, Any]]:
        waarde = tabel.get(sleutel)
        if not isinstance(waarde, list) or not waarde or not all(isinstance(rij, dict) for rij in waarde):
            self.fout(plaats, f"‘{sleutel}’ ontbreekt of is geen lijst.")
            return []
        return waarde

    def opties(self, rijen: list[dict[str, Any]], plaats: str) -> list[dict[str, str]]:
        """Codes with a text, at least two, each code once."""
        uit = []
        for nr, rij in enumerate(rijen, 1):
            hier = f"{plaats}, keuze {nr}"
            self.alleen(rij, {"code", "tekst", "uitleg"}, hier)
            uit.append(
                {
                    "code": self.code(rij, hier),
                    "tekst": self.tekst(rij, "tekst", hier, hoogstens=200),
                    "uitleg": self.tekst(rij, "uitleg", hier, hoogstens=500, verplicht=False),
                }
            )
        if rijen and not 2 <= len(rijen) <= 15:
            self.fout(plaats, "geef 2 tot en met 15 keuzes.")
        self.eenmaal([rij["code"] for rij in uit], plaats)
        return uit

    def eenmaal(self, codes: list[str], plaats: str) -> None:
        for code in sorted({c for c in codes if c and codes.count(c) > 1}):
            self.fout(plaats, f"de code ‘{code}’ staat er twee keer in.")


def lees(inhoud: bytes, bestand: str) -> dict[str, Any]:
    """From the bytes of a file to its definition. Raises DefinitieFout."""
    lezer = Lezer(bestand)
    ruw = ontleed(inhoud, bestand)
    boven = "bovenaan"
    lezer.alleen(ruw, BOVEN, boven)
    uit: dict[str, Any] = {
        "code": lezer.code(ruw, boven),
        "versie": lezer.code(ruw, boven, "versie", VERSIE),
        "titel": lezer.tekst(ruw, "titel", boven, hoogstens=160),
        "rechten": lezer.tekst(ruw, "rechten", boven, hoogstens=300),
        "inleiding": lezer.tekst(ruw, "inleiding", boven, hoogstens=2000, verplicht=False),
        "voorbeeld": lezer.ja_nee(ruw, "voorbeeld", boven),
        "per_kind": lezer.ja_nee(ruw, "per_kind", boven),
        "uitkomsten": lezer.opties(lezer.tabellen(ruw, "uitkomsten", boven), "uitkomsten"),
        "onderdelen": onderdelen(lezer, ruw, keuzelijsten(lezer, ruw)),
        "scoring": None,
    }
    alle = items_van(uit)
    lezer.eenmaal([item["code"] for item in alle], "onderdelen")
    if len(alle) > MAX_ITEMS:
        lezer.fout("onderdelen", f"er zijn meer dan {MAX_ITEMS} items.")
    if "scoring" in ruw and not lezer.fouten:
        uit["scoring"] = controleer_scoring(lezer.fout, ruw["scoring"], alle, [u["code"] for u in uit["uitkomsten"]])
    if lezer.fouten:
        raise DefinitieFout(lezer.fouten)
    return uit


def ontleed(inhoud: bytes, bestand: str, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    if len(inhoud) > MAX_BYTES:
        raise DefinitieFout([f"{bestand}: het bestand is groter dan {MAX_BYTES // 1024} kB."])
    try:
        return tomllib.loads(inhoud.decode("utf-8"), parse_float=parse_float)
    except UnicodeDecodeError:
        raise DefinitieFout([f"{bestand}: dit is geen tekst in UTF-8."]) from None
    except (tomllib.TOMLDecodeError, RecursionError) as fout:
        plaats = re.search(r"line (\d+), column (\d+)", str(fout))
        waar = f"regel {plaats[1]}, teken {plaats[2]}" if plaats else "einde van het bestand"
        raise DefinitieFout([f"{bestand}, {waar}: dit is geen geldig TOML."]) from None


def keuzelijsten(lezer: Lezer, ruw: dict[str, Any]) -> dict[str, list[dict[str, str]]]:
    """Named lists of answers, `[keuzes]`, so that a file need not repeat them at every item."""
    lijsten = ruw.get("keuzes", {})
    if not isinstance(lijsten, dict):
        lezer.fout("keuzes", "dit moet een tabel met lijsten zijn.")
        return {}
    return {naam: lezer.opties(lezer.tabellen(lijsten, naam, "keuzes"), f"keuzes.{naam}") for naam in lijsten}


def onderdelen(lezer: Lezer, ruw: dict[str, Any], lijsten: dict[str, list[dict[str, str]]]) -> list[dict[str, Any]]:
    uit = []
    for nr, deel in enumerate(lezer.tabellen(ruw, "onderdelen", "bovenaan"), 1):
        hier = f"onderdeel {nr}"
        lezer.alleen(deel, {"titel", "uitleg", "items"}, hier)
        uit.append(
            {
                "titel": lezer.tekst(deel, "titel", hier, hoogstens=160),
                "uitleg": lezer.tekst(deel, "uitleg", hier, hoogstens=1000, verplicht=False),
                "items": [
                    lees_item(lezer, rij, f"{hier}, item {plaats}", lijsten)
                    for plaats, rij in enumerate(lezer.tabellen(deel, "items", hier), 1)
                ],
            }
        )
    return uit


def lees_item(
    lezer: Lezer, rij: dict[str, Any], plaats: str, lijsten: dict[str, list[dict[str, str]]]
) -> dict[str, Any]:
    lezer.alleen(rij, {"code", "tekst", "hulp", "antwoorden", "argument_verplicht"}, plaats)
    antwoorden = rij.get("antwoorden")
    if isinstance(antwoorden, str):
        if antwoorden not in lijsten:
            lezer.fout(plaats, f"er is geen keuzelijst met de naam ‘{antwoorden}’.")
        keuzes = lijsten.get(antwoorden, [])
    else:
        keuzes = lezer.opties(lezer.tabellen(rij, "antwoorden", plaats), plaats)
    return {
        "code": lezer.code(rij, plaats),
        "tekst": lezer.tekst(rij, "tekst", plaats, hoogstens=500),
        "hulp": lezer.tekst(rij, "hulp", plaats, hoogstens=1000, verplicht=False),
        "argument_verplicht": lezer.ja_nee(rij, "argument_verplicht", plaats, anders=False),
        "antwoorden": keuzes,
    }


def items_van(definitie: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for deel in definitie["onderdelen"] for item in deel["items"]]
