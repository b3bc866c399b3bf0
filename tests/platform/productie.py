"""Run `manage.py` with the settings of production: the values of .env.example, and fresh secrets where it has none.

python tests/platform/productie.py check --deploy --fail-level WARNING
"""

import os
import secrets
import sys
from base64 import b64encode
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def voorbeeldwaarden() -> dict[str, str]:
    """The variables of .env.example, in the order they stand there."""
    regels = (CHECKOUT / ".env.example").read_text().splitlines()
    return dict(regel.split("=", 1) for regel in regels if regel and not regel.startswith("#"))


def productieomgeving() -> dict[str, str]:
    def sleutel() -> str:
        return b64encode(secrets.token_bytes(32)).decode()

    return voorbeeldwaarden() | {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "BSN_SLEUTELS": f"1:{sleutel()}",
        "BSN_HMAC_SLEUTEL": sleutel(),
        "DOCUMENT_SLEUTELS": f"1:{sleutel()},2:{sleutel()}",
        "CONCEPT_SLEUTELS": f"1:{sleutel()}",
        "TWEEDE_STAP_SLEUTELS": f"1:{sleutel()}",
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "ggw.settings",
    }


if __name__ == "__main__":
    os.chdir(CHECKOUT)
    os.execve(sys.executable, [sys.executable, "manage.py", *sys.argv[1:]], productieomgeving())  # noqa: S606
