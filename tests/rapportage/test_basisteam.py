"""The dashboard of a team: every number equals the hand count of `teamwereld`, and its list has as many rows."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from ggw.organisatie.models import Lidmaatschap, Vervanging
from ggw.organisatie.rollen import RECHTEN, Rol
from ggw.toegang.models import Inzage
from tests.fabrieken import GebruikerFactory, maak_gezin
from tests.rapportage import teamwereld as hand
from tests.rapportage.teamwereld import in_tekst, lijst, maak_wereld, namen, pagina
from veiligheid.models import Signaal

ONDERDELEN = {
    "veiligheid.bekijken",
    "kwestie.bekijken",
    "verwijzing.bekijken",
    "bto.bekijken",
    "contact.bekijken",
    "fase.bekijken",
    "gezinnen.lijst",
}
LEIDING = ("sanne", "gerda", "tom")


@pytest.fixture
def wereld(team_noord, fatima, kees, sanne, wilgenboog, ander_gezin):
    return maak_wereld(team_noord, fatima, kees, sanne, wilgenboog)


@pytest.fixture(params=LEIDING)
def leider(request, sanne, gerda, tom):
    return {"sanne": sanne, "gerda": gerda, "tom": tom}[request.param]


def test_elke_tegel_is_wat_de_hand_telt(als, leider, wereld):
    antwoord = als(leider).get(pagina(wereld.team))
    tegels = antwoord.context["tegels"]
    assert {tegel.getal.tekst: tegel.getal.toon for tegel in tegels} == hand.TEGELS
    for tegel in tegels:
        assert {detail.tekst: detail.getal for detail in tegel.details} == hand.DETAILS[tegel.getal.tekst]
        assert tegel.getal.toon in antwoord.content.decode()
    assert "langste 7 weken" in in_tekst(antwoord)
    assert "6 gezinnen · 3 gezinsmanagers" in in_tekst(antwoord)


def test_elke_cel_van_het_rooster_is_wat_de_hand_telt(als, leider, wereld):
    rijen = als(leider).get(pagina(wereld.team)).context["rijen"]
    assert [(rij.naam, [cel.getal for cel in rij.cellen], rij.caseload) for rij in rijen] == hand.ROOSTER


def test_elk_getal_opent_een_lijst_met_zoveel_rijen(als, sanne, wereld):
    mens = als(sanne)
    context = mens.get(pagina(wereld.team)).context
    getallen = [cel for rij in context["rijen"] for cel in (*rij.cellen, *rij.fasen)]
    for tegel in context["tegels"]:
        getallen += tegel.details
        getallen += [tegel.getal] if not tegel.getal.eenheid else []
    getallen += context["besluiten"]
    for getal in getallen:
        antwoord = mens.get(getal.url)
        assert len(antwoord.context["regels"]) == getal.getal, getal
        assert antwoord.content.count(b'<th scope="row"') == getal.getal


@pytest.mark.parametrize("wat", hand.LIJSTEN)
def test_elke_lijst_toont_deze_gezinnen_in_deze_volgorde(als, leider, wereld, wat):
    antwoord = als(leider).get(lijst(wereld.team, wat=wat))
    assert namen(antwoord) == hand.LIJSTEN[wat]
    gezien = set(Inzage.objects.latest("pk").gezinnen)
    assert gezien == {wereld.gezinnen[naam].pk for naam in hand.LIJSTEN[wat]}


def test_het_aandeel_op_tijd_is_dat_van_zijn_lijst(als, sanne, wereld):
    regels = als(sanne).get(lijst(wereld.team, wat="overleg")).context["regels"]
    assert [(regel.plek.naam, regel.soort) for regel in regels] == [
        ("Cactus", "rood"),
        ("Braam", "oranje"),
        ("Braam", "groen"),
    ]


def test_eerst_bespreken_in_volgorde_met_de_redenen(als, leider, wereld):
    antwoord = als(leider).get(pagina(wereld.team))
    ons, ander = antwoord.context["ons"], antwoord.context["ander"]
    assert [(b.plek.naam, [reden.zin for reden in b.redenen]) for b in ons] == hand.AAN_ONS
    assert [b.plek.naam for b in ander] == ["Braam"]
    wacht = {b.plek.naam: [reden.tekst for reden in b.wacht] for b in (*ons, *ander) if b.wacht}
    assert wacht == hand.BIJ_ANDER
    assert [b.plek.naam for b in ons if b.op_de_agenda] == ["Appel"]
    for redenen in (*(redenen for _, redenen in hand.AAN_ONS), *hand.BIJ_ANDER.values()):
        for reden in redenen:
            assert reden in in_tekst(antwoord)
    assert set(Inzage.objects.latest("pk").gezinnen) == {gezin.pk for gezin in wereld.gezinnen.values()}


def test_een_verborgen_gezin_telt_niet_en_staat_nergens(als, leider, wereld):
    mens = als(leider)
    urls = [pagina(wereld.team), *(lijst(wereld.team, wat=wat) for wat in hand.LIJSTEN)]
    for url in (*urls, f"{lijst(wereld.team, wat='te-laat')}&uitvoer=csv"):
        inhoud = mens.get(url).content.decode()
        for geheim in hand.VERBORGEN:
            assert geheim not in inhoud, url


def test_wie_benoemd_is_ziet_het_afgeschermde_gezin_ook_hier(als, sanne, tom, wereld):
    hand.benoem(wereld.geheim, sanne, door=tom)
    tegels = als(sanne).get(pagina(wereld.team)).context["tegels"]
    assert [tegel.getal.getal for tegel in tegels][:2] == [3, 9]
    assert [tegel.getal.getal for tegel in als(tom).get(pagina(wereld.team)).context["tegels"]][:2] == [2, 8]


def test_een_ander_team_bestaat_hier_niet(als, leider, wereld, team_zuid):
    for url in (pagina(team_zuid), lijst(team_zuid, wat="gezinnen"), "/basisteam/999999/"):
        assert als(leider).get(url).status_code == 404


@pytest.mark.parametrize("rol", [rol for rol in Rol if "basisteam.bekijken" not in RECHTEN[rol]])
def test_zonder_recht_geen_basisteam(als, wereld, rol):
    mens = als(
        GebruikerFactory(rol=rol, team=None if "aanb" in rol or rol in ("aanmeldteam", "hulpverlener") else wereld.team)
    )
    for url in ("/basisteam/", pagina(wereld.team), lijst(wereld.team)):
        assert mens.get(url).status_code == 403


def test_een_andere_methode_mag_niet(als, sanne, wereld):
    for url in ("/basisteam/", pagina(wereld.team), lijst(wereld.team)):
        for methode in ("post", "put", "delete"):
            assert getattr(als(sanne), methode)(url).status_code == 405


def test_wie_het_basisteam_ziet_mag_elk_onderdeel_zien():
    for rol in Rol:
        if "basisteam.bekijken" in RECHTEN[rol]:
            assert RECHTEN[rol] >= ONDERDELEN


def test_een_team_gaat_meteen_open_en_meer_staan_naast_elkaar(als, tom, wereld, team_zuid):
    mens = als(tom)
    assert mens.get("/basisteam/").url == pagina(wereld.team)
    Lidmaatschap.objects.create(gebruiker=tom, basisteam=team_zuid, vanaf=timezone.localdate())
    antwoord = als(tom).get("/basisteam/")
    regels = {regel.team.naam: [getal.getal for getal, _ in regel.getallen] for regel in antwoord.context["regels"]}
    assert regels == {"Noord 3": [6, 2, 8, 33, 2, 2], "Zuid 1": [1, 0, 0, None, 0, 0]}
    tekst = als(tom).get("/basisteam/?uitvoer=csv").content.decode("utf-8-sig")
    assert "Noord 3;6;2;;8;;33;;2;;2;" in tekst
    assert "Zuid 1;1;0;;0;;;;0;;0;" in tekst


def test_zonder_team_staat_er_wat_er_aan_te_doen_is(als, db):
    antwoord = als(GebruikerFactory(rol=Rol.SENIOR)).get("/basisteam/")
    assert "in geen basisteam" in antwoord.content.decode()


def test_een_leeg_team(als, sanne, team_noord):
    antwoord = als(sanne).get(pagina(team_noord))
    assert [tegel.getal.toon for tegel in antwoord.context["tegels"]] == ["0", "0", "–", "0", "0"]
    assert [rij.naam for rij in antwoord.context["rijen"]] == ["Samen"]
    assert "geen gezin waar iets te laat of onveilig is" in antwoord.content.decode()
    assert als(sanne).get(lijst(team_noord, wat="te-laat")).status_code == 200


def test_een_team_met_alleen_wachtende_gezinnen(als, sanne, gerda, team_noord):
    maak_gezin(sanne, team_noord, naam="Wachtend", wacht=True)
    antwoord = als(gerda).get(pagina(team_noord))
    assert [(rij.naam, rij.cellen[0].getal, rij.caseload) for rij in antwoord.context["rijen"]] == [
        ("Sanne Voorbeeld", 1, "wacht 1"),
        ("Samen", 1, "wacht 1"),
    ]
    assert "1 gezin · 0 gezinsmanagers" in in_tekst(antwoord)


def test_een_gezin_van_wie_weg_is_blijft_in_beeld(als, sanne, fatima, gezin, team_noord):
    fatima.is_active = False
    fatima.save(update_fields=["is_active"])
    antwoord = als(sanne).get(pagina(team_noord))
    assert "account gestopt" in antwoord.content.decode()


def test_duwtje_en_agenda_staan_waar_zij_kunnen(als, sanne, gerda, wereld):
    url = lijst(wereld.team, wat="te-laat")
    tekst = als(sanne).get(url).content.decode()
    assert tekst.count("Geef een duwtje") == 7  # of the eight one is for Sanne herself
    assert "Geef een duwtje" not in als(gerda).get(url).content.decode()
    adressen = [adres for adres in re.findall(r'href="([^"]+)"', tekst) if "duwtje" in adres]
    duwtje = adressen[0].replace("&amp;", "&")
    antwoord = als(sanne).post(duwtje, {"reden": "Denkt u aan dit gezin?"})
    assert antwoord.url == lijst(wereld.team, wat="te-laat")
    tekst = als(gerda).get(pagina(wereld.team)).content.decode()
    assert tekst.count("Zet op de agenda") == 5
    assert tekst.count("Staat op de agenda") == 1


def test_na_een_duwtje_sta_je_weer_in_dezelfde_lijst_met_hetzelfde_filter(als, sanne, fatima, wereld):
    url = lijst(wereld.team, wat="te-laat-week", wie=fatima.pk, sorteer="gezin")
    client = als(sanne)
    adressen = re.findall(r'href="([^"]+/duwtje/[^"]+)"', client.get(url).content.decode())
    duwtje = adressen[0].replace("&amp;", "&")
    assert f'href="{url.replace("&", "&amp;")}"' in client.get(duwtje).content.decode()
    antwoord = client.post(duwtje, {"reden": ""})
    assert antwoord.url == url
    assert client.get(antwoord.url).status_code == 200


@pytest.mark.parametrize(
    ("vraag", "daarna"),
    [
        ({"lijst": "wat=te-laat&uitvoer=csv"}, "?wat=te-laat"),
        ({"lijst": "//elders.example/"}, "?%2F%2Felders.example%2F=&wat=te-laat"),
        ({}, "?wat=te-laat"),
    ],
)
def test_na_een_duwtje_kom_je_nooit_ergens_anders(als, sanne, wereld, vraag, daarna):
    tekst = als(sanne).get(lijst(wereld.team, wat="te-laat")).content.decode()
    pad = re.findall(r'href="([^"?]+/duwtje/)', tekst)[0]
    antwoord = als(sanne).post(f"{pad}?{urlencode({'van': 'basisteam', 'team': wereld.team.pk, **vraag})}")
    assert antwoord.url == f"/basisteam/{wereld.team.pk}/lijst/{daarna}"


def test_het_menu_noemt_het_basisteam_en_niet_meer_het_weekoverzicht(als, sanne, fatima, wereld):
    antwoord = als(sanne).get(pagina(wereld.team))
    menu = {item.naam: item for item in antwoord.context["navigatie"]}
    assert menu["Basisteam"].actief
    assert "Weekoverzicht" not in menu
    assert "/weekoverzicht/" in antwoord.content.decode()
    assert "Basisteam" not in {item.naam for item in als(fatima).get("/").context["navigatie"]}


def test_het_rooster_zegt_wie_weg_is_en_wie_vervangt(als, sanne, fatima, kees, wereld):
    dag = timezone.localdate()
    Vervanging.objects.create(gebruiker=kees, vervanger=fatima, vanaf=dag, tot=dag, door=sanne)
    later = {"vanaf": dag + timedelta(days=1), "tot": dag + timedelta(days=9)}
    Vervanging.objects.create(gebruiker=fatima, vervanger=kees, door=sanne, **later)
    rijen = als(sanne).get(pagina(wereld.team)).context["rijen"]
    zin = f"weg tot en met {date_format(dag, 'j F')}, Fatima Voorbeeld vervangt"
    assert {rij.naam: rij.weg for rij in rijen if rij.weg} == {"Kees Voorbeeld": zin}


def test_een_signaal_dat_te_laat_is_staat_er_een_keer_en_weegt_zwaarder(als, sanne, fatima, wereld):
    """Its term is late too: the family does not read the same thing twice, and it comes before a signal that still has time."""
    gezin = wereld.gezinnen["Framboos"]
    signaal = Signaal.objects.create(gezin=gezin, soort="stagnatie", feit="Niets.", sleutel=uuid4(), door_id=fatima.pk)
    url = pagina(wereld.team)

    def redenen():
        return {
            b.plek.naam: [(reden.zin, reden.soort) for reden in b.redenen] for b in als(sanne).get(url).context["ons"]
        }

    woorden = "signaal (hulp loopt vast) niet beoordeeld, vandaag ontvangen"
    assert redenen()["Framboos"][0] == (woorden, "oranje")
    hand.maak_termijn(gezin, -1, code="signaal", onderwerp_soort="signaal", onderwerp_id=signaal.pk)
    assert redenen()["Framboos"][0] == (woorden, "rood")
    assert not any("Signaal beoordeeld" in zin for zin, _ in redenen()["Framboos"])


def test_termijnen_van_een_norm_staan_op_een_regel(als, sanne, wereld):
    gezin = wereld.gezinnen["Framboos"]
    for nummer in (1, 2):
        hand.maak_termijn(gezin, nummer, code="herstel_veiligheid", onderwerp_soort="kind", onderwerp_id=nummer)
    (framboos,) = [b for b in als(sanne).get(pagina(wereld.team)).context["ons"] if b.plek.naam == "Framboos"]
    assert [reden.zin for reden in framboos.redenen] == [
        "Nieuwe meting na een cijfer onder 6 (2 keer): over 1 dag",
        "Maatregel of machtiging loopt af: over 3 dagen",
    ]


def test_een_termijn_per_kind_zegt_voor_wie(als, sanne, fatima, wereld):
    gezin = wereld.gezinnen["Appel"]
    for nummer, kind in enumerate(gezin.leden.filter(voornaam__in=["Sam", "Noor"]).order_by("voornaam")):
        soort = {"onderwerp_soort": "kind", "onderwerp_id": kind.pk}
        hand.maak_termijn(gezin, -50 - nummer, code="kind_gezien", eigenaar_id=fatima.pk, **soort)
    url = lijst(wereld.team, wat="contact-laat")
    regels = als(sanne).get(url).context["regels"]
    assert [regel.voor for regel in regels] == ["Sam", "Noor", ""]
    assert "voor <bdi>Sam</bdi>" in als(sanne).get(url).content.decode()
    assert ";voor Sam;51 dagen te laat;" in als(sanne).get(f"{url}&uitvoer=csv").content.decode()


def test_een_lange_lijst_staat_op_bladzijden_en_het_bestand_heeft_alles(als, sanne, fatima, wereld):
    for nummer in range(70):
        hand.maak_termijn(
            wereld.gezinnen["Braam"], -100, code="herstel_veiligheid", onderwerp_soort="x", onderwerp_id=nummer
        )
    url, mens = lijst(wereld.team, wat="te-laat", sorteer="lang"), als(sanne)
    eerste = mens.get(url)
    assert (len(eerste.context["regels"]), eerste.context["vorige"]) == (30, "")
    assert "78 in deze lijst, hier 1 tot en met 30" in in_tekst(eerste)
    assert Inzage.objects.latest("pk").gezinnen == [wereld.gezinnen["Braam"].pk]
    tweede = mens.get(f"/basisteam/{wereld.team.pk}/lijst/{eerste.context['volgende']}")
    derde = mens.get(f"/basisteam/{wereld.team.pk}/lijst/{tweede.context['volgende']}")
    assert [len(blad.context["regels"]) for blad in (tweede, derde)] == [30, 18]
    assert namen(derde) == ["Braam"] * 10 + hand.LIJSTEN["te-laat"]
    assert derde.context["volgende"] == ""
    assert "78 in deze lijst, hier 61 tot en met 78" in in_tekst(derde)
    terug = f"/basisteam/{wereld.team.pk}/lijst/{derde.context['vorige']}"
    assert namen(mens.get(terug)) == namen(tweede)
    bestand = mens.get(f"{url}&vanaf=60&uitvoer=csv").content.decode("utf-8-sig")
    assert bestand.split("\r\n").index("") == 1 + 78
    assert len(Inzage.objects.latest("pk").gezinnen) == 5


@pytest.mark.parametrize("vanaf", ["-1", "abc", "\x00", "99999999999", "5000", "٣"])
def test_een_verzonnen_bladzijde_is_de_eerste(als, sanne, wereld, vanaf):
    antwoord = als(sanne).get(f"/basisteam/{wereld.team.pk}/lijst/", {"wat": "te-laat", "vanaf": vanaf})
    assert namen(antwoord) == hand.LIJSTEN["te-laat"]


def test_een_is_enkelvoud(als, sanne, wereld):
    tekst = in_tekst(als(sanne).get(pagina(wereld.team)))
    assert "1 signaal niet beoordeeld" in tekst
    assert "1 kwestie ligt bij u" in tekst
    assert "1 van 3 in 12 weken" in tekst


def test_stand_van_nu(als, sanne, fatima, wereld):
    """No number is of last night: what changes a moment ago is in it."""
    mens = als(sanne)
    hand.meet(wereld.gezinnen["Framboos"].leden.get(), 3, auteur=fatima)
    assert mens.get(pagina(wereld.team)).context["tegels"][0].getal.getal == 3


def test_de_vragen_zijn_niet_meer_dan_twaalf_en_groeien_niet(als, sanne, wereld, tel_vragen, fatima, wilgenboog):
    mens = als(sanne)
    klein = tel_vragen(mens, pagina(wereld.team))
    assert klein <= 12
    for nummer in range(20):
        gezin = maak_gezin(fatima, wereld.team, nummer=f"2026-7{nummer:03d}", fase="ondersteunen", dagen=90)
        hand.kind(gezin, "Kind", 4, auteur=fatima)
        hand.maak_termijn(gezin, -4, code="gezinsplan", eigenaar_id=fatima.pk)
        hand.wacht_op_hulp(gezin, 9, wilgenboog, fatima)
        hand.meld_kwestie(gezin, 3, 8, fatima)
    assert tel_vragen(mens, pagina(wereld.team)) == klein
    for wat in hand.LIJSTEN:
        assert tel_vragen(mens, lijst(wereld.team, wat=wat)) <= 12, wat


def test_meer_teams_vragen_niet_meer(als, tom, wereld, team_zuid, tel_vragen):
    Lidmaatschap.objects.create(gebruiker=tom, basisteam=team_zuid, vanaf=timezone.localdate() - timedelta(days=1))
    assert tel_vragen(als(tom), "/basisteam/") <= 12


def test_elke_link_op_de_pagina_werkt(als, leider, wereld):
    mens = als(leider)
    for url in (pagina(wereld.team), lijst(wereld.team, wat="bespreken"), lijst(wereld.team, wat="te-laat")):
        for adres in set(re.findall(r'href="(/[^"]+)"', mens.get(url).content.decode())):
            if not adres.startswith("/static/"):
                deel = urlsplit(adres.replace("&amp;", "&"))
                assert mens.get(deel.path, parse_qs(deel.query)).status_code in (200, 302), adres
