from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from gezinnen.models import (
    Borgingsactie,
    Borgingsantwoord,
    Borgingscontact,
    Borgingsplan,
    Borgingspunt,
    Borgingssoort,
    Borgingsvraag,
    Contactmoment,
    Gebeurtenis,
    Netwerklid,
    Overlegafspraak,
    Overlegresultaat,
    Planafdruk,
    Resultaat,
)
from gezinnen.models.planversie import PlanGeweigerd
from gezinnen.vaststellen import stel_vast
from ggw.toegang.deur import rol, vraag
from tests.overleggen import gehouden_overleg


def url(naam, gezin, *args, app="gezinnen"):
    return reverse(f"{app}:{naam}", args=[gezin.nummer, *args])


def tekst(antwoord):
    return antwoord.content.decode()


def vul(plan, lid):
    """A concept that is complete."""
    basis = {"gezin": plan.gezin, "plan": plan}
    for soort in Borgingssoort.values:
        Borgingspunt.objects.create(soort=soort, tekst=f"Regel over {soort}.", **basis)
    Borgingsactie.objects.create(wie="Oma", wat="Komt een weekend logeren", **basis)
    Borgingscontact.objects.create(naam="Oma Verzonnen", relatie="Oma", telefoon="06-00000042", **basis)
    Borgingsantwoord.objects.create(vraag_id="trots", gezinslid=lid, antwoord="Dat het rustig is.", **basis)
    return plan


@pytest.fixture
def concept_borging(gezin, fatima, moeder):
    return vul(Borgingsplan.objects.maak_concept(gezin, door_id=fatima.pk), moeder)


@pytest.fixture
def borgingsplan(concept_borging, fatima, sanne):
    concept_borging.bied_aan(door_id=fatima.pk)
    stel_vast(concept_borging, door_id=sanne.pk, versie=concept_borging.versie)
    concept_borging.refresh_from_db()
    return concept_borging


def rijen(*regels, begin=0):
    data = {"form-TOTAL_FORMS": len(regels), "form-INITIAL_FORMS": begin}
    for nr, regel in enumerate(regels):
        data |= {f"form-{nr}-{veld}": waarde for veld, waarde in regel.items()}
    return data


def bewaar(client, adres, velden):
    """As a browser does: with the version that the page gave."""
    pagina = tekst(client.get(adres))
    versie = pagina.split('name="versie" value="')[1].split('"')[0]
    return client.post(adres, {"versie": versie, **velden})


def test_het_concept_begint_met_wat_al_bekend_is(als, fatima, plan, gezin):
    Resultaat.objects.filter(plan=plan).update(status="behaald")
    Netwerklid.objects.create(gezin=gezin, naam="Juf Verzonnen", soort="school", telefoon="06-00000011")
    Netwerklid.objects.create(gezin=gezin, naam="Zonder Nummer", soort="familie")
    gisteren = timezone.now() - timedelta(days=1)
    Netwerklid.objects.create(
        gezin=gezin, naam="Weg", soort="familie", telefoon="06-1", vanaf="2020-01-01", tot=gisteren.date()
    )
    for dagen, zin in ((3, "Eerst [afspraak: oma komt elke week]."), (400, "[afspraak: te lang geleden]")):
        Contactmoment.objects.create(
            gezin=gezin,
            op=timezone.now() - timedelta(days=dagen),
            soort="huisbezoek",
            tekst=zin,
            auteur_id=fatima.pk,
        )
    antwoord = als(fatima).post(url("borging-maken", gezin))
    assert antwoord.url == url("borging-concept", gezin)
    gevonden = Borgingsplan.objects.get()
    assert list(gevonden.punten.values_list("soort", "tekst")) == [
        ("patroon", "Eerst stil, dan schreeuwen.\nSam is bang."),
        ("strategie", "Sam slaapt de hele nacht."),
    ]
    assert list(gevonden.acties.values_list("wat", flat=True)) == ["oma komt elke week"]
    assert list(gevonden.contacten.values_list("naam", "telefoon")) == [("Juf Verzonnen", "06-00000011")]
    assert Gebeurtenis.objects.filter(soort="borging.begonnen").exists()
    dubbel = als(fatima).post(url("borging-maken", gezin), follow=True)
    assert "Er is al een concept van het borgingsplan." in tekst(dubbel)
    assert Borgingsplan.objects.count() == 1


def test_afspraken_en_woorden_uit_overleggen_komen_in_het_concept(als, fatima, plan, gezin):
    gezin.begeleidingen.update(begonnen_op=timezone.localdate() - timedelta(days=300))
    (resultaat,) = plan.resultaten.all()
    overleggen = [gehouden_overleg(gezin, fatima, dagen=dagen) for dagen in (200, 50, 5)]
    for overleg, wie, wat in (
        (overleggen[0], "Oma", "Te lang geleden"),
        (overleggen[1], "Vader", "Belt elke vrijdag met school"),
        (overleggen[1], "Vader", "Komt elke week"),
        (overleggen[2], "Oma", "komt elke week "),
        (overleggen[2], "Moeder", "Niet meer nodig"),
    ):
        Overlegafspraak.objects.create(gezin=gezin, overleg=overleg, wie=wie, wat=wat)
    Overlegafspraak.objects.filter(wie="Moeder").update(vervallen_op=timezone.localdate())
    Overlegafspraak.objects.filter(wat__contains="vrijdag").update(gedaan_op=timezone.localdate())
    for overleg, gezegd in zip(overleggen, ("Nog lastig.", "Dit lukt ons nu zelf.", ""), strict=True):
        Overlegresultaat.objects.create(
            gezin=gezin, overleg=overleg, stam=resultaat, resultaat=resultaat, cijfer_vorig=4, cijfer=8,
            status="behaald", woorden_gezin=gezegd,
        )  # fmt: skip
    plan.resultaten.update(status="behaald")
    op = timezone.now() - timedelta(days=1)
    zin = "[afspraak: Komt elke week] en [afspraak: Sam belt opa]"
    Contactmoment.objects.create(gezin=gezin, op=op, soort="huisbezoek", tekst=zin, auteur_id=fatima.pk)
    als(fatima).post(url("borging-maken", gezin))
    gevonden = Borgingsplan.objects.get()
    assert list(gevonden.acties.values_list("wie", "wat")) == [
        ("Oma", "komt elke week"),
        ("Vader", "Belt elke vrijdag met school"),
        ("", "Sam belt opa"),
    ]
    assert gevonden.punten.get(soort="strategie").tekst == "Sam slaapt de hele nacht.\n“Dit lukt ons nu zelf.”"


def test_elk_deel_invullen_aanbieden_en_door_een_ander_laten_vaststellen(als, fatima, sanne, gezin, moeder):
    mens = als(fatima)
    mens.post(url("borging-maken", gezin))
    for soort in Borgingssoort.values:
        antwoord = bewaar(mens, url("borging-punten", gezin, soort), rijen({"tekst": f"Over {soort}"}, {"tekst": ""}))
        assert antwoord.url == url("borging-concept", gezin)
    bewaar(mens, url("borging-acties", gezin), rijen({"wie": "Oma", "wat": "Belt"}))
    contact = {"naam": "Oma Verzonnen", "relatie": "oma", "telefoon": "06-00000042"}
    bewaar(mens, url("borging-contacten", gezin), rijen(contact))
    assert "Ter vaststelling aanbieden" not in tekst(mens.get(url("borging-concept", gezin)))
    bewaar(mens, url("borging-antwoorden", gezin, moeder.pk), {"antwoord_trots": "Dat het lukt", "antwoord_jaar": ""})
    assert mens.post(url("borging-aanbieden", gezin)).url == url("borging", gezin)
    plan = Borgingsplan.objects.get()
    lezer = als(sanne)
    pagina = tekst(lezer.get(url("borging-lezen", gezin)))
    for zin in ("Over vroeg", "Over laat", "Oma Verzonnen", "06-00000042", "Dat het lukt"):
        assert zin in pagina
    lezer.post(url("borging-vaststellen", gezin), {"versie": plan.versie})
    plan.refresh_from_db()
    assert (plan.status, plan.nummer, plan.vastgesteld_door_id) == ("vastgesteld", 1, sanne.pk)
    assert plan.momentopname["contacten"] == [contact]
    assert Planafdruk.objects.get().borgingsplan == plan
    assert Gebeurtenis.objects.filter(soort="borging.vastgesteld", onderwerp_id=plan.pk).exists()
    assert "Over vroeg" in tekst(mens.get(url("borging", gezin)))
    assert "Over vroeg" in tekst(mens.get(url("borging-versie", gezin, plan.pk)))
    assert "Borgingsplan 1 vastgesteld" in tekst(mens.get(url("dossier", gezin)))


def test_wie_schreef_stelt_niet_vast(concept_borging, sanne, fatima, als, gezin):
    """Sanne may fix plans, but she wrote in this one."""
    bewaar(als(sanne), url("borging-acties", gezin), rijen({"wie": "Oom", "wat": "Kookt"}))
    concept_borging.refresh_from_db()
    concept_borging.bied_aan(door_id=fatima.pk)
    antwoord = als(sanne).post(url("borging-vaststellen", gezin), {"versie": concept_borging.versie}, follow=True)
    assert "U schreef mee aan dit plan." in tekst(antwoord)
    for door in (fatima, sanne):
        with pytest.raises(PlanGeweigerd):
            stel_vast(concept_borging, door_id=door.pk, versie=concept_borging.versie)
    concept_borging.refresh_from_db()
    assert concept_borging.is_concept


def test_wat_een_ander_intussen_wijzigde_wordt_niet_vastgesteld(concept_borging, als, fatima, sanne, gezin):
    concept_borging.bied_aan(door_id=fatima.pk)
    gelezen = concept_borging.versie
    bewaar(als(fatima), url("borging-acties", gezin), rijen({"wie": "Oom", "wat": "Kookt"}))
    antwoord = als(sanne).post(url("borging-vaststellen", gezin), {"versie": gelezen}, follow=True)
    assert "gewijzigd nadat u het las" in tekst(antwoord)
    als(sanne).post(url("borging-vaststellen", gezin), {"versie": "x"})
    assert Borgingsplan.objects.get().is_concept


def test_teruggeven_met_een_opmerking(concept_borging, als, fatima, sanne, gezin):
    concept_borging.bied_aan(door_id=fatima.pk)
    velden = {"opmerking": "Wie belt er 's nachts?", "versie": concept_borging.versie}
    assert als(sanne).post(url("borging-teruggeven", gezin), velden).url == url("borging", gezin)
    assert "Wie belt er &#x27;s nachts?" in tekst(als(fatima).get(url("borging-concept", gezin)))
    tweede = als(sanne).post(url("borging-teruggeven", gezin), velden)
    assert "ligt niet meer ter vaststelling" in tekst(tweede)


def test_twee_schrijvers_zien_elkaars_tekst(concept_borging, als, fatima, sanne, gezin):
    adres = url("borging-acties", gezin)
    oud = tekst(als(fatima).get(adres)).split('name="versie" value="')[1].split('"')[0]
    bewaar(als(sanne), adres, rijen({"wie": "Oom", "wat": "Van Sanne"}))
    antwoord = als(fatima).post(adres, {"versie": oud, **rijen({"wie": "Tante", "wat": "Van Fatima"})})
    assert antwoord.status_code == 200
    assert "Van Sanne" in tekst(antwoord)
    assert "Van Fatima" in tekst(antwoord)
    assert list(concept_borging.acties.values_list("wat", flat=True)) == ["Van Sanne"]


@pytest.mark.parametrize(
    ("naam", "soort", "velden", "fout"),
    [
        ("borging-punten", "vroeg", rijen({"tekst": "t" * 201}), "200"),
        ("borging-punten", "valkuil", rijen({"tekst": "t" * 1001}), "1000"),
        ("borging-punten", "laat", rijen({"tekst": "nul\x00teken"}), "teken"),
        ("borging-punten", "laat", rijen(*[{"tekst": "x"}] * 7), "6"),
        ("borging-acties", None, rijen({"wie": "w" * 161, "wat": "Dit typte ik"}), "160"),
        ("borging-acties", None, rijen({"wie": "Dit typte ik", "wat": ""}), "Dit veld is verplicht"),
        ("borging-contacten", None, rijen({"naam": "", "telefoon": "06", "relatie": "Dit typte ik"}), "verplicht"),
        ("borging-contacten", None, {"form-TOTAL_FORMS": "x"}, "klopt"),
        ("borging-antwoorden", "lid", {"antwoord_trots": "t" * 2001}, "2000"),
    ],
)
def test_wat_niet_klopt_blijft_staan(als, fatima, gezin, moeder, concept_borging, naam, soort, velden, fout):
    args = [moeder.pk] if soort == "lid" else [soort] if soort else []
    antwoord = bewaar(als(fatima), url(naam, gezin, *args), velden)
    assert antwoord.status_code == 200
    assert fout in tekst(antwoord)
    if "Dit typte ik" in str(velden):
        assert "Dit typte ik" in tekst(antwoord)
    concept_borging.refresh_from_db()
    assert concept_borging.versie == 1


def test_zonder_de_kern_is_aanbieden_niet_mogelijk(als, fatima, gezin, moeder):
    plan = Borgingsplan.objects.maak_concept(gezin, door_id=fatima.pk)
    assert [gemis.url_naam for gemis in plan.ontbreekt()] == [
        *["borging-punten"] * 3,
        "borging-acties",
        "borging-contacten",
        "borging-antwoorden",
    ]
    assert als(fatima).post(url("borging-aanbieden", gezin)).url == url("borging-concept", gezin)
    Borgingsactie.objects.create(gezin=gezin, plan=plan, wat="Uit een contact")
    assert "nog niet wie het doet" in tekst(als(fatima).get(url("borging", gezin)))


def test_een_bsn_of_nummer_van_het_gezin_komt_er_niet_in(gezin, moeder, concept_borging):
    moeder.contactgegevens.create(gezin=gezin, soort="telefoon", waarde="06-12345678")
    Borgingsactie.objects.create(gezin=gezin, plan=concept_borging, wie="Oma", wat="belt 06 1234 5678 of 123456782")
    teksten = [gemis.tekst for gemis in concept_borging.ontbreekt()]
    assert len(teksten) == 2
    assert any("BSN" in zin for zin in teksten)


def test_een_volgend_plan_neemt_alles_over(borgingsplan, fatima, gezin):
    nieuw = Borgingsplan.objects.maak_concept(gezin, door_id=fatima.pk)
    assert nieuw.punten.count() == 5
    assert (nieuw.acties.count(), nieuw.contacten.count(), nieuw.antwoorden.count()) == (1, 1, 1)
    assert nieuw.ontbreekt() == []


@pytest.mark.parametrize(
    "opdracht",
    [
        "update gezinnen_borgingsplan set opmerking = 'x'",
        "delete from gezinnen_borgingsplan",
        "update gezinnen_borgingspunt set tekst = 'x'",
        "delete from gezinnen_borgingspunt",
        "update gezinnen_borgingsactie set wat = 'x'",
        "delete from gezinnen_borgingscontact",
        "update gezinnen_borgingsantwoord set antwoord = 'x'",
        "insert into gezinnen_borgingsactie (gezin_id, plan_id, wie, wat) select gezin_id, id, 'x', 'x'"
        " from gezinnen_borgingsplan",
    ],
)
def test_een_vastgesteld_plan_verandert_niet_meer(borgingsplan, fatima, gezin, opdracht):
    with transaction.atomic():
        vraag("select begin_medewerker(%s, %s)", [fatima.pk, gezin.nummer])
        with (
            pytest.raises(ProgrammingError, match=r"onveranderlijk|permission denied"),
            transaction.atomic(),
            rol("ggw_medewerker"),
            connection.cursor() as cursor,
        ):
            cursor.execute(opdracht)
        connection.cursor().execute("reset role")


def test_een_concept_mag_de_medewerker_wel_veranderen(concept_borging, fatima, gezin):
    with transaction.atomic():
        vraag("select begin_medewerker(%s, %s)", [fatima.pk, gezin.nummer])
        with rol("ggw_medewerker"), connection.cursor() as cursor:
            cursor.execute("update gezinnen_borgingspunt set tekst = 'x'")
            assert cursor.rowcount == 5


@pytest.mark.parametrize("naam", ["borging-concept", "borging-lezen", "borging-acties", "borging-contacten"])
def test_zonder_concept_is_er_niets_te_bewerken(als, sanne, gezin, naam):
    assert als(sanne).get(url(naam, gezin)).status_code == 404


def test_een_onbekend_deel_of_mens_bestaat_niet(als, fatima, gezin, concept_borging, vreemd_kind):
    assert als(fatima).get(url("borging-punten", gezin, "bestaat-niet")).status_code == 404
    assert als(fatima).get(url("borging-antwoorden", gezin, vreemd_kind.pk)).status_code == 404


@pytest.mark.parametrize(
    ("wie", "naam", "verwacht"),
    [
        ("gerda", "borging", 200),
        ("dunya", "borging", 200),
        ("tom", "borging-concept", 403),
        ("tom", "borging-teruggeven", 200),
        ("vera", "borging", 403),
        ("bram", "borging", 404),
        ("fatima", "borging-teruggeven", 403),
    ],
)
def test_wie_mag_wat(als, gezin, concept_borging, request, wie, naam, verwacht):
    assert als(request.getfixturevalue(wie)).get(url(naam, gezin)).status_code == verwacht


def test_een_vraag_die_niet_meer_in_gebruik_is_houdt_haar_antwoord(als, fatima, gezin, moeder, concept_borging):
    Borgingsvraag.objects.filter(pk="trots").update(actief=False)
    pagina = tekst(als(fatima).get(url("borging-antwoorden", gezin, moeder.pk)))
    assert "Dat het rustig is." in pagina
    assert "voorbeeldvragen" in pagina
    leeg = bewaar(als(fatima), url("borging-antwoorden", gezin, moeder.pk), {"antwoord_trots": ""})
    assert leeg.status_code == 302
    assert not concept_borging.antwoorden.exists()
