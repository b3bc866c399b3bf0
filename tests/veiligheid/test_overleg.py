"""An uitvoerdersoverleg at the table: the agenda, recording it once, and the report with last time beside now."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import OVERLEGAGENDA
from gezinnen.models import Compensatie, Gebeurtenis, Gezinsplan, Overlegafspraak, OverlegStatus, Resultaat
from gezinnen.models.gezinsplan import kopie
from gezinnen.models.uitvoerdersoverleg import Genodigde, OverlegGeweigerd
from gezinnen.vaststellen import stel_vast
from tests.fabrieken import GezinslidFactory, KindFactory
from tests.overleggen import GEEN_RIJEN, adres, gehouden_overleg, ingevuld, plan_overleg, tekst
from tests.test_vragen import DEUR
from veiligheid.models import Aanleiding, Veiligheidsmeting
from veiligheid.overleg import Besproken, Gehouden, Kindcijfer, NieuweAfspraak, houd_overleg


@pytest.fixture
def resultaat(plan):
    return plan.resultaten.get()


@pytest.fixture
def overleg(gezin, fatima, moeder):
    return plan_overleg(gezin, fatima, wie=[Genodigde(gezinslid_id=moeder.pk)])


def houden(overleg):
    return adres("overleg-houden", overleg.gezin, overleg.pk, "veiligheid")


def houd(overleg, door, **velden):
    """Through the domain, with a guest at the table."""
    wat = {"op": overleg.op, "aanwezig": [Genodigde(naam="Robin Verzonnen")], **velden}
    houd_overleg(overleg, Gehouden(**wat), door_id=door.pk)


def meet(gezin, kind, door, cijfer, gever="gezinsmanager", *, dagen=0, soort="actueel"):
    op = timezone.now() - timedelta(days=dagen)
    return Veiligheidsmeting.geef(
        gezin, kind=kind, soort=soort, cijfer=cijfer, gever=gever, reden="Zo is het.", op=op, auteur_id=door.pk
    )


def test_van_agenda_tot_verslag(als, fatima, gezin, sam, moeder, resultaat, overleg):
    eerder = plan_overleg(gezin, fatima, dagen=-20)
    oud = Besproken(
        resultaat, "loopt", 4, woorden_gezin="Vorige keer was het zwaar.", woorden_hulpverlener="Ik zie ruzie."
    )
    houd(eerder, fatima, besproken=[oud], afspraken=[NieuweAfspraak("Belt oma", "Moeder")])
    meet(gezin, sam, fatima, 6, dagen=10)
    mens, nr = als(fatima), resultaat.pk
    agenda = tekst(mens.get(overleg.get_absolute_url()))
    for zin in (
        "Sam slaapt de hele nacht.",
        "Vorige keer was het zwaar.",
        "Moeder: Belt oma",
        "een 4",
        "Overleg houden",
    ):
        assert zin in agenda
    pagina = tekst(mens.get(houden(overleg)))
    assert "Vorige keer: een 4" in pagina
    assert "Ik zie ruzie." in pagina
    open_ = Overlegafspraak.objects.get()
    volgende = timezone.localdate() + timedelta(days=42)
    velden = {
        f"cijfer_{nr}": "7",
        f"gezin_{nr}": "Hij slaapt nu beter.",
        f"hulp_{nr}": "Ik zie rust.",
        f"status_{nr}": "loopt",
        f"afspraak_{open_.pk}": "gedaan",
        f"kind_{sam.pk}_gezinsmanager_actueel": "6",
        f"kind_{sam.pk}_hulpverlener_actueel": "8",
        f"kind_{sam.pk}_ouder_actueel": "7",
        "nieuw-TOTAL_FORMS": 1,
        "nieuw-0-wie": "Vader",
        "nieuw-0-wat": "Leest elke avond voor",
        "nieuw-0-uiterlijk": f"{volgende:%d-%m-%Y}",
        "verslag": "Iedereen kwam aan het woord.",
        "volgende_dag": f"{volgende:%d-%m-%Y}",
        "volgende_tijd": "09:00",
    }
    antwoord = mens.post(houden(overleg), ingevuld(overleg, aanwezig=[f"gezinslid-{moeder.pk}"], **velden))
    assert antwoord.status_code == 302, antwoord.context["deel"].form.errors
    overleg.refresh_from_db()
    resultaat.refresh_from_db()
    open_.refresh_from_db()
    assert (overleg.status, overleg.volgende_op, resultaat.cijfer_nu) == (OverlegStatus.GEHOUDEN, volgende, 7)
    assert open_.gedaan_op == timezone.localdate(overleg.op)
    assert gezin.uitvoerdersoverleggen.gepland().get().deelnemers.get().gezinslid_id == moeder.pk
    metingen = gezin.metingen.filter(aanleiding=Aanleiding.OVERLEG, op=overleg.op)
    assert {(m.gever, m.cijfer) for m in metingen} == {("gezinsmanager", 6), ("hulpverlener", 8), ("ouder", 7)}
    verslag = tekst(mens.get(overleg.get_absolute_url()))
    toen, nu = re.search(r'<div class="toen">(.*?)</div>\s*<div class="nu">(.*?)</div>', verslag, re.DOTALL).groups()
    for zin in ("Vorige keer: een 4", "Vorige keer was het zwaar.", "Ik zie ruzie."):
        assert zin in toen
    for zin in ("Nu: een 7", "Hij slaapt nu beter.", "Ik zie rust."):
        assert zin in nu
    for zin in ("Leila El Amrani (ouder)", "Vader: Leest elke avond voor", "Iedereen kwam aan het woord.", "verschilt"):
        assert zin in verslag
    assert Gebeurtenis.objects.filter(soort="resultaat.voortgang", onderwerp_id=nr).count() == 1


@pytest.mark.parametrize(("hulpverlener", "gemerkt"), [(4, True), (5, False), (6, False), (7, False), (8, True)])
def test_een_verschil_van_twee_staat_op_de_agenda(als, fatima, gezin, sam, overleg, hulpverlener, gemerkt):
    meet(gezin, sam, fatima, 6, dagen=5)
    meet(gezin, sam, fatima, hulpverlener, "hulpverlener", dagen=4)
    agenda = tekst(als(fatima).get(overleg.get_absolute_url()))
    assert ("cijfers verschillen 2 of meer" in agenda) is gemerkt
    assert ("gezinsmanager: 6" in agenda) is gemerkt


def test_cijfers_van_voor_het_vorige_overleg_staan_naast_die_van_sindsdien(als, fatima, gezin, sam):
    meet(gezin, sam, fatima, 8, "hulpverlener", dagen=40)
    meet(gezin, sam, fatima, 6, dagen=40)
    gehouden_overleg(gezin, fatima, dagen=25)
    meet(gezin, sam, fatima, 7, dagen=3)
    overleg = plan_overleg(gezin, fatima)
    kind = als(fatima).get(overleg.get_absolute_url()).context["beeld"].agendacijfers[0]
    regels = {r.gever: (r.vorig and r.vorig.cijfer, r.nu and r.nu.cijfer) for r in kind.regels}
    assert regels == {"gezinsmanager": (6, 7), "hulpverlener": (8, None)}


def test_een_collega_zet_een_punt_op_de_agenda(als, fatima, gezin, overleg, monkeypatch):
    monkeypatch.setattr(
        "veiligheid.overlegbeeld.OVERLEGAGENDA", [*OVERLEGAGENDA, lambda gezin: [f"Wachtlijst {gezin.nummer}"]]
    )
    assert f"Wachtlijst {gezin.nummer}" in tekst(als(fatima).get(overleg.get_absolute_url()))
    assert f"Wachtlijst {gezin.nummer}" in tekst(als(fatima).get(houden(overleg)))


def test_dubbel_klikken_houdt_een_keer(als, fatima, gezin, moeder, overleg):
    mens, gegevens = als(fatima), ingevuld(overleg, aanwezig=[f"gezinslid-{moeder.pk}"], verslag="Tekst.")
    assert mens.post(houden(overleg), gegevens).url == overleg.get_absolute_url()
    tweede = mens.post(houden(overleg), gegevens, follow=True)
    assert "Dit overleg is al vastgelegd." in tekst(tweede)
    assert Gebeurtenis.objects.filter(soort="overleg.gehouden").count() == 1
    assert mens.get(houden(overleg)).url == overleg.get_absolute_url()


def test_twee_mensen_leggen_vast_de_tweede_houdt_wat_hij_typte(als, fatima, kees, gezin, moeder, overleg):
    erbij = [f"gezinslid-{moeder.pk}"]
    als(fatima).post(houden(overleg), ingevuld(overleg, aanwezig=erbij, verslag="Van Fatima."))
    tweede = als(kees).post(houden(overleg), ingevuld(overleg, aanwezig=erbij, verslag="Van Kees."))
    assert tweede.status_code == 404
    assert "intussen gehouden" in tekst(tweede)
    assert "Van Kees." in tekst(tweede)
    overleg.refresh_from_db()
    assert (overleg.verslag, overleg.vastgelegd_door_id) == ("Van Fatima.", fatima.pk)


def test_in_het_domein_wint_ook_maar_een(gezin, fatima, kees, sam, overleg):
    zelfde = type(overleg).objects.get(pk=overleg.pk)
    houd(overleg, fatima)
    with pytest.raises(OverlegGeweigerd):
        houd(zelfde, kees, cijfers=[Kindcijfer(sam, "ouder", "actueel", 5)])
    assert not gezin.metingen.exists()


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"aanwezig": []}, "Kies wie erbij was."),
        ({"aanwezig": ["gezinslid-99999"]}, "Kies mensen van dit gezin."),
        ({"dag": "31-12-9999"}, "in de toekomst"),
        ({"dag": ""}, "Vul de datum in."),
        ({"dag": "01-01-2012"}, "voor het begin van de begeleiding"),
        ({"tijd": "25:00"}, "uu:mm"),
        ({"cijfer_R": "11"}, "0 tot en met 10"),
        ({"cijfer_R": "zes"}, "0 tot en met 10"),
        ({"gezin_R": "Wel woorden."}, "Kies ook een cijfer voor dit resultaat."),
        ({"status_R": "behaald"}, "Kies ook een cijfer voor dit resultaat."),
        ({"kind_S_gezinsmanager_actueel": "3"}, "onder de 6 waarom"),
        ({"kind_S_hulpverlener_actueel": "-1"}, "0 tot en met 10"),
        ({"kind_S_reden": "Zonder cijfer."}, "Kies een cijfer bij deze reden"),
        ({"volgende_dag": "01-01-2020", "volgende_tijd": "10:00"}, "al geweest"),
        ({"volgende_tijd": "10:00"}, "Vul dag en tijd in"),
        ({"nieuw-TOTAL_FORMS": 1, "nieuw-0-wat": "Iets doen"}, "Vul in wie dit doet."),
        ({"nieuw-TOTAL_FORMS": 1, "nieuw-0-wie": "Vader", "nieuw-0-wat": "x", "nieuw-0-uiterlijk": "01-01-0001"}, "al geweest"),
        ({"kind_999_ouder_actueel": "5"}, "hoort niet (meer) bij dit gezin"),
        ({"verslag": "a\0b"}, "teken"),
    ],
)  # fmt: skip
def test_wat_niet_klopt_bewaart_niets_en_blijft_staan(
    als, fatima, gezin, sam, moeder, resultaat, overleg, velden, fout
):
    velden = {k.replace("_R", f"_{resultaat.pk}").replace("_S", f"_{sam.pk}"): w for k, w in velden.items()}
    basis = {"aanwezig": [f"gezinslid-{moeder.pk}"], "verslag": "Dit blijft staan."}
    antwoord = als(fatima).post(houden(overleg), ingevuld(overleg, **basis | velden))
    assert antwoord.status_code == 200
    assert fout in tekst(antwoord)
    assert "verslag" in velden or "Dit blijft staan." in tekst(antwoord)
    overleg.refresh_from_db()
    assert overleg.is_gepland
    assert not gezin.metingen.exists()
    assert not gezin.overlegresultaten.exists()


def test_een_kapot_formset_is_geen_foutpagina(als, fatima, gezin, overleg):
    gegevens = {k: w for k, w in ingevuld(overleg).items() if k not in GEEN_RIJEN}
    assert als(fatima).post(houden(overleg), gegevens).status_code == 200


def test_een_gast_is_genoeg(als, fatima, gezin, overleg):
    gast = {"gast-TOTAL_FORMS": 1, "gast-0-naam": "Buurvrouw Proef", "gast-0-organisatie": ""}
    assert als(fatima).post(houden(overleg), ingevuld(overleg, **gast)).status_code == 302
    wie = {(d.wie, d.uitgenodigd, d.aanwezig) for d in overleg.deelnemers.all()}
    assert wie == {("Leila El Amrani (ouder)", True, False), ("Buurvrouw Proef", False, True)}


def test_het_volgende_moment_is_bezet_dan_is_er_niets_bewaard(als, fatima, gezin, moeder, overleg):
    bezet = plan_overleg(gezin, fatima, dagen=30)
    op = timezone.localtime(bezet.op)
    velden = {"volgende_dag": f"{op:%d-%m-%Y}", "volgende_tijd": f"{op:%H:%M}", "verslag": "Blijft."}
    antwoord = als(fatima).post(houden(overleg), ingevuld(overleg, aanwezig=[f"gezinslid-{moeder.pk}"], **velden))
    assert "staat al een overleg gepland" in tekst(antwoord)
    assert "Blijft." in tekst(antwoord)
    overleg.refresh_from_db()
    assert overleg.is_gepland


@pytest.mark.parametrize(("laatste_dag", "verwacht"), [("", 0), ("4", 4)])
def test_waarnemen_wordt_overgenomen(als, fatima, gezin, moeder, resultaat, overleg, laatste_dag, verwacht):
    sinds = timezone.localdate() - timedelta(days=20)
    resultaat.meld_voortgang(status="loopt", cijfer_nu=4, gm_sinds=sinds, door_id=fatima.pk)
    mens, nr = als(fatima), resultaat.pk
    assert f"U neemt waar sinds {sinds:%d-%m-%Y}" in tekst(mens.get(houden(overleg)))
    dag = timezone.localdate() - timedelta(days=4)
    velden = {
        f"oordeel_{nr}": "overgenomen",
        f"laatste_dag_{nr}": f"{dag:%d-%m-%Y}" if laatste_dag else "",
        f"waarneming_{nr}": "De opvoedhulp begint.",
    }
    antwoord = mens.post(houden(overleg), ingevuld(overleg, aanwezig=[f"gezinslid-{moeder.pk}"], **velden))
    assert antwoord.status_code == 302, antwoord.context["deel"].form.errors
    compensatie = Compensatie.objects.get()
    resultaat.refresh_from_db()
    overleg.refresh_from_db()
    assert resultaat.gm_sinds is None
    assert compensatie.tot == (dag if verwacht else timezone.localdate(overleg.op))
    assert "De opvoedhulp begint." in tekst(mens.get(overleg.get_absolute_url()))


def test_waarnemen_loopt_door(als, fatima, gezin, moeder, resultaat, overleg):
    sinds = timezone.localdate() - timedelta(days=20)
    resultaat.meld_voortgang(status="loopt", cijfer_nu=4, gm_sinds=sinds, door_id=fatima.pk)
    nr, erbij = resultaat.pk, [f"gezinslid-{moeder.pk}"]
    fout = als(fatima).post(
        houden(overleg), ingevuld(overleg, aanwezig=erbij, **{f"waarneming_{nr}": "Nog geen plek."})
    )
    assert "Kies of het doorloopt" in tekst(fout)
    velden = {f"oordeel_{nr}": "loopt_door", f"waarneming_{nr}": "Nog geen plek."}
    als(fatima).post(houden(overleg), ingevuld(overleg, aanwezig=erbij, **velden))
    compensatie = Compensatie.objects.get()
    assert compensatie.tot is None
    assert compensatie.beoordelingen.get().woorden == "Nog geen plek."


def test_resultaten_van_een_nieuw_plan_houden_hun_vorige_keer(als, fatima, sanne, gezin, sam, moeder, resultaat):
    eerder = plan_overleg(gezin, fatima, dagen=-20)
    houd(eerder, fatima, besproken=[Besproken(resultaat, "loopt", 6, woorden_gezin="Toen.")])
    nieuw = Gezinsplan.objects.maak_concept(gezin, door_id=fatima.pk)
    for visie in nieuw.visies.all():
        visie.instemming, visie.op = "eens", timezone.localdate()
        visie.save()
    nieuw.bied_aan(door_id=fatima.pk)
    stel_vast(nieuw, door_id=sanne.pk, versie=nieuw.versie)
    overleg = plan_overleg(gezin, fatima)
    rij = als(fatima).get(houden(overleg)).context["deel"].beeld.resultaten[0]
    assert (rij.resultaat.plan_id, rij.stam_id, rij.vorig.woorden_gezin) == (nieuw.pk, resultaat.pk, "Toen.")


def test_behaald_komt_niet_terug_op_de_agenda(als, fatima, gezin, resultaat, overleg):
    houd(overleg, fatima, besproken=[Besproken(resultaat, "behaald", 8)])
    assert Resultaat.objects.get(pk=resultaat.pk).status == "behaald"
    volgend = plan_overleg(gezin, fatima, dagen=5)
    assert als(fatima).get(volgend.get_absolute_url()).context["beeld"].resultaten == []


def test_wat_getypt_is_komt_terug_als_concept(als, fatima, gezin, sam, moeder, resultaat, overleg):
    mens = als(fatima)
    getypt = {
        f"gezin_{resultaat.pk}": "Halverwege opgeschreven.",
        f"cijfer_{resultaat.pk}": "6",
        "nieuw-TOTAL_FORMS": 1,
    }
    getypt |= {"nieuw-0-wat": "Nog even bellen", f"kind_{sam.pk}_ouder_actueel": "7"}
    gegevens = ingevuld(overleg, aanwezig=[f"gezinslid-{moeder.pk}"], **getypt)
    mens.post(reverse("concepten:bewaar"), {**gegevens, "concept": houden(overleg)})
    pagina = tekst(mens.get(houden(overleg)))
    assert "Halverwege opgeschreven." in pagina
    assert "Nog even bellen" in pagina
    assert '<option value="7" selected>' in pagina
    mens.post(houden(overleg), {**gegevens, "nieuw-0-wie": "Vader"})
    assert overleg.resultaten.get().woorden_gezin == "Halverwege opgeschreven."


def vragen(mens, url):
    mens.get(url)
    with CaptureQueriesContext(connection) as gesteld:
        assert mens.get(url).status_code == 200
    return len(gesteld)


def test_de_vragen_groeien_niet_met_kinderen_en_resultaten(als, fatima, gezin, sam, resultaat, overleg):
    mens, paginas = als(fatima), (overleg.get_absolute_url(), houden(overleg))
    meet(gezin, sam, fatima, 7)
    klein = [vragen(mens, url) for url in paginas]
    for _ in range(6):
        meet(gezin, KindFactory(gezin=gezin), fatima, 7)
        kopie(resultaat)
        overleg.nodig_uit([Genodigde(gezinslid_id=GezinslidFactory(gezin=gezin).pk)])
    assert [vragen(mens, url) for url in paginas] == klein
    assert max(klein) <= DEUR + 34


@pytest.mark.parametrize(
    ("wie", "agenda", "tafel"),
    [("fatima", 200, 200), ("tom", 200, 403), ("gerda", 200, 403), ("vera", 403, 403), ("bram", 404, 404)],
)
def test_wie_mag_wat(als, overleg, request, wie, agenda, tafel):
    mens = als(request.getfixturevalue(wie))
    assert mens.get(overleg.get_absolute_url()).status_code == agenda
    assert mens.get(houden(overleg)).status_code == tafel
    assert mens.post(houden(overleg), ingevuld(overleg)).status_code == tafel


def test_verkeerde_methode(als, fatima, overleg):
    assert als(fatima).post(overleg.get_absolute_url()).status_code == 405
    assert als(fatima).delete(houden(overleg)).status_code == 405
