"""Programs that run beside each other and stop together."""

import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from ggw.lokaal.plek import CHECKOUT


class Gestopt(Exception):
    """One of the programs ended by itself, or a step failed."""


class Processen:
    def __init__(self) -> None:
        self.draaiend: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, naam: str, opdracht: Sequence[str], omgeving: Mapping[str, str]) -> None:
        # A session of its own: Ctrl-C reaches only the parent, which stops them in the right order.
        self.draaiend[naam] = subprocess.Popen(opdracht, env=omgeving, cwd=CHECKOUT, start_new_session=True)

    def controleer(self) -> None:
        for naam, proces in self.draaiend.items():
            if proces.poll() is not None:
                raise Gestopt(f"'{naam}' is onverwacht gestopt (code {proces.returncode}). Daarom stopt alles.")

    def stop(self, geduld: float = 10) -> None:
        """Last started, first asked; what does not listen in time is ended."""
        for proces in reversed(self.draaiend.values()):
            if proces.poll() is None:
                proces.terminate()
        einde = time.monotonic() + geduld
        for proces in reversed(self.draaiend.values()):
            try:
                proces.wait(max(0.0, einde - time.monotonic()))
            except subprocess.TimeoutExpired:
                proces.kill()
                proces.wait()
        self.draaiend.clear()


def manage(*opdracht: str, omgeving: Mapping[str, str], stil: bool = True) -> str:
    """Run one `manage.py` command to its end and give back what it printed. `stil` keeps that off the screen."""
    uitkomst = subprocess.run(
        [sys.executable, "manage.py", *opdracht],
        env=omgeving,
        cwd=CHECKOUT,
        stdout=subprocess.PIPE if stil else None,
        text=True,
        check=False,
        start_new_session=True,
    )
    if uitkomst.returncode:
        print(uitkomst.stdout or "", file=sys.stderr)
        raise Gestopt(f"'manage.py {opdracht[0]}' is niet gelukt.")
    return uitkomst.stdout or ""


def vrije_poort() -> int:
    with socket.socket() as luisteraar:
        luisteraar.bind(("127.0.0.1", 0))
        return int(luisteraar.getsockname()[1])


def is_vrij(poort: int) -> bool:
    with socket.socket() as luisteraar:
        luisteraar.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            luisteraar.bind(("127.0.0.1", poort))
        except OSError:
            return False
    return True
