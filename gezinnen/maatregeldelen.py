"""What measures put in the header and on the Overzicht."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils import timezone

from gezinnen.aanhaken import DELEN, KOPMERKEN, TABBLADEN, Deel, Merk, Tabblad
from gezinnen.models import (
    Gezin,
    Kader,
    Maatregel,
)
from ggw.toegang.deur import Verzoek


def haak_aan() -> None:
    TABBLADEN.append(Tabblad("Maatregelen", "gezinnen:maatregelen", "gezin.bekijken", 25))
    KOPMERKEN.append(("gezin.bekijken", kopmerken))
    DELEN.append(Deel("gezinnen/maatregelen/_kaart.html", lopende_maatregelen, "gezin.bekijken", 2, 30))


def kopmerken(gezin: Gezin) -> list[Merk]:
    """Per kind of running measure one badge, with the latest end; without any: preventief."""
    per_soort: dict[str, list[Maatregel]] = defaultdict(list)
    for maatregel in gezin.maatregelen.lopend().dwang().select_related("soort").order_by("soort_id"):
        per_soort[maatregel.soort.kort].append(maatregel)
    return [Merk(koptekst(kort, rijen), "oranje") for kort, rijen in per_soort.items()] or [
        Merk(Kader.PREVENTIEF.label)
    ]


def koptekst(kort: str, rijen: list[Maatregel]) -> str:
    kinderen = len({rij.kind_id for rij in rijen})
    tekst = f"{kort} ({kinderen} kinderen)" if kinderen > 1 else kort
    eindes = [rij.einde for rij in rijen if rij.einde is not None]
    return f"{tekst} t/m {max(eindes):%d-%m-%Y}" if len(eindes) == len(rijen) else tekst


def lopende_maatregelen(request: Verzoek, gezin: Gezin) -> dict[str, Any]:
    machtigingen = gezin.machtigingen.filter(einde__gte=timezone.localdate()).select_related("soort", "kind")
    return {
        "maatregelen": gezin.maatregelen.lopend().select_related("soort", "kind").order_by("kind__geboortedatum", "id"),
        "machtigingen": [machtiging for machtiging in machtigingen if machtiging.loopt],
    }
