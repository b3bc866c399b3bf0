"""Referrals to care providers, the frozen packages that these receive, and the catalogue of what help there is."""

from spic.models.aanbieder import Aanbod, Hulpaanbod, Wachtopgave, per_aanbieder
from spic.models.catalogus import Intensiteit, Profiel, Segment, Spic, Stelsel
from spic.models.tarieven import Gezinsbudget, Tarief, Tariefeenheid
from spic.models.verwijzing import LOPEND, OPEN, Grondslag, Pakket, Verwijzing, VerwijzingStatus, afdruk

__all__ = [
    "LOPEND",
    "OPEN",
    "Aanbod",
    "Gezinsbudget",
    "Grondslag",
    "Hulpaanbod",
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
    "Wachtopgave",
    "afdruk",
    "per_aanbieder",
]
