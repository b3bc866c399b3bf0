"""What veiligheid asks before a family goes to the next phase, and what it puts on the agenda of the basisteamoverleg."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gezinnen.aanhaken import AGENDABRONNEN, VOORWAARDEN, Agendavoorstel, Voorwaarde
from gezinnen.models import Begeleiding, Fase, Gezin, PuntSoort
from veiligheid.beeld import Veiligheidsbeeld
from veiligheid.models import ARIJ_RT, HAVIK, NORM, Afname, MetingSoort, Veiligheidsmeting, Veiligheidsplan


def kinderen(gezin: Gezin) -> set[int]:
    """Of every child that is born, also when another one was referred; a family without a child meets nothing."""
    return {kind.pk for kind in Veiligheidsbeeld.van(gezin).kinderen if kind.verwachte_datum is None}


def voor_elk_kind(gezin: Gezin, gedaan: set[int]) -> bool:
    alle = kinderen(gezin)
    return bool(alle) and alle <= gedaan


def havik_en_cijfer(gezin: Gezin, begeleiding: Begeleiding) -> bool:
    sinds = begeleiding.begonnen_op
    haviks = Afname.objects.definitief().filter(gezin=gezin, instrument__code=HAVIK, afgenomen_op__gte=sinds)
    cijfers = Veiligheidsmeting.objects.van_gezinsmanager().filter(
        gezin=gezin, soort=MetingSoort.ACTUEEL, op__date__gte=sinds
    )
    met_havik = {pk for pk in haviks.values_list("kind_id", flat=True) if pk is not None}
    return voor_elk_kind(gezin, met_havik & set(cijfers.values_list("kind_id", flat=True)))


def veiligheidsplan_geldt(gezin: Gezin, begeleiding: Begeleiding) -> bool:
    return Veiligheidsplan.objects.filter(gezin=gezin, geldt_vanaf__gte=begeleiding.begonnen_op).exists()


def arij_rt_gedaan(gezin: Gezin, begeleiding: Begeleiding) -> bool:
    gedaan = Afname.objects.definitief().filter(gezin=gezin, instrument__code=ARIJ_RT)
    return gedaan.filter(afgenomen_op__gte=begeleiding.begonnen_op).exists()


def blijvend_veilig(gezin: Gezin, begeleiding: Begeleiding) -> bool:
    laatste = Veiligheidsmeting.objects.laatste_per_kind(MetingSoort.BLIJVEND).filter(gezin=gezin, cijfer__gte=NORM)
    sinds = laatste.filter(op__date__gte=begeleiding.begonnen_op)
    return voor_elk_kind(gezin, set(sinds.values_list("kind_id", flat=True)))


def kinderen_onder_de_zes(gezinnen: dict[int, str]) -> Iterator[Agendavoorstel]:
    laatste = Veiligheidsmeting.objects.laatste_per_kind(MetingSoort.ACTUEEL)
    onder = laatste.filter(gezin__in=gezinnen, cijfer__lt=NORM, kind__tot__isnull=True, kind__overleden_op__isnull=True)
    begeleid = onder.filter(gezin__begeleidingen__afgesloten_op__isnull=True)
    per_gezin = Counter(begeleid.order_by("gezin_id").values_list("gezin_id", flat=True))
    for gezin_id, aantal in per_gezin.items():
        wie = "Eén kind heeft" if aantal == 1 else f"{aantal} kinderen hebben"
        yield Agendavoorstel(
            gezin_id, PuntSoort.ONDER_ZES, f"{wie} een cijfer onder de {NORM} voor actuele veiligheid."
        )


def haak_aan() -> None:
    naar_volgen, naar_borgen = (Fase.VERBINDEN, Fase.ONDERSTEUNEN), (Fase.ONDERSTEUNEN, Fase.BORGEN)
    overzicht = "veiligheid:overzicht"
    VOORWAARDEN.extend(
        [
            Voorwaarde(*naar_volgen, "Voor elk kind een HAVIK en een cijfer", havik_en_cijfer, overzicht),
            Voorwaarde(*naar_volgen, "Er geldt een veiligheidsplan", veiligheidsplan_geldt, "veiligheid:plan"),
            Voorwaarde(*naar_volgen, "De ARIJ-RT is ingevuld", arij_rt_gedaan, overzicht),
            Voorwaarde(
                *naar_borgen,
                "Blijvende veiligheid is voor elk kind een 6 of hoger",
                blijvend_veilig,
                "veiligheid:metingen",
            ),
        ]
    )
    AGENDABRONNEN.append(kinderen_onder_de_zes)
