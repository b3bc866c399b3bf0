"""Reminders that never fail: a real Redis, real workers and clocks that are really killed, a real mail server on loopback.

These tests need rows that other processes see, so they have a database of their own beside that of the other tests.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import timedelta

import psycopg
import pytest
import redis
import time_machine
from django.db import connection
from django.utils import timezone
from psycopg import sql

from gezinnen.herinneren import plan
from gezinnen.models import Bericht, Herinnering, Nieuws
from gezinnen.versturen import veeg
from ggw.lokaal.plek import CHECKOUT
from ggw.lokaal.processen import Processen
from ggw.lokaal.redisserver import start_redis
from ggw.lokaal.sjabloon import met_database
from ggw.lokaal.starten import WERKER, als_login
from ggw.organisatie.models import Aanbieder, Gebruiker, Lidmaatschap
from ggw.organisatie.rollen import Rol
from ggw.toegang.deur import als_systeem
from spic.models import Pakket, Verwijzing
from tests.brievenbus import Brievenbus
from tests.fabrieken import BasisteamFactory, GebruikerFactory, maak_gezin
from tests.gezinnen.termijnen import KORT, VOLLEDIG, maak_termijn
from tests.prestatie.meten import Verbindingen

VEEG = "gezinnen.tasks.veeg_herinneringen"
NU = timezone.localtime().replace(hour=11, minute=0, second=0)


VEEL = """
insert into gezinnen_termijn (gezin_id, norm_id, code, onderwerp_soort, onderwerp_id, vanaf, uiterlijk,
                              eigenaar_rol, eigenaar_id, wacht_op, sluiting, reden)
select gezin_id, norm_id, code, '', n, vanaf, uiterlijk, eigenaar_rol, %s + n %% %s, '', '', ''
  from gezinnen_termijn, generate_series(%s::int, %s::int) n where id = %s
"""


@pytest.fixture(scope="module")
def eigen_url():
    """A database of this module: a copy of the migrated template."""
    server, naam = os.environ["DATABASE_URL"], f"test_ggw_onverwoestbaar_{os.getpid()}"
    with psycopg.connect(met_database(server, "postgres"), autocommit=True) as verbinding:
        maak = sql.SQL("create database {} template {}")
        verbinding.execute(maak.format(sql.Identifier(naam), sql.Identifier(os.environ["PROEF_SJABLOON"])))
        yield met_database(server, naam)
        verbinding.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(naam)))


@pytest.fixture
def beheer(eigen_url, django_db_blocker):
    """Django's connection goes to that database, as superuser; `als_werk` in the test goes as the worker's login."""
    verbindingen = Verbindingen()
    with django_db_blocker.unblock():
        try:
            with verbindingen.als(eigen_url):
                leeg()
                yield verbindingen
        finally:
            verbindingen.sluit()


def leeg():
    tabellen = "gezinnen_gezin, gezinnen_termijn, gezinnen_herinnering, gezinnen_bericht, gezinnen_hartslag"
    with connection.cursor() as cursor:
        cursor.execute(f"truncate {tabellen}, organisatie_gebruiker cascade")


@pytest.fixture
def bus(settings):
    with Brievenbus() as bus:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", bus.poort
        yield bus


@pytest.fixture
def omgeving(eigen_url, bus):
    """Of another process: the worker's login, the mail server, and for who needs it a Redis."""
    rest = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("PYTEST")}
    rest |= {"DJANGO_SETTINGS_MODULE": "ggw.settings_test", "EMAIL_URL": f"smtp://127.0.0.1:{bus.poort}"}
    rest |= {"PYTHONWARNINGS": "ignore", "PYTHONPATH": str(CHECKOUT), "LOG_LEVEL": "ERROR"}
    return als_login(rest, eigen_url, "ggw_werk")


@pytest.fixture
def redis_url(tmp_path, omgeving):
    processen = Processen()
    try:
        omgeving["REDIS_URL"] = start_redis(processen, tmp_path, omgeving)
        yield omgeving["REDIS_URL"]
    finally:
        processen.stop()


@pytest.fixture
def programma(omgeving):
    """Starts a program in a session of its own, as `make run` does; what still runs at the end is killed."""
    lopend = []

    def start(opdracht):
        delen = [sys.executable, *opdracht.split()]
        lopend.append(subprocess.Popen(delen, cwd=CHECKOUT, env=omgeving, start_new_session=True))
        return lopend[-1]

    yield start
    for proces in lopend:
        dood(proces)


def dood(proces):
    if proces.poll() is None:
        os.killpg(proces.pid, signal.SIGKILL)
    proces.wait(10)


def wacht_tot(waar, geduld=30):
    einde = time.monotonic() + geduld
    while not waar():
        assert time.monotonic() < einde, dict(Counter(Bericht.objects.values_list("status", flat=True)))
        time.sleep(0.05)


def geef_opdracht(redis_url, keer=1):
    """As the clock does: put the task on the queue."""
    from celery import Celery

    app = Celery(broker=redis_url)
    for _ in range(keer):
        app.send_task(VEEG, expires=55)
    app.close()


def allen_verzonden():
    return Bericht.objects.exists() and not Bericht.objects.exclude(status="verzonden").exists()


def maak_werk(aantal, mensen=5, direct=None):
    """So many termijnen of one family, planned; the first `direct` (default: all) cannot wait and get a message of their own."""
    team = BasisteamFactory(naam="Onverwoestbaar")
    wie = [
        Gebruiker.objects.create(email=f"w{n}@ggw.example", naam=f"W{n}", rol="gezinsmanager") for n in range(mensen)
    ]
    for mens in wie:
        Lidmaatschap.objects.create(gebruiker=mens, basisteam=team, vanaf="2024-01-01")
    gezin = maak_gezin(wie[0], team, nummer="2026-0417")
    direct = aantal if direct is None else direct
    for code, van, tot in ((VOLLEDIG, 0, direct), (KORT, direct, aantal)):
        if van < tot:
            eerste = maak_termijn(gezin, 0, code=code, onderwerp_id=van, eigenaar_id=wie[0].pk)
            with connection.cursor() as cursor:
                cursor.execute(VEEL, [wie[0].pk, mensen, van + 1, tot - 1, eerste.pk])
    with als_systeem():
        assert plan() == aantal


def ieder_een_keer(bus, behalve=()):
    """At the sink: the distinct Message-IDs are the Berichten, and only `behalve` came twice."""
    geteld = Counter(bus.message_ids)
    assert set(geteld) == set(Bericht.objects.filter(kanaal="mail").values_list("message_id", flat=True))
    assert {welke for welke, keer in geteld.items() if keer > 1} == set(behalve)
    assert max(geteld.values()) <= 2


def test_een_werker_die_midden_in_een_mail_gedood_wordt(beheer, bus, redis_url, programma):
    maak_werk(40)
    in_handen, door = threading.Event(), threading.Event()

    def antwoord(werkwoord, _):
        if werkwoord == "END" and len(bus.ontvangen) == 7 and not door.is_set():
            in_handen.set()
            door.wait(20)
            return "250 verloren"  # it arrived, and nobody is left to hear so
        return None

    bus.antwoord = antwoord
    werker = programma(f"-m {WERKER}")
    geef_opdracht(redis_url)
    assert in_handen.wait(30)
    dood(werker)
    door.set()
    wacht_tot(lambda: len(bus.ontvangen) == 8)
    onderweg = bus.message_ids[7]
    assert Bericht.objects.get(message_id=onderweg).status == "bezig"
    assert Bericht.objects.filter(status="verzonden").count() == 7
    with connection.cursor() as cursor:  # a quarter of an hour goes by
        cursor.execute(
            "update gezinnen_bericht set bezig_sinds = bezig_sinds - interval '16 minutes' where status = 'bezig'"
        )
    programma(f"-m {WERKER}")
    geef_opdracht(redis_url)
    wacht_tot(allen_verzonden)
    ieder_een_keer(bus, behalve=[onderweg])
    assert Bericht.objects.count() == 40


def test_wat_bezig_bleef_komt_pas_na_een_kwartier_terug(beheer, bus):
    maak_werk(3)
    veeg()
    Bericht.objects.update(status="bezig", bezig_sinds=timezone.now() - timedelta(minutes=14), verzonden_op=None)
    assert veeg() == {}
    Bericht.objects.update(bezig_sinds=timezone.now() - timedelta(minutes=16))
    assert veeg() == {"verzonden": 3}
    assert Counter(bus.message_ids) == dict.fromkeys(Bericht.objects.values_list("message_id", flat=True), 2)


def test_een_leeggemaakte_redis_en_twee_klokken(beheer, bus, redis_url, programma, tmp_path):
    """The tasks on the queue are gone, later all of Redis again; two clocks go on, and every message goes out once."""
    maak_werk(60)
    geef_opdracht(redis_url, keer=5)
    leegmaker = redis.Redis.from_url(redis_url)
    leegmaker.flushall()
    assert leegmaker.dbsize() == 0
    bus.antwoord = lambda *_: time.sleep(0.005)
    for nummer in (1, 2):
        programma(
            f"-m celery --app tests.gezinnen.snelle_klok --quiet beat --pidfile= --schedule {tmp_path}/klok{nummer} --loglevel ERROR"
        )
    programma(f"-m {WERKER}")
    wacht_tot(lambda: len(bus.ontvangen) > 10)
    leegmaker.flushall()
    leegmaker.close()
    wacht_tot(allen_verzonden)
    ieder_een_keer(bus)


def test_twee_vegers_tegelijk(beheer, bus, programma):
    maak_werk(200)
    bus.antwoord = lambda *_: time.sleep(0.002)
    vegers = [programma("manage.py herinneringen --nu") for _ in range(2)]
    wacht_tot(lambda: all(veger.poll() is not None for veger in vegers))
    assert [veger.returncode for veger in vegers] == [0, 0]
    assert allen_verzonden()
    ieder_een_keer(bus)
    assert Herinnering.objects.count() == 200


def test_twee_vegers_vertellen_nieuws_een_keer(beheer, bus, programma):
    """One referral, thirty people of the aanmeldteam: each gets one mail."""
    team = BasisteamFactory()
    fatima = GebruikerFactory(rol=Rol.GEZINSMANAGER, team=team)
    aanbieder = Aanbieder.objects.create(naam="De Drukke Wilg", soort="hoofdaannemer")
    GebruikerFactory.create_batch(30, rol=Rol.AANMELDTEAM, aanbieder=aanbieder)
    rij = Verwijzing.objects.create(
        gezin=maak_gezin(fatima, team), aanbieder=aanbieder, hulpvraag="x", door_id=fatima.pk
    )
    Pakket.objects.verstuur(rij, {"leden": []}, door_id=fatima.pk)
    bus.antwoord = lambda *_: time.sleep(0.002)
    vegers = [programma("manage.py herinneringen --nu") for _ in range(2)]
    wacht_tot(lambda: all(veger.poll() is not None for veger in vegers))
    assert [veger.returncode for veger in vegers] == [0, 0]
    assert allen_verzonden()
    ieder_een_keer(bus)
    assert len({aan for aan, _ in bus.ontvangen}) == Nieuws.objects.count() == 30


def test_een_uur_zonder_mailserver(beheer, bus, settings, eigen_url):
    with time_machine.travel(NU, tick=False):
        maak_werk(50)
    bus.stop()
    with time_machine.travel(NU, tick=False) as klok, beheer.als(met_login(eigen_url, "ggw_werk")):
        for _ in range(60):
            assert set(veeg()) <= {"uitgesteld"}
            klok.shift(timedelta(minutes=1))
    assert set(Bericht.objects.values_list("status", flat=True)) == {"gepland"}
    with Brievenbus(bus.poort) as terug, time_machine.travel(NU + timedelta(hours=1), tick=False) as klok:
        for _ in range(16):
            veeg()
            klok.shift(timedelta(minutes=1))
        assert allen_verzonden()
        ieder_een_keer(terug)
    assert Bericht.objects.count() == 50


def met_login(url, login):
    return als_login({}, url, login)["DATABASE_URL"]


def test_tienduizend_tegelijk(beheer, bus, programma):
    """Two thousand that cannot wait, eight thousand in fifty bundles; two sweepers; each line arrives."""
    maak_werk(10_000, mensen=50, direct=2_000)
    vegers = [programma("manage.py herinneringen --nu") for _ in range(2)]
    wacht_tot(lambda: all(veger.poll() is not None for veger in vegers), geduld=120)
    assert Bericht.objects.filter(status="verzonden").count() == 2_050
    ieder_een_keer(bus)
    assert sum(platte_tekst(mail).count(": vandaag") for _, mail in bus.ontvangen) == 10_000


def platte_tekst(mail):
    return mail.get_payload(0).get_payload(decode=True).decode()
