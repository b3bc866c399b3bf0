"""Signals in a few example families: of providers and of others, open (one urgent) and judged. No chance: the same each day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from gezinnen.models import Fase, Gebeurtenis, Gezin
from ggw.organisatie.models import Gebruiker
from ggw.organisatie.rollen import Rol
from spic.models import Verwijzing
from veiligheid.models import (
    Melder,
    Signaal,
    Signaalbeoordeling,
    Signaalkind,
    SignaalSoort,
    SignaalStatus,
)


class Verhaal(NamedTuple):
    soort: SignaalSoort
    melder: Melder
    dagen: int
    om: time
    feit: str
    bron: str
    mening: str
    oordeel: str = ""
    terug: str = ""


VAN_AANBIEDER = (
    Verhaal(
        SignaalSoort.SPOED,
        Melder.AANBIEDER,
        1,
        time(21, 40),
        "Moeder belde huilend dat vader voor de deur staat en roept. De kinderen zijn wakker en thuis.",
        "moeder, aan de telefoon",
        "Ik denk dat moeder vanavond niet alleen kan blijven met de kinderen.",
    ),
    Verhaal(
        SignaalSoort.STAGNATIE,
        Melder.AANBIEDER,
        16,
        time(10, 5),
        "Drie van de laatste vier gesprekken gingen niet door. Er is nog niet geoefend met het naar bed gaan.",
        "onze eigen agenda",
        "De afspraken passen niet bij de diensten van vader.",
        "De hulp kan doorgaan, maar op andere tijden. De kinderen zijn nu veilig genoeg.",
        "Vader kan het beste na half zeven. Bespreek dit met het gezin; in het volgende overleg kijken wij of het werkt.",
    ),
)
VAN_ANDEREN = (
    Verhaal(
        SignaalSoort.ONVEILIG,
        Melder.SCHOOL,
        1,
        time(15, 20),
        "Kwam deze week drie keer zonder jas en zonder brood op school en viel in de klas in slaap.",
        "de juf zag het zelf",
        "De juf vindt het erger dan vorig jaar.",
    ),
    Verhaal(
        SignaalSoort.NIET_VERSCHENEN,
        Melder.MEDEWERKER,
        6,
        time(11, 0),
        "Moeder en de kinderen waren niet thuis bij de afspraak. De telefoon staat uit.",
        "zelf gezien",
        "",
    ),
    Verhaal(
        SignaalSoort.ONVEILIG,
        Melder.BUURT,
        20,
        time(9, 30),
        "Een buur hoorde zaterdagnacht geschreeuw en een deur die kapotging.",
        "de buur, aan de telefoon",
        "De buur wil niet met naam genoemd worden.",
        "Ik sprak de kinderen los van hun ouders. Zij waren geschrokken; niemand raakte gewond. Het plan is aangepast.",
    ),
)


def maak_signalen() -> None:
    met_hulp = Verwijzing.objects.lopend().exclude(status="verzonden").select_related("gezin").order_by("pk")
    for verwijzing in met_hulp[:1]:
        for verhaal in VAN_AANBIEDER:
            bewaar(verhaal, verwijzing.gezin, verwijzing)
    begeleid = Gezin.objects.filter(
        begeleidingen__afgesloten_op__isnull=True, begeleidingen__fase__in=[Fase.ONDERSTEUNEN, Fase.BORGEN]
    ).exclude(verwijzingen__isnull=False)
    gezinnen = [gezin for gezin in begeleid.order_by("pk").distinct()[:12] if gezin.leden.jeugdigen().exists()]
    for verhaal, gezin in zip(VAN_ANDEREN, gezinnen, strict=False):
        bewaar(verhaal, gezin)


def bewaar(verhaal: Verhaal, gezin: Gezin, verwijzing: Verwijzing | None = None) -> None:
    """As `Signaal.meld` and `beoordeel`, on the day it happened."""
    dag = timezone.localdate() - timedelta(days=verhaal.dagen)
    op, aan_zet = moment(dag, verhaal.om), wie_aan_zet(gezin)
    door_id = helper_van(verwijzing) if verwijzing else aan_zet
    if aan_zet is None or door_id is None:
        return
    signaal = Signaal.objects.create(
        gezin=gezin,
        soort=verhaal.soort,
        feit=verhaal.feit,
        bron=verhaal.bron,
        mening=verhaal.mening,
        gezien_op=dag,
        melder=verhaal.melder,
        verwijzing_id=verwijzing.pk if verwijzing else None,
        ontvangen_op=op,
        gemeld_op=None if verhaal.soort == SignaalSoort.SPOED else op,
        status=SignaalStatus.BEOORDEELD if verhaal.oordeel else SignaalStatus.OPEN,
        sleutel=uuid5(NAMESPACE_URL, f"signaal-{gezin.nummer}-{verhaal.dagen}"),
        door_id=door_id,
    )
    for kind in gezin.leden.jeugdigen()[:1]:
        Signaalkind.objects.create(gezin=gezin, signaal=signaal, kind=kind)
    regel = {"gezin": gezin, "onderwerp_id": signaal.pk}
    gegevens = {"signaalsoort": str(signaal.soort)}
    Gebeurtenis.objects.create(**regel, soort="signaal.gemeld", op=op, door_id=door_id, gegevens=gegevens)
    if verhaal.oordeel:
        later = op + timedelta(days=1, hours=3)
        Signaalbeoordeling.objects.create(
            gezin=gezin,
            signaal=signaal,
            oordeel=verhaal.oordeel,
            met_contact=True,
            nieuw_plan=verhaal.soort == SignaalSoort.ONVEILIG,
            terugkoppeling=verhaal.terug,
            door_id=aan_zet,
            op=later,
        )
        Gebeurtenis.objects.create(**regel, soort="signaal.beoordeeld", op=later, door_id=aan_zet)


def helper_van(verwijzing: Verwijzing) -> int | None:
    """Who helps the family, or else somebody of the aanmeldteam."""
    aanmeldteam = Gebruiker.objects.filter(rol=Rol.AANMELDTEAM, aanbieder_id=verwijzing.aanbieder_id).order_by("pk")
    return verwijzing.hulpverlener_id or aanmeldteam.values_list("pk", flat=True).first()


def wie_aan_zet(gezin: Gezin) -> int | None:
    toewijzing = gezin.toewijzingen.filter(tot__isnull=True).first()
    return toewijzing.gezinsmanager_id if toewijzing else None


def moment(dag: date, om: time) -> datetime:
    return timezone.make_aware(datetime.combine(dag, om))
