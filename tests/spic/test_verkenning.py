"""Asking providers whether they have room, without saying for whom; and what each side hears of the other."""

from uuid import uuid4

import pytest
from django.db import connection, transaction

from gezinnen.models import Adres, Gebeurtenis, Rekenverzoek
from ggw.organisatie.models import Aanbieder
from ggw.organisatie.rollen import Rol
from ggw.toegang.models import Inzage
from spic.models import Verkenning, VerkenningAanbieder
from spic.onherleidbaar import herleidbaar
from tests.fabrieken import GebruikerFactory
from tests.spic.spics import een_spic

VRAAG = "Hulp bij het opvoeden van twee jonge kinderen, in de avond. In 2026 is er haast, vanaf 12-05-2026."


@pytest.fixture
def zon(db):
    return Aanbieder.objects.create(naam="De Verzonnen Zon", soort="hoofdaannemer")


@pytest.fixture
def zara(zon):
    return GebruikerFactory(email="zara@ggw.example", naam="Zara Voorbeeld", rol=Rol.AANMELDTEAM, aanbieder=zon)


def velden(*aanbieders, **anders):
    standaard = {
        "vraag": VRAAG,
        "spic": een_spic().pk,
        "regio": "",
        "aanbieders": [a.pk for a in aanbieders],
        "sleutel": str(uuid4()),
    }
    return standaard | anders


def vraag(client, gezin, *aanbieders, **anders):
    return client.post(
        f"/gezinnen/{gezin.nummer}/hulp/verkenning/nieuw/", velden(*aanbieders, **anders), follow=True
    ).content.decode()


def pad(aanbieder):
    return f"/partner/plek/{VerkenningAanbieder.objects.get(aanbieder=aanbieder).pk}/"


def antwoord(client, aanbieder, keuze="ja", weken="3", **anders):
    data = {"antwoord": keuze, "weken": weken, "toelichting": "", "vorig": "", "sleutel": str(uuid4())} | anders
    return client.post(pad(aanbieder), data, follow=True).content.decode()


def test_van_vraag_naar_verwijzing(als, gezin, fatima, sam, wilgenboog, zon, anna, zara):
    """Two are asked, both answer, the best is on top, and one click leads to a referral that is filled in."""
    wij, zij = als(fatima), als(anna)
    assert "De vraag is verstuurd aan 2 aanbieders." in vraag(wij, gezin, wilgenboog, zon)
    assert "Vragen of u plek heeft" in zij.get("/partner/").content.decode()
    assert "Vul in over hoeveel weken" in antwoord(zij, wilgenboog, weken="")
    assert "Uw antwoord is verstuurd" in antwoord(zij, wilgenboog, "misschien", "8", toelichting="Misschien in mei")
    assert "Uw antwoord is verstuurd" in antwoord(als(zara), zon, weken="2")
    rij = Verkenning.objects.get()
    pagina = wij.get(rij.get_absolute_url()).content.decode()
    assert pagina.index("De Verzonnen Zon") < pagina.index("De Verzonnen Wilg")
    assert "Misschien in mei" in pagina
    nieuw = f"/gezinnen/{gezin.nummer}/hulp/nieuw/?aanbieder={zon.pk}&amp;spic={rij.spic_id}"
    assert nieuw in pagina
    formulier = wij.get(nieuw.replace("&amp;", "&")).context["form"]
    assert (formulier["aanbieder"].value(), formulier[f"spic_{sam.pk}"].value()) == (zon.pk, rij.spic_id)
    assert "2 van 2 aanbieders antwoordden" in wij.get(f"/gezinnen/{gezin.nummer}/hulp/").content.decode()
    assert "Aanbieder antwoordde op een verkenning" in wij.get(f"/gezinnen/{gezin.nummer}/dossier/").content.decode()
    assert Rekenverzoek.objects.filter(gezin=gezin).count() == 2


@pytest.mark.parametrize("rest", ["aanbieder=x&spic=-1", "aanbieder=99999999999&spic=99999999999", "aanbieder=%00"])
def test_een_vreemd_adres_vult_niets_in(als, gezin, fatima, sam, rest):
    assert als(fatima).get(f"/gezinnen/{gezin.nummer}/hulp/nieuw/?{rest}").status_code == 200


@pytest.mark.parametrize(
    ("tekst", "wat"),
    [
        ("Hulp voor Sam en zijn moeder", "de naam “Sam”"),
        ("Hulp voor SAMS broer", "de naam “SAMS”"),
        ("Hulp voor mevrouw amrani", "de naam “amrani”"),
        ("Hulp voor gezin de Boer", "de naam “Boer”"),
        ("Het gaat om 2026-0417", "het nummer van het gezin (2026-0417)"),
        ("Lijkt op 2025-0001", "het nummer van een gezin (2025-0001)"),
        ("Woont in 1234 AB", "een postcode (1234 AB)"),
        ("Woont in 9876zx", "een postcode (9876zx)"),
        ("Bel 06-12345678", "een telefoonnummer (06-12345678)"),
        ("Bel +31 6 1234 5678", "een telefoonnummer"),
        ("BSN 111222333", "een getal dat op een BSN lijkt (111222333)"),
        ("BSN 111 22 2333", "een getal dat op een BSN lijkt"),
        ("Mail iemand@voorbeeld.nl", "een e-mailadres"),
        ("In de Stille Laan", "de straat “Stille Laan”"),
        ("Bij 4321 cd", "de postcode 4321 CD"),
    ],
)
def test_een_tekst_die_zegt_om_wie_het_gaat_gaat_niet_weg(als, gezin, fatima, sam, moeder, wilgenboog, tekst, wat):
    Adres.objects.create(
        gezin=gezin, gezinslid=moeder, straat="Stille Laan", huisnummer="1", postcode="4321 CD", plaats="Niemandsdam"
    )
    assert wat in " ".join(herleidbaar(tekst, gezin))
    if tekst.startswith(("Hulp voor Sam", "Bel 06")):
        pagina = vraag(als(fatima), gezin, wilgenboog, vraag=tekst)
        assert f"Haal dit uit de tekst: {wat}" in pagina
        assert tekst in pagina, "wat getypt was blijft staan"
        assert not Verkenning.objects.exists()


def test_gewone_woorden_en_een_geboortedatum(gezin, sam):
    assert herleidbaar(VRAAG, gezin) == []
    assert herleidbaar(f"Kind van {sam.geboortedatum:%d-%m-%Y}", gezin) == [
        f"de geboortedatum {sam.geboortedatum:%d-%m-%Y}"
    ]


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"vraag": ""}, "Schrijf op wat u zoekt."),
        ({"vraag": "x" * 1001}, "1000 tekens"),
        ({"aanbieders": []}, "Kies minstens een aanbieder."),
        ({"aanbieders": ["999999"]}, "geldige keuze|Kies een aanbieder uit de lijst."),
        ({"spic": ""}, "Kies een SPIC, of hieronder een segment of profiel."),
        ({"regio": "Nergens"}, "Kies een regio uit de lijst."),
    ],
)
def test_wat_ontbreekt_staat_bij_het_veld(als, gezin, fatima, wilgenboog, anders, melding):
    pagina = vraag(als(fatima), gezin, wilgenboog, **anders)
    assert any(deel in pagina for deel in melding.split("|"))
    assert not Verkenning.objects.exists()


def test_dubbel_klikken_en_tegelijk_antwoorden(als, gezin, fatima, wilgenboog, anna):
    wij, zij, zelfde, sleutel = als(fatima), als(anna), str(uuid4()), str(uuid4())
    vraag(wij, gezin, wilgenboog, sleutel=zelfde)
    assert "was al verstuurd" in vraag(wij, gezin, wilgenboog, sleutel=zelfde)
    assert Verkenning.objects.count() == 1
    for _ in range(2):
        assert "Uw antwoord is verstuurd" in antwoord(zij, wilgenboog, sleutel=sleutel)
    assert Gebeurtenis.objects.filter(soort="verkenning.beantwoord").count() == 1
    te_laat = antwoord(zij, wilgenboog, "nee")
    assert "een collega antwoordde net" in te_laat
    rij = VerkenningAanbieder.objects.get()
    assert (rij.antwoord, rij.wachttijd_weken) == ("ja", 3)
    assert "Uw antwoord is verstuurd" in antwoord(zij, wilgenboog, "nee", vorig=str(rij.sleutel))
    rij.refresh_from_db()
    assert (rij.antwoord, rij.wachttijd_weken) == ("nee", None), "een antwoord mag later anders worden"
    sluit = f"{Verkenning.objects.get().get_absolute_url()}sluiten/"
    assert "is gesloten" in wij.post(sluit, follow=True).content.decode()
    assert "was al gesloten" in wij.post(sluit, follow=True).content.decode()
    assert "De vraag is intussen gesloten" in antwoord(zij, wilgenboog, vorig=str(rij.sleutel))
    rij.refresh_from_db()
    assert rij.antwoord == "nee"


def test_de_aanbieder_kan_niet_weten_om_wie_het_gaat(als, gezin, fatima, sam, wilgenboog, zon, anna, zara, hugo):
    vraag(als(fatima), gezin, wilgenboog)
    client = als(anna)
    for antwoord_ in (client.get("/partner/"), client.get(pad(wilgenboog))):
        tekst = antwoord_.content.decode()
        assert "jonge kinderen" in tekst or "Segment" in tekst or een_spic().code in tekst
        for geheim in (gezin.nummer, gezin.naam, fatima.naam, "Boer"):
            assert geheim not in tekst
    assert list(Inzage.objects.filter(gebruiker_id=anna.pk).values_list("gezinnen", flat=True)) == [[], []]
    assert als(zara).get(pad(wilgenboog)).status_code == 404, "een andere aanbieder"
    assert als(hugo).get(pad(wilgenboog)).status_code == 403, "alleen het aanmeldteam"
    assert "Vragen of u plek heeft" not in als(hugo).get("/partner/").content.decode()
    rij = VerkenningAanbieder.objects.get()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select begin_partner(%s, null)", [zara.pk])
        cursor.execute("set local role ggw_partner")
        cursor.execute("select count(*) from partner.plekvraag")
        assert cursor.fetchone() == (0,)
        cursor.execute("select partner.beantwoord_plek(%s, 'ja', 1::smallint, '', null, %s)", [rij.pk, uuid4()])
        assert cursor.fetchone() == (False,)
        cursor.execute("reset role")
        cursor.execute("select begin_partner(%s, null)", [anna.pk])
        cursor.execute("set local role ggw_partner")
        cursor.execute("select * from partner.plekvraag")
        kolommen = {kolom.name for kolom in cursor.description}
        assert len(cursor.fetchall()) == 1
        cursor.execute("reset role")
    assert not kolommen & {"gezin_id", "nummer", "verkenning_id", "door_id"}
