"""`python -m ggw.lokaal.backup maak|terug BESTAND`: what `make backup` and `make restore` do.

The work itself is in `docker/een_backup.sh` and `docker/terugzetten.sh`, which the containers run as well.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import environ
from psycopg.conninfo import conninfo_to_dict

from ggw.lokaal.plek import CHECKOUT, AlBezet, Bewaard, datamap, eigen_map, slot
from ggw.lokaal.postgres import Postgres, programmas
from ggw.lokaal.processen import Gestopt, manage
from ggw.lokaal.starten import Omgeving, als_login, procesomgeving

LIBPQ = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}
PROGRAMMAS = ("psql", "pg_dump", "pg_restore", "tar", "sha256sum")
BEWAREN = (
    "In dit bestand staat alles van alle gezinnen, bijna alles leesbaar. Bewaar het versleuteld en op een andere plek,"
    " en apart van de sleutels: zonder die sleutels zijn BSN's en documenten na het terugzetten niet te lezen."
)


def maak(gevraagd: str = "") -> None:
    """Make one backup; by default in the data folder, under the moment in UTC."""
    naam = time.strftime("ggw-%Y%m%dT%H%M%SZ.backup", time.gmtime())
    bestand = Path(gevraagd).expanduser().resolve() if gevraagd else eigen_map("backups") / naam
    if not bestand.parent.is_dir():
        raise Gestopt(f"De map {bestand.parent} is er niet.")
    if bestand.exists():
        raise Gestopt(f"{bestand} is er al. Kies een andere naam.")
    with database(terug=False) as (omgeving, beheer):
        eigen_login = urlsplit(beheer).username == "ggw_backup"
        script("een_backup.sh", bestand, omgeving, beheer if eigen_login else login_url(omgeving, beheer))
    print(f"Backup gemaakt: {bestand} ({bestand.stat().st_size / 1_000_000:.1f} MB).\n{BEWAREN}")


def zet_terug(gevraagd: str = "") -> None:
    """Put a backup back in a database without families, and check what came out of it."""
    if not gevraagd:
        raise Gestopt("Zeg welke backup: make restore BESTAND=/pad/naar/ggw-....backup")
    bestand = Path(gevraagd).expanduser().resolve()
    if not bestand.is_file():
        raise Gestopt(f"Het bestand {bestand} is er niet.")
    with database(terug=True) as (omgeving, beheer):
        als_beheer = omgeving | {"DATABASE_URL": beheer}
        als_eigenaar = als_login(omgeving, beheer, "ggw_eigenaar")
        script("terugzetten.sh", bestand, omgeving, beheer)
        if omgeving["VOORBEELD"] == "true":
            Bewaard("stand.json").leeg()
            Bewaard("stand.json").bewaar(voorbeelddata=True)
        try:
            manage("rollen", omgeving=als_beheer)
            manage("migrate", "--noinput", omgeving=als_eigenaar)
            manage("controleer_herstel", omgeving=als_eigenaar, stil=False)
        except Gestopt as fout:
            raise Gestopt(
                f"De gegevens zijn teruggezet, maar niet alles klopt. Start het systeem nog niet. {fout}"
            ) from fout
    print("De backup is teruggezet en nagekeken. U kunt weer starten.")


def login_url(omgeving: Omgeving, beheer: str) -> str:
    return als_login(omgeving, beheer, "ggw_backup")["DATABASE_URL"]


@contextmanager
def database(*, terug: bool) -> Iterator[tuple[Omgeving, str]]:
    """Environment and administrator's URL: of DATABASE_URL when that is set, else of the embedded server.

    A backup may be made while `make run` is going. Putting back needs the place to itself.
    """
    environ.Env.read_env(CHECKOUT / ".env")
    if url := os.environ.get("DATABASE_URL"):
        yield procesomgeving(0, voorbeeld=False) | {"REDIS_URL": os.environ.get("REDIS_URL", "redis://")}, url
        return
    postgres = Postgres(datamap() / "pg")
    try:
        with slot("run.slot", wachten=False):
            try:
                postgres.start()
                yield ingebouwd(postgres, terug)
            finally:
                postgres.stop()
    except AlBezet:
        if terug:
            raise Gestopt("GGW draait nog. Stop het eerst, met Ctrl-C in het andere venster.") from None
        postgres.start()  # joins the one that runs
        yield ingebouwd(postgres, terug)


def ingebouwd(postgres: Postgres, terug: bool) -> tuple[Omgeving, str]:
    if "ggw" not in postgres.databases():
        if not terug:
            raise Gestopt("Er is nog geen database om een backup van te maken. Start eerst met make run.")
        postgres.maak_voorbeelddatabase("ggw")
        Bewaard("stand.json").leeg()
    return procesomgeving(0, voorbeeld=True) | {"REDIS_URL": "redis://"}, postgres.url("ggw")


def script(naam: str, bestand: Path, omgeving: Omgeving, url: str) -> None:
    pad = os.pathsep.join(str(map_) for map_ in (programmas(), omgeving["PATH"]) if map_)
    for programma in PROGRAMMAS:
        if shutil.which(programma, path=pad) is None:
            raise Gestopt(f"Het programma {programma} ontbreekt. Op Debian: apt-get install postgresql-client.")
    delen = {LIBPQ[k]: str(waarde) for k, waarde in conninfo_to_dict(url).items() if k in LIBPQ}
    schoon = {k: waarde for k, waarde in omgeving.items() if not k.startswith("PG")}
    opdracht = ["bash", str(CHECKOUT / "docker" / naam), str(bestand)]
    if subprocess.run(opdracht, env=schoon | delen | {"PATH": pad}, check=False).returncode:
        raise Gestopt("De backup is niet gemaakt." if naam == "een_backup.sh" else "De backup is niet teruggezet.")


def main() -> int:
    doen = {"maak": maak, "terug": zet_terug}[sys.argv[1]]
    try:
        doen(*sys.argv[2:])
    except Gestopt as reden:
        print(reden, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
