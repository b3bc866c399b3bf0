"""What a higher app says about its news: how a line in a mail reads and where it leads, for our own people and for a provider.

The event itself is the order (`nieuws.sql`); a higher app registers in `AppConfig.ready()`, per first part of the kind of event.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Nieuwsregel:
    """`zin` may hold {nummer}, the number of the family; it names nobody."""

    zin: str
    route: str


@dataclass(frozen=True)
class Nieuwssoort:
    """`partner_sleutel`: how the address of the provider's page calls the row."""

    eigen: Nieuwsregel
    partner: Nieuwsregel
    partner_sleutel: str


NIEUWSSOORTEN: dict[str, Nieuwssoort] = {}


def mailregel(r: dict[str, Any]) -> dict[str, str]:
    """Sentence and address of one line, as `bericht_inhoud()` gives it: subject, id, and the number of the family unless it is unknown."""
    soort = NIEUWSSOORTEN[r["onderwerp"]]
    if r["partner"]:
        regel, kwargs = soort.partner, {soort.partner_sleutel: r["id"]}
    else:
        regel, kwargs = soort.eigen, {"nummer": r["nummer"], "pk": r["id"]}
    return {"zin": regel.zin.format(nummer=r.get("nummer", "")), "url": reverse(regel.route, kwargs=kwargs)}


def partnerpagina(onderwerp: str, pk: int) -> str:
    """Where a provider reads about this."""
    soort = NIEUWSSOORTEN[onderwerp]
    return reverse(soort.partner.route, kwargs={soort.partner_sleutel: pk})
