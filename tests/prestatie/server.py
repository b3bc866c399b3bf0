"""Gunicorn as in production (two workers, four threads, the real settings) on one database, and what it costs in memory."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ggw import proefomgeving
from ggw.lokaal.plek import eigen_map
from ggw.lokaal.processen import Gestopt, Processen, manage, vrije_poort
from tests.prestatie.gegevens import Database
from tests.prestatie.klant import Klant, Opdracht

WERKERS = 2
WEB = f"gunicorn ggw.wsgi --workers {WERKERS} --threads 4 --log-level warning --no-control-socket"


def omgeving(url: str, poort: int = 1) -> dict[str, str]:
    """What a process of the bench gets: nothing of it leaves this machine."""
    return {
        **os.environ,
        **proefomgeving.OMGEVING,
        "SITE_URL": f"http://localhost:{poort}",
        "STATIC_ROOT": str(eigen_map("bench-static")),
        "DATABASE_URL": url,
        "LOG_LEVEL": "CRITICAL",
        "DJANGO_SETTINGS_MODULE": "tests.prestatie.instellingen",
    }


class Server:
    def __init__(self, gegevens: Database, processen: Processen) -> None:
        self.gegevens, self.poort = gegevens, vrije_poort()
        naam = f"web {gegevens.gezinnen}"
        opdracht = [sys.executable, "-m", *WEB.split(), "--bind", f"127.0.0.1:{self.poort}"]
        processen.start(naam, opdracht, omgeving(gegevens.web, self.poort))
        self.proces = processen.draaiend[naam]
        self.klant = Klant(self.poort)

    def wacht(self, seconden: int = 120) -> None:
        """Until it answers."""
        einde = time.monotonic() + seconden
        while self.klant.doe(Opdracht("/gezond/", "")).status != 200:
            if self.proces.poll() is not None or time.monotonic() > einde:
                raise Gestopt(f"De webserver voor {self.gegevens.gezinnen} gezinnen start niet.")
            time.sleep(0.5)

    def geheugen(self) -> list[float]:
        """Megabytes resident of each worker."""
        kinderen = Path(f"/proc/{self.proces.pid}/task/{self.proces.pid}/children").read_text().split()
        return [resident(Path(f"/proc/{pid}/status").read_text()) for pid in kinderen]


def resident(stand: str) -> float:
    """From the text of /proc/<pid>/status: VmRSS in megabytes."""
    return next(round(int(regel.split()[1]) / 1024, 1) for regel in stand.splitlines() if regel.startswith("VmRSS"))


@contextmanager
def servers(databases: list[Database]) -> Iterator[list[Server]]:
    """One for each database, until the end of the block."""
    processen = Processen()
    manage("collectstatic", "--noinput", omgeving=omgeving(databases[0].beheer))
    try:
        alle = [Server(database, processen) for database in databases]
        for server in alle:
            server.wacht()
        yield alle
    finally:
        processen.stop()
