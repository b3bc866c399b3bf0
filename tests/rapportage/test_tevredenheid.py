"""The anonymous question: who asks, who answers, and what may never come out."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from gezinnen.models import Begeleiding, Fase, Gebeurtenis
from ggw.toegang.beleid import SQL
from ggw.toegang.models import Inzage
from rapportage.models import Niveau, Periode, Tevredenheid, Tevredenheidsvraag
from rapportage.tevredenheid import afdruk, leesbaar, nieuwe_code, uitkomsten
from tests.fabrieken import BasisteamFactory, maak_gezin
from tests.kengetalrijen import TELLINGEN, tevredenheid
from tests.toegang.test_databaserollen import mag

ANTWOORD = {"cijfer": "8", "luisteren": "3", "duidelijk": "2", "beter": "1"}
VANDAAG = timezone.localdate()
DAG = timedelta(days=1)
"""The gate asks the clock of the database, so these days are counted from today."""
DIT_KWARTAAL = date(VANDAAG.year, (VANDAAG.month - 1) // 3 * 3 + 1, 1)
KWARTAAL = date((DIT_KWARTAAL - DAG).year, (DIT_KWARTAAL - DAG).month - 2, 1)
"""The newest one that is over."""
VORIG_JAAR = VANDAAG.year - 1
EINDE_VOLGENDE_MAAND = ((VANDAAG.replace(day=1) + 62 * DAG).replace(day=1)) - DAG


@pytest.fixture
def gezin(gezin):
    zet_fase(gezin, Fase.ONDERSTEUNEN)
    return gezin


def zet_fase(gezin, fase):
    dicht = VANDAAG - 10 * DAG if fase == Fase.AFGESLOTEN else None
    Begeleiding.objects.filter(gezin=gezin).update(fase=fase, begonnen_op=VANDAAG - 200 * DAG, afgesloten_op=dicht)


def pagina_voor(gezin):
    return reverse("rapportage:tevredenheid-vragen", kwargs={"nummer": gezin.nummer})


def code_uit(antwoord):
    return re.search(r'class="vraagcode"[^>]*>([a-z2-9-]{14})<', antwoord.content.decode())[1]


def vraag(code):
    return reverse("rapportage:tevredenheid", kwargs={"code": code})


def geteld():
    """The counters that are not nothing, of the only row there can be."""
    rijen = list(Tevredenheid.objects.values(*TELLINGEN))
    assert len(rijen) < 2
    return {naam: aantal for rij in rijen for naam, aantal in rij.items() if aantal}


@pytest.mark.parametrize(
    ("wie", "status"),
    [
        ("fatima", 200),
        ("kees", 200),
        ("sanne", 200),
        ("gerda", 403),
        ("tom", 403),
        ("vera", 403),
        ("zita", 404),
        ("bram", 404),
        ("ilse", 403),
        ("bea", 403),
        ("boris", 403),
        ("paula", 403),
        ("anna", 403),
        ("hugo", 403),
    ],
)
def test_wie_het_gezin_vraagt(als, request, gezin, wie, status):
    mens = als(request.getfixturevalue(wie))
    assert mens.get(pagina_voor(gezin)).status_code == status
    assert mens.post(pagina_voor(gezin)).status_code == status
    assert Tevredenheidsvraag.objects.count() == (status == 200)


def test_wie_niet_is_aangemeld_maakt_geen_code(client, gezin):
    assert client.post(pagina_voor(gezin)).status_code == 302
    assert not Tevredenheidsvraag.objects.exists()


@pytest.mark.parametrize(("fase", "moment"), [(Fase.ONDERSTEUNEN, "halfweg"), (Fase.AFGESLOTEN, "afgesloten")])
def test_van_code_tot_telling(als, client, fatima, gezin, fase, moment):
    zet_fase(gezin, fase)
    if fase == Fase.AFGESLOTEN:
        gezin.toewijzingen.update(vanaf=VANDAAG - 200 * DAG, tot=VANDAAG - 10 * DAG)
    fatima_werkt = als(fatima)
    assert "Vraag het gezin hoe het gaat" in fatima_werkt.get(gezin.get_absolute_url()).content.decode()
    gemaakt = fatima_werkt.post(pagina_voor(gezin))
    code = code_uit(gemaakt)
    assert f"http://testserver{vraag(code)}" in gemaakt.content.decode()
    link = Tevredenheidsvraag.objects.get()
    assert (link.sleutel, link.moment, link.geldig_tot) == (afdruk(code), moment, EINDE_VOLGENDE_MAAND)
    assert Gebeurtenis.objects.get(gezin=gezin, soort="tevredenheid.gevraagd").gegevens == {"moment": moment}

    assert client.post(reverse("rapportage:tevredenheid-code"), {"code": f" {code.upper()} "}).url == vraag(code)
    form = client.get(vraag(code)).content.decode()
    assert ("Luisterde uw" in form) == (fase == Fase.AFGESLOTEN)
    assert gezin.nummer not in form
    assert gezin.naam not in form
    assert client.post(vraag(code), ANTWOORD).url == reverse("rapportage:tevredenheid-dank")
    assert client.get(reverse("rapportage:tevredenheid-dank")).status_code == 200
    eerste = {"aantal": 1, "som": 8, "acht": 1, "luisteren_ja": 1, "duidelijk_beetje": 1, "beter_nee": 1}
    assert geteld() == eerste
    tweede = code_uit(fatima_werkt.post(pagina_voor(gezin)))
    client.post(vraag(tweede), {"cijfer": "7", "luisteren": "1", "duidelijk": "2", "beter": "3"})
    erbij = {"luisteren_nee": 1, "duidelijk_beetje": 2, "beter_ja": 1}
    assert geteld() == {**eerste, **erbij, "aantal": 2, "som": 15}
    telling = Tevredenheid.objects.get()
    assert (telling.basisteam, telling.kwartaal, telling.moment) == (
        gezin.toewijzingen.get().basisteam,
        DIT_KWARTAAL,
        moment,
    )
    assert not Tevredenheidsvraag.objects.exists()
    assert set(client.cookies) <= {"csrf"}


def test_het_overzicht_zegt_dat_er_is_gevraagd_en_niet_wat_er_is_geantwoord(als, client, fatima, gezin):
    mens = als(fatima)
    code = code_uit(mens.post(pagina_voor(gezin)))
    voor = mens.get(gezin.get_absolute_url()).content.decode()
    client.post(vraag(code), ANTWOORD)
    na = mens.get(gezin.get_absolute_url()).content.decode()
    assert "Laatst gevraagd op" in na
    zonder_token = r'name="csrfmiddlewaretoken" value="[^"]+"|nonce-\S+'
    assert re.sub(zonder_token, "", voor) == re.sub(zonder_token, "", na)


def test_een_gebruikte_een_oude_en_een_verzonnen_code_zien_er_hetzelfde_uit(als, client, fatima, gezin):
    mens = als(fatima)
    gebruikt, oud = (code_uit(mens.post(pagina_voor(gezin))) for _ in range(2))
    client.post(vraag(gebruikt), ANTWOORD)
    Tevredenheidsvraag.objects.filter(sleutel=afdruk(oud)).update(geldig_tot=VANDAAG - DAG)
    paginas = set()
    for code in (gebruikt, oud, nieuwe_code(), "bestaat-niet", "x" * 300, "é\x01", "'; drop table"):
        for antwoord in (client.get(vraag(code)), client.post(vraag(code), ANTWOORD)):
            assert antwoord.status_code == 404
            paginas.add(antwoord.content)
    assert len(paginas) == 1
    assert "Deze code werkt niet" in paginas.pop().decode()
    assert geteld()["aantal"] == 1


@pytest.mark.parametrize(
    "fout",
    [
        {},
        {"cijfer": ""},
        {"cijfer": "0"},
        {"cijfer": "11"},
        {"cijfer": "acht"},
        {"luisteren": "4"},
        {"beter": "\x00"},
        {"duidelijk": "9" * 400},
        {"cijfer": "٨"},
    ],
)
def test_een_half_antwoord_zegt_wat_ontbreekt_en_telt_niet(als, client, fatima, gezin, fout):
    code = code_uit(als(fatima).post(pagina_voor(gezin)))
    antwoord = client.post(vraag(code), {**ANTWOORD, **fout} if fout else {})
    assert antwoord.status_code == 200
    assert "Kies een" in antwoord.content.decode()
    assert geteld() == {}
    assert client.post(vraag(code), ANTWOORD).status_code == 302


def test_een_vraag_zonder_antwoord_staat_bovenaan_zonder_dubbele_punt_na_het_vraagteken(als, client, fatima, gezin):
    code = code_uit(als(fatima).post(pagina_voor(gezin)))
    gelezen = client.post(vraag(code), {}).content.decode()
    assert "Luistert uw gezinsmanager naar u? Kies een antwoord." in gelezen
    assert "?:" not in gelezen


@pytest.mark.parametrize("getypt", ["", "abc", "l1o0-abcd-efgh", "\x00", "x" * 500])
def test_een_verkeerd_getypte_code_krijgt_uitleg(client, getypt):
    antwoord = client.post(reverse("rapportage:tevredenheid-code"), {"code": getypt})
    assert antwoord.status_code == 200
    assert "foutoverzicht" in antwoord.content.decode()


def test_een_code_is_te_typen_zoals_men_hem_leest():
    code = nieuwe_code()
    assert leesbaar(code.upper().replace("-", " ")) == code
    assert len({nieuwe_code() for _ in range(500)}) == 500


def test_op_een_scherm_waar_iemand_is_aangemeld_komt_de_vraag_niet(als, fatima, gezin):
    mens = als(fatima)
    code = code_uit(mens.post(pagina_voor(gezin)))
    for antwoord in (mens.get(vraag(code)), mens.post(vraag(code), ANTWOORD)):
        assert "Meld u eerst af" in antwoord.content.decode()
        assert "Luistert" not in antwoord.content.decode()
    assert geteld() == {}
    afgemeld = mens.post(reverse("account_logout"), {"next": vraag(code)})
    assert afgemeld.url == vraag(code)
    assert afgemeld.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Luistert" in mens.get(vraag(code)).content.decode()
    assert mens.get(gezin.get_absolute_url()).status_code == 302


@pytest.mark.parametrize("fase", [Fase.VERBINDEN, Fase.BORGEN, Fase.NAZORG])
def test_in_een_andere_fase_wordt_het_niet_gevraagd(als, fatima, gezin, fase):
    zet_fase(gezin, fase)
    mens = als(fatima)
    antwoord = mens.post(pagina_voor(gezin), follow=True)
    assert "in de fase Ondersteunen" in antwoord.content.decode()
    assert "Wat vindt het gezin?" not in antwoord.content.decode()
    assert not Tevredenheidsvraag.objects.exists()


def test_een_gezin_krijgt_hooguit_zes_codes(als, fatima, gezin):
    mens = als(fatima)
    for _ in range(6):
        code_uit(mens.post(pagina_voor(gezin)))
    assert "al zes codes" in mens.post(pagina_voor(gezin), follow=True).content.decode()
    assert Tevredenheidsvraag.objects.count() == 6


def test_wie_codes_probeert_moet_wachten(client):
    for _ in range(60):
        assert client.get(vraag(nieuwe_code())).status_code == 404
    antwoord = client.get(vraag(nieuwe_code()))
    assert antwoord.status_code == 429
    assert "te snel achter elkaar" in antwoord.content.decode()


def test_de_code_staat_nergens(als, fatima, gezin, caplog):
    caplog.set_level("INFO")
    code = code_uit(als(fatima).post(pagina_voor(gezin)))
    with connection.cursor() as cursor:
        for tabel in ("toegang_inzage", "gezinnen_gebeurtenis", "rapportage_tevredenheidsvraag", "organisatie_sessie"):
            cursor.execute(f"select count(*) from {tabel} t where t::text like %s", [f"%{code}%"])
            assert cursor.fetchone() == (0,)
    assert Inzage.objects.filter(doel=pagina_voor(gezin)).count() == 1
    assert code not in caplog.text


# What comes out


@pytest.fixture
def teams(db):
    return [BasisteamFactory(naam=f"Team {letter}") for letter in "ABC"]


def tel(team, hoeveel, *, kwartaal=KWARTAAL, cijfer=8, moment="halfweg"):
    """So many families of this team gave this mark and said ja three times."""
    tevredenheid(team, hoeveel, cijfer=cijfer, kwartaal=kwartaal, moment=moment)


def per_team(wie, **waar):
    return {u.sleutel: u.aantal for u in uitkomsten(wie.pk, niveau=Niveau.TEAM, **waar)}


def test_gemiddelde_en_aandeel_acht(boris, teams):
    tel(teams[0], 3, cijfer=10)
    tel(teams[0], 2, cijfer=5, moment="afgesloten")
    (uitkomst,) = uitkomsten(boris.pk)
    assert (uitkomst.aantal, uitkomst.gemiddelde, uitkomst.aandeel_acht) == (5, 8.0, 0.6)
    assert (uitkomst.begin, uitkomst.luisteren, uitkomst.verborgen) == (KWARTAAL, (5, 0, 0), False)


@pytest.mark.parametrize("wie", ["boris", "tom", "sanne", "gerda"])
def test_wie_de_cijfers_ziet(request, teams, wie):
    tel(teams[0], 9)
    assert [u.aantal for u in uitkomsten(request.getfixturevalue(wie).pk)] == [9]


@pytest.mark.parametrize("wie", ["fatima", "vera", "zita", "ilse", "bea", "paula", "anna", "hugo", "dunya"])
def test_wie_geen_cijfers_ziet(request, teams, wie):
    tel(teams[0], 9)
    assert uitkomsten(request.getfixturevalue(wie).pk) == []


def test_minder_dan_vijf_is_verborgen_ook_voor_het_eigen_team(tom, team_noord, teams):
    tel(team_noord, 4)
    tel(teams[0], 4)
    assert per_team(tom) == {str(team_noord.pk): None, str(teams[0].pk): None}
    assert [u.aantal for u in uitkomsten(tom.pk)] == [8]
    assert all(u.verborgen and u.gemiddelde is None for u in uitkomsten(tom.pk, niveau=Niveau.TEAM))


def test_organisatie_min_teams_geeft_geen_klein_team(boris, teams):
    for team, aantal in zip(teams, (4, 7, 20), strict=True):
        tel(team, aantal)
    zichtbaar = per_team(boris)
    assert zichtbaar == {str(teams[0].pk): None, str(teams[1].pk): None, str(teams[2].pk): 20}
    (geheel,) = uitkomsten(boris.pk)
    assert geheel.aantal - sum(n for n in zichtbaar.values() if n) == 11


@pytest.mark.parametrize("aantallen", [[a, b, c] for a in (0, 1, 4, 5) for b in (0, 3, 5, 6) for c in (0, 2, 5, 30)])
def test_wat_overblijft_is_nooit_een_tot_en_met_vier(boris, teams, aantallen):
    for team, aantal in zip(teams, aantallen, strict=True):
        tel(team, aantal)
    geheel = [u.aantal for u in uitkomsten(boris.pk) if u.aantal is not None]
    zichtbaar = [n for n in per_team(boris).values() if n is not None]
    assert all(n >= 5 for n in geheel + zichtbaar)
    if geheel:
        assert geheel[0] - sum(zichtbaar) not in range(1, 5)
    else:
        assert sum(aantallen) < 5
        assert zichtbaar == []


def test_jaar_min_kwartalen_geeft_geen_klein_kwartaal(boris, teams):
    tel(teams[0], 9, kwartaal=date(VORIG_JAAR, 1, 1))
    tel(teams[0], 3, kwartaal=date(VORIG_JAAR, 4, 1))
    (jaar,) = uitkomsten(boris.pk, periode=Periode.JAAR)
    assert (jaar.begin, jaar.aantal, jaar.verborgen) == (date(VORIG_JAAR, 1, 1), None, True)
    tel(teams[0], 2, kwartaal=date(VORIG_JAAR, 7, 1))
    (jaar,) = uitkomsten(boris.pk, periode=Periode.JAAR)
    assert jaar.aantal == 14
    assert uitkomsten(boris.pk, niveau=Niveau.TEAM, periode=Periode.JAAR) == []


@pytest.fixture
def op(db, boris):
    """`op("2026-10-05", niveau)`: what came out on that day, as aantal per period; None for what is hidden. The gate as it is, but for its clock."""
    gate = (SQL / "tevredenheid.sql").read_text()
    begin = gate.index("create function tevredenheid(")
    functie = gate[begin : gate.index("$$;", begin) + 3]

    def uitkomst(dag, niveau=Niveau.ORGANISATIE):
        toen = functie.replace("now()", f"timestamptz '{dag}'").replace("tevredenheid(", "tevredenheid_toen(", 1)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(toen)
            cursor.execute(
                "select periode, begin, aantal from tevredenheid_toen(%s, %s, null)", [boris.pk, niveau.value]
            )
            gevonden = {(periode, begin): aantal for periode, begin, aantal in cursor.fetchall()}
            transaction.set_rollback(True)
        return gevonden

    return uitkomst


def test_wie_bij_elk_einde_van_een_kwartaal_kijkt_leest_nooit_minder_dan_vijf(op, teams):
    """A year that grew with each quarter gave the two answers of the last quarter, as a difference of what was seen before."""
    for maand, aantal in ((1, 20), (4, 3), (7, 3), (10, 2)):
        tel(teams[0], aantal, kwartaal=date(2026, maand, 1))
    gezien = [op(dag) for dag in ("2026-04-02", "2026-07-02", "2026-10-02", "2027-01-02")]
    kwartalen = {("kwartaal", date(2026, m, 1)): n for m, n in ((1, 20), (4, None), (7, None), (10, None))}
    assert gezien[2] == dict(list(kwartalen.items())[:3])
    assert gezien[3] == {**kwartalen, ("jaar", date(2026, 1, 1)): 28}
    getallen = {periode: {toen[periode] for toen in gezien if periode in toen} for toen in gezien for periode in toen}
    assert all(len(waarden) == 1 for waarden in getallen.values())


def test_een_lopend_kwartaal_is_er_nog_niet(boris, teams):
    tel(teams[0], 30, kwartaal=DIT_KWARTAAL)
    assert uitkomsten(boris.pk) == uitkomsten(boris.pk, periode=Periode.JAAR) == []
    Tevredenheid.objects.update(kwartaal=KWARTAAL)
    assert [u.aantal for u in uitkomsten(boris.pk, van=KWARTAAL, tot=DIT_KWARTAAL)] == [30]
    assert uitkomsten(boris.pk, van=DIT_KWARTAAL) == uitkomsten(boris.pk, tot=KWARTAAL) == []


# Attack: plain SQL as the logins of the application


@pytest.mark.parametrize("rol", ["ggw_web", "ggw_medewerker", "ggw_systeem", "ggw_werk", "ggw_toezicht", "ggw_partner"])
def test_geen_login_leest_een_antwoord_of_een_code(als, fatima, gezin, teams, rol):
    als(fatima).post(pagina_voor(gezin))
    tel(teams[0], 3)
    for tabel in ("rapportage_tevredenheid", "rapportage_tevredenheidsvraag"):
        for opdracht in (
            "select * from {}",
            "select count(*) from {}",
            "delete from {}",
            "update {} set moment = 'halfweg'",
        ):
            assert mag(rol, opdracht.format(tabel)) is None


@pytest.mark.parametrize("rol", ["ggw_medewerker", "ggw_systeem", "ggw_toezicht", "ggw_partner", "ggw_web_partner"])
def test_alleen_de_weblogin_telt_en_toont(db, boris, rol):
    assert mag(rol, f"select * from tevredenheid({boris.pk}, 'organisatie', null)") is None
    assert mag(rol, f"select beantwoord_tevredenheid('{'0' * 64}', 8, 3, 3, 3)") is None


def test_buiten_een_gezin_is_er_geen_link(db, fatima, team_noord, gezin):
    zet_fase(maak_gezin(fatima, team_noord, nummer="2026-0418", naam="Nog een gezin"), Fase.ONDERSTEUNEN)
    poging = f"select uitkomst from vraag_tevredenheid('{'a' * 64}')"
    assert mag("ggw_medewerker", poging) == [("nee",)]
    with connection.cursor() as cursor:
        cursor.execute("select * from begin_medewerker(%s, null)", [fatima.pk])
    assert mag("ggw_medewerker", poging) == [("nee",)]
    assert not Tevredenheidsvraag.objects.exists()
