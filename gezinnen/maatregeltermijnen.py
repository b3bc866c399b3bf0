"""Codes and terms of the law for measures and authorisations. No rows here."""

from __future__ import annotations

from datetime import date

from gezinnen.werkdagen import maanden_later

OTS_CODES = frozenset({"11", "12"})
VOOGDIJ_CODES = frozenset({"21", "22", "23"})
MACHTIGING_MAANDEN = 3
AANWIJZING_DAGEN = 14
# Longest terms of the law, in months (BW 1:257, 1:258, 1:265c; Jeugdwet 6.1.12). No default: what the order says goes.
LANGSTE_MAANDEN = {"11": 12, "12": 3, "71": 12, "72": 12}


def langer_dan_de_wet(soort_id: str, begin: date, einde: date | None) -> bool:
    maanden = LANGSTE_MAANDEN.get(soort_id)
    return maanden is not None and einde is not None and einde > maanden_later(begin, maanden)


def redenlijst(soort_id: str) -> str:
    """Which list of reasons for the end belongs to a kind of measure; the voluntary ones share the list of JR."""
    return "OTS" if soort_id in OTS_CODES else "voogdij" if soort_id in VOOGDIJ_CODES else "JR"
