"""Referrals in every state, so that gezinsmanagers, zorgbemiddelaars and the providers of the example have something to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from gezinnen.models import Gebeurtenis, Gezin, Gezinsplan
from ggw.organisatie.models import Aanbieder, AanbiederSoort, Gebruiker
from ggw.organisatie.rollen import Rol
from spic.models import (
    Grondslag,
    Onderaanneming,
    Pakket,
    Partij,
    Spic,
    SpicBijdrage,
    Verwijzing,
    VerwijzingBericht,
    VerwijzingKind,
    VerwijzingResultaat,
    Verwijzingstap,
    VerwijzingStatus,
    Voortgang,
    afdruk,
)
from spic.pakket import Deel, maak_inhoud

S = VerwijzingStatus


@dataclass(frozen=True)
class Verhaal:
    """One referral: `stappen` are (days after sending, to, reason), `dagen` how long ago it was sent."""

    hulp: str
    toelichting: str
    dagen: int
    stappen: tuple[tuple[int, VerwijzingStatus, str], ...] = ()
    spic: str = "B"
    voortgang: tuple[tuple[int, int, str], ...] = ()
    bericht: str = ""


VERHALEN = (
    Verhaal("Opvoedhulp thuis", "Vooral rond het eten en het naar bed gaan loopt het vast.", 4),
    Verhaal(
        "Traumabehandeling voor een kind",
        "Het gezin wil graag eerst kennismaken.",
        40,
        ((6, S.GEACCEPTEERD, ""), (20, S.STARTGESPREK, ""), (26, S.GESTART, "")),
        voortgang=((33, 4, "De kennismaking is gedaan. Het kind komt nog niet los van moeder."),),
        bericht="Kan de volgende afspraak ook op school?",
    ),
    Verhaal(
        "Weekendpleeggezin",
        "Moeder heeft af en toe een weekend rust nodig.",
        33,
        ((12, S.GEWEIGERD, "Er is een wachtlijst."),),
    ),
    Verhaal(
        "Begeleiding voor vader en kind samen",
        "Vader wil leren spelen met zijn kind.",
        11,
        ((3, S.OVERLEG, "Wij denken dat er meer nodig is dan een keer in de week."),),
    ),
    Verhaal("Gezinsbegeleiding in de avond", "Het liefst na zeven uur.", 24, ((5, S.GEACCEPTEERD, ""),)),
    Verhaal(
        "Hulp bij boosheid",
        "De jongste slaat als hij moe is.",
        90,
        (
            (4, S.GEACCEPTEERD, ""),
            (15, S.STARTGESPREK, ""),
            (22, S.GESTART, ""),
            (70, S.STAGNATIE, "Het gezin was drie keer niet thuis."),
        ),
        voortgang=((40, 5, "Er is een plan voor de momenten dat het misgaat."),),
    ),
)


def maak_verwijzingen() -> None:
    """One for each of VERHALEN, to the providers that have people."""
    aanbieders = sorted(
        {mens.aanbieder for mens in partners(Rol.AANMELDTEAM) if mens.aanbieder and is_hoofd(mens.aanbieder)},
        key=lambda aanbieder: aanbieder.naam,
    )
    helpers = {mens.aanbieder_id: mens.pk for mens in partners(Rol.HULPVERLENER)}
    intake = {mens.aanbieder_id: mens.pk for mens in partners(Rol.AANMELDTEAM)}
    spics = list(Spic.objects.te_verwijzen(timezone.localdate()).filter(segment__code="B", profiel__crisis=False)[:6])
    if not aanbieders or not spics:
        return
    volgorde, keuze = cycle(aanbieders), cycle(spics)
    for verhaal, gezin in zip(VERHALEN, kandidaten(), strict=False):
        aanbieder = next(volgorde)
        vertel(verhaal, gezin, aanbieder, next(keuze), intake[aanbieder.pk], helpers.get(aanbieder.pk))


def is_hoofd(aanbieder: Aanbieder) -> bool:
    return aanbieder.soort == AanbiederSoort.HOOFDAANNEMER


def kandidaten() -> Iterator[Gezin]:
    """Guided families with a plan in force and a child."""
    met_plan = Gezinsplan.objects.vastgesteld().values("gezin_id")
    rijen = Gezin.objects.filter(pk__in=met_plan, toewijzingen__tot__isnull=True).order_by("pk").distinct()
    return (gezin for gezin in rijen if gezin.leden.jeugdigen().exists())


def vertel(verhaal: Verhaal, gezin: Gezin, aanbieder: Aanbieder, spic: Spic, intake: int, helper: int | None) -> None:
    """As the domain methods do, with the days of the story: the timeline is the same every time it is made."""
    gezinsmanager = gezin.toewijzingen.filter(tot__isnull=True).values_list("gezinsmanager_id", flat=True)[0]
    verzonden = timezone.localdate() - timedelta(days=verhaal.dagen)
    rij = Verwijzing(
        sleutel=uuid5(NAMESPACE_URL, f"{gezin.nummer}-{verhaal.hulp}"),
        gezin=gezin,
        aanbieder=aanbieder,
        hulpvraag=verhaal.hulp,
        toelichting=verhaal.toelichting,
        grondslag=Grondslag.TOESTEMMING,
        grondslag_uitleg="Besproken bij het vaststellen van het gezinsplan",
        verzonden_op=verzonden,
        status=S.VERZONDEN,
        door_id=gezinsmanager,
    )
    kinderen = list(gezin.leden.jeugdigen())[:2]
    delen = [Deel.GEZINSPLAN] if verhaal.dagen % 2 == 0 else []
    rij.keuze = {"leden": [kind.pk for kind in kinderen], "delen": delen, "afnames": []}
    for _, naar, _ in verhaal.stappen:
        rij.status = naar
    zet_velden(rij, verhaal, helper)
    rij.save(force_insert=True)
    eigen: dict[str, Any] = {"gezin": gezin, "verwijzing": rij}
    VerwijzingKind.objects.bulk_create(VerwijzingKind(kind=kind, spic=spic, **eigen) for kind in kinderen)
    plan = gezin.gezinsplannen.geldend()
    resultaten = list(plan.resultaten.all()[:1]) if plan else []
    for resultaat in resultaten:
        VerwijzingResultaat.objects.create(resultaat_id=resultaat.stam_of_zelf_id, wat=resultaat.wat, **eigen)
    inhoud = maak_inhoud(rij, **rij.keuze)
    Pakket.objects.create(
        aanbieder=aanbieder,
        inhoud=inhoud,
        sha256=afdruk(inhoud),
        gemaakt_op=om(verzonden),
        door_id=gezinsmanager,
        **eigen,
    )
    zet_stappen(rij, verhaal, gezinsmanager, intake)
    voeg_toe(rij, verhaal, spic, helper or intake, resultaten)


def om(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time(10)))


def zet_velden(rij: Verwijzing, verhaal: Verhaal, helper: int | None) -> None:
    if rij.verzonden_op is None:
        return
    dag = {naar: rij.verzonden_op + timedelta(days=na) for na, naar, _ in verhaal.stappen}
    antwoord = dag.get(S.GEACCEPTEERD) or dag.get(S.GEWEIGERD)
    rij.beantwoord_op = om(antwoord) if antwoord else None
    rij.beeindigd_op = dag.get(S.GEWEIGERD)
    if S.GEACCEPTEERD in dag:
        rij.hulpverlener_id = helper
    if S.GESTART in dag:
        rij.gestart_op, rij.einddatum = dag[S.GESTART], dag[S.GESTART] + timedelta(days=270)
        rij.startgesprek_op, rij.startgesprek_gehouden_op = om(dag[S.STARTGESPREK]), dag[S.STARTGESPREK]


def zet_stappen(rij: Verwijzing, verhaal: Verhaal, gezinsmanager: int, intake: int) -> None:
    if rij.verzonden_op is None:
        return
    van: VerwijzingStatus = S.CONCEPT
    alle = ((0, S.VERZONDEN, ""), *verhaal.stappen)
    for na, naar, reden in alle:
        wij = naar == S.VERZONDEN
        op, door = om(rij.verzonden_op + timedelta(days=na)), gezinsmanager if wij else intake
        Verwijzingstap.objects.create(
            gezin_id=rij.gezin_id,
            verwijzing=rij,
            van=van,
            naar=naar,
            partij=Partij.GI if wij else Partij.AANBIEDER,
            code="geen_plek" if naar == S.GEWEIGERD else "",
            reden=reden,
            op=op,
            door_id=door,
        )
        Gebeurtenis.objects.create(
            gezin_id=rij.gezin_id, soort=f"verwijzing.{naar}", onderwerp_id=rij.pk, op=op, door_id=door
        )
        van = naar


def voeg_toe(rij: Verwijzing, verhaal: Verhaal, spic: Spic, helper: int, resultaten: list[Any]) -> None:
    """What was said meanwhile: progress, a message, a proposal for another SPIC, an onderaannemer."""
    if rij.verzonden_op is None:
        return
    eigen: dict[str, Any] = {"gezin_id": rij.gezin_id, "verwijzing": rij, "door_id": helper}
    for na, cijfer, woorden in verhaal.voortgang:
        Voortgang.objects.create(
            resultaat_id=resultaten[0].stam_of_zelf_id if resultaten else None,
            cijfer=cijfer,
            woorden=woorden,
            bezoeken=4,
            op=om(rij.verzonden_op + timedelta(days=na)),
            **eigen,
        )
    if verhaal.bericht:
        VerwijzingBericht.objects.create(
            tekst=verhaal.bericht, partij=Partij.AANBIEDER, op=timezone.now() - timedelta(days=1), **eigen
        )
        onder = Aanbieder.objects.filter(soort=AanbiederSoort.ONDERAANNEMER, actief=True).order_by("naam").first()
        if onder is not None:
            breng_onder_in(rij, onder, helper)
    if rij.status == S.OVERLEG:
        ander = Spic.objects.te_verwijzen(timezone.localdate()).filter(profiel=spic.profiel).exclude(pk=spic.pk).first()
        SpicBijdrage.objects.create(
            soort="voorstel",
            partij=Partij.AANBIEDER,
            spic=ander or spic,
            tekst=verhaal.stappen[-1][2],
            op=om(rij.verzonden_op + timedelta(days=verhaal.stappen[-1][0])),
            **eigen,
        )


def breng_onder_in(rij: Verwijzing, onder: Aanbieder, door_id: int) -> None:
    wat = "Speltherapie voor het kind"
    Onderaanneming.objects.create(
        gezin_id=rij.gezin_id,
        verwijzing=rij,
        aanbieder=onder,
        wat=wat,
        vanaf=rij.gestart_op or timezone.localdate(),
        door_id=door_id,
    )
    heel = Pakket.objects.filter(verwijzing=rij).latest("versie").inhoud
    inhoud = {
        **{naam: heel[naam] for naam in ("vorm", "nummer", "grondslag", "leden")},
        "hulpvraag": wat,
        "toelichting": "",
    }
    Pakket.objects.create(
        gezin_id=rij.gezin_id, verwijzing=rij, aanbieder=onder, inhoud=inhoud, sha256=afdruk(inhoud), door_id=door_id
    )


def partners(rol: Rol) -> list[Gebruiker]:
    mensen = Gebruiker.objects.filter(rol=rol, is_active=True).select_related("aanbieder")
    return list(mensen.order_by("pk"))
