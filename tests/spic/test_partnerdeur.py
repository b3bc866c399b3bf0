"""The outside door: everybody of a provider tries every page, function, view and table, in every state of a referral."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from gezinnen.models import Gebeurtenis, Kwestie
from spic.models import Onderaanneming, Pakket, Spic, Verwijzing, Voortgang
from tests.spic.deurwereld import (
    HOOFD,
    LEZERS,
    NIET_VAN_EEN_ONDER,
    ONDER,
    ONDER_MAG,
    ONDERWOORD,
    VREEMD,
    S,
    breng_in,
)
from tests.toegang.conftest import MERK, teruggedraaid
from tests.toegang.matrix import MATRIX, adres

PARTNERPAGINAS = [naam for naam, regel in MATRIX.items() if regel.deur == "partner" and regel.sleutel == "verwijzing"]


def pad(naam, verwijzing, onder=1):
    extra = {"onder": onder} if naam == "spic:partner-onder-stoppen" else {}
    return reverse(naam, kwargs={"verwijzing": verwijzing, **extra})


# The web


@pytest.mark.parametrize("wie", ["anna", "otto", "olga", "zon"])
def test_geen_pagina_van_het_product_zegt_iets_van_het_gezin(als, basis, wereld, wie):
    """Each address of the family of which a part was shared, and each row of it: nothing but its own front pages opens."""
    client = als(wereld.mensen[wie])
    for naam, regel in MATRIX.items():
        if regel.deur == "openbaar":
            continue
        for methode in regel.methoden.split():
            with teruggedraaid():
                antwoord = client.generic(methode, adres(basis, naam, gezin="vreemd"))
            assert MERK.encode() not in antwoord.content, (naam, methode)
            gesloten = regel.deur in ("dossier", "lijst", "instroom", "toezicht") or (
                regel.deur == "partner" and regel.rij
            )
            if gesloten and naam != "rapportage:vandaag":
                assert antwoord.status_code in (403, 404), (naam, methode)
            assert antwoord.status_code < 500, (naam, methode)


def test_wie_niets_kreeg_vindt_geen_verwijzing(als, wereld):
    for wie in VREEMD:
        client = als(wereld.mensen[wie])
        assert "Robin" not in client.get("/partner/").content.decode()
        for naam in PARTNERPAGINAS:
            for methode in MATRIX[naam].methoden.split():
                antwoord = client.generic(methode, pad(naam, wereld.verwijzing.pk))
                assert antwoord.status_code in (403, 404), (wie, naam, methode)
    gestopt = als(wereld.mensen["gestopt"])
    assert gestopt.get(pad("spic:partner-verwijzing", wereld.verwijzing.pk)).status_code == 302


def lees(antwoord):
    """What somebody reads in it; in a PDF too."""
    if antwoord.headers["Content-Type"] == "application/pdf":
        return "\n".join(blad.extract_text() for blad in PdfReader(io.BytesIO(antwoord.content)).pages)
    return antwoord.content.decode()


def lees_alles(wie, mens, client, verwijzing):
    """The text of each page and form that this person may open; of the others, that they are refused."""
    tekst = client.get("/partner/").content.decode()
    for naam in PARTNERPAGINAS:
        if "GET" in MATRIX[naam].methoden:
            antwoord = client.get(pad(naam, verwijzing))
            mag = mens.has_perm(MATRIX[naam].recht) and (wie not in ONDER or naam in ONDER_MAG)
            assert antwoord.status_code == (200 if mag else 403), (wie, naam)
            tekst += lees(antwoord)
    return tekst


def test_elk_leest_alleen_wat_is_gedeeld(als, wereld):
    """In each state, and on each form, for each who may read something."""
    clienten = {wie: als(wereld.mensen[wie]) for wie in LEZERS}
    gelezen = dict.fromkeys(LEZERS, "")
    for status in (S.VERZONDEN, S.OVERLEG, S.STARTGESPREK, S.GESTART, S.EINDE_VOORGESTELD, S.BEEINDIGD):
        wereld.zet(status)
        for wie, client in clienten.items():
            gelezen[wie] += lees_alles(wie, wereld.mensen[wie], client, wereld.verwijzing.pk)
    for wie, tekst in gelezen.items():
        assert MERK not in tekst, wie
    for wie in ("otto", "olga"):
        assert "Robin Gedeeld" in gelezen[wie]
        assert ONDERWOORD in gelezen[wie]
        assert [geheim for geheim in NIET_VAN_EEN_ONDER if geheim in gelezen[wie]] == []
    assert f"{HOOFD} resultaat" in gelezen["tweede"], "die zijn met deze gedeeld"
    for geheim in ("Robin", ONDERWOORD, f"{HOOFD} toelichting", f"{HOOFD} bericht", "Eerste Verzonnen Onder"):
        assert geheim not in gelezen["tweede"], geheim
    for deel in ("toelichting", "ouder", "argument", "bericht", "voortgang", "reden"):
        assert f"{HOOFD} {deel}" in gelezen["anna"], deel


def test_na_intrekken_niets_dertig_dagen_lezen_en_daarna_niets(als, wereld):
    clienten = {wie: als(wereld.mensen[wie]) for wie in LEZERS}
    blad = pad("spic:partner-verwijzing", wereld.verwijzing.pk)

    def mag(wie):
        lijst = clienten[wie].get("/partner/").content.decode()
        bladen = clienten[wie].get(blad).status_code
        assert (blad in lijst) == (bladen == 200), wie
        return bladen == 200

    for status, dagen, verwacht in (
        (S.INGETROKKEN, 0, False),
        (S.CONCEPT, 0, False),
        (S.BEEINDIGD, 30, True),
        (S.BEEINDIGD, 31, False),
        (S.GEWEIGERD, 30, True),
        (S.GEWEIGERD, 31, False),
    ):
        wereld.zet(status, dagen)
        assert {wie: mag(wie) for wie in LEZERS} == dict.fromkeys(LEZERS, verwacht), (status, dagen)
    wereld.zet(S.GESTART)
    rij = Onderaanneming.objects.filter(aanbieder=wereld.mensen["otto"].aanbieder)
    vandaag = timezone.localdate()
    for dagen, verwacht in ((0, True), (30, True), (31, False)):
        tot = vandaag - timedelta(days=dagen)
        rij.update(vanaf=tot, tot=tot)
        assert (mag("otto"), mag("olga"), mag("anna")) == (verwacht, verwacht, True), dagen


def test_opnieuw_ingebracht_telt_alleen_de_laatste_keer(als, wereld):
    """Who helped the first time and is not asked now, reads and writes nothing of the new part."""
    klein, vandaag = wereld.mensen["otto"].aanbieder, timezone.localdate()
    Onderaanneming.objects.filter(aanbieder=klein).update(tot=vandaag)
    breng_in(wereld.mensen["anna"], wereld.verwijzing.pk, klein.pk, "Nieuw deel", [2], [])
    Onderaanneming.objects.filter(aanbieder=klein, tot=None).update(hulpverlener_id=wereld.mensen["oscar"].pk)
    blad = pad("spic:partner-verwijzing", wereld.verwijzing.pk)
    assert als(wereld.mensen["olga"]).get(blad).status_code == 404
    for wie in ("otto", "oscar"):
        assert "Nieuw deel" in als(wereld.mensen[wie]).get(blad).content.decode()


def test_een_signaal_leest_alleen_wie_het_meldde_en_haar_eigen_organisatie(als, wereld):
    """An onderaannemer reports what it sees as well (ADR 0030); neither reads what the other reported."""
    blad = pad("spic:partner-signaal", wereld.verwijzing.pk)
    feiten = {"hugo": "Hugo zag angst", "olga": "Olga hoorde geschreeuw", "tweede": "Tweede zag blauwe plekken"}
    for wie, feit in feiten.items():
        velden = {"soort": "onveilig", "feit": feit, "gezien_op": f"{timezone.localdate():%d-%m-%Y}"}
        assert als(wereld.mensen[wie]).post(blad, velden | {"sleutel": str(uuid4())}).status_code == 302
    gelezen = {wie: als(wereld.mensen[wie]).get(blad).content.decode() for wie in LEZERS}
    zag = {wie: [van for van, feit in feiten.items() if feit in tekst] for wie, tekst in gelezen.items()}
    eigen = {"anna": ["hugo"], "hugo": ["hugo"], "otto": ["olga"], "olga": ["olga"], "tweede": ["tweede"]}
    assert zag == eigen


# The same form twice


def tel():
    """Rows of everything that belongs to a referral, and of what follows from it."""
    tabellen = [m for m in apps.get_app_config("spic").get_models() if hasattr(m, "verwijzing_id") or m is Verwijzing]
    return {m.__name__: m.objects.count() for m in (*tabellen, Gebeurtenis, Kwestie)}


def twee_keer(client, url, velden, *, nieuw=1):
    """The second time nothing is added; the first time one event."""
    velden = {"sleutel": str(uuid4()), **velden}
    begin = tel()
    assert client.post(url, velden).status_code == 302, url
    een = tel()
    assert een["Gebeurtenis"] - begin["Gebeurtenis"] == nieuw, url
    assert client.post(url, velden).status_code in (200, 302, 404), url
    assert tel() == een, url


def test_hetzelfde_formulier_twee_keer_verandert_een_keer(als, wereld, bram, basis):
    """Both sides walk the whole of it, and click twice on each button."""
    v, vandaag = wereld.verwijzing, timezone.localdate()
    anna, hugo, otto, gm = (als(x) for x in (*(wereld.mensen[n] for n in ("anna", "hugo", "otto")), bram))
    wij, zij = f"/gezinnen/{wereld.gezin.nummer}/hulp/{v.pk}/", f"/partner/{v.pk}/"
    spic, kind = Spic.objects.te_verwijzen(vandaag).first(), v.kinderen.get()
    morgen, straks = (f"{vandaag + timedelta(days=n):%d-%m-%Y}" for n in (1, 20))
    resultaat = wereld.rijen["VastResultaat"]
    einde = {"reden": "volgens_plan", "toelichting": "klaar", "einddatum": straks, f"uitkomst_{resultaat}": "deels"}
    voortgang = {"resultaat": resultaat, "cijfer": 6, "woorden": "gaat goed", "bezoeken": 2}
    onder = Onderaanneming.objects.get(aanbieder=wereld.mensen["otto"].aanbieder).pk
    wereld.zet(S.VERZONDEN)
    twee_keer(anna, f"{zij}antwoord/", {"antwoord": "overleg", "spic": spic.pk, "reden": "past beter"}, nieuw=2)
    twee_keer(anna, f"{zij}spic/", {"tekst": "nog een reden"})
    twee_keer(gm, f"{wij}spic/", {"tekst": "wij vinden van niet"})
    twee_keer(gm, f"{wij}spic/besluit/", {f"spic_{kind.pk}": spic.pk, "partij": "gi", "tekst": "zo"}, nieuw=2)
    twee_keer(anna, f"{zij}antwoord/", {"antwoord": "geaccepteerd"})
    twee_keer(anna, f"{zij}mensen/", {"hulpverlener": wereld.mensen["collega"].pk})
    twee_keer(anna, f"{zij}mensen/", {"hulpverlener": wereld.mensen["hugo"].pk})
    twee_keer(hugo, f"{zij}startgesprek/", {"dag": morgen, "om": "10:00"})
    twee_keer(gm, f"{wij}startgesprek/", {"dag": morgen, "om": "11:00"})
    twee_keer(gm, f"{wij}startgesprek/gehouden/", {"dag": f"{vandaag:%d-%m-%Y}"})
    twee_keer(hugo, f"{zij}gestart/", {"dag": f"{vandaag:%d-%m-%Y}"})
    twee_keer(hugo, f"{zij}voortgang/", voortgang)
    twee_keer(otto, f"{zij}voortgang/", {"woorden": "ook goed"})
    for wie in (hugo, otto):
        twee_keer(wie, f"{zij}signaal/", {"soort": "onveilig", "feit": "angst", "gezien_op": f"{vandaag:%d-%m-%Y}"})
    twee_keer(gm, f"{wij}voortgang/", voortgang)
    twee_keer(hugo, f"{zij}bericht/", {"tekst": "dag"})
    twee_keer(gm, f"{wij}bericht/", {"tekst": "ook dag"})
    twee_keer(otto, f"{zij}onderaannemer/", {"hulpverlener": wereld.mensen["oscar"].pk})
    twee_keer(anna, f"{zij}onderaannemer/{onder}/stoppen/", {})
    klein = wereld.mensen["otto"].aanbieder_id
    twee_keer(anna, f"{zij}onderaannemer/", {"onder": klein, "wat": "weer", "leden": [1], "delen": ["resultaten"]})
    twee_keer(gm, f"/gezinnen/{wereld.gezin.nummer}/hulp/onder/{Onderaanneming.objects.last().pk}/stoppen/", {})
    twee_keer(hugo, f"{zij}stagnatie/", {"reden": "ziek"})
    twee_keer(gm, f"{wij}gestart/", {"dag": f"{vandaag:%d-%m-%Y}"})
    twee_keer(gm, f"{wij}einddatum/", {"dag": straks, "reden": "zo lang is nodig"})
    twee_keer(hugo, f"{zij}einde/", einde)
    twee_keer(gm, f"{wij}einde/besluit/", {"akkoord": "nee", "waarom": "nog niet"}, nieuw=3)
    twee_keer(gm, f"{wij}einde/", einde)
    twee_keer(gm, f"{wij}einde/besluit/", {"akkoord": "ja", "waarom": "nu wel"})
    assert Voortgang.objects.filter(verwijzing=v, woorden__contains="goed").count() == 3
    assert Pakket.objects.filter(verwijzing=v, aanbieder=klein).count() == 2


def test_een_ander_antwoord_op_hetzelfde_formulier_heet_niet_verstuurd(als, wereld):
    """Back in the browser, another choice, the same key: the first answer stands, and that is said."""
    wereld.zet(S.VERZONDEN)
    client, url, sleutel = als(wereld.mensen["anna"]), f"/partner/{wereld.verwijzing.pk}/antwoord/", str(uuid4())
    client.post(url, {"antwoord": "geaccepteerd", "sleutel": sleutel})
    velden = {"antwoord": "geweigerd", "code": "geen_plek", "reden": "toch vol", "sleutel": sleutel}
    antwoord = client.post(url, velden)
    assert antwoord.status_code == 200
    assert "Er is niets veranderd" in antwoord.content.decode()
    assert "toch vol" in antwoord.content.decode()
    assert Verwijzing.objects.get(pk=wereld.verwijzing.pk).status == S.GEACCEPTEERD


def test_wat_een_aanbieder_typt_is_elders_alleen_tekst(als, wereld, bram):
    """Markup of a provider stays text on the pages of the family."""
    gif = "<img src=x onerror=alert(1)>"
    velden = {"tekst": gif, "sleutel": str(uuid4())}
    assert als(wereld.mensen["hugo"]).post(f"/partner/{wereld.verwijzing.pk}/bericht/", velden).status_code == 302
    blad = als(bram).get(f"/gezinnen/{wereld.gezin.nummer}/hulp/{wereld.verwijzing.pk}/").content.decode()
    assert gif not in blad
    assert "&lt;img src=x" in blad
