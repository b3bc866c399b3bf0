from datetime import timedelta

import pytest
from django.utils import timezone

from gezinnen.models import Begeleiding, Fase
from tests.fabrieken import KindFactory, maak_gezin
from tests.gezinnen.termijnen import maak_termijn
from veiligheid.models import Veiligheidsmeting

URL = "/gezinnen/"


def geef(kind, cijfer, auteur, **velden):
    return Veiligheidsmeting.objects.create(
        gezin=kind.gezin, kind=kind, soort="actueel", cijfer=cijfer, reden="omdat", auteur_id=auteur.pk, **velden
    )


def test_lijst_toont_eigen_gezin_en_geen_ander_team(als, fatima, gezin, ander_gezin):
    tekst = als(fatima).get(URL).content.decode()
    assert "De Boer–El Amrani" in tekst
    assert "Vreemdgezin" not in tekst


def test_gezin_van_collega_staat_er_alleen_bij_alle(als, kees, gezin):
    client = als(kees)
    assert gezin.naam not in client.get(URL).content.decode()
    assert gezin.naam in client.get(URL, {"wie": "team"}).content.decode()


def test_laagste_cijfer_eerst_en_onder_de_zes(als, fatima, team_noord):
    for nummer, cijfer in (("2026-1001", 8), ("2026-1002", 4), ("2026-1003", 6)):
        geef(KindFactory(gezin=maak_gezin(fatima, team_noord, nummer=nummer)), cijfer, fatima)
    tekst = als(fatima).get(URL, {"sorteer": "cijfer"}).content.decode()
    assert tekst.index("2026-1002") < tekst.index("2026-1003") < tekst.index("2026-1001")
    tekst = als(fatima).get(URL, {"onveilig": "on"}).content.decode()
    assert "2026-1002" in tekst
    assert "2026-1003" not in tekst


def test_het_nieuwste_cijfer_telt_en_de_trend_staat_erbij(als, fatima, sam):
    geef(sam, 8, fatima, op=timezone.now() - timedelta(days=9))
    geef(sam, 5, fatima)
    tekst = als(fatima).get(URL).content.decode()
    assert "daalt" in tekst


@pytest.mark.parametrize("sorteer", ["naam", "cijfer", "fase"])
def test_bladeren_toont_elk_gezin_een_keer(als, fatima, team_noord, sorteer):
    nummers = {maak_gezin(fatima, team_noord, nummer=f"2026-2{n:03d}", dagen=n % 7).nummer for n in range(60)}
    client, url, gezien = als(fatima), f"{URL}?sorteer={sorteer}", []
    while url:
        antwoord = client.get(url)
        gezien += [regel.gezin.nummer for regel in antwoord.context["regels"]]
        url = URL + antwoord.context["volgende"] if antwoord.context["volgende"] else ""
    assert len(gezien) == 60
    assert set(gezien) == nummers


def test_bladeren_op_fase_bereikt_ook_wie_geen_begeleiding_heeft(als, fatima, team_noord):
    nummers = {maak_gezin(fatima, team_noord, nummer=f"2026-2{n:03d}").nummer for n in range(60)}
    zonder = Begeleiding.objects.filter(gezin__nummer__lt="2026-2040")
    zonder.update(afgesloten_op=timezone.localdate(), fase=Fase.AFGESLOTEN)
    client, url, gezien = als(fatima), f"{URL}?sorteer=fase", []
    for _ in range(3):
        antwoord = client.get(url)
        gezien += [regel.gezin.nummer for regel in antwoord.context["regels"]]
        url = URL + antwoord.context["volgende"]
    assert antwoord.context["volgende"] == ""
    assert (len(gezien), set(gezien)) == (60, nummers)
    assert gezien[0] >= "2026-2040"


@pytest.mark.parametrize("na", ["x|y", "|", "9999|1", "2026-13-45|3", "a|99999999999999999999", "\x00|1"])
@pytest.mark.parametrize("sorteer", ["naam", "cijfer", "fase"])
def test_een_verzonnen_bladzijde_is_geen_fout(als, fatima, gezin, na, sorteer):
    assert als(fatima).get(URL, {"na": na, "sorteer": sorteer}).status_code == 200


def test_secretariaat_ziet_geen_cijfers(als, vera, fatima, sam):
    geef(sam, 3, fatima)
    antwoord = als(vera).get(URL)
    assert antwoord.status_code == 200
    assert "Laagste actueel" not in antwoord.content.decode()


def test_instroom_en_beheerder_hebben_geen_lijst(als, ilse, bea):
    assert als(ilse).get(URL).status_code == 403
    assert als(bea).get(URL).status_code == 403


def test_een_stap_zonder_recht_is_geen_link(als, fatima, sanne, team_noord):
    wachtend = maak_gezin(fatima, team_noord, wacht=True, nummer="2026-0900")
    toewijzen = "/gezinnen/2026-0900/toewijzen/"
    for url in (wachtend.get_absolute_url(), URL, "/"):
        assert f'href="{toewijzen}"' not in als(fatima).get(url).content.decode(), url
    assert f'href="{toewijzen}"' in als(sanne).get("/").content.decode()


def eerst_te_doen(client, gezin):
    regels = client.get(URL, {"wie": "team"}).context["regels"]
    [stap] = [regel.stap for regel in regels if regel.gezin == gezin]
    return stap


def test_eerst_te_doen_is_wat_het_langst_te_laat_is_voor_wie_samen(als, fatima, gezin, sam):
    ander = KindFactory(gezin=gezin, voornaam="Noor")
    for kind in (sam, ander):
        maak_termijn(gezin, -3, code="actuele_veiligheid", onderwerp_soort="kind", onderwerp_id=kind.pk)
    maak_termijn(gezin, -2, code="gezinsplan")
    stap = eerst_te_doen(als(fatima), gezin)
    assert ("Noor" in stap.tekst + stap.uitleg, "Sam" in stap.tekst + stap.uitleg, stap.dagen) == (True, True, -3)


def test_een_onveilig_kind_gaat_voor_wat_langer_te_laat_is(als, fatima, gezin, sam):
    maak_termijn(gezin, -30, code="gezinsplan")
    maak_termijn(gezin, 1, code="onder_de_zes", onderwerp_soort="kind", onderwerp_id=sam.pk)
    stap = eerst_te_doen(als(fatima), gezin)
    assert (stap.onveilig, stap.dagen) == (True, 1)


def test_wat_op_een_ander_wacht_of_een_ander_doet_staat_er_niet(als, fatima, gezin):
    maak_termijn(gezin, -9, code="gezinsplan", wacht_op="de rechter")
    maak_termijn(gezin, -8, code="toewijzing")
    maak_termijn(gezin, 3, code="kwestie_trede", onderwerp_soort="kwestie", onderwerp_id=1)
    assert eerst_te_doen(als(fatima), gezin).dagen == 3
