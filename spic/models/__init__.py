"""The SPIC catalogue, referrals to care providers, what these receive and what both sides tell each other."""

from spic.models.aanbieder import Aanbod, Hulpaanbod, Wachtopgave, per_aanbieder
from spic.models.bellijst import Belnummer, Belregel, Vasteplek
from spic.models.catalogus import Intensiteit, Profiel, Segment, Spic, Stelsel
from spic.models.einde import Eindbesluit, Eindoordeel, Eindvoorstel, Uitkomst, oorzaak
from spic.models.hulp import (
    LOPENDE_HULP,
    AndereHulp,
    BezoekenPer,
    HulpGeweigerd,
    Hulpgroep,
    Hulpontvanger,
    Hulpresultaat,
    Hulpsoort,
    HulpStatus,
    Hulpwissel,
)
from spic.models.ouders import GgzContact, PsychischeProblemen, Zegsman
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
from spic.models.passend import Bezoekbron, Bezoekmaand, Pasmoment, Pasoordeel, Passendheid, afgesproken_in
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
    "LOPENDE_HULP",
    "OVERGANGEN",
    "VOORBIJ",
    "WACHTEND",
    "Aanbod",
    "AndereHulp",
    "Belnummer",
    "Belregel",
    "Bezoekbron",
    "BezoekenPer",
    "Bezoekmaand",
    "Bijdragesoort",
    "Eindbesluit",
    "Eindoordeel",
    "Eindreden",
    "Eindvoorstel",
    "Gezinsbudget",
    "GgzContact",
    "Grondslag",
    "HulpGeweigerd",
    "HulpStatus",
    "Hulpaanbod",
    "Hulpgroep",
    "Hulpontvanger",
    "Hulpresultaat",
    "Hulpsoort",
    "Hulpwissel",
    "Intensiteit",
    "Onderaanneming",
    "Pakket",
    "Partij",
    "Pasmoment",
    "Pasoordeel",
    "Passendheid",
    "Plekantwoord",
    "Profiel",
    "PsychischeProblemen",
    "Segment",
    "Spic",
    "SpicBijdrage",
    "Stelsel",
    "Tarief",
    "Tariefeenheid",
    "Uitkomst",
    "Vasteplek",
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
    "Wachtopgave",
    "Weigerreden",
    "Zegsman",
    "afdruk",
    "afgesproken_in",
    "oorzaak",
    "per_aanbieder",
]
