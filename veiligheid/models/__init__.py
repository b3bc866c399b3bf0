"""The models of veiligheid, one file per aggregate."""

from veiligheid.models.instrumenten import (
    Afname,
    AfnameStatus,
    Instrument,
)
from veiligheid.models.metingen import (
    Aanleiding,
    Gever,
    MetingSoort,
    NORM,
    Veiligheidsmeting,
)
from veiligheid.models.veiligheidsplan import (
    Bodemeis,
    ContactBodemeis,
    Meelezing,
    Veiligheidsafspraak,
    Veiligheidsplan,
)

__all__ = [
    "Aanleiding",
    "Afname",
    "AfnameStatus",
    "Bodemeis",
    "ContactBodemeis",
    "Gever",
    "Instrument",
    "Meelezing",
    "MetingSoort",
    "NORM",
    "Veiligheidsafspraak",
    "Veiligheidsmeting",
    "Veiligheidsplan",
]
