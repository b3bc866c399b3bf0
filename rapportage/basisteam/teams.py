"""The teams of one person, who guides families there, and when they meet next: what does not hang on a family."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any, NamedTuple

from django.db.models import FilteredRelation, OuterRef, Q, Subquery
from django.utils.formats import date_format

from gezinnen.models import BtoStatus
from ggw.database.geschreven import eenmaal_geschreven
from ggw.organisatie.models import Basisteam, Lidmaatschap, Medewerker, Vervanging
from ggw.organisatie.rollen import Rol


class Overleg(NamedTuple):
    """A planned meeting of a team."""

    pk: int
    datum: date
    tijd: time | None


class Team(NamedTuple):
    """A basisteam with its next meeting, as `gezinnen.btoagenda.volgend_overleg()` says it."""

    pk: int
    naam: str
    overleg: Overleg | None


class Lid(NamedTuple):
    """A gezinsmanager of the team; `weg_tot` and `vervanger` when a colleague stands in today."""

    pk: int
    naam: str
    weg_tot: date | None
    vervanger: int | None


def eigen_teams(gebruiker: int) -> list[Team]:
    """The teams that this person works in today, as `Gebruiker.basisteams`, by name: one query."""
    teams: dict[int, Team] = {}
    for pk, naam, *overleg in teamrijen(gebruiker):
        teams.setdefault(pk, Team(pk, naam, Overleg._make(overleg) if overleg[0] else None))
    return list(teams.values())


@eenmaal_geschreven
def teamrijen(gebruiker: int) -> Any:
    """A row for each planned meeting, the first one first; of a team without one a row with nothing."""
    gepland = FilteredRelation("overleggen", condition=Q(overleggen__status=BtoStatus.GEPLAND))
    leden = Lidmaatschap.objects.lopend().filter(gebruiker=gebruiker)
    rijen = Basisteam.objects.filter(lidmaatschappen__in=leden).annotate(gepland=gepland)
    rijen = rijen.order_by("naam", "pk", "gepland__datum", "gepland__pk")
    return rijen.values_list("pk", "naam", "gepland__pk", "gepland__datum", "gepland__tijd")


def gezinsmanagers(team: int) -> list[Lid]:
    """Who works here today as gezinsmanager, also without a family, and until when a colleague stands in."""
    return list(map(Lid._make, ledenrijen(team)))


@eenmaal_geschreven
def ledenrijen(team: int) -> Any:
    leden = Lidmaatschap.objects.lopend().filter(basisteam=team).values("gebruiker_id")
    weg = Vervanging.objects.lopend().filter(gebruiker=OuterRef("pk")).order_by("-tot", "-pk")
    return Medewerker.objects.filter(pk__in=leden, is_active=True, rol=Rol.GEZINSMANAGER).values_list(
        "pk", "naam", Subquery(weg.values("tot")[:1]), Subquery(weg.values("vervanger_id")[:1])
    )


def vervangen(leden: Iterable[Lid]) -> dict[int, str]:
    """Of who is away today: until when, and who stands in when that is a gezinsmanager of this team."""
    namen = {lid.pk: lid.naam for lid in leden}
    return {
        lid.pk: f"weg tot en met {date_format(lid.weg_tot, 'j F')}"
        + (f", {namen[lid.vervanger]} vervangt" if lid.vervanger in namen else "")
        for lid in leden
        if lid.weg_tot
    }
