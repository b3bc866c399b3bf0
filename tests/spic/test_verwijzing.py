"""A referral: chosen piece by piece, seen before it is sent, frozen, and read by the provider and nobody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from gezinnen.models import Adres, Contactgegeven, Gebeurtenis, Gezinslid, Kwestie
from gezinnen.rekenen import beantwoord_rekenverzoeken
from ggw.organisatie.models import Aanbieder
from ggw.organisatie.rollen import Rol
from ggw.toegang.models import Inzage
from ggw.toegang.poort import bewaar_bsn
from spic.models import Pakket, Verwijzing, VerwijzingStatus, afdruk
from tests.fabrieken import GebruikerFactory, GezinslidFactory
from tests.spic.spics import een_spic
from tests.toegang.test_situaties import binnen
from tests.vol_gezin import vul

GEHEIM = "Verborgenlaan"


@pytest.fixture
def vol(gezin, fatima, sanne, sam, moeder, wilgenboog):
    """A family with a plan, a veiligheidsplan, telephone, a secret address and a BSN."""
    vul(gezin, fatima, sanne)
    Contactgegeven.objects.create(gezin=gezin, gezinslid=moeder, soort="telefoon", waarde="06-00000042")
    Adres.objects.create(
        gezin=gezin,
        gezinslid=moeder,
        straat=GEHEIM,
        huisnummer="9",
        postcode="1234 AB",
        plaats="Niemandsdam",
        geheim=True,
    )
    Adres.objects.create(gezin=gezin, gezinslid=sam, straat="Openlaan", huisnummer="7", plaats="Niemandsdam")
    with binnen(fatima, gezin):
        bewaar_bsn(sam.pk, "111222333")
    Pakket.objects.all().delete()
    Verwijzing.objects.all().delete()
    return gezin


def formulier(gezin, aanbieder, /, *leden, **anders):
    """A concept for the children among `leden`, each with the first combination of segment B."""
    spic = een_spic()
    standaard = {
        "aanbieder": aanbieder.pk,
        "hulpvraag": "Opvoedhulp thuis",
        "toelichting": "Vooral in de avond",
        "uitzondering": "Het is nu al nodig",
        "leden": [lid.pk for lid in leden],
        "delen": [],
        "grondslag": "toestemming",
        "grondslag_uitleg": "Besproken met moeder",
        "sleutel": "6f1de0a2-6f0c-4bb5-9d2b-3f6a7a0f2a11",
        "resultaten": list(gezin.gezinsplannen.geldend().resultaten.values_list("pk", flat=True)),
        **{f"spic_{lid.pk}": spic.pk for lid in leden if lid.is_jeugdige},
    }
    return standaard | anders


def nieuw(gezin):
    return f"/gezinnen/{gezin.nummer}/hulp/nieuw/"


def verstuur(client, gezin, velden):
    """Save a concept, look, then send what was seen."""
    voorbeeld = client.post(nieuw(gezin), velden, follow=True)
    pad = voorbeeld.redirect_chain[-1][0]
    return client.post(pad, {"gezien": voorbeeld.context["gezien"]}, follow=True)


@pytest.fixture
def verstuurd(als, vol, fatima, wilgenboog, sam):
    verstuur(als(fatima), vol, formulier(vol, wilgenboog, sam))
    return Verwijzing.objects.get()


def pagina(client, verwijzing, rest=""):
    return client.get(f"/partner/{verwijzing.pk}/{rest}")


def test_niets_wordt_gedeeld_dat_niet_is_gekozen(als, vol, fatima, wilgenboog, sam, moeder):
    verstuur(als(fatima), vol, formulier(vol, wilgenboog, sam))
    inhoud = Pakket.objects.get().inhoud
    assert set(inhoud) == {"vorm", "nummer", "hulpvraag", "toelichting", "grondslag", "leden", "resultaten"}
    assert [lid["naam"] for lid in inhoud["leden"]] == [sam.naam]
    assert set(inhoud["leden"][0]) == {"lid", "kind", "naam", "rol", "geboren"}


def test_alles_gekozen_en_toch_geen_bsn_en_geen_geheim_adres(als, vol, fatima, wilgenboog, sam, moeder):
    delen = ["contact", "gezinsplan", "veiligheidsplan"]
    velden = formulier(vol, wilgenboog, sam, moeder, delen=delen)
    voorbeeld = als(fatima).post(nieuw(vol), velden, follow=True)
    voorbeeld = als(fatima).get(voorbeeld.redirect_chain[-1][0]).content.decode()
    Verwijzing.objects.all().delete()
    verstuur(als(fatima), vol, velden)
    pakket = Pakket.objects.get()
    assert {"gezinsplan", "veiligheidsplan"} <= set(pakket.inhoud)
    assert "06-00000042" in str(pakket.inhoud)
    assert "Openlaan" in str(pakket.inhoud)
    for tekst in (str(pakket.inhoud), voorbeeld.split("<form method")[0]):
        assert GEHEIM not in tekst
        assert "111222333" not in tekst
    assert pakket.sha256 == afdruk(pakket.inhoud)


def test_de_aanbieder_ziet_precies_wat_is_nagekeken_en_niets_nieuwers(als, vol, fatima, wilgenboog, sam, moeder, anna):
    velden = formulier(vol, wilgenboog, sam, moeder, delen=["contact"])
    verstuur(als(fatima), vol, velden)
    Contactgegeven.objects.create(gezin=vol, gezinslid=moeder, soort="telefoon", waarde="06-00000099")
    Gezinslid.objects.filter(pk=sam.pk).update(voornaam="Nieuwenaam")
    tekst = pagina(als(anna), Verwijzing.objects.get()).content.decode()
    assert sam.naam in tekst
    assert "06-00000042" in tekst
    assert "06-00000099" not in tekst
    assert "Nieuwenaam" not in tekst


def test_wat_intussen_veranderde_wordt_eerst_opnieuw_nagekeken(als, vol, fatima, wilgenboog, sam):
    voorbeeld = als(fatima).post(nieuw(vol), formulier(vol, wilgenboog, sam), follow=True)
    Gezinslid.objects.filter(pk=sam.pk).update(achternaam="Anders")
    antwoord = als(fatima).post(voorbeeld.redirect_chain[-1][0], {"gezien": voorbeeld.context["gezien"]})
    assert "intussen veranderd" in antwoord.content.decode()
    assert not Pakket.objects.exists()


def test_een_concept_houdt_wat_was_ingevuld_en_is_te_wijzigen(als, vol, fatima, wilgenboog, sam):
    client = als(fatima)
    client.post(nieuw(vol), formulier(vol, wilgenboog, sam, delen=["contact"]))
    rij = Verwijzing.objects.get()
    pad = f"/gezinnen/{vol.nummer}/hulp/{rij.pk}/"
    assert "Kijk na en verstuur" in client.get(pad).content.decode()
    assert "Vooral in de avond" in client.get(f"{pad}wijzigen/").content.decode()
    client.post(f"{pad}wijzigen/", formulier(vol, wilgenboog, sam, hulpvraag="Andere hulp", delen=[]))
    rij.refresh_from_db()
    assert (rij.hulpvraag, rij.keuze["delen"], rij.is_concept) == ("Andere hulp", [], True)


def test_twee_keer_klikken_maakt_een_verwijzing(als, vol, fatima, wilgenboog, sam):
    velden = formulier(vol, wilgenboog, sam)
    pad = verstuur(als(fatima), vol, velden).redirect_chain[-1][0] + "versturen/"
    assert "was al verstuurd" in als(fatima).post(pad, {"gezien": "x"}, follow=True).content.decode()
    assert "was al bewaard" in als(fatima).post(nieuw(vol), velden).content.decode()
    assert (Verwijzing.objects.count(), Pakket.objects.count()) == (1, 1)
    assert Gebeurtenis.objects.filter(soort="verwijzing.verzonden").count() == 1


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"aanbieder": ""}, "Kies een aanbieder."),
        ({"aanbieder": "999999"}, "geldige keuze"),
        ({"hulpvraag": ""}, "Schrijf op welke hulp nodig is."),
        ({"hulpvraag": "x" * 500}, "200 tekens"),
        ({"hulpvraag": "nul\x00"}, "[Nn]ull"),
        ({"leden": []}, "Kies over wie deze verwijzing gaat."),
        ({"grondslag": ""}, "Kies waarom u dit mag delen."),
        ({"grondslag_uitleg": ""}, "Schrijf op hoe u dat weet."),
        ({"delen": ["alles"]}, "geldige keuze"),
    ],
)
def test_wat_ontbreekt_staat_bij_het_veld(als, vol, fatima, wilgenboog, sam, anders, melding):
    antwoord = als(fatima).post(nieuw(vol), formulier(vol, wilgenboog, sam, **anders))
    assert antwoord.status_code == 200
    tekst = antwoord.content.decode()
    assert melding.replace("[Nn]", "n").lower() in tekst.lower()
    assert "Vooral in de avond" in tekst
    assert not Verwijzing.objects.exists()


def test_alleen_een_volwassene_of_iemand_van_een_ander_gezin_kan_niet(
    als, vol, fatima, wilgenboog, moeder, ander_gezin
):
    antwoord = als(fatima).post(nieuw(vol), formulier(vol, wilgenboog, moeder))
    assert "minstens een kind" in antwoord.content.decode()
    antwoord = als(fatima).post(nieuw(vol), formulier(vol, wilgenboog, GezinslidFactory(gezin=ander_gezin)))
    assert "Kies iemand uit dit gezin." in antwoord.content.decode()


# The side of the provider


def antwoord(client, verwijzing, soort="geaccepteerd", **velden):
    velden = {"antwoord": soort, "sleutel": uuid4(), **velden}
    return client.post(f"/partner/{verwijzing.pk}/antwoord/", velden, follow=True)


def test_het_aanmeldteam_neemt_aan_en_noemt_een_hulpverlener(als, verstuurd, anna, hugo, fatima, vol):
    team, hulpverlener = als(anna), als(hugo)
    assert team.get("/", follow=True).redirect_chain[-1][0] == "/partner/"
    assert "Opvoedhulp thuis" in team.get("/partner/").content.decode()
    assert pagina(hulpverlener, verstuurd).status_code == 404, "nog niet genoemd"
    assert "Kies een antwoord." in antwoord(team, verstuurd, "").content.decode()
    antwoord(team, verstuurd)
    dubbel = antwoord(team, verstuurd, "geweigerd", code="geen_plek", reden="Toch niet")
    verstuurd.refresh_from_db()
    assert verstuurd.status == VerwijzingStatus.GEWEIGERD, "wie aannam, kan nog teruggeven"
    assert "Geweigerd" in dubbel.content.decode()


def test_twee_mensen_antwoorden_tegelijk_en_een_wint(als, verstuurd, anna):
    team, zelfde = als(anna), uuid4()
    antwoord(team, verstuurd, sleutel=zelfde)
    assert "Uw antwoord is verstuurd." in antwoord(team, verstuurd, sleutel=zelfde).content.decode(), "dezelfde klik"
    te_laat = antwoord(team, verstuurd)
    assert "iemand anders was u voor" in te_laat.content.decode()
    assert verstuurd.stappen.filter(naar="geaccepteerd").count() == 1


def test_wie_is_genoemd_leest_en_meldt(als, verstuurd, anna, hugo, fatima, vol):
    team, hulpverlener = als(anna), als(hugo)
    antwoord(team, verstuurd)
    team.post(f"/partner/{verstuurd.pk}/mensen/", {"hulpverlener": hugo.pk, "trajectbegeleider": hugo.pk})
    assert pagina(hulpverlener, verstuurd).status_code == 200
    assert "Opvoedhulp thuis" in hulpverlener.get("/partner/").content.decode()
    assert pagina(hulpverlener, verstuurd, "antwoord/").status_code == 403
    verstuurd.refresh_from_db()
    assert (verstuurd.status, verstuurd.hulpverlener_id) == (VerwijzingStatus.GEACCEPTEERD, hugo.pk)
    assert "Aangenomen" in als(fatima).get(f"/gezinnen/{vol.nummer}/hulp/").content.decode()
    bij_ons = als(fatima).get(f"/gezinnen/{vol.nummer}/hulp/{verstuurd.pk}/").content.decode()
    assert hugo.naam in bij_ons
    assert "Hulpverlener is ook trajectbegeleider" in bij_ons
    assert "Aanbieder nam de verwijzing aan" in als(fatima).get(f"/gezinnen/{vol.nummer}/dossier/").content.decode()


def test_weigeren_vraagt_een_reden_opent_een_kwestie_en_is_dertig_dagen_te_lezen(als, verstuurd, anna, fatima, vol):
    team = als(anna)
    assert "Kies waarom u weigert." in antwoord(team, verstuurd, "geweigerd").content.decode()
    antwoord(team, verstuurd, "geweigerd", code="geen_plek", reden="Geen plek voor mei")
    assert beantwoord_rekenverzoeken() == 1
    assert beantwoord_rekenverzoeken() == 0
    kwestie = Kwestie.objects.get(wat__contains="Geen plek voor mei")
    assert kwestie.oorzaak_id == "wachtlijst"
    assert "Geen plek voor mei" in als(fatima).get(f"/gezinnen/{vol.nummer}/hulp/{verstuurd.pk}/").content.decode()
    assert pagina(team, verstuurd).status_code == 200
    op = timezone.localdate() - timedelta(days=31)
    Verwijzing.objects.update(verzonden_op=op, beeindigd_op=op)
    assert pagina(team, verstuurd).status_code == 404
    assert "Opvoedhulp" not in team.get("/partner/").content.decode()


def test_intrekken_sluit_het_pakket_meteen(als, verstuurd, anna, fatima, vol):
    team, pad = als(anna), f"/gezinnen/{vol.nummer}/hulp/{verstuurd.pk}/intrekken/"
    assert pagina(team, verstuurd).status_code == 200
    assert "Schrijf op waarom" in als(fatima).post(pad, {"reden": " "}).content.decode()
    als(fatima).post(pad, {"reden": "Het gezin wil niet meer"})
    assert pagina(team, verstuurd).status_code == 404
    assert antwoord(team, verstuurd).status_code == 404
    assert "Dit kan niet meer" in als(fatima).post(pad, {"reden": "Nog eens"}).content.decode()


def test_een_andere_aanbieder_ziet_niets(als, verstuurd):
    meryem = GebruikerFactory(
        rol=Rol.AANMELDTEAM, aanbieder=Aanbieder.objects.create(naam="De Zon", soort="hoofdaannemer")
    )
    client = als(meryem)
    assert "Opvoedhulp" not in client.get("/partner/").content.decode()
    for rest in ("", "antwoord/", "mensen/", "voortgang/"):
        assert pagina(client, verstuurd, rest).status_code == 404
    assert antwoord(client, verstuurd).status_code == 404
    verstuurd.refresh_from_db()
    assert verstuurd.status == VerwijzingStatus.VERZONDEN


def test_een_hulpverlener_van_een_ander_wordt_niet_genoemd(als, verstuurd, anna):
    vreemd = GebruikerFactory(
        rol=Rol.HULPVERLENER, aanbieder=Aanbieder.objects.create(naam="De Zon", soort="hoofdaannemer")
    )
    antwoord(als(anna), verstuurd)
    pagina_ = als(anna).post(f"/partner/{verstuurd.pk}/mensen/", {"hulpverlener": vreemd.pk})
    assert "Deze persoon kan dit niet" in pagina_.content.decode()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select begin_partner(%s, %s)", [anna.pk, verstuurd.pk])
        cursor.execute("set local role ggw_partner")
        cursor.execute("select partner.noem_mensen(%s, %s, null)", [verstuurd.pk, vreemd.pk])
        assert cursor.fetchone() == (False,)
        cursor.execute("reset role")


def test_een_gestopt_account_van_een_aanbieder_ligt_er_meteen_uit(als, verstuurd, anna):
    client = als(anna)
    assert pagina(client, verstuurd).status_code == 200
    anna.beeindig()
    assert pagina(client, verstuurd).status_code == 302


def test_elke_keer_lezen_staat_in_het_logboek_van_het_gezin(als, verstuurd, anna, vol):
    pagina(als(anna), verstuurd)
    als(anna).get("/partner/")
    rijen = Inzage.objects.filter(gebruiker_id=anna.pk).values_list("grond", "gezinnen", "uitkomst")
    assert list(rijen) == [("aanmeldteam", [vol.pk], 200), ("partner", [vol.pk], 200)]


def test_een_lange_lijst_vraagt_niet_meer(als, verstuurd, anna, wilgenboog, vol, fatima, django_assert_max_num_queries):
    client = als(anna)

    def tel():
        with django_assert_max_num_queries(15) as gezien:
            client.get("/partner/")
        return len(gezien)

    een = tel()
    for nummer in range(10):
        rij = Verwijzing.objects.create(
            gezin=vol,
            aanbieder=wilgenboog,
            hulpvraag=f"Hulp {nummer}",
            door_id=fatima.pk,
            status="verzonden",
            verzonden_op=timezone.localdate(),
        )
        Pakket.objects.create(
            gezin=vol, verwijzing=rij, aanbieder=wilgenboog, inhoud={}, sha256="0" * 64, door_id=fatima.pk
        )
    assert tel() == een
