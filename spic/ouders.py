"""Parents with psychische problemen: whether there is contact with the GGZ, and what to do when there is none (source 004)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject

from gezinnen.aanhaken import Stap, Stapfeit
from gezinnen.models import Gezin
from gezinnen.models.leden import roepnaam_van
from ggw.database.geschreven import eenmaal_geschreven
from spic.models import LOPENDE_HULP, GgzContact, Hulpgroep, Hulpontvanger, HulpStatus, PsychischeProblemen

KLEUREN = {GgzContact.CONTACT: "groen", GgzContact.WACHT: "oranje", GgzContact.ZONDER: "rood"}


@dataclass(frozen=True)
class Ouder:
    """One line of the card: who, and where it stands with the GGZ."""

    rij: PsychischeProblemen
    contact: GgzContact
    met_spv: bool

    @property
    def kleur(self) -> str:
        return KLEUREN[self.contact]

    @property
    def zonder_ggz(self) -> bool:
        return self.contact == GgzContact.ZONDER


def met_contact(rijen: Any) -> Any:
    """Annotated with `in_ggz`, `wacht_op_ggz` and `met_spv`, from the help without a SPIC that is for this parent."""
    hulp = Hulpontvanger.objects.filter(gezinslid=OuterRef("gezinslid"), hulp__status__in=LOPENDE_HULP)
    ggz = hulp.filter(hulp__soort__groep=Hulpgroep.GGZ)
    return rijen.annotate(
        in_ggz=Exists(ggz.filter(hulp__status=HulpStatus.GESTART)),
        wacht_op_ggz=Exists(ggz.filter(hulp__status=HulpStatus.AANGEVRAAGD)),
        met_spv=Exists(hulp.filter(hulp__soort__groep=Hulpgroep.SPV)),
    )


@eenmaal_geschreven
def ouders_van(gezin_id: int) -> Any:
    lopend = PsychischeProblemen.objects.filter(gezin=gezin_id).lopend()
    return met_contact(lopend.select_related("gezinslid"))


def ouders(gezin: Gezin) -> list[Ouder]:
    """Those of whom it is known, in the order in which it became known."""
    return [Ouder(rij, contact_van(rij), rij.met_spv) for rij in gezin.hecht(ouders_van(gezin.pk))]


def contact_van(rij: Any) -> GgzContact:
    """`rij` as `met_contact()` gives it."""
    if rij.in_ggz:
        return GgzContact.CONTACT
    return GgzContact.WACHT if rij.wacht_op_ggz else GgzContact.ZONDER


def zonder_ggz(gezinnen: list[int]) -> Any:
    """Parents without contact with the GGZ, not even asked for, and without an SPV who joins."""
    lopend = PsychischeProblemen.objects.lopend().filter(
        gezin__in=gezinnen, gezin__begeleidingen__afgesloten_op__isnull=True
    )
    rijen = met_contact(lopend).filter(in_ggz=False, wacht_op_ggz=False, met_spv=False)
    return rijen.annotate(s_wat=JSONObject(wie=roepnaam_van("gezinslid__")))


def stap_naar_ggz(feit: Stapfeit) -> Iterator[Stap]:
    yield feit.stap(
        f"Hulp van de GGZ regelen voor {feit.wat['wie']}",
        f"{feit.url('spic:hulp')}#ouders",
        "Er is geen contact met de GGZ. Vraag die hulp aan, of een SPV die meegaat op huisbezoek.",
        voor="verwijzing.schrijven",
    )
