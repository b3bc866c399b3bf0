"""Tariffs and the budget of a family: a new amount ends the old one the day before.

A tariff may begin in the past: contracts are often signed after the year began. Then what was expected is worked out anew.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from ggw.organisatie.models import Aanbieder, Beheergebeurtenis, Gebruiker
from spic.catalogus.inhoud import Prijs
from spic.models import Gezinsbudget, Spic, Stelsel, Tarief

GEPLAND = "Er is al een wijziging die op of na deze dag begint. Kies een latere dag."


class CatalogusGeweigerd(Exception):
    """It cannot be. The texts are for the person at the screen."""

    def __init__(self, *fouten: str) -> None:
        super().__init__(" ".join(fouten))
        self.fouten = fouten


class Prijzen:
    """The tariffs of one stelsel, to change from one day on: first say what is wanted, then `schrijf()`."""

    def __init__(self, stelsel: Stelsel, vanaf: date) -> None:
        self.vanaf = vanaf
        alle = Tarief.objects.filter(spic__stelsel=stelsel)
        self.open = {(rij.spic_id, rij.aanbieder_id): rij for rij in alle.open()}
        self.eindigt_later = set(alle.filter(geldig_tot__gte=vanaf).values_list("spic_id", "aanbieder_id"))
        self.aanbieders = dict(Aanbieder.objects.values_list("naam", "pk"))
        self.gewenst: dict[tuple[Spic, int | None], tuple[Decimal, str]] = {}

    def schuif_door(self, oud: Spic, nieuw: Spic) -> None:
        """The combination got a new version: its tariffs go on under that one."""
        for (spic_id, aanbieder_id), rij in list(self.open.items()):
            if spic_id == oud.pk:
                self.eindig(rij, nieuw)
                self.gewenst[nieuw, aanbieder_id] = (rij.bedrag, rij.eenheid)

    def zet(self, spic: Spic, prijs: Prijs) -> None:
        if prijs.aanbieder and prijs.aanbieder not in self.aanbieders:
            raise CatalogusGeweigerd(f"Tarief van {spic.code}: de aanbieder ‘{prijs.aanbieder}’ is er niet.")
        aanbieder_id = self.aanbieders[prijs.aanbieder] if prijs.aanbieder else None
        self.gewenst[spic, aanbieder_id] = (prijs.bedrag, prijs.eenheid)

    def zet_voor(self, spic: Spic, aanbieder: Aanbieder | None, bedrag: Decimal, eenheid: str) -> None:
        self.gewenst[spic, aanbieder.pk if aanbieder else None] = (bedrag, eenheid)

    def schrijf(self) -> int:
        """How many tariffs begin. One that is so already stays."""
        begint = []
        for (spic, aanbieder_id), (bedrag, eenheid) in self.gewenst.items():
            bestaand = self.open.get((spic.pk, aanbieder_id))
            if bestaand is not None and (bestaand.bedrag, bestaand.eenheid) == (bedrag, eenheid):
                continue
            if self.vanaf < spic.geldig_vanaf:
                raise CatalogusGeweigerd(f"Tarief van {spic.code}: deze combinatie geldt nog niet op die dag.")
            if bestaand is not None:
                self.eindig(bestaand, spic)
            elif (spic.pk, aanbieder_id) in self.eindigt_later:
                raise CatalogusGeweigerd(f"Tarief van {spic.code}: {GEPLAND}")
            begint.append(
                Tarief(spic=spic, aanbieder_id=aanbieder_id, bedrag=bedrag, eenheid=eenheid, geldig_vanaf=self.vanaf)
            )
        Tarief.objects.bulk_create(begint)
        return len(begint)

    def eindig(self, rij: Tarief, spic: Spic) -> None:
        if rij.geldig_vanaf >= self.vanaf:
            raise CatalogusGeweigerd(f"Tarief van {spic.code}: {GEPLAND}")
        rij.geldig_tot = self.vanaf - timedelta(days=1)
        rij.save(update_fields=["geldig_tot"])
        del self.open[rij.spic_id, rij.aanbieder_id]


@transaction.atomic
def zet_tarief(
    spic: Spic, aanbieder: Aanbieder | None, bedrag: Decimal, eenheid: str, *, vanaf: date, door: Gebruiker
) -> bool:
    """One tariff from a day on. False when it was so already; CatalogusGeweigerd when a later one is there."""
    Stelsel.objects.select_for_update().get(pk=spic.stelsel_id)
    prijzen = Prijzen(spic.stelsel, vanaf)
    prijzen.zet_voor(spic, aanbieder, bedrag, eenheid)
    gezet = bool(prijzen.schrijf())
    if gezet:
        Beheergebeurtenis.leg_vast("tarief.gewijzigd", door=door, spic=spic.pk, vanaf=str(vanaf))
    return gezet


@transaction.atomic
def stop_tarief(tarief: Tarief, *, tot: date, door: Gebruiker) -> None:
    """The last day of a tariff, for one that gets no next amount."""
    Stelsel.objects.select_for_update().get(pk=tarief.spic.stelsel_id)
    gestopt = Tarief.objects.filter(pk=tarief.pk, geldig_vanaf__lte=tot).open().update(geldig_tot=tot)
    if not gestopt:
        raise CatalogusGeweigerd("Dit tarief eindigt al, of het begint pas na deze dag.")
    Beheergebeurtenis.leg_vast("tarief.gestopt", door=door, tarief=tarief.pk, tot=str(tot))


@transaction.atomic
def zet_budget(stelsel: Stelsel, bedrag: Decimal, bron: str, *, vanaf: date, door: Gebruiker | None) -> bool:
    """What a family may cost from a day on. False when it was so already."""
    Stelsel.objects.select_for_update().get(pk=stelsel.pk)
    bestaand = stelsel.budgetten.open().first()
    if bestaand is not None and (bestaand.bedrag, bestaand.bron) == (bedrag, bron):
        return False
    if bestaand is not None:
        if bestaand.geldig_vanaf >= vanaf:
            raise CatalogusGeweigerd(f"Budget per gezin: {GEPLAND}")
        bestaand.geldig_tot = vanaf - timedelta(days=1)
        bestaand.save(update_fields=["geldig_tot"])
    Gezinsbudget.objects.create(stelsel=stelsel, bedrag=bedrag, bron=bron, geldig_vanaf=vanaf)
    Beheergebeurtenis.leg_vast("gezinsbudget.gewijzigd", door=door, stelsel=stelsel.code, vanaf=str(vanaf))
    return True
