"""What gezinnen itself puts in the header, the tabs and "Wat nu"."""

from __future__ import annotations

from typing import Any

from gezinnen import dossierbladen, ledendelen, maatregeldelen, stapbronnen
from gezinnen.aanhaken import DELEN, STAPBRONNEN, TABBLADEN, WERKWIJZERS, Deel, Tabblad
from gezinnen.models import Gezin
from gezinnen.tijdlijn import ZINNEN
from gezinnen.toewijzen import WACHTENDE_GEZINNEN
from gezinnen.werkwijzer import stappen
from ggw.toegang.deur import Verzoek


def haak_aan() -> None:
    TABBLADEN.append(Tabblad("Overzicht", "gezinnen:overzicht", "gezin.bekijken", 10))
    ledendelen.haak_aan()
    maatregeldelen.haak_aan()
    dossierbladen.haak_aan()
    DELEN.append(Deel("gezinnen/toewijzen/_kaart.html", gezinsmanager, "gezin.bekijken", 2, 20))
    DELEN.append(Deel("gezinnen/instroom/_kaart.html", aanmelding, "contact.bekijken", 1, 90))
    STAPBRONNEN.append(WACHTENDE_GEZINNEN)
    WERKWIJZERS.extend([stapbronnen.stappen, stappen])
    ZINNEN.update(
        {
            "aanmelding.aanvaard": ("Aanmelding aangenomen", None),
            "toewijzing.begonnen": ("Gezinsmanager toegewezen", None),
            "toewijzing.overgedragen": ("Overgedragen aan een andere gezinsmanager of een ander team", None),
            "fase.gewijzigd": ("Nieuwe fase", None),
        }
    )


def gezinsmanager(request: Verzoek, gezin: Gezin) -> dict[str, Any]:
    """Who guides the family, or who watches it while it waits."""
    toewijzing = gezin.toewijzingen.lopend().first()
    return {
        "toewijzing": toewijzing,
        "wachtplek": None if toewijzing else gezin.wachtplekken.lopend().first(),
        "mag_toewijzen": request.user.has_perm("gezin.toewijzen"),
    }


def aanmelding(request: Verzoek, gezin: Gezin) -> dict[str, Any]:
    """Why the family came. Its address is not shown when somebody in the family has a secret one."""
    aanmeldingen = list(gezin.aanmeldingen.order_by("-ontvangen_op", "-id"))
    toon_adres = bool(aanmeldingen) and not gezin.adressen.filter(geheim=True).exists()
    return {"aanmeldingen": aanmeldingen, "toon_adres": toon_adres}
