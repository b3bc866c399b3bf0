from rapportage.models.kengetal import Kengetalronde, Kengetalwaarde, Niveau, Periode, Soort
from rapportage.models.teamstand import Teamcijfer, Teamstand

__all__ = ["Kengetalronde", "Kengetalwaarde", "Niveau", "Periode", "Soort", "Teamcijfer", "Teamstand"]
