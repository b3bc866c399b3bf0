"""What veiligheid hangs on the pages of gezinnen: tab, badge in the header, cards, steps and sentences of the timeline."""

from __future__ import annotations

from gezinnen.aanhaken import DELEN, KOPMERKEN, TABBLADEN, Deel, Merk, Tabblad
from gezinnen.models import Gezin
from gezinnen.tijdlijn import ZINNEN
from veiligheid.beeld import Veiligheidsbeeld
from veiligheid.models import NORM, MetingSoort
from veiligheid.views.overzicht import deel_kinderen, deel_lijnen


def kopmerken(gezin: Gezin) -> list[Merk]:
    beeld = Veiligheidsbeeld.van(gezin)
    if not beeld.kinderen:
        return []
    if beeld.laagste is None:
        return [Merk("nog geen cijfer", "oranje")]
    return [Merk(f"Actuele veiligheid {beeld.laagste}", "rood" if beeld.laagste < NORM else "groen")]


def haak_aan() -> None:
    TABBLADEN.append(Tabblad("Veiligheid", "veiligheid:overzicht", "veiligheid.bekijken", 30))
    KOPMERKEN.append(("veiligheid.bekijken", kopmerken))
    DELEN.append(Deel("veiligheid/_deel_lijnen.html", deel_lijnen, "veiligheid.bekijken", 1, 10))
    DELEN.append(Deel("veiligheid/_deel_kinderen.html", deel_kinderen, "veiligheid.bekijken", 1, 20))
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
