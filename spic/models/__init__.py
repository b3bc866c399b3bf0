"""Referrals to care providers, the frozen packages that these receive, help without a SPIC, and whether it fits."""

from spic.models.bellijst import Belnummer, Belregel, Vasteplek
from spic.models.hulp import (
    LOPENDE_HULP,
    AndereHulp,
    BezoekenPer,
    HulpGeweigerd,
    Hulpgroep,
    Hulpontvanger,
    Hulpresultaat,
    Hulpsoort,
    HulpStatus,
    Hulpwissel,
)
from spic.models.passend import Bezoekbron, Bezoekmaand, Pasmoment, Pasoordeel, Passendheid, afgesproken_in
from spic.models.verwijzing import LOPEND, OPEN, Grondslag, Pakket, Verwijzing, VerwijzingStatus, afdruk

__all__ = [
    "LOPEND",
    "LOPENDE_HULP",
    "OPEN",
    "AndereHulp",
    "Belnummer",
    "Belregel",
    "Bezoekbron",
    "BezoekenPer",
    "Bezoekmaand",
    "Grondslag",
    "HulpGeweigerd",
    "HulpStatus",
    "Hulpgroep",
    "Hulpontvanger",
    "Hulpresultaat",
    "Hulpsoort",
    "Hulpwissel",
    "Pakket",
    "Pasmoment",
    "Pasoordeel",
    "Passendheid",
    "Vasteplek",
    "Verwijzing",
    "VerwijzingStatus",
    "afdruk",
    "afgesproken_in",
]
