"""The lists of a team: filter and order in the URL, and the file that holds what is seen."""

import pytest

from ggw.toegang.models import Inzage
from spic.models import Verwijzing
from tests.rapportage import teamwereld as hand
from tests.rapportage.teamwereld import lijst, maak_wereld, namen, pagina


@pytest.fixture
def wereld(team_noord, fatima, kees, sanne, wilgenboog, ander_gezin):
    return maak_wereld(team_noord, fatima, kees, sanne, wilgenboog)


@pytest.mark.parametrize("soort", ["csv", "xlsx"])
@pytest.mark.parametrize("wat", ["te-laat", "bespreken", "overleg"])
def test_het_bestand_is_wat_op_de_pagina_staat(als, sanne, wereld, kees, wat, soort):
    mens, url = als(sanne), lijst(wereld.team, wat=wat, sorteer="gezin", wie=kees.pk)
    op_de_pagina = mens.get(url).context["regels"]
    antwoord = mens.get(f"{url}&uitvoer={soort}")
    regel = Inzage.objects.latest("pk")
    assert (regel.gebeurtenis, set(regel.gezinnen)) == (
        "basisteam.uitvoeren",
        {rij.plek.gezin_id for rij in op_de_pagina},
    )
    if soort == "csv":
        rijen = [rij.split(";") for rij in antwoord.content.decode("utf-8-sig").split("\r\n")]
        einde = rijen.index([""])
        assert [rij[1] for rij in rijen[1:einde]] == [rij.plek.naam for rij in op_de_pagina]
        assert rijen[0][-3] == "Dagen"
        verwacht = ["" if rij.dagen is None else str(rij.dagen) for rij in op_de_pagina]
        assert [rij[-3] for rij in rijen[1:einde]] == verwacht
        assert ["Gezinsmanager of wachter: Kees Voorbeeld"] in rijen
    else:
        assert antwoord.content.startswith(b"PK")


def test_het_rooster_als_bestand(als, sanne, wereld):
    tekst = als(sanne).get(f"{pagina(wereld.team)}?uitvoer=csv").content.decode("utf-8-sig")
    rijen = [rij.split(";") for rij in tekst.split("\r\n")]
    verwacht = [[naam, *(str(getal) for getal in getallen), fasen] for naam, getallen, fasen in hand.ROOSTER]
    assert rijen[1 : 1 + len(verwacht)] == verwacht
    assert "overleg op tijd: 33\u00a0%" in tekst
    assert Inzage.objects.latest("pk").gezinnen == []


def test_de_spic_blijft_met_hoofdletters_geschreven(als, sanne, wereld):
    Verwijzing.objects.filter(gezin=wereld.gezinnen["Braam"]).update(status="overleg")
    tekst = als(sanne).get(lijst(wereld.team, wat="wacht-op-hulp")).content.decode()
    assert "De Verzonnen Wilg: in gesprek over de SPIC" in tekst


def test_een_onbekend_soort_bestand_bestaat_niet(als, sanne, wereld):
    for url in (pagina(wereld.team), lijst(wereld.team), "/basisteam/"):
        vraag = f"{url}{'&' if '?' in url else '?'}uitvoer=exe"
        assert als(sanne).get(vraag).status_code == 404


@pytest.mark.parametrize(
    ("sorteer", "verwacht"),
    [
        ("gezin", ["Appel", "Appel", "Appel", "Cactus", "Cactus", "Cactus", "Dadel", "Eik"]),
        ("wie", ["Appel", "Appel", "Appel", "Cactus", "Cactus", "Dadel", "Cactus", "Eik"]),
        ("lang", hand.LIJSTEN["te-laat"]),
        ("verzonnen", hand.LIJSTEN["te-laat"]),
    ],
)
def test_sorteren_in_het_adres(als, sanne, wereld, sorteer, verwacht):
    assert namen(als(sanne).get(lijst(wereld.team, wat="te-laat", sorteer=sorteer))) == verwacht


def test_filteren_op_persoon_en_fase(als, sanne, wereld, fatima, kees):
    mens = als(sanne)
    assert namen(mens.get(lijst(wereld.team, wat="gezinnen", wie=kees.pk))) == ["Cactus", "Dadel", "Framboos"]
    assert namen(mens.get(lijst(wereld.team, wat="gezinnen", wie=kees.pk, fase="borgen"))) == ["Dadel"]
    assert namen(mens.get(lijst(wereld.team, wat="te-laat", wie=fatima.pk))) == ["Appel", "Appel", "Appel"]


@pytest.mark.parametrize(
    "vraag",
    [
        {"wat": "bestaat-niet"},
        {"wat": "\x00"},
        {"wie": "abc"},
        {"wie": "99999999999999999999999"},
        {"wie": "-1"},
        {"fase": "x", "sorteer": "y", "wat": ""},
        {"fase": "afgesloten"},
        {"wie": ["1", "2"], "wat": ["te-laat", "agenda"]},
    ],
)
def test_een_verzonnen_filter_is_geen_fout(als, sanne, wereld, vraag):
    antwoord = als(sanne).get(f"/basisteam/{wereld.team.pk}/lijst/", vraag)
    assert antwoord.status_code == 200
    if "wat" not in vraag:
        assert "Selecteer een geldige keuze" in antwoord.content.decode()
