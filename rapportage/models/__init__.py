from rapportage.models.kengetal import Kengetalronde, Kengetalwaarde, Niveau, Periode, Soort

__all__ = ["Kengetalronde", "Kengetalwaarde", "Niveau", "Periode", "Soort"]
