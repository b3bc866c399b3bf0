"""Wie bel ik waarvoor: chosen per line, in the words of the family, and never a secret address."""

import pytest

from gezinnen.models import Adres, Contactgegeven, Netwerklid
from ggw.organisatie.models import LokaalTeam
from spic.bellijst import blad, lijnen
from spic.models import AndereHulp, Belregel


@pytest.fixture
def netwerk(gezin, fatima):
    """A grandmother, and somebody whose number nobody knows."""
    Netwerklid.objects.create(gezin=gezin, naam="Buurman Voorbeeld", soort="steunfiguur")
    return Netwerklid.objects.create(gezin=gezin, naam="Oma Voorbeeld", soort="familie", telefoon="06-00000031")


def pad(gezin, rest=""):
    return f"/gezinnen/{gezin.nummer}/hulp/bellen/{rest}"


def keuzes(client, gezin, **anders):
    """As the form stands there, with other choices: a text shows the line with it, None takes it off."""
    form = client.get(pad(gezin, "kiezen/")).context["form"]
    velden = {"gezien": form.nu}
    for lijn in form.lijnen:
        tekst = anders.get(lijn.sleutel.replace("-", "_"), lijn.waarvoor if lijn.tonen else None)
        velden[f"waarvoor_{lijn.sleutel}"] = tekst or ""
        if tekst is not None:
            velden[f"tonen_{lijn.sleutel}"] = "on"
    return velden


def test_het_blad_in_de_woorden_van_het_gezin(als, fatima, kees, gezin, netwerk, team_noord):
    LokaalTeam.objects.filter(pk=team_noord.lokaal_team_id).update(telefoon="020-0000009")
    client = als(fatima)
    begin = client.get(pad(gezin)).content.decode()
    assert "Fatima Voorbeeld" in begin
    assert "Wijkteam Noord" in begin
    assert "Bereikbaarheidsdienst" in begin
    assert "Oma Voorbeeld" not in begin, "wie niet is gekozen, staat er niet op"
    kies = client.get(pad(gezin, "kiezen/")).content.decode()
    assert "Buurman Voorbeeld" in kies.split("geen telefoonnummer:")[1]
    sleutel = f"netwerklid_{netwerk.pk}"
    client.post(pad(gezin, "kiezen/"), keuzes(client, gezin, **{sleutel: "Als ik moe ben", "lokaal_team": None}))
    bladtekst = client.get(pad(gezin)).content.decode()
    assert "Als ik moe ben" in bladtekst
    assert "06-00000031" in bladtekst
    assert "Wijkteam Noord" not in bladtekst
    netwerk.telefoon = "06-00000032"
    netwerk.save()
    assert "06-00000032" in [lijn.telefoon for lijn in blad(gezin)], "het nummer is zoals het nu in het netwerk staat"
    oud = keuzes(client, gezin)
    als(kees).post(pad(gezin, "kiezen/"), keuzes(als(kees), gezin, **{sleutel: "Als de kinderen ziek zijn"}))
    laat = client.post(pad(gezin, "kiezen/"), oud).content.decode()
    assert "Een collega veranderde het blad intussen" in laat
    assert Belregel.objects.get(netwerklid=netwerk).waarvoor == "Als de kinderen ziek zijn"


def test_geen_geheim_adres_en_geen_nummer_van_het_gezin_zelf(als, fatima, gezin, moeder, netwerk):
    Adres.objects.create(
        gezin=gezin, gezinslid=moeder, straat="Verborgenlaan", huisnummer="9", plaats="Niemandsdam", geheim=True
    )
    client, sleutel = als(fatima), f"netwerklid_{netwerk.pk}"
    url = pad(gezin, "kiezen/")
    fout = client.post(url, keuzes(client, gezin, **{sleutel: "Ik woon op Verborgenlaan 9"})).content.decode()
    assert "In de tekst staat een geheim adres." in fout
    zonder = client.post(url, keuzes(client, gezin, **{sleutel: ""})).content.decode()
    assert "Schrijf waarvoor het gezin dit nummer belt." in zonder
    Contactgegeven.objects.create(gezin=gezin, gezinslid=moeder, soort="telefoon", waarde=netwerk.telefoon)
    eigen = client.post(url, keuzes(client, gezin, **{sleutel: "Voor hulp"})).content.decode()
    assert "Dit is een nummer van het gezin zelf." in eigen
    assert not Belregel.objects.exists()


def test_hulp_die_voorbij_is_verdwijnt_van_het_blad(als, fatima, gezin):
    hulp = AndereHulp.objects.create(
        gezin=gezin,
        soort_id="schuldhulp",
        wat_nodig="rust",
        organisatie="Schuldhulp De Proef",
        telefoon="020-0000022",
        sleutel="6f1de0a2-6f0c-4bb5-9d2b-3f6a7a0f2a14",
        door_id=fatima.pk,
    )
    client = als(fatima)
    client.post(pad(gezin, "kiezen/"), keuzes(client, gezin, **{f"hulp_{hulp.pk}": "Brieven die ik niet snap"}))
    assert "Brieven die ik niet snap" in [lijn.waarvoor for lijn in blad(gezin)]
    hulp.niet_gestart(op=hulp.aangevraagd_op, reden="Niet meer nodig", door_id=fatima.pk)
    assert f"hulp-{hulp.pk}" not in [lijn.sleutel for lijn in lijnen(gezin)]


def test_het_blad_is_een_bladzijde_pdf(als, fatima, gezin, netwerk):
    antwoord = als(fatima).get(pad(gezin, "pdf/"))
    assert antwoord["Content-Type"] == "application/pdf"
    assert antwoord.content.count(b"/Type /Page\n") <= 1
