"""Referrals to care providers, the frozen packages that these receive, and the catalogue of what help there is."""

from spic.models.catalogus import Intensiteit, Profiel, Segment, Spic, Stelsel
from spic.models.tarieven import Gezinsbudget, Tarief, Tariefeenheid
from spic.models.verwijzing import LOPEND, OPEN, Grondslag, Pakket, Verwijzing, VerwijzingStatus, afdruk

__all__ = [
    "LOPEND",
    "OPEN",
    "Gezinsbudget",
    "Grondslag",
    "Intensiteit",
    "Pakket",
    "Profiel",
    "Segment",
    "Spic",
    "Stelsel",
    "Tarief",
    "Tariefeenheid",
    "Verwijzing",
    "VerwijzingStatus",
    "afdruk",
]
