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
from veiligheid.models.veiligheidsplan import (
    Bodemeis,
    ContactBodemeis,
    Meelezing,
    PlanGeweigerd,
    Veiligheidsafspraak,
    Veiligheidsplan,
)

__all__ = [
    "ARIJ_RT",
    "HAVIK",
    "NORM",
    "Aanleiding",
    "Afname",
    "AfnameStatus",
    "Bodemeis",
    "ContactBodemeis",
    "Gever",
    "Instrument",
    "Meelezing",
    "MetingSoort",
    "PlanGeweigerd",
    "Veiligheidsafspraak",
    "Veiligheidsmeting",
    "Veiligheidsplan",
    "waarom_reden",
]
