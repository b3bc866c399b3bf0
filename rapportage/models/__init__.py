from rapportage.models.kengetal import Kengetalronde, Kengetalwaarde, Niveau, Periode, Soort
from rapportage.models.tevredenheid import Antwoord, Moment, Tevredenheid, Tevredenheidsvraag, Vraag

__all__ = [
    "Antwoord",
    "Kengetalronde",
    "Kengetalwaarde",
    "Moment",
    "Niveau",
    "Periode",
    "Soort",
    "Tevredenheid",
    "Tevredenheidsvraag",
    "Vraag",
]
