"""The short anonymous question to a family, and what all answers together say (docs/adr/0047).

The database keeps what may not be known: no view, task or query of ours reads a single answer, and `uitkomsten()` gives nothing
of fewer than five.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.db.models import QuerySet
from django.db.models.fields.json import KT
from django.http import HttpRequest
from django.utils import timezone

from gezinnen.agenda import begin_van
from gezinnen.kop import begeleiding_van
from gezinnen.models import Fase, Gebeurtenis, Gezin
from ggw.database.geschreven import eenmaal_geschreven
from ggw.organisatie.models import Gebruiker
from ggw.organisatie.rollen import rechten_van
from ggw.toegang.deur import Verzoek, vraag
from ggw.toegang.poort import rijen
from rapportage.models import Moment, Niveau, Periode

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters that look alike: a code is read from a screen and typed on a telephone."""
GROEPEN, PER_GROEP = 3, 4
VENSTER, MEESTE = 10 * 60, 60
"""From one address: that many requests in that many seconds."""
MOMENT_VAN_FASE = {Fase.ONDERSTEUNEN: Moment.HALFWEG, Fase.AFGESLOTEN: Moment.AFGESLOTEN}


@dataclass(frozen=True)
class Link:
    """What the gezinsmanager hands over, shown once. `code` as people type it."""

    code: str
    moment: Moment
    geldig_tot: date


class GenoegGevraagd(Exception):
    """This family got as many links as we give in one begeleiding."""


def nieuwe_code() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(PER_GROEP)) for _ in range(GROEPEN))


def leesbaar(getypt: str) -> str:
    """A typed code as we write it; "" when it cannot be one."""
    tekens = "".join(teken for teken in getypt.lower() if teken.isalnum())
    if len(tekens) != GROEPEN * PER_GROEP or not set(tekens) <= set(LETTERS):
        return ""
    return "-".join(tekens[i : i + PER_GROEP] for i in range(0, len(tekens), PER_GROEP))


def afdruk(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def mag_vragen(gebruiker: Gebruiker) -> bool:
    """By role: a family is also asked when it is closed and can otherwise only be read."""
    return "tevredenheid.vragen" in rechten_van(gebruiker.rol)


def maak_link(gezin: Gezin) -> Link | None:
    """Inside the family. None when it is not asked in this phase; raises GenoegGevraagd."""
    code = nieuwe_code()
    gevonden = vraag("select uitkomst, wanneer, tot from vraag_tevredenheid(%s)", [afdruk(code)])
    uitkomst, moment, tot = gevonden or ("nee", None, None)
    if uitkomst == "genoeg":
        raise GenoegGevraagd
    return Link(code, Moment(moment), tot) if uitkomst == "gemaakt" else None


def moment_van(code: str) -> Moment | None:
    """For when this link asks; None when it does not work (any more)."""
    gevonden = vraag("select open_tevredenheid(%s)", [afdruk(code)])
    return Moment(gevonden[0]) if gevonden and gevonden[0] else None


def beantwoord(code: str, *, cijfer: int, luisteren: int, duidelijk: int, beter: int) -> bool:
    """Count the answer and end the link. False when somebody was first, or the link does not work (any more)."""
    waarden = [afdruk(code), cijfer, luisteren, duidelijk, beter]
    gevonden = vraag("select beantwoord_tevredenheid(%s, %s, %s, %s, %s)", waarden)
    return bool(gevonden and gevonden[0])


def te_vaak(request: HttpRequest) -> bool:
    """Somebody tries codes. Counted for each address, for ten minutes."""
    sleutel = f"vraag:{get_adapter().get_client_ip(request)}:{int(timezone.now().timestamp()) // VENSTER}"
    cache.add(sleutel, 0, VENSTER)
    return cache.incr(sleutel) > MEESTE


def kaart(request: Verzoek, gezin: Gezin) -> dict[str, Any]:
    """The card on the Overzicht: empty when this person does not ask, or this is not the phase for it."""
    begeleiding = begeleiding_van(gezin) if mag_vragen(request.user) else None
    moment = MOMENT_VAN_FASE.get(Fase(begeleiding.fase)) if begeleiding else None
    if begeleiding is None or moment is None:
        return {}
    return {"moment": moment, "gevraagd_op": gevraagd_op(gezin, moment, begeleiding.begonnen_op)}


def gevraagd_op(gezin: Gezin, moment: Moment, sinds: date) -> date | None:
    """The last day on which this family was asked at this moment. Whether it answered is known to nobody."""
    laatste = next(iter(laatst_gevraagd(gezin.pk, moment.value, begin_van(sinds))), None)
    return timezone.localdate(laatste) if laatste else None


@eenmaal_geschreven
def laatst_gevraagd(gezin_id: int, moment: str, sinds: datetime) -> QuerySet[Gebeurtenis, datetime]:
    gevraagd = Gebeurtenis.objects.filter(gezin=gezin_id, soort="tevredenheid.gevraagd", op__gte=sinds)
    van_moment = gevraagd.annotate(moment=KT("gegevens__moment")).filter(moment=moment)
    return van_moment.order_by("-op").values_list("op", flat=True)[:1]


def zin(gebeurtenis: Gebeurtenis) -> str:
    return f"Gezin gevraagd hoe het gaat: {Moment(gebeurtenis.gegevens['moment']).label.lower()}"


@dataclass(frozen=True)
class Uitkomst:
    """What the families of a team, or of all teams, said in a period. With `verborgen` there is something, but too little to show.

    `sleutel` is the id of the team, "" for the organisation. `gemiddelde`: of the marks, 1 to 10. `aandeel_acht`: part that gave an
    8 or higher, 0 to 1. `luisteren`, `duidelijk` and `beter`: how many said ja, een beetje and nee.
    """

    niveau: Niveau
    sleutel: str
    periode: Periode
    begin: date
    aantal: int | None
    gemiddelde: float | None
    aandeel_acht: float | None
    luisteren: tuple[int, ...] | None
    duidelijk: tuple[int, ...] | None
    beter: tuple[int, ...] | None
    verborgen: bool


def uitkomsten(
    gebruiker_id: int,
    *,
    niveau: Niveau = Niveau.ORGANISATIE,
    periode: Periode = Periode.KWARTAAL,
    van: date | None = None,
    tot: date | None = None,
    sleutel: str | None = None,
) -> list[Uitkomst]:
    """The figures on satisfaction, oldest first, for who may see kengetallen; nobody else gets any row.

    `niveau` TEAM or ORGANISATIE, `periode` KWARTAAL, or JAAR of the organisation alone; other combinations are empty, because they
    would give away what is hidden. `van` and `tot` (not included) bound the first day of the period; `sleutel`: of one team. A quarter
    or year that still runs is never in it. Asked on a page without families (`@beheer`), as the web login.
    """
    gevonden = rijen("select * from tevredenheid(%s, %s, %s)", [gebruiker_id, niveau.value, sleutel])
    return [
        als_uitkomst(*rij)
        for rij in gevonden
        if rij[2] == periode and (van is None or rij[3] >= van) and (tot is None or rij[3] < tot)
    ]


def als_uitkomst(
    niveau: str,
    sleutel: str,
    periode: str,
    begin: date,
    aantal: int | None,
    som: int | None,
    acht: int | None,
    *vragen: Any,
) -> Uitkomst:
    *antwoorden, verborgen = vragen
    luisteren, duidelijk, beter = (geteld(deel) for deel in antwoorden)
    return Uitkomst(
        Niveau(niveau),
        sleutel,
        Periode(periode),
        begin,
        aantal,
        som / aantal if som is not None and aantal else None,
        acht / aantal if acht is not None and aantal else None,
        luisteren,
        duidelijk,
        beter,
        verborgen,
    )


def geteld(deel: Iterable[int] | None) -> tuple[int, ...] | None:
    return None if deel is None else tuple(deel)
