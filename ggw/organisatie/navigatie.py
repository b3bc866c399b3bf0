"""The main menu: what this person may open, in fixed order."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from ggw.organisatie.sessies import sessie_tot

MENU = (
    ("Vandaag", "rapportage:vandaag", "vandaag.bekijken"),
    ("Agenda", "gezinnen:agenda", "contact.bekijken"),
    ("Berichten", "gezinnen:berichten", "vandaag.bekijken"),
    ("Verwijzingen", "spic:partner", "partner.bekijken"),
    ("Mensen", "aanbieder:mensen", "partner.mensen"),
    ("Aanbod", "spic:partner-aanbod", "partner.aanbod"),
    ("Mijn gezinnen", "rapportage:gezinnen", "gezinnen.lijst"),
    ("Basisteam", "rapportage:basisteams", "basisteam.bekijken"),
    ("Basisteamoverleg", "gezinnen:basisteamoverleg", "bto.bekijken"),
    ("Wachtlijst", "veiligheid:wachtlijst", "gezinnen.lijst"),
    ("Kwesties", "gezinnen:kwestielijst", "kwestie.bekijken"),
    ("Hulpaanbod", "spic:hulpaanbod", "kosten.bekijken"),
    ("Kosten van hulp", "spic:kosten", "kosten.bekijken"),
    ("Passende hulp", "spic:gaten", "hulp.gaten"),
    ("Kengetallen", "rapportage:kengetallen", "kengetallen.bekijken"),
    ("Aanbieders", "rapportage:kengetallen-aanbieders", "kengetallen.aanbieders"),
    ("Aanmeldingen", "gezinnen:aanmeldingen", "aanmelding.behandelen"),
    ("Vervanging", "organisatie:vervangingen", "vervanging.regelen"),
    ("Rooster", "organisatie:rooster", "rooster.wijzigen"),
    ("Inzage", "toezicht:begin", "inzage.bekijken"),
    ("Voorstellen", "organisatie:voorstellen", "beheer.goedkeuren"),
    ("Mensen", "organisatie:mensen", "beheer.mensen"),
    ("Verzending", "gezinnen:verzending", "beheer.verzending"),
    ("Naslag", "organisatie:naslag", "beheer.naslag"),
    ("Instrumenten", "veiligheid:instrumenten", "beheer.naslag"),
)
"""What somebody opens daily comes first: it decides what stays in the row."""

PAST_OP_EEN_RIJ = 7
"""Items beside the name of who is signed in, on a screen of 1280 px. Who has more finds the others under "Meer"."""

UITLEG = {
    "gezinnen:berichten": "Wat het systeem u per mail stuurde.",
    "rapportage:gezinnen": "De gezinnen die u mag openen: zoek op naam of nummer.",
    "veiligheid:wachtlijst": "Gezinnen die nog geen gezinsmanager hebben, en wie naar hen kijkt.",
    "rapportage:basisteams": "Hoe uw team ervoor staat, en welk gezin u eerst bespreekt.",
    "gezinnen:kwestielijst": "Wat de hulp tegenhoudt, en bij wie het ligt.",
    "rapportage:kengetallen": "Hoe het gaat: gezinnen, maatregelen, veiligheid en hulp in getallen, per team, gemeente en jaar.",
    "rapportage:kengetallen-aanbieders": "Hoe lang antwoord en hulp duren, en wat hulp oplevert, per aanbieder.",
    "gezinnen:aanmeldingen": "Nieuwe vragen: leg vast, kijk of het gezin bekend is, neem aan of weiger.",
    "toezicht:begin": "Wie keek in welk dossier, en wat opvalt en op uw oordeel wacht.",
    "organisatie:voorstellen": "Wat een collega wil wijzigen en waar een tweede persoon bij nodig is.",
    "organisatie:mensen": "Wie hier werkt: uitnodigen, rol en team wijzigen, beëindigen.",
    "gezinnen:verzending": "Of de herinneringen en de mail aankomen.",
    "organisatie:naslag": "De lijsten en de normen waar het systeem mee rekent.",
    "veiligheid:instrumenten": "De vragenlijsten voor veiligheid en risico.",
}
"""What is behind an item, for who has no families and so no work on the front page."""


def begint_bij_cijfers(gebruiker: Any) -> bool:
    """Somebody with figures and no families has no Vandaag: the figures are the front page."""
    rechten = gebruiker.rechten_van_de_rol
    return "kengetallen.bekijken" in rechten and "gezinnen.lijst" not in rechten


class Item(NamedTuple):
    naam: str
    url: str
    actief: bool
    uitleg: str = ""


class Menu(NamedTuple):
    """The items in two parts; `meer` is empty when all fit in the row."""

    rij: list[Item]
    meer: list[Item]

    @property
    def actief_onder_meer(self) -> bool:
        return any(item.actief for item in self.meer)


def navigatie(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: the menu and whether this is the example mode. Asks the database nothing."""
    gebruiker = getattr(request, "user", None)
    items = []
    if gebruiker is not None and gebruiker.is_authenticated:
        weg = {"rapportage:vandaag"} if begint_bij_cijfers(gebruiker) else set()
        for naam, url_naam, recht in MENU:
            if url_naam in weg:
                continue
            if recht in gebruiker.rechten_van_de_rol:
                try:
                    url = reverse(url_naam)
                except NoReverseMatch:
                    continue
                items.append(Item(naam, url, False, UITLEG.get(url_naam, "")))
    past = [
        item.url
        for item in items
        if request.path == item.url or (request.path.startswith(item.url) and item.url != "/")
    ]
    hier = max(past, key=len, default="")
    items = [item._replace(actief=item.url == hier) for item in items]
    rij = len(items) if len(items) <= PAST_OP_EEN_RIJ else PAST_OP_EEN_RIJ - 1
    return {
        "navigatie": items,
        "menu": Menu(items[:rij], items[rij:]),
        "voorbeeldmodus": settings.VOORBEELD,
        "sessie_tot": sessie_tot(request),
    }
