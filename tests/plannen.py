"""A gezinsplan that is complete, as concept and vastgesteld."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from gezinnen.models import (
    Actie,
    EigenVisie,
    Gezag,
    Gezinspatroon,
    Gezinsplan,
    Instemming,
    Kindbehoefte,
    Leefgebied,
    Planonderwerp,
    Resultaat,
)
from gezinnen.vaststellen import stel_vast


def vul(plan, kind, ouder, **velden):
    """A concept that is complete, for one child and one parent with gezag."""
    basis = {"gezin": plan.gezin, "plan": plan}
    plan.stip = "We eten samen zonder ruzie."
    plan.save(update_fields=["stip"])
    Gezag.objects.get_or_create(gezin=plan.gezin, kind=kind, houder=ouder, soort="ouderlijk")
    gebied = Leefgebied.objects.get(code="opvoeding")
    Planonderwerp.objects.create(leefgebied=gebied, zorgen="Er is veel ruzie.", krachten="Oma helpt.", **basis)
    Gezinspatroon.objects.create(beschrijving="Eerst stil, dan schreeuwen.", gevolg="Sam is bang.", **basis)
    Kindbehoefte.objects.create(kind=kind, behoefte="Rust bij het slapen.", uiterlijk=date(2027, 1, 1), **basis)
    resultaat = Resultaat.objects.create(
        leefgebied=gebied,
        wat="Sam slaapt de hele nacht.",
        zichtbaar="Het licht is om acht uur uit.",
        uiterlijk=timezone.localdate() + timedelta(days=90),
        cijfer_nu=4,
        cijfer_gewenst=8,
        wie_hoort="Opvoedhulp",
        **basis,
    )
    Actie.objects.create(gezin=plan.gezin, resultaat=resultaat, wat="Leest voor", wie="Moeder")
    EigenVisie.objects.create(
        gezinslid=ouder, visie="Ik wil rust.", instemming=Instemming.EENS, op=timezone.localdate(), **basis
    )
    return plan


@pytest.fixture
def concept(gezin, fatima, sam, moeder):
    return vul(Gezinsplan.objects.maak_concept(gezin, door_id=fatima.pk), sam, moeder)


@pytest.fixture
def plan(concept, fatima, sanne):
    """Vastgesteld by Sanne."""
    concept.bied_aan(door_id=fatima.pk)
    stel_vast(concept, door_id=sanne.pk, versie=concept.versie)
    concept.refresh_from_db()
    return concept
