"""Referrals to care providers, and the frozen packages that these receive."""

from spic.models.verwijzing import LOPEND, OPEN, Grondslag, Pakket, Verwijzing, VerwijzingStatus, afdruk

__all__ = ["LOPEND", "OPEN", "Grondslag", "Pakket", "Verwijzing", "VerwijzingStatus", "afdruk"]
