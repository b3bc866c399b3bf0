"""Four eyes on rights: propose, agree, refuse, withdraw. What was proposed happens at the moment somebody else agrees."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from ggw.organisatie.models import (
    Basisteam,
    Beheergebeurtenis,
    Gebruiker,
    Geweigerd,
    Lidmaatschap,
    Voorstel,
    VoorstelSoort,
)
from ggw.organisatie.rollen import PARTNERROLLEN, Rol, rechten_van
from ggw.organisatie.tweedestap import verwijder_tweede_stap

logger = logging.getLogger(__name__)

AL_OPEN = "Dit is al voorgesteld. Een tweede persoon moet nog beslissen."
TE_LAAT = "Over dit voorstel is al beslist, of het is te oud. Er is niets veranderd."
NIET_U = "U kunt hier niet over beslissen. Dat doet iemand anders dan wie het voorstelt en over wie het gaat."
BESLISROLLEN = [rol for rol in Rol.values if "beheer.goedkeuren" in rechten_van(rol)]


@transaction.atomic
def stel_voor(soort: VoorstelSoort, over: Gebruiker, *, door: Gebruiker, **gegevens: Any) -> Voorstel:
    """Ask for a change of rights. Raises Geweigerd. Who may decide gets a mail after the commit."""
    over.controleer_niet_zelf(door)
    Gebruiker.objects.select_for_update().get(pk=over.pk)
    verlopen = Voorstel.objects.filter(over=over, soort=soort, besloten_op__isnull=True)
    for oud in verlopen.filter(geldig_tot__lte=timezone.now()):
        trek_in(oud, door=oud.door)
    if verlopen.filter(Q(gegevens=gegevens) | ~Q(soort=VoorstelSoort.TEAM), besloten_op__isnull=True).exists():
        raise Geweigerd(AL_OPEN)
    try:
        with transaction.atomic():
            voorstel = Voorstel.objects.create(soort=soort, over=over, door=door, gegevens=gegevens)
    except IntegrityError as fout:
        raise Geweigerd(AL_OPEN) from fout
    leg_vast("gedaan", voorstel, door)
    transaction.on_commit(lambda: mail_beslissers(voorstel))
    return voorstel


def stel_rol_voor(over: Gebruiker, rol: str, *, door: Gebruiker) -> Voorstel:
    if over.status == "beeindigd":
        raise Geweigerd("Dit account is gestopt. Nodig deze persoon eerst opnieuw uit.")
    if rol == over.rol:
        raise Geweigerd("Deze persoon heeft deze rol al.")
    if (rol in PARTNERROLLEN) != over.is_partner:
        raise Geweigerd("Een medewerker wordt geen aanbieder en andersom. Maak daarvoor een nieuw account.")
    return stel_voor(VoorstelSoort.ROL, over, door=door, rol=rol)


def stel_team_voor(over: Gebruiker, basisteam: Basisteam, *, vanaf: date, door: Gebruiker) -> Voorstel:
    """Raises Geweigerd or ValidationError, as doing it would."""
    over.controleer_in_team(basisteam, vanaf=vanaf, door=door)
    return stel_voor(VoorstelSoort.TEAM, over, door=door, basisteam=basisteam.pk, vanaf=vanaf.isoformat())


def stel_uitnodiging_voor(over: Gebruiker, teams: list[Basisteam], *, door: Gebruiker) -> Voorstel:
    if over.is_active:
        raise Geweigerd("Deze persoon heeft al een wachtwoord gekozen en kan aanmelden.")
    ids = sorted(team.pk for team in teams)
    return stel_voor(VoorstelSoort.UITNODIGING, over, door=door, rol=over.rol, teams=ids)


@transaction.atomic
def ga_akkoord(voorstel: Voorstel, *, door: Gebruiker) -> str | None:
    """Decide and do it, together or not at all; gives the token of an invitation, to be mailed.

    Raises Geweigerd or ValidationError when it does not fit any more.
    """
    beslis(voorstel, door, akkoord=True)
    return doe(voorstel)


def wijs_af(voorstel: Voorstel, *, door: Gebruiker) -> None:
    with transaction.atomic():
        beslis(voorstel, door, akkoord=False)
        over = voorstel.over
        if (
            voorstel.soort == VoorstelSoort.UITNODIGING
            and over.status == "uitgenodigd"
            and not over.uitnodigingen.exists()
        ):
            over.beeindig(door=door)


def beslis(voorstel: Voorstel, door: Gebruiker, *, akkoord: bool) -> None:
    if not voorstel.mag_beslissen(door):
        raise Geweigerd(NIET_U)
    if not voorstel.besluit(door, akkoord=akkoord):
        raise Geweigerd(TE_LAAT)
    leg_vast("akkoord" if akkoord else "afgewezen", voorstel, door)


def trek_in(voorstel: Voorstel, *, door: Gebruiker) -> None:
    """By who asked, also when it is too old by now."""
    if door.pk != voorstel.door_id:
        raise Geweigerd("Alleen wie het voorstel deed, kan het intrekken.")
    nu = timezone.now()
    rij = Voorstel.objects.filter(pk=voorstel.pk, besloten_op__isnull=True)
    if not rij.update(besloten_door=door, besloten_op=nu, akkoord=False):
        raise Geweigerd(TE_LAAT)
    leg_vast("ingetrokken", voorstel, door)


def doe(voorstel: Voorstel) -> str | None:
    """What was proposed, by who proposed it. Gives the token of an invitation."""
    over = Gebruiker.objects.select_for_update().get(pk=voorstel.over_id)
    door, gegevens = voorstel.door, voorstel.gegevens
    if voorstel.soort == VoorstelSoort.ROL:
        if over.status == "beeindigd" or (gegevens["rol"] in PARTNERROLLEN) != over.is_partner:
            raise Geweigerd("Dit past niet meer bij dit account. Er is niets veranderd.")
        vorige, over.rol = over.rol, gegevens["rol"]
        over.save(update_fields=["rol"])
        Beheergebeurtenis.leg_vast(
            "mens.gewijzigd", door=door, over=over, velden=["rol"], rol_van=vorige, rol_naar=over.rol
        )
    elif voorstel.soort == VoorstelSoort.TEAM:
        over.zet_in_team(team(gegevens["basisteam"]), vanaf=date.fromisoformat(gegevens["vanaf"]), door=door)
    elif voorstel.soort == VoorstelSoort.UITNODIGING:
        token = over.nodig_uit(door=door)
        for pk in gegevens["teams"]:
            over.zet_in_team(team(pk), vanaf=timezone.localdate(), door=door)
        return token
    else:
        verwijder_tweede_stap(over, door=door)
    return None


def team(pk: int) -> Basisteam:
    gevonden = Basisteam.objects.filter(pk=pk, actief=True).first()
    if gevonden is None:
        raise Geweigerd("Dit basisteam is er niet meer. Er is niets veranderd.")
    return gevonden


def leg_vast(wat: str, voorstel: Voorstel, door: Gebruiker) -> None:
    Beheergebeurtenis.leg_vast(
        f"voorstel.{wat}", door=door, over=voorstel.over, wat=voorstel.soort, **voorstel.gegevens
    )


def beslissers(voorstel: Voorstel) -> list[Gebruiker]:
    """Who may decide: beheerders, the teammanagers of the team, and the beheerders of the provider."""
    leden = Lidmaatschap.objects.lopend().filter(basisteam_id__in=voorstel.teams).values("gebruiker_id")
    wie = Q(rol=Rol.BEHEERDER) | Q(pk__in=leden, rol__in=BESLISROLLEN)
    if voorstel.over.aanbieder_id:
        wie |= Q(rol=Rol.AANBIEDERBEHEERDER, aanbieder=voorstel.over.aanbieder_id)
    mensen = Gebruiker.objects.filter(wie, is_active=True).select_related("aanbieder").order_by("pk")
    return [mens for mens in mensen if voorstel.mag_beslissen(mens)]


def mail_beslissers(voorstel: Voorstel) -> None:
    """Number and link, no names. A mail server that fails does not undo the proposal: it stands on the list anyway."""
    try:
        for mens in beslissers(voorstel):
            pagina = "aanbieder:mensen" if mens.is_partner else "organisatie:voorstellen"
            tekst = render_to_string("organisatie/mail_voorstel.txt", {"link": settings.SITE_URL + reverse(pagina)})
            send_mail("Een voorstel wacht op u in GGW", tekst, settings.DEFAULT_FROM_EMAIL, [mens.email])
    except OSError:
        logger.exception("voorstel_niet_gemaild", extra={"voorstel": voorstel.pk})


def open_voorstellen(kijker: Gebruiker) -> list[Voorstel]:
    """What this person may decide, and what this person asked, oldest first."""
    rijen = Voorstel.objects.open().select_related("over", "door").order_by("op", "pk")
    return [rij for rij in rijen if rij.door_id == kijker.pk or rij.mag_beslissen(kijker)]


__all__ = [
    "ga_akkoord",
    "open_voorstellen",
    "stel_rol_voor",
    "stel_team_voor",
    "stel_uitnodiging_voor",
    "stel_voor",
    "trek_in",
    "wijs_af",
]
