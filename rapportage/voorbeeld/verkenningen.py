"""Questions whether there is room: one that two providers answered, one that waits, one that was closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from gezinnen.models import Gebeurtenis, Gezin
from ggw.organisatie.rollen import Rol
from rapportage.voorbeeld.verwijzingen import is_hoofd, kandidaten, partners
from spic.models import Spic, Verkenning, VerkenningAanbieder

Antwoord = tuple[str, int | None, str]


@dataclass(frozen=True)
class Verhaal:
    """`antwoorden`: of the first providers, in their order; an empty one means no answer yet."""

    vraag: str
    dagen: int
    antwoorden: tuple[Antwoord, ...]
    gesloten: bool = False


VERHALEN = (
    Verhaal(
        "Hulp bij het opvoeden van twee jonge kinderen, het liefst na vijf uur.",
        4,
        (("ja", 3, "Op dinsdag en donderdag is er plek."), ("misschien", 8, "Als er iemand uitstroomt.")),
    ),
    Verhaal(
        "Begeleiding van een jongere die vaak ruzie heeft op school.", 1, (("nee", None, "Wij hebben nu een stop."),)
    ),
    Verhaal("Een logeerplek voor een weekend in de maand.", 25, (("ja", 0, ""), ("nee", None, "")), gesloten=True),
)


def maak_verkenningen() -> None:
    """One for each of VERHALEN, at families that may be referred, to the providers that have an aanmeldteam."""
    per_aanbieder = {mens.aanbieder: mens.pk for mens in partners(Rol.AANMELDTEAM) if mens.aanbieder}
    hoofd = sorted((aanbieder for aanbieder in per_aanbieder if is_hoofd(aanbieder)), key=lambda rij: rij.naam)
    team = [(aanbieder.pk, per_aanbieder[aanbieder]) for aanbieder in hoofd[:3]]
    spic = Spic.objects.te_verwijzen(timezone.localdate()).filter(segment__code="B", profiel__crisis=False).first()
    if not team or spic is None:
        return
    for verhaal, gezin in zip(VERHALEN, islice(kandidaten(), len(VERHALEN)), strict=False):
        vertel(verhaal, gezin, spic, team)


def vertel(verhaal: Verhaal, gezin: Gezin, spic: Spic, team: list[tuple[int, int]]) -> None:
    """`team`: ids of providers, each with somebody of its aanmeldteam."""
    gezinsmanager = gezin.toewijzingen.filter(tot__isnull=True).values_list("gezinsmanager_id", flat=True)[0]
    op = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(days=verhaal.dagen)
    later = op + timedelta(hours=5)
    rij = Verkenning.objects.create(
        gezin=gezin,
        vraag=verhaal.vraag,
        spic=spic,
        regio=gezin.gemeente.regio if gezin.gemeente else "",
        gevraagd_op=op,
        gesloten_op=later + timedelta(days=2) if verhaal.gesloten else None,
        door_id=gezinsmanager,
        sleutel=uuid5(NAMESPACE_URL, f"{gezin.nummer}-{verhaal.vraag}"),
    )
    leg_vast(rij, "gevraagd", op, gezinsmanager)
    for nr, (aanbieder, mens) in enumerate(team):
        antwoord, weken, toelichting = verhaal.antwoorden[nr] if nr < len(verhaal.antwoorden) else ("", None, "")
        VerkenningAanbieder.objects.create(
            gezin=gezin,
            verkenning=rij,
            aanbieder_id=aanbieder,
            antwoord=antwoord,
            wachttijd_weken=weken,
            toelichting=toelichting,
            beantwoord_op=later if antwoord else None,
            beantwoord_door_id=mens if antwoord else None,
            sleutel=uuid5(NAMESPACE_URL, f"{rij.sleutel}-{nr}") if antwoord else None,
        )
        if antwoord:
            leg_vast(rij, "beantwoord", later, mens)
    if rij.gesloten_op:
        leg_vast(rij, "gesloten", rij.gesloten_op, gezinsmanager)


def leg_vast(rij: Verkenning, wat: str, op: datetime, door: int) -> None:
    Gebeurtenis.objects.create(
        gezin_id=rij.gezin_id, soort=f"verkenning.{wat}", onderwerp_id=rij.pk, op=op, door_id=door
    )
