"""The facts that open and meet the norms of a referral. Codes and lengths: `gezinnen/gegevens/normen.csv`."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, DateField, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest, TruncDate

from gezinnen.aanhaken import ONDERWERPNAMEN, Normbron, Onderwerpnaam, meld_normen_aan
from gezinnen.models import OverlegStatus, Uitvoerdersoverleg
from spic.models import (
    IN_HULP,
    Partij,
    Verwijzing,
    VerwijzingBericht,
    VerwijzingKind,
    Verwijzingstap,
    VerwijzingStatus,
    Voortgang,
)

Rijen = Any
"""A QuerySet with the columns of a Normbron."""
GEEN_DAG = Value(None, output_field=DateField())
VERWIJZING = "verwijzing"


def laatste_dag(rijen: QuerySet[Any, Any]) -> Subquery:
    """The day of the newest of these rows of the referral outside."""
    return Subquery(
        rijen.filter(verwijzing=OuterRef("pk")).annotate(dagvan=TruncDate("op")).order_by("-op").values("dagvan")[:1],
        DateField(),
    )


def van_segment(code: str) -> QuerySet[Verwijzing]:
    """Sent referrals of this segment, crisis left out; with a child in C it counts as C."""
    kinderen = VerwijzingKind.objects.filter(verwijzing=OuterRef("pk"))
    rijen = Verwijzing.objects.verzonden().filter(Exists(kinderen.filter(spic__segment__code=code)))
    rijen = rijen.exclude(Exists(kinderen.filter(spic__profiel__crisis=True)))
    return rijen if code == "C" else rijen.exclude(Exists(kinderen.filter(spic__segment__code="C")))


def reactie_aanbieder() -> Rijen:
    """Counted from the last time it was sent; asking for another SPIC is an answer too, to what was sent before it."""
    stappen = Verwijzingstap.objects.filter(verwijzing=OuterRef("pk"))
    verstuurd = stappen.filter(naar=VerwijzingStatus.VERZONDEN).order_by("-id")
    van_hen = stappen.filter(partij=Partij.AANBIEDER, naar__in=["overleg", "geaccepteerd", "geweigerd"])
    antwoord = van_hen.filter(id__gt=OuterRef("na_stap")).order_by("id").annotate(dagvan=TruncDate("op"))
    return (
        Verwijzing.objects.verzonden()
        .exclude(status=VerwijzingStatus.INGETROKKEN)
        .annotate(
            n_onderwerp=F("pk"),
            n_vanaf=Coalesce(Subquery(verstuurd.annotate(dagvan=TruncDate("op")).values("dagvan")[:1]), "verzonden_op"),
            na_stap=Coalesce(Subquery(verstuurd.values("id")[:1]), 0),
        )
        .annotate(n_voldaan=Subquery(antwoord.values("dagvan")[:1], DateField()))
    )


def startgesprek(code: str) -> Rijen:
    return (
        van_segment(code)
        .exclude(status__in=[VerwijzingStatus.INGETROKKEN, VerwijzingStatus.GEWEIGERD])
        .annotate(
            n_onderwerp=F("pk"), n_vanaf=F("verzonden_op"), n_voldaan=Coalesce("startgesprek_gehouden_op", "gestart_op")
        )
    )


def startgesprek_b() -> Rijen:
    return startgesprek("B")


def startgesprek_c() -> Rijen:
    return startgesprek("C")


def teken_van_leven() -> Rijen:
    """Silence of a provider: the start, a step or a message of theirs, progress, or an uitvoerdersoverleg breaks it."""
    overleg = Uitvoerdersoverleg.objects.filter(gezin=OuterRef("gezin_id"), status=OverlegStatus.GEHOUDEN)
    laatste_overleg = Subquery(
        overleg.annotate(dagvan=TruncDate("op")).order_by("-op").values("dagvan")[:1], DateField()
    )
    bericht = laatste_dag(VerwijzingBericht.objects.filter(partij=Partij.AANBIEDER))
    return (
        Verwijzing.objects.filter(status__in=IN_HULP)
        .annotate(
            n_onderwerp=F("pk"),
            n_vanaf=Greatest(
                F("gestart_op"),
                laatste_dag(Voortgang.objects.all()),
                bericht,
                laatste_dag(Verwijzingstap.objects.filter(partij=Partij.AANBIEDER)),
                laatste_overleg,
                output_field=DateField(),
            ),
        )
        .annotate(n_voldaan=GEEN_DAG)
    )


def spic_einde() -> Rijen:
    """Met by a proposal to end that nobody refused, or by another agreed last day (which moves the term)."""
    voorgesteld = laatste_dag(Verwijzingstap.objects.filter(naar=VerwijzingStatus.EINDE_VOORGESTELD))
    gaat_door = When(status__in=[VerwijzingStatus.GESTART, VerwijzingStatus.STAGNATIE], then=GEEN_DAG)
    return Verwijzing.objects.filter(
        einddatum__isnull=False, status__in=[*IN_HULP, VerwijzingStatus.BEEINDIGD]
    ).annotate(
        n_onderwerp=F("pk"),
        n_vanaf=F("einddatum"),
        n_voldaan=Case(gaat_door, default=Coalesce(voorgesteld, "beeindigd_op")),
    )


def spic11_einde() -> Rijen:
    kinderen = VerwijzingKind.objects.filter(verwijzing=OuterRef("pk"), spic__profiel__crisis=True)
    return Verwijzing.objects.filter(Exists(kinderen), gestart_op__isnull=False).annotate(
        n_onderwerp=F("pk"), n_vanaf=F("gestart_op"), n_voldaan=F("beeindigd_op")
    )


def namen(ids: list[int]) -> Any:
    """What people call these referrals: the help that was asked, and of whom."""
    rijen = Verwijzing.objects.filter(pk__in=ids)
    return rijen.annotate(o_id=F("pk"), o_een=F("hulpvraag"), o_twee=F("aanbieder__naam"))


def haak_aan() -> None:
    ONDERWERPNAMEN[VERWIJZING] = Onderwerpnaam(namen, "{} ({})".format)
    vast: dict[str, Any] = {
        "route": "spic:verwijzing",
        "recht": "verwijzing.schrijven",
        "onderwerp": VERWIJZING,
        "met_pk": True,
    }
    meld_normen_aan(
        Normbron(
            "reactie_aanbieder",
            reactie_aanbieder,
            stap="Reactie van de aanbieder op de verwijzing: {wie}",
            hulp="Bel de aanbieder als er geen antwoord komt. Blijft het stil, meld dan een kwestie.",
            wacht_op="de aanbieder",
            **vast,
        ),
        Normbron(
            "startgesprek_b",
            startgesprek_b,
            stap="Startgesprek houden: {wie}",
            hulp="Met het gezin en de hulpverlener. Wacht het gezin te lang, meld dan een kwestie.",
            wacht_op="de aanbieder",
            **vast,
        ),
        Normbron(
            "startgesprek_c",
            startgesprek_c,
            stap="Startgesprek houden: {wie}",
            hulp="Met het gezin en de hulpverlener. Wacht het gezin te lang, meld dan een kwestie.",
            wacht_op="de aanbieder",
            **vast,
        ),
        Normbron(
            "teken_van_leven",
            teken_van_leven,
            stap="Bericht van de aanbieder over de voortgang: {wie}",
            hulp="Stilte is een signaal. Bel de hulpverlener en schrijf op hoe het gaat.",
            wacht_op="de aanbieder",
            herhalend=True,
            **vast,
        ),
        Normbron(
            "spic_einde",
            spic_einde,
            stap="Besluiten hoe het verder gaat als de hulp stopt: {wie}",
            hulp="Spreek een nieuwe einddatum af, of stel voor om te stoppen.",
            herhalend=True,
            vooruit=56,
            **vast,
        ),
        Normbron(
            "spic11_einde",
            spic11_einde,
            stap="Crisishulp afronden: {wie}",
            hulp="Crisishulp duurt zes weken. Regel wat daarna komt en beëindig de hulp.",
            **vast,
        ),
    )
