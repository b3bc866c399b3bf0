"""The page that explains "Wat nu": which subject a line is about, and the nudge for who may give one."""

import pytest

from gezinnen.aanhaken import NORMBRONNEN, ONDERWERPNAMEN
from gezinnen.models import Duwtje, Kwestie, Kwestieoorzaak
from tests.gezinnen.termijnen import maak_termijn
from tests.overleggen import adres, tekst

VERZOEK = {"organisatie": "GGZ De Beuk", "wat": "Hoe gaat het?", "grond": "ots"}


def test_elke_norm_met_een_onderwerp_zegt_welke():
    soorten = {bron.onderwerp for bron in NORMBRONNEN.values() if bron.onderwerp}
    assert soorten <= set(ONDERWERPNAMEN)
    assert {bron.naam for bron in NORMBRONNEN.values() if "{wie}" in bron.stap and not bron.onderwerp} == set()


def test_een_regel_noemt_welke_kwestie_welk_resultaat_en_welk_verzoek(als, fatima, plan, gezin, sam):
    oorzaak = Kwestieoorzaak.objects.first()
    sleutel = "00000000-0000-4000-8000-000000000001"
    kwestie = Kwestie.objects.create(
        gezin=gezin, wat="Geen plek  bij de\nopvang " + "en dat duurt " * 9, oorzaak=oorzaak, sleutel=sleutel, door_id=fatima.pk
    )  # fmt: skip
    verzoek = gezin.informatieverzoeken.create(over=sam, gevraagd_op="2026-01-05", door_id=fatima.pk, **VERZOEK)
    (resultaat,) = plan.resultaten.all()
    maak_termijn(gezin, -1, code="kwestie_trede", onderwerp_soort="kwestie", onderwerp_id=kwestie.pk)
    maak_termijn(gezin, -1, code="resultaat_stil", onderwerp_soort="resultaat", onderwerp_id=resultaat.pk)
    maak_termijn(gezin, -1, code="informatieverzoek", onderwerp_soort="informatieverzoek", onderwerp_id=verzoek.pk)
    pagina = tekst(als(fatima).get(adres("werkwijzer", gezin)))
    assert "Antwoord op een kwestie: “Geen plek bij de opvang en dat duurt" in pagina
    assert "duurt en dat duurt en dat duurt en dat duurt en dat duurt" not in pagina
    assert "Dit ligt stil in het plan: “Sam slaapt de hele nacht.”" in pagina
    assert "Antwoord vragen aan GGZ De Beuk over Sam" in pagina


def test_vandaag_en_het_gezin_zeggen_waarom_iets_moet(als, fatima, gezin):
    termijn = maak_termijn(gezin, -2, code="gezinsplan", eigenaar_id=fatima.pk)
    zin = f"Wet: 6 weken, geteld vanaf {termijn.vanaf:%d-%m-%Y}. Bron: Jeugdwet 4.1.3 lid 5."
    for pagina in ("/", gezin.get_absolute_url()):
        assert zin in tekst(als(fatima).get(pagina))


@pytest.mark.parametrize(
    ("wie", "velden", "kan"),
    [
        ("sanne", {}, True),
        ("tom", {}, True),
        ("fatima", {}, False),
        ("kees", {}, False),
        ("sanne", {"wacht_op": "de rechter"}, False),
        ("sanne", {"over": 0}, False),
        ("sanne", {"eigenaar_id": None}, False),
    ],
)
def test_een_leidinggevende_geeft_een_duwtje_vanaf_de_werkwijzer(request, als, fatima, gezin, wie, velden, kan):
    velden = {"over": -2, "eigenaar_id": fatima.pk, "code": "gezinsplan"} | velden
    termijn = maak_termijn(gezin, velden.pop("over"), **velden)
    mens, terug = als(request.getfixturevalue(wie)), adres("werkwijzer", gezin)
    link = f"{adres('termijn-duwtje', gezin, termijn.pk)}?van=werkwijzer"
    assert (f'href="{link}"' in tekst(mens.get(terug))) == kan
    if kan:
        assert f'href="{terug}"' in tekst(mens.get(link))
        assert mens.post(link, {"reden": ""}).url == terug
        assert Duwtje.objects.get().termijn == termijn
