"""What the providers of the example offer, how long families wait there as they said, and an invitation that waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from ggw.organisatie.models import Aanbieder, Gebruiker, Voorstel, VoorstelSoort
from ggw.organisatie.rollen import Rol
from ggw.organisatie.voorbeeld import DOMEIN
from spic.models import Aanbod, Profiel, Spic, Wachtopgave

VANAF = date(2026, 1, 1)
AMSTELLAND, ZAANSTREEK = "Amsterdam-Amstelland", "Zaanstreek-Waterland"


@dataclass(frozen=True)
class Hulp:
    """Profiles by code in a segment; `regio` empty is everywhere."""

    segment: str
    profielen: tuple[str, ...]
    regio: str = ""


@dataclass(frozen=True)
class Wacht:
    """What was said so many days ago; a profile of "" is all help together."""

    profiel: str
    weken: int
    plaatsen: int | None
    dagen_geleden: int


AANBOD = {
    "De Wilgenboog": (
        Hulp("B", ("1", "2", "3", "4"), AMSTELLAND),
        Hulp("C", ("2", "4"), AMSTELLAND),
        Hulp("B", ("11",)),
    ),
    "Stichting Zonnewijzer": (Hulp("B", ("3", "5", "6")), Hulp("C", ("5", "6"), AMSTELLAND)),
    "Kompasbloem Jeugdzorg": (Hulp("B", ("1", "4", "7", "8"), ZAANSTREEK), Hulp("C", ("7", "9", "10"))),
    "Praktijk Waterlelie": (Hulp("B", ("3", "6"), AMSTELLAND),),
    "Gezinshuis Het Vogelnest": (Hulp("C", ("9",)),),
}
WACHT = {
    "De Wilgenboog": (Wacht("", 6, None, 40), Wacht("1", 4, 2, 12), Wacht("2", 10, 0, 5), Wacht("11", 0, 1, 2)),
    "Stichting Zonnewijzer": (Wacht("", 14, None, 20), Wacht("3", 7, 1, 9)),
    "Kompasbloem Jeugdzorg": (Wacht("", 3, 4, 61), Wacht("7", 5, 1, 16)),
    "Praktijk Waterlelie": (Wacht("", 2, 3, 6),),
}
NIEUWE = "Nadia Zilverschoon"


def maak_hulpaanbod() -> None:
    """Het Vogelnest never said how long families wait: that happens too."""
    for aanbieder in Aanbieder.objects.filter(naam__in=AANBOD).order_by("pk"):
        for hulp in AANBOD[aanbieder.naam]:
            leg_vast(aanbieder, hulp)
        door = aanbieder.mensen.filter(rol__in=(Rol.AANMELDTEAM, Rol.AANBIEDERBEHEERDER)).order_by("pk").first()
        for wacht in WACHT.get(aanbieder.naam, ()):
            if door is not None:
                geef_op(aanbieder, wacht, door)
    maak_open_uitnodiging()


def leg_vast(aanbieder: Aanbieder, hulp: Hulp) -> None:
    """Only what goes together in the catalogue that is loaded."""
    spics = Spic.objects.geldig_op(timezone.localdate()).filter(segment__code=hulp.segment)
    paren = spics.filter(profiel__code__in=hulp.profielen).order_by("segment", "profiel")
    for segment, profiel in paren.values_list("segment_id", "profiel_id").distinct():
        Aanbod.objects.create(
            aanbieder=aanbieder, segment_id=segment, profiel_id=profiel, regio=hulp.regio, geldig_vanaf=VANAF
        )


def geef_op(aanbieder: Aanbieder, wacht: Wacht, door: Gebruiker) -> None:
    profiel = Profiel.objects.geldig_op(timezone.localdate()).filter(code=wacht.profiel).first()
    if profiel is not None or not wacht.profiel:
        Wachtopgave.objects.create(
            aanbieder=aanbieder,
            profiel=profiel,
            wachttijd_weken=wacht.weken,
            plaatsen_vrij=wacht.plaatsen,
            opgegeven_op=moment(wacht.dagen_geleden),
            door=door,
        )


def maak_open_uitnodiging() -> None:
    """One beheerder of De Wilgenboog asked for a colleague; the other one has not decided yet."""
    door = Gebruiker.objects.filter(rol=Rol.AANBIEDERBEHEERDER, aanbieder__naam="De Wilgenboog").order_by("-pk").first()
    email = f"{NIEUWE.split()[0].lower()}@{DOMEIN}"
    if door is None or Gebruiker.objects.filter(email=email).exists():
        return
    over = Gebruiker.objects.create_user(
        email,
        naam=NIEUWE,
        rol=Rol.HULPVERLENER,
        functie="Trajectbegeleider",
        aanbieder=door.aanbieder,
        is_active=False,
    )
    Voorstel.objects.create(
        soort=VoorstelSoort.UITNODIGING,
        over=over,
        door=door,
        gegevens={"rol": over.rol, "teams": []},
        op=moment(1),
        geldig_tot=moment(1) + timedelta(days=14),
    )


def moment(dagen_geleden: int) -> datetime:
    """At ten in the morning, so that it is the same every time it is made."""
    return timezone.make_aware(datetime.combine(timezone.localdate() - timedelta(days=dagen_geleden), time(10)))
