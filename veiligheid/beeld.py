"""What is known of the safety of the children of one family, read once for Overzicht and the tab Veiligheid."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from gezinnen.models import Gezin, Gezinslid, Verblijf
from ggw.database.geschreven import eenmaal_geschreven
from ggw.toegang.deur import Verzoek
from veiligheid.models import ARIJ_RT, HAVIK, Afname, Gever, MetingSoort, Veiligheidsmeting
from veiligheid.models.instrumenten import instrumenten

VERSCHIL = 2
"""A mark of another that differs this much from the gezinsmanager's is shown (domein.md, section 2)."""

TEKENS = {
    1: ("↑", "hoger", "dan de vorige keer"),
    0: ("→", "gelijk", "aan de vorige keer"),
    -1: ("↓", "lager", "dan de vorige keer"),
}


class Trend(NamedTuple):
    """How a mark moved since the one before it; colour alone never says it, and an arrow alone neither."""

    pijl: str
    woord: str
    waarmee: str


@dataclass(frozen=True)
class Kindbeeld:
    """One child: the newest marks of the gezinsmanager with their trend, and the newest instruments."""

    kind: Gezinslid
    actueel: Veiligheidsmeting | None
    blijvend: Veiligheidsmeting | None
    trend_actueel: Trend | None
    trend_blijvend: Trend | None
    arij: Afname | None
    havik: Afname | None


class Afwijking(NamedTuple):
    """Another's newest mark beside the gezinsmanager's."""

    meting: Veiligheidsmeting
    eigen: Veiligheidsmeting


class Veiligheidsbeeld:
    def __init__(self, gezin: Gezin) -> None:
        self.gezin = gezin

    @classmethod
    def van(cls, gezin: Gezin) -> Veiligheidsbeeld:
        """The one of this request: the door gives every view and every part of the page the same Gezin object."""
        beeld: Veiligheidsbeeld | None = gezin.__dict__.get("_veiligheidsbeeld")
        if beeld is None:
            beeld = gezin.__dict__["_veiligheidsbeeld"] = cls(gezin)
        return beeld

    @cached_property
    def _kinderen(self) -> list[Any]:
        return self.gezin.hecht(kinderen_met_slaapplek(self.gezin.pk))

    @property
    def kinderen(self) -> list[Gezinslid]:
        return self._kinderen

    @property
    def woonplekken(self) -> dict[int, str]:
        """By id of the child: where it sleeps most nights; without a stay on file the household. Never an address."""
        return {k.pk: k.slaapt_bij or (k.huishouden.naam if k.huishouden else "") for k in self._kinderen}

    @cached_property
    def metingen(self) -> list[Veiligheidsmeting]:
        """All marks of the children who belong to the family now, oldest first, each with its child and author."""
        per_kind = {kind.pk: kind for kind in self.kinderen}
        metingen = self.gezin.hecht([m for m in metingen_van(self.gezin.pk) if m.kind_id in per_kind])
        for meting in metingen:
            meting.kind = per_kind[meting.kind_id]
        return metingen

    @cached_property
    def lijn(self) -> list[Veiligheidsmeting]:
        """The marks that draw the line: those of the gezinsmanager, or of who acts in that place."""
        return [meting for meting in self.metingen if meting.gever == Gever.GEZINSMANAGER]

    def reeks(self, kind: Gezinslid, soort: str) -> list[Veiligheidsmeting]:
        return [meting for meting in self.lijn if meting.kind_id == kind.pk and meting.soort == soort]

    @cached_property
    def afnames(self) -> list[Afname]:
        """Newest first, without what was answered."""
        afnames = self.gezin.hecht(afnames_van(self.gezin.pk))
        bekend = instrumenten({afname.instrument_id for afname in afnames})
        for afname in afnames:
            afname.instrument = bekend[afname.instrument_id]
        return afnames

    def laatste(self, code: str, kind: Gezinslid | None = None) -> Afname | None:
        """The newest definitive afname of an instrument; of this child, when the instrument goes per child."""
        for afname in self.afnames:
            past = afname.kind_id is None or kind is None or afname.kind_id == kind.pk
            if afname.is_definitief and afname.instrument.code == code and past:
                return afname
        return None

    @cached_property
    def per_kind(self) -> list[Kindbeeld]:
        beelden = []
        for kind in self.kinderen:
            actueel, blijvend = self.reeks(kind, MetingSoort.ACTUEEL), self.reeks(kind, MetingSoort.BLIJVEND)
            beelden.append(
                Kindbeeld(
                    kind=kind,
                    actueel=actueel[-1] if actueel else None,
                    blijvend=blijvend[-1] if blijvend else None,
                    trend_actueel=trend(actueel),
                    trend_blijvend=trend(blijvend),
                    arij=self.laatste(ARIJ_RT, kind),
                    havik=self.laatste(HAVIK, kind),
                )
            )
        return beelden

    @property
    def afwijkingen(self) -> list[Afwijking]:
        """The newest mark of each other giver that differs by VERSCHIL or more from the gezinsmanager's."""
        eigen = {(m.kind_id, m.soort): m for m in self.lijn}
        ander = {(m.kind_id, m.soort, m.gever): m for m in self.metingen if m.gever != Gever.GEZINSMANAGER}
        return [
            Afwijking(meting, eigen[kind, soort])
            for (kind, soort, _), meting in ander.items()
            if (kind, soort) in eigen and abs(meting.cijfer - eigen[kind, soort].cijfer) >= VERSCHIL
        ]


@eenmaal_geschreven
def metingen_van(gezin_id: int) -> QuerySet[Veiligheidsmeting]:
    kinderen = Gezinslid.objects.jeugdigen().filter(gezin=gezin_id).order_by().values("pk")
    rijen = Veiligheidsmeting.objects.filter(gezin=gezin_id, kind__in=kinderen)
    return rijen.select_related("auteur").order_by("op", "id")


@eenmaal_geschreven
def afnames_van(gezin_id: int) -> QuerySet[Afname]:
    return Afname.objects.filter(gezin=gezin_id).select_related("kind").defer("antwoorden", "argument")


@eenmaal_geschreven
def kinderen_met_slaapplek(gezin_id: int) -> Any:
    """Each with household, and `slaapt_bij`: where the child sleeps most nights, as far as a stay is on file."""
    vandaag = timezone.localdate()
    loopt = Q(tot__isnull=True) | Q(tot__gte=vandaag)
    verblijven = Verblijf.objects.filter(loopt, kind=OuterRef("pk"), vanaf__lte=vandaag)
    waar = verblijven.order_by("-nachten", "-vanaf", "-id").values("waar")[:1]
    kinderen = Gezinslid.objects.jeugdigen().filter(gezin=gezin_id).select_related("huishouden")
    return kinderen.annotate(slaapt_bij=Subquery(waar))


BEELDVRAGEN = (kinderen_met_slaapplek, metingen_van, afnames_van)


def trend(reeks: list[Veiligheidsmeting]) -> Trend | None:
    if len(reeks) < 2:
        return None
    verschil = reeks[-1].cijfer - reeks[-2].cijfer
    return Trend(*TEKENS[(verschil > 0) - (verschil < 0)])


def mag(request: Verzoek) -> dict[str, bool]:
    """What this person may do on the pages of veiligheid, for the templates."""
    return {naam: request.user.has_perm(f"veiligheid.{naam}") for naam in ("meten", "afnemen", "plannen", "meelezen")}
