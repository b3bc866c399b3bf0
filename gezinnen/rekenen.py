"""What the worker does for requests of care providers: they wrote something, and may not see the family whose terms that changes."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import DatabaseError
from django.utils import timezone

from gezinnen.models import Rekenverzoek
from gezinnen.termijnen import herbereken
from ggw.toegang.deur import als_systeem

logger = logging.getLogger(__name__)
PER_BEURT = 200
NA_PARTNER: list[Callable[[int], None]] = []
"""What a higher app does as the worker after a provider wrote in this family, before its terms are worked out. May run twice."""


def beantwoord_rekenverzoeken() -> int:
    """Each family once, in a transaction of its own; one that fails stays and is offered again. Gives how many were done."""
    with als_systeem():
        open_ = (
            Rekenverzoek.objects.filter(klaar_op__isnull=True).order_by("gezin_id").values_list("gezin_id", flat=True)
        )
        gezinnen = list(open_.distinct()[:PER_BEURT])
    return sum(beantwoord(gezin_id) for gezin_id in gezinnen)


def beantwoord(gezin_id: int) -> bool:
    try:
        with als_systeem():
            rijen = Rekenverzoek.objects.select_for_update(skip_locked=True).filter(
                gezin=gezin_id, klaar_op__isnull=True
            )
            welke = [rij.pk for rij in rijen]
            if not welke:
                return False
            for na_partner in NA_PARTNER:
                na_partner(gezin_id)
            herbereken([gezin_id])
            Rekenverzoek.objects.filter(pk__in=welke).update(klaar_op=timezone.now())
    except DatabaseError:
        logger.exception("rekenverzoek_mislukt", extra={"gezin": gezin_id})
        return False
    return True
