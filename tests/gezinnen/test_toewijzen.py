from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gezinnen.models import Begeleiding, Faseovergang, Gebeurtenis, Toewijzing, Wachtplek
from gezinnen.stapbronnen import stappen_uit
from gezinnen.toewijzen import (
    WACHTENDE_GEZINNEN,
    NietToegewezen,
    draag_gezin_over,
    wijs_gezinsmanager_toe,
)
from gezinnen.werkdagen import werkdagen_later
from ggw.organisatie.models import Lidmaatschap, Medewerker
from ggw.organisatie.rollen import Rol
from ggw.toegang.deur import namens
from ggw.toegang.models import Inzage
from tests.fabrieken import AanmeldingFactory, BasisteamFactory, GebruikerFactory, maak_gezin


def url(gezin):
    return reverse("gezinnen:toewijzen", kwargs={"nummer": gezin.nummer})


def tekst(antwoord):
    return antwoord.content.decode()


@pytest.fixture
def wachtend(kees, team_noord):
    return maak_gezin(kees, team_noord, wacht=True, dagen=4, nummer="2026-0501", naam="Wachtmeester")


def overdracht(gezin, naar, team, **velden):
    van = Toewijzing.objects.get(gezin=gezin, tot__isnull=True).pk
    return {"van": van, "gezinsmanager": naar.pk, "team": team.pk, "reden": "Fatima gaat met verlof."} | velden


def test_wachtend_gezin_krijgt_een_gezinsmanager(als, sanne, fatima, wachtend, team_noord):
    client = als(sanne)
    assert "Dit gezin wacht op een gezinsmanager" in tekst(client.get(url(wachtend)))
    antwoord = client.post(url(wachtend), {"gezinsmanager": fatima.pk, "team": team_noord.pk}, follow=True)
    assert antwoord.redirect_chain == [(wachtend.get_absolute_url(), 302)]
    assert f"is toegewezen aan {fatima.naam}" in tekst(antwoord)
    vandaag = timezone.localdate()
    toewijzing = Toewijzing.objects.get(gezin=wachtend)
    assert (toewijzing.gezinsmanager_id, toewijzing.vanaf, toewijzing.door_id) == (fatima.pk, vandaag, sanne.pk)
    assert Wachtplek.objects.get(gezin=wachtend).tot == vandaag
    begeleiding = Begeleiding.objects.get(gezin=wachtend)
    assert (begeleiding.fase, begeleiding.fase_sinds) == ("verbinden", vandaag)
    overgang = Faseovergang.objects.get(gezin=wachtend)
    assert (overgang.van, overgang.naar, overgang.door_id) == ("wacht", "verbinden", sanne.pk)
    assert Gebeurtenis.objects.filter(gezin=wachtend, soort="toewijzing.begonnen").count() == 1


def test_gezin_wordt_overgedragen_en_het_verleden_blijft(als, sanne, fatima, kees, gezin, team_noord):
    client = als(sanne)
    antwoord = client.post(url(gezin), overdracht(gezin, kees, team_noord), follow=True)
    assert f"is toegewezen aan {kees.naam}" in tekst(antwoord)
    nieuw, oud = gezin.toewijzingen.geschiedenis()
    vandaag = timezone.localdate()
    assert (oud.gezinsmanager_id, oud.tot) == (fatima.pk, vandaag)
    assert (nieuw.gezinsmanager_id, nieuw.vanaf, nieuw.tot) == (kees.pk, vandaag, None)
    assert nieuw.reden == "Fatima gaat met verlof."
    gebeurtenis = Gebeurtenis.objects.get(gezin=gezin, soort="toewijzing.overgedragen")
    assert gebeurtenis.gegevens == {"van": oud.pk}
    pagina = tekst(client.get(url(gezin)))
    assert fatima.naam in pagina
    assert "Fatima gaat met verlof." in pagina
    assert Begeleiding.objects.get(gezin=gezin).fase == "verbinden"


def test_overdragen_mag_twee_keer_op_een_dag(als, sanne, fatima, kees, gezin, team_noord):
    client = als(sanne)
    client.post(url(gezin), overdracht(gezin, kees, team_noord))
    assert client.post(url(gezin), overdracht(gezin, fatima, team_noord)).status_code == 302
    assert gezin.toewijzingen.count() == 3
    assert gezin.toewijzingen.get(tot__isnull=True).gezinsmanager_id == fatima.pk


def test_overdracht_naar_een_ander_team_gaat_weg_uit_beeld(als, sanne, bram, gezin, team_zuid):
    client = als(sanne)
    keuze = tekst(client.get(url(gezin), {"team": team_zuid.pk}))
    assert bram.naam in keuze
    antwoord = client.post(url(gezin), overdracht(gezin, bram, team_zuid))
    assert (antwoord.status_code, antwoord.url) == (302, "/")
    assert Inzage.objects.filter(doel=url(gezin), methode="POST").latest("pk").gezinnen == [gezin.pk]
    assert client.get(gezin.get_absolute_url()).status_code == 404
    assert als(bram).get(gezin.get_absolute_url()).status_code == 200


def test_alleen_mensen_uit_het_gekozen_team_zijn_te_kiezen(als, sanne, fatima, kees, gerda, bram, gezin, team_noord):
    weg = GebruikerFactory(naam="Weg Verzonnen", rol=Rol.GEZINSMANAGER, team=team_noord)
    Lidmaatschap.objects.filter(gebruiker=weg).update(tot=timezone.localdate() - timedelta(days=1))
    keuzes = als(sanne).get(url(gezin)).context["form"].fields["gezinsmanager"].queryset
    with namens(sanne):
        assert {m.pk for m in keuzes} == {fatima.pk, kees.pk, sanne.pk}


@pytest.mark.parametrize(
    ("velden", "boodschap"),
    [
        ({"gezinsmanager": ""}, "Kies een persoon."),
        ({"gezinsmanager": "bram"}, "werkt niet (meer) in dit team"),
        ({"gezinsmanager": "gerda"}, "werkt niet (meer) in dit team"),
        ({"gezinsmanager": "9" * 25}, "werkt niet (meer) in dit team"),
        ({"gezinsmanager": "fatima"}, "Deze persoon is nu al de gezinsmanager van dit gezin."),
        ({"team": ""}, "Kies eerst een team."),
        ({"team": "x"}, "Dit team is er niet (meer)."),
        ({"reden": ""}, "verplicht"),
        ({"reden": "x" * 301}, "300"),
        ({"reden": "x\x00"}, "teken"),
        ({"van": "x"}, "Voer een geheel getal in"),
    ],
)
def test_foute_toewijzing_wordt_niet_gedaan(als, request, sanne, fatima, kees, gezin, team_noord, velden, boodschap):
    for naam in ("bram", "gerda", "fatima"):
        mens = request.getfixturevalue(naam)
        velden = {sleutel: mens.pk if waarde == naam else waarde for sleutel, waarde in velden.items()}
    antwoord = als(sanne).post(url(gezin), overdracht(gezin, kees, team_noord) | velden)
    assert antwoord.status_code == 200
    assert boodschap in tekst(antwoord)
    assert Toewijzing.objects.get().gezinsmanager_id == fatima.pk


def test_team_dat_niet_meer_bestaat_is_niet_te_kiezen(als, sanne, gezin):
    oud = BasisteamFactory(naam="Opgeheven team", actief=False)
    antwoord = als(sanne).get(url(gezin), {"team": oud.pk})
    assert "Opgeheven team" not in tekst(antwoord)
    assert "Kies eerst een team." in tekst(antwoord)


def test_wie_te_laat_is_hoort_dat_een_collega_al_toewees(als, sanne, fatima, kees, gezin, wachtend, team_noord):
    client = als(sanne)
    oud = overdracht(gezin, kees, team_noord)
    client.post(url(gezin), oud)
    antwoord = client.post(url(gezin), oud | {"gezinsmanager": sanne.pk}, follow=True)
    assert "Een collega heeft dit gezin net aan iemand anders toegewezen." in tekst(antwoord)
    eerste = {"gezinsmanager": fatima.pk, "team": team_noord.pk, "reden": "Er is plek."}
    client.post(url(wachtend), eerste)
    antwoord = client.post(url(wachtend), eerste | {"gezinsmanager": kees.pk}, follow=True)
    assert "Een collega heeft dit gezin al toegewezen." in tekst(antwoord)
    assert Toewijzing.objects.get(gezin=wachtend).gezinsmanager_id == fatima.pk


def test_afgesloten_gezin_krijgt_geen_gezinsmanager(sanne, fatima, gezin, team_noord):
    vandaag = timezone.localdate()
    Begeleiding.objects.update(fase="afgesloten", afgesloten_op=vandaag)
    wie = Medewerker.objects.get(pk=fatima.pk)
    velden = {"basisteam": team_noord, "door_id": sanne.pk, "reden": "x"}
    with namens(sanne):
        with pytest.raises(NietToegewezen):
            wijs_gezinsmanager_toe(gezin, aan=wie, **velden)
        with pytest.raises(NietToegewezen):
            draag_gezin_over(gezin, van_id=gezin.toewijzingen.get().pk, naar=wie, **velden)


def test_de_database_kent_een_gezinsmanager_per_gezin(gezin, kees, team_noord):
    with pytest.raises(IntegrityError), transaction.atomic():
        Toewijzing.objects.create(
            gezin=gezin, begeleiding=gezin.begeleiding, gezinsmanager_id=kees.pk, basisteam=team_noord
        )


def test_toewijzen_vraagt_het_recht_en_het_eigen_team(als, sanne, fatima, tom, vera, gezin, ander_gezin):
    for mens in (fatima, vera):
        assert als(mens).get(url(gezin)).status_code == 403
        assert als(mens).post(url(gezin), {}).status_code == 403
    assert als(tom).get(url(gezin)).status_code == 200
    assert als(sanne).get(url(ander_gezin)).status_code == 404
    assert als(sanne).post(url(ander_gezin), {}).status_code == 404
    assert als(sanne).delete(url(gezin)).status_code == 405


def test_overzicht_noemt_de_gezinsmanager(als, sanne, fatima, vera, gezin, wachtend, kees):
    pagina = tekst(als(sanne).get(gezin.get_absolute_url()))
    assert fatima.naam in pagina
    assert fatima.telefoon in pagina
    assert url(gezin) in pagina
    van_vera = tekst(als(vera).get(gezin.get_absolute_url()))
    assert fatima.naam in van_vera
    assert url(gezin) not in van_vera
    assert f"Wachter is <strong>{kees.naam}</strong>" in tekst(als(fatima).get(wachtend.get_absolute_url()))


def test_aanmelding_staat_op_het_overzicht_maar_niet_voor_het_secretariaat(als, fatima, vera, ilse, gezin):
    AanmeldingFactory(
        ingevoerd_door_id=ilse.pk,
        gezin=gezin,
        status="aanvaard",
        besloten_op=date(2026, 1, 2),
        reden="Gevoelige reden.",
    )
    assert "Gevoelige reden." in tekst(als(fatima).get(gezin.get_absolute_url()))
    assert "Gevoelige reden." not in tekst(als(vera).get(gezin.get_absolute_url()))


def test_werkdagen_slaan_het_weekend_over():
    assert werkdagen_later(date(2026, 11, 20), 1) == date(2026, 11, 23)
    assert werkdagen_later(date(2026, 11, 18), 5) == date(2026, 11, 25)


def test_werkwijzer_noemt_een_gezin_dat_te_lang_wacht(kees, team_noord):
    lang = maak_gezin(kees, team_noord, wacht=True, dagen=20)
    kort = maak_gezin(kees, team_noord, wacht=True, dagen=0)
    [stap] = stappen_uit([(WACHTENDE_GEZINNEN, {lang.pk: lang.nummer, kort.pk: kort.nummer})])
    assert (stap.gezin_id, stap.url, stap.voor) == (lang.pk, url(lang), "gezin.toewijzen")
    assert stap.dagen < -7
