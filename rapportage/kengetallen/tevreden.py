"""What families think of us as two figures beside the others. The database counts them as answers come in, without any family (ADR 0047)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from rapportage.kengetallen.catalogus import KENGETALLEN
from rapportage.kengetallen.getallen import RAPPORTCIJFER
from rapportage.kengetallen.lezen import Punt, lees
from rapportage.kengetallen.soorten import Feiten, Kengetal
from rapportage.models import Niveau, Periode, Soort
from rapportage.tevredenheid import Uitkomst, uitkomsten

GROEP = "Tevredenheid"
BRON = "Generiek Gezinsgericht Werken - Amsterdam (5,8 in 2011 en 7,5 in 2014; ruim 50 % gaf een 8 of hoger)"
ANONIEM = (
    "Gezinnen antwoorden zonder naam, halverwege en na het afsluiten. Er zijn getallen per kwartaal; per jaar alleen van de hele "
    "organisatie. Ook het eigen team ziet geen getal van minder dan 5 antwoorden."
)


def elders(van: date, tot: date) -> Feiten:
    raise LookupError("De nacht telt geen tevredenheid: daar is geen gezin bij (ADR 0047).")


CIJFER = Kengetal(
    "tevredenheid_cijfer",
    "Rapportcijfer van gezinnen",
    GROEP,
    Soort.GEMIDDELDE,
    RAPPORTCIJFER,
    f"Het gemiddelde van de cijfers van 1 tot en met 10 die gezinnen hun gezinsmanager gaven. {ANONIEM}",
    BRON,
    elders,
    niveaus=(Niveau.ORGANISATIE, Niveau.TEAM),
    goed_is="hoog",
    noemer_is="antwoorden",
)
ACHT = Kengetal(
    "tevredenheid_acht",
    "Gezinnen die een 8 of hoger geven",
    GROEP,
    Soort.AANDEEL,
    "antwoorden",
    f"Van de gezinnen die antwoordden: het deel dat een 8, 9 of 10 gaf. {ANONIEM}",
    BRON,
    elders,
    niveaus=(Niveau.ORGANISATIE, Niveau.TEAM),
    goed_is="hoog",
)
TEVREDEN = (CIJFER, ACHT)
ALLE = (*KENGETALLEN, *TEVREDEN)
"""Every figure that a page can show, in order."""
OP_CODE = {kengetal.code: kengetal for kengetal in ALLE}


def lees_kengetallen(
    gebruiker_id: int,
    kengetallen: Sequence[Kengetal],
    periode: Periode,
    van: date,
    tot: date,
    niveau: Niveau,
    sleutel: str | None = None,
    *,
    delen_van: Iterable[str] | None = None,
) -> list[Punt]:
    """As `lees()`, of any figure that a page can show."""
    codes = [kengetal.code for kengetal in kengetallen if kengetal not in TEVREDEN]
    punten = lees(gebruiker_id, codes, periode, van, tot, niveau, sleutel, delen_van=delen_van) if codes else []
    gevraagd = [kengetal for kengetal in kengetallen if kengetal in TEVREDEN]
    if gevraagd:
        gevonden = uitkomsten(gebruiker_id, niveau=niveau, periode=periode, van=van, tot=tot, sleutel=sleutel)
        punten += als_punten(gevraagd, gevonden)
    return punten


def als_punten(kengetallen: Iterable[Kengetal], gevonden: Iterable[Uitkomst]) -> list[Punt]:
    return [als_punt(kengetal, uitkomst) for uitkomst in gevonden for kengetal in kengetallen]


def als_punt(kengetal: Kengetal, uitkomst: Uitkomst) -> Punt:
    deel = uitkomst.gemiddelde if kengetal == CIJFER else uitkomst.aandeel_acht
    aantal = None if uitkomst.verborgen or uitkomst.aantal is None else Decimal(uitkomst.aantal)
    teller = None if aantal is None or deel is None else Decimal(round(deel * int(aantal)))
    soort = kengetal.soort
    return Punt(kengetal.code, uitkomst.sleutel, uitkomst.begin, "", soort, teller, aantal, uitkomst.verborgen)
