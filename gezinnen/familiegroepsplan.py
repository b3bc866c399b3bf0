"""When the familiegroepsplan must be offered (Jeugdwet 4.1.2; the two weeks are an example, termijnen.csv)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import F, Min
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import WERKWIJZERS, Stap
from gezinnen.models import Begeleiding, Contactmoment, Familiegroepsplan, Fase, Gebeurtenis, Maatregel
from gezinnen.models.contact import om_de
from gezinnen.tijdlijn import ZINNEN

DAGEN = 14
LOPENDE_FASEN = (Fase.VERBINDEN, Fase.ONDERSTEUNEN, Fase.BORGEN)
NIET_BIJ = ("21", "22", "23", "41", "42", "50", "51", "61", "62", "63")
"""Codes of voogdij and jeugdreclassering: there the duty does not apply."""


def haak_aan() -> None:
    WERKWIJZERS.append(nog_aan_te_bieden)
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


def eerste_contact_op(gezinnen: list[int]) -> dict[int, date]:
    """{gezin_id: day} of the first contact with the family in the begeleiding that runs now."""
    eerste = (
        Contactmoment.objects.met_gezin()
        .filter(
            gezin__in=gezinnen,
            gezin__begeleidingen__afgesloten_op__isnull=True,
            op__date__gte=F("gezin__begeleidingen__begonnen_op"),
        )
        .values_list("gezin_id")
        .annotate(op=Min("op"))
    )
    return {gezin_id: timezone.localdate(op) for gezin_id, op in eerste}


def nog_aan_te_bieden(gezinnen: dict[int, str]) -> Iterator[Stap]:
    lopend = Begeleiding.objects.filter(gezin__in=gezinnen, afgesloten_op__isnull=True, fase__in=LOPENDE_FASEN)
    begin = dict(lopend.values_list("gezin_id", "begonnen_op"))
    aanbod = Familiegroepsplan.objects.filter(gezin__in=begin).values_list("gezin_id", "aangeboden_op")
    klaar = {gezin_id for gezin_id, op in aanbod if op >= begin[gezin_id]}
    klaar |= set(
        Maatregel.objects.lopend().filter(gezin__in=begin, soort__in=NIET_BIJ).values_list("gezin_id", flat=True)
    )
    for gezin_id, eerste in eerste_contact_op([pk for pk in begin if pk not in klaar]).items():
        yield Stap(
            gezin_id,
            "Familiegroepsplan aanbieden",
            reverse("gezinnen:familiegroepsplan", kwargs={"nummer": gezinnen[gezin_id]}),
            uitleg="De familie mag eerst zelf een plan maken: bied dat aan binnen 2 weken na het eerste contact.",
            dagen=(eerste + timedelta(days=DAGEN) - timezone.localdate()).days,
            voor="plan.schrijven",
        )
