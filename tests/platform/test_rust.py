"""Proof of rest: a backup comes back whole through the real commands, and a database that goes away takes nothing with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from celery import Celery
from psycopg import sql

from ggw.lokaal import starten
from ggw.lokaal.postgres import Postgres
from ggw.lokaal.processen import Processen, vrije_poort
from ggw.lokaal.redisserver import start_redis
from ggw.lokaal.sjabloon import met_database
from ggw.proefomgeving import OMGEVING
from tests.platform.bezoeker import Bezoeker, kop

WORTEL = Path(__file__).parents[2]
WACHTWOORD = "proef-op-de-rust-2026"
GEZINNEN = 6
MAP = Path(f"/tmp/ggw-rust-{os.getpid()}")  # noqa: S108  (PostgreSQL runs as another user: no folder above it may be closed)
VAN_DE_EIGENAAR = """
do $$ declare wat text; begin
    for wat in select format('table %s', oid::regclass) from pg_class
                where relkind in ('r', 'v') and relnamespace = 'public'::regnamespace and relowner = 'postgres'::regrole
         union all select format('function %s', oid::regprocedure) from pg_proc
                where pronamespace = 'public'::regnamespace and proowner = 'postgres'::regrole loop
        execute format('alter %s owner to ggw_eigenaar', wat);
    end loop;
end $$"""
"""As production has it: the template of the tests was migrated by a superuser."""
VOORBEELD = f"""
from django.core.management import call_command
from ggw.toegang.deur import vraag
from ggw.toegang.verzegelen import verzegel
call_command("voorbeelddata", gezinnen={GEZINNEN})
call_command("voorbeeldaccounts")
vraag("select schrijf_weigering(id, 'gezin.bekijken', 'GET', '/gezinnen/1/', 404, '1', null, '') from organisatie_gebruiker")
assert verzegel() == 1
"""


def omgeving(**extra: str) -> dict[str, str]:
    """A terminal: nothing of this test run in it."""
    weg = {*OMGEVING, "MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
    schoon = {k: v for k, v in os.environ.items() if k not in weg and not k.startswith(("PYTEST", "PROEF", "DJANGO"))}
    return schoon | {"GGW_DATA": str(MAP), "VOORBEELD_WACHTWOORD": WACHTWOORD} | extra


def make(*opdracht: str, **extra: str) -> subprocess.CompletedProcess[str]:
    opties = {"cwd": WORTEL, "env": omgeving(**extra), "capture_output": True, "text": True, "check": False}
    return subprocess.run(["make", "--silent", *opdracht], **opties)  # noqa: S607


def wacht(tot: Callable[[], object], wat: str, drukte: Sequence[Drukte] = (), geduld: float = 90) -> None:
    """Look again and again, until it is so or the time is up; at once when somebody got an answer that is none of both."""
    einde = time.monotonic() + geduld
    while not tot():
        assert [fout for d in drukte for fout in d.anders] == []
        assert time.monotonic() < einde, f"Dit gebeurde niet: {wat}"
        time.sleep(0.1)


def aantallen(url: str) -> dict[str, int]:
    with psycopg.connect(url) as db:
        tabellen = [rij[0] for rij in db.execute("select tablename from pg_tables where schemaname = 'public'")]
        return {
            t: db.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(t))).fetchone()[0] for t in tabellen
        }


@pytest.fixture(scope="module")
def map_() -> Iterator[Path]:
    MAP.mkdir()
    yield MAP
    shutil.rmtree(MAP)


@pytest.fixture(scope="module")
def bron(map_) -> Iterator[str]:
    """URL of a database on the server of the tests, with example families and a sealed access log."""
    naam = f"test_ggw_bron_{os.getpid()}"
    server = met_database(os.environ["DATABASE_URL"], "postgres")
    url = met_database(server, naam)
    with psycopg.connect(server, autocommit=True) as db:
        db.execute(f"create database {naam} template {os.environ['PROEF_SJABLOON']}")
        db.execute(f"alter database {naam} set ggw.voorbeeld = 'ja'")
    try:
        with psycopg.connect(url) as db:
            db.execute(VAN_DE_EIGENAAR)
        with pytest.MonkeyPatch.context() as patch:
            zoals_make_run(patch)
            basis = starten.procesomgeving(1, voorbeeld=True) | {"REDIS_URL": "redis://", "DATABASE_URL": url}
        opdracht = [sys.executable, "manage.py", "shell", "-v0", "-c", VOORBEELD]
        subprocess.run(opdracht, cwd=WORTEL, env=basis, check=True, capture_output=True)
        yield url
    finally:
        with psycopg.connect(server, autocommit=True) as db:
            db.execute(f"drop database {naam} with (force)")


def zoals_make_run(patch: pytest.MonkeyPatch) -> None:
    schoon = omgeving()
    for naam in [n for n in os.environ if n not in schoon]:
        patch.delenv(naam)
    for naam, waarde in schoon.items():
        patch.setenv(naam, waarde)


@pytest.fixture(scope="module")
def backup(bron) -> Path:
    bestand = MAP / "van de bron.backup"
    gemaakt = make("backup", BESTAND=str(bestand), DATABASE_URL=bron)
    assert gemaakt.returncode == 0, gemaakt.stderr
    assert f"Backup gemaakt: {bestand}" in gemaakt.stdout
    assert "Bewaar het versleuteld" in gemaakt.stdout
    assert bestand.stat().st_mode & 0o077 == 0
    return bestand


@dataclass
class Hersteld:
    server: Postgres
    geteld: dict[str, int]
    """Rows in each table, before anybody did anything with it."""


@pytest.fixture(scope="module")
def hersteld(backup) -> Iterator[Hersteld]:
    """A server of its own, which was empty, after `make restore`; started."""
    gedaan = make("restore", BESTAND=str(backup))
    assert gedaan.returncode == 0, gedaan.stderr
    assert "Nagekeken: migraties, rijbeveiliging, volgnummers en de sleutel van het BSN." in gedaan.stdout
    assert "Het logboek klopt: 1 zegels; 0 regels" in gedaan.stdout
    with pytest.MonkeyPatch.context() as patch:
        zoals_make_run(patch)
        server = Postgres(MAP / "pg")
        server.start()
    yield Hersteld(server, aantallen(server.url("ggw")))
    server.stop()


@dataclass
class Product:
    site: str
    redis: str
    server: Postgres
    processen: Processen


@pytest.fixture(scope="module")
def product(hersteld) -> Iterator[Product]:
    """Web, worker and broker on the database that came back; the clock is in the test's hand."""
    processen = Processen()
    with pytest.MonkeyPatch.context() as patch:
        zoals_make_run(patch)
        basis = starten.procesomgeving(vrije_poort(), voorbeeld=True)
        basis["REDIS_URL"] = start_redis(processen, MAP, basis)
        beheer = hersteld.server.url("ggw")
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--noinput"],
            cwd=WORTEL,
            env=starten.als_login(basis, beheer, "ggw_eigenaar"),
            check=True,
            capture_output=True,
        )
        starten.start_processen(processen, basis, beheer, klok=False)
    try:
        starten.wacht_op_web(processen, basis["SITE_URL"])
        yield Product(basis["SITE_URL"], basis["REDIS_URL"], hersteld.server, processen)
        processen.controleer()
    finally:
        processen.stop()


def test_wat_terugkomt_is_wat_er_was(bron, hersteld):
    assert hersteld.geteld == aantallen(bron)


def test_in_een_database_met_gezinnen_komt_niets_terug(backup, hersteld):
    voor = aantallen(hersteld.server.url("ggw"))
    gedaan = make("restore", BESTAND=str(backup))
    assert gedaan.returncode
    assert "Deze database is in gebruik" in gedaan.stderr
    assert "Er is niets veranderd." in gedaan.stderr
    hersteld.server.start()
    assert aantallen(hersteld.server.url("ggw")) == voor


def afgekapt(backup: Path) -> bytes:
    return backup.read_bytes()[:-40_000]


def veranderd(backup: Path) -> bytes:
    inhoud = bytearray(backup.read_bytes())
    inhoud[len(inhoud) // 2] ^= 1
    return bytes(inhoud)


def vreemde_tar(backup: Path) -> bytes:
    pad = backup.with_suffix(".tar")
    with tarfile.open(pad, "w") as tar:
        tar.add(WORTEL / "LICENSE", "gegevens.dump")
    return pad.read_bytes()


def geen_backup(backup: Path) -> bytes:
    return b"%PDF-1.7 vakantiefoto's"


@pytest.mark.parametrize("maak", [afgekapt, veranderd, vreemde_tar, geen_backup, lambda _: b""])
def test_een_bestand_dat_niet_heel_of_niet_van_ons_is_wordt_geweigerd(bron, backup, tmp_path, maak):
    stuk = tmp_path / "stuk.backup"
    stuk.write_bytes(maak(backup))
    voor = aantallen(bron)
    gedaan = make("restore", BESTAND=str(stuk), DATABASE_URL=bron)
    assert gedaan.returncode
    assert "Dit bestand is geen backup van GGW, of het is niet heel aangekomen. Er is niets veranderd." in gedaan.stderr
    assert "Traceback" not in gedaan.stderr
    assert aantallen(bron) == voor


@pytest.mark.parametrize(
    ("bestand", "tekst"),
    [("", "make restore BESTAND="), ("/tmp/dit-bestaat-niet.backup", "is er niet")],  # noqa: S108
)
def test_zonder_bestand_zegt_een_zin_wat_er_moet(map_, bestand, tekst):
    gedaan = make("restore", BESTAND=bestand)
    assert gedaan.returncode
    assert tekst in gedaan.stderr


def test_een_backup_van_een_voorbeeld_komt_niet_in_een_echte_database(backup):
    naam = f"test_ggw_echt_{os.getpid()}"
    server = met_database(os.environ["DATABASE_URL"], "postgres")
    with psycopg.connect(server, autocommit=True) as db:
        db.execute(f"create database {naam}")
        try:
            gedaan = make("restore", BESTAND=str(backup), DATABASE_URL=met_database(server, naam))
            assert "een echte alleen in een echte database. Er is niets veranderd." in gedaan.stderr
        finally:
            db.execute(f"drop database {naam} with (force)")


def test_op_het_teruggezette_systeem_meldt_men_zich_aan_en_opent_een_gezin(product):
    fatima = Bezoeker(product.site)
    fatima.meld_aan("fatima@voorbeeld.ggw.example", WACHTWOORD)
    with psycopg.connect(product.server.url("ggw")) as db:
        (nummer,) = db.execute(MIJN_GEZINNEN).fetchone()
    antwoord = fatima.vraag(f"/gezinnen/{nummer}/")
    assert antwoord.status == 200
    assert nummer in antwoord.html


MIJN_GEZINNEN = """
    select z.nummer from gezinnen_gezin z join gezinnen_toewijzing t on t.gezin_id = z.id and t.tot is null
    join organisatie_gebruiker g on g.id = t.gezinsmanager_id where g.email = 'fatima@voorbeeld.ggw.example' order by 1"""


@dataclass
class Drukte:
    """Somebody who records contacts without a pause, each with a number of its own, and remembers what the answers said."""

    bezoeker: Bezoeker
    pad: str
    wie: int
    klaar: threading.Event
    bewaard: list[str] = field(default_factory=list)
    weg: list[str] = field(default_factory=list)
    anders: list[str] = field(default_factory=list)
    traagste: float = 0

    def werk(self) -> None:
        teller = 0
        while not self.klaar.is_set():
            teller += 1
            tekst = f"proef {self.wie}-{teller}."
            nu = time.localtime(time.time() - 300)
            velden = {"dag": time.strftime("%d-%m-%Y", nu), "tijd": time.strftime("%H:%M", nu)}
            antwoord = self.bezoeker.stuur(self.pad, velden | {"soort": "telefoon", "tekst": tekst})
            self.traagste = max(self.traagste, antwoord.duur)
            if antwoord.status == 302 and "/contact" in antwoord.naar:
                self.bewaard.append(tekst)
            elif antwoord.status == 503 and kop(antwoord) == "GGW is even niet bereikbaar":
                self.weg.append(tekst)
            else:
                self.anders.append(f"{antwoord.status} {antwoord.naar} {kop(antwoord)}")


def test_de_database_gaat_uit_en_aan_onder_druk(product):
    server = product.server
    with psycopg.connect(server.url("ggw")) as db:
        nummers = [rij[0] for rij in db.execute(MIJN_GEZINNEN)]
        afdruk = db.execute("select id from gezinnen_planafdruk order by id limit 1").fetchone()[0]
    klaar, drukte = threading.Event(), []
    for wie in range(4):
        bezoeker = Bezoeker(product.site)
        bezoeker.meld_aan("fatima@voorbeeld.ggw.example", WACHTWOORD)
        drukte.append(Drukte(bezoeker, f"/gezinnen/{nummers[wie % len(nummers)]}/contact/nieuw/", wie, klaar))
    draden = [threading.Thread(target=d.werk, daemon=True) for d in drukte]
    werk = Celery(broker=product.redis)
    try:
        for draad in draden:
            draad.start()
        wacht(lambda: all(len(d.bewaard) >= 2 for d in drukte), "iedereen bewaart iets", drukte)
        server.stop()
        werk.send_task("rapportage.tasks.veeg_taken")
        wacht(
            lambda: all(len(d.weg) >= 3 for d in drukte), "iedereen krijgt de pagina dat GGW niet bereikbaar is", drukte
        )
        assert Bezoeker(product.site).vraag("/gezond/").status == 503
        tot_dan = [len(d.bewaard) for d in drukte]
        server.start()
        wacht(
            lambda: all(len(d.bewaard) > toen + 1 for d, toen in zip(drukte, tot_dan, strict=True)),
            "het werk gaat door",
            drukte,
        )
    finally:
        klaar.set()
        for draad in draden:
            if draad.ident:
                draad.join(30)
    assert [fout for d in drukte for fout in d.anders] == []
    assert max(d.traagste for d in drukte) < 15
    niets_half(server.url("ggw"), {tekst for d in drukte for tekst in d.bewaard})
    de_werker_gaat_door(server.url("ggw"), werk, afdruk)


def niets_half(url: str, bewaard: set[str]) -> None:
    """What was called saved is there; what is there has its marks, its line in the timeline and in the access log, and right terms."""
    with psycopg.connect(url) as db:
        er_zijn = {rij[0]: rij[1:] for rij in db.execute(CONTACTEN)}
    assert bewaard <= set(er_zijn)
    assert {tekst: delen for tekst, delen in er_zijn.items() if delen != (1, 1, True)} == {}
    with pytest.MonkeyPatch.context() as patch:
        zoals_make_run(patch)
        basis = starten.als_login(starten.procesomgeving(1, voorbeeld=True), url, "ggw_werk") | {
            "REDIS_URL": "redis://"
        }
    vraag = (
        "from gezinnen.termijncontrole import controleer_termijnen; print(dict(controleer_termijnen(herstel=False)))"
    )
    opdracht = [sys.executable, "manage.py", "shell", "-v0", "-c", vraag]
    uit = subprocess.run(opdracht, cwd=WORTEL, env=basis, check=True, capture_output=True, text=True)
    assert uit.stdout.strip() == "{}"


CONTACTEN = """
    select c.tekst,
           (select count(*) from gezinnen_gebeurtenis e where e.soort = 'contact.vastgelegd' and e.onderwerp_id = c.id),
           (select count(*) from toegang_inzage i where i.methode = 'POST' and i.uitkomst = 302
               and i.doel = format('/gezinnen/%s/contact/nieuw/', z.nummer))
             - (select count(*) from gezinnen_contactmoment b where b.gezin_id = c.gezin_id and b.tekst like 'proef %') + 1,
           exists (select from veiligheid_veiligheidsmeting m where m.contactmoment_id = c.id)
      from gezinnen_contactmoment c join gezinnen_gezin z on z.id = c.gezin_id where c.tekst like 'proef %'"""


def de_werker_gaat_door(url: str, werk: Celery, afdruk: int) -> None:
    """The worker lost its database as well; the next minute's sweep finds the row that waits."""
    with psycopg.connect(url, autocommit=True) as db:
        db.execute(
            "update gezinnen_planafdruk set inhoud = null, sha256 = '', klaar_op = null, begonnen_op = null, pogingen = 0 where id = %s",
            [afdruk],
        )
        werk.send_task("rapportage.tasks.veeg_taken")
        klaar = "select exists (select from gezinnen_planafdruk where id = %s and klaar_op is not null)"
        wacht(lambda: db.execute(klaar, [afdruk]).fetchone()[0], "de werker drukt het plan af")
