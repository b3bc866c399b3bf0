"""The people of the organisation and the places they work in. No family is known here."""

from ggw.organisatie.models.mensen import (
    Beheergebeurtenis,
    Gebruiker,
    GebruikerManager,
    Geweigerd,
    Lidmaatschap,
    LidmaatschapQuerySet,
    Medewerker,
    Uitnodiging,
)
from ggw.organisatie.models.plaatsen import Aanbieder, AanbiederSoort, Basisteam, Gemeente, LokaalTeam

__all__ = [
    "Aanbieder",
    "AanbiederSoort",
    "Basisteam",
    "Beheergebeurtenis",
    "Gebruiker",
    "GebruikerManager",
    "Gemeente",
    "Geweigerd",
    "Lidmaatschap",
    "LidmaatschapQuerySet",
    "LokaalTeam",
    "Medewerker",
    "Uitnodiging",
]
