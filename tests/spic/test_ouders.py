"""Psychische problemen of a parent: recorded without a diagnosis, and what it says about contact with the GGZ."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from gezinnen.aanhaken import wat_nu
from gezinnen.models import Gebeurtenis
from spic.models import AndereHulp, HulpGeweigerd, PsychischeProblemen
from tests.spic.test_andere_hulp import dag, formulier, pad

NIEUW = "ouders/nieuw/"


def velden(lid, **anders):
    return {"gezinslid": lid.pk, "sinds": dag(30), "volgens": "ouder"} | anders


@pytest.fixture
def problemen(gezin, moeder, fatima):
    return PsychischeProblemen.objects.create(
        gezin=gezin,
        gezinslid=moeder,
        sinds=timezone.localdate() - timedelta(days=30),
        volgens="ouder",
        door_id=fatima.pk,
    )


def stappen(gezin):
    return [stap for stap in wat_nu({gezin.pk: gezin.nummer}) if "GGZ" in stap.tekst]


def kaart(client, gezin):
    tekst = client.get(pad(gezin)).content.decode()
    return tekst[tekst.index('id="ouders"') : tekst.index("</section>", tekst.index('id="ouders"'))]


def test_van_vastleggen_tot_hulp_en_tot_het_voorbij_is(als, fatima, gezin, moeder):
    client = als(fatima)
    antwoord = client.post(pad(gezin, NIEUW), velden(moeder))
    assert antwoord.url == f"{pad(gezin)}#ouders"
    rij = PsychischeProblemen.objects.get()
    assert "Geen contact met de GGZ" in kaart(client, gezin)
    [stap] = stappen(gezin)
    assert (moeder.roepnaam in stap.tekst, stap.url, stap.dagen) == (True, f"{pad(gezin)}#ouders", None)

    link = f"ander/nieuw/?groep=ggz&voor={moeder.pk}"
    assert f"?groep=ggz&amp;voor={moeder.pk}" in kaart(client, gezin)
    form = client.get(pad(gezin, link)).context["form"]
    assert (form["soort"].value(), form["leden"].value()) == ("ggz_ouder", [moeder.pk])
    client.post(pad(gezin, "ander/nieuw/"), formulier(moeder, soort="ggz_ouder", aangevraagd_op=dag(20)))
    assert "wacht nog" in kaart(client, gezin)
    assert stappen(gezin) == []
    hulp = AndereHulp.objects.get()
    hulp.start(op=timezone.localdate() - timedelta(days=5), door_id=fatima.pk)
    assert "Contact met de GGZ" in kaart(client, gezin)

    antwoord = client.post(pad(gezin, f"ouders/{rij.pk}/"), {"wat": "voorbij", "op": dag(1)})
    assert antwoord.url == f"{pad(gezin)}#ouders"
    rij.refresh_from_db()
    assert rij.voorbij_op == timezone.localdate() - timedelta(days=1)
    assert "Van geen ouder" in kaart(client, gezin)
    assert {"hulp.ouder_problemen", "hulp.ouder_voorbij"} <= set(Gebeurtenis.objects.values_list("soort", flat=True))


def test_een_spv_die_meegaat_is_een_weg_naar_de_ggz(als, fatima, gezin, moeder, problemen):
    assert stappen(gezin)
    als(fatima).post(pad(gezin, "ander/nieuw/"), formulier(moeder, soort="spv"))
    assert stappen(gezin) == []
    assert "SPV gaat mee" in kaart(als(fatima), gezin)


def test_hulp_van_een_ander_telt_niet_voor_deze_ouder(als, fatima, gezin, sam, problemen):
    als(fatima).post(pad(gezin, "ander/nieuw/"), formulier(sam, soort="ggz_ouder"))
    assert "Geen contact met de GGZ" in kaart(als(fatima), gezin)


def test_na_het_einde_van_de_begeleiding_vraagt_niemand_er_nog_om(gezin, problemen):
    gezin.begeleidingen.update(afgesloten_op=timezone.localdate(), fase="afgesloten")
    assert stappen(gezin) == []


def test_een_ouder_die_weg_is_staat_er_niet_meer(als, fatima, gezin, moeder, problemen):
    moeder.tot = timezone.localdate() - timedelta(days=1)
    moeder.save()
    assert stappen(gezin) == []
    assert "Van geen ouder" in kaart(als(fatima), gezin)


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ({"gezinslid": ""}, "Kies om wie het gaat."),
        ({"sinds": "1-1-3000"}, "De datum ligt in de toekomst."),
        ({"sinds": "gisteren"}, "Schrijf de datum als dd-mm-jjjj."),
        ({"volgens": ""}, "Kies wie dit zegt."),
        ({"volgens": "internet"}, "Kies wie dit zegt."),
    ],
)
def test_een_fout_staat_bij_het_veld_en_wat_is_gekozen_blijft(als, fatima, gezin, moeder, fout, zin):
    antwoord = als(fatima).post(pad(gezin, NIEUW), velden(moeder) | fout)
    assert antwoord.status_code == 200
    [(naam, fouten)] = antwoord.context["form"].errors.items()
    assert (naam in fout, zin in fouten[0]) == (True, True)
    assert not PsychischeProblemen.objects.exists()


def test_een_kind_en_iemand_van_een_ander_gezin_zijn_geen_keuze(als, fatima, gezin, sam, ander_gezin):
    vreemd = ander_gezin.leden.create(voornaam="Vreemd", rol="111")
    for lid in (sam, vreemd):
        antwoord = als(fatima).post(pad(gezin, NIEUW), velden(lid))
        assert "Kies een volwassene uit dit gezin." in antwoord.content.decode()
    assert not PsychischeProblemen.objects.exists()


def test_een_ouder_staat_er_een_keer(als, fatima, gezin, moeder, problemen):
    antwoord = als(fatima).post(pad(gezin, NIEUW), velden(moeder))
    assert "Kies een volwassene uit dit gezin." in antwoord.content.decode()
    dubbel = {"gezin": gezin, "gezinslid": moeder, "sinds": problemen.sinds, "volgens": "ouder", "door_id": fatima.pk}
    with pytest.raises(IntegrityError), transaction.atomic():
        PsychischeProblemen.objects.create(**dubbel)


def test_voorbij_kan_niet_voor_het_bekend_was(als, fatima, gezin, problemen):
    client, adres = als(fatima), pad(gezin, f"ouders/{problemen.pk}/")
    assert "Vul in sinds wanneer." in client.post(adres, {"wat": "voorbij"}).content.decode()
    assert "Kies die dag of later." in client.post(adres, {"wat": "voorbij", "op": dag(31)}).content.decode()
    assert "Kies wat klopt." in client.post(adres, {"wat": "anders"}).content.decode()
    problemen.refresh_from_db()
    assert problemen.voorbij_op is None


def test_een_vergissing_verdwijnt_en_een_tweede_keer_is_er_niets_meer(als, fatima, gezin, problemen):
    client, adres = als(fatima), pad(gezin, f"ouders/{problemen.pk}/")
    client.post(adres, {"wat": "vergissing"})
    assert not PsychischeProblemen.objects.exists()
    assert client.post(adres, {"wat": "vergissing"}).status_code == 404
    assert Gebeurtenis.objects.filter(soort="hulp.ouder_vergissing").count() == 1


def test_wat_een_collega_al_op_voorbij_zette_zegt_dat(als, fatima, gezin, problemen):
    problemen.is_voorbij(op=timezone.localdate(), door_id=fatima.pk)
    client, adres = als(fatima), pad(gezin, f"ouders/{problemen.pk}/")
    assert client.get(adres).url == f"{pad(gezin)}#ouders"
    assert client.post(adres, {"wat": "vergissing"}).url == f"{pad(gezin)}#ouders"
    assert PsychischeProblemen.objects.exists()


def test_wie_alleen_leest_heeft_geen_knoppen_en_het_secretariaat_leest_het_nergens(als, tom, vera, gezin, problemen):
    assert "/ouders/" not in kaart(als(tom), gezin)
    assert als(vera).get(pad(gezin)).status_code == 403
    dossier = als(vera).get(f"{gezin.get_absolute_url()}dossier/", follow=True).content.decode()
    assert "sychisch" not in dossier


def test_twee_collega_s_halen_het_tegelijk_weg(fatima, problemen):
    """The second had the row on the screen when the first took it away, or put it on voorbij."""
    tweede = PsychischeProblemen.objects.get()
    problemen.is_voorbij(op=timezone.localdate(), door_id=fatima.pk)
    with pytest.raises(HulpGeweigerd):
        tweede.was_vergissing(door_id=fatima.pk)
    assert PsychischeProblemen.objects.filter(voorbij_op=timezone.localdate()).exists()
    assert not Gebeurtenis.objects.filter(soort="hulp.ouder_vergissing").exists()


def test_wie_twee_keer_drukt_leest_dat_het_al_vaststaat(als, fatima, gezin, moeder):
    for _ in range(2):
        antwoord = als(fatima).post(pad(gezin, NIEUW), velden(moeder))
    assert "Stond het al vast" in antwoord.content.decode()
    assert Gebeurtenis.objects.filter(soort="hulp.ouder_problemen").count() == 1
