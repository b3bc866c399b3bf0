"""Planning reminders from the open termijnen, and what people see of them. The rules stand in `herinneringen.sql`."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from gezinnen.aanhaken import NORMBRONNEN, Stap
from gezinnen.gezinsadres import gezinsadres
from gezinnen.models import BerichtSoort, BerichtStatus, Kanaal
from gezinnen.tijdlijn import ZINNEN
from ggw.toegang.deur import vraag
from ggw.toegang.poort import rijen

Mag = Callable[[str], bool]
"""Whether the reader has a right."""
VANAF_UUR = 6
"""Nothing is planned between midnight and this hour: people get the mail of the day when they start."""
OPNIEUW_NA = timedelta(hours=1)
"""What becomes due during the day (a mark below 6) is found within this time."""


def plan(nu: datetime | None = None) -> int:
    """As the worker: make the reminders that are due, in one statement; gives how many were new."""
    nu = nu or timezone.now()
    gevonden = vraag("select plan_herinneringen(%s::date, %s, %s)", [timezone.localdate(nu), nu, afzenderdomein()])
    return int(gevonden[0]) if gevonden else 0


def plan_nieuws(nu: datetime) -> None:
    """As the worker: make the messages about events of the other side of a referral that nobody was told of."""
    vraag("select plan_nieuws(%s::date, %s, %s)", [timezone.localdate(nu), nu, afzenderdomein()])


def moet_plannen(laatst: datetime | None, nu: datetime) -> bool:
    """Whether it is day and the last planning was long ago; `laatst` is None when there was none."""
    if timezone.localtime(nu).hour < VANAF_UUR:
        return False
    return laatst is None or nu - laatst >= OPNIEUW_NA or timezone.localdate(laatst) < timezone.localdate(nu)


def afzenderdomein() -> str:
    """What stands behind the @ in a Message-ID."""
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("<> ") or "localhost"


@dataclass(frozen=True)
class Regel:
    """One termijn in a message, of a family in view."""

    gezin_id: int
    nummer: str
    wat: str
    dag: date
    open: bool
    url: str
    trede: str
    reden: str
    van: str

    @property
    def wanneer(self) -> str:
        return Stap(self.gezin_id, "", "", dagen=self.dagen).wanneer

    @property
    def soort(self) -> str:
        return Stap(self.gezin_id, "", "", dagen=self.dagen).soort

    @property
    def dagen(self) -> int:
        return (self.dag - timezone.localdate()).days


@dataclass(frozen=True)
class MijnBericht:
    pk: int
    soort: BerichtSoort
    titel: str
    op: datetime
    status: str
    regels: list[Regel]

    @property
    def kop(self) -> tuple[str, str, str]:
        """What came at the same moment in the same way is shown under one head."""
        return self.titel, f"{timezone.localtime(self.op):%Y-%m-%d %H:%M}", self.status


TITELS = {
    BerichtSoort.BUNDEL: "Termijnen",
    BerichtSoort.DIRECT: "Dit kan niet wachten",
    BerichtSoort.WEEKBERICHT: "Weekbericht van uw team",
    BerichtSoort.DUWTJE: "Een collega herinnert u aan een termijn",
    BerichtSoort.SIGNAAL: "Er is een signaal",
    BerichtSoort.NIEUWS: "Nieuws over verwijzingen",
}


def mijn_berichten(*, voor: int | None, hoeveel: int, mag: Mag) -> list[MijnBericht]:
    """Inside the door: what the person of the door was told, newest first; `voor`: older than this one."""
    gevonden = rijen("select * from mijn_berichten(%s::bigint, %s)", [voor, hoeveel])
    return [_bericht(mag, *rij) for rij in gevonden]


def _bericht(mag: Mag, pk: int, soort: str, kanaal: str, status: str, op: datetime, regels: str) -> MijnBericht:
    welke = BerichtSoort(soort)
    eigen = [_regel(r, mag) for r in json.loads(regels)]
    return MijnBericht(pk, welke, TITELS[welke], op, _stand(kanaal, status), eigen)


def _stand(kanaal: str, status: str) -> str:
    if kanaal == Kanaal.APP:
        return "alleen hier: u zette deze mail uit"
    return {
        BerichtStatus.GEPLAND: "mail volgt",
        BerichtStatus.BEZIG: "mail volgt",
        BerichtStatus.MISLUKT: "mail kwam niet aan",
    }.get(BerichtStatus(status), "ook per mail")


def _regel(r: dict[str, Any], mag: Mag) -> Regel:
    dag = parse_date(r["dag"]) or timezone.localdate()
    if r["trede"] == BerichtSoort.NIEUWS:
        return _nieuws(r, dag)
    url = adres_van(r["code"], r["soort"], r["onderwerp"], nummer=r["nummer"], mag=mag)
    return Regel(r["gezin"], r["nummer"], r["wat"], dag, r["open"], url, r["trede"], r["reden"], r["van"])


def _nieuws(r: dict[str, Any], dag: date) -> Regel:
    """As the timeline tells of this event, with the page it leads to."""
    zin, route = ZINNEN.get(r["code"], (TITELS[BerichtSoort.NIEUWS], None))
    wat = zin if isinstance(zin, str) else TITELS[BerichtSoort.NIEUWS]
    kwargs = {"nummer": r["nummer"]}
    url = (
        reverse(route, kwargs={**kwargs, "pk": r["onderwerp"]})
        if route
        else reverse("gezinnen:overzicht", kwargs=kwargs)
    )
    return Regel(r["gezin"], r["nummer"], wat, dag, True, url, r["trede"], "", "")


def adres_van(code: str, soort: str, onderwerp: int | None, *, nummer: str, mag: Mag) -> str:
    """The page where this norm is met for this subject; the family's page when no app says so or this person may not open it."""
    bron = NORMBRONNEN.get(f"{code}/{soort}")
    if bron is None or not mag(bron.recht):
        return gezinsadres("gezinnen:overzicht", nummer)
    pk = {"pk": onderwerp} if bron.met_pk else {}
    return reverse(bron.route, kwargs={"nummer": nummer, **pk}) + bron.vraag.format(onderwerp=onderwerp or "")


def open_signalen_in_bericht(mag: Mag, hoeveel: int = 20) -> list[Regel]:
    """Inside the door: open signals that the person of the door was told of in the newest messages, the first one last."""
    rijen_ = mijn_berichten(voor=None, hoeveel=hoeveel, mag=mag)
    return [regel for b in rijen_ if b.soort == BerichtSoort.SIGNAAL for regel in b.regels if regel.open]


class Stand(NamedTuple):
    """How the sending goes."""

    geveegd_op: datetime | None
    gepland_op: datetime | None
    wachtend: int
    wacht_sinds: datetime | None


class Mislukt(NamedTuple):
    pk: int
    naam: str
    soort: str
    op: datetime
    pogingen: int
    fout: str

    @property
    def soortnaam(self) -> str:
        return BerichtSoort(self.soort).label


def verzending_stand() -> Stand:
    return Stand(*rijen("select * from verzending_stand()", [])[0])


def mislukte_berichten() -> list[Mislukt]:
    return [Mislukt(*rij) for rij in rijen("select * from mislukte_berichten()", [])]


def probeer_opnieuw(pk: int) -> bool:
    """False when it is not refused (any more)."""
    return vraag("select bericht_opnieuw(%s)", [pk]) == (True,)


def verzending_leeft() -> bool:
    """False when no sweep ran for five minutes; True also before the very first one."""
    return vraag("select veeg_leeft()") == (True,)
