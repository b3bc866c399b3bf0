"""Accounts: who may keep them, and what a change does."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from ggw.organisatie.models import Beheergebeurtenis, Gebruiker, Lidmaatschap
from ggw.organisatie.rollen import Rol
from tests.fabrieken import WACHTWOORD, GebruikerFactory, maak_gezin

PAGINAS = ["mensen", "mens-uitnodigen"]
VAN_EEN_MENS = ["mens", "mens-rol", "mens-in-team", "mens-tweede-stap", "mens-beeindigen"]


def url(naam, *args):
    return reverse(f"organisatie:{naam}", args=args)


def soorten(mens):
    return list(mens.beheergebeurtenissen.order_by("pk").values_list("soort", flat=True))


@pytest.fixture
def beheer(als, bea):
    return als(bea)


@pytest.fixture
def lid(fatima):
    return fatima.lidmaatschappen.get()


@pytest.fixture
def alle_urls(fatima, lid):
    return [
        *map(url, PAGINAS),
        *(url(naam, fatima.pk) for naam in VAN_EEN_MENS),
        url("mens-uit-team", fatima.pk, lid.pk),
        url("mens-opnieuw-uitnodigen", fatima.pk),
    ]


def test_de_beheerder_opent_elke_pagina(beheer, alle_urls):
    for pad in alle_urls[:-1]:
        assert beheer.get(pad).status_code == 200, pad


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol != Rol.BEHEERDER])
def test_niemand_anders_komt_erin(als, rol, alle_urls):
    client = als(GebruikerFactory(rol=rol))
    for pad in alle_urls:
        assert {client.get(pad).status_code, client.post(pad).status_code} <= {403, 405}, pad
        assert 403 in (client.get(pad).status_code, client.post(pad).status_code), pad


def test_zonder_aanmelden_naar_de_aanmeldpagina(client, alle_urls):
    for pad in alle_urls:
        antwoord = client.get(pad)
        assert antwoord.status_code == 302
        assert antwoord["Location"].startswith("/account/aanmelden/")


def test_een_andere_methode_wordt_geweigerd(beheer, alle_urls):
    for pad in alle_urls:
        assert beheer.delete(pad).status_code == 405, pad
    assert beheer.post(url("mensen")).status_code == 405


def test_een_onbekend_account_is_er_niet(beheer, fatima, bram):
    for naam in VAN_EEN_MENS:
        for pk in (999999, 99999999999999999999):
            assert beheer.get(url(naam, pk)).status_code == 404
    assert beheer.get(url("mens-uit-team", fatima.pk, bram.lidmaatschappen.get().pk)).status_code == 404


# The list


def test_de_lijst_toont_rol_teams_van_vandaag_en_stand(beheer, fatima, team_zuid):
    Lidmaatschap.objects.create(gebruiker=fatima, basisteam=team_zuid, vanaf="2024-01-01", tot="2025-01-01")
    pagina = beheer.get(url("mensen")).content.decode()
    rij = pagina[pagina.index("Fatima Voorbeeld") :]
    rij = rij[: rij.index("</tr>")]
    assert "Gezinsmanager" in rij
    assert "Noord 3" in rij
    assert "Zuid 1" not in rij
    assert "Actief" in rij


def test_filter_staat_in_de_url(beheer, fatima, bram, sanne, team_noord):
    bram.beeindig()

    def namen(**vraag):
        return [mens.naam.split()[0] for mens in beheer.get(url("mensen"), vraag).context["mensen"]]

    assert namen() == ["Bea", "Bram", "Fatima", "Sanne"]
    assert namen(zoek="fat") == ["Fatima"]
    assert namen(rol="senior") == ["Sanne"]
    assert namen(team=team_noord.pk) == ["Fatima", "Sanne"]
    assert namen(status="beeindigd") == ["Bram"]
    assert namen(status="uitgenodigd") == []


@pytest.mark.parametrize(
    "vraag", [{"zoek": "\x00"}, {"team": "x"}, {"rol": "y"}, {"na": "x"}, {"na": "9" * 30}, {"na": "²"}]
)
def test_een_vreemde_vraag_geeft_geen_fout(beheer, vraag):
    assert beheer.get(url("mensen"), vraag).status_code == 200


def test_bladeren_laat_iedereen_een_keer_zien(beheer, bea):
    GebruikerFactory.create_batch(60)
    GebruikerFactory.create_batch(3, naam="Zelfde Naam")
    gezien, pad = [], url("mensen")
    while pad:
        antwoord = beheer.get(pad)
        gezien += [mens.pk for mens in antwoord.context["mensen"]]
        pad = antwoord.context["volgende"] and url("mensen") + antwoord.context["volgende"]
    assert len(gezien) == len(set(gezien)) == Gebruiker.objects.count() == 64


@pytest.mark.parametrize("aantal", [1, 20])
def test_het_aantal_vragen_aan_de_database_groeit_niet(beheer, team_noord, aantal, django_assert_max_num_queries):
    GebruikerFactory.create_batch(aantal, team=team_noord)
    beheer.get(url("mensen"))  # the first request writes down when the session began
    with django_assert_max_num_queries(10):
        beheer.get(url("mensen"))


# Changing an account


def test_gegevens_veranderen_en_wat_er_veranderde_staat_op_de_pagina(beheer, fatima, bea):
    """The role is no part of it, whatever is posted."""
    velden = {"naam": "Fatima Anders", "functie": "Senior", "telefoon": "020-1"}
    antwoord = beheer.post(url("mens", fatima.pk), velden | {"rol": "senior"}, follow=True)
    fatima.refresh_from_db()
    assert (fatima.naam, fatima.functie, fatima.telefoon) == tuple(velden.values())
    assert fatima.rol == "gezinsmanager"
    gebeurtenis = fatima.beheergebeurtenissen.get()
    assert gebeurtenis.door == bea
    assert "Fatima" not in str(gebeurtenis.gegevens)
    assert "Veranderd: naam, functie, telefoon werk" in antwoord.content.decode()


def test_niets_veranderen_laat_geen_regel_na(beheer, fatima):
    velden = {"naam": fatima.naam, "rol": fatima.rol, "functie": fatima.functie, "telefoon": fatima.telefoon}
    beheer.post(url("mens", fatima.pk), velden)
    assert soorten(fatima) == []


@pytest.mark.parametrize(
    "velden",
    [
        {},
        {"naam": "", "rol": "senior"},
        {"naam": "x" * 500, "rol": "senior"},
        {"naam": "Nul\x00", "rol": "senior"},
        {"naam": "名前 👩‍👧", "rol": "senior", "telefoon": "9" * 99},
    ],
)
def test_rare_invoer_komt_terug_met_uitleg(beheer, fatima, velden):
    antwoord = beheer.post(url("mens", fatima.pk), velden)
    assert antwoord.status_code == 200
    assert "Er klopt iets nog niet" in antwoord.content.decode()
    fatima.refresh_from_db()
    assert (fatima.naam, fatima.rol) == ("Fatima Voorbeeld", "gezinsmanager")


def test_naam_in_ander_schrift_kan(beheer, fatima):
    beheer.post(url("mens", fatima.pk), {"naam": "فاطمة Ünal-Žák", "rol": "gezinsmanager"})
    fatima.refresh_from_db()
    assert fatima.naam == "فاطمة Ünal-Žák"


def test_niemand_verandert_zichzelf(beheer, bea, team_noord):
    Lidmaatschap.objects.create(gebruiker=bea, basisteam=team_noord, vanaf="2024-01-01")
    velden = {
        "naam": "Bea",
        "rol": "teammanager",
        "basisteam": team_noord.pk,
        "vanaf": "01-01-2026",
        "tot": "01-01-2026",
    }
    voor = list(Gebruiker.objects.filter(pk=bea.pk).values()), list(bea.lidmaatschappen.values())
    paden = [url(naam, bea.pk) for naam in (*VAN_EEN_MENS, "mens-opnieuw-uitnodigen")]
    for pad in [*paden, url("mens-uit-team", bea.pk, bea.lidmaatschappen.get().pk)]:
        antwoord = beheer.post(pad, velden, follow=True)
        assert "U kunt uw eigen account niet veranderen" in antwoord.content.decode(), pad
    assert (list(Gebruiker.objects.filter(pk=bea.pk).values()), list(bea.lidmaatschappen.values())) == voor
    assert "<input" not in beheer.get(url("mens", bea.pk)).content.decode().split("<main")[1].replace("csrf", "")


# Teams


@pytest.mark.parametrize("vanaf", ["", "31-02-2026", "01-01-0001", "31-12-9999", "x" * 5000])
def test_een_vreemde_dag_wordt_geweigerd(beheer, fatima, team_zuid, lid, vanaf):
    assert beheer.post(url("mens-in-team", fatima.pk), {"basisteam": team_zuid.pk, "vanaf": vanaf}).status_code == 200
    assert beheer.post(url("mens-uit-team", fatima.pk, lid.pk), {"tot": vanaf}).status_code == 200
    assert soorten(fatima) == []


def test_twee_keer_in_hetzelfde_team_kan_niet(beheer, fatima, team_noord):
    antwoord = beheer.post(url("mens-in-team", fatima.pk), {"basisteam": team_noord.pk, "vanaf": "01-11-2026"})
    assert "al in dit team" in antwoord.content.decode()
    assert fatima.lidmaatschappen.count() == 1


def test_langer_in_een_team_is_geen_kwestie_van_een_dag_verzetten(beheer, fatima, lid):
    vandaag = timezone.localdate()
    lid.tot = vandaag
    lid.save(update_fields=["tot"])
    later = (vandaag + timedelta(days=1)).strftime("%d-%m-%Y")
    antwoord = beheer.post(url("mens-uit-team", fatima.pk, lid.pk), {"tot": later})
    assert "Langer in dit team werken is een voorstel" in antwoord.content.decode()
    lid.refresh_from_db()
    assert lid.tot == vandaag


def test_uit_een_team_op_een_dag_de_geschiedenis_blijft(beheer, fatima, lid):
    gisteren = timezone.localdate() - timedelta(days=1)
    beheer.post(url("mens-uit-team", fatima.pk, lid.pk), {"tot": gisteren.strftime("%d-%m-%Y")})
    lid.refresh_from_db()
    assert lid.tot == gisteren
    assert Gebruiker.objects.get(pk=fatima.pk).basisteams == []
    assert soorten(fatima) == ["team.beeindigd"]
    assert "tot en met" in beheer.get(url("mens", fatima.pk)).content.decode()


def test_een_einde_voor_het_begin_kan_niet(beheer, fatima, lid):
    antwoord = beheer.post(url("mens-uit-team", fatima.pk, lid.pk), {"tot": "31-12-2023"})
    assert "De einddatum ligt voor de begindatum" in antwoord.content.decode()
    lid.refresh_from_db()
    assert lid.tot is None


# Ending an account


def test_wie_gestopt_is_ligt_er_meteen_uit(als, beheer, client, fatima):
    fatima.set_password(WACHTWOORD)
    fatima.save(update_fields=["password"])
    client.post("/account/aanmelden/", {"login": fatima.email, "password": WACHTWOORD})
    sessies = [client, als(fatima)]
    assert [sessie.get("/account/").status_code for sessie in sessies] == [200, 200]
    beheer.post(url("mens-beeindigen", fatima.pk))
    for sessie in sessies:
        antwoord = sessie.get("/account/")
        assert antwoord.status_code == 302
        assert antwoord["Location"].startswith("/account/aanmelden/")


def test_wie_gestopt_is_staat_in_geen_team_meer(beheer, fatima, lid, team_zuid):
    straks = timezone.localdate() + timedelta(days=20)
    Lidmaatschap.objects.create(gebruiker=fatima, basisteam=team_zuid, vanaf=straks)
    beheer.post(url("mens-beeindigen", fatima.pk))
    fatima.refresh_from_db()
    assert fatima.status == "beeindigd"
    assert [rij.tot for rij in fatima.lidmaatschappen.all()] == [timezone.localdate()]
    antwoord = beheer.post(url("mens-in-team", fatima.pk), {"basisteam": team_zuid.pk, "vanaf": "01-11-2026"})
    assert "Dit account is gestopt" in antwoord.content.decode()


def test_stoppen_waarschuwt_voor_gezinnen_maar_noemt_er_geen(beheer, fatima, team_noord, gezin):
    maak_gezin(fatima, team_noord, nummer="2026-0500", wacht=True)
    pagina = beheer.get(url("mens-beeindigen", fatima.pk)).content.decode()
    assert "van 2 gezinnen" in pagina
    assert gezin.nummer not in pagina
    assert gezin.naam not in pagina


def test_een_andere_rol_waarschuwt_voor_gezinnen(beheer, fatima, gezin):
    antwoord = beheer.post(url("mens-rol", fatima.pk), {"rol": "secretariaat"}, follow=True)
    assert "begeleidt nog 1 gezin." in antwoord.content.decode()


# What was done stays


@pytest.mark.parametrize(
    "opdracht", ["update organisatie_beheergebeurtenis set soort = 'x'", "delete from organisatie_beheergebeurtenis"]
)
def test_een_beheergebeurtenis_verandert_niet(fatima, opdracht):
    Beheergebeurtenis.leg_vast("mens.beeindigd", door=None, over=fatima)
    with pytest.raises(ProgrammingError, match="verandert niet"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(opdracht)
