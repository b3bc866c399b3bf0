"""What gezinnen itself puts in the header, the tabs and "Wat nu"."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, QuerySet

from gezinnen import dossierbladen, ledendelen, maatregeldelen, stapbronnen, werkwijzer
from gezinnen.aanhaken import DELEN, STAPBRONNEN, TABBLADEN, WERKWIJZERS, Deel, Tabblad, Werkwijzer
from gezinnen.models import Aanmelding, Adres, Gezin, Toewijzing, Wachtplek
from gezinnen.tijdlijn import ZINNEN
from gezinnen.toewijzen import WACHTENDE_GEZINNEN
from ggw.database.geschreven import eenmaal_geschreven
from ggw.toegang.deur import Verzoek


def haak_aan() -> None:
    TABBLADEN.append(Tabblad("Overzicht", "gezinnen:overzicht", "gezin.bekijken", 10))
    ledendelen.haak_aan()
    maatregeldelen.haak_aan()
    dossierbladen.haak_aan()
    DELEN.append(
        Deel("gezinnen/toewijzen/_kaart.html", gezinsmanager, "gezin.bekijken", 2, 20, (toewijzing_nu, wachtplek_nu))
    )
    DELEN.append(Deel("gezinnen/instroom/_kaart.html", aanmelding, "contact.bekijken", 1, 90, (aanmeldingen_van,)))
    STAPBRONNEN.append(WACHTENDE_GEZINNEN)
    WERKWIJZERS.extend(Werkwijzer(bron.vraag, bron.stappen) for bron in (stapbronnen, werkwijzer))
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
    toewijzing = next(iter(toewijzing_nu(gezin.pk)), None)
    return {
        "toewijzing": toewijzing,
        "wachtplek": None if toewijzing else wachtplek_van(gezin),
        "mag_toewijzen": request.user.has_perm("gezin.toewijzen"),
    }


def aanmelding(request: Verzoek, gezin: Gezin) -> dict[str, Any]:
    """Why the family came. Its address is not shown when somebody in the family has a secret one."""
    aanmeldingen = aanmeldingen_van(gezin.pk)
    return {"aanmeldingen": aanmeldingen, "toon_adres": not any(rij.adres_geheim for rij in aanmeldingen)}


@eenmaal_geschreven
def aanmeldingen_van(gezin_id: int) -> Any:
    """With `adres_geheim`: whether somebody in the family has a secret address."""
    geheim = Adres.objects.filter(gezin=gezin_id, geheim=True)
    return (
        Aanmelding.objects.filter(gezin=gezin_id).annotate(adres_geheim=Exists(geheim)).order_by("-ontvangen_op", "-id")
    )


@eenmaal_geschreven
def toewijzing_nu(gezin_id: int) -> QuerySet[Toewijzing]:
    return Toewijzing.objects.filter(gezin=gezin_id).lopend().order_by("pk")[:1]


def wachtplek_van(gezin: Gezin) -> Wachtplek | None:
    """Of this request, read once: two cards show it."""
    if "_wachtplek" not in gezin.__dict__:
        gezin.__dict__["_wachtplek"] = next(iter(wachtplek_nu(gezin.pk)), None)
    gevonden: Wachtplek | None = gezin.__dict__["_wachtplek"]
    return gevonden


@eenmaal_geschreven
def wachtplek_nu(gezin_id: int) -> QuerySet[Wachtplek]:
    return Wachtplek.objects.filter(gezin=gezin_id).lopend()[:1]
