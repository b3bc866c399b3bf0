"""The published schema, and what in a file does not hold to it, in Dutch and with its place."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

FORMAAT, VERSIE, IJW = "ggw-verwijzing", 1, "3.2"
BESTAND = Path(__file__).with_name("verwijzing-1.json")
HOOGSTENS = 20
"""So many errors are told at once."""


@cache
def schematekst() -> bytes:
    return BESTAND.read_bytes()


@cache
def keurder() -> Draft202012Validator:
    return Draft202012Validator(json.loads(schematekst()), format_checker=FormatChecker(["date", "uuid"]))


def fouten_in(document: Any) -> list[str]:
    """What does not hold, each with where it stands; empty when the file is good."""
    if soort := soortfout(document):
        return [soort]
    gevonden = dict.fromkeys(
        met_plek(fout.absolute_path, uitleg(fout)) for fout in sorted(keurder().iter_errors(document), key=volgorde)
    )
    regels = list(gevonden)
    meer = len(regels) - HOOGSTENS
    return [*regels[:HOOGSTENS], *([f"En nog {meer} andere."] if meer > 0 else [])]


def soortfout(document: Any) -> str:
    """Another kind of file has one thing wrong, not fifty."""
    if not isinstance(document, dict) or document.get("formaat") != FORMAAT:
        return f"Dit is geen bestand van het formaat {FORMAAT}."
    versie = document.get("versie")
    if versie != VERSIE or isinstance(versie, bool):
        return f"Dit bestand heeft een andere versie van het formaat. Wij lezen versie {VERSIE}."
    return ""


def volgorde(fout: ValidationError) -> list[str]:
    return [f"{deel:06d}" if isinstance(deel, int) else str(deel) for deel in fout.absolute_path]


def met_plek(plek: Iterator[Any] | Any, tekst: str) -> str:
    """ "voortgang, regel 2, cijfer: ..." """
    delen: list[str] = []
    for deel in plek:
        if not isinstance(deel, int):
            delen.append(str(deel))
        elif delen and delen[-1] == "regels":
            delen[-1] = f"regel {deel + 1}"
        else:
            delen.append(f"nummer {deel + 1}")
    return f"{', '.join(delen)}: {tekst}" if delen else tekst


def uitleg(fout: ValidationError) -> str:
    soort = str(fout.validator)
    return UITLEG[soort](fout) if soort in UITLEG else hoort(fout)


def hoort(fout: ValidationError) -> str:
    """Each place of the schema says in its description what belongs there."""
    wat = fout.schema.get("description", "") if isinstance(fout.schema, dict) else ""
    return f"Hier hoort {wat}." if wat else "Dit klopt niet met het formaat."


def ontbreekt(fout: ValidationError) -> str:
    namen = [naam for naam in fout.validator_value if naam not in fout.instance]
    return f"Hier ontbreekt: {', '.join(namen)}."


def onbekend(fout: ValidationError) -> str:
    bekend = fout.schema.get("properties", {}) if isinstance(fout.schema, dict) else {}
    namen = sorted(str(naam)[:40] for naam in fout.instance if naam not in bekend)
    return f"Dit kent het formaat niet: {', '.join(namen[:5])}."


UITLEG: dict[str, Callable[[ValidationError], str]] = {
    "required": ontbreekt,
    "additionalProperties": onbekend,
    "maxLength": lambda fout: f"Dit is te lang: hoogstens {fout.validator_value} tekens.",
    "minLength": lambda _: "Schrijf hier iets op.",
    "maxItems": lambda fout: f"Dit zijn er te veel: hoogstens {fout.validator_value}.",
    "enum": lambda fout: f"Kies een van: {', '.join(map(str, fout.validator_value))}.",
}
