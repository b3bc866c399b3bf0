"""What is left to do after closing is found by who may still read the family, and by nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gezinnen.models import Agendapunt, Begeleiding, Fase
from ggw.toegang.models import Afscherming, Inzage
from tests.fabrieken import maak_gezin, sluit_af
from tests.vol_gezin import vul

URL = "/gezinnen/afgesloten/"
VERTEL, VRAAG = "Vertel het gezin wat er is besloten", "Vraag het gezin hoe het ging"


def tekst(client):
    antwoord = client.get(URL)
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def test_van_de_lijst_met_gezinnen_naar_wat_er_na_het_afsluiten_nog_te_doen_is(als, fatima, sanne, gezin):
    vul(gezin, fatima, sanne)
    sluit_af(gezin, 10)
    client = als(fatima)
    assert f'href="{URL}"' in client.get("/gezinnen/").content.decode()
    assert gezin.nummer not in client.get("/gezinnen/").content.decode()
    punt = Agendapunt.objects.filter(gezin=gezin, verteld_op=None).exclude(besluit="").latest("pk")
    vertel, vraag = (
        f"{gezin.get_absolute_url()}agendapunt/{punt.pk}/verteld/",
        f"{gezin.get_absolute_url()}tevredenheid/",
    )
    pagina = tekst(client)
    assert f'<a href="{vertel}">{VERTEL}</a>' in pagina
    assert f'<a href="{vraag}">{VRAAG}</a>' in pagina
    assert "Fatima Voorbeeld" in pagina
    assert [client.get(adres).status_code for adres in (vertel, vraag)] == [200, 200]
    assert client.post(vraag).status_code == 200
    pagina = tekst(client)
    assert VRAAG not in pagina
    assert "Mening gevraagd op" in pagina
    regel = Inzage.objects.latest("pk")
    assert (regel.uitkomst, list(regel.gezinnen)) == (200, [gezin.pk])


@pytest.mark.parametrize("wie", ["kees", "sanne", "gerda", "tom", "vera"])
def test_het_laatste_team_ziet_het_en_doet_wat_bij_de_rol_hoort(als, request, fatima, gezin, wie):
    vul(gezin, fatima, request.getfixturevalue("sanne"))
    sluit_af(gezin, 80)
    pagina = tekst(als(request.getfixturevalue(wie)))
    assert gezin.nummer in pagina
    doet = wie in ("kees", "sanne")
    assert (f">{VRAAG}</a>" in pagina, f">{VERTEL}</a>" in pagina) == (doet, doet)
    assert (VRAAG in pagina, VERTEL in pagina) == (True, wie != "vera"), (
        "what is left is not 'niets' for who may not do it"
    )


def test_een_ander_team_en_wie_geen_gezinnen_heeft(als, bram, ilse, boris, gezin):
    sluit_af(gezin, 10)
    assert gezin.nummer not in tekst(als(bram))
    assert "geen gezin van uw team afgesloten" in tekst(als(bram))
    assert [als(wie).get(URL).status_code for wie in (boris, ilse)] == [403, 403]
    assert als(bram).post(URL).status_code == 405


def test_na_drie_maanden_en_als_het_weer_loopt_staat_het_er_niet(als, fatima, gezin, team_noord):
    sluit_af(gezin, 95)
    assert gezin.nummer not in tekst(als(fatima))
    sluit_af(gezin, 10)
    assert gezin.nummer in tekst(als(fatima))
    sinds = timezone.localdate() - timedelta(days=2)
    Begeleiding.objects.create(gezin=gezin, fase=Fase.VERBINDEN, fase_sinds=sinds, begonnen_op=sinds)
    assert gezin.nummer not in tekst(als(fatima))


def test_een_afgeschermd_gezin_staat_er_niet(als, fatima, tom, paula, gezin):
    sluit_af(gezin, 10)
    nu = timezone.now() - timedelta(minutes=5)
    wie = {"gevraagd_door_id": tom.pk, "besloten_door_id": paula.pk}
    Afscherming.objects.create(gezin_id=gezin.pk, reden="x", besloten_op=nu, akkoord=True, ingegaan_op=nu, **wie)
    assert gezin.nummer not in tekst(als(fatima))


def test_laatst_afgesloten_staat_boven_en_een_lopend_gezin_nergens(als, fatima, gezin, team_noord):
    eerder = maak_gezin(fatima, team_noord, nummer="2026-0001")
    lopend = maak_gezin(fatima, team_noord, nummer="2026-0002")
    sluit_af(gezin, 5)
    sluit_af(eerder, 60)
    pagina = tekst(als(fatima))
    assert pagina.index(gezin.nummer) < pagina.index(eerder.nummer)
    assert lopend.nummer not in pagina
