from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import wat_nu
from gezinnen.models import Gebeurtenis, Gezinslid, Wachtplek
from ggw.toegang.models import Inzage
from tests.fabrieken import GezinslidFactory, KindFactory, maak_gezin
from veiligheid.models import Veiligheidsmeting

LIJST = reverse("veiligheid:wachtlijst")


def tekst(antwoord):
    return antwoord.content.decode()


def blik(gezin):
    return reverse("veiligheid:blik", kwargs={"nummer": gezin.nummer})


def geef(kind, cijfer, auteur, **velden):
    return Veiligheidsmeting.objects.create(
        gezin=kind.gezin,
        kind=kind,
        soort="actueel",
        cijfer=cijfer,
        reden="Zo zag ik het.",
        auteur_id=auteur.pk,
        **velden,
    )


@pytest.fixture
def wachtend(kees, team_noord):
    return maak_gezin(kees, team_noord, wacht=True, dagen=8, nummer="2026-0501", naam="Wachtmeester")


@pytest.fixture
def kind(wachtend):
    return KindFactory(gezin=wachtend, voornaam="Tess", achternaam="Wachtmeester")


def test_onveiligste_gezin_staat_bovenaan(als, fatima, team_noord, gezin, ander_gezin):
    cijfers = {"Achttien": 8, "Vierder": 4, "Nooitgezien": None, "Vierlanger": 4}
    for dagen, (naam, cijfer) in enumerate(cijfers.items(), start=10):
        wachtend = maak_gezin(fatima, team_noord, wacht=True, dagen=dagen, naam=naam)
        kind = KindFactory(gezin=wachtend)
        if cijfer is not None:
            geef(kind, 9, fatima, op=timezone.now() - timedelta(days=20))
            geef(kind, cijfer, fatima)
    pagina = tekst(als(fatima).get(LIJST))
    plaatsen = [pagina.index(naam) for naam in ("Nooitgezien", "Vierlanger", "Vierder", "Achttien")]
    assert plaatsen == sorted(plaatsen)
    assert "nog niet beoordeeld" in pagina
    assert gezin.naam not in pagina
    assert "Vreemdgezin" not in pagina


def test_alleen_het_cijfer_van_de_gezinsmanager_over_een_huidig_kind_telt(als, fatima, wachtend, kind):
    weg = KindFactory(gezin=wachtend, tot=timezone.localdate() - timedelta(days=1))
    geef(weg, 1, fatima)
    geef(kind, 3, fatima, gever="ouder")
    geef(kind, 7, fatima)
    KindFactory(gezin=wachtend)
    antwoord = als(fatima).get(LIJST)
    [rij] = antwoord.context["rijen"]
    assert (rij.laagste, rij.zonder_cijfer) == (7, 1)
    assert "1 kind nog niet beoordeeld" in tekst(antwoord)


def test_lijst_van_een_ander_team_is_leeg(als, bram, wachtend, kind):
    antwoord = als(bram).get(LIJST)
    assert "Er wacht nu geen gezin op een gezinsmanager." in tekst(antwoord)
    assert Inzage.objects.latest("pk").gezinnen == []


def test_secretariaat_ziet_geen_cijfers_en_geen_volgorde_daarvan(als, vera, fatima, kees, team_noord, wachtend, kind):
    langer = maak_gezin(kees, team_noord, wacht=True, dagen=60, naam="Langwachter")
    geef(KindFactory(gezin=langer), 9, fatima)
    geef(kind, 2, fatima)
    antwoord = als(vera).get(LIJST)
    pagina = tekst(antwoord)
    assert pagina.index("Langwachter") < pagina.index("Wachtmeester")
    for woord in ("Laagste cijfer", "niet beoordeeld", "onder de norm", "Blik vastleggen"):
        assert woord not in pagina
    assert als(vera).get(blik(wachtend)).status_code == 403
    assert "Blik tijdens het wachten" not in tekst(als(vera).get(wachtend.get_absolute_url()))


def test_blik_van_meer_dan_zeven_dagen_is_rood(als, fatima, wachtend, kind):
    vandaag = timezone.localdate()
    client = als(fatima)
    assert '<span class="merk rood">nog niet bekeken</span>' in tekst(client.get(LIJST))
    Wachtplek.objects.update(laatste_blik_op=vandaag - timedelta(days=7))
    assert "7 dagen geleden" in tekst(client.get(LIJST))
    assert 'merk rood">7 dagen' not in tekst(client.get(LIJST))
    Wachtplek.objects.update(laatste_blik_op=vandaag - timedelta(days=8))
    assert '<span class="merk rood">8 dagen geleden</span>' in tekst(client.get(LIJST))


@pytest.mark.parametrize("aantal", [1, 20])
def test_wachtlijst_vraagt_de_database_even_vaak(als, fatima, team_noord, django_assert_max_num_queries, aantal):
    for _ in range(aantal):
        geef(KindFactory(gezin=maak_gezin(fatima, team_noord, wacht=True)), 7, fatima)
    client = als(fatima)
    with django_assert_max_num_queries(18):
        client.get(LIJST)
    assert len(Inzage.objects.latest("pk").gezinnen) == aantal


def test_wie_niet_begeleidt_komt_niet_op_de_wachtlijst(als, ilse, bea):
    assert als(ilse).get(LIJST).status_code == 403
    assert als(bea).get(LIJST).status_code == 403
    assert als(bea).post(LIJST).status_code == 405


# The look


def test_blik_bewaart_tekst_en_een_cijfer_per_kind(als, kees, wachtend, kind):
    ouder = KindFactory(gezin=wachtend, voornaam="Ties")
    jonger = KindFactory(gezin=wachtend, voornaam="Tom")
    geef(kind, 7, kees)
    geef(ouder, 7, kees)
    client = als(kees)
    assert "nog steeds 7" in tekst(client.get(blik(wachtend)))
    antwoord = client.post(
        blik(wachtend),
        {
            "tekst": "Moeder gebeld. Het is rustig.",
            f"kind_{kind.pk}_keuze": "zelfde-7",
            f"kind_{ouder.pk}_keuze": "ander",
            f"kind_{ouder.pk}_cijfer": "5",
            f"kind_{ouder.pk}_reden": "Hij slaapt bij vrienden.",
            f"kind_{jonger.pk}_keuze": "niet",
        },
    )
    assert antwoord.status_code == 302
    nieuw = Veiligheidsmeting.objects.filter(aanleiding="blik")
    assert {(m.kind_id, m.cijfer, m.gever, m.auteur_id) for m in nieuw} == {
        (kind.pk, 7, "gezinsmanager", kees.pk),
        (ouder.pk, 5, "gezinsmanager", kees.pk),
    }
    plek = Wachtplek.objects.get()
    assert (plek.laatste_blik, plek.laatste_blik_op) == ("Moeder gebeld. Het is rustig.", timezone.localdate())
    assert Gebeurtenis.objects.get(soort="wachtplek.blik").door_id == kees.pk
    overzicht = tekst(client.get(wachtend.get_absolute_url()))
    assert "Moeder gebeld. Het is rustig." in overzicht
    assert "Laatste blik: \nvandaag" in overzicht.replace("\n\n", "\n")


def test_wat_eerder_werd_gezien_blijft_te_lezen(als, kees, wachtend):
    client = als(kees)
    for gezien in ("Eerste week: rustig.", "Tweede week: ruzie.", "Derde week: beter."):
        client.post(blik(wachtend), {"tekst": gezien})
    antwoord = client.get(blik(wachtend))
    assert [wat for _, wat in antwoord.context["eerder"]] == ["Tweede week: ruzie.", "Eerste week: rustig."]
    assert "Eerste week: rustig." in tekst(antwoord)


@pytest.mark.parametrize(
    ("velden", "boodschap"),
    [
        ({}, "Schrijf op wat u zag of hoorde."),
        ({"tekst": "x\x00"}, "teken"),
        ({"tekst": "x" * 4001}, "4000"),
        ({"tekst": "Gebeld.", "keuze": ""}, "Kies een cijfer voor Tess"),
        ({"tekst": "Gebeld.", "keuze": "ander", "cijfer": "4"}, "Schrijf bij een cijfer onder de 6 waarom."),
        ({"tekst": "Gebeld.", "keuze": "ander", "cijfer": "11"}, "Kies een cijfer van 0 tot en met 10."),
        ({"tekst": "Gebeld.", "keuze": "zelfde-3"}, "Kies opnieuw"),
    ],
)
def test_foute_blik_krijgt_antwoord_en_blijft_staan(als, kees, wachtend, kind, velden, boodschap):
    gegevens = {"tekst": velden.get("tekst", "")}
    gegevens |= {f"kind_{kind.pk}_{veld}": waarde for veld, waarde in velden.items() if veld != "tekst"}
    gegevens.setdefault(f"kind_{kind.pk}_keuze", "niet")
    antwoord = als(kees).post(blik(wachtend), gegevens)
    assert antwoord.status_code == 200
    assert boodschap in tekst(antwoord)
    assert gegevens["tekst"].replace("\x00", "") in tekst(antwoord).replace("\x00", "")
    assert not Veiligheidsmeting.objects.exists()


def test_kind_van_een_ander_gezin_krijgt_geen_cijfer(als, kees, wachtend, kind, vreemd_kind):
    gegevens = {"tekst": "Gebeld.", f"kind_{kind.pk}_keuze": "niet", f"kind_{vreemd_kind.pk}_keuze": "ander"}
    antwoord = als(kees).post(blik(wachtend), gegevens | {f"kind_{vreemd_kind.pk}_cijfer": "8"})
    assert antwoord.status_code == 200
    assert not Veiligheidsmeting.objects.exists()


def test_gezin_zonder_kinderen_in_het_dossier_kan_wel_een_blik_krijgen(als, kees, wachtend):
    assert als(kees).post(blik(wachtend), {"tekst": "Nog niemand gesproken."}).status_code == 302
    assert Wachtplek.objects.get().laatste_blik == "Nog niemand gesproken."


def test_blik_is_van_het_eigen_team_en_vraagt_het_recht(als, bram, gerda, tom, kees, wachtend):
    assert als(bram).get(blik(wachtend)).status_code == 404
    assert als(bram).post(blik(wachtend), {"tekst": "x"}).status_code == 404
    assert als(gerda).get(blik(wachtend)).status_code == 403
    assert als(tom).post(blik(wachtend), {"tekst": "x"}).status_code == 403
    assert als(kees).delete(blik(wachtend)).status_code == 405


def test_blik_op_een_gezin_dat_niet_wacht_is_een_melding(als, fatima, gezin):
    antwoord = als(fatima).get(blik(gezin), follow=True)
    assert "Dit gezin wacht niet (meer) op een gezinsmanager." in tekst(antwoord)
    assert als(fatima).post(blik(gezin), {"tekst": "x"}).status_code == 302


@pytest.mark.parametrize(("dagen", "over"), [(4, None), (5, 2), (7, 0), (10, -3)])
def test_werkwijzer_vraagt_elke_week_een_blik(wachtend, dagen, over, reken):
    Wachtplek.objects.update(laatste_blik_op=timezone.localdate() - timedelta(days=dagen))
    reken()
    stappen = [s for s in wat_nu({wachtend.pk: wachtend.nummer}) if s.tekst.startswith("Kijk hoe veilig")]
    assert [stap.dagen for stap in stappen] == ([] if over is None else [over])
    assert all(stap.voor == "veiligheid.meten" for stap in stappen)


def test_volwassene_telt_niet_mee_in_het_cijfer(als, fatima, wachtend):
    GezinslidFactory(gezin=wachtend)
    [rij] = als(fatima).get(LIJST).context["rijen"]
    assert (rij.laagste, rij.zonder_cijfer) == (None, 0)
    assert Gezinslid.objects.filter(gezin=wachtend).count() == 1
