"""The ladder that a kwestie climbs, as data, and what it hangs in: header, card, agenda, norm and timeline.

Source: users (002, 003): uitvoering, senior and zorgbemiddeling, teammanager, directie, gemeente. What each level may decide is
example content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from gezinnen.aanhaken import (
    AGENDABRONNEN,
    DELEN,
    KOPMERKEN,
    ONDERWERPNAMEN,
    OVERLEGAGENDA,
    Agendavoorstel,
    Deel,
    Kopmerk,
    Merk,
    Normbron,
    Onderwerpnaam,
    meld_normen_aan,
)
from gezinnen.models import Gebeurtenis, Gezin, Kwestie, Niveau, Norm, Toewijzing, Wachtplek
from gezinnen.tijdlijn import ONDERWERPEN, ZINNEN, Onderwerp
from gezinnen.werkwijzer import kort
from ggw.database.geschreven import eenmaal_geschreven
from ggw.organisatie.models import Lidmaatschap, Medewerker
from ggw.organisatie.rollen import Rol
from ggw.toegang.deur import Verzoek

NORM = "kwestie_trede"


@dataclass(frozen=True)
class Trede:
    """One level: who owns it, what they may decide, and whether the zorgbemiddelaar of the region sees the family for it."""

    niveau: Niveau
    wie: str
    mag: str
    rol: Rol
    zorgbemiddeling: bool = True


LADDER = (
    Trede(
        Niveau.UITVOERING,
        "De gezinsmanager, samen met de hulpverleners",
        "Andere afspraken maken met het gezin en de hulpverleners.",
        Rol.GEZINSMANAGER,
        zorgbemiddeling=False,
    ),
    Trede(
        Niveau.SENIOR,
        "De senior gezinsmanager, met de zorgbemiddelaar",
        "Andere hulp of een andere aanbieder zoeken, en met de aanbieder overleggen over voorrang.",
        Rol.SENIOR,
    ),
    Trede(
        Niveau.TEAMMANAGER,
        "De teammanager, met de manager van de aanbieder",
        "Afspraken maken over plaatsen en over tijdelijke hulp die de wachttijd overbrugt.",
        Rol.TEAMMANAGER,
    ),
    Trede(
        Niveau.DIRECTIE,
        "De directie, met de directie van de aanbieder. De teammanager houdt de kwestie bij",
        "Beslissen over geld en over hulp buiten het contract.",
        Rol.TEAMMANAGER,
    ),
    Trede(
        Niveau.GEMEENTE,
        "De gemeente: escalatietafel, onafhankelijk deskundige of wethouder. De teammanager houdt de kwestie bij",
        "Hulp afdwingen of bekostigen, en beslissen over segment C.",
        Rol.TEAMMANAGER,
    ),
)
TREDEN: dict[int, Trede] = {trede.niveau: trede for trede in LADDER}


def haak_aan() -> None:
    KOPMERKEN.append(Kopmerk("kwestie.bekijken", open_kwesties, kopmerk))
    DELEN.append(Deel("gezinnen/kwesties/_kaart.html", kaart, "kwestie.bekijken", 2, 40, (open_kwesties_van,)))
    AGENDABRONNEN.append(voor_de_agenda)
    OVERLEGAGENDA.append(voor_het_overleg)
    ONDERWERPEN.append(Onderwerp("kwesties", "Kwesties", "kwestie.bekijken", frozenset({"kwestie"})))
    ONDERWERPNAMEN["kwestie"] = Onderwerpnaam(kwestienamen, lambda wat, _: f"“{kort(wat)}”")
    meld_normen_aan(
        Normbron(
            NORM,
            wachtend_op_antwoord,
            stap="Antwoord op een kwestie: {wie}",
            hulp="Los de kwestie op, of breng haar naar een hoger niveau.",
            route="gezinnen:kwestie",
            recht="kwestie.schrijven",
            onderwerp="kwestie",
            met_pk=True,
            herhalend=True,
            met_eigenaar=True,
        )
    )
    ZINNEN.update(
        {
            "kwestie.gemeld": ("Kwestie gemeld", "gezinnen:kwestie"),
            "kwestie.omhoog": (zin_omhoog, "gezinnen:kwestie"),
            "kwestie.opgelost": ("Kwestie opgelost", "gezinnen:kwestie"),
            "kwestie.heropend": ("Kwestie opnieuw open", "gezinnen:kwestie"),
        }
    )


def kwestienamen(ids: list[int]) -> QuerySet[Any, Any]:
    return Kwestie.objects.filter(pk__in=ids).annotate(o_id=F("pk"), o_een=F("wat"), o_twee=Value(""))


def zin_omhoog(gebeurtenis: Gebeurtenis) -> str:
    return f"Kwestie naar een hoger niveau: {Niveau(gebeurtenis.gegevens['naar']).label.lower()}"


def open_kwesties() -> dict[str, Any]:
    return {"open_kwesties": ArraySubquery(Kwestie.objects.open().filter(gezin=OuterRef("pk")).values("pk"))}


def kopmerk(feiten: dict[str, Any]) -> list[Merk]:
    aantal = len(feiten["open_kwesties"])
    return [Merk("1 kwestie open" if aantal == 1 else f"{aantal} kwesties open", "oranje")] if aantal else []


def kaart(request: Verzoek, gezin: Gezin) -> dict[str, Any]:
    return {
        "kwesties": gezin.hecht(open_kwesties_van(gezin.pk)),
        "mag_schrijven": request.user.has_perm("kwestie.schrijven"),
    }


@eenmaal_geschreven
def open_kwesties_van(gezin_id: int) -> QuerySet[Kwestie]:
    return Kwestie.objects.filter(gezin=gezin_id).open().langst_eerst().select_related("oorzaak")


def voor_de_agenda(gezinnen: dict[int, str]) -> Iterator[Agendavoorstel]:
    for kwestie in Kwestie.objects.open().langst_eerst().filter(gezin__in=gezinnen).select_related("oorzaak"):
        yield Agendavoorstel(kwestie.gezin_id, "kwestie", agendaregel(kwestie))


def voor_het_overleg(gezin: Gezin) -> list[str]:
    open_ = gezin.kwesties.open().langst_eerst().select_related("oorzaak")
    return [f"Kwestie: {agendaregel(kwestie)}" for kwestie in open_]


def agendaregel(kwestie: Kwestie) -> str:
    dagen = "1 dag" if kwestie.dagen == 1 else f"{kwestie.dagen} dagen"
    return f"{kwestie.oorzaak.naam}, {dagen} open, nu bij: {kwestie.get_niveau_display().lower()}"


def wachtend_op_antwoord() -> QuerySet[Kwestie, Any]:
    """Norm kwestie_trede: each kwestie of a begeleiding that runs, counted from its level; met by what solved it."""
    lopend = Kwestie.objects.filter(gezin__begeleidingen__afgesloten_op__isnull=True)
    return met_eigenaar(lopend).annotate(
        n_onderwerp=F("pk"), n_vanaf=F("niveau_sinds"), n_voldaan=F("opgelost_op"), n_eigenaar=F("eigenaar_nu")
    )


def met_eigenaar(kwesties: QuerySet[Kwestie]) -> QuerySet[Kwestie, Any]:
    """`eigenaar_nu`: the account that owns the level, or null. Of several seniors the one who is longest in the team."""
    toegewezen = Toewijzing.objects.filter(gezin=OuterRef("gezin"), tot__isnull=True)
    wachtend = Wachtplek.objects.filter(gezin=OuterRef("gezin"), tot__isnull=True)
    begeleider = Coalesce(
        Subquery(toegewezen.values("gezinsmanager_id")[:1]), Subquery(wachtend.values("wachter_id")[:1])
    )
    team = Coalesce(Subquery(toegewezen.values("basisteam_id")[:1]), Subquery(wachtend.values("basisteam_id")[:1]))
    return kwesties.annotate(team_nu=team).annotate(
        eigenaar_nu=Case(
            When(niveau=Niveau.UITVOERING, then=begeleider),
            *(
                When(niveau=trede.niveau, then=Subquery(in_team(trede.rol).values("gebruiker_id")[:1]))
                for trede in LADDER[1:]
            ),
            output_field=IntegerField(),
        )
    )


def in_team(rol: Rol) -> QuerySet[Lidmaatschap]:
    """Who works with this role in the team `team_nu` of the outer row, longest first."""
    mensen = Medewerker.objects.filter(rol=rol, is_active=True).values("pk")
    return (
        Lidmaatschap.objects.lopend()
        .filter(basisteam=OuterRef("team_nu"), gebruiker_id__in=mensen)
        .order_by("vanaf", "id")
    )


def eigenaar_van(kwestie: Kwestie) -> Medewerker | None:
    rijen: QuerySet[Any, Any] = met_eigenaar(Kwestie.objects.filter(pk=kwestie.pk))
    nu = rijen.values_list("eigenaar_nu", flat=True).first()
    return Medewerker.objects.filter(pk=nu).first() if nu else None


def antwoord_uiterlijk(kwestie: Kwestie) -> date | None:
    """The day on which this level must have answered."""
    norm = Norm.objects.op(timezone.localdate()).filter(code=NORM).first()
    return norm.uiterlijk(kwestie.niveau_sinds) if norm and kwestie.is_open else None


def ladder_van(kwestie: Kwestie, stappen: Iterable[Any]) -> list[dict[str, Any]]:
    """The levels as steps: passed, now or to come, with the day each was reached and who had it."""
    bereikt: dict[int, Any] = {}
    for stap in stappen:
        bereikt[stap.naar] = stap if stap.soort != "opgelost" else bereikt.get(stap.naar, stap)
    return [
        {
            "trede": trede,
            "naam": trede.niveau.label,
            "stand": "nu" if trede.niveau == kwestie.niveau else "klaar" if trede.niveau in bereikt else "",
            "stap": bereikt.get(trede.niveau),
        }
        for trede in LADDER
    ]
