"""Conversion: help that runs under a SPIC that ends, and what it may become.

The catalogue never changes what was agreed. This is the list of what somebody has to talk about; nothing is changed by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from spic.models import LOPEND, Spic, VerwijzingKind

SPIC_EN_OPVOLGER = tuple(
    f"spic__{stap}{deel}" for stap in ("", "opvolger__") for deel in ("stelsel", "segment", "profiel", "intensiteit")
)


@dataclass(frozen=True)
class Conversie:
    kind: VerwijzingKind

    @property
    def opvolger(self) -> Spic | None:
        """The last of the line: what the SPIC became may have ended too."""
        return laatste(self.kind.spic)

    @property
    def zelfde_code(self) -> bool:
        return self.opvolger is not None and self.opvolger.code == self.kind.spic.code


def laatste(spic: Spic) -> Spic | None:
    gezien = {spic.pk}
    while spic.opvolger is not None and spic.opvolger.pk not in gezien:
        spic = spic.opvolger
        gezien.add(spic.pk)
    return spic if len(gezien) > 1 else None


def te_converteren() -> QuerySet[VerwijzingKind]:
    """Children in running referrals whose SPIC ends or has ended, soonest first, in the families that the door shows."""
    lopend = VerwijzingKind.objects.filter(verwijzing__status__in=LOPEND, spic__geldig_tot__isnull=False)
    return lopend.select_related("gezin", "kind", "verwijzing__aanbieder", *SPIC_EN_OPVOLGER).order_by(
        "spic__geldig_tot", "id"
    )
