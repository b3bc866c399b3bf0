"""The example catalogue as it grew: new amounts this year, tariffs of two providers, and a combination that will end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from ggw.organisatie.models import Aanbieder, AanbiederSoort
from spic.catalogus.inhoud import Combinatie, Prijs
from spic.catalogus.versies import combinatie_van, pas_toe, stand
from spic.models import Stelsel, Tarief

EINDIGT, WORDT = Combinatie("B", "9", "Intensief"), Combinatie("B", "8", "Intensief")
OVER = timedelta(days=60)


def vul_catalogus() -> None:
    """Twice changes nothing twice: the amounts are worked out from the first ones."""
    stelsel = Stelsel.objects.get(code="spic-voorbeeld")
    vandaag = timezone.localdate()
    eerste = list(Tarief.objects.filter(spic__stelsel=stelsel, geldig_vanaf=stelsel.geldig_vanaf).met_spic())
    nu = stand(stelsel)
    pas_toe(replace(nu, geldig_vanaf=date(vandaag.year, 1, 1), tarieven=tarieven(eerste)), door=None, bron="voorbeeld")
    blijft = {combinatie: code for combinatie, code in nu.combinaties.items() if combinatie != EINDIGT}
    straks = replace(nu, combinaties=blijft, opvolgers={EINDIGT.code: WORDT.code}, geldig_vanaf=vandaag + OVER)
    pas_toe(straks, door=None, bron="voorbeeld")


def tarieven(eerste: list[Tarief]) -> list[Prijs]:
    """For all 3 % more; the first provider asks something less for intensive help, the second something more."""
    uit = []
    namen = list(
        Aanbieder.objects.filter(soort=AanbiederSoort.HOOFDAANNEMER).order_by("naam").values_list("naam", flat=True)
    )
    for tarief in eerste:
        combinatie = combinatie_van(tarief.spic)
        bedrag = (tarief.bedrag * Decimal("1.03")).quantize(Decimal("0.01"))
        uit.append(Prijs(combinatie, "", bedrag, tarief.eenheid))
        if combinatie.intensiteit == "Intensief" and tarief.aanbieder_id is None:
            uit += [
                Prijs(combinatie, naam, bedrag + verschil, tarief.eenheid)
                for naam, verschil in zip(namen, (Decimal("-42.50"), Decimal("65.00")), strict=False)
            ]
    return uit
