"""Mijn gezinnen: the families in view with what matters at a glance, filtered and sorted by what stands in the URL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, F, Func, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from gezinnen.aanhaken import Beeld, Stap, eerste_stappen, vragen_in
from gezinnen.models import Begeleiding, Gezin, Maatregel, Toewijzing, Wachtplek
from gezinnen.sorteren import sorteersleutel
from ggw.database.geschreven import Tekst, eenmaal_geschreven
from ggw.database.samen import samen
from ggw.organisatie.models import Gebruiker, Vervanging
from veiligheid.models import NORM, MetingSoort, Veiligheidsmeting

PER_PAGINA = 25
GEEN_CIJFER, GEEN_FASE = 11, date(9999, 12, 31)
"""Sort after every mark and every day; families without a mark stand last in "laagste cijfer eerst"."""


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


@dataclass(frozen=True)
class Vraag:
    """What is asked of the list besides whose and what was searched; part of the query that is written."""

    fase: str = ""
    kader: str = ""
    onveilig: bool = False
    sorteer: str = "naam"

    @classmethod
    def uit(cls, keuzes: dict[str, Any]) -> Vraag:
        """`keuzes`: cleaned data of GezinnenFilter."""
        eigen = {naam: keuzes[naam] for naam in ("fase", "kader", "onveilig", "sorteer") if keuzes.get(naam)}
        return cls(**eigen)

    @property
    def kolom(self) -> str:
        return SORTERINGEN[self.sorteer]


def met_waarden(gezinnen: QuerySet[Gezin], vraag: Vraag) -> QuerySet[Any]:
    """What can be filtered and sorted on: phase, since when, lowest current mark, running measure. Read is what is sorted on."""
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
    waarden = {
        "fase": Subquery(lopend.values("fase")[:1]),
        "fase_sinds": Coalesce(Subquery(lopend.values("fase_sinds")[:1]), GEEN_FASE),
        "laagste": Coalesce(Subquery(laagste), GEEN_CIJFER),
        "met_maatregel": Exists(dwang),
    }
    met: QuerySet[Any] = gezinnen.alias(**waarden)
    return met.annotate(**{vraag.kolom: F(vraag.kolom)}) if vraag.kolom in waarden else met


def gevonden(wie: int | None, vraag: Vraag, zoek: str, sleutel: str) -> QuerySet[Gezin]:
    """Families of `wie`, or all in view, that the filter lets through. `sleutel`: `zoek` as names are sorted."""
    gezinnen: QuerySet[Any] = met_waarden(Gezin.objects.all() if wie is None else gezinnen_van(wie), vraag)
    if zoek:
        in_naam = Q(naam__icontains=Value(zoek)) | Q(sorteernaam__contains=Value(sleutel))
        gezinnen = gezinnen.filter(in_naam | Q(nummer__startswith=Value(zoek)))
    if vraag.fase:
        gezinnen = gezinnen.filter(fase=vraag.fase)
    if vraag.kader:
        gezinnen = gezinnen.filter(met_maatregel=vraag.kader == "maatregel")
    if vraag.onveilig:
        gezinnen = gezinnen.filter(laagste__lt=NORM)
    return gezinnen


SORTERINGEN = {"naam": "sorteernaam", "cijfer": "laagste", "fase": "fase_sinds"}


@eenmaal_geschreven
def eerste_rijen(wie: int | None, vraag: Vraag, zoek: str, sleutel: str) -> QuerySet[Gezin]:
    volgorde = F(vraag.kolom).asc(), "pk"
    return gevonden(wie, vraag, zoek, sleutel).order_by(*volgorde).select_related("gemeente")[: PER_PAGINA + 1]


@eenmaal_geschreven
def rijen_na(
    wie: int | None, vraag: Vraag, zoek: str, sleutel: str, waarde: int | str | date, pk: int
) -> QuerySet[Gezin]:
    erna = Q(**{f"{vraag.kolom}__gt": waarde}) | Q(**{vraag.kolom: waarde, "pk__gt": pk})
    volgorde = F(vraag.kolom).asc(), "pk"
    gezinnen = gevonden(wie, vraag, zoek, sleutel).filter(erna)
    return gezinnen.order_by(*volgorde).select_related("gemeente")[: PER_PAGINA + 1]


@eenmaal_geschreven
def hoeveel(wie: int | None, vraag: Vraag, zoek: str, sleutel: str) -> QuerySet[Gezin, int]:
    """One row: how many there are. `count` as a plain function, because of an aggregate the ORM would make groups."""
    tel = Func(F("pk"), function="count", output_field=IntegerField())
    return gevonden(wie, vraag, zoek, sleutel).order_by().values_list(tel, flat=True)


@dataclass(frozen=True)
class Lijst:
    """The list that somebody asks for."""

    wie: int | None
    vraag: Vraag
    zoek: str = ""

    @property
    def gevraagd(self) -> tuple[int | None, Vraag, str, str]:
        if not self.zoek:
            return self.wie, self.vraag, "", ""
        return self.wie, self.vraag, Tekst(self.zoek), Tekst(sorteersleutel(self.zoek))

    @property
    def aantal(self) -> int:
        return hoeveel(*self.gevraagd)[0]

    def bladzijde(self, na: str) -> tuple[list[Gezin], str]:
        """One keyset page: rows after the row that `na` names ("waarde|id"), and the key of the last row when more follow."""
        waarde, _, pk = na.rpartition("|")
        kolom = self.vraag.kolom
        if pk.isdecimal() and len(pk) < 19 and (grens := sleutelwaarde(kolom, waarde)) is not None:
            rijen = rijen_na(*self.gevraagd, grens, int(pk))
        else:
            rijen = eerste_rijen(*self.gevraagd)
        if len(rijen) <= PER_PAGINA:
            return rijen, ""
        laatste = rijen[PER_PAGINA - 1]
        return rijen[:PER_PAGINA], f"{getattr(laatste, kolom)}|{laatste.pk}"


def sleutelwaarde(kolom: str, waarde: str) -> int | Tekst | date | None:
    """What stood in `kolom` of the last row, out of the URL; None when that cannot be."""
    if kolom == "laagste":
        return int(waarde) if waarde.isdecimal() and len(waarde) < 3 else None
    if kolom == "fase_sinds":
        try:
            return date.fromisoformat(waarde)
        except ValueError:
            return None
    return None if "\x00" in waarde else Tekst(waarde)


def regels(gezinnen: Sequence[Gezin], gebruiker: Gebruiker) -> list[Regel]:
    """What the list shows of these families; a fixed number of queries. Marks and the next step for who may see them."""
    ids = [gezin.pk for gezin in gezinnen]
    beeld = Beeld({gezin.pk: gezin.nummer for gezin in gezinnen}, alleen_eerste=gebruiker.has_perm)
    ziet = gebruiker.has_perm("veiligheid.bekijken")
    vragen = [lopende_begeleidingen.met(ids), gezinsmanagers.met(ids), wachters_van.met(ids), maatregelen_van.met(ids)]
    with samen(*vragen, *([cijfers_van.met(ids), *vragen_in(beeld)] if ziet else [])):
        lijst = met_begeleiding(gezinnen)
        for gezin_id, kort, einde in maatregelen_van(ids):
            if (kort, einde) not in lijst[gezin_id].maatregelen:
                lijst[gezin_id].maatregelen.append((kort, einde))
        if ziet:
            vul_cijfers(lijst, cijfers_van(ids))
            for gezin_id, stap in eerste_stappen(beeld).items():
                lijst[gezin_id].stap = stap
    return list(lijst.values())


def met_begeleiding(gezinnen: Sequence[Gezin]) -> dict[int, Regel]:
    """Each family with its running begeleiding and who guides or watches it."""
    ids = [gezin.pk for gezin in gezinnen]
    begeleidingen = {b.gezin_id: b for b in lopende_begeleidingen(ids)}
    wie, wachters = dict(gezinsmanagers(ids)), dict(wachters_van(ids))
    return {
        gezin.pk: Regel(
            gezin=gezin,
            begeleiding=begeleidingen.get(gezin.pk),
            gezinsmanager=wie.get(gezin.pk) or wachters.get(gezin.pk, ""),
            wacht=gezin.pk in wachters,
        )
        for gezin in gezinnen
    }


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
    """Family, child, kind of mark and mark; of each child and kind the newest two, the newest first."""
    bij_gezin = Q(kind__tot__isnull=True) | Q(kind__tot__gte=timezone.localdate())
    nieuwste_eerst = F("op").desc(), F("id").desc()
    keer = Window(RowNumber(), partition_by=[F("kind"), F("soort")], order_by=nieuwste_eerst)
    return (
        Veiligheidsmeting.objects.van_gezinsmanager()
        .filter(bij_gezin, gezin__in=gezinnen, kind__gezin__in=gezinnen, kind__overleden_op__isnull=True)
        .annotate(keer=keer)
        .filter(keer__lte=2)
        .order_by("kind_id", "soort", "keer")
        .values_list("gezin_id", "kind_id", "soort", "cijfer")
    )


def vul_cijfers(lijst: dict[int, Regel], rijen: Iterable[tuple[int, int, str, int]]) -> None:
    """Lowest mark of the children now, and whether that child's mark rose or fell. `rijen`: of `cijfers_van`."""
    per_kind: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for gezin_id, kind_id, soort, cijfer in rijen:
        per_kind[(gezin_id, kind_id, soort)].append(cijfer)
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
