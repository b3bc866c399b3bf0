""" "Wat nu" out of the terms: which instrument or step is due, why and how. The workflow the users asked for (source 002)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, reduce
from operator import or_
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from django.db.models import BigIntegerField, Case, F, Q, QuerySet, TextField, Value, When, Window
from django.db.models.functions import Cast, Rank
from django.utils import timezone
from django.utils.text import Truncator

from gezinnen.aanhaken import NORMBRONNEN, ONDERWERPNAMEN, VOOR_EEN_COLLEGA, Beeld, Normbron, Stap
from gezinnen.gezinsadres import gezinsadres
from gezinnen.models import Termijn
from gezinnen.termijnen import norm_met
from ggw.database.geschreven import Vraag, eenmaal_geschreven


class MetOnderwerp(Protocol):
    """A term, or a row of one."""

    @property
    def onderwerp_soort(self) -> str: ...
    @property
    def onderwerp_id(self) -> int | None: ...


class Lopend(NamedTuple):
    """An open term without its model: Vandaag and the list of families read a hundred."""

    gezin_id: int
    code: str
    onderwerp_soort: str
    onderwerp_id: int | None
    norm_id: int
    vanaf: date
    dag: date
    wacht_op: str
    eigenaar_id: int | None
    uitgesteld_tot: date | None
    reden: str
    gesloten_op: None = None
    sluiting: str = ""


T = TypeVar("T", Termijn, Lopend)
GELEZEN = Lopend._fields[: -len(Lopend._field_defaults)]


def stappen(beeld: Beeld) -> Iterator[Stap]:
    """The open terms of these families that are due soon or late; subjects that are due together on one line."""
    gezinnen, gevraagd = beeld.alle, vraag(beeld)
    for regel in regels([Lopend(*rij) for rij in gevraagd.rijen()]):
        yield regel.als_stap(gezinnen[regel.eerste.gezin_id])


def vraag(beeld: Beeld) -> Vraag:
    bronnen = tuple(NORMBRONNEN.values())
    if beeld.alleen_eerste:
        eigen_werk = tuple(bron for bron in bronnen if not bron.wacht_op and beeld.alleen_eerste(bron.recht))
        return dringendste_termijnen.met(eigen_werk, beeld.eigen)
    return open_termijnen.met(bronnen, beeld.eigen, beeld.van_collega, beeld.aan_zet)


@eenmaal_geschreven
def open_termijnen(
    bronnen: tuple[Normbron, ...], eigen: Collection[int], van_collega: Collection[int], aan_zet: Collection[int]
) -> QuerySet[Termijn, tuple[Any, ...]]:
    """As GELEZEN. Of the own families all; of those of colleagues only what asks for somebody else, or for one of `aan_zet`."""
    codes = sorted({bron.code for bron in bronnen if bron.recht in VOOR_EEN_COLLEGA})
    van_een_ander = Q(code__in=codes) | Q(eigenaar__in=aan_zet)
    wiens = Q(gezin__in=eigen) | Q(van_een_ander, gezin__in=van_collega)
    return Termijn.objects.open().filter(zichtbaar(bronnen), wiens).values_list(*GELEZEN)


@eenmaal_geschreven
def dringendste_termijnen(
    bronnen: tuple[Normbron, ...], gezinnen: Collection[int]
) -> QuerySet[Termijn, tuple[Any, ...]]:
    """As GELEZEN. Of each family what `wat_nu` puts first among the terms of these sources; more when they are as urgent."""
    onveilig = Case(When(van([bron for bron in bronnen if bron.onveilig]), then=0), default=1)
    rang = Window(Rank(), partition_by=[F("gezin")], order_by=[onveilig.asc(), F("dag").asc()])
    open_ = Termijn.objects.open().filter(zichtbaar(bronnen), gezin__in=gezinnen, wacht_op="")
    return open_.annotate(rang=rang).filter(rang=1).values_list(*GELEZEN)


def zichtbaar(bronnen: Iterable[Normbron]) -> Q:
    """Terms that their source shows already today, so that what is due in years is not read."""
    per_vooruit: dict[int, list[Normbron]] = defaultdict(list)
    for bron in bronnen:
        per_vooruit[bron.vooruit].append(bron)
    vandaag = timezone.localdate()
    nu = (van(deze) & Q(dag__lte=vandaag + timedelta(days=dagen)) for dagen, deze in per_vooruit.items())
    return reduce(or_, nu, Q(code=""))


def van(bronnen: Collection[Normbron]) -> Q:
    """Terms of these sources; one code may have a source for each kind of subject."""
    samen = Counter(bron.code for bron in NORMBRONNEN.values())
    codes = sorted(bron.code for bron in bronnen if samen[bron.code] == 1)
    gedeeld = (Q(code=bron.code, onderwerp_soort=bron.onderwerp) for bron in bronnen if samen[bron.code] > 1)
    return reduce(or_, gedeeld, Q(code__in=codes))


@dataclass(frozen=True)
class Regel(Generic[T]):
    """Terms of one family and one norm with the same day, as one line: `bron` says what to do, `namen` for whom."""

    bron: Normbron
    termijnen: list[T]
    namen: list[str]
    vandaag: date

    @property
    def eerste(self) -> T:
        return self.termijnen[0]

    @cached_property
    def dagen(self) -> int:
        """Days left, as of the term itself; today is looked up once for hundreds of lines."""
        over: timedelta = self.eerste.dag - self.vandaag
        return over.days

    @property
    def tekst(self) -> str:
        return hoofdletter(self.bron.stap.format(wie=opsomming(self.namen)))

    @property
    def voor_wie(self) -> str:
        return "" if "{wie}" in self.bron.stap else opsomming(self.namen)

    @property
    def toont_al(self) -> bool:
        return self.dagen <= self.bron.vooruit

    @property
    def uitleg(self) -> str:
        delen = [f"Voor {self.voor_wie}." if self.voor_wie else "", self.bron.hulp]
        if self.eerste.uitgesteld_tot:
            delen.append(f"Uitgesteld: {self.eerste.reden}")
        return " ".join(filter(None, delen))

    @property
    def wanneer(self) -> tuple[str, str]:
        """When, in words, and the colour of its badge."""
        stap = Stap(self.eerste.gezin_id, "", "", dagen=self.dagen)
        return stap.wanneer, "" if self.eerste.wacht_op else stap.soort

    @property
    def wacht_op_tekst(self) -> str:
        return f"wacht op {self.eerste.wacht_op}"

    def url(self, nummer: str) -> str:
        pk = self.eerste.onderwerp_id if self.bron.met_pk else None
        enkel = self.eerste.onderwerp_id if len(self.termijnen) == 1 else ""
        return gezinsadres(self.bron.route, nummer, pk) + self.bron.vraag.format(onderwerp=enkel)

    def als_stap(self, nummer: str) -> Stap:
        return Stap(
            gezin_id=self.eerste.gezin_id,
            tekst=self.tekst,
            url=self.url(nummer),
            uitleg=self.uitleg,
            dagen=self.dagen,
            voor=self.bron.recht,
            onveilig=self.bron.onveilig,
            wacht_op=self.eerste.wacht_op,
            aan_zet=self.eerste.eigenaar_id if self.bron.met_eigenaar else None,
            waarom=self.waarom,
        )

    @property
    def waarom(self) -> str:
        """ "Wet: 6 weken, geteld vanaf 03-10-2026. Bron: Jeugdwet 4.1.3 lid 5."."""
        norm = norm_met(self.eerste.norm_id)
        return f"{norm.soort_en_duur}, geteld vanaf {self.eerste.vanaf:%d-%m-%Y}. Bron: {norm.bron}."


def regels(termijnen: Iterable[T]) -> list[Regel[T]]:
    """In the order of `termijnen`; a term of a norm without a source any more is left out."""
    groepen: dict[tuple[object, ...], list[T]] = defaultdict(list)
    for termijn in termijnen:
        naam = f"{termijn.code}/{termijn.onderwerp_soort}"
        if naam in NORMBRONNEN:
            los = termijn.onderwerp_id if NORMBRONNEN[naam].met_pk else None
            groepen[(termijn.gezin_id, naam, termijn.dag, termijn.gesloten_op, termijn.sluiting, los)].append(termijn)
    for groep in groepen.values():
        groep.sort(key=lambda t: t.onderwerp_id or 0)
    namen = onderwerpnamen([t for groep in groepen.values() for t in groep])
    vandaag = timezone.localdate()
    return [
        Regel(
            NORMBRONNEN[str(sleutel[1])],
            groep,
            [namen[(t.onderwerp_soort, t.onderwerp_id)] for t in groep if (t.onderwerp_soort, t.onderwerp_id) in namen],
            vandaag,
        )
        for sleutel, groep in groepen.items()
    ]


def onderwerpnamen(termijnen: Collection[MetOnderwerp]) -> dict[tuple[str, int | None], str]:
    """What people call the subjects of these terms, in one query for all kinds."""
    per_soort: dict[str, set[int]] = defaultdict(set)
    for termijn in termijnen:
        if termijn.onderwerp_id is not None and termijn.onderwerp_soort in ONDERWERPNAMEN:
            per_soort[termijn.onderwerp_soort].add(termijn.onderwerp_id)
    if not per_soort:
        return {}
    soorten = tuple(sorted(per_soort))
    rijen = namen_van(soorten, *(per_soort[soort] for soort in soorten))
    return {(soort, pk): ONDERWERPNAMEN[soort].tekst(een, twee) for soort, pk, een, twee in rijen}


@eenmaal_geschreven
def namen_van(soorten: tuple[str, ...], *ids: list[int]) -> Any:
    """Kind, id and both parts of the name of each subject; `ids` for each kind."""
    armen = [naamrijen(soort, van_soort) for soort, van_soort in zip(soorten, ids, strict=True)]
    return armen[0].union(*armen[1:], all=True) if len(armen) > 1 else armen[0]


def naamrijen(soort: str, ids: list[int]) -> Any:
    """The rows of one kind, with the same columns of the same types as those of every other."""
    rijen = ONDERWERPNAMEN[soort].rijen(ids)
    return (
        rijen.order_by()
        .annotate(
            k_soort=Cast(Value(soort), TextField()),
            k_id=Cast("o_id", BigIntegerField()),
            k_een=Cast("o_een", TextField()),
            k_twee=Cast("o_twee", TextField()),
        )
        .values_list("k_soort", "k_id", "k_een", "k_twee")
    )


def opsomming(namen: list[str]) -> str:
    """ "Sam", "Sam en Noor", or "Sam, Noor en 10 anderen"."""
    if not namen:
        return ""
    if len(namen) <= 3:
        return " en ".join(filter(None, [", ".join(namen[:-1]), namen[-1]]))
    return f"{', '.join(namen[:2])} en {len(namen) - 2} anderen"


def kort(tekst: str) -> str:
    """The beginning of what somebody wrote, to tell one subject from another in a line."""
    return Truncator(" ".join(tekst.split())).chars(60)


def hoofdletter(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]
