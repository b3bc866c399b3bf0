"""The people of the organisation and the places they work in. No family is known here."""

from ggw.organisatie.models.diensten import DIENSTROLLEN, VERVANGROLLEN, Dienst, Vervanging
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
from ggw.organisatie.models.sessies import Sessie
from ggw.organisatie.models.voorstellen import Voorstel, VoorstelSoort

__all__ = [
    "DIENSTROLLEN",
    "VERVANGROLLEN",
    "Aanbieder",
    "AanbiederSoort",
    "Basisteam",
    "Beheergebeurtenis",
    "Dienst",
    "Gebruiker",
    "GebruikerManager",
    "Gemeente",
    "Geweigerd",
    "Lidmaatschap",
    "LidmaatschapQuerySet",
    "LokaalTeam",
    "Medewerker",
    "Sessie",
    "Uitnodiging",
    "Vervanging",
    "Voorstel",
    "VoorstelSoort",
]
