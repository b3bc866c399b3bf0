"""The states of a referral and who may move it from one to the other, as plain data.

`ggw/toegang/sql/partner.sql` holds the same table for the provider's side; a test compares the two.
"""

from __future__ import annotations

from django.db import models


class VerwijzingStatus(models.TextChoices):
    CONCEPT = "concept", "Concept"
    VERZONDEN = "verzonden", "Verzonden"
    OVERLEG = "overleg", "In gesprek over de SPIC"
    GEACCEPTEERD = "geaccepteerd", "Aangenomen"
    STARTGESPREK = "startgesprek", "Startgesprek gepland"
    GESTART = "gestart", "Hulp loopt"
    STAGNATIE = "stagnatie", "Hulp loopt vast"
    EINDE_VOORGESTELD = "einde_voorgesteld", "Einde voorgesteld"
    GEWEIGERD = "geweigerd", "Geweigerd"
    BEEINDIGD = "beeindigd", "Beëindigd"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Partij(models.TextChoices):
    """Who does it: we (the gecertificeerde instelling), the provider, or who decides when these two disagree."""

    GI = "gi", "Wij"
    AANBIEDER = "aanbieder", "De aanbieder"
    ZORGBEMIDDELING = "zorgbemiddeling", "De zorgbemiddelaar"
    TAFEL = "tafel", "De escalatietafel"


class VerwijzingGeweigerd(Exception):
    """It cannot be done (any more). The text is for the person at the screen."""


S = VerwijzingStatus
WACHTEND = frozenset({S.VERZONDEN, S.OVERLEG, S.GEACCEPTEERD, S.STARTGESPREK})
"""Sent, and help has not started yet: the zorgbemiddelaar looks along (domein.md, section 5)."""
IN_HULP = frozenset({S.GESTART, S.STAGNATIE, S.EINDE_VOORGESTELD})
LOPEND = WACHTEND | IN_HULP
VOORBIJ = frozenset({S.GEWEIGERD, S.BEEINDIGD, S.INGETROKKEN})

WIJ, ZIJ, BEIDE = frozenset({Partij.GI}), frozenset({Partij.AANBIEDER}), frozenset({Partij.GI, Partij.AANBIEDER})
OVERGANGEN: dict[tuple[VerwijzingStatus, VerwijzingStatus], frozenset[Partij]] = {
    (S.CONCEPT, S.VERZONDEN): WIJ,
    (S.CONCEPT, S.INGETROKKEN): WIJ,
    (S.VERZONDEN, S.OVERLEG): ZIJ,
    (S.VERZONDEN, S.GEACCEPTEERD): ZIJ,
    (S.VERZONDEN, S.GEWEIGERD): ZIJ,
    (S.VERZONDEN, S.INGETROKKEN): WIJ,
    (S.OVERLEG, S.VERZONDEN): WIJ,
    (S.OVERLEG, S.GEWEIGERD): ZIJ,
    (S.OVERLEG, S.INGETROKKEN): WIJ,
    (S.GEACCEPTEERD, S.STARTGESPREK): BEIDE,
    (S.GEACCEPTEERD, S.GESTART): BEIDE,
    (S.GEACCEPTEERD, S.GEWEIGERD): ZIJ,
    (S.GEACCEPTEERD, S.INGETROKKEN): WIJ,
    (S.STARTGESPREK, S.STARTGESPREK): BEIDE,
    (S.STARTGESPREK, S.GESTART): BEIDE,
    (S.STARTGESPREK, S.GEWEIGERD): ZIJ,
    (S.STARTGESPREK, S.INGETROKKEN): WIJ,
    (S.GESTART, S.STAGNATIE): BEIDE,
    (S.GESTART, S.EINDE_VOORGESTELD): BEIDE,
    (S.STAGNATIE, S.GESTART): BEIDE,
    (S.STAGNATIE, S.EINDE_VOORGESTELD): BEIDE,
    (S.EINDE_VOORGESTELD, S.GESTART): WIJ,
    (S.EINDE_VOORGESTELD, S.BEEINDIGD): WIJ,
}
"""From, to → who. Geaccepteerd → gestart is for SPIC 11 alone: there help starts before anybody can plan a talk."""
ALLEEN_CRISIS = frozenset({(S.GEACCEPTEERD, S.GESTART)})


def mag(van: str, naar: str, partij: str, *, crisis: bool = False) -> bool:
    """Whether this party may move a referral from one state to the other."""
    stap = (VerwijzingStatus(van), VerwijzingStatus(naar))
    return partij in OVERGANGEN.get(stap, frozenset()) and (crisis or stap not in ALLEEN_CRISIS)
