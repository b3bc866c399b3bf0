"""The calendar side of an uitvoerdersoverleg: plan, invite, move, cancel, correct, and the open agreements."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from gezinnen.aanhaken import TABBLADEN
from gezinnen.forms.overleg import voorstel_voor
from gezinnen.models import (
    Gebeurtenis,
    Netwerklid,
    Norm,
    Overlegafspraak,
    OverlegStatus,
    Termijn,
    Uitvoerdersoverleg,
)
from gezinnen.models.uitvoerdersoverleg import Genodigde, OverlegGeweigerd
from gezinnen.termijnen import normen
from gezinnen.tijdlijn import regels
from gezinnen.werkdagen import is_werkdag
from ggw.toegang.deur import namens
from tests.gezinnen.termijnen import maak_termijn
from tests.overleggen import adres, gehouden_overleg, plan_overleg, tekst

NEDERLAND = ZoneInfo("Europe/Amsterdam")
GASTEN = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "form-0-naam": "", "form-0-organisatie": ""}


def invoer(**velden):
    dag = timezone.localdate() + timedelta(days=7)
    gast = {"form-TOTAL_FORMS": 2, "form-1-naam": "Robin Verzonnen", "form-1-organisatie": ""}
    return {"dag": f"{dag:%d-%m-%Y}", "tijd": "10:00", "waar": "School", "wie": [], **GASTEN, **gast, **velden}


def test_plannen_met_gezin_netwerk_en_gast(als, fatima, gezin, moeder):
    oma = Netwerklid.objects.create(gezin=gezin, naam="Oma Proef", soort="familie")
    mens = als(fatima)
    pagina = tekst(mens.get(adres("overleg-plannen", gezin)))
    assert "Oma Proef (Familie)" in pagina
    assert "Fatima Voorbeeld (gezinsmanager)" in pagina
    gast = {"form-1-naam": "Robin Verzonnen", "form-1-organisatie": "De Verzonnen Wilg"}
    wie = [f"gezinslid-{moeder.pk}", f"netwerklid-{oma.pk}", f"medewerker-{fatima.pk}"]
    antwoord = mens.post(adres("overleg-plannen", gezin), invoer(wie=wie, **gast))
    overleg = Uitvoerdersoverleg.objects.get()
    assert antwoord.url == adres("overleg", gezin, overleg.pk, "veiligheid")
    assert (overleg.status, overleg.waar, overleg.door_id) == ("gepland", "School", fatima.pk)
    assert [d.wie for d in overleg.deelnemers.all()] == [
        "Leila El Amrani (ouder)",
        "Oma Proef (Familie)",
        "Fatima Voorbeeld (gezinsmanager)",
        "Robin Verzonnen (De Verzonnen Wilg)",
    ]
    lijst = tekst(mens.get(adres("overleg", gezin)))
    assert "4 mensen uitgenodigd" in lijst
    assert Gebeurtenis.objects.filter(soort="overleg.gepland", onderwerp_id=overleg.pk).count() == 1


def test_dubbel_klikken_plant_een_keer(als, fatima, gezin):
    mens, gegevens = als(fatima), invoer()
    mens.post(adres("overleg-plannen", gezin), gegevens)
    tweede = mens.post(adres("overleg-plannen", gezin), gegevens)
    assert "Op dit moment staat al een overleg gepland." in tekst(tweede)
    assert Uitvoerdersoverleg.objects.count() == 1


def test_een_dag_die_al_geweest_is_leidt_naar_vastleggen(als, fatima, gezin):
    gisteren = timezone.localdate() - timedelta(days=1)
    antwoord = als(fatima).post(adres("overleg-plannen", gezin), invoer(dag=f"{gisteren:%d-%m-%Y}"))
    assert antwoord.url == adres("overleg-houden", gezin, Uitvoerdersoverleg.objects.get().pk, "veiligheid")


@pytest.mark.parametrize(
    ("veld", "waarde", "fout"),
    [
        ("dag", "", "Vul de datum in."),
        ("dag", "31-12-9999", "Kijk het jaar na"),
        ("dag", "01-01-1990", "Kijk het jaar na"),
        ("dag", "01-01-2010", "voor het begin van de begeleiding"),
        ("dag", "1 mei", "dd-mm-jjjj."),
        ("tijd", "laat", "uu:mm"),
        ("waar", "x" * 161, "160"),
        ("wie", ["gezinslid-999999"], "Kies mensen van dit gezin."),
        ("form-1-naam", "", "Kies wie er komen"),
        ("form-0-organisatie", "De Verzonnen Wilg", "Vul ook de naam in."),
    ],
)
def test_vreemde_invoer_blijft_staan(als, fatima, gezin, veld, waarde, fout):
    antwoord = als(fatima).post(adres("overleg-plannen", gezin), invoer(**{"waar": "Blijft staan", veld: waarde}))
    assert antwoord.status_code == 200
    assert fout in tekst(antwoord)
    assert veld == "waar" or "Blijft staan" in tekst(antwoord)
    assert not Uitvoerdersoverleg.objects.exists()


def test_mens_van_ander_gezin_kan_niet_komen(als, fatima, gezin, vreemd_kind):
    antwoord = als(fatima).post(adres("overleg-plannen", gezin), invoer(wie=[f"gezinslid-{vreemd_kind.pk}"]))
    assert "Kies mensen van dit gezin." in tekst(antwoord)


def werkdag_tot(dag):
    """This day, or the last working day before it."""
    while not is_werkdag(dag):
        dag -= timedelta(days=1)
    return dag


def test_het_volgende_overleg_wordt_binnen_zes_weken_voorgesteld_met_dezelfde_mensen(als, fatima, gezin):
    vorige = timezone.localdate(gehouden_overleg(gezin, fatima, dagen=7).op)
    pagina = als(fatima).get(adres("overleg-plannen", gezin))
    assert pagina.context["form"].initial["dag"] == werkdag_tot(vorige + timedelta(weeks=6))
    assert "Robin Verzonnen (De Verzonnen Wilg)" in tekst(pagina)
    plan_overleg(gezin, fatima, dagen=3)
    assert "Er staat al een overleg gepland op" in tekst(als(fatima).get(adres("overleg-plannen", gezin)))


@pytest.mark.parametrize(
    ("nu", "dag"),
    [
        (datetime(2026, 11, 23, 9, tzinfo=NEDERLAND), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 16, tzinfo=NEDERLAND), date(2026, 11, 24)),
        (datetime(2026, 11, 28, 9, tzinfo=NEDERLAND), date(2026, 11, 30)),
    ],
)
def test_het_eerste_overleg_wordt_voorgesteld_op_een_werkdag_die_nog_komt(nu, dag, time_machine, fatima, gezin):
    time_machine.move_to(nu)
    with namens(fatima):
        assert voorstel_voor(gezin).date() == dag


def test_het_voorstel_volgt_de_norm_en_de_termijn_die_loopt(als, fatima, gezin):
    mens, pagina = als(fatima), adres("overleg-plannen", gezin)
    vorige = timezone.localdate(gehouden_overleg(gezin, fatima, dagen=7).op)
    Norm.objects.filter(code="uitvoerdersoverleg").update(aantal=4)
    normen.cache_clear()
    assert mens.get(pagina).context["form"].initial["dag"] == werkdag_tot(vorige + timedelta(weeks=4))
    termijn = maak_termijn(gezin, 10, code="uitvoerdersoverleg")
    assert mens.get(pagina).context["form"].initial["dag"] == werkdag_tot(termijn.dag)
    Termijn.objects.update(uiterlijk=timezone.localdate() - timedelta(days=3))
    assert mens.get(pagina).context["form"].initial["dag"] - timezone.localdate() <= timedelta(days=5)


def test_de_leiding_van_het_team_is_te_vragen_en_staat_niet_vooraf_aan(als, fatima, gerda, kees, bram, gezin):
    form = als(fatima).get(adres("overleg-plannen", gezin)).context["form"]
    keuzes = {sleutel for sleutel, _ in form.fields["wie"].choices}
    assert {f"medewerker-{wie.pk}" for wie in (fatima, gerda)} <= keuzes
    assert not {f"medewerker-{wie.pk}" for wie in (kees, bram)} & keuzes
    assert f"medewerker-{gerda.pk}" not in form.initial["wie"]
    als(fatima).post(adres("overleg-plannen", gezin), invoer(wie=[f"medewerker-{gerda.pk}"]))
    assert Uitvoerdersoverleg.objects.get().deelnemers.filter(medewerker_id=gerda.pk).exists()


def test_genodigden_wijzigen(als, fatima, gezin, moeder):
    overleg = plan_overleg(gezin, fatima, dagen=3, wie=[Genodigde(gezinslid_id=moeder.pk)])
    mens, url = als(fatima), adres("overleg-genodigden", gezin, overleg.pk)
    assert f'value="gezinslid-{moeder.pk}" id="id_wie_0" class="utrecht-checkbox' in tekst(mens.get(url))
    assert mens.post(url, {"wie": [f"medewerker-{fatima.pk}"], **GASTEN}).status_code == 302
    assert [d.medewerker_id for d in overleg.deelnemers.all()] == [fatima.pk]
    assert "Kies wie er komen" in tekst(mens.post(url, {"wie": [], **GASTEN}))
    assert overleg.deelnemers.count() == 1


def verzet(**velden):
    dag = timezone.localdate() + timedelta(days=9)
    return {"dag": f"{dag:%d-%m-%Y}", "tijd": "15:00", "waar": "", "reden": "Moeder is ziek.", **velden}


def test_verzetten_maakt_een_nieuw_overleg_met_dezelfde_mensen(als, fatima, gezin, moeder):
    oud = plan_overleg(gezin, fatima, dagen=3, wie=[Genodigde(gezinslid_id=moeder.pk)])
    mens = als(fatima)
    assert mens.post(adres("overleg-verzetten", gezin, oud.pk), verzet()).url == adres("overleg", gezin)
    oud.refresh_from_db()
    nieuw = gezin.uitvoerdersoverleggen.gepland().get()
    assert (oud.status, oud.verzet_naar_id, oud.reden) == (OverlegStatus.VERZET, nieuw.pk, "Moeder is ziek.")
    assert [d.gezinslid_id for d in nieuw.deelnemers.all()] == [moeder.pk]
    assert "Moeder is ziek." in tekst(mens.get(oud.get_absolute_url()))
    tweede = mens.post(adres("overleg-verzetten", gezin, oud.pk), verzet(reden="Dit typte ik nog."))
    assert tweede.status_code == 404
    assert "Dit typte ik nog." in tekst(tweede)
    assert gezin.uitvoerdersoverleggen.count() == 2


@pytest.mark.parametrize(
    ("veld", "waarde", "fout"),
    [
        ("reden", "", "Schrijf waarom"),
        ("dag", "01-01-2020", "al geweest"),
        ("dag", "31-12-9999", "komende twee jaar"),
        ("tijd", "", "Vul de tijd in."),
    ],
)
def test_verzetten_kan_niet_zomaar(als, fatima, gezin, veld, waarde, fout):
    overleg = plan_overleg(gezin, fatima, dagen=3)
    antwoord = als(fatima).post(adres("overleg-verzetten", gezin, overleg.pk), verzet(**{veld: waarde}))
    assert fout in tekst(antwoord)
    overleg.refresh_from_db()
    assert overleg.is_gepland


def test_verzetten_naar_een_moment_dat_bezet_is_laat_alles_staan(als, fatima, gezin):
    overleg, bezet = plan_overleg(gezin, fatima, dagen=3), plan_overleg(gezin, fatima, dagen=9)
    op = timezone.localtime(bezet.op)
    gegevens = verzet(dag=f"{op:%d-%m-%Y}", tijd=f"{op:%H:%M}")
    antwoord = als(fatima).post(adres("overleg-verzetten", gezin, overleg.pk), gegevens)
    assert "staat al een overleg gepland" in tekst(antwoord)
    overleg.refresh_from_db()
    assert overleg.is_gepland


def test_afzeggen_met_reden(als, fatima, gezin):
    overleg = plan_overleg(gezin, fatima, dagen=3)
    mens, url = als(fatima), adres("overleg-afzeggen", gezin, overleg.pk)
    assert "Schrijf waarom" in tekst(mens.post(url, {"reden": " "}))
    assert mens.post(url, {"reden": "Het gezin is met vakantie."}).status_code == 302
    overleg.refresh_from_db()
    assert (overleg.status, overleg.reden) == (OverlegStatus.AFGEZEGD, "Het gezin is met vakantie.")
    assert mens.get(url).status_code == 404


def test_twee_mensen_tegelijk_een_wint(gezin, fatima, kees):
    overleg = plan_overleg(gezin, fatima, dagen=3)
    zelfde = Uitvoerdersoverleg.objects.get(pk=overleg.pk)
    overleg.zeg_af(reden="Ziek", door_id=fatima.pk)
    with pytest.raises(OverlegGeweigerd, match="intussen gehouden, verzet of afgezegd"):
        zelfde.verzet(op=timezone.now() + timedelta(days=5), waar="", reden="x", door_id=kees.pk)
    assert gezin.uitvoerdersoverleggen.count() == 1


@pytest.mark.parametrize(
    ("velden", "waarom"),
    [
        ({"aanwezig": []}, "Zonder mensen"),
        ({"op": timedelta(hours=1)}, "nog komen"),
        ({"op": timedelta(-90)}, "begin van"),
    ],
)
def test_het_domein_weigert_wat_niet_kan(gezin, fatima, velden, waarom):
    overleg = plan_overleg(gezin, fatima)
    if "op" in velden:
        velden = {"op": timezone.now() + velden["op"]}
    alles = {"op": overleg.op, "verslag": "", "volgende_op": None, "aanwezig": [Genodigde(naam="Iemand")], **velden}
    with pytest.raises(OverlegGeweigerd, match=waarom):
        overleg.sluit_af(door_id=fatima.pk, **alles)
    overleg.refresh_from_db()
    assert overleg.is_gepland


def test_verslag_verbeteren_alleen_na_het_overleg(als, fatima, kees, gezin):
    overleg = gehouden_overleg(gezin, fatima, dagen=2, verslag="Eerste tekst.")
    mens, url = als(fatima), adres("overleg-verslag", gezin, overleg.pk)
    gezien = mens.get(url).context["versie"]
    assert mens.post(url, {"verslag": "Betere tekst.", "versie": gezien}).url == overleg.get_absolute_url()
    botsing = als(kees).post(url, {"verslag": "Van Kees.", "versie": gezien})
    assert "intussen gewijzigd" in tekst(botsing)
    assert "Van Kees." in tekst(botsing)
    overleg.refresh_from_db()
    assert overleg.verslag == "Betere tekst."
    assert overleg.pgh_event_model.objects.filter(pgh_obj=overleg.pk, verslag="Eerste tekst.").exists()
    gepland = plan_overleg(gezin, fatima, dagen=3)
    assert mens.get(adres("overleg-verslag", gezin, gepland.pk)).status_code == 404


def test_open_afspraak_in_een_tik_gedaan(als, fatima, gezin):
    overleg = gehouden_overleg(gezin, fatima, dagen=10)
    gisteren = timezone.localdate() - timedelta(days=1)
    afspraak = Overlegafspraak.objects.create(
        gezin=gezin, overleg=overleg, wat="Belt oma", wie="Moeder", uiterlijk=gisteren
    )
    mens = als(fatima)
    lijst = tekst(mens.get(adres("overleg", gezin)))
    assert "Belt oma" in lijst
    assert "over de datum" in lijst
    mens.post(adres("overlegafspraak-gedaan", gezin, afspraak.pk))
    weer = mens.post(adres("overlegafspraak-gedaan", gezin, afspraak.pk), follow=True)
    assert "was al afgehandeld" in tekst(weer)
    afspraak.refresh_from_db()
    assert afspraak.gedaan_op == timezone.localdate()
    assert Gebeurtenis.objects.filter(soort="overlegafspraak.gedaan").count() == 1


@pytest.mark.parametrize(
    ("wie", "naam", "verwacht"),
    [
        ("tom", "overleg", 200),
        ("gerda", "overleg", 200),
        ("vera", "overleg", 403),
        ("zita", "overleg", 404),
        ("bram", "overleg", 404),
        ("gerda", "overleg-plannen", 403),
        ("tom", "overleg-plannen", 403),
        ("bram", "overleg-plannen", 404),
        ("sanne", "overleg-plannen", 200),
    ],
)
def test_wie_mag_wat(als, gezin, request, wie, naam, verwacht):
    antwoord = als(request.getfixturevalue(wie)).get(adres(naam, gezin))
    assert antwoord.status_code == (403 if wie == "zita" else verwacht)


def test_overleg_van_ander_gezin_bestaat_hier_niet(als, fatima, bram, gezin, ander_gezin):
    vreemd = plan_overleg(ander_gezin, bram, dagen=3)
    for naam in ("overleg-verzetten", "overleg-afzeggen", "overleg-genodigden"):
        assert als(fatima).get(adres(naam, gezin, vreemd.pk)).status_code == 404


def test_verkeerde_methode(als, fatima, gezin):
    mens, overleg = als(fatima), plan_overleg(gezin, fatima, dagen=3)
    assert mens.post(adres("overleg", gezin)).status_code == 405
    assert mens.put(adres("overleg-plannen", gezin)).status_code == 405
    assert mens.delete(adres("overleg-verzetten", gezin, overleg.pk)).status_code == 405
    assert mens.get(adres("overlegafspraak-gedaan", gezin, 1)).status_code == 405


def test_concept_van_plannen_komt_terug(als, fatima, gezin):
    mens, url = als(fatima), adres("overleg-plannen", gezin)
    mens.post(reverse("concepten:bewaar"), {**invoer(waar="Bij oma aan tafel"), "concept": url})
    assert "Bij oma aan tafel" in tekst(mens.get(url))


def test_tab_en_tijdlijn(gezin, fatima):
    plan_overleg(gezin, fatima, dagen=3).zeg_af(reden="x", door_id=fatima.pk)
    gehouden_overleg(gezin, fatima, dagen=3)
    zinnen = {regel.zin: regel.url for regel in regels(list(gezin.gebeurtenissen.all()), gezin.nummer)}
    assert {"Uitvoerdersoverleg gepland", "Uitvoerdersoverleg afgezegd", "Uitvoerdersoverleg gehouden"} <= set(zinnen)
    assert all(zinnen.values())
    assert ("Overleg", 50) in {(blad.naam, blad.volgorde) for blad in TABBLADEN}
