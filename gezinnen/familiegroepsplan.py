"""When the familiegroepsplan must be offered (Jeugdwet 4.1.2; the two weeks are an example, termijnen.csv)."""

from __future__ import annotations

from gezinnen.models import Gebeurtenis
from gezinnen.models.contact import om_de
from gezinnen.tijdlijn import ZINNEN


def haak_aan() -> None:
    ZINNEN.update(
        {
            "familiegroepsplan.aangeboden": ("Familiegroepsplan aangeboden", "gezinnen:familiegroepsplan"),
            "familiegroepsplan.gewijzigd": ("Antwoord op het familiegroepsplan", "gezinnen:familiegroepsplan"),
            "afspraak.gemaakt": ("Afspraak gemaakt", "gezinnen:afspraken"),
            "afspraak.gewijzigd": ("Afspraak gewijzigd", "gezinnen:afspraken"),
            "afspraak.afgezegd": ("Afspraak afgezegd", "gezinnen:afspraken"),
            "contactafspraak.gemaakt": (zin_contactafspraak, "gezinnen:afspraken"),
        }
    )


def zin_contactafspraak(gebeurtenis: Gebeurtenis) -> str:
    weken = gebeurtenis.gegevens["weken"]
    return f"Afgesproken: een kind {om_de(weken)} zien" if weken else "Een kind heeft geen contactafspraak meer"
