"""The gezinsplan through its pages: written by one, fixed by another."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gezinnen.models import (
    Actie,
    EigenVisie,
    Gebeurtenis,
    Gezag,
    Gezinsplan,
    Instemming,
    Planafdruk,
    PlanStatus,
    Resultaat,
)
from tests.fabrieken import KindFactory
from tests.plannen import vul

VANDAAG = timezone.localdate().strftime("%d-%m-%Y")
LEEG = {"form-TOTAL_FORMS": 0, "form-INITIAL_FORMS": 0}


def adres(naam, gezin, pk=None, app="gezinnen"):
    return reverse(f"{app}:{naam}", kwargs={"nummer": gezin.nummer} | ({"pk": pk} if pk else {}))


def versie_op(antwoord):
    return antwoord.context["versie"]


def bewaar(client, url, gegevens):
    """Open the page and save it, as a browser does."""
    versie = versie_op(client.get(url))
    return client.post(url, {"versie": versie, **gegevens})


def rijen(*waarden, begin=0):
    velden = {"form-TOTAL_FORMS": len(waarden), "form-INITIAL_FORMS": begin}
    return velden | {f"form-{nr}-{naam}": w for nr, rij in enumerate(waarden) for naam, w in rij.items()}


def tekst(antwoord):
    return antwoord.content.decode()


RESULTAAT = {
    "leefgebied": "opvoeding",
    "wat": "Sam slaapt de hele nacht.",
    "zichtbaar": "Het licht is om acht uur uit.",
    "uiterlijk": "01-06-2027",
    "cijfer_nu": "4",
    "cijfer_gewenst": "8",
    "wie_hoort": "Opvoedhulp",
    "wie_doet": "",
    "gm_sinds": "",
}


def test_van_niets_naar_een_vastgesteld_plan(als, fatima, sanne, gezin, sam, moeder):
    Gezag.objects.create(gezin=gezin, kind=sam, houder=moeder, soort="ouderlijk")
    schrijver, lezer = als(fatima), als(sanne)
    assert "Concept maken" in tekst(schrijver.get(adres("plan", gezin)))
    assert schrijver.post(adres("plan-maken", gezin)).url == adres("plan-concept", gezin)
    overzicht = schrijver.get(adres("plan-concept", gezin))
    assert "Wat heeft Sam nodig?" in tekst(overzicht)
    assert "Ter vaststelling aanbieden" not in tekst(overzicht)
    assert schrijver.post(adres("plan-aanbieden", gezin)).url == adres("plan-concept", gezin)

    delen = [
        (
            adres("plan-aanleiding", gezin),
            {"aanleiding": "Er is ruzie.", "stip": "Rustig samen eten.", "taal": "Tamazight"},
        ),
        (adres("plan-leefgebieden", gezin), {"zorgen_opvoeding": "Veel ruzie.", "krachten_netwerk": "Oma helpt."}),
        (adres("plan-patronen", gezin), rijen({"beschrijving": "Eerst stil, dan boos.", "gevolg": "Sam is bang."})),
        (adres("plan-behoefte", gezin, sam.pk), rijen({"behoefte": "Rust bij het slapen.", "uiterlijk": "01-02-2027"})),
        (
            adres("plan-resultaat-nieuw", gezin),
            RESULTAAT | rijen({"wie": "Moeder", "wat": "Leest voor", "wanneer": "01-12-2026"}),
        ),
        (adres("plan-visie", gezin, moeder.pk), {"visie": "Ik wil rust.", "instemming": "deels", "op": VANDAAG}),
        (adres("plan-visie", gezin, sam.pk), {"visie": "Geen geschreeuw.", "instemming": "niet_gevraagd", "op": ""}),
    ]
    for url, gegevens in delen:
        assert bewaar(schrijver, url, gegevens).status_code == 302, url
    heel = tekst(schrijver.get(adres("plan-lezen", gezin)))
    for zin in ("Rustig samen eten.", "Oma helpt.", "Sam is bang.", "Leest voor", "Geen geschreeuw.", "deels eens"):
        assert zin in heel
    assert "Nog niet bekeken" in heel
    assert schrijver.post(adres("plan-aanbieden", gezin)).url == adres("plan", gezin)

    leespagina = lezer.get(adres("plan-lezen", gezin))
    versie = leespagina.context["plan"].versie
    assert "Plan vaststellen" in tekst(leespagina)
    assert lezer.post(adres("plan-vaststellen", gezin), {"versie": versie}).url == adres("plan", gezin)

    plan = Gezinsplan.objects.get()
    assert (plan.status, plan.nummer, plan.vastgesteld_door_id) == (PlanStatus.VASTGESTELD, 1, sanne.pk)
    assert Planafdruk.objects.get().plan_id == plan.pk
    pagina = tekst(schrijver.get(adres("plan", gezin)))
    assert "door Sanne Voorbeeld" in pagina
    assert "Nieuw concept op basis van plan 1" in pagina
    assert adres("plan-pdf-stand", gezin, plan.pk, "rapportage") in pagina
    soorten = set(Gebeurtenis.objects.values_list("soort", flat=True))
    assert {"plan.begonnen", "plan.gewijzigd", "plan.aangeboden", "plan.vastgesteld"} <= soorten


def test_schrijver_stelt_niet_vast_ook_niet_met_het_recht(als, sanne, gezin, sam, moeder):
    concept = vul(Gezinsplan.objects.maak_concept(gezin, door_id=sanne.pk), sam, moeder)
    concept.bied_aan(door_id=sanne.pk)
    client = als(sanne)
    assert "U schreef mee aan dit plan" in tekst(client.get(adres("plan-lezen", gezin)))
    antwoord = client.post(adres("plan-vaststellen", gezin), {"versie": concept.versie}, follow=True)
    assert "U schreef mee aan dit plan. Een collega stelt het vast." in tekst(antwoord)
    assert Gezinsplan.objects.get().status == PlanStatus.CONCEPT


def test_zonder_recht_geen_vaststelling(als, fatima, kees, concept, sam):
    concept.bied_aan(door_id=fatima.pk)
    assert als(kees).post(adres("plan-vaststellen", concept.gezin), {"versie": concept.versie}).status_code == 403


@pytest.mark.parametrize("versie", ["", "x", "0", "99999999999999999999", "17"])
def test_vaststellen_zonder_gelezen_versie_kan_niet(als, fatima, tom, concept, versie):
    concept.bied_aan(door_id=fatima.pk)
    antwoord = als(tom).post(adres("plan-vaststellen", concept.gezin), {"versie": versie})
    assert antwoord.url == adres("plan-lezen", concept.gezin)
    assert Gezinsplan.objects.get().status == PlanStatus.CONCEPT


def test_teruggeven_met_opmerking_voor_de_schrijver(als, fatima, tom, concept):
    gezin = concept.gezin
    concept.bied_aan(door_id=fatima.pk)
    client = als(tom)
    leeg = client.post(adres("plan-teruggeven", gezin), {"versie": concept.versie, "opmerking": ""})
    assert leeg.status_code == 200
    antwoord = client.post(adres("plan-teruggeven", gezin), {"versie": concept.versie, "opmerking": "Wat vindt Sam?"})
    assert antwoord.status_code == 302
    assert "Wat vindt Sam?" in tekst(als(fatima).get(adres("plan", gezin)))
    assert "Wat vindt Sam?" in tekst(als(fatima).get(adres("plan-concept", gezin)))
    assert als(fatima).post(adres("plan-aanbieden", gezin)).url == adres("plan", gezin)


def test_wie_later_bewaart_ziet_beide_teksten_en_kiest(als, fatima, kees, concept):
    url = adres("plan-aanleiding", concept.gezin)
    mijn, ander = als(fatima), als(kees)
    gezien = versie_op(mijn.get(url))
    bewaar(ander, url, {"aanleiding": "Van Kees.", "stip": "Stip van Kees.", "taal": ""})
    botsing = mijn.post(url, {"versie": gezien, "aanleiding": "Van Fatima.", "stip": "Mijn stip.", "taal": ""})
    assert botsing.status_code == 200
    for zin in ("Van Fatima.", "Mijn stip.", "Van Kees.", "Stip van Kees.", "intussen gewijzigd"):
        assert zin in tekst(botsing)
    concept.refresh_from_db()
    assert concept.stip == "Stip van Kees."
    tweede = mijn.post(url, {"versie": versie_op(botsing), "aanleiding": "Samen.", "stip": "Samen.", "taal": ""})
    assert tweede.status_code == 302
    concept.refresh_from_db()
    assert concept.stip == "Samen."


def test_twee_mensen_werken_tegelijk_in_andere_delen(als, fatima, kees, concept):
    gezin, mijn = concept.gezin, als(fatima)
    gezien = versie_op(mijn.get(adres("plan-patronen", gezin)))
    bewaar(als(kees), adres("plan-aanleiding", gezin), {"aanleiding": "x", "stip": "y", "taal": ""})
    velden = rijen({"rij": concept.patronen.get().pk, "beschrijving": "Nieuw.", "gevolg": ""}, begin=1)
    assert mijn.post(adres("plan-patronen", gezin), {"versie": gezien, **velden}).status_code == 302
    assert concept.patronen.get().beschrijving == "Nieuw."


@pytest.mark.parametrize("naam", ["plan-patronen", "plan-behoefte", "plan-resultaat"])
def test_botsing_bij_rijen_houdt_wat_getypt_is(als, fatima, kees, concept, sam, naam):
    pk = {"plan-behoefte": sam.pk, "plan-resultaat": concept.resultaten.get().pk}.get(naam)
    url, mijn = adres(naam, concept.gezin, pk), als(fatima)
    gezien = versie_op(mijn.get(url))
    concept.patronen.update(beschrijving="Van een ander")
    concept.behoeften.update(behoefte="Van een ander")
    concept.resultaten.update(wat="Van een ander")
    eigen = RESULTAAT | {"wat": "Mijn eigen tekst"}
    rij = {"beschrijving": "Mijn eigen tekst", "behoefte": "Mijn eigen tekst", "wie": "Ik", "wat": "Iets"}
    botsing = mijn.post(url, {"versie": gezien, **rijen(rij), **eigen})
    assert botsing.status_code == 200
    assert "Van een ander" in tekst(botsing)
    assert "Mijn eigen tekst" in tekst(botsing)


def test_wijzigen_na_aanbieden_vraagt_opnieuw_aanbieden(als, fatima, concept):
    concept.bied_aan(door_id=fatima.pk)
    bewaar(als(fatima), adres("plan-aanleiding", concept.gezin), {"aanleiding": "x", "stip": "y", "taal": ""})
    concept.refresh_from_db()
    assert concept.ter_vaststelling_op is None


def test_rijen_wijzigen_weghalen_en_toevoegen(als, fatima, concept):
    eerste = concept.patronen.get()
    velden = rijen(
        {"rij": eerste.pk, "beschrijving": "Weg ermee", "gevolg": "", "DELETE": "on"},
        {"rij": "", "beschrijving": "Nieuw patroon", "gevolg": ""},
        begin=1,
    )
    assert bewaar(als(fatima), adres("plan-patronen", concept.gezin), velden).status_code == 302
    assert [p.beschrijving for p in concept.patronen.all()] == ["Nieuw patroon"]


def test_rij_van_een_ander_gezin_wordt_een_nieuwe_rij(als, fatima, bram, concept, ander_gezin, vreemd_kind):
    vreemd = vul(Gezinsplan.objects.maak_concept(ander_gezin, door_id=bram.pk), vreemd_kind, vreemd_kind)
    patroon = vreemd.patronen.get()
    velden = rijen({"rij": patroon.pk, "beschrijving": "Van mij", "gevolg": ""})
    assert bewaar(als(fatima), adres("plan-patronen", concept.gezin), velden).status_code == 302
    patroon.refresh_from_db()
    assert patroon.beschrijving != "Van mij"
    assert concept.patronen.get().beschrijving == "Van mij"


def test_leefgebied_zonder_tekst_is_niet_bekeken(als, fatima, concept):
    bewaar(als(fatima), adres("plan-leefgebieden", concept.gezin), {"zorgen_geld": "Schulden."})
    assert [o.leefgebied_id for o in concept.onderwerpen.all()] == ["geld"]
    pagina = tekst(als(fatima).get(adres("plan-concept", concept.gezin)))
    assert "1 leefgebied bekeken. Niet bekeken: opvoeding en verzorging" in pagina


def test_resultaat_weghalen_uit_concept(als, fatima, concept):
    resultaat = concept.resultaten.get()
    als(fatima).post(adres("plan-resultaat-weg", concept.gezin, resultaat.pk))
    assert not concept.resultaten.exists()
    concept.refresh_from_db()
    assert concept.versie == 2


def test_voortgang_op_het_geldende_plan(als, fatima, plan):
    gezin, resultaat = plan.gezin, plan.resultaten.get()
    actie = resultaat.acties.get()
    client = als(fatima)
    assert client.post(adres("plan-actie-gedaan", gezin, actie.pk)).status_code == 302
    actie.refresh_from_db()
    assert actie.gedaan_op == timezone.localdate()
    url = adres("plan-voortgang", gezin, resultaat.pk)
    velden = {"status": "behaald", "cijfer_nu": "8", "gm_sinds": "", f"actie_{actie.pk}": ""}
    assert client.post(url, velden).status_code == 302
    resultaat.refresh_from_db()
    actie.refresh_from_db()
    assert (resultaat.status, resultaat.cijfer_nu, actie.gedaan_op) == ("behaald", 8, None)
    assert "Behaald" in tekst(client.get(adres("plan", gezin)))
    morgen = (timezone.localdate() + timedelta(days=1)).strftime("%d-%m-%Y")
    fout = client.post(url, velden | {"gm_sinds": morgen, "cijfer_nu": "11"})
    assert "Deze dag is nog niet geweest." in tekst(fout)
    assert fout.status_code == 200


def test_nieuw_concept_en_oude_versie(als, fatima, sanne, plan):
    gezin, client = plan.gezin, als(fatima)
    client.post(adres("plan-maken", gezin))
    tweede = Gezinsplan.objects.concept()
    tweede.visies.update(instemming=Instemming.EENS, op=timezone.localdate())
    tweede.bied_aan(door_id=fatima.pk)
    als(sanne).post(adres("plan-vaststellen", gezin), {"versie": tweede.versie})
    assert adres("plan-versie", gezin, plan.pk) in tekst(client.get(adres("plan", gezin)))
    oud = tekst(client.get(adres("plan-versie", gezin, plan.pk)))
    assert "Niet meer geldig" in oud
    assert "We eten samen zonder ruzie." in oud
    assert client.post(adres("plan-maken", gezin)).status_code == 302


@pytest.mark.parametrize(
    ("url_naam", "velden"),
    [
        ("plan-aanleiding", {"stip": "a" * 6001, "aanleiding": "Dit typte ik", "taal": "x" * 99}),
        ("plan-aanleiding", {"stip": "nul\x00teken", "aanleiding": "Dit typte ik", "taal": ""}),
        ("plan-leefgebieden", {"zorgen_geld": "z" * 4001, "krachten_geld": "Dit typte ik"}),
        ("plan-patronen", rijen({"beschrijving": "", "gevolg": "Dit typte ik"})),
        ("plan-behoefte", rijen({"behoefte": "Dit typte ik", "uiterlijk": "31-02-2027"})),
        ("plan-behoefte", rijen({"behoefte": "Dit typte ik", "uiterlijk": "01-01-0000"})),
        ("plan-resultaat-nieuw", RESULTAAT | LEEG | {"wat": "Dit typte ik", "cijfer_nu": "11"}),
        ("plan-resultaat-nieuw", RESULTAAT | LEEG | {"wat": "Dit typte ik", "leefgebied": "bestaat-niet"}),
        ("plan-resultaat-nieuw", RESULTAAT | rijen({"wat": "Dit typte ik", "wie": "", "wanneer": "gisteren"})),
        ("plan-visie", {"visie": "Dit typte ik", "instemming": "eens", "op": ""}),
        ("plan-visie", {"visie": "Dit typte ik", "instemming": "eens", "op": "01-01-2099"}),
        ("plan-visie", {"visie": "Dit typte ik", "instemming": "misschien", "op": VANDAAG}),
        ("plan-patronen", {"form-TOTAL_FORMS": "x"}),
        ("plan-patronen", {}),
    ],
)
def test_wat_niet_klopt_blijft_staan_met_een_melding(als, fatima, concept, sam, url_naam, velden):
    url = adres(url_naam, concept.gezin, sam.pk if url_naam in ("plan-behoefte", "plan-visie") else None)
    antwoord = bewaar(als(fatima), url, velden)
    assert antwoord.status_code == 200
    assert "Er klopt iets nog niet." in tekst(antwoord)
    if "Dit typte ik" in str(velden):
        assert "Dit typte ik" in tekst(antwoord)
    concept.refresh_from_db()
    assert concept.versie == 1


def test_andere_schriften_en_html_blijven_zoals_getypt(als, fatima, concept):
    stip = "نريد الهدوء 👨‍👩‍👧 <b>niet vet</b>"
    bewaar(als(fatima), adres("plan-aanleiding", concept.gezin), {"stip": stip, "aanleiding": "", "taal": "العربية"})
    pagina = tekst(als(fatima).get(adres("plan-lezen", concept.gezin)))
    assert "نريد الهدوء 👨‍👩‍👧 &lt;b&gt;niet vet&lt;/b&gt;" in pagina


PAGINAS = [
    # url-naam, app, wat de pk is, recht voor schrijven nodig, POST toegestaan
    ("plan", "gezinnen", None, "get"),
    ("plan-versie", "gezinnen", "plan", "get"),
    ("plan-concept", "gezinnen", None, "get"),
    ("plan-maken", "gezinnen", None, "post"),
    ("plan-aanleiding", "gezinnen", None, "get"),
    ("plan-leefgebieden", "gezinnen", None, "get"),
    ("plan-patronen", "gezinnen", None, "get"),
    ("plan-behoefte", "gezinnen", "kind", "get"),
    ("plan-resultaat-nieuw", "gezinnen", None, "get"),
    ("plan-resultaat", "gezinnen", "resultaat", "get"),
    ("plan-resultaat-weg", "gezinnen", "resultaat", "post"),
    ("plan-visie", "gezinnen", "kind", "get"),
    ("plan-lezen", "gezinnen", None, "get"),
    ("plan-aanbieden", "gezinnen", None, "post"),
    ("plan-vaststellen", "gezinnen", None, "post"),
    ("plan-teruggeven", "gezinnen", None, "get"),
    ("plan-voortgang", "gezinnen", "vast", "get"),
    ("plan-actie-gedaan", "gezinnen", "actie", "post"),
    ("plan-pdf-stand", "rapportage", "plan", "get"),
    ("plan-concept-pdf", "rapportage", None, "get"),
]


@pytest.fixture
def alles(plan, fatima, sam):
    """A family with a plan in force and a concept, and the ids of what the pages are about."""
    concept = Gezinsplan.objects.maak_concept(plan.gezin, door_id=fatima.pk)
    vast = plan.resultaten.get()
    return {
        "plan": plan.pk,
        "kind": sam.pk,
        "resultaat": concept.resultaten.get().pk,
        "vast": vast.pk,
        "actie": vast.acties.get().pk,
    }


@pytest.mark.parametrize(("naam", "app", "wat", "methode"), PAGINAS)
def test_deur_van_elke_pagina(als, sanne, bram, vera, gezin, ander_gezin, alles, naam, app, wat, methode):
    pk = alles.get(wat)
    url = adres(naam, gezin, pk, app)
    goed = {"get": 200, "post": 302}[methode]
    assert getattr(als(bram), methode)(url).status_code in (404, 403)
    assert getattr(als(vera), methode)(url).status_code == 403
    assert als(sanne).put(url).status_code == 405
    if methode == "post":
        assert als(sanne).get(url).status_code == 405
    if pk:
        assert getattr(als(bram), methode)(adres(naam, ander_gezin, pk, app)).status_code in (404, 403)
        assert getattr(als(sanne), methode)(adres(naam, gezin, pk + 9999, app)).status_code == 404
    assert getattr(als(sanne), methode)(url).status_code == goed


def test_gedragsdeskundige_leest_en_schrijft_niet(als, gerda, alles, gezin):
    pagina = tekst(als(gerda).get(adres("plan", gezin)))
    assert "Concept wijzigen" not in pagina
    assert als(gerda).get(adres("plan-concept", gezin)).status_code == 403


@pytest.mark.parametrize("naam", ["plan-concept", "plan-lezen", "plan-aanleiding", "plan-teruggeven"])
def test_zonder_concept_is_er_niets_te_bewerken(als, sanne, gezin, naam):
    assert als(sanne).get(adres(naam, gezin)).status_code == 404


@pytest.mark.parametrize("naam", ["plan", "plan-concept", "plan-lezen"])
def test_aantal_vragen_groeit_niet_met_het_plan(als, fatima, alles, plan, gezin, naam):
    concept, client, geteld = Gezinsplan.objects.concept(), als(fatima), []
    for _ in range(2):
        with CaptureQueriesContext(connection) as vragen:
            assert client.get(adres(naam, gezin)).status_code == 200
        geteld.append(len(vragen))
        for nummer in range(5):
            kind = KindFactory(gezin=gezin)
            for ouder in (plan, concept):
                velden = {"gezin": gezin, "plan": ouder}
                resultaat = Resultaat.objects.create(
                    leefgebied_id="geld",
                    wat=f"Nummer {nummer}",
                    uiterlijk=date(2027, 1, 1),
                    cijfer_nu=1,
                    cijfer_gewenst=9,
                    wie_hoort="Iemand",
                    **velden,
                )
                Actie.objects.create(gezin=gezin, resultaat=resultaat, wat="Iets", wie="Iemand")
                EigenVisie.objects.create(gezinslid=kind, **velden)
    assert geteld[0] == geteld[1] <= 60
