"""Who guides the families: the three teams of the example, and for large numbers as many more as are needed."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from ggw.organisatie.models import Basisteam, Gebruiker, Lidmaatschap
from ggw.organisatie.rollen import Rol
from ggw.organisatie.voorbeeld import BEGIN, DOMEIN, maak_mensen

IN_DE_EERSTE_TEAMS = 120
PER_TEAM = 120
"""A gezinsmanager guides about 20 families; with six of them that is a team."""
PER_KEER = 1000
"""Rows in one statement."""


@dataclass(frozen=True)
class Team:
    id: int
    gezinsmanagers: tuple[int, ...]
    senior: int
    gedragsdeskundige: int
    teammanager: int
    secretariaat: int


@dataclass(frozen=True)
class Organisatie:
    """Ids, in fixed order. `gemeenten` and `lokale_teams`: (id, name)."""

    teams: tuple[Team, ...]
    gemeenten: tuple[tuple[int, str], ...]
    lokale_teams: tuple[int, ...]
    instroom: int

    def team_van(self, volgnummer: int) -> Team:
        """The team of the family with this number (from 0)."""
        if volgnummer < IN_DE_EERSTE_TEAMS:
            return self.teams[volgnummer % 3]
        return self.teams[3 + (volgnummer - IN_DE_EERSTE_TEAMS) // PER_TEAM]


def maak_organisatie(gezinnen: int) -> Organisatie:
    basis = maak_mensen()
    teams = []
    for team in basis.basisteams:
        per_rol = {rol: [mens.pk for mens in basis.met_rol(rol, team)] for rol in Rol}
        teams.append(
            Team(
                team.pk,
                tuple(per_rol[Rol.GEZINSMANAGER]),
                per_rol[Rol.SENIOR][0],
                per_rol[Rol.GEDRAGSDESKUNDIGE][0],
                per_rol[Rol.TEAMMANAGER][0],
                per_rol[Rol.SECRETARIAAT][0],
            )
        )
    extra = -(-max(0, gezinnen - IN_DE_EERSTE_TEAMS) // PER_TEAM)
    return Organisatie(
        tuple(teams + meer_teams(extra)),
        tuple((gemeente.pk, gemeente.naam) for gemeente in basis.gemeenten),
        tuple(team.pk for team in basis.lokale_teams),
        basis.met_rol(Rol.INSTROOM)[0].pk,
    )


BEZETTING = (*(Rol.GEZINSMANAGER,) * 6, Rol.SENIOR, Rol.GEDRAGSDESKUNDIGE, Rol.TEAMMANAGER, Rol.SECRETARIAAT)


def meer_teams(aantal: int) -> list[Team]:
    """Teams for measurements, with accounts that nobody can sign in with."""
    teams = Basisteam.objects.bulk_create(Basisteam(naam=f"Proefteam {nr + 1:03d}") for nr in range(aantal))
    geen = make_password(None)
    mensen = Gebruiker.objects.bulk_create(
        (
            Gebruiker(
                email=f"proefmens{nr:05d}@{DOMEIN}",
                naam=f"Proefmens {nr:05d}",
                rol=BEZETTING[nr % len(BEZETTING)],
                telefoon="020-000 0000",
                password=geen,
            )
            for nr in range(aantal * len(BEZETTING))
        ),
        batch_size=PER_KEER,
    )
    Lidmaatschap.objects.bulk_create(
        (
            Lidmaatschap(gebruiker=mens, basisteam=teams[nr // len(BEZETTING)], vanaf=BEGIN)
            for nr, mens in enumerate(mensen)
        ),
        batch_size=PER_KEER,
    )
    gemaakt = []
    for nr, team in enumerate(teams):
        ids = [mens.pk for mens in mensen[nr * len(BEZETTING) : (nr + 1) * len(BEZETTING)]]
        gemaakt.append(Team(team.pk, tuple(ids[:6]), *ids[6:]))
    return gemaakt
