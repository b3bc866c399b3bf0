"""What is measured: a table of pages, and the table of budgets (architectuur.md)."""

from __future__ import annotations

from dataclasses import dataclass

from ggw.organisatie.rollen import Rol


@dataclass(frozen=True)
class Blad:
    """One page for one role. `gezin`: of a family that this person guides; `zoek`: with part of a name of a
    family in view; `team`: of the own basisteam."""

    naam: str
    route: str
    rol: Rol
    gezin: bool = False
    zoek: bool = False
    team: bool = False
    post: bool = False
    budget: bool = True
    """Whether the budgets for lists, dashboards and pages of a family hold; not for writing, nor for what it is compared with."""


LEEG, ADMIN = "Leeg blad", "Lijst in Django's admin"
BLADEN = (
    Blad(LEEG, "leeg", Rol.GEZINSMANAGER, budget=False),
    Blad("Leeg blad achter de deur", "deur", Rol.GEZINSMANAGER, budget=False),
    Blad(ADMIN, "admin:gezinnen_gezin_changelist", Rol.GEZINSMANAGER, budget=False),
    Blad("Vandaag", "rapportage:vandaag", Rol.GEZINSMANAGER),
    Blad("Vandaag van een senior", "rapportage:vandaag", Rol.SENIOR),
    Blad("Vandaag van een teammanager", "rapportage:vandaag", Rol.TEAMMANAGER),
    Blad("Mijn gezinnen", "rapportage:gezinnen", Rol.GEZINSMANAGER),
    Blad("Gezinnen van het team", "rapportage:gezinnen", Rol.SENIOR),
    Blad("Zoeken", "rapportage:gezinnen", Rol.SENIOR, zoek=True),
    Blad("Basisteam", "rapportage:basisteam", Rol.TEAMMANAGER, team=True),
    Blad("Kengetallen", "rapportage:kengetallen", Rol.BESTUURDER),
    Blad("Overzicht van een gezin", "gezinnen:overzicht", Rol.GEZINSMANAGER, gezin=True),
    Blad("Gezinsplan", "gezinnen:plan", Rol.GEZINSMANAGER, gezin=True),
    Blad("Hulp", "spic:hulp", Rol.GEZINSMANAGER, gezin=True),
    Blad("Veiligheid", "veiligheid:overzicht", Rol.GEZINSMANAGER, gezin=True),
    Blad("Contacten", "veiligheid:contacten", Rol.GEZINSMANAGER, gezin=True),
    Blad("Postvak van een aanbieder", "spic:partner", Rol.AANMELDTEAM),
    Blad("Contact bewaren", "veiligheid:contact-nieuw", Rol.GEZINSMANAGER, gezin=True, post=True, budget=False),
)
"""A page that is not there (yet) is left out, and the bench says so."""

VRAGEN = 12
"""Queries of a page beside the fixed ones of session, account and door."""
KEER_LEEG = 5.0
"""p95 of a page, in times the empty page of the same run."""
GROEI = 1.3
"""p95 with 100,000 families, in times the p95 with 1,000."""
PLANNEN = 3.0
"""Planning the reminders of a day, in times one bare INSERT … SELECT of the same rows."""
PDF = 1.2
"""The PDF of a plan, in times WeasyPrint alone on the same HTML."""
GEHEUGEN = 200
"""Megabytes resident of a web process after 1,000 requests."""
