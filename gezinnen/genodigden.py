"""Who may sit at the table of an uitvoerdersoverleg, each under a key that a form can send ("lid-12")."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from gezinnen.models import Gezin, Overlegdeelnemer, Uitvoerdersoverleg
from gezinnen.models.uitvoerdersoverleg import Genodigde
from ggw.organisatie.models import Lidmaatschap, Medewerker
from ggw.organisatie.rollen import Rol


@dataclass(frozen=True)
class Stoel:
    """A person that a form offers; `meestal` comes to every meeting."""

    sleutel: str
    genodigde: Genodigde
    label: str
    meestal: bool = True


GASTBRONNEN: list[Callable[[Gezin], Iterable[tuple[str, Genodigde]]]] = []
"""Who else may be asked, by name, from higher apps: each under a key of its own ("hulp-12")."""


def sleutel_van(deelnemer: Overlegdeelnemer) -> str:
    for soort in ("gezinslid", "netwerklid", "medewerker"):
        if pk := getattr(deelnemer, f"{soort}_id"):
            return f"{soort}-{pk}"
    return f"gast-{deelnemer.pk}"


def stoelen(gezin: Gezin, *, ook: Iterable[Overlegdeelnemer] = (), ik: int | None = None) -> list[Stoel]:
    """Born and living members, the network, who guides the family, `ik`, who leads the team, and who stands on the list already (`ook`)."""
    mensen = begeleiders(gezin, ik)
    bekend = [
        *(
            Overlegdeelnemer(gezinslid=lid)
            for lid in gezin.leden.huidig().filter(overleden_op=None, verwachte_datum=None)
        ),
        *(Overlegdeelnemer(netwerklid=n) for n in gezin.netwerk.filter(Q(tot=None) | Q(tot__gte=timezone.localdate()))),
        *(
            Overlegdeelnemer(medewerker=m)
            for m in Medewerker.objects.filter(Q(pk__in=mensen) | leiding(gezin)).order_by("pk")
        ),
        *ook,
    ]
    per_sleutel = {sleutel_van(d): d for d in bekend}
    vaste = [
        Stoel(
            sleutel,
            d.als_genodigde,
            d.wie,
            d.netwerklid_id is None and (not d.medewerker_id or d.medewerker_id in mensen),
        )
        for sleutel, d in per_sleutel.items()
    ]
    er_al = {stoel.genodigde for stoel in vaste}
    return vaste + [
        Stoel(sleutel, gast, Overlegdeelnemer(naam=gast.naam, organisatie=gast.organisatie).wie)
        for bron in GASTBRONNEN
        for sleutel, gast in bron(gezin)
        if gast not in er_al
    ]


def begeleiders(gezin: Gezin, ik: int | None) -> set[int]:
    """Who guides (or watches) the family now, and who asks."""
    nu = {*gezin.toewijzingen.filter(tot=None).values_list("gezinsmanager_id", flat=True)}
    nu |= {*gezin.wachtplekken.filter(tot=None).values_list("wachter_id", flat=True)}
    return nu | ({ik} if ik else set())


def leiding(gezin: Gezin) -> Q:
    """The senior, gedragsdeskundige and teammanager of the family's team: they join now and then."""
    begeleidt, bewaakt = (
        plek.filter(tot=None).values("basisteam") for plek in (gezin.toewijzingen, gezin.wachtplekken)
    )
    leden = Lidmaatschap.objects.lopend().filter(Q(basisteam__in=begeleidt) | Q(basisteam__in=bewaakt))
    rollen = (Rol.SENIOR, Rol.GEDRAGSDESKUNDIGE, Rol.TEAMMANAGER)
    return Q(pk__in=leden.values("gebruiker"), is_active=True, rol__in=rollen)


def deelnemers_van(overleg: Uitvoerdersoverleg | None) -> list[Overlegdeelnemer]:
    if overleg is None:
        return []
    return list(overleg.deelnemers.select_related("gezinslid", "netwerklid", "medewerker"))
