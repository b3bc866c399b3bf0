"""The same human in two families: proposed by one, decided by another."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gezinnen.models import Gebeurtenis, Gezinslid, Koppelvoorstel
from tests.fabrieken import GezinslidFactory


def pad(gezin, naam, pk=None):
    kwargs = {"nummer": gezin.nummer} if pk is None else {"nummer": gezin.nummer, "pk": pk}
    return reverse(f"gezinnen:{naam}", kwargs=kwargs)


def tekst(antwoord):
    return antwoord.content.decode()


@pytest.fixture
def oma_hier(gezin):
    return GezinslidFactory(gezin=gezin, voornaam="Oma", achternaam="Twee", rol="125")


@pytest.fixture
def oma_daar(ander_gezin, oma_hier):
    return GezinslidFactory(gezin=ander_gezin, voornaam="Oma", achternaam="Twee", rol="125")


@pytest.fixture
def voorstel(als, fatima, gezin, ander_gezin, oma_hier, oma_daar):
    antwoord = als(fatima).post(pad(gezin, "koppelen", oma_hier.pk), {"nummer": ander_gezin.nummer})
    assert antwoord.status_code == 302
    return Koppelvoorstel.objects.get()


def test_voorstel_staat_bij_het_andere_gezin(als, bram, gezin, ander_gezin, voorstel):
    html = tekst(als(bram).get(pad(ander_gezin, "leden")))
    assert "Fatima Voorbeeld denkt dat" in html
    assert gezin.nummer in html
    assert "Koppeling aanvaarden" in html


def test_na_aanvaarden_zien_beide_gezinnen_nummer_en_collega(als, fatima, bram, gezin, ander_gezin, oma_hier, voorstel):
    als(bram).post(pad(ander_gezin, "koppeling-beslissen", voorstel.pk), {"akkoord": "ja"})
    hier = tekst(als(fatima).get(pad(gezin, "leden")))
    assert "ook bekend in 2026-0388 (Bram Voorbeeld" in hier
    assert "Vreemdgezin" not in hier
    assert "ook bekend in 2026-0417 (Fatima Voorbeeld" in tekst(als(bram).get(pad(ander_gezin, "leden")))
    assert Gebeurtenis.objects.filter(gezin=ander_gezin, soort="koppeling.aanvaard", door_id=bram.pk).exists()
    # a tied member can still be changed
    gegevens = {"voornaam": "Oma", "achternaam": "Drie", "rol": "125", "geslacht": "vrouw", "vanaf": "01-01-2026"}
    assert als(fatima).post(pad(gezin, "lid-wijzigen", oma_hier.pk), gegevens).status_code == 302
    assert "koppeling met een ander gezin" in tekst(als(fatima).get(pad(gezin, "lid", oma_hier.pk)))


def test_afwijzen_koppelt_niet(als, fatima, bram, gezin, ander_gezin, voorstel):
    als(bram).post(pad(ander_gezin, "koppeling-beslissen", voorstel.pk), {"akkoord": "nee"})
    assert "ook bekend in" not in tekst(als(fatima).get(pad(gezin, "leden")))
    assert not Gezinslid.objects.exclude(persoon=None).exists()
    assert "denkt dat" not in tekst(als(bram).get(pad(ander_gezin, "leden")))


def test_voorsteller_beslist_nooit_zelf(als, fatima, team_noord, gezin, oma_hier):
    from tests.fabrieken import maak_gezin

    tweede = maak_gezin(fatima, team_noord, nummer="2026-0500", naam="Tweede")
    GezinslidFactory(gezin=tweede, voornaam="Oma", achternaam="Twee", rol="125")
    als(fatima).post(pad(gezin, "koppelen", oma_hier.pk), {"nummer": "2026-0500"})
    voorstel = Koppelvoorstel.objects.get()
    antwoord = als(fatima).post(pad(tweede, "koppeling-beslissen", voorstel.pk), {"akkoord": "ja"}, follow=True)
    assert "Hierover beslist iemand anders" in tekst(antwoord)
    voorstel.refresh_from_db()
    assert voorstel.beslist_op is None


def test_voorstel_van_een_ander_gezin_bestaat_niet(als, fatima, kees, bram, vera, gezin, ander_gezin, voorstel):
    assert als(fatima).post(pad(gezin, "koppeling-beslissen", voorstel.pk), {"akkoord": "ja"}).status_code == 404
    assert als(kees).post(pad(ander_gezin, "koppeling-beslissen", voorstel.pk), {"akkoord": "ja"}).status_code == 404
    assert als(vera).post(pad(gezin, "koppeling-beslissen", voorstel.pk), {"akkoord": "ja"}).status_code == 403
    assert als(bram).post(pad(ander_gezin, "koppeling-beslissen", 10**30), {"akkoord": "ja"}).status_code == 404


@pytest.mark.parametrize("nummer", ["2026-0388", "2026-9999", "x", "😀", "2026-0417", "", "2" * 50, "2026\x00"])
def test_nummer_zonder_die_persoon_geeft_uitleg(als, fatima, gezin, ander_gezin, sam, nummer):
    antwoord = als(fatima).post(pad(gezin, "koppelen", sam.pk), {"nummer": nummer})
    assert antwoord.status_code == 200
    assert 'aria-invalid="true"' in tekst(antwoord)
    assert not Koppelvoorstel.objects.exists()


def test_onbekend_gezin_en_gezin_zonder_die_persoon_zijn_niet_te_onderscheiden(als, fatima, gezin, ander_gezin, sam):
    fouten = set()
    for nummer in ("2026-0388", "2026-9999"):
        html = tekst(als(fatima).post(pad(gezin, "koppelen", sam.pk), {"nummer": nummer}))
        fouten.add("In dat gezin staat niemand met dezelfde naam" in html)
    assert fouten == {True}


def test_rondzoeken_houdt_na_vijf_keer_op(als, fatima, gezin, ander_gezin, oma_hier, oma_daar):
    client = als(fatima)
    for volgnummer in range(5):
        client.post(pad(gezin, "koppelen", oma_hier.pk), {"nummer": f"2026-90{volgnummer:02d}"})
    antwoord = client.post(pad(gezin, "koppelen", oma_hier.pk), {"nummer": ander_gezin.nummer})
    assert "vandaag al 5 keer" in tekst(antwoord)
    assert not Koppelvoorstel.objects.exists()


def test_secretariaat_koppelt_niet(als, vera, gezin, sam):
    assert als(vera).post(pad(gezin, "koppelen", sam.pk), {"nummer": "2026-0388"}).status_code == 403
