from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import wat_nu
from gezinnen.models import (
    Gebeurtenis,
    Maatregel,
    Machtiging,
    RedenEindeMaatregel,
    SchriftelijkeAanwijzing,
    Verblijf,
    Zitting,
)
from gezinnen.models.maatregelen import kader_van
from tests.fabrieken import KindFactory

VREEMD_SCHRIFT = "ليلى 李雷 Ωmega 👪"


def vandaag(dagen=0):
    return timezone.localdate() + timedelta(days=dagen)


def nl(dag):
    return f"{dag:%d-%m-%Y}"


def url(naam, gezin, **kwargs):
    return reverse(f"gezinnen:{naam}", kwargs={"nummer": gezin.nummer, **kwargs})


def tekst(antwoord):
    return antwoord.content.decode()


@pytest.fixture
def ots(gezin, sam):
    return Maatregel.objects.create(
        gezin=gezin, kind=sam, soort_id="11", begin=vandaag(-100), einde=vandaag(200), bedreigingen="Ruzie bij de deur."
    )


@pytest.fixture
def muhp(gezin, sam, ots):
    return Machtiging.objects.create(
        gezin=gezin, kind=sam, soort_id="72", maatregel=ots, begin=vandaag(-20), einde=vandaag(150)
    )


@pytest.fixture
def vreemd(ander_gezin, vreemd_kind):
    """Rows of another family, one of each kind."""
    eigen = {"gezin": ander_gezin, "kind": vreemd_kind}
    maatregel = Maatregel.objects.create(soort_id="11", begin=vandaag(-9), einde=vandaag(99), **eigen)
    return {
        "maatregel": maatregel,
        "machtiging": Machtiging.objects.create(soort_id="72", begin=vandaag(-9), einde=vandaag(99), **eigen),
        "zitting": Zitting.objects.create(gezin=ander_gezin, op=timezone.now(), onderwerp="Vreemd"),
        "aanwijzing": SchriftelijkeAanwijzing.objects.create(
            gezin=ander_gezin, maatregel=maatregel, aan=vreemd_kind, tekst="Vreemd", verzonden_op=vandaag()
        ),
        "verblijf": Verblijf.objects.create(soort_id="thuis", waar="Vreemde plek", vanaf=vandaag(-9), **eigen),
    }


def maatregel_gegevens(sam, **anders):
    return {
        "kind": sam.pk,
        "soort": "11",
        "begin": nl(vandaag(-10)),
        "einde": nl(vandaag(300)),
        "beschikkingsnummer": "C/13/1234",
        "bedreigingen": "Sam ziet geweld.",
        **anders,
    }


FORMULIEREN = ["maatregel-nieuw", "machtiging-nieuw", "zitting-nieuw", "aanwijzing-nieuw", "verblijf-nieuw"]


def test_maatregel_toevoegen(als, fatima, gezin, sam):
    antwoord = als(fatima).post(url("maatregel-nieuw", gezin), maatregel_gegevens(sam))
    assert antwoord.status_code == 302
    maatregel = gezin.maatregelen.get()
    assert (maatregel.kind, maatregel.soort_id, maatregel.bedreigingen) == (sam, "11", "Sam ziet geweld.")
    gebeurtenis = Gebeurtenis.objects.get(gezin=gezin, soort="maatregel.toegevoegd")
    assert (gebeurtenis.onderwerp_id, gebeurtenis.door_id) == (maatregel.pk, fatima.pk)
    pagina = tekst(als(fatima).get(url("maatregelen", gezin)))
    assert "Sam ziet geweld." in pagina
    assert f"OTS t/m {nl(vandaag(300))}" in pagina


def test_secretariaat_legt_een_beschikking_vast(als, vera, gezin, sam):
    assert als(vera).post(url("maatregel-nieuw", gezin), maatregel_gegevens(sam)).status_code == 302


def test_gedragsdeskundige_leest_maar_wijzigt_niet(als, gerda, gezin, ots):
    pagina = als(gerda).get(url("maatregelen", gezin))
    assert pagina.status_code == 200
    assert "toevoegen" not in tekst(pagina)
    for naam in FORMULIEREN:
        assert als(gerda).get(url(naam, gezin)).status_code == 403
    assert als(gerda).post(url("maatregel-beeindigen", gezin, pk=ots.pk)).status_code == 403


def test_ander_team_krijgt_404(als, bram, gezin, ots):
    for naam in ["maatregelen", *FORMULIEREN]:
        assert als(bram).get(url(naam, gezin)).status_code == 404
    assert als(bram).post(url("maatregel-wijzigen", gezin, pk=ots.pk), {}).status_code == 404


def test_rij_van_een_ander_gezin_onder_dit_gezin_is_404(als, fatima, gezin, vreemd):
    client = als(fatima)
    for soort, rij in vreemd.items():
        assert client.get(url(f"{soort}-wijzigen", gezin, pk=rij.pk)).status_code == 404
    for soort in ("maatregel", "machtiging"):
        for handeling in ("verlengen", "beeindigen"):
            assert client.post(url(f"{soort}-{handeling}", gezin, pk=vreemd[soort].pk)).status_code == 404


def test_ook_het_eigen_andere_gezin_is_hier_404(als, sanne, gezin, sam, ots):
    assert als(sanne).get(url("maatregel-wijzigen", gezin, pk=99_999_999_999_999_999_999)).status_code == 404


def test_verkeerde_methode(als, fatima, gezin, ots):
    client = als(fatima)
    assert client.post(url("maatregelen", gezin)).status_code == 405
    assert client.put(url("maatregel-nieuw", gezin)).status_code == 405
    assert client.delete(url("maatregel-wijzigen", gezin, pk=ots.pk)).status_code == 405


def test_vreemd_kind_en_vreemde_maatregel_zijn_geen_keuze(als, fatima, gezin, sam, vreemd_kind, vreemd):
    client = als(fatima)
    assert "geldige" in tekst(client.post(url("maatregel-nieuw", gezin), maatregel_gegevens(vreemd_kind)))
    gegevens = {"kind": sam.pk, "soort": "72", "begin": nl(vandaag()), "einde": nl(vandaag(9))}
    gegevens["maatregel"] = vreemd["maatregel"].pk
    assert "geldige" in tekst(client.post(url("machtiging-nieuw", gezin), gegevens))
    gegevens = {"kind": sam.pk, "soort": "pleegzorg", "waar": "x", "nachten": 7, "vanaf": nl(vandaag())}
    gegevens["machtiging"] = vreemd["machtiging"].pk
    assert "geldige" in tekst(client.post(url("verblijf-nieuw", gezin), gegevens))
    assert not gezin.maatregelen.exists()
    assert not gezin.verblijven.exists()


@pytest.mark.parametrize("naam", FORMULIEREN)
def test_vreemde_invoer_geeft_nooit_een_storing(als, fatima, gezin, sam, moeder, ots, naam):
    client = als(fatima)
    velden = list(client.get(url(naam, gezin)).context["form"].fields)
    for waarde in ["", "x" * 100_000, "\x00", "-1", "99999999999999999999", "01-01-0001", "31-12-9999", VREEMD_SCHRIFT]:
        gegevens = dict.fromkeys([*velden, "op_0", "op_1"], waarde)
        assert client.post(url(naam, gezin), gegevens).status_code == 200
        datums = {veld: waarde for veld in velden if veld.endswith(("_op", "begin", "einde", "vanaf", "tot"))}
        gegevens = {"kind": sam.pk, "soort": "11", "waar": "x", "nachten": 7, "onderwerp": "x", "tekst": "x"} | datums
        gegevens |= {"aan": moeder.pk, "maatregel": ots.pk, "op_0": waarde, "op_1": "12:00"}
        assert client.post(url(naam, gezin), gegevens).status_code == 200


def test_wat_getypt_is_blijft_staan(als, fatima, gezin, sam):
    gegevens = maatregel_gegevens(sam, einde=nl(vandaag(-30)), bedreigingen=VREEMD_SCHRIFT)
    pagina = tekst(als(fatima).post(url("maatregel-nieuw", gezin), gegevens))
    assert "De einddatum ligt voor de begindatum." in pagina
    assert VREEMD_SCHRIFT in pagina
    assert not gezin.maatregelen.exists()


def test_alleen_kinderen_onder_begeleiding(als, fatima, gezin, sam, moeder):
    assert "geldige" in tekst(als(fatima).post(url("maatregel-nieuw", gezin), maatregel_gegevens(moeder)))


def test_dezelfde_maatregel_twee_keer_wordt_geweigerd(als, fatima, gezin, sam):
    client = als(fatima)
    client.post(url("maatregel-nieuw", gezin), maatregel_gegevens(sam))
    assert "staat er al" in tekst(client.post(url("maatregel-nieuw", gezin), maatregel_gegevens(sam)))
    assert gezin.maatregelen.count() == 1


def test_dubbele_maatregel_mag(als, fatima, gezin, sam, ots):
    als(fatima).post(url("maatregel-nieuw", gezin), maatregel_gegevens(sam, soort="41", begin=nl(vandaag(-1))))
    pagina = tekst(als(fatima).get(url("maatregelen", gezin)))
    assert "dubbele maatregel" in pagina
    assert "OTS t/m" in pagina
    assert "JR t/m" in pagina


def test_ots_met_machtiging_is_niet_dubbel(als, fatima, gezin, muhp):
    assert "dubbele maatregel" not in tekst(als(fatima).get(url("maatregelen", gezin)))


def test_langer_dan_een_jaar_mag_met_een_vraag(als, fatima, gezin, sam):
    als(fatima).post(url("maatregel-nieuw", gezin), maatregel_gegevens(sam, einde=nl(vandaag(400))))
    assert gezin.maatregelen.count() == 1
    assert "Klopt de beschikking?" in tekst(als(fatima).get(url("maatregelen", gezin)))


def test_verlengen_neemt_over_en_maakt_een_keten(als, fatima, gezin, ots):
    client = als(fatima)
    form = client.get(url("maatregel-verlengen", gezin, pk=ots.pk)).context["form"]
    assert form.initial["begin"] == ots.einde + timedelta(days=1)
    assert "kind" not in form.fields
    gegevens = {"begin": nl(ots.einde + timedelta(days=1)), "einde": nl(vandaag(400))}
    assert client.post(url("maatregel-verlengen", gezin, pk=ots.pk), gegevens).status_code == 302
    nieuwe = gezin.maatregelen.exclude(pk=ots.pk).get()
    assert (nieuwe.verlengt, nieuwe.kind, nieuwe.soort_id) == (ots, ots.kind, "11")
    assert "1e verlenging" in tekst(client.get(url("maatregelen", gezin)))
    gegevens["begin"] = nl(ots.einde + timedelta(days=2))
    assert "al verlengd" in tekst(client.post(url("maatregel-verlengen", gezin, pk=ots.pk), gegevens))


def test_beeindigen_vraagt_een_reden_die_past(als, fatima, gezin, sam, ots):
    client = als(fatima)
    plek = url("maatregel-beeindigen", gezin, pk=ots.pk)
    redenen = client.get(plek).context["form"].fields["reden_einde"].queryset
    assert {reden.soort for reden in redenen} == {"OTS"}
    voogdij = RedenEindeMaatregel.objects.filter(soort="voogdij").first()
    assert client.post(plek, {"beeindigd_op": nl(vandaag()), "reden_einde": voogdij.pk}).status_code == 200
    assert client.post(plek, {"beeindigd_op": nl(vandaag())}).status_code == 200
    te_vroeg = {"beeindigd_op": nl(vandaag(-500)), "reden_einde": redenen[0].pk}
    assert "begon pas op" in tekst(client.post(plek, te_vroeg))
    assert client.post(plek, {"beeindigd_op": nl(vandaag()), "reden_einde": redenen[0].pk}).status_code == 302
    ots.refresh_from_db()
    assert not ots.loopt
    assert Gebeurtenis.objects.filter(gezin=gezin, soort="maatregel.beeindigd").count() == 1


@pytest.mark.parametrize(
    ("soort", "lijst"), [("12", "OTS"), ("21", "voogdij"), ("23", "voogdij"), ("41", "JR"), ("63", "JR")]
)
def test_redenen_passen_bij_de_soort(soort, lijst, db):
    assert {reden.soort for reden in RedenEindeMaatregel.objects.voor(soort)} == {lijst}


def test_kader_volgt_uit_de_maatregelen(als, fatima, gezin, sam):
    assert kader_van(gezin).label == "preventief"
    assert "preventief" in tekst(als(fatima).get(gezin.get_absolute_url()))
    vrijwillig = Maatregel.objects.create(gezin=gezin, kind=sam, soort_id="42", begin=vandaag(-3))
    assert kader_van(gezin).label == "preventief"
    Maatregel.objects.create(gezin=gezin, kind=sam, soort_id="11", begin=vandaag(-3), einde=vandaag(9))
    assert kader_van(gezin).label == "maatregel"
    assert vrijwillig.loopt


def test_kop_telt_de_kinderen(als, fatima, gezin, sam, ots):
    zus = KindFactory(gezin=gezin, voornaam="Noor")
    Maatregel.objects.create(gezin=gezin, kind=zus, soort_id="11", begin=vandaag(-3), einde=vandaag(350))
    assert f"OTS (2 kinderen) t/m {nl(vandaag(350))}" in tekst(als(fatima).get(gezin.get_absolute_url()))


def test_machtiging_hoort_bij_een_maatregel_van_hetzelfde_kind(als, fatima, gezin, ots):
    zus = KindFactory(gezin=gezin, voornaam="Noor")
    gegevens = {"kind": zus.pk, "soort": "72", "maatregel": ots.pk, "begin": nl(vandaag()), "einde": nl(vandaag(90))}
    assert "ander kind" in tekst(als(fatima).post(url("machtiging-nieuw", gezin), gegevens))
    gegevens["kind"] = ots.kind_id
    assert als(fatima).post(url("machtiging-nieuw", gezin), gegevens).status_code == 302
    assert gezin.machtigingen.get().maatregel == ots


def test_machtiging_verlengen_en_beeindigen(als, fatima, gezin, muhp):
    client = als(fatima)
    begin = muhp.einde + timedelta(days=1)
    gegevens = {"begin": nl(begin), "einde": nl(begin + timedelta(days=90)), "maatregel": muhp.maatregel_id}
    assert client.post(url("machtiging-verlengen", gezin, pk=muhp.pk), gegevens).status_code == 302
    assert gezin.machtigingen.get(verlengt=muhp).kind == muhp.kind
    plek = url("machtiging-beeindigen", gezin, pk=muhp.pk)
    assert "loopt van" in tekst(client.post(plek, {"beeindigd_op": nl(vandaag(900))}))
    assert client.post(plek, {"beeindigd_op": nl(vandaag())}).status_code == 302
    muhp.refresh_from_db()
    assert not muhp.loopt


def test_niet_uitgevoerde_machtiging_vervalt_na_drie_maanden(als, fatima, gezin, muhp):
    assert "Vervalt op" in tekst(als(fatima).get(url("maatregelen", gezin)))
    Machtiging.objects.filter(pk=muhp.pk).update(beschikking_op=vandaag(-120))
    assert "dus vervallen op" in tekst(als(fatima).get(url("maatregelen", gezin)))
    Machtiging.objects.filter(pk=muhp.pk).update(uitgevoerd_op=vandaag(-15))
    assert "ervall" not in tekst(als(fatima).get(url("maatregelen", gezin)))


def test_zitting_met_uitkomst(als, fatima, gezin, sam, ots):
    client = als(fatima)
    gegevens = {
        "op_0": nl(vandaag(7)),
        "op_1": "13:30",
        "onderwerp": "Verlenging OTS",
        "kind": sam.pk,
        "maatregel": ots.pk,
    }
    assert client.post(url("zitting-nieuw", gezin), gegevens).status_code == 302
    zitting = gezin.zittingen.get()
    assert timezone.localtime(zitting.op).hour == 13
    gegevens |= {"uitkomst": "aangehouden", "toelichting": "Over 3 maanden verder."}
    assert client.post(url("zitting-wijzigen", gezin, pk=zitting.pk), gegevens).status_code == 302
    assert "Over 3 maanden verder." in tekst(client.get(url("maatregelen", gezin)))


def test_aanwijzing_met_twee_weken_voor_de_rechter(als, fatima, gezin, moeder, ots):
    client = als(fatima)
    gegevens = {"maatregel": ots.pk, "aan": moeder.pk, "tekst": "Ga naar het gesprek.", "verzonden_op": nl(vandaag(-3))}
    assert client.post(url("aanwijzing-nieuw", gezin), gegevens).status_code == 302
    assert "naar de rechter" in tekst(client.get(url("maatregelen", gezin)))
    rij = gezin.aanwijzingen.get()
    plek = url("aanwijzing-wijzigen", gezin, pk=rij.pk)
    assert "Vul eerst in" in tekst(client.post(plek, gegevens | {"beantwoord_op": nl(vandaag())}))
    assert client.post(plek, gegevens | {"intrekking_gevraagd_op": nl(vandaag(-1))}).status_code == 302
    stappen = wat_nu({gezin.pk: gezin.nummer})
    assert [stap.dagen for stap in stappen if "Beantwoord het verzoek" in stap.tekst] == [13]


def test_aanwijzing_alleen_onder_een_ots(als, fatima, gezin, sam, moeder):
    voogdij = Maatregel.objects.create(gezin=gezin, kind=sam, soort_id="21", begin=vandaag(-3))
    gegevens = {"maatregel": voogdij.pk, "aan": moeder.pk, "tekst": "x", "verzonden_op": nl(vandaag())}
    assert "geldige" in tekst(als(fatima).post(url("aanwijzing-nieuw", gezin), gegevens))


def test_machtiging_uitvoeren_staat_in_wat_nu(gezin, muhp, reken):
    reken()
    stap = next(s for s in wat_nu({gezin.pk: gezin.nummer}) if "Voer de machtiging uit" in s.tekst)
    assert stap.dagen == (muhp.vervalt_op - vandaag()).days
    Machtiging.objects.filter(pk=muhp.pk).update(uitgevoerd_op=vandaag(-1))
    reken()
    assert not [s for s in wat_nu({gezin.pk: gezin.nummer}) if "machtiging" in s.tekst]


def queries_van(client, gezin, django_assert_max_num_queries, hoogstens):
    with django_assert_max_num_queries(hoogstens) as gezien:
        assert client.get(url("maatregelen", gezin)).status_code == 200
    return len(gezien)


def test_vraagt_niet_meer_bij_meer_kinderen(als, fatima, gezin, muhp, django_assert_max_num_queries):
    client = als(fatima)
    een = queries_van(client, gezin, django_assert_max_num_queries, 60)
    for nummer in range(11):
        kind = KindFactory(gezin=gezin)
        eigen = {"gezin": gezin, "kind": kind}
        maatregel = Maatregel.objects.create(soort_id="11", begin=vandaag(-nummer), einde=vandaag(90), **eigen)
        Machtiging.objects.create(soort_id="72", maatregel=maatregel, begin=vandaag(-9), einde=vandaag(60), **eigen)
        Verblijf.objects.create(soort_id="pleegzorg", waar="daar", vanaf=vandaag(-9), **eigen)
        Zitting.objects.create(op=timezone.now(), onderwerp="x", maatregel=maatregel, **eigen)
    assert queries_van(client, gezin, django_assert_max_num_queries, 60) == een
