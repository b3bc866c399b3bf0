"""What a supervisor sees on Vandaag beside the own work: of the families in view that are not the own ones, what nobody may forget."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from gezinnen.models import Duwtje, Gezin
from ggw.database.geschreven import eenmaal_geschreven
from ggw.organisatie.models import Gebruiker
from ggw.organisatie.rollen import Rol
from ggw.toegang.nood import noodtoegang_zonder_oordeel
from veiligheid.models import Signaal

LEIDT = "bto.besluiten"
"""Who has this right supervises: senior, gedragsdeskundige and teammanager."""
MEESTE = 8
DUWTJES_VAN = timedelta(days=14)


@dataclass(frozen=True)
class Leiding:
    """At most MEESTE of each; the numbers count all."""

    signalen: list[Signaal]
    signalen_totaal: int
    duwtjes: list[Duwtje]
    """Given by this person in two weeks, while the term is still open."""
    duwtjes_klaar: int
    """Given in the same time, and met since."""
    noodtoegang: list[tuple[Gezin, datetime, str]]
    """Family, since when, and the role of who opened it; the privacyfunctionaris has not judged it yet."""

    @property
    def gezinnen(self) -> set[int]:
        return (
            {signaal.gezin_id for signaal in self.signalen}
            | {duwtje.gezin_id for duwtje in self.duwtjes}
            | {gezin.pk for gezin, _, _ in self.noodtoegang}
        )


def open_signalen(zonder: Collection[int]) -> QuerySet[Signaal]:
    return Signaal.objects.open().exclude(gezin__in=zonder).select_related("gezin").dringendst_eerst()


@eenmaal_geschreven
def eerste_signalen(zonder: Collection[int]) -> QuerySet[Signaal]:
    """One more than is shown, to know whether there are more."""
    return open_signalen(zonder)[: MEESTE + 1]


@eenmaal_geschreven
def duwtjes_van(door: int) -> QuerySet[Duwtje]:
    rijen = Duwtje.objects.filter(door_id=door, op__gte=timezone.localdate() - DUWTJES_VAN)
    return rijen.select_related("gezin", "termijn__norm", "termijn__eigenaar").order_by("-op", "-id")


def leiding_van(gebruiker: Gebruiker, zonder: Collection[int]) -> Leiding | None:
    """Inside the door, for a list; None for who does not supervise. `zonder`: families whose signals stand on the page already."""
    if not gebruiker.has_perm(LEIDT):
        return None
    eerste = eerste_signalen(zonder)
    duwtjes = duwtjes_van(gebruiker.pk)
    nog_open = [duwtje for duwtje in duwtjes if duwtje.termijn.gesloten_op is None]
    nood = noodtoegang_zonder_oordeel()[:MEESTE] if gebruiker.has_perm("gezin.inzage") else []
    gezinnen = Gezin.objects.in_bulk({gezin_id for gezin_id, _, _ in nood}) if nood else {}
    return Leiding(
        signalen=eerste[:MEESTE],
        signalen_totaal=len(eerste) if len(eerste) <= MEESTE else open_signalen(zonder).count(),
        duwtjes=nog_open[:MEESTE],
        duwtjes_klaar=sum(duwtje.termijn.sluiting == "voldaan" for duwtje in duwtjes),
        noodtoegang=[(gezinnen[gezin_id], vanaf, Rol(rol).label) for gezin_id, vanaf, rol in nood],
    )
