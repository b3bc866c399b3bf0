"""What families answered in the past four quarters: counters of the example teams, some with too few answers to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from django.utils import timezone

from rapportage.models import Antwoord, Moment, Tevredenheid, Vraag
from rapportage.voorbeeld.teams import Organisatie

KWARTALEN = 4
CIJFERS = (4, 5, 6, 6, 7, 7, 7, 8, 8, 8, 8, 9, 9, 10)
ANTWOORDEN = (*(Antwoord.JA,) * 6, *(Antwoord.BEETJE,) * 3, Antwoord.NEE)
MEESTE = {Moment.HALFWEG: 14, Moment.AFGESLOTEN: 7}


def maak_tevredenheid(organisatie: Organisatie, zaad: int) -> None:
    """Of the first three teams. The last team got few answers in the oldest quarter."""
    kans = Random(f"tevredenheid {zaad}")  # noqa: S311 (example data: it must be repeatable)
    Tevredenheid.objects.bulk_create(
        Tevredenheid(
            basisteam_id=team.id,
            kwartaal=begin,
            moment=moment,
            **tellingen(kans, 1 if plek == 0 and team is organisatie.teams[2] else kans.randint(meeste // 2, meeste)),
        )
        for plek, begin in enumerate(kwartalen(timezone.localdate()))
        for team in organisatie.teams[:3]
        for moment, meeste in MEESTE.items()
    )


def tellingen(kans: Random, hoeveel: int) -> dict[str, int]:
    """The counters of so many answers, by their column."""
    cijfers = kans.choices(CIJFERS, k=hoeveel)
    telling = {"aantal": hoeveel, "som": sum(cijfers), "acht": sum(cijfer >= 8 for cijfer in cijfers)}
    for vraag in Vraag:
        gegeven = Counter(kans.choices(ANTWOORDEN, k=hoeveel))
        telling |= {f"{vraag}_{antwoord.name.lower()}": gegeven[antwoord] for antwoord in Antwoord}
    return telling


def kwartalen(vandaag: date) -> Iterator[date]:
    """The first days of the quarters that are over, oldest first."""
    begin = vandaag.replace(month=(vandaag.month - 1) // 3 * 3 + 1, day=1)
    eerdere = []
    for _ in range(KWARTALEN):
        laatste_dag = begin - timedelta(days=1)
        begin = laatste_dag.replace(month=laatste_dag.month - 2, day=1)
        eerdere.append(begin)
    yield from reversed(eerdere)
