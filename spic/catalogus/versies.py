"""Compares a catalogue with what is in the database and makes the difference: what is gone or other ends, what is new begins.

A combination stays the same row as long as its productcode and its three parts stay the same; otherwise the new row with the
same code is the successor of the old one. Help that runs keeps the row that was agreed (see `spic.conversie`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from ggw.organisatie.models import Beheergebeurtenis, Gebruiker
from spic.catalogus.inhoud import Combinatie, Inhoud, Velden
from spic.catalogus.prijzen import GEPLAND, CatalogusGeweigerd, Prijzen, zet_budget
from spic.models import Intensiteit, Profiel, Segment, Spic, Stelsel

Deel = Segment | Profiel | Intensiteit
DELEN: dict[str, tuple[type[Segment] | type[Profiel] | type[Intensiteit], tuple[str, ...]]] = {
    "segmenten": (
        Segment,
        ("naam", "uitleg", "verwijzing_mogelijk", "tafel_nodig", "stapelbaar", "acceptatieplicht", "volgorde"),
    ),
    "profielen": (Profiel, ("naam", "crisis", "duur_weken", "in_minuten", "volgorde")),
    "intensiteiten": (
        Intensiteit,
        ("naam", "duurzaam", "richtlijn_min_maanden", "richtlijn_max_maanden", "volgorde"),
    ),
}


@dataclass
class Verschil:
    """What a load did. `eindigt`: combinations that end without one of the same code."""

    nieuw: int = 0
    eindigt: list[str] = field(default_factory=list)
    vervangen: int = 0
    tarieven: int = 0
    anders: bool = False

    def __str__(self) -> str:
        if not self.anders:
            return "er verandert niets"
        return (
            f"{self.nieuw} nieuwe combinaties, {self.vervangen} vernieuwd, {len(self.eindigt)} eindigen, "
            f"{self.tarieven} tarieven gezet"
        )


def combinatie_van(spic: Spic) -> Combinatie:
    return Combinatie(spic.segment.code, spic.profiel.code, spic.intensiteit.code if spic.intensiteit else "")


def stand(stelsel: Stelsel) -> Inhoud:
    """The newest catalogue of this stelsel, without tariffs and budget: a screen changes one thing in it and applies it."""
    inhoud = Inhoud(stelsel.code, stelsel.naam, stelsel.voorbeeld, timezone.localdate())
    for naam, (_, velden) in DELEN.items():
        delen = {rij.code: {v: getattr(rij, v) for v in velden} for rij in open_delen(naam, stelsel)}
        setattr(inhoud, naam, delen)
    inhoud.combinaties = {combinatie_van(spic): spic.productcode for spic in stelsel.spics.open().met_delen()}
    return inhoud


def open_delen(naam: str, stelsel: Stelsel) -> list[Any]:
    model: Any = DELEN[naam][0]
    return list(model.objects.filter(stelsel=stelsel).open())


@transaction.atomic
def pas_toe(inhoud: Inhoud, *, door: Gebruiker | None, bron: str) -> Verschil:
    """Make the database say `inhoud` from its date on; CatalogusGeweigerd when that cannot be, and then nothing may be kept."""
    fouten = [f"{combinatie.code}: {wat}" for combinatie, wat in inhoud.tegenspraken()]
    if fouten:
        raise CatalogusGeweigerd(*fouten)
    stelsel, nieuw_stelsel = Stelsel.objects.get_or_create(
        code=inhoud.stelsel,
        defaults={"naam": inhoud.naam, "voorbeeld": inhoud.voorbeeld, "geldig_vanaf": inhoud.geldig_vanaf},
    )
    stelsel = Stelsel.objects.select_for_update().get(pk=stelsel.pk)
    if not stelsel.geldt_op(inhoud.geldig_vanaf):
        raise CatalogusGeweigerd("Op die dag geldt dit stelsel niet.")
    if stelsel.voorbeeld != inhoud.voorbeeld:
        raise CatalogusGeweigerd("‘voorbeeld’ is anders dan bij dit stelsel. Geef de echte catalogus een eigen code.")
    toepassing = Toepassing(stelsel, inhoud, nieuw_stelsel, door)
    toepassing.doe()
    if toepassing.verschil.anders:
        vanaf = str(inhoud.geldig_vanaf)
        Beheergebeurtenis.leg_vast("catalogus.gewijzigd", door=door, stelsel=stelsel.code, vanaf=vanaf, bron=bron)
    return toepassing.verschil


@transaction.atomic
def verander_stand(stelsel: Stelsel, verander: Callable[[Inhoud], Inhoud], *, vanaf: date, door: Gebruiker) -> Verschil:
    """One change on a screen. The newest catalogue is read under the lock, so that nobody undoes what a colleague just did."""
    Stelsel.objects.select_for_update().get(pk=stelsel.pk)
    return pas_toe(replace(verander(stand(stelsel)), geldig_vanaf=vanaf), door=door, bron="scherm")


@transaction.atomic
def noem_opvolger(spic: Spic, opvolger: Spic, *, door: Gebruiker) -> None:
    """What running help may become, of a combination that ends without it. Once: a trigger keeps it."""
    zonder = Spic.objects.filter(pk=spic.pk, geldig_tot__isnull=False, opvolger__isnull=True)
    if not zonder.update(opvolger=opvolger):
        raise CatalogusGeweigerd("Deze combinatie stopt niet, of er is al een voorstel.")
    Beheergebeurtenis.leg_vast("spic.opvolger", door=door, spic=spic.pk, opvolger=opvolger.pk)


class Toepassing:
    """One application of a catalogue to a locked stelsel."""

    def __init__(self, stelsel: Stelsel, inhoud: Inhoud, nieuw_stelsel: bool, door: Gebruiker | None) -> None:
        self.stelsel, self.inhoud, self.nieuw_stelsel, self.door = stelsel, inhoud, nieuw_stelsel, door
        self.vanaf = inhoud.geldig_vanaf
        self.dag_ervoor = self.vanaf - timedelta(days=1)
        self.laatste = laatste_wijziging(stelsel)
        self.verschil = Verschil()

    def doe(self) -> None:
        oude_spics = {combinatie_van(spic): spic for spic in self.stelsel.spics.open().met_delen()}
        delen = {naam: self.vernieuw_delen(naam) for naam in DELEN}
        spics = self.vernieuw_spics(oude_spics, delen)
        prijzen = Prijzen(self.stelsel, self.vanaf)
        for combinatie, spic in spics.items():
            oud = oude_spics.get(combinatie)
            if oud is not None and oud != spic:
                prijzen.schuif_door(oud, spic)
        for prijs in self.inhoud.tarieven:
            prijzen.zet(spics[prijs.combinatie], prijs)
        self.verschil.tarieven = prijzen.schrijf()
        self.verschil.anders |= bool(self.verschil.tarieven)
        if self.inhoud.budget is not None:
            self.verschil.anders |= zet_budget(self.stelsel, *self.inhoud.budget, vanaf=self.vanaf, door=self.door)

    def verander(self) -> None:
        """What help there is changes on a day to come, and after every change that is planned already."""
        self.verschil.anders = True
        if self.nieuw_stelsel:
            return
        if self.laatste is not None and self.vanaf <= self.laatste:
            raise CatalogusGeweigerd(GEPLAND)
        if self.vanaf <= timezone.localdate():
            raise CatalogusGeweigerd("Kies een dag na vandaag. Wat al geldt, verandert niet.")

    def eindig(self, rij: Deel | Spic) -> None:
        self.verander()
        rij.geldig_tot = self.dag_ervoor
        rij.save(update_fields=["geldig_tot"])

    def vernieuw_delen(self, naam: str) -> dict[str, Any]:
        """End and begin parts of one kind; the rows that count from the date on, by code."""
        model: Any = DELEN[naam][0]
        nieuw: dict[str, Velden] = getattr(self.inhoud, naam)
        uit = {}
        for rij in open_delen(naam, self.stelsel):
            velden = nieuw.get(rij.code)
            if velden is not None and all(getattr(rij, veld) == waarde for veld, waarde in velden.items()):
                uit[rij.code] = rij
            else:
                self.eindig(rij)
        for code, velden in nieuw.items():
            if code not in uit:
                self.verander()
                uit[code] = model(stelsel=self.stelsel, code=code, geldig_vanaf=self.vanaf, **velden)
                uit[code].full_clean()
                uit[code].save(force_insert=True)
        return uit

    def vernieuw_spics(
        self, bestaand: dict[Combinatie, Spic], delen: dict[str, dict[str, Any]]
    ) -> dict[Combinatie, Spic]:
        """The combinations that count from the date on. Old ones end first: two may not apply on one day."""
        uit = {}
        for combinatie, productcode in self.inhoud.combinaties.items():
            spic = Spic(
                stelsel=self.stelsel,
                segment=delen["segmenten"][combinatie.segment],
                profiel=delen["profielen"][combinatie.profiel],
                intensiteit=delen["intensiteiten"][combinatie.intensiteit] if combinatie.intensiteit else None,
                productcode=productcode,
                geldig_vanaf=self.vanaf,
            )
            oud = bestaand.get(combinatie)
            uit[combinatie] = oud if oud is not None and zelfde(oud, spic) else spic
        weg = {combinatie: oud for combinatie, oud in bestaand.items() if uit.get(combinatie) is not oud}
        for oud in weg.values():
            self.eindig(oud)
        for spic in uit.values():
            if spic.pk is None:
                self.verander()
                spic.clean_fields()
                spic.save(force_insert=True)
        self.noem_opvolgers(weg, uit)
        self.verschil.nieuw = len(uit.keys() - bestaand.keys())
        self.verschil.vervangen = len(weg.keys() & uit.keys())
        self.verschil.eindigt = sorted(combinatie.code for combinatie in weg.keys() - uit.keys())
        return uit

    def noem_opvolgers(self, weg: dict[Combinatie, Spic], nieuw: dict[Combinatie, Spic]) -> None:
        op_code = {combinatie.code: spic for combinatie, spic in nieuw.items()}
        for combinatie, oud in weg.items():
            code = self.inhoud.opvolgers.get(combinatie.code, combinatie.code)
            if code in op_code:
                oud.opvolger = op_code[code]
                oud.save(update_fields=["opvolger"])


def zelfde(oud: Spic, nieuw: Spic) -> bool:
    velden = ("segment_id", "profiel_id", "intensiteit_id", "productcode")
    return all(getattr(oud, veld) == getattr(nieuw, veld) for veld in velden)


def laatste_wijziging(stelsel: Stelsel) -> date | None:
    """The last day on which something of this stelsel begins or ends; None for an empty one."""
    dagen = []
    for model in (Segment, Profiel, Intensiteit, Spic):
        rijen: Any = model.objects.filter(stelsel=stelsel)
        dagen += rijen.aggregate(begin=Max("geldig_vanaf"), eind=Max("geldig_tot")).values()
    return max((dag for dag in dagen if dag is not None), default=None)
