"""What uitvoerdersoverleg hangs on other pages: its tab, the card about standing in, its deadlines and its sentences."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists

from gezinnen import overlegtermijnen
from gezinnen.aanhaken import DELEN, TABBLADEN, Deel, Tabblad
from gezinnen.models import Compensatie, Gebeurtenis, Gezin, Toewijzing, VerzoekStatus
from gezinnen.tijdlijn import ONDERWERPEN, ZINNEN, Onderwerp
from ggw.database.geschreven import eenmaal_geschreven
from ggw.toegang.deur import Verzoek


def haak_aan() -> None:
    TABBLADEN.append(Tabblad("Overleg", "gezinnen:overleg", "contact.bekijken", 50))
    DELEN.append(Deel("gezinnen/overleg/_kaart_waarnemen.html", waarnemen, "contact.bekijken", 2, 40))
    overlegtermijnen.haak_aan()
    ONDERWERPEN.append(
        Onderwerp(
            "overleg",
            "Overleg en informatie opvragen",
            "contact.bekijken",
            frozenset({"overleg", "overlegafspraak", "compensatie", "informatieverzoek"}),
        )
    )
    ZINNEN.update(
        {
            "overleg.gepland": ("Uitvoerdersoverleg gepland", "veiligheid:overleg"),
            "overleg.gewijzigd": ("Genodigden van een uitvoerdersoverleg gewijzigd", "veiligheid:overleg"),
            "overleg.verzet": ("Uitvoerdersoverleg verzet", "veiligheid:overleg"),
            "overleg.afgezegd": ("Uitvoerdersoverleg afgezegd", "veiligheid:overleg"),
            "overleg.gehouden": ("Uitvoerdersoverleg gehouden", "veiligheid:overleg"),
            "overleg.verslag_gewijzigd": ("Verslag van een uitvoerdersoverleg verbeterd", "veiligheid:overleg"),
            "overlegafspraak.gedaan": ("Afspraak uit een overleg gedaan", "gezinnen:overleg"),
            "overlegafspraak.vervallen": ("Afspraak uit een overleg niet meer nodig", "gezinnen:overleg"),
            "compensatie.begonnen": ("De gezinsmanager neemt waar voor een ander", "gezinnen:overleg"),
            "compensatie.beeindigd": ("De gezinsmanager neemt niet meer waar", None),
            "informatieverzoek.gevraagd": ("Informatie opgevraagd", "gezinnen:informatieverzoek"),
            "informatieverzoek.herinnerd": ("Herinnering aan een informatieverzoek", "gezinnen:informatieverzoek"),
            "informatieverzoek.afgehandeld": (zin_afgehandeld, "gezinnen:informatieverzoek"),
        }
    )


def zin_afgehandeld(gebeurtenis: Gebeurtenis) -> str:
    return f"Informatieverzoek: {VerzoekStatus(gebeurtenis.gegevens['status']).label.lower()}"


@eenmaal_geschreven
def waarnemingen(gezin_id: int, wie: int) -> Any:
    """With `ik`: whether this person guides the family."""
    van_mij = Toewijzing.objects.filter(gezin=gezin_id, tot=None, gezinsmanager_id=wie)
    rijen = Compensatie.objects.filter(gezin=gezin_id).lopend()
    return rijen.select_related("stam").annotate(ik=Exists(van_mij))


def waarnemen(request: Verzoek, gezin: Gezin) -> dict[str, Any]:
    """What the gezinsmanager does for another now, the longest first."""
    rijen = gezin.hecht(waarnemingen(gezin.pk, request.user.pk))
    return {"waarnemingen": rijen, "eerste": rijen[0] if rijen else None}
