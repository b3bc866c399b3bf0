"""What the door itself keeps: the access log, the grounds that are given by people, the counter of family numbers."""

from ggw.toegang.models.gronden import Afscherming, Bekendvraag, Benoemd, Noodtoegang
from ggw.toegang.models.logboek import Inzage, Opruiming, Opvallend, OpvallendSoort, Zegel
from ggw.toegang.models.nummers import Nummerreeks

__all__ = [
    "Afscherming",
    "Bekendvraag",
    "Benoemd",
    "Inzage",
    "Noodtoegang",
    "Nummerreeks",
    "Opruiming",
    "Opvallend",
    "OpvallendSoort",
    "Zegel",
]
