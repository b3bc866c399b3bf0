"""Reading the access log as `ggw_toezicht`: lines in words, numbers of families and nothing else of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from ggw.organisatie.models import Basisteam, Medewerker
from ggw.toegang.deur import vraag
from ggw.toegang.models import Inzage, Opvallend
from ggw.toezicht.woorden import GRONDEN, WAT, rolnaam

PER_PAGINA = 100


@dataclass(frozen=True)
class Logregel:
    pk: int
    tijd: datetime
    gebruiker_id: int | None
    naam: str
    rol: str
    team: str
    nummers: list[str]
    wat: str
    grond: str
    uitkomst: int
    geweigerd: bool
    noodtoegang: bool
    doel: str
    gevraagd: str
    adres: str


def in_woorden(rijen: Sequence[Inzage]) -> list[Logregel]:
    """The lines of one page, with the names and numbers that belong to them; a fixed number of queries."""
    namen = dict(Medewerker.objects.filter(pk__in={r.gebruiker_id for r in rijen}).values_list("pk", "naam"))
    teams = dict(Basisteam.objects.filter(pk__in={r.basisteam_id for r in rijen}).values_list("pk", "naam"))
    nummers = nummers_van({gezin for r in rijen for gezin in r.gezinnen[:5]})
    return [
        Logregel(
            pk=rij.pk,
            tijd=rij.tijd,
            gebruiker_id=rij.gebruiker_id,
            naam=namen.get(rij.gebruiker_id or 0, "Onbekend"),
            rol=rolnaam(rij.rol),
            team=teams.get(rij.basisteam_id or 0, ""),
            nummers=[nummers.get(gezin, "verwijderd") for gezin in rij.gezinnen[:5]]
            + ([f"en nog {len(rij.gezinnen) - 5}"] if len(rij.gezinnen) > 5 else []),
            wat=WAT.get(rij.gebeurtenis, rij.gebeurtenis),
            grond=GRONDEN.get(rij.grond, rij.grond),
            uitkomst=rij.uitkomst,
            geweigerd=rij.uitkomst >= 400,
            noodtoegang=rij.grond == "noodtoegang",
            doel=rij.doel,
            gevraagd=rij.gevraagd,
            adres=rij.adres or "",
        )
        for rij in rijen
    ]


def nummers_van(gezinnen: Iterable[int]) -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute("select id, nummer from nummers_van(%s)", [list(gezinnen)])
        return dict(cursor.fetchall())


def gezin_met_nummer(nummer: str) -> int | None:
    gevonden = vraag("select gezin_met_nummer(%s)", [nummer])
    return int(gevonden[0]) if gevonden and gevonden[0] is not None else None


def pagina(rijen: QuerySet[Inzage], na: str) -> tuple[list[Inzage], str]:
    """One page, newest first, and the key of the next one (empty at the end). `na`: what an earlier page gave."""
    grens = gelezen(na)
    if grens:  # the first condition says nothing new; with it the index starts where the page starts
        rijen = rijen.filter(tijd__lte=grens[0]).filter(Q(tijd__lt=grens[0]) | Q(pk__lt=grens[1]))
    gevonden = list(rijen.order_by("-tijd", "-pk")[: PER_PAGINA + 1])
    laatste = gevonden[PER_PAGINA - 1] if len(gevonden) > PER_PAGINA else None
    return gevonden[:PER_PAGINA], f"{round(laatste.tijd.timestamp() * 1_000_000)}_{laatste.pk}" if laatste else ""


def gelezen(tekst: str) -> tuple[datetime, int] | None:
    delen = tekst.split("_")
    if len(delen) != 2 or not all(deel.isascii() and deel.isdigit() and len(deel) < 18 for deel in delen):
        return None
    seconden, micro = divmod(int(delen[0]), 1_000_000)
    try:
        return datetime.fromtimestamp(seconden, UTC).replace(microsecond=micro), int(delen[1])
    except (OverflowError, ValueError, OSError):
        return None


def van_gezin(gezin: int) -> QuerySet[Inzage]:
    return Inzage.objects.filter(gezinnen__contains=[gezin])


def van_medewerker_op(gebruiker: int, dag: date) -> QuerySet[Inzage]:
    """Newest first. Two moments and not the date of each line: then the index on person and time answers it."""
    begin, eind = (timezone.make_aware(datetime.combine(dag + timedelta(days=n), time.min)) for n in (0, 1))
    return Inzage.objects.filter(gebruiker_id=gebruiker, tijd__gte=begin, tijd__lt=eind).order_by("-tijd", "-pk")


def open_opvallend() -> QuerySet[Opvallend]:
    """What nobody has judged yet, oldest first: the queue stays until it is empty."""
    return Opvallend.objects.filter(beoordeeld_op__isnull=True).order_by("dag", "pk")


def beoordeel(welke: int, *, terecht: bool, oordeel: str) -> bool:
    """False when it was judged meanwhile, or is about the judge."""
    gevonden = vraag("select beoordeel_opvallend(%s, %s, %s)", [welke, terecht, oordeel])
    return bool(gevonden and gevonden[0])
