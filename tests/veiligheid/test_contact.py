from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from gezinnen.models import (
    Aanwezigheid,
    Contactmoment,
    ContactResultaat,
    Gebeurtenis,
    Gezinsplan,
    Netwerklid,
    Resultaat,
)
from gezinnen.models.contact import Aanwezigen
from tests.fabrieken import GezinslidFactory, KindFactory
from tests.veiligheid.contacten import contact_van, invoer, resultaat_van, url
from veiligheid.contact import Cijfer, leg_contact_vast
from veiligheid.models import Bodemeis, ContactBodemeis, Veiligheidsmeting, Veiligheidsplan

TIJDZONE = timezone.get_default_timezone()


@pytest.fixture
def resultaat(gezin, fatima, gerda):
    return resultaat_van(gezin, fatima, gerda)


@pytest.fixture
def bodemeis(gezin, fatima):
    plan = Veiligheidsplan.objects.create(gezin=gezin, nummer=1, volgende_stap="VTO", auteur_id=fatima.pk)
    return Bodemeis.objects.create(
        gezin=gezin, veiligheidsplan=plan, eis="Er is altijd een volwassene", consequentie="x"
    )


def test_contact_met_alles_erin(als, fatima, gezin, sam, moeder, resultaat, bodemeis):
    vader = GezinslidFactory(gezin=gezin, voornaam="Piet")
    oma = Netwerklid.objects.create(gezin=gezin, naam="Oma Riet", soort="familie")
    antwoord = als(fatima).post(
        url("contact-nieuw", gezin),
        invoer(
            leden=[moeder.pk],
            netwerk=[oma.pk],
            gemist=[vader.pk],
            resultaten=[resultaat.pk],
            bodemeisen=[bodemeis.pk],
            **{f"gezien_{sam.pk}": "gesproken", f"kind_{sam.pk}_keuze": "ander", f"kind_{sam.pk}_cijfer": "7"},
        ),
    )
    contact = Contactmoment.objects.get()
    assert antwoord.url == contact.get_absolute_url()
    assert contact.auteur_id == fatima.pk
    assert set(contact.aanwezigheid.values_list("gezinslid_id", "netwerklid_id", "aanwezig", "gezien")) == {
        (moeder.pk, None, "aanwezig", ""),
        (None, oma.pk, "aanwezig", ""),
        (vader.pk, None, "gemist", ""),
        (sam.pk, None, "aanwezig", "gesproken"),
    }
    assert ContactResultaat.objects.get().resultaat_id == resultaat.pk
    assert ContactBodemeis.objects.get().bodemeis_id == bodemeis.pk
    meting = Veiligheidsmeting.objects.get()
    assert (meting.cijfer, meting.gever, meting.aanleiding, meting.op) == (7, "gezinsmanager", "contact", contact.op)
    assert meting.contactmoment_id == contact.pk
    assert Gebeurtenis.objects.filter(soort="contact.vastgelegd", onderwerp_id=contact.pk, door_id=fatima.pk).exists()
    pagina = als(fatima).get(antwoord.url).content.decode()
    for tekst in (
        "Sam de Boer: gezien en gesproken",
        "Oma Riet",
        "Piet",
        "Sam slaapt elke nacht thuis",
        "altijd een volwassene",
    ):
        assert tekst in pagina


def test_de_lijst_zegt_wie_er_gezien_is_en_wie_er_niet_was(als, fatima, gezin, sam, moeder):
    baby = KindFactory(gezin=gezin, voornaam="", geboortedatum=sam.geboortedatum + timedelta(days=900))
    vader = GezinslidFactory(gezin=gezin, voornaam="Piet", geboortedatum=sam.geboortedatum - timedelta(days=9000))
    wie = Aanwezigen(
        frozenset({moeder.pk}), gemist=frozenset({vader.pk}), gezien={sam.pk: "gesproken", baby.pk: "gezien"}
    )
    for soort in ("huisbezoek", "telefoon"):
        contact_van(gezin, fatima, soort=soort).zet_aanwezigheid(wie)
    lijst = als(fatima).get(url("contacten", gezin)).content.decode()
    woorden = f"Fatima Voorbeeld · Piet was er niet · Sam %s · {baby.achternaam} gezien"
    assert woorden % "gezien en gesproken" in lijst
    assert woorden % "gesproken" in lijst


def test_formulier_staat_klaar_met_nu_en_de_mensen(als, fatima, gezin, sam, moeder):
    pagina = als(fatima).get(url("contact-nieuw", gezin)).content.decode()
    assert f'value="{timezone.localdate():%d-%m-%Y}"' in pagina
    assert "Leila El Amrani (ouder)" in pagina
    assert "Sam, " in pagina
    assert "nog geen cijfer" in pagina


def test_resultaat_van_een_volgend_plan_wijst_naar_de_stam(als, fatima, gezin, sam, resultaat):
    plan = resultaat.plan
    nieuw = Gezinsplan.objects.create(
        gezin=gezin,
        status="vastgesteld",
        nummer=2,
        auteur_id=plan.auteur_id,
        vastgesteld_door_id=plan.vastgesteld_door_id,
        vastgesteld_op=timezone.now(),
        momentopname={},
    )
    Resultaat.objects.create(
        gezin=gezin, plan=nieuw, stam=resultaat, leefgebied=resultaat.leefgebied, wat="Sam slaapt thuis",
        uiterlijk="2027-01-01", cijfer_nu=5, cijfer_gewenst=8, wie_hoort="moeder",
    )  # fmt: skip
    als(fatima).post(url("contact-nieuw", gezin), invoer(resultaten=[resultaat.pk], **{f"kind_{sam.pk}_keuze": "niet"}))
    assert ContactResultaat.objects.get().resultaat_id == resultaat.pk


@pytest.mark.parametrize(
    ("wie", "naam", "verwacht"),
    [
        ("fatima", "contact-nieuw", 200),
        ("gerda", "contact-nieuw", 200),
        ("tom", "contact-nieuw", 403),
        ("vera", "contact-nieuw", 403),
        ("bram", "contact-nieuw", 404),
        ("tom", "contacten", 200),
        ("vera", "contacten", 403),
        ("bram", "contacten", 404),
    ],
)
def test_wie_mag_bij_contact(als, gezin, request, wie, naam, verwacht):
    assert als(request.getfixturevalue(wie)).get(url(naam, gezin)).status_code == verwacht


@pytest.mark.parametrize(
    ("wie", "naam", "verwacht"),
    [
        ("fatima", "contact", 200),
        ("kees", "contact", 200),
        ("vera", "contact", 403),
        ("bram", "contact", 404),
        ("fatima", "contact-wijzigen", 200),
        ("kees", "contact-wijzigen", 403),
        ("tom", "contact-wijzigen", 403),
        ("bram", "contact-wijzigen", 404),
    ],
)
def test_wie_mag_bij_een_contact(als, gezin, fatima, request, wie, naam, verwacht):
    contact = contact_van(gezin, fatima)
    assert als(request.getfixturevalue(wie)).get(url(naam, gezin, pk=contact.pk)).status_code == verwacht


@pytest.mark.parametrize("naam", ["contact", "contact-wijzigen"])
def test_contact_van_ander_gezin_onder_dit_nummer_bestaat_niet(als, fatima, bram, gezin, ander_gezin, naam):
    vreemd = contact_van(ander_gezin, bram)
    assert als(fatima).get(url(naam, gezin, pk=vreemd.pk)).status_code == 404


def test_huidige_gezinsmanager_mag_tekst_van_collega_wijzigen(als, gezin, fatima, kees):
    contact = contact_van(gezin, kees)
    assert als(fatima).get(url("contact-wijzigen", gezin, pk=contact.pk)).status_code == 200


def test_verkeerde_methode(als, fatima, gezin):
    contact = contact_van(gezin, fatima)
    mens = als(fatima)
    assert mens.put(url("contact-nieuw", gezin)).status_code == 405
    assert mens.post(url("contacten", gezin)).status_code == 405
    assert mens.post(url("contact", gezin, pk=contact.pk)).status_code == 405
    assert mens.delete(url("contact-wijzigen", gezin, pk=contact.pk)).status_code == 405


def test_leeg_formulier_geeft_nederlandse_fouten(als, fatima, gezin, sam):
    pagina = als(fatima).post(url("contact-nieuw", gezin), {}).content.decode()
    for tekst in ("Er klopt iets nog niet", "Vul de datum in", "Kies wat voor contact", "Kies een cijfer voor Sam"):
        assert tekst in pagina
    assert not Contactmoment.objects.exists()


@pytest.mark.parametrize(
    ("veld", "waarde", "fout"),
    [
        ("dag", "30-11-2126", "De datum ligt in de toekomst."),
        ("dag", "01-01-0001", "te ver terug"),
        ("dag", "31-12-9999", "De datum ligt in de toekomst."),
        ("dag", "31-02-2026", "dd-mm-jjjj."),
        ("dag", "vandaag", "dd-mm-jjjj."),
        ("tijd", "25:00", "uu:mm"),
        ("soort", "feestje", "Kies wat voor contact"),
        ("tekst", "a\0b", "teken"),
        ("tekst", "é" * 30001, "30000"),
        ("leden", "99999999999999999999", "Kies mensen van dit gezin"),
        ("leden", "x", "Kies mensen van dit gezin"),
        ("netwerk", "1", "Kies mensen van dit gezin"),
        ("resultaten", "99999999999999999999", "Kies opnieuw"),
        ("bodemeisen", "-1", "Kies opnieuw"),
    ],
)
def test_vreemde_invoer_wordt_uitgelegd_en_blijft_staan(als, fatima, gezin, sam, moeder, veld, waarde, fout):
    gegevens = invoer(**{f"kind_{sam.pk}_keuze": "niet", "tekst": "Blijft staan ✅", veld: waarde})
    antwoord = als(fatima).post(url("contact-nieuw", gezin), gegevens)
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert fout in pagina
    if veld != "tekst":
        assert "Blijft staan ✅" in pagina
    assert not Contactmoment.objects.exists()


def test_latere_tijd_vandaag_ligt_in_de_toekomst(als, fatima, gezin, time_machine):
    time_machine.move_to(datetime(2026, 11, 23, 14, 0, tzinfo=TIJDZONE))
    pagina = als(fatima).post(url("contact-nieuw", gezin), invoer(tijd="14:30")).content.decode()
    assert "Deze tijd ligt in de toekomst." in pagina


@pytest.mark.parametrize("dag", ["29-03-2026", "25-10-2026"])
def test_half_drie_op_de_dag_dat_de_klok_verspringt(als, fatima, gezin, dag):
    assert als(fatima).post(url("contact-nieuw", gezin), invoer(dag=dag, tijd="02:30")).status_code == 302


@pytest.mark.parametrize("tekst", ["😀 مرحبا 你好 Čeština", "x" * 30000, "regel\r\n" * 4000])
def test_elk_schrift_en_lange_tekst_wordt_bewaard(als, fatima, gezin, tekst):
    als(fatima).post(url("contact-nieuw", gezin), invoer(tekst=tekst))
    assert Contactmoment.objects.get().tekst == tekst.replace("\r\n", "\n").strip()


@pytest.mark.parametrize("veld", ["leden", "gemist", "netwerk", "gezien", "kind"])
def test_mens_van_ander_gezin_wordt_geweigerd_en_niets_bewaard(
    als, fatima, gezin, sam, moeder, ander_gezin, vreemd_kind, veld
):
    vreemd = (
        Netwerklid.objects.create(gezin=ander_gezin, naam="Vreemd", soort="familie")
        if veld == "netwerk"
        else vreemd_kind
    )
    sleutel = {"gezien": f"gezien_{vreemd.pk}", "kind": f"kind_{vreemd.pk}_keuze"}.get(veld, veld)
    waarde = {"gezien": "gezien", "kind": "niet"}.get(veld, str(vreemd.pk))
    antwoord = als(fatima).post(
        url("contact-nieuw", gezin), invoer(**{f"kind_{sam.pk}_keuze": "niet", sleutel: waarde})
    )
    assert antwoord.status_code == 200
    assert "dit gezin" in antwoord.content.decode()
    assert "Vreemdkind" not in antwoord.content.decode()
    assert not Contactmoment.objects.exists()
    assert not Gebeurtenis.objects.exists()


def test_erbij_en_niet_erbij_gaat_niet_samen(als, fatima, gezin, moeder):
    pagina = (
        als(fatima).post(url("contact-nieuw", gezin), invoer(leden=[moeder.pk], gemist=[moeder.pk])).content.decode()
    )
    assert "niet allebei" in pagina
    assert not Contactmoment.objects.exists()


def test_niet_verschenen_heeft_geen_cijfer_en_niemand_gezien(als, fatima, gezin, sam, moeder):
    mens = als(fatima)
    fout = mens.post(
        url("contact-nieuw", gezin),
        invoer(
            soort="niet_verschenen",
            leden=[moeder.pk],
            **{f"gezien_{sam.pk}": "gezien", f"kind_{sam.pk}_keuze": "ander", f"kind_{sam.pk}_cijfer": "7"},
        ),
    ).content.decode()
    assert "niemand van het gezin" in fout
    assert "dit kind niet gezien" in fout
    assert not Contactmoment.objects.exists()
    alleen_cijfer = invoer(soort="niet_verschenen", **{f"kind_{sam.pk}_keuze": "ander", f"kind_{sam.pk}_cijfer": "7"})
    assert "geeft u geen cijfer" in mens.post(url("contact-nieuw", gezin), alleen_cijfer).content.decode()
    goed = mens.post(url("contact-nieuw", gezin), invoer(soort="niet_verschenen", gemist=[moeder.pk], tekst=""))
    assert goed.status_code == 302
    assert Aanwezigheid.objects.get().aanwezig == "gemist"


def test_aan_de_telefoon_ziet_u_een_kind_niet(als, fatima, gezin, sam):
    gegevens = invoer(soort="telefoon", **{f"gezien_{sam.pk}": "gezien", f"kind_{sam.pk}_keuze": "niet"})
    assert "Aan de telefoon" in als(fatima).post(url("contact-nieuw", gezin), gegevens).content.decode()
    gegevens[f"gezien_{sam.pk}"] = "gesproken"
    assert als(fatima).post(url("contact-nieuw", gezin), gegevens).status_code == 302


def test_gedragsdeskundige_legt_contact_vast_zonder_cijfers(als, gerda, gezin, sam):
    mens = als(gerda)
    assert "Hoe veilig is het nu" not in mens.get(url("contact-nieuw", gezin)).content.decode()
    assert mens.post(url("contact-nieuw", gezin), invoer()).status_code == 302
    assert not Veiligheidsmeting.objects.exists()


def test_gedragsdeskundige_kan_geen_cijfer_meesturen(als, gerda, gezin, sam):
    antwoord = als(gerda).post(
        url("contact-nieuw", gezin), invoer(**{f"kind_{sam.pk}_keuze": "ander", f"kind_{sam.pk}_cijfer": "9"})
    )
    assert antwoord.status_code == 200
    assert not Veiligheidsmeting.objects.exists()


def test_onder_de_zes_zegt_wat_er_vandaag_moet(als, fatima, gezin, sam):
    noor = KindFactory(gezin=gezin, voornaam="Noor")
    velden = {}
    for kind, cijfer in ((sam, "5"), (noor, "4")):
        velden |= {
            f"kind_{kind.pk}_keuze": "ander",
            f"kind_{kind.pk}_cijfer": cijfer,
            f"kind_{kind.pk}_reden": "Ruzie in huis.",
        }
    mens = als(fatima)
    antwoord = mens.post(url("contact-nieuw", gezin), invoer(**velden), follow=True)
    pagina = antwoord.content.decode()
    assert "Sam heeft een 5 en Noor heeft een 4. Herzie vandaag het veiligheidsplan of leg vast wat u doet." in pagina
    assert reverse("veiligheid:plan-nieuw", kwargs={"nummer": gezin.nummer}) in pagina
    Veiligheidsplan.objects.create(gezin=gezin, nummer=1, volgende_stap="VTO", auteur_id=fatima.pk)
    Veiligheidsplan.objects.update(created_at=timezone.now() + timedelta(seconds=1))
    assert "Herzie vandaag" not in mens.get(antwoord.request["PATH_INFO"]).content.decode()


def test_een_fout_halverwege_bewaart_niets(gezin, fatima, sam):
    with pytest.raises(IntegrityError, match="meting_cijfer"):
        leg_contact_vast(
            gezin, op=timezone.now(), soort="huisbezoek", auteur_id=fatima.pk,
            aanwezigen=Aanwezigen(gezien={sam.pk: "gezien"}), cijfers=[Cijfer(sam.pk, 11)],
        )  # fmt: skip
    for model in (Contactmoment, Aanwezigheid, Veiligheidsmeting, Gebeurtenis):
        assert not model.objects.exists()


def test_merken_in_de_tekst_worden_gemarkeerd_en_html_ontsnapt(als, fatima, gezin):
    contact = contact_van(
        gezin, fatima, tekst="[feit: blauwe plek] <script>alert(1)</script> [mening van oma: <b>druk</b>]"
    )
    pagina = als(fatima).get(url("contact", gezin, pk=contact.pk)).content.decode()
    assert '<mark class="passage feit"><strong>feit:</strong> blauwe plek</mark>' in pagina
    assert "mening van oma:</strong> &lt;b&gt;druk" in pagina
    assert "<script>alert" not in pagina
