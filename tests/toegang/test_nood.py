"""Emergency access from asking to judgement, and afscherming from question to decision: through the pages, as the web login."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from gezinnen.models import Gebeurtenis
from ggw.toegang.models import Afscherming, Bekendvraag, Benoemd, Inzage, Noodtoegang
from ggw.toegang.tasks import verstuur_meldingen
from tests.fabrieken import BasisteamFactory, GebruikerFactory

REDEN = "Melding van de politie: een kind is nu in gevaar"


def vraag(client, gezin, reden=REDEN):
    return client.post("/noodtoegang/", {"nummer": getattr(gezin, "nummer", gezin), "reden": reden}, follow=True)


def overzicht(client, gezin):
    return client.get(f"/gezinnen/{gezin.nummer}/")


def scherm_af(als, gezin, tom, paula, *erbij):
    """As in real life: the teammanager asks, the privacyfunctionaris decides."""
    antwoord = als(tom).post(
        f"/gezinnen/{gezin.nummer}/afscherming/",
        {"reden": "Gezin van een collega", "mensen": [str(mens.pk) for mens in (tom, *erbij)], "ook": ""},
    )
    assert antwoord.status_code == 302
    rij = Afscherming.objects.get(gezin_id=gezin.pk)
    als(paula).post("/toezicht/afscherming/", {"wat": "afschermen", "welke": rij.pk, "besluit": "ja"})
    return rij


def test_noodtoegang_van_vraag_tot_oordeel(als, gezin, bram, sanne, paula, fatima):
    client = als(bram)
    assert overzicht(client, gezin).status_code == 404
    antwoord = vraag(client, gezin)
    assert antwoord.redirect_chain[-1][0] == f"/gezinnen/{gezin.nummer}/"
    assert "U heeft noodtoegang tot dit gezin tot" in antwoord.content.decode()
    assert Inzage.objects.filter(gebruiker_id=bram.pk, grond="noodtoegang", uitkomst=200).exists()
    rij = Noodtoegang.objects.get()
    assert rij.tot - rij.vanaf == timedelta(hours=4)

    verstuur_meldingen()
    verstuur_meldingen()
    assert sorted(m.to[0] for m in mail.outbox) == sorted([sanne.email, paula.email])
    assert all(gezin.nummer in m.body and gezin.naam not in m.body and REDEN not in m.body for m in mail.outbox)

    gezien = als(fatima).get(f"/gezinnen/{gezin.nummer}/gezien/").content.decode()
    assert REDEN in gezien
    assert "Nog niet beoordeeld" in gezien
    assert bram.naam not in gezien

    toezicht = als(paula)
    assert bram.naam in toezicht.get("/toezicht/").content.decode()
    pagina = toezicht.get(f"/toezicht/noodtoegang/{rij.pk}/").content.decode()
    assert REDEN in pagina
    assert "gegevens van het gezin bekeken" in pagina.lower()
    leeg = toezicht.post(f"/toezicht/noodtoegang/{rij.pk}/", {"terecht": "nee", "oordeel": ""})
    assert "Schrijf op waarom u dat vindt." in leeg.content.decode()
    toezicht.post(f"/toezicht/noodtoegang/{rij.pk}/", {"terecht": "nee", "oordeel": "Niet nodig"})
    tweede = toezicht.post(f"/toezicht/noodtoegang/{rij.pk}/", {"terecht": "ja", "oordeel": "Toch wel"}, follow=True)
    assert "al beoordeeld" in tweede.content.decode()
    rij.refresh_from_db()
    assert (rij.terecht, rij.oordeel, rij.beoordeeld_door_id) == (False, "Niet nodig", paula.pk)
    assert "Onterecht" in als(fatima).get(f"/gezinnen/{gezin.nummer}/gezien/").content.decode()


def test_noodtoegang_duurt_vier_uur_en_stopt_eerder_op_verzoek(als, gezin, bram):
    client = als(bram)
    vraag(client, gezin)
    assert overzicht(client, gezin).status_code == 200
    Noodtoegang.objects.update(vanaf=timezone.now() - timedelta(hours=5), tot=timezone.now() - timedelta(hours=1))
    assert overzicht(client, gezin).status_code == 404
    vraag(client, gezin)
    client.post(f"/gezinnen/{gezin.nummer}/noodtoegang/stoppen/")
    assert Noodtoegang.objects.latest("pk").tot < Noodtoegang.objects.latest("pk").vanaf + timedelta(minutes=5)


def test_een_onbekend_nummer_en_een_afgeschermd_gezin_antwoorden_gelijk(als, gezin, bram, tom, paula, fatima):
    scherm_af(als, gezin, tom, paula, fatima)
    onbekend, verboden = vraag(als(bram), "2026-9999"), vraag(als(bram), gezin)
    assert onbekend.status_code == verboden.status_code == 200
    zonder = [
        a.content.decode().split("<main")[1].replace(nr, "")
        for a, nr in ((onbekend, "2026-9999"), (verboden, gezin.nummer))
    ]
    assert schoon(zonder[0]) == schoon(zonder[1])
    assert REDEN in zonder[0], "wat getypt is, blijft staan"
    assert not Noodtoegang.objects.exists()
    assert list(Inzage.objects.filter(gebruiker_id=bram.pk, uitkomst=404).values_list("gevraagd", flat=True)) == [
        "2026-9999",
        gezin.nummer,
    ]


def schoon(html):
    """Without the token against forged requests, which differs every time."""
    return "".join(regel for regel in html.splitlines() if "csrfmiddlewaretoken" not in regel)


def test_hooguit_drie_keer_op_een_dag(als, gezin, bram, kees):
    for keer in range(3):
        uren = timedelta(minutes=10 * (keer + 1))
        Noodtoegang.objects.create(
            gezin_id=999_000 + keer,
            gebruiker_id=bram.pk,
            reden="x",
            vanaf=timezone.now(),
            tot=timezone.now() + uren,
        )
    antwoord = vraag(als(bram), gezin)
    assert "al drie keer noodtoegang" in antwoord.content.decode()
    assert overzicht(als(bram), gezin).status_code == 404


@pytest.mark.parametrize("reden", ["", "   ", "nood", "\x00" * 20])
def test_zonder_reden_geen_noodtoegang(als, gezin, bram, reden):
    antwoord = vraag(als(bram), gezin, reden)
    assert antwoord.status_code == 200
    assert 'aria-invalid="true"' in antwoord.content.decode()
    assert not Noodtoegang.objects.exists()


def test_wie_er_al_in_mag_krijgt_geen_noodtoegang(als, gezin, kees):
    assert vraag(als(kees), gezin).redirect_chain[-1][0] == f"/gezinnen/{gezin.nummer}/"
    assert not Noodtoegang.objects.exists()


def test_noodtoegang_vraagt_eerst_wie_u_bent(als, gezin, bram):
    antwoord = als(bram, bevestigd=False).post("/noodtoegang/", {"nummer": gezin.nummer, "reden": REDEN})
    assert antwoord.url.startswith("/account/")
    assert "noodtoegang" in antwoord.url
    assert not Noodtoegang.objects.exists()


@pytest.mark.parametrize("wie", ["vera", "ilse", "bea", "boris", "paula", "anna", "hugo", "zita"])
def test_een_rol_zonder_dat_recht_krijgt_geen_noodtoegang(als, request, gezin, wie):
    client = als(request.getfixturevalue(wie))
    assert client.get("/noodtoegang/").status_code == 403
    assert client.post("/noodtoegang/", {"nummer": gezin.nummer, "reden": REDEN}).status_code == 403
    assert not Noodtoegang.objects.exists()


def test_een_afgeschermd_gezin_gaat_alleen_open_na_toestemming_vooraf(als, gezin, bram, tom, paula, fatima, sanne):
    scherm_af(als, gezin, tom, paula, fatima)
    assert als(sanne).get(f"/gezinnen/{gezin.nummer}/noodtoegang/toestaan/").status_code == 404
    toestaan = f"/gezinnen/{gezin.nummer}/noodtoegang/toestaan/"
    assert "Kies een collega" in als(tom).post(toestaan, {"collega": ""}).content.decode()
    assert als(tom).post(toestaan, {"collega": tom.pk}).status_code == 200, "niet voor uzelf"
    assert als(tom).post(toestaan, {"collega": bram.pk}).status_code == 302
    assert overzicht(als(bram), gezin).status_code == 404, "toegestaan is nog niet gevraagd"
    assert vraag(als(bram), gezin).redirect_chain
    assert overzicht(als(bram), gezin).status_code == 200
    assert Noodtoegang.objects.get().vooraf_door_id == tom.pk
    Noodtoegang.objects.update(vanaf=timezone.now() - timedelta(hours=5), tot=timezone.now() - timedelta(hours=1))
    vraag(als(bram), gezin)
    assert overzicht(als(bram), gezin).status_code == 404, "een toestemming geldt voor één keer"


def test_niemand_beoordeelt_de_eigen_noodtoegang(als, gezin, bram, paula):
    vraag(als(bram), gezin)
    Noodtoegang.objects.update(gebruiker_id=paula.pk)
    pk = Noodtoegang.objects.get().pk
    assert "Dit gaat over uzelf" in als(paula).get(f"/toezicht/noodtoegang/{pk}/").content.decode()
    als(paula).post(f"/toezicht/noodtoegang/{pk}/", {"terecht": "ja", "oordeel": "Prima"})
    assert Noodtoegang.objects.get().terecht is None


def test_afschermen_vraagt_twee_mensen(als, gezin, tom, paula, fatima, kees, sanne):
    pagina = f"/gezinnen/{gezin.nummer}/afscherming/"
    zonder = als(tom).post(pagina, {"reden": "Gezin van een collega", "mensen": [str(fatima.pk)], "ook": ""})
    assert "Kies ook een teammanager" in zonder.content.decode()
    assert "Gezin van een collega" in zonder.content.decode()
    als(tom).post(pagina, {"reden": "Gezin van een collega", "mensen": [str(fatima.pk), str(tom.pk)], "ook": ""})
    assert overzicht(als(kees), gezin).status_code == 200, "gevraagd is nog niet besloten"
    tweede = als(tom).post(pagina, {"reden": "Nog eens", "mensen": [str(tom.pk)], "ook": ""}, follow=True)
    assert Afscherming.objects.count() == 1
    assert "Wacht op de privacyfunctionaris" in tweede.content.decode()

    verstuur_meldingen()
    verstuur_meldingen()
    assert [(m.to, gezin.nummer in m.body, "collega" in m.body) for m in mail.outbox] == [([paula.email], True, False)]
    wachtrij = als(paula).get("/toezicht/afscherming/").content.decode()
    assert all(tekst in wachtrij for tekst in ("Gezin van een collega", tom.naam, fatima.naam, gezin.nummer))
    besluit = {"wat": "afschermen", "welke": Afscherming.objects.get().pk, "besluit": "ja"}
    als(paula).post("/toezicht/afscherming/", besluit)
    dubbel = als(paula).post("/toezicht/afscherming/", besluit, follow=True)
    assert "al over beslist" in dubbel.content.decode()
    for mens, status in ((kees, 404), (sanne, 404), (fatima, 200), (tom, 200)):
        assert overzicht(als(mens), gezin).status_code == status, mens.naam
    assert "Afgeschermd" in overzicht(als(fatima), gezin).content.decode()
    assert gezin.nummer not in als(kees).get("/gezinnen/").content.decode()


def test_een_afgewezen_vraag_verandert_niets(als, gezin, tom, paula, kees):
    als(tom).post(f"/gezinnen/{gezin.nummer}/afscherming/", {"reden": "Reden", "mensen": [str(tom.pk)], "ook": ""})
    rij = Afscherming.objects.get()
    als(paula).post("/toezicht/afscherming/", {"wat": "afschermen", "welke": rij.pk, "besluit": "nee"})
    assert overzicht(als(kees), gezin).status_code == 200
    assert not Benoemd.objects.filter(tot__isnull=True).exists()
    opnieuw = als(tom).get(f"/gezinnen/{gezin.nummer}/afscherming/").content.decode()
    assert "Vraag afscherming" in opnieuw


def test_iemand_erbij_of_weg_en_opheffen(als, gezin, tom, paula, fatima, kees):
    scherm_af(als, gezin, tom, paula, fatima)
    pagina = f"/gezinnen/{gezin.nummer}/afscherming/"
    als(tom).post(pagina, {"collega": kees.pk})
    assert overzicht(als(kees), gezin).status_code == 404
    erbij = Benoemd.objects.get(gebruiker_id=kees.pk)
    als(paula).post("/toezicht/afscherming/", {"wat": "benoemen", "welke": erbij.pk, "besluit": "ja"})
    assert overzicht(als(kees), gezin).status_code == 200
    als(tom).post(f"{pagina}{erbij.pk}/weg/")
    assert overzicht(als(kees), gezin).status_code == 404
    zelf = Benoemd.objects.get(gebruiker_id=tom.pk)
    laatste = als(tom).post(f"{pagina}{zelf.pk}/weg/", follow=True)
    assert "minstens één teammanager" in laatste.content.decode()
    assert overzicht(als(tom), gezin).status_code == 200

    als(tom).post(f"{pagina}opheffen/")
    assert overzicht(als(kees), gezin).status_code == 404
    rij = Afscherming.objects.get()
    als(paula).post("/toezicht/afscherming/", {"wat": "opheffen", "welke": rij.pk, "besluit": "ja"})
    assert overzicht(als(kees), gezin).status_code == 200
    assert list(
        Gebeurtenis.objects.filter(gezin=gezin, soort__startswith="afscherming.")
        .order_by("pk")
        .values_list("soort", flat=True)
    ) == ["afscherming.gevraagd", "afscherming.afschermen", "afscherming.benoemen", "afscherming.opheffen"]


def test_een_benoemde_van_een_ander_gezin_blijft(als, gezin, ander_gezin, tom, paula, bram):
    vreemd = Benoemd.objects.create(
        gezin_id=ander_gezin.pk,
        gebruiker_id=bram.pk,
        voorgesteld_door_id=tom.pk,
        akkoord_door_id=paula.pk,
        vanaf=timezone.now(),
    )
    als(tom).post(f"/gezinnen/{gezin.nummer}/afscherming/{vreemd.pk}/weg/")
    vreemd.refresh_from_db()
    assert vreemd.tot is None


@pytest.mark.parametrize(
    "invoer", [{}, {"wat": "alles", "welke": "1", "besluit": "ja"}, {"wat": "opheffen", "welke": "-3", "besluit": "ja"}]
)
def test_een_vreemd_besluit_bestaat_niet(als, paula, invoer):
    assert als(paula).post("/toezicht/afscherming/", invoer).status_code == 404


def test_wie_een_afgeschermd_gezin_begeleidt_hoort_dat_iemand_ernaar_vroeg(als, gezin, tom, paula, fatima, ilse, sam):
    vorm = {"achternaam": sam.achternaam, "geboortedatum": sam.geboortedatum.strftime("%d-%m-%Y")}
    assert gezin.nummer in als(ilse).post("/aanmeldingen/bekend/", vorm).content.decode()
    scherm_af(als, gezin, tom, paula, fatima)
    for _ in range(2):
        assert gezin.nummer not in als(ilse).post("/aanmeldingen/bekend/", vorm).content.decode()
    assert Bekendvraag.objects.count() == 1
    verstuur_meldingen()
    assert sorted(m.to[0] for m in mail.outbox) == sorted([fatima.email, tom.email])
    assert all(gezin.nummer in m.body and sam.achternaam not in m.body for m in mail.outbox)


def test_openen_op_nummer(als, gezin, kees, bram):
    assert als(kees).get("/gezin-openen/", {"nummer": gezin.nummer}).url == f"/gezinnen/{gezin.nummer}/"
    for nummer in (gezin.nummer, "2026-9999"):
        antwoord = als(bram).get("/gezin-openen/", {"nummer": nummer})
        assert antwoord.status_code == 200
        assert "U kunt dit gezin niet openen" in antwoord.content.decode()
        assert f"/noodtoegang/?nummer={nummer}" in antwoord.content.decode()
    assert "2026-0417" in als(bram).get("/gezin-openen/", {"nummer": "<b>"}).content.decode()


def test_wie_dienst_heeft_opent_een_gezin_vanaf_vandaag(als, gezin, dunya):
    assert "U heeft dienst" in als(dunya).get("/").content.decode()
    antwoord = als(dunya).get("/gezin-openen/", {"nummer": gezin.nummer}, follow=True)
    assert antwoord.redirect_chain[-1][0] == f"/gezinnen/{gezin.nummer}/"


def test_een_senior_van_een_ander_team_krijgt_alleen_bericht_over_eigen_mensen(
    als, gezin, bram, team_zuid, sanne, paula
):
    van_bram = GebruikerFactory(email="marloes@ggw.example", rol="senior", team=team_zuid)
    GebruikerFactory(email="verweg@ggw.example", rol="senior", team=BasisteamFactory(naam="West 2"))
    vraag(als(bram), gezin)
    verstuur_meldingen()
    assert {m.to[0] for m in mail.outbox} == {sanne.email, paula.email, van_bram.email}
