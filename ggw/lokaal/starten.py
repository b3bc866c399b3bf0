"""`make run`: databases, migrations, example data, web, worker and clock in one terminal."""

import http.client
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from urllib.parse import quote, urlsplit, urlunsplit

import environ

from ggw.lokaal.plek import CHECKOUT, Bewaard, datamap, eigen_map, geheimen, slot, stand_van_de_code
from ggw.lokaal.postgres import Postgres
from ggw.lokaal.processen import Gestopt, Processen, is_vrij, manage
from ggw.lokaal.redisserver import start_redis

Omgeving = dict[str, str]

WEB = "gunicorn ggw.wsgi --workers 2 --threads 4 --log-level warning --no-control-socket"
WERKER = "celery --app ggw --quiet worker --concurrency 1 --without-mingle --without-gossip --loglevel WARNING"
KLOK = "celery --app ggw --quiet beat --pidfile= --loglevel WARNING"


def start() -> None:
    """Run until Ctrl-C, or until a part stops by itself (`Gestopt`)."""
    environ.Env.read_env(CHECKOUT / ".env")
    eigen = [naam for naam in ("DATABASE_URL", "REDIS_URL") if os.environ.get(naam)]
    if len(eigen) == 1:
        raise Gestopt(f"Alleen {eigen[0]} is gezet. Zet DATABASE_URL en REDIS_URL allebei, of geen van beide.")

    # Also SIGINT: a shell starts a background job with that one ignored, and then Python does not listen to Ctrl-C.
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGHUP, _stop)
    processen = Processen()
    with slot("run.slot", wachten=False):
        poort = int(os.environ.get("PORT") or 8000)
        if not is_vrij(poort):
            raise Gestopt(f"Poort {poort} is al in gebruik. Kies een andere: make run PORT={poort + 1}")
        if eigen:
            _draai(processen, procesomgeving(poort, voorbeeld=False), os.environ["DATABASE_URL"])
        else:
            with _ingebouwd(processen, poort) as (omgeving, beheer):
                _draai(processen, omgeving, beheer)


def _stop(signaal: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextmanager
def _ingebouwd(processen: Processen, poort: int) -> Iterator[tuple[Omgeving, str]]:
    """Embedded servers and example mode; everything is stopped on the way out."""
    postgres = Postgres(datamap() / "pg")
    try:
        postgres.start()
        if "ggw" not in postgres.databases():
            postgres.maak_voorbeelddatabase("ggw")
            Bewaard("stand.json").leeg()
        omgeving = procesomgeving(poort, voorbeeld=True)
        omgeving["REDIS_URL"] = start_redis(processen, datamap(), omgeving)
        yield omgeving, postgres.url("ggw")
    finally:
        processen.stop()
        postgres.stop()


def procesomgeving(poort: int, *, voorbeeld: bool) -> Omgeving:
    """What every process gets. The example uses only what this machine made itself, whatever stands in `.env`."""
    eigen = {
        **geheimen(),
        "DEFAULT_FROM_EMAIL": "GGW <ggw@localhost>",
        "DIENST_TELEFOON": "020-0000112",
        "EMAIL_URL": f"filemail:///{eigen_map('mail')}",
        "STATIC_ROOT": str(eigen_map("static")),
    }
    vast = {
        "SITE_URL": f"http://localhost:{poort}",
        "VOORBEELD": str(voorbeeld).lower(),
        "DEBUG": "false",
        "PYTHONUNBUFFERED": "1",
    }
    basis = {"LOG_LEVEL": "WARNING", **os.environ}
    return (basis | eigen if voorbeeld else eigen | basis) | vast


def als_login(omgeving: Omgeving, beheer: str, login: str) -> Omgeving:
    """The environment of a process with its own database login, on the server of the administrator's URL."""
    delen = urlsplit(beheer)
    wachtwoord = omgeving.get(f"GGW_WACHTWOORD_{login.removeprefix('ggw_').upper()}")
    adres = delen.netloc.rpartition("@")[2]
    naam = f"{login}:{quote(wachtwoord, safe='')}" if wachtwoord else login
    return omgeving | {"DATABASE_URL": urlunsplit(delen._replace(netloc=f"{naam}@{adres}"))}


def _draai(processen: Processen, omgeving: Omgeving, beheer: str) -> None:
    try:
        _breng_op_orde(omgeving, beheer)
        start_processen(processen, omgeving, beheer)
        accounts = _voorbeeldaccounts(omgeving, beheer) if omgeving["VOORBEELD"] == "true" else []
        wacht_op_web(processen, omgeving["SITE_URL"])
        _groet(omgeving, accounts)
        while True:
            processen.controleer()
            time.sleep(0.5)
    finally:
        processen.stop()


def _breng_op_orde(omgeving: Omgeving, beheer: str) -> None:
    """Roles, tables, static files and example data; skipped when nothing changed since the last start."""
    bewaard = Bewaard("stand.json")
    stand = f"{stand_van_de_code()} {urlsplit(beheer).path} {omgeving['VOORBEELD']}"
    als_beheer = omgeving | {"DATABASE_URL": beheer}
    als_eigenaar = als_login(omgeving, beheer, "ggw_eigenaar")
    if bewaard.waarden.get("stand") != stand:
        print("De database wordt bijgewerkt. Even geduld.")
        manage("rollen", omgeving=als_beheer)
        manage("migrate", "--noinput", omgeving=als_eigenaar)
        manage("collectstatic", "--noinput", omgeving=als_eigenaar)
    if omgeving["VOORBEELD"] == "true":
        if not bewaard.waarden.get("voorbeelddata"):
            print("De voorbeeldgegevens worden gemaakt. Dat duurt de eerste keer even.")
            manage("voorbeelddata", "--gezinnen", "60", "--zaad", "1", omgeving=als_beheer)
            bewaard.bewaar(voorbeelddata=True)
        wachtwoord = omgeving["VOORBEELD_WACHTWOORD"]
        if bewaard.waarden.get("stand") != stand or bewaard.waarden.get("wachtwoord_van") != wachtwoord:
            manage("voorbeeldaccounts", omgeving=als_beheer)
            bewaard.bewaar(wachtwoord_van=wachtwoord)
    bewaard.bewaar(stand=stand)


def start_processen(processen: Processen, omgeving: Omgeving, beheer: str, *, klok: bool = True) -> None:
    web, werk = als_login(omgeving, beheer, "ggw_web"), als_login(omgeving, beheer, "ggw_werk")
    web["INZAGE_ZEGEL_SLEUTEL"] = ""  # the worker's alone
    werk["INZAGE_ZEGEL_UIT"] = werk.get("INZAGE_ZEGEL_UIT") or str(datamap() / "zegels.txt")
    werk["PYTHONWARNINGS"] = "ignore:You're running the worker"  # as root; here that is the only user there may be
    bind = f"127.0.0.1:{urlsplit(omgeving['SITE_URL']).port}"
    processen.start("web", [sys.executable, "-m", *WEB.split(), "--bind", bind], web)
    processen.start("werker", [sys.executable, "-m", *WERKER.split()], werk)
    if klok:
        processen.start("klok", [sys.executable, "-m", *KLOK.split(), "--schedule", str(datamap() / "klok")], werk)


def _voorbeeldaccounts(omgeving: Omgeving, beheer: str) -> list[dict[str, str]]:
    uitvoer = manage("voorbeeldaccounts", "--toon", omgeving=omgeving | {"DATABASE_URL": beheer})
    accounts: list[dict[str, str]] = json.loads(uitvoer)
    return accounts


def wacht_op_web(processen: Processen, site: str, geduld: float = 60) -> None:
    einde = time.monotonic() + geduld
    while time.monotonic() < einde:
        processen.controleer()
        verbinding = http.client.HTTPConnection("127.0.0.1", urlsplit(site).port or 80, timeout=5)
        try:
            verbinding.request("GET", "/gezond/", headers={"Host": urlsplit(site).netloc})
            if verbinding.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            verbinding.close()
        time.sleep(0.2)
    raise Gestopt(f"{site}/gezond/ geeft geen antwoord.")


def _groet(omgeving: Omgeving, accounts: list[dict[str, str]]) -> None:
    print(f"\n  {omgeving['SITE_URL']}\n")
    if accounts:
        breedte = max(len(account["rol"]) for account in accounts)
        for account in accounts:
            print(f"  {account['rol']:<{breedte}}  {account['email']}")
        print(f"\n  Wachtwoord van deze voorbeeldaccounts: {omgeving['VOORBEELD_WACHTWOORD']}")
        print(f"  Verstuurde mail staat in {datamap() / 'mail'}")
    print(f"  Gegevens en sleutels staan in {datamap()}")
    print("  Stoppen: Ctrl-C\n", flush=True)
