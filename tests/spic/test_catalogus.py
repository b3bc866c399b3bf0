"""The catalogue in the database: what it refuses, and what applies on a day."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from spic.models import Intensiteit, Profiel, Segment, Spic, Stelsel, Tarief, Tariefeenheid

BEGIN = date(2030, 1, 1)


def delen(code, **velden):
    stelsel = Stelsel.objects.create(code=code, naam=f"Stelsel {code}", geldig_vanaf=BEGIN)
    segment = Segment.objects.create(stelsel=stelsel, code="B", naam="Enkelvoudig", geldig_vanaf=BEGIN)
    profiel = Profiel.objects.create(stelsel=stelsel, code="4", naam="Profiel 4", geldig_vanaf=BEGIN)
    intensiteit = Intensiteit.objects.create(stelsel=stelsel, code="Intensief", naam="Intensief", geldig_vanaf=BEGIN)
    return {"stelsel": stelsel, "segment": segment, "profiel": profiel, "intensiteit": intensiteit, **velden}


def spic(**velden):
    return Spic.objects.create(**{"productcode": "X1", "geldig_vanaf": BEGIN, **velden})


def geweigerd(maak):
    with pytest.raises(DatabaseError), transaction.atomic():
        maak()


@pytest.mark.django_db
def test_wat_in_de_catalogus_nooit_mag_weigert_de_database():
    van_a, van_b = delen("a"), delen("b")
    eerste = spic(**van_a)
    assert (eerste.code, eerste.naam) == ("B-4-Intensief", "B, Profiel 4, Intensief")

    geweigerd(lambda: spic(**{**van_a, "segment": van_b["segment"]}))  # a part of another stelsel
    geweigerd(lambda: spic(**van_a, geldig_tot=date(2030, 6, 1)))  # twice in one period
    geweigerd(lambda: Spic.objects.filter(pk=eerste.pk).update(productcode="X2"))
    geweigerd(lambda: Profiel.objects.filter(pk=van_a["profiel"].pk).update(naam="Anders"))
    geweigerd(lambda: Spic.objects.filter(pk=eerste.pk).delete())
    geweigerd(lambda: Spic.objects.filter(pk=eerste.pk).update(opvolger=eerste))

    Spic.objects.filter(pk=eerste.pk).update(geldig_tot=date(2030, 12, 31))
    geweigerd(lambda: Spic.objects.filter(pk=eerste.pk).update(geldig_tot=None))
    tweede = spic(**{**van_a, "geldig_vanaf": date(2031, 1, 1)})
    Spic.objects.filter(pk=eerste.pk).update(opvolger=tweede)
    assert [*Spic.objects.filter(stelsel=van_a["stelsel"]).geldig_op(date(2030, 12, 31))] == [eerste]
    assert [*Spic.objects.filter(stelsel=van_a["stelsel"]).geldig_op(date(2031, 1, 1))] == [tweede]


@pytest.mark.django_db
def test_tarieven_van_een_aanbieder_overlappen_niet(wilgenboog):
    combinatie = spic(**delen("a"))

    def tarief(aanbieder, vanaf, tot=None):
        rij = Tarief(spic=combinatie, aanbieder=aanbieder, bedrag="100", eenheid=Tariefeenheid.MAAND)
        rij.geldig_vanaf, rij.geldig_tot = vanaf, tot
        rij.full_clean()
        rij.save()

    tarief(None, BEGIN, date(2030, 6, 30))
    tarief(wilgenboog, BEGIN)
    tarief(None, date(2030, 7, 1))
    for wie, vanaf in ((None, date(2030, 6, 30)), (wilgenboog, date(2032, 1, 1))):
        with pytest.raises(ValidationError, match="In deze periode is er al een tarief"):
            tarief(wie, vanaf)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tarief.objects.create(spic=combinatie, bedrag="1", eenheid="maand", geldig_vanaf=BEGIN, geldig_tot=BEGIN)
