from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gezinnen.models import Gebeurtenis, Maatregel
from gezinnen.tijdlijn import ZINNEN


def url(naam, gezin):
    return reverse(f"gezinnen:{naam}", kwargs={"nummer": gezin.nummer})


def tekst(antwoord):
    return antwoord.content.decode()


@pytest.fixture
def leg_vast(gezin, fatima):
    def doe(soort, onderwerp_id=1, **gegevens):
        return Gebeurtenis.leg_vast(gezin, soort, door_id=fatima.pk, onderwerp_id=onderwerp_id, **gegevens)

    return doe


def test_tijdlijn_leest_als_zinnen_met_links(als, fatima, gezin, leg_vast):
    leg_vast("maatregel.toegevoegd", 12)
    pagina = tekst(als(fatima).get(url("dossier", gezin)))
    assert f'<a href="{url("maatregelen", gezin)}#maatregel-12">Maatregel vastgelegd</a>' in pagina
    assert "Fatima Voorbeeld" in pagina


def test_nieuwste_staat_boven(als, fatima, gezin, leg_vast):
    leg_vast("maatregel.toegevoegd")
    leg_vast("document.toegevoegd")
    pagina = tekst(als(fatima).get(url("dossier", gezin)))
    assert pagina.index("Document toegevoegd") < pagina.index("Maatregel vastgelegd")


def test_onbekende_soort_breekt_de_pagina_niet(als, fatima, gezin, leg_vast):
    leg_vast("iets_nieuws.gebeurd", None)
    leg_vast("zonderpunt")
    assert "Iets nieuws gebeurd" in tekst(als(fatima).get(url("dossier", gezin)))


def test_zin_mag_een_functie_zijn_en_mag_missen_wat_ze_zoekt(als, fatima, gezin, leg_vast, monkeypatch):
    monkeypatch.setitem(ZINNEN, "plan.proef", (lambda g: f"Plan versie {g.gegevens['versie']}", "bestaat:niet"))
    leg_vast("plan.proef", versie=3)
    leg_vast("plan.proef")
    pagina = tekst(als(fatima).get(url("dossier", gezin)))
    assert "Plan versie 3" in pagina
    assert "Plan proef" in pagina


def test_filter_op_onderwerp(als, fatima, gezin, leg_vast):
    leg_vast("maatregel.toegevoegd")
    leg_vast("document.toegevoegd")
    pagina = tekst(als(fatima).get(url("dossier", gezin), {"onderwerp": "maatregelen"}))
    assert "Maatregel vastgelegd" in pagina
    assert "Document toegevoegd" not in pagina


def test_secretariaat_ziet_alleen_wat_bij_dat_werk_hoort(als, vera, gezin, leg_vast):
    for soort in ("maatregel.toegevoegd", "document.toegevoegd", "verblijf.toegevoegd"):
        leg_vast(soort)
    for soort in (
        "meting.zeldzaam",
        "contactmoment.zeldzaam",
        "plan.zeldzaam",
        "veiligheidsplan.zeldzaam",
        "nieuw.zeldzaam",
    ):
        leg_vast(soort)
    client = als(vera)
    pagina = tekst(client.get(url("dossier", gezin)))
    assert "Maatregel vastgelegd" in pagina
    assert "Document toegevoegd" in pagina
    assert "zeldzaam" not in pagina
    for code in ("veiligheid", "contact", "plan", "onzin"):
        assert "zeldzaam" not in tekst(client.get(url("dossier", gezin), {"onderwerp": code}))
    assert '<option value="veiligheid"' not in pagina


def test_bladeren_mist_niets_en_herhaalt_niets(als, fatima, gezin, leg_vast):
    moment = timezone.now()
    Gebeurtenis.objects.bulk_create(
        Gebeurtenis(
            gezin=gezin, soort="maatregel.toegevoegd", onderwerp_id=nummer, op=moment - timedelta(minutes=nummer // 3)
        )
        for nummer in range(120)
    )
    client, plek, gezien = als(fatima), url("dossier", gezin), []
    volgende = ""
    while True:
        antwoord = client.get(plek + volgende)
        gezien += [regel.gebeurtenis.onderwerp_id for regel in antwoord.context["regels"]]
        volgende = antwoord.context["volgende"]
        if not volgende:
            break
    assert sorted(gezien) == list(range(120))


@pytest.mark.parametrize(
    "waarde", ["", "x" * 5000, "\x00", "-1_5", "9" * 17 + "_1", "1_" + "9" * 25, "²_1", "ليلى 👪", "_"]
)
def test_vreemde_adressen_geven_nooit_een_storing(als, fatima, gezin, leg_vast, waarde):
    leg_vast("maatregel.toegevoegd")
    for naam in ("na", "onderwerp"):
        assert als(fatima).get(url("dossier", gezin), {naam: waarde}).status_code == 200


def test_ander_team_en_andere_gezinnen(als, bram, fatima, gezin, ander_gezin, leg_vast):
    leg_vast("maatregel.toegevoegd")
    Gebeurtenis.leg_vast(ander_gezin, "vreemd.zeldzaam", door_id=bram.pk)
    for naam in ("dossier", "wie"):
        assert als(bram).get(url(naam, gezin)).status_code == 404
    assert "zeldzaam" not in tekst(als(fatima).get(url("dossier", gezin)))


def test_zonder_recht_en_met_verkeerde_methode(als, ilse, fatima, gezin):
    for naam in ("dossier", "wie"):
        assert als(ilse).get(url(naam, gezin)).status_code == 403
        assert als(fatima).post(url(naam, gezin)).status_code == 405


def test_wie_kan_dit_dossier_inzien(als, vera, kees, sanne, bram, gezin):
    pagina = tekst(als(vera).get(url("wie", gezin)))
    assert "Fatima Voorbeeld" in pagina
    assert "is gezinsmanager van dit gezin" in pagina
    assert "Sanne Voorbeeld" in pagina
    assert "Senior gezinsmanager" in pagina
    assert "Bram Voorbeeld" not in pagina


def test_vraagt_niet_meer_bij_meer_regels(als, fatima, gezin, sam, leg_vast, django_assert_max_num_queries):
    client = als(fatima)
    Maatregel.objects.create(gezin=gezin, kind=sam, soort_id="11", begin="2026-01-01", einde="2026-12-31")

    def tel():
        with django_assert_max_num_queries(60) as gezien:
            client.get(url("dossier", gezin))
        return len(gezien)

    leg_vast("maatregel.toegevoegd")
    een = tel()
    for _ in range(20):
        leg_vast("maatregel.toegevoegd")
    assert tel() == een
