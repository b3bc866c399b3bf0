"""What the beheerder of a provider may do with accounts: invite and end people of the own provider, within bounds.

Called inside the door `@aanbieder`, where accounts of anybody else do not exist.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from ggw.organisatie.models import Aanbieder, Beheergebeurtenis, Gebruiker, Geweigerd, Uitnodiging, Voorstel
from ggw.organisatie.rollen import UITNODIGBAAR
from ggw.organisatie.voorstellen import stel_uitnodiging_voor

if TYPE_CHECKING:
    from ggw.organisatie.forms import PartneruitnodigingForm

PER_DAG = 10
"""Invitations asked for by one provider in a day, refused ones too: what is refused must not tell which addresses are known."""
LINKS_PER_DAG = 20
NIET_VAN_U = "Dit account kunt u niet veranderen. Vraag het aan de functioneel beheerder van de instelling."
NIET_DIT_ADRES = "Met dit e-mailadres kunt u niemand uitnodigen. Kijk het na, of vraag het aan de functioneel beheerder van de instelling."
DOOR_ONS_GESTOPT = "De instelling heeft dit account gestopt. Alleen de functioneel beheerder daar kan het weer openen."
GENOEG_VANDAAG = f"U kunt op een dag hooguit {PER_DAG} mensen uitnodigen. Probeer het morgen weer."
GENOEG_LINKS = "Er zijn vandaag al veel uitnodigingen verstuurd. Probeer het morgen weer."
NIET_GELUKT = "mens.niet_uitgenodigd"


def controleer(mens: Gebruiker, *, door: Gebruiker) -> None:
    """Raises Geweigerd: a beheerder changes neither the own account nor that of another beheerder."""
    mens.controleer_niet_zelf(door)
    if mens.rol not in UITNODIGBAAR or mens.aanbieder_id is None or mens.aanbieder_id != door.aanbieder_id:
        raise Geweigerd(NIET_VAN_U)


def eigen(door: Gebruiker) -> int:
    """The provider of this person. Raises Geweigerd for somebody of the organisation itself."""
    if door.aanbieder_id is None:
        raise Geweigerd(NIET_VAN_U)
    return door.aanbieder_id


def begin_van_vandaag() -> datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def controleer_aantal(door: Gebruiker) -> None:
    """Raises Geweigerd when this provider asked for enough today. Two at once wait for each other."""
    Aanbieder.objects.select_for_update().get(pk=eigen(door))
    gevraagd = Beheergebeurtenis.objects.filter(
        soort__in=("voorstel.gedaan", NIET_GELUKT), door__aanbieder=door.aanbieder_id, op__gte=begin_van_vandaag()
    )
    if gevraagd.count() >= PER_DAG:
        raise Geweigerd(GENOEG_VANDAAG)


@transaction.atomic
def stel_collega_voor(form: PartneruitnodigingForm, *, door: Gebruiker) -> Voorstel | None:
    """A new account that a second person must agree to. None when something is not right; that stands in the form.

    An address that somebody elsewhere has is refused with the same words as one that cannot be used.
    """
    if not form.is_valid():
        return None
    mens = form.instance
    mens.aanbieder_id = door.aanbieder_id
    try:
        controleer_aantal(door)
        with transaction.atomic():
            mens.save(force_insert=True)
            return stel_uitnodiging_voor(mens, [], door=door)
    except IntegrityError:
        Beheergebeurtenis.leg_vast(NIET_GELUKT, door=door, rol=mens.rol)
        form.add_error("email", NIET_DIT_ADRES)
    except Geweigerd as fout:
        form.add_error(None, str(fout))
    return None


@transaction.atomic
def stel_weer_voor(mens: Gebruiker, *, door: Gebruiker) -> Voorstel:
    """Open a stopped account again; takes a second person. Raises Geweigerd, also when we stopped it and not the provider."""
    controleer(mens, door=door)
    einde = mens.beheergebeurtenissen.filter(soort="mens.beeindigd").order_by("-op", "-pk").first()
    if einde is not None and not Gebruiker.objects.filter(pk__in=[einde.door_id], aanbieder=door.aanbieder_id).exists():
        raise Geweigerd(DOOR_ONS_GESTOPT)
    controleer_aantal(door)
    return stel_uitnodiging_voor(mens, [], door=door)


@transaction.atomic
def stuur_nieuwe_link(mens: Gebruiker, *, door: Gebruiker) -> str:
    """For who was invited with two people before and did not get to it. Gives the token; raises Geweigerd."""
    controleer(mens, door=door)
    Aanbieder.objects.select_for_update().get(pk=eigen(door))
    verstuurd = Uitnodiging.objects.filter(
        gemaakt_door__aanbieder=door.aanbieder_id, created_at__gte=begin_van_vandaag()
    )
    if verstuurd.count() >= LINKS_PER_DAG:
        raise Geweigerd(GENOEG_LINKS)
    return mens.nodig_uit(door=door)


@transaction.atomic
def beeindig(mens: Gebruiker, *, door: Gebruiker) -> None:
    """Raises Geweigerd. Takes sight away, so that nobody else needs to agree."""
    controleer(mens, door=door)
    mens.beeindig(door=door)


def eigen_mensen() -> list[Gebruiker]:
    """Everybody of the own provider, who stopped last."""
    mensen = Gebruiker.objects.select_related("aanbieder").order_by("naam", "pk")
    return sorted(mensen, key=lambda mens: mens.status == "beeindigd")
