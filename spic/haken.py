"""What spic hangs on the pages of gezinnen: the tab Hulp and the sentences of the timeline."""

from __future__ import annotations

from gezinnen.aanhaken import TABBLADEN, Tabblad
from gezinnen.tijdlijn import ONDERWERPEN, ZINNEN, Onderwerp
from ggw.organisatie.naslag import EIGEN_PAGINAS


def haak_aan() -> None:
    EIGEN_PAGINAS.append(("Aanbod", "spic:aanbod", "Welke hulp is bij welke aanbieder ingekocht, en in welke regio's."))
    TABBLADEN.append(Tabblad("Hulp", "spic:hulp", "verwijzing.bekijken", 45))
    ONDERWERPEN.append(Onderwerp("hulp", "Hulp", "verwijzing.bekijken", frozenset({"verwijzing"})))
    ZINNEN.update(
        {
            "verwijzing.verzonden": ("Verwijzing naar hulp verstuurd", "spic:verwijzing"),
            "verwijzing.aanvaard": ("Aanbieder nam de verwijzing aan", "spic:verwijzing"),
            "verwijzing.geweigerd": ("Aanbieder weigerde de verwijzing", "spic:verwijzing"),
            "verwijzing.hulpverlener": ("Aanbieder noemde een hulpverlener", "spic:verwijzing"),
            "verwijzing.ingetrokken": ("Verwijzing ingetrokken", "spic:verwijzing"),
        }
    )
