"""A norm changes from a day on: the old version ends the day before, and terms that began under it keep it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from gezinnen.models import Norm
from ggw.organisatie.models import Beheergebeurtenis, Gebruiker


class NormGeweigerd(Exception):
    """The text is for the person at the screen."""


@transaction.atomic
def volgende_versie(norm_id: int, velden: dict[str, Any], *, door: Gebruiker) -> Norm:
    """`velden`: what is other than before, with `geldig_vanaf`. NormGeweigerd when a colleague was first."""
    oud = Norm.objects.select_for_update().get(pk=norm_id)
    vanaf: date = velden["geldig_vanaf"]
    if oud.geldig_tot is not None or vanaf <= oud.geldig_vanaf:
        raise NormGeweigerd("Er is al een versie die op of na deze dag begint. Kies een latere dag.")
    oud.geldig_tot = vanaf - timedelta(days=1)
    oud.save(update_fields=["geldig_tot"])
    nieuw = Norm(**{v.attname: getattr(oud, v.attname) for v in Norm._meta.concrete_fields if not v.primary_key})
    for naam, waarde in velden.items():
        setattr(nieuw, naam, waarde)
    nieuw.geldig_tot = None
    nieuw.full_clean()
    nieuw.save()
    Beheergebeurtenis.leg_vast("norm.gewijzigd", door=door, norm=nieuw.code, vanaf=str(vanaf))
    return nieuw
