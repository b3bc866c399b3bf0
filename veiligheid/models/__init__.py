"""The models of veiligheid, one file per aggregate."""

from veiligheid.models.instrumenten import (
    ARIJ_RT,
    HAVIK,
    Afname,
    AfnameStatus,
    Instrument,
)
from veiligheid.models.metingen import (
    NORM,
    Aanleiding,
    Gever,
    MetingSoort,
    Veiligheidsmeting,
    waarom_reden,
)
from veiligheid.models.signaal import (
    AL_BEOORDEELD,
    OVER_DE_HULP,
    Melder,
    Signaal,
    Signaalbeoordeling,
    SignaalGeweigerd,
    Signaalkind,
    SignaalSoort,
    SignaalStatus,
)
from veiligheid.models.veiligheidsplan import (
    Bodemeis,
    ContactBodemeis,
    Meelezing,
    PlanGeweigerd,
    Veiligheidsafspraak,
    Veiligheidsplan,
)

__all__ = [
    "AL_BEOORDEELD",
    "ARIJ_RT",
    "HAVIK",
    "NORM",
    "OVER_DE_HULP",
    "Aanleiding",
    "Afname",
    "AfnameStatus",
    "Bodemeis",
    "ContactBodemeis",
    "Gever",
    "Instrument",
    "Meelezing",
    "Melder",
    "MetingSoort",
    "PlanGeweigerd",
    "Signaal",
    "SignaalGeweigerd",
    "SignaalSoort",
    "SignaalStatus",
    "Signaalbeoordeling",
    "Signaalkind",
    "Veiligheidsafspraak",
    "Veiligheidsmeting",
    "Veiligheidsplan",
    "waarom_reden",
]
