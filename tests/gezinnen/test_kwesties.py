from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from gezinnen.kwesties import LADDER, voor_de_agenda
from gezinnen.models import Fase, Gebeurtenis, Kwestie, Kwestieoorzaak, Kwestiestap, Niveau, Resultaat, Wachtplek
from gezinnen.models.kwesties import KwestieGeweigerd
from tests.fabrieken import GebruikerFactory, maak_gezin, normbron
from tests.overleggen import plan_overleg, tekst

GISTEREN = timezone.localdate() - timedelta(days=1)


def url(naam, gezin, **kwargs):
    return reverse(f"gezinnen:{naam}", kwargs={"nummer": gezin.nummer, **kwargs})


def maak_kwestie(gezin, door, *, dagen=20, niveau=1, **velden):
    sinds = timezone.localdate() - timedelta(days=dagen)
    velden = {"wat": "De wachtlijst is lang.", "oorzaak_id": "wachtlijst", "begonnen_op": sinds, **velden}
    bij = "directie De Verzonnen Wilg" if niveau >= Niveau.DIRECTIE else ""
    rij = Kwestie.objects.create(
        gezin=gezin, door_id=door.pk, sleutel=uuid4(), niveau=niveau, niveau_sinds=sinds, bij_wie=bij, **velden
    )
    rij.meld(door_id=door.pk)
    return rij


@pytest.fixture
def kwestie(gezin, fatima):
    return maak_kwestie(gezin, fatima)


def invoer(**velden):
    return {
        "wat": "Er is geen plek bij de spoedhulp.",
        "oorzaak": "geen_aanbod",
        "begonnen_op": f"{GISTEREN:%d-%m-%Y}",
        "resultaat": "",
        "kind": "",
        "sleutel": str(uuid4()),
        **velden,
    }


def hoger(kwestie, naar, **velden):
    return {"naar": naar, "van": kwestie.niveau, "waarom": "Nog geen antwoord.", "bij_wie": "", **velden}


def test_kwestie_melden_en_in_de_kop_zien(als, fatima, gezin, sam):
    mens = als(fatima)
    antwoord = mens.post(url("kwestie-nieuw", gezin), invoer(kind=sam.pk))
    rij = Kwestie.objects.get()
    assert antwoord.url == rij.get_absolute_url()
    assert (rij.niveau, rij.niveau_sinds, rij.kind, rij.begonnen_op) == (1, timezone.localdate(), sam, GISTEREN)
    assert Kwestiestap.objects.get().soort == "gemeld"
    assert Gebeurtenis.objects.filter(soort="kwestie.gemeld", onderwerp_id=rij.pk).exists()
    overzicht = mens.get(gezin.get_absolute_url()).content.decode()
    assert "1 kwestie open" in overzicht
    assert rij.get_absolute_url() in overzicht
    assert "Er is geen plek bij de spoedhulp." in mens.get(url("kwesties", gezin)).content.decode()


def test_twee_keer_versturen_meldt_een_kwestie(als, fatima, gezin):
    velden = invoer()
    for _ in range(2):
        assert als(fatima).post(url("kwestie-nieuw", gezin), velden).status_code == 302
    assert Kwestie.objects.count() == Kwestiestap.objects.count() == 1


def test_het_adres_kiest_resultaat_kind_en_oorzaak_vooraf(als, fatima, plan, gezin, sam):
    resultaat = plan.resultaten.get()
    vooraf = f"?resultaat={resultaat.pk}&kind={sam.pk}&oorzaak=samenwerking"
    pagina = als(fatima).get(url("kwestie-nieuw", gezin) + vooraf).content.decode()
    for waarde in (resultaat.pk, sam.pk, "samenwerking"):
        assert f'<option value="{waarde}" selected>' in pagina
    vreemd = "?resultaat=abc&kind=99999999999999999999&oorzaak=%00bestaat-niet"
    assert als(fatima).get(url("kwestie-nieuw", gezin) + vreemd).status_code == 200


def test_een_kwestie_onthoudt_de_stam_van_een_resultaat(als, fatima, plan, gezin):
    stam = plan.resultaten.get()
    plan.resultaten.update(stam=None)
    nieuw = Resultaat.objects.get(pk=stam.pk)
    als(fatima).post(url("kwestie-nieuw", gezin), invoer(resultaat=nieuw.pk))
    assert Kwestie.objects.get().resultaat == stam


@pytest.mark.parametrize(
    ("veld", "waarde", "fout"),
    [
        ("wat", "", "Schrijf op wat er vastloopt."),
        ("wat", "x" * 4001, "4000"),
        ("wat", "a\0b", "teken"),
        ("oorzaak", "", "Kies waardoor het vastloopt."),
        ("oorzaak", "bestaat-niet", "geldige"),
        ("begonnen_op", "31-12-9999", "toekomst"),
        ("begonnen_op", "01-01-0001", "te ver terug"),
        ("begonnen_op", "gisteren", "dd-mm-jjjj"),
        ("kind", "0", "Kies een kind uit dit gezin."),
        ("resultaat", "0", "Kies een resultaat"),
        ("sleutel", "geen-sleutel", "UUID"),
    ],
)
def test_vreemde_invoer_blijft_staan_met_uitleg(als, fatima, gezin, veld, waarde, fout):
    velden = invoer(**{"wat": "Dit typte ik", veld: waarde})
    pagina = als(fatima).post(url("kwestie-nieuw", gezin), velden)
    assert pagina.status_code == 200
    assert fout in pagina.content.decode()
    assert veld == "wat" or "Dit typte ik" in pagina.content.decode()
    assert not Kwestie.objects.exists()


def test_een_kind_van_een_ander_gezin_is_hier_niet_te_kiezen(als, fatima, gezin, vreemd_kind):
    als(fatima).post(url("kwestie-nieuw", gezin), invoer(kind=vreemd_kind.pk))
    assert not Kwestie.objects.exists()


def test_de_hele_ladder_tot_de_oplossing_en_weer_terug(als, fatima, tom, gezin, kwestie):
    for naar in list(Niveau)[1:]:
        bij = "escalatietafel Voorbeeldstad" if naar >= Niveau.DIRECTIE else ""
        mens = als(tom if naar > 3 else fatima)
        mens.post(url("kwestie-escaleren", gezin, pk=kwestie.pk), hoger(kwestie, int(naar), bij_wie=bij))
        kwestie.refresh_from_db()
        assert (kwestie.niveau, kwestie.niveau_sinds, kwestie.bij_wie) == (naar, timezone.localdate(), bij)
    assert "escaleren/" not in als(tom).get(kwestie.get_absolute_url()).content.decode()
    assert als(tom).get(url("kwestie-escaleren", gezin, pk=kwestie.pk)).url == kwestie.get_absolute_url()
    klaar = {"hoe": "Er komt tijdelijk hulp.", "wie": "wethouder", "op": f"{timezone.localdate():%d-%m-%Y}"}
    als(tom).post(url("kwestie-oplossen", gezin, pk=kwestie.pk), klaar)
    kwestie.refresh_from_db()
    assert (kwestie.opgelost_op, kwestie.opgelost_door) == (timezone.localdate(), "wethouder")
    assert "1 kwestie open" not in als(tom).get(gezin.get_absolute_url()).content.decode()
    als(tom).post(url("kwestie-heropenen", gezin, pk=kwestie.pk), {"waarom": "De hulp stopte weer."})
    kwestie.refresh_from_db()
    assert (kwestie.is_open, kwestie.niveau, kwestie.oplossing) == (True, Niveau.GEMEENTE, "")
    soorten = list(kwestie.stappen.values_list("soort", "van", "naar"))
    assert soorten == [
        ("gemeld", None, 1),
        *[("omhoog", n, n + 1) for n in range(1, 5)],
        ("opgelost", 5, 5),
        ("heropend", 5, 5),
    ]
    pagina = als(tom).get(kwestie.get_absolute_url()).content.decode()
    assert "De hulp stopte weer." in pagina
    assert pagina.count("Geweest") == 4


def test_een_trede_zonder_antwoord_is_na_twee_weken_te_laat(als, fatima, gezin):
    laat, net = maak_kwestie(gezin, fatima, dagen=15), maak_kwestie(gezin, fatima, dagen=14)
    assert "te laat" in als(fatima).get(laat.get_absolute_url()).content.decode()
    assert "te laat" not in als(fatima).get(net.get_absolute_url()).content.decode()


def test_een_niveau_overslaan_mag_met_een_reden(als, sanne, gezin, kwestie):
    adres = url("kwestie-escaleren", gezin, pk=kwestie.pk)
    leeg = als(sanne).post(adres, hoger(kwestie, 3, waarom=""))
    assert "Schrijf waarom." in leeg.content.decode()
    als(sanne).post(adres, hoger(kwestie, 3, waarom="De senior is ziek."))
    kwestie.refresh_from_db()
    assert kwestie.niveau == 3


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"naar": ""}, "Kies een niveau."),
        ({"naar": "1"}, "Kies een hoger niveau dan nu."),
        ({"naar": "9"}, "Kies een hoger niveau dan nu."),
        ({"naar": "4", "bij_wie": "  "}, "bij welke organisatie of functie"),
        ({"bij_wie": "x" * 161}, "160"),
        ({"van": "x"}, "geldige"),
    ],
)
def test_een_vreemde_escalatie_verandert_niets(als, fatima, gezin, kwestie, velden, fout):
    gegeven = {**hoger(kwestie, 2, waarom="Dit typte ik"), **velden}
    pagina = als(fatima).post(url("kwestie-escaleren", gezin, pk=kwestie.pk), gegeven)
    assert pagina.status_code == 200
    assert fout in pagina.content.decode()
    assert "Dit typte ik" in pagina.content.decode()
    kwestie.refresh_from_db()
    assert kwestie.niveau == 1


def test_twee_mensen_escaleren_tegelijk_en_een_wint(als, fatima, sanne, gezin, kwestie):
    adres = url("kwestie-escaleren", gezin, pk=kwestie.pk)
    gelezen = hoger(kwestie, 2, waarom="Fatima eerst")
    als(fatima).post(adres, gelezen)
    tweede = als(sanne).post(adres, {**hoger(kwestie, 3, waarom="Sanne ook")})
    assert "Een collega heeft deze kwestie intussen verder gebracht" in tweede.content.decode()
    assert "Sanne ook" in tweede.content.decode()
    assert '<input type="hidden" name="van" value="2"' in tweede.content.decode()
    kwestie.refresh_from_db()
    assert kwestie.niveau == 2
    assert kwestie.stappen.filter(soort="omhoog").count() == 1
    dubbel = als(fatima).post(adres, gelezen)
    assert dubbel.status_code == 200
    assert kwestie.stappen.filter(soort="omhoog").count() == 1


def test_wat_op_een_opgeloste_kwestie_werd_getypt_gaat_niet_verloren(als, fatima, sanne, gezin, kwestie):
    kwestie.los_op(hoe="Er is plek.", wie="senior", op=timezone.localdate(), door_id=sanne.pk)
    for naam, velden in (
        ("kwestie-escaleren", hoger(kwestie, 2, waarom="Lang verhaal")),
        ("kwestie-oplossen", {"hoe": "Lang verhaal", "wie": "ik", "op": f"{GISTEREN:%d-%m-%Y}"}),
    ):
        antwoord = als(fatima).post(url(naam, gezin, pk=kwestie.pk), velden)
        assert antwoord.status_code == 404
        assert "al opgelost" in antwoord.content.decode()
        assert "Lang verhaal" in antwoord.content.decode()
        assert als(fatima).get(url(naam, gezin, pk=kwestie.pk)).status_code == 302
    assert kwestie.stappen.filter(soort="opgelost").count() == 1
    assert als(fatima).get(url("kwestie-heropenen", gezin, pk=kwestie.pk)).status_code == 200


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"op": "31-12-9999"}, "toekomst"),
        ({"op": "01-01-2001"}, "voordat zij begon"),
        ({"op": ""}, "Vul de datum in."),
        ({"hoe": " "}, "Schrijf op hoe"),
        ({"wie": ""}, "Schrijf op wie"),
    ],
)
def test_een_oplossing_is_compleet(als, fatima, gezin, kwestie, velden, fout):
    goed = {"hoe": "Er is plek.", "wie": "senior", "op": f"{GISTEREN:%d-%m-%Y}"}
    pagina = als(fatima).post(url("kwestie-oplossen", gezin, pk=kwestie.pk), {**goed, **velden})
    assert fout in pagina.content.decode()
    kwestie.refresh_from_db()
    assert kwestie.is_open


def test_het_domein_weigert_wat_niet_kan(fatima, kwestie):
    wie = {"door_id": fatima.pk}
    for naar, van, waarom, bij in (
        (1, 1, "x", ""),
        (9, 1, "x", ""),
        (2, 1, " ", ""),
        (4, 1, "x", " "),
        (3, 2, "x", ""),
    ):
        with pytest.raises(KwestieGeweigerd):
            kwestie.escaleer(naar, van=van, waarom=waarom, bij_wie=bij, **wie)
    morgen = timezone.localdate() + timedelta(days=1)
    for op in (morgen, kwestie.begonnen_op - timedelta(days=1)):
        with pytest.raises(KwestieGeweigerd):
            kwestie.los_op(hoe="x", wie="x", op=op, **wie)
    with pytest.raises(KwestieGeweigerd):
        kwestie.los_op(hoe=" ", wie="x", op=timezone.localdate(), **wie)
    with pytest.raises(KwestieGeweigerd):
        kwestie.heropen(waarom="x", **wie)
    assert kwestie.stappen.count() == 1


def test_stappen_zijn_niet_te_veranderen(fatima, gezin, kwestie):
    from django.db import ProgrammingError

    from ggw.toegang.deur import rol, vraag

    with transaction.atomic():
        vraag("select begin_medewerker(%s, %s)", [fatima.pk, gezin.nummer])
        with rol("ggw_medewerker"):
            for opdracht in ("update gezinnen_kwestiestap set waarom = 'x'", "delete from gezinnen_kwestiestap"):
                with (
                    pytest.raises(ProgrammingError, match="permission denied"),
                    transaction.atomic(),
                    connection.cursor() as c,
                ):
                    c.execute(opdracht)
                vraag("set local role ggw_medewerker")


@pytest.mark.parametrize(
    ("wie", "naam", "verwacht"),
    [
        ("fatima", "kwesties", 200),
        ("gerda", "kwestie", 200),
        ("gerda", "kwestie-escaleren", 403),
        ("vera", "kwesties", 403),
        ("bram", "kwestie", 404),
        ("tom", "kwestie-oplossen", 200),
        ("dunya", "kwesties", 403),
        ("zita", "kwestie", 404),
    ],
)
def test_wie_mag_wat(als, gezin, kwestie, request, wie, naam, verwacht):
    kwargs = {} if naam == "kwesties" else {"pk": kwestie.pk}
    assert als(request.getfixturevalue(wie)).get(url(naam, gezin, **kwargs)).status_code == verwacht


def test_een_kwestie_van_een_ander_gezin_bestaat_hier_niet(als, fatima, bram, gezin, ander_gezin):
    vreemd = maak_kwestie(ander_gezin, bram)
    for naam in ("kwestie", "kwestie-escaleren", "kwestie-oplossen", "kwestie-heropenen"):
        assert als(fatima).get(url(naam, gezin, pk=vreemd.pk)).status_code == 404
    assert als(fatima).put(url("kwestie", gezin, pk=1)).status_code == 405


def test_de_lijst_toont_wat_het_langst_duurt_eerst(als, fatima, sanne, team_noord, gezin, ander_gezin, bram):
    buiten = maak_kwestie(ander_gezin, bram, dagen=300, wat="Vreemde kwestie")
    tweede = maak_gezin(fatima, team_noord, nummer="2026-0777", naam="Tweedegezin")
    nieuw = maak_kwestie(gezin, fatima, dagen=5, wat="Kort", oorzaak_id="kosten")
    oud = maak_kwestie(tweede, fatima, dagen=90, wat="Lang", niveau=4)
    klaar = maak_kwestie(gezin, fatima, dagen=30, wat="Klaar")
    klaar.los_op(hoe="x", wie="y", op=timezone.localdate() - timedelta(days=10), door_id=sanne.pk)
    mens = als(sanne)
    pagina = mens.get("/kwesties/").content.decode()
    assert buiten.wat not in pagina
    assert pagina.index(oud.get_absolute_url()) < pagina.index(nieuw.get_absolute_url())
    assert "90&nbsp;dagen" in pagina
    assert "directie De Verzonnen Wilg" in pagina
    assert klaar.get_absolute_url() not in pagina
    assert ">20 dagen<" in pagina  # the average of what was solved
    assert oud.get_absolute_url() not in mens.get("/kwesties/?oorzaak=kosten").content.decode()
    assert nieuw.get_absolute_url() not in mens.get("/kwesties/?niveau=4").content.decode()
    opgelost = mens.get("/kwesties/?stand=opgelost").content.decode()
    assert klaar.get_absolute_url() in opgelost
    assert nieuw.get_absolute_url() not in opgelost
    for vreemd in ("?niveau=x&oorzaak=%00", "?na=x|y", "?na=2026-13-01|5", f"?na={date.max}|{'9' * 30}"):
        assert mens.get(f"/kwesties/{vreemd}").status_code == 200


def test_de_lijst_bladert_en_vraagt_niet_meer(als, fatima, gezin, django_assert_max_num_queries):
    rijen = [maak_kwestie(gezin, fatima, dagen=100 - n) for n in range(30)]
    mens = als(fatima)
    with django_assert_max_num_queries(23):
        eerste = mens.get("/kwesties/").content.decode()
    assert rijen[24].get_absolute_url() in eerste
    assert rijen[25].get_absolute_url() not in eerste
    laatste = rijen[24]
    volgende = mens.get(f"/kwesties/?na={laatste.begonnen_op}|{laatste.pk}").content.decode()
    assert rijen[25].get_absolute_url() in volgende
    assert rijen[24].get_absolute_url() not in volgende


def norm():
    return {rij.n_onderwerp: rij for rij in normbron("kwestie_trede").rijen()}


def test_de_norm_kent_van_elk_niveau_de_eigenaar(fatima, sanne, tom, gezin):
    rijen = [maak_kwestie(gezin, fatima, niveau=trede.niveau) for trede in LADDER]
    eigenaren = [norm()[rij.pk].n_eigenaar for rij in rijen]
    assert eigenaren == [fatima.pk, sanne.pk, tom.pk, tom.pk, tom.pk]
    assert norm()[rijen[0].pk].n_vanaf == rijen[0].niveau_sinds


def test_de_norm_is_voldaan_met_de_oplossing_en_stopt_met_de_begeleiding(fatima, gezin, kwestie):
    assert norm()[kwestie.pk].n_voldaan is None
    kwestie.los_op(hoe="x", wie="y", op=GISTEREN, door_id=fatima.pk)
    assert norm()[kwestie.pk].n_voldaan == GISTEREN
    gezin.begeleidingen.update(fase=Fase.AFGESLOTEN, afgesloten_op=timezone.localdate())
    assert norm() == {}


def test_zonder_senior_of_gezinsmanager_is_er_een_lege_of_andere_eigenaar(fatima, team_noord, gezin):
    hoog = maak_kwestie(gezin, fatima, niveau=2)
    assert norm()[hoog.pk].n_eigenaar is None
    wacht = maak_gezin(fatima, team_noord, wacht=True)
    laag = maak_kwestie(wacht, fatima)
    assert norm()[laag.pk].n_eigenaar == Wachtplek.objects.get().wachter_id


def test_iemand_die_gestopt_is_is_geen_eigenaar(fatima, sanne, gezin, kwestie, team_noord):
    kwestie.escaleer(2, van=1, waarom="x", bij_wie="", door_id=fatima.pk)
    jonger = GebruikerFactory(rol="senior", team=team_noord)
    assert norm()[kwestie.pk].n_eigenaar == sanne.pk
    sanne.beeindig()
    assert norm()[kwestie.pk].n_eigenaar == jonger.pk


def test_open_kwesties_komen_op_de_agenda(fatima, gezin, ander_gezin, bram, kwestie):
    maak_kwestie(ander_gezin, bram)
    gevonden = list(voor_de_agenda({gezin.pk: gezin.nummer}))
    assert [(v.gezin_id, v.soort) for v in gevonden] == [(gezin.pk, "kwestie")]
    assert gevonden[0].tekst == "Wachtlijst, 20 dagen open, nu bij: uitvoering"
    kwestie.los_op(hoe="x", wie="y", op=GISTEREN, door_id=fatima.pk)
    assert not list(voor_de_agenda({gezin.pk: gezin.nummer}))


def test_open_kwesties_staan_op_de_agenda_van_het_uitvoerdersoverleg(als, fatima, gezin, kwestie):
    overleg = plan_overleg(gezin, fatima, dagen=1)
    pagina = tekst(als(fatima).get(overleg.get_absolute_url()))
    assert f"Kwestie: {kwestie.oorzaak.naam}" in pagina
    assert "nu bij: uitvoering" in pagina


def test_de_beheerder_houdt_de_oorzaken_bij(als, bea):
    adres = reverse("organisatie:naslag-toevoegen", kwargs={"soort": "oorzaken-kwestie"})
    als(bea).post(adres, {"code": "vervoer", "naam": "Vervoer", "volgorde": "9", "actief": "on"})
    assert Kwestieoorzaak.objects.filter(code="vervoer").exists()
