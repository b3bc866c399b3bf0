"""The people of one family with all that hangs on each of them, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from gezinnen.models import (
    Adres,
    Contactgegeven,
    Gezag,
    Gezin,
    Gezinslid,
    GezinsrolCode,
    Huishouden,
    Netwerklid,
    NetwerkSoort,
    Relatie,
    Verblijf,
)
from ggw.database.geschreven import Eenmaal, eenmaal_geschreven
from ggw.database.samen import samen
from ggw.toegang.poort import OokBekend, ook_bekend


@dataclass
class Band:
    """A relation seen from one of the two."""

    relatie: Relatie
    woord: str
    ander: Gezinslid


@dataclass
class Zin:
    """ "Leila is moeder van Sam, Noor": one person, what they are, and to whom."""

    wie: Gezinslid
    woord: str
    van: list[Gezinslid]
    voorbij: bool = False


@dataclass
class Mens:
    lid: Gezinslid
    contact: list[Contactgegeven] = field(default_factory=list)
    adressen: list[Adres] = field(default_factory=list)
    alle_gezag: list[Gezag] = field(default_factory=list)
    alle_gezag_over: list[Gezag] = field(default_factory=list)
    alle_verblijf: list[Verblijf] = field(default_factory=list)
    banden: list[Band] = field(default_factory=list)
    netwerk: list[Netwerklid] = field(default_factory=list)
    ook_bekend: list[OokBekend] = field(default_factory=list)

    @property
    def adres(self) -> Adres | None:
        """Where this person lives now."""
        return next((adres for adres in self.adressen if adres.loopt), None)

    @property
    def gezag(self) -> list[Gezag]:
        """Who has authority over this person today."""
        return [gezag for gezag in self.alle_gezag if gezag.loopt]

    @property
    def gezag_over(self) -> list[Gezag]:
        return [gezag for gezag in self.alle_gezag_over if gezag.loopt]

    @property
    def verblijven(self) -> list[Verblijf]:
        """Where a child lives or stays now; there may be several."""
        return [verblijf for verblijf in self.alle_verblijf if loopt(verblijf)]

    @property
    def scholen(self) -> list[Netwerklid]:
        return [iemand for iemand in self.netwerk if iemand.loopt and iemand.soort == NetwerkSoort.SCHOOL]


@dataclass
class Gezinsbeeld:
    mensen: dict[int, Mens]
    huishoudens: list[Huishouden]
    relaties: list[Relatie]
    netwerk: list[Netwerklid]

    @property
    def huidig(self) -> list[Mens]:
        return [mens for mens in self.mensen.values() if not mens.lid.is_voormalig]

    @property
    def kinderen(self) -> list[Mens]:
        """Children under guidance, eldest first; who died stands last."""
        kinderen = [mens for mens in self.huidig if mens.lid.is_jeugdige]
        return sorted(kinderen, key=lambda mens: mens.lid.overleden_op is not None)

    @property
    def anderen(self) -> list[Mens]:
        """Parents first, then the rest; eldest first."""
        anderen = [mens for mens in self.huidig if not mens.lid.is_jeugdige]
        return sorted(anderen, key=lambda mens: mens.lid.rol != GezinsrolCode.OUDER)

    @property
    def voormalig(self) -> list[Mens]:
        return [mens for mens in self.mensen.values() if mens.lid.is_voormalig]

    @property
    def per_huishouden(self) -> list[tuple[Huishouden, list[Mens]]]:
        return [(h, [m for m in self.huidig if m.lid.huishouden_id == h.pk]) for h in self.huishoudens]

    @property
    def zinnen(self) -> list[Zin]:
        """Relations in words; the children of one parent in one sentence."""
        zinnen: dict[tuple[int, str, bool], Zin] = {}
        for relatie in self.relaties:
            voorbij = not relatie.loopt
            wie, ander = self.mensen[relatie.van_id].lid, self.mensen[relatie.naar_id].lid
            zin = zinnen.setdefault((wie.pk, relatie.soort, voorbij), Zin(wie, relatie.woord(wie), [], voorbij=voorbij))
            zin.van.append(ander)
        return sorted(zinnen.values(), key=lambda zin: (zin.voorbij, zin.wie.sorteernaam, zin.woord))

    @property
    def netwerk_van_nu(self) -> list[tuple[Gezinslid | None, list[Netwerklid]]]:
        """Per child, and first who is there for the whole family."""
        groepen: dict[int | None, list[Netwerklid]] = {}
        for iemand in self.netwerk:
            if iemand.loopt:
                groepen.setdefault(iemand.voor_kind_id, []).append(iemand)
        volgorde = [None, *self.mensen]
        return [(self.mensen[pk].lid if pk else None, groepen[pk]) for pk in volgorde if pk in groepen]

    @property
    def netwerk_van_toen(self) -> list[Netwerklid]:
        return [iemand for iemand in self.netwerk if not iemand.loopt]


def loopt(verblijf: Verblijf) -> bool:
    vandaag = timezone.localdate()
    return verblijf.vanaf <= vandaag and (verblijf.tot is None or verblijf.tot >= vandaag)


@eenmaal_geschreven
def leden_van(gezin_id: int) -> QuerySet[Gezinslid]:
    return Gezinslid.objects.filter(gezin=gezin_id).voor_overzicht()


@eenmaal_geschreven
def contactgegevens_van(gezin_id: int) -> QuerySet[Contactgegeven]:
    return Contactgegeven.objects.filter(gezin=gezin_id)


@eenmaal_geschreven
def adressen_van(gezin_id: int) -> QuerySet[Adres]:
    return Adres.objects.filter(gezin=gezin_id)


@eenmaal_geschreven
def gezag_van(gezin_id: int) -> QuerySet[Gezag]:
    return Gezag.objects.filter(gezin=gezin_id).select_related("kind", "houder").order_by("-vanaf", "id")


@eenmaal_geschreven
def verblijven_van(gezin_id: int) -> QuerySet[Verblijf]:
    return Verblijf.objects.filter(gezin=gezin_id).select_related("soort")


@eenmaal_geschreven
def netwerk_van(gezin_id: int) -> QuerySet[Netwerklid]:
    return Netwerklid.objects.filter(gezin=gezin_id)


@eenmaal_geschreven
def relaties_van(gezin_id: int) -> QuerySet[Relatie]:
    return Relatie.objects.filter(gezin=gezin_id).order_by("soort", "id")


@eenmaal_geschreven
def huishoudens_van(gezin_id: int) -> QuerySet[Huishouden]:
    return Huishouden.objects.filter(gezin=gezin_id)


VRAGEN: tuple[Eenmaal[Any], ...] = (
    leden_van,
    contactgegevens_van,
    adressen_van,
    gezag_van,
    verblijven_van,
    netwerk_van,
    relaties_van,
    huishoudens_van,
)


def maak_gezinsbeeld(gezin: Gezin) -> Gezinsbeeld:
    with samen(*(vraag.met(gezin.pk) for vraag in VRAGEN)):
        return gelezen_gezinsbeeld(gezin)


def gelezen_gezinsbeeld(gezin: Gezin) -> Gezinsbeeld:
    mensen = {lid.pk: Mens(lid) for lid in gezin.hecht(leden_van(gezin.pk))}
    for gegeven in gezin.hecht(contactgegevens_van(gezin.pk)):
        mensen[gegeven.gezinslid_id].contact.append(gegeven)
    for adres in gezin.hecht(adressen_van(gezin.pk)):
        mensen[adres.gezinslid_id].adressen.append(adres)
    for gezag in gezin.hecht(gezag_van(gezin.pk)):
        mensen[gezag.kind_id].alle_gezag.append(gezag)
        if gezag.houder_id is not None:
            mensen[gezag.houder_id].alle_gezag_over.append(gezag)
    for verblijf in gezin.hecht(verblijven_van(gezin.pk)):
        mensen[verblijf.kind_id].alle_verblijf.append(verblijf)
    for bekende in ook_bekend():
        mensen[bekende.gezinslid_id].ook_bekend.append(bekende)
    netwerk, relaties = gezin.hecht(netwerk_van(gezin.pk)), gezin.hecht(relaties_van(gezin.pk))
    verbind(mensen, netwerk, relaties)
    return Gezinsbeeld(mensen, gezin.hecht(huishoudens_van(gezin.pk)), relaties, netwerk)


def verbind(mensen: dict[int, Mens], netwerk: Iterable[Netwerklid], relaties: Iterable[Relatie]) -> None:
    for iemand in netwerk:
        if iemand.voor_kind_id is not None:
            mensen[iemand.voor_kind_id].netwerk.append(iemand)
    for relatie in relaties:
        van, naar = mensen[relatie.van_id], mensen[relatie.naar_id]
        van.banden.append(Band(relatie, relatie.woord(van.lid), naar.lid))
        naar.banden.append(Band(relatie, relatie.woord(naar.lid), van.lid))
