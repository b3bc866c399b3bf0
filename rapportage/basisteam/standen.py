"""The figures of a team: one definition, for the page of now and for the number that is kept each night."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from ggw.organisatie.models import Basisteam
from rapportage.basisteam.feiten import STANDFEITEN, Feiten, lees, plekken
from rapportage.basisteam.soorten import OVERLEG
from rapportage.models import Teamcijfer, Teamstand

WEEK = timedelta(days=7)
BEWAARD = timedelta(days=35)
"""A stand is read a week later; after this it goes."""
PER_KEER = 10
"""Teams whose families are in memory at the same time."""
TERUG_TE_REKENEN = {
    Teamcijfer.ONDER_DE_ZES: "kinderen",
    Teamcijfer.WACHT_OP_HULP: "hulp",
    Teamcijfer.KWESTIES: "kwesties",
}
"""What can be told of a day that has passed, and the facts it needs: terms and phases only know now."""


def stand_van(feiten: Feiten) -> dict[Teamcijfer, int | None]:
    """The figures over these facts; None when there is nothing to take a share of."""
    deel = op_tijd(feiten)
    return {
        Teamcijfer.ONDER_DE_ZES: sum(kind.onder_de_zes for kind in feiten.kinderen),
        Teamcijfer.TE_LAAT: len(feiten.te_laat),
        Teamcijfer.OP_TIJD: None if deel is None else round(100 * deel[0] / deel[1]),
        Teamcijfer.WACHT_OP_HULP: len(feiten.hulp),
        Teamcijfer.KWESTIES: len(feiten.kwesties),
    }


def op_tijd(feiten: Feiten) -> tuple[int, int] | None:
    """How many meetings were held in time, of those that were held in twelve weeks and those that are late now; None when there are none."""
    te_laat = sum(termijn.code == OVERLEG for termijn in feiten.te_laat)
    alle = len(feiten.beurten) + te_laat
    return (sum(beurt.op_tijd for beurt in feiten.beurten), alle) if alle else None


def leg_standen_vast(dag: date) -> int:
    """Inside the sight of the worker: keep how each team stands today, and let go what is too old. Gives how many numbers."""
    Teamstand.objects.filter(dag__lt=dag - BEWAARD).delete()
    return sum(bewaar(groep, dag) for groep in alle_teams())


def reken_terug(dag: date) -> int:
    """What can honestly be told of a day that has passed, from the rows themselves. Gives how many numbers."""
    return sum(bewaar(groep, dag, terug=True) for groep in alle_teams())


def alle_teams() -> list[list[int]]:
    alle = list(Basisteam.objects.order_by("pk").values_list("pk", flat=True))
    return [alle[begin : begin + PER_KEER] for begin in range(0, len(alle), PER_KEER)]


def bewaar(teams: Collection[int], dag: date, *, terug: bool = False) -> int:
    buiten = afgeschermd()
    families = [plek for plek in plekken(teams, op=dag if terug else None) if plek.gezin_id not in buiten]
    codes = list(TERUG_TE_REKENEN) if terug else list(Teamcijfer)
    feiten = lees(families, dag, TERUG_TE_REKENEN.values() if terug else STANDFEITEN)
    rijen = []
    for team in teams:
        stand = stand_van(feiten.van({plek.gezin_id for plek in families if plek.team_id == team}))
        rijen += [
            Teamstand(team_id=team, dag=dag, code=code, waarde=w) for code in codes if (w := stand[code]) is not None
        ]
    Teamstand.objects.bulk_create(
        rijen, update_conflicts=True, unique_fields=["team", "dag", "code"], update_fields=["waarde"]
    )
    return len(rijen)


def afgeschermd() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("select afgeschermde_gezinnen()")
        return {rij[0] for rij in cursor.fetchall()}


def vorige_week(teams: Collection[int]) -> dict[int, dict[Teamcijfer, int]]:
    """Inside the door: what was kept of these teams a week ago; a number that was not kept is not there."""
    standen: dict[int, dict[Teamcijfer, int]] = {team: {} for team in teams}
    with connection.cursor() as cursor:
        cursor.execute(
            "select team, code, waarde from teamstanden(%s::bigint[], %s)", [list(teams), timezone.localdate() - WEEK]
        )
        for team, code, waarde in cursor.fetchall():
            standen[team][Teamcijfer(code)] = waarde
    return standen
