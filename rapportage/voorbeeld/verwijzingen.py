"""A few referrals, so that the providers of the example have something to read."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import cycle
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from gezinnen.models import Gebeurtenis, Gezin, Gezinsplan
from ggw.organisatie.models import Gebruiker
from ggw.organisatie.rollen import Rol
from spic.models import Grondslag, Pakket, Verwijzing, VerwijzingStatus
from spic.models.verwijzing import afdruk
from spic.pakket import Deel, maak_inhoud

HULP = (
    ("Opvoedhulp thuis", "Vooral rond het eten en het naar bed gaan loopt het vast.", 4),
    ("Traumabehandeling voor een kind", "Het gezin wil graag eerst kennismaken.", 19),
    ("Weekendpleeggezin", "Moeder heeft af en toe een weekend rust nodig.", 33),
    ("Begeleiding voor vader en kind samen", "Vader wil leren spelen met zijn kind.", 11),
)


def maak_verwijzingen() -> None:
    """One for each line of HULP, to the providers that have people; every second one is taken on."""
    aanbieders = {mens.aanbieder for mens in partners(Rol.AANMELDTEAM) if mens.aanbieder}
    helpers = {mens.aanbieder_id: mens.pk for mens in partners(Rol.HULPVERLENER)}
    met_plan = Gezinsplan.objects.vastgesteld().values("gezin_id")
    gezinnen = Gezin.objects.filter(pk__in=met_plan, toewijzingen__tot__isnull=True).order_by("pk").distinct()
    volgorde = cycle(sorted(aanbieders, key=lambda aanbieder: aanbieder.naam))
    for nr, (gezin, (hulp, toelichting, dagen)) in enumerate(zip(gezinnen[: len(HULP)], HULP, strict=False)):
        toewijzing = gezin.toewijzingen.filter(tot__isnull=True).first()
        leden = [lid for lid in gezin.leden.huidig() if lid.is_jeugdige][:2]
        if toewijzing is None or not leden or not aanbieders:
            continue
        rij = Verwijzing(
            sleutel=uuid5(NAMESPACE_URL, gezin.nummer),
            gezin=gezin,
            aanbieder=next(volgorde),
            hulpvraag=hulp,
            toelichting=toelichting,
            grondslag=Grondslag.TOESTEMMING,
            grondslag_uitleg="Besproken bij het vaststellen van het gezinsplan",
            verzonden_op=timezone.localdate() - timedelta(days=dagen),
        )
        keuze = {"hulpvraag": hulp, "toelichting": toelichting, "grondslag": Grondslag.TOESTEMMING.label}
        inhoud = maak_inhoud(gezin, **keuze, leden=leden, delen=[Deel.GEZINSPLAN] if nr % 2 == 0 else [])
        if nr % 2:
            rij.status, rij.hulpverlener_id = VerwijzingStatus.AANVAARD, helpers.get(rij.aanbieder_id)
        bewaar_gedateerd(rij, inhoud, door_id=toewijzing.gezinsmanager_id)


def bewaar_gedateerd(rij: Verwijzing, inhoud: dict[str, Any], *, door_id: int) -> None:
    """As `Verwijzing.verstuur`, at ten on the day it was sent: the timeline is the same every time it is made."""
    moment = timezone.make_aware(datetime.combine(rij.verzonden_op, time(10)))
    rij.door_id = door_id
    rij.save(force_insert=True)
    eigen = {"gezin": rij.gezin, "aanbieder": rij.aanbieder, "door_id": door_id}
    Pakket.objects.create(verwijzing=rij, inhoud=inhoud, sha256=afdruk(inhoud), gemaakt_op=moment, **eigen)
    Gebeurtenis.objects.create(
        gezin=rij.gezin, soort="verwijzing.verzonden", onderwerp_id=rij.pk, op=moment, door_id=door_id
    )


def partners(rol: Rol) -> list[Gebruiker]:
    mensen = Gebruiker.objects.filter(rol=rol, is_active=True).select_related("aanbieder")
    return list(mensen.order_by("pk"))
