"""The agenda of the basisteamoverleg: what the system puts on it, and what waits for a second person or for the family."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from gezinnen.aanhaken import AGENDABRONNEN, STAPBRONNEN, Agendavoorstel, Stap, Stapbron, Stapfeit
from gezinnen.besluiten import nieuw_punt
from gezinnen.models import (
    Agendapunt,
    Basisteamoverleg,
    Begeleiding,
    Besluit,
    BesluitGeweigerd,
    BtoStatus,
    Fase,
    Gebeurtenis,
    Gezin,
    Gezinsplan,
    Ladder,
    PlanStatus,
    PuntSoort,
    RedenEindeBegeleiding,
    Termijn,
    Toewijzing,
)
from gezinnen.models.basisteamoverleg import BINDEND, TE_VERTELLEN, titel_van
from gezinnen.tijdlijn import ONDERWERPEN, ZINNEN, Onderwerp
from ggw.organisatie.models import Basisteam

RUST = timedelta(days=3)
"""So long after it was discussed, the system does not bring in the same subject again."""


def gezinnen_van_team(team: Basisteam) -> dict[int, str]:
    """{id: nummer} of the families in view that this team guides or watches now."""
    plek = Q(toewijzingen__tot__isnull=True, toewijzingen__basisteam=team)
    plek |= Q(wachtplekken__tot__isnull=True, wachtplekken__basisteam=team)
    return dict(Gezin.objects.filter(plek).order_by("pk").values_list("pk", "nummer"))


def voorstellen(team: Basisteam) -> list[Agendavoorstel]:
    """What the system would put on the agenda of this team, without what is on it or was discussed just now."""
    gezinnen = gezinnen_van_team(team)
    pas = Q(besluit="") | Q(besloten_op__gt=timezone.localdate() - RUST)
    al = set(Agendapunt.objects.filter(pas, gezin__in=gezinnen).values_list("gezin_id", "soort"))
    gevonden = [voorstel for bron in AGENDABRONNEN for voorstel in bron(gezinnen)]
    return [voorstel for voorstel in gevonden if (voorstel.gezin_id, str(voorstel.soort)) not in al]


def vul_agenda(team: Basisteam, *, door_id: int) -> list[Agendapunt]:
    """Put them on it. What a colleague puts on at the same moment is there once."""
    voorgesteld = voorstellen(team)
    gezinnen = Gezin.objects.in_bulk([voorstel.gezin_id for voorstel in voorgesteld])
    punten = []
    for voorstel in voorgesteld:
        gezin = gezinnen[voorstel.gezin_id]
        try:
            with transaction.atomic():
                punt = nieuw_punt(gezin, voorstel.soort, door_id=None)
                punt.toelichting = voorstel.tekst
                punt.save()
                Gebeurtenis.leg_vast(
                    gezin, "bto.ingebracht", door_id=door_id, onderwerp_id=punt.pk, punt=str(voorstel.soort)
                )
        except (IntegrityError, BesluitGeweigerd):
            continue
        punten.append(punt)
    return punten


def volgend_overleg(team: Basisteam) -> Basisteamoverleg | None:
    """The first one that is planned and not held: open points wait for this one."""
    return Basisteamoverleg.objects.filter(team=team, status=BtoStatus.GEPLAND).order_by("datum", "pk").first()


def agenda_van(overleg: Basisteamoverleg) -> Iterable[Agendapunt]:
    """What was decided in this meeting; when it is the next one of the team, also what waits."""
    punten = Agendapunt.objects.geheel()
    volgende = volgend_overleg(overleg.team)
    if volgende is None or volgende.pk != overleg.pk:
        return punten.filter(overleg=overleg)
    wachtend = Agendapunt.objects.open().van_team(overleg.team).values("pk")
    return punten.filter(Q(overleg=overleg) | Q(pk__in=wachtend))


def nieuwe_gezinnen(gezinnen: dict[int, str]) -> Iterator[Agendavoorstel]:
    """With a gezinsmanager, in Verbinden & motiveren, and never on the agenda in this begeleiding."""
    besproken = Agendapunt.objects.filter(begeleiding=OuterRef("pk"), soort=PuntSoort.NIEUW_GEZIN)
    rijen = Begeleiding.objects.filter(gezin__in=gezinnen, afgesloten_op__isnull=True, fase=Fase.VERBINDEN).filter(
        Exists(Toewijzing.objects.filter(begeleiding=OuterRef("pk"))), ~Exists(besproken)
    )
    for gezin_id, op in rijen.order_by("begonnen_op", "pk").values_list("gezin_id", "begonnen_op"):
        yield Agendavoorstel(gezin_id, PuntSoort.NIEUW_GEZIN, f"Bij ons sinds {op:%d-%m-%Y}.")


def aangeboden_plannen(gezinnen: dict[int, str]) -> Iterator[Agendavoorstel]:
    """A concept that waits for a second person."""
    plannen = Gezinsplan.objects.filter(
        gezin__in=gezinnen, status=PlanStatus.CONCEPT, ter_vaststelling_op__isnull=False
    )
    for gezin_id, op in plannen.order_by("pk").values_list("gezin_id", "ter_vaststelling_op"):
        yield Agendavoorstel(
            gezin_id, PuntSoort.PLAN, f"Ligt ter vaststelling sinds {timezone.localtime(op):%d-%m-%Y}."
        )


def late_termijnen(gezinnen: dict[int, str]) -> Iterator[Agendavoorstel]:
    """Of safety and law, and ours to do: what climbs is what the team talks about."""
    rijen = Termijn.objects.te_laat().filter(gezin__in=gezinnen, wacht_op="", norm__ladder=Ladder.VOLLEDIG)
    per_gezin: dict[int, list[Termijn]] = {}
    for termijn in rijen.select_related("norm").order_by("dag", "pk"):
        per_gezin.setdefault(termijn.gezin_id, []).append(termijn)
    for gezin_id, (oudste, *rest) in per_gezin.items():
        ook = "" if not rest else f" Ook {len(rest)} andere." if len(rest) > 1 else " Ook één andere."
        yield Agendavoorstel(gezin_id, PuntSoort.TERMIJNEN, f"{oudste.norm.wat}: uiterlijk {oudste.dag:%d-%m-%Y}.{ook}")


def onafgedane_punten(gezinnen: list[int]) -> Any:
    """A decision that waits for a second person, and one that the family does not know yet."""
    beslist = [Besluit.AKKOORD, Besluit.NIET_AKKOORD]
    te_vertellen = Q(besluit__in=beslist, verteld_op__isnull=True, soort__in=TE_VERTELLEN)
    punten = Agendapunt.objects.filter(Q(besluit="", soort__in=BINDEND) | te_vertellen, gezin__in=gezinnen)
    return punten.annotate(
        s_wat=JSONObject(
            pk="pk",
            soort="soort",
            naar_fase="naar_fase",
            besluit="besluit",
            over=Coalesce("maatregel__soort__kort", "machtiging__soort__kort"),
        )
    )


def stappen(feit: Stapfeit) -> Iterator[Stap]:
    wat = feit.wat
    titel = titel_van(wat["soort"], naar_fase=wat["naar_fase"], over=wat["over"] or "")
    if not wat["besluit"]:
        uitleg = "Wacht op een besluit in het basisteamoverleg, door een ander dan wie het vraagt."
        url = feit.url("gezinnen:agendapunt-besluit", pk=wat["pk"])
        yield feit.stap(f"Besluit: {titel[0].lower()}{titel[1:]}", url, uitleg, voor="bto.besluiten")
    else:
        besluit = Agendapunt(soort=wat["soort"], besluit=wat["besluit"]).besluitnaam.lower()
        uitleg = f"{titel}: {besluit}. Leg vast wanneer u het vertelde en wat het gezin vindt."
        url = feit.url("gezinnen:agendapunt-verteld", pk=wat["pk"])
        yield feit.stap("Vertel het gezin het besluit", url, uitleg, voor="fase.aanvragen")


def zin_fase(gebeurtenis: Gebeurtenis) -> str:
    zin = f"Nieuwe fase: {Fase(gebeurtenis.gegevens['naar']).label}"
    return f"{zin} (met een uitzondering)" if gebeurtenis.gegevens.get("ontbrak") else zin


def zin_punt(tekst: str) -> Callable[[Gebeurtenis], str]:
    return lambda g: f"{tekst}: {PuntSoort(g.gegevens['punt']).label.lower()}"


def zin_besluit(gebeurtenis: Gebeurtenis) -> str:
    gegevens = gebeurtenis.gegevens
    naam = Agendapunt(soort=gegevens["punt"], besluit=gegevens["besluit"]).besluitnaam.lower()
    return f"Basisteamoverleg, {PuntSoort(gegevens['punt']).label.lower()}: {naam}"


def zin_einde(gebeurtenis: Gebeurtenis) -> str:
    reden = RedenEindeBegeleiding.objects.filter(pk=gebeurtenis.gegevens["reden"]).first()
    return f"Begeleiding afgesloten: {reden.naam[:1].lower()}{reden.naam[1:]}" if reden else "Begeleiding afgesloten"


def haak_aan() -> None:
    AGENDABRONNEN.extend([nieuwe_gezinnen, aangeboden_plannen, late_termijnen])
    STAPBRONNEN.append(Stapbron(onafgedane_punten, stappen, voor_collega=True))
    ONDERWERPEN.append(Onderwerp("bto", "Basisteamoverleg", "fase.bekijken", frozenset({"bto"})))
    ZINNEN.update(
        {
            "fase.gewijzigd": (zin_fase, None),
            "begeleiding.afgesloten": (zin_einde, "gezinnen:fase"),
            "begeleiding.heropend": ("Begeleiding opnieuw begonnen", "gezinnen:fase"),
            "bto.ingebracht": (zin_punt("Op de agenda van het basisteamoverleg"), "gezinnen:fase#punt-"),
            "bto.ingetrokken": (zin_punt("Van de agenda van het basisteamoverleg gehaald"), "gezinnen:fase#punt-"),
            "bto.besloten": (zin_besluit, "gezinnen:fase#punt-"),
            "bto.verteld": (zin_punt("Besluit aan het gezin verteld"), "gezinnen:fase#punt-"),
        }
    )
