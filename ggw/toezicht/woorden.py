"""The access log in words that a family understands."""

from __future__ import annotations

from collections.abc import Iterable

from ggw.organisatie.rollen import Rol

WAT = {
    "gezin.bekijken": "gegevens van het gezin bekeken",
    "gezin.wijzigen": "gegevens van het gezin veranderd of willen veranderen",
    "gezin.bsn_tonen": "een burgerservicenummer getoond",
    "gezin.inzage": "bekeken wie dit dossier heeft gezien",
    "gezin.toewijzen": "bekeken of geregeld wie het gezin begeleidt",
    "gezin.afschermen": "gewerkt aan de afscherming van het dossier",
    "maatregel.wijzigen": "gewerkt aan maatregelen, zittingen of verblijf",
    "contact.bekijken": "verslagen van contact bekeken",
    "contact.vastleggen": "contact of een afspraak vastgelegd",
    "document.bekijken": "documenten bekeken",
    "document.toevoegen": "een document toegevoegd",
    "document.intrekken": "een document ingetrokken",
    "veiligheid.bekijken": "veiligheid bekeken",
    "veiligheid.meten": "een cijfer voor veiligheid gegeven",
    "veiligheid.afnemen": "gewerkt aan een vragenlijst over veiligheid",
    "veiligheid.plannen": "gewerkt aan het veiligheidsplan",
    "veiligheid.meelezen": "het veiligheidsplan nagelezen",
    "plan.bekijken": "het gezinsplan bekeken",
    "plan.schrijven": "gewerkt aan het gezinsplan",
    "plan.vaststellen": "beslist over het gezinsplan",
    "fase.bekijken": "de fase en de besluiten daarover bekeken",
    "fase.aanvragen": "een volgende fase of het einde van de begeleiding aangevraagd",
    "gezin.heropenen": "de begeleiding opnieuw geopend of willen openen",
    "basisteam.bekijken": "het gezin gezien in het overzicht van het basisteam",
    "basisteam.uitvoeren": "het gezin meegenomen in een bestand van het basisteam",
    "bto.bekijken": "het gezin gezien op de agenda van het basisteamoverleg",
    "bto.bijhouden": "een punt voor het basisteamoverleg ingebracht of het overleg bijgehouden",
    "bto.besluiten": "besloten in het basisteamoverleg",
    "borging.bekijken": "het borgingsplan bekeken",
    "borging.schrijven": "gewerkt aan het borgingsplan of de overdracht",
    "borging.vaststellen": "beslist over het borgingsplan",
    "kwestie.bekijken": "kwesties bekeken",
    "kwestie.schrijven": "gewerkt aan een kwestie",
    "overleg.houden": "gewerkt aan een uitvoerdersoverleg of een informatieverzoek",
    "gezinnen.lijst": "het gezin gezien in een lijst of bij zoeken",
    "vandaag.bekijken": "het gezin gezien in de lijst van vandaag",
    "persoon.koppelen": "nagegaan of iemand ook elders bekend is",
    "aanmelding.behandelen": "de aanmelding behandeld",
    "verwijzing.bekijken": "verwijzingen naar hulp bekeken",
    "verwijzing.schrijven": "gewerkt aan een verwijzing naar hulp",
    "verwijzing.spic": "meegepraat over de SPIC van een verwijzing",
    "termijn.uitstellen": "een termijn uitgesteld of niet van toepassing verklaard",
    "termijn.vrijstellen": "een termijn van veiligheid of wet uitgesteld of niet van toepassing verklaard",
    "termijn.herinneren": "de termijnen van het team bekeken of een collega herinnerd",
    "noodtoegang.vragen": "noodtoegang gevraagd",
    "noodtoegang.toestaan": "noodtoegang voor een collega toegestaan",
    "vervanging.regelen": "een vervanging geregeld",
    "rooster.wijzigen": "het dienstrooster veranderd",
    "kengetallen.aanbieders": "cijfers van aanbieders bekeken",
    "kengetallen.bekijken": "cijfers bekeken",
    "tevredenheid.vragen": "het gezin gevraagd wat het van ons vindt",
    "inzage.bekijken": "het inzagelogboek bekeken",
    "inzage.beoordelen": "het inzagelogboek beoordeeld",
    "afscherming.beslissen": "beslist over de afscherming van het dossier",
    "partner.bekijken": "het pakket voor de aanbieder bekeken",
    "partner.beantwoorden": "de verwijzing beantwoord",
    "partner.melden": "iets gemeld over de hulp",
    "partner.aanbod": "opgegeven hoe lang gezinnen wachten",
    "partner.mensen": "accounts van de eigen aanbieder bijgehouden",
    "signaal.beoordelen": "een signaal beoordeeld",
    "kosten.bekijken": "verwachte kosten van hulp bekeken",
    "hulp.gaten": "bekeken welke hulp er ontbreekt",
    "beheer.mensen": "accounts beheerd",
    "beheer.naslag": "lijsten beheerd",
    "beheer.verzending": "gekeken of mail aankomt",
    "beheer.goedkeuren": "een wijziging van een account beoordeeld",
}
"""What was done, by the right that the page asks for. A test holds it complete."""

GRONDEN = {
    "gezinsmanager": "is gezinsmanager van dit gezin",
    "wachter": "is wachter van dit gezin",
    "basisteam": "werkt in het basisteam van dit gezin",
    "supervisie": "begeleidt of leidt het basisteam van dit gezin",
    "vervanging": "vervangt de gezinsmanager",
    "zorgbemiddeling": "bemiddelt hulp voor dit gezin",
    "dienst": "heeft bereikbaarheidsdienst",
    "noodtoegang": "heeft noodtoegang",
    "benoemd": "is voor dit gezin aangewezen",
    "afgesloten": "werkte in het laatste team van dit gezin",
    "lijst": "zag het gezin in een eigen lijst",
    "instroom": "behandelde de aanmelding",
    "toezicht": "houdt toezicht op de inzage",
    "aanmeldteam": "werkt bij het aanmeldteam van een aanbieder",
    "hulpverlener": "is hulpverlener van dit gezin",
    "partner": "zag het gezin in een lijst van de aanbieder",
    "geen": "had geen toegang",
}
"""The grounds of the log and of the view `toegang`."""


def rolnaam(rol: str) -> str:
    return Rol(rol).label if rol in Rol.values else rol


def in_woorden(gebeurtenissen: Iterable[str]) -> str:
    """ "Gegevens van het gezin bekeken; het gezinsplan bekeken": what somebody did, most telling first."""
    woorden = list(dict.fromkeys(WAT.get(code, code) for code in sorted(gebeurtenissen, key=volgorde)))
    tekst = "; ".join(woorden)
    return tekst[:1].upper() + tekst[1:]


def volgorde(code: str) -> tuple[bool, str]:
    return code.endswith((".bekijken", ".lijst")), code
