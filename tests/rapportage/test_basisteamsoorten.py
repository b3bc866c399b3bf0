"""The columns of the grid: each late term in one of them, what is of safety or law never under the rest, and together what is late."""

import pytest

from gezinnen.models import Ladder, Norm, Normeigenaar
from rapportage.basisteam.beeld import KOLOMMEN, TE_LAAT
from rapportage.basisteam.lijsten import LIJSTEN
from rapportage.basisteam.soorten import ANDERS, PER_CODE, SOORTEN, soort_van
from tests.rapportage import teamwereld as hand
from tests.rapportage.teamwereld import in_tekst, lijst, maak_wereld, namen, pagina

BUITEN_HET_TEAM = {Normeigenaar.PRIVACY, Normeigenaar.BEHEERDER, Normeigenaar.GEZIN}
KOLOM_VAN = {
    "signaal_spoed": "veiligheid",
    "actuele_veiligheid": "veiligheid",
    "veiligheidsplan": "veiligheid",
    "wachtlijst_blik": "veiligheid",
    "arij_rt_herhaling": "veiligheid",
    "kind_gezien": "contact",
    "eerste_contact": "contact",
    "uitvoerdersoverleg": "overleg",
    "gezinsplan": "plan",
    "spic11_einde": "hulp",
    "maatregel_einde": "maatregel",
    "informatieverzoek": "anders",
}


@pytest.fixture
def wereld(team_noord, fatima, kees, sanne, wilgenboog, ander_gezin):
    return maak_wereld(team_noord, fatima, kees, sanne, wilgenboog)


def test_elke_norm_hoort_bij_hoogstens_een_kolom_en_bestaat(db):
    assert sum(map(len, SOORTEN.values())) == len(PER_CODE)
    assert set(PER_CODE) <= set(Norm.objects.values_list("code", flat=True))
    assert [kolom.wat for kolom in TE_LAAT] == [f"{soort}-laat" for soort in (*SOORTEN, ANDERS)]
    assert soort_van("een_norm_van_later") == ANDERS


def test_wat_veiligheid_of_wet_is_staat_nooit_bij_de_rest(db):
    zwaar = Norm.objects.filter(ladder=Ladder.VOLLEDIG).exclude(eigenaar__in=BUITEN_HET_TEAM)
    assert [norm.code for norm in zwaar if soort_van(norm.code) == ANDERS] == []


@pytest.mark.parametrize(("code", "soort"), KOLOM_VAN.items())
def test_een_termijn_telt_in_zijn_eigen_kolom_en_in_geen_andere(als, sanne, fatima, wereld, code, soort):
    voor = {rij.naam: [cel.getal for cel in rij.cellen] for rij in als(sanne).get(pagina(wereld.team)).context["rijen"]}
    extra = {"onderwerp_soort": "x", "onderwerp_id": 1, "eigenaar_rol": "gezinsmanager"}
    hand.maak_termijn(wereld.gezinnen["Braam"], -2, code=code, eigenaar_id=fatima.pk, **extra)
    plaats = [kolom.wat for kolom in KOLOMMEN].index(f"{soort}-laat")
    for rij in als(sanne).get(pagina(wereld.team)).context["rijen"]:
        erbij = [cel.getal - eerst for cel, eerst in zip(rij.cellen, voor[rij.naam], strict=True)]
        meer = int(rij.naam in ("Fatima Voorbeeld", "Samen"))
        assert erbij == [meer * (nummer == plaats) for nummer in range(len(KOLOMMEN))]
    assert "Braam" in namen(als(sanne).get(lijst(wereld.team, wat=f"{soort}-laat", wie=fatima.pk)))


def test_de_kolommen_zijn_samen_wat_te_laat_is(als, sanne, wereld):
    mens = als(sanne)
    context = mens.get(pagina(wereld.team)).context
    *mensen, samen = context["rijen"]
    for nummer, cel in enumerate(samen.cellen):
        assert cel.getal == sum(rij.cellen[nummer].getal for rij in mensen)
    laat = slice(2, 2 + len(TE_LAAT))
    assert sum(cel.getal for cel in samen.cellen[laat]) == context["tegels"][1].getal.getal
    for rij in mensen:
        regels = mens.get(lijst(wereld.team, wat="te-laat", wie=rij.wie_id)).context["regels"]
        assert sum(cel.getal for cel in rij.cellen[laat]) == len(regels)


def test_de_koppen_zeggen_wat_de_cellen_zijn(als, sanne, wereld):
    tekst = in_tekst(als(sanne).get(pagina(wereld.team)))
    koppen = "Gezinsmanager Gezinnen Onder de 6 Te laat Komende week Wacht op hulp Caseload per fase "
    assert f"{koppen}Veiligheid Contact Overleg Plan Hulp Maatregel Anders" in tekst
    for kolom in TE_LAAT:
        assert LIJSTEN[kolom.wat].uitleg


@pytest.mark.parametrize("wat", ["arij-laat", "anders-laat", "plan-laat", "overleg-laat"])
def test_een_adres_van_voor_deze_kolommen_geeft_een_lijst(als, sanne, wereld, wat):
    antwoord = als(sanne).get(lijst(wereld.team, wat=wat))
    assert namen(antwoord) == hand.LIJSTEN[wat] != []
    assert "Selecteer een geldige keuze" not in antwoord.content.decode()


@pytest.mark.parametrize("wat", ["te-laat", "veiligheid-laat"])
def test_een_spoedsignaal_staat_op_de_eerste_bladzijde_hoe_kort_het_ook_te_laat_is(als, sanne, wereld, wat):
    gezin = wereld.gezinnen["Braam"]
    for nummer in range(40):
        hand.maak_termijn(gezin, -9, code="herstel_veiligheid", onderwerp_soort="x", onderwerp_id=nummer)
    for code, over in (("onder_de_zes", -2), ("signaal", -1), ("signaal_spoed", -1)):
        hand.maak_termijn(gezin, over, code=code, onderwerp_soort="x", onderwerp_id=99)
    regels = als(sanne).get(lijst(wereld.team, wat=wat)).context["regels"]
    assert [regel.termijn.code for regel in regels[:3]] == ["signaal_spoed", "signaal", "onder_de_zes"]
    langst = als(sanne).get(lijst(wereld.team, wat=wat, sorteer="lang")).context["regels"]
    assert [regel.dagen for regel in langst] == sorted((regel.dagen for regel in langst), reverse=True)
