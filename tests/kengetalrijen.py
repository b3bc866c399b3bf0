"""Numbers of figures as the night leaves them, to put on a page without counting anything."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils import timezone

from rapportage.kengetallen.catalogus import PER_CODE
from rapportage.kengetallen.tijdvak import Tijdvak
from rapportage.models import Antwoord, Kengetalronde, Kengetalwaarde, Niveau, Tevredenheid, Vraag

VANAF = date(2021, 1, 1)
TELLINGEN = ("aantal", "som", "acht", *(f"{vraag}_{antwoord.name.lower()}" for vraag in Vraag for antwoord in Antwoord))
"""The counters of satisfaction."""


def geteld(tot: date | None = None, op: datetime | None = None) -> Kengetalronde:
    """A night that counted everything up to the first of this month."""
    tot = tot or timezone.localdate().replace(day=1)
    return Kengetalronde.objects.create(van=VANAF, tot=tot, klaar_op=op or timezone.now())


def rij(
    code: str,
    wanneer: str,
    teller: object,
    noemer: object = None,
    *,
    deel: str = "",
    niveau: Niveau = Niveau.ORGANISATIE,
    sleutel: object = "",
    verborgen: bool = False,
) -> Kengetalwaarde:
    """`wanneer` as in a URL: 2025, 2025-k3 or 2025-11."""
    tijdvak = Tijdvak.lees(wanneer)
    assert tijdvak
    return Kengetalwaarde.objects.create(
        code=code,
        soort=PER_CODE[code].soort,
        periode=tijdvak.periode,
        begin=tijdvak.begin,
        niveau=niveau,
        sleutel=str(sleutel),
        uitsplitsing=deel,
        teller=Decimal(str(teller)),
        noemer=None if noemer is None else Decimal(str(noemer)),
        aantal=10,
        verborgen=verborgen,
    )


def tevredenheid(team: Any, hoeveel: int, *, cijfer: int, kwartaal: date, moment: str = "halfweg") -> None:
    """So many more families of this team gave this mark, and said ja three times."""
    waar = {"basisteam": team, "kwartaal": kwartaal, "moment": moment}
    Tevredenheid.objects.get_or_create(**waar, defaults=dict.fromkeys(TELLINGEN, 0))
    erbij = {"aantal": 1, "som": cijfer, "acht": int(cijfer >= 8), **{f"{vraag}_ja": 1 for vraag in Vraag}}
    Tevredenheid.objects.filter(**waar).update(**{naam: F(naam) + hoeveel * een for naam, een in erbij.items()})


def vul_kengetallen(team: Any, aanbieder: Any, gemeente: str = "9999") -> None:
    """Something on every page: two years of a few figures of each kind, at each level."""
    geteld()
    plekken = [(Niveau.ORGANISATIE, ""), (Niveau.TEAM, team), (Niveau.GEMEENTE, gemeente), (Niveau.REGIO, "Regio")]
    plekken += [(Niveau.WIJK, f"{gemeente}:Noord"), (Niveau.PROGRAMMA, "Voorbeeldprogramma")]
    for wanneer, keer in (("2024", 1), ("2025", 2), ("2025-k3", 1), ("2026-k3", 2)):
        for niveau, sleutel in plekken:
            plek = {"niveau": niveau, "sleutel": sleutel}
            rij("gezinnen_kader", wanneer, 30 * keer, **plek)
            rij("gezinnen_kader", wanneer, 10 * keer, deel="maatregel", **plek)
            rij("gezinnen_kader", wanneer, 20 * keer, deel="preventief", **plek)
            rij("blijvend_zes", wanneer, 6 * keer, 20, **plek)
            rij("dagen_per_fase", wanneer, 900, 10 * keer, deel="verbinden", **plek)
            rij("gestart", wanneer, 3, verborgen=True, **plek)
        for deel in ("", "A"):
            plek = {"niveau": Niveau.AANBIEDER, "sleutel": aanbieder, "deel": deel}
            rij("verwijzingen", wanneer, 12 * keer, **plek)
            rij("antwoordtijd", wanneer, 60, 6 * keer, **plek)
