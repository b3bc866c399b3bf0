"""The SPIC catalogue, referrals to care providers, what these receive and what both sides tell each other."""

from spic.models.catalogus import Intensiteit, Profiel, Segment, Spic, Stelsel
from spic.models.einde import Eindbesluit, Eindoordeel, Eindvoorstel, Uitkomst, oorzaak
from spic.models.overgangen import (
    IN_HULP,
    LOPEND,
    OVERGANGEN,
    VOORBIJ,
    WACHTEND,
    Partij,
    VerwijzingGeweigerd,
    VerwijzingStatus,
)
from spic.models.pakket import Pakket, afdruk
from spic.models.redenen import Eindreden, Weigerreden
from spic.models.samenwerking import Onderaanneming, VerwijzingBericht, Voortgang
from spic.models.spicgesprek import Bijdragesoort, SpicBijdrage
from spic.models.tarieven import Gezinsbudget, Tarief, Tariefeenheid
from spic.models.verkenning import Plekantwoord, Verkenning, VerkenningAanbieder
from spic.models.verwijzing import Grondslag, Verwijzing
from spic.models.verwijzingdelen import VerwijzingKind, VerwijzingResultaat, Verwijzingstap

__all__ = [
    "IN_HULP",
    "LOPEND",
    "OVERGANGEN",
    "VOORBIJ",
    "WACHTEND",
    "Bijdragesoort",
    "Eindbesluit",
    "Eindoordeel",
    "Eindreden",
    "Eindvoorstel",
    "Gezinsbudget",
    "Grondslag",
    "Intensiteit",
    "Onderaanneming",
    "Pakket",
    "Partij",
    "Plekantwoord",
    "Profiel",
    "Segment",
    "Spic",
    "SpicBijdrage",
    "Stelsel",
    "Tarief",
    "Tariefeenheid",
    "Uitkomst",
    "Verkenning",
    "VerkenningAanbieder",
    "Verwijzing",
    "VerwijzingBericht",
    "VerwijzingGeweigerd",
    "VerwijzingKind",
    "VerwijzingResultaat",
    "VerwijzingStatus",
    "Verwijzingstap",
    "Voortgang",
    "Weigerreden",
    "afdruk",
    "oorzaak",
]
