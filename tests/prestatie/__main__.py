"""`python -m tests.prestatie`: build, measure, and write bench.json. Settings come from the environment, see docs/prestaties.md."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from ggw import proefomgeving
from ggw.lokaal.plek import CHECKOUT
from tests.prestatie.gegevens import Database, database


def main() -> int:
    gezinnen = int(os.environ.get("GEZINNEN") or 100_000)
    rijen = int(os.environ.get("INZAGE_RIJEN") or 20_000_000)
    with database(gezinnen, vers=bool(os.environ.get("VERS"))) as gegevens:
        uitslag = meet(gegevens, rijen, keer=int(os.environ.get("KEER") or 400))
    (CHECKOUT / "bench.json").write_text(json.dumps(uitslag, indent=2, ensure_ascii=False) + "\n")
    print(json.dumps(uitslag, indent=2, ensure_ascii=False))  # noqa: T201 (it talks to the person at the terminal)
    return 0


def meet(gegevens: Database, rijen: int, keer: int) -> dict[str, Any]:
    os.environ |= {
        **proefomgeving.OMGEVING,
        "DATABASE_URL": gegevens.web,
        "DJANGO_SETTINGS_MODULE": "ggw.settings_test",
    }
    import django

    django.setup()
    from tests.prestatie import dossierpagina, herinneringen, inzagelog, meten

    verbindingen = meten.Verbindingen()
    try:
        log = inzagelog.vul(verbindingen, gegevens.beheer, rijen)
        return {
            "gezinnen": gegevens.gezinnen,
            "gezinnen_gemaakt_in_s": gegevens.gemaakt_in and round(gegevens.gemaakt_in),
            "dossierpagina": dossierpagina.meet(verbindingen, gegevens.web, gegevens.beheer, keer),
            "herinneringen": herinneringen.meet(verbindingen, gegevens.beheer),
            "inzagelog": log | inzagelog.meet(verbindingen, gegevens.beheer, max(10, keer // 20)),
        }
    finally:
        verbindingen.sluit()


if __name__ == "__main__":
    sys.exit(main())
