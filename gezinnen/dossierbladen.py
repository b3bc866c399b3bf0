"""The pages under the tab Dossier. A higher app appends its own in `AppConfig.ready()`."""

from __future__ import annotations

from typing import Any

from gezinnen.aanhaken import TABBLADEN, Tabblad
from gezinnen.gezinsadres import gezinsadres
from gezinnen.models import Gezin
from ggw.toegang.deur import Verzoek

DOSSIERBLADEN: list[Tabblad] = [
    Tabblad("Tijdlijn", "gezinnen:dossier", "gezin.bekijken", 10),
    Tabblad("Documenten", "gezinnen:documenten", "document.bekijken", 30),
    Tabblad("Wie kan dit dossier inzien", "gezinnen:wie", "gezin.bekijken", 50),
    Tabblad("Wie heeft dit dossier gezien", "gezinnen:gezien", "gezin.inzage", 60),
]


def haak_aan() -> None:
    TABBLADEN.append(Tabblad("Dossier", "gezinnen:dossier", "gezin.bekijken", 60))


def dossierbladen(request: Verzoek, gezin: Gezin, actief: str) -> list[dict[str, Any]]:
    """For `onderdelen/_tabs.html`: the pages of the dossier that this person may open. `actief` is a url name."""
    return [
        {
            "naam": blad.naam,
            "url": gezinsadres(blad.url_naam, gezin.nummer),
            "actief": blad.url_naam == actief,
        }
        for blad in sorted(DOSSIERBLADEN, key=lambda b: b.volgorde)
        if request.user.has_perm(blad.recht)
    ]
