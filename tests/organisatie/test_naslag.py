"""Reference data: one mechanism, every kind through it."""

import pytest
from django.urls import reverse

from gezinnen.models import Leefgebied, RedenEindeMaatregel, Verblijfsoort
from ggw.organisatie.models import Aanbieder, Basisteam, Beheergebeurtenis, Gemeente, LokaalTeam
from ggw.organisatie.naslag import NASLAG
from ggw.organisatie.rollen import Rol
from tests.fabrieken import BasisteamFactory, GebruikerFactory, GemeenteFactory, LokaalTeamFactory

NIEUW = {
    "basisteams": {"naam": "Oost 4", "actief": "on"},
    "lokale-teams": {"naam": "Wijkteam Oost", "telefoon": "020-3", "email": "oost@ggw.example", "actief": "on"},
    "gemeenten": {"code": "0384", "naam": "Diemen", "regio": "Amsterdam-Amstelland"},
    "aanbieders": {"naam": "De Proef", "soort": "hoofdaannemer", "actief": "on"},
    "leefgebieden": {"code": "dieren", "naam": "Huisdieren", "volgorde": "99", "actief": "on"},
    "soorten-verblijf": {"code": "boot", "naam": "Woonboot"},
    "oorzaken-kwestie": {"code": "vervoer", "naam": "Vervoer", "volgorde": "9", "actief": "on"},
    "redenen-einde-begeleiding": {"code": "verhuisd", "naam": "Verhuisd", "volgorde": "9", "actief": "on"},
    "redenen-weigeren": {"code": "ver_weg", "naam": "Te ver weg", "volgorde": "9", "actief": "on"},
    "redenen-einde-hulp": {"code": "klaar", "naam": "Klaar", "volgorde": "9", "actief": "on"},
    "borgingsvragen": {"code": "buiten", "vraag": "Wat doet u graag buiten?", "volgorde": "9", "actief": "on"},
    "soorten-hulp": {"code": "dieren", "naam": "Hulp met een hond", "groep": "overig", "volgorde": "9", "actief": "on"},
    "belnummers": {"code": "buurt", "naam": "Buurtlijn", "waarvoor": "Klusjes", "telefoon": "020-1", "volgorde": "9"},
    "redenen-einde-maatregel": {"soort": "OTS", "code": "99", "naam": "Proef", "voorbeeld": "on"},
}


@pytest.fixture
def beheer(als, bea):
    return als(bea)


@pytest.fixture
def velden(db):
    return {**NIEUW, "lokale-teams": NIEUW["lokale-teams"] | {"gemeente": GemeenteFactory().pk}}


@pytest.fixture
def een_van_elk(db):
    LokaalTeamFactory()
    BasisteamFactory()
    Aanbieder.objects.create(naam="Aanbieder", soort="hoofdaannemer")


def url(naam, *args):
    return reverse(f"organisatie:{naam}", args=args)


def paden():
    for code, soort in NASLAG.items():
        yield url("naslag-lijst", code)
        yield url("naslag-toevoegen", code)
        yield url("naslag-wijzigen", code, soort.rijen().first().pk)


def test_de_proef_kent_elke_soort():
    assert set(NIEUW) == set(NASLAG)


def test_de_beheerder_opent_elke_pagina(beheer, een_van_elk):
    pagina = beheer.get(url("naslag")).content.decode()
    for soort in NASLAG.values():
        assert soort.meervoud in pagina
    for pad in paden():
        assert beheer.get(pad).status_code == 200, pad
        assert beheer.delete(pad).status_code == 405, pad


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol != Rol.BEHEERDER])
def test_niemand_anders_komt_erin(als, rol, een_van_elk):
    client = als(GebruikerFactory(rol=rol))
    for pad in [url("naslag"), *paden()]:
        assert client.get(pad).status_code == 403, pad


def test_zonder_aanmelden_naar_de_aanmeldpagina(client, een_van_elk):
    for pad in [url("naslag"), *paden()]:
        assert client.get(pad).status_code == client.post(pad).status_code == 302, pad


@pytest.mark.parametrize("code", sorted(NIEUW))
def test_toevoegen_en_veranderen(beheer, velden, code, bea):
    soort = NASLAG[code]
    naam = soort.kolommen[0]
    assert beheer.post(url("naslag-toevoegen", code), velden[code])["Location"] == url("naslag-lijst", code)
    rij = soort.model.objects.get(**{naam: velden[code][naam]})
    assert velden[code][naam] in beheer.get(url("naslag-lijst", code)).content.decode()
    anders = velden[code] | {naam: "Heel anders"}
    assert beheer.post(url("naslag-wijzigen", code, rij.pk), anders).status_code == 302
    rij.refresh_from_db()
    assert getattr(rij, naam) == "Heel anders"
    gebeurtenissen = Beheergebeurtenis.objects.filter(door=bea, over=None).order_by("pk")
    assert [g.soort for g in gebeurtenissen] == ["naslag.toegevoegd", "naslag.gewijzigd"]
    assert gebeurtenissen[1].gegevens == {"naslag": code, "rij": str(rij.pk), "velden": [naam]}


@pytest.mark.parametrize("code", sorted(NIEUW))
@pytest.mark.parametrize("raar", ["", "x" * 5000, "\x00", "名前 👩‍👧 نادية", "-1", "9" * 40, "<script>"])
def test_rare_invoer_geeft_geen_foutpagina(beheer, velden, code, raar):
    raar_overal = dict.fromkeys(velden[code], raar)
    antwoord = beheer.post(url("naslag-toevoegen", code), raar_overal)
    assert antwoord.status_code == 200 or raar not in ("", "\x00")
    for veld in velden[code]:
        antwoord = beheer.post(url("naslag-toevoegen", code), velden[code] | {veld: raar})
        assert antwoord.status_code in (200, 302), veld
        assert b"<script>" not in antwoord.content.replace(b'<script type="module"', b"")


@pytest.mark.parametrize("code", sorted(NIEUW))
def test_twee_keer_hetzelfde_kan_niet(beheer, velden, code):
    beheer.post(url("naslag-toevoegen", code), velden[code])
    antwoord = beheer.post(url("naslag-toevoegen", code), velden[code])
    assert antwoord.status_code == 200
    assert "foutoverzicht" in antwoord.content.decode()
    naam = NASLAG[code].kolommen[0]
    assert NASLAG[code].model.objects.filter(**{naam: velden[code][naam]}).count() == 1


def test_een_code_blijft_wat_zij_was(beheer, db):
    beheer.post(
        url("naslag-wijzigen", "leefgebieden", "wonen"), {"code": "anders", "naam": "Wonen en huis", "volgorde": 3}
    )
    assert not Leefgebied.objects.filter(code="anders").exists()
    assert Leefgebied.objects.get(code="wonen").naam == "Wonen en huis"
    reden = RedenEindeMaatregel.objects.first()
    beheer.post(
        url("naslag-wijzigen", "redenen-einde-maatregel", reden.pk), {"soort": "JR", "code": "x", "naam": "Nieuw"}
    )
    nu = RedenEindeMaatregel.objects.get(pk=reden.pk)
    assert (nu.soort, nu.code, nu.naam) == (reden.soort, reden.code, "Nieuw")


def test_een_code_met_een_spatie_kan_niet(beheer, db):
    antwoord = beheer.post(url("naslag-toevoegen", "soorten-verblijf"), {"code": "op de boot", "naam": "Boot"})
    assert antwoord.status_code == 200
    assert not Verblijfsoort.objects.filter(naam="Boot").exists()


def test_buiten_gebruik_stellen_en_nooit_weggooien(beheer, team_noord):
    beheer.post(url("naslag-wijzigen", "basisteams", team_noord.pk), {"naam": team_noord.naam})
    team_noord.refresh_from_db()
    assert team_noord.actief is False
    assert "Noord 3" not in beheer.get(url("mens-uitnodigen")).content.decode()
    beheer.post(url("naslag-wijzigen", "basisteams", team_noord.pk), {"naam": team_noord.naam, "actief": "on"})
    team_noord.refresh_from_db()
    assert team_noord.actief is True


def test_wat_er_niet_is_geeft_404(beheer, db):
    for pad in (
        url("naslag-lijst", "sessies"),
        url("naslag-toevoegen", "gebruiker"),
        url("naslag-wijzigen", "basisteams", 999999),
        url("naslag-wijzigen", "basisteams", "9" * 40),
        url("naslag-wijzigen", "basisteams", "abc"),
        url("naslag-wijzigen", "leefgebieden", "bestaat-niet"),
    ):
        assert beheer.get(pad).status_code == 404, pad


def test_de_lijst_vraagt_niet_meer_bij_meer_rijen(beheer, django_assert_max_num_queries):
    for nummer in range(20):
        Basisteam.objects.create(naam=f"Team {nummer}", lokaal_team=LokaalTeamFactory())
    beheer.get(url("naslag"))  # the first request writes down when the session began
    with django_assert_max_num_queries(8):
        beheer.get(url("naslag-lijst", "basisteams"))
    with django_assert_max_num_queries(8):
        beheer.get(url("naslag-lijst", "lokale-teams"))
    assert LokaalTeam.objects.count() == 20
    assert Gemeente.objects.count() == 1
