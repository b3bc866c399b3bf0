"""The pages of the figures through the URL: who sees them, what stands there, what stays hidden, and bad input."""

import csv
import io
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ggw.organisatie.models import Basisteam, Gemeente
from rapportage.models import Kengetalwaarde, Niveau
from tests.fabrieken import BasisteamFactory, GemeenteFactory
from tests.kengetalrijen import geteld, rij

BEGIN, VERGELIJK = "/kengetallen/", "/kengetallen/vergelijken/"
ROLLEN_MET = ("boris", "tom", "sanne", "gerda")
ROLLEN_ZONDER = ("fatima", "vera", "ilse", "bea", "dunya", "paula", "anna", "hugo", "wim", "zita")


@pytest.fixture(autouse=True)
def _nu(time_machine):
    time_machine.move_to("2026-11-28T10:00:00+01:00")


def tekst(antwoord):
    """What a reader sees, in one line."""
    zonder = re.sub(
        r"<svg.*?</svg>|<option.*?</option>|<span class=\"schermlezer\">.*?</span>",
        "",
        antwoord.content.decode(),
        flags=re.S,
    )
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", zonder)).replace("\xa0", " ").split())


def tabelrijen(antwoord, nummer=0):
    """The cells of a table as text."""
    tabel = re.findall(r"<table.*?</table>", antwoord.content.decode(), flags=re.S)[nummer]
    tabel = re.sub(r"<svg.*?</svg>", "", tabel, flags=re.S)
    rijen = re.findall(r"<tr.*?</tr>", tabel, flags=re.S)
    cellen = [re.findall(r"<t[hd].*?</t[hd]>", rij, flags=re.S) for rij in rijen]
    return [
        [" ".join(unescape(re.sub(r"<[^>]+>", " ", cel)).replace("\xa0", " ").split()) for cel in rij] for rij in cellen
    ]


def als_csv(antwoord):
    assert antwoord["Content-Type"].startswith("text/csv")
    return list(csv.reader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("wie", ROLLEN_MET)
def test_wie_over_cijfers_gaat_ziet_ze(als, request, wie):
    geteld()
    rij("gezinnen_kader", "2026-k3", 1234)
    rij("gezinnen_kader", "2025-k3", 1000)
    antwoord = als(request.getfixturevalue(wie)).get(BEGIN)
    assert antwoord.status_code == 200
    assert "Geteld op 28 november 2026 om 10:00" in tekst(antwoord)
    assert "Gezinnen in begeleiding, per kader 1.234 1.000 +234" in tekst(antwoord)
    assert "4e kwartaal 2026 loopt nog" in tekst(antwoord)


@pytest.mark.parametrize("wie", ROLLEN_ZONDER)
@pytest.mark.parametrize("pad", [BEGIN, VERGELIJK, "/kengetallen/gestart/", "/kengetallen/gemeente/9999/2025/pdf/"])
def test_een_ander_ziet_ze_niet(als, request, wie, pad):
    geteld()
    assert als(request.getfixturevalue(wie)).get(pad).status_code == 403


@pytest.mark.parametrize("pad", [BEGIN, VERGELIJK, "/kengetallen/gestart/", "/kengetallen/aanbieders/"])
def test_een_andere_methode_kan_niet(als, boris, pad):
    assert als(boris).post(pad).status_code == 405


@pytest.mark.parametrize("pad", [BEGIN, VERGELIJK, "/kengetallen/gestart/", "/kengetallen/aanbieders/"])
def test_voor_de_eerste_nacht_zegt_de_pagina_dat(als, boris, pad):
    antwoord = als(boris).get(pad)
    assert antwoord.status_code == 200
    assert "Er is nog niet geteld" in tekst(antwoord)


def test_een_telling_van_dagen_geleden_valt_op(als, boris, time_machine):
    geteld()
    time_machine.move_to("2026-11-30T10:00:00+01:00")
    assert "de laatste nacht is niet geteld" in tekst(als(boris).get(BEGIN))


def test_een_aandeel_staat_er_zonder_schijn_van_precisie_en_met_hoeveel_erachter_zit(als, boris):
    geteld()
    rij("blijvend_zes", "2026-k3", 31, 45)
    rij("blijvend_zes", "2025-k3", 5, 8)
    rij("kosten_gezinsjaar", "2026-k3", "218750.00", "25.00")
    gezien = tekst(als(boris).get(BEGIN))
    assert "69 % 31 van 45 63 % 5 van 8: weinig gegevens +6 procentpunt" in gezien
    assert "€ 8.750 n = 25 jaar begeleiding" in gezien


def test_waar_niets_is_geteld_staat_nul_en_een_gemiddelde_van_niets_is_geen_nul(als, boris):
    geteld()
    rij("gestart", "2026-k3", 12)
    gezien = tekst(als(boris).get(BEGIN))
    assert "Gestarte begeleidingen 12 0 +12" in gezien
    assert "Afgesloten begeleidingen 0 0 gelijk" in gezien
    assert "Kinderen met blijvende veiligheid van 6 of hoger – – –" in gezien


def test_een_kengetal_zonder_totaal_staat_er_per_onderdeel(als, boris):
    geteld()
    rij("dagen_per_fase", "2026-k3", 900, 20, deel="verbinden")
    assert re.search(r"Dagen per fase: Verbinden.*? 45,0 dagen n = 20", tekst(als(boris).get(BEGIN)))


def test_wat_pas_later_te_beoordelen_is_zegt_van_wanneer_het_is(als, boris):
    geteld()
    rij("herinstroom_12", "2025-k3", 6, 40)
    assert "Herinstroom binnen 12 maanden 3e kwartaal 2025 15 % 6 van 40" in tekst(als(boris).get(BEGIN))


@pytest.mark.parametrize("wie", ["boris", "tom"])
def test_een_klein_getal_van_een_ander_team_blijft_overal_verborgen(als, request, wie, team_zuid):
    """Also on the page of the figure, in the comparison and in the file; and no change is worked out from it."""
    geteld()
    for wanneer, teller in (("2026-k3", 3), ("2025-k3", 17), ("2025", 3), ("2024", 17)):
        rij("gestart", wanneer, teller, niveau=Niveau.TEAM, sleutel=team_zuid.pk, verborgen=teller == 3)
    client, plek = als(request.getfixturevalue(wie)), f"?plek=team:{team_zuid.pk}"
    assert "Gestarte begeleidingen verborgen 17 –" in tekst(client.get(f"{BEGIN}{plek}"))
    assert "Gestarte begeleidingen 17 verborgen – –" in tekst(client.get(f"{VERGELIJK}{plek}&van=2024&met=2025"))
    blad = client.get(f"/kengetallen/gestart/{plek}")
    assert ["3e kwartaal 2026", "verborgen", "0", "0"] in tabelrijen(blad)
    assert ["Zuid 1", "verborgen", "17", "–"] in tabelrijen(blad, 1)
    bestand = als_csv(client.get(f"/kengetallen/gestart/{plek}&uitvoer=csv&wat=plekken"))
    assert ["Zuid 1", "verborgen", "17"] in bestand


def test_een_senior_ziet_het_kleine_getal_van_het_eigen_team(als, sanne, team_noord):
    geteld()
    rij("gestart", "2026-k3", 3, niveau=Niveau.TEAM, sleutel=team_noord.pk, verborgen=True)
    client = als(sanne)
    assert "Gestarte begeleidingen 3 0 +3" in tekst(client.get(f"{BEGIN}?plek=team:{team_noord.pk}"))
    assert ["Noord 3", "3", "0", "+3"] in tabelrijen(client.get("/kengetallen/gestart/"), 1)


def test_tabel_grafiek_bestand_en_database_zeggen_hetzelfde(als, boris):
    geteld()
    getallen = {"2026-k3": (12, 8), "2026-k2": (20, 5), "2026-k1": (7, 6)}
    for wanneer, (eerste, opnieuw) in getallen.items():
        rij("gestart", wanneer, eerste + opnieuw)
        rij("gestart", wanneer, eerste, deel="eerste")
        rij("gestart", wanneer, opnieuw, deel="opnieuw")
    antwoord = als(boris).get("/kengetallen/gestart/")
    tabel = tabelrijen(antwoord)[1:4]
    namen = ["3e kwartaal 2026", "2e kwartaal 2026", "1e kwartaal 2026"]
    verwacht = [[naam, str(a + b), str(a), str(b)] for naam, (a, b) in zip(namen, getallen.values(), strict=True)]
    assert tabel == verwacht
    bestand = als_csv(als(boris).get("/kengetallen/gestart/?uitvoer=csv&wat=verloop"))
    assert bestand[0] == ["Periode", "Totaal", "Eerste keer", "Opnieuw"]
    assert bestand[1:4] == verwacht
    tekening = antwoord.context["tekening"]
    assert [tekst.tekst for tekst in tekening.getallen][-3:] == ["13", "25", "20"]
    nul, een = tekening.nul_y, next(r for r in tekening.roosters if r.tekst == "10")
    per_tien = nul - een.y
    hoogten = [round(float(staaf.hoogte) / per_tien * 10) for staaf in tekening.staven]
    assert hoogten == [7, 6, 20, 5, 12, 8]  # oldest first, from below
    assert set(Kengetalwaarde.objects.values_list("teller", flat=True)) == {13, 7, 6, 25, 20, 5, 12, 8}


def test_excel_is_een_werkmap(als, boris):
    geteld()
    antwoord = als(boris).get("/kengetallen/gestart/?uitvoer=xlsx&wat=verloop")
    assert antwoord["Content-Disposition"] == 'attachment; filename="kengetal-gestart-verloop.xlsx"'
    assert antwoord.content.startswith(b"PK")


def test_een_kengetal_zegt_wat_het_telt(als, boris):
    geteld()
    gezien = tekst(als(boris).get("/kengetallen/kosten_gezinsjaar/"))
    assert "€ 8.750" in gezien
    assert "prijspeil 2015" in gezien


def test_teams_staan_op_alfabet_en_op_verzoek_op_getal(als, boris, team_noord, team_zuid):
    geteld()
    rij("gestart", "2026-k3", 12, niveau=Niveau.TEAM, sleutel=team_noord.pk)
    rij("gestart", "2026-k3", 30, niveau=Niveau.TEAM, sleutel=team_zuid.pk)
    client = als(boris)
    assert [regel[0] for regel in tabelrijen(client.get("/kengetallen/gestart/"), 1)[1:]] == ["Noord 3", "Zuid 1"]
    antwoord = client.get("/kengetallen/gestart/?sorteer=waarde")
    assert [regel[0] for regel in tabelrijen(antwoord, 1)[1:]] == ["Zuid 1", "Noord 3"]
    assert "Dit is geen ranglijst van mensen" in tekst(antwoord)


def test_per_gemeente_en_per_onderdeel(als, boris):
    GemeenteFactory(code="9999")
    geteld()
    rij("gezinnen_maatregel", "2026-k3", 14, deel="ots", niveau=Niveau.GEMEENTE, sleutel="9999")
    antwoord = als(boris).get("/kengetallen/gezinnen_maatregel/?per=gemeente&deel=ots")
    assert ["Voorbeeldstad", "14", "0", "+14"] in tabelrijen(antwoord, 1)


def test_wijken_en_programmas_zijn_te_kiezen_als_er_iets_van_is(als, boris):
    GemeenteFactory(code="9999")
    geteld()
    rij("gezinnen_kader", "2026-k3", 9, niveau=Niveau.WIJK, sleutel="9999:Oud-West")
    rij("gezinnen_kader", "2026-k3", 6, niveau=Niveau.PROGRAMMA, sleutel="Samen sterk & veilig")
    client = als(boris)
    assert "Oud-West (Voorbeeldstad)" in client.get(BEGIN).content.decode()
    antwoord = client.get(BEGIN, {"plek": "programma:Samen sterk & veilig"})
    assert "Gezinnen in begeleiding, per kader 6" in tekst(antwoord)
    assert "Op deze plek niet geteld" in tekst(antwoord)


def test_wat_niet_per_wijk_wordt_geteld_zegt_dat(als, boris):
    geteld()
    rij("gezinnen_kader", "2026-k3", 9, niveau=Niveau.WIJK, sleutel="9999:Oud-West")
    antwoord = als(boris).get("/kengetallen/kosten_gezinsjaar/", {"plek": "wijk:9999:Oud-West"})
    assert "Dit getal wordt niet per wijk geteld." in tekst(antwoord)


def test_twee_jaren_naast_elkaar_zoals_de_bron_2011_en_2014(als, boris):
    geteld()
    rij("gezinnen_maatregel", "2022", 1000, deel="ots")
    rij("gezinnen_maatregel", "2025", 500, deel="ots")
    rij("blijvend_zes", "2022", 40, 100)
    rij("blijvend_zes", "2025", 75, 100)
    antwoord = als(boris).get(f"{VERGELIJK}?van=2022&met=2025")
    gezien = tekst(antwoord)
    assert re.search(r"Ondertoezichtstelling \(ook voorlopig\) 1\.000 500 −500 −50 %", gezien)
    assert "40 % 40 van 100 75 % 75 van 100 +35 procentpunt beter +88 %" in gezien
    regels = als_csv(als(boris).get(f"{VERGELIJK}?van=2022&met=2025&uitvoer=csv"))
    [ots] = [r for r in regels if len(r) > 2 and r[1].startswith("Gezinnen met een") and r[2].startswith("Ondert")]
    assert ots[4:] == ["1000", "", "500", "", "-500", "-50"]


def test_een_onderdeel_met_twee_keer_nul_staat_alleen_in_het_bestand(als, boris):
    geteld()
    rij("gestart", "2024", 20)
    rij("gestart", "2025", 23)
    for jaar, aantal in (("2024", 20), ("2025", 23)):
        rij("gestart", jaar, aantal, deel="eerste")
    vraag = f"{VERGELIJK}?van=2024&met=2025"
    gezien = tekst(als(boris).get(vraag))
    assert "Eerste keer 20 23 +3" in gezien
    assert "Opnieuw" not in gezien
    assert ["Opnieuw", "0"] in [[r[2], r[4]] for r in als_csv(als(boris).get(f"{vraag}&uitvoer=csv")) if len(r) > 4]


def test_een_jaar_dat_nog_loopt_zegt_dat_en_heeft_geen_getal(als, boris):
    geteld()
    rij("gestart", "2025", 80)
    antwoord = als(boris).get(f"{VERGELIJK}?van=2025&met=2026")
    assert "2026 loopt nog." in tekst(antwoord)
    assert "Gestarte begeleidingen 80 niet geteld – –" in tekst(antwoord)
    assert "2026 (loopt nog)" in antwoord.content.decode()


@pytest.mark.parametrize(
    "vraag",
    [
        "plek=melkweg",
        "plek=team:99999999999999999999",
        "plek=team:%00",
        "plek=gemeente:'; drop table x",
        "periode=eeuw",
        "periode=%00",
        "plek=%FF%FE",
    ],
)
@pytest.mark.parametrize("pad", [BEGIN, "/kengetallen/gestart/"])
def test_een_keuze_die_niet_bestaat_geeft_een_zin_en_geen_getallen(als, boris, pad, vraag):
    geteld()
    rij("gestart", "2026-k3", 4321)
    antwoord = als(boris).get(f"{pad}?{vraag}")
    assert antwoord.status_code == 200
    assert "Deze keuze bestaat niet. Kies een uit de lijst." in tekst(antwoord)
    assert "4.321" not in tekst(antwoord)
    assert als(boris).get(f"/kengetallen/gestart/?{vraag}&uitvoer=csv&wat=verloop").status_code == 404


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [
        ("van=0&met=2025", "Deze keuze bestaat niet"),
        ("van=99999999999&met=2025", "Deze keuze bestaat niet"),
        ("van=1999&met=2025", "Deze keuze bestaat niet"),
        ("van=2025-13&met=2025", "Deze keuze bestaat niet"),
        ("van=%00&met=2025", "Deze keuze bestaat niet"),
        ("van=2025-k3&met=2025", "Kies twee jaren, twee kwartalen of twee maanden."),
        ("van=2025&met=2025", "Kies een andere periode dan de eerste."),
    ],
)
def test_perioden_die_niet_te_vergelijken_zijn_geven_een_zin(als, boris, vraag, zin):
    geteld()
    antwoord = als(boris).get(f"{VERGELIJK}?{vraag}")
    assert antwoord.status_code == 200
    assert zin in tekst(antwoord)
    assert als(boris).get(f"{VERGELIJK}?{vraag}&uitvoer=csv").status_code == 404


@pytest.mark.parametrize(
    "pad",
    [
        "bestaat_niet/",
        "kwesties_aanbieder/",
        "gestart%00/",
        "gestart/?per=melkweg",
        "gestart/?per=organisatie",
        "gestart/?deel=melkweg",
        "gestart/?sorteer=geluk",
        "gestart/?uitvoer=pdf",
        "gestart/?uitvoer=csv",
        "gestart/?uitvoer=csv&wat=alles",
        "gemeente/0000/2025/pdf/",
        "gemeente/%00/2025/pdf/",
        "gemeente/9999/2026/pdf/",
        "gemeente/9999/1999/pdf/",
        "gemeente/9999/0/pdf/",
        "gemeente/9999/99999999999999999999/pdf/",
        "aanbieders/99999999999999999999/",
        "aanbieders/0/",
    ],
)
def test_een_adres_dat_niet_bestaat_is_404(als, boris, pad):
    GemeenteFactory(code="9999")
    geteld()
    assert als(boris).get(f"{BEGIN}{pad}").status_code == 404


def test_de_paginas_vragen_niet_meer_bij_meer_teams_en_gemeenten(als, boris):
    """Twelve beside what a page always asks (session, account, door)."""
    geteld()
    client = als(boris)
    paden = [BEGIN, "/kengetallen/gestart/", VERGELIJK, "/kengetallen/aanbieders/"]
    klein = {pad: tel(client, pad) for pad in paden}
    for nummer in range(12):
        rij("gestart", "2026-k3", 9, niveau=Niveau.TEAM, sleutel=BasisteamFactory().pk)
        GemeenteFactory(code=f"8{nummer:03}", naam=f"Gemeente {nummer}", regio=f"Regio {nummer}")
        rij("gezinnen_kader", "2026-k3", 9, niveau=Niveau.WIJK, sleutel=f"8{nummer:03}:Noord")
    assert {pad: tel(client, pad) for pad in paden} == klein
    assert max(klein.values()) <= 12 + 9, klein
    assert Basisteam.objects.count() >= 12
    assert Gemeente.objects.count() >= 12


def tel(client, pad):
    with CaptureQueriesContext(connection) as vragen:
        assert client.get(pad).status_code == 200
    return len(vragen)


def test_de_bestuurder_begint_bij_de_cijfers(als, boris):
    """And has no Vandaag in the menu, which would lead here too."""
    geteld()
    client = als(boris)
    assert client.get("/").url == BEGIN
    menu = client.get(BEGIN).content.decode().split("</nav>")[0]
    assert "Kengetallen" in menu
    assert ">Vandaag<" not in menu


def test_een_teammanager_begint_bij_vandaag(als, tom):
    antwoord = als(tom).get("/")
    assert antwoord.status_code == 200
    assert BEGIN in antwoord.content.decode()


def test_de_lijst_van_plekken_noemt_ze_zoals_ze_heten_en_houdt_de_keuze_vast(als, boris):
    geteld()
    team = BasisteamFactory(naam='Team <b>"A" & B</b>')
    html = als(boris).get(BEGIN, {"plek": f"team:{team.pk}"}).content.decode()
    [lijst] = re.findall(r"<select[^>]*name=\"plek\".*?</select>", html, flags=re.S)
    [gekozen] = re.findall(r"<option[^>]* selected>(.*?)</option>", lijst)
    assert gekozen == "Team &lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;"
    assert f'value="team:{team.pk}" selected' in lijst
    assert '<optgroup label="Basisteams">' in lijst
    assert 'id="id_plek"' in lijst
