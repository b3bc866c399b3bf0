import pytest

from gezinnen.sorteren import gezinssleutel, sorteersleutel


@pytest.mark.parametrize(
    ("naam", "sleutel"),
    [
        ("Van de Kastanjelaar", "kastanjelaar"),
        ("Öztomaat", "oztomaat"),
        ("De Boer–El Amrani", "boer–el amrani"),
        ("'t Zand", "zand"),
        ("Inan", "inan"),
        ("De", "de"),
        ("Яблонькин", "яблонькин"),
        ("李", "李"),
    ],
)
def test_een_gezin_staat_waar_men_het_zoekt(naam, sleutel):
    assert gezinssleutel(naam) == sleutel


def test_lege_delen_tellen_niet():
    assert sorteersleutel("Boer", "", " Sam ") == "boer sam"


def test_de_lijst_volgt_die_volgorde(als, fatima, team_noord):
    from tests.fabrieken import maak_gezin

    for naam in ("Zomer", "Van de Appel", "Öztomaat"):
        maak_gezin(fatima, team_noord, naam=naam, sorteernaam=gezinssleutel(naam))
    regels = als(fatima).get("/gezinnen/").context["regels"]
    assert [regel.gezin.naam for regel in regels] == ["Van de Appel", "Öztomaat", "Zomer"]
    tekst = als(fatima).get("/gezinnen/", {"zoek": "van de app"}).content.decode()
    assert "Van de Appel" in tekst
    assert "Zomer" not in tekst
    assert "Öztomaat" in als(fatima).get("/gezinnen/", {"zoek": "oztom"}).content.decode()
