"""What contact puts in the tabs, on the Overzicht, in "Wat nu" and on the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from gezinnen.aanhaken import DELEN, TABBLADEN, WERKWIJZERS, Deel, Stap, Tabblad
from gezinnen.familiegroepsplan import LOPENDE_FASEN, eerste_contact_op
from gezinnen.models import Aanwezigheid, Begeleiding, Contactafspraak, ContactSoort, Fase, Gebeurtenis, Gezin
from gezinnen.models.contact import om_de
from gezinnen.tijdlijn import ZINNEN
from gezinnen.werkdagen import werkdagen_later
from ggw.toegang.deur import Verzoek

WERKDAGEN_EERSTE_CONTACT = 5
DAGEN_VOORUIT = 7
"""A child that is to be seen later than this does not stand in "Wat nu" yet."""


def haak_aan() -> None:
    TABBLADEN.append(Tabblad("Contact", "veiligheid:contacten", "contact.bekijken", 35))
    DELEN.append(Deel("veiligheid/contact/_kaart.html", laatste_contacten, "contact.bekijken", 1, 30))
    WERKWIJZERS.extend([eerste_contact, kind_gezien])
    ZINNEN.update(
        {
            "contact.vastgelegd": (zin_contact, "veiligheid:contact"),
            "contact.gewijzigd": ("Tekst of aanwezigen van een contact gewijzigd", "veiligheid:contact"),
        }
    )


def zin_contact(gebeurtenis: Gebeurtenis) -> str:
    return f"Contact vastgelegd: {ContactSoort(gebeurtenis.gegevens['contactsoort']).label.lower()}"


def laatste_contacten(request: Verzoek, gezin: Gezin) -> dict[str, Any]:
    return {
        "contacten": list(gezin.contactmomenten.nieuwste_eerst().prefetch_related("aanwezigheid__gezinslid")[:3]),
        "mag_contact": request.user.has_perm("contact.vastleggen"),
    }


def eerste_contact(gezinnen: dict[int, str]) -> Iterator[Stap]:
    """A family in the first phase that nobody spoke to yet: 5 working days after acceptance."""
    begin = dict(
        Begeleiding.objects.filter(gezin__in=gezinnen, afgesloten_op__isnull=True, fase=Fase.VERBINDEN).values_list(
            "gezin_id", "begonnen_op"
        )
    )
    gesproken = eerste_contact_op(list(begin))
    for gezin_id, begonnen in begin.items():
        if gezin_id not in gesproken:
            yield Stap(
                gezin_id,
                "Eerste contact met het gezin",
                reverse("veiligheid:contact-nieuw", kwargs={"nummer": gezinnen[gezin_id]}),
                uitleg="Binnen 5 werkdagen nadat wij het gezin hebben aangenomen.",
                dagen=(werkdagen_later(begonnen, WERKDAGEN_EERSTE_CONTACT) - timezone.localdate()).days,
            )


def kind_gezien(gezinnen: dict[int, str]) -> Iterator[Stap]:
    """Children that must be seen or spoken to within a week, as agreed; one step for those of a family who are due together."""
    gezien = (
        Aanwezigheid.objects.filter(gezinslid=OuterRef("kind"))
        .exclude(gezien="")
        .order_by("-contactmoment__op")
        .values("contactmoment__op")[:1]
    )
    afspraken = (
        Contactafspraak.objects.lopend()
        .filter(
            gezin__in=gezinnen,
            gezin__begeleidingen__fase__in=LOPENDE_FASEN,
            gezin__begeleidingen__afgesloten_op__isnull=True,
            kind__overleden_op__isnull=True,
        )
        .exclude(kind__tot__lt=timezone.localdate())
        .annotate(laatst=Subquery(gezien))
        .select_related("kind")
    )
    samen: dict[tuple[int, int, int, date | None], list[str]] = {}
    for afspraak in afspraken:
        gezien_op: datetime | None = vars(afspraak)["laatst"]
        laatst = timezone.localdate(gezien_op) if gezien_op else None
        dagen = ((laatst or afspraak.vanaf) + timedelta(weeks=afspraak.weken) - timezone.localdate()).days
        if dagen <= DAGEN_VOORUIT:
            samen.setdefault((afspraak.gezin_id, dagen, afspraak.weken, laatst), []).append(afspraak.kind.roepnaam)
    for (gezin_id, dagen, weken, laatst), namen in samen.items():
        yield Stap(
            gezin_id,
            f"{opsomming(namen)} zien of spreken",
            reverse("veiligheid:contact-nieuw", kwargs={"nummer": gezinnen[gezin_id]}),
            uitleg=f"Afgesproken: {om_de(weken)}, {wanneer_gezien(laatst)}.",
            dagen=dagen,
        )


def opsomming(namen: list[str]) -> str:
    """ "Sam", "Sam en Noor", or "Sam, Noor en 10 andere kinderen"."""
    if len(namen) <= 3:
        return " en ".join(filter(None, [", ".join(namen[:-1]), namen[-1]]))
    return f"{', '.join(namen[:2])} en {len(namen) - 2} andere kinderen"


def wanneer_gezien(laatst: date | None) -> str:
    return f"laatst gezien {date_format(laatst, 'j F')}" if laatst else "nog niet gezien"
