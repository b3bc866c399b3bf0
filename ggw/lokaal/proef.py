"""The database server of the tests: one per checkout, shared by every test run that is busy, stopped by the last one."""

import atexit
import fcntl
import os

from ggw.lokaal.plek import datamap, slot
from ggw.lokaal.postgres import ZONDER_ZEKERHEID, Postgres

VOORVOEGSEL = "ggw_"
_gebruik: int | None = None  # kept open: the lock on it says that this process uses the server


def proefserver() -> str:
    """The superuser's URL of a running server, with a database name of this process's own.

    Call it once in the process that starts the test workers and hand them the URL. Each run has its own database name,
    so two runs in one checkout do not meet. What killed runs left behind is removed by the next one that is alone.
    """
    global _gebruik
    server = Postgres(datamap() / "proef", ZONDER_ZEKERHEID)
    with slot("proef.slot", wachten=True):
        if _gebruik is None:
            _gebruik = os.open(datamap() / "proef.gebruik", os.O_WRONLY | os.O_CREAT, 0o600)
            alleen = _is_alleen(_gebruik)
            fcntl.flock(_gebruik, fcntl.LOCK_SH)
            server.start()
            if alleen:
                server.verwijder_databases(f"test_{VOORVOEGSEL}")
            atexit.register(_stop, server)
        else:
            server.start()
    return server.url(f"{VOORVOEGSEL}{os.getpid()}")


def _stop(server: Postgres) -> None:
    with slot("proef.slot", wachten=True):
        if _gebruik is not None and _is_alleen(_gebruik):
            server.stop()


def _is_alleen(gebruik: int) -> bool:
    try:
        fcntl.flock(gebruik, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
