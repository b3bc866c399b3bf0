"""One declaration per model: who may touch its rows. `beleid.py` turns these into grants and row security."""

from __future__ import annotations

from dataclasses import dataclass

ALLES = "lezen toevoegen wijzigen verwijderen"


@dataclass(frozen=True)
class Dossier:
    """Rows of one family. Staff reach them inside the door only, and only of the families the door named.

    `kolom` is the column that holds the family; `medewerker`, `systeem` and `poort` are words of `ALLES`.
    """

    kolom: str = "gezin_id"
    medewerker: str = ALLES
    systeem: str = "lezen"
    poort: str = ""
    instroom: bool = False


@dataclass(frozen=True)
class Naslag:
    """Reference data: everybody reads, the beheerder writes (as the web login)."""

    poort: str = "lezen"


@dataclass(frozen=True)
class Beheer:
    """Accounts and teams: the web login reads and writes; others only what is named."""

    medewerker: str = ""
    systeem: str = ""
    poort: str = ""
    toezicht: str = ""


@dataclass(frozen=True)
class Poort:
    """Reached through gate functions only. `systeem` may be named for the worker."""

    systeem: str = ""
    toezicht: str = ""


@dataclass(frozen=True)
class Weergave:
    """An unmanaged model on a view that `beleid.py` makes itself."""


Verklaring = Dossier | Naslag | Beheer | Poort | Weergave
