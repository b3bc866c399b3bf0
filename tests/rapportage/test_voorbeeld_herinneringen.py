"""The example shows messages of the past days, the same each time."""

from datetime import timedelta

from django.utils import timezone

from gezinnen.models import Bericht, Duwtje, Gebeurtenis, Herinnering
from rapportage.voorbeeld.herinneringen import maak_herinneringen
from tests.gezinnen.termijnen import VOLLEDIG, maak_termijn


def test_er_zijn_berichten_van_eerder_en_een_duwtje(gezin, fatima, sanne, tom):
    laat = maak_termijn(gezin, -5, code=VOLLEDIG, eigenaar_id=fatima.pk)
    maak_termijn(gezin, 2, eigenaar_id=fatima.pk)
    maak_herinneringen()
    vandaag = timezone.localdate()
    dagen = {timezone.localdate(b.created_at) for b in Bericht.objects.exclude(soort="weekbericht")}
    assert dagen == {vandaag - timedelta(days=n) for n in (8, 5, 2)}
    assert set(Bericht.objects.values_list("status", flat=True)) == {"verzonden"}
    assert set(Herinnering.objects.values_list("ontvanger__rol", "trede")) == {
        ("gezinsmanager", "dag"),
        ("gezinsmanager", "week"),
        ("senior", "laat3"),
    }
    assert Duwtje.objects.get().termijn == laat
    assert timezone.localdate(Gebeurtenis.objects.get(soort="termijn.duwtje").op) == vandaag - timedelta(days=1)


def test_zonder_termijnen_of_leiding_gaat_het_ook(gezin):
    maak_herinneringen()
    assert not Duwtje.objects.exists()
