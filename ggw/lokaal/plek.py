"""The data folder of this checkout, and the secrets kept in it."""

import fcntl
import hashlib
import json
import os
import secrets
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

LOGINS = ("EIGENAAR", "WEB", "WEB_PARTNER", "WERK", "BACKUP")
CHECKOUT = Path(__file__).resolve().parents[2]


class AlBezet(Exception):
    """Another process holds this lock."""


def datamap() -> Path:
    """Where this checkout keeps its data: `GGW_DATA`, or a folder of its own.

    For root it lies outside home: PostgreSQL then runs as another user, and every folder above its data becomes readable.
    """
    if keuze := os.environ.get("GGW_DATA"):
        plek = Path(keuze).expanduser().resolve()
    elif os.geteuid() == 0:
        plek = Path("/var/lib/ggw-lokaal") / _vingerafdruk(str(CHECKOUT))
    else:
        thuis = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
        plek = thuis / "ggw-lokaal" / _vingerafdruk(str(CHECKOUT))
    plek.mkdir(parents=True, exist_ok=True)
    return plek


def eigen_map(naam: str) -> Path:
    plek = datamap() / naam
    plek.mkdir(mode=0o700, exist_ok=True)
    return plek


def _vingerafdruk(tekst: str) -> str:
    return hashlib.sha256(tekst.encode()).hexdigest()[:12]


def stand_van_de_code() -> str:
    """Changes when code, migrations, static files or the lock file change; then the database is brought up to date."""
    mappen = ("ggw", "gezinnen", "veiligheid", "spic", "rapportage", "static")
    bestanden = [CHECKOUT / "requirements.lock"]
    for map_ in mappen:
        bestanden += (p for p in (CHECKOUT / map_).rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    regels = (f"{p} {p.stat().st_size} {p.stat().st_mtime_ns}" for p in sorted(bestanden))
    return _vingerafdruk("\n".join(regels))


class Bewaard:
    """A small JSON file that only its owner may read."""

    def __init__(self, naam: str) -> None:
        self.pad = datamap() / naam
        self.waarden: dict[str, Any] = json.loads(self.pad.read_text()) if self.pad.exists() else {}

    def leeg(self) -> None:
        self.pad.unlink(missing_ok=True)
        self.waarden = {}

    def bewaar(self, **waarden: Any) -> None:
        self.waarden |= waarden
        nieuw = self.pad.with_suffix(".nieuw")
        with os.fdopen(os.open(nieuw, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as bestand:
            json.dump(self.waarden, bestand, indent=1)
        nieuw.replace(self.pad)


def geheimen() -> dict[str, str]:
    """Keys and passwords of this machine: made once, the same at every start."""
    bewaard = Bewaard("geheimen.json")
    nieuw = {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "BSN_SLEUTELS": f"1:{_sleutel()}",
        "BSN_HMAC_SLEUTEL": _sleutel(),
        "DOCUMENT_SLEUTELS": f"1:{_sleutel()}",
        "CONCEPT_SLEUTELS": f"1:{_sleutel()}",
        "TWEEDE_STAP_SLEUTELS": f"1:{_sleutel()}",
        "INZAGE_ZEGEL_SLEUTEL": _sleutel(),
        "VOORBEELD_WACHTWOORD": _wachtwoord(),
        **{f"GGW_WACHTWOORD_{login}": secrets.token_urlsafe(24) for login in LOGINS},
    }
    gevraagd = (
        {"VOORBEELD_WACHTWOORD": os.environ["VOORBEELD_WACHTWOORD"]} if os.environ.get("VOORBEELD_WACHTWOORD") else {}
    )
    bewaard.bewaar(**(nieuw | bewaard.waarden | gevraagd))
    return bewaard.waarden


def _sleutel() -> str:
    return b64encode(secrets.token_bytes(32)).decode()


def _wachtwoord() -> str:
    """To be read from a screen and typed: four groups, without letters that look alike."""
    return "-".join("".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(4)) for _ in range(4))


@contextmanager
def slot(naam: str, *, wachten: bool) -> Iterator[None]:
    """Hold a lock file of this data folder. The kernel lets go of it when the process dies, however it dies."""
    with (datamap() / naam).open("w") as bestand:
        try:
            fcntl.flock(bestand, fcntl.LOCK_EX | (0 if wachten else fcntl.LOCK_NB))
        except BlockingIOError as fout:
            raise AlBezet(naam) from fout
        yield
