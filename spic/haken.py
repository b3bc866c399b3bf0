"""What spic hangs on the pages of gezinnen: the tab Hulp, norms, reference data and the sentences of the timeline."""

from __future__ import annotations

from gezinnen.aanhaken import TABBLADEN, VOORWAARDEN, Tabblad, Voorwaarde
from gezinnen.models import Begeleiding, Fase, Gezin
from gezinnen.nieuws import NIEUWSSOORTEN, Nieuwsregel, Nieuwssoort
from gezinnen.rekenen import NA_PARTNER
from gezinnen.tijdlijn import ONDERWERPEN, ZINNEN, Onderwerp
from ggw.organisatie.naslag import EIGEN_PAGINAS, Naslagsoort, registreer
from spic import normbronnen
from spic.hulphaken import haak_andere_hulp_aan
from spic.models import Eindreden, Weigerreden
from spic.verwijzen import open_kwesties_na_weigering

GEBEURTENISSEN = {
    "begonnen": "Verwijzing naar hulp begonnen",
    "verzonden": "Verwijzing naar hulp verstuurd",
    "overleg": "Aanbieder vroeg om een andere SPIC",
    "geaccepteerd": "Aanbieder nam de verwijzing aan",
    "geweigerd": "Aanbieder weigerde de verwijzing",
    "startgesprek": "Startgesprek gepland",
    "startgesprek_gehouden": "Startgesprek gehouden",
    "gestart": "Hulp loopt",
    "stagnatie": "Hulp loopt vast",
    "einde_voorgesteld": "Voorgesteld om te stoppen met hulp",
    "eindbesluit": "Besloten over stoppen met hulp",
    "beeindigd": "Hulp beëindigd",
    "einddatum": "Einddatum van hulp afgesproken",
    "hulpverlener": "Aanbieder noemde een hulpverlener",
    "ingetrokken": "Verwijzing ingetrokken",
    "pakket": "Nieuwe informatie gedeeld met de aanbieder",
    "spic_voorstel": "Andere SPIC voorgesteld",
    "spic_argument": "Gereageerd in het gesprek over de SPIC",
    "spic_besluit": "Besloten welke SPIC het wordt",
    "voortgang": "Voortgang van hulp gemeld",
    "bericht": "Bericht over een verwijzing",
    "onderaannemer": "Aanbieder bracht een onderaannemer in",
    "onder_hulpverlener": "Onderaannemer noemde een hulpverlener",
    "onder_gestopt": "Onderaannemer gestopt",
}

VERKENNEN = {
    "gevraagd": "Aan aanbieders gevraagd of er plek is",
    "beantwoord": "Aanbieder antwoordde op een verkenning",
    "gesloten": "Verkenning gesloten",
}
NIEUWS = {
    "verwijzing": Nieuwssoort(
        eigen=Nieuwsregel("Er is iets nieuws in de verwijzing van gezin {nummer}", "spic:verwijzing"),
        partner=Nieuwsregel("Er is iets nieuws in de verwijzing van gezin {nummer}", "spic:partner-verwijzing"),
        partner_sleutel="verwijzing",
    ),
    "verkenning": Nieuwssoort(
        eigen=Nieuwsregel("Er is een antwoord op de verkenning voor gezin {nummer}", "spic:verkenning"),
        partner=Nieuwsregel("Er is een nieuwe vraag of u plek heeft", "spic:partner-plek"),
        partner_sleutel="vraag",
    ),
}


def verwijzingen_voorbij(gezin: Gezin, begeleiding: Begeleiding) -> bool:
    """Referrals closed, or handed over to the lokaal team (a referral with an agreed last day goes on without us)."""
    return not gezin.verwijzingen.lopend().filter(einddatum__isnull=True).exists()


def haak_aan() -> None:
    EIGEN_PAGINAS.append(
        ("SPIC-catalogus", "spic:catalogi", "Welke hulp te kiezen is, vanaf wanneer, en wat die kost.")
    )
    EIGEN_PAGINAS.append(("Aanbod", "spic:aanbod", "Welke hulp is bij welke aanbieder ingekocht, en in welke regio's."))
    TABBLADEN.append(Tabblad("Hulp", "spic:hulp", "verwijzing.bekijken", 45))
    ONDERWERPEN.append(
        Onderwerp(
            "hulp",
            "Hulp",
            "verwijzing.bekijken",
            frozenset({"verwijzing", "verkenning", "hulp", "passendheid", "bezoeken", "bellijst"}),
        )
    )
    ZINNEN.update({f"verwijzing.{wat}": (zin, "spic:verwijzing") for wat, zin in GEBEURTENISSEN.items()})
    ZINNEN.update({f"verkenning.{wat}": (zin, "spic:verkenning") for wat, zin in VERKENNEN.items()})
    NIEUWSSOORTEN.update(NIEUWS)
    VOORWAARDEN.append(
        Voorwaarde(
            Fase.BORGEN,
            Fase.NAZORG,
            "Elke verwijzing is klaar, of er is afgesproken tot wanneer de hulp doorloopt",
            verwijzingen_voorbij,
            "spic:hulp",
        )
    )
    NA_PARTNER.append(open_kwesties_na_weigering)
    registreer(
        Naslagsoort(
            "redenen-weigeren",
            Weigerreden,
            ("code", "naam", "volgorde", "actief"),
            ("naam", "code", "volgorde"),
            "Waarom een aanbieder een verwijzing weigert. Voorbeeldinhoud: vul hier de eigen woorden in.",
        ),
        Naslagsoort(
            "redenen-einde-hulp",
            Eindreden,
            ("code", "naam", "volgorde", "actief"),
            ("naam", "code", "volgorde"),
            "Waarom hulp stopt. Voorbeeldinhoud: vul hier de eigen woorden in.",
        ),
    )
    normbronnen.haak_aan()
    haak_andere_hulp_aan()
