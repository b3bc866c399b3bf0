"""The phase page of a family: where it is, what must be there before each step, what was asked, decided and told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gezinnen.fasen import OVERGANGEN, VOORUIT, Stand, nazorg_tot, voorwaarden
from gezinnen.models import Agendapunt, Begeleiding, Besluit, Fase, Faseovergang, Gezin, PuntSoort
from ggw.organisatie.models import Gebruiker
from ggw.organisatie.rollen import rechten_van


@dataclass(frozen=True)
class Mogelijk:
    """A phase that may follow. `terug`: back, at relapse or because it went too fast."""

    fase: Fase
    terug: bool
    standen: list[Stand]

    @property
    def mist(self) -> int:
        return sum(not stand.voldaan for stand in self.standen)


@dataclass(frozen=True)
class Periode:
    """One begeleiding with its transitions, newest first."""

    begeleiding: Begeleiding
    overgangen: list[Faseovergang]


def mogelijk(begeleiding: Begeleiding) -> list[Mogelijk]:
    """Forward first. The end has a page of its own."""
    fasen = [Fase(naar) for naar in OVERGANGEN[begeleiding.fase] if naar != Fase.AFGESLOTEN]
    vooruit = VOORUIT.get(begeleiding.fase)
    return [
        Mogelijk(naar, naar != vooruit, voorwaarden(begeleiding, naar))
        for naar in sorted(fasen, key=lambda fase: fase != vooruit)
    ]


def periodes(gezin: Gezin) -> list[Periode]:
    """Newest first; of a herinstroom the earlier ones stay in view."""
    met = ("door", "besluit__ingebracht_door", "reden_einde")
    overgangen = list(gezin.faseovergangen.select_related(*met).order_by("-op", "-pk"))
    begeleidingen = gezin.begeleidingen.select_related("reden_einde").order_by("-begonnen_op", "-pk")
    return [Periode(b, [o for o in overgangen if o.begeleiding_id == b.pk]) for b in begeleidingen]


def mag_vertellen(gebruiker: Gebruiker) -> bool:
    """By role: a decision to close is told when the family is closed and can only be read."""
    return "fase.aanvragen" in rechten_van(gebruiker.rol)


def fasebeeld(gezin: Gezin, gebruiker: Gebruiker) -> dict[str, Any]:
    begeleiding = gezin.begeleiding
    loopt = begeleiding is not None and begeleiding.fase != Fase.AFGESLOTEN
    punten = list(gezin.agendapunten.geheel().exclude(besluit=Besluit.VERVALLEN).order_by("-created_at", "-pk"))
    gevraagd = {punt.soort for punt in punten if punt.is_open}
    return {
        "loopt": loopt,
        "fase_gevraagd": PuntSoort.FASEOVERGANG in gevraagd,
        "afsluiting_gevraagd": PuntSoort.AFSLUITING in gevraagd,
        "mogelijk": mogelijk(begeleiding) if begeleiding and loopt else [],
        "nazorg_tot": nazorg_tot(begeleiding) if begeleiding else None,
        "open_punten": [punt for punt in punten if punt.is_open],
        "besloten": [punt for punt in punten if not punt.is_open],
        "periodes": periodes(gezin),
        "uitzonderingen": gezin.faseovergangen.uitzonderingen().count(),
        "mag_aanvragen": gebruiker.has_perm("fase.aanvragen"),
        "mag_inbrengen": gebruiker.has_perm("bto.bijhouden"),
        "mag_besluiten": gebruiker.has_perm("bto.besluiten"),
        "mag_vertellen": mag_vertellen(gebruiker),
        "mag_heropenen": "gezin.heropenen" in rechten_van(gebruiker.rol),
    }


def mag_besluiten_over(punt: Agendapunt, gebruiker: Gebruiker) -> bool:
    return gebruiker.has_perm("bto.besluiten") and punt.ingebracht_door_id != gebruiker.pk
