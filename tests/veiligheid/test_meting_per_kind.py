from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gezinnen.models import Contactmoment
from tests.fabrieken import KindFactory
from veiligheid.forms.metingen import CijfersPerKind
from veiligheid.models import Veiligheidsmeting


def geef(gezin, kind, auteur, cijfer, reden="", uren=24):
    return Veiligheidsmeting.objects.create(
        gezin=gezin, kind=kind, soort="actueel", cijfer=cijfer, reden=reden, auteur_id=auteur.pk,
        op=timezone.now() - timedelta(hours=uren),
    )  # fmt: skip


def formulier(gezin, gegevens=None):
    form = CijfersPerKind(gegevens)
    form.voeg_cijfers_toe(gezin)
    return form


def post(mens, gezin, **velden):
    nu = timezone.localtime() - timedelta(minutes=1)
    gegevens = {
        "dag": f"{nu:%d-%m-%Y}",
        "tijd": f"{nu:%H:%M}",
        "soort": "huisbezoek",
        "tekst": "Blijft staan.",
        **velden,
    }
    return mens.post(reverse("veiligheid:contact-nieuw", kwargs={"nummer": gezin.nummer}), gegevens)


def laatste():
    return Veiligheidsmeting.objects.order_by("pk").last()


def test_nog_steeds_schrijft_hetzelfde_cijfer_opnieuw_zonder_reden(als, fatima, gezin, sam):
    geef(gezin, sam, fatima, 7, "Het gaat beter.")
    post(als(fatima), gezin, **{f"kind_{sam.pk}_keuze": "zelfde-7"})
    assert Veiligheidsmeting.objects.count() == 2
    assert (laatste().cijfer, laatste().reden) == (7, "")


def test_nog_steeds_onder_de_zes_draagt_de_reden_mee(als, fatima, gezin, sam):
    geef(gezin, sam, fatima, 5, "Ruzie in huis.")
    post(als(fatima), gezin, **{f"kind_{sam.pk}_keuze": "zelfde-5"})
    assert (laatste().cijfer, laatste().reden) == (5, "Ruzie in huis.")


def test_niet_beoordeeld_schrijft_niets(als, fatima, gezin, sam):
    post(als(fatima), gezin, **{f"kind_{sam.pk}_keuze": "niet"})
    assert Contactmoment.objects.exists()
    assert not Veiligheidsmeting.objects.exists()


def test_zonder_eerder_cijfer_is_er_geen_nog_steeds(gezin, sam):
    keuzes = [code for code, _ in formulier(gezin).fields[f"kind_{sam.pk}_keuze"].choices]
    assert keuzes == ["ander", "niet"]


def test_cijfer_van_een_ander_dan_de_gezinsmanager_telt_niet_als_vorige_keer(gezin, sam, fatima):
    Veiligheidsmeting.objects.create(
        gezin=gezin, kind=sam, soort="actueel", cijfer=4, gever="hulpverlener", auteur_id=fatima.pk
    )
    assert "nog geen cijfer" in formulier(gezin).fields[f"kind_{sam.pk}_keuze"].label


def test_intussen_gegeven_cijfer_wordt_niet_bevestigd(als, fatima, kees, gezin, sam):
    geef(gezin, sam, fatima, 7)
    geef(gezin, sam, kees, 5, "Ruzie.", uren=1)
    pagina = post(als(fatima), gezin, **{f"kind_{sam.pk}_keuze": "zelfde-7"}).content.decode()
    assert "intussen anders" in pagina
    assert "nog steeds 5" in pagina
    assert not Contactmoment.objects.exists()


@pytest.mark.parametrize(
    ("vorig", "velden", "fout"),
    [
        (7, {"keuze": "ander", "cijfer": "8"}, "anders is dan de vorige keer"),
        (7, {"keuze": "ander", "cijfer": "4"}, "onder de 6 waarom"),
        (None, {"keuze": "ander", "cijfer": "5"}, "onder de 6 waarom"),
        (7, {"keuze": "ander"}, "Kies een cijfer van 0 tot en met 10."),
        (7, {"keuze": "ander", "cijfer": "11", "reden": "x"}, "Kies een cijfer van 0 tot en met 10."),
        (7, {"keuze": "ander", "cijfer": "-1", "reden": "x"}, "Kies een cijfer van 0 tot en met 10."),
        (7, {"keuze": "ander", "cijfer": "6,5", "reden": "x"}, "Kies een cijfer van 0 tot en met 10."),
        (7, {"keuze": "zelfde-7", "cijfer": "4"}, "ook ‘ander cijfer’"),
        (7, {"keuze": "niet", "cijfer": "4"}, "ook ‘ander cijfer’"),
        (7, {"keuze": "niet", "reden": "Hm."}, "Kies een cijfer bij deze reden"),
        (7, {"keuze": "zelfde-9"}, "intussen anders"),
        (7, {"keuze": "ander", "cijfer": "4", "reden": "x" * 2001}, "2000"),
        (7, {"keuze": "ander", "cijfer": "4", "reden": "a\0b"}, "teken"),
        (7, {}, "Kies een cijfer voor Sam, of kies"),
    ],
)
def test_wat_niet_klopt_staat_bij_het_kind_en_niets_is_bewaard(als, fatima, gezin, sam, vorig, velden, fout):
    if vorig is not None:
        geef(gezin, sam, fatima, vorig)
    aantal = Veiligheidsmeting.objects.count()
    antwoord = post(als(fatima), gezin, **{f"kind_{sam.pk}_{naam}": waarde for naam, waarde in velden.items()})
    assert antwoord.status_code == 200
    assert fout in antwoord.content.decode()
    assert "Blijft staan." in antwoord.content.decode()
    assert Veiligheidsmeting.objects.count() == aantal
    assert not Contactmoment.objects.exists()


@pytest.mark.parametrize(
    ("vorig", "cijfer", "reden"), [(None, 7, ""), (7, 7, ""), (7, 6, "Minder rust."), (5, 6, "😀"), (7, 0, "Gevlucht.")]
)
def test_ander_cijfer_wordt_bewaard(als, fatima, gezin, sam, vorig, cijfer, reden):
    if vorig is not None:
        geef(gezin, sam, fatima, vorig, "Eerst.")
    velden = {"keuze": "ander", "cijfer": str(cijfer), "reden": reden}
    post(als(fatima), gezin, **{f"kind_{sam.pk}_{naam}": waarde for naam, waarde in velden.items()})
    assert (laatste().cijfer, laatste().reden) == (cijfer, reden)


def test_een_fout_bij_een_kind_bewaart_ook_het_andere_niet(als, fatima, gezin, sam):
    noor = KindFactory(gezin=gezin, voornaam="Noor")
    post(
        als(fatima),
        gezin,
        **{f"kind_{sam.pk}_keuze": "ander", f"kind_{sam.pk}_cijfer": "8", f"kind_{noor.pk}_keuze": "ander"},
    )
    assert not Veiligheidsmeting.objects.exists()


def test_ongeboren_kind_krijgt_wel_een_cijfer_maar_wordt_niet_gezien(als, fatima, gezin):
    kind = KindFactory(gezin=gezin, voornaam="", achternaam="", geboortedatum=None, verwachte_datum="2027-02-01")
    pagina = als(fatima).get(reverse("veiligheid:contact-nieuw", kwargs={"nummer": gezin.nummer})).content.decode()
    assert f"kind_{kind.pk}_keuze" in pagina
    assert f"gezien_{kind.pk}" not in pagina


def test_nieuw_cijfer_en_reden_staan_altijd_in_de_pagina(als, fatima, gezin, sam):
    geef(gezin, sam, fatima, 7)
    pagina = als(fatima).get(reverse("veiligheid:contact-nieuw", kwargs={"nummer": gezin.nummer})).content.decode()
    for naam in ("keuze", "cijfer", "reden"):
        assert f'name="kind_{sam.pk}_{naam}"' in pagina
    assert "nog steeds 7" in pagina
