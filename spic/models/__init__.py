"""Referrals to care providers, and the frozen packages that these receive."""

from spic.models.verwijzing import LOPEND, OPEN, Pakket, Verwijzing, VerwijzingStatus

__all__ = ["LOPEND", "OPEN", "Pakket", "Verwijzing", "VerwijzingStatus"]
