"""Cost of help per family-year, counted by hand and against the pages of the families."""

from datetime import date
from decimal import Decimal

import pytest

from ggw.organisatie.models import Aanbieder
from rapportage.kengetallen.tellen import Bereik
from spic.kosten import NUL, kosten_in
from spic.kostenbeeld import kindkosten, verzonden
from spic.models import Tarief, Verwijzing, VerwijzingKind
from tests.rapportage.cijferwereld import getal, handtelling, kind_van, maak, telling
from tests.spic.spics import een_spic

MAART, APRIL = date(2025, 3, 1), date(2025, 4, 1)


@pytest.fixture
def tarieven(wilgenboog):
    """Of the provider itself: 310 a month in the first half of March 2025, 70 a week from then on. Another asks 4,200 once."""
    spic = een_spic("B")
    ander = Aanbieder.objects.create(naam="De Verzonnen Zon", soort="hoofdaannemer")
    for aanbieder, bedrag, eenheid, van, tot in (
        (wilgenboog, 310, "maand", date(2025, 3, 1), date(2025, 3, 15)),
        (wilgenboog, 70, "week", date(2025, 3, 16), None),
        (ander, 4200, "traject", date(2025, 1, 1), None),
    ):
        Tarief.objects.create(
            spic=spic, aanbieder=aanbieder, bedrag=bedrag, eenheid=eenheid, geldig_vanaf=van, geldig_tot=tot
        )
    return spic, wilgenboog, ander


@pytest.fixture
def help_(fatima, team_noord, tarieven):
    def begin(aanbieder, gestart, tot=None, *, kinderen=1, gezin=None):
        gezin = gezin or maak(fatima, team_noord, date(2024, 1, 1))
        rij = Verwijzing.objects.create(
            gezin=gezin, aanbieder=aanbieder, hulpvraag="Proef", grondslag="toestemming", grondslag_uitleg="Proef",
            status="beeindigd" if tot else "gestart", verzonden_op=date(2024, 12, 1), gestart_op=gestart, beeindigd_op=tot,
            door_id=fatima.pk,
        )  # fmt: skip
        for _ in range(kinderen):
            VerwijzingKind.objects.create(gezin=gezin, verwijzing=rij, kind=kind_van(gezin), spic=tarieven[0])
        return gezin

    return begin


@handtelling("kosten_gezinsjaar")
def test_kosten_van_de_dagen_in_de_maand(help_, tarieven, fatima, team_noord):
    """10 to 15 March: 310 × 6/31 = 60; 16 to 31 March: 70 × 16/7 = 160. Two children: 440. A family without help counts below."""
    _, wilg, _ = tarieven
    help_(wilg, date(2025, 3, 10), date(2025, 4, 7), kinderen=2)
    maak(fatima, team_noord, date(2025, 3, 31))
    maak(fatima, team_noord, date(2024, 1, 1), date(2025, 3, 1))

    telling("kosten_gezinsjaar")

    assert getal("kosten_gezinsjaar", MAART) == (440, 0.09)  # 32 days
    assert getal("kosten_gezinsjaar", APRIL) == (140, 0.16)
    assert getal("kosten_gezinsjaar", date(2025, 1, 1), periode="jaar") == (580, 1.92)  # 365 + 276 + 59 days


@handtelling("kosten_gezinsjaar")
def test_een_traject_kost_eenmaal_in_de_maand_van_de_eerste_dag(help_, tarieven):
    help_(tarieven[2], date(2025, 3, 31))

    telling("kosten_gezinsjaar")

    assert getal("kosten_gezinsjaar", MAART)[0] == 4200
    assert getal("kosten_gezinsjaar", APRIL)[0] == 0


def test_gelijk_aan_wat_de_gezinnen_zien(help_, tarieven, fatima, team_noord, wilgenboog):
    """The same months by `spic.kosten`, with the tariffs of the example: for everybody, of providers, and over the turn of a year."""
    _, wilg, ander = tarieven
    help_(wilg, date(2024, 11, 20), date(2025, 5, 3))
    help_(wilg, date(2025, 3, 15), kinderen=3)
    help_(ander, date(2024, 2, 29), date(2025, 12, 31))
    help_(ander, date(2025, 6, 1))

    telling("kosten_gezinsjaar", Bereik(date(2024, 1, 1), date(2026, 1, 1)))

    regels = kindkosten(verzonden(), date(2026, 1, 1))
    for nr in range(24):
        eerste = date(2024 + nr // 12, nr % 12 + 1, 1)
        volgende = date(2024 + (nr + 1) // 12, (nr + 1) % 12 + 1, 1)
        laatste = date.fromordinal(volgende.toordinal() - 1)
        verwacht = sum((kosten_in(regel.kosten, eerste, laatste) for regel in regels), NUL)
        geteld = getal("kosten_gezinsjaar", eerste)
        assert abs(Decimal(str(geteld[0] if geteld else 0)) - verwacht) <= Decimal("0.05"), eerste
