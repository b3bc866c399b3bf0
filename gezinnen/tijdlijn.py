"""The family's timeline: how each kind of Gebeurtenis reads in Dutch, where it leads, and who may see it.

The app that writes an event says here how it reads, once, at import of its own models or in `AppConfig.ready()`:

    from gezinnen.tijdlijn import ZINNEN
    ZINNEN.update({
        "afname.afgerond": ("Instrument ingevuld", "veiligheid:afname"),
        "plan.status": (lambda g: f"Gezinsplan: {PlanStatus(g.gegevens['naar']).label}", "gezinnen:plan"),
        "lid.gewijzigd": ("Gegevens van een gezinslid gewijzigd", "gezinnen:leden#lid-"),
        "adres.gewijzigd": ("Adres gewijzigd", None),
    })

Key: the `soort` of the event, `onderwerp.handeling`. Value: the sentence (or a function of the Gebeurtenis that gives it; codes
become words there, names never appear) and the name of the url it leads to, or None. A url that takes `nummer` and `pk` gets
`onderwerp_id` as pk; one that takes only `nummer` leads to that page; after a `#` comes the start of an anchor to which
`onderwerp_id` is added. Link to a page that everybody who sees the event may open, so not to a form.

The part of `soort` before the dot decides who sees the event and under which filter it falls: add it to the `voorvoegsels` of
one of ONDERWERPEN, or append an Onderwerp. What stands in none of them is seen only with the right STANDAARD_RECHT.
A kind without a sentence is shown by its name: it never breaks the page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import NoReverseMatch

from gezinnen.gezinsadres import gezinsadres
from gezinnen.models import DocumentSoort, Gebeurtenis
from gezinnen.models.gezin import GebeurtenisQuerySet
from ggw.organisatie.models import Gebruiker


def soortnaam(gebeurtenis: Gebeurtenis) -> str:
    return DocumentSoort(gebeurtenis.gegevens["code"]).label.lower()


Zin = str | Callable[[Gebeurtenis], str]

ZINNEN: dict[str, tuple[Zin, str | None]] = {
    "aanmelding.aanvaard": ("Aanmelding aangenomen", None),
    "noodtoegang.gekregen": ("Iemand kreeg noodtoegang", None),
    "noodtoegang.toegestaan": ("Noodtoegang voor een collega vooraf toegestaan", None),
    "afscherming.gevraagd": ("Afscherming gevraagd", None),
    "afscherming.afschermen": ("Dossier afgeschermd", None),
    "afscherming.opheffen": ("Afscherming opgeheven", None),
    "afscherming.benoemen": ("Iemand erbij aangewezen die het dossier kan openen", None),
    "afscherming.geweigerd": ("Vraag over afscherming afgewezen", None),
    "document.toegevoegd": (lambda g: f"Document toegevoegd: {soortnaam(g)}", "gezinnen:documenten#document-"),
    "document.ingetrokken": ("Document ingetrokken", "gezinnen:documenten#document-"),
    "maatregel.toegevoegd": ("Maatregel vastgelegd", "gezinnen:maatregelen#maatregel-"),
    "maatregel.gewijzigd": ("Maatregel gewijzigd", "gezinnen:maatregelen#maatregel-"),
    "maatregel.verlengd": ("Maatregel verlengd", "gezinnen:maatregelen#maatregel-"),
    "maatregel.beeindigd": ("Maatregel beëindigd", "gezinnen:maatregelen#maatregel-"),
    "machtiging.toegevoegd": ("Machtiging vastgelegd", "gezinnen:maatregelen#machtiging-"),
    "machtiging.gewijzigd": ("Machtiging gewijzigd", "gezinnen:maatregelen#machtiging-"),
    "machtiging.verlengd": ("Machtiging verlengd", "gezinnen:maatregelen#machtiging-"),
    "machtiging.beeindigd": ("Machtiging beëindigd", "gezinnen:maatregelen#machtiging-"),
    "machtiging.uitgevoerd": ("Machtiging uitgevoerd", "gezinnen:maatregelen#machtiging-"),
    "zitting.toegevoegd": ("Zitting vastgelegd", "gezinnen:maatregelen#zitting-"),
    "zitting.gewijzigd": ("Zitting gewijzigd", "gezinnen:maatregelen#zitting-"),
    "aanwijzing.toegevoegd": ("Schriftelijke aanwijzing vastgelegd", "gezinnen:maatregelen#aanwijzing-"),
    "aanwijzing.gewijzigd": ("Schriftelijke aanwijzing gewijzigd", "gezinnen:maatregelen#aanwijzing-"),
    "verblijf.toegevoegd": ("Verblijf van een kind vastgelegd", "gezinnen:maatregelen#verblijf-"),
    "verblijf.beeindigd": ("Verblijf van een kind beëindigd", "gezinnen:maatregelen#verblijf-"),
    "verblijf.gewijzigd": ("Verblijf van een kind gewijzigd", "gezinnen:maatregelen#verblijf-"),
    "termijn.duwtje": ("Een leidinggevende herinnerde aan een termijn", None),
}

STANDAARD_RECHT = "contact.bekijken"


@dataclass(frozen=True)
class Onderwerp:
    """A choice in the filter: its code in the URL, its name, the right to see it, and the first words of its events."""

    code: str
    naam: str
    recht: str
    voorvoegsels: frozenset[str]


ONDERWERPEN: list[Onderwerp] = [
    Onderwerp(
        "gezin",
        "Begeleiding en toewijzing",
        "gezin.bekijken",
        frozenset(
            {
                "aanmelding",
                "gezin",
                "begeleiding",
                "fase",
                "toewijzing",
                "wachtplek",
                "noodtoegang",
                "afscherming",
                "tevredenheid",
            }
        ),
    ),
    Onderwerp(
        "leden",
        "Gezin en netwerk",
        "gezin.bekijken",
        frozenset(
            {
                "adres",
                "bsn",
                "contactgegeven",
                "gezag",
                "gezinslid",
                "huishouden",
                "koppeling",
                "leden",
                "lid",
                "netwerk",
                "netwerklid",
                "relatie",
            }
        ),
    ),
    Onderwerp(
        "maatregelen",
        "Maatregelen en verblijf",
        "gezin.bekijken",
        frozenset({"maatregel", "machtiging", "zitting", "aanwijzing", "verblijf"}),
    ),
    Onderwerp("documenten", "Documenten", "document.bekijken", frozenset({"document"})),
    Onderwerp(
        "contact",
        "Contact",
        "contact.bekijken",
        frozenset({"contact", "contactmoment", "contactafspraak", "afspraak"}),
    ),
    Onderwerp(
        "veiligheid",
        "Veiligheid",
        "veiligheid.bekijken",
        frozenset({"veiligheid", "afname", "meting", "veiligheidsmeting", "veiligheidsplan", "meelezing"}),
    ),
    Onderwerp(
        "plan",
        "Gezinsplan",
        "plan.bekijken",
        frozenset({"plan", "gezinsplan", "familiegroepsplan", "planafdruk", "resultaat", "actie", "visie"}),
    ),
]


def onderwerpen_voor(gebruiker: Gebruiker) -> list[Onderwerp]:
    return [onderwerp for onderwerp in ONDERWERPEN if gebruiker.has_perm(onderwerp.recht)]


def gebeurtenissen_voor(gebruiker: Gebruiker, rijen: GebeurtenisQuerySet, code: str = "") -> GebeurtenisQuerySet:
    """Of these events the ones this person may see; with the code of an Onderwerp only those. An unknown code gives all."""
    gekozen = [onderwerp for onderwerp in onderwerpen_voor(gebruiker) if onderwerp.code == code]
    if gekozen:
        return rijen.filter(begint_met(gekozen))
    if gebruiker.has_perm(STANDAARD_RECHT):
        verborgen = [onderwerp for onderwerp in ONDERWERPEN if not gebruiker.has_perm(onderwerp.recht)]
        return rijen.exclude(begint_met(verborgen)) if verborgen else rijen
    return rijen.filter(begint_met(onderwerpen_voor(gebruiker)))


def ouder_dan(rijen: GebeurtenisQuerySet, op: datetime, pk: int) -> GebeurtenisQuerySet:
    """What comes after this line in the order of `nieuwste_eerst()`: the next keyset page."""
    return rijen.filter(Q(op__lt=op) | Q(op=op, pk__lt=pk))


def begint_met(onderwerpen: list[Onderwerp]) -> Q:
    regel = Q(pk__in=[])
    for onderwerp in onderwerpen:
        for voorvoegsel in sorted(onderwerp.voorvoegsels):
            regel |= Q(soort__startswith=f"{voorvoegsel}.")
    return regel


@dataclass(frozen=True)
class Regel:
    """One line of the timeline as the page shows it."""

    gebeurtenis: Gebeurtenis
    zin: str
    url: str


def regels(gebeurtenissen: list[Gebeurtenis], nummer: str) -> list[Regel]:
    return [Regel(g, zin_van(g), url_van(g, nummer)) for g in gebeurtenissen]


def zin_van(gebeurtenis: Gebeurtenis) -> str:
    zin: Zin = ZINNEN.get(gebeurtenis.soort, (gewoon, None))[0]
    if isinstance(zin, str):
        return zin
    try:
        return zin(gebeurtenis)
    except (KeyError, ValueError, TypeError, AttributeError):  # an older event may lack what the sentence needs
        return gewoon(gebeurtenis)


def gewoon(gebeurtenis: Gebeurtenis) -> str:
    """The name of the kind as words: `contact_afspraak.gewijzigd` becomes "Contact afspraak gewijzigd"."""
    return gebeurtenis.soort.replace(".", " ").replace("_", " ").capitalize()


def url_van(gebeurtenis: Gebeurtenis, nummer: str) -> str:
    """Where the line leads; empty when there is nothing to open."""
    naam = ZINNEN.get(gebeurtenis.soort, ("", None))[1]
    if naam is None:
        return ""
    naam, kruis, anker = naam.partition("#")
    try:
        if gebeurtenis.onderwerp_id is not None and not kruis:
            return gezinsadres(naam, nummer, gebeurtenis.onderwerp_id)
    except NoReverseMatch:
        pass
    try:
        pagina = gezinsadres(naam, nummer)
    except NoReverseMatch:
        return ""
    return f"{pagina}#{anker}{gebeurtenis.onderwerp_id or ''}" if kruis else pagina
