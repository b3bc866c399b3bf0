"""Recording a contact: it touches the contact, who was there, the plans, the marks and the timeline, so it is no method."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gezinnen.models import Contactmoment, ContactResultaat, Gebeurtenis, Gezin
from gezinnen.models.contact import Aanwezigen
from veiligheid.models import Aanleiding, ContactBodemeis, Gever, MetingSoort, Veiligheidsmeting


@dataclass(frozen=True)
class Cijfer:
    """A mark to write for one child."""

    kind_id: int
    cijfer: int
    reden: str = ""


@transaction.atomic
def geef_cijfers(
    gezin: Gezin,
    cijfers: Iterable[Cijfer],
    *,
    op: datetime,
    auteur_id: int,
    aanleiding: str,
    contactmoment: Contactmoment | None = None,
) -> list[Veiligheidsmeting]:
    """Write marks for actuele veiligheid in the place of the gezinsmanager. Whoever calls writes the Gebeurtenis."""
    return Veiligheidsmeting.objects.bulk_create(
        [
            Veiligheidsmeting(
                gezin=gezin,
                kind_id=cijfer.kind_id,
                soort=MetingSoort.ACTUEEL,
                cijfer=cijfer.cijfer,
                gever=Gever.GEZINSMANAGER,
                reden=cijfer.reden,
                aanleiding=aanleiding,
                contactmoment=contactmoment,
                op=op,
                auteur_id=auteur_id,
            )
            for cijfer in cijfers
        ]
    )


@transaction.atomic
def leg_contact_vast(
    gezin: Gezin,
    *,
    op: datetime,
    soort: str,
    auteur_id: int,
    tekst: str = "",
    aanwezigen: Aanwezigen | None = None,
    cijfers: Sequence[Cijfer] = (),
    resultaten: Iterable[int] = (),
    bodemeisen: Iterable[int] = (),
) -> Contactmoment:
    """Save a contact with all that belongs to it, or nothing. `resultaten` are ids of the stam, `bodemeisen` of the plan in force."""
    contact = Contactmoment.objects.create(gezin=gezin, op=op, soort=soort, tekst=tekst, auteur_id=auteur_id)
    contact.zet_aanwezigheid(aanwezigen or Aanwezigen())
    basis = {"gezin": gezin, "contactmoment": contact}
    ContactResultaat.objects.bulk_create(ContactResultaat(**basis, resultaat_id=pk) for pk in resultaten)
    ContactBodemeis.objects.bulk_create(ContactBodemeis(**basis, bodemeis_id=pk) for pk in bodemeisen)
    geef_cijfers(gezin, cijfers, op=op, auteur_id=auteur_id, aanleiding=Aanleiding.CONTACT, contactmoment=contact)
    Gebeurtenis.leg_vast(gezin, "contact.vastgelegd", door_id=auteur_id, onderwerp_id=contact.pk, contactsoort=soort)
    return contact
