from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gezinnen.models import Afspraak, Contactafspraak, Gebeurtenis
from gezinnen.models.contact import Aanwezigen
from tests.fabrieken import KindFactory
from veiligheid.contact import leg_contact_vast


def url(naam, gezin, **kwargs):
    return reverse(f"gezinnen:{naam}", kwargs={"nummer": gezin.nummer, **kwargs})


def afspraak_van(gezin, wie, *, uren=24, **velden):
    return Afspraak.objects.create(gezin=gezin, op=timezone.now() + timedelta(hours=uren), met_id=wie.pk, **velden)


def invoer(**velden):
    morgen = timezone.localdate() + timedelta(days=1)
    return {
        "dag": f"{morgen:%d-%m-%Y}",
        "tijd": "14.30",
        "soort": "huisbezoek",
        "waar": "Bij oma",
        "waarover": "Plan",
        **velden,
    }


def test_afspraak_maken_en_in_de_kop_zien(als, fatima, gezin):
    mens = als(fatima)
    assert mens.post(url("afspraak-nieuw", gezin), invoer()).url == url("afspraken", gezin)
    afspraak = Afspraak.objects.get()
    assert (afspraak.met_id, afspraak.waar) == (fatima.pk, "Bij oma")
    assert timezone.localtime(afspraak.op).strftime("%H:%M") == "14:30"
    assert Gebeurtenis.objects.filter(soort="afspraak.gemaakt", onderwerp_id=afspraak.pk).exists()
    assert "volgende afspraak" in mens.get(gezin.get_absolute_url()).content.decode()
    assert "Bij oma" in mens.get(url("afspraken", gezin)).content.decode()


def test_afspraak_wijzigen(als, fatima, gezin):
    afspraak = afspraak_van(gezin, fatima, waar="Thuis")
    mens = als(fatima)
    assert (
        f"{timezone.localtime(afspraak.op):%d-%m-%Y}"
        in mens.get(url("afspraak-wijzigen", gezin, pk=afspraak.pk)).content.decode()
    )
    mens.post(url("afspraak-wijzigen", gezin, pk=afspraak.pk), invoer(soort="kantoor"))
    afspraak.refresh_from_db()
    assert (afspraak.soort, afspraak.waar, timezone.localtime(afspraak.op).hour) == ("kantoor", "Bij oma", 14)
    assert Gebeurtenis.objects.filter(soort="afspraak.gewijzigd").exists()


def test_afspraak_afzeggen_een_keer(als, fatima, gezin):
    afspraak = afspraak_van(gezin, fatima)
    mens = als(fatima)
    assert "gaat niet door" in mens.get(url("afspraak-afzeggen", gezin, pk=afspraak.pk)).content.decode()
    mens.post(url("afspraak-afzeggen", gezin, pk=afspraak.pk))
    tweede = mens.post(url("afspraak-afzeggen", gezin, pk=afspraak.pk), follow=True)
    assert "was al afgezegd" in tweede.content.decode()
    assert Gebeurtenis.objects.filter(soort="afspraak.afgezegd").count() == 1
    assert not gezin.afspraken.komend().exists()
    assert mens.get(url("afspraak-wijzigen", gezin, pk=afspraak.pk)).status_code == 404


@pytest.mark.parametrize(
    ("veld", "waarde", "fout"),
    [
        ("dag", "", "Vul de datum in."),
        ("dag", "01-01-0001", "al geweest"),
        ("dag", "31-12-9999", "komende twee jaar"),
        ("dag", "1 mei", "dd-mm-jjjj."),
        ("tijd", "laat", "uu:mm"),
        ("soort", "niet_verschenen", "geldige"),
        ("waar", "x" * 161, "160"),
        ("waarover", "a\0b", "teken"),
    ],
)
def test_vreemde_invoer_blijft_staan_met_uitleg(als, fatima, gezin, veld, waarde, fout):
    antwoord = als(fatima).post(url("afspraak-nieuw", gezin), invoer(**{"waarover": "Blijft 你好", veld: waarde}))
    assert antwoord.status_code == 200
    assert fout in antwoord.content.decode()
    assert veld == "waarover" or "Blijft 你好" in antwoord.content.decode()
    assert not Afspraak.objects.exists()


@pytest.mark.parametrize("naam", ["afspraak-wijzigen", "afspraak-afzeggen"])
def test_afspraak_van_ander_gezin_bestaat_hier_niet(als, fatima, bram, gezin, ander_gezin, naam):
    vreemd = afspraak_van(ander_gezin, bram)
    assert als(fatima).get(url(naam, gezin, pk=vreemd.pk)).status_code == 404
    assert als(fatima).post(url(naam, gezin, pk=vreemd.pk), invoer()).status_code == 404


@pytest.mark.parametrize(
    ("wie", "naam", "verwacht"),
    [
        ("fatima", "afspraken", 200),
        ("tom", "afspraken", 200),
        ("vera", "afspraken", 403),
        ("bram", "afspraken", 404),
        ("gerda", "afspraak-nieuw", 200),
        ("tom", "afspraak-nieuw", 403),
        ("bram", "afspraak-nieuw", 404),
        ("tom", "contactafspraken", 403),
        ("fatima", "contactafspraken", 200),
        ("bram", "contactafspraken", 404),
    ],
)
def test_wie_mag_wat(als, gezin, request, wie, naam, verwacht):
    assert als(request.getfixturevalue(wie)).get(url(naam, gezin)).status_code == verwacht


def test_verkeerde_methode(als, fatima, gezin):
    mens = als(fatima)
    assert mens.post(url("afspraken", gezin)).status_code == 405
    for naam in ("afspraak-nieuw", "contactafspraken"):
        assert mens.put(url(naam, gezin)).status_code == 405
    pk = afspraak_van(gezin, fatima).pk
    for naam in ("afspraak-wijzigen", "afspraak-afzeggen"):
        assert mens.delete(url(naam, gezin, pk=pk)).status_code == 405


def test_vandaag_telt_de_dag_hier_ook_als_de_klok_verspringt(gezin, fatima, time_machine):
    zone = timezone.get_default_timezone()
    time_machine.move_to(datetime(2026, 10, 25, 12, 0, tzinfo=zone))
    for uur, minuut, dag in ((0, 5, 25), (23, 55, 25), (23, 55, 24), (0, 5, 26)):
        Afspraak.objects.create(gezin=gezin, op=datetime(2026, 10, dag, uur, minuut, tzinfo=zone), met_id=fatima.pk)
    Afspraak.objects.create(
        gezin=gezin, op=datetime(2026, 10, 25, 15, tzinfo=zone), met_id=fatima.pk, afgezegd_op=timezone.now()
    )
    assert [timezone.localtime(a.op).hour for a in Afspraak.objects.vandaag()] == [0, 23]
    assert Afspraak.objects.morgen().count() == 1
    assert Afspraak.objects.komend().count() == 2


def test_contactafspraken_voor_alle_kinderen_op_een_pagina(als, fatima, gezin, sam):
    noor = KindFactory(gezin=gezin, voornaam="Noor")
    mens = als(fatima)
    mens.post(url("contactafspraken", gezin), {f"weken_{sam.pk}": "2", f"weken_{noor.pk}": ""})
    assert list(gezin.contactafspraken.values_list("kind_id", "weken", "tot")) == [(sam.pk, 2, None)]
    pagina = mens.get(url("contactafspraken", gezin)).content.decode()
    assert '<option value="2" selected>elke 2 weken</option>' in pagina


def test_nieuwe_contactafspraak_beeindigt_de_oude_en_bewaart_haar(als, fatima, gezin, sam):
    mens, adres = als(fatima), url("contactafspraken", gezin)
    for weken in ("2", "2", "4", ""):
        mens.post(adres, {f"weken_{sam.pk}": weken})
    rijen = list(gezin.contactafspraken.order_by("pk").values_list("weken", "tot"))
    assert rijen == [(2, timezone.localdate()), (4, timezone.localdate())]
    assert Gebeurtenis.objects.filter(soort="contactafspraak.gemaakt").count() == 3


@pytest.mark.parametrize("waarde", ["0", "27", "-1", "x", "2.5", "99999999999999999999"])
def test_onmogelijk_aantal_weken(als, fatima, gezin, sam, waarde):
    pagina = als(fatima).post(url("contactafspraken", gezin), {f"weken_{sam.pk}": waarde}).content.decode()
    assert "1 tot 26 weken" in pagina
    assert not Contactafspraak.objects.exists()


def test_vreemd_kind_bewaart_ook_het_eigen_kind_niet(als, fatima, gezin, sam, vreemd_kind):
    antwoord = als(fatima).post(
        url("contactafspraken", gezin), {f"weken_{sam.pk}": "2", f"weken_{vreemd_kind.pk}": "2"}
    )
    assert "hoort niet" in antwoord.content.decode()
    assert not Contactafspraak.objects.exists()


def test_kind_zien_staat_in_wat_nu_als_het_bijna_of_te_laat_is(als, fatima, gezin, sam, reken):
    Contactafspraak.objects.create(gezin=gezin, kind=sam, weken=2, vanaf=timezone.localdate() - timedelta(days=60))
    mens = als(fatima)
    leg_contact_vast(
        gezin, op=timezone.now() - timedelta(days=20), soort="huisbezoek", auteur_id=fatima.pk,
        aanwezigen=Aanwezigen(gezien={sam.pk: "gesproken"}),
    )  # fmt: skip
    reken()
    pagina = mens.get(gezin.get_absolute_url()).content.decode()
    assert "Sam zien of spreken" in pagina
    assert "6 dagen te laat" in pagina
    leg_contact_vast(
        gezin,
        op=timezone.now(),
        soort="huisbezoek",
        auteur_id=fatima.pk,
        aanwezigen=Aanwezigen(gezien={sam.pk: "gezien"}),
    )
    reken()
    assert "Sam zien of spreken" not in mens.get(gezin.get_absolute_url()).content.decode()


def test_nooit_gezien_kind_telt_vanaf_de_afspraak(als, fatima, gezin, sam, reken):
    Contactafspraak.objects.create(gezin=gezin, kind=sam, weken=1, vanaf=timezone.localdate() - timedelta(days=7))
    reken()
    assert gezin.termijnen.get(code="kind_gezien").dag == timezone.localdate()
    assert "Sam zien of spreken" in als(fatima).get(gezin.get_absolute_url()).content.decode()


def test_tijdlijnzinnen_breken_niet(als, fatima, gezin, sam):
    als(fatima).post(url("contactafspraken", gezin), {f"weken_{sam.pk}": "1"})
    als(fatima).post(url("afspraak-nieuw", gezin), invoer())
    from gezinnen.tijdlijn import regels

    zinnen = {regel.zin for regel in regels(list(gezin.gebeurtenissen.all()), gezin.nummer)}
    assert zinnen == {"Afgesproken: een kind elke week zien", "Afspraak gemaakt"}
