"""What veiligheid hangs on the pages of gezinnen: tab, badge in the header, cards, steps and sentences of the timeline."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery

from gezinnen.aanhaken import DELEN, KOPMERKEN, TABBLADEN, Deel, Kopmerk, Merk, Tabblad
from gezinnen.models import Gezinslid
from gezinnen.tijdlijn import ZINNEN
from veiligheid.beeld import BEELDVRAGEN
from veiligheid.models import NORM, MetingSoort, Veiligheidsmeting
from veiligheid.views.overzicht import deel_kinderen, deel_lijnen


def cijfers_van_nu() -> dict[str, Any]:
    """Of each child the newest mark for actuele veiligheid, or null."""
    metingen = Veiligheidsmeting.objects.van_gezinsmanager().filter(kind=OuterRef("pk"), soort=MetingSoort.ACTUEEL)
    nieuwste = Subquery(metingen.order_by("-op", "-id").values("cijfer")[:1])
    kinderen = Gezinslid.objects.jeugdigen().filter(gezin=OuterRef("pk"))
    return {"cijfers_van_nu": ArraySubquery(kinderen.values(cijfer=nieuwste))}


def kopmerken(feiten: dict[str, Any]) -> list[Merk]:
    """The lowest mark of the children."""
    if not feiten["cijfers_van_nu"]:
        return []
    cijfers = [cijfer for cijfer in feiten["cijfers_van_nu"] if cijfer is not None]
    if not cijfers:
        return [Merk("nog geen cijfer", "oranje")]
    return [Merk(f"Actuele veiligheid {min(cijfers)}", "rood" if min(cijfers) < NORM else "groen")]


def haak_aan() -> None:
    TABBLADEN.append(Tabblad("Veiligheid", "veiligheid:overzicht", "veiligheid.bekijken", 30))
    KOPMERKEN.append(Kopmerk("veiligheid.bekijken", cijfers_van_nu, kopmerken))
    DELEN.append(Deel("veiligheid/_deel_lijnen.html", deel_lijnen, "veiligheid.bekijken", 1, 10, BEELDVRAGEN))
    DELEN.append(Deel("veiligheid/_deel_kinderen.html", deel_kinderen, "veiligheid.bekijken", 1, 20, BEELDVRAGEN))
    ZINNEN.update(
        {
            "meting.gegeven": (
                lambda g: f"Cijfer gegeven: {MetingSoort(g.gegevens['welke']).label.lower()}",
                "veiligheid:metingen#meting-",
            ),
            "afname.begonnen": (lambda g: f"{g.gegevens['instrument']}: begonnen met invullen", "veiligheid:afname"),
            "afname.bewaard": (lambda g: f"{g.gegevens['instrument']}: concept bewaard", "veiligheid:afname"),
            "afname.definitief": (lambda g: f"{g.gegevens['instrument']}: definitief gemaakt", "veiligheid:afname"),
            "veiligheidsplan.gemaakt": (
                lambda g: f"Veiligheidsplan: versie {g.gegevens['nummer']} geldt",
                "veiligheid:plan-versie",
            ),
            "veiligheidsplan.meegelezen": (
                lambda g: f"Veiligheidsplan: versie {g.gegevens['nummer']} meegelezen door een collega",
                "veiligheid:plan-versie",
            ),
        }
    )
