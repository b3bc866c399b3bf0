"""What measures put in the header and on the Overzicht."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from gezinnen.aanhaken import DELEN, KOPMERKEN, TABBLADEN, Deel, Kopmerk, Merk, Tabblad
from gezinnen.models import Gezin, Kader, Maatregel, Machtiging
from ggw.database.geschreven import eenmaal_geschreven
from ggw.toegang.deur import Verzoek


def haak_aan() -> None:
    TABBLADEN.append(Tabblad("Maatregelen", "gezinnen:maatregelen", "gezin.bekijken", 25))
    KOPMERKEN.append(Kopmerk("gezin.bekijken", dwangmaatregelen, kopmerken))
    DELEN.append(
        Deel(
            "gezinnen/maatregelen/_kaart.html",
            lopende_maatregelen,
            "gezin.bekijken",
            2,
            30,
            (maatregelen_van, machtigingen_van),
        )
    )


def dwangmaatregelen() -> dict[str, Any]:
    rijen = Maatregel.objects.lopend().dwang().filter(gezin=OuterRef("pk")).order_by("soort_id")
    wat = JSONObject(kort="soort__kort", kind="kind_id", einde="einde")
    return {"dwangmaatregelen": ArraySubquery(rijen.values(wat=wat))}


def kopmerken(feiten: dict[str, Any]) -> list[Merk]:
    """Per kind of running measure one badge, with the latest end; without any: preventief."""
    per_soort: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for maatregel in feiten["dwangmaatregelen"]:
        per_soort[maatregel["kort"]].append(maatregel)
    return [Merk(koptekst(kort, rijen), "oranje") for kort, rijen in per_soort.items()] or [
        Merk(Kader.PREVENTIEF.label)
    ]


def koptekst(kort: str, rijen: list[dict[str, Any]]) -> str:
    kinderen = len({rij["kind"] for rij in rijen})
    tekst = f"{kort} ({kinderen} kinderen)" if kinderen > 1 else kort
    eindes = [date.fromisoformat(rij["einde"]) for rij in rijen if rij["einde"] is not None]
    return f"{tekst} t/m {max(eindes):%d-%m-%Y}" if len(eindes) == len(rijen) else tekst


def lopende_maatregelen(request: Verzoek, gezin: Gezin) -> dict[str, Any]:
    machtigingen = gezin.hecht(machtigingen_van(gezin.pk))
    return {
        "maatregelen": gezin.hecht(maatregelen_van(gezin.pk)),
        "machtigingen": [machtiging for machtiging in machtigingen if machtiging.loopt],
    }


@eenmaal_geschreven
def maatregelen_van(gezin_id: int) -> QuerySet[Maatregel]:
    rijen = Maatregel.objects.filter(gezin=gezin_id).lopend()
    return rijen.select_related("soort", "kind").order_by("kind__geboortedatum", "id")


@eenmaal_geschreven
def machtigingen_van(gezin_id: int) -> QuerySet[Machtiging]:
    rijen = Machtiging.objects.filter(gezin=gezin_id, einde__gte=timezone.localdate())
    return rijen.select_related("soort", "kind")
