"""`python -m tests.prestatie`: build, measure, and write what was found. Settings come from the environment, see docs/prestaties.md."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import Any

from ggw.lokaal.plek import CHECKOUT
from tests.prestatie.gegevens import Database, databases
from tests.prestatie.server import omgeving, servers

MATEN = (1_000, 10_000, 100_000)


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started stops as well
    gevraagd = int(os.environ.get("GEZINNEN") or MATEN[-1])
    maten = [maat for maat in MATEN if maat < gevraagd] + [gevraagd]
    kort = gevraagd <= MATEN[0]
    with databases(maten, vers=bool(os.environ.get("VERS"))) as gegevens:
        if duur := int(os.environ.get("DUUR") or 0):
            return duurproef(gegevens[-1], duur)
        keer = int(os.environ.get("KEER") or (40 if kort else 100))
        seconden = float(os.environ.get("SECONDEN") or (0.3 if kort else 4))
        uitslag = meet(gegevens, keer, seconden, int(os.environ.get("INZAGE_RIJEN") or 0))
    from tests.prestatie.verslag import schrijf

    schrijf(uitslag)
    print(json.dumps(uitslag["budgetten"], indent=1, ensure_ascii=False))  # noqa: T201 (it talks to the person at the terminal)
    return 0


def meet(gegevens: list[Database], keer: int, seconden: float, rijen: int) -> dict[str, Any]:
    """`keer` rounds over all pages, `seconden` of each number of clients, and with `rijen` also the log with so many lines."""
    begin = os.getloadavg()[0]
    bereid_voor(gegevens[-1])
    from django.utils import timezone

    from tests.prestatie import meten_web
    from tests.prestatie.oordeel import als_json, oordeel

    with servers(gegevens) as alle:
        uitslag = meten_web.meet(alle, keer, seconden)
    uitslag = {
        "dag": timezone.localdate().isoformat(),
        "machine": {
            "processoren": os.cpu_count(),
            "last_begin": round(begin, 1),
            "last_einde": round(os.getloadavg()[0], 1),
        },
        "gezinnen": [g.gezinnen for g in gegevens],
        "rijen": {str(g.gezinnen): g.rijen for g in gegevens},
        "gemaakt_in_s": {str(g.gezinnen): g.gemaakt_in and round(g.gemaakt_in) for g in gegevens},
        **uitslag,
        "binnen": binnen(gegevens[-1]),
    }
    if rijen:
        uitslag |= log(gegevens[-1], rijen, keer)
    return {**uitslag, "budgetten": als_json(oordeel(uitslag))}


def bereid_voor(gegevens: Database) -> None:
    os.environ |= omgeving(gegevens.web)
    import django

    django.setup()


def binnen(gegevens: Database) -> dict[str, Any]:
    """In a process of its own, which ends: PDF, reminders, night job."""
    opdracht = [sys.executable, "-m", "tests.prestatie.meet_binnen", gegevens.web, gegevens.beheer]
    uit = subprocess.run(
        opdracht, env=omgeving(gegevens.beheer), cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, check=True
    )
    gevonden: dict[str, Any] = json.loads(uit.stdout.splitlines()[-1])
    return gevonden


def log(gegevens: Database, rijen: int, keer: int) -> dict[str, Any]:
    """The door alone against the same page without it, and the access log with many lines."""
    from tests.prestatie import dossierpagina, inzagelog, meten

    verbindingen = meten.Verbindingen()
    try:
        gevuld = inzagelog.vul(verbindingen, gegevens.beheer, rijen)
        return {
            "dossierpagina": dossierpagina.meet(verbindingen, gegevens.web, gegevens.beheer, 4 * keer),
            "inzagelog": gevuld | inzagelog.meet(verbindingen, gegevens.beheer, max(10, keer // 5)),
        }
    finally:
        verbindingen.sluit()


def duurproef(gegevens: Database, minuten: int) -> int:
    """Exit code 1 when memory or connections grow."""
    bereid_voor(gegevens)
    from tests.prestatie import duur

    with servers([gegevens]) as alle:
        return duur.proef(alle[0], minuten)


if __name__ == "__main__":
    sys.exit(main())
