"""What contact puts in the tabs, on the Overzicht, in "Wat nu" and on the timeline."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from gezinnen.aanhaken import DELEN, TABBLADEN, Deel, Tabblad
from gezinnen.models import Contactmoment, ContactSoort, Gebeurtenis, Gezin
from gezinnen.tijdlijn import ZINNEN
from ggw.database.geschreven import eenmaal_geschreven
from ggw.toegang.deur import Verzoek


def haak_aan() -> None:
    TABBLADEN.append(Tabblad("Contact", "veiligheid:contacten", "contact.bekijken", 35))
    DELEN.append(
        Deel("veiligheid/contact/_kaart.html", laatste_contacten, "contact.bekijken", 1, 30, (drie_contacten,))
    )
    ZINNEN.update(
        {
            "contact.vastgelegd": (zin_contact, "veiligheid:contact"),
            "contact.gewijzigd": ("Tekst of aanwezigen van een contact gewijzigd", "veiligheid:contact"),
        }
    )


def zin_contact(gebeurtenis: Gebeurtenis) -> str:
    return f"Contact vastgelegd: {ContactSoort(gebeurtenis.gegevens['contactsoort']).label.lower()}"


@eenmaal_geschreven
def drie_contacten(gezin_id: int) -> QuerySet[Contactmoment]:
    return Contactmoment.objects.filter(gezin=gezin_id).nieuwste_eerst().met_wie_gezien()[:3]


def laatste_contacten(request: Verzoek, gezin: Gezin) -> dict[str, Any]:
    return {
        "contacten": gezin.hecht(drie_contacten(gezin.pk)),
        "mag_contact": request.user.has_perm("contact.vastleggen"),
    }
