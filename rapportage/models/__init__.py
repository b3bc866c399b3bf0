from rapportage.models.kengetal import Kengetalronde, Kengetalwaarde, Niveau, Periode, Soort
from rapportage.models.teamstand import Teamcijfer, Teamstand
from rapportage.models.tevredenheid import Antwoord, Moment, Tevredenheid, Tevredenheidsvraag, Vraag

__all__ = [
    "Antwoord",
    "Kengetalronde",
    "Kengetalwaarde",
    "Moment",
    "Niveau",
    "Periode",
    "Soort",
    "Teamcijfer",
    "Teamstand",
    "Tevredenheid",
    "Tevredenheidsvraag",
    "Vraag",
]
