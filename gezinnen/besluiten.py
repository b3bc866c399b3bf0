"""Asking and deciding in the basisteamoverleg. A point, the phase and the timeline change together, so these are functions."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from gezinnen.fasen import OVERGANGEN, FaseGeweigerd, ga_naar
from gezinnen.models import (
    Agendapunt,
    Basisteamoverleg,
    Begeleiding,
    Besluit,
    BesluitGeweigerd,
    Fase,
    Gebeurtenis,
    Gezin,
    Gezinsplan,
    PuntSoort,
)
from gezinnen.models.basisteamoverleg import BESLUITNAMEN, BESPROKEN, BINDEND, OVER_DE_FASE
from gezinnen.models.planversie import PlanGeweigerd
from gezinnen.vaststellen import stel_vast

OPMERKING = 2000
"""What a plan keeps of why it was given back; the decision itself keeps all."""


def keuzes(soort: str) -> list[tuple[str, str]]:
    """What can be decided on a point of this kind, in the words that fit it."""
    namen = BESLUITNAMEN.get(soort, BESPROKEN)
    return [*namen.items(), (Besluit.AANGEHOUDEN.value, "Aanhouden tot het volgende overleg")]


def lopende_begeleiding(gezin: Gezin) -> Begeleiding:
    begeleiding: Begeleiding | None = gezin.begeleidingen.filter(afgesloten_op__isnull=True).first()
    if begeleiding is None:
        raise BesluitGeweigerd("Dit gezin heeft geen lopende begeleiding.")
    return begeleiding


def nieuw_punt(gezin: Gezin, soort: str, *, door_id: int | None, naar_fase: str = "") -> Agendapunt:
    """An unsaved point for the next meeting. BesluitGeweigerd when this phase cannot follow the one of now."""
    begeleiding = lopende_begeleiding(gezin)
    if naar_fase and naar_fase not in OVERGANGEN[begeleiding.fase]:
        raise FaseGeweigerd(f"Van {Fase(begeleiding.fase).label} naar {Fase(naar_fase).label} kan niet.")
    return Agendapunt(
        gezin=gezin,
        begeleiding=begeleiding,
        soort=soort,
        van_fase=begeleiding.fase,
        naar_fase=naar_fase,
        ingebracht_door_id=door_id,
    )


@transaction.atomic
def neem_besluit(
    punt: Agendapunt,
    besluit: str,
    *,
    tekst: str,
    overleg: Basisteamoverleg | None,
    door_id: int,
    planversie: int | None = None,
) -> Agendapunt:
    """Decide once, by somebody else than who asked; a yes to a phase moves the family in the same transaction.

    A decision about the gezinsplan is that of its second person: it fixes the concept, or gives it back with the text.
    `planversie` is what was read. BesluitGeweigerd when it was decided meanwhile, by who may not, or when the phase or the plan
    refuses: then nothing is decided.
    """
    vers = Agendapunt.objects.select_for_update().get(pk=punt.pk)
    weiger(vers, besluit, door_id)
    vers.besluit, vers.besluit_tekst, vers.overleg = besluit, tekst, overleg
    vers.besloten_door_id, vers.besloten_op = door_id, timezone.localdate()
    vers.save(update_fields=["besluit", "besluit_tekst", "overleg", "besloten_door", "besloten_op"])
    Gebeurtenis.leg_vast(
        vers.gezin, "bto.besloten", door_id=door_id, onderwerp_id=vers.pk, punt=vers.soort, besluit=besluit
    )
    if besluit == Besluit.AANGEHOUDEN:
        leg_opnieuw_voor(vers)
    elif besluit == Besluit.AKKOORD and vers.soort in OVER_DE_FASE:
        gezien = Begeleiding(pk=vers.begeleiding_id, fase=vers.van_fase)
        ga_naar(gezien, vers.naar_fase, besluit=vers, door_id=door_id, reden=tekst)
    elif vers.soort == PuntSoort.PLAN:
        besluit_over_plan(vers, tekst, planversie or 0, door_id)
    return vers


def besluit_over_plan(punt: Agendapunt, tekst: str, versie: int, door_id: int) -> None:
    plan: Gezinsplan | None = punt.gezin.gezinsplannen.concept()
    if plan is None:
        raise BesluitGeweigerd("Er ligt geen gezinsplan (meer) ter vaststelling. Haal het punt van de agenda.")
    try:
        if punt.besluit == Besluit.AKKOORD:
            stel_vast(plan, door_id=door_id, versie=versie)
        else:
            plan.geef_terug(opmerking=tekst[:OPMERKING], versie=versie, door_id=door_id)
    except PlanGeweigerd as fout:
        raise BesluitGeweigerd(str(fout)) from fout


def weiger(punt: Agendapunt, besluit: str, door_id: int) -> None:
    if not punt.is_open:
        raise BesluitGeweigerd("Een collega heeft intussen al over dit punt besloten.")
    if besluit not in dict(keuzes(punt.soort)):
        raise BesluitGeweigerd("Dit besluit past niet bij dit punt.")
    if punt.ingebracht_door_id == door_id:
        raise BesluitGeweigerd("U bracht dit punt zelf in. Een collega neemt het besluit.")
    begeleidt = punt.gezin.toewijzingen.filter(tot__isnull=True, gezinsmanager_id=door_id)
    if punt.soort in BINDEND and begeleidt.exists():
        raise BesluitGeweigerd("U begeleidt dit gezin zelf. Een collega neemt het besluit.")


def leg_opnieuw_voor(punt: Agendapunt) -> Agendapunt:
    """The same question for the next meeting, still of who asked it."""
    kopie = Agendapunt(
        **{
            veld.attname: getattr(punt, veld.attname)
            for veld in Agendapunt._meta.concrete_fields
            if veld.name in VRAAG_VELDEN
        }
    )
    kopie.save(force_insert=True)
    return kopie


VRAAG_VELDEN = frozenset(
    {
        *("gezin", "begeleiding", "soort", "van_fase", "naar_fase", "maatregel", "machtiging", "kind", "toelichting"),
        *("uitzondering", "reden_einde", "oordeel", "instemming_van", "instemming_op", "ingebracht_door"),
    }
)
"""What was asked; the rest of a point is what was decided and told."""
MENSELIJK = tuple(soort for soort in PuntSoort.values if soort not in OVER_DE_FASE)
"""Kinds that people bring in themselves; phase and closing have pages of their own."""
