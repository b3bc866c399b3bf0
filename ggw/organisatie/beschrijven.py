"""What beheer did with an account, in sentences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from ggw.onderdelen.templatetags.onderdelen import datum_nl, datum_tijd_nl
from ggw.organisatie.models import Basisteam, Beheergebeurtenis, Gebruiker, Voorstel, VoorstelSoort
from ggw.organisatie.rollen import Rol

HOEVEEL = 50
LABELS = {veld.name: str(veld.verbose_name) for veld in Gebruiker._meta.fields}


class Regel(NamedTuple):
    op: datetime
    tekst: str
    door: str


def beschrijf(gebeurtenissen: QuerySet[Beheergebeurtenis]) -> list[Regel]:
    """The newest lines, newest first."""
    rijen = list(gebeurtenissen.select_related("door").order_by("-op", "-pk")[:HOEVEEL])
    teams = teamnamen()
    return [Regel(rij.op, ZINNEN[rij.soort](rij, teams), rij.door.naam if rij.door else "") for rij in rijen]


def _rol(code: str) -> str:
    return Rol(code).label.lower() if code in Rol.values else code


def _dag(tekst: str) -> str:
    return datum_nl(date.fromisoformat(tekst))


def _moment(tekst: str) -> str:
    return datum_tijd_nl(datetime.fromisoformat(tekst))


def _gewijzigd(rij: Beheergebeurtenis, teams: dict[str, str]) -> str:
    delen = []
    if "rol_naar" in rij.gegevens:
        delen.append(f"Rol veranderd van {_rol(rij.gegevens['rol_van'])} naar {_rol(rij.gegevens['rol_naar'])}")
    namen = [LABELS[veld] for veld in rij.gegevens["velden"] if veld != "rol"]
    if namen:
        delen.append(f"Veranderd: {', '.join(namen)}")
    return ". ".join(delen)


def _team(begin: str, dag: str) -> Callable[[Beheergebeurtenis, dict[str, str]], str]:
    def zin(rij: Beheergebeurtenis, teams: dict[str, str]) -> str:
        wanneer = datum_nl(date.fromisoformat(rij.gegevens[dag]))
        return f"{begin} {wanneer} in team {teams.get(str(rij.gegevens['basisteam']), '')}"

    return zin


def inhoud(soort: str, gegevens: dict[str, Any], teams: dict[str, str]) -> str:
    """What a proposal asks, in words."""
    if soort == VoorstelSoort.ROL:
        return f"rol {_rol(gegevens['rol'])}"
    if soort == VoorstelSoort.TEAM:
        return f"team {teams.get(str(gegevens['basisteam']), '')} vanaf {_dag(gegevens['vanaf'])}"
    if soort == VoorstelSoort.UITNODIGING:
        in_teams = ", ".join(teams.get(str(pk), "") for pk in gegevens["teams"])
        return f"uitnodigen als {_rol(gegevens['rol'])}" + (f" in {in_teams}" if in_teams else "")
    return "tweede stap van het aanmelden weghalen"


def teamnamen() -> dict[str, str]:
    return {str(pk): naam for pk, naam in Basisteam.objects.values_list("pk", "naam")}


def voorgesteld_over(gebruiker: Gebruiker) -> list[tuple[Voorstel, str]]:
    """What waits for a second person, with its words."""
    rijen = list(gebruiker.voorstellen.open().select_related("door").order_by("op", "pk"))
    teams = teamnamen() if rijen else {}
    return [(rij, inhoud(rij.soort, rij.gegevens, teams)) for rij in rijen]


def _voorstel(begin: str) -> Callable[[Beheergebeurtenis, dict[str, str]], str]:
    def zin(rij: Beheergebeurtenis, teams: dict[str, str]) -> str:
        return f"{begin}: {inhoud(rij.gegevens['wat'], rij.gegevens, teams)}"

    return zin


ZINNEN: dict[str, Callable[[Beheergebeurtenis, dict[str, str]], str]] = {
    "mens.uitgenodigd": lambda rij, teams: f"Uitgenodigd als {_rol(rij.gegevens['rol'])}",
    "mens.begonnen": lambda rij, teams: "Wachtwoord gekozen: het account is open",
    "mens.gewijzigd": _gewijzigd,
    "mens.tweede_stap_weg": lambda rij, teams: "Tweede stap van het aanmelden weggehaald",
    "mens.beeindigd": lambda rij, teams: "Account gestopt",
    "dienst.gepland": lambda rij, teams: f"Op het dienstrooster gezet: {_moment(rij.gegevens['begin'])}",
    "dienst.vervallen": lambda rij, teams: f"Van het dienstrooster gehaald: {_moment(rij.gegevens['begin'])}",
    "vervanging.begonnen": lambda rij, teams: (
        f"Vervangt een collega van {_dag(rij.gegevens['vanaf'])} tot en met {_dag(rij.gegevens['tot'])}"
    ),
    "vervanging.gestopt": lambda rij, teams: "Vervanging van een collega gestopt",
    "voorstel.gedaan": _voorstel("Voorgesteld"),
    "voorstel.akkoord": _voorstel("Akkoord met voorstel"),
    "voorstel.afgewezen": _voorstel("Voorstel afgewezen"),
    "voorstel.ingetrokken": _voorstel("Voorstel ingetrokken"),
    "team.begonnen": _team("Vanaf", "vanaf"),
    "team.beeindigd": _team("Tot en met", "tot"),
}
