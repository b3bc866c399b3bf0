"""What in a text says of which family it is: a verkenning goes to providers that may not know that."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from gezinnen.models import Gezin

WOORD = re.compile(r"[^\W\d_]+")
KLEINE_WOORDEN = frozenset(
    {"aan", "al", "bij", "de", "den", "der", "di", "du", "el", "en", "familie", "gezin", "het", "in", "la", "le", "op"}
    | {"te", "ten", "ter", "the", "van", "von"}
)
"""Stand in many names and in every text, and point to nobody."""
NUMMER = re.compile(r"(?<!\d)(?:19|20)\d{2}-\d{4,6}(?!\d)")
POSTCODE = re.compile(r"(?<!\d)[1-9]\d{3}(?:[A-Za-z]{2}|\s+[A-Z]{2})(?![^\W\d_])")
"""With a space between only in capitals: "in 2026 is er plek" holds no postcode. That of the family itself is found in any shape."""
TELEFOON = re.compile(r"(?<!\d)(?:\+31|0031|0)(?:[\s\-.()/]*\d){9,10}(?!\d)")
BSN = re.compile(r"(?<!\d)(?:(?:\d[ .]?){8}\d|\d{8})(?!\d)")
MAIL = re.compile(r"\S+@\S+\.\w+")
DAG = re.compile(r"(?<!\d)(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?!\d)")
SOORTEN = (
    ("het nummer van een gezin", NUMMER),
    ("een e-mailadres", MAIL),
    ("een telefoonnummer", TELEFOON),
    ("een getal dat op een BSN lijkt", BSN),
    ("een postcode", POSTCODE),
)


def herleidbaar(tekst: str, gezin: Gezin) -> list[str]:
    """In words what must be taken out, each thing once; empty when nothing was found."""
    rest, gevonden = tekst.replace(gezin.nummer, " "), []
    if rest != tekst:
        gevonden.append(f"het nummer van het gezin ({gezin.nummer})")
    for naam, patroon in SOORTEN:
        gevonden += [f"{naam} ({treffer[0].strip()})" for treffer in patroon.finditer(rest)]
        rest = patroon.sub(" ", rest)
    gevonden += [*_namen(rest, gezin), *_adressen(rest, gezin), *_geboortedagen(rest, gezin)]
    return list(dict.fromkeys(gevonden))


def plat(woord: str) -> str:
    """Without accents and capitals."""
    return "".join(c for c in unicodedata.normalize("NFKD", woord) if not unicodedata.combining(c)).casefold()


def _delen(*namen: str) -> set[str]:
    return {plat(w) for naam in namen for w in WOORD.findall(naam) if len(w) > 1} - KLEINE_WOORDEN


def _namen(tekst: str, gezin: Gezin) -> Iterator[str]:
    """Whole words only, also with the s of "Sams broer"; members who left the family count too."""
    namen = _delen(gezin.naam)
    for voornaam, achternaam in gezin.leden.values_list("voornaam", "achternaam"):
        namen |= _delen(voornaam, achternaam)
    namen |= {f"{naam}s" for naam in namen if len(naam) > 2}
    for woord in WOORD.findall(tekst):
        if plat(woord) in namen:
            yield f"de naam “{woord}”"


def _adressen(tekst: str, gezin: Gezin) -> Iterator[str]:
    zonder_spaties = re.sub(r"\s", "", tekst).casefold()
    for straat, postcode in gezin.adressen.values_list("straat", "postcode"):
        if postcode and postcode.replace(" ", "").casefold() in zonder_spaties:
            yield f"de postcode {postcode}"
        if straat.strip() and re.search(rf"(?<!\w){re.escape(plat(straat.strip()))}(?!\w)", plat(tekst)):
            yield f"de straat “{straat.strip()}”"


def _geboortedagen(tekst: str, gezin: Gezin) -> Iterator[str]:
    geboren = set(gezin.leden.exclude(geboortedatum=None).values_list("geboortedatum", flat=True))
    for treffer in DAG.finditer(tekst):
        dag, maand, jaar = map(int, treffer.groups())
        try:
            gevonden = date(jaar, maand, dag) in geboren
        except ValueError:
            continue
        if gevonden:
            yield f"de geboortedatum {treffer[0]}"
