"""The sweep: what it says, to whom, and what it does when it cannot be said. With a real mail server on loopback."""

import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from gezinnen.models import Bericht, BerichtStatus, Duwtje, Hartslag, Herinneringsvoorkeur, Termijn
from gezinnen.versturen import lees_fout, veeg
from ggw.organisatie.rollen import Rol
from tests.brievenbus import Brievenbus
from tests.conftest import mens
from tests.gezinnen.termijnen import KORT, VOLLEDIG, als_werker, berichten, maak_termijn

OVERDAG = timezone.localtime().replace(hour=10, minute=0)


@pytest.fixture(autouse=True)
def overdag():
    with time_machine.travel(OVERDAG):
        yield


@pytest.fixture
def bus(settings):
    with Brievenbus() as bus:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", bus.poort
        yield bus


def veeg_als_werker():
    with als_werker():
        return veeg()


def teksten(mail):
    return [deel.get_payload(decode=True).decode() for deel in mail.walk() if not deel.is_multipart()]


def test_een_mail_heeft_een_nummer_en_een_link_en_geen_naam(bus, gezin, fatima):
    termijn = maak_termijn(gezin, -1, code=VOLLEDIG, eigenaar_id=fatima.pk)
    assert veeg_als_werker() == {"verzonden": 1}
    ((aan, mail),) = bus.ontvangen
    assert (aan, mail["Subject"]) == ("fatima@ggw.example", "Dit kan niet wachten: gezin 2026-0417")
    assert mail["Message-ID"] == Bericht.objects.get().message_id
    assert len(teksten(mail)) == 2
    for tekst in teksten(mail):
        assert "2026-0417" in tekst
        assert "http://testserver/gezinnen/2026-0417/" in tekst
        assert "1 dag te laat" in tekst
        for verboden in (gezin.naam, "Fatima", "Boer", termijn.norm.wat):
            assert verboden not in tekst


def test_een_bundel_noemt_elke_termijn(bus, gezin, fatima, team_noord):
    from tests.fabrieken import maak_gezin

    ander = maak_gezin(fatima, team_noord, nummer="2026-0500")
    maak_termijn(gezin, 0, eigenaar_id=fatima.pk)
    maak_termijn(ander, 5, eigenaar_id=fatima.pk)
    veeg_als_werker()
    ((_, mail),) = bus.ontvangen
    assert mail["Subject"] == "2 termijnen vragen uw aandacht"
    assert all("2026-0500" in t and "over 5 dagen" in t and "2026-0417" in t and "vandaag" in t for t in teksten(mail))


def test_wat_verzonden_is_gaat_niet_nog_eens(bus, gezin, fatima):
    maak_termijn(gezin, 0, eigenaar_id=fatima.pk)
    veeg_als_werker()
    assert veeg_als_werker() == {}
    assert len(bus.ontvangen) == 1
    bericht = Bericht.objects.get()
    assert (bericht.status, bericht.pogingen, bericht.bezig_sinds) == (BerichtStatus.VERZONDEN, 1, None)


@pytest.mark.parametrize("hoe", ["gesloten", "verschoven", "geen_zicht", "afgeschermd", "account_weg"])
def test_wat_bij_het_versturen_niet_meer_hoort_vervalt(bus, gezin, fatima, bram, hoe):
    from ggw.toegang.models import Afscherming

    termijn = maak_termijn(gezin, 0, eigenaar_id=fatima.pk)
    with als_werker():
        from gezinnen.herinneren import plan
        from ggw.toegang.deur import als_systeem

        with als_systeem():
            plan()
    if hoe == "gesloten":
        Termijn.objects.update(gesloten_op=timezone.localdate(), sluiting="voldaan")
    elif hoe == "verschoven":
        Termijn.objects.filter(pk=termijn.pk).update(uiterlijk=timezone.localdate() + timedelta(days=20))
    elif hoe == "geen_zicht":
        gezin.toewijzingen.update(gezinsmanager_id=bram.pk, basisteam=bram.lidmaatschappen.get().basisteam)
    elif hoe == "afgeschermd":
        Afscherming.objects.create(
            gezin_id=gezin.pk,
            reden="x",
            gevraagd_door_id=bram.pk,
            ingegaan_op=timezone.now(),
            besloten_door_id=1,
            besloten_op=timezone.now(),
            akkoord=True,
        )
    else:
        fatima.is_active = False
        fatima.save()
    veeg_als_werker()
    assert bus.ontvangen == []
    assert Bericht.objects.get(ontvanger=fatima).status == BerichtStatus.VERVALLEN


def test_een_volle_brievenbus_wordt_later_opnieuw_geprobeerd(bus, gezin, fatima):
    maak_termijn(gezin, 0, eigenaar_id=fatima.pk)
    bus.antwoord = lambda werkwoord, _: "452 vol" if werkwoord == "RCPT" else None
    assert veeg_als_werker() == {"uitgesteld": 1}
    bericht = Bericht.objects.get()
    assert (bericht.status, bericht.fout) == (BerichtStatus.GEPLAND, "452")
    assert bericht.opnieuw_op > timezone.now()
    bus.antwoord = lambda *_: None
    assert veeg_als_werker() == {}
    with time_machine.travel(OVERDAG + timedelta(minutes=3)):
        assert veeg_als_werker() == {"verzonden": 1}
    assert bus.message_ids == [bericht.message_id]


@pytest.mark.parametrize("werkwoord", ["RCPT", "END"])
def test_een_weigering_voorgoed_ziet_de_beheerder_en_de_rest_gaat_door(bus, gezin, fatima, kees, werkwoord):
    for wie in (fatima, kees):
        maak_termijn(gezin, 0, code=VOLLEDIG, onderwerp_id=wie.pk, eigenaar_id=wie.pk)
    bus.antwoord = lambda w, regel: "550 onbekend" if w == werkwoord and "fatima" in regel else None
    assert veeg_als_werker() == {"mislukt": 1, "verzonden": 1}
    assert Bericht.objects.get(ontvanger=fatima).status == BerichtStatus.MISLUKT
    assert Bericht.objects.get(ontvanger=fatima).fout == "550"
    with time_machine.travel(OVERDAG + timedelta(hours=5)):
        assert veeg_als_werker() == {}


@pytest.mark.parametrize("werkwoord", ["MAIL", "EHLO"])
def test_wie_ons_als_afzender_weigert_verliest_niets(bus, gezin, fatima, kees, werkwoord):
    for wie in (fatima, kees):
        maak_termijn(gezin, 0, code=VOLLEDIG, onderwerp_id=wie.pk, eigenaar_id=wie.pk)
    bus.antwoord = lambda w, _: "550 u niet" if w in (werkwoord, "HELO") else None
    assert veeg_als_werker() == {"uitgesteld": 1}
    assert {b.status for b in berichten()} == {BerichtStatus.GEPLAND}
    assert sorted(b.opnieuw_op is None for b in berichten()) == [False, True]


def test_een_duwtje_gaat_naar_wie_aan_zet_is(bus, gezin, fatima, sanne):
    termijn = maak_termijn(gezin, 20, eigenaar_id=fatima.pk)
    Duwtje.geef(termijn, reden="De zitting is vervroegd.", door_id=sanne.pk)
    veeg_als_werker()
    veeg_als_werker()
    (mail,) = [mail for aan, mail in bus.ontvangen if aan == "fatima@ggw.example"]
    assert mail["Subject"] == "Een collega herinnert u aan gezin 2026-0417"
    assert all("vervroegd" not in tekst and "Sanne" not in tekst for tekst in teksten(mail))


def test_het_weekbericht_telt_en_noemt_niemand(bus, gezin, fatima, sanne):
    vandaag = timezone.localdate()
    maandag = vandaag - timedelta(days=vandaag.weekday())
    maak_termijn(gezin, -1, eigenaar_id=fatima.pk)
    maak_termijn(gezin, 0, eigenaar_id=fatima.pk, code="informatieverzoek")
    gedaan = maak_termijn(gezin, -20, eigenaar_id=fatima.pk, code="spic_einde")
    Termijn.objects.filter(pk=gedaan.pk).update(gesloten_op=maandag - timedelta(days=2), sluiting="voldaan")
    veeg_als_werker()
    ((_, mail),) = [paar for paar in bus.ontvangen if paar[0] == "sanne@ggw.example"]
    tekst = teksten(mail)[0]
    assert "Noord 3" in tekst
    assert "te laat: 1" in tekst
    assert "deze week: 1" in tekst
    assert "daarvan nu gedaan: 1" in tekst
    assert not {"Fatima", "2026-0417", gezin.naam} & set(tekst.split())


def test_het_weekbericht_zwijgt_over_gezinnen_buiten_beeld(bus, ander_gezin, bram, gezin, sanne):
    maak_termijn(ander_gezin, -1, eigenaar_id=bram.pk)
    veeg_als_werker()
    ((_, mail),) = [paar for paar in bus.ontvangen if paar[0] == "sanne@ggw.example"]
    assert "te laat: 0" in teksten(mail)[0]


def test_een_stil_weekbericht_gaat_niet_per_mail(bus, gezin, sanne):
    Herinneringsvoorkeur.zet(sanne.pk, stil={"weekbericht"})
    veeg_als_werker()
    assert bus.ontvangen == []
    assert Bericht.objects.get(ontvanger=sanne).kanaal == "app"


def test_een_aanbieder_krijgt_mail_zolang_de_verwijzing_loopt(bus, gezin, fatima, sanne, anna, wilgenboog):
    from spic.models import Verwijzing
    from tests.vol_gezin import vul

    vul(gezin, fatima, sanne)
    vreemd = mens("Vreemde Partner", Rol.AANMELDTEAM, None)
    lopend = Verwijzing.objects.filter(gezin=gezin, aanbieder=wilgenboog).lopend().order_by("pk")[:2]
    for wie, verwijzing in zip((anna, vreemd), lopend, strict=True):
        waarover = {"onderwerp_soort": "verwijzing", "onderwerp_id": verwijzing.pk}
        maak_termijn(gezin, 0, code=VOLLEDIG, eigenaar_id=wie.pk, eigenaar_rol="hoofdaannemer", **waarover)
    vreemd.aanbieder = type(wilgenboog).objects.create(naam="Elders", soort="hoofdaannemer")
    vreemd.save()
    veeg_als_werker()
    assert "anna@ggw.example" in [aan for aan, _ in bus.ontvangen]
    assert Bericht.objects.get(ontvanger=vreemd).status == BerichtStatus.VERVALLEN


def test_de_privacyfunctionaris_krijgt_het_zijne(bus, gezin, paula, fatima):
    maak_termijn(gezin, 0, code="inzageverzoek")
    maak_termijn(gezin, 0, code=KORT, eigenaar_id=paula.pk)
    veeg_als_werker()
    assert [aan for aan, _ in bus.ontvangen] == ["paula@ggw.example"]


def test_de_hartslag_staat_er_ook_als_er_niets_te_doen_is(gezin):
    veeg_als_werker()
    assert timezone.now() - Hartslag.objects.get().geveegd_op < timedelta(minutes=1)
    assert Hartslag.objects.get().gepland_op


def test_s_nachts_wordt_er_niet_gepland(gezin, fatima):
    maak_termijn(gezin, 0, eigenaar_id=fatima.pk)
    with time_machine.travel(OVERDAG.replace(hour=3)):
        veeg_als_werker()
    assert berichten() == []


def test_het_commando_doet_hetzelfde_zonder_celery(bus, gezin, fatima, capsys):
    maak_termijn(gezin, 0, eigenaar_id=fatima.pk)
    with als_werker():
        call_command("herinneringen")
        call_command("herinneringen", "--nu")
    uit = capsys.readouterr().out
    assert "Laatst geveegd: nog nooit. Er wachten 0 berichten." in uit
    assert "1 nieuwe herinneringen; 1 verzonden." in uit
    assert len(bus.ontvangen) == 1


@pytest.mark.parametrize(
    ("fout", "voorgoed", "verbinding"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b": (550, b"")}), True, False),
        (smtplib.SMTPRecipientsRefused({"a@b": (451, b"")}), False, False),
        (smtplib.SMTPDataError(554, b""), True, False),
        (smtplib.SMTPDataError(451, b""), False, False),
        (smtplib.SMTPSenderRefused(550, b"", "x"), False, True),
        (smtplib.SMTPAuthenticationError(535, b""), False, True),
        (smtplib.SMTPConnectError(421, b""), False, True),
        (smtplib.SMTPServerDisconnected(), False, True),
        (ConnectionRefusedError(), False, True),
        (TimeoutError(), False, True),
        (smtplib.SMTPNotSupportedError(), True, False),
    ],
)
def test_welke_fout_voorgoed_is(fout, voorgoed, verbinding):
    assert lees_fout(fout)[1:] == (voorgoed, verbinding)
