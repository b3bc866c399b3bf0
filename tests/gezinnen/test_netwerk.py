"""Relations, gezag and the network of a family."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from gezinnen.models import Gebeurtenis, Gezag, Gezinslid, Netwerklid, Relatie
from tests.fabrieken import GezinslidFactory, KindFactory


def pad(gezin, naam, pk=None):
    kwargs = {"nummer": gezin.nummer} if pk is None else {"nummer": gezin.nummer, "pk": pk}
    return reverse(f"gezinnen:{naam}", kwargs=kwargs)


def tekst(antwoord):
    return antwoord.content.decode()


@pytest.fixture
def vader(gezin):
    return GezinslidFactory(gezin=gezin, voornaam="Ruben", achternaam="de Boer", geslacht="man")


@pytest.fixture
def relatie(gezin, moeder, vader):
    return Relatie.objects.create(gezin=gezin, van=moeder, soort="ex_partner", naar=vader)


@pytest.fixture
def gezag(gezin, sam, moeder):
    return Gezag.objects.create(gezin=gezin, kind=sam, houder=moeder, soort="ouderlijk", vanaf=date(2020, 1, 1))


@pytest.fixture
def jim(gezin, sam):
    return Netwerklid.objects.create(gezin=gezin, naam="Oom Jim", soort="jim", voor_kind=sam, doet="Voetbalt met Sam.")


# Relations


def test_relatie_toevoegen_en_in_woorden_lezen(als, fatima, gezin, sam, vader):
    als(fatima).post(pad(gezin, "relatie-toevoegen"), {"van": vader.pk, "soort": "ouder", "naar": sam.pk})
    assert "<bdi>Ruben</bdi> is vader van <bdi>Sam</bdi>" in tekst(als(fatima).get(pad(gezin, "leden")))
    html = tekst(als(fatima).get(pad(gezin, "lid", sam.pk)))
    assert "kind van" in html
    assert Gebeurtenis.objects.filter(soort="relatie.toegevoegd").exists()


def test_ouder_van_twaalf_kinderen_staat_in_een_zin(als, fatima, gezin, vader):
    for kind in KindFactory.create_batch(12, gezin=gezin):
        Relatie.objects.create(gezin=gezin, van=vader, soort="ouder", naar=kind)
    assert tekst(als(fatima).get(pad(gezin, "leden"))).count("is vader van") == 1


def test_dezelfde_relatie_kan_geen_twee_keer_ook_niet_omgekeerd(als, fatima, gezin, moeder, vader, relatie):
    for van, naar in ((moeder, vader), (vader, moeder)):
        antwoord = als(fatima).post(
            pad(gezin, "relatie-toevoegen"), {"van": van.pk, "soort": "ex_partner", "naar": naar.pk}
        )
        assert "Deze relatie staat er al." in tekst(antwoord)
    assert Relatie.objects.count() == 1


def test_relatie_met_zichzelf_of_met_een_vreemde_kan_niet(als, fatima, gezin, moeder, vreemd_kind):
    url = pad(gezin, "relatie-toevoegen")
    zelf = als(fatima).post(url, {"van": moeder.pk, "soort": "partner", "naar": moeder.pk})
    assert "Kies twee verschillende mensen." in tekst(zelf)
    vreemd = als(fatima).post(url, {"van": moeder.pk, "soort": "ouder", "naar": vreemd_kind.pk})
    assert "geldige keuze" in tekst(vreemd)
    assert not Relatie.objects.exists()


def test_relatie_beeindigen(als, fatima, gezin, relatie):
    als(fatima).post(pad(gezin, "relatie-beeindigen", relatie.pk), {"tot": "01-02-2026"})
    relatie.refresh_from_db()
    assert relatie.tot == date(2026, 2, 1)
    assert "was ex-partner van" in tekst(als(fatima).get(pad(gezin, "leden")))


# Gezag


def test_gezag_over_meer_kinderen_tegelijk(als, fatima, gezin, sam, moeder):
    ander_kind = KindFactory(gezin=gezin, voornaam="Noor")
    gegevens = {"kind": sam.pk, "houder": moeder.pk, "soort": "ouderlijk", "vanaf": "01-01-2020"}
    als(fatima).post(pad(gezin, "gezag-toevoegen"), gegevens | {"ook_voor": [ander_kind.pk]})
    assert set(gezin.gezag.values_list("kind_id", "houder_id")) == {(sam.pk, moeder.pk), (ander_kind.pk, moeder.pk)}


def test_gezag_dat_bij_een_kind_al_loopt_houdt_alles_tegen(als, fatima, gezin, sam, moeder, gezag):
    ander_kind = KindFactory(gezin=gezin, voornaam="Noor")
    gegevens = {"kind": ander_kind.pk, "houder": moeder.pk, "soort": "ouderlijk", "vanaf": "01-01-2020"}
    antwoord = als(fatima).post(pad(gezin, "gezag-toevoegen"), gegevens | {"ook_voor": [sam.pk]})
    assert "Dit kan niet voor Sam de Boer" in tekst(antwoord)
    assert gezin.gezag.count() == 1
    dubbel = als(fatima).post(pad(gezin, "gezag-toevoegen"), gegevens | {"kind": sam.pk})
    assert "Dit gezag loopt al." in tekst(dubbel)


def test_voogdij_door_de_instelling_heeft_geen_houder(als, fatima, gezin, sam, moeder):
    url = pad(gezin, "gezag-toevoegen")
    gegevens = {"kind": sam.pk, "soort": "voogdij_gi", "vanaf": "01-01-2026"}
    assert "blijft dit leeg" in tekst(als(fatima).post(url, gegevens | {"houder": moeder.pk}))
    assert als(fatima).post(url, gegevens).status_code == 302
    assert gezin.gezag.get().houder is None
    assert "voogdij door de instelling" in tekst(als(fatima).get(pad(gezin, "leden")))
    assert "Dit gezag loopt al." in tekst(als(fatima).post(url, gegevens))


@pytest.mark.parametrize("velden", [{"soort": "ouderlijk"}, {"soort": "x"}, {"soort": "ouderlijk", "houder": "zelf"}])
def test_gezag_zonder_goede_houder(als, fatima, gezin, sam, velden):
    velden = {veld: str(sam.pk) if waarde == "zelf" else waarde for veld, waarde in velden.items()}
    antwoord = als(fatima).post(pad(gezin, "gezag-toevoegen"), {"kind": sam.pk, "vanaf": "01-01-2026"} | velden)
    assert antwoord.status_code == 200
    assert 'role="alert"' in tekst(antwoord)
    assert not gezin.gezag.exists()


def test_gezag_beeindigen(als, fatima, gezin, sam, gezag):
    te_vroeg = als(fatima).post(pad(gezin, "gezag-beeindigen", gezag.pk), {"tot": "01-01-2019"})
    assert "De einddatum ligt voor de begindatum." in tekst(te_vroeg)
    als(fatima).post(pad(gezin, "gezag-beeindigen", gezag.pk), {"tot": "01-02-2026"})
    gezag.refresh_from_db()
    assert gezag.tot == date(2026, 2, 1)
    assert "niet vastgelegd" in tekst(als(fatima).get(pad(gezin, "leden")))


# Network


def test_netwerklid_toevoegen_per_kind(als, fatima, gezin, sam):
    gegevens = {"naam": "Basisschool De Zon", "soort": "school", "voor_kind": sam.pk, "telefoon": "020 1234567"}
    als(fatima).post(pad(gezin, "netwerklid-toevoegen"), gegevens | {"doet": "Let op eten.", "vanaf": "01-09-2026"})
    html = tekst(als(fatima).get(pad(gezin, "leden")))
    assert "Voor <bdi>Sam</bdi>" in html
    assert "Let op eten." in html
    assert "Basisschool De Zon" in tekst(als(fatima).get(pad(gezin, "lid", sam.pk)))


def test_netwerklid_wijzigen_en_beeindigen(als, fatima, gezin, jim):
    gegevens = {"naam": "Oom Jim", "soort": "jim", "vanaf": "01-01-2026", "tot": "01-06-2026"}
    als(fatima).post(pad(gezin, "netwerklid-wijzigen", jim.pk), gegevens)
    jim.refresh_from_db()
    assert (jim.voor_kind, jim.tot) == (None, date(2026, 6, 1))
    voor, kop, na = tekst(als(fatima).get(pad(gezin, "leden"))).partition("Eerder in het netwerk")
    assert kop
    assert "Oom Jim" in na
    assert "Oom Jim" not in voor


@pytest.mark.parametrize(
    "velden", [{"telefoon": "geen idee"}, {"email": "x"}, {"soort": "buur"}, {"naam": ""}, {"tot": "01-01-2020"}]
)
def test_netwerklid_dat_niet_klopt(als, fatima, gezin, velden):
    goed = {"naam": "Juf Els", "soort": "school", "vanaf": "01-01-2026", "doet": "Belt op vrijdag"}
    antwoord = als(fatima).post(pad(gezin, "netwerklid-toevoegen"), goed | velden)
    assert antwoord.status_code == 200
    assert "Belt op vrijdag" in tekst(antwoord)
    assert not gezin.netwerk.exists()


def test_netwerk_van_een_kind_van_een_ander_gezin(als, fatima, gezin, vreemd_kind):
    gegevens = {"naam": "Juf", "soort": "school", "vanaf": "01-01-2026", "voor_kind": vreemd_kind.pk}
    assert "geldige keuze" in tekst(als(fatima).post(pad(gezin, "netwerklid-toevoegen"), gegevens))


# Who may


def test_wie_mag_een_einde_vastleggen(als, fatima, bram, vera, gezin, relatie, gezag, jim):
    for naam, rij in [("relatie-beeindigen", relatie), ("gezag-beeindigen", gezag), ("netwerklid-wijzigen", jim)]:
        url = pad(gezin, naam, rij.pk)
        assert als(fatima).get(url).status_code == 200
        assert als(fatima).delete(url).status_code == 405
        assert als(vera).get(url).status_code == 403
        assert als(bram).get(url).status_code == 404
        leeg = als(fatima).post(url, {})
        assert leeg.status_code == 200
        assert 'role="alert"' in tekst(leeg)


def test_rijen_van_een_ander_gezin(als, fatima, gezin, ander_gezin, vreemd_kind):
    vreemde_ouder = GezinslidFactory(gezin=ander_gezin)
    rijen = {
        "relatie-beeindigen": Relatie.objects.create(
            gezin=ander_gezin, van=vreemde_ouder, soort="ouder", naar=vreemd_kind
        ),
        "gezag-beeindigen": Gezag.objects.create(
            gezin=ander_gezin, kind=vreemd_kind, houder=vreemde_ouder, soort="ouderlijk"
        ),
        "netwerklid-wijzigen": Netwerklid.objects.create(gezin=ander_gezin, naam="Vreemde juf", soort="school"),
    }
    for naam, rij in rijen.items():
        assert als(fatima).post(pad(gezin, naam, rij.pk), {"tot": "01-02-2026"}).status_code == 404
    assert Gezinslid.objects.filter(gezin=gezin).count() == 0
