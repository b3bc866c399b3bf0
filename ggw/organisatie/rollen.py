"""Who may do what: one plain table of role → rights (domein.md, section 5).

A right is a word of the domain, `onderwerp.handeling`. Which *rows* somebody sees is no matter of rights but of the door
(`ggw.toegang`). Nobody is superuser; a right that is not in this table does not exist.
"""

from django.db import models


class Rol(models.TextChoices):
    GEZINSMANAGER = "gezinsmanager", "Gezinsmanager"
    SENIOR = "senior", "Senior gezinsmanager"
    GEDRAGSDESKUNDIGE = "gedragsdeskundige", "Gedragsdeskundige"
    TEAMMANAGER = "teammanager", "Teammanager"
    ZORGBEMIDDELAAR = "zorgbemiddelaar", "Zorgbemiddelaar"
    INSTROOM = "instroom", "Instroom"
    DIENST = "dienst", "Bereikbaarheidsdienst"
    SECRETARIAAT = "secretariaat", "Secretariaat"
    BESTUURDER = "bestuurder", "Bestuurder"
    BEHEERDER = "beheerder", "Functioneel beheerder"
    PRIVACY = "privacyfunctionaris", "Privacyfunctionaris"
    AANMELDTEAM = "aanmeldteam", "Aanmeldteam van een aanbieder"
    HULPVERLENER = "hulpverlener", "Hulpverlener van een aanbieder"
    AANBIEDERBEHEERDER = "aanbiederbeheerder", "Beheerder van een aanbieder"


PARTNERROLLEN = frozenset({Rol.AANMELDTEAM, Rol.HULPVERLENER, Rol.AANBIEDERBEHEERDER})
"""People of a care provider. They see frozen packages and nothing else (`toegang.md`, Partners)."""

UITNODIGBAAR = frozenset({Rol.AANMELDTEAM, Rol.HULPVERLENER})
"""Roles that the beheerder of a provider may give; a trajectbegeleider has the role of a hulpverlener."""

ZWARE_ROLLEN = frozenset({Rol.BEHEERDER, Rol.PRIVACY, Rol.BESTUURDER, Rol.TEAMMANAGER})
"""Only a beheerder is the second person for these; a teammanager is not."""

LEZEN = frozenset(
    {
        "gezin.bekijken",
        "veiligheid.bekijken",
        "plan.bekijken",
        "borging.bekijken",
        "contact.bekijken",
        "document.bekijken",
        "fase.bekijken",
    }
)
OVERLEGGEN = frozenset({"bto.bekijken", "bto.bijhouden"})
BEGELEIDEN = (LEZEN | OVERLEGGEN) | {
    "gezin.wijzigen",
    "gezin.bsn_tonen",
    "gezin.inzage",
    "maatregel.wijzigen",
    "contact.vastleggen",
    "signaal.beoordelen",
    "document.toevoegen",
    "veiligheid.meten",
    "veiligheid.afnemen",
    "veiligheid.plannen",
    "veiligheid.meelezen",
    "plan.schrijven",
    "fase.aanvragen",
    "borging.schrijven",
    "kwestie.bekijken",
    "kwestie.schrijven",
    "overleg.houden",
    "gezinnen.lijst",
    "persoon.koppelen",
    "verwijzing.bekijken",
    "verwijzing.schrijven",
    "verwijzing.spic",
    "noodtoegang.vragen",
    "termijn.uitstellen",
    "tevredenheid.vragen",
}
VIER_OGEN = frozenset({"plan.vaststellen", "borging.vaststellen", "bto.besluiten"})
LEIDEN = frozenset(
    {
        "termijn.uitstellen",
        "termijn.vrijstellen",
        "termijn.herinneren",
        "gezin.toewijzen",
        "gezin.heropenen",
        "vervanging.regelen",
        "rooster.wijzigen",
        "hulp.gaten",
    }
)
CIJFERS = frozenset({"kengetallen.bekijken", "kengetallen.aanbieders"})
"""No families. `kengetallen()` in the database knows the roles that have these rights too."""
BASISTEAM = frozenset({"basisteam.bekijken", "basisteam.uitvoeren"})
"""The dashboard of a team shows marks, kwesties, help and the agenda: who has this has the right to see each of them."""

RECHTEN: dict[str, frozenset[str]] = {
    Rol.GEZINSMANAGER: BEGELEIDEN,
    Rol.SENIOR: BEGELEIDEN | VIER_OGEN | LEIDEN | CIJFERS | BASISTEAM | {"document.intrekken", "noodtoegang.toestaan"},
    Rol.GEDRAGSDESKUNDIGE: LEZEN
    | OVERLEGGEN
    | VIER_OGEN
    | CIJFERS
    | BASISTEAM
    | {
        "veiligheid.meelezen",
        "veiligheid.afnemen",
        "contact.vastleggen",
        "signaal.beoordelen",
        "kwestie.bekijken",
        "gezinnen.lijst",
        "verwijzing.bekijken",
        "noodtoegang.vragen",
    },
    Rol.TEAMMANAGER: LEZEN
    | OVERLEGGEN
    | VIER_OGEN
    | LEIDEN
    | CIJFERS
    | BASISTEAM
    | {
        "kwestie.bekijken",
        "kwestie.schrijven",
        "gezinnen.lijst",
        "gezin.inzage",
        "gezin.afschermen",
        "verwijzing.bekijken",
        "kosten.bekijken",
        "noodtoegang.vragen",
        "noodtoegang.toestaan",
        "beheer.goedkeuren",
    },
    Rol.ZORGBEMIDDELAAR: frozenset(
        {
            "gezin.bekijken",
            "plan.bekijken",
            "kwestie.bekijken",
            "gezinnen.lijst",
            "verwijzing.bekijken",
            "verwijzing.spic",
            "kosten.bekijken",
            "hulp.gaten",
            "kengetallen.aanbieders",
        }
    ),
    Rol.INSTROOM: frozenset({"aanmelding.behandelen"}),
    Rol.DIENST: LEZEN
    | {
        "contact.vastleggen",
        "signaal.beoordelen",
        "veiligheid.meten",
        "veiligheid.plannen",
        "verwijzing.bekijken",
        "noodtoegang.vragen",
    },
    Rol.SECRETARIAAT: frozenset(
        {"gezin.bekijken", "document.bekijken", "document.toevoegen", "maatregel.wijzigen", "gezinnen.lijst"}
    ),
    Rol.BESTUURDER: CIJFERS,
    Rol.BEHEERDER: frozenset({"beheer.mensen", "beheer.naslag", "beheer.goedkeuren", "beheer.verzending"}),
    Rol.PRIVACY: frozenset({"inzage.bekijken", "inzage.beoordelen", "afscherming.beslissen"}),
    Rol.AANMELDTEAM: frozenset({"partner.bekijken", "partner.beantwoorden", "partner.melden", "partner.aanbod"}),
    Rol.HULPVERLENER: frozenset({"partner.bekijken", "partner.melden"}),
    Rol.AANBIEDERBEHEERDER: frozenset({"partner.mensen", "partner.aanbod"}),
}

VOOR_MEDEWERKERS = frozenset({"vandaag.bekijken"})
RECHTEN = {rol: rechten if rol in PARTNERROLLEN else rechten | VOOR_MEDEWERKERS for rol, rechten in RECHTEN.items()}

ALLE_RECHTEN: frozenset[str] = frozenset().union(*RECHTEN.values())


def rechten_van(rol: str) -> frozenset[str]:
    """The rights of a role; an unknown role has none."""
    return RECHTEN.get(rol, frozenset())
