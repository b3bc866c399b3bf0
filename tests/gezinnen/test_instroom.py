from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gezinnen.models import (
    Aangemelde,
    Aanmelding,
    Begeleiding,
    Gebeurtenis,
    Gezin,
    Toewijzing,
    Wachtplek,
)
from ggw.organisatie.rollen import Rol
from ggw.toegang.models import Inzage
from tests.fabrieken import AanmeldingFactory, GebruikerFactory, GemeenteFactory

LIJST = reverse("gezinnen:aanmeldingen")
NIEUW = reverse("gezinnen:aanmelding-nieuw")
BEKEND = reverse("gezinnen:aanmelding-bekend")


def url(naam, aanmelding):
    return reverse(f"gezinnen:aanmelding-{naam}", kwargs={"pk": aanmelding.pk})


def tekst(antwoord):
    return antwoord.content.decode()


@pytest.fixture
def aanmelding(ilse):
    rij = AanmeldingFactory(ingevoerd_door_id=ilse.pk, gezinsnaam="Van den Proef", postcode="1234 AB", huisnummer="12a")
    Aangemelde.objects.create(
        aanmelding=rij, voornaam="Noor", tussenvoegsel="van den", achternaam="Proef", geboortedatum=date(2019, 3, 2),
        rol="301", betreft=True,
    )  # fmt: skip
    Aangemelde.objects.create(aanmelding=rij, verwachte_datum=date(2027, 1, 5), rol="301")
    Aangemelde.objects.create(
        aanmelding=rij, voornaam="Iman", achternaam="Proef", geboortedatum=date(1990, 1, 1), rol="111"
    )
    return rij


def invoer(rijen=None, **velden):
    rijen = rijen if rijen is not None else [{"rol": "301", "voornaam": "Noor", "achternaam": "Proef"}]
    totaal = max(len(rijen), 3)
    gegevens = {
        "bron": "school",
        "aanmelder_naam": "J. Leraar",
        "ontvangen_op": f"{timezone.localdate():%d-%m-%Y}",
        "urgentie": "gewoon",
        "reden": "Zorgen over de kinderen.",
        "gezinsnaam": "Van den Proef",
        "gemeente": GemeenteFactory().pk,
        "personen-TOTAL_FORMS": totaal,
        "personen-INITIAL_FORMS": 0,
        "personen-MIN_NUM_FORMS": 0,
        "personen-MAX_NUM_FORMS": 30,
    }
    for nummer in range(totaal):
        rij = {"geslacht": "onbekend", **(rijen[nummer] if nummer < len(rijen) else {})}
        gegevens |= {f"personen-{nummer}-{veld}": waarde for veld, waarde in rij.items()}
    return gegevens | velden


# The list


def test_dringendste_aanmelding_staat_bovenaan(als, ilse):
    vandaag = timezone.localdate()
    for naam, urgentie, dagen in (("Gewoonoud", "gewoon", 20), ("Spoedig", "spoed", 3), ("Nuacuut", "crisis", 0)):
        AanmeldingFactory(
            ingevoerd_door_id=ilse.pk, gezinsnaam=naam, urgentie=urgentie, ontvangen_op=vandaag - timedelta(days=dagen)
        )
    pagina = tekst(als(ilse).get(LIJST))
    assert pagina.index("Nuacuut") < pagina.index("Spoedig") < pagina.index("Gewoonoud")
    assert '<td class="getal">20</td>' in pagina


def test_geweigerde_aanmelding_staat_op_haar_eigen_blad(als, ilse, aanmelding):
    aanmelding.weiger(reden="Hoort bij het lokale team.", door_id=ilse.pk)
    client = als(ilse)
    assert "Van den Proef" not in tekst(client.get(LIJST))
    assert "Van den Proef" in tekst(client.get(LIJST, {"toon": "geweigerd"}))


def test_geweigerde_aanmeldingen_gaan_per_blad(als, ilse):
    for _ in range(51):
        AanmeldingFactory(ingevoerd_door_id=ilse.pk).weiger(reden="Nee.", door_id=ilse.pk)
    client = als(ilse)
    eerste = client.get(LIJST, {"toon": "geweigerd"})
    assert len(eerste.context["rijen"]) == 50
    assert len(client.get(LIJST + eerste.context["volgende"]).context["rijen"]) == 1


@pytest.mark.parametrize("na", ["x", "²", "9" * 30, "-1", "0"])
def test_vreemde_bladwijzer_breekt_de_lijst_niet(als, ilse, aanmelding, na):
    assert als(ilse).get(LIJST, {"toon": "geweigerd", "na": na}).status_code == 200


@pytest.mark.parametrize("aantal", [1, 20])
def test_lijst_vraagt_de_database_even_vaak(als, ilse, django_assert_max_num_queries, aantal):
    for _ in range(aantal):
        AanmeldingFactory(ingevoerd_door_id=ilse.pk)
    client = als(ilse)
    with django_assert_max_num_queries(16):
        client.get(LIJST)


@pytest.mark.parametrize("naam", ["fatima", "sanne", "tom", "vera", "bea"])
def test_andere_rollen_komen_niet_bij_de_instroom(als, request, aanmelding, naam):
    client = als(request.getfixturevalue(naam))
    paden = [LIJST, NIEUW, BEKEND, aanmelding.get_absolute_url()]
    paden += [url(deel, aanmelding) for deel in ("wijzigen", "aanvaarden", "weigeren")]
    assert [client.get(pad).status_code for pad in paden] == [403] * len(paden)
    assert client.post(url("weigeren", aanmelding), {"reden": "Nee."}).status_code == 403


def test_verkeerde_methode_mag_niet(als, ilse, aanmelding):
    client = als(ilse)
    assert client.post(LIJST).status_code == 405
    assert client.post(aanmelding.get_absolute_url()).status_code == 405
    assert client.delete(url("wijzigen", aanmelding)).status_code == 405


# Recording


def test_aanmelding_wordt_vastgelegd_met_haar_mensen(als, ilse):
    rijen = [
        {"rol": "301", "voornaam": "Noor", "achternaam": "Proef", "geboortedatum": "02-03-2019", "betreft": "on"},
        {"rol": "301", "verwachte_datum": f"{timezone.localdate() + timedelta(days=60):%d-%m-%Y}"},
        {"rol": "111", "voornaam": "Иман", "achternaam": "آل محمد"},
    ]
    antwoord = als(ilse).post(NIEUW, invoer(rijen, postcode="1234ab", huisnummer="12a"))
    rij = Aanmelding.objects.get()
    assert antwoord.status_code == 302
    assert antwoord.url == rij.get_absolute_url()
    assert (rij.ingevoerd_door_id, rij.postcode, rij.status) == (ilse.pk, "1234 AB", "open")
    assert [(p.voornaam, p.rol, p.betreft) for p in rij.personen.all()] == [
        ("Noor", "301", True), ("", "301", False), ("Иман", "111", False),
    ]  # fmt: skip


def test_formulier_heeft_zonder_javascript_drie_rijen(als, ilse):
    pagina = tekst(als(ilse).get(NIEUW))
    assert 'name="personen-2-voornaam"' in pagina
    assert 'name="personen-3-voornaam"' not in pagina


@pytest.mark.parametrize(
    ("velden", "boodschap"),
    [
        ({"urgentie": "crisis"}, "Schrijf op wat er vandaag moet gebeuren."),
        ({"ontvangen_op": "01-01-9999"}, "Deze datum is nog niet geweest."),
        ({"ontvangen_op": "01-01-0001"}, "Deze datum is te lang geleden."),
        ({"postcode": "0000 XX"}, "Schrijf de postcode als vier cijfers en twee letters"),
        ({"gemeente": "999999999999999999999"}, "Selecteer een geldige keuze"),
        ({"bron": "vreemd"}, "Selecteer een geldige keuze"),
        ({"reden": ""}, "verplicht"),
        ({"reden": "x\x00y"}, "teken"),
        ({"reden": "x" * 10001}, "10000"),
        ({"personen-TOTAL_FORMS": "kapot"}, "Het formulier kwam niet heel aan."),
        ({"personen-0-rol": "111"}, "Noem minstens één kind"),
        ({"personen-0-verwachte_datum": "01-01-2099"}, "kijk de maand en het jaar na"),
        ({"personen-0-geboortedatum": "31-02-2020"}, "datum"),
        ({"personen-1-rol": "111", "personen-1-betreft": "on"}, "Vul een voornaam of een achternaam in."),
        ({"personen-1-rol": "111", "personen-1-voornaam": "Jo", "personen-1-betreft": "on"}, "alleen bij een jeugdige"),
    ],
)
def test_foute_invoer_krijgt_antwoord_en_blijft_staan(als, ilse, velden, boodschap):
    antwoord = als(ilse).post(NIEUW, invoer(aanmelder_telefoon="06-verzonnen", **velden))
    assert antwoord.status_code == 200
    assert boodschap in tekst(antwoord)
    assert "06-verzonnen" in tekst(antwoord)
    assert not Aanmelding.objects.exists()


def test_leeg_formulier_zegt_wat_er_mist(als, ilse):
    antwoord = als(ilse).post(NIEUW, {})
    assert antwoord.status_code == 200
    assert "Er klopt iets nog niet." in tekst(antwoord)


def test_meer_dan_dertig_personen_kan_niet(als, ilse):
    rijen = [{"rol": "301", "voornaam": f"Kind{n}"} for n in range(31)]
    antwoord = als(ilse).post(NIEUW, invoer(rijen))
    assert "U kunt hooguit 30 personen noemen." in tekst(antwoord)
    assert not Aanmelding.objects.exists()


def test_wijzigen_verandert_velden_en_mensen(als, ilse, aanmelding):
    noor, ongeboren, iman = aanmelding.personen.all()
    client = als(ilse)
    assert f'value="{noor.voornaam}"' in tekst(client.get(url("wijzigen", aanmelding)))
    rijen = [
        {"id": noor.pk, "rol": "301", "voornaam": "Nora", "achternaam": "Proef"},
        {"id": ongeboren.pk, "rol": "301", "verwachte_datum": "05-01-2027", "DELETE": "on"},
        {"id": iman.pk, "rol": "111", "voornaam": "Iman", "achternaam": "Proef"},
    ]
    velden = invoer(rijen, reden="Nieuwe reden.", **{"personen-INITIAL_FORMS": 3})
    antwoord = client.post(url("wijzigen", aanmelding), velden)
    assert antwoord.status_code == 302, antwoord.context["personen"].errors
    aanmelding.refresh_from_db()
    assert aanmelding.reden == "Nieuwe reden."
    assert [p.voornaam for p in aanmelding.personen.all()] == ["Nora", "Iman"]


def test_persoon_van_een_andere_aanmelding_is_geen_geldige_rij(als, ilse, aanmelding):
    andere = AanmeldingFactory(ingevoerd_door_id=ilse.pk)
    vreemd = Aangemelde.objects.create(aanmelding=andere, voornaam="Vreemdkind", rol="301")
    rijen = [{"id": vreemd.pk, "rol": "301", "voornaam": "Gekaapt"}]
    antwoord = als(ilse).post(url("wijzigen", aanmelding), invoer(rijen, **{"personen-INITIAL_FORMS": 1}))
    assert "hoort niet (meer) bij deze aanmelding" in tekst(antwoord)
    vreemd.refresh_from_db()
    assert (vreemd.voornaam, vreemd.aanmelding_id) == ("Vreemdkind", andere.pk)


# The decision


def test_aannemen_vraagt_eerst_het_team_en_noemt_dan_de_mensen(als, ilse, aanmelding, fatima, sanne, vera, bram):
    client = als(ilse)
    eerste = tekst(client.get(url("aanvaarden", aanmelding)))
    assert "Noord 3" in eerste
    assert fatima.naam not in eerste
    team = fatima.basisteams[0]
    tweede = tekst(client.get(url("aanvaarden", aanmelding), {"team": team.pk}))
    assert fatima.naam in tweede
    assert sanne.naam in tweede
    assert vera.naam not in tweede
    assert bram.naam not in tweede


def test_aannemen_maakt_gezin_met_mensen_en_gezinsmanager(als, ilse, aanmelding, fatima, team_noord):
    client = als(ilse)
    gegevens = {"team": team_noord.pk, "wijze": "gezinsmanager", "persoon": fatima.pk, "reden": ""}
    antwoord = client.post(url("aanvaarden", aanmelding), gegevens, follow=True)
    gezin = Gezin.objects.get()
    assert antwoord.redirect_chain == [(LIJST, 302)]
    assert f"Gezin {gezin.nummer} is aangenomen en toegewezen aan {fatima.naam}" in tekst(antwoord)
    assert Toewijzing.objects.get().gezinsmanager_id == fatima.pk
    assert Begeleiding.objects.get().fase == "verbinden"
    leden = list(gezin.leden.order_by("id"))
    assert [(lid.voornaam, lid.is_jeugdige, lid.vanaf) for lid in leden] == [
        ("Noor", True, timezone.localdate()),
        ("", True, timezone.localdate()),
        ("Iman", False, timezone.localdate()),
    ]
    assert leden[0].sorteernaam == "proef noor van den"
    assert Gebeurtenis.objects.filter(gezin=gezin, soort="lid.toegevoegd").count() == 3
    overzicht = als(fatima).get(gezin.get_absolute_url())
    assert "Zorgen over de kinderen." in tekst(overzicht)
    assert "1234 AB 12a" in tekst(overzicht)
    assert client.get(aanmelding.get_absolute_url()).status_code == 404
    assert client.get(gezin.get_absolute_url()).status_code == 403


def test_aannemen_zonder_gezinsmanager_zet_op_de_wachtlijst(als, ilse, aanmelding, kees, team_noord):
    gegevens = {"team": team_noord.pk, "wijze": "wacht", "persoon": kees.pk, "reden": "Het team is vol."}
    antwoord = als(ilse).post(url("aanvaarden", aanmelding), gegevens, follow=True)
    assert f"wacht op een gezinsmanager. De wachter is {kees.naam}" in tekst(antwoord)
    assert Wachtplek.objects.get().wachter_id == kees.pk
    aanmelding.refresh_from_db()
    assert (aanmelding.besluit_reden, aanmelding.besloten_door_id) == ("Het team is vol.", ilse.pk)


def test_aannemen_schrijft_een_regel_in_het_inzagelogboek(als, ilse, aanmelding, kees, team_noord):
    client = als(ilse)
    voor = Inzage.objects.count()
    client.post(url("aanvaarden", aanmelding), {"team": team_noord.pk, "wijze": "gezinsmanager", "persoon": kees.pk})
    assert Inzage.objects.count() == voor + 1
    assert Inzage.objects.latest("pk").gezinnen == [Gezin.objects.get().pk]


def test_onvolledig_of_vreemd_besluit_wordt_niet_genomen(als, ilse, aanmelding, fatima, bram, vera, team_noord):
    oud = GebruikerFactory(naam="Oud Verzonnen", rol=Rol.GEZINSMANAGER, team=team_noord, is_active=False)
    client = als(ilse)
    goed = {"team": team_noord.pk, "wijze": "wacht", "persoon": fatima.pk, "reden": "Vol."}
    for fout, boodschap in (
        ({"team": ""}, "Kies eerst een team."),
        ({"team": "999999999999999999999"}, "Dit team is er niet"),
        ({"wijze": ""}, "Kies of het gezin een gezinsmanager krijgt of wacht."),
        ({"persoon": ""}, "Kies een persoon."),
        ({"persoon": bram.pk}, "Deze persoon werkt niet (meer) in dit team."),
        ({"persoon": vera.pk}, "Deze persoon werkt niet (meer) in dit team."),
        ({"persoon": oud.pk}, "Deze persoon werkt niet (meer) in dit team."),
        ({"reden": ""}, "Schrijf waarom dit gezin moet wachten."),
        ({"reden": "x\x00"}, "teken"),
    ):
        antwoord = client.post(url("aanvaarden", aanmelding), goed | fout)
        assert antwoord.status_code == 200
        assert boodschap in tekst(antwoord)
    assert not Gezin.objects.exists()


def test_tweede_keer_aannemen_is_een_melding(als, ilse, aanmelding, fatima, team_noord):
    client = als(ilse)
    gegevens = {"team": team_noord.pk, "wijze": "gezinsmanager", "persoon": fatima.pk}
    client.post(url("aanvaarden", aanmelding), gegevens)
    for deel in ("aanvaarden", "weigeren", "wijzigen"):
        antwoord = client.post(url(deel, aanmelding), gegevens | {"reden": "Nee."}, follow=True)
        assert "Een collega heeft al over deze aanmelding besloten." in tekst(antwoord)
    assert Gezin.objects.count() == 1


def test_weigeren_vraagt_een_reden(als, ilse, aanmelding):
    client = als(ilse)
    antwoord = client.post(url("weigeren", aanmelding), {"reden": "  "})
    assert "Schrijf waarom wij dit gezin niet aannemen." in tekst(antwoord)
    client.post(url("weigeren", aanmelding), {"reden": "Hoort bij het lokale team."})
    aanmelding.refresh_from_db()
    assert (aanmelding.status, aanmelding.besloten_op) == ("geweigerd", timezone.localdate())
    assert "Hoort bij het lokale team." in tekst(client.get(aanmelding.get_absolute_url()))
    assert "Een collega heeft al" in tekst(client.get(url("aanvaarden", aanmelding), follow=True))


def test_onbekende_aanmelding_is_er_niet(als, ilse):
    for naam in ("", "-wijzigen", "-aanvaarden", "-weigeren"):
        pad = reverse(f"gezinnen:aanmelding{naam}", kwargs={"pk": 10**25})
        assert als(ilse).get(pad).status_code == 404
