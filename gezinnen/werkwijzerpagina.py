"""The page that explains "Wat nu": what is due and why, what waits for another, what was done, what the next phase asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from gezinnen.aanhaken import NORMBRONNEN
from gezinnen.models import Fase, Gezin, Norm, Sluiting, Termijn
from gezinnen.termijnen import norm_op
from gezinnen.werkwijzer import Regel, regels

if TYPE_CHECKING:
    from ggw.organisatie.models import Gebruiker

VOLGENDE = {
    Fase.WACHT: (Fase.VERBINDEN, "V&M"),
    Fase.VERBINDEN: (Fase.ONDERSTEUNEN, "O&V"),
    Fase.ONDERSTEUNEN: (Fase.BORGEN, "G&B"),
    Fase.BORGEN: (Fase.NAZORG, "nazorg"),
}
"""The phase after this one, and how the norms name it."""
LAATST_GEDAAN = 25
VERSTE_DAG = 731
"""Days ahead that the page looks: two years, so that every maatregel with an end is there. The 18th birthday of a toddler is not."""


@dataclass(frozen=True)
class Punt:
    """A line of the page with what this person may do with it."""

    regel: Regel[Termijn]
    url: str
    mag_besluiten: bool
    mag_herinneren: bool = False
    """A supervisor can nudge whoever is to act and is late."""

    @property
    def te_laat(self) -> int:
        """Of what was done: how many days after its day."""
        eerste = self.regel.eerste
        return max(0, (eerste.gesloten_op - eerste.dag).days) if eerste.gesloten_op else 0


@dataclass(frozen=True)
class Overzicht:
    nu: list[Punt]
    wacht: list[Punt]
    later: list[Punt]
    gedaan: list[Punt]
    niet_nodig: list[Punt]
    volgende_fase: Fase | None
    volgende_normen: list[Norm]


def overzicht_van(gezin: Gezin, gebruiker: Gebruiker) -> Overzicht:
    open_ = Termijn.objects.open().filter(gezin=gezin).select_related("norm", "eigenaar").order_by("dag", "id")
    dicht = Termijn.objects.filter(gezin=gezin).select_related("norm", "besloten_door").order_by("-gesloten_op", "-id")
    punten = [maak_punt(regel, gezin, gebruiker) for regel in regels(open_)]
    eigen = [punt for punt in punten if not punt.regel.eerste.wacht_op]
    gedaan, nvt = dicht.filter(sluiting=Sluiting.VOLDAAN)[:LAATST_GEDAAN], dicht.filter(sluiting=Sluiting.NVT)
    volgende = VOLGENDE.get(Fase(gezin.begeleiding.fase)) if gezin.begeleiding else None
    return Overzicht(
        nu=[punt for punt in eigen if punt.regel.toont_al],
        wacht=[punt for punt in punten if punt.regel.eerste.wacht_op],
        later=[p for p in eigen if not p.regel.toont_al and p.regel.eerste.dagen <= VERSTE_DAG],
        gedaan=[maak_punt(regel, gezin, gebruiker) for regel in regels(gedaan)],
        niet_nodig=[maak_punt(regel, gezin, gebruiker) for regel in regels(nvt)],
        volgende_fase=volgende[0] if volgende else None,
        volgende_normen=normen_voor(volgende[1], timezone.localdate()) if volgende else [],
    )


def maak_punt(regel: Regel[Termijn], gezin: Gezin, gebruiker: Gebruiker) -> Punt:
    url = regel.url(gezin.nummer) if gebruiker.has_perm(regel.bron.recht) else ""
    is_open = regel.eerste.gesloten_op is None
    return Punt(
        regel,
        url,
        is_open and mag_besluiten(gebruiker, regel.eerste),
        is_open and mag_herinneren(gebruiker, regel.eerste),
    )


def mag_herinneren(gebruiker: Gebruiker, termijn: Termijn) -> bool:
    """What is late and ours, of somebody else."""
    van_een_ander = termijn.eigenaar_id is not None and termijn.eigenaar_id != gebruiker.pk
    return van_een_ander and termijn.dagen < 0 and not termijn.wacht_op and gebruiker.has_perm("termijn.herinneren")


def mag_besluiten(gebruiker: Gebruiker, termijn: Termijn) -> bool:
    """Postpone or drop: of safety and law only a second person, who does not own the term."""
    if not termijn.is_zwaar:
        return bool(gebruiker.has_perm("termijn.uitstellen"))
    return bool(gebruiker.has_perm("termijn.vrijstellen")) and termijn.eigenaar_id != gebruiker.pk


def normen_voor(fase: str, dag: date) -> list[Norm]:
    """What a phase asks, as far as the product knows its facts."""
    codes = sorted({bron.code for bron in NORMBRONNEN.values()})
    gevonden = [norm for code in codes if (norm := norm_op(code, dag)) is not None]
    return [norm for norm in gevonden if norm.geldt_voor == fase]
