"""The models of veiligheid, one file per aggregate."""

from veiligheid.models.instrumenten import (
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
)
from veiligheid.models.veiligheidsplan import (
    Bodemeis,
    ContactBodemeis,
    Meelezing,
    Veiligheidsafspraak,
    Veiligheidsplan,
)

__all__ = [
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
    "Veiligheidsafspraak",
    "Veiligheidsmeting",
    "Veiligheidsplan",
]
