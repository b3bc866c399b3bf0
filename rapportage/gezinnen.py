"""Mijn gezinnen: the families in view with what matters at a glance, filtered and sorted by what stands in the URL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django_stubs_ext import WithAnnotations

from gezinnen.aanhaken import Stap, wat_nu
from gezinnen.models import Begeleiding, Gezin, Maatregel, Toewijzing, Wachtplek
from gezinnen.sorteren import sorteersleutel
from ggw.database.geschreven import eenmaal_geschreven
from ggw.organisatie.models import Gebruiker, Vervanging
from veiligheid.models import NORM, MetingSoort, Veiligheidsmeting

PER_PAGINA = 25
GEEN_CIJFER = 11
"""Sorts after every mark; families without a mark stand last in "laagste cijfer eerst"."""


class Sorteerbaar(TypedDict):
    fase: str | None
    fase_sinds: date | None
    laagste: int
    met_maatregel: bool


if TYPE_CHECKING:
    Gezinsregel = WithAnnotations[Gezin, Sorteerbaar]


@dataclass
class Regel:
    """One family in the list."""

    gezin: Gezin
    begeleiding: Begeleiding | None
    gezinsmanager: str
    wacht: bool
    actueel: int | None = None
    actueel_trend: str = ""
    blijvend: int | None = None
    blijvend_trend: str = ""
    maatregelen: list[tuple[str, date | None]] = field(default_factory=list)
    stap: Stap | None = None


def gezinnen_van(gebruiker_id: int) -> QuerySet[Gezin]:
    """Families that this person guides or watches, and those of a colleague who is replaced."""
    vervangt = Vervanging.objects.lopend().filter(vervanger_id=gebruiker_id).values("gebruiker_id")
    toegewezen = Toewijzing.objects.filter(
        Q(gezinsmanager_id=gebruiker_id) | Q(gezinsmanager_id__in=vervangt), gezin=OuterRef("pk"), tot__isnull=True
    )
    bewaakt = Wachtplek.objects.filter(
        Q(wachter_id=gebruiker_id) | Q(wachter_id__in=vervangt), gezin=OuterRef("pk"), tot__isnull=True
    )
    return Gezin.objects.filter(Exists(toegewezen) | Exists(bewaakt))


def met_sortering(gezinnen: QuerySet[Gezin]) -> QuerySet[Gezinsregel]:
    """Annotate what can be filtered and sorted on: phase, since when, lowest current mark, running measure."""
    lopend = Begeleiding.objects.filter(gezin=OuterRef("pk"), afgesloten_op__isnull=True)
    laagste = (
        Veiligheidsmeting.objects.laatste_per_kind(MetingSoort.ACTUEEL)
        .filter(gezin=OuterRef("pk"), kind__tot__isnull=True)
        .order_by()
        .values("gezin")
        .annotate(laagste=Min("cijfer"))
        .values("laagste")
    )
    dwang = Maatregel.objects.lopend().filter(gezin=OuterRef("pk"), soort__kader="dwang")
    return gezinnen.annotate(
        fase=Subquery(lopend.values("fase")[:1]),
        fase_sinds=Subquery(lopend.values("fase_sinds")[:1]),
        laagste=Coalesce(Subquery(laagste), GEEN_CIJFER),
        met_maatregel=Exists(dwang),
    )


def filter_gezinnen(gezinnen: QuerySet[Gezinsregel], keuzes: dict[str, Any]) -> QuerySet[Gezinsregel]:
    """`keuzes`: cleaned data of GezinnenFilter."""
    if keuzes.get("zoek"):
        zoek = keuzes["zoek"].strip()
        gezinnen = gezinnen.filter(
            Q(naam__icontains=zoek) | Q(sorteernaam__contains=sorteersleutel(zoek)) | Q(nummer__startswith=zoek)
        )
    if keuzes.get("fase"):
        gezinnen = gezinnen.filter(fase=keuzes["fase"])
    if keuzes.get("kader"):
        gezinnen = gezinnen.filter(met_maatregel=keuzes["kader"] == "maatregel")
    if keuzes.get("onveilig"):
        gezinnen = gezinnen.filter(laagste__lt=NORM)
    return gezinnen


SORTERINGEN = {"naam": "sorteernaam", "cijfer": "laagste", "fase": "fase_sinds"}


def bladzijde(gezinnen: QuerySet[Gezinsregel], sorteer: str, na: str) -> tuple[list[Gezinsregel], str]:
    """One keyset page: rows after the row that `na` names ("waarde|id"), and the key of the last row when more follow."""
    kolom = SORTERINGEN[sorteer]
    waarde, _, pk = na.rpartition("|")
    if pk.isdigit() and len(pk) < 19 and (kolom != "laagste" or waarde.isdigit()) and geldige_sleutel(kolom, waarde):
        gezinnen = gezinnen.filter(Q(**{f"{kolom}__gt": waarde}) | Q(**{kolom: waarde, "pk__gt": int(pk)}))
    rijen = list(gezinnen.order_by(F(kolom).asc(nulls_last=True), "pk").select_related("gemeente")[: PER_PAGINA + 1])
    if len(rijen) <= PER_PAGINA:
        return rijen, ""
    laatste = rijen[PER_PAGINA - 1]
    return rijen[:PER_PAGINA], f"{getattr(laatste, kolom)}|{laatste.pk}"


def geldige_sleutel(kolom: str, waarde: str) -> bool:
    if kolom == "laagste":
        return len(waarde) < 3
    if kolom == "fase_sinds":
        try:
            date.fromisoformat(waarde)
        except ValueError:
            return False
    return "\x00" not in waarde


def regels(gezinnen: Sequence[Gezin], gebruiker: Gebruiker) -> list[Regel]:
    """What the list shows of these families; a fixed number of queries. Marks and the next step for who may see them."""
    ids = [gezin.pk for gezin in gezinnen]
    begeleidingen = {b.gezin_id: b for b in lopende_begeleidingen(ids)}
    wie = dict(gezinsmanagers(ids))
    wachters = dict(wachters_van(ids))
    lijst = {
        gezin.pk: Regel(
            gezin=gezin,
            begeleiding=begeleidingen.get(gezin.pk),
            gezinsmanager=wie.get(gezin.pk) or wachters.get(gezin.pk, ""),
            wacht=gezin.pk in wachters,
        )
        for gezin in gezinnen
    }
    for gezin_id, kort, einde in maatregelen_van(ids):
        if (kort, einde) not in lijst[gezin_id].maatregelen:
            lijst[gezin_id].maatregelen.append((kort, einde))
    if gebruiker.has_perm("veiligheid.bekijken"):
        vul_cijfers(lijst)
        for stap in wat_nu({gezin.pk: gezin.nummer for gezin in gezinnen}):
            if lijst[stap.gezin_id].stap is None and not stap.wacht_op and gebruiker.has_perm(stap.voor):
                lijst[stap.gezin_id].stap = stap
    return list(lijst.values())


@eenmaal_geschreven
def lopende_begeleidingen(gezinnen: Collection[int]) -> QuerySet[Begeleiding]:
    return Begeleiding.objects.filter(gezin__in=gezinnen, afgesloten_op__isnull=True)


@eenmaal_geschreven
def gezinsmanagers(gezinnen: Collection[int]) -> QuerySet[Toewijzing, tuple[int, str]]:
    rijen = Toewijzing.objects.filter(gezin__in=gezinnen, tot__isnull=True)
    return rijen.values_list("gezin_id", "gezinsmanager__naam")


@eenmaal_geschreven
def wachters_van(gezinnen: Collection[int]) -> QuerySet[Wachtplek, tuple[int, str]]:
    return Wachtplek.objects.filter(gezin__in=gezinnen, tot__isnull=True).values_list("gezin_id", "wachter__naam")


@eenmaal_geschreven
def maatregelen_van(gezinnen: Collection[int]) -> QuerySet[Maatregel, tuple[int, str, date | None]]:
    lopend = Maatregel.objects.lopend().filter(gezin__in=gezinnen).order_by("einde")
    return lopend.values_list("gezin_id", "soort__kort", "einde")


@eenmaal_geschreven
def cijfers_van(gezinnen: Collection[int]) -> QuerySet[Veiligheidsmeting, tuple[int, int, str, int]]:
    """Family, child, kind of mark and mark; of each child and kind the newest first."""
    bij_gezin = Q(kind__tot__isnull=True) | Q(kind__tot__gte=timezone.localdate())
    return (
        Veiligheidsmeting.objects.van_gezinsmanager()
        .filter(bij_gezin, gezin__in=gezinnen, kind__overleden_op__isnull=True)
        .order_by("kind_id", "soort", "-op", "-id")
        .values_list("gezin_id", "kind_id", "soort", "cijfer")
    )


def vul_cijfers(lijst: dict[int, Regel]) -> None:
    """Lowest mark of the children now, and whether that child's mark rose or fell."""
    per_kind: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for gezin_id, kind_id, soort, cijfer in cijfers_van(lijst):
        rij = per_kind[(gezin_id, kind_id, soort)]
        if len(rij) < 2:
            rij.append(cijfer)
    for (gezin_id, _, soort), cijfers in per_kind.items():
        regel = lijst[gezin_id]
        huidig = getattr(regel, soort)
        if huidig is None or cijfers[0] < huidig:
            setattr(regel, soort, cijfers[0])
            setattr(regel, f"{soort}_trend", trend(cijfers))


def trend(cijfers: list[int]) -> str:
    if len(cijfers) < 2 or cijfers[0] == cijfers[1]:
        return "gelijk"
    return "stijgt" if cijfers[0] > cijfers[1] else "daalt"
