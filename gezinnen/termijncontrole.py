"""Every night: work out all terms afresh. Nothing should differ; what does is reported and mended."""

from __future__ import annotations

import logging
from collections import Counter

from gezinnen.termijnen import herbereken, in_groepen, verschillen
from ggw.toegang.deur import als_systeem

logger = logging.getLogger(__name__)


def controleer_termijnen(*, herstel: bool = True) -> Counter[str]:
    """How many terms of each norm did not say what the facts say. Group by group, each in its own transaction."""
    gevonden: Counter[str] = Counter()
    with als_systeem():
        groepen = list(in_groepen())
    for groep in groepen:
        with als_systeem():
            gevonden += verschillen(groep).onverwacht()
            if herstel:
                herbereken(groep)
    if gevonden:
        logger.error("termijnen_verschil", extra={"normen": dict(gevonden)})
    return gevonden
