"""The weekly meetings of the example teams: what was decided and told, and what waits for the next one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any

from django.utils import timezone

from gezinnen.models import (
    Agendapunt,
    Basisteamoverleg,
    Begeleiding,
    Besluit,
    BtoAanwezige,
    BtoStatus,
    Fase,
    Faseovergang,
    Gebeurtenis,
    Maatregel,
    PuntSoort,
    Toewijzing,
    Vertelwijze,
)
from ggw.organisatie.models import Basisteam, Gebruiker
from ggw.organisatie.rollen import Rol

WEKEN = 8
"""So many meetings were held; the next one is planned."""
TEAMS = 3
DINSDAG = 1
TIJD = time(9, 30)
VOORUIT = {Fase.VERBINDEN: Fase.ONDERSTEUNEN, Fase.ONDERSTEUNEN: Fase.BORGEN}
WOORDEN = (
    "Het team denkt mee: begin klein en vraag oma erbij. De gedragsdeskundige belt volgende week met school.",
    "Het team ziet genoeg om door te gaan. Over zes weken kijken wij opnieuw.",
    "Goed gedaan. Let op dat vader ook zijn verhaal doet.",
)
REACTIES = (
    "“Fijn dat jullie het ook zien. Wij willen zelf ook verder.”",
    "“Ik vind het spannend, maar ik snap het wel.”",
    "“Oké.” De oudste vroeg of de gezinsmanager wel blijft komen.",
)
VERSLAG = "De casussupervisie gaat naar donderdag. Iedereen kijkt voor vrijdag zijn open termijnen na."
UITZONDERING = (
    "De ARIJ-RT is begonnen en ligt bij de gedragsdeskundige. De hulp kan al starten en het gezin is eraan toe."
)


@dataclass
class Teamjaar:
    """One team, who decides in it, and its meetings from old to new; the last one is still to come."""

    team: Basisteam
    mensen: list[Gebruiker]
    overleggen: list[Basisteamoverleg]

    def beslisser(self, behalve: int) -> int:
        kan = (Rol.SENIOR, Rol.GEDRAGSDESKUNDIGE, Rol.TEAMMANAGER)
        return next(mens.pk for rol in kan for mens in self.mensen if mens.rol == rol and mens.pk != behalve)

    def gehouden_na(self, dag: date) -> Basisteamoverleg | None:
        return next((o for o in self.overleggen[:-1] if o.datum > dag), None)


def maak_overleggen() -> None:
    """Of the three teams of the example; the teams for measurements have none."""
    for team in Basisteam.objects.exclude(naam__startswith="Proefteam").order_by("pk")[:TEAMS]:
        jaar = maak_teamjaar(team)
        tekst, reactie = cycle(WOORDEN), cycle(REACTIES)
        lopend = (
            Toewijzing.objects.lopend().filter(basisteam=team).select_related("begeleiding", "gezin").order_by("pk")
        )
        for nr, toewijzing in enumerate(lopend):
            maak_besluiten(jaar, toewijzing, nr, next(tekst), next(reactie))
            maak_vraag(jaar, toewijzing, nr)


def maak_teamjaar(team: Basisteam) -> Teamjaar:
    vandaag = timezone.localdate()
    volgende = vandaag + timedelta(days=(DINSDAG - vandaag.weekday()) % 7)
    mensen = list(Gebruiker.objects.filter(lidmaatschappen__basisteam=team, is_active=True).order_by("pk"))
    senior = next((mens.pk for mens in mensen if mens.rol == Rol.SENIOR), None)
    overleggen = []
    for week in range(WEKEN, -1, -1):
        dag, gehouden = volgende - timedelta(weeks=week), week > 0
        overleg = Basisteamoverleg.objects.create(
            team=team,
            datum=dag,
            tijd=TIJD,
            status=BtoStatus.GEHOUDEN if gehouden else BtoStatus.GEPLAND,
            voorzitter_id=senior if gehouden else None,
            verslag=VERSLAG if week == 1 else "",
            created_at=om(dag - timedelta(days=14)),
        )
        erbij = [mens for mens in mensen if mens.rol != Rol.SECRETARIAAT] if gehouden else []
        BtoAanwezige.objects.bulk_create(
            BtoAanwezige(overleg=overleg, wie_id=mens.pk) for mens in erbij if mens.pk % 5 != week % 5
        )
        overleggen.append(overleg)
    return Teamjaar(team, mensen, overleggen)


def maak_besluiten(jaar: Teamjaar, toewijzing: Toewijzing, nr: int, tekst: str, reactie: str) -> None:
    """The family when it was new, its last step when that was in one of these weeks, and measures that end soon."""
    begeleiding = toewijzing.begeleiding
    overleg = jaar.gehouden_na(toewijzing.vanaf)
    if begeleiding.fase == Fase.VERBINDEN and overleg is not None:
        besluit(jaar, punt(toewijzing, PuntSoort.NIEUW_GEZIN, overleg.datum), overleg, tekst, "")
    for overgang in begeleiding.faseovergangen.filter(van__in=VOORUIT).order_by("-op", "-pk")[:1]:
        maak_overgang(jaar, toewijzing, overgang, nr, tekst, reactie)
    for maatregel in eindigt_binnenkort(begeleiding) if nr % 2 else ():
        laatste = jaar.overleggen[-2]
        vraag = punt(toewijzing, PuntSoort.VERLENGEN, laatste.datum, maatregel=maatregel)
        besluit(jaar, vraag, laatste, "De zorgen die de beschikking noemt, zijn er nog.", reactie)


def eindigt_binnenkort(begeleiding: Begeleiding) -> Iterator[Maatregel]:
    vandaag = timezone.localdate()
    rijen = Maatregel.objects.lopend().dwang().filter(gezin=begeleiding.gezin, verlengingen__isnull=True)
    yield from rijen.filter(einde__lte=vandaag + timedelta(weeks=17)).order_by("pk")


def maak_overgang(
    jaar: Teamjaar, toewijzing: Toewijzing, overgang: Faseovergang, nr: int, tekst: str, reactie: str
) -> None:
    """A step that was made in one of these weeks was decided in the meeting before it; a few went on with an exception."""
    overleg = next((o for o in reversed(jaar.overleggen[:-1]) if o.datum <= overgang.op), None)
    if overleg is None or (overgang.op - overleg.datum).days > 6 or overgang.naar == Fase.NAZORG:
        return
    uitzondering = UITZONDERING if nr % 3 == 0 else ""
    vraag = punt(
        toewijzing,
        PuntSoort.FASEOVERGANG,
        overleg.datum,
        van_fase=overgang.van,
        naar_fase=overgang.naar,
        toelichting="Het gezin en de hulp weten wat er moet gebeuren.",
        uitzondering=uitzondering,
    )
    besluit(jaar, vraag, overleg, tekst, reactie if nr % 4 else "")
    ontbrak = ["De ARIJ-RT is ingevuld"] if uitzondering else []
    Faseovergang.objects.filter(pk=overgang.pk).update(
        besluit=vraag, reden=tekst, uitzondering=uitzondering, ontbrak=ontbrak, door_id=vraag.besloten_door_id
    )


def maak_vraag(jaar: Teamjaar, toewijzing: Toewijzing, nr: int) -> None:
    """What waits for the next meeting: some next phases, and now and then something else."""
    begeleiding, vandaag = toewijzing.begeleiding, timezone.localdate()
    naar = VOORUIT.get(Fase(begeleiding.fase))
    lang_genoeg = (vandaag - begeleiding.fase_sinds).days > 60
    if naar and lang_genoeg and nr % 5 == 1:
        punt(
            toewijzing,
            PuntSoort.FASEOVERGANG,
            vandaag,
            naar_fase=naar,
            toelichting="De afspraken worden nagekomen en de kinderen zeggen dat het thuis rustiger is.",
            uitzondering="Eén onderdeel volgt deze week. Wachten helpt het gezin niet.",
        )
    elif nr % 7 == 3:
        punt(
            toewijzing,
            PuntSoort.ANDERS,
            vandaag,
            toelichting="Vader en moeder willen allebei iets anders. Hoe houd ik ze aan één tafel?",
        )


def punt(toewijzing: Toewijzing, soort: str, voor: date, **velden: Any) -> Agendapunt:
    """Asked by the gezinsmanager, two days before this day."""
    moment = om(voor - timedelta(days=2))
    eigen = {"gezin": toewijzing.gezin, "begeleiding": toewijzing.begeleiding}
    velden = {"van_fase": toewijzing.begeleiding.fase, **velden}
    vraag = Agendapunt.objects.create(
        soort=soort, created_at=moment, ingebracht_door_id=toewijzing.gezinsmanager_id, **eigen, **velden
    )
    gebeurt(vraag, "bto.ingebracht", moment, toewijzing.gezinsmanager_id)
    return vraag


def besluit(jaar: Teamjaar, vraag: Agendapunt, overleg: Basisteamoverleg, tekst: str, reactie: str) -> None:
    """A yes in this meeting; with a `reactie` it was told the day after."""
    door_id, vraag.overleg = jaar.beslisser(vraag.ingebracht_door_id or 0), overleg
    vraag.besluit, vraag.besluit_tekst = Besluit.AKKOORD, tekst
    vraag.besloten_door_id, vraag.besloten_op = door_id, overleg.datum
    gebeurt(vraag, "bto.besloten", om(overleg.datum, 14), door_id, besluit=Besluit.AKKOORD.value)
    morgen = overleg.datum + timedelta(days=1)
    if reactie and morgen <= timezone.localdate():
        vraag.verteld_op, vraag.verteld_door_id = morgen, vraag.ingebracht_door_id
        vraag.verteld_wijze, vraag.reactie = Vertelwijze.HUISBEZOEK, reactie
        gebeurt(vraag, "bto.verteld", om(morgen, 16), vraag.ingebracht_door_id)
    vraag.save()


def gebeurt(vraag: Agendapunt, soort: str, op: datetime, door_id: int | None, **gegevens: str) -> None:
    Gebeurtenis.objects.create(
        gezin_id=vraag.gezin_id,
        soort=soort,
        onderwerp_id=vraag.pk,
        gegevens={"punt": str(vraag.soort), **gegevens},
        op=op,
        door_id=door_id,
    )


def om(dag: date, uur: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time(uur)))
