"""A year of one gemeente, for the gemeente: its figures, the year before, and the whole organisation beside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from ggw.organisatie.models import Gemeente
from rapportage import grafiek
from rapportage.kengetallen.bladen import Groep, Regel, in_groepen, teken
from rapportage.kengetallen.catalogus import KENGETALLEN
from rapportage.kengetallen.cijfers import Cel, Cijfers, Verloop, op_niveau
from rapportage.kengetallen.lezen import Geteld, lees
from rapportage.kengetallen.soorten import Kengetal
from rapportage.kengetallen.tijdvak import Tijdvak
from rapportage.models import Niveau, Periode, Soort

JAREN = 5
GETEKEND = ("gezinnen_kader", "gestart", "blijvend_zes")
"""What a gemeente asks first: how many families with and without a measure, how many come, and whether children are safe."""


@dataclass(frozen=True)
class Gemeenteregel(Regel):
    """Beside the numbers of the gemeente the one of the whole organisation."""

    organisatie: Cel | None = None

    @property
    def zegt_iets(self) -> bool:
        """Of a part: only of a count, and when there is something of it here or in the whole organisation. Parts of waiting times
        by segment are of few and make the paper long; they stand on the page."""
        cellen = (self.cel, self.verschil.van, self.organisatie)
        telt = self.kengetal.soort == Soort.AANTAL or not self.kengetal.opgeteld
        return not self.onder or (telt and any(cel and (cel.verborgen or cel.waarde) for cel in cellen))


@dataclass(frozen=True)
class Gemeentejaar:
    gemeente: Gemeente
    jaar: Tijdvak
    groepen: list[Groep]
    tekeningen: list[tuple[Kengetal, grafiek.Tekening | None]]
    kengetallen: list[Kengetal]


def gemeentejaar(gebruiker_id: int, code: str, jaar: Tijdvak, geteld: Geteld) -> Gemeentejaar:
    """`code` is that of the CBS; 404 when there is no such gemeente."""
    gemeente = next((rij for rij in Gemeente.objects.all() if rij.code == code), None)
    if gemeente is None:
        raise Http404
    kengetallen = op_niveau(KENGETALLEN, Niveau.GEMEENTE)
    codes = [kengetal.code for kengetal in kengetallen]
    jaren = [tijdvak for tijdvak in jaar.reeks(JAREN) if tijdvak.begin >= geteld.vanaf] or [jaar]
    van = min(jaren[0], jaar.jaar_eerder).begin
    hier = Cijfers(lees(gebruiker_id, codes, Periode.JAAR, van, jaar.einde, Niveau.GEMEENTE, code), geteld)
    alles = Cijfers(lees(gebruiker_id, codes, Periode.JAAR, jaar.begin, jaar.einde, Niveau.ORGANISATIE, ""), geteld)
    regels = (
        regel(hier, alles, kengetal, code, jaar, nummer, deel)
        for kengetal in kengetallen
        for nummer, deel in enumerate(hier.delen(kengetal))
    )
    verlopen = [Verloop.uit(hier, kengetal, jaren, code) for kengetal in kengetallen if kengetal.code in GETEKEND]
    tekeningen = [
        (verloop.kengetal, teken(verloop, f"grafiek-{verloop.kengetal.code}", verloop.kengetal.titel))
        for verloop in verlopen
    ]
    groepen = in_groepen(rij for rij in regels if rij.zegt_iets)
    return Gemeentejaar(gemeente, jaar, groepen, tekeningen, kengetallen)


def regel(
    hier: Cijfers, alles: Cijfers, kengetal: Kengetal, code: str, jaar: Tijdvak, nummer: int, deel: tuple[str, str]
) -> Gemeenteregel:
    verschil = hier.verschil(kengetal, jaar.jaar_eerder, jaar, code, deel[0])
    return Gemeenteregel(
        kengetal,
        deel[1] if deel[0] else "",
        verschil.naar,
        verschil,
        onder=nummer > 0,
        organisatie=alles.cel(kengetal, jaar, "", deel[0]),
    )
