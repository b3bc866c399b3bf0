"""The phase page of a family: asking, deciding and telling, through the URL."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import wat_nu
from gezinnen.models import Agendapunt, Faseovergang, Gebeurtenis, Gezinslid, Maatregel
from tests.gezinnen.bto import besluit, overleg_van, punt_van, tekst, url, vraag_fase, zet_fase


def nl(dagen=0):
    return f"{timezone.localdate() + timedelta(days=dagen):%d-%m-%Y}"


def gekozen(wat="akkoord", **velden):
    return {"besluit": wat, "tekst": "Het gezin is eraan toe.", "uitzondering": "on"} | velden


def test_fase_aanvragen_besluiten_en_vertellen(als, fatima, sanne, gezin, team_noord):
    gm, senior = als(fatima), als(sanne)
    assert "Nog niet" in tekst(gm.get(url("fase", gezin)))
    vraag = {"toelichting": "De hulp start.", "uitzondering": "Het plan ligt ter vaststelling."}
    assert gm.post(url("fase-aanvragen", gezin, naar="ondersteunen"), vraag).url == url("fase", gezin)
    punt = gezin.agendapunten.get()
    assert (punt.ingebracht_door_id, punt.van_fase, punt.naar_fase) == (fatima.pk, "verbinden", "ondersteunen")
    gevraagd = tekst(gm.get(url("fase", gezin)))
    assert "Er staat al een vraag over de fase op de agenda" in gevraagd
    assert url("fase-aanvragen", gezin, naar="ondersteunen") not in gevraagd
    overleg = overleg_van(team_noord)
    pagina = tekst(senior.get(url("agendapunt-besluit", gezin, pk=punt.pk)))
    assert "Het plan ligt ter vaststelling." in pagina
    antwoord = senior.post(url("agendapunt-besluit", gezin, pk=punt.pk), gekozen(overleg=overleg.pk))
    assert antwoord.url == f"{url('bto', pk=overleg.pk)}#punt-{punt.pk}"
    assert gezin.begeleiding.fase == "ondersteunen"
    assert Faseovergang.objects.get().reden == "Het gezin is eraan toe."
    assert "Nog niet verteld aan het gezin" in tekst(gm.get(url("fase", gezin)))
    verteld = {"op": nl(), "wijze": "huisbezoek", "reactie": "Moeder is opgelucht."}
    assert gm.post(url("agendapunt-verteld", gezin, pk=punt.pk), verteld).url == url("fase", gezin)
    punt.refresh_from_db()
    assert (punt.verteld_door_id, punt.reactie) == (fatima.pk, "Moeder is opgelucht.")
    assert Gebeurtenis.objects.filter(soort="bto.verteld", onderwerp_id=punt.pk).count() == 1
    assert "Moeder is opgelucht." in tekst(gm.get(url("fase", gezin)))
    assert "Nieuwe fase: Ondersteunen" in tekst(gm.get(reverse("gezinnen:dossier", kwargs={"nummer": gezin.nummer})))


def test_zonder_reden_geen_uitzondering_en_wat_er_stond_blijft(als, fatima, gezin):
    antwoord = als(fatima).post(url("fase-aanvragen", gezin, naar="ondersteunen"), {"toelichting": "Toe aan hulp 你好"})
    assert "Schrijf waarom het toch kan" in tekst(antwoord)
    assert "Toe aan hulp 你好" in tekst(antwoord)
    assert not gezin.agendapunten.exists()


def test_dubbel_klikken_vraagt_een_keer(als, fatima, gezin):
    mens, vraag = als(fatima), {"toelichting": "x", "uitzondering": "y"}
    mens.post(url("fase-aanvragen", gezin, naar="ondersteunen"), vraag)
    tweede = mens.post(url("fase-aanvragen", gezin, naar="ondersteunen"), vraag)
    assert "staat al op de agenda" in tekst(tweede)
    assert gezin.agendapunten.count() == 1


@pytest.mark.parametrize("naar", ["afgesloten", "onzin", "wacht", "nazorg"])
def test_een_fase_die_niet_kan_is_er_niet(als, fatima, gezin, naar):
    assert als(fatima).get(url("fase-aanvragen", gezin, naar=naar)).status_code == 404
    assert als(fatima).post(url("fase-aanvragen", gezin, naar=naar), {"toelichting": "x"}).status_code == 404
    assert not gezin.agendapunten.exists()


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"instemming_op": nl(1)}, "in de toekomst"),
        ({"instemming_op": "31-12-9999"}, "in de toekomst"),
        ({"instemming_op": "01-01-1900"}, "te ver terug"),
        ({"instemming_op": ""}, "Vul de datum in"),
        ({"instemming_van": ""}, "verplicht"),
        ({"toelichting": "a\0b"}, "teken"),
        ({"toelichting": "x" * 4001}, "4000"),
    ],
)
def test_nazorg_met_vreemde_invoer(als, fatima, gezin, velden, fout):
    zet_fase(gezin, "borgen")
    goed = {"toelichting": "Blijft staan", "instemming_van": "Moeder", "instemming_op": nl(), "uitzondering": "Ja"}
    antwoord = als(fatima).post(url("fase-aanvragen", gezin, naar="nazorg"), goed | velden)
    assert antwoord.status_code == 200
    assert fout in tekst(antwoord)
    assert not gezin.agendapunten.exists()
    assert als(fatima).post(url("fase-aanvragen", gezin, naar="nazorg"), goed).status_code == 302


def test_zonder_vinkje_geen_uitzondering(als, fatima, sanne, gezin):
    punt = vraag_fase(gezin, "ondersteunen", fatima)
    antwoord = als(sanne).post(url("agendapunt-besluit", gezin, pk=punt.pk), gekozen(uitzondering=""))
    assert "Zet een vinkje" in tekst(antwoord)
    assert gezin.begeleiding.fase == "verbinden"


def test_weigering_van_de_fase_is_een_melding(als, fatima, sanne, gezin):
    punt = vraag_fase(gezin, "ondersteunen", fatima, uitzondering="")
    antwoord = als(sanne).post(url("agendapunt-besluit", gezin, pk=punt.pk), gekozen())
    assert antwoord.status_code == 200
    assert "geen uitzondering gevraagd" in tekst(antwoord)
    assert "Het gezin is eraan toe." in tekst(antwoord)
    assert Agendapunt.objects.get().is_open


def test_niet_akkoord_laat_de_fase_staan(als, fatima, sanne, gezin):
    punt = vraag_fase(gezin, "ondersteunen", fatima)
    als(sanne).post(url("agendapunt-besluit", gezin, pk=punt.pk), gekozen("niet_akkoord"))
    assert gezin.begeleiding.fase == "verbinden"
    assert Agendapunt.objects.get().te_vertellen


def test_aanhouden_komt_de_volgende_keer_terug(als, fatima, sanne, gezin):
    punt = vraag_fase(gezin, "ondersteunen", fatima)
    als(sanne).post(url("agendapunt-besluit", gezin, pk=punt.pk), gekozen("aangehouden"))
    nieuw = gezin.agendapunten.open().get()
    assert (nieuw.ingebracht_door_id, nieuw.naar_fase, nieuw.uitzondering) == (fatima.pk, "ondersteunen", "Het moet.")
    assert nieuw.pk != punt.pk
    assert not gezin.agendapunten.exclude(pk=nieuw.pk).get().te_vertellen


def test_tweede_besluit_hoort_dat_een_collega_voor_was(als, fatima, sanne, gerda, gezin):
    punt = vraag_fase(gezin, "ondersteunen", fatima)
    als(sanne).post(url("agendapunt-besluit", gezin, pk=punt.pk), gekozen())
    tweede = als(gerda).post(url("agendapunt-besluit", gezin, pk=punt.pk), gekozen(tekst="Mijn lange tekst blijft"))
    assert tweede.status_code == 404
    assert "Een collega heeft intussen al over dit punt besloten." in tekst(tweede)
    assert "Mijn lange tekst blijft" in tekst(tweede)
    assert gezin.faseovergangen.count() == 1


def test_wie_vroeg_ziet_geen_knop_en_wordt_geweigerd(als, sanne, gezin):
    punt = vraag_fase(gezin, "ondersteunen", sanne)
    mens = als(sanne)
    assert "Besluit nemen" not in tekst(mens.get(url("fase", gezin)))
    assert "zelf in" in tekst(mens.post(url("agendapunt-besluit", gezin, pk=punt.pk), gekozen()))


def test_afsluiten_via_de_pagina_en_daarna_vertellen(als, fatima, sanne, tom, gezin):
    gm = als(fatima)
    zonder = gm.post(url("fase-afsluiten", gezin), {"reden_einde": "gezin_stopt", "toelichting": "Zij willen niet."})
    assert "Schrijf hoe veilig de kinderen zijn" in tekst(zonder)
    gm.post(
        url("fase-afsluiten", gezin),
        {"reden_einde": "gezin_stopt", "toelichting": "Zij willen niet.", "oordeel": "Oma let op."},
    )
    punt = gezin.agendapunten.get()
    als(sanne).post(url("agendapunt-besluit", gezin, pk=punt.pk), gekozen())
    assert gezin.begeleiding.afgesloten_op == timezone.localdate()
    pagina = tekst(gm.get(url("fase", gezin)))
    assert "Afgesloten: alleen lezen" in pagina
    assert "Oma let op." in pagina
    assert gm.post(url("fase-afsluiten", gezin), {}).status_code == 403
    verteld = {"op": nl(), "wijze": "telefoon", "reactie": "Goed zo."}
    assert als(tom).post(url("agendapunt-verteld", gezin, pk=punt.pk), verteld).status_code == 403
    assert gm.post(url("agendapunt-verteld", gezin, pk=punt.pk), verteld).status_code == 302
    punt.refresh_from_db()
    assert punt.reactie == "Goed zo."
    assert gm.post(url("agendapunt-verteld", gezin, pk=punt.pk), verteld).status_code == 404


def test_doel_bereikt_noemt_wat_er_mist(als, fatima, gezin):
    antwoord = als(fatima).post(url("fase-afsluiten", gezin), {"reden_einde": "doel", "toelichting": "Klaar"})
    assert "Het gezinsplan is vastgesteld" in tekst(antwoord)
    assert not gezin.agendapunten.exists()


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"op": nl(1)}, "in de toekomst"),
        ({"op": "01-01-0001"}, "te ver terug"),
        ({"op": "31-12-9999"}, "in de toekomst"),
        ({"op": nl(-2)}, "Vertellen kan pas daarna"),
        ({"wijze": ""}, "Kies hoe"),
        ({"wijze": "duif"}, "Kies hoe"),
        ({"reactie": "x" * 4001}, "4000"),
    ],
)
def test_vertellen_met_vreemde_invoer(als, fatima, sanne, gezin, velden, fout):
    punt = besluit(vraag_fase(gezin, "ondersteunen", fatima), sanne)
    antwoord = als(fatima).post(
        url("agendapunt-verteld", gezin, pk=punt.pk), {"op": nl(), "wijze": "brief", "reactie": ""} | velden
    )
    assert fout in tekst(antwoord)
    assert Agendapunt.objects.get().verteld_op is None


def test_punt_inbrengen_en_intrekken(als, fatima, kees, gezin, sam):
    ots = Maatregel.objects.create(gezin=gezin, kind=sam, soort_id="11", begin=timezone.localdate())
    mens = als(fatima)
    pagina = tekst(mens.get(url("agendapunt-nieuw", gezin) + f"?soort=verlengen&maatregel={ots.pk}"))
    assert f'<option value="{ots.pk}" selected>' in pagina
    mens.post(url("agendapunt-nieuw", gezin), {"soort": "verlengen", "maatregel": ots.pk, "toelichting": "Nog nodig."})
    punt = gezin.agendapunten.get()
    assert (punt.maatregel_id, punt.titel) == (ots.pk, "Maatregel of machtiging verlengen: OTS")
    assert als(kees).post(url("agendapunt-intrekken", gezin, pk=punt.pk)).status_code == 403
    mens.post(url("agendapunt-intrekken", gezin, pk=punt.pk))
    tweede = mens.post(url("agendapunt-intrekken", gezin, pk=punt.pk), follow=True)
    assert "intussen al besloten" in tekst(tweede)
    assert Gebeurtenis.objects.filter(soort="bto.ingetrokken").count() == 1


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"soort": ""}, "Kies waar het over gaat."),
        ({"soort": "faseovergang"}, "Kies waar het over gaat."),
        ({"soort": "verlengen"}, "Kies één maatregel of één machtiging."),
        ({"soort": "achttien"}, "Kies om welke jeugdige het gaat."),
        ({"soort": "anders", "toelichting": ""}, "Schrijf wat u wilt bespreken."),
        ({"soort": "achttien", "kind": "9999999"}, "geldige"),
    ],
)
def test_punt_met_vreemde_invoer(als, fatima, gezin, sam, velden, fout):
    antwoord = als(fatima).post(url("agendapunt-nieuw", gezin), {"toelichting": "Blijft"} | velden)
    assert fout in tekst(antwoord)
    assert not gezin.agendapunten.exists()


def test_kind_van_een_ander_gezin_is_niet_te_kiezen(als, fatima, gezin, sam, vreemd_kind):
    antwoord = als(fatima).post(url("agendapunt-nieuw", gezin), {"soort": "achttien", "kind": vreemd_kind.pk})
    assert "geldige" in tekst(antwoord)
    assert Gezinslid.objects.filter(pk=vreemd_kind.pk).exists()


def test_wat_wacht_staat_in_vandaag_bij_de_tweede_persoon(als, fatima, sanne, gezin):
    punt = vraag_fase(gezin, "ondersteunen", fatima)
    adres = url("agendapunt-besluit", gezin, pk=punt.pk)
    assert adres in tekst(als(sanne).get("/"))
    assert adres not in tekst(als(fatima).get("/"))
    besluit(punt, sanne)
    stappen = [s for s in wat_nu({gezin.pk: gezin.nummer}) if s.tekst == "Vertel het gezin het besluit"]
    assert [s.url for s in stappen] == [url("agendapunt-verteld", gezin, pk=punt.pk)]
    assert stappen[0].url in tekst(als(fatima).get("/"))


def test_de_kop_leidt_naar_de_fase(als, fatima, vera, gezin):
    assert f'href="{url("fase", gezin)}"' in tekst(als(fatima).get(gezin.get_absolute_url()))
    assert f'href="{url("fase", gezin)}"' not in tekst(als(vera).get(gezin.get_absolute_url()))


@pytest.mark.parametrize(
    ("wie", "naam", "verwacht"),
    [
        ("fatima", "fase", 200),
        ("gerda", "fase", 200),
        ("tom", "fase", 200),
        ("vera", "fase", 403),
        ("bram", "fase", 404),
        ("gerda", "fase-afsluiten", 403),
        ("tom", "fase-afsluiten", 403),
        ("fatima", "fase-afsluiten", 200),
        ("bram", "fase-afsluiten", 404),
        ("gerda", "agendapunt-nieuw", 200),
        ("vera", "agendapunt-nieuw", 403),
        ("bram", "agendapunt-nieuw", 404),
    ],
)
def test_wie_mag_wat(als, gezin, request, wie, naam, verwacht):
    assert als(request.getfixturevalue(wie)).get(url(naam, gezin)).status_code == verwacht


@pytest.mark.parametrize("naam", ["agendapunt-besluit", "agendapunt-verteld", "agendapunt-intrekken"])
def test_punt_van_een_ander_gezin_bestaat_hier_niet(als, sanne, bram, gezin, ander_gezin, naam):
    vreemd = punt_van(ander_gezin, "anders", bram)
    assert als(sanne).post(url(naam, gezin, pk=vreemd.pk), gekozen()).status_code == 404


def test_verkeerde_methode(als, sanne, fatima, gezin):
    pk = vraag_fase(gezin, "ondersteunen", fatima).pk
    mens = als(sanne)
    assert mens.post(url("fase", gezin)).status_code == 405
    assert mens.get(url("agendapunt-intrekken", gezin, pk=pk)).status_code == 405
    for naam in ("agendapunt-besluit", "agendapunt-verteld"):
        assert mens.put(url(naam, gezin, pk=pk)).status_code == 405
    assert mens.delete(url("fase-afsluiten", gezin)).status_code == 405
