"""Who does what for which resultaat: one list over referrals and other help, as the tab Hulp shows it.

`Regel` is made from a Verwijzing or from AndereHulp; what the list shows of either is decided here and nowhere else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.utils import timezone

from gezinnen.gezinsadres import gezinsadres
from gezinnen.models import Gebeurtenis, Gezin, Gezinsplan, Resultaat
from ggw.database.geschreven import Vraag, eenmaal_geschreven
from spic.models import (
    IN_HULP,
    AndereHulp,
    Bezoekmaand,
    HulpStatus,
    Hulpwissel,
    Partij,
    Pasmoment,
    Passendheid,
    Verwijzing,
    VerwijzingBericht,
    VerwijzingKind,
    VerwijzingResultaat,
    Verwijzingstap,
    VerwijzingStatus,
    Voortgang,
)

STIL_NA = timedelta(weeks=4)
"""As the norm teken_van_leven (source 002: silence is a signal)."""
LANG_WACHTEN = 6 * 7
"""Days; example content, as the six weeks of segment C."""
WISSELS_IN = timedelta(days=365)
STAP_VAN_VERWIJZING = {
    VerwijzingStatus.CONCEPT: "Nakijken en versturen",
    VerwijzingStatus.VERZONDEN: "Antwoord van de aanbieder",
    VerwijzingStatus.OVERLEG: "Besluit welke SPIC het wordt",
    VerwijzingStatus.GEACCEPTEERD: "Startgesprek plannen met het gezin",
    VerwijzingStatus.STARTGESPREK: "Startgesprek met het gezin",
    VerwijzingStatus.STAGNATIE: "De hulp weer op gang brengen",
    VerwijzingStatus.EINDE_VOORGESTELD: "Besluit of het veilig genoeg is om te stoppen",
}
SOORT_VAN_STATUS = {
    HulpStatus.AANGEVRAAGD: "oranje",
    HulpStatus.GESTART: "groen",
    VerwijzingStatus.VERZONDEN: "oranje",
    VerwijzingStatus.OVERLEG: "oranje",
    VerwijzingStatus.GEACCEPTEERD: "oranje",
    VerwijzingStatus.STARTGESPREK: "oranje",
    VerwijzingStatus.GESTART: "groen",
    VerwijzingStatus.STAGNATIE: "rood",
    VerwijzingStatus.EINDE_VOORGESTELD: "oranje",
    VerwijzingStatus.GEWEIGERD: "rood",
}


@dataclass(frozen=True)
class Regel:
    """One line of the tab Hulp. `stammen`: the resultaten it works on, by their first appearance (ADR 0006)."""

    soort: str
    """`hulp` or `verwijzing`, as the rows of Passendheid and Bezoekmaand name it."""
    pk: int
    url: str
    wat: str
    nodig: str
    wie: str
    organisatie: str
    telefoon: str
    stand: str
    stand_kleur: str
    loopt: bool
    gestart: bool
    wacht_dagen: int | None
    """Days between asking and the start; of what waits still: until today."""
    sinds: date | None = None
    laatste_teken: date | None = None
    volgende_stap: str = ""
    volgende_op: date | None = None
    afspraak: str = ""
    voor: tuple[str, ...] = ()
    stammen: frozenset[int] = frozenset()
    dubbele_rol: bool = False
    voorbij_op: date | None = None
    passend: Passendheid | None = None
    bezoeken: Bezoekmaand | None = None
    oordelen: frozenset[str] = field(default_factory=frozenset)

    @property
    def weken(self) -> str:
        """ "5 weken", of short times in days."""
        dagen = self.wacht_dagen or 0
        if dagen < 14:
            return "1 dag" if dagen == 1 else f"{dagen} dagen"
        return f"{dagen // 7} weken"

    @property
    def wacht_nu(self) -> bool:
        return self.loopt and not self.gestart

    @property
    def lang(self) -> bool:
        return self.wacht_nu and (self.wacht_dagen or 0) > LANG_WACHTEN

    @property
    def stil(self) -> bool:
        """Running, and nothing heard for longer than the norm."""
        teken = self.laatste_teken or self.sinds
        return self.loopt and self.gestart and teken is not None and timezone.localdate() - teken > STIL_NA

    @property
    def stap_te_laat(self) -> bool:
        return self.volgende_op is not None and self.volgende_op < timezone.localdate()

    @property
    def te_beoordelen(self) -> str:
        """The moment at which nobody judged yet whether it fits; empty when that was done."""
        if not self.loopt and self.sinds and Pasmoment.EINDE not in self.oordelen:
            return Pasmoment.EINDE.value
        return Pasmoment.START.value if self.gestart and self.loopt and not self.oordelen else ""


def van_andere_hulp(rij: Any, nummer: str) -> Regel:
    """`rij` as `AndereHulp.objects.met_wie()` gives it."""
    return Regel(
        soort="hulp",
        pk=rij.pk,
        url=gezinsadres("spic:anderehulp", nummer, rij.pk),
        wat=rij.soort.naam,
        nodig=rij.wat_nodig,
        wie=rij.persoon,
        organisatie=rij.organisatie,
        telefoon=rij.nummer,
        stand=rij.get_status_display(),
        stand_kleur=SOORT_VAN_STATUS.get(HulpStatus(rij.status), ""),
        loopt=rij.loopt,
        gestart=rij.gestart_op is not None,
        wacht_dagen=rij.dagen_wachten,
        sinds=rij.gestart_op,
        laatste_teken=rij.laatste_teken_op,
        volgende_stap=rij.volgende_stap,
        volgende_op=rij.volgende_op,
        afspraak=rij.afspraak,
        voor=tuple(ontvanger.gezinslid.roepnaam for ontvanger in rij.ontvangers.all()),
        stammen=frozenset(rij.stammen),
        dubbele_rol=rij.dubbele_rol,
        voorbij_op=rij.beeindigd_op,
    )


def van_verwijzing(rij: Any, nummer: str) -> Regel:
    """`rij` as `verwijzingen_van()` gives it."""
    status = VerwijzingStatus(rij.status)
    op = timezone.localdate(rij.startgesprek_op) if rij.startgesprek_op else None
    return Regel(
        soort="verwijzing",
        pk=rij.pk,
        url=gezinsadres("spic:verwijzing", nummer, rij.pk),
        wat=rij.hulpvraag,
        nodig=rij.hulpvraag,
        wie=rij.hulpverlener.naam if rij.hulpverlener else "",
        organisatie=rij.aanbieder.naam,
        telefoon=(rij.hulpverlener.telefoon if rij.hulpverlener else "") or rij.aanbieder.telefoon,
        stand=status.label,
        stand_kleur=SOORT_VAN_STATUS.get(status, ""),
        loopt=rij.loopt or rij.is_concept,
        gestart=status in IN_HULP,
        wacht_dagen=wachttijd(rij),
        sinds=rij.gestart_op,
        laatste_teken=timezone.localdate(rij.laatste_teken) if rij.laatste_teken else None,
        volgende_stap=STAP_VAN_VERWIJZING.get(status, ""),
        volgende_op=op if status == VerwijzingStatus.STARTGESPREK else rij.einddatum if status in IN_HULP else None,
        voor=tuple(kind.kind.roepnaam for kind in rij.kinderen.all()),
        stammen=frozenset(rij.stammen),
        dubbele_rol=rij.dubbele_rol,
        voorbij_op=rij.beeindigd_op,
    )


def wachttijd(rij: Verwijzing) -> int | None:
    """Days from sending to the start, or until today; None for a concept and for what never started."""
    if rij.gestart_op and rij.verzonden_op:
        return (rij.gestart_op - rij.verzonden_op).days
    return rij.dagen_wachten


@dataclass(frozen=True)
class Groep:
    """Help for one resultaat of the plan in force; without one: help that is tied to none of them."""

    resultaat: Resultaat | None
    regels: list[Regel]


@dataclass(frozen=True)
class Hulpbeeld:
    """The tab Hulp of one family, in a fixed number of queries."""

    groepen: list[Groep]
    voorbij: list[Regel]
    helpers: int
    wissels: int
    dubbel: list[Regel]
    wachtend: list[Regel]
    stil: list[Regel]

    @classmethod
    def van(cls, gezin: Gezin) -> Hulpbeeld:
        regels = regels_van(gezin)
        lopend = sorted((r for r in regels if r.loopt), key=lambda r: (not r.wacht_nu, -(r.wacht_dagen or 0), r.wat))
        voorbij = [r for r in regels if not r.loopt]
        return cls(
            groepen=groepen_van(gezin, lopend),
            voorbij=sorted(voorbij, key=lambda r: r.voorbij_op or date.min, reverse=True),
            helpers=len({(r.wie or r.organisatie).casefold() for r in lopend if r.gestart or r.wie}),
            wissels=wissels_van(gezin),
            dubbel=[r for r in lopend if r.dubbele_rol],
            wachtend=[r for r in lopend if r.wacht_nu],
            stil=[r for r in lopend if r.stil],
        )


def regels_van(gezin: Gezin) -> list[Regel]:
    regels = [van_andere_hulp(rij, gezin.nummer) for rij in gezin.hecht(andere_hulp_van(gezin.pk))]
    regels += [van_verwijzing(rij, gezin.nummer) for rij in gezin.hecht(verwijzingen_van(gezin.pk))]
    return met_oordelen(gezin, regels)


@eenmaal_geschreven
def andere_hulp_van(gezin_id: int) -> QuerySet[AndereHulp]:
    return AndereHulp.objects.filter(gezin=gezin_id).met_wie()


@eenmaal_geschreven
def verwijzingen_van(gezin_id: int) -> Any:
    """With `laatste_teken`, when the provider last did something with it (a step, progress or a message), and `stammen`."""
    tekens = [
        model._default_manager.filter(verwijzing=OuterRef("pk"), partij=Partij.AANBIEDER)
        .order_by("-op")
        .values("op")[:1]
        for model in (Verwijzingstap, Voortgang, VerwijzingBericht)
    ]
    werkt_aan = VerwijzingResultaat.objects.filter(verwijzing=OuterRef("pk")).values("resultaat_id")
    kinderen = Prefetch("kinderen", VerwijzingKind.objects.select_related("kind"))
    rijen = Verwijzing.objects.filter(gezin=gezin_id).select_related("aanbieder", "hulpverlener")
    return rijen.prefetch_related(kinderen).annotate(
        laatste_teken=Greatest(*map(Subquery, tekens)), stammen=ArraySubquery(werkt_aan)
    )


def met_oordelen(gezin: Gezin, regels: Iterable[Regel]) -> list[Regel]:
    """With the newest judgement, all moments that were judged, and the newest month of visits."""
    passend: dict[tuple[str, int | None], list[Passendheid]] = defaultdict(list)
    for oordeel in passendheid_van(gezin.pk):
        passend["hulp" if oordeel.hulp_id else "verwijzing", oordeel.hulp_id or oordeel.verwijzing_id].append(oordeel)
    bezoeken: dict[tuple[str, int | None], Bezoekmaand] = {}
    for maand in bezoekmaanden_van(gezin.pk):
        sleutel = "hulp" if maand.hulp_id else "verwijzing", maand.hulp_id or maand.verwijzing_id
        bezoeken.setdefault(sleutel, maand)
    return [
        replace(
            regel,
            passend=next(iter(passend[regel.soort, regel.pk]), None),
            oordelen=frozenset(oordeel.moment for oordeel in passend[regel.soort, regel.pk]),
            bezoeken=bezoeken.get((regel.soort, regel.pk)),
        )
        for regel in regels
    ]


def groepen_van(gezin: Gezin, regels: list[Regel]) -> list[Groep]:
    """Each resultaat that runs, also when nobody helps with it yet; last what is tied to none."""
    resultaten = gezin.hecht(lopende_resultaten(gezin.pk))
    groepen = [Groep(r, [regel for regel in regels if r.stam_of_zelf_id in regel.stammen]) for r in resultaten]
    stammen = {r.stam_of_zelf_id for r in resultaten}
    zonder = [regel for regel in regels if not regel.stammen & stammen]
    return groepen + ([Groep(None, zonder)] if zonder else [])


@eenmaal_geschreven
def passendheid_van(gezin_id: int) -> QuerySet[Passendheid]:
    return Passendheid.objects.filter(gezin=gezin_id)


@eenmaal_geschreven
def bezoekmaanden_van(gezin_id: int) -> QuerySet[Bezoekmaand]:
    return Bezoekmaand.objects.filter(gezin=gezin_id)


@eenmaal_geschreven
def lopende_resultaten(gezin_id: int) -> QuerySet[Resultaat]:
    geldend = Gezinsplan.objects.filter(gezin=gezin_id).vastgesteld().values("pk")[:1]
    return Resultaat.objects.filter(gezin=gezin_id, plan=Subquery(geldend), status="loopt")


@eenmaal_geschreven
def hulpwissels_sinds(gezin_id: int, sinds: date) -> QuerySet[Hulpwissel, date]:
    return Hulpwissel.objects.filter(gezin=gezin_id, op__gte=sinds).values_list("op", flat=True)


@eenmaal_geschreven
def genoemde_hulpverleners(gezin_id: int) -> QuerySet[Gebeurtenis, tuple[int | None, datetime]]:
    """Of each time that a provider named who helps: the referral, and when."""
    rijen = Gebeurtenis.objects.filter(gezin=gezin_id, soort="verwijzing.hulpverlener").order_by("op", "pk")
    return rijen.values_list("onderwerp_id", "op")


def vragen(gezin_id: int) -> list[Vraag]:
    """What `Hulpbeeld.van` asks, to be read together with what else the page asks."""
    van_gezin = (andere_hulp_van, verwijzingen_van, passendheid_van, bezoekmaanden_van, lopende_resultaten)
    rest = (genoemde_hulpverleners.met(gezin_id), hulpwissels_sinds.met(gezin_id, wissels_vanaf()))
    return [*(vraag.met(gezin_id) for vraag in van_gezin), *rest]


def wissels_vanaf() -> date:
    return timezone.localdate() - WISSELS_IN


def wissels_van(gezin: Gezin) -> int:
    """Changes of person in the last twelve months. Of a referral the first one named is no change."""
    sinds = wissels_vanaf()
    aantal = len(hulpwissels_sinds(gezin.pk, sinds))
    per_verwijzing: dict[int | None, list[date]] = defaultdict(list)
    for pk, op in genoemde_hulpverleners(gezin.pk):
        per_verwijzing[pk].append(timezone.localdate(op))
    return aantal + sum(dag >= sinds for dagen in per_verwijzing.values() for dag in dagen[1:])
