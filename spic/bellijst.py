"""Wie bel ik waarvoor: who may stand on the sheet of a family, and who does.

Lines come from what is kept elsewhere (gezinsmanager, lokaal team, general numbers, help, network); only the choice and the words of
the family are kept here. Never a number or an address of the family itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gezinnen.models import Gebeurtenis, Gezin, Netwerklid, Toewijzing
from ggw.concepten.naastelkaar import vingerafdruk
from ggw.organisatie.models import LokaalTeam
from spic.models import Belnummer, Belregel, Vasteplek

MEESTE_REGELS = 10
"""More does not fit on one page in letters that can be read from a chair."""


@dataclass(frozen=True)
class Lijn:
    """Somebody who may be called. `sleutel` is of Belregel ("netwerklid-12"); `rol` says who this is for the family."""

    sleutel: str
    wie: str
    rol: str
    telefoon: str
    waarvoor: str
    tonen: bool

    @property
    def op_blad(self) -> bool:
        return self.tonen and bool(self.telefoon)


def lijnen(gezin: Gezin) -> list[Lijn]:
    """Everybody who may stand on the sheet, with the choice made; what nobody chose yet has a proposal."""
    gekozen = {regel.sleutel: regel for regel in gezin.belregels.all()}
    return [
        Lijn(lijn.sleutel, lijn.wie, lijn.rol, lijn.telefoon, regel.waarvoor, regel.tonen)
        if (regel := gekozen.get(lijn.sleutel))
        else lijn
        for lijn in kandidaten(gezin)
    ]


def blad(gezin: Gezin) -> list[Lijn]:
    """What stands on the sheet, in order."""
    return [lijn for lijn in lijnen(gezin) if lijn.op_blad]


def stand(gezin: Gezin) -> str:
    """Equal as long as nobody changed a choice."""
    return vingerafdruk(sorted((r.sleutel, r.tonen, r.waarvoor) for r in gezin.belregels.all()))


def kandidaten(gezin: Gezin) -> Iterator[Lijn]:
    toewijzing = gezin.toewijzingen.filter(tot=None).select_related("gezinsmanager", "basisteam__lokaal_team").first()
    yield from van_gezinsmanager(gezin, toewijzing)
    for nummer in Belnummer.objects.filter(actief=True):
        yield Lijn(f"nummer-{nummer.pk}", nummer.naam, "", nummer.telefoon, nummer.waarvoor, nummer.standaard)
    yield from van_hulp(gezin)
    yield from van_netwerk(gezin)
    team: LokaalTeam | None = gezin.lokaal_team or (toewijzing.basisteam.lokaal_team if toewijzing else None)
    if team:
        waarvoor = "Vragen over opvoeden, geld of wonen"
        yield Lijn(Vasteplek.LOKAAL_TEAM.value, team.naam, "lokaal team", team.telefoon, waarvoor, bool(team.telefoon))


def van_gezinsmanager(gezin: Gezin, toewijzing: Toewijzing | None) -> Iterator[Lijn]:
    wachtplek = None if toewijzing else gezin.wachtplekken.filter(tot=None).select_related("wachter").first()
    mens = toewijzing.gezinsmanager if toewijzing else wachtplek.wachter if wachtplek else None
    if mens:
        rol = "gezinsmanager" if toewijzing else "contactpersoon zolang wij wachten"
        waarvoor = "Vragen over ons plan en de veiligheid van de kinderen"
        yield Lijn(Vasteplek.GEZINSMANAGER.value, mens.naam, rol, mens.telefoon, waarvoor, bool(mens.telefoon))


def van_hulp(gezin: Gezin) -> Iterator[Lijn]:
    """Help that was asked or runs. Who is of the network stands there."""
    for rij in gezin.andere_hulp.lopend().filter(netwerklid=None).select_related("soort").order_by("pk"):
        wie = rij.contactpersoon or rij.organisatie
        rol = rij.organisatie if rij.contactpersoon else rij.soort.naam
        yield Lijn(f"hulp-{rij.pk}", wie, rol, rij.telefoon, rij.soort.naam, False)
    for verwijzing in gezin.verwijzingen.lopend().select_related("aanbieder", "hulpverlener").order_by("pk"):
        helper, aanbieder = verwijzing.hulpverlener, verwijzing.aanbieder
        wie, rol = (helper.naam, aanbieder.naam) if helper else (aanbieder.naam, "")
        telefoon = (helper.telefoon if helper else "") or aanbieder.telefoon
        yield Lijn(f"verwijzing-{verwijzing.pk}", wie, rol, telefoon, verwijzing.hulpvraag[:90], False)


def van_netwerk(gezin: Gezin) -> Iterator[Lijn]:
    """Who stands in the borgingsplan in force is proposed: the family said there that it calls this person."""
    plan = gezin.borgingsplannen.geldend()
    in_plan = set(plan.contacten.values_list("naam", flat=True)) if plan else set()
    vandaag = timezone.localdate()
    for lid in gezin.netwerk.filter(Q(tot=None) | Q(tot__gte=vandaag), vanaf__lte=vandaag):
        waarvoor = "Als het weer moeilijk wordt" if lid.naam in in_plan else eerste_zin(lid)
        rol = lid.organisatie or lid.get_soort_display().partition(" (")[0]
        yield Lijn(
            f"netwerklid-{lid.pk}", lid.naam, rol, lid.telefoon, waarvoor, lid.naam in in_plan and bool(lid.telefoon)
        )


def eerste_zin(lid: Netwerklid) -> str:
    """What this person does for the family, when that is short enough for the fridge."""
    zin = lid.doet.strip().split("\n", maxsplit=1)[0]
    return zin if len(zin) <= 90 else ""


@dataclass(frozen=True)
class Keuze:
    sleutel: str
    tonen: bool
    waarvoor: str


@transaction.atomic
def bewaar_keuzes(gezin: Gezin, keuzes: Iterable[Keuze], *, door_id: int) -> None:
    """Keep what was chosen for these lines; only what changed is written."""
    er_al = {regel.sleutel: regel for regel in gezin.belregels.select_for_update()}
    nieuw = []
    for keuze in keuzes:
        regel = er_al.get(keuze.sleutel)
        if regel is None:
            nieuw.append(Belregel(gezin=gezin, tonen=keuze.tonen, waarvoor=keuze.waarvoor, **bron_van(keuze.sleutel)))
        elif (regel.tonen, regel.waarvoor) != (keuze.tonen, keuze.waarvoor):
            regel.tonen, regel.waarvoor = keuze.tonen, keuze.waarvoor
            regel.save(update_fields=["tonen", "waarvoor"])
    Belregel.objects.bulk_create(nieuw)
    Gebeurtenis.leg_vast(gezin, "bellijst.gekozen", door_id=door_id)


def bron_van(sleutel: str) -> dict[str, str | int]:
    soort, _, pk = sleutel.partition("-")
    if not pk:
        return {"vast": sleutel}
    return {f"{soort}_id": pk if soort == "nummer" else int(pk)}
