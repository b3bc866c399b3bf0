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
    SECRETARIAAT = "secretariaat", "Secretariaat"
    INSTROOM = "instroom", "Instroom"
    BEHEERDER = "beheerder", "Functioneel beheerder"


LEZEN = frozenset({"gezin.bekijken", "veiligheid.bekijken", "plan.bekijken", "contact.bekijken", "document.bekijken"})
BEGELEIDEN = LEZEN | {
    "gezin.wijzigen",
    "gezin.bsn_tonen",
    "maatregel.wijzigen",
    "contact.vastleggen",
    "document.toevoegen",
    "veiligheid.meten",
    "veiligheid.afnemen",
    "veiligheid.plannen",
    "veiligheid.meelezen",
    "plan.schrijven",
    "gezinnen.lijst",
    "persoon.koppelen",
}
VIER_OGEN = frozenset({"plan.vaststellen"})
TOEWIJZEN = frozenset({"gezin.toewijzen"})

RECHTEN: dict[str, frozenset[str]] = {
    Rol.GEZINSMANAGER: BEGELEIDEN,
    Rol.SENIOR: BEGELEIDEN | VIER_OGEN | TOEWIJZEN | {"document.intrekken"},
    Rol.GEDRAGSDESKUNDIGE: LEZEN
    | VIER_OGEN
    | {"veiligheid.meelezen", "veiligheid.afnemen", "contact.vastleggen", "gezinnen.lijst"},
    Rol.TEAMMANAGER: LEZEN | VIER_OGEN | TOEWIJZEN | {"gezinnen.lijst"},
    Rol.SECRETARIAAT: frozenset(
        {"gezin.bekijken", "document.bekijken", "document.toevoegen", "maatregel.wijzigen", "gezinnen.lijst"}
    ),
    Rol.INSTROOM: frozenset({"aanmelding.behandelen"}),
    Rol.BEHEERDER: frozenset({"beheer.mensen", "beheer.naslag"}),
}

VOOR_IEDEREEN = frozenset({"vandaag.bekijken"})
RECHTEN = {rol: rechten | VOOR_IEDEREEN for rol, rechten in RECHTEN.items()}

ALLE_RECHTEN: frozenset[str] = frozenset().union(*RECHTEN.values())


def rechten_van(rol: str) -> frozenset[str]:
    """The rights of a role; an unknown role has none."""
    return RECHTEN.get(rol, frozenset())
