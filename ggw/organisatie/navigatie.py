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
    ("Mijn gezinnen", "rapportage:gezinnen", "gezinnen.lijst"),
    ("Wachtlijst", "veiligheid:wachtlijst", "gezinnen.lijst"),
    ("Basisteamoverleg", "gezinnen:basisteamoverleg", "bto.bekijken"),
    ("Kwesties", "gezinnen:kwestielijst", "kwestie.bekijken"),
    ("Passende hulp", "spic:gaten", "hulp.gaten"),
    ("Aanmeldingen", "gezinnen:aanmeldingen", "aanmelding.behandelen"),
    ("Weekoverzicht", "gezinnen:weekoverzicht", "termijn.herinneren"),
    ("Vervanging", "organisatie:vervangingen", "vervanging.regelen"),
    ("Rooster", "organisatie:rooster", "rooster.wijzigen"),
    ("Inzage", "toezicht:begin", "inzage.bekijken"),
    ("Voorstellen", "organisatie:voorstellen", "beheer.goedkeuren"),
    ("Mensen", "organisatie:mensen", "beheer.mensen"),
    ("Verzending", "gezinnen:verzending", "beheer.verzending"),
    ("Naslag", "organisatie:naslag", "beheer.naslag"),
    ("Instrumenten", "veiligheid:instrumenten", "beheer.naslag"),
)


class Item(NamedTuple):
    naam: str
    url: str
    actief: bool


def navigatie(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: the menu and whether this is the example mode. Asks the database nothing."""
    gebruiker = getattr(request, "user", None)
    items = []
    if gebruiker is not None and gebruiker.is_authenticated:
        for naam, url_naam, recht in MENU:
            if recht is None or gebruiker.has_perm(recht):
                try:
                    url = reverse(url_naam)
                except NoReverseMatch:
                    continue
                actief = request.path == url or (url != "/" and request.path.startswith(url))
                items.append(Item(naam, url, actief))
    return {"navigatie": items, "voorbeeldmodus": settings.VOORBEELD, "sessie_tot": sessie_tot(request)}
